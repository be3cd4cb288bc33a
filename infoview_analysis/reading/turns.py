"""Transcripts: who speaks in a line, and which speaker is the note-taker."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from infoview_analysis.reading.lexicon import fold, load_phrases
from infoview_analysis.reading.topics import find_topic
from infoview_analysis.records import Block

__all__ = ["Turn", "find_labels", "find_own_labels", "is_written_answer", "split_turn"]

_STAMP = r"[\[(]?\d{1,2}[:;.]\d{2}(?:[:;.]\d{2})?[\])]?"
_DATED_STAMP = r"\[\d{1,2}[./]\d{1,2}[./]\d{2,4},? \d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?\]"
_LABEL = r"(?P<label>[^\W\d][\w.'’ -]{0,34}?)"
_TURN = re.compile(
    rf"^(?:(?:{_DATED_STAMP}|{_STAMP})\s*)?"
    rf"{_LABEL}\s*(?:\({_STAMP}\)|{_STAMP})?"
    rf"\s*(?::|\\?-(?= ))\s*(?:{_STAMP}\s*)?"
    r"(?P<text>\S.*)?$",
    re.DOTALL | re.IGNORECASE,
)
_SPEAKER_LINE = re.compile(rf"^{_LABEL}(?:\s+{_STAMP}|\s*[·|]\s*\d{{1,2}}[^·|]{{3,24}})$")  # what is said follows below
_OWN = frozenset(load_phrases("speakers")["own"])


@dataclass(frozen=True, slots=True)
class Turn:
    """A line of a transcript."""

    label: str
    """Name, initials or role of the speaker."""
    text: str
    """What they say."""


def split_turn(text: str) -> Turn | None:
    """Speaker label and words of a transcript line; None if it is none.

    Examples
    --------
    >>> split_turn("[00:12:34] Jane: SQL, every day")
    Turn(label='Jane', text='SQL, every day')
    """
    if match := _SPEAKER_LINE.match(text):
        return Turn(match["label"].strip(), "")
    match = _TURN.match(text)
    if match is None or len(match["label"].split()) > 5:
        return None
    return Turn(match["label"].strip(), (match["text"] or "").strip())


def find_labels(blocks: Sequence[Block]) -> set[str]:
    """Speaker labels of a transcript, folded: those that open a line at least twice, or once beside ``Me``.

    Examples
    --------
    >>> lines = ["Me: What matters?", "Jane: SQL.", "Jane: And writing."]
    >>> sorted(find_labels([Block(kind="paragraph", text=text, line=1, end_line=1) for text in lines]))
    ['jane', 'me']
    """
    counts: Counter[str] = Counter()
    for block in blocks:
        if block.kind not in {"heading", "row", "code"} and block.field is None and (turn := split_turn(block.text)):
            counts[fold(turn.label)] += 1
    labels = {label for label, count in counts.items() if count >= 2 and not find_topic(label)}
    return labels | (_OWN & set(counts)) if labels else set()


def find_own_labels(blocks: Sequence[Block], labels: set[str]) -> frozenset[str]:
    """Labels of the note-taker: the known ones, or the one whose turns are mostly questions that others answer.

    Examples
    --------
    >>> lines = ["AB: Why?", "AB: And then?", "CD: Because.", "CD: Nothing."]
    >>> blocks = [Block(kind="paragraph", text=text, line=1, end_line=1) for text in lines]
    >>> sorted(find_own_labels(blocks, {"ab", "cd"}) - find_own_labels([], set()))
    ['ab']
    """
    if _headings_ask(blocks):
        return frozenset(label for label in _OWN if len(label) > 1 or len(labels) < 2)  # *I:* is an initial there
    if labels & _OWN or len(labels) < 2:
        return _OWN
    asked: Counter[str] = Counter()
    said: Counter[str] = Counter()
    for block in blocks:
        turn = split_turn(block.text)
        if turn is not None and fold(turn.label) in labels:
            said[fold(turn.label)] += 1
            asked[fold(turn.label)] += "?" in turn.text
    (most, label), (next_most, _), *_ = sorted(
        ((asked[label] / max(1, said[label]), label) for label in labels), reverse=True
    )
    return _OWN | {label} if most >= 0.4 and most > 1.5 * next_most else _OWN


def is_written_answer(block: Block, question: str) -> bool:
    """True for a quotation that answers a question: whoever says *I* in it is the one who was asked.

    Examples
    --------
    >>> answer = Block(kind="quote", text="I studied chemistry.", line=2, end_line=2)
    >>> is_written_answer(answer, "How did you get here?"), is_written_answer(answer, "")
    (True, False)
    """
    return block.kind == "quote" and block.callout in {"", "quote"} and question.endswith("?")


def _headings_ask(blocks: Sequence[Block]) -> bool:
    """True where the questions are headings, so that every label answers."""
    return sum(block.kind == "heading" and block.text.endswith("?") for block in blocks) > 2
