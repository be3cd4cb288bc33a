"""Files of the referral graph, read by other programs: the same people, links, directions and attributes.

GraphML is read by igraph, DOT by pydot. GEXF is read here after its schema 1.2 (https://gexf.net), because the readers of
the registry, pygexf and gexfpy, have had no release since 2010 and 2021. Mermaid has no parser outside a browser: its
lines are read here after the grammar of flowcharts, https://mermaid.js.org/syntax/flowchart.html.
"""

import io
import json
import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import igraph
import networkx as nx
import pydot
import pytest
from factories import make_corpus, make_interview, make_referral, make_story
from networks import make_network

from infoview_analysis.network import merged_graph, referral_graph, render_graph

HOSTILE = (
    'A"]; click n0 <b>',
    "</node></graph>]]><!-- x",
    "&lt; &amp; &#0; &quot;",
    "#quot; #35; #9829;",
    'ends in a backslash \\ and "quotes"',
    "\\N \\G \\l {a|b} <table>",
    "end; subgraph x",
    "%%{init: {}}%% -->|x| n1",
    "a;b\u2028c, 'd'",
    "עברית \u202e abc \u202c 👩‍👩‍👧",
    "=1+1",
    "",
)


def make_hostile_network() -> nx.MultiDiGraph:
    """A network whose people, and what was said of them, are named so as to break out of each format."""
    graph = make_network(40, seed=5)
    for number, (_, data) in enumerate(graph.nodes(data=True)):
        data["name"] = data["role"] = HOSTILE[number % len(HOSTILE)]
    for number, (*_, data) in enumerate(graph.edges(data=True)):
        data["quote"] = data["how"] = HOSTILE[number % len(HOSTILE)]
    return graph


def make_notes_network() -> nx.MultiDiGraph:
    ann = make_interview('Ann "A" Lee', role="<b>\\", found_through="a & b")
    return referral_graph(make_corpus(ann, make_referral('Ann "A" Lee', "Bob Ray", of=ann, quote='"; ]')))


GRAPHS = {
    "nobody": referral_graph(make_corpus()),
    "story": referral_graph(make_corpus(*make_story())),
    "notes": make_notes_network(),
    "network": make_network(60, seed=2),
    "hostile": make_hostile_network(),
}


@pytest.fixture(params=GRAPHS)
def graph(request: pytest.FixtureRequest) -> nx.MultiDiGraph:
    return GRAPHS[request.param]


Nodes = dict[str, dict[str, object]]
Edges = Counter[tuple[object, ...]]


def describe(graph: nx.MultiDiGraph) -> tuple[Nodes, Edges]:
    """Nodes by id, and how often there is an edge with these ends and attributes."""
    return dict(graph.nodes(data=True)), count_edges(graph.edges(data=True))


def count_edges(edges: object) -> Edges:
    assert hasattr(edges, "__iter__")
    return Counter((one, another, *sorted(data.items())) for one, another, data in edges)


def without(data: dict[str, object], *names: str) -> dict[str, object]:
    return {name: value for name, value in data.items() if name not in names}


# --- networkx -----------------------------------------------------------------------------------------------


def test_networkx_reads_the_same_graph_from_graphml(graph: nx.MultiDiGraph) -> None:
    read = nx.read_graphml(io.BytesIO(render_graph(graph, ".graphml").encode()), force_multigraph=True)
    assert read.is_directed()
    assert describe(read) == describe(graph)


def test_networkx_reads_the_same_graph_from_gexf(graph: nx.MultiDiGraph) -> None:
    read = nx.read_gexf(io.BytesIO(render_graph(graph, ".gexf").encode()))
    assert read.is_directed()
    nodes = {node: without(data, "label") for node, data in read.nodes(data=True)}
    edges = count_edges((one, another, without(data, "id")) for one, another, data in read.edges(data=True))
    assert (nodes, edges) == describe(graph)


def test_networkx_reads_the_same_graph_from_json(graph: nx.MultiDiGraph) -> None:
    read = nx.node_link_graph(json.loads(render_graph(graph, ".json")), edges="edges")
    assert read.is_directed()
    assert read.is_multigraph()
    assert describe(read) == describe(graph)


# --- igraph -------------------------------------------------------------------------------------------------


def test_igraph_reads_the_same_graph_from_graphml(graph: nx.MultiDiGraph, tmp_path: Path) -> None:
    path = tmp_path / "graph.graphml"
    path.write_text(render_graph(graph, ".graphml"), encoding="utf-8")
    read = igraph.Graph.Read_GraphML(str(path))
    assert read.is_directed()
    nodes = {node["id"]: without(node.attributes(), "id") for node in read.vs}
    # igraph gives as identifier of an edge that of the node where it starts, whatever the file says.
    edges = count_edges(
        (read.vs[edge.source]["id"], read.vs[edge.target]["id"], without(edge.attributes(), "id")) for edge in read.es
    )
    assert (nodes, edges) == describe(graph)


# --- GEXF ---------------------------------------------------------------------------------------------------


GEXF = "{http://www.gexf.net/1.2draft}"
TYPES = {"string": str, "long": int, "integer": int, "boolean": {"true": True, "false": False}.__getitem__}


