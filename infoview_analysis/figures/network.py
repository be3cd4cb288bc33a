"""The picture of who pointed to whom."""

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, get_args

from infoview_analysis.errors import UsageError
from infoview_analysis.figures.columns import draw_columns
from infoview_analysis.figures.rings import draw_rings
from infoview_analysis.figures.stages import find_stage
from infoview_analysis.figures.style import in_style, say_nothing_yet
from infoview_analysis.network import NOTE_TAKER, condense_graph, find_longest_chain, has_circles, merged_graph
from infoview_analysis.reflection.words import say_count, say_number

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.axes import Axes

__all__ = ["MOST_PEOPLE", "plot_network", "title_network"]

Arrangement = Literal["columns", "rings"]

MOST_PEOPLE = 400
"""Of more people than this, groups are drawn."""
_MOST_IN_RINGS = 100
"""Names in rings that can still be read; more need a picture that no page holds."""
_MOST_GROUPS = 60
_OTHERS = "other organisations"
_GROUPINGS = {
    "organization": ("organisation", "organisations"),
    "field": ("field of work", "fields of work"),
    "wave": ("step", "steps"),
}
"""What to group by, the most telling first, and what groups are called."""


@in_style
def plot_network(
    graph: "nx.MultiDiGraph",
    ax: "Axes | None" = None,
    *,
    arrangement: Arrangement = "columns",
) -> "Axes":
    """Draw the referrals in waves, each person further from the note-taker than whoever led to them first.

    The form of a dot says how far it went with a person: full for somebody interviewed, half for somebody written
    to, hollow for somebody not yet written to, a diamond for somebody who only pointed on. Its colour is the
    field of work, its area grows with the number of people who followed. Dashed lines lead to people not yet
    written to, fine grey ones are further referrals. The same graph gives the same picture.

    Of more than 400 people, organisations are drawn in place of people, with the number of people in each: the 60
    largest by name, the others together. Where no organisation is known, fields of work or steps take their place.

    Parameters
    ----------
    graph
        As :func:`infoview_analysis.network.referral_graph` builds it.
    ax
        Where to draw; None makes a figure as large as the names need.
    arrangement
        ``columns`` from left to right, or ``rings`` around the note-taker.

    Raises
    ------
    UsageError
        When the arrangement is another, or rings would hold more than 100 names.
    """
    if arrangement not in get_args(Arrangement):
        raise UsageError(f'the network has no arrangement "{arrangement}"; choose one of columns, rings')
    if len(graph) < 2:
        return say_nothing_yet(ax, "Nobody yet: after the first interview, who led to whom is drawn here.")
    drawn, grouping = _condense(graph)
    title = title_network(merged_graph(graph))
    if grouping:
        title += _say_groups(graph, grouping)
    if arrangement == "columns":
        return draw_columns(drawn, ax, title)
    if len(drawn) - 1 > _MOST_IN_RINGS:
        found = f"rings hold at most {_MOST_IN_RINGS} names, and these are {len(drawn) - 1}"
        raise UsageError(f'{found}; use arrangement="columns"')
    return draw_rings(drawn, ax, title)


def title_network(graph: "nx.DiGraph") -> str:
    """Say what a merged referral graph shows."""
    people = [person for person in graph if person != NOTE_TAKER]
    stages = Counter(find_stage(graph, person) for person in people)
    met, on, left = stages["interviewed"], stages["go_between"], stages["open"] + stages["contacted"]
    steps = max(len(find_longest_chain(graph)) - 1, 0)
    least = "at least " if has_circles(graph) else ""
    not_yet = f", {say_number(left)} not yet" if left else ""
    only_led = f", {say_number(on)} only pointed you on" if on else ""
    far = f"; the longest chain of referrals has {least}{say_count(steps, 'step')}" if steps else ""
    return f"{say_count(met, 'person', 'people').capitalize()} interviewed{not_yet}{only_led}{far}"


def _condense(graph: "nx.MultiDiGraph") -> "tuple[nx.DiGraph, str]":
    """Return a merged graph that can be drawn, and by what it was grouped; "" where it was not."""
    if len(graph) - 1 <= MOST_PEOPLE:
        return merged_graph(graph), ""
    for grouping in _GROUPINGS:
        groups = condense_graph(_join_small(graph), grouping)
        if len(groups) > 3:
            break
    for group, data in groups.nodes(data=True):
        if group != NOTE_TAKER:
            data.update(_describe_group(data, grouping))
    return merged_graph(groups), grouping


def _describe_group(data: Mapping[str, Any], grouping: str) -> dict[str, str]:
    known = data[grouping] not in ("", _OTHERS)
    name = f"no {_GROUPINGS[grouping][0]} known" if data[grouping] == "" else data["name"]
    # The commonest field of people who have nothing in common would say nothing.
    return {"name": f"{name} ({data['people']:,})", "field": data["field"] if known else ""}


def _join_small(graph: "nx.MultiDiGraph") -> "nx.MultiDiGraph":
    """Give everybody outside of the largest organisations the same one."""
    homes = {person: data["organization"].strip().casefold() for person, data in graph.nodes(data=True)}
    sizes = Counter(filter(None, homes.values()))
    largest = sorted(sizes, key=lambda home: (-sizes[home], home))[:_MOST_GROUPS]
    joined, kept = graph.copy(), {"", *largest}
    for person, home in homes.items():
        if home not in kept:
            joined.nodes[person]["organization"] = _OTHERS
    return joined


def _say_groups(graph: "nx.MultiDiGraph", grouping: str) -> str:
    known = {str(data[grouping]).strip().casefold() for person, data in graph.nodes(data=True) if person != NOTE_TAKER}
    groups = say_count(len(known - {""}), *_GROUPINGS[grouping])
    largest = (
        f", the {_MOST_GROUPS} largest by name" if grouping == "organization" and len(known) > _MOST_GROUPS else ""
    )
    return f". Drawn by {_GROUPINGS[grouping][0]}: {say_number(len(graph) - 1)} people, {groups}{largest}"
