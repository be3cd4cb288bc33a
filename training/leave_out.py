"""Tables of each set by classifiers of statements and referrals that were trained on the other sets only.

    python training/leave_out.py data/benchmark -o build/left_out --more data/notes data/notes_gold
    python benchmarks/accuracy.py --tables build/left_out --sets c,d,f,g,h,i,j,k,l,examples

For each set both classifiers are trained on the other ones, and the set goes through the package as users' notes do.
Skills, which are learnt elsewhere (``training/skills.py --evaluate``), are left empty.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
import referrals as referral_training
import statements as statement_training

from infoview_analysis import analyze
from infoview_analysis.language import classifier, pipeline, referrals


class Trainer:
    """Both classifiers from any choice of sets; what is shared between choices is done once."""

    def __init__(self, data: Path, names: Sequence[str], more: Sequence[str]) -> None:
        self.options = statement_training.make_parser().parse_args([str(data), *(["--more", *more] if more else [])])
        self.notes = statement_training.load_notes(data, names, more)
        self.features = statement_training.Features(self.notes)
        loaded = {name: referral_training.load_examples(data / name) for name in names}
        if more:
            notes, gold = map(Path, more)
            found = referral_training.load_examples(notes.parent, notes=notes.name, gold=gold.name)
            loaded[notes.parent.name] = found
        self.people = referral_training.Table(loaded)
        statement_training.fit_first = cache_by_choice(statement_training.fit_first)

    def without(self, name: str) -> tuple[classifier.StatementClassifier, Any]:
        """Both from all sets but one."""
        chosen = np.array([note.set != name for note in self.notes])
        first, second = statement_training.train(self.features, self.notes, chosen, self.options)
        details = statement_training.fit_details(self.features, self.notes, chosen, self.options.detail)
        table = np.hstack([first, details])
        table[self.features.names.index("bias")] += table[-1] / 0.5
        vocabulary = {feature: row for row, feature in enumerate(self.features.names)}
        judge = classifier.StatementClassifier(vocabulary, table[:-1], second.centre, second.scale, second.weights)
        others = [other for other in self.people.totals if other != name]
        weights, bias = self.people.train(others, 0.3)
        return judge, referrals._Weights(dict(zip(self.people.names, weights.tolist(), strict=True)), bias)


def cache_by_choice(fit: Any) -> Any:
    """Keep what was fitted: leaving out a then b is leaving out b then a."""
    kept: dict[bytes, np.ndarray] = {}

    def fitted(features: Any, notes: Any, chosen: np.ndarray, strength: float) -> np.ndarray:
        key = chosen.tobytes()
        if key not in kept:
            kept[key] = fit(features, notes, chosen, strength)
        return kept[key]

    return fitted


def write_tables(notes: Path, judge: Any, weights: Any, out: Path) -> None:
    """Analyse a set with the classifiers given."""
    components = [name for name in pipeline._COMPONENTS if name not in {"infoview_skills", "infoview_stance"}]
    with (
        mock.patch.object(pipeline, "load_classifier", cache(lambda: judge)),
        mock.patch.object(referrals, "_load_weights", cache(lambda: weights)),
        mock.patch.object(pipeline, "_COMPONENTS", components),
        mock.patch.object(pipeline.skills, "read_skills", return_value=[]),
    ):
        analyze(notes).save(out, format="csv")


def main() -> None:
    """Leave out each set in turn and write its tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder for a folder of tables per set")
    parser.add_argument("--sets", default=statement_training.SETS)
    parser.add_argument("--more", nargs=2, default=[], metavar=("NOTES", "GOLD"))
    options = parser.parse_args()
    names = options.sets.split(",")
    trainer = Trainer(options.data, names, options.more)
    for name in names:
        write_tables(options.data / name / "notes", *trainer.without(name), options.output / name)


if __name__ == "__main__":
    main()
