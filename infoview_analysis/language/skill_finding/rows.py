"""Rows of tables as one statement: the skill stands in one cell and what is said of it in the others."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from infoview_analysis.language.statements import Statement

__all__ = ["join_rows"]


def join_rows(statements: Iterable[Statement]) -> list[Statement]:
    """The statements with the cells of each table row joined into one.

    Examples
    --------
    >>> from infoview_analysis.language.statements import find_statements
    >>> from infoview_analysis.reading import read_interviews, read_note
    >>> text = "# Jane Doe, analyst\\n\\n| Skill | Needed | Me |\\n| --- | --- | --- |\\n| SQL | daily | none |\\n"
    >>> interview = read_interviews(read_note(text, "jane.md")).interviews[0]
    >>> [statement.text for statement in join_rows(find_statements(interview))][1:]
    ['SQL — Needed: daily — Me: none']
    """
    joined: list[Statement] = []
    for (row, _), group in groupby(statements, key=lambda one: (one.context.kind == "row", one.source.line)):
        cells = list(group)
        joined += [_join(cells)] if row else cells
    return joined


def _join(cells: list[Statement]) -> Statement:
    """One statement of the cells of a row."""
    asked = [cell.context.question.split() for cell in cells]
    shared = _opening(asked)
    first = " ".join(shared)
    titles = [" ".join(words[len(shared) :]) for words in asked]
    told = [f"{title}: {cell.text}" if title else cell.text for title, cell in zip(titles, cells, strict=True)]
    text = " — ".join([first, *told] if first else told)
    source = replace(cells[0].source, quote=text)
    return replace(cells[0], text=text, source=source, context=replace(cells[0].context, question="", lead=""))


def _opening(lists: list[list[str]]) -> list[str]:
    """Words that all lists open with."""
    shared = lists[0]
    for words in lists[1:]:
        same = (number for number, (one, two) in enumerate(zip(shared, words, strict=False)) if one != two)
        shared = shared[: next(same, min(len(shared), len(words)))]
    return shared
