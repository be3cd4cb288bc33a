"""Markdown text → blocks, with the lines they stand on.

markdown-it-py finds the structure. Three plugins add what note-takers use and CommonMark lacks: private comments
(``%%…%%``, ``<!-- … -->``) vanish before anything else sees them, wikilinks become their display text, and
highlights lose their marks. Plain text without Markdown is cut into its lines unless the lines are wrapped prose.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from infoview_analysis.records import Block

__all__ = ["blank_comments", "parse_blocks", "plain_text"]

_COMMENT = re.compile(r"%%.*?(?:%%|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL)
_WIKILINK = re.compile(r"!?\[\[([^\[\]|\n]{0,300}?)(?:\\?\|([^\[\]\n]{0,300}))?\]\]")
_MARK = re.compile(r"==|\^\^|\*{4}")
_TAG = re.compile(r"(?<![\w/&#])#([^\W\d][\w/-]*)")
_BLOCK_ID = re.compile(r"\s+\^[\w-]+$")
_FOOTNOTE = re.compile(r"\[\^[\w-]+\](:?)")
_LOGSEQ_NOISE = re.compile(r"^(?:id|collapsed|created-at|updated-at|card-[\w-]+|logseq\.[\w.-]+)::", re.IGNORECASE)
_LOGSEQ_DATE = re.compile(r"(?:DEADLINE|SCHEDULED): ?<")
_BROKEN_LINE = re.compile(r"(?: {2}|\\|<br ?/?>|\*\*)$")  # its writer ended it here
_EMBED = re.compile(r"\{\{[^{}\n]*\}\}|\(\([0-9a-f-]{36}\)\)|!\[[^\]\n]*\]\([^)\n]*\)")
_LIST_GLYPH = re.compile(
    r"^(?:[•◦▪‣·●○–—→⇒➡►▶✦★⭐❖>]\ufe0f?|[①-⑳]|\(?(?:[ivx]{1,4}|[a-h]|\d{1,2})\)|→{2,})(?=\s|[^\W\d])\s*"
)
_TASK = re.compile(r"^\[([^\]\n]?)\]\s+")
_TASK_GLYPH = re.compile(r"^(?:([☐⬜□🔲])|([☑✅✔🗹☒])|(❌))\ufe0f?\s*")
_TASK_WORD = re.compile(r"^(?:(TODO|LATER|NOW|DOING|WAITING|WAIT)|(DONE)|(CANCELL?ED))\b:?\s+")
_CALLOUT = re.compile(r"^\[!([\w-]+)(?:\|[^\]\n]*)?\][+-]?\s*")
_NOISE_FENCES = {"dataview", "dataviewjs", "tasks", "base", "query", "mermaid", "button"}


def blank_comments(text: str) -> str:
    """Replace private comments by nothing, keeping the number of lines.

    >>> blank_comments("warm wine %%the third was crypto%% and cake")
    'warm wine  and cake'
    """
    return _COMMENT.sub(lambda match: "\n" * match.group().count("\n"), text)


def _comments_plugin(md: MarkdownIt) -> None:
    def rule(state: StateCore) -> None:
        state.src = blank_comments(state.src)

    md.core.ruler.after("normalize", "private_comments", rule)


def _wikilinks_plugin(md: MarkdownIt) -> None:
    def rule(state: StateInline, silent: bool) -> bool:
        if not state.src.startswith(("[[", "![["), state.pos):
            return False
        match = _WIKILINK.match(state.src, state.pos)
        if match is None:
            return False
        if not silent and not match.group().startswith("!"):
            target, alias = match.group(1).rstrip("\\"), match.group(2)
            token = state.push("wikilink", "", 0)
            token.meta = {"target": link_target(target)}
            token.content = alias or link_target(target) or target
        state.pos = match.end()
        return True

    md.inline.ruler.before("link", "wikilink", rule)


def link_target(target: str) -> str:
    """Name of the note a link points to, without folder, anchor and ending.

    >>> link_target("People/Jane%20Doe.md#Advice")
    'Jane Doe'
    """
    name = unquote(target).split("#")[0].replace("___", "/").rsplit("/", 1)[-1].strip()
    name = re.sub(r"\.md$", "", name, flags=re.IGNORECASE)
    return re.sub(r"\s+[0-9a-f]{32}$", "", name)


@cache
def _parser() -> MarkdownIt:
    md = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    md.disable(["code", "html_block", "reference"])  # indented text is prose in notes, and no text may get lost
    md.use(_comments_plugin).use(_wikilinks_plugin)
    return md


@dataclass(frozen=True, slots=True)
class _Inline:
    """A run of inline Markdown, rendered."""

    text: str
    names: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    bold: str = ""


def plain_text(markdown: str) -> str:
    """Inline Markdown without its markup.

    >>> plain_text("**SQL**, [[Sam Lee|Sam]] and ~~SAS~~ `R`")
    'SQL, Sam and R'
    """
    return _inline(markdown).text


def _inline(markdown: str) -> _Inline:
    """Render inline Markdown: what stands there, who is linked, which tags, which bold run opens it."""
    tokens = _parser().parseInline(_EMBED.sub("", markdown))
    children = tokens[0].children or [] if tokens else []
    parts: list[str] = []
    names: list[str] = []
    struck = depth = 0
    bold: list[str] = []
    bold_state = "before"
    for child in children:
        if child.type == "s_open":
            struck += 1
        elif child.type == "s_close":
            struck -= 1
        elif struck:
            continue
        elif child.type in {"softbreak", "hardbreak"} or (
            child.type == "html_inline" and child.content.lower().startswith(("<br", "</td", "</tr", "</li", "</p"))
        ):
            parts.append(" ")
        elif child.type == "strong_open":
            depth += 1
            if bold_state == "before" and not "".join(parts).strip():
                bold_state = "in"
        elif child.type == "strong_close":
            depth -= 1
            if bold_state == "in":
                bold_state = "after"
        elif child.type in {"text", "code_inline", "wikilink"}:
            parts.append(child.content)
            if child.type == "wikilink" and child.meta["target"]:
                names.append(child.meta["target"])
            if bold_state == "in":
                bold.append(child.content)
        elif child.type == "link_open":
            names.extend(_local_target(child))
        elif child.type == "text_special":
            parts.append(child.content)
    text, tags = _strip_small_marks("".join(parts))
    return _Inline(text, tuple(names), tags, " ".join("".join(bold).split()))


def _local_target(token: Token) -> list[str]:
    href = str(token.attrs.get("href", ""))
    return [link_target(href)] if href.lower().endswith(".md") and "://" not in href else []


def _strip_small_marks(text: str) -> tuple[str, tuple[str, ...]]:
    text = _FOOTNOTE.sub("", _MARK.sub("", text))
    tags = tuple(tag.lower() for tag in _TAG.findall(text))
    text = _TAG.sub(lambda match: match.group(1) if "/" not in match.group(1) else "", text) if tags else text
    text = " ".join(text.replace("\u200b", "").replace("\ufeff", "").split())
    return _BLOCK_ID.sub("", text), tags


def parse_blocks(text: str, *, first_line: int = 1) -> tuple[Block, ...]:
    """Cut a note's body into blocks, in order, each with its lines.

    Parameters
    ----------
    text : str
        Body of a note (front matter taken off).
    first_line : int
        Line number in the file of the body's first line.

    Examples
    --------
    >>> [(b.kind, b.text, b.line) for b in parse_blocks("# Jane\\n\\n- uses **SQL**\\n  - daily")]
    [('heading', 'Jane', 1), ('item', 'uses SQL', 3), ('item', 'daily', 4)]
    """
    return tuple(_with_headings(_Walker(text, first_line).blocks()))


class _Walker:
    """Goes through the tokens once, remembering which containers it is in."""

    def __init__(self, text: str, first_line: int) -> None:
        self.tokens = _parser().parse(text)
        self.offset = first_line
        self.items: list[str] = []  # text of each open list item, outermost first
        self.lists = 0
        self.quotes: list[str] = []  # callout type of each open quote
        self.header: tuple[str, ...] = ()
        self.fresh_item = False
        self.margin = _margin(token.content.split("\n") for token in self.tokens if token.type == "inline")

    def blocks(self) -> Iterator[Block]:
        for index, token in enumerate(self.tokens):
            match token.type:
                case "bullet_list_open" | "ordered_list_open":
                    self.lists += 1
                case "bullet_list_close" | "ordered_list_close":
                    self.lists -= 1
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
                case "heading_open":
                    yield from self._heading(token, self.tokens[index + 1])
                case "paragraph_open":
                    yield from self._paragraph(self.tokens[index + 1])
                case "tr_open":
                    yield from self._row(index)
                case "table_open":
                    self.header = ()
                case "hr":
                    yield Block(kind="rule", text="", line=self._lines(token)[0], end_line=self._lines(token)[1])
                case "fence":
                    yield from self._fence(token)

    def _lines(self, token: Token) -> tuple[int, int]:
        start, end = token.map or [0, 1]
        return start + self.offset, max(start, end - 1) + self.offset

    def _heading(self, token: Token, inline: Token) -> Iterator[Block]:
        lines = inline.content.split("\n")
        start, end = self._lines(token)
        if len(lines) > 1:  # a rule under a paragraph is no heading: Markdown reads it as one
            yield from self._paragraph(inline, lines=lines[:-1])
            start, lines = start + len(lines) - 1, lines[-1:]
        rendered = _inline(lines[-1])
        if rendered.text:
            level = int(token.tag[1])
            if self.items and self.fresh_item:
                self.items[-1], self.fresh_item = rendered.text, False
            yield Block(
                kind="heading", text=rendered.text, line=start, end_line=end, level=level,
                names=rendered.names, tags=rendered.tags,
            )  # fmt: skip

    def _paragraph(self, inline: Token, lines: list[str] | None = None) -> Iterator[Block]:
        start, _ = self._lines(inline)
        groups = _group_lines(inline.content.split("\n") if lines is None else lines, self.margin)
        for first, last, content in groups:
            if self.quotes and (match := _CALLOUT.match(content)):
                self.quotes[-1] = match.group(1).lower()
                content = content[match.end() :]
            block = self._line_block(content, start + first, start + last)
            if block is not None:
                yield block

    def _line_block(self, content: str, line: int, end_line: int) -> Block | None:
        if _LOGSEQ_NOISE.match(content):
            return None
        content, task, marked = _take_marker(content)
        rendered = _inline(content)
        if not re.search(r"\w", rendered.text):
            return None
        kind = "item" if self.items or marked or task is not None else "quote" if self.quotes else "paragraph"
        parents = tuple(text for text in self.items[:-1] if text)
        if self.items:
            if self.fresh_item:
                self.items[-1], self.fresh_item = rendered.text, False
            else:
                parents = tuple(text for text in self.items if text)
        return Block(
            kind=kind,
            text=rendered.text,
            line=line,
            end_line=end_line,
            level=max(0, self.lists - 1),
            parents=parents,
            task=task,
            callout=next((name for name in reversed(self.quotes) if name), "quote" if self.quotes else ""),
            names=rendered.names,
            tags=rendered.tags,
            bold=rendered.bold,
        )

    def _row(self, index: int) -> Iterator[Block]:
        cells: list[_Inline] = []
        for token in self.tokens[index:]:
            if token.type == "tr_close":
                break
            if token.type == "inline":
                cells.append(_inline(token.content))
        line, end_line = self._lines(self.tokens[index])
        texts = tuple(cell.text for cell in cells)
        is_header = not self.header and self.tokens[index - 1].type == "thead_open"
        if is_header:
            self.header = texts
        if any(texts):
            yield Block(
                kind="row",
                text=" | ".join(text for text in texts if text),
                line=line,
                end_line=end_line,
                cells=texts,
                header=() if is_header else self.header,
                names=tuple(name for cell in cells for name in cell.names),
                tags=tuple(tag for cell in cells for tag in cell.tags),
                bold=cells[0].bold if cells else "",
            )

    def _fence(self, token: Token) -> Iterator[Block]:
        if token.info.strip().lower().split(" ")[0] in _NOISE_FENCES:
            return
        start, _ = self._lines(token)
        for number, line in enumerate(token.content.split("\n"), start + 1):
            if line.strip():
                yield Block(kind="code", text=" ".join(line.split()), line=number, end_line=number)


def _take_marker(content: str) -> tuple[str, str | None, bool]:
    """Take list glyphs and check boxes off the front: rest, state of the box, whether there was any."""
    content = content.strip()
    bare = _LIST_GLYPH.sub("", content, count=1)
    marked = bare != content
    if match := _TASK.match(bare):
        return bare[match.end() :], match.group(1).lower() or " ", True
    if match := _TASK_GLYPH.match(bare) or _TASK_WORD.match(bare):
        return bare[match.end() :], " " if match.group(1) else "x" if match.group(2) else "-", True
    return bare, None, marked


def _group_lines(lines: list[str], margin: int) -> list[tuple[int, int, str]]:
    """Join wrapped lines, keep the others apart: (first, last, text) with line offsets.

    Lines are wrapped when the first word of each following line would not have fitted on the line before, or when
    the whole note is wrapped at a margin and they come near it.
    """
    groups: list[tuple[int, int, str]] = []
    wrapped = _is_wrapped(lines) or (margin and all(len(line) >= 0.75 * margin for line in lines[:-1]))
    for number, line in enumerate(lines):
        if groups and _LOGSEQ_DATE.match(line.strip()):
            groups[-1] = (groups[-1][0], number, f"{groups[-1][2]}\n{line}")
            continue
        starts_anew = _TASK.match(line.strip()) or _TASK_GLYPH.match(line.strip()) or _LIST_GLYPH.match(line.strip())
        if groups and wrapped and not starts_anew and not _BROKEN_LINE.search(lines[number - 1]):
            first, _, text = groups[-1]
            groups[-1] = (first, number, f"{text}\n{line}")
        else:
            groups.append((number, number, line))
    return [group for group in groups if group[2].strip()]


def _margin(paragraphs: Iterable[list[str]]) -> int:
    """Right margin of a note whose paragraphs are mostly wrapped, in characters; 0 where they are not."""
    several = [lines for lines in paragraphs if len(lines) > 2]
    wrapped = [lines for lines in several if _is_wrapped(lines)]
    if len(wrapped) < 2 or 2 * len(wrapped) < len(several):
        return 0
    return max(len(line) for lines in wrapped for line in lines)


def _is_wrapped(lines: list[str]) -> bool:
    """True where lines were broken by a right margin, not by their writer."""
    if len(lines) < 3:
        return False  # two lines tell nothing
    width = max(len(line.rstrip()) for line in lines)
    if not 45 <= width <= 120:
        return False
    fits = [
        len(line.rstrip()) + 1 + len((following.split() or [""])[0]) <= width
        for line, following in zip(lines, lines[1:], strict=False)
        if line.strip()
    ]
    return sum(fits) <= 0.2 * len(fits)


def _with_headings(blocks: Iterator[Block]) -> Iterator[Block]:
    """Give each block the headings above it."""
    open_headings: list[tuple[int, str]] = []
    for block in blocks:
        if block.kind == "heading":
            open_headings = [entry for entry in open_headings if entry[0] < block.level]
        titles = tuple(text for _, text in open_headings)
        yield replace(block, section=titles[-1] if titles else "", headings=titles)
        if block.kind == "heading":
            open_headings.append((block.level, block.text))
