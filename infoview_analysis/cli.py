"""The program ``infoview``: each verb is one function, and only this file prints.

Nothing heavy is imported before a verb needs it, so that ``infoview --help`` answers at once.
"""

import os
import sys
from collections.abc import Iterable, Sequence

from infoview_analysis.arguments import build_parser
from infoview_analysis.errors import InfoviewError, UsageError

TYPE_CHECKING = False  # typing and what is only named in types would take longer to load than the help to show
if TYPE_CHECKING:
    import datetime as dt
    from types import ModuleType
    from typing import TypedDict, Unpack

    from infoview_analysis.corpus import Corpus
    from infoview_analysis.corpus.tables import Tables
    from infoview_analysis.language.vocabulary import Vocabulary
    from infoview_analysis.reflection import Profile
    from infoview_analysis.report.citing import LinkKind

    class HowToRead(TypedDict, total=False):
        """Options of all verbs that read notes."""

        exclude: Sequence[str]
        model: str | None
        pseudonymize: str | None
        cache: bool
        jobs: int | None


__all__ = [
    "cache",
    "check",
    "cohort",
    "export",
    "extract",
    "fit",
    "follow_ups",
    "gaps",
    "graph",
    "lab",
    "main",
    "new",
    "notebooks",
    "people",
    "profile",
    "report",
    "reveal",
    "saturation",
    "search",
    "themes",
]

