"""What is wrong with the files of the vocabulary."""

from collections import Counter
from collections.abc import Iterable, Iterator

from infoview_analysis.language.vocabulary.entries import Entry, find_usual_name
from infoview_analysis.records import CATEGORIES

__all__ = ["check_entries"]

_MATCHES = {"", "case", "context"}


def check_entries(entries: Iterable[Entry]) -> list[str]:
    """Findings about merged entries, one line each; empty when all is well.

    Examples
    --------
    >>> check_entries([Entry(name="SQL", category="tol", broader="databases")])
    ["SQL: 'tol' is no category", "SQL: broader 'databases' is no entry"]
    """
    listed = list(entries)
    names = {entry.name.casefold() for entry in listed}
    return [*_check_each(listed, names), *_check_doubles(listed)]


def _check_each(entries: list[Entry], names: set[str]) -> Iterator[str]:
    for entry in entries:
        if entry.category not in CATEGORIES:
            yield f"{entry.name}: {entry.category!r} is no category"
        if entry.match not in _MATCHES:
            yield f"{entry.name}: {entry.match!r} is no way to match"
        if entry.broader and entry.broader.casefold() not in names:
            yield f"{entry.name}: broader {entry.broader!r} is no entry"
        if entry.broader.casefold() == entry.name.casefold():
            yield f"{entry.name}: broader than itself"


def _check_doubles(entries: list[Entry]) -> Iterator[str]:
    counts = Counter(name for entry in entries for name in {entry.name.casefold(), *map(str.casefold, entry.aliases)})
    for name, count in counts.items():
        if count > 1:
            yield f"{name}: claimed by {count} entries"
    own = [entry.skill_id for entry in entries if find_usual_name(entry.name) == entry.name]
    for skill_id, count in Counter(own).items():
        if count > 1:
            yield f"{skill_id}: identifier of {count} entries"
