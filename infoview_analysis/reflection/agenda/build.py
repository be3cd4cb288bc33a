"""What is still to do, for whom, and why."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pandas as pd

from infoview_analysis.corpus import Corpus
from infoview_analysis.days import add_months, count_days
from infoview_analysis.language.vocabulary import Vocabulary
from infoview_analysis.reflection.agenda.courtesies import MONTHS, list_courtesies
from infoview_analysis.reflection.agenda.favours import list_favours
from infoview_analysis.reflection.agenda.settled import gather_events, is_settled
from infoview_analysis.reflection.agenda.tasks import list_follow_ups, list_forms
from infoview_analysis.reflection.agenda.turns import find_debt, find_request, is_promised
from infoview_analysis.reflection.frames import Row, list_rows, make_frame, map_people
from infoview_analysis.reflection.people.open_people import find_open_people
from infoview_analysis.reflection.profile import Profile
from infoview_analysis.reflection.words import say_count, say_list, say_when

__all__ = ["build_agenda", "find_tasks"]

_PARTS = ("to_do", "to_tell", "to_give", "waiting")
"""Whose turn it is, in the order of the agenda: three parts are the note-taker's, the last one is theirs."""

_COLUMNS = {
    "part": "string",
    "kind": "string",
    "person_id": "string",
    "person": "string",
    "contact": "string",
    "due": "string",
    "overdue": "boolean",
    "since": "string",
    "what": "string",
    "reason": "string",
    "note": "string",
    "line": "Int64",
}


_ASK_AGAIN = 30
"""Days after which one may ask whether something promised without a date still comes."""
_PLANS = ("contact", "meet", "other")
"""Kinds of tasks that say, where somebody not yet met is named, that they are to be met."""
_WRITES = ("contact", "meet", "send", "update")
"""Kinds of tasks on which a person hears from the note-taker anyway."""


def build_agenda(
    corpus: Corpus,
    today: dt.date | None = None,
    *,
    profile: Profile | None = None,
    vocabulary: Vocabulary | None = None,
    months: int = MONTHS,
) -> pd.DataFrame:
    """List what is still to do, whom to tell, what to give back, and what others have promised.

    A person named in several talks is one line. Whoever an open follow-up already says to contact, thank or tell is
    not listed again. What later notes have overtaken is left out: somebody to write to who was met since, thanks that
    were given after all.

    Parameters
    ----------
    corpus
        The tables.
    today
        The day to count from; None is the current day.
    profile
        The note-taker: skills from level 3 on are offered to those who lack them. Without it only those that the
        notes call a strength.
    vocabulary
        Known skills; None takes those that come with the package.
    months
        Months without news after which somebody is to be written to again.

    Returns
    -------
    pandas.DataFrame
        By ``part``: ``to_do`` follow-ups and people to contact; ``to_tell`` thanks and news that no note has put down
        as a task (:func:`infoview_analysis.reflection.list_courtesies`); ``to_give`` what they asked for and what can
        be offered (:func:`infoview_analysis.reflection.list_favours`); ``waiting`` what they promised. Things to do
        and promises stand in order of date; then come people to contact, named by most first; then the rest, latest
        first.
        ``kind`` as in ``follow_ups``, or ``keep_in_touch``, ``asked``, ``offer``; ``person`` whom it concerns, in
        ``waiting`` who promised it; ``contact`` their address; ``due`` a day or a month, empty if none; ``overdue``
        whether that has passed; ``since`` the day of the talk it comes from; ``what`` the words of the note;
        ``reason`` why, in a sentence; ``note`` and ``line`` where it stands.

    Examples
    --------
    >>> build_agenda(Corpus.empty()).columns.tolist()[:5]
    ['part', 'kind', 'person_id', 'person', 'contact']
    """
    day = (today or dt.date.today()).isoformat()
    open_people = {row["person_id"]: row for row in find_open_people(corpus)}
    # A note may be begun before the talk, with the thanks for it in place.
    begun = [task for task in find_tasks(corpus) if task["since"] <= day or task["kind"] not in ("thank_you", "update")]
    tasks = _join_people(begun, open_people)
    planned = {row["person_id"] for row in tasks if row["part"] == "to_do" and row["kind"] in _PLANS}
    people = [_contact_row(row) for person, row in open_people.items() if person not in planned]
    told = _courtesy_rows(list_rows(list_courtesies(corpus, today, months=months)), tasks, months)
    given = _favour_rows(list_rows(list_favours(corpus, profile, vocabulary=vocabulary)), tasks)
    known = map_people(corpus)
    rows = [
        row | {"contact": known.get(row["person_id"], {}).get("contact", ""), "overdue": _is_past(row["due"], day)}
        for row in [*_in_order([*(_add_patience(task, day) for task in tasks), *people]), *told, *given]
    ]
    return make_frame(_COLUMNS, sorted(rows, key=lambda row: _PARTS.index(row["part"])))


