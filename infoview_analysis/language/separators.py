"""Signs by which note-takers part thoughts or to-dos in one line: ``;``, ``/``, ``//``, ``|``, dashes, ``(1) (2)``."""

import re
from collections.abc import Callable, Iterator, Sequence

__all__ = ["Cut", "find_separators"]

Cut = tuple[int, int]
"""Where the words before a separator end and where those after it start."""

_LIST_MARK = re.compile(r"(?:^|(?<=[\s:;,.]))\(?(?P<mark>\d{1,2}|[a-h]|i{1,3}|iv|vi{0,3}|ix)\)\s+(?=\S)")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_LEAST_WORDS = 3
"""Words on each side of a sign by which it parts two thoughts."""


def find_separators(text: str) -> list[Cut]:
    """Separators of a text, in order.

    A single ``;`` or ``/`` joins more often than it parts (*board / credit unions*); a row of them parts.

    Examples
    --------
    >>> text = "call Ann / thank-you card / read chapter two"
    >>> [text[:before] for before, _ in find_separators(text)]
    ['call Ann', 'call Ann / thank-you card']
    >>> find_separators("board / credit unions"), find_separators("more audits; fewer auditors")
    ([], [])
    """
    cuts = set(_list_marks(text))
    for sign, is_row in _SIGNS:
        matches = [*sign.finditer(text)]
        if matches and is_row(text, matches):
            cuts.update(match.span() for match in matches)
    return sorted(cuts)


def _parts(text: str, matches: Sequence[re.Match[str]]) -> list[int]:
    """Number of words of each part."""
    starts = [0, *(match.end() for match in matches)]
    ends = [*(match.start() for match in matches), len(text)]
    return [len(text[start:end].split()) for start, end in zip(starts, ends, strict=True)]


def _is_row(least: int) -> Callable[[str, Sequence[re.Match[str]]], bool]:
    def is_row(text: str, matches: Sequence[re.Match[str]]) -> bool:
        return len(matches) >= least and min(_parts(text, matches)) >= 2

    return is_row


def _parts_sentences(text: str, matches: Sequence[re.Match[str]]) -> bool:
    """True for slashes that follow a finished sentence or quotation, or stand in a row."""
    return _is_row(2)(text, matches) or (
        min(_parts(text, matches)) >= _LEAST_WORDS and all(text[match.start() - 1] in '"”’.!?)' for match in matches)
    )


def _parts_thoughts(text: str, matches: Sequence[re.Match[str]]) -> bool:
    return min(_parts(text, matches)) >= _LEAST_WORDS


_SIGNS: tuple[tuple[re.Pattern[str], Callable[[str, Sequence[re.Match[str]]], bool]], ...] = (
    (re.compile(r"(?<=\S)\s*;\s+(?=\S)"), _is_row(2)),
    (re.compile(r"(?<=\S)\s+/\s+(?=\S)"), _parts_sentences),
    (re.compile(r"(?<=\S)\s+(?://|\|)\s+(?=\S)"), _parts_thoughts),
    (re.compile(r"(?<=\S)\s+–\s+(?=\S)"), _is_row(3)),
    (re.compile(r"(?<=\S)\s+--?\s+(?=\S)"), _is_row(3)),
    (re.compile(r"(?<=\S)\s+[•●▪‣]\s+(?=\S)"), _is_row(1)),
)


def _list_marks(text: str) -> Iterator[Cut]:
    """Marks ``1)``, ``(a)``, ``(ii)`` that count upwards from the first."""
    expected = 0
    run: list[Cut] = []
    for match in _LIST_MARK.finditer(text):
        if match["mark"] in {str(expected + 1), "abcdefgh"[expected : expected + 1], (*_ROMAN, "")[min(expected, 9)]}:
            expected += 1
            run.append(match.span())
    if len(run) > 1:
        yield from run
