"""Names → persons: who, across all notes, is one and the same."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from infoview_analysis.identity.decisions import Decisions
from infoview_analysis.identity.doubts import report_doubt
from infoview_analysis.identity.groups import Group
from infoview_analysis.identity.matching import group_presences
from infoview_analysis.identity.names import Name, capitalize, has_capitals, parse_name, slugify
from infoview_analysis.identity.presences import gather_presences
from infoview_analysis.identity.sightings import Sighting, find_sightings
from infoview_analysis.records import Diagnostic, FollowUp, Interview, Person, Referral

__all__ = ["People", "resolve_people"]


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The persons of a folder of notes, and who is meant by a name in a note."""

    persons: tuple[Person, ...]
    """Everybody interviewed, referring or referred to, in order of first mention."""
    interviewed_ids: frozenset[str]
    """Who was interviewed."""
    ids: Mapping[tuple[str, str], str]
    """``person_id`` by note and folded name."""
    diagnostics: tuple[Diagnostic, ...]
    """Who may be whom, and references of the user's to nobody."""
    names: Mapping[tuple[str, str], str]
    """The fullest form of a name that the same note has, by note and folded name."""

    def find_id(self, note: str, name: str) -> str:
        """Return who is meant by a name in a note; empty if nobody known."""
        return self.ids.get((note, parse_name(name).key), "")

    def complete_name(self, note: str, name: str) -> str:
        """Return the full name that the same note has for a first name, initials or an alias; else the name."""
        parsed = parse_name(name)
        known = self.names.get((note, parsed.key), name)
        return name if parsed.is_full or parse_name(known).key == parsed.key else known


def resolve_people(
    interviews: Iterable[Interview],
    referrals: Iterable[Referral],
    follow_ups: Iterable[FollowUp] = (),
    decisions: Decisions | None = None,
) -> People:
    """Decide which names are one person.

    Inside a note, a first name, surname, nickname, initials or alias is whoever has the full name there. Across
    notes, full names are one person if their words are equal (case, accents, titles and order aside), or if one
    holds all words of the other and no organisation speaks against it, or if they differ by a nickname or a
    slip and the same organisation, referrer or referred person ties them. Two people of one name who share
    neither role nor organisation nor referrer stay two, unless half a year lies between: then it is taken for
    a change of job. A short name goes to the person whom something ties to it, else to the only one it fits; a
    very common first name only to somebody known from before. What the user has settled comes first. Follow-ups
    find persons and make none.

    Parameters
    ----------
    interviews, referrals, follow_ups
        Records of all notes, in any order.
    decisions
        What the user has settled, see :func:`read_decisions`.

    Returns
    -------
    People
        ``person_id`` is the name in plain letters, ``priya-raman``; the second person of that name is
        ``priya-raman-2``.

    Examples
    --------
    >>> from infoview_analysis.records import Provenance
    >>> talk = Interview(
    ...     interview_id="a",
    ...     interviewee="Dr Priya Raman",
    ...     aliases=("PR",),
    ...     source=Provenance(note="a.md", line=1, end_line=1),
    ... )
    >>> referral = Referral(
    ...     interview_id="a",
    ...     referrer="PR",
    ...     referred="Dev Patel",
    ...     source=Provenance(note="a.md", line=9, end_line=9),
    ... )
    >>> people = resolve_people([talk], [referral])
    >>> [(person.person_id, person.name, person.interviewed) for person in people.persons]
    [('priya-raman', 'Priya Raman', True), ('dev-patel', 'Dev Patel', False)]
    >>> people.find_id("a.md", "PR"), people.complete_name("a.md", "Priya")
    ('priya-raman', 'Priya')
    """
    settled = decisions or Decisions()
    presences = gather_presences(find_sightings(interviews, referrals, follow_ups), settled)
    groups, doubts = group_presences(presences, settled)
    unused = settled.report_unused([(one.note, tuple(one.forms)) for one in presences])
    found = [*map(report_doubt, doubts), *unused]
    return _build_people((group for group in groups if group.parts != {"follow_up"}), settled, found)


def _build_people(groups: Iterable[Group], decisions: Decisions, diagnostics: Iterable[Diagnostic]) -> People:
    ordered = sorted(groups, key=lambda group: group.sightings[0].order)
    persons: dict[str, Person] = {}
    meant: dict[tuple[str, str], tuple[str, str]] = {}
    also: dict[tuple[str, str], tuple[str, str]] = {}
    for group in ordered:
        person = _build_person(group, decisions, taken=persons)
        persons[person.person_id] = person
        for one in group.presences:
            found = (person.person_id, one.name.written)
            meant |= {(one.note, seen.name.key): found for seen in one.sightings}
            also |= {(one.note, form.key): found for form in one.forms}
    # Where a note names somebody who is called like the alias of another, the name is theirs.
    both = also | meant
    return People(
        persons=tuple(persons.values()),
        interviewed_ids=frozenset(person.person_id for person in persons.values() if person.interviewed),
        ids={place: person_id for place, (person_id, _) in both.items()},
        diagnostics=tuple(diagnostics),
        names={place: name for place, (_, name) in both.items()},
    )


def _build_person(group: Group, decisions: Decisions, taken: Mapping[str, Person]) -> Person:
    sightings = group.sightings
    told = [found for one in group.presences if (found := decisions.find_name(one.note, tuple(one.forms)))]
    name = parse_name(told[0]) if told else _choose_name(group)
    others = {form.key: form.written for form in _sorted_forms(group) if form.key != name.key}
    asked = [seen for seen in sightings if seen.part == "interviewee"]
    return Person(
        person_id=_number(slugify(name.written), taken),
        name=name.written,
        aliases=tuple(sorted(others.values())),
        role=_find_latest(sightings, "role"),
        organization=_find_latest(sightings, "organization"),
        interviewed=bool(asked),
        first_seen=min((seen.date for seen in sightings if seen.date), default=""),
        contact=_find_latest(sightings, "contact"),
        source=(asked or sightings)[0].source,
    )


def _choose_name(group: Group) -> Name:
    """Choose a full form: an interviewee's, one outside tasks, the most frequent, the longest; well written."""
    uses = Counter(seen.name.key for seen in group.sightings)
    parts = {(seen.name.key, seen.part == "interviewee") for seen in group.sightings if seen.part != "follow_up"}

    def fitness(form: Name) -> tuple[bool, bool, bool, int, int, bool, bool]:
        asked = (form.key, True) in parts
        careful = asked or (form.key, False) in parts
        # Accents and capitals are seldom written by mistake, and often left out.
        looks = (has_capitals(form), not form.written.isascii())
        return (form.is_full, asked, careful, uses[form.key], len(form.key), *looks)

    return capitalize(max(_sorted_forms(group), key=fitness))


def _sorted_forms(group: Group) -> list[Name]:
    return sorted(group.forms, key=lambda form: form.written)


def _find_latest(sightings: Sequence[Sighting], attribute: str) -> str:
    """Find the last value given, one from a talk with the person before any other."""
    given = [seen for seen in sightings if getattr(seen, attribute)]
    latest = max(given, key=lambda seen: (seen.part == "interviewee", seen.date, seen.order), default=None)
    return getattr(latest, attribute) if latest else ""


def _number(slug: str, taken: Mapping[str, Person]) -> str:
    numbered = slug
    count = 1
    while numbered in taken:
        count += 1
        numbered = f"{slug}-{count}"
    return numbered
