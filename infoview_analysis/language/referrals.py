"""Referrals: named persons the interviewee points the note-taker to.

For a whole interview :func:`find_outgoing` judges each person by all that is said of them, with weights trained by
``training/referrals.py``; the component, which sees one statement, does the same with what it has.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from math import exp

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from infoview_analysis.language.context import Context, Finding, register_extensions
from infoview_analysis.language.cues import find_cues
from infoview_analysis.language.encoder import Encoded, load_encoder
from infoview_analysis.language.people import Circle, Interviewee, NamedPerson, Place, find_people
from infoview_analysis.language.pointing import mention_features, person_features
from infoview_analysis.language.statements import Statement, lone_statement
from infoview_analysis.reading.introductions import find_introductions
from infoview_analysis.reading.lexicon import fold
from infoview_analysis.reading.names import find_names
from infoview_analysis.records import Interview

__all__ = [
    "Outgoing",
    "Referrals",
    "build_circle",
    "find_outgoing",
    "find_referrals",
    "make_referrals",
    "read_pointing",
]


_CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+|(?<![\w/])\+?\d[\d ()-]{7,}\d|(?:https?://|www\.|linkedin\.com)\S+")
_CONTACTED = re.compile(
    r"^\W*(?:e-?mailed|wrote to|written to|messaged|called|rang|texted|sent|i['’]ve (?:e-?mailed|written)|contacted)\b"
    r"|[✅✔☑]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A person the interviewee points to, and the statement that does it best."""

    statement: Statement
    finding: Finding
    referrer: str
    interview_id: str
    """The interview of the referrer, which in a panel need not be that of the statement."""


@dataclass(frozen=True, slots=True)
class _Weights:
    table: Mapping[str, float]
    blend: tuple[float, float, float]
    """Weight of the features, weight of the encoder, what is added."""

    def score(self, features: set[str]) -> float:
        """Sum of the weights of the features."""
        return sum(self.table.get(name, 0.0) for name in features)

    def join(self, features: set[str], read: float) -> float:
        """Log odds, 0 where the decision turns."""
        own, encoder, added = self.blend
        return own * self.score(features) + encoder * read + added

    def reasons(self, features: set[str]) -> list[str]:
        """The three features that speak most for it."""
        known = sorted(
            ((self.table[name], name) for name in features if name in self.table), key=lambda pair: (-pair[0], pair[1])
        )
        return [name for weight, name in known[:3] if weight > 0]


@cache
def _load_weights() -> _Weights:
    place = files("infoview_analysis.language").joinpath("weights/referrals.npz")
    with as_file(place) as path, np.load(path, allow_pickle=False) as stored:
        names = bytes(stored["names"]).decode("utf-8").split("\n")
        own, encoder, added = stored["blend"].astype(float).tolist()
        table = dict(zip(names, stored["weights"].astype(float).tolist(), strict=True))
        return _Weights(table, (own, encoder, added))


def build_circle(interviews: Sequence[Interview]) -> Circle:
    """What a folder of notes knows of people: who was interviewed when, whose first name is everywhere."""
    interviewed = tuple(
        Interviewee(name=i.interviewee, aliases=i.aliases, date=i.date, note=i.source.note, interview_id=i.interview_id)
        for i in interviews
        if i.interviewee
    )
    notes: dict[str, set[str]] = {}
    for interview in interviews:
        named = {fold(name.split()[0]) for passage in interview.passages for name, _, _ in find_names(passage.text)}
        notes.setdefault(interview.source.note, set()).update(named)
    counts = Counter(name for named in notes.values() for name in named)
    spread = tuple(sorted((name, round(count / len(notes), 3)) for name, count in counts.items() if count > 2))
    return Circle(interviewed=interviewed, spread=spread)


def find_outgoing(
    statements: Sequence[Statement],
    circle: Circle | None = None,
    encoded: Sequence[Encoded] | None = None,
    *,
    threshold: float = 0.5,
) -> list[Outgoing]:
    """Persons the interviewee points to, in the order they are named.

    Parameters
    ----------
    statements : sequence of Statement
        Of one interview, in order.
    circle : Circle, optional
        What the other notes know of people.
    encoded : sequence of Encoded, optional
        The same statements as the encoder reads them; it does so now by default.
    threshold : float
        Least score.
    """
    known = circle or Circle()
    read = encoded or load_encoder().read(statements)
    found = (_judge(person, statements, read, known, threshold) for person in find_people(statements, known))
    return sorted((entry for entry in found if entry is not None), key=lambda entry: entry.statement.source.line)


