"""Skills, trends, advice, referrals, follow-ups and reflections, as the user corrected them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from infoview_analysis.corpus.corrections.entries import FILE, Correction, Corrections, report_problem
from infoview_analysis.corpus.corrections.matching import NEEDLESS, UNUSED, UnmetError, agree, change_rows, find_passage
from infoview_analysis.corpus.corrections.quotes import find_quote
from infoview_analysis.records import (
    Advice,
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

if TYPE_CHECKING:
    from infoview_analysis.language.vocabulary import Vocabulary
    from infoview_analysis.reading import Reading

__all__ = ["correct_mentions"]

_TABLES: Mapping[type[Mention], str] = {
    Skill: "skills",
    Trend: "trends",
    Advice: "advice",
    Referral: "referrals",
    FollowUp: "follow_ups",
    Reflection: "reflections",
}
_RECORDS: Mapping[str, Callable[..., Mention]] = {table: record for record, table in _TABLES.items()}


def correct_mentions(
    mentions: Iterable[Mention], reading: "Reading", corrections: Corrections, vocabulary: "Vocabulary | None" = None
) -> tuple[list[Mention], list[Diagnostic]]:
    """Correct what was found in the notes.

    Parameters
    ----------
    mentions
        What was found.
    reading
        The notes it was found in, interviews corrected.
    corrections
        What the user says.
    vocabulary
        Tells the category of a skill; None takes the one that comes with the package.

    Returns
    -------
    mentions
        Without those dropped, some changed, some added; ``explain`` says which.
    diagnostics
        An entry that fits nothing, or several rows, with its line in the file.
    """
    found = list(mentions)
    entries = corrections.select("drop", "change", interviews=False)

    def change(mention: Mention, values: Mapping[str, Any]) -> Mention:
        old = {name: getattr(mention, name) for name in sorted(values)}
        was = ", ".join(f"{name} was {_say(value)}" for name, value in old.items() if value != values[name])
        return replace(mention, **_complete(mention, values, vocabulary), explain=f"{FILE}: {was or 'confirmed'}")

    changed = change_rows(found, entries, table_of=lambda mention: _TABLES[type(mention)], change=change)
    added: list[Mention] = []
    findings = list(changed.diagnostics)
    for entry in corrections.select("add", interviews=False):
        try:
            added.append(_make_mention(entry, changed.rows, reading, vocabulary))
        except UnmetError as problem:
            findings.append(report_problem(entry.place, problem.code, str(problem)))
    # Whoever says the same twice means it once.
    return [*changed.rows, *dict.fromkeys(added)], findings


def _say(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value) or "empty"


def _make_mention(
    entry: Correction, found: Iterable[Mention], reading: "Reading", vocabulary: "Vocabulary | None"
) -> Mention:
    passage, quote = find_passage(reading.passages, entry)
    talk = next((talk for talk in reading.interviews if talk.interview_id == passage.interview_id), None)
    if talk is None:
        raise UnmetError(
            UNUSED, f"these words of {entry.note} stand in no interview; add that first, in table interviews"
        )
    for mention in found:
        if mention.interview_id == talk.interview_id and _is_found(mention, entry):
            raise UnmetError(NEEDLESS, "a row says so already; change that one, or take this entry out")
    source: Provenance = replace(passage.source, quote=quote)
    make = _RECORDS[entry.table]
    values = {**_defaults(entry, passage, talk), **entry.values}
    blank = make(interview_id=talk.interview_id, source=source, explain=f"{FILE}: added", **values)
    return replace(blank, **_complete(blank, entry.values, vocabulary))


def _is_found(mention: Mention, entry: Correction) -> bool:
    """Whether a mention is what an entry wants added."""
    quote = mention.source.quote
    same_words = find_quote(quote, entry.quote) or find_quote(entry.quote, quote)
    return bool(same_words) and _TABLES[type(mention)] == entry.table and agree(mention, entry.values, loose=True)


def _defaults(entry: Correction, passage: Passage, talk: Interview) -> dict[str, Any]:
    """What a new row says where the user does not."""
    given: dict[str, dict[str, Any]] = {
        "skills": {
            "skill_id": "",
            "category": "",
            "text": entry.values.get("skill", ""),
            "stance": "mentioned",
            "speaker": passage.speaker,
        },
        "trends": {"topic": passage.topic},
        "referrals": {"referrer": talk.interviewee},
    }
    return given.get(entry.table, {})


def _complete(mention: Mention, values: Mapping[str, Any], vocabulary: "Vocabulary | None") -> dict[str, Any]:
    """Complete new values by what follows from them."""
    if isinstance(mention, Skill) and "skill" in values:
        return {**_name_skill(values["skill"], vocabulary), **values}
    if isinstance(mention, Referral) and "status" in values:
        return {**values, "settled": True}
    return dict(values)


def _name_skill(name: str, vocabulary: "Vocabulary | None") -> dict[str, Any]:
    from infoview_analysis.language.vocabulary import load_vocabulary, make_skill_id  # takes time to load

    known = (vocabulary or load_vocabulary()).get(name)
    return {"skill_id": make_skill_id(name), "category": known.category if known else ""}
