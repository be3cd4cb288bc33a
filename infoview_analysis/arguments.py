"""What each command of the program takes.

Nothing heavy is imported here: what a command can choose from is written out, so that ``infoview --help`` answers at
once.
"""

import argparse
import os
from collections.abc import Callable, Container, Sequence

from infoview_analysis import __version__
from infoview_analysis.errors import UsageError

TYPE_CHECKING = False  # loading typing would take longer than showing the help
if TYPE_CHECKING:
    import datetime as dt
    from typing import Any, NoReturn, TypeAlias

__all__ = ["build_parser"]

_Verb: "TypeAlias" = Callable[..., int]


class _Help(argparse.HelpFormatter):
    """Help as wide as the terminal, whose first column has room for the commands, which are indented twice."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_measure_width() - 2)

    def add_argument(self, action: argparse.Action) -> None:
        super().add_argument(action)
        if isinstance(action, argparse._SubParsersAction):
            self._action_max_length += self._indent_increment


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line that ends with the remedy; one that is only listed cannot parse."""

    def __init__(self, *, only_listed: bool = False, **options: "Any") -> None:
        if not only_listed:
            super().__init__(formatter_class=_Help, allow_abbrev=False, **options)

    def error(self, message: str) -> "NoReturn":
        raise UsageError(f"{message}; see {self.prog} --help")


