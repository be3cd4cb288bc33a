"""Which skills came up in a talk, whatever the note-taker says of their own."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from infoview_analysis.corpus import Corpus
from infoview_analysis.reflection.frames import Row, cite
from infoview_analysis.reflection.skills import by_time

__all__ = ["find_named"]

_OWN = ("gap", "strength")


def find_named(corpus: Corpus) -> list[Row]:
    """Find the skills that came up in each talk, in order of date.

    A table has one row per skill and talk. Where the note-taker wrote of their own ("SQL, never touched") what they
    said of the work is not in it; the skill counts if the interviewee's words in the same talk hold it too, and is
    then quoted from there. What else a note says of a skill is of the work, whoever's words it is in.

    Examples
    --------
    >>> find_named(Corpus.empty())
    []
    """
    said = _find_said(corpus)
    found = []
    for row in sorted(cite(corpus, corpus.skills), key=by_time):
        if not row["interview_id"]:
            continue
        if row["speaker"] == "interviewee" or row["stance"] not in _OWN:
            found.append(row)
        elif passage := _find_naming(said[row["interview_id"]], {row["skill"], row["text"]}):
            found.append(row | {name: passage[name] for name in ("note", "line", "end_line", "section", "quote")})
    return found


def _find_said(corpus: Corpus) -> dict[str, list[Row]]:
    said: dict[str, list[Row]] = defaultdict(list)
    for row in cite(corpus, corpus.passages):
        if row["speaker"] == "interviewee":
            said[row["interview_id"]].append(row)
    return said


def _find_naming(passages: Iterable[Row], names: Iterable[str]) -> Row | None:
    pattern = _compile(tuple(sorted(filter(None, names))))
    return next((row for row in passages if pattern.search(row["text"])), None)


@lru_cache(maxsize=2**12)
def _compile(names: tuple[str, ...]) -> re.Pattern[str]:
    # Signs are part of names: C, C++ and C# are three languages.
    return re.compile(rf"(?<![\w+#])(?:{'|'.join(map(re.escape, names))})(?![\w+#])", re.IGNORECASE)
