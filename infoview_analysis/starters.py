"""What a user starts from: a note with the questions in it, the notebooks next to their notes."""

import json
import os
import re
from collections.abc import Mapping
from datetime import date as calendar_date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from infoview_analysis.errors import OutputError, UsageError
from infoview_analysis.output import safe_stem, write_file
from infoview_analysis.reflection import Preparation, load_topics

__all__ = ["NOTEBOOKS", "copy_notebooks", "draft_note", "load_notebooks", "set_notebook", "start_note"]

NOTEBOOKS = "infoview-notebooks"
"""Folder, among the user's notes, that holds their copies of the notebooks."""


def draft_note(
    name: str,
    *,
    role: str = "",
    organization: str = "",
    via: str = "",
    date: str = "",
    preparation: Preparation | None = None,
) -> str:
    """Draft a note: what is known of the interviewee, and the questions under headings that are understood.

    What earlier notes say stands in a comment, which no command reads: it is nothing that this talk said.

    Parameters
    ----------
    name
        Who is to be interviewed.
    role, organization
        What they do and where.
    via
        Who led to them.
    date
        Day of the talk, ``YYYY-MM-DD`` or ``YYYY-MM``.
    preparation
        What the notes know (:func:`infoview_analysis.reflection.prepare_talk`); it fills what is not given.

    Returns
    -------
    str
        Markdown.

    Examples
    --------
    >>> for line in draft_note("Priya Raman", organization="Monzo", date="2026-03-04").splitlines()[1:5]:
    ...     print(line)
    interviewee: "Priya Raman"
    role:
    organization: "Monzo"
    date: 2026-03-04
    """
    ready = preparation or Preparation(questions={})
    role, organization, via = role or ready.role, organization or ready.organization, via or ready.via
    known = {"interviewee": name, "role": role, "organization": organization}
    lines = ["---", *(_write_property(key, value) for key, value in known.items())]
    lines += [f"date: {date}".rstrip(), "medium:", _write_property("referred_by", via), "---", ""]
    lines += [*_write_comment(name, ready), f"# {name}", ""]
    for topic in load_topics():
        questions = (*topic.always, *ready.questions.get(topic.name, ()))
        lines += [f"## {topic.heading}", ""] if questions else []
        # In a comment: a skill that only a question names is none that the talk named.
        lines += [line for asked in ready.disputed if topic.name == "skills" for line in (f"<!-- {asked} -->", "")]
        lines += [line for question in questions for line in (f"**{question}**", "", "- ", "")]
    lines += ["## Reflection", "", "## Follow-up", "", "- [ ] Send a thank-you note"]
    lines += [f"- [ ] Tell {via} how it went"] if via else []
    return "\n".join(lines) + "\n"


def _write_comment(name: str, ready: Preparation) -> list[str]:
    if not (ready.known or ready.reasons):
        return []
    said = ready.known or (f"Your notes do not name {name} yet.",)
    lines = ["Before the talk (a comment: not read as part of the note)", *(f"- {line}" for line in said)]
    lines += ["", "Why these questions", *(f"- {line}" for line in ready.reasons)] if ready.reasons else []
    # What was quoted from notes must not end the comment.
    return ["<!--", *(" ".join(re.sub("-{2,}", "–", line).split()) for line in lines), "-->", ""]


def _write_property(key: str, value: str) -> str:
    # Every JSON string is a YAML string, whatever it holds; a bare one may be a number, a date or a list.
    return f"{key}: {json.dumps(value, ensure_ascii=False)}" if value else f"{key}:"


def start_note(
    name: str,
    folder: str | os.PathLike[str] = ".",
    *,
    role: str = "",
    organization: str = "",
    via: str = "",
    date: str = "",
    preparation: Preparation | None = None,
) -> Path:
    """Write a drafted note into a folder; a note that is there already is never overwritten.

    Returns
    -------
    pathlib.Path
        The new file, ``2026-03-04 Priya Raman.md``, without the date if none is given.

    Raises
    ------
    UsageError
        When the name is empty, the date is none, or there is such a note already.
    OutputError
        When the folder cannot be written.
    """
    name = " ".join(name.split())
    if not any(letter.isalnum() for letter in name):
        raise UsageError(f'"{name}" is no name; say who is to be interviewed')
    _check_date(date)
    path = Path(folder) / f"{safe_stem(f'{date} {name}')}.md"
    if os.path.lexists(path):
        raise UsageError(f"{path} exists already; open it, or give another --date or folder (-d)")
    known = {"role": role, "organization": organization, "via": via, "date": date}
    write_file(path, draft_note(name, **known, preparation=preparation))
    return path


