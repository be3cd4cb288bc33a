"""Texts in lines, and how wide they are."""

import re
import unicodedata
from itertools import accumulate, takewhile

__all__ = ["clean_text", "measure_text", "shorten_text", "wrap_text"]

_DRAWN_ANYWHERE = re.compile("[\0-\u08ff\u10a0-\u10ff\u1e00-\u2bff]")
"""Scripts that the font which comes with matplotlib holds."""
_NARROW, _WIDE = frozenset("iIjl.,:;'’|! "), frozenset("mMwW@—")
_USUAL = 0.6
"""Width of a letter in prose, in parts of the size of the font."""


def clean_text(text: str) -> str:
    """Fold white space and drop control characters, which no font draws and SVG must not hold.

    Examples
    --------
    >>> clean_text("Ann\\x00 \\n Lee")
    'Ann Lee'
    """
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]+", " ", text).split())


def wrap_text(text: str, letters: float, *, lines: int = 0) -> str:
    """Break a text into lines as wide as some usual letters; longer words are broken too.

    Parameters
    ----------
    text
        Any text; white space in it is folded.
    letters
        Width of a line.
    lines
        How many lines there may be: the last one then ends in an ellipsis. 0 sets no bound.

    Examples
    --------
    >>> wrap_text("One line and two", 9)
    'One line\\nand two'
    >>> wrap_text("One line and two", 9, lines=1)
    'One line…'
    """
    room, found = letters * _USUAL, [""]
    for word in clean_text(text).split():
        for piece in _break_word(word, room):
            joined = f"{found[-1]} {piece}".strip()
            if sum(map(_measure_letter, joined)) <= room or not found[-1]:
                found[-1] = joined
            else:
                found.append(piece)
    if 0 < lines < len(found):
        found[lines - 1 :] = [f"{_cut(found[lines - 1], room - _measure_letter('…'))}…"]
    return "\n".join(found)


def _break_word(word: str, room: float) -> list[str]:
    pieces = []
    while rest := word[(end := max(1, _count_fitting(word, room))) :]:
        pieces.append(word[:end])
        word = rest
    return [*pieces, word]


def _cut(text: str, room: float) -> str:
    return text[: _count_fitting(text, room)].rstrip()


def _count_fitting(text: str, room: float) -> int:
    """Count the letters from the beginning that fit."""
    widths = accumulate(map(_measure_letter, text))
    return sum(1 for _ in takewhile(lambda width: width <= room, widths))


def shorten_text(text: str, letters: float) -> str:
    """Cut a text to one line.

    Examples
    --------
    >>> shorten_text("Ann Lee", 20), shorten_text("Wolfe Schlegelsteinhausen", 10)
    ('Ann Lee', 'Wolfe Sc…')
    """
    text, room = clean_text(text), letters * _USUAL
    cut = _cut(text, room)
    return text if cut == text else f"{_cut(text, room - _measure_letter('…'))}…"


def measure_text(text: str, size: float) -> float:
    """Estimate the width of a text, in inches: rather too much than too little, the same on every machine.

    Parameters
    ----------
    text
        One line.
    size
        Size of the font in points.

    Examples
    --------
    >>> measure_text("Lili", 9) < measure_text("Mama", 9) < measure_text("王小明王", 9)
    True
    """
    return sum(map(_measure_letter, text)) * size / 72


def _measure_letter(letter: str) -> float:
    # Where no font has a letter, a box is drawn in its place, which is wider than most.
    if not _DRAWN_ANYWHERE.match(letter):
        return 1.2
    if unicodedata.combining(letter):
        return 0.0
    if letter in _NARROW:
        return 0.34
    if letter in _WIDE:
        return 1.0
    return 0.72 if letter.isupper() else 0.62 if letter.isascii() else 0.68
