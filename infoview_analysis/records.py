"""The vocabulary of the project: what travels between the rooms.

Reading turns a Markdown file into a :class:`Note` of :class:`Block`, and a note into :class:`Interview`
records made of :class:`Passage`. Language turns passages into mentions (:class:`Skill`, :class:`Trend`,
:class:`Advice`, :class:`Referral`, :class:`FollowUp`, :class:`Reflection`). Each value knows where it was said.
"""

from dataclasses import dataclass, field

__all__ = [
    "ASPECTS",
    "CATEGORIES",
    "DIRECTIONS",
    "KINDS",
    "MEDIUMS",
    "NAMELESS",
    "POLARITIES",
    "SPEAKERS",
    "STANCES",
    "STATUSES",
    "TOPICS",
    "VALENCES",
    "Advice",
    "Block",
    "Diagnostic",
    "Field",
    "FollowUp",
    "Interview",
    "Mention",
    "Note",
    "Passage",
    "Person",
    "Provenance",
    "Referral",
    "Reflection",
    "Skill",
    "Tagged",
    "Trend",
]

NAMELESS = "somebody without a name"
"""What an interviewee is called of whom no note tells the name."""

MEDIUMS = ("in_person", "phone", "video", "email", "chat")
"""Ways to hold a talk."""
TOPICS = (
    *("background", "typical_day", "skills", "education", "culture", "trends", "challenges", "advice"),
    *("opportunities", "people", "follow_up", "reflection", "logistics", "other"),
)
"""What a passage can be about."""
SPEAKERS = ("interviewee", "note_taker")
CATEGORIES = ("certificate", "cognitive", "knowledge", "language", "method", "physical", "social", "tool")
"""Sorts of skills."""
STANCES = ("needed", "optional", "declining", "gap", "strength", "mentioned")
"""What a mention can say of a skill."""
DIRECTIONS = ("rising", "declining", "shifting", "unclear")
"""Ways in which a thing can change."""
POLARITIES = ("do", "avoid")
"""Senses of advice."""
STATUSES = ("open", "contacted", "interviewed")
"""How far it went with a referral, from the least."""
KINDS = ("thank_you", "contact", "update", "send", "meet", "learn", "apply", "other")
"""Things to do after a talk."""
ASPECTS = ("pay", "doubt", "energy", "interest", "lifestyle", "values", "skills_fit", "culture")
"""What a remark on fit can be about."""
VALENCES = ("positive", "negative", "mixed")
"""What a remark on fit can come to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where something was said."""

    note: str
    """Path of the note relative to the folder read, with ``/``."""
    line: int
    """First line, counted from 1."""
    end_line: int
    """Last line, included."""
    section: str = ""
    """The heading it stands under, as written, without markup."""
    quote: str = ""
    """The statement as written: markup removed, white space folded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A property of the note that its writer labelled: front matter, ``Key: value``, ``key:: value``, table row."""

    key: str
    """The label as written, without markup."""
    value: str
    """The value as written, without markup; lists joined with ``", "``."""
    line: int
    """Line of the label, counted from 1."""
    names: tuple[str, ...] = ()
    """Targets of the wikilinks in the value, in order, folders and anchors removed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, line, list item, table row, heading, quotation or property of a note."""

    kind: str
    """``heading``, ``paragraph``, ``item``, ``row``, ``quote``, ``code``, ``field`` (front matter) or ``rule`` (a line
    across, without text)."""
    text: str
    """Content without markup, private comments and struck-out text; white space folded."""
    line: int
    end_line: int
    section: str = ""
    """The nearest heading above, without markup."""
    level: int = 0
    """Level of a heading (1 to 6), nesting depth of an item (0 = outermost)."""
    parents: tuple[str, ...] = ()
    """Texts of the items this item is nested in, outermost first."""
    headings: tuple[str, ...] = ()
    """All headings above, outermost first; the last one is ``section``."""
    task: str | None = None
    """State inside the check box: ``" "`` open, ``"x"`` done, ``"-"`` cancelled; None if there is no box."""
    callout: str = ""
    """Type of the callout it stands in (``quote``, ``tip``, ...), lower case."""
    cells: tuple[str, ...] = ()
    """Cells of a table row."""
    header: tuple[str, ...] = ()
    """Header cells of the table the row is in."""
    names: tuple[str, ...] = ()
    """Targets of the wikilinks in it, folders and anchors removed."""
    tags: tuple[str, ...] = ()
    """``#tags`` in it, without the hash, lower case."""
    field: Field | None = None
    """The property it states, if it states one."""
    bold: str = ""
    """The bold run that opens the block, if one does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """A finding about a note: what was guessed, contradictory, missing or unreadable."""

    severity: str
    """``error``, ``warning`` or ``info``."""
    code: str
    """Stable name of the kind of finding."""
    message: str
    """What was seen, what was expected, what to do."""
    source: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One Markdown file, read."""

    path: str
    """Path relative to the folder read, with ``/``."""
    blocks: tuple[Block, ...]
    fields: tuple[Field, ...]
    """Front matter and property lines, in order."""
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """Words of a note that a language model takes to say who was interviewed, as what, where, or who led there."""

    tag: str
    """``interviewee``, ``role``, ``organization`` or ``referred_by``."""
    text: str
    line: int
    """First line of their block, 0 for the name of the file."""
    start: int
    """First character in the text of the block."""
    chance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A block with its topic and speaker."""

    interview_id: str
    """Empty where the note holds no interview."""
    topic: str
    """One of :data:`TOPICS`."""
    speaker: str
    """One of :data:`SPEAKERS`."""
    text: str
    block: Block
    question: str = ""
    """The question this passage answers, if one was asked."""
    source: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """One conversation."""

    interview_id: str
    interviewee: str
    """Name without title; empty where the note gives none."""
    role: str = ""
    organization: str = ""
    industry: str = ""
    location: str = ""
    date: str = ""
    """``YYYY-MM-DD`` or ``YYYY-MM``."""
    medium: str = ""
    duration_min: int | None = None
    """Minutes."""
    found_through: str = ""
    """How the interviewee was found, as written."""
    referred_by: str = ""
    """Who led to the interviewee."""
    also_referred_by: tuple[str, ...] = ()
    """Others who did, where a note labels several."""
    aliases: tuple[str, ...] = ()
    """Other names and initials the note uses for the interviewee."""
    contact: str = ""
    tags: tuple[str, ...] = ()
    words: int = 0
    passages: tuple[Passage, ...] = ()
    source: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody interviewed or referred to."""

    person_id: str
    name: str
    aliases: tuple[str, ...] = ()
    role: str = ""
    organization: str = ""
    interviewed: bool = False
    first_seen: str = ""
    contact: str = ""
    source: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """What was extracted from a passage."""

    interview_id: str
    source: Provenance
    explain: str = field(default="", kw_only=True)
    """Why: rule and cues, or classifier and score."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill(Mention):
    """Mention of a skill."""

    skill: str
    skill_id: str
    category: str
    text: str
    """The words that name it."""
    stance: str
    speaker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend(Mention):
    """Statement about change in the field."""

    topic: str
    direction: str
    theme: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice(Mention):
    """Recommendation."""

    polarity: str
    theme: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral(Mention):
    """Pointer from one person to another."""

    referrer: str
    referred: str
    role: str = ""
    organization: str = ""
    contact: str = ""
    status: str = "open"
    settled: bool = False
    """Whether the user has said the status, so that nothing else in the notes decides it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp(Mention):
    """Thing to do after the talk."""

    kind: str
    person: str = ""
    """Name of whom it concerns, as written."""
    due: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reflection(Mention):
    """Statement by the note-taker about fit."""

    aspect: str
    valence: str
