"""Invented note lines and imperatives: training material made of word lists and patterns."""

from __future__ import annotations

import csv
import random
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

from names import (
    coined,
    family_name,
    first_name,
    full_name,
    initials,
    organisation,
    person_name,
    pick,
    place,
    role,
)
from treebank import Sentence, Word

SKILLS = Path(__file__).parent.parent / "infoview_analysis" / "language" / "vocabulary" / "skills"

Line = tuple[str, list[tuple[int, int, str]]]

_SLOT = re.compile(r"\{([A-Z])\}")
_PRONOUN = re.compile(r"(?<![\w/'’-])(?:[Hh]e|[Ss]he|him)(?![\w/-])")


@cache
def _skills() -> list[str]:
    """Names of tools, methods and certificates in the vocabulary of the package: none of them is a name here."""
    tables = [path.read_text(encoding="utf-8").splitlines() for path in sorted(SKILLS.glob("*.csv"))]
    return [row["skill"] for table in tables for row in csv.DictReader(table)]


def _tool(rng: random.Random) -> str:
    """A tool or another skill; those with a capital letter are as frequent as the others."""
    for _ in range(3):
        skill = pick(rng, "tools") if rng.random() < 0.3 else rng.choice(_skills())
        if skill != skill.lower() or rng.random() < 0.4:
            break
    return skill


def _any_name(rng: random.Random) -> str:
    """A name as it stands after a title: mostly a family name."""
    return family_name(rng) if rng.random() < 0.8 else full_name(rng)


# What the slots of the patterns stand for, with the label of names; {W} is a person with what notes put around
# the name, {L} a plain sentence of the material.
_MAKERS = {
    "P": (person_name, "PERSON"),
    "F": (first_name, "PERSON"),
    "N": (full_name, "PERSON"),
    "A": (_any_name, "PERSON"),
    "I": (initials, "PERSON"),
    "O": (organisation, "ORG"),
    "G": (place, "GPE"),
    "T": (_tool, ""),
    "R": (role, ""),
}
_LISTS = {
    "B": "abbreviations",
    "D": "dates",
    "H": "honorifics",
    "J": "honorific_tails",
    "K": "headings",
    "Q": "relations",
    "S": "topics",
    "U": "tails",
    "V": "doings",
    "W": "person_phrases",
    "Y": "stamps",
}


def _plain_clause(rng: random.Random, plain: list[str]) -> str:
    """A plain sentence, at times without its capital or its final mark."""
    text = rng.choice(plain)
    if rng.random() < 0.3 and not text.startswith(("I ", "I'", "I’")):
        text = text[:1].lower() + text[1:]
    return text.rstrip(".!? ") or text if rng.random() < 0.4 else text


def _fill(rng: random.Random, pattern: str, plain: list[str]) -> Line:
    """Fill the slots of a pattern."""
    text, spans, position = "", [], 0
    for slot in _SLOT.finditer(pattern):
        text += pattern[position : slot.start()]
        position, key, inner = slot.end(), slot.group(1), []
        if key in _MAKERS:
            make, label = _MAKERS[key]
            value = make(rng)
            inner = [(0, len(value), label)] if label else []
        elif key == "L":
            value = _plain_clause(rng, plain)
        else:
            value, inner = _fill(rng, pick(rng, _LISTS[key]), plain)
        spans += [(start + len(text), end + len(text), label) for start, end, label in inner]
        text += value
    return text + pattern[position:], spans


def note_line(rng: random.Random, plain: list[str]) -> Line:
    """Make a note line with invented names.

    Parameters
    ----------
    rng
        Source of chance.
    plain
        Sentences without names.

    Returns
    -------
    tuple
        The line and its names as (start, end, label).
    """
    text, spans = _fill(rng, pick(rng, "note_lines"), plain)
    if not (spans and spans[0][0] == 0) and rng.random() < 0.5:
        text = text[:1].upper() + text[1:]
    if rng.random() < 0.25 and not text.endswith((",", ".", "?", ":", "!", "…")):
        text += "."
    return text, spans


def swap_names(rng: random.Random, text: str, spans: list) -> tuple[str, list]:
    """Put invented names in the place of those of a line; initials and short forms stay.

    Parameters
    ----------
    rng
        Source of chance.
    text
        The line.
    spans
        Its names as (start, end, label), in order.
    """
    out, new, position, chosen = "", [], 0, {}
    for start, end, label in spans:
        out += text[position:start]
        name = text[start:end]
        value = chosen.setdefault(name, _replacement(rng, name, label))
        new.append((len(out), len(out) + len(value), label))
        out, position = out + value, end
    return out + text[position:], new


def _replacement(rng: random.Random, name: str, label: str) -> str:
    """An invented name of the same kind and letter case as the given one."""
    if label == "PERSON" and len(name) in (2, 3) and name.isupper():
        return initials(rng)
    if len(name) <= 2 or "." in name[:3]:
        return name
    if label == "PERSON":
        one = family_name if rng.random() < 0.1 else first_name
        value = full_name(rng) if " " in name else one(rng)
    else:
        value = organisation(rng) if label == "ORG" else place(rng)
    if name.islower():
        return value.lower()
    return value.upper() if name.isupper() and " " in name else value


