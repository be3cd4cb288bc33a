"""Names → persons.

``names`` takes names apart and compares them, ``sightings`` gathers what each note says of each person,
``groups`` weighs evidence across notes, ``resolve`` decides.
"""

from infoview_analysis.identity.names import parse_name, slugify
from infoview_analysis.identity.resolve import People, resolve_people

__all__ = ["People", "parse_name", "resolve_people", "slugify"]
