"""Who referred whom, as the pictures and the data of an interactive page."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from infoview_analysis.figures.dots import rank_fields
from infoview_analysis.figures.network import MOST_PEOPLE, title_network
from infoview_analysis.figures.stages import STAGES, find_stage
from infoview_analysis.figures.tree import lay_out_people
from infoview_analysis.network import (
    GROUPINGS,
    NOTE_TAKER,
    condense_graph,
    find_group,
    measure_yield,
    merged_graph,
    name_way,
)
from infoview_analysis.network.measures import led_graph, statement_order
from infoview_analysis.reflection.frames import Row
from infoview_analysis.report.citing import Link, say_words
from infoview_analysis.report.drawing import Mark, draw_picture
from infoview_analysis.report.sections.people import list_people

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["build_network"]

_MOST_GROUPS = 120
"""Organizations and fields drawn one by one; the smaller ones stand together."""
_COLORS = 6
"""Fields of work that get a colour of their own; ``network.css`` has them."""
_CHUNK = 50
"""Rows that a browser may leave out together as long as nobody sees them."""
_GROUPING_NAMES = {"organization": "organization", "field": "field of work", "wave": "steps from you"}
_FORMS = {"interviewed": "full", "contacted": "half", "go_between": "diamond", "open": "hollow"}


def build_network(graph: "nx.MultiDiGraph", link: Link | None = None) -> dict[str, Any]:
    """Gather what the interactive picture shows, as the macro ``network`` of the templates takes it.

    Parameters
    ----------
    graph
        As :func:`infoview_analysis.network.referral_graph` builds it.
    link
        Gives the address of a note; None where notes are not to be opened.

    Returns
    -------
    dict
        ``title``; ``people``, rows of the table in chunks; ``pictures``, one of everybody or, with too many people
        to be drawn, one per grouping; ``fields`` and ``stages`` to choose from; ``colors``, the fields that have one;
        ``grouped``; and ``data`` for the script.

    Examples
    --------
    >>> from infoview_analysis.corpus import Corpus
    >>> from infoview_analysis.network import referral_graph
    >>> build_network(referral_graph(Corpus.empty()))["people"]
    []
    """
    merged, people = merged_graph(graph), list_people(graph, link)
    title, colors = title_network(merged), rank_fields(graph)[:_COLORS]
    grouped = len(people) > MOST_PEOPLE
    pictures = _draw_groups(graph, colors, title) if grouped else [_draw_people(merged, colors, title)]
    return {
        "title": title,
        "people": [people[start : start + _CHUNK] for start in range(0, len(people), _CHUNK)],
        "pictures": pictures,
        "fields": sorted(rank_fields(graph)),
        "stages": _list_stages(people),
        "colors": colors,
        "grouped": grouped,
        "data": {
            "people": _describe_people(graph, merged, people),
            "pairs": _describe_pairs(graph, merged, link),
            "views": [picture.pop("groups") for picture in pictures],
        },
    }


def _list_stages(people: Sequence[Row]) -> list[tuple[str, str, str]]:
    """List the stages that occur: key, name and form of dot."""
    occurring = {row["stage"] for row in people}
    return [(stage, name, _FORMS[stage]) for stage, name in STAGES.items() if stage in occurring]


def _draw_people(merged: "nx.DiGraph", colors: Sequence[str], title: str) -> Row:
    yields = measure_yield(merged)
    marks = {
        person: Mark(
            number=number,
            form="you" if person == NOTE_TAKER else _FORMS[find_stage(merged, person)],
            color=_find_color(data.get("field", ""), colors) if person != NOTE_TAKER else "",
            radius=min(4.6 + 1.2 * yields[person].downstream ** 0.5, 11.0) if person in yields else 4.6,
        )
        for number, (person, data) in enumerate(merged.nodes(data=True))
    }
    return {"key": "people", "name": "person", "drawing": draw_picture(merged, marks, title), "groups": None}


def _find_color(field: str, colors: Sequence[str]) -> str:
    if not colors:
        return ""
    return f"field-{colors.index(field) + 1}" if field in colors else "field-0"


def _draw_groups(graph: "nx.MultiDiGraph", colors: Sequence[str], title: str) -> list[Row]:
    return [_draw_grouping(graph, by, colors, title) for by in GROUPINGS]


def _draw_grouping(graph: "nx.MultiDiGraph", by: str, colors: Sequence[str], title: str) -> Row:
    lumped = _lump_rare(graph, by) if by != "wave" else graph
    merged = merged_graph(condense_graph(lumped, by))
    numbers = {group: number for number, group in enumerate(merged)}
    marks = {group: _mark_group(number, merged.nodes[group], by, colors) for group, number in numbers.items()}
    names = dict(merged.nodes(data="name"))
    for group, data in merged.nodes(data=True):
        if group != NOTE_TAKER:
            data["name"] = f"{data['name']} ({data['people']:,})"
    return {
        "key": by,
        "name": _GROUPING_NAMES[by],
        "drawing": draw_picture(merged, marks, f"{title}; drawn by {_GROUPING_NAMES[by]}"),
        "groups": {
            "names": list(names.values()),
            "of": [numbers[find_group(person, data, by)] for person, data in lumped.nodes(data=True)],
        },
    }


def _mark_group(number: int, data: Mapping[str, Any], by: str, colors: Sequence[str]) -> Mark:
    if data["wave"] < 0:
        return Mark(number=number, form="you", color="", radius=6.0)
    met, people = data["met_people"], data["people"]
    return Mark(
        number=number,
        form="full" if met == people else "half" if met else "hollow",
        color=_find_color(data["field"] if by != "wave" else "", colors),
        radius=min(4.6 + 0.5 * people**0.5, 11.5),
    )


def _lump_rare(graph: "nx.MultiDiGraph", by: str) -> "nx.MultiDiGraph":
    """Give the smallest groups one name, so that the picture stays small."""
    counts = Counter(find_group(person, data, by) for person, data in graph.nodes(data=True))
    if len(counts) <= _MOST_GROUPS:
        return graph
    kept = set(sorted(counts, key=lambda group: (-counts[group], group))[:_MOST_GROUPS])
    lumped = graph.copy()
    for person, data in lumped.nodes(data=True):
        if person != NOTE_TAKER and find_group(person, data, by) not in kept:
            data[by] = f"smaller {by}s"
    return lumped


def _describe_people(graph: "nx.MultiDiGraph", merged: "nx.DiGraph", people: Sequence[Row]) -> list[Row]:
    """Describe everybody for the script, in the order of their numbers; the note-taker comes first."""
    numbers = {person: number for number, person in enumerate(graph)}
    parents = {numbers[person]: numbers.get(spot.parent, 0) for person, spot in lay_out_people(merged).items()}
    kept = ("name", "role", "organization", "field", "stage", "status", "met", "day", "steps", "downstream")
    rows = {
        row["number"]: {name: row[name] for name in kept}
        | {"seen": row["first_seen"], "parent": parents[row["number"]]}
        for row in people
    }
    rows[0] = {"name": graph.nodes[NOTE_TAKER]["name"]}
    return [rows[number] for number in range(len(graph))]


def _describe_pairs(graph: "nx.MultiDiGraph", merged: "nx.DiGraph", link: Link | None) -> list[Row]:
    """Describe who pointed to whom: numbers of both, whether that can have led there, and what was said."""
    numbers, led = {person: number for number, person in enumerate(graph)}, led_graph(merged)
    said: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for one, another, edge in sorted(graph.edges(data=True), key=lambda edge: statement_order(edge[2])):
        said[one, another].append(edge)
    return [
        {
            "from": numbers[one],
            "to": numbers[another],
            "led": led.has_edge(one, another),
            "said": [_describe_statement(graph, one, words, link) for words in said[one, another]],
        }
        for one, another in merged.edges
    ]


def _describe_statement(graph: "nx.MultiDiGraph", one: str, edge: Row, link: Link | None) -> Row:
    words = say_words({**edge, "interviewee": ""}, "", link)
    kept = {name: words[name] for name in ("quote", "date", "day", "place", *(["href"] if words["href"] else []))}
    return {**kept, "how": edge["how"], "way": name_way(edge["channel"])} if one == NOTE_TAKER else kept
