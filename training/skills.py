"""Train the judge of skill candidates and the stance classifier on the annotated notes.

Usage: python training/skills.py [--data data/benchmark] [--output FOLDER] [--evaluate]

Writes ``judge.npz``, ``stance.npz`` and ``seen.json``. With ``--evaluate`` nothing is written: each set is left out
in turn, models and memory are made from the others, and skills F1 and stance accuracy on the set are printed.
Needs scikit-learn, which the package does not. The set ``e`` is held out and never read.
"""

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from infoview_analysis.language.skill_finding.attitude import describe_stance
from infoview_analysis.language.skill_finding.candidates import find_candidates, read_scene
from infoview_analysis.language.skill_finding.features import describe_candidate, describe_memory, describe_scene
from infoview_analysis.language.skill_finding.memory import make_memory_key
from infoview_analysis.language.skill_finding.rows import join_rows
from infoview_analysis.language.skills import STANCES, combine_chances
from infoview_analysis.language.statements import find_statements
from infoview_analysis.language.vocabulary import load_vocabulary
from infoview_analysis.language.vocabulary.everyday import is_everyday
from infoview_analysis.language.vocabulary.surfaces import find_words, make_key
from infoview_analysis.reading import Reading, read_folder
from infoview_analysis.records import Interview

SETS = ("c", "d", "f", "g", "h", "i", "j", "examples")
FLOOR, THRESHOLDS = 0.12, (0.28, 0.32, 0.36, 0.4, 0.44)


@dataclass(slots=True)
class Row:
    """A candidate in an annotated note."""

    set: str
    interview: int
    statement: int
    start: int
    stop: int
    name: str
    key: str
    new: bool
    features: list[str]
    label: int
    """1 a skill, 0 none, -1 neither rewarded nor punished."""
    gold: int = -1
    """Number of the gold skill in its interview."""
    describe: Callable[[], list[str]] = list
    """Gives its stance features when asked: most rows never need them."""
    shown: bool = False
    id: int = -1
    """True where the gold quote stands in the statement."""


@dataclass(slots=True)
class Talk:
    """An interview beside its annotation."""

    set: str
    gold: dict
    found: bool
    statements: list


def fold_name(text: object) -> str:
    """A name as the scorer compares it."""
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", str(text or "")) if not unicodedata.combining(c)
    ).casefold()
    return " ".join(re.findall(r"[a-z0-9+#]+|[^\W\d_a-z]+", plain.replace("&", " and ")))


def fold_person(text: object) -> str:
    return fold_name(re.sub(r"\b(dr|prof|professor|mr|mrs|ms|mx)\b\.?", " ", str(text or ""), flags=re.I))


# --- annotated notes → rows -----------------------------------------------------------------------------------------


def read_talks(data: Path, name: str) -> list[Talk]:
    """Interviews of a set, paired with their annotation as the scorer pairs them."""
    reading = read_folder(data / name / "notes")
    by_note = defaultdict(list)
    for interview in reading.interviews:
        by_note[Path(interview.source.note).name].append(interview)
    talks = []
    for file in sorted((data / name / "gold").glob("*.json")):
        gold = json.loads(file.read_text(encoding="utf-8"))
        note = Path(gold["note"]).name
        free = by_note[note]
        for wanted in gold["interviews"]:
            hit = next(
                (one for one in free if fold_person(one.interviewee) == fold_person(wanted["interviewee"])), None
            )
            if hit is not None:
                free.remove(hit)
            whole = len(gold["interviews"]) == 1
            source = hit or (_whole_note(reading, note, wanted) if whole else None)
            talks.append(
                Talk(name, wanted, hit is not None or whole, join_rows(find_statements(source)) if source else [])
            )
    return talks


def _whole_note(reading: Reading, note: str, wanted: dict) -> Interview:
    """All of a note as the interview that reading did not find, so that it can still be learnt from."""
    passages = tuple(passage for passage in reading.passages if Path(passage.source.note).name == note)
    return Interview(
        interview_id="whole", interviewee=wanted["interviewee"] or "", passages=passages, source=passages[0].source
    )


