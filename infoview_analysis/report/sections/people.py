"""Everybody in the referral graph, and whom of them to talk to next."""

import datetime as dt
from typing import TYPE_CHECKING

from infoview_analysis.corpus import Corpus
from infoview_analysis.figures.stages import STAGES, find_stage
from infoview_analysis.network import NOTE_TAKER, measure_yield, merged_graph, name_way
from infoview_analysis.network.measures import name_wave
from infoview_analysis.reflection.frames import Row, list_rows
from infoview_analysis.reflection.people.next_talks import rank_next_talks
from infoview_analysis.reflection.words import join_known, say_date
from infoview_analysis.report.citing import Link, Sources, say_words

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["build_next_talks", "list_people"]

_STAGES = {stage: STAGES[stage] for stage in ("open", "contacted", "go_between", "interviewed")}
"""Whom to see first comes first."""


def build_next_talks(corpus: Corpus, today: dt.date | None, sources: Sources) -> list[Row]:
    """Gather whom to talk to next, the best first, with the reasons."""
    return [
        row
        | {
            "id": f"next-{number}",
            "job": join_known(row["role"], row["organization"]),
            "said": [sources.cite_place(row)] if row["quote"] else [],
        }
        for number, row in enumerate(list_rows(rank_next_talks(corpus, today)), 1)
    ]


def list_people(graph: "nx.MultiDiGraph", link: Link | None = None) -> list[Row]:
    """List everybody in a referral graph: whom to see first, then who was met, in order of date.

    ``number`` is the place in the graph, the note-taker being 0.
    """
    merged = merged_graph(graph)
    yields = measure_yield(merged)
    reached = {person: found.downstream for person, found in yields.items()}
    people = [
        _person(graph, merged, person, number, link) | {"downstream": reached.get(person, 0)}
        for number, person in enumerate(graph)
        if person != NOTE_TAKER
    ]
    people.sort(key=lambda row: (row["met"] or "9999", row["name"].casefold()))
    people.sort(key=lambda row: (list(_STAGES).index(row["stage"]), 0 if row["met"] else -len(row["by"])))
    return people


def _person(graph: "nx.MultiDiGraph", merged: "nx.DiGraph", person: str, number: int, link: Link | None) -> Row:
    data, stage = graph.nodes[person], find_stage(merged, person)
    edges = [(one, edge) for one, _, edge in graph.in_edges(person, data=True) if one != NOTE_TAKER]
    edges.sort(key=lambda item: (item[1]["date"], item[1]["note"], item[1]["line"]))
    return {
        **{name: data[name] for name in ("name", "role", "organization", "met", "first_seen")},
        "number": number,
        "field": data.get("field", ""),
        "job": join_known(data["role"], data["organization"]),
        "stage": stage,
        "status": _STAGES[stage],
        "day": say_date(data["met"]),
        "steps": name_wave(data["wave"]) if data["wave"] else _say_way(merged, person),
        "by": list(dict.fromkeys(graph.nodes[one]["name"] for one, _ in edges)),
        "said": [say_words(edge | {"interviewee": graph.nodes[one]["name"]}, "", link) for one, edge in edges],
        "to": [graph.nodes[one]["name"] for one in merged.successors(person)],
    }


def _say_way(merged: "nx.DiGraph", person: str) -> str:
    """Say how somebody to whom nobody had pointed was found."""
    found = merged.edges[NOTE_TAKER, person] if merged.has_edge(NOTE_TAKER, person) else {}
    return name_way(found.get("channel", ""))
