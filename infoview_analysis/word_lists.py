"""Words that come with the package as data: TOML files, and what a phrase in them stands for.

A phrase is compared word by word, with any white space between; ``word*`` takes any ending, and a ``*`` alone takes
one to four words.
"""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["compile_any", "join_phrases", "load_toml", "phrase_pattern"]

_SOME_WORDS = r"(?:\S+\s+){0,3}?\S+"


@cache
def load_toml(package: str, name: str) -> dict[str, Any]:
    """Load a TOML file that lies beside the modules of a package.

    Examples
    --------
    >>> "law" in load_toml("infoview_analysis.corpus", "fields.toml")
    True
    """
    return tomllib.loads(files(package).joinpath(name).read_text(encoding="utf-8"))


def phrase_pattern(phrase: str) -> str:
    """Write the regular expression of a phrase.

    Examples
    --------
    >>> phrase_pattern("career* office"), phrase_pattern("expecting * from")
    ('career\\\\w*\\\\s+office', 'expecting\\\\s+(?:\\\\S+\\\\s+){0,3}?\\\\S+\\\\s+from')
    """
    return r"\s+".join(_SOME_WORDS if word == "*" else _word_pattern(word) for word in phrase.split(" "))


def _word_pattern(word: str) -> str:
    return re.escape(word).replace(r"\*", r"\w*")


def join_phrases(phrases: Iterable[str]) -> str:
    """Write the regular expression of any of some phrases.

    Examples
    --------
    >>> join_phrases(["come", "come back"])
    '(?:come\\\\s+back|come)'
    """
    # The longest first, or "come" would be found in "come back".
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return f"(?:{'|'.join(map(phrase_pattern, ordered))})"


def compile_any(phrases: Iterable[str], *, apostrophe: str = "'") -> re.Pattern[str]:
    """Compile a pattern for any of some phrases as whole words, without regard to case; of none, it fits nothing.

    Parameters
    ----------
    phrases
        As a word list has them.
    apostrophe
        Regular expression of what may stand for an apostrophe.

    Examples
    --------
    >>> compile_any(["bootcamp*", "a course"]).findall("A course beats bootcamps")
    ['A course', 'bootcamps']
    >>> compile_any(["master's"], apostrophe="['’]?").findall("a masters")
    ['masters']
    """
    known = list(phrases)
    words = join_phrases(known).replace("'", apostrophe) if known else r"(?!)"
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