_PICTURES = (".html", ".png", ".svg")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program.

    Parameters
    ----------
    argv
        Arguments; None takes those of the process.

    Returns
    -------
    int
        0 done; 1 done, but a note gave an error diagnostic; 2 wrong usage or unusable input; 130 stopped.
    """
    _make_printable()
    try:
        words = sys.argv[1:] if argv is None else argv
        chosen = vars(build_parser(_VERBS, words).parse_args(words))
        _keep_key_apart(chosen.get("pseudonymize"), chosen.get("output"))
        code: int = chosen.pop("run")(**chosen)
        sys.stdout.flush()
    except InfoviewError as error:
        return _fail(str(error))
    except BrokenPipeError:
        # Whoever read the output has seen enough; Python would complain again on closing the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        where = error.filename or "input or output"
        return _fail(f"{where}: {error.strerror or error}; check the place and its permissions")
    except KeyboardInterrupt:
        return 130
    return code


# --- Verbs --------------------------------------------------------------------------------------------------


def extract(
    notes: str, *, output: str, file_format: str | None = None, dask: str | None = None, **how: "Unpack[HowToRead]"
) -> int:
    """Write what the notes say as tables."""
    from infoview_analysis.console import describe_tables

    part_rows = _load_cluster(file_format, how.get("jobs")).PART_ROWS if dask else None
    with _open_tables(notes, dask=dask, **how) as tables:
        found = _hide(tables.collect(), keyfile) if (keyfile := how.get("pseudonymize")) else tables
        found.save(output, format="parquet" if dask else file_format or "csv", part_rows=part_rows)
        _say([f"{output}: {describe_tables(found.tables)}"])
    return 0


def check(notes: str, **how: "Unpack[HowToRead]") -> int:
    """Say what was understood and what was not, note by note."""
    from infoview_analysis.console import describe_notes

    corpus = _analyze(notes, **how)
    _say(describe_notes(corpus, notes))
    return 1 if "error" in set(corpus.diagnostics["severity"]) else 0


def report(
    notes: str,
    *,
    output: str,
    profile: str | None = None,
    today: "dt.date | None" = None,
    links: "LinkKind | None" = None,
    **how: "Unpack[HowToRead]",
) -> int:
    """Write one HTML page that holds everything and needs nothing else."""
    from infoview_analysis.reflection import read_profile
    from infoview_analysis.report import make_link, write_report

    # First what the user may have mistyped, then what takes long.
    if links and how.get("pseudonymize"):
        raise UsageError("--links would name your notes in a pseudonymised page; leave out one of the two options")
    me = read_profile(profile) if profile else None
    if me and how.get("pseudonymize"):
        me = _hide_person(me)
    known = _read_vocabulary(notes)
    link = make_link(links, notes) if links else None
    write_report(_analyze(notes, **how), output, me, vocabulary=known, today=today, link=link)
    _say([f"{output}: open it in a browser"])
    return 0


def gaps(notes: str, *, profile: str | None = None, **how: "Unpack[HowToRead]") -> int:
    """Rank the skills that are asked for and that you lack."""
    from infoview_analysis.console import describe_gaps
    from infoview_analysis.reflection import rank_gaps, read_profile

    me = read_profile(profile) if profile else None
    known = _read_vocabulary(notes)
    corpus = _analyze(notes, **how)
    if corpus.skills.empty:
        _say(["no skill was found in these notes, so that there is nothing to compare you with yet"])
    else:
        _say(describe_gaps(rank_gaps(corpus, me, vocabulary=known), has_profile=me is not None))
    return 0


def profile(notes: str, *, output: str | None = None, **how: "Unpack[HowToRead]") -> int:
    """Draft a profile from what the notes say of you."""
    from infoview_analysis.output import write_file
    from infoview_analysis.reflection import draft_profile

    if output and os.path.lexists(output):
        raise UsageError(f"{output} exists already; give another name, or leave out -o to see the draft")
    if output and not output.lower().endswith((".md", ".markdown")):
        raise UsageError(f"{output}: a profile is drafted as Markdown; give a name that ends in .md")
    draft = draft_profile(_analyze(notes, **how))
    if output:
        write_file(output, draft)
    _say([f"{output}: go through it, then use it as --profile"] if output else draft.splitlines())
    return 0


def fit(notes: str, *, profile: str | None = None, **how: "Unpack[HowToRead]") -> int:
    """Say what speaks for and against each path, by your values."""
    from infoview_analysis.reflection import describe_fit, read_profile

    me = read_profile(profile) if profile else None
    _say(describe_fit(_analyze(notes, **how), me))
    return 0


def graph(notes: str, *, output: str, **how: "Unpack[HowToRead]") -> int:
    """Write who pointed to whom; the ending of the file picks the format."""
    from infoview_analysis.network import ENDINGS, referral_graph, write_graph
    from infoview_analysis.output import write_file

    ending, known = os.path.splitext(output)[1].lower(), (*ENDINGS, *_PICTURES)
    if ending not in known:
        raise UsageError(f'unknown ending "{ending}" of {output}; choose one of {", ".join(known)}')
    referrals = referral_graph(_analyze(notes, **how))
    if ending == ".html":
        from infoview_analysis.report import network_page

        write_file(output, network_page(referrals))
    elif ending in _PICTURES:
        from infoview_analysis.figures import plot_network, render_figure

        write_file(output, render_figure(plot_network(referrals), ending))
    else:
        write_graph(referrals, output)
    _say([f"{output}: people: {len(referrals) - 1}, links: {referrals.size()}"])
    return 0


def people(notes: str, *, today: "dt.date | None" = None, **how: "Unpack[HowToRead]") -> int:
    """Say how people led to each other, whom to talk to next and whom to tell."""
    from infoview_analysis.console import describe_people
    from infoview_analysis.network import merged_graph, referral_graph
    from infoview_analysis.reflection import describe_network, list_courtesies, list_favours, rank_next_talks

    corpus = _analyze(notes, **how)
    network = describe_network(merged_graph(referral_graph(corpus)))
    parts = {
        "Whom to talk to next, by points that speak for it": rank_next_talks(corpus, today),
        "Whom to tell": list_courtesies(corpus, today),
        "What to give back": list_favours(corpus),
    }
    _say(describe_people(network, parts, notes))
    return 0


def export(
    notes: str, *, output: str, columns: str = "skills", cells: str = "count", **how: "Unpack[HowToRead]"
) -> int:
    """Write the notes for other programs: REFI-QDA, a table of codes, pages for Obsidian."""
    from infoview_analysis.exchange import check_target, write_export

    check_target(output, columns=columns, cells=cells)
    _say([f"{output}: {write_export(_analyze(notes, **how), output, columns=columns, cells=cells)}"])
    return 0


def saturation(notes: str, **how: "Unpack[HowToRead]") -> int:
    """Say how much a further talk would still add, and which questions are still open."""
    from infoview_analysis.console import describe_heard

    _say(describe_heard(_analyze(notes, **how)))
    return 0


def cohort(
    notes: str,
    *,
    output: str | None = None,
    by: str | None = None,
    min_cell: int = 5,
    **how: "Unpack[HowToRead]",
) -> int:
    """Say what the note-takers of a cohort hear asked for, without names and small numbers."""
    from infoview_analysis.console import list_cohorts
    from infoview_analysis.exchange.matrix import render_matrix
    from infoview_analysis.output import write_file
    from infoview_analysis.reflection.cohort.summary import check_choice, summarize_cohorts
    from infoview_analysis.report import cohort_page

    ending = os.path.splitext(output)[1].lower() if output else ""
    if output and ending not in (".csv", ".html"):
        raise UsageError(f'unknown ending "{ending}" of {output}; choose .csv or .html')
    check_choice(by, min_cell)
    known = _read_vocabulary(notes)
    summary = summarize_cohorts(_analyze(notes, **how), by=by, min_cell=min_cell, vocabulary=known)
    if output:
        write_file(output, cohort_page(summary, min_cell) if ending == ".html" else render_matrix(summary))
        _say([f"{output}: {len(summary)} rows, each for {min_cell} note-takers, people and interviews at the least"])
    else:
        _say(list_cohorts(summary, min_cell))
    return 0


def follow_ups(
    notes: str,
    *,
    ics: str | None = None,
    today: "dt.date | None" = None,
    months: int = 6,
    profile: str | None = None,
    **how: "Unpack[HowToRead]",
) -> int:
    """List what is due, to whom, and why."""
    from infoview_analysis.console import describe_agenda
    from infoview_analysis.output import write_file
    from infoview_analysis.reflection import build_agenda, read_profile, render_calendar

    if ics and not ics.lower().endswith(".ics"):
        raise UsageError(f"{ics} is no name for a calendar; end it in .ics")
    me = read_profile(profile) if profile else None
    known = _read_vocabulary(notes)
    agenda = build_agenda(_analyze(notes, **how), today, profile=me, vocabulary=known, months=months)
    _say(describe_agenda(agenda, notes))
    if ics:
        write_file(ics, render_calendar(agenda))
        _say([f"{ics}: {len(agenda)} entries; open it with your calendar"])
    return 0


def search(notes: str, *, text: str, limit: int = 10, **how: "Unpack[HowToRead]") -> int:
    """Find the passages that answer a text, best first."""
    from infoview_analysis.console import describe_passages
    from infoview_analysis.reflection import search_passages

    _say(describe_passages(search_passages(_analyze(notes, **how), text, limit), notes))
    return 0


def reveal(file: str, *, key: str) -> int:
    """Print a pseudonymised text file with the names of the key in it."""
    from infoview_analysis.corpus.pseudonyms import read_key, reveal
    from infoview_analysis.own_files import read_text

    if not os.path.exists(key):
        raise UsageError(f"{key}: no such key; name the file that --pseudonymize wrote")
    _say(reveal(read_text(file), read_key(key)).splitlines())
    return 0


def themes(notes: str, **how: "Unpack[HowToRead]") -> int:
    """Say what people agree on, trends and advice, and where they contradict each other."""
    from infoview_analysis.console import describe_themes
    from infoview_analysis.reflection import find_contradictions, rank_advice, rank_trends

    corpus = _analyze(notes, **how)
    contradictions = find_contradictions(corpus)
    _say(describe_themes(len(corpus.interviews), rank_trends(corpus), rank_advice(corpus), contradictions))
    return 0


def new(
    name: str,
    *,
    folder: str = ".",
    notes: str | None = None,
    date: str = "",
    cache: bool = True,
    jobs: int | None = None,
    **known: str,
) -> int:
    """Start a note from a template, with the questions still worth asking."""
    from infoview_analysis.reflection import prepare_talk
    from infoview_analysis.starters import start_note

    preparation = prepare_talk(_analyze(notes, cache=cache, jobs=jobs), name, **known) if notes else None
    _say([str(start_note(name, folder, date=date, preparation=preparation, **known))])
    return 0


def lab(notes: str = ".", *, start: bool = True) -> int:
    """Put the notebooks among the notes and open them in JupyterLab."""
    import subprocess

    from infoview_analysis.starters import copy_notebooks, load_notebooks

    folder, kept = copy_notebooks(notes)
    _say([f"{folder}: notebooks on the notes in {notes}"])
    _say(f"{folder / name}: kept, it differs from the one that comes with the package" for name in kept)
    if not start:
        return 0
    # JupyterLab would ask its makers for news and newer versions.
    quiet = ["--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    first = folder / next(iter(load_notebooks()))
    command = [sys.executable, "-m", "jupyterlab", str(first), *quiet]
    return 0 if subprocess.run(command, check=False).returncode == 0 else 2


def notebooks(
    notes: str, *, output: str, profile: str | None = None, today: "dt.date | None" = None, **how: "Unpack[HowToRead]"
) -> int:
    """Run the notebooks on the notes and write them with a page of each."""
    from infoview_analysis.reflection import read_profile
    from infoview_analysis.workbooks import run_notebooks

    if profile:
        read_profile(profile)
    corpus, me = _analyze(notes, **how), profile or ""
    hide = bool(how.get("pseudonymize"))
    runs = run_notebooks(corpus, output, profile=me, hide_profile=hide, today=today, advance=_say_done)
    failed = [run for run in runs if run.failed]
    _say(f"{output}/{run.name}: a cell failed: {run.failed}" for run in failed)
    _say([f"{output}: {len(runs)} notebooks, each with a page to open in a browser"])
    return 1 if failed else 0


def cache(action: str | None = None) -> int:
    """Say where findings are kept for the next run and how much room they take, or clear them."""
    from contextlib import closing

    from infoview_analysis.running import find_store

    _show_warnings()
    with closing(find_store()) as store:
        if action:
            store.clear()
        count, size = store.measure()
        _say([f"{store.path}: {count} entries, {size / 1e6:.1f} MB"])
    return 0


_VERBS = (
    *(check, report, lab, notebooks, gaps, profile, fit, themes, saturation, graph, people, follow_ups),
    *(new, search, extract, export, cohort, reveal, cache),
)
"""The commands, in the order in which help lists them."""


# --- Reading and printing -----------------------------------------------------------------------------------


def _load_cluster(file_format: str | None, jobs: int | None) -> "ModuleType":
    if file_format not in (None, "parquet") or jobs is not None:
        raise UsageError("--dask writes Parquet, by all workers there are; leave out --format and --jobs")
    try:
        from infoview_analysis import cluster
    except ModuleNotFoundError as error:
        raise UsageError(f"--dask needs {error.name}; pip install 'infoview-analysis[dask]' brings it") from error
    return cluster


def _analyze(notes: str, **how: "Unpack[HowToRead]") -> "Corpus":
    from infoview_analysis.corpus import analyze

    _show_warnings()
    exclude, model, cached = how.get("exclude", ()), how.get("model"), how.get("cache", True)
    corpus = analyze(notes, exclude=exclude, model=model, progress=True, cache=cached, jobs=how.get("jobs"))
    return _hide(corpus, keyfile) if (keyfile := how.get("pseudonymize")) else corpus


def _open_tables(notes: str, *, dask: str | None = None, **how: "Unpack[HowToRead]") -> "Tables":
    from infoview_analysis.corpus.analysis import analyze_with
    from infoview_analysis.running import Workers

    _show_warnings()
    exclude, model, cached = how.get("exclude", ()), how.get("model"), how.get("cache", True)
    if dask is None:
        workers = Workers(how.get("jobs"))
        return analyze_with(workers, notes, exclude=exclude, model=model, progress=True, cache=cached)
    from infoview_analysis.cluster import analyze_on_cluster

    return analyze_on_cluster(notes, dask, exclude=exclude, model=model, progress=True, cache=cached)


def _hide(corpus: "Corpus", keyfile: str) -> "Corpus":
    """Put pseudonyms in place of names."""
    from infoview_analysis.console import describe_hidden
    from infoview_analysis.corpus.pseudonyms import pseudonymize, read_key, write_key

    key = read_key(keyfile)
    hidden = pseudonymize(corpus, key)
    write_key(key, keyfile)
    _note(describe_hidden(key, keyfile))
    return hidden


def _read_vocabulary(notes: str) -> "Vocabulary | None":
    """Read the user's own words, where there is a folder to hold them."""
    from infoview_analysis.language.vocabulary import read_vocabulary

    return read_vocabulary(notes) if os.path.isdir(notes) else None


