"""On which matters a piece of advice takes a side: a master's degree, work without pay, going freelance."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from infoview_analysis.word_lists import compile_any, load_toml

__all__ = ["find_sides"]

_CLAUSE = re.compile(r"(?<=[.;:!?,–—])\s+|\s+(?:but|and then|so)\s+", re.IGNORECASE)
_NOT_BEFORE = re.compile(
    r"\b(?:no|not|never|without|avoid|skip|against|neither|nor|don['’]?t|do not|needn['’]?t|wouldn['’]?t|shouldn['’]?t"
    r"|mustn['’]?t|can['’]?t|cannot|instead of|rather than|stop|forget|before|until|nobody|steer clear|drop|over)\b",
    re.IGNORECASE,
)
"""Words that turn down what comes after them in a clause; what is to be done before it comes second."""
_NOT_AFTER = re.compile(
    r"^[^,;:.!?]{0,40}?(?:\bnot\b|n['’]t\b|\bnever\b|\bwaste|\bcan wait\b|\bvanity\b|\bno use\b|\bnothing\b|\buseless\b"
    r"|\bno longer\b|\bonly paper\b|\bfor nothing\b)",
    re.IGNORECASE,
)
"""Words that turn down what stands before them."""
_HALF = re.compile(
    r"\bif\b|\bunless\b|\bonly\b|\blater\b|\bdepends\b|\bmaybe\b|\bperhaps\b|\btold you\b|\?", re.IGNORECASE
)
"""Words that leave it open: who says *only on an employer's budget* takes no side."""
_TOLD = re.compile(r"\btold you\b", re.IGNORECASE)
"""Words of advice given before; where it is now advised against, it was taken back."""
_PRAISE = re.compile(
    r"\b(?:do|did|does|get|got|take|took|taken|go|try|join|finish|start|begin|apply|ask|choose|pick|say|tell|use|work"
    r"|volunteer\w*|speciali[sz]e|pays?|worth|need|must|ticket|good|best|better|helps?|recommend\w*|ok|okay|gold)\b",
    re.IGNORECASE,
)
"""Words one of which is there where a clause is for something."""
_PART = re.compile(r"\s+(?:students?|thesis|programmes?|programs?|teams?)\b", re.IGNORECASE)
"""Words that make another thing of the name before them: *a PhD student*."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Matter:
    name: str
    names: re.Pattern[str]
    taken: Mapping[str, re.Pattern[str]]
    """Phrases that take a side by themselves, by side."""


def find_sides(text: str, polarity: str) -> dict[str, str]:
    """Tell on which matters advice takes a side.

    Parameters
    ----------
    text
        The statement.
    polarity
        ``do`` or ``avoid``, of the statement as a whole.

    Returns
    -------
    dict
        ``for`` or ``against`` by matter; matters on which it leaves both open are left out.

    Examples
    --------
    >>> find_sides("Do the apprenticeship instead of a degree.", "do")
    {'a degree': 'against', 'an apprenticeship': 'for'}
    >>> find_sides("A master's if they pay for it.", "do")
    {}
    """
    found = {matter.name: _find_side(matter, text, polarity) for matter in _load_matters()}
    return {name: side for name, side in found.items() if side}


def _find_side(matter: _Matter, text: str, polarity: str) -> str:
    for side, pattern in matter.taken.items():
        if pattern.search(text):
            return side
    sides = {_weigh_clause(clause, matter.names, polarity) for clause in _CLAUSE.split(text)} - {None}
    return str(sides.pop()) if len(sides) == 1 else ""


def _weigh_clause(clause: str, names: re.Pattern[str], polarity: str) -> str | None:
    """Tell the side a clause takes: None where it does not name the matter, empty where it leaves it open."""
    found = names.search(clause)
    if not found or _PART.match(clause, found.end()):
        return None
    if polarity == "avoid" and _TOLD.search(clause):
        return "against"
    if _HALF.search(clause):
        return ""
    if _NOT_BEFORE.search(clause[: found.start()]) or _NOT_AFTER.search(clause[found.end() :]):
        return "against"
    return "for" if polarity == "do" and _PRAISE.search(clause) else ""


@cache
def _load_matters() -> Sequence[_Matter]:
    return tuple(_read_matters(load_toml(__package__, "matters.toml")))


def _read_matters(entries: Mapping[str, Mapping[str, Sequence[str]]]) -> Iterator[_Matter]:
    for name, entry in entries.items():
        taken = {side: _compile(entry[side]) for side in ("for", "against") if side in entry}
        yield _Matter(name=name, names=_compile(entry["names"]), taken=taken)


def _compile(phrases: Sequence[str]) -> re.Pattern[str]:
    return compile_any(phrases, apostrophe="['’]?")
