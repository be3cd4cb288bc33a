"""Tables as files and back: CSV, JSON, Parquet, SQLite.

Functions here turn frames into bytes and bytes into frames; the same tables give the same bytes. In CSV and
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
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from infoview_analysis.corpus.schema import SCHEMA, TEXT, TRUTH, WHOLE
from infoview_analysis.errors import UsageError

__all__ = ["FORMATS", "decode_tables", "encode_tables", "guard_cell", "list_files"]

FORMATS = ("csv", "json", "parquet", "sqlite")
"""Names of the formats; all but ``sqlite`` take one file per table."""

_DATABASE = "tables.sqlite"
_ROWS = 10_000
"""Rows that are Python objects at once, while they are written."""
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
    tables: Mapping[str, pd.DataFrame], kind: str, *, part_rows: int | None = None
) -> Mapping[str, bytes]:
    """Turn tables into the content of files, by file name; each is made when it is asked for, and not kept.

    ``part_rows`` makes each table a folder of parts with so many rows at most.
    """
    files = list_files(kind)
    if part_rows is not None:
        return _Files(dict(_encode_parts(tables, kind, part_rows)))
    if kind == "sqlite":
        return _Files({_DATABASE: partial(_encode_database, tables)})
    encode = _ENCODERS[kind]
    return _Files({file: partial(encode, name, tables[name]) for file, name in zip(files, SCHEMA, strict=True)})


class _Files(Mapping[str, bytes]):
    """Content by file name: that of all tables at once would take as much memory as the tables."""

    def __init__(self, makers: Mapping[str, Callable[[], bytes]]) -> None:
        self._makers = makers

    def __getitem__(self, name: str) -> bytes:
        return self._makers[name]()

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


def _encode_parts(
    tables: Mapping[str, pd.DataFrame], kind: str, rows: int
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    if kind != "parquet":
        raise UsageError(f'tables in parts are written as parquet, not as "{kind}"')
    for name, frame in tables.items():
        for number, start in enumerate(range(0, max(1, len(frame)), rows)):
            part = frame.iloc[start : start + rows]
            yield f"{name}.parquet/part-{number:04}.parquet", partial(_encode_parquet, name, part)


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


def _encode_csv(name: str, frame: pd.DataFrame) -> bytes:
    stream = _UnixLines()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(frame.columns)
    write_cell = {TEXT: guard_cell, WHOLE: _write_number, TRUTH: _write_truth}
    for part in _cut_frame(frame):
        columns = [map(write_cell[kind], part[column].tolist()) for column, kind in SCHEMA[name].items()]
        writer.writerows(zip(*columns, strict=True))
    return bytes(stream.content)


class _UnixLines:
    """Rows that end with a line feed: the writer quotes a carriage return only if it ends rows with one."""

    def __init__(self) -> None:
        self.content = bytearray()

    def write(self, row: str) -> None:
        """Take the next row."""
        self.content += (row.removesuffix("\r\n") + "\n").encode()


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


def _encode_json(name: str, frame: pd.DataFrame) -> bytes:
    records = (dict(zip(SCHEMA[name], row, strict=True)) for row in _plain_rows(frame))
    lines = [json.dumps(record, ensure_ascii=False) for record in records]
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode()


def _decode_json(content: bytes) -> pd.DataFrame:
    # Object columns: pandas must not guess numbers from a column that is all missing.
    rows = json.loads(content)
    return pd.DataFrame(rows, dtype=object) if rows else pd.DataFrame(columns=list(_TYPES), dtype=object)


def _plain_rows(frame: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """Yield the rows as plain Python values, missing as None."""
    for part in _cut_frame(frame):
        columns = [[None if value is pd.NA else value for value in part[name].tolist()] for name in part]
        yield from zip(*columns, strict=True)


def _cut_frame(frame: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Cut a frame into parts, whose values as Python objects take little memory."""
    for start in range(0, len(frame), _ROWS):
        yield frame.iloc[start : start + _ROWS]


# --- Parquet ------------------------------------------------------------------------------------------------

_ARROW_TYPES = {TEXT: pa.string(), WHOLE: pa.int64(), TRUTH: pa.bool_()}


def _encode_parquet(name: str, frame: pd.DataFrame) -> bytes:
    # A schema of our own: the one pandas adds names library versions, which would change the bytes.
    schema = pa.schema([(column, _ARROW_TYPES[kind]) for column, kind in SCHEMA[name].items()])
    table = pa.Table.from_pandas(frame, schema=schema, preserve_index=False).replace_schema_metadata(None)
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink)
    return bytes(sink.getvalue())


def _decode_parquet(content: bytes) -> pd.DataFrame:
    table = pq.read_table(pa.BufferReader(content))
    return pd.DataFrame({name: table[name].to_pylist() for name in table.column_names}, dtype=object)


# --- SQLite -------------------------------------------------------------------------------------------------

_SQL_TYPES = {TEXT: "TEXT", WHOLE: "INTEGER", TRUTH: "BOOLEAN"}


def _encode_database(tables: Mapping[str, pd.DataFrame]) -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        for name, columns in SCHEMA.items():
            declared = ", ".join(f'"{column}" {_SQL_TYPES[kind]}' for column, kind in columns.items())
            connection.execute(f'CREATE TABLE "{name}" ({declared})')
            places = ", ".join("?" * len(columns))
            connection.executemany(f'INSERT INTO "{name}" VALUES ({places})', _plain_rows(tables[name]))
        connection.commit()
        return connection.serialize()


def _decode_database(content: bytes) -> dict[str, pd.DataFrame]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(content)
        return {name: _read_table(name, partial(_select, connection, name)) for name in SCHEMA}


def _select(connection: sqlite3.Connection, name: str) -> pd.DataFrame:
    cursor = connection.execute(f'SELECT * FROM "{name}"')
    header = [column[0] for column in cursor.description]
    return pd.DataFrame(cursor.fetchall(), columns=header, dtype=object)


_ENCODERS: dict[str, Callable[[str, pd.DataFrame], bytes]] = {
    "csv": _encode_csv,
    "json": _encode_json,
    "parquet": _encode_parquet,
}
_DECODERS: dict[str, Callable[[bytes], pd.DataFrame]] = {
    "csv": _decode_csv,
    "json": _decode_json,
    "parquet": _decode_parquet,
}
