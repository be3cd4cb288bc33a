"""What speaks against asking somebody for a talk: a warning, silence, a day that is fixed already, a talk told of."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from infoview_analysis.corpus import Corpus
from infoview_analysis.language.splitting import split_sentences
from infoview_analysis.reflection.agenda.tasks import find_named, list_follow_ups, list_names
from infoview_analysis.reflection.frames import Row, list_rows
from infoview_analysis.reflection.words import say_date
from infoview_analysis.word_lists import compile_any, load_toml

__all__ = ["Obstacle", "find_obstacles"]

_WARNED, _MET, _SILENT, _FIXED = -20, -20, -2, -3
_REACH = 6
"""Words after a warning among which the name stands."""
_MET_ALREADY = re.compile(r"^\W*(?:met|talked to|spoke to|talked with|spoke with|saw|had coffee with)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A reason not to ask somebody now."""

    points: int
    """What it takes from the rank."""
    text: str


def find_obstacles(corpus: Corpus, day: str) -> Mapping[str, Sequence[Obstacle]]:
    """Find what speaks against asking people, by ``person_id``.

    Parameters
    ----------
    corpus
        The tables.
    day
        The day to count from, ISO.

    Examples
    --------
    >>> dict(find_obstacles(Corpus.empty(), "2024-01-01"))
    {}
    """
    found: dict[str, list[Obstacle]] = defaultdict(list)
    names = list_names(corpus)
    for row in list_rows(corpus.passages):
        for person, obstacle in _find_said(row, names):
            # Silence told in two notes is one silence.
            if all(known.points != obstacle.points for known in found[person]):
                found[person].append(obstacle)
    for task in list_follow_ups(corpus):
        if planned := _find_planned(task, day):
            found[task["person_id"]].append(planned)
    return {person: obstacles for person, obstacles in found.items() if obstacles}


def _find_said(row: Row, names: Mapping[str, str]) -> Iterator[tuple[str, Obstacle]]:
    place = f"({row['note']}:{row['line']})"
    for start, end in split_sentences(row["text"]):
        sentence = row["text"][start:end]
        if warning := _cues("warnings").search(sentence):
            behind = " ".join(sentence[warning.end() :].split()[:_REACH])
            if person := find_named(behind, names):
                yield person, Obstacle(_WARNED, f"You were warned: “{sentence}” {place}.")
        if _cues("unanswered").search(sentence) and (person := find_named(sentence, names)):
            yield person, Obstacle(_SILENT, f"Nothing came of it: “{sentence}” {place}.")


def _find_planned(task: Row, day: str) -> Obstacle | None:
    if not task["person_id"] or task["person_id"] == task["interviewee_id"]:
        return None
    if task["done"]:
        met = _MET_ALREADY.search(task["quote"])
        return Obstacle(_MET, f"You have met them: “{task['quote']}” ({task['note']}:{task['line']}).") if met else None
    if task["kind"] != "meet" or len(task["due"]) <= len("2024-01"):
        return None
    when = f"{say_date(task['due'])} ({task['note']}:{task['line']})"
    if task["due"] >= day:
        return Obstacle(_FIXED, f"A day is fixed, {when}.")
    return Obstacle(_FIXED, f"A day was fixed, {when}; tick it off if you met.")


@cache
def _cues(group: str) -> re.Pattern[str]:
    return compile_any(load_toml(__package__, "obstacles.toml")[group], apostrophe="['’]?")
