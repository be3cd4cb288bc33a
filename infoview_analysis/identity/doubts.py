"""Cases that the notes leave open: who may be whom, said so that the user can settle it."""

from collections.abc import Iterable
from dataclasses import dataclass

from infoview_analysis.identity.decisions import FILE
from infoview_analysis.identity.groups import Group
from infoview_analysis.identity.presences import Presence
from infoview_analysis.records import Diagnostic

__all__ = ["Doubt", "make_doubt", "report_doubt"]

_MOST = 3
"""Candidates named in a message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Somebody who may be one of others, and was kept apart."""

    one: Presence
    others: tuple[Presence, ...]
    """At least one, a presence for each candidate."""


def make_doubt(one: Group, others: Iterable[Group]) -> Doubt:
    """Make a doubt about groups of presences."""
    return Doubt(one=one.best, others=tuple(other.best for other in others))


def report_doubt(doubt: Doubt) -> Diagnostic:
    """Say who may be whom, with the places, and how to settle it."""
    names = [_say_place(other) for other in doubt.others[:_MOST]]
    more = f" or {len(doubt.others) - _MOST} more" if len(doubt.others) > _MOST else ""
    entry = f'[["{_refer(doubt.one)}", "{_refer(doubt.others[0])}"]]'
    message = (
        f'"{doubt.one.name.written}" may be {" or ".join(names)}{more}; taken for somebody else. '
        f"Settle it in {FILE}: same = {entry}, or different = {entry}"
    )
    return Diagnostic(severity="info", code="unsure-person", message=message, source=doubt.one.sightings[0].source)


def _say_place(one: Presence) -> str:
    source = one.sightings[0].source
    return f"{one.name.written} ({source.note}:{source.line})"


def _refer(one: Presence) -> str:
    return f"{one.name.written} in {one.note}"
