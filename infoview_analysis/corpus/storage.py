"""Tables as files and back: CSV, JSON, Parquet, SQLite.

Functions here write parts of tables and turn bytes into frames; the same tables give the same bytes. In CSV and
JSON whatever is missing is empty or ``null``, truth values are ``true`` and ``false``.
"""

import csv
import io
import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from infoview_analysis.corpus.parts import Parts
from infoview_analysis.corpus.schema import SCHEMA, TEXT, TRUTH, WHOLE
from infoview_analysis.errors import UsageError

__all__ = ["FORMATS", "decode_part", "decode_tables", "encode_part", "encode_tables", "guard_cell", "list_files"]

FORMATS = ("csv", "json", "parquet", "sqlite")
"""Names of the formats; all but ``sqlite`` take one file per table."""

_DATABASE = "tables.sqlite"
_Cut: TypeAlias = Callable[[], Iterable[pd.DataFrame]]
"""Gives the parts of a table, or of a piece of it."""
# What a spreadsheet evaluates: anything after "=", and after another sign a function call or a DDE command.
# A bare leading dash, plus or at-sign is ordinary in notes ("- SQL", "+44 20 7946", "@handle") and stays.
_FORMULA = re.compile(r"[\s\0]*(?:[=＝]|[-+@－＋＠].*(?:[^\W\d_][\w.]*\(|\|.*!))", re.DOTALL)


def list_files(kind: str) -> tuple[str, ...]:
    """Return the names of the files that hold the tables in a format.

    Examples
    --------
    >>> list_files("csv")[:2]
    ('interviews.csv', 'people.csv')
    >>> list_files("sqlite")
    ('tables.sqlite',)
    """
    if kind not in FORMATS:
        raise UsageError(f'unknown format "{kind}"; choose one of {", ".join(FORMATS)}')
    return (_DATABASE,) if kind == "sqlite" else tuple(f"{name}.{kind}" for name in SCHEMA)


def encode_tables(
    tables: Mapping[str, Parts], kind: str, *, part_rows: int | None = None
) -> Mapping[str, Callable[[Path], None]]:
    """Give what writes each of the files that hold the tables, by file name.

    ``part_rows`` makes each table a folder of files with so many rows at most.
    """
    files = list_files(kind)
    if part_rows is not None:
        return dict(_encode_in_files(tables, kind, part_rows))
    if kind == "sqlite":
        return {_DATABASE: partial(_encode_database, tables)}
    encode = _ENCODERS[kind]
    return {file: partial(encode, name, tables[name].cut) for file, name in zip(files, SCHEMA, strict=True)}


def _encode_in_files(tables: Mapping[str, Parts], kind: str, rows: int) -> Iterator[tuple[str, Callable[[Path], None]]]:
    if kind != "parquet":
        raise UsageError(f'tables in parts are written as parquet, not as "{kind}"')
    for name, parts in tables.items():
        for number, start in enumerate(range(0, max(1, len(parts)), rows)):
            cut = partial(parts.cut, start, start + rows)
            yield f"{name}.parquet/part-{number:04}.parquet", partial(_encode_parquet, name, cut)


def decode_tables(files: Mapping[str, Sequence[bytes]], kind: str) -> dict[str, pd.DataFrame]:
    """Turn the content of files, or of the parts of each in order, back into tables.

    Raises
    ------
    UsageError
        When a file does not hold its table.
    """
    if kind == "sqlite":
        return _decode_database(*files[_DATABASE])
    return {
        name: _read_table(name, partial(_decode_all, _DECODERS[kind], files[file]))
        for file, name in zip(list_files(kind), SCHEMA, strict=True)
    }


def _decode_all(decode: Callable[[bytes], pd.DataFrame], parts: Sequence[bytes]) -> pd.DataFrame:
    return pd.concat([decode(part) for part in parts], ignore_index=True)


