"""Entries of the vocabulary: what a skill is called, and the files they come from."""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from infoview_analysis.language.vocabulary.surfaces import find_words
from infoview_analysis.reading.lexicon import fold
from infoview_analysis.word_lists import load_toml

__all__ = [
    "FIELDS",
    "Entry",
    "find_usual_name",
    "load_entries",
    "make_skill_id",
    "merge_entries",
    "parse_entries",
]

FIELDS = (
    "computing", "business", "engineering_science", "health_care", "people_public",
    "creative_media", "hands_on", "office", "human_languages",
)  # fmt: skip
"""The files, in the order in which they win a name that two of them claim."""
_HOME = {"language": "human_languages"}
"""Category → the file that knows it best, before all others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A skill of the vocabulary."""

    name: str
    """The usual name."""
    category: str
    """One of :data:`~infoview_analysis.records.CATEGORIES`."""
    aliases: tuple[str, ...] = ()
    """Other names, in order."""
    match: str = ""
    """``case``: a single word counts only in the capitals given; ``context``: only among skills; empty: anywhere."""
    broader: str = ""
    """Name of the skill it is part of."""
    field: str = ""
    """File it comes from, ``user`` for the user's own."""
    note: str = ""

    @property
    def skill_id(self) -> str:
        """Stable identifier, the same for all names of :file:`same_skills.toml`; see :func:`make_skill_id`."""
        return make_skill_id(self.name)


@cache
def make_skill_id(name: str) -> str:
    """Identifier of a skill: its usual name folded, hyphens between words.

    >>> make_skill_id("C++"), make_skill_id("A/B testing"), make_skill_id("Node.js"), make_skill_id("日本語")
    ('c-plus-plus', 'a-b-testing', 'node-js', '日本語')
    >>> make_skill_id("budgets"), make_skill_id("budgeting")
    ('budgeting', 'budgeting')
    """
    spelled = find_usual_name(name).replace("+", " plus ").replace("#", " sharp ").replace("&", " and ")
    return fold(spelled).replace(" ", "-")


def find_usual_name(name: str) -> str:
    """Usual name of a skill by :file:`same_skills.toml`; any other name is its own.

    >>> find_usual_name("budget"), find_usual_name("SQL")
    ('budgeting', 'SQL')
    """
    return _usual_names().get(_fold_words(name), name)


@cache
def _usual_names() -> dict[tuple[str, ...], str]:
    """Usual names by the words of all names of the same skill."""
    same = load_toml(__package__, "same_skills.toml")
    return {_fold_words(other): usual for usual, others in same.items() for other in (usual, *others)}


def _fold_words(name: str) -> tuple[str, ...]:
    return tuple(word.form for word in find_words(name))


def parse_entries(text: str, field: str) -> list[Entry]:
    """CSV with the columns skill, category, aliases, match, broader, note → entries.

    >>> parse_entries("skill,category,aliases,match,broader,note\\nSQL,tool,sequel;T-SQL,,,", "computing")[0].aliases
    ('sequel', 'T-SQL')
    """
    return [
        Entry(
            name=row["skill"].strip(),
            category=(row["category"] or "").strip(),
            aliases=tuple(alias.strip() for alias in (row["aliases"] or "").split(";") if alias.strip()),
            match=(row["match"] or "").strip(),
            broader=(row["broader"] or "").strip(),
            field=field,
            note=(row["note"] or "").strip(),
        )
        for row in csv.DictReader(text.splitlines())
    ]


@cache
def load_entries() -> tuple[Entry, ...]:
    """All shipped entries, each skill once."""
    folder = files(__package__).joinpath("skills")
    read = [
        entry
        for field in FIELDS
        for entry in parse_entries(folder.joinpath(f"{field}.csv").read_text(encoding="utf-8"), field)
    ]
    return merge_entries(read)


def merge_entries(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """One entry per name, compared without case; an alias belongs to one entry only.

    The first entry of a name wins, a language in the file of languages before that; the aliases of the others join it.
    The name of a skill is never an alias of another, and of two entries with the same alias the first keeps it,
    unless its alias is restricted and the other's is not.

    >>> cloud = Entry(name="Google Cloud", category="tool", aliases=("GCP", "Cloud"), field="computing")
    >>> trials = Entry(name="good clinical practice", category="knowledge", aliases=("GCP",), field="health_care")
    >>> [entry.aliases for entry in merge_entries([cloud, trials, replace(cloud, aliases=("G Cloud",))])]
    [('GCP', 'Cloud', 'G Cloud'), ()]
    """
    ordered = sorted(
        entries, key=lambda entry: entry.field in FIELDS and _HOME.get(entry.category, entry.field) != entry.field
    )
    joined: dict[str, Entry] = {}
    for entry in ordered:
        key = entry.name.casefold()
        joined[key] = _join(joined[key], entry) if key in joined else entry
    owners = _alias_owners(joined)
    return tuple(
        replace(entry, aliases=tuple(alias for alias in entry.aliases if owners[alias.casefold()] == key))
        for key, entry in joined.items()
    )


def _join(first: Entry, second: Entry) -> Entry:
    aliases = dict.fromkeys((*first.aliases, *second.aliases))
    return replace(
        first, aliases=tuple(aliases), broader=first.broader or second.broader, match=first.match or second.match
    )


def _alias_owners(joined: Mapping[str, Entry]) -> dict[str, str]:
    """Alias without case → key of the entry that keeps it."""
    owners = {key: key for key in joined}
    for key, entry in joined.items():
        for alias in entry.aliases:
            owner = owners.setdefault(alias.casefold(), key)
            if owner != alias.casefold() and joined[owner].match and not entry.match:
                owners[alias.casefold()] = key
    return owners


def is_abbreviation(name: str) -> bool:
    """True for a short form in capitals, which counts only in capitals.

    >>> is_abbreviation("ML"), is_abbreviation("R"), is_abbreviation("PyTorch"), is_abbreviation("JS")
    (True, True, False, True)
    """
    return len(name) <= 5 and bool(re.fullmatch(r"[A-Z][A-Z0-9&/+#-]*", name))
