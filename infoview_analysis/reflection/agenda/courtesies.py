"""Whom to tell: thanks not yet sent, referrers who do not know what came of it, people not heard from for long."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from infoview_analysis.corpus import Corpus
from infoview_analysis.days import add_months, count_days
from infoview_analysis.reflection.agenda.settled import gather_events, group_tasks, is_settled
from infoview_analysis.reflection.agenda.tasks import list_follow_ups
from infoview_analysis.reflection.frames import Row, by_time, cite, make_frame, map_people
from infoview_analysis.reflection.words import say_count, say_date, say_list

__all__ = ["MONTHS", "list_courtesies"]

_COLUMNS = {
    "kind": "string",
    "person_id": "string",
    "person": "string",
    "contact": "string",
    "since": "string",
    "days": "Int64",
    "reason": "string",
    "quote": "string",
    "note": "string",
    "line": "Int64",
}
_KINDS = ("thank_you", "update", "keep_in_touch")
_MEANT = "Your notes say that you mean to thank them."
_THANKS = 60
"""Days after a talk in which thanks are missed, if the notes say nothing of them."""
_NEWS = 180
"""Days after a talk in which the referrer would like to hear of it."""
MONTHS = 6
"""Months after which a contact goes cold, if the note-taker does not say otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dealings:
    """What happened with whom, and when."""

    day: str
    months: int
    people: Mapping[str, Row]
    talks: Mapping[str, Sequence[Row]]
    """Interviews with a person up to the day, in order of date; at least one."""
    done: Mapping[str, Sequence[Row]]
    """Follow-ups done that concern a person."""
    due: Mapping[str, Sequence[Row]]
    """Follow-ups still open that concern a person."""


def list_courtesies(corpus: Corpus, today: dt.date | None = None, *, months: int = MONTHS) -> pd.DataFrame:
    """List whom to thank, whom to tell what came of their referral, and whom to write to again.

    Parameters
    ----------
    corpus
        The tables.
    today
        The day to count from; None is the current day.
    months
        Months without news after which somebody is to be written to again.

    Returns
    -------
    pandas.DataFrame
        One row per person and reason: first ``kind`` thank_you (the notes hold an open thank-you, or the talk was
        less than 60 days ago and they say nothing of thanks), then update (somebody they pointed to was interviewed
        in the last 180 days and nothing says that they know), then keep_in_touch (interviewed, and nothing for half a
        year, or ``months``); the latest first. ``since`` is the date of the talk or of the last contact, ``days`` how
        long ago, ``reason`` a sentence, ``quote``, ``note`` and ``line`` where it stands.

    Examples
    --------
    >>> list_courtesies(Corpus.empty()).empty
    True
    """
    dealings = _gather_dealings(corpus, (today or dt.date.today()).isoformat(), months)
    rows = [*_find_thanks(dealings), *_find_news(corpus, dealings)]
    written = {row["person_id"] for row in rows}
    rows += [row for row in _find_silence(dealings) if row["person_id"] not in written]
    rows.sort(key=lambda row: row["person"].casefold())
    rows.sort(key=lambda row: row["since"], reverse=True)
    rows.sort(key=lambda row: _KINDS.index(row["kind"]))
    return make_frame(_COLUMNS, rows)


def _gather_dealings(corpus: Corpus, day: str, months: int) -> _Dealings:
    events = gather_events(corpus)
    talks = {person: [talk for talk in held if talk["date"] <= day] for person, held in events.talks.items() if person}
    still_due = [task for task in list_follow_ups(corpus) if not task["done"] and not is_settled(task, events)]
    return _Dealings(
        day=day,
        months=months,
        people=map_people(corpus),
        talks={person: held for person, held in talks.items() if held},
        done=events.done,
        due=group_tasks(still_due),
    )


def _find_thanks(dealings: _Dealings) -> Iterator[Row]:
    for person, talks in dealings.talks.items():
        since = talks[-1]["date"]
        meant = [task for task in dealings.due.get(person, ()) if task["kind"] == "thank_you"]
        if meant:
            yield _make_row("thank_you", person, since, _MEANT, meant[-1], dealings)
        elif _is_unthanked(person, since, dealings):
            reason = f"You talked on {say_date(since)}, and your notes say nothing of thanks."
            yield _make_row("thank_you", person, since, reason, talks[-1], dealings)


def _is_unthanked(person: str, since: str, dealings: _Dealings) -> bool:
    days = count_days(since, dealings.day)
    thanked = any(task["kind"] == "thank_you" and task["date"] >= since for task in dealings.done.get(person, ()))
    return days is not None and days <= _THANKS and not thanked


def _find_news(corpus: Corpus, dealings: _Dealings) -> Iterator[Row]:
    led: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in sorted(cite(corpus, corpus.referrals), key=by_time):
        met = dealings.talks.get(row["referred_id"], ())
        if row["referrer_id"] and met and row["date"] <= met[0]["date"]:
            led[row["referrer_id"]].setdefault(row["referred_id"], row | {"met": met[0]["date"]})
    for referrer, rows in led.items():
        untold = [row for row in rows.values() if _is_untold(referrer, row["met"], dealings)]
        if untold:
            names = [dealings.people[row["referred_id"]]["name"] for row in untold]
            reason = f"They pointed you to {say_list(names)}, whom you have met since."
            yield _make_row("update", referrer, max(row["met"] for row in untold), reason, untold[-1], dealings)


def _is_untold(referrer: str, met: str, dealings: _Dealings) -> bool:
    days = count_days(met, dealings.day)
    if days is None or days > _NEWS:
        return False
    later = [*dealings.done.get(referrer, ()), *dealings.talks.get(referrer, ())]
    return all(row["date"] < met for row in later)


def _find_silence(dealings: _Dealings) -> Iterator[Row]:
    for person, talks in dealings.talks.items():
        last = max([*talks, *dealings.done.get(person, ())], key=by_time)
        days = count_days(last["date"], dealings.day)
        if days is not None and add_months(last["date"], dealings.months) <= dealings.day:
            reason = f"Nothing in your notes for {say_count(days // 30, 'month')}."
            yield _make_row("keep_in_touch", person, last["date"], reason, last, dealings)


def _make_row(kind: str, person: str, since: str, reason: str, source: Row, dealings: _Dealings) -> Row:
    known = dealings.people.get(person, {})
    return {
        "kind": kind,
        "person_id": person,
        "person": known.get("name", ""),
        "contact": known.get("contact", ""),
        "since": since,
        "days": count_days(since, dealings.day),
        "reason": reason,
        **{name: source[name] for name in ("quote", "note", "line")},
    }
