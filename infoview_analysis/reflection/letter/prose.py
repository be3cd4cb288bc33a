"""Prose: words, some of which lead to what they are about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from infoview_analysis.reflection.words import say_count, say_number

__all__ = ["Phrase", "Prose", "counted", "join_prose", "list_prose", "say_prose", "verb_for", "write"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Some words of a sentence."""

    text: str
    about: str = ""
    """What they lead to: a kind and a key, as in ``skill/sql``; empty where they lead nowhere."""


Prose = tuple[Phrase, ...]
"""Words that make sentences when they are joined."""


def write(*pieces: str | Phrase | Iterable[Phrase]) -> Prose:
    """Put words together.

    Examples
    --------
    >>> say_prose(write("You know ", Phrase("SQL", "skill/sql"), "."))
    'You know SQL.'
    """
    phrases: list[Phrase] = []
    for piece in pieces:
        if isinstance(piece, str):
            phrases.append(Phrase(piece))
        elif isinstance(piece, Phrase):
            phrases.append(piece)
        else:
            phrases.extend(piece)
    return tuple(phrase for phrase in phrases if phrase.text)


def say_prose(prose: Iterable[Phrase]) -> str:
    """Return the words alone."""
    return "".join(phrase.text for phrase in prose)


def join_prose(parts: Iterable[Prose], sign: str = " ") -> Prose:
    """Join sentences with blanks; empty ones are passed over.

    Examples
    --------
    >>> say_prose(join_prose([write("One."), (), write("Two.")]))
    'One. Two.'
    """
    joined: list[Phrase] = []
    for part in parts:
        joined += [*([Phrase(sign)] if joined and part else []), *part]
    return tuple(joined)


def list_prose(items: Sequence[Prose | Phrase], *, most: int | None = None) -> Prose:
    """List things as :func:`infoview_analysis.reflection.words.say_list` does.

    Examples
    --------
    >>> say_prose(list_prose([Phrase("a"), Phrase("b"), Phrase("c"), Phrase("d")], most=2))
    'a, b and two more'
    """
    listed = [item if isinstance(item, tuple) else (item,) for item in items]
    if most is not None and len(listed) > most + 1:
        listed = [*listed[:most], write(f"{say_number(len(listed) - most)} more")]
    if len(listed) < 2:
        return write(*listed)
    return write(join_prose(listed[:-1], ", "), " and ", listed[-1])


def verb_for(count: int, one: str, many: str) -> str:
    """Return the form of a verb that fits a number."""
    return one if count == 1 else many


def counted(number: int, noun: str, about: str, plural: str = "") -> Phrase:
    """Return a number with what it counts, as words that lead to it."""
    return Phrase(say_count(number, noun, plural), about)
