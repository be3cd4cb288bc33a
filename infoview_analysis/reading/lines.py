"""Lines of text before Markdown is taken away: private comments, data, list glyphs, check boxes, wrapped prose."""

import re
from collections.abc import Iterable
from itertools import pairwise

__all__ = ["blank_comments", "find_margin", "find_open_comment", "group_lines", "shorten_runs", "take_marker"]

_COMMENT = re.compile(r"%%.*?(?:%%|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL)
# What no word, name or address is as long as: pictures as text, keys, rows of signs. Scripts that set no blanks
# between words are not meant.
_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
_RUN = re.compile(rf"[^\s{_UNSPACED}]{{1000,}}")
_KEPT = 100
_LOGSEQ_DATE = re.compile(r"(?:DEADLINE|SCHEDULED): ?<")
_BROKEN_LINE = re.compile(r"(?: {2}|\\|<br ?/?>|\*\*)$")  # its writer ended it here
_LIST_GLYPH = re.compile(
    r"^(?:[•◦▪‣·●○–—→⇒➡►▶✦★⭐❖>~^»・]\ufe0f?"
    r"|[①-⑳]"
    r"|\(?(?:[ivx]{1,4}|[a-h]|\d{1,2})\)"
    r"|→{2,})(?=\s|[^\W\d])\s*"
)
_TASK = re.compile(r"^\[([^\]\n]?)\]\s+")
_TASK_GLYPH = re.compile(r"^(?:([☐⬜□🔲▢◻])|([☑✅✔🗹☒▣◼])|(❌))\ufe0f?\s*")
_TASK_WORD = re.compile(r"^(?:(TODO|LATER|NOW|DOING|WAITING|WAIT)|(DONE)|(CANCELL?ED))\b:?\s+")


def blank_comments(text: str) -> str:
    """Replace private comments (``%%…%%``, ``<!-- … -->``) by nothing, keeping the number of lines.

    Examples
    --------
    >>> blank_comments("warm wine %%the third was crypto%% and cake")
    'warm wine  and cake'
    """
    return _COMMENT.sub(lambda match: "\n" * match.group().count("\n"), text)


def find_open_comment(text: str) -> int:
    """Line of a private comment that is never closed and hides text below it; 0 without one.

    Examples
    --------
    >>> find_open_comment("uses SQL\\n<!-- ask again\\nuses R"), find_open_comment("uses SQL <!-- ask --> and R")
    (2, 0)
    """
    for match in _COMMENT.finditer(text):
        opened, hidden = match.group()[:2], match.group()[2:]
        if not hidden.endswith("%%" if opened == "%%" else "-->") and re.search(r"\n.*\w", hidden, re.DOTALL):
            return text.count("\n", 0, match.start()) + 1
    return 0


def shorten_runs(text: str) -> str:
    """Cut what is no word: of a thousand and more signs without a blank the first hundred stay.

    Such data, mostly pictures pasted in as text, says nothing, and what looks for names and dates in it takes a time
    that grows with its square.

    Examples
    --------
    >>> shorten_runs("SQL ![](data:image/png;base64," + "iVBOR" * 5000 + ") daily")[-20:]
    'VBORiVBORiVBO… daily'
    """
    return _RUN.sub(lambda match: match.group()[:_KEPT] + "…", text)


def take_marker(content: str) -> tuple[str, str | None, bool]:
    """Take list glyphs and check boxes off the front of a line.

    Returns
    -------
    tuple of (str, str or None, bool)
        The rest, the state of the box (None without one) and whether there was any marker.

    Examples
    --------
    >>> take_marker("☐ write to Jane"), take_marker("~ SQL"), take_marker("SQL")
    (('write to Jane', ' ', True), ('SQL', None, True), ('SQL', None, False))
    """
    content = content.strip()
    bare = _LIST_GLYPH.sub("", content, count=1)
    if match := _TASK.match(bare):
        return bare[match.end() :], match[1].lower() or " ", True
    if match := _TASK_GLYPH.match(bare) or _TASK_WORD.match(bare):
        return bare[match.end() :], " " if match[1] else "x" if match[2] else "-", True
    return bare, None, bare != content


def group_lines(lines: list[str], margin: int) -> list[tuple[int, int, str]]:
    """Join the wrapped lines of a paragraph, keep the others apart.

    Lines are wrapped when the first word of each following line would not have fitted on the line before, or when
    the whole note is wrapped at a margin and they come near it.

    Parameters
    ----------
    lines : list of str
    margin : int
        Right margin of the note, as found by :func:`find_margin`.

    Returns
    -------
    list of (int, int, str)
        Number of the first and the last line, counted from 0, and the text.

    Examples
    --------
    >>> group_lines(["portfolio max 3 projects", "go to the fair in may"], 0)
    [(0, 0, 'portfolio max 3 projects'), (1, 1, 'go to the fair in may')]
    """
    groups: list[tuple[int, list[str]]] = []
    wrapped = _is_wrapped(lines) or (margin > 0 and all(len(line) >= 0.75 * margin for line in lines[:-1]))
    for number, line in enumerate(lines):
        if groups and (_LOGSEQ_DATE.match(line.strip()) or (wrapped and _goes_on(lines[number - 1], line.strip()))):
            groups[-1][1].append(line)
        else:
            groups.append((number, [line]))
    found = [(first, first + len(group) - 1, "\n".join(group)) for first, group in groups]
    return [(first, last, text) for first, last, text in found if text.strip()]


def _goes_on(before: str, line: str) -> bool:
    """True for a line of a wrapped paragraph that neither starts nor follows something of its own."""
    starts_anew = _TASK.match(line) or _TASK_GLYPH.match(line) or _LIST_GLYPH.match(line)
    return not starts_anew and not _BROKEN_LINE.search(before)


def find_margin(paragraphs: Iterable[list[str]]) -> int:
    """Right margin of a note whose paragraphs are mostly wrapped, in characters; 0 where they are not.

    Examples
    --------
    >>> find_margin([["a line", "and another", "and one more"]])
    0
    """
    several = [lines for lines in paragraphs if len(lines) > 2]
    wrapped = [lines for lines in several if _is_wrapped(lines)]
    if len(wrapped) < 2 or 2 * len(wrapped) < len(several):
        return 0
    return max(len(line) for lines in wrapped for line in lines)


def _is_wrapped(lines: list[str]) -> bool:
    """True where lines were broken by a right margin, not by their writer."""
    if len(lines) < 3:
        return False  # two lines tell nothing
    width = max(len(line.rstrip()) for line in lines)
    if not 45 <= width <= 120:
        return False
    fits = [
        len(line.rstrip()) + 1 + len(next(iter(following.split()), "")) <= width
        for line, following in pairwise(lines)
        if line.strip()
    ]
    return sum(fits) <= 0.2 * len(fits)
