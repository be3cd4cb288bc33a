"""Tables with a column per person: turned into a section per person, which the rest of the reader understands."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from infoview_analysis.reading.fields import field_meaning, fill
from infoview_analysis.reading.names import clean_name, is_known_name, is_name
from infoview_analysis.reading.organizations import has_organization_word
from infoview_analysis.reading.roles import looks_like_role
from infoview_analysis.reading.topics import find_topic
from infoview_analysis.records import Block, Field

__all__ = ["turn_tables"]

_FEWEST = 2
"""People, and lines of a known label, that make such a table."""


def turn_tables(blocks: Iterable[Block]) -> list[Block]:
    """Turn each table with a column per person into a heading for every person with the cells of their column.

    Examples
    --------
    >>> rows = [("", "Jane Doe", "Sam Lee"), ("Role", "nurse", "cook"), ("Advice", "Learn to sew", "Learn to wait")]
    >>> blocks = [Block(kind="row", text=" | ".join(row), line=n, end_line=n, cells=row) for n, row in enumerate(rows)]
    >>> [block.text for block in turn_tables(blocks)]
    ['Jane Doe', 'nurse', 'Advice', 'Learn to sew', 'Sam Lee', 'cook', 'Advice', 'Learn to wait']
    """
    turned: list[Block] = []
    for is_row, run in groupby(blocks, key=lambda block: block.kind == "row"):
        found = list(run)
        turned += [block for table in _split_tables(found) for block in _turn(table)] if is_row else found
    return turned


def _split_tables(rows: Sequence[Block]) -> Iterator[list[Block]]:
    """Split rows that stand beside each other where a new header begins."""
    table: list[Block] = []
    for row in rows:
        if table and not row.header and table[-1].header:
            yield table
            table = []
        table.append(row)
    yield table


def _turn(table: Sequence[Block]) -> Iterator[Block]:
    named = next((row for row in table if _names_people(row, first=row is table[0])), None)
    labels = [row.cells[0] for row in table if row.cells and row is not named]
    if named is None or sum(bool(field_meaning(label) or find_topic(label)) for label in labels) < _FEWEST:
        yield from table
        return
    yield from (row for row in table[:1] if row is not named)  # a header that names nobody
    for column in range(1, len(named.cells)):
        person = clean_name(named.cells[column])
        yield _make_heading(named, person, ())
        for row in table[1:]:
            if row is not named and column < len(row.cells) and row.cells[column]:
                yield from _turn_cell(row, row.cells[column], person)


def _names_people(row: Block, *, first: bool) -> bool:
    """True for a row of names: the first, or one whose label says so."""
    names = row.cells[1:]
    labelled = bool(row.cells) and field_meaning(row.cells[0]) == "interviewee"
    return (first or labelled) and len(names) >= _FEWEST and all(map(_is_person, names))


def _is_person(cell: str) -> bool:
    if field_meaning(cell) or find_topic(cell) or looks_like_role(cell) or has_organization_word(cell):
        return False
    return is_name(cell) and (" " in clean_name(cell) or is_known_name(cell))


def _turn_cell(row: Block, cell: str, person: str) -> Iterator[Block]:
    label, above = _name_row(row), (*row.headings, person)
    if field_meaning(label):
        yield _make_block(row, cell, above, field=fill(label, cell, row.line, ()))
        return
    if label:
        yield _make_heading(row, label, (person,))
    yield _make_block(row, cell, (*above, label) if label else above)


def _name_row(row: Block) -> str:
    """The label of a row; *Role*, whatever it says, where every cell is a job title: *What | nurse | cook*."""
    label = row.cells[0]
    told = field_meaning(label) or find_topic(label)
    return label if told or not all(map(looks_like_role, row.cells[1:])) else "Role"


def _make_heading(row: Block, text: str, above: Sequence[str]) -> Block:
    headings = (*row.headings, *above)
    section = headings[-1] if headings else ""
    level = 2 + len(above)
    return Block(
        kind="heading", text=text, line=row.line, end_line=row.end_line, section=section, headings=headings, level=level
    )


def _make_block(row: Block, cell: str, headings: tuple[str, ...], field: Field | None = None) -> Block:
    return Block(
        kind="paragraph",
        text=cell,
        line=row.line,
        end_line=row.end_line,
        section=headings[-1],
        headings=headings,
        field=field,
    )
