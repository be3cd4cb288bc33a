"""Tables that are taken part by part, so that the rows of one part only are Python objects at once."""

from collections.abc import Iterator
from typing import Protocol

import pandas as pd

__all__ = ["PART", "Parts", "Whole"]

PART = 10_000
"""Rows of a part."""


class Parts(Protocol):
    """A table that is taken part by part."""

    def __len__(self) -> int:
        """Return how many rows it has."""

    def cut(self, start: int = 0, stop: int | None = None) -> Iterator[pd.DataFrame]:
        """Yield the rows from ``start`` to before ``stop``, or to the end, :data:`PART` rows at most at a time."""


class Whole:
    """A table that is a frame already."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame

    def __len__(self) -> int:
        return len(self._frame)

    def cut(self, start: int = 0, stop: int | None = None) -> Iterator[pd.DataFrame]:
        """Yield rows, see :class:`Parts`."""
        last = len(self) if stop is None else min(stop, len(self))
        for first in range(start, last, PART):
            yield self._frame.iloc[first : min(first + PART, last)]
