"""Which things to do have been overtaken by what later notes say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from infoview_analysis.corpus import Corpus
from infoview_analysis.language.cues import find_cues
from infoview_analysis.reflection.agenda.done_since import gather_deeds, is_done_since
from infoview_analysis.reflection.agenda.tasks import list_follow_ups
from infoview_analysis.reflection.frames import Row, by_time, group_rows, list_rows

__all__ = ["gather_events", "group_tasks", "is_settled"]

_TO_MEET = ("meet", "other")
"""Kinds of which nothing is left once one has met, beside letters: seeing somebody, a bare name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """What is known to have happened with people."""

    talks: Mapping[str, Sequence[Row]]
    """Interviews with a person, in order of date."""
    done: Mapping[str, Sequence[Row]]
    """Follow-ups done that concern a person."""
    contacted: frozenset[tuple[str, str]]
    """A person and an interview in which they were named, where some note says that they were written to."""
    deeds: Sequence[Row]
    """What any note tells to be done."""
    still_open: Sequence[Row]
    """Follow-ups that their own note does not tell to be done."""


def gather_events(corpus: Corpus) -> Events:
    """Gather what is known to have happened with people."""
    contacted = {
        (row["referred_id"], row["interview_id"]) for row in list_rows(corpus.referrals) if row["status"] == "contacted"
    }
    tasks = list_follow_ups(corpus)
    return Events(
        deeds=gather_deeds(corpus, [task for task in tasks if task["done"]]),
        still_open=[task for task in tasks if not task["done"]],
        talks=group_rows(sorted(list_rows(corpus.interviews), key=by_time), "person_id"),
        done=group_tasks(task for task in tasks if task["done"]),
        contacted=frozenset(contacted),
    )


def group_tasks(tasks: Iterable[Row]) -> dict[str, list[Row]]:
    """Group follow-ups by the person they concern; one that names nobody concerns whom the talk was with."""
    return group_rows(tasks, "person_id", "interviewee_id")


def is_settled(task: Row, events: Events, *, theirs: bool = False) -> bool:
    """Tell whether an open follow-up has been overtaken: met since, written to since, done since, thanked after all.

    Parameters
    ----------
    task
        A row of ``follow_ups`` with its context (:func:`infoview_analysis.reflection.agenda.tasks.list_follow_ups`).
    events
        What happened.
    theirs
        Whether the interviewee was to do it: an introduction is settled once one has met.
    """
    person = task["person_id"] or task["interviewee_id"]
    later = [row for row in events.done.get(person, ()) if row["date"] >= task["date"]]
    if task["kind"] == "thank_you":
        return any(row["kind"] == "thank_you" for row in later)
    if not theirs and is_done_since(task, events.deeds, events.still_open):
        return True
    # With the interviewee of the same note the talk has been; what is planned with them is the next one.
    if not task["person_id"] or person == task["interviewee_id"] or not (theirs or _is_to_meet(task)):
        return False
    met = [talk["date"] for talk in events.talks.get(person, ()) if talk["date"] > task["date"]]
    if theirs or _is_letter(task):
        return bool(met) or _is_written(task, person, later, events)
    # Who is to be seen on a day to come may have been met before it, and is still to be seen.
    return any(day >= task["due"][: len(day)] for day in met)


def _is_written(task: Row, person: str, later: Sequence[Row], events: Events) -> bool:
    named = (person, task["interview_id"]) in events.contacted
    return named or any(row["date"] > task["date"] and row["kind"] not in ("thank_you", "learn") for row in later)


def _is_letter(task: Row) -> bool:
    # "Mail Samir" is a letter to him; "mail Samir the CV" has something to send in it.
    mail = task["kind"] == "send" and set(find_cues(task["quote"], "follow_ups").get("send", ())) <= {"mail"}
    return task["kind"] == "contact" or mail


def _is_to_meet(task: Row) -> bool:
    return _is_letter(task) or task["kind"] in _TO_MEET
