"""Front matter in all its broken forms: YAML, TOML or JSON between two lines of dashes."""

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import yaml

from infoview_analysis.reading.fields import fill
from infoview_analysis.reading.findings import report
from infoview_analysis.reading.markdown import plain_text
from infoview_analysis.reading.marks import link_target
from infoview_analysis.records import Block, Diagnostic, Field

__all__ = ["FrontMatter", "parse_front_matter"]

_LONGEST = 400  # lines within which it is closed
_DEEPEST = 5  # levels of lists and tables that are read
_MOST_BRACKETS = 200  # in a value; the time YAML takes grows with the square of those left open
_CLOSING = {"---": {"---", "..."}, "+++": {"+++"}}
_KEY_LINE = re.compile(r"^([^\s:#\-\[\]{}\"'][^:\n]{0,60}|\"[^\"\n]{1,60}\"):(?:\s+(.*)|)$")
_PLAIN = re.compile(r"[ \n]*([A-Za-z0-9][\w .,()/'’-]*)")  # says to YAML what stands there
_LINK = re.compile(r"\[\[([^\[\]|\n]+)(?:\|[^\[\]\n]*)?\]\]")
_TEMPLATES = (("<%", "%>"), ("{{", "}}"), ("{%", "%}"))


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands between the dashes of a note, and where the body begins."""

    fields: tuple[Field, ...]
    blocks: tuple[Block, ...]
    """The same as blocks of kind ``field``, one each."""
    body: str
    first_line: int
    """Line number of the body's first line."""
    diagnostics: tuple[Diagnostic, ...] = ()


def parse_front_matter(text: str, note: str) -> FrontMatter:
    r"""Take the front matter off a note.

    Only a bare ``---`` (or ``+++``) on the first line opens it. Each key is read by itself, so that one broken line
    costs one field. Without a closing line everything is body.

    Parameters
    ----------
    text : str
        Text of the note, private comments taken off.
    note : str
        Path of the note, for what is reported.

    Examples
    --------
    >>> front = parse_front_matter("---\nreferred_by: [[Sam Lee]]\ndate: 2026-03-04\n---\nHi", "a.md")
    >>> [(field.key, field.value) for field in front.fields], front.body, front.first_line
    ([('referred_by', 'Sam Lee'), ('date', '2026-03-04')], 'Hi', 5)
    """
    lines = text.split("\n")
    closing = _CLOSING.get(lines[0].rstrip())
    if closing is None:
        return FrontMatter((), (), text, 1)
    end = next((number for number, line in enumerate(lines[1:_LONGEST], 1) if line.rstrip() in closing), None)
    if end is None:
        return _unreadable(lines, note, "front matter opens on line 1 and is never closed; close it with ---")
    fields = _parse(lines[0].rstrip(), lines[1:end])
    if not fields and any(line.strip() for line in lines[1:end]):
        return _unreadable(lines, note, "front matter is not understood; write one `key: value` a line")
    body = "\n".join(lines[end + 1 :])
    return FrontMatter(tuple(fields), _blocks(fields, lines, end), body, end + 2, _report_broken(lines[:end], note))


def _report_broken(lines: list[str], note: str) -> tuple[Diagnostic, ...]:
    """A warning for the first key whose value YAML cannot read."""
    if lines[0].rstrip() != "---" or "".join(lines[1:2]).lstrip().startswith("{"):
        return ()
    for key, raw, line in _raw_values(lines[1:]):
        if not _has_template(raw) and _load(_unlink(raw)) is None:
            message = f"the value of `{key}` is no valid YAML and was taken as it stands; put it in quotation marks"
            return (report(note, "warning", "bad-front-matter", message, line=line),)
    return ()


def _unreadable(lines: list[str], note: str, message: str) -> FrontMatter:
    return FrontMatter((), (), "\n".join(lines[1:]), 2, (report(note, "warning", "bad-front-matter", message),))


