"""Follow-ups with whom they concern, told by the people the notes know where a statement alone does not tell."""

import re
from collections import defaultdict
from collections.abc import Mapping

from infoview_analysis.corpus import LIST_SEPARATOR, Corpus
from infoview_analysis.identity.names import fold_text
from infoview_analysis.reflection.frames import Row, cite, list_rows, map_people

__all__ = ["find_named", "list_follow_ups", "list_forms", "list_names"]

_TO_PEOPLE = ("thank_you", "contact", "update", "send", "meet")
_FRONT = 3
"""Words at the front among which a name says whom a task concerns, where its kind does not."""
_SHORT = 3
"""Letters of a first name that can stand for a person; shorter ones are words too."""
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def list_follow_ups(corpus: Corpus) -> list[Row]:
    """Return the follow-ups with who was asked and when, and with their person where the notes know the name.

    "mail Nomsa" and "emailed callum brodie" hold no name that can be told from words alone; in notes in which one
    Nomsa and one Callum Brodie are known, they do.
    """
    people, names = map_people(corpus), list_names(corpus)
    rows = cite(corpus, corpus.follow_ups)
    for row in rows:
        front = None if row["kind"] in _TO_PEOPLE else _FRONT
        if not row["person_id"] and (person := find_named(row["quote"], names, front=front)):
            row |= {"person_id": person, "person": people[person]["name"]}
    return rows


def list_names(corpus: Corpus) -> Mapping[str, str]:
    """Map names, folded by :func:`infoview_analysis.identity.names.fold_text`, to the only person who has them.

    First names, too, where one person has them.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for row in list_rows(corpus.people):
        for name in list_forms(row):
            first = name.split()[0]
            found[fold_text(name)].add(row["person_id"])
            if len(first) >= _SHORT:
                found[fold_text(first)].add(row["person_id"])
    return {name: next(iter(persons)) for name, persons in found.items() if len(persons) == 1}


def list_forms(person: Row) -> list[str]:
    """List the ways to write the name of a person of the table ``people``."""
    return list(filter(None, (person["name"], *person["aliases"].split(LIST_SEPARATOR))))


def find_named(text: str, names: Mapping[str, str], *, front: int | None = None) -> str:
    """Find the first person that a text names, among its first words or all; empty where it names nobody.

    Parameters
    ----------
    text
        Words of a note.
    names
        As of :func:`list_names`.
    front
        How many words are looked at; None looks at all.

    Examples
    --------
    >>> find_named("emailed ann lee", {"ann lee": "ann-lee"}), find_named("learn art now", {"art": "art-ray"})
    ('ann-lee', '')
    """
    words = _WORD.findall(text)
    for start, word in enumerate(words[:front]):
        # Two words in any case are a name; one has to be written large, because "art" and "mark" are words.
        full = names.get(fold_text(" ".join(words[start : start + 2])))
        if found := full or (names.get(fold_text(word)) if word[0].isupper() else None):
            return found
    return ""
