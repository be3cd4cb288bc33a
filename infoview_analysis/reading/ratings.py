"""Ratings: numbers, words, stars and thumbs by which note-takers say how work struck them."""

import re
from functools import cache

from infoview_analysis.reading.lexicon import fold, load_entries

__all__ = ["is_rating", "read_ratings"]

_SCALE, _STARS = 10, 5
_RATED = (
    r"(?:fit|energy|interest|score|rating|mood|security|people|pay|fun|match|enthusiasm|excitement|vibe|values?|skills?"
    r"|overall)"
)
_NUMBER = re.compile(
    rf"(?<![\w.,/-])(?P<of>\d{{1,2}}(?:\.\d)?)\s*(?:/|out of)\s*(?P<scale>5|10)(?![\w/]|[.,]\d)"
    rf"|\b(?P<label>{_RATED})\b(?:\s+(?:as|for|with)(?:\s+[^\W\d]+){{1,3}})?\s*(?:::?|=|is|of|-|–|\|)?\s*"
    rf"(?P<bare>\d{{1,2}})\b(?!\s*[%\w/.-]*\d)",
    re.IGNORECASE,
)
_FULL_STAR, _EMPTY_STAR = "★⭐🌟", "☆✩"
_SIGNS = re.compile(rf"[{_FULL_STAR}{_EMPTY_STAR}\ufe0f]{{2,}}|[👍👎][\U0001f3fb-\U0001f3ff]?")
_LINE = re.compile(
    r"^\W*?(?P<label>[^\W\d][^:=|★☆⭐🌟👍👎\d]{0,40}?)\s*(?P<mark>::?|[=|–-])?\s*"
    r"(?P<value>\d{1,2}(?:\.\d)?(?:\s*(?:/|out of)\s*(?:5|10))?|[^\W\d]+(?:[ -][^\W\d]+)?|[★⭐🌟☆✩\ufe0f]{2,}|[👍👎])"
    r"\W*?(?:$|\s*[,;(–]\s?(?!\d).*$|\.\s.*$)",
    re.IGNORECASE,
)
_BARE = re.compile(rf"^[{_FULL_STAR}{_EMPTY_STAR}\ufe0f\s]{{3,}}$|^[👍👎\U0001f3fb-\U0001f3ff\s]+$")
_LEVELS = {"high": 1.0, "middle": 0.5, "low": 0.0}
_LONGEST = 200


def is_rating(text: str) -> bool:
    """True for a line that is a rating: a label such as *fit* and its value, stars or thumbs.

    Examples
    --------
    >>> [is_rating(text) for text in ("fit:: 9", "Energy: low", "Excitement 4/5, higher than I thought", "★★★☆☆")]
    [True, True, True, True]
    >>> [is_rating(text) for text in ("Interest: data work", "tie strength: 2/5", "fit for 2030", "Energy audit")]
    [False, False, False, False]
    """
    if len(text) > _LONGEST:
        return False
    if _BARE.match(text.strip()):
        return True
    match = _LINE.match(text) if any(map(fold(text).__contains__, _words("labels"))) else None
    if match is None or not _is_label(match["label"]):
        return False
    return match["value"][0].isdigit() or _read_level(match) is not None or bool(_SIGNS.fullmatch(match["value"]))


def read_ratings(text: str) -> tuple[float, ...]:
    """Read the ratings in a text as shares of their scale; without one it is taken to end at 10, of stars at 5.

    Examples
    --------
    >>> read_ratings("8/10 for the work, 3/10 for the odds"), read_ratings("energy 6, fit:: 9"), read_ratings("Fit 4/5")
    ((0.8, 0.3), (0.6, 0.9), (0.8,))
    >>> read_ratings("★★★☆☆"), read_ratings("👎"), read_ratings("Energy: low"), read_ratings("rating: 4")
    ((0.6,), (0.0,), (0.0,), (0.8,))
    """
    numbers = [(float(match["of"] or match["bare"]), _find_scale(match)) for match in _NUMBER.finditer(text)]
    shares = [round(number / scale, 3) for number, scale in numbers if number <= scale]
    shares += [_read_sign(sign) for sign in _SIGNS.findall(text)]
    line = _LINE.match(text) if len(text) <= _LONGEST else None
    level = _read_level(line) if line and _is_label(line["label"]) else None
    return (*shares, *(() if level is None else (level,)))


def _find_scale(match: re.Match[str]) -> int:
    if match["scale"]:
        return int(match["scale"])
    stars = fold(match["label"]) in load_entries("ratings")["stars"] and int(match["bare"]) <= _STARS
    return _STARS if stars else _SCALE


def _read_sign(sign: str) -> float:
    if sign[0] in "👍👎":
        return float(sign[0] == "👍")
    full, empty = (sum(map(sign.count, stars)) for stars in (_FULL_STAR, _EMPTY_STAR))
    return round(full / max(_STARS, full + empty), 3)


def _is_label(text: str) -> bool:
    words = set(fold(text).split())
    return bool(words & _words("labels")) and words <= _words("labels") | _words("small")


def _read_level(match: re.Match[str]) -> float | None:
    """Read a word in place of a number; it needs a mark before it (*energy: low*, not *fun high*)."""
    value = match["value"].casefold()
    named = (share for level, share in _LEVELS.items() if value in load_entries("ratings")[level])
    return next(named, None) if match["mark"] else None


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_entries("ratings")[name])
