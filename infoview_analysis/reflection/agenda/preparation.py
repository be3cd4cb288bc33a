"""Before a talk: what the notes know of the person, who led to them, and what is still worth asking."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from infoview_analysis.corpus import Corpus
from infoview_analysis.corpus.fields import find_field
from infoview_analysis.identity.names import fold_text
from infoview_analysis.reflection.agenda.build import find_tasks
from infoview_analysis.reflection.agenda.tasks import list_names
from infoview_analysis.reflection.frames import Row, group_rows, list_rows, map_people
from infoview_analysis.reflection.people.open_people import group_referred
from infoview_analysis.reflection.quotes import list_speakers
from infoview_analysis.reflection.saturation.topics import find_topics, load_topics
from infoview_analysis.reflection.skills.demand import count_demand, find_disputed
from infoview_analysis.reflection.words import join_known, say_count, say_date, say_list, say_number

__all__ = ["Preparation", "prepare_talk"]

_THIN_SHARE = 1 / 2
"""A topic is thin in a field if fewer than this share of the talks there touched it."""
_MOST_TOPICS = 3
"""Thin topics asked for in one talk: each question more takes the time of another."""
_MOST_DISPUTES = 2
_FEW = 5
"""Talks below which a thin topic may be chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """What the notes say before a talk."""

    role: str = ""
    organization: str = ""
    via: str = ""
    """Who led to the person."""
    known: tuple[str, ...] = ()
    """Sentences on the person, who pointed to them and what is open with them, with quotes and places."""
    reasons: tuple[str, ...] = ()
    """Why the questions below are asked."""
    questions: Mapping[str, tuple[str, ...]]
    """Questions worth asking beside those of every talk, by topic."""
    disputed: tuple[str, ...] = ()
    """Questions about skills on which people disagree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dispute:
    question: str
    reason: str
    """Who says what, with a quotation of each side."""


def prepare_talk(corpus: Corpus, name: str, *, role: str = "", organization: str = "", via: str = "") -> Preparation:
    """Gather what the notes know before a talk with somebody.

    Parameters
    ----------
    corpus
        The tables.
    name
        Who is to be interviewed: the full name or an alias in the notes; somebody unknown is no fault.
    role, organization, via
        What is known already; it goes before what the notes say.

    Returns
    -------
    Preparation
        Questions are added for up to three topics which fewer than half of the talks in the person's field of work
        touched, the least touched first (over all talks where the field is not known or nobody was heard in it), and
        for up to two skills which some interviewees need and others see losing weight.

    Examples
    --------
    >>> prepare_talk(Corpus.empty(), "Ann Lee").questions
    {}
    """
    names = list_names(corpus)
    person = names.get(fold_text(name), "")
    people = map_people(corpus)
    known = people.get(person, {})
    referrals = group_referred(corpus).get(person, []) if person else []
    via = via or next((row["referrer"] for row in referrals if row["referrer"]), "")
    role, organization = role or known.get("role", ""), organization or known.get("organization", "")
    referrers = [names.get(fold_text(via), ""), *(row["referrer_id"] for row in referrals)]
    said = (
        *_say_known(known, referrals),
        *_say_referrers(referrers, people, corpus),
        *_say_open(person, referrals, corpus),
    )
    talks, counted = _choose_talks(corpus, find_field(role, organization) or known.get("field", ""))
    thin, disputes = _find_thin(corpus, talks), list(_find_disputes(corpus))
    return Preparation(
        role=role,
        organization=organization,
        via=via,
        known=said,
        reasons=(*_say_thin(thin, len(talks), counted), *(dispute.reason for dispute in disputes)),
        questions={topic.name: topic.more[:1] for topic in load_topics() if topic.name in thin},
        disputed=tuple(dispute.question for dispute in disputes),
    )


def _choose_talks(corpus: Corpus, field: str) -> tuple[list[str], str]:
    """Choose the talks to compare with, and say which they are."""
    rows = list_rows(corpus.interviews)
    inside = [row["interview_id"] for row in rows if field and row["field"] == field]
    return (inside, f"in {field}") if inside else ([row["interview_id"] for row in rows], "in all")


def _find_thin(corpus: Corpus, talks: Sequence[str]) -> dict[str, int]:
    """Map the topics few of the talks touched to how many did, the least touched first."""
    heard = find_topics(corpus)
    counts = {topic.name: sum(topic.name in heard.get(talk, {}) for talk in talks) for topic in load_topics()}
    # Sorting is stable: equal counts stay in the order of the talk.
    thin = sorted((topic for topic in counts if counts[topic] < _THIN_SHARE * len(talks)), key=counts.__getitem__)
    return {topic: counts[topic] for topic in thin[:_MOST_TOPICS]}


def _find_disputes(corpus: Corpus) -> Iterator[_Dispute]:
    """Find skills that some need and others see losing weight, the most named first."""
    demand = count_demand(corpus)
    for row in find_disputed(corpus)[:_MOST_DISPUTES]:
        mentions = demand[row["skill_id"]]
        sides = {stance: [said for said in mentions if said["stance"] == stance] for stance in ("needed", "declining")}
        if all(sides.values()):
            yield _Dispute(
                question=f"Is {row['skill']} needed here, or on its way out?",
                reason=f"{row['skill']}: needed by {_say_side(sides['needed'])}; "
                f"losing weight for {_say_side(sides['declining'])}.",
            )


def _say_side(said: Sequence[Row]) -> str:
    names = say_list(list_speakers(said), most=2)
    return f"{names}, “{said[-1]['quote']}” ({said[-1]['note']}:{said[-1]['line']})"


def _say_known(known: Row, referrals: Sequence[Row]) -> Iterator[str]:
    work = join_known(*(known.get(name, "") for name in ("role", "organization", "contact")))
    if work:
        yield f"{known['name']}: {work}."
    for row in referrals:
        said = join_known(row["referrer"] or "somebody", say_date(row["date"]))
        yield f"“{row['quote']}” ({said}, {row['note']}:{row['line']})"


def _say_referrers(persons: Sequence[str], people: Mapping[str, Row], corpus: Corpus) -> Iterator[str]:
    talks = group_rows(list_rows(corpus.interviews), "person_id")
    for person in dict.fromkeys(filter(None, persons)):
        row = people.get(person, {})
        work = join_known(row.get("role", ""), row.get("organization", ""))
        held = talks.get(person, ())
        met = [f"{say_date(talk['date']) or 'no date'}, {talk['note']}:{talk['line']}" for talk in held]
        if row and (work or met):
            talked = f"; you talked to them ({'; '.join(met)})" if met else "; you have not talked to them"
            yield f"{row['name']} pointed to them: {work or 'work not known'}{talked}."


def _say_open(person: str, referrals: Sequence[Row], corpus: Corpus) -> Iterator[str]:
    if not person:
        return
    for row in list_rows(corpus.interviews):
        if row["person_id"] == person:
            when = say_date(row["date"]) or "on a day the note does not tell"
            yield f"You have talked to them before: {when} ({row['note']}:{row['line']})."
    pointers = {(row["note"], row["line"]) for row in referrals}
    for task in find_tasks(corpus):
        if task["person_id"] == person and (task["note"], task["line"]) not in pointers:
            whose = "They promised" if task["part"] == "waiting" else "Still to do"
            yield f"{whose}: “{task['what']}” ({task['note']}:{task['line']})"


def _say_thin(thin: Mapping[str, int], talks: int, counted: str) -> Iterator[str]:
    if not talks:
        yield "There are no talks in your notes yet: these are the questions for any talk."
    elif thin:
        parts = [
            f"{topic.replace('_', ' ')} ({say_number(count) if count else 'none'})" for topic, count in thin.items()
        ]
        few = "; with so few talks that says little" if talks < _FEW else ""
        yield f"Of {say_count(talks, 'talk')} {counted}, these touched least: {say_list(parts)}{few}."
