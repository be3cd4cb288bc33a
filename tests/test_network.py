"""Who pointed to whom, in waves, and in files that others read."""

import io
import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping
from pathlib import Path

import networkx as nx
import pytest
from factories import make_corpus, make_interview, make_referral, make_story
from hypothesis import given, settings
from hypothesis import strategies as st

from infoview_analysis.corpus import Corpus
from infoview_analysis.errors import OutputError, UsageError
from infoview_analysis.network import (
    ENDINGS,
    NOTE_TAKER,
    Yield,
    find_seeds,
    find_waves,
    measure_chains,
    measure_yield,
    merged_graph,
    name_channel,
    name_way,
    referral_graph,
    render_graph,
    write_graph,
)
from infoview_analysis.reading import read_interviews, read_note


@pytest.fixture
def story() -> nx.MultiDiGraph:
    return referral_graph(make_corpus(*make_story()))


def find_edges(graph: nx.MultiDiGraph, kind: str) -> set[tuple[str, str]]:
    return {(one, another) for one, another, found in graph.edges(data="kind") if found == kind}


def build(*pairs: tuple[str, str], met: Mapping[str, str] | None = None) -> nx.DiGraph:
    """A merged graph of letters; who has a date in ``met`` was interviewed."""
    graph = nx.DiGraph(pairs)
    for person in graph:
        date = (met or {}).get(person, "")
        graph.nodes[person].update(met=date, interviewed=bool(date))
    return graph


# --- The graph ----------------------------------------------------------------------------------------------


def test_edges_run_from_referrer_to_referred(story: nx.MultiDiGraph) -> None:
    expected = {("ann-lee", "bob-ray"), ("bob-ray", "cho-kim"), ("bob-ray", "dev-patel")}
    assert find_edges(story, "referral") == expected


def test_every_statement_is_an_edge_with_its_place(story: nx.MultiDiGraph) -> None:
    statements = list(story.get_edge_data("ann-lee", "bob-ray").values())
    assert [(edge["note"], edge["line"], edge["date"]) for edge in statements] == [
        ("ann-lee.md", 5, "2024-01-10"),
        ("bob-ray.md", 2, "2024-02-10"),
    ]
    assert statements[0]["quote"] == "Ann Lee points to Bob Ray"


def test_an_edge_has_the_status_of_the_referral(story: nx.MultiDiGraph) -> None:
    status = {another: status for _, another, status in story.edges(data="status")}
    assert status == {
        "ann-lee": "interviewed",
        "bob-ray": "interviewed",
        "cho-kim": "interviewed",
        "dev-patel": "open",
    }


def test_a_node_says_who_it_is(story: nx.MultiDiGraph) -> None:
    assert story.nodes["ann-lee"] == {
        "name": "Ann Lee",
        "role": "Analyst",
        "organization": "Acme",
        "industry": "",
        "field": "data and analytics",
        "interviewed": True,
        "first_seen": "2024-01-10",
        "met": "2024-01-10",
        "wave": 0,
        "seed": True,
    }


def test_waves_count_from_whom_the_note_taker_found(story: nx.MultiDiGraph) -> None:
    assert dict(story.nodes(data="wave")) == {
        NOTE_TAKER: -1,
        "ann-lee": 0,
        "bob-ray": 1,
        "cho-kim": 2,
        "dev-patel": 2,
    }


def test_the_note_taker_leads_to_whom_they_found_and_says_how(story: nx.MultiDiGraph) -> None:
    assert find_edges(story, "found") == {(NOTE_TAKER, "ann-lee")}
    (edge,) = story.get_edge_data(NOTE_TAKER, "ann-lee").values()
    assert (edge["how"], edge["note"], edge["status"]) == ("event", "ann-lee.md", "interviewed")


def test_a_go_between_is_found_and_no_seed() -> None:
    ann = make_interview("Ann Lee", date="2024-01-01", referred_by="Sam Ortiz")
    graph = referral_graph(make_corpus(ann, make_referral("Sam Ortiz", "Ann Lee", of=ann)))
    assert find_edges(graph, "found") == {(NOTE_TAKER, "sam-ortiz")}
    assert (graph.nodes["sam-ortiz"]["wave"], graph.nodes["sam-ortiz"]["seed"]) == (0, False)
    assert (graph.nodes["ann-lee"]["wave"], graph.nodes["ann-lee"]["seed"]) == (1, False)


def test_a_referral_to_somebody_without_a_name_is_no_edge() -> None:
    ann = make_interview("Ann Lee")
    graph = referral_graph(make_corpus(ann, make_referral("Ann Lee", "?", of=ann), make_referral("", "Bob", of=ann)))
    assert find_edges(graph, "referral") == set()


