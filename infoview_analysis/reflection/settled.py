"""Which things to do have been overtaken by what later notes say."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from infoview_analysis.corpus import Corpus
from infoview_analysis.language.cues import find_cues
from infoview_analysis.reflection.frames import Row, cite, list_rows
from infoview_analysis.reflection.skills import by_time

__all__ = ["Events", "gather_events", "is_settled"]

_TO_MEET = ("contact", "meet", "other")
"""Kinds of which nothing is left once one has met: writing to somebody, seeing them, a bare name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """What is known to have happened with people."""

    talks: Mapping[str, Sequence[Row]]
    """Interviews with a person, in order of date."""
    done: Mapping[str, Sequence[Row]]
    """Follow-ups done that concern a person."""
    contacted: frozenset[tuple[str, str]]
    """A person and an interview in which they were named, where some note says that they were written to."""


def gather_events(corpus: Corpus) -> Events:
    """Gather what is known to have happened with people."""
    talks, done = defaultdict[str, list[Row]](list), defaultdict[str, list[Row]](list)
    for talk in sorted(list_rows(corpus.interviews), key=by_time):
        talks[talk["person_id"]].append(talk)
    for task in cite(corpus, corpus.follow_ups):
        if task["done"]:
            # A task that names nobody concerns whom the talk was with.
            done[task["person_id"] or task["interviewee_id"]].append(task)
    contacted = {
        (row["referred_id"], row["interview_id"]) for row in list_rows(corpus.referrals) if row["status"] == "contacted"
    }
    return Events(talks=talks, done=done, contacted=frozenset(contacted))


def is_settled(task: Row, events: Events) -> bool:
    """Tell whether an open follow-up has been overtaken: met since, written to since, thanked after all.

    A date still to come is never overtaken by a talk: it may be the next one.

    Parameters
    ----------
    task
        A row of ``follow_ups`` with its context (:func:`infoview_analysis.reflection.frames.cite`).
    events
        What happened.
    """
    person = task["person_id"] or task["interviewee_id"]
    later = [row for row in events.done.get(person, ()) if row["date"] >= task["date"]]
    if task["kind"] == "thank_you":
        return any(row["kind"] == "thank_you" for row in later)
    if not task["person_id"] or not _is_to_meet(task):
        return False
    if any(row["kind"] == "contact" and row["date"] > task["date"] for row in later) and task["kind"] == "contact":
        return True
    if task["kind"] == "contact" and (person, task["interview_id"]) in events.contacted:
        return True
    # With the interviewee of the same note the talk has been; what is planned with them is the next one.
    return person != task["interviewee_id"] and any(
        talk["date"] > task["date"] and talk["date"] >= task["due"][: len(talk["date"])]
        for talk in events.talks.get(person, ())
    )


def _is_to_meet(task: Row) -> bool:
    # "Mail Samir" is a letter to him; "mail Samir the CV" has something to send in it.
    letter = task["kind"] == "send" and set(find_cues(task["quote"], "follow_ups").get("send", ())) <= {"mail"}
    return task["kind"] in _TO_MEET or letter