def rename(rng: random.Random, sentence: Sentence) -> Sentence:
    """Exchange the words of persons' names and places of one word in a parsed sentence, some pronouns by names.

    Parameters
    ----------
    rng
        Source of chance.
    sentence
        A sentence; unchanged.
    """
    words, chosen = [], {}
    for word in sentence.words:
        kind, entity = word.entity[2:], word.entity
        make = None
        if word.tag == "NNP" and word.form.isalpha() and len(word.form) > 2:
            make = place if kind in ("LOC", "GPE") else first_name if kind in ("PER", "PERSON") else None
            if make is first_name and entity.startswith("I"):
                make = family_name
        elif word.form.lower() in ("he", "she", "him") and entity == "O" and rng.random() < 0.4:
            make, entity = first_name, "B-PERSON"
        value = chosen.setdefault(word.form.lower(), make(rng)) if make else ""
        if value.isalpha():
            word = replace(word, form=value, lemma=value, pos="PROPN", tag="NNP", feats="Number=Sing", entity=entity)
        words.append(word)
    return Sentence(words=words, kind=sentence.kind)


def name_pronoun(rng: random.Random, text: str, spans: list) -> Line:
    """Put an invented name in the place of *he*, *she* or *him* in a line, if there is one.

    Parameters
    ----------
    rng
        Source of chance.
    text
        The line.
    spans
        Its names as (start, end, label), in order.
    """
    found = list(_PRONOUN.finditer(text))
    if not found:
        return text, spans
    start, end = rng.choice(found).span()
    name = full_name(rng) if rng.random() < 0.25 else first_name(rng)
    shift = len(name) - (end - start)
    before = [span for span in spans if span[1] <= start]
    after = [(first + shift, last + shift, label) for first, last, label in spans if first >= end]
    return text[:start] + name + text[end:], [*before, (start, start + len(name), "PERSON"), *after]


# Verbs of imperatives as verb/particle/preposition of the object (empty where there is none).
DETERMINERS = {"the": "Definite=Def|PronType=Art", "a": "Definite=Ind|PronType=Art"}
IMPERATIVE = "Mood=Imp|VerbForm=Fin"


class _Builder:
    """Collects words with their heads; positions count from 1."""

    def __init__(self) -> None:
        self.words: list[Word] = []

    def add(self, form: str, pos: str, tag: str, head: int, dep: str, *, feats: str = "", lemma: str = "") -> int:
        self.words.append(Word(form, lemma or form, pos, tag, feats, head, dep, True))
        return len(self.words)

    def name(self, name: str, label: str, head: int, dep: str) -> int:
        """Add a name, its further words flat under the first; a hyphen is a word of its own."""
        first = 0
        for part in name.split():
            pieces = re.findall(r"[^-]+|-", part)
            for index, piece in enumerate(pieces):
                kind = ("PUNCT", "HYPH", "") if piece == "-" else ("PROPN", "NNP", "Number=Sing")
                relation = "punct" if piece == "-" else "flat"
                place = self.add(piece, kind[0], kind[1], first or head, relation if first else dep, feats=kind[2])
                self.words[-1].space = index == len(pieces) - 1
                self.words[-1].entity = f"I-{label}" if first else f"B-{label}"
                first = first or place
        return first

    def adposition(self, form: str) -> int:
        """Add a preposition; its head is set once the noun is there."""
        return self.add(form, "ADP", "IN", 0, "case")


def imperative(rng: random.Random) -> Sentence:
    """Make a short imperative such as *Reach out to Dewi Moyo at Kestrel about the visa* with its analysis.

    Parameters
    ----------
    rng
        Source of chance.
    """
    build = _Builder()
    to_person = rng.random() < 0.6
    verb, particle, preposition = pick(rng, "person_verbs" if to_person else "thing_verbs").split("/")
    build.add(verb, "VERB", "VB", 0, "root", feats=IMPERATIVE, lemma=verb.lower())
    if particle:
        build.add(particle, "ADP", "RP", 1, "compound:prt")
    case = build.adposition(preposition) if preposition else 0
    dep = "obl" if preposition else "obj"
    obj = build.name(person_name(rng), "PERSON", 1, dep) if to_person else _thing(build, rng, 1, dep)
    if case:
        build.words[case - 1].head = obj
    if to_person and rng.random() < 0.35:
        _attach(build, "at", "nmod", obj, rng)
    if rng.random() < 0.3:
        _attach(build, "about", "obl", 1, rng)
    elif rng.random() < 0.25:
        _attach(build, rng.choice(["on", "by", "before"]), "obl", 1, rng)
    build.words[-1].space = False
    if rng.random() < 0.4:
        build.add(".", "PUNCT", ".", 1, "punct")
        build.words[-1].space = False
    return Sentence(words=build.words, kind="imp")


def _thing(build: _Builder, rng: random.Random, head: int, dep: str) -> int:
    """Add a common noun with its determiner."""
    form = rng.choice([*DETERMINERS, "my"])
    place = len(build.words) + 2
    if form == "my":
        feats = "Case=Gen|Number=Sing|Person=1|Poss=Yes|PronType=Prs"
        build.add(form, "PRON", "PRP$", place, "nmod:poss", feats=feats)
    else:
        build.add(form, "DET", "DT", place, "det", feats=DETERMINERS[form])
    return build.add(pick(rng, "things"), "NOUN", "NN", head, dep, feats="Number=Sing")


def _attach(build: _Builder, preposition: str, dep: str, head: int, rng: random.Random) -> None:
    """Add a prepositional phrase: an organisation after *at*, a thing after *about*, else a day."""
    case = build.adposition(preposition)
    if preposition == "at":
        name = organisation(rng)
        noun = build.name(name if name.replace(" ", "").isalpha() else coined(rng), "ORG", head, dep)
    elif preposition == "about":
        noun = _thing(build, rng, head, dep)
    else:
        day = rng.choice(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])
        noun = build.add(day, "PROPN", "NNP", head, dep, feats="Number=Sing")
    build.words[case - 1].head = noun
