"""Which presences in different notes are one person: full names first, then short ones."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Generic, TypeVar

from infoview_analysis.identity.groups import Group
from infoview_analysis.identity.names import NameIndex
from infoview_analysis.identity.presences import Presence

__all__ = ["group_presences"]

_Words = frozenset[str]

_MOST_WORDS = 7
"""Longer names are compared as a whole only: their parts are too many."""


def group_presences(presences: Sequence[Presence]) -> list[Group]:
    """Group presences by person; whatever stays alone is a person of its own.

    Parameters
    ----------
    presences
        In order of date and place, as ``gather_presences`` gives them.
    """
    groups = _group_full([one for one in presences if one.name.is_full])
    groups = _merge_clipped(_merge_shorter(groups))
    _attach_short([one for one in presences if not one.name.is_full], groups)
    return groups


# --- Full names ---------------------------------------------------------------------------------------------


def _group_full(presences: Sequence[Presence]) -> list[Group]:
    """Group by equal words, or a full alias that equals; then part people who only share a name."""
    same = _Links[_Words]()
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
    if one.is_told_apart(another) or one.is_linked(another) or one.may_have_moved(another):
        return False
    return one.differs(another, "role") and one.differs(another, "organization")


def _merge_shorter(groups: list[Group]) -> list[Group]:
    """Merge a full name into the one longer name that holds it."""
    above = _find_longer(groups)
    merged = _Links[int]()
    for place in sorted(range(len(groups)), key=lambda place: -_length(groups[place])):
        found = {merged.find(longer) for words in _keys(groups[place]) for longer in above.get(words, ())}
        _merge_into_one(merged.find(place), found, groups, merged)
    return _keep_heads(groups, merged)


def _merge_clipped(groups: list[Group]) -> list[Group]:
    """Merge ``Jo Atkinson`` into ``Josephine Atkinson`` where the same people lead to or from both."""
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, group in enumerate(groups):
        for first, last in _ends(group):
            places[first[:2], last].append(place)
    merged = _Links[int]()
    for block in places.values():
        for place in block:
            longer = {merged.find(other) for other in block if _is_clipped(groups[place], groups[other])}
            _merge_into_one(merged.find(place), longer, groups, merged)
    return _keep_heads(groups, merged)


def _merge_into_one(place: int, found: set[int], groups: list[Group], merged: "_Links[int]") -> None:
    open_to = [longer for longer in found - {place} if _may_be_one(groups[place], groups[longer])]
    if len(open_to) == 1:
        merged.join(open_to[0], place)
        groups[open_to[0]].extend(groups[place].presences)


def _keep_heads(groups: Sequence[Group], merged: "_Links[int]") -> list[Group]:
    return [group for place, group in enumerate(groups) if merged.find(place) == place]


def _is_clipped(one: Group, another: Group) -> bool:
    if one is another or not one.is_linked(another):
        return False
    return any(
        last == last_too and first != first_too and first_too.startswith(first)
        for first, last in _ends(one)
        for first_too, last_too in _ends(another)
    )


def _ends(group: Group) -> set[tuple[str, str]]:
    return {(one.name.words[0], one.name.words[-1]) for one in group.presences}


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


T = TypeVar("T", bound=Hashable)


class _Links(Generic[T]):
    """Sets that grow together, each named by one of its members (union-find)."""

    def __init__(self) -> None:
        self._above: dict[T, T] = {}

    def find(self, one: T) -> T:
        """Find the member that names the set."""
        while (above := self._above.get(one, one)) != one:
            one = above
        return one

    def join(self, one: T, another: T) -> None:
        """Join two sets; the first gives the name."""
        first, second = self.find(one), self.find(another)
        if first != second:
            self._above[second] = first
