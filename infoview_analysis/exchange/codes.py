"""The codes under which qualitative researchers would file what notes say: the codes of every export, and the skills.

Codes stand in groups, one level deep: ATLAS.ti takes no code below a code that stands below another.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from infoview_analysis.corpus import Corpus
from infoview_analysis.exchange.text import clean, make_distinct
from infoview_analysis.reflection.frames import Row, list_rows
from infoview_analysis.word_lists import load_toml

__all__ = ["CODED", "Code", "build_codes", "list_keys", "make_guid"]

_NAMESPACE = uuid.UUID("0c2b7f6e-5d0a-5c39-9a57-3a5f1f0c7d11")
"""Ours alone, drawn once: what it names has the same identifier on every machine, and no one else's."""

_KEYS = {
    "skills": (("skill", "skill_id"), ("stance", "stance")),
    "trends": (("trend", "direction"),),
    "advice": (("advice", "polarity"),),
    "referrals": (("referral", "status"),),
    "follow_ups": (("follow_up", "kind"),),
    "reflections": (("reflection", "aspect"), ("valence", "valence")),
    "passages": (("topic", "topic"),),
}
"""The codes of a row by table: the group, and the column that says which."""
CODED = tuple(_KEYS)
"""Tables whose rows have codes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A code, or a group of codes."""

    key: str
    """Group and value: ``trend/rising``; for a group itself, the group."""
    name: str
    description: str = ""
    codes: tuple["Code", ...] = ()
    """The codes of a group."""

    @property
    def guid(self) -> str:
        """The identifier, the same in every export."""
        return make_guid("code", self.key)


def make_guid(*parts: str) -> str:
    """Make an identifier from what it stands for.

    Examples
    --------
    >>> make_guid("code", "trend/rising") == make_guid("code", "trend/rising")
    True
    """
    return str(uuid.uuid5(_NAMESPACE, "\n".join(parts)))


def build_codes(corpus: Corpus) -> tuple[Code, ...]:
    """Build the groups of codes: a group of skills per category, then those that every export has.

    Examples
    --------
    >>> [code.name for code in build_codes(Corpus.empty())][:3]
    ['Stance', 'Trends', 'Advice']
    """
    groups = [_build_group(key, group) for key, group in _load_groups().items()]
    taken: set[str] = set()
    for code in (code for group in groups for code in group.codes):
        make_distinct(code.name, taken)
    return (*_build_skills(corpus, taken), *groups)


def list_keys(table: str, row: Row) -> list[str]:
    """List the keys of the codes of a row of a table; a value that no code knows has none.

    Examples
    --------
    >>> list_keys("reflections", {"aspect": "pay", "valence": "negative"})
    ['reflection/pay', 'valence/negative']
    """
    keys = [(group, str(row[column])) for group, column in _KEYS[table]]
    return [f"{group}/{value}" for group, value in keys if group == "skill" or value in _load_groups()[group]["values"]]


def _build_skills(corpus: Corpus, taken: set[str]) -> list[Code]:
    named = _name_skills(list_rows(corpus.skills), taken)
    groups: dict[str, list[Code]] = defaultdict(list)
    for skill_id, (name, category) in named.items():
        groups[category].append(Code(key=f"skill/{skill_id}", name=name))
    return [
        Code(
            key=f"skills/{category}",
            name=f"Skills: {category or 'other'}",
            description="Skills that the notes name.",
            codes=tuple(sorted(codes, key=lambda code: (code.name.casefold(), code.key))),
        )
        for category, codes in sorted(groups.items(), key=lambda group: (not group[0], group[0]))
    ]


def _name_skills(rows: Iterable[Row], taken: set[str]) -> dict[str, tuple[str, str]]:
    """Find name and category of each skill; no two names, nor one of those taken, differ by case only."""
    named: dict[str, tuple[str, str]] = {}
    for row in sorted(rows, key=lambda row: (row["skill_id"], row["skill"])):
        if row["skill_id"] not in named:
            named[row["skill_id"]] = make_distinct(clean(row["skill"]), taken), clean(row["category"])
    return named


def _build_group(key: str, group: Mapping[str, Any]) -> Code:
    codes = tuple(
        Code(key=f"{key}/{value}", name=f"{group['prefix']}: {value.replace('_', ' ')}", description=means)
        for value, means in group["values"].items()
    )
    return Code(key=key, name=group["name"], description=group["means"], codes=codes)


def _load_groups() -> Mapping[str, Any]:
    return load_toml(__package__, "codes.toml")
