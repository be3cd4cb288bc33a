"""Whose turn it is: what they promised the note-taker, and what they asked the note-taker for."""

import re
from collections.abc import Sequence
from functools import cache

from infoview_analysis.word_lists import join_phrases, load_toml

__all__ = ["find_debt", "find_request", "is_lacking", "is_promised"]

_WILL = r"(?:'ll| will|(?:'s| is|'re| are)? (?:going to|gonna))"
_MODAL = rf"(?:{_WILL}| has to| have to| must| can| promised to| offered to| wants? to)"
_ADVERBS = r"(?: (?:also|then|still|soon|probably|kindly|gladly|maybe))?"


def is_promised(text: str, names: Sequence[str] = (), *, speaker: str = "note_taker") -> bool:
    """Tell whether a thing to do is theirs to do: promised by the interviewee, awaited by the note-taker.

    Parameters
    ----------
    text
        The statement.
    names
        Names of the interviewee, any of which may begin the statement.
    speaker
        Who says *I*: ``interviewee`` in a transcript.

    Examples
    --------
    >>> is_promised("She'll forward the list"), is_promised("Jo sends the guide", ["Jo Atkinson", "Jo"])
    (True, True)
    >>> is_promised("gonna intro me to Sam"), is_promised("promised to send the deck"), is_promised("said he'd ask")
    (True, True, True)
    >>> is_promised("Send Jo the guide, she'll pass it on", ["Jo"]), is_promised("write to Eve, he gave me the address")
    (False, False)
    """
    plain = _plain(text)
    if find_request(plain) or find_debt(plain):
        return False
    if _waiting().search(plain):
        return True
    deeds = join_phrases(_load("deeds"))
    if speaker == "interviewee" and re.search(rf"\bi(?:'ll| will| can|'m going to) {deeds}\b", plain):
        return True
    if _is_own(plain):
        return False
    promised = _promise(tuple(_plain(name) for name in names)).search(plain)
    return bool(promised or _clause().search(plain) or _without_subject().search(plain))


def find_request(text: str) -> str:
    """Find the words with which somebody asks the note-taker for something; empty where nobody does.

    Examples
    --------
    >>> find_request("She asked whether I could send her my script"), find_request("He asked if I had a degree")
    ('asked whether i could send', '')
    >>> find_request("he'd like to see my leaflets"), find_request("I asked her to send the list")
    ("'d like to see my", '')
    """
    match = _request().search(_plain(text))
    return match[0].strip() if match else ""


def find_debt(text: str) -> str:
    """Find the words with which the note-taker says what they owe or have promised; empty where nothing is owed.

    Examples
    --------
    >>> find_debt("owe her: the link"), find_debt("I promised Sam the slides"), find_debt("She owes me a book")
    ('owe her', 'i promised sam', '')
    """
    match = _debt().search(_plain(text))
    return match[0].strip() if match else ""


def is_lacking(text: str) -> bool:
    """Tell whether a statement says that something, or somebody who can do it, is not to be had.

    Examples
    --------
    >>> is_lacking("corrosion, they can't find people for it"), is_lacking("corrosion is my day job")
    (True, False)
    """
    return bool(_lacking().search(_plain(text)))


def _plain(text: str) -> str:
    return re.sub(r"[’‘`´]", "'", text).casefold().strip(' "“”„()[]-–—*•→>:')


def _is_own(plain: str) -> bool:
    words = _load("deeds") + _load("own_start")
    return bool(re.match(rf"{join_phrases(words)}(?![\w'])", plain))


@cache
def _promise(names: tuple[str, ...]) -> re.Pattern[str]:
    """They, named or not, at the front, and what they are to do."""
    named = sorted({form for name in names if name for form in _forms(name)}, key=lambda form: (-len(form), form))
    verbs = join_phrases(_load("deeds"))
    them = f"(?:{'|'.join(['he', 'she', 'they', *map(re.escape, named)])})"
    ways = (
        rf"{_ADVERBS}{_MODAL}{_ADVERBS} \w",
        # "She'd put me in touch" promises, "he'd tell his younger self" does not.
        r"(?:'d| would) .*\b(?:me|my|us|him|her|them)\b",
        rf"{_ADVERBS} {verbs}e?s\b",
        rf"(?:'s| is|'re| are){_ADVERBS} (?:e-?mail|find|forward|introduc|look|post|send|shar|writ)\w*ing\b",
        rf" to {verbs}\b",
        rf": (?:to )?{verbs} (?:me|us)\b",
    )
    begins = rf"^(?:(?:and|then|also|but) )?{them}(?:{'|'.join(ways)})"
    return re.compile(rf"{begins}|^they{_ADVERBS} {verbs} (?:me|us)\b")


