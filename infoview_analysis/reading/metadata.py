"""Properties of a note: front matter in all its broken forms, label lines, inline fields, two-column tables."""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import yaml

from infoview_analysis.reading.dates import find_dates
from infoview_analysis.reading.lexicon import fold, load_phrases
from infoview_analysis.reading.markdown import link_target, plain_text
from infoview_analysis.reading.names import clean_name, has_organization_word, is_name, looks_like_role
from infoview_analysis.reading.origin import find_medium
from infoview_analysis.records import Block, Diagnostic, Field, Provenance

__all__ = ["FrontMatter", "field_meaning", "infer_meanings", "mark_fields", "parse_front_matter"]

_KEY_LINE = re.compile(r"^([^\s:#\-\[\]{}\"'][^:\n]{0,60}|\"[^\"\n]{1,60}\"):(?:\s+(.*)|)$")
_LINK = re.compile(r"\[\[([^\[\]|\n]+)(?:\|[^\[\]\n]*)?\]\]")
_TEMPLATE = re.compile(r"<%.*?%>|\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_PLACEHOLDER = re.compile(
    r"^(?:\[[^\]]*\]|\([^()]*\)|<[^>]*>|tbd|tba|tbc|n/?a|none|null|nil|unknown|\?+|[-–—_.…]+|xx+|insert.*|@today)$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^\W{0,4}?(?P<key>[^\W\d_][^:|=\n]{0,38}?)\s?(?P<mark>::|:|\s[–—=]\s|\s=\s)(?:\s+|$)(?P<value>.*)$",
    re.DOTALL,
)
_INLINE_FIELD = re.compile(r"[\[(]([^\W\d][\w -]{0,40})::\s*([^\[\]()\n]{0,300}?)[\])]")


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


