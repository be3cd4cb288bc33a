"""Interviews as the user corrected them, before anything is looked for in them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from infoview_analysis.corpus.corrections.entries import Correction, Corrections, report_problem
from infoview_analysis.corpus.corrections.matching import (
    NEEDLESS,
    UNCLEAR,
    UNUSED,
    UnmetError,
    agree,
    change_rows,
    find_passage,
    is_note,
)
from infoview_analysis.records import Diagnostic, Interview, Passage, Provenance

if TYPE_CHECKING:
    from infoview_analysis.reading import Reading

__all__ = ["correct_interviews"]

_OF_DATE = frozenset({"no-date", "ambiguous-date"})
_OF_WHOM = frozenset({"no-interview", "no-interviewee"})
_SAID = "an interview says so already; take this entry out"


def correct_interviews(reading: "Reading", corrections: Corrections) -> "Reading":
    """Drop, change and add interviews.

    The notes are then read on as if they said so: a referral names the interviewee as corrected, and *next Friday* is
    reckoned from the date as corrected. Passages of a dropped interview belong to none, and nothing is found in them.

    Parameters
    ----------
    reading
        What was read.
    corrections
        What the user says.

    Returns
    -------
    Reading
        Corrected. Findings that the user has answered are gone; an entry that fits nothing, or several interviews, is
        a finding, with its line in the file.
    """
    entries = corrections.select("drop", "change", interviews=True)
    changed = change_rows(reading.interviews, entries, table_of=lambda talk: "interviews", change=_change)
    kept = {talk.interview_id for talk in changed.rows}
    passages = [one if one.interview_id in kept else replace(one, interview_id="") for one in reading.passages]
    corrected = replace(reading, interviews=changed.rows, passages=tuple(passages))
    findings = list(changed.diagnostics)
    # In the order of the notes, whatever order they stand in in the file: one may begin where another goes on.
    for entry in sorted(corrections.select("add", interviews=True), key=_order):
        try:
            corrected = _add_talk(corrected, entry)
        except UnmetError as problem:
            findings.append(report_problem(entry.place, problem.code, str(problem)))
    told = [one for one in corrected.diagnostics if not _is_answered(one, reading, corrected)]
    return replace(corrected, diagnostics=(*told, *findings))


def _order(entry: Correction) -> tuple[str, int, str, str]:
    return entry.note, entry.line or 0, entry.quote, str(sorted(entry.values.items()))


def _change(talk: Interview, values: Mapping[str, Any]) -> Interview:
    changed: Interview = replace(talk, **values)
    # Short forms of the old name would go on to stand for the new one.
    return replace(changed, aliases=()) if changed.interviewee != talk.interviewee else changed


def _add_talk(reading: "Reading", entry: Correction) -> "Reading":
    """Add an interview: from its first line to where the note goes on to another one, or ends."""
    own = [passage for passage in reading.passages if is_note(passage, entry)]
    same = [talk for talk in reading.interviews if is_note(talk, entry) and agree(talk, entry.values, loose=True)]
    if same and not (entry.line or entry.quote):
        raise UnmetError(NEEDLESS, _SAID)
    first = _find_first(own, entry)
    if any(talk.source.line == first.source.line for talk in same):
        raise UnmetError(NEEDLESS, _SAID)
    owner = first.interview_id
    taken = [one for one in own if one.interview_id == owner and one.source.line >= first.source.line]
    left = [one for one in own if one.interview_id == owner and one.source.line < first.source.line]
    if owner and not left:
        raise UnmetError(UNUSED, f"an interview begins at line {first.source.line} already; change it, do not add one")
    note = first.source.note
    interview_id = f"{note}#{_next_number(reading.interviews, note)}"
    talk = Interview(interview_id=interview_id, source=first.source, **entry.values)
    talks = [_give(one, left) if one.interview_id == owner else one for one in reading.interviews]
    moved = {passage: replace(passage, interview_id=interview_id) for passage in taken}
    return replace(
        reading,
        interviews=(*talks, _give(talk, list(moved.values()))),
        passages=tuple(moved.get(passage, passage) for passage in reading.passages),
    )


def _find_first(own: Sequence[Passage], entry: Correction) -> Passage:
    """Find the passage with which an added interview begins."""
    if not own:
        raise UnmetError(UNUSED, f"no note {entry.note} was read; write its path from the folder of the notes")
    if entry.quote:
        return find_passage(own, entry)[0]
    free = [one for one in own if (one.source.end_line >= entry.line if entry.line else not one.interview_id)]
    if not free:
        where = f"ends before line {entry.line}" if entry.line else "is all of an interview"
        raise UnmetError(UNCLEAR, f"{entry.note} {where}; say with line = … where this one begins")
    return free[0]


def _give(talk: Interview, passages: Sequence[Passage]) -> Interview:
    """Give an interview its passages, with what follows from them."""
    source: Provenance = replace(talk.source, end_line=max(one.source.end_line for one in passages))
    words = sum(len(one.text.split()) for one in passages)
    return replace(talk, passages=tuple(passages), words=words, source=source)


def _next_number(talks: Sequence[Interview], note: str) -> int:
    numbers = [talk.interview_id.rpartition("#")[2] for talk in talks if talk.source.note == note]
    return max((int(number) for number in numbers if number.isdigit()), default=0) + 1


def _is_answered(finding: Diagnostic, before: "Reading", after: "Reading") -> bool:
    """Whether the user has said what a finding asks for."""
    old = [talk for talk in before.interviews if talk.source.note == finding.source.note]
    new = [talk for talk in after.interviews if talk.source.note == finding.source.note]
    if finding.code in _OF_WHOM:
        return bool(new) and not old
    dates = {talk.interview_id: talk.date for talk in old}
    return finding.code in _OF_DATE and all(talk.date != dates.get(talk.interview_id, "") for talk in new) and bool(new)
