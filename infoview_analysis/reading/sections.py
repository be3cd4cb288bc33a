"""Blocks → what they are about and whose words they are.

A block takes its topic from the nearest thing that announces one: the question it answers, a lead-in line, the
headings above it, the callout around it. Its speaker is the interviewee unless something says that the note-taker
speaks: a label (``Me:``), a section about themselves, a to-do, a first person outside quotation marks.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from infoview_analysis.reading.lexicon import fold, load_phrases
from infoview_analysis.reading.metadata import field_meaning
from infoview_analysis.records import Block

__all__ = ["Annotated", "Turn", "annotate_blocks", "find_topic", "is_own_words", "split_turn"]

_STAMP = r"[\[(]?\d{1,2}[:;.]\d{2}(?:[:;.]\d{2})?[\])]?"
_DATED_STAMP = r"\[\d{1,2}[./]\d{1,2}[./]\d{2,4},? \d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?\]"
_TURN = re.compile(
    rf"^(?:(?:{_DATED_STAMP}|{_STAMP})\s*)?(?P<label>[^\W\d][\w.'’ -]{{0,34}}?)\s*(?:\({_STAMP}\)|{_STAMP})?\s*(?::|\\?-(?= ))\s*(?:{_STAMP}\s*)?(?P<text>\S.*)?$",
    re.DOTALL | re.IGNORECASE,
)
_SPEAKER_LINE = re.compile(rf"^(?P<label>[^\W\d][\w.'’ -]{{0,34}}?)\s+{_STAMP}$")
_OWN_LABELS = {
    "me",
    "i",
    "q",
    "myself",
    "moi",
    "ich",
    "eu",
    "yo",
    "io",
    "ja",
    "you",
    "interviewer",
    "question",
    "frage",
}
_OWN_SECTION = re.compile(r"\b(?:me|my|mine|myself|i|about me|own position|note to self)\b(?!.{0,12}\?)", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“„«][^\"“”„«»]*[\"”“»]|(?<!\w)['‘][^'‘’]{3,}?['’](?!\w)")
_FIRST_PERSON = re.compile(r"\b(?:i|i['’](?:m|ve|d|ll)|im|ive|id|ill|my|me|myself|mine|our)\b", re.IGNORECASE)
_OWN_START = re.compile(
    r"^\W*(?:me|mine|my (?:side|own|skills?|sql|python|gaps?|strengths?)|my|i|i['’](?:m|ve|d|ll)|im|ive|for me|note to self|must|need to|have to|should i)\b",
    re.IGNORECASE,
)
_THIRD_PERSON = re.compile(r"\b(?:he|she|they|his|her|their|says|said)\b", re.IGNORECASE)
_CALLOUT_TOPICS = {
    "tip": "advice", "hint": "advice", "important": "advice", "advice": "advice", "todo": "follow_up", "success": "follow_up",
    "referral": "people", "question": "", "quote": "", "abstract": "background",
}  # fmt: skip

_TASK_TOPICS = {"other", "people", "reflection", "opportunities", "logistics"}


@dataclass(frozen=True, slots=True)
class Annotated:
    """A block with its topic, speaker and the question it answers."""

    block: Block
    topic: str
    speaker: str
    question: str = ""
    label: str = ""
    """Speaker label of the turn it belongs to."""
    lead: str = ""
    """The lead-in line it stands under, if any."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A line of a transcript."""

    label: str
    text: str


@cache
def _phrases() -> dict[str, tuple[str, int]]:
    """Phrase → (topic, number of words)."""
    return {
        phrase: (topic, phrase.count(" ") + 1)
        for topic, phrases in load_phrases("headings").items()
        for phrase in phrases
    }


@cache
def find_topic(text: str) -> str:
    """Topic that a heading, lead-in or question announces; empty where it announces none.

    >>> find_topic("📈 Where is it going?"), find_topic("Marmalade")
    ('trends', '')
    """
    words = fold(text).split()[:40]
    best: tuple[float, str] = (0.0, "")
    for size in range(1, min(6, len(words)) + 1):
        for start in range(len(words) - size + 1):
            topic, length = _lookup(words[start : start + size])
            score = length + size / max(4, len(words)) - 0.001 * start
            if topic and score > best[0] and (size > 1 or len(words) <= _reach(words[start])):
                best = (score, topic)
    return best[1]


