"""What is coded in an interview, and where: the selections of a project for qualitative analysis."""

import textwrap
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from infoview_analysis.corpus import Corpus
from infoview_analysis.exchange.codes import CODED, list_keys
from infoview_analysis.exchange.text import Place, Source, build_sources, clean
from infoview_analysis.reflection.frames import Row, list_rows

__all__ = ["Selection", "find_selections"]

_SHOWN = 60
"""Characters of a selection that name it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """A stretch of an interview with its codes."""

    place: Place
    name: str
    """How it begins."""
    where: str
    """Note and line."""
    keys: tuple[str, ...]
    """Its codes, as :func:`infoview_analysis.exchange.codes.list_keys` names them."""


def find_selections(corpus: Corpus) -> Mapping[str, Sequence[Selection]]:
    """Find what is to be coded, by ``interview_id``, in the order of the text.

    Each statement is a selection with all its codes; passages about one topic that follow one another are one.

    Examples
    --------
    >>> dict(find_selections(Corpus.empty()))
    {}
    """
    said: dict[str, list[tuple[str, Row]]] = defaultdict(list)
    for table in CODED:
        if table == "passages":
            continue  # These are the text; their codes are those of its topics.
        for row in list_rows(corpus.tables[table]):
            said[row["interview_id"]].append((table, row))
    return {
        source.talk["interview_id"]: _select(source, said[source.talk["interview_id"]])
        for source in build_sources(corpus)
    }


def _select(source: Source, said: Sequence[tuple[str, Row]]) -> list[Selection]:
    keys: dict[Place, dict[str, None]] = defaultdict(dict)
    where: dict[Place, str] = {}
    for place, line, found in [*_find_statements(source, said), *_find_topics(source)]:
        # Of a topic and a statement at one place, or of two, each code counts once and the first line is told.
        keys[place].update(dict.fromkeys(found))
        where.setdefault(place, line)
    return [
        Selection(
            place=place,
            name=textwrap.shorten(source.text[place.start : place.end], _SHOWN, placeholder=" …"),
            where=where[place],
            keys=tuple(keys[place]),
        )
        for place in sorted(keys, key=lambda place: (place.start, -place.end))
    ]


def _find_statements(source: Source, said: Sequence[tuple[str, Row]]) -> Iterator[tuple[Place, str, list[str]]]:
    for table, row in said:
        place, keys = source.find(row), list_keys(table, row)
        if place and keys:
            yield place, clean(f"{row['note']}:{row['line']}"), keys


def _find_topics(source: Source) -> Iterator[tuple[Place, str, list[str]]]:
    for _, run in groupby(source.passages, key=lambda passage: passage[0]["topic"]):
        (first, begin), *rest = run
        last, end = rest[-1] if rest else (first, begin)
        if keys := list_keys("passages", first):
            lines = f"{first['line']}" if first["line"] == last["end_line"] else f"{first['line']}-{last['end_line']}"
            yield Place(start=begin.start, end=end.end), clean(f"{first['note']}:{lines}"), keys
