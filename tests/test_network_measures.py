"""Measures of who pointed to whom, worked out by hand."""

import csv
import random
from collections.abc import Mapping
from pathlib import Path

import networkx as nx
import pytest
from factories import make_corpus, make_interview, make_story
from hypothesis import given, settings
from hypothesis import strategies as st
from networks import make_network

from infoview_analysis.errors import UsageError
from infoview_analysis.network import (
    CHANNELS,
    NOTE_TAKER,
    ChannelYield,
    Coverage,
    Reciprocity,
    condense_graph,
    find_brokers,
    find_chain,
    find_longest_chain,
    find_parents,
    find_trees,
    has_circles,
    measure_bottleneck,
    measure_chains,
    measure_channels,
    measure_convergence,
    measure_coverage,
    measure_delays,
    measure_mixing,
    measure_reciprocity,
    merged_graph,
    name_channel,
    referral_graph,
    render_graph,
)
from infoview_analysis.reflection import describe_network

SIZES = (0, 1, 2, 5, 30, 300)
LABELLED = Path(__file__).parent / "cases" / "channels.csv"


def build(
    *pairs: tuple[str, str],
    met: Mapping[str, str] | None = None,
    said: Mapping[str, str] | None = None,
    groups: Mapping[str, str] | None = None,
) -> nx.DiGraph:
    """A merged graph of letters, ``you`` the note-taker.

    Who is in ``met`` was interviewed; ``said`` has the date of the referral to somebody, ``groups`` their field.
    """
    graph = nx.DiGraph([(one.replace("you", NOTE_TAKER), another) for one, another in pairs])
    for person in graph:
        known = met or {}
        graph.nodes[person].update(
            name=person.upper(),
            met=known.get(person, ""),
            interviewed=person in known,
            field=(groups or {}).get(person, ""),
        )
    for one, another in graph.edges:
        graph.edges[one, another].update(date=(said or {}).get(another, ""), status="open")
    return graph


def pair_letters(most: int = 25) -> st.SearchStrategy[list[tuple[str, str]]]:
    letter = st.sampled_from("abcdefgh")
    pairs = st.tuples(letter, letter).filter(lambda pair: pair[0] != pair[1])
    return st.lists(pairs, max_size=most)


# --- Delays -------------------------------------------------------------------------------------------------


def test_a_delay_runs_from_the_talk_with_the_referrer_to_the_talk_it_led_to() -> None:
    # 10 January to 31 January: 21 days; to 9 February: 21 + 9 = 30.
    met = {"a": "2024-01-10", "b": "2024-01-31", "c": "2024-02-09"}
    delays = measure_delays(build(("a", "b"), ("a", "c"), met=met, said={"b": "2024-01-10", "c": "2024-01-10"}))
    assert [(delay.referred, delay.days) for delay in delays.delays] == [("b", 21), ("c", 30)]
    # Quartiles of 21 and 30, between them in proportion: 21 + 9/4, 21 + 9/2, 21 + 27/4.
    assert (delays.lower, delays.median, delays.upper) == (23.25, 25.5, 27.75)


@pytest.mark.parametrize(
    ("said", "met"),
    [
        ("2024-01", "2024-02-09"),
        ("2024-01-10", "2024-02"),
        ("", "2024-02-09"),
        ("2024-01-10", ""),
        ("soon", "2024-02-09"),
    ],
)
def test_a_month_or_no_date_gives_no_days(said: str, met: str) -> None:
    delays = measure_delays(build(("a", "b"), met={"a": "2024-01-10", "b": met}, said={"b": said}))
    assert delays.known == 0
    assert delays.median is None
    assert {delay.days for delay in delays.delays} <= {None}


def test_a_referral_told_only_in_the_talk_it_led_to_has_no_known_days() -> None:
    graph = build(("a", "b"), met={"a": "2024-01-10", "b": "2024-02-09"}, said={"b": "2024-02-09"})
    assert [delay.days for delay in measure_delays(graph).delays] == [None]


