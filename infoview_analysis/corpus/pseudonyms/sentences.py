"""Sentences of the program's own: only what they quote is a note's."""

import re

__all__ = ["OWN_COLUMNS", "OWN_WORDS", "split_quotes"]

_QUOTED = {"message": re.compile(r'("[^"]*")'), "explain": re.compile(r'(".*")', re.DOTALL)}
"""By column; the explanation of a row ends with one quotation, in which there may be others."""
OWN_COLUMNS = frozenset(_QUOTED)
"""Columns in which the program speaks."""
OWN_WORDS = frozenset(["exclude", "infoview", "mb", "rename", "toml", "utf"])
"""Words of these sentences that no list of everyday words has."""


def split_quotes(column: str, text: str) -> list[str]:
    """Parts of a text in turn: the program's, quoted, the program's, quoted and so on.

    Examples
    --------
    >>> split_quotes("message", 'date "1/2/25" can be read two ways')
    ['date ', '"1/2/25"', ' can be read two ways']
    """
    return _QUOTED[column].split(text)
