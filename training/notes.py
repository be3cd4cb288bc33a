"""Names in annotated notes: lines without their markup, and where the listed names stand in them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

Span = tuple[int, int, str]

_LEAD = re.compile(r"^\s*(?:(?:[-*+>•→◦▪–—]|#{1,6}|\d{1,3}\\?[.)]|\[[ xX/-]\]|[☐☑✅✔⬜⭐️]+)\s+)+")
_EDITS = [
    (re.compile(r"\\([^\w\s])"), r"\1"),
    (re.compile(r"&nbsp;|\u00a0"), " "),
    (re.compile(r"&amp;"), "&"),
    (re.compile(r"<[/a-zA-Z][^>]*>"), " "),
    (re.compile(r"!?\[\[(?:[^\]|]*\|)?([^\]]*)\]\]"), r"\1"),
    (re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)"), r"\1"),
    (re.compile(r"\*{1,3}|__|~~|`|=="), ""),
    (re.compile(r"[ \t]+"), " "),
]
_RULE = re.compile(r"^[\s|:=*_-]*$")


def strip_markup(line: str) -> str:
    """Remove list marks, check boxes, headings, links and emphasis from a Markdown line.

    Parameters
    ----------
    line
        One line, or one cell of a table.
    """
    for pattern, replacement in _EDITS[:6]:
        line = pattern.sub(replacement, line)
    line = _LEAD.sub("", line)
    for pattern, replacement in _EDITS[6:]:
        line = pattern.sub(replacement, line)
    return _LEAD.sub("", line).strip()


def join_wrapped(lines: list[str]) -> Iterator[str]:
    """Join the lines of hard-wrapped prose.

    A line of 55 to 100 characters that does not end a sentence goes on in the next one, unless that one is
    empty or begins with a mark.

    Parameters
    ----------
    lines
        Lines of a note.
    """
    pending = ""
    for line in lines:
        goes_on = 55 <= len(pending.rsplit("\n", 1)[-1]) <= 100 and not pending.rstrip().endswith(tuple('.!?:;|)"”'))
        if pending and goes_on and line.strip() and not _LEAD.match(line) and not line.lstrip().startswith(("|", "<")):
            pending += "\n" + line.strip()
            continue
        yield pending.replace("\n", " ")
        pending = line.rstrip()
    yield pending.replace("\n", " ")


def note_lines(markdown: str) -> Iterator[str]:
    """Yield the lines of a note as the language model should see them; table rows cell by cell.

    Parameters
    ----------
    markdown
        Text of the note.
    """
    for line in join_wrapped(markdown.splitlines()):
        cells = re.split(r"(?<!\\)\|", line) if line.lstrip().startswith("|") else [line]
        for cell in cells:
            text = strip_markup(cell)
            if text and not _RULE.match(text):
                yield text


def find_names(text: str, names: dict[str, list[str]]) -> list[Span]:
    """Find all occurrences of listed names, longest first, bounded by non-word characters.

    Parameters
    ----------
    text
        A line.
    names
        Names by label, as they stand in the text.
    """
    listed = sorted(((name, label) for label in names for name in names[label]), key=lambda pair: -len(pair[0]))
    taken, spans = [False] * len(text), []
    for name, label in listed:
        stripped = strip_markup(name.replace("\n", " "))
        if not stripped:
            continue
        for match in re.finditer(rf"(?<!\w){re.escape(stripped)}(?!\w)", text):
            if not any(taken[match.start() : match.end()]):
                taken[match.start() : match.end()] = [True] * (match.end() - match.start())
                spans.append((match.start(), match.end(), label))
    return sorted(spans)


def read_set(folder: Path) -> Iterator[tuple[str, list[Span]]]:
    """Yield the lines of all notes of a set with their names.

    Parameters
    ----------
    folder
        Folder with `names.json` and `notes/`.
    """
    listed = json.loads((folder / "names.json").read_text(encoding="utf-8"))
    for file_name, names in listed.items():
        markdown = (folder / "notes" / file_name).read_text(encoding="utf-8")
        for text in note_lines(markdown):
            yield text, find_names(text, names)


def read_marked(path: Path) -> Iterator[tuple[str, list[Span]]]:
    """Yield lines of a file in which names are marked as `[name](LABEL)`.

    Parameters
    ----------
    path
        Plain text file.
    """
    for line in path.read_text(encoding="utf-8").splitlines():
        line = _LEAD.sub("", line).replace("**", "").strip()
        text, spans, position = "", [], 0
        for match in re.finditer(r"\[([^\]]+)\]\((PERSON|ORG|LOC|GPE)\)", line):
            text += line[position : match.start()]
            label = "GPE" if match.group(2) == "LOC" else match.group(2)
            spans.append((len(text), len(text) + len(match.group(1)), label))
            text, position = text + match.group(1), match.end()
        text += line[position:]
        if text:
            yield text, spans
