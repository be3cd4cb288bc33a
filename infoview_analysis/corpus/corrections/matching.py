"""Which row an entry means."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Generic, TypeVar

from infoview_analysis.corpus.corrections.cells import NAMES
from infoview_analysis.corpus.corrections.entries import Correction, report_problem, tidy_note
from infoview_analysis.corpus.corrections.quotes import find_quote, is_whole
from infoview_analysis.identity import parse_name
from infoview_analysis.identity.short_forms import Likeness, compare_names
from infoview_analysis.records import Diagnostic, Interview, Mention, Passage

__all__ = ["NEEDLESS", "UNCLEAR", "UNMET", "UNUSED", "UnmetError", "agree", "change_rows", "find_passage", "is_note"]

UNUSED = "unused-correction"
"""Nothing in the notes is what an entry speaks of."""
UNCLEAR = "unclear-correction"
"""An entry fits several rows, or two entries say different things of one."""
NEEDLESS = "needless-correction"
"""The row says so by itself."""
UNMET = frozenset({UNUSED, UNCLEAR, NEEDLESS})
"""Findings about entries that did nothing."""

Row = TypeVar("Row", Interview, Mention)
Place = TypeVar("Place", Interview, Mention, Passage)

_SHOWN = 5
"""Lines named in a message."""


class UnmetError(Exception):
    """An entry cannot be obeyed; says why."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed(Generic[Row]):
    """Rows after dropping and changing."""

    rows: tuple[Row, ...]
    diagnostics: tuple[Diagnostic, ...]


def change_rows(
    rows: Sequence[Row],
    entries: Sequence[Correction],
    *,
    table_of: Callable[[Row], str],
    change: Callable[[Row, Mapping[str, Any]], Row],
) -> Changed[Row]:
    """Drop and change rows.

    Parameters
    ----------
    rows
        Records in any order; every entry is matched with them as they are here, so that the order of entries does
        not matter.
    entries
        What to drop and to change.
    table_of
        Names the table of a row.
    change
        Makes the new row from the old one and the new values.
    """
    findings: list[Diagnostic] = []
    told: dict[Row, list[Correction]] = {}
    for entry in entries:
        own = [row for row in rows if table_of(row) == entry.table and is_note(row, entry)]
        try:
            for row in _find_rows(own, entry):
                told.setdefault(row, []).append(entry)
        except UnmetError as problem:
            findings.append(report_problem(entry.place, problem.code, str(problem)))
    values = {row: _settle(row, said, findings) for row, said in told.items()}
    kept = [row for row in rows if values.get(row, {}) is not None]
    changed = (change(row, new) if (new := values.get(row)) else row for row in kept)
    return Changed(rows=tuple(changed), diagnostics=tuple(dict.fromkeys(findings)))


def _settle(
    row: Interview | Mention, said: Sequence[Correction], findings: list[Diagnostic]
) -> Mapping[str, Any] | None:
    """Settle what entries say of one row: new values, none if it stays as it is, None if it is to go."""
    drops = [entry for entry in said if entry.action == "drop"]
    changes = [entry for entry in said if entry.action == "change"]
    if drops:
        message = f"the row is dropped in line {min(entry.place for entry in drops)}; take one of the two out"
        findings += [report_problem(entry.place, UNUSED, message) for entry in changes]
        return None
    values: dict[str, Any] = {}
    for entry in changes:
        # A word against a word: entries that contradict each other do nothing at all.
        if clash := sorted({name for other in changes for name in _contradict(entry, other)}):
            message = f"another entry says something else of this row ({', '.join(clash)}); take one of the two out"
            findings.append(report_problem(entry.place, UNCLEAR, message))
        elif agree(row, entry.values, loose=False) and "status" not in entry.values:
            # Not so a status, in which other notes have a say.
            findings.append(report_problem(entry.place, NEEDLESS, "the row says so by itself; take this entry out"))
        else:
            values |= entry.values
    return values


def _contradict(one: Correction, other: Correction) -> Iterator[str]:
    """Yield the columns for which two entries have different values."""
    shared = one.values.keys() & other.values.keys()
    yield from (name for name in shared if one.values[name] != other.values[name])


