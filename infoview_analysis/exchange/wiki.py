"""Markdown for Obsidian in which words of notes stay words: no link, tag, task, heading or HTML comes out of them."""

import re
from collections.abc import Mapping

import yaml

from infoview_analysis.exchange.text import clean, make_distinct
from infoview_analysis.output import safe_stem
from infoview_analysis.records import NAMELESS

__all__ = ["escape", "link_note", "make_stem", "plain", "write_front_matter"]

# Signs that turn text round would also turn what we write round it.
_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MARKUP = re.compile(r"[\\`*_\[\]<>#|~^$%=&{}]")
_LIST_START = re.compile(r"^(\d{1,9})([.)])|^([-+])")
_NO_LINK = re.compile(r"[\[\]#^|%`~$={}&<>*\\]")
"""What a link cannot hold, and what would start something else."""
_NO_NAME = re.compile(rf"(?:{_NO_LINK.pattern}|_)+")


def escape(text: str) -> str:
    """Write text so that Obsidian shows it as it is, on one line.

    Examples
    --------
    >>> print(escape("- [ ] see [[Ann]]\\n#todo"))
    \\- \\[ \\] see \\[\\[Ann\\]\\] \\#todo
    """
    line = _MARKUP.sub(r"\\\g<0>", _fold(text))
    return _LIST_START.sub(lambda start: rf"{start[1]}\{start[2]}" if start[1] else rf"\{start[3]}", line)


def plain(text: str) -> str:
    """Take the brackets off links, for a property: there Obsidian knows no other markup, and no way to escape it.

    Examples
    --------
    >>> plain("[[Acme]] in Leeds")
    'Acme in Leeds'
    """
    # Blanks, because without any the signs left over could come together to brackets again.
    return _fold(re.sub(r"\[{2,}|\]{2,}", " ", text))


def link_note(note: str, line: int) -> str:
    """Write where something stands: a link to the note, and the line.

    Examples
    --------
    >>> link_note("people/ann.md", 12), link_note("a #1.md", 3)
    ('[[people/ann]]:12', 'a \\\\#1.md:3')
    """
    target = note.removesuffix(".md")
    unsafe = _NO_LINK.search(target) or target != _fold(target)
    return f"{escape(note)}:{line}" if unsafe else f"[[{target}]]:{line}"


def make_stem(name: str, notes: set[str], taken: set[str]) -> str:
    """Make the name of a page, without ``.md``, that no note and no other page has, and take it.

    Parameters
    ----------
    name
        Of the person.
    notes
        Names of the notes without folder and ending, in lower case: links to them must go on leading there.
    taken
        Names of pages so far, as :func:`infoview_analysis.exchange.text.make_distinct` keeps them.

    Examples
    --------
    >>> make_stem("Ann Lee", {"ann lee"}, set()), make_stem("../#[[x]]", set(), set())
    ('Ann Lee (person)', 'x')
    """
    stem = safe_stem(_NO_NAME.sub(" ", _fold(name))) or NAMELESS.capitalize()
    return make_distinct(f"{stem} (person)" if stem.casefold() in notes else stem, taken)


def write_front_matter(properties: Mapping[str, object]) -> str:
    """Write the properties of a page; YAML puts in quotation marks what could be read as more than text.

    Parameters
    ----------
    properties
        By name; text comes from :func:`plain`, so that each stays on its line.

    Examples
    --------
    >>> print(write_front_matter({"name": "Ann: the --- first", "met": []}))
    ---
    name: 'Ann: the --- first'
    met: []
    ---
    """
    text = yaml.safe_dump(dict(properties), allow_unicode=True, sort_keys=False, width=float("inf"))
    return f"---\n{text}---"


def _fold(text: str) -> str:
    return " ".join(_TURNING.sub("", clean(text)).split())