def _forms(name: str) -> tuple[str, ...]:
    """A name as notes shorten it: whole, its first word, its initials.

    >>> _forms("jean-luc da silva")
    ('jean-luc da silva', 'jean-luc', 'j', 'jds')
    """
    words = name.split()
    return name, words[0], words[0][0], "".join(word[0] for word in words)


@cache
def _clause() -> re.Pattern[str]:
    """A promise of somebody named otherwise, or further on: "Sir will send it", "Eve, my boss, she'll tell him"."""
    will = rf"{_WILL}{_ADVERBS} {join_phrases(_load('deeds'))}\b"
    subject = r"(?!(?:i|we|you|it|this|that|there)\b)[\w.-]+(?: (?!(?:i|we|you)\b)[\w.-]+){0,2}"
    return re.compile(rf"\b(?:he|she|they){will}|^{subject}{will}")


@cache
def _without_subject() -> re.Pattern[str]:
    """A promise of theirs that leaves out who gave it, or tells it: "gonna intro me to Sam", "said she'd ask"."""
    deeds = join_phrases(_load("deeds"))
    ways = (
        rf"^(?:is |are )?(?:gonna|going to|will|happy to|can){_ADVERBS} {deeds}\b.*\b(?:me|us)\b",
        rf"^(?:offered|promised) to {deeds}\b(?! (?:him|her|them)\b)",
        rf"\bsaid (?:that )?(?:he|she|they)(?:'d| would|'ll| will){_ADVERBS} {deeds}\b",
    )
    return re.compile("|".join(ways))


@cache
def _debt() -> re.Pattern[str]:
    # "I promised myself to rest" is owed to nobody; "they owe her a salary" is not the note-taker's.
    whom = r"(?:him|her|them|(?!(?:me|us|you|myself|it|that|to)\b)[\w'-]+)"
    return re.compile(rf"(?:^|\bi |\bstill )owe {whom}|(?:^|\bi(?:'ve| have)? )promised {whom}|\bi promised to\b")


@cache
def _request() -> re.Pattern[str]:
    # "She wants me to talk to Dev" sends on, it asks for nothing.
    verbs = rf"(?!(?:talk|speak|write) (?:to|with)\b){join_phrases(_load('asked_deeds'))}"
    ways = (
        rf"(?<!\bi )\bask(?:s|ed) (?:me )?(?:if|whether) (?:i|we) (?:could|can|would|might|may)(?: please)? {verbs}\b",
        rf"(?<!\bi )\bask(?:s|ed) me (?:to {verbs}\b|(?:back )?for (?!advice))",
        rf"\b(?:he|she|they)(?: (?:also|then))? (?:wants?|needs?) me to {verbs}\b",
        r"\b(?:he|she|they) (?:wants?|needs?) (?:to (?:see|read|hear|have|borrow) )?my\b",
        rf"(?:'d| would) (?:like|love) me to {verbs}\b",
        r"(?:'d| would) (?:like|love)(?: to (?:see|read|hear|have|borrow))? my\b",
        r"\b(?:he|she|they)(?:'d| would) (?:like|love) (?:somebody|someone|anyone|anybody) who\b",
        rf"\bcould i (?:please )?{verbs} (?:him|her|them)\b",
    )
    return re.compile("|".join(ways))


@cache
def _waiting() -> re.Pattern[str]:
    return re.compile(rf"\b{join_phrases(_load('waiting'))}(?!\w)")


@cache
def _lacking() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'])(?:{join_phrases(_load('lacking'))})(?!\w)")


def _load(group: str) -> tuple[str, ...]:
    return tuple(load_toml(__package__, "turns.toml")[group])
