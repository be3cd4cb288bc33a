"""Grow a folder of notes of any size from the notes of the benchmark, for measuring speed::

    python benchmarks/make_notes.py build/notes-1000 --count 1000

The sets are copied until there are enough notes. In each copy everybody has another name, the same throughout the copy,
so that people lead to each other as they do in the set; days move by the same number of days; and some lines are left
out, so that no two copies say the same. The same seed gives the same notes. The held-out sets are not taken.
"""

import argparse
import datetime as dt
import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import count, islice
from pathlib import Path

from accuracy import BENCHMARK, HELD_OUT, SETS

from infoview_analysis.reading.lexicon import load_words

__all__ = ["list_name_words", "make_notes", "name_anew", "read_set", "write_notes"]

_WORD = re.compile(r"[^\W\d_]+")
_DAY = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
_DROPPED = 0.08
"""Share of the list items that a copy leaves out."""
_LONGEST_SHIFT = 400


def make_notes(size: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Yield path and text of notes, copy after copy of the sets."""
    return islice(_copy_sets(random.Random(seed)), size)


def write_notes(folder: Path, size: int, seed: int = 1) -> int:
    """Write notes into a folder; give back how many words they have."""
    words = 0
    for path, text in make_notes(size, seed):
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
        words += len(text.split())
    return words


def _copy_sets(chance: random.Random) -> Iterator[tuple[str, str]]:
    for number in count(1):
        for name in SETS:
            if name not in HELD_OUT:
                yield from _copy_set(name, f"{number:03}-{name}", chance)


def _copy_set(name: str, folder: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    names = name_anew(list_name_words(name), chance)
    days = dt.timedelta(days=chance.randint(-_LONGEST_SHIFT, _LONGEST_SHIFT))
    for path, text in read_set(name):
        lines = [line for line in text.splitlines() if not (_is_item(line) and chance.random() < _DROPPED)]
        yield f"{folder}/{_change(path, names, days)}", _change("\n".join(lines) + "\n", names, days)


def _is_item(line: str) -> bool:
    return line.lstrip().startswith(("- ", "* ")) and "[" not in line


def _change(text: str, names: Mapping[str, str], days: dt.timedelta) -> str:
    def rename(found: re.Match[str]) -> str:
        return names.get(found[0], found[0])

    def move(found: re.Match[str]) -> str:
        try:
            return (dt.date(*map(int, found.groups())) + days).isoformat()
        except ValueError:
            return found[0]

    return _DAY.sub(move, _WORD.sub(rename, text))


def name_anew(words: Sequence[str], chance: random.Random) -> dict[str, str]:
    """Another name for each, written as it is: *Ann*, *ann*, *ANN*."""
    new = dict(zip(words, chance.sample(_pool(), len(words)), strict=True))
    named = {word.capitalize(): name.capitalize() for word, name in new.items()}
    return named | {word.upper(): name.upper() for word, name in new.items()}


@cache
def _pool() -> Sequence[str]:
    return sorted(name for name in load_words("names") if name.isascii() and name.isalpha() and 4 <= len(name) <= 9)


@cache
def read_set(name: str) -> Sequence[tuple[str, str]]:
    files = sorted((BENCHMARK / name / "notes").rglob("*.md"))
    return [(file.name, file.read_text(encoding="utf-8-sig")) for file in files]


@cache
def list_name_words(name: str) -> Sequence[str]:
    """Words of the names of people that mean nothing else in the set, in lower case."""
    listed = json.loads((BENCHMARK / name / "names.json").read_text(encoding="utf-8")).values()
    kinds = {kind: {word for note in listed for text in note.get(kind, []) for word in _WORD.findall(text)}
             for kind in ("PERSON", "ORG", "GPE")}  # fmt: skip
    everyday = {word for _, text in read_set(name) for word in _WORD.findall(text) if word.islower()}
    found = {word.lower() for word in kinds["PERSON"] - kinds["ORG"] - kinds["GPE"] if len(word) > 2}
    return sorted(found - everyday)


def main() -> None:
    """Write the folder."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    words = write_notes(options.folder, options.count, options.seed)
    print(f"{options.folder}: {options.count} notes, {words} words")


if __name__ == "__main__":
    main()
