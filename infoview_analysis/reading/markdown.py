"""Markdown text → blocks, with the lines they stand on.

markdown-it-py finds the structure; wikilinks become their display text. Plain text without Markdown is cut into its
lines unless the lines are wrapped prose (:mod:`infoview_analysis.reading.lines`).
"""

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from infoview_analysis.reading.lines import find_margin, group_lines, take_marker
from infoview_analysis.reading.marks import drop_embeds, link_target, take_small_marks
from infoview_analysis.records import Block

__all__ = ["parse_blocks", "plain_text"]

_WIKILINK = re.compile(r"!?\[\[([^\[\]|\n]{0,300}?)(?:\\?\|([^\[\]\n]{0,300}))?\]\]")
_SEPARATING_TAGS = ("<br", "</td", "</tr", "</li", "</p")
_LOGSEQ_NOISE = re.compile(r"^(?:id|collapsed|created-at|updated-at|card-[\w-]+|logseq\.[\w.-]+)::", re.IGNORECASE)
_CALLOUT = re.compile(r"^\[!([\w-]+)(?:\|[^\]\n]*)?\][+-]?\s*")
_NESTING = re.compile(r"^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=\s)))+[ \t]*|^[ \t]+", re.MULTILINE)
_MARKUP = re.compile(r"[\r\0\\`*_~<\[]|&(?=[#A-Za-z])")
"""What inline markup begins with; a line feed between words is a blank either way."""
_SAYING = re.compile(r"\w|[★⭐🌟👍👎]")
"""What a block must have to say anything: a letter, a number, or a sign of a rating."""
_NOISE_FENCES = {"dataview", "dataviewjs", "tasks", "base", "query", "mermaid", "button"}


# --- inline -------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Inline:
    """A run of inline Markdown, rendered."""

    text: str = ""
    names: list[str] = field(default_factory=list)
    tags: tuple[str, ...] = ()
    bold: str = ""
    """The bold run that opens it."""


def plain_text(markdown: str) -> str:
    """Inline Markdown without its markup.

    Examples
    --------
    >>> plain_text("**SQL**, [[Sam Lee|Sam]] and ~~SAS~~ `R`")
    'SQL, Sam and R'
    """
    return _render(markdown).text


@cache
def _inline_parser() -> MarkdownIt:
    md = MarkdownIt("commonmark").enable("strikethrough")
    md.inline.ruler.before("link", "wikilink", _wikilink_rule)
    return md


def _wikilink_rule(state: StateInline, silent: bool) -> bool:
    match = _WIKILINK.match(state.src, state.pos) if state.src.startswith(("[[", "![["), state.pos) else None
    if match is None:
        return False
    if not silent and not match.group().startswith("!"):
        target = match[1].rstrip("\\")
        token = state.push("wikilink", "", 0)
        token.meta = {"target": link_target(target)}
        token.content = match[2] or link_target(target) or target
    state.pos = match.end()
    return True


def _render(markdown: str) -> _Inline:
    """Render inline Markdown: what stands there, who is linked, which tags, which bold run opens it."""
    source = drop_embeds(markdown)
    if _MARKUP.search(source):
        rendered = _Renderer().render(_inline_parser().parseInline(source)[0].children or [])
    else:
        rendered = _Inline(source)
    rendered.text, rendered.tags = take_small_marks(rendered.text)
    return rendered


