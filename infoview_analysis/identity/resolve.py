"""Names → persons: who, across all notes, is one and the same."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from infoview_analysis.identity.groups import Group
from infoview_analysis.identity.names import Name, NameIndex, parse_name, slugify
from infoview_analysis.identity.sightings import Presence, Sighting, find_sightings, gather_presences
from infoview_analysis.records import FollowUp, Interview, Person, Referral

__all__ = ["People", "resolve_people"]

_Words = frozenset[str]

_MOST_WORDS = 7
"""Longer names are compared as a whole only: their parts are too many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The persons of a folder of notes, and who is meant by a name in a note."""

    persons: tuple[Person, ...]
    """Everybody interviewed, referring or referred to, in order of first mention."""
    interviewed_ids: frozenset[str]
    """Who was interviewed."""
    ids: Mapping[tuple[str, str], str]
    """``person_id`` by note and folded name."""
    names: Mapping[tuple[str, str], str]
    """The fullest form of a name that the same note has, by note and folded name."""

    def find_id(self, note: str, name: str) -> str:
        """Return who is meant by a name in a note; empty if nobody known."""
        return self.ids.get((note, parse_name(name).key), "")

    def complete_name(self, note: str, name: str) -> str:
        """Return the fullest form of a name that the same note has, without title."""
        parsed = parse_name(name)
        return self.names.get((note, parsed.key), parsed.written)


def resolve_people(
    interviews: Iterable[Interview], referrals: Iterable[Referral], follow_ups: Iterable[FollowUp] = ()
) -> People:
    """Decide which names are one person.

    Inside a note, a first name, surname, initials or alias is whoever has the full name there. Across notes,
    full names are one person if their words are equal (case, accents, titles and order aside) or if one holds
    all words of the other and no organisation speaks against it; two people of one name, who share neither
    role nor organisation nor referrer, stay two. A short name goes to a person known by a full one only if
    nobody else has it and something ties them: the same referrer, contact or organisation, or having been
    interviewed or referred to before. Follow-ups find persons and make none.

    Parameters
    ----------
    interviews, referrals, follow_ups
        Records of all notes, in any order.

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
    presences = gather_presences(find_sightings(interviews, referrals, follow_ups))
    groups = _merge_shorter(_group_full([one for one in presences if one.name.is_full]))
    _attach_short([one for one in presences if not one.name.is_full], groups)
    return _build_people([group for group in groups if group.parts != {"follow_up"}])


# --- Full names ---------------------------------------------------------------------------------------------


def _group_full(presences: Sequence[Presence]) -> list[Group]:
    """Group by equal words, or a full alias that equals; then part people who only share a name."""
    same = _Links()
    for one in presences:
        for words in _full_words(one):
            same.join(one.name.tokens, words)
    blocks: dict[_Words, list[Presence]] = defaultdict(list)
    for one in presences:
        blocks[same.find(one.name.tokens)].append(one)
    return [group for block in blocks.values() for group in _part_namesakes(block)]


def _full_words(one: Presence) -> Iterator[_Words]:
    for form in one.forms:
        # A shorter form of the same name may be a shorter form of another's: it proves nothing here.
        if form.is_full and not form.tokens < one.name.tokens:
            yield form.tokens


def _part_namesakes(block: Sequence[Presence]) -> list[Group]:
    candidates = [Group([one]) for one in block]
    groups: list[Group] = []
    for one in sorted(candidates, key=lambda group: not group.is_described):
        open_to = [group for group in groups if not _are_namesakes(one, group)]
        tied = [group for group in open_to if one.is_linked(group) or one.agrees(group, "organization")]
        if open_to:
            (tied or open_to)[0].extend(one.presences)
        else:
            groups.append(one)
    return groups


def _are_namesakes(one: Group, another: Group) -> bool:
    return (
        one.differs(another, "role")
        and one.differs(another, "organization")
        and not one.is_linked(another)
        and not one.is_told_apart(another)
    )


def _merge_shorter(groups: list[Group]) -> list[Group]:
    """Merge a full name into the one longer name that holds it."""
    above = _find_longer(groups)
    merged: dict[int, int] = {}
    for place in sorted(range(len(groups)), key=lambda place: -_length(groups[place])):
        group = groups[place]
        found = {merged.get(longer, longer) for words in _keys(group) for longer in above.get(words, ())}
        open_to = [longer for longer in found - {place} if _may_be_one(group, groups[longer])]
        if len(open_to) == 1:
            merged[place] = open_to[0]
            groups[open_to[0]].extend(group.presences)
    return [group for place, group in enumerate(groups) if place not in merged]


