"""Invented names and note lines: training material made of word lists and patterns."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

from treebank import Sentence, Word

LEXICON = json.loads((Path(__file__).parent / "lexicon.json").read_text(encoding="utf-8"))

# Slots of the note lines: {P} full or first name, {F} first name, {N} full name, {A} family name,
# {I} initials, {O} organisation, {G} place, {T} tool, {S} topic, {R} role.
_SLOT = re.compile(r"\{([A-Z])\}")


def _chains(names: list[str]) -> dict[str, list[str]]:
    """Letters that follow each pair of letters in some names."""
    chains: dict[str, list[str]] = {}
    for name in names:
        padded = f"^^{name}$"
        for index in range(2, len(padded)):
            chains.setdefault(padded[index - 2 : index], []).append(padded[index])
    return chains


_CHAINS = {key: _chains(LEXICON[key]) for key in ("given", "family", "places")}


def invent(rng: random.Random, key: str) -> str:
    """A new word that looks like those of a word list: letters drawn by the two that precede them.

    Parameters
    ----------
    rng
        Source of chance.
    key
        `given`, `family` or `places`.
    """
    for _ in range(20):
        name = "^^"
        while not name.endswith("$") and len(name) < 15:
            name += rng.choice(_CHAINS[key][name[-2:]])
        name = name.strip("^$").strip()
        if 3 <= len(name) <= 12 and name.isalpha() and name[0].isupper():
            return name
    return pick(rng, key)


def name_part(rng: random.Random, key: str) -> str:
    """A listed or, as often, an invented word of a name."""
    return invent(rng, key) if rng.random() < 0.5 else pick(rng, key)


def initials(rng: random.Random) -> str:
    """Initials such as *NH*."""
    return "".join(rng.choice("ABCDEFGHIJKLMNOPRSTVWYZ") for _ in range(2))


def place(rng: random.Random) -> str:
    """A place, mostly a listed one."""
    return invent(rng, "places") if rng.random() < 0.3 else pick(rng, "places")


def pick(rng: random.Random, key: str) -> str:
    """A random entry of one word list."""
    return rng.choice(LEXICON[key])


def first_name(rng: random.Random) -> str:
    """A given name, seldom a double one or an initial."""
    name = name_part(rng, "given")
    if rng.random() < 0.04:
        return f"{name}-{pick(rng, 'given')}"
    return name


def family_name(rng: random.Random) -> str:
    """A family name, at times double or with a particle."""
    name, chance = name_part(rng, "family"), rng.random()
    if chance < 0.05:
        return f"{name}-{pick(rng, 'family')}"
    if chance < 0.12:
        particles = [
            "de",
            "da",
            "van",
            "van der",
            "von",
            "al",
            "bin",
            "binti",
            "ter",
            "Mac",
            "Ó",
            "El",
            "dos",
        ]
        return f"{rng.choice(particles)} {name}"
    return name


def full_name(rng: random.Random) -> str:
    """Given and family name, at times with a middle initial or in family-first order."""
    chance = rng.random()
    if chance < 0.04:
        return f"{first_name(rng)} {rng.choice('ABCDEGJKLMNPRST')}. {family_name(rng)}"
    if chance < 0.08:
        return f"{rng.choice('ABCDEGJKLMNPRST')}. {family_name(rng)}"
    if chance < 0.13:
        return f"{first_name(rng)} {pick(rng, 'given')} {family_name(rng)}"
    if chance < 0.17:
        return f"{first_name(rng)} {family_name(rng)} {family_name(rng)}"
    return f"{first_name(rng)} {family_name(rng)}"


def organisation(rng: random.Random) -> str:
    """A known, an acronym or an invented organisation."""
    chance = rng.random()
    if chance < 0.3:
        return pick(rng, "known_organisations")
    if chance < 0.37:
        return pick(rng, "acronyms")
    if chance < 0.43:
        return "".join(rng.choice("ABCDEFGHIKLMNOPRSTUW") for _ in range(rng.randint(3, 4)))
    if chance < 0.6:
        return pick(rng, "syllables_a") + pick(rng, "syllables_b")
    if chance < 0.64:
        return pick(rng, "org_heads")
    if chance < 0.68:
        return invent(rng, "places")
    if chance < 0.72:
        return f"{place(rng)} {rng.choice(['University', 'City Council', 'Health Board', 'Hospital', 'Museum'])}"
    if chance < 0.75:
        return f"University of {place(rng)}"
    if chance < 0.79:
        return f"{name_part(rng, 'family')} & {name_part(rng, 'family')}"
    if chance < 0.86:
        return f"{name_part(rng, 'family')} {pick(rng, 'org_tails')}"
    return f"{pick(rng, 'org_heads')} {pick(rng, 'org_tails')}"


def _person(rng: random.Random) -> str:
    return full_name(rng) if rng.random() < 0.6 else first_name(rng)


_MAKERS = {
    "P": (_person, "PERSON"),
    "F": (first_name, "PERSON"),
    "N": (full_name, "PERSON"),
    "A": (family_name, "PERSON"),
    "O": (organisation, "ORG"),
    "I": (initials, "PERSON"),
    "G": (place, "GPE"),
    "T": (lambda rng: pick(rng, "tools"), ""),
    "S": (lambda rng: pick(rng, "topics"), ""),
    "R": (lambda rng: pick(rng, "roles"), ""),
}


def note_line(rng: random.Random) -> tuple[str, list[tuple[int, int, str]]]:
    """Make a note line with invented names.

    Parameters
    ----------
    rng
        Source of chance.

    Returns
    -------
    tuple
        The line and its names as (start, end, label).
    """
    pattern = pick(rng, "note_lines").removeprefix("- ")
    if rng.random() < 0.25 and not pattern.endswith((",", ".", "?", ":")):
        pattern += "."
    text, spans, position = "", [], 0
    for slot in _SLOT.finditer(pattern):
        text += pattern[position : slot.start()]
        make, label = _MAKERS[slot.group(1)]
        value = make(rng)
        if label:
            spans.append((len(text), len(text) + len(value), label))
        text, position = text + value, slot.end()
    return text + pattern[position:], spans


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
    out, new, position = "", [], 0
    for start, end, label in spans:
        out += text[position:start]
        value = _replacement(rng, text[start:end], label)
        new.append((len(out), len(out) + len(value), label))
        out, position = out + value, end
    return out + text[position:], new


def _replacement(rng: random.Random, name: str, label: str) -> str:
    """An invented name of the same kind and letter case as the given one."""
    if label == "PERSON" and len(name) == 2 and name.isupper():
        return initials(rng)
    if len(name) <= 2 or "." in name[:3]:
        return name
    if label == "PERSON":
        value = full_name(rng) if " " in name else first_name(rng)
        if " " not in name and rng.random() < 0.1:
            value = name_part(rng, "family")
    elif label == "ORG":
        value = organisation(rng)
    else:
        value = place(rng)
    if name.islower():
        return value.lower()
    return value.upper() if name.isupper() and " " in name else value


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
    obj = build.name(_person(rng), "PERSON", 1, dep) if to_person else _thing(build, rng, 1, dep)
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
        noun = build.name(pick(rng, "syllables_a") + pick(rng, "syllables_b"), "ORG", head, dep)
    elif preposition == "about":
        noun = _thing(build, rng, head, dep)
    else:
        day = rng.choice(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])
        noun = build.add(day, "PROPN", "NNP", head, dep, feats="Number=Sing")
    build.words[case - 1].head = noun
