"""What the sections of the page show: rows with the words that carry them."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from infoview_analysis.corpus import Corpus
from infoview_analysis.figures.stages import STAGES, find_stage
from infoview_analysis.language.vocabulary import Vocabulary
from infoview_analysis.network import NOTE_TAKER, measure_yield, merged_graph, name_way
from infoview_analysis.network.measures import name_wave
from infoview_analysis.reflection.agenda.build import find_tasks
from infoview_analysis.reflection.frames import Row, by_time, cite, group_rows, list_rows
from infoview_analysis.reflection.overview import Overview
from infoview_analysis.reflection.profile import Profile
from infoview_analysis.reflection.quotes import say_speaker
from infoview_analysis.reflection.skills.demand import DEMAND, SENSES, count_demand, find_threshold, rank_skills
from infoview_analysis.reflection.skills.gaps import find_own, rank_gaps
from infoview_analysis.reflection.words import join_known, say_count, say_date

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["TARGETS", "build_content", "list_people", "list_sections", "say_words"]

TARGETS = {
    "heard": ("skills", "trends", "advice"),
    "lack": ("gaps",),
    "people": ("people",),
    "open": ("follow-ups",),
    "fit": ("fit",),
}
"""Which sections carry a paragraph of the letter."""
_SHOWN = 15
"""Skills and gaps seen before one asks for more."""

_STANCES = {**SENSES, "gap": "to learn", "strength": "a strength of yours"}
_DIRECTIONS = {
    "rising": "Growing",
    "shifting": "Giving way to something else",
    "declining": "Fading",
    "unclear": "Changing, direction unclear",
}
_POLARITIES = {"do": "Do", "avoid": "Avoid"}
_STAGES = {stage: STAGES[stage] for stage in ("open", "contacted", "go_between", "interviewed")}
"""Whom to see first comes first."""
_KINDS = {
    "thank_you": "say thanks",
    "contact": "write to",
    "update": "tell news",
    "send": "send",
    "meet": "meet",
    "learn": "learn",
    "apply": "apply",
}
_SEVERITIES = {"error": "Not read", "warning": "Doubtful", "info": "For information"}


def build_content(
    corpus: Corpus, overview: Overview, profile: Profile | None, vocabulary: Vocabulary | None = None
) -> dict[str, Any]:
    """Gather what the page shows, section by section; an empty section is left out by the template."""
    talks = overview.interviews
    return {
        "title": _title(talks),
        "owner": profile.name if profile else "",
        "letter": overview.letter,
        "talks": talks,
        "skills": _split(_list_skills(corpus), talks),
        "gaps": _split(_list_gaps(corpus, profile, vocabulary), talks),
        "has_profile": profile is not None,
        "trends": _group(cite(corpus, corpus.trends), "direction", _DIRECTIONS),
        "advice": _group(cite(corpus, corpus.advice), "polarity", _POLARITIES),
        "tasks": [_task(row) for row in find_tasks(corpus)],
        "reflections": [
            say_words(row, row["valence"]) for row in sorted(cite(corpus, corpus.reflections), key=by_time)
        ],
        "findings": _list_findings(corpus),
        "notes": len(set(corpus.passages["note"].tolist()) | set(corpus.interviews["note"].tolist())),
    }


def list_sections(content: dict[str, Any]) -> dict[str, str]:
    """List the sections that hold something: heading by identifier."""
    sections = {
        "skills": ("Skills", any(content["skills"].values())),
        "gaps": ("Gaps", any(content["gaps"].values())),
        "trends": ("What is changing", content["trends"]),
        "advice": ("Advice", content["advice"]),
        "people": ("People", content["people"]),
        "follow-ups": ("Follow-ups", content["tasks"]),
        "fit": ("How it fits", content["reflections"]),
        "findings": ("What was not understood", content["findings"]),
    }
    return {key: name for key, (name, holds) in sections.items() if holds}


def _title(talks: int) -> str:
    if not talks:
        return "No conversation yet"
    return f"What {say_count(talks, 'conversation')} told you"


def say_words(row: Row, tag: str = "") -> Row:
    """Describe the words behind an item: quote, who, when, where."""
    return {
        "quote": _strip_marks(row["quote"]),
        "who": say_speaker(row) if row["interviewee"] else "",
        "date": row["date"],
        "day": say_date(row["date"]),
        "place": f"{row['note']}:{row['line']}",
        "tag": tag,
    }


def _strip_marks(quote: str) -> str:
    """Take off quotation marks around the whole, or half a pair at an end: the page sets its own."""
    if quote.count('"') == 1:
        return quote.strip('"')
    inner = quote[1:-1]
    return inner if quote[:1] + quote[-1:] in ('""', "“”", "„“", "«»") and not set(inner) & set('"“”') else quote


def _list_skills(corpus: Corpus) -> list[Row]:
    demand = count_demand(corpus)
    rows = list_rows(rank_skills(corpus))
    most = max((row["support"] for row in rows), default=1)
    return [
        row
        | {
            "parts": _bar_parts(row),
            "most": most,
            "split": ", ".join(f"{row[sense]} {SENSES[sense]}" for sense in DEMAND if row[sense]),
            "said": [say_words(said, _STANCES.get(said["stance"], "")) for said in demand[row["skill_id"]]],
        }
        for row in rows
    ]


def _bar_parts(row: Row) -> list[tuple[str, int, int]]:
    """Return the pieces of a stacked bar: sense, start, length."""
    parts, start = [], 0
    for sense in DEMAND:
        if row[sense]:
            parts.append((sense, start, int(row[sense])))
            start += row[sense]
    return parts


def _list_gaps(corpus: Corpus, profile: Profile | None, vocabulary: Vocabulary | None) -> list[Row]:
    demand, own = count_demand(corpus), find_own(corpus)
    return [
        row
        | {
            "level": row["level"] if isinstance(row["level"], int) else None,
            "percent": f"{row['share']:.0%}",
            "interval": f"{row['low'] * 100:.0f}–{row['high']:.0%}",
            "said": [
                say_words(said, _STANCES.get(said["stance"], "")) for said in _gap_words(row["skill_id"], demand, own)
            ],
        }
        for row in list_rows(rank_gaps(corpus, profile, vocabulary=vocabulary))
    ]


def _gap_words(skill: str, demand: dict[str, list[Row]], own: dict[str, list[Row]]) -> Iterable[Row]:
    called = [row for row in own.get(skill, []) if row["stance"] == "gap" and row["speaker"] == "note_taker"]
    return [*demand.get(skill, []), *called]


def _split(rows: Sequence[Row], talks: int) -> dict[str, Sequence[Row]]:
    """Split a ranking into what recurs and what one person said."""
    enough = find_threshold(talks)
    often = [row for row in rows if row["support"] >= enough]
    return {
        "often": often[:_SHOWN],
        "more": often[_SHOWN:],
        "once": [row for row in rows if 0 < row["support"] < enough],
        "own": [row for row in rows if not row["support"]],
    }


def _group(rows: Iterable[Row], column: str, names: dict[str, str]) -> list[tuple[str, str, list[Row]]]:
    """Group statements by a closed vocabulary: key, heading, the words in order of date."""
    groups = group_rows(sorted(rows, key=by_time, reverse=True), column)
    return [(key, name, [say_words(row) for row in groups[key]]) for key, name in names.items() if key in groups]


def _task(row: Row) -> Row:
    return {
        **row,
        "kind": _KINDS.get(row["kind"], ""),
        # Mostly it concerns the interviewee, whom the reason names.
        "person": "" if row["person"] in row["reason"] else row["person"],
        "day": say_date(row["due"]),
        "place": f"{row['note']}:{row['line']}",
    }


def _list_findings(corpus: Corpus) -> list[tuple[str, str, list[Row]]]:
    rows = [row | {"place": f"{row['note']}:{row['line']}"} for row in list_rows(corpus.diagnostics)]
    groups = ((key, name, [row for row in rows if row["severity"] == key]) for key, name in _SEVERITIES.items())
    return [group for group in groups if group[2]]


def list_people(graph: "nx.MultiDiGraph") -> list[Row]:
    """List everybody in a referral graph: whom to see first, then who was met, in order of date.

    ``number`` is the place in the graph, the note-taker being 0.
    """
    merged = merged_graph(graph)
    yields = measure_yield(merged)
    reached = {person: found.downstream for person, found in yields.items()}
    people = [
        _person(graph, merged, person, number) | {"downstream": reached.get(person, 0)}
        for number, person in enumerate(graph)
        if person != NOTE_TAKER
    ]
    people.sort(key=lambda row: (row["met"] or "9999", row["name"].casefold()))
    people.sort(key=lambda row: (list(_STAGES).index(row["stage"]), 0 if row["met"] else -len(row["by"])))
    return people


def _person(graph: "nx.MultiDiGraph", merged: "nx.DiGraph", person: str, number: int) -> Row:
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
        "said": [say_words(edge | {"interviewee": graph.nodes[one]["name"]}) for one, edge in edges],
        "to": [graph.nodes[one]["name"] for one in merged.successors(person)],
    }


def _say_way(merged: "nx.DiGraph", person: str) -> str:
    """Say how somebody to whom nobody had pointed was found."""
    found = merged.edges[NOTE_TAKER, person] if merged.has_edge(NOTE_TAKER, person) else {}
    return name_way(found.get("channel", ""))
