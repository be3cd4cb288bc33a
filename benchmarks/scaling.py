"""Measure what is done with a folder as a whole, for folders of any size::

    python benchmarks/scaling.py --counts 1000 10000

What is found in a note costs the same in any folder. So it is found once in every note of the benchmark (but the
held-out ones), and kept as if it had been found in copies of them, whose people have other names. Then
``infoview extract`` runs as a user runs it, in a process of its own, and finds everything kept: it looks at all files,
puts what is known of all notes together, and writes the tables. Needs Linux, which tells how much memory was taken.
"""

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from accuracy import HELD_OUT, SETS
from make_notes import list_name_words, name_anew, read_set

from infoview_analysis.corpus.analysis import analyze_with
from infoview_analysis.running import Workers, store
from infoview_analysis.running.packing import pack, unpack

__all__ = ["Copier", "fill", "measure"]

# The peak that the system tells of a process that has ended counts that of the one which started it.
_EXTRACT = """
import re, sys, time
from infoview_analysis.cli import main
assert main(["extract", sys.argv[1], "-o", sys.argv[2]]) == 0
print(time.process_time(), int(re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1]) / 1024)
"""
_WORD = re.compile(r"[A-Za-z]{3,}")


class Copier(Workers):
    """Finds in a copy of a note what is in the note, about others: paths are ``0001-c/note.md`` for ``c/note.md``."""

    def __init__(self) -> None:
        super().__init__(1)
        self._found: dict[tuple[str, str], str] = {}

    def map(self, step: Callable[[Any], Any], tasks: Sequence[Any]) -> Iterator[Any]:
        """Put each note through a step once, whatever the number of its copies."""
        for task in tasks:
            number, _, path = _path_of(task).partition("-")
            known = (str(step), path)
            if known not in self._found:
                self._found[known] = _spell(step(task)).replace(f'"{number}-', '"0000-')
            names = _rename(number, path.split("/")[0])
            copied = _change(self._found[known], names).replace('"0000-', f'"{number}-')
            yield unpack(zlib.compress(copied.encode(), 1))


def _change(text: str, names: Mapping[str, str]) -> str:
    return _WORD.sub(lambda found: names.get(found[0], found[0]), text)


def _path_of(task: Any) -> str:
    note = task[0] if isinstance(task, Sequence) else task
    return str(note.path if hasattr(note, "path") else note.source.note)


def _spell(result: Any) -> str:
    return zlib.decompress(pack(result)).decode()


@cache
def _rename(number: str, name: str) -> Mapping[str, str]:
    return name_anew(list_name_words(name), random.Random(f"{number} {name}"))


def fill(folder: Path, count: int, copier: Copier) -> None:
    """Write that many notes, and keep what is in them."""
    notes = [(f"{name}/{path}", text) for name in SETS if name not in HELD_OUT for path, text in read_set(name)]
    for number in range(count):
        path, text = notes[number % len(notes)]
        place = folder / f"{number // len(notes):04}-{path}"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    with analyze_with(copier, folder):
        pass


def measure(notes: Path, tables: Path) -> tuple[float, float, float]:
    """Seconds, seconds of CPU and peak memory (MB) of writing the tables."""
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", _EXTRACT, str(notes), str(tables)], check=True, capture_output=True)
    cpu, peak = map(float, done.stdout.split()[-2:])
    return time.perf_counter() - start, cpu, peak


def main() -> None:
    """Make notes, measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--counts", type=int, nargs="+", default=[1000, 10000])
    print(f"{'notes':>8} {'wall s':>8} {'CPU s':>8} {'peak MB':>8}")
    copier = Copier()
    store.LARGEST = 10**11  # nothing is dropped before it is looked at
    for count in parser.parse_args().counts:
        with tempfile.TemporaryDirectory() as work:
            os.environ["INFOVIEW_CACHE"] = f"{work}/cache"
            fill(Path(work, "notes"), count, copier)
            wall, cpu, peak = measure(Path(work, "notes"), Path(work, "tables"))
            print(f"{count:8} {wall:8.1f} {cpu:8.1f} {peak:8.0f}", flush=True)


if __name__ == "__main__":
    main()
