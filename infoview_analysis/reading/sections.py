"""Blocks → what they are about and whose words they are.

A block takes its topic from the nearest thing that announces one: the question it answers, a lead-in line, the
headings above it, the callout around it. Its speaker is the interviewee unless something says that the note-taker
speaks: a label (``Me:``), a section about themselves, a to-do, a first person outside quotation marks.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from infoview_analysis.reading.fields import field_meaning
from infoview_analysis.reading.lexicon import fold, load_entries
from infoview_analysis.reading.ratings import is_rating
from infoview_analysis.reading.remarks import is_closing_remark
from infoview_analysis.reading.topics import find_topic
from infoview_analysis.reading.turns import Turn, find_labels, find_own_labels, is_written_answer, split_turn
from infoview_analysis.reading.words import QUOTED
from infoview_analysis.records import Block

__all__ = ["Annotated", "annotate_blocks"]

_OWN_TOPICS = {"reflection", "follow_up", "logistics"}  # of these the note-taker speaks
_TASK_TOPICS = {"other", "people", "reflection", "opportunities", "logistics"}  # under these a task is a follow-up
_OWN_SECTION = re.compile(r"\b(?:me|my|mine|myself|i|about me|own position|note to self)\b(?!.{0,12}\?)", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:i|i['’](?:m|ve|d|ll)|im|ive|id|ill|my|me|myself|mine|our)\b", re.IGNORECASE)
_THIRD_PERSON = re.compile(r"\b(?:he|she|they|his|her|their|says|said)\b", re.IGNORECASE)
_OWN_START = re.compile(
    r"^\W*(?:me|mine|my|i|i['’](?:m|ve|d|ll)|im|ive|for me|note to self|must|need to|have to|should i)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Annotated:
    """A block with its topic, speaker and the question it answers."""

    block: Block
    topic: str
    speaker: str
    """``interviewee`` or ``note_taker``."""
    question: str = ""
    label: str = ""
    """Speaker label of the turn it belongs to."""
    lead: str = ""
    """The lead-in line it stands under, if any."""


@cache
def _callout_topics() -> dict[str, str]:
    """Type of callout → topic."""
    return {callout: topic for topic, callouts in load_entries("callouts").items() for callout in callouts}


def annotate_blocks(blocks: Sequence[Block]) -> list[Annotated]:
    """Topic, speaker and question of each block, in order.

    Examples
    --------
    >>> heading = Block(kind="heading", text="Advice", line=1, end_line=1, level=2)
    >>> item = Block(kind="item", text="Learn SQL", line=2, end_line=2, section="Advice", headings=("Advice",))
    >>> annotate_blocks([heading, item])[1].topic
    'advice'
    """
    reader = _Reader(blocks)
    return [reader.annotate(number, block) for number, block in enumerate(blocks)]


class _Reader:
    """Walks down a note remembering the last lead-in, question and speaker."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.labels = find_labels(blocks)
        self.own_labels = find_own_labels(blocks, self.labels)
        self.own_voice = _interviewee_says_i(blocks)
        self.question = self.lead = self.label = ""
        top = [block.text for block in blocks if block.kind == "heading" and block.level == 1]
        self.title = top[0] if len(top) == 1 else ""

    def annotate(self, number: int, block: Block) -> Annotated:
        if block.kind in {"rule", "heading"}:
            return self._part(number, block)
        if is_rating(block.text) and block.task is None:
            return Annotated(block, "reflection", "note_taker")
        if block.field is not None:
            return _annotate_field(block, block.field.key)
        if turn := self._turn(block):
            return self._annotate_turn(block, turn)
        following = self.blocks[number + 1] if number + 1 < len(self.blocks) else None
        if _is_lead(block, following):
            self.lead, self.question = block.text, _if_question(block.text)
            return Annotated(block, find_topic(block.text) or "other", "note_taker", lead=block.text)
        question = self._question(block)
        topic = self._topic(block, question)
        if not (self.label or question or self.own_voice) and is_closing_remark(self.blocks, number, topic):
            return Annotated(block, "reflection", "note_taker")
        return Annotated(block, topic, self._speaker(block, topic), question, self.label, self.lead)

    def _part(self, number: int, block: Block) -> Annotated:
        """A heading or a rule, which ends what the lines above announced."""
        underlines = block.kind == "rule" and number and self.blocks[number - 1].end_line == block.line - 1
        if not underlines:
            self.lead = self.label = ""
            self.question = _if_question(block.text)
        return Annotated(block, "other", "note_taker")

    def _turn(self, block: Block) -> Turn | None:
        turn = split_turn(block.text) if self.labels and block.kind != "row" else None
        return turn if turn is not None and fold(turn.label) in self.labels else None

    def _annotate_turn(self, block: Block, turn: Turn) -> Annotated:
        own = fold(turn.label) in self.own_labels
        # Where only questions have a label, what follows one is the answer.
        is_bare_question = own and turn.text.endswith("?") and self.labels <= self.own_labels
        self.label = "" if is_bare_question else turn.label
        if own and turn.text:
            self.question, self.lead = turn.text, ""
        topic = find_topic(self.question) or find_topic(block.section) or "other"
        return Annotated(block, topic, "note_taker" if own else "interviewee", self.question, turn.label, self.lead)

    def _question(self, block: Block) -> str:
        if block.kind == "row" and len(block.cells) > 1:
            return block.cells[0]
        asked = (parent for parent in reversed(block.parents) if parent.endswith("?") or find_topic(parent))
        return next(asked, self.question)

    def _topic(self, block: Block, question: str) -> str:
        announced = filter(None, (question, *reversed(block.parents), self.lead))
        titles = (heading for heading in reversed(block.headings) if heading != self.title)
        callout = _callout_topics().get(block.callout, "")
        topics = (*map(find_topic, announced), callout, *map(find_topic, titles))
        topic = next(filter(None, topics), "other")
        return "follow_up" if block.task is not None and topic in _TASK_TOPICS else topic

    def _speaker(self, block: Block, topic: str) -> str:
        if self.label:
            own = fold(self.label) in self.own_labels
        elif topic in _OWN_TOPICS or block.task is not None or _stands_under_own_heading(block, self.lead):
            own = True
        elif is_written_answer(block, self.question):
            own = False
        elif self.own_voice:
            own = block.text.startswith("(") and block.text.endswith(")")
        else:
            own = _OWN_START.match(block.text) is not None
        return "note_taker" if own else "interviewee"


