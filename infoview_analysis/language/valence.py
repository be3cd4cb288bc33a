"""Valence: whether a remark on fit speaks for the work, against it, or both."""

import re
from collections.abc import Iterable
from functools import cache

from infoview_analysis.language.cues import load_phrases, plain_text
from infoview_analysis.reading.ratings import read_ratings
from infoview_analysis.word_lists import phrase_pattern

__all__ = ["compile_phrases", "find_feeling", "find_valence", "is_neutral", "judge_cues", "split_clauses"]

_REACH = 4
"""Words over which a negator reaches."""
_HIGH, _LOW = 0.7, 0.4
"""Shares of the scale from which a rating speaks for the work, and up to which against it; 5 or 6 of 10 do neither."""
_MOVE = re.compile(r"\b(?P<way>up|down)\s+from\s+\d+(?:\.\d)?\s+to\s+\d+", re.IGNORECASE)
_BOUNDARY = re.compile(r"[;:.!?(]|,\s+(?=and\b|so\b|i\b|it\b|he\b|his\b|her\b|she\b)|\s[-–—·]\s|,")


def find_valence(text: str) -> str:
    """Say whether a remark on fit is ``positive``, ``negative`` or ``mixed``: both or neither.

    Ratings decide where there are any. Else each clause is judged by its words; a negator before them turns them
    round, and a clause that only limits what it grants stands between.

    Examples
    --------
    >>> find_valence("I like this"), find_valence("I like her work, but I don't want her week")
    ('positive', 'mixed')
    >>> find_valence("So I'm not at zero any more"), find_valence("Fit 7/10"), find_valence("energy 3")
    ('positive', 'positive', 'negative')
    """
    judged = _judge_remark(text)
    return judged.pop() if len(judged) == 1 else "mixed"


def is_neutral(text: str) -> bool:
    """True for a remark that speaks neither for nor against.

    Examples
    --------
    >>> is_neutral("Half lab and half data."), is_neutral("I like her work, but I don't want her week")
    (True, False)
    """
    return not _judge_remark(text)


def _judge_remark(text: str) -> set[str]:
    moves = {"positive" if move["way"].lower() == "up" else "negative" for move in _MOVE.finditer(text)}
    rated = {_judge_share(share) for share in read_ratings(text)}
    return moves or rated or {side for clause in split_clauses(text) for side in _judge_clause(clause)}


def find_feeling(clause: str) -> str:
    """Say for what a clause speaks by its ratings and words of feeling only; "" where it has none.

    Examples
    --------
    >>> find_feeling("the team is great"), find_feeling("security 2"), find_feeling("the team meets on Tuesdays")
    ('positive', 'negative', '')
    """
    clause = plain_text(clause)
    rated = {_judge_share(share) for share in read_ratings(clause)}
    judged = rated or judge_cues(clause, _pattern("good"), _pattern("bad"))
    return "mixed" if len(judged) > 1 else "".join(judged)


def split_clauses(text: str) -> list[str]:
    """Split a text where it turns or pauses; lower case, see :func:`plain_text`.

    Examples
    --------
    >>> split_clauses("I like it, but the nights … never!")
    ['i like it', ' the nights … never']
    """
    pieces = _pattern("contrasts").sub(";", plain_text(text).replace("::", " "))
    return [piece for piece in _BOUNDARY.split(pieces) if piece.strip()]


def judge_cues(clause: str, good: re.Pattern[str], bad: re.Pattern[str]) -> set[str]:
    """Judge a clause by cues for and against; negators a few words before a cue turn it round.

    Examples
    --------
    >>> judge_cues("not a permanent post", compile_phrases(["permanent"]), compile_phrases(["fixed-term"]))
    {'negative'}
    """
    spoken = {_turn(clause, cue, good=True) for cue in good.finditer(clause)}
    return spoken | {_turn(clause, cue, good=False) for cue in bad.finditer(clause)}


def compile_phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    """Compile a pattern for any of some phrases, the longest first; ``word*`` takes any ending.

    Examples
    --------
    >>> compile_phrases(["on call", "night shift*"]).findall("on call, then night shifts")
    ['on call', 'night shifts']
    """
    ordered = sorted(phrases, key=len, reverse=True)
    return re.compile("|".join(map(_phrase_pattern, ordered)) or r"(?!)")


def _judge_share(share: float) -> str:
    return "positive" if share >= _HIGH else "negative" if share <= _LOW else "mixed"


def _judge_clause(clause: str) -> set[str]:
    if _pattern("open").search(clause):
        return {"mixed"}
    found = judge_cues(clause, _pattern("good"), _pattern("bad")) or _judge_owned(clause)
    if not found and _pattern("lacking").search(clause):
        return {"negative"}
    return {"mixed"} if found == {"positive"} and _pattern("limits").search(clause) else found


def _judge_owned(clause: str) -> set[str]:
    owned = {_turn(clause, cue, good=True) for cue in _pattern("have").finditer(clause)}
    lacks = "negative" in owned or (owned and _pattern("scant").search(clause))
    return {"negative"} if lacks else owned


def _turn(clause: str, cue: re.Match[str], *, good: bool) -> str:
    """Say what a cue speaks for once negators are heard: a few words before it, or, for what is good, behind it."""
    before = " ".join(clause[: cue.start()].split()[-_REACH:])
    behind = " ".join(clause[cue.end() :].split()[:_REACH])
    turned = _pattern("negators").search(before) or (good and _pattern("behind").search(behind))
    return "positive" if good != bool(turned) else "negative"


@cache
def _pattern(group: str) -> re.Pattern[str]:
    return compile_phrases(load_phrases("valence")[group])


def _phrase_pattern(phrase: str) -> str:
    # "n't" stands at the end of a word; all others stand for themselves: "can" is not in "can't".
    start = "" if phrase == "n't" else r"(?<![\w'])"
    return rf"{start}{phrase_pattern(phrase)}(?![\w'])"
