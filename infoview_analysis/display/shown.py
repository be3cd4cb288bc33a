"""What a cell shows: HTML for notebooks, text for terminals, both from the same content."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from importlib.resources import files

__all__ = ["Shown", "fold", "join_markup", "list_markup", "read_asset", "stack_lines", "tell"]


@dataclass(frozen=True, slots=True, repr=False)
class Shown:
    """Something to look at; a notebook shows it when it is the last line of a cell.

    Examples
    --------
    >>> tell("No talk yet.")
    No talk yet.
    """

    html: str
    """Markup in which everything that came out of a note is escaped."""
    text: str
    """The same without markup."""

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        # Each output carries the style, so that it looks the same wherever it is copied to. Dollar signs are money
        # here and no formula: the classes say so to Jupyter.
        style = f"<style>{read_asset('shown.css')}</style>"
        return f'<div class="iv tex2jax_ignore mathjax_ignore">{style}{self.html}</div>'


@lru_cache(maxsize=4)
def read_asset(name: str) -> str:
    """Read a file that stands beside this one."""
    return files("infoview_analysis.display").joinpath(name).read_text(encoding="utf-8")


def tell(sentence: str) -> Shown:
    """Show a sentence, where there is nothing else to show."""
    return Shown(f'<p class="iv-told">{escape(sentence)}</p>', sentence)


def stack_lines(markup: str, lines: Iterable[str], foot: str) -> Shown:
    """Show markup, and the same in lines, with a few words below; "" for none.

    Examples
    --------
    >>> stack_lines("<b>SQL</b>", ["SQL"], "1 of 2").html
    '<b>SQL</b><p class="iv-foot">1 of 2</p>'
    """
    below = f'<p class="iv-foot">{foot}</p>' if foot else ""
    return Shown(markup + below, "\n".join([*lines, *filter(None, [foot])]))


def fold(summary: str, content: str) -> str:
    """Fold markup under a summary, which is markup too, until it is clicked."""
    return f"<details><summary>{summary}</summary>{content}</details>"


def join_markup(tag: str, parts: Iterable[str]) -> str:
    """Put each text, escaped, into an element of its own.

    Examples
    --------
    >>> join_markup("td", ["a < b", "c"])
    '<td>a &lt; b</td><td>c</td>'
    """
    return "".join(f"<{tag}>{escape(part)}</{tag}>" for part in parts)


def list_markup(items: Iterable[str]) -> str:
    """Put each text, escaped, into an item of a list."""
    return f"<ul>{join_markup('li', items)}</ul>"
