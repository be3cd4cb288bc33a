"""The tables under pseudonyms."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from infoview_analysis.corpus.core import Corpus
from infoview_analysis.corpus.pseudonyms.addresses import mask_contact
from infoview_analysis.corpus.pseudonyms.key import Entry, Key, make_id
from infoview_analysis.corpus.pseudonyms.known import Keys, Known, keys_of
from infoview_analysis.corpus.pseudonyms.masking import Masker, prepare
from infoview_analysis.corpus.pseudonyms.ordinary import is_ordinary
from infoview_analysis.corpus.pseudonyms.sentences import OWN_COLUMNS, split_quotes
from infoview_analysis.corpus.pseudonyms.workplaces import everyday_names
from infoview_analysis.corpus.schema import LIST_SEPARATOR, SCHEMA, build_frame
from infoview_analysis.rows import Row, list_rows

__all__ = ["pseudonymize"]

_NAMED = (
    ("interviews", "person_id", "interviewee"),
    ("interviews", "", "referred_by"),
    ("referrals", "referrer_id", "referrer"),
    ("referrals", "referred_id", "referred"),
    ("follow_ups", "person_id", "person"),
)
"""Columns that name a person: table, id, name."""

_IDS = ("person_id", "referrer_id", "referred_id")

_PLAIN = frozenset(
    [
        *("date", "first_seen", "medium", "duration_min", "words", "field", "topic", "speaker", "stance", "direction"),
        *("polarity", "status", "kind", "due", "done", "interviewed", "aspect", "valence", "severity", "code"),
        *("category", "line", "end_line"),
    ]
)
"""Columns that hold numbers, days and words of ours."""

_NOT_OURS = "not in the vocabulary"
"""What a row of ``skills`` explains itself with where nothing but the note knows the skill."""


def pseudonymize(corpus: Corpus, key: Key) -> Corpus:
    """Tables that name nobody.

    Parameters
    ----------
    corpus
        The tables as :func:`infoview_analysis.corpus.analyze` builds them.
    key
        Pseudonyms given before, and further names to hide; pseudonyms given now are added to it. Save it with
        :func:`write_key`.

    Returns
    -------
    Corpus
        People are *Person 7* and organisations *Organisation 3*, in every form of their names; ids and paths of notes
        go with them. Other names, and words that are neither everyday English nor a skill, are ``[name]``, so that a
        rare word may be masked as well. Mail, phone, links and handles show their kind only. Places stay, unless they
        belong to a name. Skills that the vocabulary knows stay, unless an organisation of the tables has that name.

    Examples
    --------
    >>> pseudonymize(Corpus.empty(), Key()) == Corpus.empty()
    True
    """
    tables = {name: list_rows(frame) for name, frame in corpus.tables.items()}
    persons, firms = _list_people(tables), _list_organisations(tables)
    people, organisations = key.name_people(persons), key.name_organisations(firms)
    notes = key.name_notes(sorted({row["note"] for rows in tables.values() for row in rows if row["note"]}))
    known = Known()
    for person in persons:
        known.add_person(people[person.id], (person.name, *person.forms), notes=person.notes)
    for firm in firms:
        known.add_organisation(organisations[firm.name], (firm.name,), notes=firm.notes)
    for name in _list_full_names(tables):
        known.add_phrase(keys_of(name))
    for keys in everyday_names("anywhere"):
        known.add_phrase(keys)
    for name in key.hide:
        known.add_hidden(keys_of(name))
    masker = Masker(known=known, skills=_list_skills(tables, known))
    texts = {(prepare(text), note): None for text, note in _list_texts(tables)}
    masker.entities = _find_entities([text for text, _ in texts])
    masker.learn(texts)
    veil = _Veil(masker=masker, people=people, organisations=organisations, notes=notes, paths=_compile_paths(notes))
    return Corpus(**{name: build_frame(name, [veil.hide(name, row) for row in tables[name]]) for name in SCHEMA})


# --- Who is in the tables -----------------------------------------------------------------------------------


def _list_people(tables: Mapping[str, list[Row]]) -> list[Entry]:
    forms, notes = _forms_by_id(tables)
    return [
        Entry(
            pseudonym="",
            name=row["name"],
            id=row["person_id"],
            forms=tuple(sorted({*row["aliases"].split(LIST_SEPARATOR), *forms[row["person_id"]]} - {"", row["name"]})),
            notes=tuple(sorted(notes[row["person_id"]] | {row["note"]})),
        )
        for row in sorted(tables["people"], key=lambda row: (row["note"], row["line"], row["person_id"]))
    ]


def _forms_by_id(tables: Mapping[str, list[Row]]) -> tuple[Mapping[str, set[str]], Mapping[str, set[str]]]:
    forms: dict[str, set[str]] = defaultdict(set)
    notes: dict[str, set[str]] = defaultdict(set)
    for table, identity, name in _NAMED:
        for row in tables[table]:
            if identity and row[identity]:
                forms[row[identity]].add(row[name])
                notes[row[identity]].add(row["note"])
    return forms, notes


def _list_organisations(tables: Mapping[str, list[Row]]) -> list[Entry]:
    """Organisations of the tables; one whose name opens that of another, and is no everyday word, is the same."""
    notes: dict[str, set[str]] = defaultdict(set)
    for table in ("interviews", "people", "referrals"):
        for row in tables[table]:
            if keys_of(row["organization"]):
                notes[row["organization"]].add(row["note"])
    names = sorted(notes, key=lambda name: (-len(keys_of(name)), name))
    groups: dict[str, list[str]] = {}
    for name in names:
        keys = keys_of(name)
        longer = [head for head in groups if keys_of(head)[: len(keys)] == keys]
        is_short_form = len(longer) == 1 and not all(map(is_ordinary, keys))
        groups.setdefault(longer[0] if is_short_form or (longer and keys_of(longer[0]) == keys) else name, []).append(
            name
        )
    entries = []
    for members in groups.values():
        named = tuple(sorted({note for name in members for note in notes[name]}))
        entries += [Entry(pseudonym="", name=name, forms=tuple(members), notes=named) for name in members]
    return sorted(entries, key=lambda entry: (entry.notes, -len(keys_of(entry.name)), entry.name))


def _list_full_names(tables: Mapping[str, list[Row]]) -> Iterator[str]:
    """Names of several words in columns that name a person, whether the tables know whose they are or not."""
    for table, _, name in _NAMED:
        yield from (row[name] for row in tables[table] if len(keys_of(row[name])) > 1)


def _list_skills(tables: Mapping[str, list[Row]], known: Known) -> Mapping[str, frozenset[Keys]]:
    found: dict[str, set[Keys]] = defaultdict(set)
    for row in tables["skills"]:
        for text in (row["text"], row["skill"]):
            if _NOT_OURS not in row["explain"] and keys_of(text) and not known.labels_in(text):
                found[row["note"]].add(keys_of(text))
    return {note: frozenset(skills) for note, skills in found.items()}


# --- Texts --------------------------------------------------------------------------------------------------


def _list_texts(tables: Mapping[str, list[Row]]) -> Iterator[tuple[str, str]]:
    for table, rows in tables.items():
        columns = [name for name in SCHEMA[table] if name not in _PLAIN and name not in (*_IDS, "interview_id", "note")]
        for row, column in product(rows, columns):
            texts = split_quotes(column, row[column])[1::2] if column in OWN_COLUMNS else [row[column]]
            yield from ((text, row["note"]) for text in texts if text)


def _find_entities(texts: Iterable[str]) -> dict[str, Any]:
    # The language model takes time to load; whoever has no texts needs none.
    from infoview_analysis.language.entities import find_entities

    unique = list(dict.fromkeys(texts))
    return dict(zip(unique, find_entities(unique), strict=True)) if unique else {}


# --- Rows ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Veil:
    """Hides the rows of tables."""

    masker: Masker
    people: Mapping[str, str]
    """Pseudonyms by ``person_id``."""
    organisations: Mapping[str, str]
    notes: Mapping[str, str]
    """New paths by path."""
    paths: re.Pattern[str]
    """Any of the paths."""

    def hide(self, table: str, row: Row) -> Row:
        """A row of a table with nobody's name in it."""
        names = {name: self.people[row[identity]] for _, identity, name in _NAMED if row.get(identity) in self.people}
        if table == "people":
            names["name"] = self.people[row["person_id"]]
        return {column: names.get(column) or self._hide_cell(column, row) for column in row}

    def _hide_cell(self, column: str, row: Row) -> Any:
        value = row[column]
        if column in _PLAIN or not value:
            return value
        if column == "note":
            return self.notes[value]
        if column == "interview_id":
            path, _, number = value.rpartition("#")
            return f"{self.notes[path]}#{number}"
        return self._hide_name(column, row)

    def _hide_name(self, column: str, row: Row) -> str:
        value = str(row[column])
        if column in _IDS:
            return make_id(self.people[value]) if value in self.people else ""
        if column == "contact":
            return mask_contact(value)
        if column == "organization":
            return self.organisations.get(value, value)
        if column == "aliases":
            return ""
        if column in OWN_COLUMNS:
            return self._hide_quoted(column, value, row["note"])
        # A skill is no name, unless an organisation of the tables is called so.
        ours = column in ("skill", "skill_id") and _NOT_OURS not in row["explain"]
        if ours and not self.masker.known.labels_in(row["skill"]):
            return value
        return self.masker.mask(prepare(value), row["note"])

    def _hide_quoted(self, column: str, text: str, note: str) -> str:
        """A sentence of the program's with what it quotes hidden; outside that only names that are no other word."""
        renamed = self.paths.sub(lambda found: self.notes[found[0]], text)
        parts = split_quotes(column, renamed)
        masks = (self.masker.mask_words, self.masker.mask)
        return "".join(masks[number % 2](prepare(part), note) for number, part in enumerate(parts))


def _compile_paths(notes: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(notes, key=len, reverse=True)
    return re.compile(rf"(?<![\w/])(?:{'|'.join(map(re.escape, longest_first))})(?!\w)" if longest_first else r"(?!)")