def _blocks(fields: list[Field], lines: list[str], end: int) -> tuple[Block, ...]:
    """One block for each field, from its line to the line before the next one."""
    starts = [*sorted({field.line for field in fields}), end + 1]
    last_lines = {start: following - 1 for start, following in pairwise(starts)}
    blocks = []
    for field in fields:
        last = last_lines[field.line]
        text = plain_text(" ".join(lines[field.line - 1 : last]))
        blocks.append(Block(kind="field", text=text, line=field.line, end_line=last, names=field.names, field=field))
    return tuple(blocks)


def _parse(fence: str, lines: list[str]) -> list[Field]:
    if fence == "+++":
        return _parse_table(tomllib.loads, lines)
    if lines and lines[0].lstrip().startswith("{"):
        return _parse_table(json.loads, lines)
    return list(_parse_yaml(lines))


def _parse_table(loads: Callable[[str], dict[str, Any]], lines: list[str]) -> list[Field]:
    """Fields of TOML or JSON; none where it is broken."""
    try:
        table = loads("\n".join(lines))
    except (ValueError, RecursionError):
        return []
    return [_field(key, _flat(value), str(value), _line_of(key, lines)) for key, value in table.items()]


def _line_of(key: str, lines: list[str]) -> int:
    return next((number for number, line in enumerate(lines, 2) if key in line), 2)


# --- YAML, key by key ---------------------------------------------------------------------------------------------


class _StringLoader(yaml.BaseLoader):
    """Reads every scalar as the text that stands there; refuses aliases, which can multiply without end."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.events.AliasEvent):
            raise yaml.YAMLError("aliases are not read")
        return super().compose_node(parent, index)


def _parse_yaml(lines: list[str]) -> Iterator[Field]:
    for key, raw, line in _raw_values(lines):
        yield _field(key, _yaml_value(raw), raw, line)


def _raw_values(lines: list[str]) -> Iterator[tuple[str, str, int]]:
    """Each top-level key with the text of its value and its line in the note."""
    for first, chunk in _chunks(lines):
        match = _KEY_LINE.match(chunk[0].strip())
        if match:
            yield match[1].strip("\"' "), "\n".join([match[2] or "", *chunk[1:]]), first + 2


def _chunks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Each top-level key line with the indented and dashed lines below it, and its number counted from 0."""
    starts = [
        number
        for number, line in enumerate(lines)
        if _KEY_LINE.match(line.strip()) and not line.startswith((" ", "\t", "-"))
    ]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=False):
        yield start, lines[start:end]


def _yaml_value(raw: str) -> str:
    """The value as text: lists joined, links unwrapped, what YAML cannot read taken as it stands."""
    if _has_template(raw):
        return ""
    linked = _unlink(raw)
    value = _load(linked)
    return linked.strip().strip("\"'").strip() if value is None else value


def _has_template(raw: str) -> bool:
    """Whether a placeholder of a template still stands there."""
    return any(closing in raw.partition(opening)[2] for opening, closing in _TEMPLATES)


def _unlink(raw: str) -> str:
    return _LINK.sub(lambda match: link_target(match[1]), raw)


def _load(raw: str) -> str | None:
    """The value as text; None where YAML cannot read it."""
    if plain := _PLAIN.fullmatch(raw):
        return plain[1].strip()
    if raw.count("[") + raw.count("{") > _MOST_BRACKETS:
        return None
    try:
        return _flat(yaml.load(raw, Loader=_StringLoader))
    except (yaml.YAMLError, RecursionError, ValueError):
        return None


def _flat(value: Any, depth: int = 0) -> str:
    """Lists and tables on one line, joined with commas."""
    if value is None or depth > _DEEPEST:
        return ""
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_flat(item, depth + 1)}" for key, item in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(text for item in value if (text := _flat(item, depth + 1)))
    return str(value).strip()


def _field(key: str, value: str, raw: str, line: int) -> Field:
    names = tuple(link_target(target) for target in _LINK.findall(raw))
    return fill(key, plain_text(value.replace("\n", " ")), line, names)
