"""A referral graph as text that other programs read; the same graph gives the same bytes."""

import io
import json
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import networkx as nx

from infoview_analysis.errors import UsageError
from infoview_analysis.network.graph import merged_graph
from infoview_analysis.output import write_file

__all__ = ["ENDINGS", "render_graph", "write_graph"]


def write_graph(graph: nx.MultiDiGraph, path: str | os.PathLike[str]) -> None:
    """Write a referral graph, whole or not at all; the ending of the file name picks the format.

    Parameters
    ----------
    graph
        A graph as :func:`infoview_analysis.network.referral_graph` builds it.
    path
        Ends in ``.graphml``, ``.gexf``, ``.json`` (node-link, as of networkx and D3), ``.dot``, ``.mmd`` or
        ``.mermaid``. GraphML, GEXF, JSON and DOT hold every statement, Mermaid one line per pair of people.

    Raises
    ------
    UsageError
        When the ending is another.
    OutputError
        When the file cannot be written.
    """
    write_file(path, render_graph(graph, Path(path).suffix))


def render_graph(graph: nx.MultiDiGraph, ending: str) -> str:
    """Render a referral graph as text in the format that an ending names.

    Examples
    --------
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_node("ann", name="Ann", interviewed=True)
    >>> print(render_graph(graph, ".mmd"))
    flowchart LR
      n0["Ann"]
    <BLANKLINE>
    """
    render = _RENDERERS.get(ending.lower())
    if render is None:
        raise UsageError(f'unknown ending "{ending}"; choose one of {", ".join(ENDINGS)}')
    return render(graph)


def _render_graphml(graph: nx.MultiDiGraph) -> str:
    # The writer networkx would choose depends on whether lxml is there; this one always is.
    stream = io.BytesIO()
    nx.write_graphml_xml(graph, stream)
    return stream.getvalue().decode()


def _render_gexf(graph: nx.MultiDiGraph) -> str:
    labelled = graph.copy()
    nx.set_node_attributes(labelled, dict(graph.nodes(data="name")), "label")
    text = "\n".join(nx.generate_gexf(labelled))
    # It comes with the day of writing and the version of networkx: the same graph would change its bytes.
    meta = "<meta><creator>infoview-analysis</creator></meta>"
    return re.sub(r"<meta.*?</meta>", meta, text, count=1, flags=re.DOTALL) + "\n"


def _render_json(graph: nx.MultiDiGraph) -> str:
    nodes = [{"id": node, **data} for node, data in graph.nodes(data=True)]
    edges = [
        {"source": one, "target": another, "key": key, **data}
        for one, another, key, data in graph.edges(keys=True, data=True)
    ]
    content = {"directed": True, "multigraph": True, "graph": {}, "nodes": nodes, "edges": edges}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _render_mermaid(graph: nx.MultiDiGraph) -> str:
    names = {node: f"n{number}" for number, node in enumerate(graph)}
    lines = ["flowchart LR"]
    lines += [f'  {names[node]}["{_escape_mermaid(name)}"]' for node, name in graph.nodes(data="name")]
    for one, another, edge in merged_graph(graph).edges(data=True):
        label = f'|"{_escape_mermaid(edge["how"])}"|' if edge["how"] else ""
        arrow = "-->" if edge["status"] == "interviewed" else "-.->"
        lines.append(f"  {names[one]} {arrow}{label} {names[another]}")
    return "\n".join(lines) + "\n"


def _escape_mermaid(text: str) -> str:
    """Write everything that Mermaid or HTML could read as more than text by number."""
    # Mermaid refuses quotation marks with nothing in them.
    return re.sub(r"[^\w .,()'-]", lambda match: f"#{ord(match[0])};", text) or " "


def _render_dot(graph: nx.MultiDiGraph) -> str:
    lines = ["digraph referrals {", "  rankdir=LR;"]
    for node, data in graph.nodes(data=True):
        # The label is the name; an attribute of this name would stop pydot, and networkx with it.
        named = {("label" if name == "name" else name): value for name, value in data.items()}
        lines.append(f"  {_quote_dot(node)} [{_list_dot(named)}];")
    for one, another, data in graph.edges(data=True):
        style = "solid" if data["status"] == "interviewed" else "dashed"
        attributes = _list_dot({"label": data["how"], "style": style, **data})
        lines.append(f"  {_quote_dot(one)} -> {_quote_dot(another)} [{attributes}];")
    return "\n".join([*lines, "}"]) + "\n"


def _list_dot(data: Mapping[str, object]) -> str:
    return ", ".join(f"{name}={_quote_dot(_write_value(value))}" for name, value in data.items())


def _write_value(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _quote_dot(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


_RENDERERS: dict[str, Callable[[nx.MultiDiGraph], str]] = {
    ".graphml": _render_graphml,
    ".gexf": _render_gexf,
    ".json": _render_json,
    ".dot": _render_dot,
    ".mmd": _render_mermaid,
    ".mermaid": _render_mermaid,
}

ENDINGS = tuple(_RENDERERS)
"""Endings of file names that :func:`write_graph` knows."""
