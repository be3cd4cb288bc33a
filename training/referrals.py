"""Train the model that tells persons the interviewee points to from persons merely named.

    python training/referrals.py data/benchmark --evaluate
    python training/referrals.py data/benchmark --more data/notes data/notes_gold \\
        -o infoview_analysis/language/weights/referrals.npz

An example is a person named in an interview, with all that is said of them; it is positive when the gold of the note
has a referral from the interviewee to that name. Logistic regression over features that are there or not.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from statements import SETS

from infoview_analysis.language.people import NamedPerson, find_people
from infoview_analysis.language.pointing import mention_features, person_features
from infoview_analysis.language.referrals import build_circle
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


def load_examples(folder: Path, *, notes: str = "notes", gold: str = "gold") -> tuple[list[Example], int]:
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
        for person in find_people(statements, circle):
            features = person_features(person, statements, circle).union(
                *(mention_features(place, statements) for place in person.places)
            )
            examples.append(Example(folder.name, person, statements, features, _plain(person.name) in wanted))
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

    def left_out_scores(self, names: Sequence[str], strength: float) -> np.ndarray:
        """Log odds of each example of the sets named, by a regression from the other ones of them."""
        scores = np.full(len(self.labels), -30.0)
        for name in names:
            rows = self.sets == name
            if rows.any():
                model = self.fit([other for other in names if other != name], strength)
                scores[rows] = model.decision_function(_narrow(self.matrix[rows]))
        return scores

    def f1(self, scores: np.ndarray, threshold: float, names: Sequence[str]) -> float:
        """F1 of the sets named; a referral whose person was no example counts as missed."""
        chosen = (scores > threshold) & np.isin(self.sets, names)
        return float(2 * self.labels[chosen].sum() / max(1, chosen.sum() + sum(self.totals[name] for name in names)))

    def train(self, names: Sequence[str], strength: float) -> tuple[np.ndarray, float]:
        """Weights, and a bias that puts 0 where F1 is best on sets left out."""
        threshold = self.best_threshold(self.left_out_scores(names, strength), names)
        model = self.fit(names, strength)
        return model.coef_[0], float(model.intercept_[0]) - threshold

    def best_threshold(self, scores: np.ndarray, names: Sequence[str]) -> float:
        """Threshold with the highest F1, the middle of the best stretch."""
        grid = np.arange(-3, 2, 0.1)
        values = np.pad([self.f1(scores, threshold, names) for threshold in grid], 1, mode="edge")
        return float(grid[int(np.argmax(np.convolve(values, np.ones(3) / 3, mode="valid")))])


def _narrow(matrix: sparse.spmatrix) -> sparse.csr_matrix:
    """The same matrix with 32-bit indices, which scikit-learn insists on."""
    result = sparse.csr_matrix(matrix)
    result.indices, result.indptr = result.indices.astype("int32"), result.indptr.astype("int32")
    return result


def print_errors(table: Table, scores: np.ndarray, threshold: float, sets: Sequence[str]) -> None:
    """List what was missed and invented in the sets named."""
    for example, score in zip(table.examples, scores, strict=True):
        if example.set in sets and (score > threshold) != example.positive:
            quotes = " / ".join(example.statements[p.statement].text[:110] for p in example.person.places[:3])
            verdict = "missed" if example.positive else "invented"
            print(verdict, example.set, f"{score:.1f}", example.person.name, "|", quotes)


def write_weights(path: Path, names: np.ndarray, weights: np.ndarray, bias: float) -> None:
    """Store the weights as plain numbers; features that weigh next to nothing are left out."""
    strong = np.abs(weights) > 0.005
    np.savez_compressed(
        path,
        names=np.frombuffer("\n".join(names[strong]).encode(), dtype=np.uint8),
        weights=weights[strong].astype(np.float16),
        bias=np.float32(bias),
    )
    print(f"{path}: {strong.sum()} features, {path.stat().st_size / 1000:.0f} kB")


def main() -> None:
    """Train, and evaluate or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--sets", default=SETS)
    parser.add_argument("--more", nargs=2, metavar=("NOTES", "GOLD"), help="a further folder of notes and its gold")
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--evaluate", action="store_true")
    parser.add_argument("--errors", default="", help="sets whose errors are listed")
    parser.add_argument("--strength", type=float, default=0.3, help="C of the regression")
    options = parser.parse_args()
    loaded = {name: load_examples(options.data / name) for name in options.sets.split(",")}
    if options.more:
        notes, gold = map(Path, options.more)
        loaded[notes.parent.name] = load_examples(notes.parent, notes=notes.name, gold=gold.name)
    table = Table(loaded)
    names = list(table.totals)
    positive = table.labels.sum()
    print(f"{len(table.examples)} persons, {positive} referred of {sum(table.totals.values())} in gold")
    if options.evaluate or options.errors:
        scores = table.left_out_scores(names, options.strength)
        threshold = table.best_threshold(scores, names)
        per_set = {name: round(table.f1(scores, threshold, [name]), 2) for name in names}
        print(f"outgoing F1 {table.f1(scores, threshold, names):.3f} at {threshold:.1f}", per_set)
        print_errors(table, scores, threshold, options.errors.split(","))
    if options.output:
        write_weights(options.output, table.names, *table.train(names, options.strength))


if __name__ == "__main__":
    main()