def read_pointing(person: NamedPerson, encoded: Sequence[Encoded]) -> float:
    """Log odds by the encoder that the interviewee points to a person: those of the place that says so most."""
    rated = (encoded[place.statement].rate_person(place.start, place.end) for place in person.places)
    return max((score for score in rated if score is not None), default=0.0)


def _judge(
    person: NamedPerson,
    statements: Sequence[Statement],
    encoded: Sequence[Encoded],
    circle: Circle,
    threshold: float,
) -> Outgoing | None:
    weights = _load_weights()
    own = person_features(person, statements, circle)
    places = [(place, mention_features(place, statements)) for place in person.places]
    features = own.union(*(found for _, found in places))
    joined = weights.join(features, read_pointing(person, encoded))
    score = 1 / (1 + exp(-max(-30.0, min(30.0, joined))))
    if score < threshold or _is_ruled_out(person, statements):
        return None
    best = max(places, key=lambda entry: (round(weights.score(entry[1]), 6), -entry[0].statement))[0]
    reason = f"referral classifier {score:.2f}: {', '.join(weights.reasons(features))}"
    finding = Finding(
        label=person.name,
        start=best.start,
        end=best.end,
        explain=reason,
        score=round(score, 3),
        details=_portrait(person, best, statements),
    )
    statement = statements[best.statement]
    speaker = _speaker(statement, person, circle)
    if speaker is None:
        return Outgoing(statement, finding, statement.context.interviewee, statement.interview_id)
    return Outgoing(statement, finding, speaker.name, speaker.interview_id)


def _speaker(statement: Statement, person: NamedPerson, circle: Circle) -> Interviewee | None:
    """Another interviewee of the same note whose name or initials open the statement: *RB told me to write to …*."""
    opening = fold(statement.text).split()[:1]
    for other in circle.interviewed:
        if (
            other.note != statement.source.note
            or other.interview_id == statement.interview_id
            or other.name == person.name
        ):
            continue
        parts = fold(other.name).split()
        initials = "".join(part[0] for part in parts)
        if (
            opening
            and opening[0] in {*parts[:1], initials, *map(fold, other.aliases)}
            and not set(fold(person.name).split()) & set(opening)
        ):
            return other
    return None


def _is_ruled_out(person: NamedPerson, statements: Sequence[Statement]) -> bool:
    """True where every place that names a person says not to bother."""
    return all("against" in find_cues(statements[place.statement].text, "referrals") for place in person.places)


def _portrait(person: NamedPerson, best: Place, statements: Sequence[Statement]) -> dict[str, str]:
    """Role and organisation, from the best place first; contact; whether the note-taker wrote to them already."""
    texts = [statements[place.statement].text for place in person.places]
    role, organization = _work(person, best, statements)
    contact = next((match.group() for text in texts if (match := _CONTACT.search(text))), "")
    done = any(
        statements[place.statement].context.task == "x" or _CONTACTED.search(statements[place.statement].text)
        for place in person.places
        if statements[place.statement].context.speaker == "note_taker"
    )
    return {"role": role, "organization": organization, "contact": contact, "status": "contacted" if done else "open"}


def _work(person: NamedPerson, best: Place, statements: Sequence[Statement]) -> tuple[str, str]:
    for place in (best, *person.places):
        for intro in find_introductions(statements[place.statement].text[place.start :])[:1]:
            if intro.start < place.end - place.start + 60:
                return intro.role, intro.organization
    return "", ""


def find_referrals(text: str, context: Context, *, threshold: float = 0.5) -> tuple[Finding, ...]:
    """Persons a statement points to, judged by that statement alone; labels are their names as written.

    Examples
    --------
    >>> found = find_referrals("Talk to Dev Patel, head of analytics at Monzo", Context(topic="people"))[0]
    >>> found.label, found.details["role"], found.details["organization"]
    ('Dev Patel', 'head of analytics', 'Monzo')
    >>> find_referrals("Don't bother with Tom", Context(topic="people"))
    ()
    """
    return tuple(entry.finding for entry in find_outgoing([lone_statement(text, context)], threshold=threshold))


class Referrals:
    """Component that writes ``doc._.referrals``."""

    def __init__(self, threshold: float) -> None:
        self.threshold = threshold
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        doc._.referrals = find_referrals(doc.text, doc._.context, threshold=self.threshold)
        return doc


@Language.factory("infoview_referrals", assigns=["doc._.referrals"], default_config={"threshold": 0.5})
def make_referrals(nlp: Language, name: str, threshold: float) -> Referrals:
    """Make the component from its config."""
    return Referrals(threshold)
