"""An entry of ``corrections.toml`` for a row of a table."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from infoview_analysis.corpus.corrections.cells import COLUMNS, NAMES, parse_cells
from infoview_analysis.corpus.schema import SCHEMA
from infoview_analysis.errors import UsageError

__all__ = ["suggest_correction"]

_TELLING = frozenset({*NAMES, "skill", "text", "direction", "polarity", "kind", "aspect"} - {"referred_by"})
"""Columns that tell rows of one quote apart."""


def suggest_correction(row: "pd.Series[Any] | Mapping[str, Any]", **values: Any) -> str:
    """Write the entry of ``corrections.toml`` that drops a row of a table, or changes it.

    Parameters
    ----------
    row
        A row of a table of the corpus, such as ``corpus.advice.iloc[0]``.
    **values
        What the row should say, by column; without any, the row is dropped.

    Returns
    -------
    str
        TOML to copy into the file among the notes.

    Raises
    ------
    UsageError
        If the row is of no table that can be corrected, or a value is not one that its column takes.

    Examples
    --------
    >>> row = {"interview_id": "a.md#1", "polarity": "do", "theme": "", "note": "a.md", "line": 4, "end_line": 4}
    >>> print(suggest_correction({**row, "section": "", "quote": "Don't apply cold", "explain": ""}))
    [[drop]]
    table = "advice"
    note = "a.md"
    line = 4
    quote = "Don't apply cold"
    polarity = "do"
    >>> entry = suggest_correction({**row, "section": "", "quote": "Don't", "explain": ""}, polarity="avoid")
    >>> entry.splitlines()[-1]
    'set = { polarity = "avoid" }'
    """
    said = {str(name): value for name, value in row.items()}
    table = _find_table(said)
    try:
        parse_cells(table, values)
    except ValueError as problem:
        raise UsageError(f"{problem}") from problem
    lines = [f"[[{'change' if values else 'drop'}]]", *_write_pairs({"table": table, **_describe(table, said)})]
    return "\n".join([*lines, f"set = {{ {', '.join(_write_pairs(values))} }}"] if values else lines)


def _find_table(said: Mapping[str, Any]) -> str:
    found = [table for table in COLUMNS if said.keys() >= SCHEMA[table].keys()]
    if not found:
        raise UsageError(f"this is no row of {', '.join(COLUMNS)}; take one of a table of the corpus, with all columns")
    return found[0]


def _describe(table: str, said: Mapping[str, Any]) -> dict[str, Any]:
    """Describe a row so that it is told from others of its note."""
    place = {"note": said["note"], "line": int(said["line"]), "quote": said["quote"]}
    return place | {name: said[name] for name in COLUMNS[table] if name in _TELLING and said[name]}


def _write_pairs(values: Mapping[str, Any]) -> Iterable[str]:
    return [f"{name} = {_write_value(value)}" for name, value in values.items()]


def _write_value(value: Any) -> str:
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(_write_value, value))}]"
    if isinstance(value, bool | int):
        return str(value).lower()
    # JSON writes a text as TOML does, but for the sign that only TOML wants escaped.
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
