"""The notes that the user has corrected: studied before all others, and corrected then."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

from infoview_analysis.corpus.corrections import (
    Corrections,
    correct_interviews,
    correct_mentions,
    report_outcome,
)
from infoview_analysis.corpus.corrections.entries import FILE, tidy_note
from infoview_analysis.corpus.desk import Desk, Study
from infoview_analysis.records import Diagnostic, Interview, Mention, Passage

if TYPE_CHECKING:
    from infoview_analysis.language.talks import NoteFindings, TalkFindings
    from infoview_analysis.reading import Reading, Sheet

__all__ = ["CorrectedNotes", "correct_notes"]

_REFERRALS = "referrals"
"""What other notes have a say in, so that it is corrected last."""

Row = TypeVar("Row", Interview, Passage, Diagnostic, Mention)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedNotes:
    """What is known of them; it is all in memory, for an entry may speak of any row."""

    studies: Mapping[str, Study]
    """By path, corrected but for referrals."""
    findings: list[Diagnostic]
    """About entries."""
    reading: "Reading"
    corrections: Corrections
    notes: Sequence[str]
    """Paths of all notes."""

    def correct_referrals(self, mentions: Iterable[Mention]) -> list[Mention]:
        """Correct who pointed to whom, once all notes have settled it."""
        corrected, findings = correct_mentions(mentions, self.reading, self.corrections.only(_REFERRALS))
        self.findings.extend(findings)
        return corrected

    def report(self) -> list[Diagnostic]:
        """Say what came of the entries."""
        return [*self.findings, *report_outcome(self.corrections, self.notes, self.findings)]


def correct_notes(sheets: "Sequence[Sheet]", corrections: Corrections, desk: Desk) -> CorrectedNotes:
    """Study the notes that are named in corrections, and correct what was found.

    Parameters
    ----------
    sheets
        All notes.
    corrections
        What the user says.
    desk
        Where they are studied. A note whose interviews are changed is searched once more.
    """
    named = {entry.note for entry in corrections.entries}
    mine = [sheet for sheet in sheets if tidy_note(sheet.path) in named]
    found = dict(zip((sheet.path for sheet in mine), desk.study(mine), strict=True))
    read = correct_interviews(_join(found.values()), corrections)
    talks = _group(read.interviews, _note_of)
    changed = [path for path, (reading, _) in found.items() if tuple(talks[path]) != reading.interviews]
    searched = dict(zip(changed, desk.search([talks[path] for path in changed]), strict=True))
    findings = {path: searched.get(path, known) for path, (_, known) in found.items()}
    own = [mention for known in findings.values() for talk in known.talks for mention in talk.others]
    mentions, problems = correct_mentions(own, read, corrections.without(_REFERRALS), desk.vocabulary)
    problems += [finding for finding in read.diagnostics if finding.source.note == FILE]
    return CorrectedNotes(
        studies=_divide(read, findings, mentions),
        findings=problems,
        reading=read,
        corrections=corrections,
        notes=[sheet.path for sheet in sheets],
    )


def _join(studies: Iterable[Study]) -> "Reading":
    from infoview_analysis.reading import join_readings

    return join_readings([reading for reading, _ in studies])


def _divide(
    read: "Reading", found: "Mapping[str, NoteFindings]", mentions: Iterable[Mention]
) -> Mapping[str, Study]:
    """Give each note what is its own again."""
    from infoview_analysis.reading import NoteReading

    talks, passages = _group(read.interviews, _note_of), _group(read.passages, _note_of)
    findings = _group(read.diagnostics, _note_of)
    others = _group(mentions, attrgetter("interview_id"))

    def own(known: "TalkFindings", talk: Interview) -> "TalkFindings":
        return replace(known, others=tuple(others[talk.interview_id]))

    return {
        path: (
            NoteReading(tuple(talks[path]), tuple(passages[path]), tuple(findings[path])),
            replace(known, talks=tuple(map(own, known.talks, talks[path]))),
        )
        for path, known in found.items()
    }


def _group(rows: Iterable[Row], key: Callable[[Row], str]) -> Mapping[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups


def _note_of(row: Interview | Passage | Diagnostic) -> str:
    return row.source.note
