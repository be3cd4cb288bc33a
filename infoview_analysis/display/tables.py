"""Rows and sentences, as a reader wants them: few, wrapped, with what to read when there are none."""

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from infoview_analysis.display.shown import Shown, fold, list_markup, stack_lines, tell
from infoview_analysis.reflection.words import say_count
from infoview_analysis.rows import list_rows

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["show_lines", "show_table"]

_EMPTY = "Nothing of the kind was found in these notes."
_LISTED = re.compile("[a-z]+(_[a-z]+)+")
_SHORT = 24
"""Letters up to which a text stays on one line."""


def show_table(
    frame: "pd.DataFrame", columns: Sequence[str] | None = None, *, most: int = 10, empty: str = _EMPTY
) -> Shown:
    """Show the first rows of a table.

    Parameters
    ----------
    frame
        The table.
    columns
        Which columns, in this order; None shows all. What holds several lines, as ``quotes`` does, is folded.
    most
        Rows shown; how many there are is said below.
    empty
        What to say when there is no row.

    Examples
    --------
    >>> from infoview_analysis.corpus import Corpus
    >>> show_table(Corpus.empty().skills, empty="No skill was found yet.")
    No skill was found yet.
    """
    rows, names = list_rows(frame), list(columns if columns is not None else map(str, frame.columns))
    if not rows:
        return tell(empty)
    numbers = {name for name in names if any(_is_number(row[name]) for row in rows)}
    heads = "".join(_cell("th", escape(_say_name(name)), number=name in numbers) for name in names)
    body = "".join(f"<tr>{_write_row(row, names, numbers)}</tr>" for row in rows[:most])
    foot = f"{most} of {len(rows):,} rows" if len(rows) > most else ""
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    lines = [" | ".join(map(_say_name, names)), *(" | ".join(_say(row[name]) for name in names) for row in rows[:most])]
    return stack_lines(table, lines, foot)


def show_lines(lines: Iterable[str]) -> Shown:
    """Show sentences one below the other; those that are indented are part of the one above.

    Examples
    --------
    >>> show_lines(["Two talks.", "   the first", "   the second"]).html
    '<p>Two talks.</p><ul><li>the first</li><li>the second</li></ul>'
    """
    kept = [line for line in lines if line.strip()]
    if not kept:
        return tell(_EMPTY)
    markup, inside = "", False
    for line in kept:
        part = line.startswith(" ")
        markup += "<ul>" if part and not inside else "</ul>" if inside and not part else ""
        markup += f"<li>{escape(line.strip())}</li>" if part else f"<p>{escape(line)}</p>"
        inside = part
    return Shown(markup + ("</ul>" if inside else ""), "\n".join(kept))


def _write_row(row: dict[str, Any], names: Sequence[str], numbers: set[str]) -> str:
    return "".join(_write_cell(name, _say(row[name]), number=name in numbers) for name in names)


def _write_cell(name: str, text: str, *, number: bool) -> str:
    lines = text.splitlines()
    if name != "quotes" and len(lines) < 2:
        return _cell("td", escape(text), number=number, short=len(text) <= _SHORT)
    words = say_count(len(lines), "quotation" if name == "quotes" else "line")
    return _cell("td", fold(words, list_markup(lines)) if lines else "")


def _cell(tag: str, markup: str, *, number: bool = False, short: bool = False) -> str:
    kind = "iv-number" if number else "iv-short" if short else ""
    return f'<{tag} class="{kind}">{markup}</{tag}>' if kind else f"<{tag}>{markup}</{tag}>"


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _say_name(name: str) -> str:
    return name.replace("_", " ")


def _say(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return "" if value != value else f"{value:.2f}"
    if isinstance(value, str | int):
        # A word of a closed list, such as keep_in_touch.
        return str(value).replace("_", " ") if _LISTED.fullmatch(str(value)) else str(value)
    return ""  # what is missing