def read_gexf(text: str) -> tuple[Nodes, Edges]:
    """Read a graph as the schema has it: attributes are declared once, with title and type, and used by number."""
    root = ElementTree.fromstring(text)
    assert (root.tag, root.get("version")) == (f"{GEXF}gexf", "1.2")
    assert [child.tag for child in root] == [f"{GEXF}meta", f"{GEXF}graph"]
    body = root.find(f"{GEXF}graph")
    assert body is not None
    assert body.get("defaultedgetype") == "directed"
    declared = {
        (block.get("class"), entry.get("id")): (entry.get("title"), TYPES[entry.attrib["type"]])
        for block in body.findall(f"{GEXF}attributes")
        for entry in block.findall(f"{GEXF}attribute")
    }

    def read_values(element: ElementTree.Element, kind: str) -> dict[str, object]:
        values = element.findall(f"{GEXF}attvalues/{GEXF}attvalue")
        found = [(declared[kind, value.get("for")], value.attrib["value"]) for value in values]
        return {str(title): read(text) for (title, read), text in found}

    nodes: Nodes = {}
    for node in body.findall(f"{GEXF}nodes/{GEXF}node"):
        nodes[node.attrib["id"]] = read_values(node, "node")
        assert node.get("label") == nodes[node.attrib["id"]]["name"]
    edges = body.findall(f"{GEXF}edges/{GEXF}edge")
    assert len({edge.attrib["id"] for edge in edges}) == len(edges)
    assert all(edge.get("type", "directed") == "directed" for edge in edges)
    ends = [(edge.attrib["source"], edge.attrib["target"]) for edge in edges]
    assert {end for pair in ends for end in pair} <= nodes.keys()
    values = [without(read_values(edge, "edge"), "networkx_key") for edge in edges]
    return nodes, count_edges((*pair, data) for pair, data in zip(ends, values, strict=True))


def test_gexf_holds_the_same_graph_by_its_schema(graph: nx.MultiDiGraph) -> None:
    assert read_gexf(render_graph(graph, ".gexf")) == describe(graph)


# --- DOT ----------------------------------------------------------------------------------------------------


def unquote(text: str) -> str:
    """Undo quotation marks; a backslash is written twice, as in labels, and stays so for a reader of the bare language."""
    assert re.fullmatch(r'"(?:[^"\\]|\\.)*"', text), text
    return re.sub(r"\\(.)", r"\1", text[1:-1])


def as_text(data: dict[str, object]) -> dict[str, str]:
    """What DOT makes of values: it knows nothing but text."""
    return {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in data.items()}


@pytest.mark.filterwarnings("ignore::DeprecationWarning:pydot.*")  # how pydot calls pyparsing
def test_pydot_reads_the_same_graph_from_dot(graph: nx.MultiDiGraph) -> None:
    (read,) = pydot.graph_from_dot_data(render_graph(graph, ".dot"))
    assert read.get_type() == "digraph"
    nodes = {
        unquote(node.get_name()): {name: unquote(value) for name, value in node.get_attributes().items()}
        for node in read.get_nodes()
    }
    edges = count_edges(
        (
            unquote(edge.get_source()),
            unquote(edge.get_destination()),
            {name: unquote(value) for name, value in edge.get_attributes().items() if name not in {"label", "style"}},
        )
        for edge in read.get_edges()
    )
    assert nodes == {
        node: {**as_text(without(data, "name")), "label": data["name"]} for node, data in graph.nodes(data=True)
    }
    assert edges == count_edges((one, another, as_text(data)) for one, another, data in graph.edges(data=True))


# --- Mermaid ------------------------------------------------------------------------------------------------


MERMAID_TEXT = r'"((?:[^"#\[\]{}<>|;&%`]|#\d+;)+)"'
MERMAID_NODE = re.compile(rf"  (n\d+)\[{MERMAID_TEXT}\]")
MERMAID_EDGE = re.compile(rf"  (n\d+) (-->|-\.->)(?:\|{MERMAID_TEXT}\|)? (n\d+)")


def read_number(text: str | None) -> str:
    """Read text with signs given by number; a blank stands for nothing."""
    return "" if text == " " else re.sub(r"#(\d+);", lambda found: chr(int(found[1])), text or "")


def read_mermaid(text: str) -> tuple[list[str], list[tuple[int, int, str, str]]]:
    """Read names of nodes in order, and edges as numbers of nodes, arrow and label."""
    first, *lines = text.removesuffix("\n").split("\n")
    assert first == "flowchart LR"
    nodes = [found for line in lines if (found := MERMAID_NODE.fullmatch(line))]
    edges = [found for line in lines if (found := MERMAID_EDGE.fullmatch(line))]
    assert len(nodes) + len(edges) == len(lines)
    number = {found[1]: place for place, found in enumerate(nodes)}
    assert len(number) == len(nodes)
    read = [(number[found[1]], number[found[4]], found[2], read_number(found[3])) for found in edges]
    return [read_number(found[2]) for found in nodes], read


def test_mermaid_holds_the_same_people_and_pairs_by_its_grammar(graph: nx.MultiDiGraph) -> None:
    names, edges = read_mermaid(render_graph(graph, ".mmd"))
    assert names == [data["name"] for _, data in graph.nodes(data=True)]
    number = {node: place for place, node in enumerate(graph)}
    arrows = {True: "-->", False: "-.->"}
    assert sorted(edges) == sorted(
        (number[one], number[another], arrows[data["status"] == "interviewed"], data["how"])
        for one, another, data in merged_graph(graph).edges(data=True)
    )