def _reach(word: str) -> int:
    """Words a line may have for a single word to announce its topic: short everyday words only by themselves."""
    return 1 if len(word) <= 5 else 7


def _lookup(words: list[str]) -> tuple[str, int]:
    phrase = " ".join(words)
    if phrase in _phrases():
        return _phrases()[phrase]
    for cut in range(4, len(phrase) + 1):
        if phrase[:cut] + "*" in _phrases():
            return _phrases()[phrase[:cut] + "*"]
    return "", 0


def split_turn(text: str) -> Turn | None:
    """Speaker label and words of a transcript line; None if it is none.

    >>> split_turn("[00:12:34] Jane: SQL, every day")
    Turn(label='Jane', text='SQL, every day')
    """
    match = _SPEAKER_LINE.match(text)
    if match:
        return Turn(match["label"].strip(), "")
    match = _TURN.match(text)
    if match is None or len(match["label"].split()) > 5:
        return None
    return Turn(match["label"].strip(), (match["text"] or "").strip())


def is_own_words(text: str) -> bool:
    """True where the note-taker speaks of themselves in the first person outside quotation marks.

    >>> is_own_words("I have zero Kotlin"), is_own_words('"I have zero Kotlin"')
    (True, False)
    """
    bare = _QUOTED.sub(" ", text)
    return bool(_FIRST_PERSON.search(bare))


def annotate_blocks(blocks: Sequence[Block]) -> list[Annotated]:
    """Topic, speaker and question of each block, in order."""
    return _Reader(blocks).read()