class _Renderer:
    """Goes through inline tokens once; struck-out text is dropped."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.bold: list[str] | None = None  # None until a bold run opens the text
        self.in_bold = False
        self.struck = 0
        self.names: list[str] = []

    def render(self, tokens: Sequence[Token]) -> _Inline:
        for token in tokens:
            self.struck += {"s_open": 1, "s_close": -1}.get(token.type, 0)
            if not self.struck:
                self._take(token)
        return _Inline("".join(self.parts), self.names, (), " ".join("".join(self.bold or []).split()))

    def _take(self, token: Token) -> None:
        match token.type:
            case "text" | "code_inline" | "wikilink" | "text_special":
                self._write(token)
            case "softbreak" | "hardbreak":
                self.parts.append(" ")
            case "html_inline" if token.content.lower().startswith(_SEPARATING_TAGS):
                self.parts.append(" ")
            case "strong_open" if self.bold is None and not any(part.strip() for part in self.parts):
                self.bold, self.in_bold = [], True
            case "strong_close":
                self.in_bold = False
            case "link_open":
                self.names.extend(_local_target(token))

    def _write(self, token: Token) -> None:
        self.parts.append(token.content)
        if token.type == "wikilink" and token.meta["target"]:
            self.names.append(token.meta["target"])
        if self.in_bold and self.bold is not None and token.type != "text_special":
            self.bold.append(token.content)


def _local_target(token: Token) -> list[str]:
    href = str(token.attrs.get("href", ""))
    return [link_target(href)] if href.lower().endswith(".md") and "://" not in href else []


# --- blocks -------------------------------------------------------------------------------------------------------


@cache
def _block_parser() -> MarkdownIt:
    # Deeper than maxNesting the parser drops text; what is too deep for Python is caught in _parse.
    md = MarkdownIt("commonmark", {"maxNesting": sys.maxsize}).enable("table")
    md.disable(["code", "html_block", "reference"])  # indented text is prose in notes, and no text may get lost
    return md.disable("inline")  # each line is rendered by itself


def parse_blocks(text: str, *, first_line: int = 1) -> tuple[Block, ...]:
    """Cut a note's body into blocks, in order, each with its lines.

    Parameters
    ----------
    text : str
        Body of a note (front matter and private comments taken off).
    first_line : int
        Line number in the file of the body's first line.

    Examples
    --------
    >>> [(b.kind, b.text, b.line) for b in parse_blocks("# Jane\\n\\n- uses **SQL**\\n  - daily")]
    [('heading', 'Jane', 1), ('item', 'uses SQL', 3), ('item', 'daily', 4)]
    """
    return tuple(_Walker(text, first_line).blocks())


def _parse(text: str) -> list[Token]:
    """Tokens of a body; one nested too deep is read as if all its lines stood side by side."""
    try:
        return _block_parser().parse(text)
    except RecursionError:
        flat = _NESTING.sub(lambda match: "- " if match.group().strip() else "", text)
        return _block_parser().parse(flat)


class _Walker:
    """Goes through the tokens once, remembering which containers it is in."""

    def __init__(self, text: str, first_line: int) -> None:
        self.tokens = _parse(text)
        self.offset = first_line
        self.items: list[str] = []  # text of each open list item, outermost first
        self.fresh_item = False  # nothing of the innermost item was read yet
        self.lists = 0
        self.quotes: list[str] = []  # callout type of each open quote
        self.header: tuple[str, ...] = ()
        self.above: list[Block] = []  # headings, outermost first
        self.margin = find_margin(token.content.split("\n") for token in self.tokens if token.type == "inline")

    def blocks(self) -> Iterator[Block]:
        for index, token in enumerate(self.tokens):
            self._enter_or_leave(token)
            match token.type:
                case "heading_open":
                    yield from self._heading(token, self.tokens[index + 1])
                case "paragraph_open":
                    inline = self.tokens[index + 1]
                    yield from self._paragraph(inline.content.split("\n"), self._lines(inline)[0])
                case "tr_open":
                    yield from self._row(index)
                case "hr":
                    line, end_line = self._lines(token)
                    yield self._block(kind="rule", text="", line=line, end_line=end_line)
                case "fence":
                    yield from self._fence(token)

    def _enter_or_leave(self, token: Token) -> None:
        match token.type:
            case "bullet_list_open" | "ordered_list_open" | "bullet_list_close" | "ordered_list_close":
                self.lists += token.nesting
            case "list_item_open":
                self.items.append("")
                self.fresh_item = True
            case "list_item_close":
                self.items.pop()
                self.fresh_item = False
            case "blockquote_open":
                self.quotes.append("")
            case "blockquote_close":
                self.quotes.pop()
            case "table_open":
                self.header = ()

    def _block(self, **parts: Any) -> Block:
        """A block with the headings above it."""
        titles = tuple(heading.text for heading in self.above)
        return Block(section=titles[-1] if titles else "", headings=titles, **parts)

    def _lines(self, token: Token) -> tuple[int, int]:
        """First and last line of a token in the file."""
        start, end = token.map or [0, 1]
        return start + self.offset, max(start, end - 1) + self.offset

    def _heading(self, token: Token, inline: Token) -> Iterator[Block]:
        *above, title = inline.content.split("\n")
        start, end = self._lines(token)
        if above:  # a rule under a paragraph is no heading: Markdown reads it as one
            yield from self._paragraph(above, self._lines(inline)[0])
        rendered = _render(title)
        if rendered.text:
            self._name_item(rendered.text)
            level = int(token.tag[1])
            self.above = [heading for heading in self.above if heading.level < level]
            heading = self._block(
                kind="heading",
                text=rendered.text,
                line=start + len(above),
                end_line=end,
                level=level,
                names=tuple(rendered.names),
                tags=rendered.tags,
            )
            yield heading
            self.above.append(heading)

    def _name_item(self, text: str) -> bool:
        """Take the first text of a list item for its name; False where it has one already or there is no item."""
        if not self.items or not self.fresh_item:
            return False
        self.items[-1], self.fresh_item = text, False
        return True

    def _paragraph(self, lines: list[str], start: int) -> Iterator[Block]:
        for first, last, content in group_lines(lines, self.margin):
            if self.quotes and (match := _CALLOUT.match(content)):
                self.quotes[-1] = match[1].lower()
                content = content[match.end() :]
            if not _LOGSEQ_NOISE.match(content):
                yield from self._line(content, start + first, start + last)

    def _line(self, content: str, line: int, end_line: int) -> Iterator[Block]:
        content, task, marked = take_marker(content)
        rendered = _render(content)
        if not _SAYING.search(rendered.text):
            return
        above = self.items[:-1] if self._name_item(rendered.text) else self.items
        yield self._block(
            kind="item" if self.items or marked else "quote" if self.quotes else "paragraph",
            text=rendered.text,
            line=line,
            end_line=end_line,
            level=max(0, self.lists - 1),
            parents=tuple(filter(None, above)),
            task=task,
            callout=next(filter(None, reversed(self.quotes)), "quote" if self.quotes else ""),
            names=tuple(rendered.names),
            tags=rendered.tags,
            bold=rendered.bold,
        )

    def _row(self, index: int) -> Iterator[Block]:
        cells = self._cells(index)
        texts = tuple(cell.text for cell in cells)
        is_header = not self.header and self.tokens[index - 1].type == "thead_open"
        if is_header:
            self.header = texts
        line, end_line = self._lines(self.tokens[index])
        if any(texts):
            yield self._block(
                kind="row",
                text=" | ".join(filter(None, texts)),
                line=line,
                end_line=end_line,
                cells=texts,
                header=() if is_header else self.header,
                names=tuple(name for cell in cells for name in cell.names),
                tags=tuple(tag for cell in cells for tag in cell.tags),
                bold=cells[0].bold,
            )

    def _cells(self, index: int) -> list[_Inline]:
        cells = []
        while self.tokens[index].type != "tr_close":
            if self.tokens[index].type == "inline":
                cells.append(_render(self.tokens[index].content))
            index += 1
        return cells

    def _fence(self, token: Token) -> Iterator[Block]:
        if token.info.strip().lower().split(" ")[0] in _NOISE_FENCES:
            return
        for number, line in enumerate(token.content.split("\n"), self._lines(token)[0] + 1):
            if line.strip():
                yield self._block(kind="code", text=" ".join(line.split()), line=number, end_line=number)