def make_rows(talks: Sequence[Talk]) -> list[Row]:
    """Candidates of all statements with their features and what the annotation says of them."""
    vocabulary = load_vocabulary()
    rows = []
    for number, talk in enumerate(talks):
        wanted, allowed = gold_names(talk.gold)
        quotes = [fold_name(skill["quote"]) for skill in talk.gold["skills"]]
        for place, statement in enumerate(talk.statements):
            scene = read_scene(statement.text, statement.context, vocabulary)
            shared, folded = describe_scene(scene), fold_name(statement.text)
            for candidate in find_candidates(scene):
                begin, end = scene.words[candidate.start].start, scene.words[candidate.stop - 1].end
                if is_everyday(scene.text, begin, end, lower=scene.lower):
                    continue
                name = fold_name(candidate.name)
                label = 1 if name in wanted else -1 if name in allowed else 0
                row = Row(
                    talk.set, number, place, candidate.start, candidate.stop, candidate.name,
                    make_memory_key(scene, candidate), candidate.source == "new",
                    [*shared, *describe_candidate(scene, candidate)], label, wanted.get(name, -1),
                )  # fmt: skip
                row.describe = partial(describe_stance, scene, candidate)
                if label == 1:
                    row.shown = quotes[row.gold] in folded or folded in quotes[row.gold]
                rows.append(row)
    return rows


def gold_names(gold: dict) -> tuple[dict[str, int], set[str]]:
    """Accepted name → number of the skill; names neither rewarded nor punished."""
    wanted: dict[str, int] = {}
    for number, skill in enumerate(gold["skills"]):
        for name in (skill["skill"], *skill["accept"]):
            wanted.setdefault(fold_name(name), number)
    return wanted, {fold_name(name) for name in gold.get("skills_ok", [])}


# --- training -------------------------------------------------------------------------------------------------------


def count_names(rows: Iterable[Row]) -> dict[str, dict[str, list[int]]]:
    """Key → set → times a skill, times none."""
    counts: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for row in rows:
        if row.label >= 0:
            counts[row.key][row.set][0 if row.label else 1] += 1
    return counts


def recall_names(counts: dict, row: Row, without: set[str]) -> list[str]:
    """Memory features from the sets that are not left out."""
    kept = [pair for name, pair in counts.get(row.key, {}).items() if name not in without]
    return describe_memory(sum(pair[0] for pair in kept), sum(pair[1] for pair in kept), new=row.new)


def fit(lists: Sequence[list[str]], labels: np.ndarray, *, strength: float, least: int, binary: bool) -> tuple:
    """Index of features and a fitted logistic regression."""
    often = Counter(feature for features in lists for feature in features)
    index = {
        feature: number for number, feature in enumerate(sorted(f for f, count in often.items() if count >= least))
    }
    solver = "liblinear" if binary else "lbfgs"
    model = LogisticRegression(C=strength, solver=solver, max_iter=200, tol=1e-3, random_state=0)
    return index, model.fit(make_matrix(lists, index), labels)


def make_matrix(lists: Sequence[list[str]], index: dict[str, int]) -> csr_matrix:
    """Features that are there, one row per list."""
    columns, ends = [], [0]
    for features in lists:
        columns += [index[feature] for feature in dict.fromkeys(features) if feature in index]
        ends.append(len(columns))
    return csr_matrix((np.ones(len(columns), dtype=np.float32), columns, ends), shape=(len(lists), len(index)))


def train_judge(rows: Sequence[Row], counts: dict, without: set[str]) -> tuple:
    """Judge from the rows of the sets that are not left out; a row does not remember its own set."""
    used = [row for row in rows if row.set not in without and row.label >= 0]
    lists = [row.features + recall_names(counts, row, without | {row.set}) for row in used]
    return fit(lists, np.array([row.label for row in used]), strength=0.2, least=3, binary=True)


def train_stance(rows: Sequence[Row], talks: Sequence[Talk], without: set[str]) -> tuple:
    """Stance classifier from the statements that gold quotes."""
    used = [row for row in rows if row.set not in without and row.label == 1 and row.shown]
    labels = np.array([STANCES.index(talks[row.interview].gold["skills"][row.gold]["stance"]) for row in used])
    return fit([row.describe() for row in used], labels, strength=0.1, least=2, binary=False)


def write_model(
    file: Path, index: dict[str, int], model: LogisticRegression, labels: Sequence[str], *, least: float
) -> None:
    """Features, weights and bias as plain arrays; weights near zero are left out."""
    weights = model.coef_.T.astype(np.float16)
    kept = [name for name, number in index.items() if np.abs(weights[number]).max() >= least]
    np.savez_compressed(
        file, features=np.array("\n".join(kept)), weights=weights[[index[name] for name in kept]],
        bias=model.intercept_.astype(np.float32), labels=np.array("\n".join(labels)),
    )  # fmt: skip


# --- leaving sets out -----------------------------------------------------------------------------------------------


