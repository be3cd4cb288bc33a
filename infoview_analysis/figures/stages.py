"""How far it went with a person, and the form of dot that says so."""

from typing import TYPE_CHECKING, Any

from infoview_analysis.figures.palette import pick_color
from infoview_analysis.network import NOTE_TAKER

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["STAGES", "find_stage", "style_dot"]

STAGES = {
    "interviewed": "interviewed",
    "contacted": "written to",
    "go_between": "pointed you on, not interviewed",
    "open": "not yet written to",
}
"""What each stage is called."""
_DIAMOND = 0.78
"""A diamond as large as a circle to the eye."""


def find_stage(graph: "nx.DiGraph", person: str) -> str:
    """Find how far it went with a person.

    Parameters
    ----------
    graph
        As :func:`infoview_analysis.network.merged_graph` returns it.
    person
        A node other than the note-taker.

    Returns
    -------
    str
        ``interviewed``; ``contacted``, where a statement says so; ``go_between`` for somebody who led to another
        person and of whom no more is known; otherwise ``open``.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.DiGraph([("jane", "bob")])
    >>> nx.set_node_attributes(graph, {"jane": False, "bob": True}, "interviewed")
    >>> find_stage(graph, "jane"), find_stage(graph, "bob")
    ('go_between', 'interviewed')
    """
    if graph.nodes[person]["interviewed"]:
        return "interviewed"
    # An edge from the note-taker only says that nobody had pointed there.
    said = {status for one, _, status in graph.in_edges(person, data="status") if one != NOTE_TAKER}
    if said & {"contacted", "interviewed"}:
        return "contacted"
    return "go_between" if graph.out_degree(person) else "open"


def style_dot(stage: str, color: str, size: float) -> dict[str, Any]:
    """Return the marker of a stage: full, half, a diamond, hollow; ``size`` is the diameter in points."""
    if stage == "contacted":
        form: dict[str, Any] = {"marker": "o", "fillstyle": "left", "markerfacecoloralt": pick_color("paper")}
    else:
        form = {"marker": "D" if stage == "go_between" else "o"}
    face = color if stage in ("interviewed", "contacted") else pick_color("paper")
    size = size * _DIAMOND if stage == "go_between" else size
    return {**form, "markersize": size, "markerfacecolor": face, "markeredgecolor": color, "markeredgewidth": 1.4}
