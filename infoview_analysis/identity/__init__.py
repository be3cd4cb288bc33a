"""Names → persons.

``names`` takes names apart, ``short_forms`` says which stands for which, ``sightings`` finds every name in the
records, ``choosing`` says who is meant inside a note, ``presences`` gathers what a note says of each person,
``groups`` weighs evidence across notes, ``full_names``, ``short_names`` and ``matching`` decide, ``doubts`` says
what stays open, ``decisions`` reads what the user has settled, ``resolve`` describes the persons.
"""

from infoview_analysis.identity.decisions import Decisions, parse_decisions, read_decisions
from infoview_analysis.identity.names import parse_name, slugify
from infoview_analysis.identity.resolve import People, resolve_people

__all__ = ["Decisions", "People", "parse_decisions", "parse_name", "read_decisions", "resolve_people", "slugify"]