class _StringLoader(yaml.BaseLoader):
    """Reads every scalar as the text that stands there; refuses aliases, which can multiply without end."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.events.AliasEvent):
            raise yaml.YAMLError("aliases are not read")
        return super().compose_node(parent, index)


def parse_front_matter(text: str, note: str) -> FrontMatter:
    r"""Take the front matter off a note.

    Only a bare ``---`` (or ``+++``) on the first line opens it. Each key is read by itself, so that one broken line
    costs one field. Without a closing line everything is body.

    >>> front = parse_front_matter("---\nreferred_by: [[Sam Lee]]\ndate: 2026-03-04\n---\nHi", "a.md")
    >>> [(field.key, field.value) for field in front.fields], front.body, front.first_line
    ([('referred_by', 'Sam Lee'), ('date', '2026-03-04')], 'Hi', 5)
    """
    lines = text.split("\n")
    fence = lines[0].rstrip()
    if fence not in {"---", "+++"}:
        return FrontMatter((), (), text, 1)
    closing = {"---": {"---", "..."}, "+++": {"+++"}}[fence]
    end = next((n for n, line in enumerate(lines[1:400], 1) if line.rstrip() in closing), None)
    if end is None:
        return _unreadable(text, note, "front matter opens on line 1 and is never closed; close it with ---")
    head = lines[1:end]
    body, first_line = "\n".join(lines[end + 1 :]), end + 2
    if fence == "+++":
        read = _parse_toml(head)
    elif head and head[0].lstrip().startswith("{"):
        read = _parse_json(head)
    else:
        read = list(_parse_yaml(head))
    if not read and any(line.strip() for line in head):
        return replace(_unreadable(text, note, "front matter is not understood; write one `key: value` a line"))
    return FrontMatter(tuple(read), _blocks(read, lines, end), body, first_line)


def _blocks(fields: list[Field], lines: list[str], end: int) -> tuple[Block, ...]:
    """One block for each field, from its line to the line before the next one."""
    starts = [*sorted({field.line for field in fields}), end + 1]
    blocks = []
    for field in fields:
        last = next(line for line in starts if line > field.line) - 1
        text = " ".join(plain_text(" ".join(lines[field.line - 1 : last])).split())
        blocks.append(Block(kind="field", text=text, line=field.line, end_line=last, names=field.names, field=field))
    return tuple(blocks)


def _unreadable(text: str, note: str, message: str) -> FrontMatter:
    source = Provenance(note=note, line=1, end_line=1)
    finding = Diagnostic(severity="warning", code="bad-front-matter", message=message, source=source)
    rest = text.split("\n", 1)[1] if "\n" in text else ""
    return FrontMatter((), (), rest, 2, (finding,))


def _parse_yaml(lines: list[str]) -> Iterator[Field]:
    for first, chunk in _chunks(lines):
        match = _KEY_LINE.match(chunk[0].strip())
        if match is None:
            continue
        raw = "\n".join([match.group(2) or "", *chunk[1:]])
        yield _field(match.group(1).strip("\"' "), _yaml_value(raw), raw, first + 2)


def _chunks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """A top-level key line with the indented and dashed lines below it."""
    chunk: list[str] = []
    start = 0
    for number, line in enumerate(lines):
        if _KEY_LINE.match(line.strip()) and not line.startswith((" ", "\t", "-")):
            if chunk:
                yield start, chunk
            chunk, start = [line], number
        elif chunk:
            chunk.append(line)
    if chunk:
        yield start, chunk


def _yaml_value(raw: str) -> str:
    """The value as text: lists joined, links unwrapped, what YAML cannot read taken as it stands."""
    if _TEMPLATE.search(raw):
        return ""
    linked = _LINK.sub(lambda match: link_target(match.group(1)), raw)
    try:
        value = yaml.load(linked, Loader=_StringLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        value = linked.strip().strip("\"'")
    return _flat(value)


def _flat(value: Any, depth: int = 0) -> str:
    if value is None or depth > 5:
        return ""
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_flat(item, depth + 1)}" for key, item in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(text for item in value if (text := _flat(item, depth + 1)))
    return str(value).strip()


def _field(key: str, value: str, raw: str, line: int) -> Field:
    text = plain_text(value.replace("\n", " "))
    names = tuple(link_target(target) for target in _LINK.findall(raw))
    return Field(key=key, value="" if _PLACEHOLDER.match(text) else text, line=line, names=names)


def _parse_toml(lines: list[str]) -> list[Field]:
    try:
        table = tomllib.loads("\n".join(lines))
    except (tomllib.TOMLDecodeError, RecursionError):
        return []
    return [_field(key, _flat(value), str(value), _line_of(key, lines)) for key, value in table.items()]


def _parse_json(lines: list[str]) -> list[Field]:
    try:
        table = json.loads("\n".join(lines))
    except (json.JSONDecodeError, RecursionError):
        return []
    return [_field(key, _flat(value), str(value), _line_of(key, lines)) for key, value in table.items()]


def _line_of(key: str, lines: list[str]) -> int:
    return next((number for number, line in enumerate(lines, 2) if key in line), 2)


@cache
def _meanings() -> dict[str, str]:
    return {label: meaning for meaning, labels in load_phrases("fields").items() for label in labels}


_LABEL_WORDS = (  # what a longer label means, by a word in it: *Name of the person*, *Through whom*
    ("ignored", "my", "updated", "created", "modified", "published", "submission", "purpose", "file", "birth"),
    (
        "referred_by",
        "introduced",
        "introduction",
        "referred",
        "through",
        "via",
        "source",
        "recommended",
        "connected",
        "introduces",
        "reference",
    ),
    ("role", "designation", "position", "role", "occupation", "profession"),
    ("organization", "organisation", "organization", "company", "employer", "firm", "workplace", "office"),
    ("date", "date", "datum", "fecha"),
    ("medium", "mode", "medium", "channel", "format"),
    ("interviewee", "interviewee", "name", "person", "interviewed", "guest"),
)


def field_meaning(key: str) -> str:
    """What a label stands for (``role``, ``date``, ...); empty where it is not known.

    >>> field_meaning("🏢 Job title"), field_meaning("Name of the person"), field_meaning("Shoe size")
    ('role', 'interviewee', '')
    """
    folded = re.sub(r"^(?:the|your|their) ", "", fold(key))
    if known := _meanings().get(folded, ""):
        return known
    words = set(folded.split())
    if not 2 <= len(words) <= 5:
        return ""
    return next((meaning for meaning, *signs in _LABEL_WORDS if words & set(signs)), "")


def infer_meanings(fields: Iterable[Field]) -> list[Field]:
    """Front matter under keys nobody knows, renamed by what the values are.

    The first value that is a name is the interviewee's; a job, an employer, a day and a medium are told by their
    looks, a second name is that of the one who led there. What is known already is not guessed again.
    """
    fields = list(fields)
    taken = {field_meaning(field.key) for field in fields if field.value}
    renamed = []
    for field in fields:
        meaning = "" if field_meaning(field.key) or not field.value else _look(field, taken)
        renamed.append(replace(field, key=meaning) if meaning else field)
        taken.add(meaning)
    return renamed


def _look(field: Field, taken: set[str]) -> str:
    value = field.value
    dates = find_dates(value)
    if "date" not in taken and dates and len(value) < 40 and dates[0].start < 12:
        return "date"
    if "interviewee" not in taken and is_name(value) and " " in clean_name(value):
        return "interviewee"
    if "role" not in taken and len(value.split()) <= 9 and looks_like_role(value):
        return "role"
    if "organization" not in taken and len(value.split()) <= 7 and has_organization_word(value) and value[0].isupper():
        return "organization"
    if "medium" not in taken and len(value.split()) <= 6 and find_medium(value):
        return "medium"
    if "referred_by" not in taken and "interviewee" in taken and len(value.split()) <= 4 and is_name(value):
        return "referred_by"
    return ""


def mark_fields(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Give a :class:`Field` to each block that states a property.

    A label line counts when its label is known, or when it is written as an inline field (``key:: value``).
    """
    marked = [_with_field(block) for block in blocks]
    return tuple(_name_table_rows(marked))


