"""The graph of who pointed to whom, with the note-taker at its root."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import networkx as nx

from infoview_analysis.network.channels import name_channel
from infoview_analysis.network.measures import NOTE_TAKER, find_waves, statement_order
from infoview_analysis.records import STATUSES
from infoview_analysis.rows import list_rows

if TYPE_CHECKING:
    import pandas as pd

    from infoview_analysis.corpus import Corpus

__all__ = ["NOTE_TAKER", "merged_graph", "referral_graph"]

_Row = Mapping[str, Any]

# XML cannot hold control characters, however escaped, and line breaks would not come back as they were.
_UNWRITABLE = re.compile("[\0-\x1f\x7f-\x9f\ufffe\uffff]+")
_NOTE_TAKER: _Row = {
    **dict.fromkeys(("role", "organization", "industry", "field", "first_seen", "met"), ""),
    "name": "You",
    "interviewed": False,
    "wave": -1,
    "seed": False,
}


def referral_graph(corpus: "Corpus") -> nx.MultiDiGraph:
    """Build the graph of referrals, edges running from referrer to referred.

    Parameters
    ----------
    corpus
        The tables of a folder of notes.

    Returns
    -------
    networkx.MultiDiGraph
        One node per person, under the ``person_id``, with ``name``, ``role``, ``organization``,
        ``industry``, ``field`` (of work), ``interviewed``, ``first_seen``, ``met`` (date of the first interview),
        ``wave`` and ``seed``. One edge per row of ``corpus.referrals`` that names both, with ``kind="referral"``,
        ``note``, ``line``, ``quote``, ``date`` (of the talk it comes from), ``status`` and an empty
        ``how`` and ``channel``. The node ``note-taker`` (wave -1) has an edge of ``kind="found"`` to everybody
        to whom nobody had pointed, with ``how`` they were found, and the ``channel``, one of
        :data:`infoview_analysis.network.CHANNELS`. What is not known is empty text; control characters
        are left out.

    See Also
    --------
    merged_graph : the graph on which to measure.

    Examples
    --------
    >>> from infoview_analysis.corpus import Corpus
    >>> referral_graph(Corpus.empty()).nodes["note-taker"]["name"]
    'You'
    """
    talks = _find_first_talks(corpus.interviews)
    graph = nx.MultiDiGraph()
    graph.add_node(NOTE_TAKER, **_NOTE_TAKER)
    people = {row["person_id"]: row for row in list_rows(corpus.people)}
    for person, row in people.items():
        graph.add_node(person, **_describe_person(row, talks.get(person, {})))
    _add_referrals(graph, corpus)
    for person, wave in find_waves(merged_graph(graph)).items():
        graph.nodes[person].update(wave=wave, seed=wave == 0 and graph.nodes[person]["interviewed"])
    _add_note_taker(graph, talks, people)
    return graph


def merged_graph(graph: nx.MultiDiGraph) -> nx.DiGraph:
    """Merge parallel edges, which would silently change what networkx measures.

    Parameters
    ----------
    graph
        A graph as :func:`referral_graph` builds it; an edge that stands for several statements has ``weight``.

    Returns
    -------
    networkx.DiGraph
        The same nodes. An edge has ``weight`` (number of statements), the ``status`` that went furthest, and
        otherwise what the earliest statement has. Nobody points to themselves.

    Examples
    --------
    >>> graph = nx.MultiDiGraph()
    >>> _ = graph.add_edge("ann", "bob", date="2024-02-01", status="open", note="b.md", line=1)
    >>> _ = graph.add_edge("ann", "bob", date="2024-01-01", status="interviewed", note="a.md", line=1)
    >>> merged_graph(graph).edges["ann", "bob"]["weight"], merged_graph(graph).edges["ann", "bob"]["note"]
    (2, 'a.md')
    """
    merged = nx.DiGraph()
    merged.add_nodes_from(graph.nodes(data=True))
    for one, another, edge in sorted(graph.edges(data=True), key=_edge_order):
        if one == another:
            continue
        if not merged.has_edge(one, another):
            merged.add_edge(one, another, **{**edge, "weight": 0})
        kept = merged.edges[one, another]
        kept["weight"] += edge.get("weight", 1)
        kept["status"] = max(kept["status"], edge["status"], key=STATUSES.index)
    return merged


def _edge_order(edge: tuple[str, str, _Row]) -> tuple[Any, ...]:
    one, another, data = edge
    return (one, another, *statement_order(data))


def _add_referrals(graph: nx.MultiDiGraph, corpus: "Corpus") -> None:
    dates = dict(zip(corpus.interviews["interview_id"], corpus.interviews["date"], strict=True))
    for number, row in enumerate(list_rows(corpus.referrals), 1):
        one, another = row["referrer_id"], row["referred_id"]
        if one and another:
            date = dates.get(row["interview_id"], "")
            edge = _describe_edge(row, kind="referral", status=row["status"], date=date)
            graph.add_edge(one, another, key=f"referral-{number}", **edge)


def _add_note_taker(graph: nx.MultiDiGraph, talks: Mapping[str, _Row], people: Mapping[str, _Row]) -> None:
    """Lead from the note-taker to everybody in wave 0."""
    found = [person for person, wave in graph.nodes(data="wave") if wave == 0]
    for number, person in enumerate(found, 1):
        talk = talks.get(person, {})
        # A go-between who was not interviewed was in touch, or could not have led on.
        status = "interviewed" if talk else "contacted"
        date, how = talk.get("date", ""), talk.get("found_through", "")
        edge = _describe_edge(talk or people[person], kind="found", status=status, date=date, how=how)
        graph.add_edge(NOTE_TAKER, person, key=f"found-{number}", **edge)


def _describe_person(row: _Row, talk: _Row) -> _Row:
    stated = {name: row[name] for name in ("name", "role", "organization", "field", "first_seen")}
    met = {"industry": talk.get("industry", ""), "met": talk.get("date", "")}
    return {**_clean({**stated, **met}), "interviewed": bool(row["interviewed"]), "wave": 0, "seed": False}


def _describe_edge(row: _Row, *, kind: str, status: str, date: str, how: str = "") -> _Row:
    text = {
        "kind": kind,
        "status": status,
        "date": date,
        "how": how,
        "channel": name_channel(how),
        "note": row["note"],
        "quote": row["quote"],
    }
    return {**_clean(text), "line": int(row["line"])}


def _find_first_talks(interviews: "pd.DataFrame") -> Mapping[str, _Row]:
    """Find the row of the first interview with each person; one without a date comes last."""
    talks: dict[str, _Row] = {}
    for row in sorted(list_rows(interviews), key=lambda row: row["date"] or "9999"):
        talks.setdefault(row["person_id"], row)
    return talks


def _clean(values: Mapping[str, str]) -> dict[str, str]:
    return {name: _UNWRITABLE.sub(" ", value) for name, value in values.items()}
