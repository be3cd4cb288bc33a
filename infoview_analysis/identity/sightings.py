"""What single notes say of people: every name with its part in the story, then gathered by note."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from infoview_analysis.identity.names import Name, NameIndex, fold_text, parse_name
from infoview_analysis.records import FollowUp, Interview, Provenance, Referral

__all__ = ["Presence", "Sighting", "find_sightings", "gather_presences"]

_NOBODY = parse_name("")
_LATE = "9999"
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
        return (self.date or _LATE, self.source.note, self.source.line, rest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """All that one note says of one person."""

    name: Name
    """The fullest form the note has."""
    sightings: tuple[Sighting, ...]
    """In order of date and place."""
    led_by: frozenset[str] = frozenset()
    """What those who point to this person are called: first words of their names."""
    leads_to: frozenset[str] = frozenset()
    """What those are called whom this person points to."""

    @property
    def note(self) -> str:
        """The note."""
        return self.sightings[0].source.note

    @property
    def date(self) -> str:
        """First date, empty if no talk has one."""
        return min((seen.date for seen in self.sightings if seen.date), default="")

    @property
    def forms(self) -> frozenset[Name]:
        """All forms of the name, aliases too."""
        return frozenset(form for seen in self.sightings for form in (self.name, seen.name, *seen.aliases))

    @property
    def parts(self) -> frozenset[str]:
        """The parts the person plays in the note."""
        return frozenset(seen.part for seen in self.sightings)

    def find_values(self, attribute: str) -> frozenset[str]:
        """Return what sightings say of ``role``, ``organization`` or ``contact``, folded."""
        return frozenset(fold_text(value) for seen in self.sightings if (value := getattr(seen, attribute)))


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


def gather_presences(sightings: Iterable[Sighting]) -> list[Presence]:
    """Gather what each note says of each person.

    Inside a note a first name, initials or an alias go to the full name of that note, if only one fits (of
    several, an interviewee's); a full name goes to a longer one that holds all its words. Whoever stands at
    the two ends of one referral is never one person.

    Returns
    -------
    list of Presence
        In order of date and place.
    """
    notes: dict[str, list[Sighting]] = defaultdict(list)
    for seen in sorted(sightings, key=lambda seen: seen.order):
        notes[seen.source.note].append(seen)
    presences = [presence for note in notes.values() for presence in _gather_note(note)]
    return sorted(presences, key=lambda presence: presence.sightings[0].order)


def _gather_note(note: Sequence[Sighting]) -> list[Presence]:
    chosen = _choose_names(note)
    gathered: dict[str, list[Sighting]] = defaultdict(list)
    for seen in note:
        gathered[chosen[seen.name.key].key].append(seen)
    return [
        Presence(
            name=chosen[found[0].name.key],
            sightings=tuple(found),
            led_by=_call([seen.other for seen in found if seen.part != "referrer"], chosen),
            leads_to=_call([seen.other for seen in found if seen.part == "referrer"], chosen),
        )
        for found in gathered.values()
    ]


def _call(names: Iterable[Name], chosen: Mapping[str, Name]) -> frozenset[str]:
    forms = {form for name in names for form in (name, chosen.get(name.key, name))}
    return frozenset(form.words[0] for form in forms if form.words)


def _choose_names(note: Sequence[Sighting]) -> Mapping[str, Name]:
    """Choose, for every form of a name in a note, the fullest form of the person meant."""
    forms = {form.key: form for seen in reversed(note) for form in (seen.name, *seen.aliases)}
    owners = {key: name for seen in reversed(note) for key, name in _find_owned(seen)}
    interviewees = {owners[seen.name.key].key for seen in note if seen.part == "interviewee"}
    strangers = _find_strangers(note)
    index = NameIndex[str]()
    for name in forms.values():
        if name.is_full:
            index.add(name, name.key)
    chosen = {}
    for key, form in forms.items():
        start = owners.get(key, form)
        longer = index.find_longer(start) - strangers[key] - strangers[start.key]
        chosen[key] = forms[_pick(longer, interviewees, forms) or start.key]
    return chosen


def _find_owned(seen: Sighting) -> Iterator[tuple[str, Name]]:
    """Yield every form of an interviewee's name with the fullest of them."""
    if seen.part != "interviewee":
        return
    full = [alias for alias in seen.aliases if alias.is_full]
    longest = max(full, key=lambda name: (len(name.words), name.key), default=seen.name)
    best = seen.name if seen.name.is_full else longest
    for form in (seen.name, *seen.aliases):
        yield form.key, best


def _find_strangers(note: Sequence[Sighting]) -> Mapping[str, set[str]]:
    strangers: dict[str, set[str]] = defaultdict(set)
    for seen in note:
        strangers[seen.name.key].add(seen.other.key)
        strangers[seen.other.key].add(seen.name.key)
    return strangers


def _pick(longer: set[str], interviewees: set[str], forms: Mapping[str, Name]) -> str | None:
    """Pick the one name that holds all others, or the only interviewee's."""
    whole = [key for key in longer if all(forms[other].tokens <= forms[key].tokens for other in longer)]
    asked = sorted(longer & interviewees)
    if whole:
        return min(whole)
    return asked[0] if len(asked) == 1 else None
