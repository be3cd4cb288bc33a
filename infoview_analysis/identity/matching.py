"""Which presences in different notes are one person: full names first, then short ones, then the user's word."""

from collections import defaultdict
from collections.abc import Sequence

from infoview_analysis.identity.decisions import Decisions
from infoview_analysis.identity.doubts import Doubt
from infoview_analysis.identity.full_names import group_full_names
from infoview_analysis.identity.groups import Group
from infoview_analysis.identity.links import Links
from infoview_analysis.identity.presences import Presence
from infoview_analysis.identity.short_names import attach_short_names

__all__ = ["group_presences"]


def group_presences(presences: Sequence[Presence], decisions: Decisions) -> tuple[list[Group], list[Doubt]]:
    """Group presences by person; whatever stays alone is a person of its own.

    Parameters
    ----------
    presences
        In order of date and place, as ``gather_presences`` gives them.
    decisions
        What the user has settled.

    Returns
    -------
    list of Group
        One for each person.
    list of Doubt
        Who may be whom, and was kept apart.
    """
    groups, doubts = group_full_names([one for one in presences if one.name.is_full])
    doubts += attach_short_names([one for one in presences if not one.name.is_full], groups)
    persons = _merge_settled(groups, decisions)
    found = {one.key: number for number, person in enumerate(persons) for one in person.presences}
    open_doubts = [doubt for doubt in doubts if found[doubt.one.key] not in {found[one.key] for one in doubt.others}]
    return persons, open_doubts


def _merge_settled(groups: list[Group], decisions: Decisions) -> list[Group]:
    """Merge the groups that the user says are one person."""
    merged, firsts = Links[int](), dict[int, int]()
    for place, group in enumerate(groups):
        for one in group.presences:
            for entry in decisions.find_unions(one.note, tuple(one.forms)):
                merged.join(firsts.setdefault(entry, place), place)
    heads: dict[int, list[Presence]] = defaultdict(list)
    for place, group in enumerate(groups):
        heads[merged.find(place)] += group.presences
    return list(map(Group, heads.values()))
