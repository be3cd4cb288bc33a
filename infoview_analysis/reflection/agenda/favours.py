"""What can be given back: what interviewees asked for, what is owed to them, and own skills that they lack."""

import re
from collections.abc import Iterator

import pandas as pd

from infoview_analysis.corpus import Corpus
from infoview_analysis.language.vocabulary import Vocabulary
from infoview_analysis.reflection.agenda.settled import gather_events, is_settled
from infoview_analysis.reflection.agenda.tasks import list_follow_ups
from infoview_analysis.reflection.agenda.turns import find_debt, find_request, is_lacking
from infoview_analysis.reflection.frames import Row, by_time, cite, list_rows, make_frame
from infoview_analysis.reflection.profile import Profile
from infoview_analysis.reflection.skills.gaps import ENOUGH, find_own
from infoview_analysis.reflection.skills.levels import find_levels
from infoview_analysis.reflection.words import say_when

__all__ = ["list_favours"]

_COLUMNS = {
    "kind": "string",
    "person_id": "string",
    "person": "string",
    "skill": "string",
    "since": "string",
    "reason": "string",
    "quote": "string",
    "note": "string",
    "line": "Int64",
}
_ENDS = re.compile(r"(?<=[.;?!])\s+")


def list_favours(
    corpus: Corpus, profile: Profile | None = None, *, vocabulary: Vocabulary | None = None
) -> pd.DataFrame:
    """List what interviewees asked for, what is owed to them, and own skills that they said are lacking.

    Parameters
    ----------
    corpus
        The tables.
    profile
        The note-taker; a skill from level 3 on is one to offer. Without it only what the notes call a strength.
    vocabulary
        Known skills; None takes those that come with the package.

    Returns
    -------
    pandas.DataFrame
        One row per request (``kind`` asked), promise of the note-taker (``owed``) and per person and skill
        (``offer``), the latest first. ``skill`` is empty but for the last; ``since`` the day of the talk; ``reason``
        a sentence; ``quote``, ``note`` and ``line`` the words and their place.

    Examples
    --------
    >>> list_favours(Corpus.empty()).empty
    True
    """
    offers = list(_find_offers(corpus, profile, vocabulary))
    offered = {(row["note"], row["line"]) for row in offers}
    # One sentence that says both is one line: whoever lacks a skill asks for it.
    others = [*_find_debts(corpus), *_find_requests(corpus)]
    rows = [*offers, *(row for row in others if (row["note"], row["line"]) not in offered)]
    rows.sort(key=lambda row: (row["note"], row["line"], row["kind"]))
    rows.sort(key=lambda row: row["since"], reverse=True)
    return make_frame(_COLUMNS, rows)


def _find_requests(corpus: Corpus) -> Iterator[Row]:
    done = {(row["note"], row["line"]) for row in list_rows(corpus.follow_ups) if row["done"]}
    for row in cite(corpus, corpus.passages):
        if not row["interview_id"] or (row["note"], row["line"]) in done:
            continue
        for sentence in _ENDS.split(row["text"]):
            if find_request(sentence):
                reason = f"They asked for it{say_when(row['date'])}."
                yield _make_row("asked", row, "", reason) | {"quote": sentence}


def _find_debts(corpus: Corpus) -> Iterator[Row]:
    events = gather_events(corpus)
    for task in list_follow_ups(corpus):
        if not task["done"] and find_debt(task["quote"]) and not is_settled(task, events):
            whom = {"interviewee_id": task["person_id"], "interviewee": task["person"]} if task["person_id"] else {}
            reason = f"You have owed it to them since the talk{say_when(task['date'])}."
            yield _make_row("owed", task | whom, "", reason)


def _find_offers(corpus: Corpus, profile: Profile | None, vocabulary: Vocabulary | None) -> Iterator[Row]:
    own = find_own(corpus)
    levels = {skill: entry.level for skill, entry in find_levels(corpus, profile, vocabulary).items()}
    seen = set()
    for row in sorted(cite(corpus, corpus.skills), key=by_time):
        key = row["interviewee_id"] or row["interview_id"], row["skill_id"]
        if (
            key in seen
            or not row["interview_id"]
            or row["stance"] in ("declining", "gap")
            or not is_lacking(row["quote"])
        ):
            continue
        if reason := _find_reason(row, own.get(row["skill_id"], []), levels):
            seen.add(key)
            yield _make_row("offer", row, row["skill"], f"Wanted there: {row['skill']}; {reason}.")


def _find_reason(row: Row, own: list[Row], levels: dict[str, int]) -> str:
    """Say why the note-taker can offer a skill; empty where they cannot."""
    level = levels.get(row["skill_id"], 0)
    if level >= ENOUGH:
        return f"your profile has it at level {level}"
    if level or not own or own[-1]["stance"] != "strength":
        return ""
    place = "" if own[-1]["note"] == row["note"] else f" ({own[-1]['note']}:{own[-1]['line']})"
    return f"your notes call it a strength of yours{place}"


def _make_row(kind: str, row: Row, skill: str, reason: str) -> Row:
    return {
        "kind": kind,
        "person_id": row["interviewee_id"],
        "person": row["interviewee"],
        "skill": skill,
        "since": row["date"],
        "reason": reason,
        **{name: row[name] for name in ("quote", "note", "line")},
    }