def _if_question(text: str) -> str:
    return text if text.endswith("?") else ""


def _annotate_field(block: Block, key: str) -> Annotated:
    topic = find_topic(key) or "other"
    # "In my place" is no place of the talk.
    if field_meaning(key) and topic != "advice":
        return Annotated(block, "logistics", "note_taker")
    return Annotated(block, topic, "note_taker" if topic == "logistics" else "interviewee")


def _stands_under_own_heading(block: Block, lead: str) -> bool:
    return any(map(_is_own_heading, (lead, *block.parents, *block.headings[-1:])))


def _is_own_heading(text: str) -> bool:
    """True for a heading of the note-taker's own: *Me and this job*, but not *What she told me*, *In my place*."""
    words = fold(text).split()
    if len(words) > 8 or "told" in words or words[:1] == ["for"] or text.endswith("?") or find_topic(text) == "advice":
        return False
    return _OWN_SECTION.search(text) is not None


def _interviewee_says_i(blocks: Sequence[Block]) -> bool:
    """True for a written question-and-answer piece, where *I* is the interviewee."""
    answers = [block.text for block in blocks if block.section.endswith("?") and block.kind != "heading"]
    if sum(map(len, answers)) < 400:
        return False
    bare = QUOTED.sub(" ", " ".join(answers))
    return len(_FIRST_PERSON.findall(bare)) > 2 * len(_THIRD_PERSON.findall(bare))


# --- lead-in lines ------------------------------------------------------------------------------------------------


def _is_lead(block: Block, following: Block | None) -> bool:
    """True for a line that works as a heading: bold, in capitals, ending in a colon, or short before a list."""
    if not _can_lead(block) or (following is not None and following.parents):
        return False  # what stands below an item names it as its parent
    if (block.bold and fold(block.bold) == fold(block.text)) or _is_in_capitals(block.text):
        return True
    if block.kind == "item" and (following is None or following.kind == "item"):
        return False
    if block.text.endswith((":", "?")) and len(block.text.split()) <= 12:
        return True
    return following is not None and _announces_list(block, following)


def _can_lead(block: Block) -> bool:
    if block.kind not in {"paragraph", "item", "quote"} or block.task is not None or block.parents:
        return False
    return len(block.text) <= 90 and not block.text.endswith("wrote:")


def _is_in_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 3 and all(map(str.isupper, letters))


def _announces_list(block: Block, following: Block) -> bool:
    """True for a few words that announce a topic right above a list, a quotation or a table."""
    short = len(block.text.split()) <= 6 and not block.text.endswith((".", "!", ",", ";"))
    near = following.kind in {"item", "quote", "row"} and following.line - block.end_line <= 2
    return short and near and bool(find_topic(block.text))
