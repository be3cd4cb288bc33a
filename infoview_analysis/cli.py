"""The program ``infoview``: each verb is one function, and only this file prints.

Nothing heavy is imported before a verb needs it, so that ``infoview --help`` answers at once.
"""

import argparse
import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from infoview_analysis import __version__
from infoview_analysis.errors import InfoviewError, UsageError

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from infoview_analysis.corpus import Corpus

__all__ = ["check", "extract", "follow_ups", "gaps", "graph", "lab", "main", "new", "report", "search"]

_Row = Mapping[str, Any]

_QUOTES = 3
"""Quotations shown of each gap; the tables and the page have them all."""
_FORMATS = ("csv", "json", "parquet", "sqlite")
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
        chosen = vars(_build_parser().parse_args(argv))
        code: int = chosen.pop("run")(**chosen)
        sys.stdout.flush()
    except InfoviewError as error:
        return _fail(str(error))
    except BrokenPipeError:
        # Whoever read the output has seen enough; Python would complain again on closing the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _fail(
            f"{error.filename or 'input or output'}: {error.strerror or error}; check place and permissions"
        )
    except KeyboardInterrupt:
        return 130
    return code


# --- Verbs ----------------------------------------------------------------------------------------------------


def extract(notes: str, *, output: str, file_format: str = "csv", exclude: Sequence[str] = ()) -> int:
    """Write what the notes say as tables."""
    corpus = _analyze(notes, exclude)
    corpus.save(output, format=file_format)
    _say(f"{output}: {_count_rows(corpus)}")
    return 0


def check(notes: str, *, exclude: Sequence[str] = ()) -> int:
    """Say what was understood and what was not, note by note."""
    corpus = _analyze(notes, exclude)
    by_note = {name: _group_by_note(frame) for name, frame in corpus.tables.items()}
    named = {note for rows in by_note.values() for note in rows}
    for note in sorted(named):
        place = _locate(notes, note)
        for row in by_note["diagnostics"].get(note, ()):
            _say(f"{place}:{row['line']}: {row['severity']}: {row['message']} [{row['code']}]")
        for line in _summarize_note({name: rows.get(note, []) for name, rows in by_note.items()}):
            _say(f"{place}: {line}")
    severities = Counter(corpus.diagnostics["severity"])
    errors, warnings = severities["error"], severities["warning"]
    _say(
        f"{_number(len(named), 'note')}: {_count_rows(corpus)}; {_number(errors, 'error')}, {_number(warnings, 'warning')}"
    )
    return 1 if errors else 0


def report(notes: str, *, output: str, profile: str | None = None, exclude: Sequence[str] = ()) -> int:
    """Write one HTML page that holds everything and needs nothing else."""
    from infoview_analysis.reflection import read_profile
    from infoview_analysis.report import write_report

    # First what the user may have mistyped, then what takes long.
    me = read_profile(profile) if profile else None
    write_report(_analyze(notes, exclude), output, me)
    _say(f"{output}: open it in a browser")
    return 0


def gaps(notes: str, *, profile: str, exclude: Sequence[str] = ()) -> int:
    """Rank the skills that are asked for and that the profile lacks."""
    from infoview_analysis.reflection import rank_gaps, read_profile

    me = read_profile(profile)
    found = rank_gaps(_analyze(notes, exclude), me)
    for place, row in enumerate(_list_rows(found), 1):
        _say(
            f"{place}. {row['skill']}: {row['support']} of {_number(row['interviews'], 'interview')}, score {row['score']:.2f}"
        )
        quotes = str(row["quotes"]).splitlines()
        for quote in quotes[:_QUOTES]:
            _say(f"   {quote}")
        if len(quotes) > _QUOTES:
            _say(f"   and {len(quotes) - _QUOTES} more")
    if found.empty:
        _say("no gaps: the profile covers every skill that these notes ask for")
    return 0


def graph(notes: str, *, output: str, exclude: Sequence[str] = ()) -> int:
    """Write who pointed to whom; the ending of the file picks the format."""
    from infoview_analysis.network import ENDINGS, referral_graph, write_graph
    from infoview_analysis.output import write_file

    ending = Path(output).suffix.lower()
    if ending not in (*ENDINGS, *_PICTURES):
        raise UsageError(
            f'unknown ending "{ending}" of {output}; choose one of {", ".join((*ENDINGS, *_PICTURES))}'
        )
    referrals = referral_graph(_analyze(notes, exclude))
    if ending in _PICTURES:
        write_file(output, _draw(referrals, ending))
    else:
        write_graph(referrals, output)
    _say(f"{output}: {_number(len(referrals) - 1, 'person', 'people')}, {_number(referrals.size(), 'link')}")
    return 0