class _Reader:
    """Walks down a note remembering the last heading, lead-in, question and speaker."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.labels = _transcript_labels(blocks)
        self.own_labels = _OWN_LABELS | _asking_labels(blocks, self.labels)
        self.own_voice = _interviewee_says_i(blocks)
        self.question = self.lead = self.label = ""
        top = [block.text for block in blocks if block.kind == "heading" and block.level == 1]
        self.title = top[0] if len(top) == 1 else ""

    def read(self) -> list[Annotated]:
        return [self._annotate(number, block) for number, block in enumerate(self.blocks)]

    def _annotate(self, number: int, block: Block) -> Annotated:
        following = self.blocks[number + 1] if number + 1 < len(self.blocks) else None
        if block.kind == "rule":
            if number and self.blocks[number - 1].end_line == block.line - 1:
                return Annotated(block, "other", "note_taker")  # underlines the line above
            self.question = self.lead = self.label = ""
            return Annotated(block, "other", "note_taker")
        if block.kind == "heading":
            self.lead = self.label = ""
            self.question = block.text if block.text.endswith("?") else ""
            return Annotated(block, "other", "note_taker")
        if block.field is not None:
            topic = "logistics" if field_meaning(block.field.key) else find_topic(block.field.key)
            return Annotated(block, topic or "other", "note_taker" if topic == "logistics" else "interviewee")
        if turn := self._turn(block):
            return self._annotate_turn(block, turn)
        if _is_lead(block, following):
            self.lead, self.question = block.text, block.text if block.text.endswith("?") else ""
            return Annotated(block, find_topic(block.text) or "other", "note_taker", lead=block.text)
        question = self._question(block)
        topic = self._topic(block, question)
        speaker = self._speaker(block, topic)
        return Annotated(block, topic, speaker, question, self.label, self.lead)

    def _turn(self, block: Block) -> Turn | None:
        turn = split_turn(block.text) if block.kind != "row" else None
        return turn if turn is not None and fold(turn.label) in self.labels else None

    def _annotate_turn(self, block: Block, turn: Turn) -> Annotated:
        self.label = turn.label
        own = fold(turn.label) in self.own_labels
        if own and turn.text:
            self.question, self.lead = turn.text, ""
        topic = find_topic(self.question) or find_topic(block.section) or "other"
        return Annotated(block, topic, "note_taker" if own else "interviewee", self.question, turn.label, self.lead)

    def _question(self, block: Block) -> str:
        if block.kind == "row" and len(block.cells) > 1:
            return block.cells[0]
        for parent in reversed(block.parents):
            if parent.endswith("?") or find_topic(parent):
                return parent
        return self.question

    def _topic(self, block: Block, question: str) -> str:
        announced = (question, *reversed(block.parents), self.lead)
        titles = [heading for heading in reversed(block.headings) if heading != self.title]
        callout = _CALLOUT_TOPICS.get(block.callout, "")
        topics = (*map(find_topic, filter(None, announced)), callout, *map(find_topic, titles))
        topic = next(filter(None, topics), "other")
        return "follow_up" if block.task is not None and topic in _TASK_TOPICS else topic

    def _speaker(self, block: Block, topic: str) -> str:
        if self.label:
            return "note_taker" if fold(self.label) in self.own_labels else "interviewee"
        if topic in {"reflection", "follow_up", "logistics"} or block.task is not None:
            return "note_taker"
        under = [self.lead, *block.parents, *block.headings[-1:]]
        if any(_is_own_heading(text) for text in under if text):
            return "note_taker"
        if self.own_voice:
            return "note_taker" if block.text.startswith("(") and block.text.endswith(")") else "interviewee"
        return "note_taker" if _OWN_START.match(block.text) else "interviewee"


def _is_own_heading(text: str) -> bool:
    words = fold(text).split()
    return (
        len(words) <= 8
        and bool(_OWN_SECTION.search(text))
        and "told" not in words
        and not text.endswith("?")
        and words[:1] != ["for"]
    )


def _is_lead(block: Block, following: Block | None) -> bool:
    """True for a line that works as a heading: bold, in capitals, ending in a colon, or short before a list."""
    text = block.text
    if (
        block.kind not in {"paragraph", "item", "quote"}
        or len(text) > 90
        or text.endswith("wrote:")
        or block.task is not None
        or block.parents
    ):
        return False
    if following is not None and following.parents:
        return False  # what stands below it names it as its parent
    if block.bold and fold(block.bold) == fold(text):
        return True
    letters = [c for c in text if c.isalpha()]
    if len(letters) > 3 and all(c.isupper() for c in letters):
        return True
    if block.kind == "item" and (following is None or following.kind == "item"):
        return False
    if text.endswith((":", "?")) and len(text.split()) <= 12:
        return True
    short = len(text.split()) <= 6 and not text.endswith((".", "!", ",", ";"))
    return (
        short
        and following is not None
        and following.kind in {"item", "quote", "row"}
        and following.line - block.end_line <= 2
        and bool(find_topic(text))
    )


def _transcript_labels(blocks: Sequence[Block]) -> set[str]:
    """Speaker labels of a transcript: those that open a line at least twice, or once beside ``Me``."""
    counts: Counter[str] = Counter()
    for block in blocks:
        if block.kind in {"heading", "row", "code"} or block.field is not None:
            continue
        turn = split_turn(block.text)
        if turn is not None:
            counts[fold(turn.label)] += 1
    labels = {label for label, count in counts.items() if count >= 2 and not find_topic(label)}
    return labels | {label for label in counts if label in _OWN_LABELS} if len(labels) >= 1 else set()


def _asking_labels(blocks: Sequence[Block], labels: set[str]) -> set[str]:
    """The one label whose turns are mostly questions, where the others answer: the note-taker's."""
    if labels & _OWN_LABELS or len(labels) < 2:
        return set()
    asked: Counter[str] = Counter()
    said: Counter[str] = Counter()
    for block in blocks:
        turn = split_turn(block.text)
        if turn is not None and fold(turn.label) in labels:
            said[fold(turn.label)] += 1
            asked[fold(turn.label)] += "?" in turn.text
    shares = sorted(((asked[label] / said[label], label) for label in labels if said[label]), reverse=True)
    return {shares[0][1]} if len(shares) > 1 and shares[0][0] >= 0.4 and shares[0][0] > 1.5 * shares[1][0] else set()


def _interviewee_says_i(blocks: Sequence[Block]) -> bool:
    """True for a written question-and-answer piece, where *I* is the interviewee."""
    answers = [block.text for block in blocks if block.section.endswith("?") and block.kind != "heading"]
    if sum(len(text) for text in answers) < 400:
        return False
    bare = _QUOTED.sub(" ", " ".join(answers))
    return len(_FIRST_PERSON.findall(bare)) > 2 * len(_THIRD_PERSON.findall(bare))


def with_topic(annotated: Annotated, topic: str) -> Annotated:
    """The same block under another topic."""
    return replace(annotated, topic=topic)
