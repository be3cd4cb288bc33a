"""Names from everywhere: those that Faker lists by country, those of the lexicon, and new ones by letter chains."""

from __future__ import annotations

import json
import random
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from faker.providers import address, person
from faker.providers.job.en_US import Provider as Jobs

LEXICON = json.loads((Path(__file__).parent / "lexicon.json").read_text(encoding="utf-8"))

# Attributes of Faker's providers that list names in Latin letters; the first ones that a country has are used.
_GIVEN = ("first_romanized_names", "first_names", "first_names_female", "first_names_male", "first_names_unisex")
_FAMILY = ("last_romanized_names", "last_names", "last_names_without_suffix", "unisex_last_names")
_PLACES = ("cities", "towns", "states")


def pick(rng: random.Random, key: str) -> str:
    """A random entry of one word list."""
    return rng.choice(LEXICON[key])


def _latin(name: str) -> bool:
    """Whether a name consists of Latin letters (and blanks, hyphens, apostrophes) and begins with a capital."""
    return name[:1].isupper() and all("LATIN" in unicodedata.name(letter, "") or letter in "-'’ " for letter in name)


def _entries(package: object, kinds: Iterable[tuple[str, ...]]) -> list[list[list[str]]]:
    """Lists of names by country, each with one list for each kind; countries with too few names are left out."""
    countries = []
    for module in iter_modules(package.__path__):
        provider = import_module(f"{package.__name__}.{module.name}").Provider
        lists = []
        for attributes in kinds:
            found = [getattr(provider, key, ()) for key in attributes]
            names = {str(name) for values in found if isinstance(values, Iterable) for name in values}
            names = {name.title() if name.isupper() else name for name in names}
            lists.append(sorted(name for name in names if 3 <= len(name) <= 16 and _latin(name)))
        if all(len(names) >= 10 for names in lists):
            countries.append(lists)
    return countries


@cache
def _countries() -> list[list[list[str]]]:
    """Given and family names by country, those of the lexicon as several more."""
    return _entries(person, (_GIVEN, _FAMILY)) + [[LEXICON["given"], LEXICON["family"]]] * 12


@cache
def _places() -> list[list[str]]:
    """Towns and regions by country; three of four are of the lexicon."""
    listed = [lists[0] for lists in _entries(address, (_PLACES,))]
    return listed + [LEXICON["places"]] * (3 * len(listed))


@cache
def _jobs() -> list[str]:
    """Names of occupations."""
    return [job for job in Jobs.jobs if "," not in job and "/" not in job]


@cache
def _chain(country: int, part: int) -> dict[str, str]:
    """Letters that follow each pair of letters in the names of a country."""
    chain: dict[str, str] = {}
    for name in _countries()[country][part]:
        padded = f"^^{name}$"
        for index in range(2, len(padded)):
            pair = padded[index - 2 : index]
            chain[pair] = chain.get(pair, "") + padded[index]
    return chain


def _invent(rng: random.Random, country: int, part: int) -> str:
    """A new word that looks like the names of a country: letters drawn by the two that precede them."""
    chain = _chain(country, part)
    for _ in range(20):
        name = "^^"
        while not name.endswith("$") and len(name) < 15:
            name += rng.choice(chain[name[-2:]])
        name = name.strip("^$")
        if 3 <= len(name) <= 12 and name.isalpha() and name[0].isupper():
            return name
    return rng.choice(_countries()[country][part])


def _part(rng: random.Random, part: int, country: int | None = None) -> str:
    """A listed or, less often, an invented given (0) or family (1) name, of some country if none is given."""
    country = rng.randrange(len(_countries())) if country is None else country
    return _invent(rng, country, part) if rng.random() < 0.3 else rng.choice(_countries()[country][part])


def first_name(rng: random.Random, country: int | None = None) -> str:
    """A given name, seldom a double one."""
    name, chance = _part(rng, 0, country), rng.random()
    if chance < 0.04:
        return f"{name}-{_part(rng, 0, country)}"
    return name


