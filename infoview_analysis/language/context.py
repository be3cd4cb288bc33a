"""What a component knows of a statement beside its words, and what it says about it.

Importing this module is quick: spaCy is touched only by :func:`register_extensions`.
"""

from dataclasses import dataclass, field

__all__ = ["Context", "Finding", "register_extensions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Where a statement stands. The default is neutral: nothing is known.

    Examples
    --------
    >>> Context().speaker
    'interviewee'
    """

    topic: str = "other"
    """Topic of the passage, see :data:`infoview_analysis.records.Passage`."""
    speaker: str = "interviewee"
    """``interviewee`` or ``note_taker``."""
    question: str = ""
    """The question it answers, or the header of its column."""
    lead: str = ""
    """The line it stands under: a lead-in, the item it is nested in."""
    section: str = ""
    """Heading above."""
    kind: str = "paragraph"
    """Kind of the block: ``paragraph``, ``item``, ``quote``, ``row``, ``code``."""
    mark: str = ""
    """Sign that opens the block (``🍳``, ``→``), empty where it opens with a word."""
    task: str | None = None
    """State inside the check box, None without one."""
    beside: str = ""
    """What its line or row says of a to-do besides the statement: dates of a task manager, the cell *Due*."""
    before: str = ""
    """The statement before it in the same conversation."""
    after: str = ""
    """The statement after it in the same conversation."""
    position: float = 0.5
    """How far down the conversation it stands, 0 to 1."""
    date: str = ""
    """ISO date of the talk."""
    interviewee: str = ""
    """Name of the interviewee."""
    aliases: tuple[str, ...] = ()
    """Other names of the interviewee."""
    referred_by: str = ""
    """Who led to the interviewee."""
    names: tuple[str, ...] = ()
    """Persons the writer linked (``[[Name]]``)."""
    tags: tuple[str, ...] = ()
    """Part-of-speech tags of its words, Penn Treebank's; empty where the pipeline has no tagger."""
    own_voice: bool = False
    """True where *I* outside quotation marks is the interviewee (transcript, written answers)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a component found in a statement: characters ``start`` to ``end`` of the text, a label, and why."""

    label: str
    start: int
    end: int
    explain: str
    score: float = 1.0
    details: dict[str, str] = field(default_factory=dict)
    """Further values by the name of the record's field (``kind``, ``due``, ``referred``, ...)."""


def register_extensions() -> None:
    """Make what our components write on a Doc known to spaCy: context, encoding, scores and the lists of findings."""
    from spacy.tokens import Doc

    if not Doc.has_extension("context"):
        Doc.set_extension("context", default=Context())
    for name in ("encoded", "statement_scores"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)
    for name in ("trends", "advice", "follow_ups", "reflections", "referrals"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=())
