"""Pointers: named persons the interviewee may point the note-taker to.

For a whole interview :func:`find_pointers` gathers all that is said of each person, and :func:`judge_pointer` decides
once all notes are known, with weights trained by ``training/referrals.py``.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from math import exp

import numpy as np

from infoview_analysis.language.context import Finding
from infoview_analysis.language.cues import find_cues
from infoview_analysis.language.encoder import Encoded, load_encoder
from infoview_analysis.language.people import Circle, Interviewee, NamedPerson, Place, find_people
from infoview_analysis.language.pointing import circle_features, mention_features, own_features
from infoview_analysis.language.statements import Statement
from infoview_analysis.reading.introductions import find_introductions
from infoview_analysis.reading.lexicon import fold
from infoview_analysis.records import Provenance

__all__ = ["Pointer", "find_pointers", "judge_pointer", "read_pointing"]


_CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+|(?<![\w/])\+?\d[\d ()-]{7,}\d|(?:https?://|www\.|linkedin\.com)\S+")
_CONTACTED = re.compile(
    r"^\W*(?:e-?mailed|wrote to|written to|messaged|called|rang|texted|sent|i['’]ve (?:e-?mailed|written)|contacted)\b"
    r"|[✅✔☑]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """A person named in an interview, and all that it tells of them by itself."""

    name: str
    source: Provenance
    """The statement that points to them best."""
    start: int
    """First character of the name in it."""
    end: int
    date: str
    """ISO date of the talk."""
    referrer: str
    interview_id: str
    """The interview of the referrer, which in a panel need not be that of the statement."""
    features: tuple[str, ...]
    """Those that have a weight, sorted."""
    read: float
    """Log odds by the encoder."""
    role: str = ""
    organization: str = ""
    contact: str = ""
    status: str = "open"


@dataclass(frozen=True, slots=True)
class _Weights:
    table: Mapping[str, float]
    blend: tuple[float, float, float]
    """Weight of the features, weight of the encoder, what is added."""

    def known(self, features: Iterable[str]) -> tuple[str, ...]:
        """Those of the features that have a weight, sorted, so that sums do not depend on their order."""
        return tuple(sorted(name for name in features if name in self.table))

    def score(self, features: Iterable[str]) -> float:
        """Sum of the weights of the features."""
        return sum(self.table[name] for name in self.known(features))

    def join(self, features: Iterable[str], read: float) -> float:
        """Log odds, 0 where the decision turns."""
        own, encoder, added = self.blend
        return own * self.score(features) + encoder * read + added

    def reasons(self, features: Iterable[str]) -> list[str]:
        """The three features that speak most for it."""
        known = sorted(self.known(features), key=lambda name: -self.table[name])
        return [name for name in known[:3] if self.table[name] > 0]


@cache
def _load_weights() -> _Weights:
    place = files("infoview_analysis.language").joinpath("weights/referrals.npz")
    with as_file(place) as path, np.load(path, allow_pickle=False) as stored:
        names = bytes(stored["names"]).decode("utf-8").split("\n")
        own, encoder, added = stored["blend"].astype(float).tolist()
        table = dict(zip(names, stored["weights"].astype(float).tolist(), strict=True))
        return _Weights(table, (own, encoder, added))


def find_pointers(
    statements: Sequence[Statement], circle: Circle | None = None, encoded: Sequence[Encoded] | None = None
) -> list[Pointer]:
    """Persons that an interview may point to, in the order of what points to them.

    Parameters
    ----------
    statements : sequence of Statement
        Of one interview, in order.
    circle : Circle, optional
        Who was interviewed in the same note.
    encoded : sequence of Encoded, optional
        The same statements as the encoder reads them; it does so now by default.
    """
    known, read = circle or Circle(), encoded or load_encoder().read(statements)
    people = [person for person in find_people(statements, known) if not _is_ruled_out(person, statements)]
    return sorted((_describe(one, statements, read, known) for one in people), key=lambda one: one.source.line)


def read_pointing(person: NamedPerson, encoded: Sequence[Encoded]) -> float:
    """Log odds by the encoder that the interviewee points to a person: those of the place that says so most."""
    rated = (encoded[place.statement].rate_person(place.start, place.end) for place in person.places)
    return max((score for score in rated if score is not None), default=0.0)


def judge_pointer(pointer: Pointer, circle: Circle, *, threshold: float = 0.5) -> Finding | None:
    """Whether the interviewee points to a person, with what all notes know of people; None where not.

    Parameters
    ----------
    pointer : Pointer
    circle : Circle
        Of all notes.
    threshold : float
        Least score.
    """
    weights = _load_weights()
    told = circle_features(pointer.name, pointer.source.note, pointer.date, circle)
    features = {*pointer.features, *told}
    score = 1 / (1 + exp(-max(-30.0, min(30.0, weights.join(features, pointer.read)))))
    if score < threshold:
        return None
    return Finding(
        label=pointer.name,
        start=pointer.start,
        end=pointer.end,
        explain=f"referral classifier {score:.2f}: {', '.join(weights.reasons(features))}",
        score=round(score, 3),
        details={name: getattr(pointer, name) for name in ("role", "organization", "contact", "status")},
    )


def _describe(
    person: NamedPerson, statements: Sequence[Statement], encoded: Sequence[Encoded], circle: Circle
) -> Pointer:
    weights = _load_weights()
    places = [(place, mention_features(place, statements)) for place in person.places]
    features = own_features(person, statements).union(*(found for _, found in places))
    best = max(places, key=lambda entry: (round(weights.score(entry[1]), 6), -entry[0].statement))[0]
    statement = statements[best.statement]
    speaker = _speaker(statement, person, circle)
    return Pointer(
        name=person.name, source=statement.source, start=best.start, end=best.end, date=statements[0].context.date,
        referrer=speaker.name if speaker else statement.context.interviewee,
        interview_id=speaker.interview_id if speaker else statement.interview_id,
        features=weights.known(features), read=read_pointing(person, encoded),
        **_portrait(person, best, statements),
    )  # fmt: skip


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
