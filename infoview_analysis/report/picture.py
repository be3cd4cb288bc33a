"""A matplotlib figure as part of a page."""

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from markupsafe import Markup

from infoview_analysis.figures import render_figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["inline_svg"]

_SVG = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"
# Matplotlib's fonts and round line joins are left to the style of the page.
_LEFT_OUT = frozenset({"font-family", "stroke-linejoin", "stroke-dashoffset"})
_SCALE = 4 / 3
"""CSS pixels per point."""


def inline_svg(ax: "Axes", title: str, *, cut: float) -> Markup:
    """Render the figure of some axes for use inside HTML.

    Styles become attributes, because a page with a strict Content-Security-Policy obeys no ``style``; colours
    can still be changed by CSS, for dark pages. Namespaces, metadata and numbers' far decimals are left out.

    Parameters
    ----------
    ax
        What a ``plot_`` function returned.
    title
        What the picture shows, for who cannot see it.
    cut
        Inches left out at the top, where the title was.
    """
    root = ET.fromstring(render_figure(ax, ".svg"))
    for part in root.iter():
        for child in list(part):
            if not child.tag.startswith(_SVG) or child.tag in (f"{_SVG}metadata", f"{_SVG}style"):
                part.remove(child)
    for part in root.iter():
        _clean(part)
    _frame(root, title, cut * 72)
    # Escaped by the serializer: text from notes cannot become markup.
    return Markup(ET.tostring(root, encoding="unicode"))


def _clean(part: ET.Element) -> None:
    part.tag = part.tag.removeprefix(_SVG)
    for rule in part.attrib.pop("style", "").split(";"):
        name, _, value = rule.partition(":")
        if value and name.strip() not in _LEFT_OUT:
            part.set(name.strip(), value.strip())
    if _LINK in part.attrib:
        part.set("href", part.attrib.pop(_LINK))
    # Nothing is drawn outside of the axes, and groups are not referred to.
    part.attrib.pop("clip-path", None)
    if part.tag == "g":
        part.attrib.pop("id", None)
    if part.get("transform", "").startswith("rotate(-0 "):
        part.attrib.pop("transform")
    for name in {"d", "x", "y"} & part.attrib.keys():
        part.set(
            name,
            re.sub(r"-?\d+\.\d+", lambda match: f"{float(match[0]):.1f}", part.attrib[name].replace("\n", "")),
        )
    part.tail = None
    if not (part.text or "").strip():
        part.text = None


def _frame(root: ET.Element, title: str, cut: float) -> None:
    width, height = (float(number) for number in root.attrib["viewBox"].split()[2:])
    height -= cut
    root.attrib.clear()
    size = {"width": f"{width * _SCALE:.0f}", "height": f"{height * _SCALE:.0f}"}
    box = f"0 {cut:.1f} {width:.1f} {height:.1f}"
    root.attrib.update({"viewBox": box, **size, "role": "img", "aria-label": title})