def follow_ups(notes: str, *, exclude: Sequence[str] = ()) -> int:
    """List what is due, to whom, and why."""
    from infoview_analysis.reflection import build_agenda

    agenda = build_agenda(_analyze(notes, exclude))
    for row in _list_rows(agenda):
        due = f"{row['due']}{' (overdue)' if row['overdue'] else ''}" if row["due"] else "any time"
        whom = f", {row['person']}" if row["person"] else ""
        _say(f"{due}: {row['kind'].replace('_', ' ')}{whom}: {row['what']}")
        _say(f"   {row['reason']} {_locate(notes, row['note'])}:{row['line']}")
    if agenda.empty:
        _say("nothing is open")
    return 0


def search(notes: str, *, text: str, limit: int = 10, exclude: Sequence[str] = ()) -> int:
    """Find the passages that answer a text, best first."""
    from infoview_analysis.reflection import search_passages

    found = search_passages(_analyze(notes, exclude), text, limit)
    for row in _list_rows(found):
        who = ", ".join(
            part for part in (row["interviewee"], row["date"], row["topic"].replace("_", " ")) if part
        )
        _say(f"{_locate(notes, row['note'])}:{row['line']}: {row['text']} ({who})")
    if found.empty:
        _say("nothing found; try other words")
    return 0


def new(
    name: str, *, folder: str = ".", role: str = "", organization: str = "", via: str = "", date: str = ""
) -> int:
    """Start a note from a template, with the questions still worth asking."""
    from infoview_analysis.starters import start_note

    _say(str(start_note(name, folder, role=role, organization=organization, via=via, date=date)))
    return 0


def lab(notes: str = ".", *, start: bool = True) -> int:
    """Put the notebooks among the notes and open them in JupyterLab."""
    from infoview_analysis.starters import copy_notebooks

    folder, kept = copy_notebooks(notes)
    _say(f"{folder}: notebooks on the notes in {notes}")
    for name in kept:
        _say(f"{folder / name}: kept, it differs from the one that comes with the package")
    if not start:
        return 0
    command = [sys.executable, "-m", "jupyterlab", str(folder)]
    # The notebooks ask the environment which notes to read.
    done = subprocess.run(
        command, env={**os.environ, "INFOVIEW_NOTES": str(Path(notes).resolve())}, check=False
    )
    return 0 if done.returncode == 0 else 2


# --- Arguments ------------------------------------------------------------------------------------------------


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line that ends with the remedy."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; see {self.prog} --help")


def _build_parser() -> argparse.ArgumentParser:
    about = (
        "Make sense of informational interviews: skills, trends, advice, referrals and follow-ups from notes."
    )
    parser = _Parser(prog="infoview", description=about, allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"infoview {__version__}")
    verbs = parser.add_subparsers(metavar="COMMAND", required=True)

    def add(run: Callable[..., int], *, on_notes: bool = True) -> argparse.ArgumentParser:
        name, about = run.__name__.replace("_", "-"), (run.__doc__ or "").splitlines()[0]
        verb = verbs.add_parser(name, help=about, description=about, allow_abbrev=False)
        verb.set_defaults(run=run)
        if on_notes:
            verb.add_argument("notes", metavar="NOTES", help="a Markdown file, or a folder of them")
            text = "pass over these notes; a pattern as in .gitignore, may be repeated"
            verb.add_argument("--exclude", metavar="PATTERN", action="append", default=[], help=text)
        return verb

    _add_arguments(add)
    return parser