def build_parser(verbs: Sequence[_Verb], words: Container[str] | None = None) -> argparse.ArgumentParser:
    """Build the parser of the program.

    Parameters
    ----------
    verbs
        A function for each command, in the order of the help: its name is that of the command, the first line of its
        docstring says what it does, and it takes what the command line has. The parser gives it as ``run``.
    words
        Those of the command line: commands that are not among them are only listed, which takes less time. None makes
        all of them ready.
    """
    about = "Make sense of informational interviews: skills, trends, advice, referrals, follow-ups."
    start = "Begin with infoview check NOTES; infoview COMMAND --help explains a command."
    parser = _Parser(prog="infoview", description=about, epilog=start)
    parser.add_argument("--version", action="version", version=f"infoview {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True, prog=parser.prog)
    for run in verbs:
        name, about = run.__name__.replace("_", "-"), (run.__doc__ or "").splitlines()[0]
        chosen = words is None or name in words
        command = commands.add_parser(name, help=about, description=about, only_listed=not chosen)
        if chosen:
            command.set_defaults(run=run)
            _ADD[name](command)
    return parser


def _measure_width() -> int:
    """Count the columns of the terminal as shutil does, which takes longer to load than the help to show."""
    try:
        columns = int(os.environ["COLUMNS"])
    except (KeyError, ValueError):
        columns = 0
    if columns > 0:
        return columns
    try:
        return os.get_terminal_size().columns or 80
    except OSError:
        return 80  # no terminal


def _add_notes(verb: argparse.ArgumentParser) -> None:
    shared = _add_source(verb)
    about = "show nobody's name; who is who goes into this file, which stays with you"
    shared.add_argument("--pseudonymize", metavar="KEYFILE", help=about)
    _add_pace(shared)


def _add_source(verb: argparse.ArgumentParser) -> argparse._ActionsContainer:
    verb.add_argument("notes", metavar="NOTES", help="a Markdown file, or a folder of them")
    shared = verb.add_argument_group("options of all commands that read notes")
    about = "pass over these notes; a pattern as in .gitignore, may be repeated"
    shared.add_argument("--exclude", metavar="PATTERN", action="append", default=[], help=about)
    about = "an installed spaCy pipeline, or the folder of one, instead of the one that comes with the program"
    shared.add_argument("--model", metavar="NAME", help=about)
    return shared


def _add_pace(verb: argparse._ActionsContainer) -> None:
    about = "find everything anew, and keep nothing for the next run"
    verb.add_argument("--no-cache", dest="cache", action="store_false", help=about)
    about = "processes that share the work (as many as processors, once more than fifty notes are new)"
    verb.add_argument("--jobs", metavar="N", type=_parse_limit, help=about)


def _add_output(verb: argparse.ArgumentParser, metavar: str, about: str, *, required: bool = True) -> None:
    verb.add_argument("-o", "--output", metavar=metavar, required=required, help=about)


def _add_profile(verb: argparse.ArgumentParser) -> None:
    about = "what you can and what you look for: a Markdown or TOML file"
    verb.add_argument("--profile", metavar="ME", help=about)


def _add_extract(verb: argparse.ArgumentParser) -> None:
    _add_output(verb, "OUT", "folder for the tables")
    formats, about = ("csv", "json", "parquet", "sqlite"), "format of the tables (csv)"
    verb.add_argument("--format", dest="file_format", choices=formats, help=about)
    about = "let a Dask cluster do the work: the address of its scheduler, or local; NOTES may then be any fsspec place"
    verb.add_argument("--dask", metavar="ADDRESS", help=about)
    _add_notes(verb)


def _add_report(verb: argparse.ArgumentParser) -> None:
    _add_output(verb, "FILE.html", "the page")
    _add_profile(verb)
    about = "make the place of a quote open its note; the page then says where on this computer your notes are"
    verb.add_argument("--links", choices=("file", "obsidian"), help=about)
    _add_notes_and_day(verb)


def _add_export(verb: argparse.ArgumentParser) -> None:
    _add_output(verb, "OUT", "ends in .qdc, .qdpx or .csv; any other name is a new folder of pages for Obsidian")
    about = "what the columns of a .csv are (skills)"
    verb.add_argument("--columns", choices=("skills", "topics", "codes"), default="skills", help=about)
    about = "what its cells hold: how often (count), or in which sense a skill is named"
    verb.add_argument("--cells", choices=("count", "stance"), default="count", help=about)
    _add_notes(verb)


def _add_draft(verb: argparse.ArgumentParser) -> None:
    _add_output(verb, "FILE.md", "where to write it; never over a file that is there", required=False)
    _add_notes(verb)


def _add_notes_and_profile(verb: argparse.ArgumentParser) -> None:
    _add_profile(verb)
    _add_notes(verb)


def _add_graph(verb: argparse.ArgumentParser) -> None:
    _add_output(verb, "FILE", "ends in .graphml, .gexf, .json, .dot, .mmd, .html, .png or .svg")
    _add_notes(verb)


def _add_notes_and_day(verb: argparse.ArgumentParser) -> None:
    about = "the day to count from (the current one)"
    verb.add_argument("--today", metavar="YYYY-MM-DD", type=_parse_day, help=about)
    _add_notes(verb)


def _add_follow_ups(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--ics", metavar="FILE.ics", help="write it for a calendar too")
    about = "months without news after which to write to somebody again (6)"
    verb.add_argument("--months", metavar="N", type=_parse_limit, default=6, help=about)
    about = "what you can: a Markdown or TOML file; skills to offer are taken from it"
    verb.add_argument("--profile", metavar="ME", help=about)
    _add_notes_and_day(verb)


def _add_search(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--limit", metavar="N", type=_parse_limit, default=10, help="passages at most (10)")
    _add_notes(verb)
    verb.add_argument("text", metavar="TEXT", help="what you want to know, in your words")


def _add_cohort(verb: argparse.ArgumentParser) -> None:
    _add_output(verb, "FILE", "where to write it, ends in .csv or .html; without it, it is printed", required=False)
    about = "tell cohorts apart by folder (each holds the folders of its note-takers), field of work or year"
    verb.add_argument("--by", choices=("folder", "field", "year"), help=about)
    about = "note-takers, people and interviews that a number has to stand for to be shown (5)"
    verb.add_argument("--min-cell", metavar="N", type=_parse_limit, default=5, help=about)
    _add_pace(_add_source(verb))


def _add_new(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("name", metavar="NAME", help="who is to be interviewed")
    verb.add_argument("--org", dest="organization", metavar="ORG", default="", help="where they work")
    verb.add_argument("--role", default="", help="what they do")
    verb.add_argument("--via", metavar="NAME", default="", help="who led to them")
    verb.add_argument("--date", metavar="YYYY-MM-DD", default="", help="day of the talk")
    about = "your notes: what they know of the person goes into the note, and questions still worth asking"
    verb.add_argument("--notes", metavar="NOTES", help=about)
    about = "folder for the note (the current one)"
    verb.add_argument("-d", "--folder", metavar="FOLDER", default=".", help=about)
    _add_pace(verb)


def _add_reveal(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("file", metavar="FILE", help="a text file with pseudonyms in it")
    verb.add_argument("--key", metavar="KEYFILE", required=True, help="what --pseudonymize wrote")


def _add_cache(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("action", metavar="clear", nargs="?", choices=("clear",), help="forget what was kept")


def _add_lab(verb: argparse.ArgumentParser) -> None:
    about = "folder of your notes (the current one)"
    verb.add_argument("notes", metavar="NOTES", nargs="?", default=".", help=about)
    verb.add_argument("--no-open", dest="start", action="store_false", help="only put the notebooks there")


def _add_notebooks(verb: argparse.ArgumentParser) -> None:
    _add_output(verb, "OUT", "folder for the notebooks, their pages and the tables they read")
    _add_profile(verb)
    _add_notes_and_day(verb)


def _parse_limit(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text)):
        raise argparse.ArgumentTypeError(f'"{text}" is no whole number above 0')
    return int(text)


def _parse_day(text: str) -> "dt.date":
    import datetime as dt

    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f'"{text}" is no day; write YYYY-MM-DD') from error


_ADD: dict[str, Callable[[argparse.ArgumentParser], None]] = {
    "check": _add_notes,
    "report": _add_report,
    "lab": _add_lab,
    "notebooks": _add_notebooks,
    "gaps": _add_notes_and_profile,
    "profile": _add_draft,
    "fit": _add_notes_and_profile,
    "themes": _add_notes,
    "saturation": _add_notes,
    "graph": _add_graph,
    "people": _add_notes_and_day,
    "follow-ups": _add_follow_ups,
    "new": _add_new,
    "search": _add_search,
    "extract": _add_extract,
    "export": _add_export,
    "cohort": _add_cohort,
    "reveal": _add_reveal,
    "cache": _add_cache,
}
"""What adds the arguments of each command."""