def test_no_notes_give_the_note_taker_alone() -> None:
    assert list(referral_graph(Corpus.empty())) == [NOTE_TAKER]


def test_merging_counts_statements_and_keeps_the_earliest(story: nx.MultiDiGraph) -> None:
    edge = merged_graph(story).edges["ann-lee", "bob-ray"]
    assert (edge["weight"], edge["note"]) == (2, "ann-lee.md")


def test_merging_keeps_the_status_that_went_furthest() -> None:
    ann = make_interview("Ann Lee", date="2024-01-01")
    told = make_referral("Ann Lee", "Dev Patel", of=ann)
    written = make_referral("Ann Lee", "Dev Patel", of=ann, line=9, status="contacted")
    merged = merged_graph(referral_graph(make_corpus(ann, told, written)))
    assert merged.edges["ann-lee", "dev-patel"]["status"] == "contacted"


def test_nobody_points_to_themselves_once_merged() -> None:
    graph = nx.MultiDiGraph()
    graph.add_edge("ann", "ann", date="", note="a.md", line=1, status="open")
    assert not merged_graph(graph).edges


# --- Measures, worked out by hand ---------------------------------------------------------------------------


def test_a_wave_is_the_shortest_way_from_a_seed() -> None:
    graph = build(("a", "b"), ("b", "c"), ("c", "d"), ("e", "d"))
    assert find_waves(graph) == {"a": 0, "b": 1, "c": 2, "d": 1, "e": 0}


def test_being_pointed_to_after_ones_own_interview_leads_to_nobody() -> None:
    graph = build(("a", "b"), ("b", "a"), met={"a": "2024-01-10", "b": "2024-02-10"})
    graph.edges["a", "b"]["date"], graph.edges["b", "a"]["date"] = "2024-01-10", "2024-02-10"
    assert find_waves(graph) == {"a": 0, "b": 1}


def test_a_month_is_not_after_a_day_in_it() -> None:
    graph = build(("a", "b"), met={"b": "2024-05-20"})
    graph.edges["a", "b"]["date"] = "2024-05"
    assert find_waves(graph) == {"a": 0, "b": 1}


def test_in_a_circle_whoever_was_met_first_starts() -> None:
    graph = build(("a", "b"), ("b", "c"), ("c", "a"), met={"b": "2024-01-01", "a": "2024-02-01"})
    assert find_waves(graph) == {"a": 2, "b": 0, "c": 1}


def test_seeds_are_interviewees_nobody_had_pointed_to() -> None:
    graph = build(("a", "b"), ("c", "b"), met={"a": "2024-01-01", "b": "2024-02-01"})
    assert find_seeds(graph) == ["a"]


def test_chains_end_at_the_farthest_person() -> None:
    assert measure_chains(build(("a", "b"), ("b", "c"), ("a", "c"), ("x", "y"))) == {"a": 2, "x": 1}
    assert measure_chains(build(("a", "b"), ("b", "c"), ("c", "d"))) == {"a": 3}


def test_yield_counts_direct_interviewed_and_downstream() -> None:
    graph = build(("a", "b"), ("b", "c"), ("b", "d"), ("d", "e"), met={"b": "2024-01-01", "d": "2024-01-02"})
    assert measure_yield(graph) == {
        "a": Yield(direct=1, interviewed=1, downstream=4),
        "b": Yield(direct=2, interviewed=1, downstream=3),
        "d": Yield(direct=1, interviewed=0, downstream=1),
    }


def test_pointing_back_to_somebody_met_before_yields_nobody_downstream() -> None:
    graph = build(("a", "b"), ("b", "a"), met={"a": "2024-01-10", "b": "2024-02-10"})
    graph.edges["b", "a"]["date"] = "2024-02-10"
    assert measure_yield(graph)["b"] == Yield(direct=1, interviewed=1, downstream=0)


def test_the_note_taker_is_left_out_of_measures(story: nx.MultiDiGraph) -> None:
    merged = merged_graph(story)
    assert NOTE_TAKER not in find_waves(merged)
    assert find_seeds(merged) == ["ann-lee"]
    assert list(measure_yield(merged)) == ["ann-lee", "bob-ray"]


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=20))
@settings(max_examples=100, deadline=None)
def test_everybody_is_in_a_wave_one_after_somebody_in_the_one_before(pairs: list[tuple[str, str]]) -> None:
    graph = build(*pairs)
    waves = find_waves(graph)
    assert waves.keys() == set(graph)
    for person, wave in waves.items():
        assert wave == 0 or wave - 1 in {waves[before] for before in graph.predecessors(person)}


# --- Files --------------------------------------------------------------------------------------------------


