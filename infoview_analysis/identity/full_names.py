"""Presences under full names: which of them, in different notes, are one person."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from infoview_analysis.identity.doubts import Doubt, make_doubt
from infoview_analysis.identity.groups import Group
from infoview_analysis.identity.links import Links
from infoview_analysis.identity.presences import Presence
from infoview_analysis.identity.short_forms import Likeness, NameIndex

__all__ = ["group_full_names"]

_Words = frozenset[str]


def group_full_names(presences: Sequence[Presence]) -> tuple[list[Group], list[Doubt]]:
    """Group presences under full names: those of equal words or a full alias that equals, then those alike.

    Returns
    -------
    list of Group
        One for each person.
    list of Doubt
        People who only share a name, and names alike that nothing ties.
    """
    groups, doubts = _group_equal(presences)
    merged, more = _merge_alike(groups)
    return merged, [*doubts, *more]


def _group_equal(presences: Sequence[Presence]) -> tuple[list[Group], list[Doubt]]:
    same = Links[_Words]()
    for one in presences:
        for words in _full_words(one):
            same.join(one.name.tokens, words)
    blocks: dict[_Words, list[Presence]] = defaultdict(list)
    for one in presences:
        blocks[same.find(one.name.tokens)].append(one)
    parted = [_part_namesakes(block) for block in blocks.values()]
    doubts = [make_doubt(one, [first]) for first, *rest in parted for one in rest if not one.is_told_apart(first)]
    return [group for groups in parted for group in groups], doubts


def _full_words(one: Presence) -> Iterator[_Words]:
    for form in one.forms:
        # A shorter form of the same name may be a shorter form of another's: it proves nothing here.
        if form.is_full and not form.tokens < one.name.tokens:
            yield form.tokens


def _part_namesakes(block: Sequence[Presence]) -> list[Group]:
    candidates = [Group([one]) for one in block]
    groups: list[Group] = []
    for one in sorted(candidates, key=lambda group: not group.is_described):
        open_to = [group for group in groups if not (one.is_told_apart(group) or _are_namesakes(one, group))]
        tied = [group for group in open_to if one.is_linked(group) or one.agrees(group, "organization")]
        if open_to:
            (tied or open_to)[0].extend(one.presences)
        else:
            groups.append(one)
    return groups


def _are_namesakes(one: Group, another: Group) -> bool:
    if one.is_linked(another) or one.may_have_moved(another):
        return False
    return one.differs(another, "role") and one.differs(another, "organization")


def _merge_alike(groups: list[Group]) -> tuple[list[Group], list[Doubt]]:
    """Merge a full name into the one longer name that holds it, or of which it is a variant."""
    index = NameIndex[int]()
    for place, group in enumerate(groups):
        for name in group.names:
            index.add(name, place)
    merged, doubts = Links[int](), []
    for place in sorted(range(len(groups)), key=lambda place: -groups[place].longest):
        one = groups[merged.find(place)]
        found = _find_alike(groups[place], index, merged)
        able = {other: likeness for other, likeness in found.items() if not _is_another(one, groups[other])}
        open_to = [other for other, likeness in able.items() if _is_tied(one, groups[other], likeness)]
        if len(open_to) == 1:
            merged.join(open_to[0], place)
            groups[open_to[0]].extend(groups[place].presences)
        elif able:
            doubts.append(make_doubt(one, [groups[other] for other in able]))
    return [group for place, group in enumerate(groups) if merged.find(place) == place], doubts


def _find_alike(group: Group, index: NameIndex[int], merged: Links[int]) -> Mapping[int, Likeness]:
    found: dict[int, Likeness] = {}
    for name in sorted(group.names, key=lambda name: name.key):
        for place, likeness in index.find(name).items():
            other = merged.find(place)
            found[other] = max(likeness, found.get(other, likeness))
    return found


def _is_another(one: Group, another: Group) -> bool:
    return one is another or one.is_told_apart(another)


def _is_tied(one: Group, another: Group, likeness: Likeness) -> bool:
    if likeness is Likeness.VARIANT:
        return one.is_linked(another) or one.agrees(another, "organization")
    return one.is_linked(another) or not one.differs(another, "organization")
