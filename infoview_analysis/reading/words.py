"""Text → words that know where they stand: the ground on which names and jobs are found."""

import re
from functools import lru_cache
from typing import NamedTuple

from infoview_analysis.reading.lexicon import fold

__all__ = ["BRACKETS", "BREAK", "QUOTED", "Word", "drop_possessive", "find_words", "written_in_lower_case"]

_WORD = re.compile(r"[^\W\d_](?:\w|['’.\-/](?=\w))*\.?")
_POSSESSIVE = re.compile(r"['’]s?$")
BREAK = re.compile(
    r"[,;:()\[\]|–—\"“”?!=•·<>+&]"
    r"|\sx\s"  # Jane x Acme
    r"|(?<!\b[sda])/"  # but not s/o, d/o, a/l
    r"|(?<![A-Z])\.(?=\s|$)"  # a full stop, but not after an initial
    r"|\s-+>?\s|->|→|\s/\s"
)
"""What parts a name, a job or an employer from what stands beside it."""
BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]?")
"""An addition in brackets, closed or not, with the blanks before it."""
QUOTED = re.compile(r"[\"“„«][^\"“”„«»]*[\"”“»]|(?<!\w)['‘][^'‘’]{3,}?['’](?!\w)")
"""Words between quotation marks."""


class Word(NamedTuple):
    """A word and where it stands."""

    text: str
    """As written, without a closing full stop."""
    start: int
    end: int
    """Position after the word and its full stop."""
    key: str
    """Folded."""
    stem: str
    """Folded, without the possessive *'s*."""

    @property
    def is_possessive(self) -> bool:
        return self.key != self.stem


@lru_cache(maxsize=4096)
def find_words(text: str) -> tuple[Word, ...]:
    """Words of a text, in order; numbers and punctuation are passed over.

    Examples
    --------
    >>> [(word.text, word.stem) for word in find_words("Dr. Ní Bhriain's 2 labs")]
    [('Dr', 'dr'), ('Ní', 'ni'), ("Bhriain's", 'bhriain'), ('labs', 'labs')]
    """
    return tuple(_word(match) for match in _WORD.finditer(text))


def _word(match: re.Match[str]) -> Word:
    text = match.group().rstrip(".")
    key = fold(text)
    stem = fold(drop_possessive(text)) if "'" in text or "’" in text else key
    return Word(text, match.start(), match.end(), key, stem)


def drop_possessive(text: str) -> str:
    """Take the closing *'s* off a name.

    Examples
    --------
    >>> drop_possessive("Jane's"), drop_possessive("Lars’")
    ('Jane', 'Lars')
    """
    return _POSSESSIVE.sub("", text)


def written_in_lower_case(text: str) -> bool:
    """True for a line written without capitals, where names are not to be told by them.

    Examples
    --------
    >>> written_in_lower_case("met jane doe at acme"), written_in_lower_case("Met Jane Doe")
    (True, False)
    """
    return text[:1].islower() or sum(map(str.isupper, text)) <= 0.02 * len(text)
