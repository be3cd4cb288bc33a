"""Small line drawings as SVG that a page styles by CSS."""

import datetime as dt
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as ET

from markupsafe import Markup

from infoview_analysis.reflection.frames import Row
from infoview_analysis.reflection.words import say_count, say_date

__all__ = ["draw_growth", "draw_opinions"]

_WIDTH, _HEIGHT = 560, 240
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 12, 14, 48


def draw_growth(steps: Sequence[Row]) -> Markup:
    """Draw how many different skills were named after each talk, and on average over all orders of the talks.

    Parameters
    ----------
    steps
        Rows of :func:`infoview_analysis.reflection.follow_saturation`, at least two.
    """
    top = _find_round(max(max(step["found"], _known(step["expected_high"])) for step in steps))
    root = _make_svg(_WIDTH, _HEIGHT, _describe_growth(steps))
    root.extend(_draw_axes(len(steps), top))

    def points(column: str) -> list[tuple[float, float]]:
        return [(_across(talk, len(steps)), _place(step[column], top)) for talk, step in enumerate(steps, 1)]

    if isinstance(steps[0]["expected_low"], float):
        band = [*points("expected_high"), *reversed(points("expected_low"))]
        ET.SubElement(root, "path", {"class": "band", "d": f"{_trace(band)}Z"})
        ET.SubElement(root, "path", {"class": "mean", "d": _trace(points("expected"))})
    ET.SubElement(root, "path", {"class": "found", "d": _trace(points("found"))})
    for x, y in points("found")[:: max(1, len(steps) // 60)]:
        ET.SubElement(root, "circle", {"class": "spot", "cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": "3"})
    return _write(root)


def _describe_growth(steps: Sequence[Row]) -> str:
    last = steps[-1]
    half = steps[(len(steps) - 1) // 2]
    return (
        f"Different skills named so far, talk by talk: {half['found']} after {say_count(half['talk'], 'talk')}, "
        f"{last['found']} after {say_count(last['talk'], 'talk')}"
    )


def _known(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _find_round(number: float) -> int:
    """Find a round number not below another."""
    step = 10 ** max(0, len(str(int(number))) - 1)
    return next(int(step * part) for part in (1, 2, 3, 4, 5, 6, 8, 10, 20) if step * part >= number)


def _place(value: float, top: float) -> float:
    return _HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * min(1.0, value / top)


def _across(talk: int, talks: int) -> float:
    return _LEFT + (_WIDTH - _LEFT - _RIGHT) * talk / talks


def _draw_axes(talks: int, top: int) -> Iterable[ET.Element]:
    bottom = _HEIGHT - _BOTTOM
    for part in (0, 0.5, 1):
        y = f"{_place(part * top, top):.1f}"
        yield ET.Element("path", {"class": "grid", "d": f"M{_LEFT} {y}H{_WIDTH - _RIGHT}"})
        if part * top == int(part * top):
            yield _label(_LEFT - 8, float(y) + 4, f"{int(part * top)}", "end")
    for talk in sorted({1, (talks + 1) // 2, talks}):
        yield _label(_across(talk, talks), bottom + 19, f"{talk}", "middle" if talk < talks else "end")
    yield _label((_LEFT + _WIDTH) / 2, _HEIGHT - 6, "talks", "middle")


def draw_opinions(rows: Sequence[Row], first: str, last: str) -> Markup:
    """Draw how the remarks on a path went, a dot for each talk: above the line for it, below against.

    Parameters
    ----------
    rows
        Rows of :func:`infoview_analysis.reflection.trace_opinions` on one path.
    first, last
        The dates at the ends of the drawing.
    """
    width, height, margin = 560, 76, 12
    dates = f"between {say_date(rows[0]['date'])} and {say_date(rows[-1]['date'])}"
    title = f"Remarks after {say_count(len(rows), 'talk')} {dates}; the list below says the same"
    root = _make_svg(width, height, title)
    span = max(1, _count(last) - _count(first))
    ET.SubElement(root, "path", {"class": "grid", "d": f"M{margin} {height / 2}H{width - margin}"})
    spots = [
        (
            margin + (width - 2 * margin) * (_count(row["date"]) - _count(first)) / span,
            height / 2 - row["balance"] * (height / 2 - margin),
            row["balance"],
        )
        for row in rows
    ]
    ET.SubElement(root, "path", {"class": "found", "d": _trace([(x, y) for x, y, _ in spots])})
    for x, y, balance in spots:
        side = "for" if balance > 0 else "against" if balance < 0 else "even"
        ET.SubElement(root, "circle", {"class": f"spot {side}", "cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": "6"})
    return _write(root)


def _count(date: str) -> int:
    """Count days; a month without a day counts from its first."""
    return dt.date.fromisoformat(date if len(date) > 7 else f"{date}-01").toordinal()


def _make_svg(width: int, height: int, title: str) -> ET.Element:
    return ET.Element("svg", {"viewBox": f"0 0 {width} {height}", "class": "lines", "role": "img", "aria-label": title})


def _label(x: float, y: float, words: str, anchor: str) -> ET.Element:
    text = ET.Element("text", {"x": f"{x:.1f}", "y": f"{y:.1f}", "text-anchor": anchor})
    text.text = words
    return text


def _trace(points: Iterable[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def _write(root: ET.Element) -> Markup:
    return Markup(ET.tostring(root, encoding="unicode"))