def _hide_person(profile: "Profile") -> "Profile":
    """Leave out of a profile who it is about: the name, and what shows a level, which tells of employers."""
    skills = tuple(skill.model_copy(update={"shown_by": ""}) for skill in profile.skills)
    return profile.model_copy(update={"name": "", "skills": skills})


def _keep_key_apart(keyfile: str | None, output: str | None) -> None:
    """Refuse a key among the files that are made to be handed on."""
    if keyfile and output:
        key, out = os.path.realpath(keyfile), os.path.realpath(output)
        if key == out or key.startswith(os.path.join(out, "")):
            raise UsageError(f"{keyfile}: the key would lie in {output}; keep it where you hand nothing on from")


def _say_done(name: str, done: int, total: int) -> None:
    _say([f"{done} of {total} run: {name}"])
    sys.stdout.flush()


def _say(lines: Iterable[str]) -> None:
    from infoview_analysis.console import clean_line

    for line in lines:
        print(clean_line(line))


def _fail(message: str) -> int:
    _note(f"error: {message}")
    return 2


def _note(message: str) -> None:
    """Say something that is no part of the output."""
    from infoview_analysis.console import clean_line

    print(f"infoview: {' '.join(clean_line(message).split())}", file=sys.stderr)


def _show_warnings() -> None:
    """Say on standard error what does not end a run."""
    import logging

    log = logging.getLogger("infoview_analysis")
    if not log.handlers:
        handler = logging.Handler()
        handler.emit = lambda record: _note(record.getMessage())  # type: ignore[method-assign]
        log.addHandler(handler)


def _make_printable() -> None:
    """Keep a terminal that lacks a letter from ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
