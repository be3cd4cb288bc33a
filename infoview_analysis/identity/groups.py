"""A group of presences taken for one person, and the evidence for and against adding one more."""

import re
from collections.abc import Iterable, Set
from contextlib import suppress
from datetime import date
from functools import lru_cache

from infoview_analysis.identity.names import Name
from infoview_analysis.identity.presences import Presence
from infoview_analysis.identity.sightings import LATE, Sighting

__all__ = ["Group"]

# Words that two organisations or two roles may share without being the same.
_COMMON = frozenset(
    {"a", "an", "and", "at", "de", "for", "in", "la", "of", "the", "und"}
    | {"co", "company", "corp", "gmbh", "group", "inc", "llc", "llp", "ltd", "limited", "plc", "pty"}
    | {"assistant", "associate", "chief", "director", "head", "junior", "lead", "manager", "officer"}
    | {"principal", "senior", "staff", "team", "bank", "college", "council", "department", "hospital"}
    | {"ministry", "school", "university"}
)
_MOVING_DAYS = 182
"""Two talks with namesakes in different jobs are taken for one person's change of job from half a year on."""
_STEM = 5
"""Letters that have to agree for two words of a role to be one: analyst, analytics."""


class Group:
    """Presences in several notes that are taken for one person."""

    def __init__(self, presences: Iterable[Presence]) -> None:
        self.presences: list[Presence] = []
        self.notes: set[str] = set()
        self.forms: set[Name] = set()
        self.parts: set[str] = set()
        self.sides: set[tuple[int, int]] = set()
        self.has_long_name = False
        self._led_by: set[str] = set()
        self._leads_to: set[str] = set()
        self._first_known = ""
        self._described: set[date] = set()
        self._values: dict[str, set[str]] = {"role": set(), "organization": set(), "contact": set()}
        self.extend(presences)

    def extend(self, presences: Iterable[Presence]) -> None:
        """Add presences."""
        for one in presences:
            self.presences.append(one)
            self.notes.add(one.note)
            self.forms |= one.forms
            self.parts |= one.parts
            self.sides |= one.sides
            self.has_long_name |= any(form.is_long for form in one.forms)
            self._led_by |= one.led_by
            self._leads_to |= one.leads_to
            self._add_dates(one.sightings)
            for attribute, values in self._values.items():
                values |= one.find_values(attribute)

    def _add_dates(self, sightings: Iterable[Sighting]) -> None:
        for seen in sightings:
            if seen.date and seen.part in ("interviewee", "referred"):
                self._first_known = min(self._first_known or seen.date, seen.date)
            if seen.role or seen.organization:
                # A date that is none is the reader's to report; here it only tells nothing.
                with suppress(ValueError):
                    self._described.add(date.fromisoformat(f"{seen.date}-01"[:10]))

    @property
    def names(self) -> set[Name]:
        """The fullest form of the name in each note."""
        return {one.name for one in self.presences}

    @property
    def best(self) -> Presence:
        """The presence that shows best who it is: the first under the longest name."""
        return max(self.presences, key=lambda one: len(one.name.words))

    @property
    def longest(self) -> int:
        """Number of words of the longest name."""
        return max(len(name.tokens) for name in self.names)

    @property
    def sightings(self) -> list[Sighting]:
        """All sightings, in order of date and place."""
        return sorted((seen for one in self.presences for seen in one.sightings), key=lambda seen: seen.order)

    def is_told_apart(self, other: "Group") -> bool:
        """Whether some note names both, and so as two, or the user says that they are."""
        theirs = dict(other.sides)
        by_user = any(theirs.get(entry, side) != side for entry, side in self.sides)
        return by_user or not self.notes.isdisjoint(other.notes)

    def is_linked(self, other: "Group") -> bool:
        """Whether the same contact, the same referrer or the same referred person ties both."""
        return not (
            self._values["contact"].isdisjoint(other._values["contact"])
            and self._led_by.isdisjoint(other._led_by)
            and self._leads_to.isdisjoint(other._leads_to)
        )

    def agrees(self, other: "Group", attribute: str) -> bool:
        """Whether both have the attribute and some values go together."""
        ours, theirs = self._values[attribute], other._values[attribute]
        return any(_go_together(one, another) for one in ours for another in theirs)

    def differs(self, other: "Group", attribute: str) -> bool:
        """Whether both have the attribute and no values go together."""
        both = self._values[attribute] and other._values[attribute]
        return bool(both) and not self.agrees(other, attribute)

    def is_known_before(self, other: "Group") -> bool:
        """Whether this person had been interviewed or referred to when the other was named."""
        # What has no date, such as an index of all talks, was written with all of them in view.
        return bool(self._first_known) and any(self._first_known <= (one.date or LATE) for one in other.presences)

    def may_have_moved(self, other: "Group") -> bool:
        """Whether enough time lies between the descriptions of both for a change of job."""
        gaps = [abs((one - another).days) for one in self._described for another in other._described]
        return min(gaps, default=0) >= _MOVING_DAYS

    @property
    def is_described(self) -> bool:
        """Whether both role and organisation are known."""
        return bool(self._values["role"] and self._values["organization"])


def _go_together(one: str, another: str) -> bool:
    return one == another or bool(_find_stems(one) & _find_stems(another)) or _is_acronym(one, another)


def _is_acronym(one: str, another: str) -> bool:
    short, long = sorted((one, another), key=len)
    initials = "".join(word[0] for word in re.findall(r"\w+", long) if word not in _COMMON)
    return len(short) > 1 and short == initials


@lru_cache(maxsize=50_000)
def _find_stems(text: str) -> Set[str]:
    return frozenset(word[:_STEM] for word in re.findall(r"\w+", text) if word not in _COMMON)