def evaluate(
    rows: Sequence[Row], talks: Sequence[Talk], report: Callable[[str], None] = print, errors: str = ""
) -> None:
    """Print F1 and stance for each set with models made from the others."""
    counts = count_names(rows)
    total = np.zeros((len(THRESHOLDS), 4))
    for name in sorted({row.set for row in rows}, key=SETS.index):
        index, judge = train_judge(rows, counts, {name})
        stance_index, stance = train_stance(rows, talks, {name})
        held = [row for row in rows if row.set == name]
        lists = [row.features + recall_names(counts, row, {name}) for row in held]
        scores = judge.predict_proba(make_matrix(lists, index))[:, 1]
        chosen = choose(held, scores)
        shares = stance.predict_proba(make_matrix([row.describe() for row, _ in chosen], stance_index))
        log: list[str] = []
        figures = np.array([score(talks, name, chosen, shares.argmax(axis=1), log, least) for least in THRESHOLDS])
        if name in errors:
            report("\n".join(log))
        total += figures
        report("\n".join(f"{name:9} {least}{tell(row)}" for least, row in zip(THRESHOLDS, figures, strict=True)))
    report("\n".join(f"all       {least}{tell(row)}" for least, row in zip(THRESHOLDS, total, strict=True)))


def tell(figures: np.ndarray) -> str:
    right, wrong, missed, stance = figures
    precision, recall = right / (right + wrong), right / (right + missed)
    f1 = 2 * right / (2 * right + wrong + missed)
    return f" P {precision:.3f} R {recall:.3f} F1 {f1:.3f} stance {stance / right:.3f}"


def choose(rows: Sequence[Row], scores: np.ndarray) -> list[tuple[Row, float]]:
    """As the package does: the best candidates of each statement that do not overlap."""
    groups = defaultdict(list)
    for row, value in zip(rows, scores, strict=True):
        if value >= FLOOR:
            groups[row.interview, row.statement].append((row, value))
    chosen = []
    for group in groups.values():
        kept: list[tuple[Row, float]] = []
        for row, value in sorted(group, key=lambda pair: -pair[1]):
            if all(row.stop <= other.start or other.stop <= row.start for other, _ in kept):
                kept.append((row, value))
        chosen += kept
    return chosen


def score(
    talks: Sequence[Talk], name: str, chosen: list, stances: np.ndarray, log: list[str], least: float
) -> np.ndarray:
    """Right, invented and missed skills, right stances."""
    found: dict[int, dict[str, list]] = defaultdict(lambda: defaultdict(list))
    for (row, value), stance in zip(chosen, stances, strict=True):
        key = make_key(tuple(word.form for word in find_words(row.name)))
        found[row.interview][key].append((value, row.name, int(stance)))
    right = wrong = missed = same = 0
    for number, talk in enumerate(talks):
        if talk.set != name or not talk.found:
            continue
        left = dict(
            settle(group) for group in found[number].values() if combine_chances([one[0] for one in group]) >= least
        )
        _, allowed = gold_names(talk.gold)
        for skill in talk.gold["skills"]:
            names = {fold_name(one) for one in (skill["skill"], *skill["accept"])}
            hits = [one for one in names if one in left]
            if not hits:
                missed += 1
                log.append(f"missed {skill['skill']} | {skill['quote']}")
                continue
            right += 1
            same += STANCES[min(left[one] for one in hits)] == skill["stance"]
            left = {one: stance for one, stance in left.items() if one not in names}
        wrong += len(left.keys() - allowed)
        log += [f"invented {one}" for one in sorted(left.keys() - allowed)]
    return np.array([right, wrong, missed, same])


def settle(group: list) -> tuple[str, int]:
    best = max(group)
    return fold_name(best[1]), min(stance for value, _, stance in group if value >= min(0.4, best[0]))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("data/benchmark"))
    parser.add_argument("--output", type=Path, default=Path("infoview_analysis/language/skill_finding"))
    parser.add_argument("--evaluate", action="store_true", help="leave each set out in turn, write nothing")
    parser.add_argument("--errors", default="", help="letters of sets whose misses are listed")
    args = parser.parse_args()
    talks = [talk for name in SETS for talk in read_talks(args.data, name)]
    rows = make_rows(talks)
    if args.evaluate:
        evaluate(rows, talks, errors=args.errors)
        return 0
    counts = count_names(rows)
    write_model(args.output / "judge.npz", *train_judge(rows, counts, set()), ("skill",), least=0.02)
    write_model(args.output / "stance.npz", *train_stance(rows, talks, set()), STANCES, least=0.01)
    memory = {key: [sum(pair[n] for pair in sets.values()) for n in (0, 1)] for key, sets in sorted(counts.items())}
    seen = {key: pair for key, pair in memory.items() if pair[0]}
    (args.output / "seen.json").write_text(
        json.dumps(seen, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
