"""Who referred whom in the notes that come with the package, checked by hand.

``data/notes_gold/referrals.csv`` was written by reading the notes: who pointed to whom in which note, the wave of whom
they pointed to, and how far it went by the last note. ``people.json`` there says which names mean the same person.
"""

import csv
import json
from collections.abc import Mapping
from functools import cache

import networkx as nx
import pytest
from samples import DATA, NOTES, analyze_sample

from infoview_analysis.identity import parse_name
from infoview_analysis.network import NOTE_TAKER, merged_graph, referral_graph

Row = Mapping[str, str]

PRIVATE = "people/2025-06-10 Hana Tamihana.md"
"""A note with ``private: true``: nothing of it may show."""
WITHOUT_PRIVATE = {
    ("Hana Tamihana", "status"): "open",  # Only the private note says that she was interviewed,
    ("Rosalind Okpara", "wave"): "5",  # and it pointed to Rosalind two steps before Lauri did.
}


def read_referrals() -> list[Row]:
    with (DATA / "notes_gold" / "referrals.csv").open(encoding="utf-8", newline="") as stream:
        return [row for row in csv.DictReader(stream) if row["note"] != PRIVATE]


@cache
def read_people() -> dict[str, str]:
    """Who is meant by a full name, by folded name."""
    people = json.loads((DATA / "notes_gold" / "people.json").read_text(encoding="utf-8"))
    return {
        parse_name(form).key: person["name"]
        for person in people
        for forms in person["mentions"].values()
        for form in forms
        if parse_name(form).is_full
    }


@cache
def draw_graph() -> nx.MultiDiGraph:
    return referral_graph(analyze_sample())


@cache
def name_people() -> dict[str, str]:
    """The node of everybody, by the name that the reader gave them."""
    names = {parse_name(name).key: node for node, name in draw_graph().nodes(data="name")}
    return {read_people().get(key, key): node for key, node in names.items()}


def find_node(name: str) -> str:
    return NOTE_TAKER if name == "me" else name_people()[read_people()[parse_name(name).key]]


def test_nobody_is_two_people_and_no_two_are_one() -> None:
    people = analyze_sample().people
    meant = [read_people()[parse_name(name).key] for name in people["name"]]
    assert len(set(meant)) == len(meant)
    for name, aliases in zip(meant, people["aliases"], strict=True):
        forms = [form for form in aliases.split("; ") if parse_name(form).is_full]
        assert {read_people()[parse_name(form).key] for form in forms} <= {name}


@pytest.mark.parametrize("row", read_referrals(), ids=lambda row: f"{row['referrer']} to {row['referred']}")
def test_every_referral_read_by_hand_is_an_edge(row: Row) -> None:
    one, another = find_node(row["referrer"]), find_node(row["referred"])
    graph, merged = draw_graph(), merged_graph(draw_graph())
    assert merged.has_edge(one, another)
    wave = WITHOUT_PRIVATE.get((row["referred"], "wave"), row["wave_of_referred"])
    assert graph.nodes[another]["wave"] == int(wave)
    status = WITHOUT_PRIVATE.get((row["referred"], "status"), row["status"])
    assert merged.edges[one, another]["status"] == status


def test_no_other_referral_is_an_edge() -> None:
    read = {(find_node(row["referrer"]), find_node(row["referred"])) for row in read_referrals()}
    assert {(one, another) for one, another in merged_graph(draw_graph()).edges} <= read


def test_every_edge_quotes_the_note_at_its_line() -> None:
    for _, _, edge in draw_graph().edges(data=True):
        lines = (NOTES / edge["note"]).read_text(encoding="utf-8").splitlines()
        words = set(edge["quote"].casefold().split())
        near = set(" ".join(lines[edge["line"] - 1 : edge["line"] + 12]).casefold().split())
        assert len(words & near) >= len(words) / 2


def test_nothing_of_a_private_note_is_told() -> None:
    assert not any(edge["note"] == PRIVATE for _, _, edge in draw_graph().edges(data=True))
    assert not draw_graph().nodes["hana-tamihana"]["interviewed"]