def _read_table(name: str, decode: Callable[[], pd.DataFrame]) -> pd.DataFrame:
    try:
        found = decode()
        return found[list(SCHEMA[name])].astype(dict(SCHEMA[name]))
    except (KeyError, TypeError, ValueError, csv.Error, pa.ArrowException, sqlite3.Error) as error:
        raise UsageError(f"the table {name} is not as extract writes it ({error}); write it again") from error


# --- CSV ----------------------------------------------------------------------------------------------------


def guard_cell(text: str) -> str:
    """Keep a spreadsheet from evaluating a cell, by a leading apostrophe; other text stays as it is.

    Examples
    --------
    >>> guard_cell('=HYPERLINK("http://example.org")')
    '\\'=HYPERLINK("http://example.org")'
    >>> guard_cell("- learn SQL"), guard_cell("+44 20 7946 0958"), guard_cell("@priya")
    ('- learn SQL', '+44 20 7946 0958', '@priya')
    """
    return f"'{text}" if _FORMULA.match(text.lstrip("'")) else text


def unguard_cell(text: str) -> str:
    """Undo :func:`guard_cell`.

    Examples
    --------
    >>> unguard_cell("'=1+1"), unguard_cell("'twas dull")
    ('=1+1', "'twas dull")
    """
    return text[1:] if text.startswith("'") and _FORMULA.match(text.lstrip("'")) else text


def _encode_csv(name: str, cut: _Cut, path: Path) -> None:
    write_cell = {TEXT: guard_cell, WHOLE: _write_number, TRUTH: _write_truth}
    with path.open("wb") as stream:
        writer = csv.writer(_UnixLines(stream), lineterminator="\r\n")
        writer.writerow(SCHEMA[name])
        for part in cut():
            columns = [map(write_cell[kind], part[column].tolist()) for column, kind in SCHEMA[name].items()]
            writer.writerows(zip(*columns, strict=True))