def read_back(text: str, ending: str) -> nx.MultiDiGraph:
    if ending == ".json":
        return nx.node_link_graph(json.loads(text), edges="edges")
    if ending == ".gexf":
        return nx.read_gexf(io.BytesIO(text.encode()))
    return nx.read_graphml(io.BytesIO(text.encode()), force_multigraph=True)


def plain(graph: nx.MultiDiGraph) -> tuple[object, object]:
    """Nodes and edges, without what GEXF adds for its own use."""
    nodes = {
        node: {key: value for key, value in data.items() if key != "label"} for node, data in graph.nodes(data=True)
    }
    edges = {
        (one, another, key): {name: value for name, value in data.items() if name != "id"}
        for one, another, key, data in graph.edges(keys=True, data=True)
    }
    return nodes, edges


@pytest.mark.parametrize("ending", [".json", ".gexf", ".graphml"])
def test_a_written_graph_reads_back_the_same(ending: str, story: nx.MultiDiGraph) -> None:
    assert plain(read_back(render_graph(story, ending), ending)) == plain(story)


@pytest.mark.parametrize("ending", [".json", ".gexf", ".graphml"])
@given(text=st.text())
@settings(max_examples=40, deadline=None)
def test_any_words_in_a_note_read_back(ending: str, text: str) -> None:
    ann = make_interview("Ann Lee", role=text, found_through=text)
    # Two statements, because GEXF does not say that a graph without parallel edges might have some.
    said = [make_referral("Ann Lee", "Bob Ray", of=ann, line=line, quote=text) for line in (5, 6)]
    graph = referral_graph(make_corpus(ann, *said))
    assert plain(read_back(render_graph(graph, ending), ending)) == plain(graph)


@pytest.mark.parametrize("ending", [".gexf", ".graphml"])
def test_control_characters_do_not_break_xml(ending: str) -> None:
    ann = make_interview("Ann Lee", role="a\x00b\x1b[31m\ufffe\x85")
    ElementTree.fromstring(render_graph(referral_graph(make_corpus(ann)), ending))


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_notes_give_the_same_bytes(ending: str) -> None:
    records = make_story()
    one, another = (render_graph(referral_graph(make_corpus(*order)), ending) for order in (records, records[::-1]))
    assert one == another


def test_gexf_holds_no_day_of_writing(story: nx.MultiDiGraph) -> None:
    text = render_graph(story, ".gexf")
    assert "lastmodifieddate" not in text
    assert nx.__version__ not in text


def test_mermaid_draws_one_line_per_pair_and_dashes_what_is_open(story: nx.MultiDiGraph) -> None:
    assert render_graph(story, ".mmd").splitlines() == [
        "flowchart LR",
        '  n0["You"]',
        '  n1["Ann Lee"]',
        '  n2["Bob Ray"]',
        '  n3["Dev Patel"]',
        '  n4["Cho Kim"]',
        '  n0 -->|"event"| n1',
        "  n1 --> n2",
        "  n2 --> n4",
        "  n2 -.-> n3",
    ]


def test_mermaid_takes_names_as_text() -> None:
    text = render_graph(referral_graph(make_corpus(make_interview('A"]; click n0 <b>'))), ".mmd")
    assert '["A#34;#93;#59; click n0 #60;b#62;"]' in text


def test_dot_takes_names_as_text() -> None:
    text = render_graph(referral_graph(make_corpus(make_interview('A "quoted\\" name'))), ".dot")
    assert 'label="A \\"quoted\\\\\\" name"' in text


def test_an_unknown_ending_names_the_known_ones(tmp_path: Path, story: nx.MultiDiGraph) -> None:
    with pytest.raises(UsageError, match=r'unknown ending "\.xls"; choose one of \.graphml'):
        write_graph(story, tmp_path / "graph.xls")


def test_a_graph_is_written_whole_or_not_at_all(tmp_path: Path, story: nx.MultiDiGraph) -> None:
    write_graph(story, tmp_path / "graph.GraphML")
    assert [path.name for path in tmp_path.iterdir()] == ["graph.GraphML"]
    (tmp_path / "graph.dot").mkdir()
    with pytest.raises(OutputError):
        write_graph(story, tmp_path / "graph.dot")
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize(
    ("told", "way"),
    [
        ("Cold mail, he answered the same day.", "found by you"),
        ("Found her in the alumni directory.", "found by you"),
        ("Talks about boats all day.", "not noted how"),
    ],
)
def test_somebody_is_found_by_you_only_where_the_note_says_so(told: str, way: str) -> None:
    (interview,) = read_interviews(read_note(f"# Ola Brandt, shipwright\n\n{told}\n", "ola.md")).interviews
    assert name_way(name_channel(interview.found_through)) == way
