"""Files of public skill lists that users may bring: ESCO (CSV) and O*NET (tab-separated text)."""

import csv
import re
from os import PathLike
from pathlib import Path

from infoview_analysis.errors import UsageError
from infoview_analysis.language.vocabulary.entries import Entry

__all__ = ["import_esco", "import_onet", "parse_esco", "parse_onet"]


def import_esco(path: str | PathLike[str]) -> list[Entry]:
    """Entries from ESCO's ``skills_en.csv``.

    Raises
    ------
    UsageError
        If the file cannot be read or lacks the column ``preferredLabel``.
    """
    return parse_esco(_read(path), str(path))


def parse_esco(text: str, path: str = "skills_en.csv") -> list[Entry]:
    """Text of ESCO's ``skills_en.csv`` → entries; labels in brackets are no part of the name.

    Examples
    --------
    >>> text = 'skillType,preferredLabel,altLabels\\nknowledge,SQL,"sql programming\\nstructured query language"\\n'
    >>> [(entry.name, entry.aliases) for entry in parse_esco(text)]
    [('SQL', ('sql programming', 'structured query language'))]
    """
    rows = list(csv.DictReader(text.splitlines(keepends=True)))
    _check_column(rows, "preferredLabel", path)
    return [
        Entry(
            name=_bare(row["preferredLabel"]),
            category="knowledge" if (row.get("skillType") or "").startswith("knowledge") else "method",
            aliases=tuple(dict.fromkeys(filter(None, map(_bare, (row.get("altLabels") or "").splitlines())))),
            field="esco",
        )
        for row in rows
        if _bare(row["preferredLabel"])
    ]


def import_onet(path: str | PathLike[str]) -> list[Entry]:
    """Entries from an O*NET text file: ``Technology Skills.txt``, ``Tools Used.txt``, ``Skills.txt`` and others.

    Raises
    ------
    UsageError
        If the file cannot be read or has neither a column ``Example`` nor ``Element Name``.
    """
    return parse_onet(_read(path), str(path))


def parse_onet(text: str, path: str = "Technology Skills.txt") -> list[Entry]:
    """Text of an O*NET file → entries, each name once.

    Examples
    --------
    >>> text = "O*NET-SOC Code\\tExample\\n15-1211.00\\tAtlassian JIRA\\n15-1252.00\\tAtlassian JIRA\\n"
    >>> [(entry.name, entry.category) for entry in parse_onet(text)]
    [('Atlassian JIRA', 'tool')]
    """
    rows = list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    column = "Example" if rows and "Example" in rows[0] else "Element Name"
    _check_column(rows, column, path)
    category = "tool" if column == "Example" else "knowledge"
    names = dict.fromkeys(_bare(row[column]) for row in rows if row[column])
    return [Entry(name=name, category=category, field="onet") for name in names if name]


def _read(path: str | PathLike[str]) -> str:
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise UsageError(f"{path}: cannot be read ({problem})") from problem


def _check_column(rows: list[dict[str, str]], column: str, path: str) -> None:
    if not rows or column not in rows[0]:
        seen = ", ".join(rows[0]) if rows else "nothing"
        raise UsageError(f"{path}: expected a column {column!r}, found {seen}")


def _bare(label: str) -> str:
    """A label without what stands in brackets behind it."""
    return re.sub(r"\s*\([^)]*\)\s*$", "", label or "").strip()
