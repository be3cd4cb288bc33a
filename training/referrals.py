"""Train the model that tells persons the interviewee points to from persons merely named.

    python training/referrals.py data/benchmark --encoders BUILD --evaluate
    python training/referrals.py data/benchmark --encoders BUILD --more data/notes data/notes_gold \\
        -o infoview_analysis/language/weights/referrals.npz

An example is a person named in an interview, with all that is said of them; it is positive when the gold of the note
has a referral from the interviewee to that name. Logistic regression over features that are there or not; how it is
joined with the encoder is learnt on sets that an encoder in BUILD was trained without (``training/encoder.py``).
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from encoders import LeftOut
from scipy import sparse
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from statements import SETS

from infoview_analysis.language.circle import build_circle
from infoview_analysis.language.people import NamedPerson, find_people
from infoview_analysis.language.pointers import read_pointing
from infoview_analysis.language.pointing import mention_features, person_features
from infoview_analysis.language.statements import Statement, find_statements
from infoview_analysis.reading import read_folder
from infoview_analysis.reading.lexicon import fold

SEED = 0


def _plain(name: str | None) -> str:
    return fold(re.sub(r"\b(dr|prof|professor|mr|mrs|ms|mx)\b\.?", " ", name or "", flags=re.IGNORECASE))


@dataclass(frozen=True)
class Example:
    """A person named in an interview."""

    set: str
    person: NamedPerson
    statements: Sequence[Statement]
    features: set[str]
    positive: bool
    read: float | None
    """Log odds by an encoder that has not seen the set, if there is one."""


def load_examples(
    folder: Path, left_out: LeftOut, *, notes: str = "notes", gold: str = "gold"
) -> tuple[list[Example], int]:
    """Examples of a set, and the number of outgoing referrals its gold has."""
    interviews = read_folder(folder / notes).interviews
    circle = build_circle(interviews)
    known = {
        Path(r["note"]).name: r["interviews"]
        for r in (json.loads(p.read_text(encoding="utf-8")) for p in sorted((folder / gold).glob("*.json")))
    }
    examples = []
    for interview in interviews:
        talks = known.get(Path(interview.source.note).name, [])
        own = [talk for talk in talks if _plain(talk["interviewee"]) == _plain(interview.interviewee)] or talks
        wanted = {
            _plain(r["referred"])
            for talk in own
            for r in talk["referrals"]
            if _plain(r["referrer"]) == _plain(talk["interviewee"])
        }
        statements = find_statements(interview)
        encoded = left_out.read(folder.name, statements) if folder.name in left_out else None
        for person in find_people(statements, circle):
            features = person_features(person, statements, circle).union(
                *(mention_features(place, statements) for place in person.places)
            )
            read = read_pointing(person, encoded) if encoded is not None else None
            examples.append(Example(folder.name, person, statements, features, _plain(person.name) in wanted, read))
    total = sum(
        _plain(r["referrer"]) == _plain(t["interviewee"])
        for talks in known.values()
        for t in talks
        for r in t["referrals"]
    )
    return examples, total


class Table:
    """Examples of all sets as one sparse matrix of features that are there or not."""

    def __init__(self, loaded: dict[str, tuple[list[Example], int]], *, least: int = 2) -> None:
        self.examples = [example for found, _ in loaded.values() for example in found]
        self.totals = {name: total for name, (_, total) in loaded.items()}
        vectorizer = DictVectorizer(dtype=np.float32)
        rows = [dict.fromkeys(sorted(example.features), 1.0) for example in self.examples]
        matrix = _narrow(vectorizer.fit_transform(rows))
        seen = np.asarray((matrix > 0).sum(axis=0)).ravel() >= least
        self.matrix = _narrow(matrix[:, seen])
        self.names = np.array(vectorizer.get_feature_names_out())[seen]
        self.labels = np.array([example.positive for example in self.examples]).astype(int)
        self.sets = np.array([example.set for example in self.examples])

    def fit(self, names: Sequence[str], strength: float) -> LogisticRegression:
        """The regression from the sets named."""
        rows = np.isin(self.sets, names)
        model = LogisticRegression(C=strength, solver="liblinear", max_iter=300, random_state=SEED)
        return model.fit(_narrow(self.matrix[rows]), self.labels[rows])

    def joined_scores(self, names: Sequence[str], strength: float) -> tuple[np.ndarray, np.ndarray]:
        """Log odds by a regression from the other sets and by the encoder, of the examples of the sets named.

        Returns
        -------
        rows : array of int
        scores : array, shape (rows, 2)
        """
        rows, scores = [], []
        for name in names:
            own = np.flatnonzero((self.sets == name) & [example.read is not None for example in self.examples])
            if own.size:
                model = self.fit([other for other in self.totals if other != name and other in names], strength)
                read = [self.examples[row].read for row in own]
                rows.append(own)
                scores.append(np.column_stack([model.decision_function(_narrow(self.matrix[own])), read]))
        return np.concatenate(rows), np.concatenate(scores)

    def f1(self, rows: np.ndarray, scores: np.ndarray, threshold: float) -> float:
        """F1 of the sets of the rows; a referral whose person was no example counts as missed."""
        chosen = rows[scores > threshold]
        total = sum(self.totals[name] for name in set(self.sets[rows]))
        return float(2 * self.labels[chosen].sum() / max(1, chosen.size + total))

    def train(self, names: Sequence[str], strength: float) -> tuple[np.ndarray, np.ndarray]:
        """Weights of the features; how they are joined with the encoder so that 0 is where F1 is best."""
        rows, scores = self.joined_scores(names, strength)
        joint = LogisticRegression(C=1.0).fit(scores, self.labels[rows])
        threshold = self.best_threshold(rows, joint.decision_function(scores))
        model = self.fit(names, strength)
        own, read = joint.coef_[0]
        return model.coef_[0], np.array([own, read, joint.intercept_[0] + own * model.intercept_[0] - threshold])

    def best_threshold(self, rows: np.ndarray, scores: np.ndarray) -> float:
        """Threshold with the highest F1, the middle of the best stretch."""
        grid = np.arange(-3, 2, 0.1)
        values = np.pad([self.f1(rows, scores, threshold) for threshold in grid], 1, mode="edge")
        return float(grid[int(np.argmax(np.convolve(values, np.ones(3) / 3, mode="valid")))])


def evaluate(table: Table, strength: float, errors: Sequence[str]) -> None:
    """Leave each set that an encoder has not seen out in turn."""
    found: list[tuple[np.ndarray, np.ndarray]] = []
    for name in sorted({example.set for example in table.examples if example.read is not None}):
        weights, (own, read, added) = table.train([other for other in table.totals if other != name], strength)
        rows = np.flatnonzero(table.sets == name)
        told = np.array([table.examples[row].read for row in rows])
        scores = own * (table.matrix[rows] @ weights) + read * told + added
        print(f"{name} F1 {table.f1(rows, scores, 0.0):.3f}", flush=True)
        found.append((rows, scores))
        if name in errors:
            print_errors(table, rows, scores)
    print(f"outgoing F1 {table.f1(*map(np.concatenate, zip(*found, strict=True)), 0.0):.3f}")


def _narrow(matrix: sparse.spmatrix) -> sparse.csr_matrix:
    """The same matrix with 32-bit indices, which scikit-learn insists on."""
    result = sparse.csr_matrix(matrix)
    result.indices, result.indptr = result.indices.astype("int32"), result.indptr.astype("int32")
    return result


def print_errors(table: Table, rows: np.ndarray, scores: np.ndarray) -> None:
    """List what was missed and invented."""
    for row, score in zip(rows, scores, strict=True):
        example = table.examples[row]
        if (score > 0) != example.positive:
            quotes = " / ".join(example.statements[place.statement].text[:110] for place in example.person.places[:3])
            print("missed" if example.positive else "invented", f"{score:.1f}", example.person.name, "|", quotes)


def write_weights(path: Path, names: np.ndarray, weights: np.ndarray, blend: np.ndarray) -> None:
    """Store the weights as plain numbers; features that weigh next to nothing are left out."""
    strong = np.abs(weights) > 0.005
    np.savez_compressed(
        path,
        names=np.frombuffer("\n".join(names[strong]).encode(), dtype=np.uint8),
        weights=weights[strong].astype(np.float16),
        blend=blend.astype(np.float32),
    )
    print(f"{path}: {strong.sum()} features, {path.stat().st_size / 1000:.0f} kB")


def main() -> None:
    """Train, and evaluate or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--sets", default=SETS)
    parser.add_argument("--more", nargs=2, metavar=("NOTES", "GOLD"), help="a further folder of notes and its gold")
    parser.add_argument("--encoders", type=Path, required=True, help="folder with without-*.npz")
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--evaluate", action="store_true")
    parser.add_argument("--errors", default="", help="sets whose errors are listed")
    parser.add_argument("--strength", type=float, default=0.3, help="C of the regression")
    options = parser.parse_args()
    left_out = LeftOut(options.encoders)
    loaded = {name: load_examples(options.data / name, left_out) for name in options.sets.split(",")}
    if options.more:
        notes, gold = map(Path, options.more)
        loaded[notes.parent.name] = load_examples(notes.parent, left_out, notes=notes.name, gold=gold.name)
    table = Table(loaded)
    names = list(table.totals)
    positive = table.labels.sum()
    print(f"{len(table.examples)} persons, {positive} referred of {sum(table.totals.values())} in gold")
    if options.evaluate or options.errors:
        evaluate(table, options.strength, options.errors.split(","))
    if options.output:
        write_weights(options.output, table.names, *table.train(names, options.strength))


if __name__ == "__main__":
    main()
