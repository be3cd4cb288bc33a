"""Words that may stand in pseudonymised notes: everyday English, and words that keep a capital without naming anybody.

Run once, and again when notes join the benchmark::

    pip install english-words
    python training/ordinary_words.py --dictionary PATH/TO/english_words/data/web2.pickle

A word in lower case is taken from the notes of at least three sets, where it stands outside every name that
``names.json`` lists, or from a dictionary (Webster's Second International, 1934, in the public domain), if our
own data use it: the notes, the vocabulary, the word lists of the reader, or the pieces of the encoder. What the
reader's list takes for a name is left out. A form with a capital is taken where the notes of two sets write it inside
a sentence and no ``names.json`` lists it. Sets ``e`` and ``r`` are not read, so that leaks can be counted on them.
"""

import argparse
import csv
import json
import pickle
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from infoview_analysis.reading.lexicon import fold, load_lines
from infoview_analysis.reading.names import is_known_name

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "infoview_analysis"
TARGET = PACKAGE / "corpus" / "pseudonyms" / "ordinary_words.txt"
HEADER = """# Words that may stand in pseudonymised notes, by training/ordinary_words.py: from the notes of the
# benchmark without their names, the vocabulary, the reader's word lists and the encoder's pieces, checked against
# Webster's Second International Dictionary (1934, public domain). Lower case: everyday words. With a capital: forms
# that name nobody inside a sentence.
"""
UNSEEN = {"e", "r"}
LEAST_SETS = 2
ENOUGH_SETS = 3
"""For a word that no dictionary has: a firm that two note-takers know may still be one."""
LEAST_LETTERS = 5
"""Of a word that only one note or the encoder has; a dictionary this large knows *bel*, *cel* and *pew* as well."""
OWN = frozenset(
    ["yyyy", "mm", "dd", "classifier", "taker", "guessed", "unsure", "ambiguous", "duplicate", "yaml", "markdown"]
)
"""Words in which the tables explain themselves."""
_WORD = re.compile(r"[^\W\d_]+")
_INSIDE = re.compile(r"(?<=[a-z,] )[A-Z][^\W\d_]*")
_ENDINGS = (
    *(("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", "")),
    *(("er", ""), ("er", "e"), ("ers", ""), ("ers", "e"), ("est", ""), ("ier", "y"), ("ied", "y"), ("ness", "")),
)


def list_words(sets: Iterable[str], dictionary: frozenset[str]) -> list[str]:
    """Words in order, those with a capital among them."""
    lower, capital, names = count_notes(sets)
    ours = set(vocabulary_words()) | set(reader_words()) | {word for word, seen in lower.items() if len(seen) > 1}
    longer = {word for word in (*pieces(), *lower) if len(word) >= LEAST_LETTERS}
    ordinary = {word for word in ours | longer if in_dictionary(word, dictionary)}
    ordinary |= (set(cue_words()) - names) | OWN
    ordinary |= {word for word, seen in lower.items() if len(seen) >= ENOUGH_SETS and word not in names}
    ordinary = {word for word in ordinary if len(word) > 1 and not is_known_name(word) and is_lower(word)}
    forms = {word for word, seen in capital.items() if len(seen) >= LEAST_SETS and fold(word) not in names}
    return sorted(ordinary | {word for word in forms if not is_known_name(word)})


def count_notes(sets: Iterable[str]) -> tuple[dict[str, set[str]], dict[str, set[str]], set[str]]:
    """Sets in which each word occurs in lower case, and capitalised inside a sentence, outside names; the names."""
    lower: dict[str, set[str]] = defaultdict(set)
    capital: dict[str, set[str]] = defaultdict(set)
    listed: set[str] = set()
    for name in sets:
        folder = ROOT / "data" / "benchmark" / name
        by_note = json.loads((folder / "names.json").read_text(encoding="utf-8"))
        for note, kinds in by_note.items():
            names = [entry for kind in kinds.values() for entry in kind]
            listed |= {fold(entry) for entry in (*kinds.get("PERSON", ()), *kinds.get("ORG", ()))}
            people = {part for entry in kinds.get("PERSON", ()) for part in _WORD.findall(entry.casefold())}
            text = without_names((folder / "notes" / note).read_bytes().decode("utf-8", "replace"), names)
            for word in set(_WORD.findall(text)):
                if word.islower() and word not in people:
                    lower[word].add(name)
            for word in set(_INSIDE.findall(text)):
                if word.casefold() not in people:
                    capital[word].add(name)
    return lower, capital, listed


