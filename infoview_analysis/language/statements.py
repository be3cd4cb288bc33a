"""Interview → statements: sentences, list items and table cells, each with what is known of where it stands."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from infoview_analysis.language.context import Context
from infoview_analysis.language.pieces import Piece, find_pieces
from infoview_analysis.language.splitting import split_sentences
from infoview_analysis.reading.lexicon import fold
from infoview_analysis.reading.ratings import is_rating
from infoview_analysis.reading.sections import annotate_blocks
from infoview_analysis.reading.topics import find_topic
from infoview_analysis.reading.turns import is_written_answer, split_turn
from infoview_analysis.records import Block, Interview, Passage, Provenance

__all__ = ["Statement", "find_statements", "lone_statement"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """The shortest whole sentence, clause or list item that says something."""

    interview_id: str
    text: str
    """The source's own words."""
    context: Context
    source: Provenance


def lone_statement(text: str, context: Context) -> Statement:
    """A statement that stands in no note."""
    return Statement(
        interview_id="", text=text, context=context, source=Provenance(note="", line=1, end_line=1, quote=text)
    )


def find_statements(interview: Interview) -> list[Statement]:
    """Statements of an interview in note order.

    Headings, front matter and the questions of a transcript are context, no statements of their own.

    Examples
    --------
    >>> from infoview_analysis.reading import read_interviews, read_note
    >>> note = read_note("# Jane Doe, analyst\\n\\n## Advice\\n- Learn SQL. Skip Dr. No's course\\n", "jane.md")
    >>> interview = read_interviews(note).interviews[0]
    >>> [(s.text, s.context.topic) for s in find_statements(interview)]
    [('Learn SQL.', 'advice'), ("Skip Dr. No's course", 'advice')]
    """
    return _with_neighbours([*_statements(interview)])


def _statements(interview: Interview) -> Iterator[Statement]:
    own_voice = _interviewee_says_i(interview.passages)
    labels = _speaker_labels(interview)
    leads = [entry.lead for entry in annotate_blocks([passage.block for passage in interview.passages])]
    for passage, lead in zip(interview.passages, leads, strict=True):
        if passage.block.kind == "heading" or _is_property(passage):
            continue
        theirs = own_voice or is_written_answer(passage.block, passage.question)
        base = _base_context(interview, passage, lead, theirs)
        for piece in find_pieces(passage, labels):
            # Signs alone, stars or a thumb, are no sentence.
            spans = [(0, len(piece.text))] if is_rating(piece.text) else split_sentences(piece.text)
            for start, end in spans:
                yield _statement(passage, piece, piece.text[start:end], base)


def _is_property(passage: Passage) -> bool:
    """True for a line of front matter or a label such as ``Date: …``."""
    return passage.block.field is not None and passage.topic == "logistics" and len(passage.text) < 120


def _base_context(interview: Interview, passage: Passage, lead: str, own_voice: bool) -> Context:
    block = passage.block
    under = block.parents[-1] if block.parents else "" if lead == passage.text else lead
    return Context(
        topic=passage.topic, speaker=passage.speaker, question=passage.question, lead=under, section=block.section,
        kind=block.kind, mark=_mark(block.text), task=block.task, date=interview.date,
        interviewee=interview.interviewee, aliases=interview.aliases,
        referred_by=interview.referred_by, names=block.names, own_voice=own_voice,
    )  # fmt: skip


_MARK = re.compile(r"^[^\w\s\"“”'‘’«„()\[\]]+")


def _mark(text: str) -> str:
    """Sign that opens a text: note-takers sort their lines by such signs."""
    match = _MARK.match(text)
    return match.group() if match else ""


def _statement(passage: Passage, piece: Piece, text: str, base: Context) -> Statement:
    speaker = piece.speaker
    if not piece.own and speaker == "interviewee" and not base.own_voice and _is_own_statement(text):
        speaker = "note_taker"
    return Statement(
        interview_id=passage.interview_id,
        text=text,
        context=replace(
            base,
            speaker=speaker,
            question=piece.question or base.question,
            lead=piece.lead or base.lead,
            task=base.task if piece.task is None else piece.task,
            beside=piece.beside,
        ),
        source=replace(passage.source, quote=text),
    )


_QUOTED = re.compile(r"[\"“„«][^\"“”„«»]*[\"”“»]|(?<!\w)['‘][^'‘’]{3,}?['’](?!\w)")
_OWN = re.compile(r"^\W*(?:i|i['’](?:m|ve|d|ll)|im|ive|my|mine|me)\b", re.IGNORECASE)


def _is_own_statement(text: str) -> bool:
    """True where the first person opens the sentence, outside quotation marks."""
    return bool(_OWN.match(_QUOTED.sub(" … ", text)))


# --- who speaks ---------------------------------------------------------------------------------------------------

_OWN_LABELS = frozenset(["me", "i", "q", "myself", "you", "interviewer", "question"])
_FIRST_PERSON = re.compile(r"\b(?:i|i['’](?:m|ve|d|ll)|im|ive|my|me|myself|we|our)\b", re.IGNORECASE)
_THIRD_PERSON = re.compile(r"\b(?:he|she|they|his|her|their|says|said)\b", re.IGNORECASE)


def _speaker_labels(interview: Interview) -> frozenset[str]:
    """Labels that open lines of a transcript, folded."""
    counts: Counter[str] = Counter()
    for passage in interview.passages:
        turn = split_turn(passage.text) if passage.block.kind not in {"heading", "row"} else None
        if turn is not None and len(turn.label.split()) <= 3:
            counts[fold(turn.label)] += 1
    known = {fold(name) for name in (interview.interviewee, *interview.aliases, *interview.interviewee.split()) if name}
    return frozenset(
        label for label, count in counts.items()
        if label in _OWN_LABELS or label in known or (count >= 2 and not find_topic(label))
    )  # fmt: skip


def _interviewee_says_i(passages: Sequence[Passage]) -> bool:
    """True where the interviewee's words stand in the first person: a transcript, a letter, written answers."""
    said = [passage.text for passage in passages if passage.speaker == "interviewee" and _is_prose(passage.block)]
    bare = _QUOTED.sub(" ", " ".join(said))
    first, third = len(_FIRST_PERSON.findall(bare)), len(_THIRD_PERSON.findall(bare))
    return first >= 8 and first > 2 * third


def _is_prose(block: Block) -> bool:
    return block.kind not in {"heading", "row"} and block.field is None


# --- neighbours ---------------------------------------------------------------------------------------------------


def _with_neighbours(statements: list[Statement]) -> list[Statement]:
    """Let each statement know the ones beside it and how far down it stands."""
    last = max(1, len(statements) - 1)
    texts = ["", *(statement.text for statement in statements), ""]
    return [
        replace(
            statement,
            context=replace(
                statement.context, before=texts[number], after=texts[number + 2], position=round(number / last, 3)
            ),
        )
        for number, statement in enumerate(statements)
    ]
