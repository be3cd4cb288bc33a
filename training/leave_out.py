"""Tables of annotated sets by a package whose weights have not seen them.

    python training/leave_out.py --encoders BUILD -o build/left_out
    python benchmarks/accuracy.py --tables build/left_out --sets d,h,i,k,n,q

For each set that an encoder in BUILD was trained without, the package is copied, all its weights are made anew from
the other sets, and the copy reads the notes as users' notes are read.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from encoders import LeftOut
from statements import SETS

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data" / "benchmark"
MORE = [str(ROOT / "data" / "notes"), str(ROOT / "data" / "notes_gold")]


def make_package(folder: Path, name: str, encoders: Path) -> None:
    """A copy of the package with weights made without a set."""
    package = folder / "infoview_analysis"
    shutil.copytree(ROOT / "infoview_analysis", package, dirs_exist_ok=True)
    language = package / "language"
    shutil.copyfile(LeftOut(encoders).find(name), language / "weights" / "encoder.npz")
    sets = ",".join(other for other in SETS.split(",") if other != name)
    shared = ["--encoders", str(encoders.resolve()), "--sets", sets]
    for script in ("statements", "referrals"):
        weights = language / "weights" / f"{script}.npz"
        run(folder, [f"{script}.py", str(DATA), *shared, "--more", *MORE, "-o", str(weights)])
    run(folder, ["skills.py", "--data", str(DATA), *shared, "--output", str(language / "skill_finding")])


def run(folder: Path, arguments: list[str]) -> None:
    """Run a training script with the copy of the package."""
    script = [sys.executable, str(ROOT / "training" / arguments[0]), *arguments[1:]]
    subprocess.run(script, check=True, env={**os.environ, "PYTHONPATH": str(folder)})


def main() -> None:
    """Leave out each set in turn and write its tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encoders", type=Path, required=True, help="folder with without-*.npz")
    parser.add_argument("--sets", help="some of the sets, with commas; by default all that can be left out")
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder for a folder of tables per set")
    options = parser.parse_args()
    left_out = LeftOut(options.encoders)
    for name in options.sets.split(",") if options.sets else [name for name in SETS.split(",") if name in left_out]:
        folder = options.output.resolve() / f"{name}-package"
        make_package(folder, name, options.encoders)
        extract = [sys.executable, "-m", "infoview_analysis", "extract", str(DATA / name / "notes")]
        tables = str(options.output.resolve() / name)
        subprocess.run([*extract, "-o", tables], check=True, cwd=folder, env={**os.environ, "PYTHONPATH": str(folder)})


if __name__ == "__main__":
    main()
