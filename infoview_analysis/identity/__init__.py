"""Names → persons.

``names`` takes names apart and compares them, ``sightings`` finds every name in the records, ``choosing`` says
who is meant inside a note, ``presences`` gathers what a note says of each person, ``groups`` weighs evidence
across notes, ``matching`` decides, ``resolve`` describes the persons.
"""

from infoview_analysis.identity.names import parse_name, slugify
from infoview_analysis.identity.resolve import People, resolve_people

__all__ = ["People", "parse_name", "resolve_people", "slugify"]
