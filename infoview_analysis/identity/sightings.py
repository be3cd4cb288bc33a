"""Every name in the records, with its part in the story."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from infoview_analysis.identity.names import Name, parse_name
from infoview_analysis.records import FollowUp, Interview, Provenance, Referral

__all__ = ["LATE", "Sighting", "find_sightings"]

_NOBODY = parse_name("")
LATE = "9999"
"""Sorts what has no date behind everything that has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One name in one record."""

    name: Name
    part: str
    """``interviewee``, ``referrer``, ``referred`` or ``follow_up``."""
    source: Provenance
    date: str = ""
    """Date of the talk it comes from."""
    role: str = ""
    organization: str = ""
    contact: str = ""
    aliases: tuple[Name, ...] = ()
    other: Name = _NOBODY
    """At the other end of the referral: whom a referrer points to, who points to anybody else."""

    @property
    def order(self) -> tuple[str, str, int, tuple[str, ...]]:
        """By date, then place, then everything else, so that no two in one order differ."""
        aliases = (alias.written for alias in self.aliases)
        names = (self.part, self.name.written, self.other.key, *aliases)
        rest = (*names, self.role, self.organization, self.contact, self.source.section, self.source.quote)
        return (self.date or LATE, self.source.note, self.source.line, rest)


def find_sightings(
    interviews: Iterable[Interview], referrals: Iterable[Referral], follow_ups: Iterable[FollowUp]
) -> Iterator[Sighting]:
    """Find every name in records; what has no letter or digit is no name."""
    talks = list(interviews)
    dates = {talk.interview_id: talk.date for talk in talks}
    for talk in talks:
        yield from filter(_is_named, _sight_interview(talk))
    for referral in referrals:
        yield from filter(_is_named, _sight_referral(referral, dates.get(referral.interview_id, "")))
    for task in follow_ups:
        yield from filter(_is_named, [_sight_follow_up(task, dates.get(task.interview_id, ""))])


def _is_named(seen: Sighting) -> bool:
    return bool(seen.name.words)


def _sight_interview(talk: Interview) -> list[Sighting]:
    interviewee, referrer = parse_name(talk.interviewee), parse_name(talk.referred_by)
    return [
        Sighting(
            name=interviewee,
            part="interviewee",
            source=talk.source,
            date=talk.date,
            role=talk.role,
            organization=talk.organization,
            contact=talk.contact,
            aliases=tuple(name for alias in talk.aliases if (name := parse_name(alias)).words),
            other=referrer,
        ),
        Sighting(name=referrer, part="referrer", source=talk.source, date=talk.date, other=interviewee),
    ]


def _sight_referral(record: Referral, date: str) -> list[Sighting]:
    referrer, referred = parse_name(record.referrer), parse_name(record.referred)
    return [
        Sighting(name=referrer, part="referrer", source=record.source, date=date, other=referred),
        Sighting(
            name=referred,
            part="referred",
            source=record.source,
            date=date,
            role=record.role,
            organization=record.organization,
            contact=record.contact,
            other=referrer,
        ),
    ]


def _sight_follow_up(record: FollowUp, date: str) -> Sighting:
    return Sighting(name=parse_name(record.person), part="follow_up", source=record.source, date=date)
