"""The key: which pseudonym stands for whom. It stays with the user."""

import json
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from infoview_analysis.errors import UsageError
from infoview_analysis.output import write_file
from infoview_analysis.reading.lexicon import fold

__all__ = ["Entry", "Key", "make_id", "read_key", "reveal", "write_key"]

_KINDS = {"people": "Person", "organisations": "Organisation", "notes": "note"}
_SHOWN = re.compile(r"\b(?:Person|Organisation) \d+\b|\bperson-\d+\b|\bnote-\d+\.md\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Somebody, some organisation or some note that has a pseudonym."""

    pseudonym: str
    name: str
    """As the tables have it; the path of a note."""
    forms: tuple[str, ...] = ()
    """Other ways to write it."""
    id: str = ""
    """``person_id`` of a person."""
    notes: tuple[str, ...] = ()
    """Notes that named them when the pseudonym was given."""


@dataclass(slots=True, kw_only=True)
class Key:
    """Pseudonyms given so far; :func:`pseudonymize` adds to them and never changes one.

    Examples
    --------
    >>> key = Key()
    >>> key.name_people([Entry(pseudonym="", name="Priya Raman", id="priya-raman")])
    {'priya-raman': 'Person 1'}
    >>> reveal("Person 1 said so, not Person 12.", key)
    'Priya Raman said so, not Person 12.'
    """

    people: list[Entry] = field(default_factory=list)
    organisations: list[Entry] = field(default_factory=list)
    notes: list[Entry] = field(default_factory=list)
    hide: list[str] = field(default_factory=list)
    """Further names, written there by the user, that become ``[name]`` wherever they stand."""

    def name_people(self, people: Sequence[Entry]) -> dict[str, str]:
        """Pseudonym by ``person_id``; who has one already keeps it."""
        found = _recognise(people, self.people)
        for person in people:
            if person.id not in found:
                found[person.id] = self._add("people", person)
        return found

    def name_organisations(self, organisations: Sequence[Entry]) -> dict[str, str]:
        """Pseudonym by name."""
        given = {fold(form): entry.pseudonym for entry in self.organisations for form in (entry.name, *entry.forms)}
        for one in organisations:
            if fold(one.name) not in given:
                shared = (given[fold(form)] for form in one.forms if fold(form) in given)
                pseudonym = next(shared, "") or self._add("organisations", one)
                given |= {fold(form): pseudonym for form in (one.name, *one.forms)}
        return {one.name: given[fold(one.name)] for one in organisations}

    def name_notes(self, paths: Iterable[str]) -> dict[str, str]:
        """New path by path; files of the user's own that are no notes keep theirs."""
        given = {entry.name: entry.pseudonym for entry in self.notes}
        for path in paths:
            if path.endswith(".toml") and "/" not in path:
                given[path] = path
            elif path not in given:
                given[path] = self._add("notes", Entry(pseudonym="", name=path))
        return given

    def _add(self, kind: str, entry: Entry) -> str:
        entries: list[Entry] = getattr(self, kind)
        number = len(entries) + 1
        pseudonym = f"note-{number:03}.md" if kind == "notes" else f"{_KINDS[kind]} {number}"
        entries.append(replace(entry, pseudonym=pseudonym))
        return pseudonym


def _recognise(people: Sequence[Entry], entries: Sequence[Entry]) -> dict[str, str]:
    """Pseudonyms of people who have one: the same name or form, above all in a note where it was given."""
    by_form: dict[str, list[Entry]] = {}
    for entry in entries:
        for form in {fold(form) for form in (entry.name, *entry.forms)}:
            by_form.setdefault(form, []).append(entry)
    pairs = []
    for person in people:
        forms = {fold(form) for form in (person.name, *person.forms)}
        for entry in {entry.pseudonym: entry for form in forms for entry in by_form.get(form, ())}.values():
            # A form alone is not enough: two people may both be called Sam.
            is_same = fold(entry.name) in forms or fold(person.name) in {fold(form) for form in entry.forms}
            if is_same:
                alike = (bool({*person.notes} & {*entry.notes}), person.id == entry.id, person.name == entry.name)
                pairs.append((alike, person.id, entry.pseudonym))
    found: dict[str, str] = {}
    for _, person_id, pseudonym in sorted(pairs, key=lambda pair: (tuple(not flag for flag in pair[0]), pair[2])):
        if person_id not in found and pseudonym not in found.values():
            found[person_id] = pseudonym
    return found


def make_id(pseudonym: str) -> str:
    """Make the ``person_id`` of somebody under a pseudonym.

    Examples
    --------
    >>> make_id("Person 7")
    'person-7'
    """
    return pseudonym.lower().replace(" ", "-")


def reveal(text: str, key: Key) -> str:
    """The text with the names of the tables, ids and paths of notes in place of their pseudonyms.

    What was masked (``[name]``, ``[mail]`` …) has no way back: the key does not hold it.
    """
    names = {entry.pseudonym: entry.name for entry in (*key.people, *key.organisations, *key.notes)}
    names |= {make_id(entry.pseudonym): entry.id for entry in key.people}
    return _SHOWN.sub(lambda found: names.get(found[0], found[0]), text)


def read_key(path: str | os.PathLike[str]) -> Key:
    """Read a key; a new one where there is no file yet.

    Raises
    ------
    UsageError
        If there is a file, but no key in it.
    """
    try:
        stored = json.loads(Path(path).read_text(encoding="utf-8"))
        kinds = {kind: [_read_entry(entry) for entry in stored[kind]] for kind in _KINDS}
        hide = _read_names(stored.get("hide", []))
    except FileNotFoundError:
        return Key()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        raise UsageError(f"{path}: no key that infoview wrote ({problem!r}); name another file") from problem
    return Key(**kinds, hide=hide)


def write_key(key: Key, path: str | os.PathLike[str]) -> None:
    """Write a key so that only its owner can read it.

    Raises
    ------
    OutputError
        When the file cannot be written; what was there before is still there.
    """
    entries = {kind: [_write_entry(entry) for entry in getattr(key, kind)] for kind in _KINDS}
    content = {"hide": key.hide, **entries}
    write_file(path, json.dumps(content, ensure_ascii=False, indent=1) + "\n", mode=0o600)


def _read_names(stored: object) -> list[str]:
    if not (isinstance(stored, list) and all(isinstance(name, str) for name in stored)):
        raise TypeError('"hide" is no list of names, such as ["Acme", "Jane"]')
    return stored


def _read_entry(stored: Mapping[str, Any]) -> Entry:
    forms, notes = (tuple(map(str, stored.get(name, ()))) for name in ("forms", "notes"))
    name, identity = str(stored["name"]), str(stored.get("id", ""))
    return Entry(pseudonym=str(stored["pseudonym"]), name=name, forms=forms, id=identity, notes=notes)


def _write_entry(entry: Entry) -> dict[str, object]:
    values: dict[str, object] = {"pseudonym": entry.pseudonym, "name": entry.name, "id": entry.id}
    values |= {"forms": list(entry.forms), "notes": list(entry.notes)}
    return {name: value for name, value in values.items() if value}
