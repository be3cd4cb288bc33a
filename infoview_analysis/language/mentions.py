"""Annotated statements → mentions, the records the corpus is built from."""

from collections.abc import Iterator

from spacy.tokens import Doc

from infoview_analysis.language.context import Finding
from infoview_analysis.language.referrals import Outgoing
from infoview_analysis.language.statements import Statement
from infoview_analysis.records import Advice, FollowUp, Interview, Mention, Referral, Reflection, Trend

__all__ = ["find_incoming", "read_mentions", "read_referral"]


def read_mentions(doc: Doc, statement: Statement) -> Iterator[Mention]:
    """Mentions that the components wrote on the Doc of a statement."""
    where, source = statement.interview_id, statement.source
    for found in doc._.trends:
        yield Trend(
            interview_id=where,
            source=source,
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


def read_referral(outgoing: Outgoing) -> Referral:
    """The record of a person pointed to."""
    found = outgoing.finding
    return Referral(
        interview_id=outgoing.interview_id,
        source=outgoing.statement.source,
        explain=found.explain,
        referrer=outgoing.referrer,
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


def find_incoming(interview: Interview) -> Iterator[Referral]:
    """The referral that led to the interviewee, with the line where it stands."""
    if not (interview.referred_by and interview.interviewee):
        return
    first = interview.referred_by.split()[0]
    place = next((passage.source for passage in interview.passages if first in passage.text), interview.source)
    yield Referral(
        interview_id=interview.interview_id,
        source=place,
        explain="referral rules: led to the interviewee",
        referrer=interview.referred_by,
        referred=interview.interviewee,
        role=interview.role,
        organization=interview.organization,
        status="interviewed",
    )
