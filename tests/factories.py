"""Records for tests: every argument has a default, so that a test states only what it is about."""

from infoview_analysis.corpus import Corpus, build_corpus
from infoview_analysis.reading import Reading
from infoview_analysis.records import (
    Advice,
    Block,
    Diagnostic,
    FollowUp,
    Interview,
    Mention,
    Passage,
    Provenance,
    Referral,
    Reflection,
    Skill,
    Trend,
)

__all__ = [
    "make_advice",
    "make_corpus",
    "make_diagnostic",
    "make_follow_up",
    "make_interview",
    "make_passage",
    "make_referral",
    "make_reflection",
    "make_skill",
    "make_story",
    "make_trend",
    "make_where",
]


def make_where(note: str = "ann.md", line: int = 1, quote: str = "", section: str = "") -> Provenance:
    return Provenance(note=note, line=line, end_line=line, section=section, quote=quote)


def make_interview(name: str = "Ann Lee", *, note: str = "", line: int = 1, **known: object) -> Interview:
    note = note or f"{name.lower().replace(' ', '-')}.md"
    known.setdefault("interview_id", f"{note}#{line}")
    return Interview(interviewee=name, source=make_where(note, line), **known)  # type: ignore[arg-type]


def make_passage(text: str = "SQL all day.", *, of: Interview, line: int = 2, **known: object) -> Passage:
    where = make_where(of.source.note, line, text)
    block = Block(kind="paragraph", text=text, line=line, end_line=line)
    known = {"topic": "skills", "speaker": "interviewee", "interview_id": of.interview_id, **known}
    return Passage(text=text, block=block, source=where, **known)  # type: ignore[arg-type]


def make_skill(skill: str = "SQL", *, of: Interview, line: int = 2, **known: object) -> Skill:
    known = {"category": "data", "text": skill, "stance": "needed", "speaker": "interviewee", **known}
    where = make_where(of.source.note, line, f"{skill} all day")
    return Skill(interview_id=of.interview_id, skill=skill, skill_id=skill.lower(), source=where, **known)  # type: ignore[arg-type]


def make_trend(topic: str = "dashboards", *, of: Interview, line: int = 3, direction: str = "declining") -> Trend:
    where = make_where(of.source.note, line, f"{topic} change")
    return Trend(interview_id=of.interview_id, topic=topic, direction=direction, source=where)


def make_advice(quote: str = "Do not apply cold", *, of: Interview, line: int = 4, polarity: str = "avoid") -> Advice:
    return Advice(interview_id=of.interview_id, polarity=polarity, source=make_where(of.source.note, line, quote))


def make_referral(
    referrer: str, referred: str, *, of: Interview, line: int = 5, quote: str = "", **known: str
) -> Referral:
    where = make_where(of.source.note, line, quote or f"{referrer} points to {referred}")
    return Referral(interview_id=of.interview_id, referrer=referrer, referred=referred, source=where, **known)


def make_follow_up(person: str = "", *, of: Interview, line: int = 6, **known: object) -> FollowUp:
    known = {"kind": "contact", **known}
    where = make_where(of.source.note, line, f"write to {person}")
    return FollowUp(interview_id=of.interview_id, person=person, source=where, **known)  # type: ignore[arg-type]


def make_reflection(*, of: Interview, line: int = 7) -> Reflection:
    where = make_where(of.source.note, line, "I could see myself here")
    return Reflection(interview_id=of.interview_id, aspect="fit", valence="positive", source=where)


def make_diagnostic(note: str = "broken.md", *, severity: str = "error", **known: str) -> Diagnostic:
    known = {"code": "bad-encoding", "message": "cannot be read; save it as UTF-8", **known}
    return Diagnostic(severity=severity, source=make_where(note), **known)


def make_corpus(*records: Interview | Passage | Mention | Diagnostic) -> Corpus:
    """Build a corpus from records in any order."""
    reading = Reading(
        interviews=tuple(record for record in records if isinstance(record, Interview)),
        passages=tuple(record for record in records if isinstance(record, Passage)),
        diagnostics=tuple(record for record in records if isinstance(record, Diagnostic)),
    )
    return build_corpus(reading, [record for record in records if isinstance(record, Mention)])


def make_story() -> tuple[Interview | Passage | Mention | Diagnostic, ...]:
    """A small folder: Ann was found at an event and leads to Bob, Bob to Cho and to Dev, who is open."""
    ann = make_interview("Ann Lee", date="2024-01-10", role="Analyst", organization="Acme", found_through="event")
    bob = make_interview("Bob Ray", date="2024-02-10", role="Engineer", organization="Bolt", referred_by="Ann")
    cho = make_interview("Cho Kim", date="2024-03", role="Manager", organization="Core", duration_min=30, words=5)
    return (
        *(ann, bob, cho),
        *(make_passage("SQL every single day.", of=ann), make_passage("=SUM(1)", of=bob, topic="other")),
        *(make_skill("SQL", of=ann), make_skill("Python", of=bob, stance="gap"), make_skill("SQL", of=cho)),
        *(make_trend(of=ann), make_advice(of=bob), make_reflection(of=cho)),
        make_referral("Ann Lee", "Bob Ray", of=ann),
        make_referral("Ann", "Bob Ray", of=bob, line=2),
        make_referral("Bob Ray", "Cho Kim", of=bob),
        make_referral("Bob Ray", "Dev Patel", of=bob, line=9, organization="Delta", role="Designer"),
        *(
            make_follow_up("Ann", of=ann, kind="thank_you", done=True),
            make_follow_up("Dev", of=bob, due="2024-02-20"),
        ),
        *(make_diagnostic(), make_diagnostic("ann-lee.md", severity="info", code="no-medium")),
    )
