"""What one note says of one person."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from infoview_analysis.identity.choosing import choose_names
from infoview_analysis.identity.decisions import Decisions
from infoview_analysis.identity.names import Name, fold_text
from infoview_analysis.identity.sightings import Sighting

__all__ = ["Presence", "gather_presences"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """All that one note says of one person."""

    name: Name
    """The fullest form the note has."""
    sightings: tuple[Sighting, ...]
    """In order of date and place."""
    forms: frozenset[Name]
    """All forms of the name, aliases too."""
    led_by: frozenset[str] = frozenset()
    """What those who point to this person are called: first words of their names."""
    leads_to: frozenset[str] = frozenset()
    """What those are called whom this person points to."""
    sides: frozenset[tuple[int, int]] = frozenset()
    """Where the user put this person apart from others, see :meth:`Decisions.find_sides`."""

    @property
    def note(self) -> str:
        """The note."""
        return self.sightings[0].source.note

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from every other presence: note and name."""
        return self.note, self.name.key

    @property
    def date(self) -> str:
        """First date, empty if no talk has one."""
        return min((seen.date for seen in self.sightings if seen.date), default="")

    @property
    def parts(self) -> frozenset[str]:
        """The parts the person plays in the note."""
        return frozenset(seen.part for seen in self.sightings)

    def find_values(self, attribute: str) -> frozenset[str]:
        """Return what sightings say of ``role``, ``organization`` or ``contact``, folded."""
        return frozenset(fold_text(value) for seen in self.sightings if (value := getattr(seen, attribute)))


def gather_presences(sightings: Iterable[Sighting], decisions: Decisions) -> list[Presence]:
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
    presences = [presence for note in notes.values() for presence in _gather_note(note, decisions)]
    return sorted(presences, key=lambda presence: presence.sightings[0].order)


def _gather_note(note: Sequence[Sighting], decisions: Decisions) -> Iterator[Presence]:
    chosen = choose_names(note, decisions)
    gathered: dict[str, list[Sighting]] = defaultdict(list)
    for seen in note:
        gathered[chosen[seen.name.key].key].append(seen)
    for found in gathered.values():
        name = chosen[found[0].name.key]
        forms = (name, *(form for seen in found for form in (seen.name, *seen.aliases)))
        yield Presence(
            name=name,
            sightings=tuple(found),
            forms=frozenset(forms),
            led_by=_call([seen.other for seen in found if seen.part != "referrer"], chosen),
            leads_to=_call([seen.other for seen in found if seen.part == "referrer"], chosen),
            sides=decisions.find_sides(found[0].source.note, forms),
        )


def _call(names: Iterable[Name], chosen: Mapping[str, Name]) -> frozenset[str]:
    forms = {form for name in names for form in (name, chosen.get(name.key, name))}
    return frozenset(form.words[0] for form in forms if form.words)