def test_two_talks_on_one_day_are_no_days_apart() -> None:
    graph = build(("a", "b"), met={"a": "2024-02-09", "b": "2024-02-09"}, said={"b": "2024-02-09"})
    assert [delay.days for delay in measure_delays(graph).delays] == [0]


def test_being_pointed_to_after_ones_talk_is_no_delay() -> None:
    graph = build(("a", "b"), met={"a": "2024-03-01", "b": "2024-02-09"}, said={"b": "2024-03-01"})
    assert measure_delays(graph).delays == ()


def test_open_referrals_wait_from_the_first_statement_the_longest_first() -> None:
    graph = build(("a", "b"), ("c", "b"), ("a", "d"), ("a", "e"), met={"a": "2024-01-01", "c": "2024-01-05"})
    graph.edges["a", "b"]["date"], graph.edges["c", "b"]["date"] = "2024-01-11", "2024-01-01"
    graph.edges["a", "d"]["date"], graph.edges["a", "e"]["date"] = "2024-01-06", "2024-01"
    waits = measure_delays(graph, "2024-01-31").waits
    assert [(wait.person, wait.since, wait.days) for wait in waits] == [
        ("b", "2024-01-01", 30),
        ("d", "2024-01-06", 25),
        ("e", "2024-01", None),
    ]


def test_waits_are_counted_up_to_the_last_day_in_the_notes() -> None:
    graph = build(("a", "b"), met={"a": "2024-01-01", "c": "2024-02"}, said={"b": "2024-01-01"})
    graph.add_node("d", met="2024-01-21", interviewed=True)
    delays = measure_delays(graph)
    assert (delays.day, delays.waits[0].days) == ("2024-01-21", 20)


def test_the_typical_delay_counts_those_still_waiting() -> None:
    # Delays 10 and 20, waits of 30 and 40. Of 4 waiting one is met at 10 (3/4 left), of 3 one at 20 (3/4 * 2/3 = 1/2).
    met = {"a": "2024-01-01", "b": "2024-01-11", "c": "2024-01-21"}
    said = dict.fromkeys("bcd", "2024-01-01") | {"e": "2024-01-11"}
    delays = measure_delays(build(("a", "b"), ("a", "c"), ("a", "d"), ("a", "e"), met=met, said=said), "2024-02-10")
    assert (delays.median, delays.typical) == (15, 20)


def test_while_fewer_than_half_were_met_there_is_no_typical_delay() -> None:
    met = {"a": "2024-01-01", "b": "2024-01-11"}
    graph = build(("a", "b"), ("a", "c"), ("a", "d"), met=met, said=dict.fromkeys("bcd", "2024-01-01"))
    assert measure_delays(graph, "2024-03-01").typical is None


# --- Channels -----------------------------------------------------------------------------------------------


