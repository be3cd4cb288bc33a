"""Rows of tables as plain mappings."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Row", "group_rows", "list_rows"]

Row: TypeAlias = dict[str, Any]
"""Values of a row by column name."""


def list_rows(frame: "pd.DataFrame") -> list[Row]:
    """Return the rows of a frame as mappings from column to plain Python value.

    Examples
    --------
    >>> from infoview_analysis.corpus import Corpus
    >>> list_rows(Corpus.empty().skills)
    []
    """
    names = [str(name) for name in frame.columns]
    # Column by column is several times as fast as frame.to_dict("records").
    return [dict(zip(names, row, strict=True)) for row in zip(*(frame[name].tolist() for name in names), strict=True)]


def group_rows(rows: Iterable[Row], *columns: str) -> dict[str, list[Row]]:
    """Group rows by what they have in a column, in the order in which it first comes up.

    Parameters
    ----------
    rows
        The rows; each group keeps their order.
    columns
        Of several, the first one that holds something counts; "" where none does.

    Examples
    --------
    >>> rows = [{"id": "ann", "name": "Ann"}, {"id": "", "name": "Bob"}, {"id": "ann", "name": "A."}]
    >>> {key: len(group) for key, group in group_rows(rows, "id", "name").items()}
    {'ann': 2, 'Bob': 1}
    """
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[next((row[column] for column in columns if row[column]), "")].append(row)
    return dict(groups)
