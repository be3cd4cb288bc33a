"""The whole way from notes to tables."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from infoview_analysis.corpus.build import Builder
from infoview_analysis.corpus.core import Corpus
from infoview_analysis.corpus.corrected import correct_notes
from infoview_analysis.corpus.corrections import Corrections, read_corrections
from infoview_analysis.corpus.desk import Desk
from infoview_analysis.corpus.tables import Tables
from infoview_analysis.identity import Decisions, read_decisions

if TYPE_CHECKING:
    from infoview_analysis.language.talks import NoteFindings
    from infoview_analysis.reading import Sheet
    from infoview_analysis.records import Diagnostic, Interview, Mention
    from infoview_analysis.running import Workers

__all__ = ["analyze", "analyze_with"]


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

    tables = analyze_with(
        Workers(jobs), notes, exclude=exclude, model=model, corrected=corrected, progress=progress, cache=cache
    )
    with tables:
        return tables.collect()


def analyze_with(
    workers: "Workers",
    notes: str | os.PathLike[str],
    *,
    exclude: Sequence[str] = (),
    model: str | os.PathLike[str] | None = None,
    corrected: bool = True,
    progress: bool = False,
    cache: bool = True,
) -> Tables:
    """Analyse a folder of notes as :func:`analyze` does; ``workers`` do the work and are closed then.

    Returns
    -------
    Tables
        For a ``with`` statement. Of what was found, only what needs all notes together was ever in memory as a whole.
    """
    # Reading and, above all, spaCy take time to load; whoever only loads saved tables needs neither.
    from infoview_analysis.running import Keeper, find_store

    builder = Builder()
    with (
        ExitStack() as unless_built,
        closing(Keeper(find_store() if cache else None, workers)) as keeper,
        _watch(visible=progress) as advance,
    ):
        unless_built.callback(builder.close)
        folder = os.fspath(notes) if os.path.isdir(notes) else None
        decisions = read_decisions(folder) if folder else Decisions()
        corrections = read_corrections(notes) if corrected else Corrections()
        desk = Desk(keeper, model, folder)
        # Texts and all that is known of single notes are gone when this is done.
        interviews, referrals = _study(desk.open(notes, exclude), corrections, desk, builder, advance)
        tables = builder.build(interviews, referrals, decisions)
        unless_built.pop_all()
        return tables


def _study(
    opened: "tuple[Sequence[Sheet], Sequence[Diagnostic]]",
    corrections: Corrections,
    desk: Desk,
    builder: Builder,
    advance: Callable[[int, int], None],
) -> "tuple[list[Interview], list[Mention]]":
    """Study note after note; what is left is where all of them have a say: who it was, and who is meant."""
    from infoview_analysis.language import settle_mentions

    sheets, unreadable = opened
    builder.add_findings(unreadable)
    mine = correct_notes(sheets, corrections, desk)
    rest = desk.study([sheet for sheet in sheets if sheet.path not in mine.studies])
    interviews: list[Interview] = []
    found: list[NoteFindings] = []
    for number, path in enumerate(mine.notes, 1):
        reading, findings = mine.studies.get(path) or next(rest)
        builder.add_note(reading.passages, [mention for talk in findings.talks for mention in talk.others])
        builder.add_findings(reading.diagnostics)
        if reading.interviews:
            interviews += [replace(talk, passages=()) for talk in reading.interviews]
            found.append(replace(findings, talks=tuple([replace(talk, others=()) for talk in findings.talks])))
        advance(number, len(sheets))
    referrals = mine.correct_referrals(settle_mentions(interviews, found))
    builder.add_findings(mine.report())
    return interviews, referrals


@contextmanager
def _watch(*, visible: bool) -> "Iterator[Callable[[int, int], None]]":
    """Give a function that shows progress (notes done, notes in all) to a person."""
    if not (visible and sys.stderr.isatty()):
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading notes")
        yield lambda done, total: bar.update(task, completed=done, total=total)
