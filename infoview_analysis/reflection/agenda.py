"""What is still to do, for whom, and why."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

import pandas as pd

from infoview_analysis.corpus import Corpus
from infoview_analysis.reflection.frames import Row, cite, make_frame
from infoview_analysis.reflection.skills import by_time
from infoview_analysis.reflection.words import say_date, say_list

__all__ = ["build_agenda", "count_contacted", "find_open_people", "find_status", "find_tasks", "group_referred"]

_COLUMNS = {
    "kind": "string",
    "person_id": "string",
    "person": "string",
    "due": "string",
    "overdue": "boolean",
    "since": "string",
    "what": "string",
    "reason": "string",
    "note": "string",
    "line": "Int64",
}


def build_agenda(corpus: Corpus, today: dt.date | None = None) -> pd.DataFrame:
    """List what is still to do: follow-ups that are not done, and people named but not yet written to.

    A person named in several talks is one line. Whoever an open follow-up already says to contact is not
    listed again.

    Parameters
    ----------
    corpus
        The tables.
    today
        The day to count from; None is the current day.

    Returns
    -------
    pandas.DataFrame
        First what has a date, earliest first; then people to contact, named by most first; then the rest,
        latest first. ``kind`` as in ``follow_ups``; ``due`` a day or a month, empty if none; ``overdue``
        whether that has passed; ``since`` the day of the talk it comes from; ``what`` the words of the note;
        ``reason`` why, in a sentence; ``note`` and ``line`` where it stands.

    Examples
    --------
    >>> build_agenda(Corpus.empty()).columns.tolist()[:5]
    ['kind', 'person_id', 'person', 'due', 'overdue']
    """
    day = (today or dt.date.today()).isoformat()
    tasks = find_tasks(corpus)
    planned = {row["person_id"] for row in tasks if row["kind"] == "contact" and row["person_id"]}
    people = [_contact_row(row) for row in find_open_people(corpus) if row["person_id"] not in planned]
    rows = [row | {"overdue": bool(row["due"]) and row["due"] < day[: len(row["due"])]} for row in [*tasks, *people]]
    return make_frame(_COLUMNS, _in_order(rows))


def find_tasks(corpus: Corpus) -> list[Row]:
    """Find the follow-ups that are not done: by date, then those without, latest talk first."""
    return _in_order(_task_row(row) for row in cite(corpus, corpus.follow_ups) if not row["done"])


def find_open_people(corpus: Corpus) -> list[Row]:
    """Find the people somebody pointed to who have been neither met nor written to.

    Returns
    -------
    list of dict
        Named by most first, then latest first: ``person_id``, ``person``, ``by`` (who pointed to them, in
        order of date), and ``date``, ``quote``, ``note``, ``line`` of the latest time.
    """
    people = [_describe_person(rows) for rows in group_referred(corpus).values() if find_status(rows) == "open"]
    people.sort(key=lambda row: row["person"].casefold())
    people.sort(key=lambda row: (len(row["by"]), row["date"]), reverse=True)
    return people


def count_contacted(corpus: Corpus) -> int:
    """Count the people who have been written to and not met yet."""
    return sum(find_status(rows) == "contacted" for rows in group_referred(corpus).values())


def group_referred(corpus: Corpus) -> dict[str, list[Row]]:
    """Group the referrals by whom they point to, each group in order of date."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(cite(corpus, corpus.referrals), key=by_time):
        if row["referred_id"] or row["referred"]:
            found[row["referred_id"] or row["referred"]].append(row)
    return found


def find_status(rows: Iterable[Row]) -> str:
    """Find how far it went with somebody, from all referrals that point to them."""
    # One note may not know yet what a later one does: who was met once is met.
    said = {row["status"] for row in rows}
    return next(status for status in ("interviewed", "contacted", "open") if status in said)


def _describe_person(rows: Sequence[Row]) -> Row:
    return {
        "person_id": rows[-1]["referred_id"],
        "person": max((row["referred"] for row in rows), key=len),
        "by": list(dict.fromkeys(row["referrer"] or "somebody" for row in rows)),
        **{name: rows[-1][name] for name in ("date", "quote", "note", "line")},
    }


def _task_row(row: Row) -> Row:
    talk = f"the talk with {row['interviewee']}" if row["interviewee"] else "your notes"
    when = f" on {say_date(row['date'])}" if row["date"].count("-") == 2 else ""
    return {
        **{name: row[name] for name in ("kind", "person_id", "person", "due", "note", "line")},
        "since": row["date"],
        "what": row["quote"],
        "reason": f"From {talk}{when}.",
        "named": 0,
    }


def _contact_row(row: Row) -> Row:
    return {
        **{name: row[name] for name in ("person_id", "person", "note", "line")},
        "kind": "contact",
        "due": "",
        "since": row["date"],
        "what": row["quote"],
        "reason": f"Named by {say_list(row['by'])}, not yet met.",
        "named": len(row["by"]),
    }


def _in_order(rows: Iterable[Row]) -> list[Row]:
    # Sorting is stable: from the last criterion to the first, because dates fall in one and rise in another.
    ordered = sorted(rows, key=lambda row: (row["note"], row["line"], row["what"]))
    ordered.sort(key=lambda row: row["since"], reverse=True)
    ordered.sort(key=lambda row: (not row["due"], row["due"], -row["named"]))
    return ordered
