"""Score the whole way from notes to mentions with whole sets left out of the training of statements and referrals.

    python training/leave_out.py data/benchmark --scorer ../shared/eval/score.py --more data/notes data/notes_gold

For each set both classifiers are trained on the other ones, the set goes through reading and language as users' notes
do, and the scorer (``eval/score.py``, its functions ``score`` and ``Tally``) judges the tables. ``--errors c,d`` lists
what was missed and invented in these sets. Skills, which are learnt elsewhere, are not found here.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest import mock

import numpy as np
import referrals as referral_training
import statements as statement_training

from infoview_analysis.language import classifier, find_mentions, load_pipeline, pipeline, referrals
from infoview_analysis.reading import read_folder
from infoview_analysis.records import Advice, FollowUp, Interview, Mention, Referral, Trend

TABLES = {Trend: "trends", Advice: "advice", FollowUp: "follow_ups", Referral: "referrals"}


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


def write_tables(interviews: Sequence[Interview], mentions: Iterator[Mention], out: Path) -> None:
    """Tables as the scorer reads them."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES.values()}
    for mention in mentions:
        if type(mention) in TABLES:
            rows[TABLES[type(mention)]].append({**asdict(mention), "quote": mention.source.quote})
    rows["interviews"] = [
        {**asdict(interview), "note": interview.source.note, "passages": ""} for interview in interviews
    ]
    for name, table in rows.items():
        with (out / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(table[0]) if table else ["interview_id"])
            writer.writeheader()
            writer.writerows(table)


def load_scorer(path: Path) -> ModuleType:
    """The scorer as a module."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score_set(folder: Path, judge: Any, weights: Any, scorer: ModuleType) -> tuple[dict[str, Any], list[str]]:
    """Tallies and errors of a set, with the classifiers given."""
    with (
        tempfile.TemporaryDirectory() as out,
        mock.patch.object(pipeline, "load_classifier", cache(lambda: judge)),
        mock.patch.object(referrals, "_load_weights", cache(lambda: weights)),
        mock.patch.object(pipeline.skills, "read_skills", return_value=[]),
    ):
        nlp = load_pipeline()
        for name in ("infoview_skills", "infoview_stance"):
            nlp.remove_pipe(name)
        interviews = read_folder(folder / "notes").interviews
        write_tables(interviews, find_mentions(interviews, nlp), Path(out))
        tallies, log = scorer.score(out, folder / "gold")
    return {kind: tally for kind, tally in tallies.items() if kind != "skills"}, log


def main() -> None:
    """Leave out each set in turn and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--sets", default=statement_training.SETS)
    parser.add_argument("--more", nargs=2, default=[], metavar=("NOTES", "GOLD"))
    parser.add_argument("--errors", default="", help="sets whose errors are listed")
    options = parser.parse_args()
    scorer, names = load_scorer(options.scorer), options.sets.split(",")
    trainer = Trainer(options.data, names, options.more)
    sums: dict[str, Any] = {}
    for name in names:
        tallies, log = score_set(options.data / name, *trainer.without(name), scorer)
        for kind, tally in tallies.items():
            total = sums.setdefault(kind, scorer.Tally())
            total.tp, total.fp, total.fn = total.tp + tally.tp, total.fp + tally.fp, total.fn + tally.fn
            for column, asked in tally.asked.items():
                total.asked[column] += asked
                total.right[column] += tally.right[column]
        print(name, {kind: round(t.f1, 3) for kind, t in tallies.items() if kind != "fields"}, flush=True)
        if name in options.errors.split(","):
            print("\n".join(f"  {name} {line}" for line in log if "skill:" not in line))
    for kind, t in sums.items():
        shares = {column: round(t.right[column] / asked, 3) for column, asked in t.asked.items()}
        print(f"{kind:11} F1 {t.f1:.3f}  P {t.precision:.3f}  R {t.recall:.3f}  {shares}")


if __name__ == "__main__":
    main()
