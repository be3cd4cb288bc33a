"""Things to do that a later note tells to be done, though no name says which was meant."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from infoview_analysis.corpus import Corpus
from infoview_analysis.language.context import Context
from infoview_analysis.language.follow_ups import is_done
from infoview_analysis.language.splitting import split_sentences
from infoview_analysis.reading.lexicon import fold
from infoview_analysis.reflection.frames import Row, cite
from infoview_analysis.word_lists import load_toml

__all__ = ["gather_deeds", "is_done_since"]

_TO_SOMEBODY = ("send", "contact", "meet", "update")
"""Kinds that can be meant for one person or another; the rest the note-taker does for themselves."""
_OWN_TOPICS = ("follow_up", "reflection", "logistics")
_TAIL = re.compile(
    r"\s*(?:[(;–—]|,\s|\s-\s|\b(?:by|before|until|till|due|because|since|which|who)\b).*$", re.IGNORECASE
)
"""What follows on the thing itself: until when, why, how."""


def gather_deeds(corpus: Corpus, done: Iterable[Row]) -> list[Row]:
    """Gather what the notes tell to be done: follow-ups, and sentences of the note-taker that say so."""
    told = (
        row | {"quote": sentence, "person_id": ""}
        for row in cite(corpus, corpus.passages)
        if row["speaker"] == "note_taker" or row["topic"] in _OWN_TOPICS
        for sentence in _find_done(row["text"])
    )
    return [*done, *told]


@lru_cache(maxsize=2**17)  # each answer on things to do looks at every passage
def _find_done(text: str) -> tuple[str, ...]:
    """Find the sentences that say that something was done."""
    sentences = (text[start:end] for start, end in split_sentences(text))
    return tuple(sentence for sentence in sentences if is_done(sentence, Context()))


def is_done_since(task: Row, deeds: Sequence[Row], others: Sequence[Row]) -> bool:
    """Tell whether a later note says that a thing to do was done, and it is clear which.

    Parameters
    ----------
    task
        An open follow-up.
    deeds
        What is done, see :func:`gather_deeds`.
    others
        All open follow-ups, the task among them.

    Examples
    --------
    >>> here = {"kind": "send", "person_id": "", "interviewee_id": "ann", "date": "2024-03-01", "quote": "send CV"}
    >>> there = {**here, "interviewee_id": "bob", "date": "2024-03-09", "quote": "sent the CV"}
    >>> is_done_since(here, [there], [here]), is_done_since(here, [there], [here, {**here, "interviewee_id": "cho"}])
    (True, False)
    """
    later = [deed for deed in deeds if deed["date"] > task["date"] and _fits(task, deed)]
    return any(_is_clear(task, deed, others) for deed in later)


def _is_clear(task: Row, deed: Row, others: Sequence[Row]) -> bool:
    if task["kind"] not in _TO_SOMEBODY:
        return True
    whom = deed["person_id"] or deed["interviewee_id"]
    if whom == _concerns(task):
        return True
    rivals = [other for other in others if _concerns(other) != _concerns(task) and _fits(other, deed)]
    return not deed["person_id"] and not rivals


def _concerns(task: Row) -> str:
    return str(task["person_id"] or task["interviewee_id"])


def _fits(task: Row, deed: Row) -> bool:
    """True where the deed is about the same thing and did the same with it, or finished it."""
    thing, about = _find_thing(_TAIL.sub("", task["quote"])), _find_thing(deed["quote"])
    same = thing <= about if len(thing) > 1 else thing == about
    verbs = _find_verbs(deed["quote"])
    return (
        bool(thing)
        and same
        and (_says_finished(deed["quote"]) or not verbs or bool(verbs & _find_verbs(task["quote"])))
    )


@lru_cache(maxsize=4096)
def _find_thing(text: str) -> frozenset[str]:
    """Words that tell what a thing to do is about, without plural."""
    words = fold(text.replace("’", "'").replace("'s", "")).split()
    kept = (word for word in words if word not in _plain() and word not in _verbs() and not word.isdigit())
    return frozenset(word.removesuffix("s") if len(word) > 3 else word for word in kept)


@lru_cache(maxsize=4096)
def _find_verbs(text: str) -> frozenset[str]:
    return frozenset(_verbs()[word] for word in fold(text).split() if word in _verbs())


def _says_finished(text: str) -> bool:
    words = f" {fold(text)} "
    return any(f" {word} " in words for word in _load("finished"))


@cache
def _plain() -> frozenset[str]:
    return frozenset(_load("small"))


@cache
def _verbs() -> dict[str, str]:
    """Verb by its forms."""
    pasts = load_toml(__package__, "turns.toml")["pasts"]
    known = [verb for verb in (*_load("deeds"), *_load("own_start"), *_load("own_deeds"), *pasts) if verb.isalpha()]
    forms = {form: verb for verb in known for form in (verb, f"{verb}ed", f"{verb}d")}
    forms |= {form: verb for verb, others in pasts.items() for form in (verb, *others)}
    return {form: verb for form, verb in forms.items() if form not in _plain() and form not in ("me", "i")}


def _load(group: str) -> tuple[str, ...]:
    return tuple(load_toml(__package__, "turns.toml")[group])
