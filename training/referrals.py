"""Train the model that tells persons the interviewee points to from persons merely named.

    python training/referrals.py data/benchmark --evaluate
    python training/referrals.py data/benchmark -o infoview_analysis/language/weights/referrals.npz

An example is a person named in an interview, with all that is said of them; it is positive when the gold of the note
has a referral from the interviewee to that name. Logistic regression over features that are there or not.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from infoview_analysis.language.people import NamedPerson, find_people
from infoview_analysis.language.pointing import mention_features, person_features
from infoview_analysis.language.referrals import build_circle
from infoview_analysis.language.statements import Statement, find_statements
from infoview_analysis.reading import read_folder
from infoview_analysis.reading.lexicon import fold

SETS = "c,d,f,g,h,i,j,examples"  # set e is held out
SEED = 0


def _plain(name: str | None) -> str:
    return fold(re.sub(r"\b(dr|prof|professor|mr|mrs|ms|mx)\b\.?", " ", name or "", flags=re.IGNORECASE))


class Example:
    """A person named in an interview."""

    def __init__(
        self, set_name: str, person: NamedPerson, statements: Sequence[Statement], features: set[str], positive: bool
    ) -> None:
        self.set, self.person, self.statements, self.features, self.positive = (
            set_name,
            person,
            statements,
            features,
            positive,
        )


def load_examples(folder: Path) -> tuple[list[Example], int]:
    """Examples of a set, and the number of outgoing referrals its gold has."""
    interviews = read_folder(folder / "notes").interviews
    circle = build_circle(interviews)
    gold = {
        Path(r["note"]).name: r["interviews"]
        for r in (json.loads(p.read_text(encoding="utf-8")) for p in sorted((folder / "gold").glob("*.json")))
    }
    examples = []
    for interview in interviews:
        talks = gold.get(Path(interview.source.note).name, [])
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
        for talks in gold.values()
        for t in talks
        for r in t["referrals"]
    )
    return examples, total


def _fit(matrix: sparse.csr_matrix, labels: np.ndarray, strength: float) -> LogisticRegression:
    return LogisticRegression(C=strength, solver="liblinear", max_iter=300, random_state=SEED).fit(matrix, labels)


def main() -> None:
    """Train, and evaluate or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--sets", default=SETS)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--evaluate", action="store_true")
    parser.add_argument("--errors", default="", help="sets whose errors are listed")
    parser.add_argument("--strength", type=float, default=0.3, help="C of the regression")
    options = parser.parse_args()
    loaded = {name: load_examples(options.data / name) for name in options.sets.split(",")}
    examples = [example for found, _ in loaded.values() for example in found]
    totals = {name: total for name, (_, total) in loaded.items()}
    vectorizer = DictVectorizer(dtype=np.float32)
    matrix = sparse.csr_matrix(
        vectorizer.fit_transform([dict.fromkeys(sorted(example.features), 1.0) for example in examples])
    )
    matrix.indices, matrix.indptr = matrix.indices.astype("int32"), matrix.indptr.astype("int32")
    seen = np.asarray((matrix > 0).sum(axis=0)).ravel() >= 2
    matrix = sparse.csr_matrix(matrix[:, seen])
    matrix.indices, matrix.indptr = matrix.indices.astype("int32"), matrix.indptr.astype("int32")
    labels = np.array([example.positive for example in examples]).astype(int)
    sets = np.array([example.set for example in examples])
    print(
        f"{len(examples)} persons, {labels.sum()} referred of {sum(totals.values())} in gold, "
        f"{matrix.shape[1]} features"
    )
    scores = np.zeros(len(examples))
    for name in totals:
        scores[sets == name] = _fit(matrix[sets != name], labels[sets != name], options.strength).decision_function(
            matrix[sets == name]
        )
    grid = np.arange(-3, 2, 0.1)
    values = [2 * (labels[scores > t]).sum() / max(1, (scores > t).sum() + sum(totals.values())) for t in grid]
    threshold = float(grid[int(np.argmax(np.convolve(np.pad(values, 1, mode="edge"), np.ones(3) / 3, mode="valid")))])
    per_set = {
        n: round(
            float(
                2
                * labels[(scores > threshold) & (sets == n)].sum()
                / max(1, ((scores > threshold) & (sets == n)).sum() + totals[n])
            ),
            2,
        )
        for n in totals
    }
    print(f"outgoing F1 {max(values):.3f} at {threshold:.1f}", per_set)
    for example, score in zip(examples, scores, strict=True):
        if example.set in options.errors.split(",") and (score > threshold) != example.positive:
            print(
                "missed" if example.positive else "invented",
                example.set,
                f"{score:.1f}",
                example.person.name,
                "|",
                " / ".join(example.statements[p.statement].text[:110] for p in example.person.places[:3]),
            )
    if options.output:
        model = _fit(matrix, labels, options.strength)
        names = np.array(vectorizer.get_feature_names_out())[seen]
        weights = model.coef_[0]
        strong = np.abs(weights) > 0.005
        np.savez_compressed(
            options.output,
            names=np.frombuffer("\n".join(names[strong]).encode(), dtype=np.uint8),
            weights=weights[strong].astype(np.float16),
            bias=np.float32(model.intercept_[0] - threshold),
        )
        print(f"{options.output}: {strong.sum()} features, {options.output.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
