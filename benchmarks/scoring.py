"""Score extracted tables against annotated notes, by the rules of ``data/benchmark/GUIDELINES.md``.

Pure functions over records. Every decision (an item found, missed or invented; an attribute right or wrong)
is one :class:`Judgement`; all figures are counts of judgements.

```
gold, rows ─ judge_note ─▶ Judgement… ─ count ─▶ Counter ─ figures ─▶ precision, recall, F1, shares right
                                                         └ intervals ─▶ how far the figures may be trusted
```
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

import numpy as np
from comparing import (
    meets,
    normalize,
    normalize_person,
    same_date,
    same_person,
    same_text,
    same_truth,
    same_word,
    split_words,
)

__all__ = [
    "KINDS",
    "Counts",
    "Figures",
    "Gold",
    "Judgement",
    "Row",
    "Sums",
    "Tables",
    "count",
    "figures",
    "group_tables",
    "intervals",
    "judge_interview",
    "judge_note",
    "judge_quotes",
    "judge_referrals",
    "judge_skills",
]

Row = Mapping[str, str]
"""One row of a table, as the CSV file has it; missing is the empty string."""
Gold = Mapping[str, Any]
"""A note, interview or item of the annotations, as the JSON file has it."""
Tables = Mapping[str, Mapping[str, Sequence[Row]]]
"""Rows by table, then by file name of the note (``interviews``) or by ``interview_id`` (all others)."""
Counts = Counter[tuple[str, str, str]]
"""How often each (kind, attribute, verdict) was judged."""
Sums = Mapping[tuple[str, str, str], float]
"""Counts summed over notes, whole numbers or not."""
Compare = Callable[[Any, Any], bool]
"""Whether what was seen is what was wanted."""
Figures = dict[str, dict[str, float]]
"""Value by kind and name of the figure."""

KINDS = ("interviews", "skills", "trends", "advice", "referrals", "follow_ups")
"""What is scored, each a table of the same name."""
STANCES = ("gap", "strength", "declining", "needed", "optional", "mentioned")
"""Strongest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One decision of the scorer."""

    kind: str
    """One of :data:`KINDS`."""
    verdict: str
    """``found``, ``missed`` or ``invented`` for an item; ``right`` or ``wrong`` for an attribute of one."""
    attribute: str = ""
    """Column of the attribute; empty for the item itself."""
    wanted: str = ""
    """What the annotation has."""
    seen: str = ""
    """What the tables have."""
    where: str = ""
    """Note and interviewee."""

    def __str__(self) -> str:
        if self.attribute:
            return f"{self.where}: {self.kind}: {self.attribute} is {self.seen!r}, not {self.wanted!r}"
        return f"{self.where}: {self.kind}: {self.verdict}: {self.wanted or self.seen}"


# --- Judging ------------------------------------------------------------------------------------------------

# By kind the columns that are judged where an item was found, and how they compare.
_ATTRIBUTES: Mapping[str, Mapping[str, Compare]] = {
    "interviews": {
        "role": same_text,
        "organization": same_text,
        "date": same_date,
        "medium": same_text,
        "referred_by": same_person,
    },
    "skills": {"stance": same_word},
    "trends": {"direction": same_word},
    "advice": {"polarity": same_word},
    "follow_ups": {"due": same_date, "done": same_truth},
}


def group_tables(tables: Mapping[str, Iterable[Row]]) -> Tables:
    """Group rows the way the scorer asks for them: interviews by note, all else by interview.

    Examples
    --------
    >>> tables = group_tables({"interviews": [{"note": "2024/ann.md", "interview_id": "ann"}]})
    >>> tables["interviews"]["ann.md"]
    [{'note': '2024/ann.md', 'interview_id': 'ann'}]
    """
    grouped: dict[str, dict[str, list[Row]]] = {kind: {} for kind in KINDS}
    for kind in KINDS:
        for row in tables.get(kind, ()):
            key = PurePosixPath(row["note"]).name if kind == "interviews" else row["interview_id"]
            grouped[kind].setdefault(key, []).append(row)
    return grouped


def judge_note(gold: Gold, tables: Tables) -> list[Judgement]:
    """Judge what was extracted from one note.

    Parameters
    ----------
    gold
        Annotation of the note.
    tables
        What was extracted, from this note and any others.

    Returns
    -------
    list of Judgement
        In the order of the annotation; invented interviews last.

    Notes
    -----
    Interviews are paired by the interviewee's name. Where the only interview of a note goes by another
    name, it counts as missed and invented, yet what was found in it is scored. What stands in other
    invented interviews is not counted again.
    """
    note = PurePosixPath(gold["note"]).name
    free = list(tables["interviews"].get(note, ()))
    judgements: list[Judgement] = []
    for interview in gold["interviews"]:
        row, verdicts = _pair_interview(interview, free, alone=len(gold["interviews"]) == 1)
        where = f"{note} / {interview['interviewee'] or '?'}"
        verdicts += judge_interview(interview, row, tables)
        judgements += [replace(judgement, where=where) for judgement in verdicts]
    judgements += [
        Judgement(kind="interviews", verdict="invented", seen=row["interviewee"] or "?", where=note) for row in free
    ]
    return judgements


def _pair_interview(gold: Gold, free: list[Row], *, alone: bool) -> tuple[Row, list[Judgement]]:
    """Take the row of an interview out of those still free; an empty row if there is none."""
    name = gold["interviewee"] or "?"
    for row in free:
        if same_person(row["interviewee"], gold["interviewee"]):
            free.remove(row)
            return row, [Judgement(kind="interviews", verdict="found", wanted=name)]
    missed = [Judgement(kind="interviews", verdict="missed", wanted=name)]
    if not (alone and free):
        return {}, missed
    row = free.pop(0)
    return row, [*missed, Judgement(kind="interviews", verdict="invented", seen=row["interviewee"] or "?")]


def judge_interview(gold: Gold, row: Row, tables: Tables) -> list[Judgement]:
    """Judge the fields of one interview and all that was said in it.

    Parameters
    ----------
    gold
        Annotation of the interview.
    row
        Its row in ``interviews``; empty if it was missed, and then everything in it is.
    tables
        Rows of the other tables, by interview.
    """

    def rows(kind: str) -> Sequence[Row]:
        return tables[kind].get(row["interview_id"], ()) if row else ()

    return [
        *_judge_fields(gold, row),
        *judge_skills(gold.get("skills", ()), rows("skills"), tolerated=gold.get("skills_ok", ())),
        *(
            judgement
            for kind in ("trends", "advice", "follow_ups")
            for judgement in judge_quotes(kind, gold.get(kind, ()), rows(kind))
        ),
        *judge_referrals(gold.get("referrals", ()), rows("referrals")),
    ]


def _judge_fields(gold: Gold, row: Row) -> Iterator[Judgement]:
    for name, same in _ATTRIBUTES["interviews"].items():
        yield _judge_attribute("interviews", name, row.get(name), gold.get(name), same)


def _judge_attribute(kind: str, name: str, seen: str | None, wanted: Any, same: Compare) -> Judgement:
    verdict = "right" if same(seen, wanted) else "wrong"
    return Judgement(kind=kind, attribute=name, verdict=verdict, wanted=str(wanted or ""), seen=seen or "")


def judge_quotes(kind: str, gold: Iterable[Gold], rows: Iterable[Row]) -> Iterator[Judgement]:
    """Judge items that are known by their quotes: trends, advice, follow-ups.

    Each annotated item takes the first row still free that meets it. A row left over is invented, unless it
    meets an optional item, or a required one that is longer: then a statement was only split finer.

    Parameters
    ----------
    kind
        ``trends``, ``advice`` or ``follow_ups``.
    gold
        Annotated items of one interview.
    rows
        Rows of that interview.
    """
    items, free = list(gold), list(rows)
    required = [item for item in items if not item.get("optional")]
    for item in required:
        row = next((row for row in free if meets(row["quote"], item["quote"])), None)
        if row is None:
            yield Judgement(kind=kind, verdict="missed", wanted=item["quote"])
            continue
        free.remove(row)
        yield Judgement(kind=kind, verdict="found", wanted=item["quote"], seen=row["quote"])
        for name, same in _ATTRIBUTES[kind].items():
            if item.get(name) is not None:
                yield _judge_attribute(kind, name, row[name], item[name], same)
    optional = [item["quote"] for item in items if item.get("optional")]
    for row in free:
        if not _is_forgiven(row["quote"], [item["quote"] for item in required], optional):
            yield Judgement(kind=kind, verdict="invented", seen=row["quote"])


def _is_forgiven(quote: str, required: Iterable[str], optional: Iterable[str]) -> bool:
    if any(meets(quote, other) for other in optional):
        return True
    return any(meets(quote, other) and len(split_words(quote)) < len(split_words(other)) for other in required)


def judge_skills(gold: Iterable[Gold], rows: Iterable[Row], *, tolerated: Iterable[str] = ()) -> Iterator[Judgement]:
    """Judge the skills of one interview, whatever the number of mentions; the strongest stance wins.

    Parameters
    ----------
    gold
        Annotated skills, each with the names accepted and its stance.
    rows
        Rows of that interview in ``skills``.
    tolerated
        Names that are neither rewarded nor punished.
    """
    left = _strongest_stances(rows)
    for item in gold:
        names = {normalize(name) for name in (item["skill"], *item.get("accept", ()))}
        known = sorted((STANCES.index(left[name]), name) for name in names if name in left)
        if not known:
            yield Judgement(kind="skills", verdict="missed", wanted=item["skill"])
            continue
        rank, name = known[0]
        yield Judgement(kind="skills", verdict="found", wanted=item["skill"], seen=name)
        yield _judge_attribute("skills", "stance", STANCES[rank], item["stance"], same_word)
        left = {other: stance for other, stance in left.items() if other not in names}
    for name in sorted(left.keys() - {normalize(name) for name in tolerated}):
        yield Judgement(kind="skills", verdict="invented", seen=name)


def _strongest_stances(rows: Iterable[Row]) -> dict[str, str]:
    """Return the stance of each skill by its folded name."""
    ranks: dict[str, int] = {}
    weakest = len(STANCES) - 1
    for row in rows:
        rank = STANCES.index(row["stance"]) if row["stance"] in STANCES else weakest
        name = normalize(row["skill"])
        ranks[name] = min(rank, ranks.get(name, weakest))
    return {name: STANCES[rank] for name, rank in ranks.items()}


def judge_referrals(gold: Iterable[Gold], rows: Iterable[Row]) -> Iterator[Judgement]:
    """Judge the referrals of one interview as pairs of referrer and referred."""
    wanted, seen = ({_referral_pair(item) for item in items} for items in (gold, rows))
    for verdict, pairs in (("found", wanted & seen), ("missed", wanted - seen), ("invented", seen - wanted)):
        for pair in sorted(pairs):
            yield Judgement(kind="referrals", verdict=verdict, wanted=" → ".join(pair))


def _referral_pair(item: Gold) -> tuple[str, str]:
    return normalize_person(item["referrer"]), normalize_person(item["referred"])


# --- Figures ------------------------------------------------------------------------------------------------


def count(judgements: Iterable[Judgement]) -> Counts:
    """Count judgements by kind, attribute and verdict."""
    return Counter((judgement.kind, judgement.attribute, judgement.verdict) for judgement in judgements)


def figures(counts: Sums) -> Figures:
    """Turn counts into figures.

    Parameters
    ----------
    counts
        Counts of one note or the sum over any number of notes.

    Returns
    -------
    dict
        By kind: ``precision``, ``recall``, ``f1`` between 0 and 1 (1 where there was nothing to find and
        nothing was found), ``n`` items to find, then the share right of each attribute that was asked for.
        ``interviews`` has ``all`` besides: the share right of all fields.

    Examples
    --------
    >>> one = [Judgement(kind="skills", verdict=verdict) for verdict in ("found", "found", "missed")]
    >>> figures(count(one))["skills"]
    {'precision': 1.0, 'recall': 0.6666666666666666, 'f1': 0.8, 'n': 3}
    """
    return {kind: {**_item_figures(counts, kind), **_attribute_figures(counts, kind)} for kind in KINDS}


def _item_figures(counts: Sums, kind: str) -> dict[str, float]:
    found, missed, invented = (counts.get((kind, "", verdict), 0) for verdict in ("found", "missed", "invented"))
    return {
        "precision": _share(found, found + invented),
        "recall": _share(found, found + missed),
        "f1": _share(2 * found, 2 * found + missed + invented),
        "n": found + missed,
    }


def _attribute_figures(counts: Sums, kind: str) -> dict[str, float]:
    right = {name: counts.get((kind, name, "right"), 0) for name in _ATTRIBUTES.get(kind, ())}
    asked = {name: number + counts.get((kind, name, "wrong"), 0) for name, number in right.items()}
    shares = {name: right[name] / number for name, number in asked.items() if number}
    if kind == "interviews" and shares:
        shares["all"] = sum(right.values()) / sum(asked.values())
    return shares


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 1.0


def intervals(notes: Sequence[Counts], *, draws: int, seed: int = 0) -> dict[tuple[str, str], tuple[float, float]]:
    """Estimate how far figures would move with other notes of the same kind.

    Parameters
    ----------
    notes
        Counts of each note.
    draws
        Number of samples.
    seed
        Start of the random numbers; the same seed gives the same intervals.

    Returns
    -------
    dict
        By (kind, figure) the bounds that hold the middle 95 % of its values, when notes are drawn with
        replacement as many times as there are notes (percentile bootstrap; Efron and Tibshirani, *An
        Introduction to the Bootstrap*, 1993, chapter 13). Without ``n``.
    """
    values: dict[tuple[str, str], list[float]] = {}
    for sample in _draw_counts(notes, draws=draws, seed=seed):
        for kind, row in figures(sample).items():
            for name in row.keys() - {"n"}:
                values.setdefault((kind, name), []).append(row[name])
    bounds = {key: np.percentile(sampled, (2.5, 97.5)).tolist() for key, sampled in values.items()}
    return {key: (low, high) for key, (low, high) in bounds.items()}


def _draw_counts(notes: Sequence[Counts], *, draws: int, seed: int) -> Iterator[Sums]:
    """Yield the summed counts of notes drawn with replacement."""
    keys = sorted({key for counts in notes for key in counts})
    by_note = np.array([[counts[key] for key in keys] for counts in notes], dtype=float)
    even = np.full(len(notes), 1 / len(notes))
    times_drawn = np.random.default_rng(seed).multinomial(len(notes), even, size=draws)
    for row in (times_drawn @ by_note).tolist():
        yield dict(zip(keys, row, strict=True))
