"""Annotated statements → mentions, the records the corpus is built from."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from infoview_analysis.language.context import Finding
from infoview_analysis.language.people import Circle
from infoview_analysis.language.pointers import Pointer
from infoview_analysis.language.statements import Statement
from infoview_analysis.reading.lexicon import fold
from infoview_analysis.reading.names import clean_name, find_names, is_known_name
from infoview_analysis.records import Advice, FollowUp, Interview, Mention, Referral, Reflection, Trend

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_incoming", "read_mentions", "read_referral"]


def read_mentions(doc: "Doc", statement: Statement) -> Iterator[Mention]:
    """Mentions that the components wrote on the Doc of a statement."""
    where, source = statement.interview_id, statement.source
    for found in doc._.trends:
        yield Trend(
            interview_id=where,
            source=replace(source, quote=doc.text[found.start : found.end]) if _is_part(found, doc) else source,
            explain=found.explain,
            topic=statement.context.topic,
            direction=found.label,
        )
    for found in doc._.advice:
        yield Advice(interview_id=where, source=source, explain=found.explain, polarity=found.label)
    for found in doc._.follow_ups:
        yield _follow_up(found, statement)
    for found in doc._.reflections:
        yield Reflection(
            interview_id=where,
            source=source,
            explain=found.explain,
            aspect=found.label,
            valence=found.details["valence"],
        )


def _is_part(found: Finding, doc: "Doc") -> bool:
    return found.end - found.start < len(doc.text)


def read_referral(pointer: Pointer, found: Finding) -> Referral:
    """The record of a person pointed to."""
    return Referral(
        interview_id=pointer.interview_id,
        source=pointer.source,
        explain=found.explain,
        referrer=pointer.referrer,
        referred=found.label,
        role=found.details["role"],
        organization=found.details["organization"],
        contact=found.details["contact"],
        status=found.details["status"],
    )


def _follow_up(found: Finding, statement: Statement) -> FollowUp:
    details = found.details
    return FollowUp(
        interview_id=statement.interview_id,
        source=statement.source,
        explain=found.explain,
        kind=found.label,
        person=details["person"],
        due=details["due"],
        done=details["done"] == "true",
    )


def find_incoming(interview: Interview, circle: Circle | None = None) -> Iterator[Referral]:
    """The referrals that led to the interviewee, each with the line where it stands."""
    if not interview.interviewee:
        return
    for referrer in filter(None, (interview.referred_by, *interview.also_referred_by)):
        first = referrer.split()[0]
        yield Referral(
            interview_id=interview.interview_id,
            source=next((passage.source for passage in interview.passages if first in passage.text), interview.source),
            explain="referral rules: led to the interviewee",
            referrer=_complete(referrer, interview, circle or Circle()),
            referred=interview.interviewee,
            role=interview.role,
            organization=interview.organization,
            status="interviewed",
        )


def _complete(name: str, interview: Interview, circle: Circle) -> str:
    """A bare name as the full one that the same note gives: somebody interviewed in it, or named in its passages."""
    if len(name.split()) > 1:
        return name
    bare = fold(name)
    same_note = [other for other in circle.interviewed if other.note == interview.source.note]
    known = {other.name for other in same_note if bare in {*fold(other.name).split(), *map(fold, other.aliases)}}
    texts = [passage.text for passage in interview.passages]
    named = {clean_name(found) for text in texts for found, _, _ in find_names(text, any_case=text == text.lower())}
    known |= {found for found in named if " " in found and _is_full(found, bare)}
    full = {fold(found): found for found in sorted(known) if fold(found) != fold(interview.interviewee)}
    return next(iter(full.values())) if len(full) == 1 else name


def _is_full(name: str, bare: str) -> bool:
    """True for *Farah Mokhtari* of *farah* and *Shabnam Rezaei* of *rezaei*, not for *Update Suhaila*."""
    parts = fold(name).split()
    return parts[0] == bare or (bare in parts[1:] and is_known_name(name.split()[0]))