def _check_date(date: str) -> None:
    if not date:
        return
    try:
        if not re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", date):
            raise ValueError(date)
        calendar_date.fromisoformat(f"{date}-01"[:10])
    except ValueError as error:
        raise UsageError(f'date "{date}" is no date; write YYYY-MM-DD') from error


def copy_notebooks(notes: str | os.PathLike[str] = ".") -> tuple[Path, list[str]]:
    """Copy the notebooks that come with the package among the user's notes, set to read these.

    What the notebooks show of the sample notes is left out. A notebook that is there already stays as it is: it
    may hold the user's work.

    Parameters
    ----------
    notes
        Folder of notes, or a note in it.

    Returns
    -------
    folder : pathlib.Path
        Where the notebooks are.
    kept : list of str
        Names of those that were there already and differ from the package's; having been run is no difference.

    Raises
    ------
    UsageError
        When there is no such folder.
    OutputError
        When it cannot be written.
    """
    place = Path(notes)
    if not place.exists():
        raise UsageError(f"no such file or folder: {place}; give the folder of your notes")
    folder = (place if place.is_dir() else place.parent) / NOTEBOOKS
    # Seen from the folder of the notebooks, so that all can be moved together.
    where = ".." if place.is_dir() else f"../{place.name}"
    kept = []
    known = {"NOTES": where, "PROFILE": "../profile.md", "TODAY": ""}
    for name, theirs in load_notebooks().items():
        target, content = folder / name, set_notebook(theirs, known)
        if not os.path.lexists(target):
            write_file(target, content)
        elif _differs(target, content):
            kept.append(name)
    return folder, kept


def _differs(target: Path, content: bytes) -> bool:
    try:
        return _list_sources(target.read_bytes()) != _list_sources(content)
    except (KeyError, TypeError, ValueError):
        return True  # no notebook at all: something of the user's
    except OSError as error:
        raise OutputError(f"cannot read {target}: {error.strerror}; move it out of the way") from error


def _list_sources(content: bytes) -> list[str]:
    """List the text of the cells; Jupyter writes it as one string or as a list of lines."""
    return ["".join(cell["source"]) for cell in json.loads(content)["cells"]]


def set_notebook(content: bytes, known: Mapping[str, str], *, shown: bool = False) -> bytes:
    """Set the parameters of a notebook.

    Parameters
    ----------
    content
        The notebook as a file holds it.
    known
        Values by name of the parameter.
    shown
        Keep what the cells show, without what Jupyter notes about itself; by default the notebook shows nothing.
    """
    notebook = json.loads(content)
    notebook["metadata"] = {key: value for key, value in notebook.get("metadata", {}).items() if key == "kernelspec"}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code" and not shown:
            cell.update(outputs=[], execution_count=None)
        if "parameters" in cell["metadata"].get("tags", ()):
            cell["source"] = [_set_parameter(line, known) for line in "".join(cell["source"]).splitlines(keepends=True)]
    return (json.dumps(notebook, indent=1, ensure_ascii=False) + "\n").encode()


def _set_parameter(line: str, known: Mapping[str, str]) -> str:
    """Put a value into a line such as ``NOTES = "../data/notes"``; what comes after it stays.

    Examples
    --------
    >>> _set_parameter('TODAY = "2026-03-01"  # a day', {"TODAY": ""})
    'TODAY = ""  # a day'
    """
    name = line.partition(" =")[0]
    if name not in known:
        return line
    return re.sub(r'"[^"]*"', lambda _: json.dumps(known[name], ensure_ascii=False), line, count=1)


def load_notebooks() -> dict[str, bytes]:
    """Load the notebooks that come with the package, by name, in order."""
    return {notebook.name: notebook.read_bytes() for notebook in _find_notebooks()}


def _find_notebooks() -> list[Traversable]:
    package = files("infoview_analysis")
    # Installed, the notebooks are inside the package; in the repository they stand beside it.
    for folder in (package / "notebooks", Path(str(package)).parent / "notebooks"):
        if folder.is_dir():
            found = [entry for entry in folder.iterdir() if entry.name.endswith(".ipynb")]
            return sorted(found, key=lambda notebook: notebook.name)
    raise UsageError("the notebooks did not come with this installation; install infoview-analysis again")
