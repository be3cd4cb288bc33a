"""Marks that note-taking programs add to Markdown: links to notes, embeds, tags, highlights, names of blocks."""

import re
from urllib.parse import unquote

__all__ = ["drop_embeds", "drop_export_id", "link_target", "take_small_marks"]

_EMBED = re.compile(r"\{\{[^{}\n]*\}\}|\(\([0-9a-f-]{36}\)\)|!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)")
_ENDING = re.compile(r"\.md$", re.IGNORECASE)
_EXPORT_ID = re.compile(r"\s+[0-9a-f]{32}$")
_MARK = re.compile(r"==|\^\^|\*{4}")
_FOOTNOTE = re.compile(r"\[\^[\w-]+\](:?)")
_TAG = re.compile(r"(?<![\w/&#])#([^\W\d][\w/-]*)")
_BLOCK_ID = re.compile(r"\s+\^[\w-]+$")
_INVISIBLE = str.maketrans("", "", "\u200b\ufeff")
_ANY_MARK = re.compile(r"[=^*\[#\u200b\ufeff]")


def drop_embeds(markdown: str) -> str:
    """Take out images, block references and placeholders of templates.

    Examples
    --------
    >>> drop_embeds("{{title}}, ![a scone](scone.png) each")
    ',  each'
    """
    return _EMBED.sub("", markdown)


def drop_export_id(name: str) -> str:
    """Take off the number that Notion puts after a name.

    Examples
    --------
    >>> drop_export_id("Jane Doe 0123456789abcdef0123456789abcdef")
    'Jane Doe'
    """
    return _EXPORT_ID.sub("", name)


def link_target(target: str) -> str:
    """Name of the note a link points to, without folder, anchor and ending.

    Examples
    --------
    >>> link_target("People/Jane%20Doe.md#Advice")
    'Jane Doe'
    """
    name = unquote(target).split("#")[0].replace("___", "/").rsplit("/", 1)[-1].strip()
    return drop_export_id(_ENDING.sub("", name))


def take_small_marks(text: str) -> tuple[str, tuple[str, ...]]:
    """Take highlights, footnote marks, names of blocks and nested tags off; fold white space.

    Returns
    -------
    tuple of (str, tuple of str)
        The text and its tags, in lower case.

    Examples
    --------
    >>> take_small_marks("==SQL== daily[^1] #Data #job/data ^b1")
    ('SQL daily Data', ('data', 'job/data'))
    """
    if not _ANY_MARK.search(text):
        return " ".join(text.split()), ()
    text = _FOOTNOTE.sub("", _MARK.sub("", text))
    tags = tuple(_TAG.findall(text)) if "#" in text else ()
    if tags:
        bare = _TAG.sub(lambda match: "" if "/" in match[1] else match[1], text)
        text = bare if bare.strip() else _TAG.sub(r"\1", text)  # a line of tags only is kept
    text = " ".join(text.translate(_INVISIBLE).split())
    return _BLOCK_ID.sub("", text) if "^" in text else text, tuple(map(str.lower, tags))