def family_name(rng: random.Random, country: int | None = None) -> str:
    """A family name, at times double or with a particle."""
    name, chance = _part(rng, 1, country), rng.random()
    if chance < 0.08:
        return f"{name}-{_part(rng, 1)}"
    if chance < 0.13:
        return f"{pick(rng, 'particles')} {name}"
    return name


def full_name(rng: random.Random) -> str:
    """Given and family name, at times with a middle name, initials or in family-first order."""
    country, chance = rng.randrange(len(_countries())), rng.random()
    if rng.random() < 0.1:
        given, family = first_name(rng), family_name(rng)
    else:
        given, family = first_name(rng, country), family_name(rng, country)
    letter = rng.choice("ABCDEFGHIJKLMNOPRSTVWYZ")
    forms = [
        (0.04, f"{given} {letter}. {family}"),
        (0.08, f"{letter}. {family}"),
        (0.09, f"{letter} {family}"),
        (0.11, f"{given} {letter}."),
        (0.15, f"{given} {_part(rng, 0, country)} {family}"),
        (0.18, f"{given} {family} {_part(rng, 1, country)}"),
        (0.22, f"{family} {given}"),
        (0.23, f'{given} "{_part(rng, 0)}" {family}'),
        (0.25, f"{family}, {given}"),
        (0.26, f"{family.upper()}, {given}"),
        (0.28, f"{given} {family.upper()}"),
    ]
    return next((form for limit, form in forms if chance < limit), f"{given} {family}")


def person_name(rng: random.Random) -> str:
    """A given name or a full one."""
    return full_name(rng) if rng.random() < 0.5 else first_name(rng)


def initials(rng: random.Random) -> str:
    """Initials such as *NH* or, less often, *N.H.* or *NHB*."""
    letters = [rng.choice("ABCDEFGHIJKLMNOPRSTVWYZ") for _ in range(2 + (rng.random() < 0.1))]
    return "".join(f"{letter}." for letter in letters) if rng.random() < 0.1 else "".join(letters)


def place(rng: random.Random) -> str:
    """A town, region or country."""
    return rng.choice(rng.choice(_places()))


def role(rng: random.Random) -> str:
    """An occupation, mostly in lower case."""
    if rng.random() < 0.5:
        return pick(rng, "roles")
    job = rng.choice(_jobs())
    return job if rng.random() < 0.3 else job.lower()


def coined(rng: random.Random) -> str:
    """A coined brand such as *Veriscope*."""
    return pick(rng, "syllables_a") + pick(rng, "syllables_b")


def organisation(rng: random.Random) -> str:
    """A known, an acronym or an invented organisation."""
    chance = rng.random()
    if chance < 0.2:
        return pick(rng, "known_organisations")
    if chance < 0.26:
        return pick(rng, "acronyms")
    if chance < 0.3:
        return "".join(rng.choice("ABCDEFGHIKLMNOPRSTUW") for _ in range(rng.randint(3, 4)))
    if chance < 0.42:
        return coined(rng)
    if chance < 0.47:
        return pick(rng, "org_heads")
    if chance < 0.51:
        return place(rng)
    if chance < 0.54:
        return f"{rng.choice(['University of', 'Port of', 'City of', 'Museum of', 'Bank of', 'Radio'])} {place(rng)}"
    if chance < 0.58:
        partner = rng.choice([_part(rng, 1), "Sons", "Daughters", "Co"])
        return f"{_part(rng, 1)} {rng.choice(['&', 'and', '+'])} {partner}"
    head = rng.choice([pick(rng, "org_heads"), _part(rng, 1), place(rng), coined(rng)])
    if rng.random() < 0.3:
        head += " " + pick(rng, "org_middles")
    if rng.random() < 0.15:
        head = f"{rng.choice(['The', 'St', 'Royal', 'New'])} {head}"
    return f"{head} {pick(rng, 'org_tails')}"
