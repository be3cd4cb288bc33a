"""Sets that grow together."""

from collections.abc import Hashable
from typing import Generic, TypeVar

__all__ = ["Links"]

T = TypeVar("T", bound=Hashable)


class Links(Generic[T]):
    """Disjoint sets, each named by one of its members (union-find).

    Examples
    --------
    >>> links = Links[str]()
    >>> links.join("a", "b")
    >>> links.find("b"), links.find("c")
    ('a', 'c')
    """

    def __init__(self) -> None:
        self._above: dict[T, T] = {}

    def find(self, one: T) -> T:
        """Find the member that names the set."""
        while (above := self._above.get(one, one)) != one:
            one = above
        return one

    def join(self, one: T, another: T) -> None:
        """Join two sets; the first gives the name."""
        first, second = self.find(one), self.find(another)
        if first != second:
            self._above[second] = first
