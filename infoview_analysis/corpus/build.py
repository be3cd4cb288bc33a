"""From records to tables."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from infoview_analysis.corpus.contacts import find_contacted
from infoview_analysis.corpus.core import Corpus
from infoview_analysis.corpus.corrections import (
    Corrections,
    correct_interviews,
    correct_mentions,
    read_corrections,
    report_outcome,
)
from infoview_analysis.corpus.fields import find_field
from infoview_analysis.corpus.schema import LIST_SEPARATOR, PROVENANCE, SCHEMA, build_frame
from infoview_analysis.identity import Decisions, People, read_decisions, resolve_people
from infoview_analysis.records import (
    Advice,
    Diagnostic,
    FollowUp,
    Interview,
    Mention,
    Passage,
    Person,
    Referral,
    Reflection,
    Skill,
    Trend,
)

if TYPE_CHECKING:
    from infoview_analysis.reading import Reading
    from infoview_analysis.running import Workers

__all__ = ["analyze", "analyze_with", "build_corpus"]

_Row = dict[str, Any]


def analyze(
    notes: str | os.PathLike[str],
    *,
    exclude: Sequence[str] = (),
    model: str | os.PathLike[str] | None = None,
    corrected: bool = True,
    progress: bool = False,
    cache: bool = True,
    jobs: int | None = 1,
) -> Corpus:
    """Analyse a folder of notes: the whole way from Markdown to tables.

    Parameters
    ----------
    notes
        A Markdown file, or a folder that is searched with all its subfolders; a ``vocabulary.toml`` in it adds
        the user's own skills, a ``people.toml`` settles who is who, a ``corrections.toml`` drops, changes and adds
        rows.
    exclude
        Patterns of files to pass over, as in ``.gitignore``.
    model
        Folder of a trained spaCy pipeline; None takes the one that comes with the package.
    corrected
        Whether to obey the ``corrections.toml``.
    progress
        Show a progress bar, if standard error is a terminal.
    cache
        Whether to keep what is found in each note in the user's cache folder, and to use what was kept there before.
        The tables are the same without.
    jobs
        Processes that share the work, each with the language model in its memory; None takes as many as there are
        processors once more than fifty notes are new. A script has to guard its own work with
        ``if __name__ == "__main__"``, as for all that starts processes. The tables are the same with any number.

    Returns
    -------
    Corpus
        The tables. A note that cannot be read is a row in ``diagnostics`` and stops nothing.

    Raises
    ------
    UsageError
        When there is no such file or folder, or a file of the user's own in it is not understood.
    """
    from infoview_analysis.running import Workers

    workers = Workers(jobs)
    return analyze_with(
        workers, notes, exclude=exclude, model=model, corrected=corrected, progress=progress, cache=cache
    )


def analyze_with(
    workers: "Workers",
    notes: str | os.PathLike[str],
    *,
    exclude: Sequence[str] = (),
    model: str | os.PathLike[str] | None = None,
    corrected: bool = True,
    progress: bool = False,
    cache: bool = True,
) -> Corpus:
    """Analyse a folder of notes as :func:`analyze` does; ``workers`` do the work and are closed then."""
    # Reading and, above all, spaCy take time to load; whoever only loads saved tables needs neither.
    from infoview_analysis import language, reading
    from infoview_analysis.language.encoder import tag_note
    from infoview_analysis.running import Keeper, find_store

    with closing(Keeper(find_store() if cache else None, workers)) as keeper, _watch(visible=progress) as advance:
        folder = os.fspath(notes) if os.path.isdir(notes) else None
        decisions = read_decisions(folder) if folder else Decisions()
        corrections = read_corrections(notes) if corrected else Corrections()
        pipeline = _Pipeline(model, folder)
        show = partial(advance, "Reading notes")
        read = reading.read_folder(notes, exclude=exclude, tag=tag_note, advance=show, through=keeper.through())
        read = correct_interviews(read, corrections)
        show = partial(advance, "Reading between the lines")
        through = keeper.through(*pipeline.marks)
        found = language.find_mentions(read.interviews, pipeline.load, advance=show, through=through)
        mentions, findings = correct_mentions(found, read, corrections, pipeline.vocabulary)
        findings += [*read.diagnostics, *report_outcome(corrections, read, [*read.diagnostics, *findings])]
        return build_corpus(replace(read, diagnostics=tuple(findings)), mentions, decisions)


class _Pipeline:
    """The language model of a run with the user's own words, loaded when a note is new; what is wrong is said at once.

    Parameters
    ----------
    model
        See :func:`analyze`.
    folder
        That of the notes, if it is one.
    """

    def __init__(self, model: str | os.PathLike[str] | None, folder: str | None) -> None:
        from infoview_analysis.language import load_once
        from infoview_analysis.language.vocabulary import find_own_words, parse_vocabulary
        from infoview_analysis.own_files import read_text
        from infoview_analysis.running import digest_model

        path = find_own_words(folder) if folder else None
        own_words = read_text(path) if path else ""
        self.vocabulary = parse_vocabulary(own_words, str(path)) if path else None
        self.marks = (digest_model(model), own_words)
        self.load = partial(load_once, os.fspath(model) if model else None, *self.marks)
        if model:
            self.load()


def build_corpus(reading: "Reading", mentions: Iterable[Mention], decisions: Decisions | None = None) -> Corpus:
    """Build the tables from what was read and what was found in it.

    Parameters
    ----------
    reading
        Notes, interviews, passages and diagnostics, in any order.
    mentions
        Skills, trends, advice, referrals, follow-ups and reflections, in any order.
    decisions
        What the user has settled about who is who.

    Returns
    -------
    Corpus
        Persons are told apart by :func:`infoview_analysis.identity.resolve_people`. Names in ``interviews``,
        ``referrals`` and ``follow_ups`` are completed where the same note has the full name. A referral is
        ``interviewed`` once any interview is with that person, ``contacted`` once a follow-up about that
        person is done or any note says that they were written to, else ``open``. Trends and advice on the same
        matter have the same ``theme``, the most central statement of theirs.
    """
    found = list(mentions)
    referrals = [mention for mention in found if isinstance(mention, Referral)]
    follow_ups = [mention for mention in found if isinstance(mention, FollowUp)]
    people = resolve_people(reading.interviews, referrals, follow_ups, decisions)
    contacted = {_id_of(people, record, record.person) for record in follow_ups if record.done}
    contacted |= find_contacted(reading.passages, people)
    industries = _find_industries(reading.interviews, people)
    # Made one table after the other: all rows together would take several times the memory of the frames.
    rows: Mapping[str, Iterable[_Row]] = {
        "interviews": (_interview_row(record, people) for record in reading.interviews),
        "people": (_person_row(record, industries) for record in people.persons),
        "passages": (_row("passages", record) for record in reading.passages),
        "skills": (_row("skills", record) for record in found if isinstance(record, Skill)),
        "trends": _themed_rows("trends", [record for record in found if isinstance(record, Trend)]),
        "advice": _themed_rows("advice", [record for record in found if isinstance(record, Advice)]),
        "referrals": (_referral_row(record, people, contacted) for record in referrals),
        "follow_ups": (_follow_up_row(record, people) for record in follow_ups),
        "reflections": (_row("reflections", record) for record in found if isinstance(record, Reflection)),
        "diagnostics": (_row("diagnostics", record) for record in (*reading.diagnostics, *people.diagnostics)),
    }
    return Corpus(**{table: build_frame(table, rows[table]) for table in SCHEMA})


def _interview_row(record: Interview, people: People) -> _Row:
    return _row(
        "interviews",
        record,
        person_id=_id_of(people, record, record.interviewee),
        referred_by=people.complete_name(record.source.note, record.referred_by),
        field=find_field(record.role, record.organization, record.industry),
    )


def _person_row(record: Person, industries: Mapping[str, str]) -> _Row:
    industry = industries.get(record.person_id, "")
    return _row("people", record, field=find_field(record.role, record.organization, industry))


def _find_industries(interviews: Iterable[Interview], people: People) -> Mapping[str, str]:
    """Find the industry of each interviewee, where a note labels it; the earliest note of several."""
    stated = sorted(
        (record for record in interviews if record.industry),
        key=lambda record: (record.date or "9999", record.source.note, record.source.line),
    )
    return {_id_of(people, record, record.interviewee): record.industry for record in reversed(stated)}


def _themed_rows(table: str, records: Sequence[Trend] | Sequence[Advice]) -> Iterator[_Row]:
    # Here as in analyze: whoever only loads saved tables does not need the language model.
    from infoview_analysis.language.grouping import find_themes

    senses = [record.direction if isinstance(record, Trend) else record.polarity for record in records]
    themes = find_themes([record.source.quote for record in records], senses)
    for record, theme in zip(records, themes, strict=True):
        yield _row(table, record, theme=theme)


def _referral_row(record: Referral, people: People, contacted: set[str]) -> _Row:
    note, referred_id = record.source.note, _id_of(people, record, record.referred)
    return _row(
        "referrals",
        record,
        referrer_id=_id_of(people, record, record.referrer),
        referrer=people.complete_name(note, record.referrer),
        referred_id=referred_id,
        referred=people.complete_name(note, record.referred),
        status=_status(record, referred_id, people, contacted),
    )


def _status(record: Referral, referred_id: str, people: People, contacted: set[str]) -> str:
    if record.settled:
        return record.status
    if record.status == "interviewed" or referred_id in people.interviewed_ids:
        return "interviewed"
    if record.status == "contacted" or (referred_id and referred_id in contacted):
        return "contacted"
    return "open"


def _follow_up_row(record: FollowUp, people: People) -> _Row:
    return _row(
        "follow_ups",
        record,
        person_id=_id_of(people, record, record.person),
        person=people.complete_name(record.source.note, record.person),
    )


def _id_of(people: People, record: Interview | Mention, name: str) -> str:
    return people.find_id(record.source.note, name)


def _row(table: str, record: Interview | Passage | Person | Mention | Diagnostic, **known: str) -> _Row:
    """Take the columns of a table from a record, its provenance, and what is known better."""
    row: _Row = {}
    for name in SCHEMA[table]:
        place = record.source if name in PROVENANCE else record
        row[name] = _cell(known[name] if name in known else getattr(place, name))
    return row


def _cell(value: Any) -> Any:
    if isinstance(value, tuple):
        return _cell(LIST_SEPARATOR.join(value))
    if isinstance(value, str) and not value.isascii():
        # A file name that is no valid Unicode comes with lone surrogates, which no format can write.
        return value.encode("utf-8", "replace").decode()
    return value


@contextmanager
def _watch(*, visible: bool) -> Iterator[Callable[[str, int, int], None]]:
    """Give a function that shows progress (what is done, how much of it, how much in all) to a person."""
    if not (visible and sys.stderr.isatty()):
        yield lambda what, done, total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("")
        yield lambda what, done, total: bar.update(task, description=what, completed=done, total=total)