def find_tasks(corpus: Corpus) -> list[Row]:
    """Find the follow-ups that are not done: by date, then those without, latest talk first."""
    events = gather_events(corpus)
    speakers = {(row["note"], row["line"]): row["speaker"] for row in list_rows(corpus.passages)}
    names = {person: list_forms(row) for person, row in map_people(corpus).items()}
    rows = []
    for row in list_follow_ups(corpus):
        known = list(filter(None, [row["interviewee"], *names.get(row["interviewee_id"], ())]))
        speaker = speakers.get((row["note"], row["line"]), "note_taker")
        theirs = row["kind"] != "thank_you" and is_promised(row["quote"], known, speaker=speaker)
        if not row["done"] and not is_settled(row, events, theirs=theirs):
            rows.append(_task_row(row, theirs=theirs))
    return _in_order(rows)


def _join_people(tasks: Iterable[Row], open_people: Mapping[str, Row]) -> list[Row]:
    """Say of whoever is to be written to why; leave out a pointer to them that was taken for a task of its own."""
    joined = []
    for task in tasks:
        person = open_people.get(task["person_id"])
        if task["part"] != "to_do" or task["kind"] not in _PLANS or person is None:
            joined.append(task)
        elif task["due"] or task["kind"] != "other" or (task["note"], task["line"]) not in person["places"]:
            joined.append(task | {"reason": f"{task['reason']} {_say_named(person)}"})
    return joined


def _is_past(due: str, day: str) -> bool:
    return bool(due) and due < day[: len(due)]


def _add_patience(task: Row, day: str) -> Row:
    days = None if task["due"] or task["part"] != "waiting" else count_days(task["since"], day)
    if days is None or days <= _ASK_AGAIN:
        return task
    return task | {"reason": f"{task['reason']} That is {say_count(days, 'day')} ago: ask whether it still comes."}


def _courtesy_rows(courtesies: Iterable[Row], tasks: Sequence[Row], months: int) -> Iterator[Row]:
    """Courtesies that no task says already, in the form of the agenda."""
    mine = [task for task in tasks if task["part"] != "waiting"]
    by_kind = {(task["kind"], task["person_id"]) for task in mine}
    written = {task["person_id"] for task in mine if task["kind"] in _WRITES}
    for row in courtesies:
        told = row["kind"] != "thank_you" and row["person_id"] in written
        if told or (row["kind"], row["person_id"]) in by_kind:
            continue
        due = add_months(row["since"], months) if row["kind"] == "keep_in_touch" else ""
        yield _make_row("to_tell", row, due=due, what=row["quote"])


def _favour_rows(favours: Iterable[Row], tasks: Sequence[Row]) -> Iterator[Row]:
    places = {(task["note"], task["line"]) for task in tasks}
    for row in favours:
        if (row["note"], row["line"]) not in places:
            yield _make_row("to_give", row, due="", what=row["quote"])


def _make_row(part: str, row: Row, *, due: str, what: str, named: int = 0) -> Row:
    kept = ("kind", "person_id", "person", "since", "reason", "note", "line")
    return {"part": part, "due": due, "what": what, "named": named, **{name: row[name] for name in kept}}


def _task_row(row: Row, *, theirs: bool) -> Row:
    talk = f"the talk with {row['interviewee']}" if row["interviewee"] else "your notes"
    # Who promised it, and whom to thank, tell or give to where no name is written, is whom the talk was with.
    asked, owed = (not theirs and bool(find(row["quote"])) for find in (find_request, find_debt))
    them = theirs or (not row["person"] and (owed or row["kind"] in ("thank_you", "update")))
    person = {"person_id": row["interviewee_id"], "person": row["interviewee"]} if them and row["interviewee"] else {}
    source = "Promised in" if theirs else "They asked you in" if asked else "You owe it since" if owed else "From"
    row = row | person | {"since": row["date"], "reason": f"{source} {talk}{say_when(row['date'])}."}
    part = "waiting" if theirs else "to_give" if asked or owed else "to_do"
    return _make_row(part, row, due=row["due"], what=row["quote"])


def _contact_row(row: Row) -> Row:
    row = row | {"kind": "contact", "since": row["date"], "reason": _say_named(row)}
    return _make_row("to_do", row, due="", what=row["quote"], named=len(row["by"]))


def _say_named(person: Row) -> str:
    return f"Named by {say_list(person['by'])}, not yet met."


def _in_order(rows: Iterable[Row]) -> list[Row]:
    # Sorting is stable: from the last criterion to the first, because dates fall in one and rise in another.
    ordered = sorted(rows, key=lambda row: (row["note"], row["line"], row["what"]))
    ordered.sort(key=lambda row: row["since"], reverse=True)
    ordered.sort(key=lambda row: (not row["due"], row["due"], -row["named"]))
    return ordered