def find_passage(passages: Iterable[Passage], entry: Correction) -> tuple[Passage, str]:
    """Find the passage that has the words of an entry, and these words as written there.

    Raises
    ------
    UnmetError
        If no passage has them, or several.
    """
    own = [passage for passage in passages if is_note(passage, entry)]
    if not own:
        raise UnmetError(UNUSED, _say_no_note(entry))
    fitting = {passage: found for passage in own if (found := find_quote(passage.text, entry.quote))}
    chosen = _prefer(list(fitting), [passage for passage in fitting if _is_at(passage, entry)])
    if not chosen:
        raise UnmetError(UNUSED, f"{entry.note} does not have these words; copy them from the note")
    if len(chosen) > 1:
        raise UnmetError(
            UNCLEAR, f"{entry.note} has these words at {_say_lines(chosen)}; add line = {_line(chosen[0])}"
        )
    (passage,) = chosen
    return passage, passage.text[slice(*fitting[passage])]


def _find_rows(own: Sequence[Row], entry: Correction) -> list[Row]:
    """Find the rows an entry means: one, or several that say the same of the same words."""
    if not own:
        raise UnmetError(
            UNUSED, f"{entry.note} has no row of {entry.table}, or was not read; check the name of the note"
        )
    fitting = [row for row in own if not entry.quote or find_quote(row.source.quote, entry.quote)]
    if not fitting:
        raise UnmetError(
            UNUSED, f"no row of {entry.table} in {entry.note} has these words; copy the quote from the table"
        )
    agreeing = [row for row in fitting if agree(row, entry.cells, loose=False)]
    agreeing = agreeing or [row for row in fitting if agree(row, entry.cells, loose=True)]
    if not agreeing:
        says = ", ".join(f'{name} = "{value}"' for name, value in entry.cells.items())
        raise UnmetError(UNUSED, f"no row of {entry.table} in {entry.note} with these words has {says}")
    chosen = _prefer(agreeing, [row for row in agreeing if is_whole(row.source.quote, entry.quote)])
    chosen = _prefer(chosen, [row for row in chosen if _is_at(row, entry)])
    if len({_key(row) for row in chosen}) > 1:
        raise UnmetError(UNCLEAR, f"fits {len(chosen)} rows, at {_say_lines(chosen)}; {_say_how(chosen)}")
    return chosen


def is_note(row: Place, entry: Correction) -> bool:
    return tidy_note(row.source.note) == entry.note


def _is_at(row: Place, entry: Correction) -> bool:
    return entry.line is not None and row.source.line <= entry.line <= row.source.end_line


def _prefer(found: list[Place], better: list[Place]) -> list[Place]:
    return better or found


def agree(row: Interview | Mention, cells: Mapping[str, Any], *, loose: bool) -> bool:
    """Whether a row has the cells; loosely, a name may be fuller or shorter, for tables complete it."""
    return all(_is_same(name, getattr(row, name), value, loose=loose) for name, value in cells.items())


def _is_same(column: str, value: Any, told: Any, *, loose: bool) -> bool:
    if not (isinstance(value, str) and isinstance(told, str)):
        return bool(value == told)
    if " ".join(value.casefold().split()) == told.casefold():
        return True
    if not (loose and column in NAMES and value and told):
        return False
    one, other = parse_name(value), parse_name(told)
    return max(compare_names(one, other), compare_names(other, one)) > Likeness.NONE


def _key(row: Row) -> tuple[Any, ...]:
    """What a table shows of a row, apart from why it is there."""
    return tuple(getattr(row, field.name) for field in fields(row) if field.name != "explain")


def _say_no_note(entry: Correction) -> str:
    return f"no note {entry.note} was read; write its path from the folder of the notes"


def _line(row: Place) -> int:
    return row.source.line


def _say_lines(rows: Sequence[Place]) -> str:
    lines = sorted(set(map(_line, rows)))
    said = ", ".join(map(str, lines[:_SHOWN])) + (" …" if len(lines) > _SHOWN else "")
    return f"line{'s' if len(lines) > 1 else ''} {said}"


def _say_how(rows: Sequence[Row]) -> str:
    """Say what would tell rows apart."""
    if len({row.source.quote for row in rows}) > 1:
        return "write more of the quote"
    if len(set(map(_line, rows))) > 1:
        return f"add line = {_line(rows[0])}"
    names = [field.name for field in fields(rows[0]) if field.name not in {"explain", "source", "interview_id"}]
    telling = [name for name in names if len({str(getattr(row, name)) for row in rows}) > 1]
    return f'add {telling[0]} = "{getattr(rows[0], telling[0])}"'