class _UnixLines:
    """Rows that end with a line feed: the writer quotes a carriage return only if it ends rows with one."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, row: str) -> None:
        """Take the next row."""
        self._stream.write((row.removesuffix("\r\n") + "\n").encode())


def _decode_csv(content: bytes) -> pd.DataFrame:
    # A spreadsheet that saved the file may have put a byte order mark in front.
    stream = io.StringIO(content.decode("utf-8-sig"), newline="")
    with _long_cells():
        header, *rows = csv.reader(stream, strict=True)
    columns = zip(*rows, strict=True) if rows else ((),) * len(header)
    cells = {name: _read_cells(name, column) for name, column in zip(header, columns, strict=True)}
    return pd.DataFrame(cells, dtype=object)


def _read_cells(name: str, cells: Iterable[str]) -> list[Any]:
    kind = _TYPES.get(name, TEXT)
    if kind == WHOLE:
        return [int(cell) if cell else None for cell in cells]
    if kind == TRUTH:
        # A spreadsheet that saved the file may have written TRUE.
        return [{"true": True, "false": False}[cell.lower()] for cell in cells]
    return [unguard_cell(cell) for cell in cells]


def _write_number(value: Any) -> str:
    return "" if pd.isna(value) else str(int(value))


def _write_truth(value: Any) -> str:
    return "true" if value else "false"


@contextmanager
def _long_cells() -> Iterator[None]:
    # The limit guards against broken quoting; a whole note on one line is longer and is fine.
    limit = csv.field_size_limit(2**31 - 1)
    try:
        yield
    finally:
        csv.field_size_limit(limit)


_TYPES = {column: kind for columns in SCHEMA.values() for column, kind in columns.items()}


# --- JSON ---------------------------------------------------------------------------------------------------


def _encode_json(name: str, cut: _Cut, path: Path) -> None:
    between = "[\n"
    with path.open("w", encoding="utf-8", newline="") as stream:
        for row in _plain_rows(cut):
            stream.write(between + json.dumps(dict(zip(SCHEMA[name], row, strict=True)), ensure_ascii=False))
            between = ",\n"
        stream.write("\n]\n" if between == ",\n" else "[\n\n]\n")


def _decode_json(content: bytes) -> pd.DataFrame:
    # Object columns: pandas must not guess numbers from a column that is all missing.
    rows = json.loads(content)
    return pd.DataFrame(rows, dtype=object) if rows else pd.DataFrame(columns=list(_TYPES), dtype=object)


def _plain_rows(cut: _Cut) -> Iterator[tuple[Any, ...]]:
    """Yield the rows as plain Python values, missing as None."""
    for part in cut():
        columns = [[None if value is pd.NA else value for value in part[name].tolist()] for name in part]
        yield from zip(*columns, strict=True)


# --- Parquet ------------------------------------------------------------------------------------------------

_ARROW_TYPES = {TEXT: pa.string(), WHOLE: pa.int64(), TRUTH: pa.bool_()}
_PANDAS_TYPES = {pa.string(): pd.StringDtype(), pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}


def encode_part(name: str, frame: pd.DataFrame) -> bytes:
    """Turn a part of a table into bytes, for :func:`decode_part`."""
    sink = pa.BufferOutputStream()
    pq.write_table(_to_arrow(name, frame), sink)
    return bytes(sink.getvalue())


def decode_part(content: bytes) -> pd.DataFrame:
    """Turn bytes back into a part of a table."""
    frame: pd.DataFrame = pq.read_table(pa.BufferReader(content)).to_pandas(types_mapper=_PANDAS_TYPES.get)
    return frame


def _encode_parquet(name: str, cut: _Cut, path: Path) -> None:
    with pq.ParquetWriter(path, _schema_of(name)) as writer:
        for part in cut():
            writer.write_table(_to_arrow(name, part))


def _to_arrow(name: str, frame: pd.DataFrame) -> pa.Table:
    table = pa.Table.from_pandas(frame, schema=_schema_of(name), preserve_index=False)
    return table.replace_schema_metadata(None)


def _schema_of(name: str) -> pa.Schema:
    # One of our own: the one pandas adds names library versions, which would change the bytes.
    return pa.schema([(column, _ARROW_TYPES[kind]) for column, kind in SCHEMA[name].items()])


# --- SQLite -------------------------------------------------------------------------------------------------

_SQL_TYPES = {TEXT: "TEXT", WHOLE: "INTEGER", TRUTH: "BOOLEAN"}


def _encode_database(tables: Mapping[str, Parts], path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        # A file that is not whole is never moved into place, so that no journal is needed.
        connection.execute("PRAGMA journal_mode = OFF")
        for name, columns in SCHEMA.items():
            declared = ", ".join(f'"{column}" {_SQL_TYPES[kind]}' for column, kind in columns.items())
            connection.execute(f'CREATE TABLE "{name}" ({declared})')
            places = ", ".join("?" * len(columns))
            connection.executemany(f'INSERT INTO "{name}" VALUES ({places})', _plain_rows(tables[name].cut))
        connection.commit()


def _decode_database(content: bytes) -> dict[str, pd.DataFrame]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(content)
        return {name: _read_table(name, partial(_select, connection, name)) for name in SCHEMA}


def _select(connection: sqlite3.Connection, name: str) -> pd.DataFrame:
    cursor = connection.execute(f'SELECT * FROM "{name}"')
    header = [column[0] for column in cursor.description]
    return pd.DataFrame(cursor.fetchall(), columns=header, dtype=object)


_ENCODERS: dict[str, Callable[[str, _Cut, Path], None]] = {
    "csv": _encode_csv,
    "json": _encode_json,
    "parquet": _encode_parquet,
}
_DECODERS: dict[str, Callable[[bytes], pd.DataFrame]] = {
    "csv": _decode_csv,
    "json": _decode_json,
    "parquet": decode_part,
}