def read_labelled() -> list[dict[str, str]]:
    with LABELLED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_channels_are_named_as_a_reader_names_them() -> None:
    rows = read_labelled()
    right = [row for row in rows if name_channel(row["found_through"]) == row["channel"]]
    assert {row["channel"] for row in rows} <= set(CHANNELS)
    assert len(right) / len(rows) > 0.92
    # More than half are bare names, which tell no channel; without them:
    telling = [row for row in rows if row["channel"] != "other"]
    assert sum(row in right for row in telling) / len(telling) > 0.84


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("alumni group on LinkedIn", "alumni"),
        ("cold message on LinkedIn", "linkedin"),
        ("A friend’s sister", "friends"),
        ("my cousin's colleague", "family"),
        ("her cousin works there", "other"),
        ("MET AT PYCON", "event"),
        ("the career  service", "career_service"),
        ("former boss", "work"),
        ("data Slack", "community"),
        ("read his blog", "online"),
        ("sat next to her on the train", "chance"),
        ("Jane Doe", "other"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_a_way_of_finding_people_has_its_channel(text: str, channel: str) -> None:
    assert name_channel(text) == channel


@pytest.mark.parametrize("name", ["Dean Okafor", "Nan Li", "Pal Singh", "Tito Ruiz", "Father", "Frank"])
def test_names_that_are_words_too_tell_no_tie(name: str) -> None:
    assert name_channel(name) == "other"


@given(st.text())
@settings(max_examples=200, deadline=None)
def test_any_text_is_of_a_known_channel(text: str) -> None:
    assert name_channel(text) in {*CHANNELS, ""}


def test_an_edge_from_the_note_taker_has_its_channel_merged_too() -> None:
    graph = referral_graph(make_corpus(make_interview("Ann Lee", found_through="a meetup")))
    assert merged_graph(graph).edges[NOTE_TAKER, "ann-lee"]["channel"] == "event"


def test_a_channel_counts_whom_it_found_and_whom_they_led_to() -> None:
    # By events: a and b found, a met; a points to c, c to d, and b to c; so c and d are reached, each once.
    graph = build(("you", "a"), ("you", "b"), ("you", "x"), ("a", "c"), ("b", "c"), ("c", "d"), met={"a": "", "c": ""})
    for person, how in {"a": "event", "b": "a fair", "x": ""}.items():
        graph.edges[NOTE_TAKER, person]["how"] = how
    assert measure_channels(graph) == {
        "event": ChannelYield(found=2, interviewed=1, reached=2, named=1, named_each=1.0),
        "": ChannelYield(found=1, interviewed=0, reached=0, named=0, named_each=None),
    }


# --- Brokers ------------------------------------------------------------------------------------------------


def test_without_a_broker_falls_away_who_is_reached_through_them_only() -> None:
    # Five people: b, c and d come through a; d by b and by c, so neither alone; e was found.
    brokers = find_brokers(build(("you", "a"), ("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"), ("you", "e")))
    assert (brokers["a"].only_through, brokers["a"].share) == (3, 0.75)
    # From a to d lead two shortest ways, half by b.
    assert {person: broker.betweenness for person, broker in brokers.items()} == {"a": 0.0, "b": 0.5, "c": 0.5}
    assert [person for person, broker in brokers.items() if broker.only_through] == ["a"]


def test_somebody_the_note_taker_found_too_hangs_on_nobody() -> None:
    assert find_brokers(build(("you", "a"), ("a", "b"), ("you", "b"))) == {}


def test_a_cut_person_stands_between_parts_whoever_led() -> None:
    # Both a and b point to c, who alone ties them together.
    brokers = find_brokers(build(("you", "a"), ("you", "b"), ("a", "c"), ("b", "c")))
    assert [(person, broker.cuts, broker.only_through) for person, broker in brokers.items()] == [("c", True, 0)]


@given(pair_letters())
@settings(max_examples=150, deadline=None)
def test_nobody_holds_more_than_everybody_else_and_removing_them_proves_it(pairs: list[tuple[str, str]]) -> None:
    graph = build(("you", "a"), ("you", "b"), *pairs)
    reached = nx.descendants(graph, NOTE_TAKER)
    brokers = find_brokers(graph)
    for person in reached:
        rest = graph.subgraph(set(graph) - {person})
        lost = reached - {person} - nx.descendants(rest, NOTE_TAKER)
        broker = brokers.get(person)
        assert (broker.only_through if broker else 0) == len(lost)
        assert not broker or 0 <= broker.share <= 1


@given(pair_letters())
@settings(max_examples=100, deadline=None)
def test_betweenness_is_that_of_networkx(pairs: list[tuple[str, str]]) -> None:
    graph = build(*pairs)
    brokers = find_brokers(graph)
    for person, pairs_between in nx.betweenness_centrality(graph, normalized=False).items():
        assert (brokers[person].betweenness if person in brokers else 0) == pytest.approx(pairs_between)


# --- Mixing -------------------------------------------------------------------------------------------------


def test_reciprocity_counts_both_ways() -> None:
    graph = build(("you", "a"), ("a", "b"), ("b", "a"), ("a", "c"))
    assert measure_reciprocity(graph) == Reciprocity(referrals=3, mutual=2, share=2 / 3)


def test_without_referrals_there_is_no_reciprocity() -> None:
    assert measure_reciprocity(build(("you", "a"))) == Reciprocity(referrals=0, mutual=0, share=None)


def test_mixing_sets_the_referrals_inside_a_field_against_chance() -> None:
    # a and b law, c and d art, e unknown: a→b inside, a→c and b→c outside, c→d inside, d→e not counted.
    graph = build(
        ("a", "b"), ("a", "c"), ("b", "c"), ("c", "d"), ("d", "e"), groups=dict(zip("abcd", "LLAA", strict=True))
    )
    mixing = measure_mixing(graph, "field")
    assert (mixing.referrals, mixing.inside, mixing.ei_index) == (4, 2, 0.0)
    # Referrers: law 3/4, art 1/4; referred: law 1/4, art 3/4. Expected 3/16 + 3/16 = 3/8; (1/2 - 3/8) / (5/8) = 1/5.
    assert mixing.expected == 0.375
    assert mixing.assortativity == pytest.approx(0.2)


def test_where_all_are_of_one_field_nothing_is_said_of_preference() -> None:
    mixing = measure_mixing(build(("a", "b"), groups={"a": "law", "b": "law"}), "field")
    assert (mixing.ei_index, mixing.expected, mixing.assortativity) == (-1.0, 1.0, None)


def test_roles_are_alike_that_share_more_than_a_rank() -> None:
    graph = build(("a", "b"), ("a", "c"))
    nx.set_node_attributes(graph, {"a": "Senior Nurse", "b": "nurse, night ward", "c": "Senior Clerk"}, "role")
    mixing = measure_mixing(graph, "role")
    assert (mixing.referrals, mixing.inside) == (2, 1)


@given(pair_letters(), st.lists(st.sampled_from(["law", "art", "sea"]), min_size=8, max_size=8))
@settings(max_examples=100, deadline=None)
def test_assortativity_is_that_of_networkx(pairs: list[tuple[str, str]], fields: list[str]) -> None:
    graph = build(*pairs, groups=dict(zip("abcdefgh", fields, strict=True)))
    found = measure_mixing(graph, "field").assortativity
    if found is not None:
        assert found == pytest.approx(nx.attribute_assortativity_coefficient(graph, "field"))


# --- Trees, bottlenecks, convergence ------------------------------------------------------------------------


def test_whoever_pointed_first_leads_the_tree() -> None:
    graph = build(("a", "c"), ("b", "c"), met={"a": "2024-01-01", "b": "2024-01-02", "c": "2024-02-01"})
    graph.edges["a", "c"]["date"], graph.edges["b", "c"]["date"] = "", "2024-01-02"
    assert find_parents(graph) == {"a": "", "b": "", "c": "b"}
    assert find_trees(graph)["c"] == "b"


def test_the_longest_chain_begins_with_whom_the_note_taker_found() -> None:
    graph = build(("you", "a"), ("a", "b"), ("b", "c"), ("you", "x"), ("x", "y"))
    assert find_longest_chain(graph) == ["a", "b", "c"]
    assert find_chain(graph, "y") == ["x", "y"]
    assert find_longest_chain(nx.DiGraph()) == []


def test_the_longest_chain_takes_no_short_cut() -> None:
    graph = build(("a", "b"), ("b", "c"), ("a", "c"), ("c", "d"))
    assert find_longest_chain(graph) == ["a", "b", "c", "d"]
    assert measure_chains(graph) == {"a": 3}


def test_a_referral_after_the_talk_leads_no_chain_on() -> None:
    graph = build(("a", "b"), ("c", "b"), met={"a": "2024-01-01", "b": "2024-01-10", "c": "2024-02-01"})
    graph.add_edge("b", "c", **{**graph.edges["a", "b"], "date": "2024-03-01"})
    assert find_longest_chain(graph) == ["a", "b"]


def test_a_chain_through_a_circle_is_said_to_be_at_least_so_long() -> None:
    graph = build(("a", "b"), ("b", "c"), ("c", "b"), ("c", "d"))
    assert has_circles(graph)
    assert find_longest_chain(graph) == ["a", "b", "c", "d"]
    assert any("at least three steps" in sentence for sentence in describe_network(graph))


def make_trees(*trees: str) -> nx.DiGraph:
    """One tree per text, a letter the field of each who was interviewed, the first the head."""
    graph = nx.DiGraph()
    for number, fields in enumerate(trees):
        people = [f"{number}-{place}" for place in range(len(fields))]
        for person, field in zip(people, fields, strict=True):
            graph.add_node(person, name=person, interviewed=True, met="", field=field)
        graph.add_edges_from((people[0], person) for person in people[1:])
    return graph


def test_a_bottleneck_is_how_many_would_have_to_be_of_another_field() -> None:
    # All: law 6, art 4 of 10. First tree law 5 of 5: distance 0.4; second law 1, art 4: distance 0.4.
    bottleneck = measure_bottleneck(make_trees("LLLLL", "LAAAA"))
    assert bottleneck.difference == pytest.approx(0.4)
    assert [(tree.root, tree.interviewed, dict(tree.shares)) for tree in bottleneck.trees] == [
        ("0-0", 5, {"L": 1.0}),
        ("1-0", 5, {"A": 0.8, "L": 0.2}),
    ]


def test_trees_alike_differ_no_more_than_chance() -> None:
    bottleneck = measure_bottleneck(make_trees("LLAAS", "LLAAS"))
    assert (bottleneck.difference, bottleneck.chance) == (0.0, 1.0)


def test_trees_apart_differ_more_than_chance() -> None:
    bottleneck = measure_bottleneck(make_trees("LLLLLLLL", "AAAAAAAA"))
    assert bottleneck.chance is not None
    assert bottleneck.chance < 0.05


def test_small_trees_are_too_few_to_compare() -> None:
    bottleneck = measure_bottleneck(make_trees("LLLLL", "AAAA"))
    assert (bottleneck.compared, bottleneck.difference, bottleneck.chance) == (1, None, None)


def make_course(fields: str) -> nx.DiGraph:
    graph = nx.DiGraph()
    for number, field in enumerate(fields, 1):
        graph.add_node(f"p{number:03}", interviewed=True, met=f"2024-01-{number:02}", field=field)
    return graph


def test_shares_settle_where_they_stay_near_the_end() -> None:
    # Law ends at 6 of 12. After 1, 2, 3 … talks: 1, 1, 1, 3/4, 3/5, 3/6, 4/7, 4/8 …: within a tenth from the fifth on.
    convergence = measure_convergence(make_course("LLLAAALALALA"))
    assert convergence.course["L"][:5] == (1, 1, 1, 0.75, 0.6)
    assert (convergence.interviewed, convergence.settled) == (12, 5)


def test_fewer_than_ten_talks_say_nothing_of_settling() -> None:
    assert measure_convergence(make_course("LALALALAL")).settled is None


def test_undated_talks_are_left_out_and_a_month_counts_as_its_end() -> None:
    graph = make_course("LA")
    graph.nodes["p001"]["met"] = "2024-01"
    graph.add_node("p9", interviewed=True, met="", field="L")
    convergence = measure_convergence(graph)
    assert (convergence.interviewed, convergence.left_out) == (2, 1)
    assert convergence.course["A"] == (1.0, 0.5)


@given(st.lists(st.text("LAS", min_size=1, max_size=9), min_size=1, max_size=5))
@settings(max_examples=60, deadline=None)
def test_shares_sum_to_one(trees: list[str]) -> None:
    graph = make_trees(*trees)
    for number, person in enumerate(graph):
        graph.nodes[person]["met"] = f"2024-02-{number % 28 + 1:02}"
    bottleneck, convergence = measure_bottleneck(graph), measure_convergence(graph)
    assert all(sum(tree.shares.values()) == pytest.approx(1) for tree in bottleneck.trees)
    assert bottleneck.difference is None or 0 <= bottleneck.difference < 1
    assert all(sum(shares) == pytest.approx(1) for shares in zip(*convergence.course.values(), strict=True))


# --- Coverage -----------------------------------------------------------------------------------------------


def test_coverage_counts_named_heard_open_and_doors() -> None:
    graph = build(
        *(("you", "a"), ("you", "x"), ("a", "b"), ("x", "c"), ("x", "d")),
        met={"a": "2024-01-10", "b": "2024-02-10", "x": "2024-03"},
        groups={"a": "law", "b": "law", "c": "law", "x": "art"},
    )
    nx.set_node_attributes(graph, {"a": "Acme", "b": "ACME", "c": "Bolt"}, "organization")
    assert measure_coverage(graph) == {
        "law": Coverage(people=3, interviewed=2, open=1, chains=2, organizations=2, latest="2024-02-10"),
        "art": Coverage(people=1, interviewed=1, open=0, chains=1, organizations=0, latest="2024-03"),
        "": Coverage(people=1, interviewed=0, open=1, chains=1, organizations=0, latest=""),
    }


# --- Groups -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", ["organization", "field", "wave"])
@pytest.mark.parametrize("people", SIZES)
def test_groups_hold_everybody_and_every_statement(people: int, by: str) -> None:
    graph = make_network(people, 1)
    condensed = condense_graph(graph, by)
    groups = [data for group, data in condensed.nodes(data=True) if group != NOTE_TAKER]
    assert sum(data["people"] for data in groups) == people
    pairs = sum(data["inside"] for data in groups) + sum(count for *_, count in condensed.edges(data="people"))
    assert pairs == merged_graph(graph).number_of_edges()


def test_a_group_says_what_its_people_are() -> None:
    story = referral_graph(make_corpus(*make_story()))
    nx.set_node_attributes(story, {"ann-lee": "art", "bob-ray": "Law", "cho-kim": "law", "dev-patel": ""}, "field")
    condensed = condense_graph(story, "field")
    law, unknown = condensed.nodes["field:law"], condensed.nodes["field:"]
    assert (law["name"], law["met"], law["wave"], law["interviewed"]) == ("Law", "2024-02-10", 1, True)
    assert (law["people"], law["met_people"], law["inside"]) == (2, 2, 1)
    assert (unknown["name"], unknown["interviewed"], unknown["wave"]) == ("no field known", False, 2)


def test_an_edge_between_groups_counts_pairs_and_statements_and_went_furthest() -> None:
    story = referral_graph(make_corpus(*make_story()))
    nx.set_node_attributes(story, {"ann-lee": "art", "bob-ray": "law", "cho-kim": "sea", "dev-patel": "sea"}, "field")
    merged = merged_graph(condense_graph(story, "field"))
    # Ann pointed to Bob twice; Bob to Cho, whom the note-taker met, and to Dev, whom not.
    assert merged.edges["field:art", "field:law"]["weight"] == 2
    edge = merged.edges["field:law", "field:sea"]
    assert (edge["people"], edge["weight"], edge["status"]) == (2, 2, "interviewed")


@pytest.mark.parametrize("by", ["organization", "field"])
def test_every_group_stands_right_of_one_that_led_to_it(by: str) -> None:
    condensed = condense_graph(make_network(300, 2), by)
    for group, wave in condensed.nodes(data="wave"):
        assert group == NOTE_TAKER or wave - 1 in {
            condensed.nodes[one]["wave"] for one in condensed.predecessors(group)
        }


def test_a_condensed_graph_is_written_like_any_other() -> None:
    text = render_graph(condense_graph(make_network(30, 1), "wave"), ".mmd")
    assert '["no referral"]' in text
    assert '["1 step on"]' in text


def test_people_cannot_be_grouped_by_what_is_not_known() -> None:
    with pytest.raises(UsageError, match='by "shoe size"; choose one of organization, field, wave'):
        condense_graph(make_network(2), "shoe size")


# --- Sentences ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("people", SIZES)
def test_sentences_are_whole_at_any_size(people: int) -> None:
    sentences = describe_network(merged_graph(make_network(people, 1)))
    for sentence in sentences:
        assert sentence[0].isupper() or sentence[0].isdigit()
        assert sentence.endswith(".")
        assert "None" not in sentence
        assert "  " not in sentence
    assert len(sentences) == len(set(sentences)) > 0


def test_nothing_more_is_said_of_nobody() -> None:
    assert describe_network(merged_graph(make_network(0))) == ["Your notes name nobody yet."]


def test_small_numbers_are_said_to_be_small() -> None:
    graph = build(("you", "a"), ("a", "b"), ("a", "c"), ("a", "d"), met={"a": "2024-01-01", "b": "2024-01-15"})
    assert describe_network(graph) == [
        "Your notes name four people; you have talked to two of them.",
        "Of the two people you talked to, others led you to one and of one your notes do not say how you came to them.",
        "Without A, all three others would be missing from your notes, because nobody else led to them "
        "(only four people: read it as a description, no more).",
        "You have yet to meet two of the three people you were pointed to.",
    ]


def test_a_few_delays_are_told_one_by_one() -> None:
    met = {"a": "2024-01-01", "b": "2024-01-08", "c": "2024-01-31"}
    sentences = describe_network(build(("a", "b"), ("a", "c"), met=met, said=dict.fromkeys("bc", "2024-01-01")))
    assert "From the referral to the talk it took 7 and 30 days (two referrals)." in sentences


def test_trees_apart_are_told_and_trees_alike_too() -> None:
    apart, alike = (describe_network(make_trees(*trees)) for trees in (("LLLLLLLL", "AAAAAAAA"), ("LLAAS", "LLAAS")))
    told = "(two chains with 16 talks; their fields differ by 50 %, by chance alone it would be about "
    assert any(
        line.startswith(f"Which fields of work you hear about depends on whom you began with {told}") for line in apart
    )
    assert any(line.startswith("There is no sign that the fields of work you hear about depend on") for line in alike)


def test_a_field_behind_one_door_and_one_unheard_are_told() -> None:
    pairs = (("you", "a"), ("a", "b"), ("you", "x"), ("x", "c"))
    met = dict.fromkeys("abx", "2024-01-01")
    lines = describe_network(build(*pairs, met=met, groups={"a": "law", "b": "law", "x": "art", "c": "sea"}))
    assert (
        "Of the three fields of work in your notes, all of law (two people heard) goes back to A; "
        "you have heard nobody in sea (one person named)."
    ) in lines


# --- Laws ---------------------------------------------------------------------------------------------------


@given(st.integers(0, 10_000), st.integers(0, 40), st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_the_order_of_people_and_edges_changes_no_measure(seed: int, people: int, shuffler: random.Random) -> None:
    graph = make_network(people, seed)
    nodes, edges = list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))
    shuffler.shuffle(nodes)
    shuffler.shuffle(edges)
    shuffled = nx.MultiDiGraph()
    shuffled.add_nodes_from(nodes)
    shuffled.add_edges_from(edges)
    one, another = merged_graph(graph), merged_graph(shuffled)
    for measure in (
        measure_delays,
        measure_channels,
        measure_reciprocity,
        measure_coverage,
        find_trees,
        find_longest_chain,
    ):
        assert measure(one) == measure(another)
    assert measure_bottleneck(one) == measure_bottleneck(another)
    assert measure_convergence(one) == measure_convergence(another)
    assert measure_mixing(one, "field") == measure_mixing(another, "field")
    assert describe_network(one) == describe_network(another)


@pytest.mark.parametrize("people", SIZES)
def test_a_made_up_network_has_the_shape_of_a_real_one(people: int) -> None:
    made, real = make_network(people, 3), referral_graph(make_corpus(*make_story()))
    assert len(made) == people + 1
    shape = {key for _, data in real.nodes(data=True) for key in data} | {"field"}
    assert all({*data, "field"} == shape for _, data in made.nodes(data=True))
    edge_shape = {key for *_, data in real.edges(data=True) for key in data}
    assert all(set(data) == edge_shape for *_, data in made.edges(data=True))