def _add_arguments(add: Callable[..., argparse.ArgumentParser]) -> None:
    verb = add(extract)
    verb.add_argument("-o", "--output", metavar="OUT", required=True, help="folder for the tables")
    verb.add_argument(
        "--format", dest="file_format", choices=_FORMATS, default="csv", help="format of the tables"
    )
    add(check)
    verb = add(report)
    verb.add_argument("-o", "--output", metavar="FILE.html", required=True, help="the page")
    verb.add_argument("--profile", metavar="ME", help="what you can and look for: Markdown or TOML")
    verb = add(gaps)
    verb.add_argument(
        "--profile", metavar="ME", required=True, help="what you can and look for: Markdown or TOML"
    )
    verb = add(graph)
    endings = ".graphml, .gexf, .json, .dot, .mmd, .html, .png or .svg"
    verb.add_argument("-o", "--output", metavar="FILE", required=True, help=f"ends in {endings}")
    add(follow_ups)
    verb = add(search)
    verb.add_argument("text", metavar="TEXT", help="what you want to know, in your words")
    verb.add_argument("--limit", metavar="N", type=_whole, default=10, help="passages at most (10)")
    verb = add(new, on_notes=False)
    verb.add_argument("name", metavar="NAME", help="who is to be interviewed")
    verb.add_argument("-d", "--folder", default=".", help="folder for the note (the current one)")
    for option, text in (
        ("--org", "where they work"),
        ("--role", "what they do"),
        ("--via", "who led to them"),
    ):
        verb.add_argument(
            option, dest="organization" if option == "--org" else option[2:], default="", help=text
        )
    verb.add_argument("--date", metavar="YYYY-MM-DD", default="", help="day of the talk")
    verb = add(lab, on_notes=False)
    verb.add_argument(
        "notes", metavar="NOTES", nargs="?", default=".", help="folder of your notes (the current one)"
    )
    verb.add_argument("--no-open", dest="start", action="store_false", help="only put the notebooks there")


def _whole(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise argparse.ArgumentTypeError(f'"{text}" is not a whole number above 0')
    return int(text)


# --- Reading and drawing --------------------------------------------------------------------------------------


def _analyze(notes: str, exclude: Sequence[str]) -> "Corpus":
    from infoview_analysis.corpus import analyze

    return analyze(notes, exclude=exclude, progress=True)


def _draw(referrals: "nx.MultiDiGraph", ending: str) -> str | bytes:
    if ending == ".html":
        from infoview_analysis.report import network_page

        return network_page(referrals)
    from infoview_analysis.figures import plot_network, render_figure

    return render_figure(plot_network(referrals), ending)


# --- Words ----------------------------------------------------------------------------------------------------

_COUNTED = {
    "skills": ("skill", ""),
    "trends": ("trend", ""),
    "advice": ("piece of advice", "pieces of advice"),
    "referrals": ("referral", ""),
    "follow_ups": ("follow-up", ""),
}


def _summarize_note(tables: Mapping[str, Sequence[_Row]]) -> Iterator[str]:
    """Say who was understood to be interviewed, when, and how much was found."""
    if not tables["interviews"] and tables["passages"]:
        yield "no interview"
    for talk in tables["interviews"]:
        job = ", ".join(part for part in (talk["role"], talk["organization"]) if part)
        who = (talk["interviewee"] or "somebody without a name") + (f" ({job})" if job else "")
        rows = {
            name: [row for row in tables[name] if row["interview_id"] == talk["interview_id"]]
            for name in _COUNTED
        }
        found = ", ".join(_number(len(rows[name]), *words) for name, words in _COUNTED.items())
        yield f"{who}, {talk['date'] or 'no date'}: {found}"


def _count_rows(corpus: "Corpus") -> str:
    words = {"interviews": ("interview", ""), **_COUNTED}
    return ", ".join(_number(len(corpus.tables[name]), *forms) for name, forms in words.items())


def _number(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or f'{one}s'}"


def _group_by_note(frame: "pd.DataFrame") -> dict[str, list[_Row]]:
    grouped: dict[str, list[_Row]] = defaultdict(list)
    for row in _list_rows(frame):
        grouped[row["note"]].append(row)
    return grouped


def _list_rows(frame: "pd.DataFrame") -> list[_Row]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def _locate(notes: str, note: str) -> str:
    """Name a note as the user can open it from where they are."""
    root = Path(notes)
    return str(root / note) if root.is_dir() else notes


# --- Printing -------------------------------------------------------------------------------------------------

# Escape sequences whole, then what is left of control characters and of signs that turn text round.
_UNPRINTABLE = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+"
)


def _say(text: str) -> None:
    print(_plain(text))


def _fail(message: str) -> int:
    print(f"infoview: error: {' '.join(_plain(message).split())}", file=sys.stderr)
    return 2


def _plain(text: str) -> str:
    return _UNPRINTABLE.sub(lambda found: " " if found[0] in "\n\t\r" else "", text)


def _make_printable() -> None:
    """Keep a terminal that lacks a letter from ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
