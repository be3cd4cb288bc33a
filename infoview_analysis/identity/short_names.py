"""Presences under short names: whom, of all notes, they mean."""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

from infoview_analysis.identity.doubts import Doubt, make_doubt
from infoview_analysis.identity.groups import Group
from infoview_analysis.identity.names import is_common
from infoview_analysis.identity.presences import Presence
from infoview_analysis.identity.short_forms import Likeness, NameIndex

__all__ = ["attach_short_names"]


def attach_short_names(presences: Sequence[Presence], groups: list[Group]) -> list[Doubt]:
    """Add each presence under a short name to the person meant, or make it a person of its own.

    Parameters
    ----------
    presences
        In order of date and place.
    groups
        The persons known by full names; others are added at the end.

    Returns
    -------
    list of Doubt
        Short names that may mean somebody, and were kept apart.
    """
    longer, equal = NameIndex[int](), defaultdict[Set[str], set[int]](set)
    doubts: list[Doubt] = []
    for place, group in enumerate(groups):
        _index_forms(place, group, longer, equal)
    for presence in sorted(presences, key=lambda one: one.parts == {"follow_up"}):
        one = Group([presence])
        found = longer.find(presence.name) | dict.fromkeys(equal[presence.name.telling], Likeness.PART)
        able = {place: likeness for place, likeness in found.items() if _may_be_short_for(one, groups[place])}
        chosen = _choose_person(one, able, groups)
        place = len(groups) if chosen is None else chosen
        if chosen is None:
            sure = [groups[other] for other, likeness in able.items() if likeness is Likeness.PART]
            doubts += [make_doubt(one, sure)] if sure else []
            groups.append(Group([]))
        groups[place].extend([presence])
        _index_forms(place, one, longer, equal)
    return doubts


def _index_forms(place: int, group: Group, longer: NameIndex[int], equal: dict[Set[str], set[int]]) -> None:
    for form in group.forms:
        if form.is_long:
            longer.add(form, place)
        # A letter means somebody in its own note only.
        if not form.is_full and len(form.key) > 1:
            equal[form.telling].add(place)


def _choose_person(one: Group, able: Mapping[int, Likeness], groups: Sequence[Group]) -> int | None:
    tied = [place for place in able if _is_tied(one, groups[place])]
    if len(tied) == 1:
        return tied[0]
    sure = [place for place in able if able[place] is Likeness.PART]
    long = [place for place in sure if groups[place].has_long_name]
    known = long or sure
    return known[0] if len(known) == 1 and _is_meant(one, groups[known[0]]) else None


def _is_meant(one: Group, person: Group) -> bool:
    """Whether a bare name means the only person in the notes whom it fits."""
    if not any(map(is_common, one.names)):
        return True
    # Everybody knows several Sams: it is the one known from before, if that one was talked to or has a surname.
    return person.is_known_before(one) and (person.has_long_name or "interviewee" in person.parts)


def _may_be_short_for(one: Group, person: Group) -> bool:
    if person.parts == {"follow_up"} or one.is_told_apart(person):
        return False
    return one.is_linked(person) or not (one.differs(person, "organization") or one.differs(person, "role"))


def _is_tied(one: Group, person: Group) -> bool:
    return one.is_linked(person) or one.agrees(person, "organization")