def without_names(text: str, names: Iterable[str]) -> str:
    """The text with a sign in place of each name, so that nothing around it joins up."""
    longest_first = sorted(filter(None, names), key=len, reverse=True)
    if not longest_first:
        return text
    return re.sub(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", "|", text, flags=re.IGNORECASE)


def in_dictionary(word: str, dictionary: frozenset[str]) -> bool:
    """True for a word and for its plural, its past and the like."""
    if word in dictionary:
        return True
    for ending, instead in _ENDINGS:
        stem = word.removesuffix(ending)
        doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in dictionary
        if stem != word and len(stem) > 2 and (stem + instead in dictionary or doubled):
            return True
    return False


def pieces() -> Iterator[str]:
    """Whole words among the encoder's pieces."""
    with np.load(PACKAGE / "language" / "weights" / "encoder.npz", allow_pickle=False) as stored:
        yield from (piece for piece in bytes(stored["pieces"]).decode().split("\n") if is_lower(piece))


def vocabulary_words() -> Iterator[str]:
    """Words of the names of skills that the vocabulary writes in lower case."""
    for path in sorted((PACKAGE / "language" / "vocabulary" / "skills").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.reader(stream):
                yield from (word for cell in row for word in _WORD.findall(cell) if is_lower(word))


def reader_words() -> Iterator[str]:
    """Words of jobs, organisations and headings."""
    for name in ("role_heads", "role_modifiers", "organization_words", "not_names"):
        yield from (word for line in load_lines(name) for word in _WORD.findall(line) if is_lower(word))


def cue_words() -> Iterator[str]:
    """Words of the cues, which explain a row."""
    for path in sorted((PACKAGE / "language" / "cues").glob("*.toml")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield from (word for word in _WORD.findall(line.partition("#")[0]) if is_lower(word) and len(word) > 1)


def is_lower(word: str) -> bool:
    """True for a plain English word without a capital."""
    return word.isascii() and word.isalpha() and word.islower()


class _PlainSet(pickle.Unpickler):
    """Reads a set of text and nothing that could run."""

    def find_class(self, module: str, name: str) -> type:
        if (module, name) != ("builtins", "set"):
            raise pickle.UnpicklingError(f"{module}.{name} in a word list")
        return set


def read_dictionary(path: Path) -> frozenset[str]:
    """Words that the dictionary writes without a capital."""
    with path.open("rb") as stream:
        return frozenset(word for word in _PlainSet(stream).load() if is_lower(word))


def list_sets() -> list[str]:
    """All sets but those that are never read."""
    found = (path.parent.name for path in (ROOT / "data" / "benchmark").glob("*/names.json"))
    return sorted(set(found) - UNSEEN)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--dictionary", type=Path, required=True, help="web2.pickle of the package english-words")
    parser.add_argument("--without", default="", help="leave out these sets too, to count leaks on them: c,d")
    parser.add_argument("-o", "--output", type=Path, default=TARGET)
    chosen = parser.parse_args()
    sets = [name for name in list_sets() if name not in chosen.without.split(",")]
    words = list_words(sets, read_dictionary(chosen.dictionary))
    chosen.output.write_text(HEADER + "\n".join(words) + "\n", encoding="utf-8")
    print(f"{chosen.output}: {len(words)} words of {', '.join(sets)}")


if __name__ == "__main__":
    main()
