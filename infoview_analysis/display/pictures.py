"""Figures in a cell, and the picture of referrals that can be explored."""

import struct
from base64 import b64encode
from html import escape
from typing import TYPE_CHECKING

from infoview_analysis.display.shown import Shown, tell
from infoview_analysis.figures import render_figure
from infoview_analysis.report import network_page

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.axes import Axes

__all__ = ["ShownFigure", "show_figure", "show_network"]

_SHARPNESS = 0.6
"""Size on the screen of a pixel of a figure: figures are drawn finer than screens of old."""


class ShownFigure:
    """A figure, with its title for those who cannot see it."""

    def __init__(self, png: bytes, title: str) -> None:
        self.png, self.title = png, title

    def __repr__(self) -> str:
        return self.title

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, str], dict[str, dict[str, str | int]]]:
        image = b64encode(self.png).decode()
        size = {name: round(pixels * _SHARPNESS) for name, pixels in _measure(self.png).items()}
        return {"image/png": image, "text/plain": self.title}, {"image/png": {"alt": self.title, **size}}


def _measure(png: bytes) -> dict[str, int]:
    # The head of a PNG: eight bytes of signature, length and name of the first part, then the two sizes.
    width, height = struct.unpack(">II", png[16:24])
    return {"width": width, "height": height}


def show_figure(ax: "Axes") -> ShownFigure:
    """Show the figure of some axes, the same on every machine and with its title as text.

    Parameters
    ----------
    ax
        What a ``plot_`` function returned.
    """
    titles = [ax.get_title(loc) for loc in ("left", "center")]
    words = next(filter(None, titles), "") or " ".join(text.get_text() for text in ax.texts)
    return ShownFigure(render_figure(ax, ".png"), " ".join(words.split()))


def show_network(graph: "nx.MultiDiGraph") -> Shown:
    """Show who led to whom as a picture to explore: point at people and lines, search, filter, replay.

    It takes a notebook that is trusted; the figure of :func:`infoview_analysis.plot_network` shows the same at rest.

    Parameters
    ----------
    graph
        As :func:`infoview_analysis.referral_graph` builds it.

    Examples
    --------
    >>> from infoview_analysis.corpus import Corpus
    >>> from infoview_analysis.network import referral_graph
    >>> show_network(referral_graph(Corpus.empty()))
    Nobody is named in these notes yet; who led you to whom will be drawn here.
    """
    if len(graph) < 2:
        return tell("Nobody is named in these notes yet; who led you to whom will be drawn here.")
    page = escape(network_page(graph))
    # Without allow-same-origin the picture cannot reach anything around it.
    frame = f'<iframe title="Who led to whom" sandbox="allow-scripts" srcdoc="{page}"></iframe>'
    said = f"{len(graph) - 1} people and {graph.size()} pointers between them, to explore in a trusted notebook."
    return Shown(f'{frame}<p class="iv-foot">{said}</p>', said)
