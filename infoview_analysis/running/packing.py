"""Records as bytes and back: JSON, compressed.

What is kept on a disk is data, never a program: only the records named here come back, whatever the bytes say.
"""

import json
import sys
import zlib
from collections.abc import Callable, Mapping
from dataclasses import fields
from operator import attrgetter
from typing import Any

from infoview_analysis.language.pointers import Pointer
from infoview_analysis.language.talks import NoteFindings, TalkFindings
from infoview_analysis.reading import Glance, NoteReading, Sheet
from infoview_analysis.records import (
    Advice,
    Block,
    Diagnostic,
    Field,
    FollowUp,
    Interview,
    Passage,
    Provenance,
    Referral,
    Reflection,
    Skill,
    Trend,
)

__all__ = ["PackingError", "pack", "spell_out", "unpack"]

_RECORDS: Mapping[str, type[Any]] = {
    record.__name__: record
    for record in (
        *(Advice, Block, Diagnostic, Field, FollowUp, Interview, Passage, Provenance, Referral, Reflection, Skill),
        *(Trend, Glance, NoteReading, Sheet, NoteFindings, TalkFindings, Pointer),
    )
}
_NAMES = {name: tuple(field.name for field in fields(record)) for name, record in _RECORDS.items()}
_READ: Mapping[str, Callable[[Any], Any]] = {name: attrgetter(*names) for name, names in _NAMES.items()}
_LARGEST = 2**28
"""Bytes that are unpacked at most; the largest note there may be gives a tenth of it."""


class PackingError(ValueError):
    """The bytes are none that :func:`pack` made."""


def pack(value: Any) -> bytes:
    """Turn records, in tuples or not, into bytes; a record that stands in several places is written once.

    Examples
    --------
    >>> where = Provenance(note="a.md", line=1, end_line=2)
    >>> unpack(pack((where, where, "text", None))) == (where, where, "text", None)
    True
    """
    return zlib.compress(json.dumps(_plain(value, {})).encode(), 1)


def unpack(content: bytes) -> Any:
    """Turn bytes back into records.

    Raises
    ------
    PackingError
        If the bytes were not made by :func:`pack`.
    """
    try:
        return _record(json.loads(zlib.decompressobj().decompress(content, _LARGEST)), [])
    except (zlib.error, ValueError, TypeError, KeyError, IndexError, RecursionError) as problem:
        raise PackingError(f"not what was kept: {problem}") from problem


def spell_out(value: Any) -> bytes:
    """Write records out in full: equal records give equal bytes.

    Examples
    --------
    >>> spell_out(Glance(private=True))
    b'{"Glance": [true, null]}'
    """
    return json.dumps(_plain(value, None)).encode()


def _plain(value: Any, seen: dict[int, int] | None) -> Any:
    """A record as its name and values; one seen before as its number."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple | list):
        return [_plain(part, seen) for part in value]
    if seen is not None and id(value) in seen:
        return {"": seen[id(value)]}
    name = type(value).__name__
    plain = {name: [_plain(part, seen) for part in _READ[name](value)]}
    if seen is not None:
        seen[id(value)] = len(seen)
    return plain


def _record(plain: Any, known: list[Any]) -> Any:
    """A record from its name and values; texts that stand in several records, of any note, are one in memory."""
    if isinstance(plain, str):
        return sys.intern(plain)
    if isinstance(plain, list):
        return tuple([_record(part, known) for part in plain])
    if not isinstance(plain, dict):
        return plain
    ((name, values),) = plain.items()
    if not name:
        return known[values]
    parts = [_record(part, known) for part in values]
    record = _RECORDS[name](**dict(zip(_NAMES[name], parts, strict=True)))
    known.append(record)
    return record