def _may_be_one(one: Group, another: Group) -> bool:
    if one.is_told_apart(another):
        return False
    return one.is_linked(another) or not one.differs(another, "organization")


def _find_longer(groups: Sequence[Group]) -> Mapping[_Words, set[int]]:
    """Find, for the words of every name, the groups with a longer name that holds them."""
    known = {words for group in groups for words in _keys(group)}
    above: dict[_Words, set[int]] = defaultdict(set)
    for place, group in enumerate(groups):
        for words in _keys(group):
            for part in _parts_of(words):
                if part in known:
                    above[part].add(place)
    return above


def _parts_of(words: _Words) -> Iterator[_Words]:
    if len(words) <= _MOST_WORDS:
        for size in range(2, len(words)):
            yield from map(frozenset, combinations(sorted(words), size))


def _keys(group: Group) -> set[_Words]:
    return {one.name.tokens for one in group.presences}


def _length(group: Group) -> int:
    return max(len(words) for words in _keys(group))


class _Links:
    """Sets that grow together (union-find)."""

    def __init__(self) -> None:
        self._above: dict[_Words, _Words] = {}

    def find(self, words: _Words) -> _Words:
        while (above := self._above.get(words, words)) != words:
            words = above
        return words

    def join(self, one: _Words, another: _Words) -> None:
        first, second = self.find(one), self.find(another)
        if first != second:
            self._above[second] = first


# --- Short names --------------------------------------------------------------------------------------------


def _attach_short(presences: Sequence[Presence], groups: list[Group]) -> None:
    """Add each presence under a short name to the person meant, or make it a person of its own."""
    longer, equal = NameIndex[int](), defaultdict[str, set[int]](set)
    for place, group in enumerate(groups):
        _index_forms(place, group, longer, equal)
    for presence in sorted(presences, key=lambda one: one.parts == {"follow_up"}):
        one = Group([presence])
        found = longer.find_longer(presence.name) | equal[presence.name.key]
        chosen = _choose_person(one, sorted(found), groups)
        place = len(groups) if chosen is None else chosen
        if chosen is None:
            groups.append(Group([]))
        groups[place].extend([presence])
        _index_forms(place, one, longer, equal)


def _index_forms(place: int, group: Group, longer: NameIndex[int], equal: dict[str, set[int]]) -> None:
    for form in group.forms:
        if form.is_full:
            longer.add(form, place)
        else:
            equal[form.key].add(place)


def _choose_person(one: Group, found: Sequence[int], groups: Sequence[Group]) -> int | None:
    able = [place for place in found if _may_be_short_for(one, groups[place])]
    tied = [place for place in able if _is_tied(one, groups[place])]
    if len(tied) == 1:
        return tied[0]
    full = [place for place in able if groups[place].has_full_name]
    # Two bare first names are one person only if the first was talked to: everybody knows several Sams.
    known = full or [place for place in able if "interviewee" in groups[place].parts]
    return known[0] if len(known) == 1 and groups[known[0]].is_known_before(one) else None


def _may_be_short_for(one: Group, person: Group) -> bool:
    if person.parts == {"follow_up"} or one.is_told_apart(person):
        return False
    return one.is_linked(person) or not (one.differs(person, "organization") or one.differs(person, "role"))


def _is_tied(one: Group, person: Group) -> bool:
    return one.is_linked(person) or one.agrees(person, "organization")


# --- Persons ------------------------------------------------------------------------------------------------


def _build_people(groups: Iterable[Group]) -> People:
    ordered = sorted(groups, key=lambda group: group.sightings[0].order)
    ids: dict[tuple[str, str], str] = {}
    names: dict[tuple[str, str], str] = {}
    persons: dict[str, Person] = {}
    for group in ordered:
        person = _build_person(group, taken=persons)
        persons[person.person_id] = person
        for one in group.presences:
            for form in one.forms:
                ids[one.note, form.key] = person.person_id
                names[one.note, form.key] = one.name.written
    return People(
        persons=tuple(persons.values()),
        interviewed_ids=frozenset(person.person_id for person in persons.values() if person.interviewed),
        ids=ids,
        names=names,
    )


def _build_person(group: Group, taken: Mapping[str, Person]) -> Person:
    sightings = group.sightings
    name = _choose_name(group)
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
    """Choose the fullest form; of equally full ones the most frequent, then the one with capitals."""
    uses = Counter(one.name.written for one in group.presences for _ in one.sightings)

    def fitness(form: Name) -> tuple[bool, int, int, bool]:
        return (form.is_full, len(form.words), uses[form.written], not form.written.islower())

    return max(_sorted_forms(group), key=fitness)


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
