"""The user's own words: ``vocabulary.toml`` next to the notes."""

from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from infoview_analysis.language.vocabulary.entries import Entry, load_entries, merge_entries
from infoview_analysis.language.vocabulary.matcher import Vocabulary
from infoview_analysis.own_files import parse_toml, read_text
from infoview_analysis.records import CATEGORIES

__all__ = ["extend_vocabulary", "find_own_words", "parse_vocabulary", "read_vocabulary"]

_EXAMPLE = '[[skill]]\nname = "Zettelkasten"\naliases = ["slip box"]\ncategory = "method"'


class _OwnSkill(BaseModel):
    """An entry as a person writes it."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1)
    category: str = "knowledge"
    aliases: list[str] = []
    match: Literal["", "case", "context"] = ""
    broader: str = ""

    @field_validator("category")
    @classmethod
    def _know_category(cls, value: str) -> str:
        if value not in CATEGORIES:
            raise ValueError(f"{value!r} is no category; choose from {', '.join(CATEGORIES)}")
        return value


class _OwnVocabulary(BaseModel):
    """The file as a person writes it."""

    model_config = ConfigDict(extra="forbid")

    skill: list[_OwnSkill] = []
    drop: list[str] = []
    """Names or aliases that are no skills in these notes."""


def read_vocabulary(path: str | PathLike[str]) -> Vocabulary:
    """The shipped vocabulary with what a ``vocabulary.toml`` adds and drops.

    Parameters
    ----------
    path : path
        The file, or a folder of notes; a folder without the file gives the shipped vocabulary.

    Raises
    ------
    UsageError
        If the file cannot be read; it says where and what to write instead.
    """
    file = find_own_words(path) if Path(path).is_dir() else Path(path)
    if file is None:
        from infoview_analysis.language.vocabulary import load_vocabulary  # which imports this module

        return load_vocabulary()
    return parse_vocabulary(read_text(file), str(file))


def find_own_words(folder: str | PathLike[str]) -> Path | None:
    """The ``vocabulary.toml`` in a folder of notes, if there is one."""
    file = Path(folder) / "vocabulary.toml"
    return file if file.exists() else None


def parse_vocabulary(text: str, path: str = "vocabulary.toml") -> Vocabulary:
    """Text of a ``vocabulary.toml`` → the shipped vocabulary with it, see :func:`read_vocabulary`.

    Examples
    --------
    >>> own = parse_vocabulary('drop = ["SQL"]\\n[[skill]]\\nname = "Zettelkasten"\\naliases = ["slip cards"]\\n')
    >>> own.get("sql") is None, [match.entry.name for match in own.find("my slip cards")]
    (True, ['Zettelkasten'])
    """
    own = parse_toml(text, _OwnVocabulary, path=path, example=_EXAMPLE)
    added = [
        Entry(
            name=skill.name,
            category=skill.category,
            aliases=tuple(skill.aliases),
            match=skill.match,
            broader=skill.broader,
            field="user",
        )
        for skill in own.skill
    ]
    return extend_vocabulary(load_entries(), added, own.drop)


def extend_vocabulary(entries: tuple[Entry, ...], added: list[Entry], drop: list[str] | None = None) -> Vocabulary:
    """Entries with others before them, and without the names in ``drop``.

    What is added wins a name or an alias that both claim.
    """
    gone = frozenset(name.casefold() for name in drop or [])
    kept = [entry for entry in merge_entries([*added, *entries]) if entry.name.casefold() not in gone]
    known = [
        replace(entry, aliases=tuple(alias for alias in entry.aliases if alias.casefold() not in gone))
        for entry in kept
    ]
    return Vocabulary(known, dropped=gone)
