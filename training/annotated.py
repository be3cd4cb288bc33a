"""Annotated interviews as the encoder learns from them: statements with their labels, spans with theirs."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import referrals as referral_training
import skills as skill_training
import statements as statement_training

from infoview_analysis.language.circle import build_circle
from infoview_analysis.language.classifier import LABELS
from infoview_analysis.language.encoder import TAGS
from infoview_analysis.language.encoder.windows import Line, note_lines
from infoview_analysis.language.people import find_people
from infoview_analysis.language.statements import Statement, find_statements
from infoview_analysis.reading import read_folder, read_notes
from infoview_analysis.reading.lexicon import fold
from infoview_analysis.records import Interview


@dataclass(slots=True)
class Marked:
    """A statement and what the annotation says of it; -1 where it says nothing."""

    statement: Statement
    kinds: list[int] = field(default_factory=lambda: [-1] * len(LABELS))
    weights: list[float] = field(default_factory=lambda: [1.0] * len(LABELS))
    direction: int = -1
    avoid: int = -1
    skills: list[tuple[int, int, int, int]] = field(default_factory=list)
    """Start, end, whether it is a skill, number of its stance."""
    people: list[tuple[int, int, int, int]] = field(default_factory=list)
    """Start, end, whether the interviewee points to that person, whether that person led to the interviewee."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """An interview."""

    set: str
    statements: list[Marked]


def read_annotated(notes: Path, gold: Path, name: str) -> list[Annotated]:
    """Interviews of a set, each once as statements and once more, for skills, where it has tables: rows joined."""
    kinds = list(_read_kinds(notes, gold))
    skills = {tuple(one.statement.text for one in talk): talk for talk in _read_skills(notes, gold, name)}
    found = []
    for talk in kinds:
        same = skills.pop(tuple(one.statement.text for one in talk), None)
        for one, other in zip(talk, same or [], strict=False):
            one.skills = other.skills
        found.append(Annotated(name, talk))
    return [*found, *(Annotated(name, talk) for talk in skills.values())]


# --- kinds of statements, persons -----------------------------------------------------------------------------------


def _read_kinds(notes: Path, gold: Path) -> Iterator[list[Marked]]:
    interviews = read_folder(notes).interviews
    circle = build_circle(interviews)
    records = {Path(record["note"]).name: record for record in _load_records(gold)}
    for interview in interviews:
        record = records.get(Path(interview.source.note).name)
        if record is None or not record["interviews"]:
            continue
        marked = [Marked(statement, kinds=[0] * len(LABELS)) for statement in find_statements(interview)]
        words = [statement_training.fold_words(one.statement.text) for one in marked]
        for column, label in enumerate(LABELS):
            for item in sorted(
                statement_training.list_items(record, label), key=lambda item: bool(item.get("optional"))
            ):
                quote = statement_training.fold_words(item["quote"])
                met = [number for number, own in enumerate(words) if statement_training.meets(own, quote)]
                _mark([marked[number] for number in met], column, item)
        _mark_people(marked, interview, record, find_people([one.statement for one in marked], circle))
        yield marked


def _load_records(gold: Path) -> Iterator[dict]:
    for path in sorted(gold.glob("*.json")):
        yield json.loads(path.read_text(encoding="utf-8"))


def _mark(met: Sequence[Marked], column: int, item: dict) -> None:
    required = not item.get("optional")
    for place, one in enumerate(met):
        one.kinds[column] = 1 if required else -1
        one.weights[column] = statement_training.CONTINUED if place and required else 1.0
        if item.get("direction"):
            one.direction = statement_training.DIRECTIONS.index(item["direction"])
        if item.get("polarity"):
            one.avoid = int(item["polarity"] == "avoid")


def _mark_people(marked: Sequence[Marked], interview: Interview, record: dict, people: Sequence) -> None:
    plain = referral_training._plain
    own = [talk for talk in record["interviews"] if plain(talk["interviewee"]) == plain(interview.interviewee)]
    pairs = {
        (plain(pair["referrer"]), plain(pair["referred"]), plain(talk["interviewee"]))
        for talk in own or record["interviews"]
        for pair in talk["referrals"]
    }
    pointed = {referred for referrer, referred, interviewee in pairs if referrer == interviewee}
    led = {referrer for referrer, referred, interviewee in pairs if referred == interviewee}
    for person in people:
        name = plain(person.name)
        for place in person.places:
            marked[place.statement].people.append((place.start, place.end, int(name in pointed), int(name in led)))


# --- skills ---------------------------------------------------------------------------------------------------------


def _read_skills(notes: Path, gold: Path, name: str) -> Iterator[list[Marked]]:
    talks = skill_training.read_talks(notes, gold, name)
    rows = skill_training.make_rows(talks)
    stances = _find_stances(rows, talks)
    per_statement = defaultdict(list)
    for row in rows:
        per_statement[row.interview, row.statement].append(row)
    for number, talk in enumerate(talks):
        if not talk.found or not talk.statements:
            continue
        marked = []
        for place, scene in enumerate(talk.scenes):
            statement = replace(talk.statements[place], context=scene.context)
            spans: dict[tuple[int, int], tuple[int, int]] = {}
            for row in per_statement[number, place]:
                where = scene.words[row.start].start, scene.words[row.stop - 1].end
                label, stance = spans.get(where, (0, -1))
                named = stances.get((number, place, row.start, row.stop), -1)
                spans[where] = (1 if 1 in (label, row.label) else min(label, row.label), max(stance, named))
            marked.append(Marked(statement, skills=[(*where, *told) for where, told in spans.items()]))
        yield marked


def _find_stances(rows: Sequence, talks: Sequence) -> dict[tuple[int, int, int, int], int]:
    """Interview, statement, first word, stop → stance, where the statement is the one that shows it."""
    stances = {}
    for item in skill_training.make_gold_items(rows, talks):
        alone = len(item.mentions) == 1
        for mention, shown in zip(item.mentions, item.shown, strict=True):
            if (shown or alone) and not mention.echo:
                candidate = mention.candidate
                stances[item.interview, mention.place, candidate.start, candidate.stop] = item.stance
    return stances


# --- what notes say of their interviews -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TaggedNote:
    """A note, its lines as the encoder reads them, and for each the characters that say something of an interview."""

    set: str
    lines: list[Line]
    tags: list[list[tuple[int, int, int]]]
    """Per line: start, end, number of the tag."""


def read_tagged(notes: Path, gold: Path, name: str) -> list[TaggedNote]:
    """Notes of a set, those without an interview too."""
    records = {Path(record["note"]).name: record for record in _load_records(gold)}
    found = []
    for note in read_notes(notes):
        record = records.get(Path(note.path).name)
        if record is not None:
            lines = note_lines(note)
            found.append(TaggedNote(name, lines, [list(_tag_line(line.text, record["interviews"])) for line in lines]))
    return found


def _tag_line(text: str, interviews: Sequence[dict]) -> Iterator[tuple[int, int, int]]:
    """Places of the fields of all interviews; the first that takes a word keeps it."""
    words = [(fold(match.group()), *match.span()) for match in _WORD.finditer(text)]
    taken: set[int] = set()
    for tag in ("role", "organization", "interviewee", "referred_by"):
        values = sorted({talk[tag] for talk in interviews if talk[tag]}, key=len, reverse=True)
        forms = [fold(value).split() for value in values]
        if tag in ("interviewee", "referred_by"):
            forms += [[part] for form in forms for part in form if len(part) > 2 and part not in _PARTICLES]
        for form in forms:
            for first in range(len(words) - len(form) + 1):
                own = range(first, first + len(form))
                if [word for word, _, _ in words[first : own.stop]] == form and taken.isdisjoint(own):
                    taken.update(own)
                    yield words[first][1], words[own.stop - 1][2], TAGS.index(tag)


_WORD = re.compile(r"[^\W_]+")
_PARTICLES = frozenset(["van", "von", "der", "den", "del", "bin", "bint", "dos", "das", "the", "and"])
