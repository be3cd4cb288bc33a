"""The bank of questions for talks, by topic."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["TopicQuestions", "load_questions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicQuestions:
    """What can be asked about a topic."""

    heading: str
    """Heading for it in a note, in words that the reader of notes takes for this topic."""
    always: tuple[str, ...]
    """Asked in every talk."""
    more: tuple[str, ...]
    """Added where the notes hold little about the topic, the most useful first."""


@cache
def load_questions() -> Mapping[str, TopicQuestions]:
    """Return the questions by topic, in the order in which a talk goes.

    Examples
    --------
    >>> load_questions()["people"].heading
    'People to talk to'
    """
    data = tomllib.loads(files(__package__).joinpath("questions.toml").read_text(encoding="utf-8"))
    return {
        topic: TopicQuestions(heading=entry["heading"], always=tuple(entry["always"]), more=tuple(entry["more"]))
        for topic, entry in data.items()
    }
