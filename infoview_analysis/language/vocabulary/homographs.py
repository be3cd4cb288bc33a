"""Forms that stand for several skills, told apart by the words around them."""

import re
from functools import cache

from infoview_analysis.word_lists import load_toml

__all__ = ["choose_sense"]


def choose_sense(form: str, around: str) -> str:
    """Name of the skill that a form means among these words; empty where it has one sense only.

    >>> choose_sense("GCP", "monitoring visits at trial sites"), choose_sense("GCP", "AWS or GCP")
    ('Good Clinical Practice', 'Google Cloud Platform')
    >>> choose_sense("SQL", "")
    ''
    """
    for name, pattern in _senses().get(form.casefold(), ()):
        if pattern is None or pattern.search(around):
            return name
    return ""


@cache
def _senses() -> dict[str, tuple[tuple[str, re.Pattern[str] | None], ...]]:
    table = load_toml(__package__, "homographs.toml")
    return {
        form.casefold(): tuple((sense["name"], _compile(sense.get("words", []))) for sense in senses)
        for form, senses in table.items()
    }


def _compile(words: list[str]) -> re.Pattern[str] | None:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + ")", re.IGNORECASE) if words else None
