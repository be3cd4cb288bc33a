"""Rows of tables as one statement: the skill stands in one cell and what is said of it in the others."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from infoview_analysis.language.statements import Statement
from infoview_analysis.reading.fields import field_meaning
from infoview_analysis.reading.topics import find_topic

__all__ = ["join_rows"]


def join_rows(statements: Iterable[Statement]) -> list[Statement]:
    """The statements with the cells of each table row joined into one.

    Examples
    --------
    >>> from infoview_analysis.language.statements import find_statements
    >>> from infoview_analysis.reading import read_interviews, read_note
    >>> text = "# Jane Doe, analyst\\n\\n| Skill | Needed | Me |\\n| --- | --- | --- |\\n| SQL | daily | none |\\n"
    >>> interview = read_interviews(read_note(text, "jane.md")).interviews[0]
    >>> [statement.text for statement in join_rows(find_statements(interview))][-1:]
    ['SQL — Needed: daily — Me: none']
    """
    joined: list[Statement] = []
    for (row, _), group in groupby(statements, key=lambda one: (one.context.kind == "row", one.source.line)):
        cells = list(group)
        joined += [_join(cells)] if row and not _asks(cells) else cells
    return joined


def _asks(cells: list[Statement]) -> bool:
    """True where the first cell asks a question or is a label, and the others answer it."""
    first = " ".join(_opening([cell.context.question.split() for cell in cells]))
    return first.endswith("?") or bool(find_topic(first)) or bool(field_meaning(first))


def _join(cells: list[Statement]) -> Statement:
    """One statement of the cells of a row."""
    asked = [cell.context.question.split() for cell in cells]
    shared = _opening(asked)
    first = " ".join(shared)
    titles = [" ".join(words[len(shared) :]) for words in asked]
    told = [f"{title}: {cell.text}" if title else cell.text for title, cell in zip(titles, cells, strict=True)]
    text = " — ".join([first, *told] if first else told)
    asks = " ".join(filter(None, titles))
    source = replace(cells[0].source, quote=text)
    return replace(cells[0], text=text, source=source, context=replace(cells[0].context, question=asks, lead=""))


def _opening(lists: list[list[str]]) -> list[str]:
    """Words that all lists open with."""
    shared = lists[0]
    for words in lists[1:]:
        same = (number for number, (one, two) in enumerate(zip(shared, words, strict=False)) if one != two)
        shared = shared[: next(same, min(len(shared), len(words)))]
    return shared
