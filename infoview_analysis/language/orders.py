"""Which of two things a statement puts first: *SQL before Python*, *start with R*, *don't go freelance before …*."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from infoview_analysis.language.cues import list_plain, list_words, load_pattern, load_phrases, plain_text

__all__ = ["Order", "find_order"]

_CLAUSE_END = re.compile(r"[,;:.!?–—]")
_WORD = re.compile(r"(?<!['’])\b[^\W_]+[+#]*(?!\w|['’](?!s\b))")
"""A word; contractions (*I'd*) are none."""


@dataclass(frozen=True, slots=True)
class Order:
    """Words of what is to come first, and of what is to come later."""

    first: frozenset[str]
    later: frozenset[str]

    def agrees(self, other: "Order") -> bool:
        """Tell whether both put some thing in the same place."""
        return bool(self.first & other.first or self.later & other.later)

    def crosses(self, other: "Order") -> bool:
        """Tell whether some thing that comes first in the one comes later in the other."""
        return bool(self.first & other.later or self.later & other.first)


@lru_cache(maxsize=4096)
def find_order(text: str) -> Order | None:
    """Find what a statement puts first, None where it puts nothing before anything.

    Examples
    --------
    >>> order = find_order("Learn SQL before Python, the map is a table.")
    >>> sorted(order.first), "python" in order.later
    (['sql'], True)
    >>> sorted(find_order("Don't learn the software first, learn the physics.").first)
    ['physics']
    """
    plain, found = plain_text(text), _load_patterns()
    if match := found["after"].search(plain):
        return _order(plain[match.end() :], plain[: match.start()])
    if match := found["before"].search(plain, 1):
        return _turn(_order(plain[: match.start()], plain[match.end() :]), plain[: match.start()])
    if match := found["opening"].match(plain):
        return _order(*_split_clause(plain, match.end()))
    if match := found["first"].search(plain):
        start = max((end.end() for end in _CLAUSE_END.finditer(plain, 0, match.start())), default=0)
        before = plain[start : match.start()]
        return _turn(_order(before, plain[:start] + plain[match.end() :]), before)
    return None


def _order(first: str, later: str) -> Order | None:
    one, other = _list_things(first), _list_things(later)
    order = Order(one - other, other - one)
    return order if order.first or order.later else None


def _turn(order: Order | None, said: str) -> Order | None:
    """Turn an order round where what is said to come first is turned down."""
    return Order(order.later, order.first) if order and _load_patterns()["not"].search(said) else order


def _split_clause(text: str, start: int) -> tuple[str, str]:
    end = _CLAUSE_END.search(text, start)
    return (text[start : end.start()], text[end.start() :]) if end else (text[start:], "")


def _list_things(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text)) - _list_idle()


@cache
def _list_idle() -> frozenset[str]:
    return list_plain() | list_words("advice")


@cache
def _load_patterns() -> Mapping[str, re.Pattern[str]]:
    patterns = {name: load_pattern("orders", name) for name in load_phrases("orders")}
    # "First" closes a clause where it puts something first; in "the first call" it does not.
    return patterns | {"first": re.compile(rf"{patterns['first'].pattern}(?=\W*$|\s*[,;:.!?–—]| and\b| then\b)")}