def _name_table_rows(blocks: list[Block]) -> Iterator[Block]:
    """Rows of a table about the interviewee whose labels nobody knows, told by their values."""
    known = {b.header: set[str]() for b in blocks if b.kind == "row" and len(b.cells) == 2}
    for block in blocks:
        if block.kind == "row" and block.field is not None and len(block.cells) == 2:
            known[block.header].add(field_meaning(block.field.key))
    for block in blocks:
        taken = known.get(block.header, set()) if block.kind == "row" and len(block.cells) == 2 else set()
        if block.field is None and taken & {"interviewee", "role"} and len(block.cells[1]) < 60:
            field = _block_field(block.cells[0], block.cells[1], block)
            if meaning := _look(field, taken):
                taken.add(meaning)
                block = replace(block, field=replace(field, key=meaning))
        yield block


def _with_field(block: Block) -> Block:
    if block.kind in {"heading", "code"} or block.task is not None:
        return block
    if block.kind == "row":
        return _row_field(block)
    match = _LABEL.match(block.text)
    if match is None or len(block.text) > 400:
        return block
    key, value = match.group("key").strip(" *_"), match.group("value").strip()
    if match.group("mark") != "::" and not field_meaning(key):
        return block
    return replace(block, field=_block_field(key, value, block))


def _row_field(block: Block) -> Block:
    filled = [cell for cell in block.cells if cell]
    if len(block.cells) == 2 and filled and filled[0] == block.cells[0] and field_meaning(block.cells[0]):
        return replace(block, field=_block_field(block.cells[0], block.cells[1], block))
    return block


def _block_field(key: str, value: str, block: Block) -> Field:
    return Field(key=key, value="" if _PLACEHOLDER.match(value) else value, line=block.line, names=block.names)


def inline_fields(block: Block) -> list[Field]:
    """Fields in brackets inside a line: ``I'd rate it [fit:: 8]``."""
    return [Field(key=key, value=value.strip(), line=block.line) for key, value in _INLINE_FIELD.findall(block.text)]
