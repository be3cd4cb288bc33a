"""Score the whole way from notes to mentions with whole sets left out of the training of statements and referrals.

    python training/leave_out.py data/benchmark --scorer ../shared/eval/score.py

For each set both classifiers are trained on the other ones, the set goes through reading and language as users' notes
do, and the scorer (``eval/score.py``, its functions ``score`` and ``Tally``) judges the tables. Skills come from
whatever weights the package holds: their figures here are not left out.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import subprocess
import sys
import tempfile
from dataclasses import asdict
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest import mock

import numpy as np

from infoview_analysis.language import classifier, find_mentions, load_pipeline, pipeline, referrals
from infoview_analysis.reading import read_folder
from infoview_analysis.records import Advice, FollowUp, Referral, Skill, Trend

SETS = "c,d,f,g,h,i,j,examples"
TABLES = {Trend: "trends", Advice: "advice", FollowUp: "follow_ups", Referral: "referrals", Skill: "skills"}


def train_without(data: Path, left_out: str, names: list[str], out: Path, more: list[str]) -> None:
    """Train both classifiers on all sets but one."""
    here, sets = Path(__file__).parent, ",".join(name for name in names if name != left_out)
    extra = ["--more", *more] if more else []
    for script, options in (("statements", extra), ("referrals", [])):
        command = [
            sys.executable,
            str(here / f"{script}.py"),
            str(data),
            "--sets",
            sets,
            *options,
            "-o",
            str(out / f"{script}.npz"),
        ]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def read_classifier(path: Path) -> classifier.StatementClassifier:
    """The statement classifier of a file."""
    with np.load(path, allow_pickle=False) as stored:
        names = bytes(stored["names"]).decode("utf-8").split("\n")
        arrays = [stored[name].astype(np.float64) for name in ("weights", "centre", "scale", "second")]
    return classifier.StatementClassifier({name: row for row, name in enumerate(names)}, *arrays)


def read_referral_weights(path: Path) -> Any:
    """The referral weights of a file."""
    with np.load(path, allow_pickle=False) as stored:
        names = bytes(stored["names"]).decode("utf-8").split("\n")
        table = dict(zip(names, stored["weights"].astype(float).tolist(), strict=True))
        return referrals._Weights(table, float(stored["bias"]))


def write_tables(notes: Path, out: Path) -> None:
    """Tables as the scorer reads them."""
    interviews = read_folder(notes).interviews
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES.values()}
    for mention in find_mentions(interviews, load_pipeline()):
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


def main() -> None:
    """Leave out each set in turn and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--sets", default=SETS)
    parser.add_argument("--more", nargs=2, default=[], metavar=("NOTES", "GOLD"))
    options = parser.parse_args()
    scorer, names = load_scorer(options.scorer), options.sets.split(",")
    sums: dict[str, Any] = {}
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder)
            train_without(options.data, name, names, out, options.more)
            first, second = read_classifier(out / "statements.npz"), read_referral_weights(out / "referrals.npz")
            with (
                mock.patch.object(pipeline, "load_classifier", cache(lambda found=first: found)),
                mock.patch.object(referrals, "_load_weights", cache(lambda found=second: found)),
            ):
                write_tables(options.data / name / "notes", out)
            tallies, _ = scorer.score(out, options.data / name / "gold")
        for kind, tally in tallies.items():
            total = sums.setdefault(kind, scorer.Tally())
            total.tp, total.fp, total.fn = total.tp + tally.tp, total.fp + tally.fp, total.fn + tally.fn
            for column, asked in tally.asked.items():
                total.asked[column] += asked
                total.right[column] += tally.right[column]
        print(name, {kind: round(t.f1, 2) for kind, t in tallies.items() if kind != "fields"}, flush=True)
    for kind, t in sums.items():
        shares = {column: round(t.right[column] / asked, 3) for column, asked in t.asked.items()}
        print(f"{kind:11} F1 {t.f1:.3f}  P {t.precision:.3f}  R {t.recall:.3f}  {shares}")


if __name__ == "__main__":
    main()
