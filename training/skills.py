"""Train the judge of skill candidates and the stance classifier on the annotated notes.

Usage: python training/skills.py --encoders BUILD [--data data/benchmark] [--output FOLDER] [--evaluate]

Writes ``judge.npz``, ``stance.npz``, ``verdict.npz``, ``blend.json`` and ``seen.json``. The judge and the stance
classifier learn from all sets; how they are joined with the encoder is learnt from those that an encoder in BUILD was
trained without (``training/encoder.py``). With ``--evaluate`` nothing is written: each of these is left out in turn,
the models are made from the others, and skills F1 and stance accuracy on the set are printed. Needs scikit-learn,
which the package does not. The sets ``e`` and ``r`` are held out and never read.
"""

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import numpy as np
from encoders import LeftOut
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from infoview_analysis.language.encoder import Encoded
from infoview_analysis.language.skill_finding.blend import Blend
from infoview_analysis.language.skill_finding.candidates import Candidate, Scene, find_candidates, read_scene
from infoview_analysis.language.skill_finding.echoes import mark_brackets
from infoview_analysis.language.skill_finding.features import describe_candidate, describe_memory, describe_scene
from infoview_analysis.language.skill_finding.memory import make_memory_key
from infoview_analysis.language.skill_finding.rows import join_rows
from infoview_analysis.language.skill_finding.verdict import (
    STANCES,
    Mention,
    Opinion,
    Verdicts,
    describe_verdicts,
    find_mentions,
)
from infoview_analysis.language.skills import combine_chances
from infoview_analysis.language.statements import find_statements
from infoview_analysis.language.vocabulary import load_vocabulary
from infoview_analysis.language.vocabulary.everyday import is_everyday
from infoview_analysis.language.vocabulary.surfaces import find_words, make_key
from infoview_analysis.reading import Reading, read_folder
from infoview_analysis.records import Interview

SETS = ("c", "d", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "examples")
FLOOR, THRESHOLDS = 0.12, (0.4, 0.44, 0.48)


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
    candidate: Candidate | None = None
    read: float = 0.0
    """Log odds by an encoder that has not seen the set."""


@dataclass(slots=True)
class Talk:
    """An interview beside its annotation."""

    set: str
    gold: dict
    found: bool
    statements: list
    scenes: list[Scene] = field(default_factory=list)
    """Of the statements, remarks of the writer marked."""
    encoded: list[Encoded] = field(default_factory=list)
    """The statements, by an encoder that has not seen the set; empty where there is none."""


def fold_name(text: object) -> str:
    """A name as the scorer compares it."""
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", str(text or "")) if not unicodedata.combining(c)
    ).casefold()
    return " ".join(re.findall(r"[a-z0-9+#]+|[^\W\d_a-z]+", plain.replace("&", " and ")))


def fold_person(text: object) -> str:
    return fold_name(re.sub(r"\b(dr|prof|professor|mr|mrs|ms|mx)\b\.?", " ", str(text or ""), flags=re.I))


# --- annotated notes → rows -----------------------------------------------------------------------------------------


def read_set(data: Path, name: str) -> list[Talk]:
    """Interviews of a benchmark set; ``notes`` are the sample notes, which are only learnt from."""
    if name == "notes":
        return read_talks(data.parent / "notes", data.parent / "notes_gold", name)
    return read_talks(data / name / "notes", data / name / "gold", name)


def read_talks(notes: Path, golds: Path, name: str) -> list[Talk]:
    """Interviews, paired with their annotation as the scorer pairs them."""
    reading = read_folder(notes)
    by_note = defaultdict(list)
    for interview in reading.interviews:
        by_note[Path(interview.source.note).name].append(interview)
    talks = []
    for file in sorted(golds.glob("*.json")):
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


def _whole_note(reading: Reading, note: str, wanted: dict) -> Interview | None:
    """All of a note as the interview that reading did not find, so that it can still be learnt from."""
    passages = tuple(passage for passage in reading.passages if Path(passage.source.note).name == note)
    if not passages:
        return None
    return Interview(
        interview_id="whole", interviewee=wanted["interviewee"] or "", passages=passages, source=passages[0].source
    )


def make_rows(talks: Sequence[Talk], left_out: LeftOut | None = None) -> list[Row]:
    """Candidates of all statements with their features and what the annotation says of them."""
    vocabulary = load_vocabulary()
    rows = []
    for number, talk in enumerate(talks):
        wanted, allowed = gold_names(talk.gold)
        marked = mark_brackets(talk.statements)
        talk.scenes = [read_scene(statement.text, statement.context, vocabulary) for statement in marked]
        if left_out and talk.set in left_out:
            talk.encoded = left_out.read(talk.set, talk.statements)
        for place, statement in enumerate(talk.statements):
            scene = read_scene(statement.text, statement.context, vocabulary)
            shared = describe_scene(scene)
            for candidate in find_candidates(scene):
                begin, end = scene.place(candidate)
                if is_everyday(scene.text, begin, end, lower=scene.lower):
                    continue
                name = fold_name(candidate.name)
                label = 1 if name in wanted else -1 if name in allowed else 0
                row = Row(
                    talk.set, number, place, candidate.start, candidate.stop, candidate.name,
                    make_memory_key(scene, candidate), candidate.source == "new",
                    [*shared, *describe_candidate(scene, candidate)], label, wanted.get(name, -1),
                )  # fmt: skip
                row.candidate = candidate
                if talk.encoded and (read := talk.encoded[place].rate_skill(begin, end)) is not None:
                    row.read = float(read[0])
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


@dataclass(slots=True)
class Item:
    """A skill of an interview with all its mentions."""

    set: str
    interview: int
    name: str
    mentions: list[Mention]
    features: list[list[str]]
    """Of each mention."""
    stance: int = -1
    shown: list[bool] = field(default_factory=list)
    """For each mention, whether the gold quote stands in its statement."""


def make_item(talk: Talk, interview: int, name: str, rows: Iterable[Row]) -> Item:
    """A skill with its mentions and those where the note-taker comes back to it."""
    spans = {(row.statement, row.start, row.stop): Mention(row.statement, row.candidate) for row in rows}
    mentions = find_mentions(name, spans.values(), talk.scenes)
    return Item(talk.set, interview, name, mentions, [mention.describe(talk.scenes) for mention in mentions])


def make_gold_items(rows: Sequence[Row], talks: Sequence[Talk]) -> list[Item]:
    """The annotated skills that have a mention."""
    groups: dict[tuple[int, int], list[Row]] = defaultdict(list)
    for row in rows:
        if row.label == 1:
            groups[row.interview, row.gold].append(row)
    items = []
    for (number, gold), group in groups.items():
        talk, skill = talks[number], talks[number].gold["skills"][gold]
        item = make_item(talk, number, skill["skill"], group)
        item.stance, quote = STANCES.index(skill["stance"]), fold_name(skill["quote"])
        texts = [fold_name(talk.statements[mention.place].text) for mention in item.mentions]
        item.shown = [quote in text or text in quote for text in texts]
        items.append(item)
    return items


def train_opinions(items: Sequence[Item], without: set[str]) -> tuple:
    """Classifier of single mentions, from the statements that gold quotes and from skills named once."""
    lists, labels = [], []
    for item in items:
        if item.set not in without:
            lone = len(item.mentions) == 1
            used = [one for one, shown in zip(item.features, item.shown, strict=True) if shown or lone]
            lists += used
            labels += [item.stance] * len(used)
    return fit(lists, np.array(labels), strength=0.03, least=2, binary=False)


def rate_rows(
    rows: Sequence[Row],
    judges: Callable[[frozenset[str]], tuple],
    counts: dict,
    names: Iterable[str],
    without: set[str],
) -> tuple[list[Row], np.ndarray]:
    """Rows of the sets named, and their log odds by judges that have not seen their sets."""
    used, scores = [], []
    for name in names:
        held = [row for row in rows if row.set == name]
        index, judge = judges(frozenset(without | {name}))
        lists = [row.features + recall_names(counts, row, without | {name}) for row in held]
        used += held
        scores.append(judge.decision_function(make_matrix(lists, index)))
    return used, np.concatenate(scores)


def fit_skill_blend(rows: Sequence[Row], scores: np.ndarray) -> tuple[float, float, float]:
    """How the log odds of judge and encoder are joined."""
    known = np.array([row.label >= 0 for row in rows])
    table = np.column_stack([scores, [row.read for row in rows]])[known]
    model = LogisticRegression(C=1.0).fit(table, [row.label for row in rows if row.label >= 0])
    return (*np.round(model.coef_[0], 4).tolist(), round(float(model.intercept_[0]), 4))


@dataclass(frozen=True, slots=True)
class Opinions:
    """What the stance classifier and the encoder make of single mentions."""

    index: dict[str, int]
    model: LogisticRegression
    blend: tuple[float, float] = (1.0, 1.0)

    def score(self, item: Item, talk: Talk) -> tuple[np.ndarray, np.ndarray]:
        """Scores of each mention by both, shape (mentions, stances)."""
        own = self.model.decision_function(make_matrix(item.features, self.index))
        read = [
            talk.encoded[one.place].rate_skill(*talk.scenes[one.place].place(one.candidate)) for one in item.mentions
        ]
        nothing = np.zeros(1 + len(STANCES))
        return own, np.array([nothing[1:] if row is None else row[1:] for row in read])

    def form(self, item: Item, talk: Talk) -> list[Opinion]:
        """The opinion of each mention."""
        own, read = self.score(item, talk)
        joined = self.blend[0] * own + self.blend[1] * read
        raised = np.exp(joined - joined.max(axis=1, keepdims=True))
        shares = raised / raised.sum(axis=1, keepdims=True)
        return [Opinion(mention, row) for mention, row in zip(item.mentions, shares, strict=True)]


def fit_stance_blend(pairs: Sequence[tuple[np.ndarray, np.ndarray]], labels: Sequence[int]) -> tuple[float, float]:
    """The weights that make the annotated stances of skills most likely, over all their mentions."""
    grid = np.arange(0.0, 1.6, 0.1)
    best, found = -np.inf, (1.0, 1.0)
    for one in grid:
        for other in grid:
            total = 0.0
            for (own, read), label in zip(pairs, labels, strict=True):
                joined = one * own + other * read
                joined = joined - joined.max(axis=1, keepdims=True)
                total += float((joined[:, label] - np.log(np.exp(joined).sum(axis=1))).max())
            if total > best:
                best, found = total, (round(float(one), 1), round(float(other), 1))
    return found


def describe_items(items: Sequence[Item], talks: Sequence[Talk], opinions: Opinions) -> np.ndarray:
    """Figures of the second step, interview by interview; items keep their order."""
    groups: dict[int, list[int]] = defaultdict(list)
    for number, item in enumerate(items):
        groups[item.interview].append(number)
    figures: dict[int, np.ndarray] = {}
    for interview, numbers in groups.items():
        formed = [opinions.form(items[number], talks[interview]) for number in numbers]
        figures.update(zip(numbers, describe_verdicts(formed, talks[interview].scenes), strict=True))
    return np.array([figures[number] for number in range(len(items))])


def train_verdicts(items: Sequence[Item], talks: Sequence[Talk], without: set[str]) -> tuple[Opinions, Verdicts]:
    """Classifier of mentions from all sets, and the second step from opinions on sets that were not learnt from."""
    used = {item.set: [] for item in items if talks[item.interview].encoded and item.set not in without}
    for item in items:
        if item.set in used:
            used[item.set].append(item)
    held_out = {name: Opinions(*train_opinions(items, without | {name})) for name in used}
    own = [item for name in used for item in used[name]]
    pairs = [held_out[item.set].score(item, talks[item.interview]) for item in own]
    blend = fit_stance_blend(pairs, [item.stance for item in own])
    table = np.concatenate([describe_items(used[name], talks, replace(held_out[name], blend=blend)) for name in used])
    centre, scale = table.mean(axis=0), table.std(axis=0) + 1e-6
    model = LogisticRegression(C=0.01, max_iter=500).fit((table - centre) / scale, [item.stance for item in own])
    weights = model.coef_.T / scale[:, None]
    verdicts = Verdicts(weights, model.intercept_ - centre @ weights)
    return Opinions(*train_opinions(items, without), blend), verdicts


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
    counts, items = count_names(rows), make_gold_items(rows, talks)
    read = [row for row in rows if talks[row.interview].encoded]
    covered = sorted({row.set for row in read})
    total = np.zeros((len(THRESHOLDS), 4))
    judges = cache(lambda without: train_judge(rows, counts, set(without)))
    for name in covered:
        others = [other for other in covered if other != name]
        blend = Blend(fit_skill_blend(*rate_rows(rows, judges, counts, others, {name})), (1.0, 1.0))
        opinions, verdicts = train_verdicts(items, talks, {name})
        held, scores = rate_rows(rows, judges, counts, [name], set())
        chances = [
            blend.join_skill(score, np.array([row.read])) for row, score in zip(held, scores.tolist(), strict=True)
        ]
        chosen = choose(held, np.array(chances))
        log: list[str] = []
        figures = []
        for least in THRESHOLDS:
            found = settle(talks, chosen, least)
            stances = verdicts.shares(describe_items(found, talks, opinions)).argmax(axis=1)
            figures.append(score(talks, name, found, stances, log if least == THRESHOLDS[1] else []))
        if name in errors:
            report("\n".join(log))
        total += np.array(figures)
        report("\n".join(f"{name:9} {least}{tell(row)}" for least, row in zip(THRESHOLDS, figures, strict=True)))
    report("\n".join(f"all       {least}{tell(row)}" for least, row in zip(THRESHOLDS, total, strict=True)))


def settle(talks: Sequence[Talk], chosen: list, least: float) -> list[Item]:
    """As the package does: the skills of each interview with their surest names and their sure mentions."""
    groups: dict[tuple[int, str], list[tuple[Row, float]]] = defaultdict(list)
    for row, value in chosen:
        groups[row.interview, make_key(tuple(word.form for word in find_words(row.name)))].append((row, value))
    items = []
    for (number, _), group in groups.items():
        if combine_chances([value for _, value in group]) >= least:
            best, top = max(group, key=lambda pair: pair[1])
            sure = [row for row, value in group if value >= min(0.4, top)]
            items.append(make_item(talks[number], number, best.name, sure))
    return items


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


def score(talks: Sequence[Talk], name: str, items: Sequence[Item], stances: np.ndarray, log: list[str]) -> np.ndarray:
    """Right, invented and missed skills, right stances."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for item, stance in zip(items, stances, strict=True):
        found[item.interview][fold_name(item.name)] = int(stance)
    right = wrong = missed = same = 0
    for number, talk in enumerate(talks):
        if talk.set != name or not talk.found:
            continue
        left = found[number]
        _, allowed = gold_names(talk.gold)
        for skill in talk.gold["skills"]:
            names = {fold_name(one) for one in (skill["skill"], *skill["accept"])}
            hits = [one for one in names if one in left]
            if not hits:
                missed += 1
                log.append(f"missed {skill['skill']} | {skill['quote']}")
                continue
            right += 1
            label = STANCES[min(left[one] for one in hits)]
            same += label == skill["stance"]
            if label != skill["stance"]:
                log.append(f"{label} for {skill['stance']}: {skill['skill']} | {skill['quote']}")
            left = {one: stance for one, stance in left.items() if one not in names}
        wrong += len(left.keys() - allowed)
        log += [f"invented {one}" for one in sorted(left.keys() - allowed)]
    return np.array([right, wrong, missed, same])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("data/benchmark"))
    parser.add_argument("--encoders", type=Path, required=True, help="folder with without-*.npz")
    parser.add_argument("--sets", default=",".join(SETS), help="sets to train on, with commas")
    parser.add_argument("--output", type=Path, default=Path("infoview_analysis/language/skill_finding"))
    parser.add_argument("--evaluate", action="store_true", help="leave each set out in turn, write nothing")
    parser.add_argument("--errors", default="", help="letters of sets whose misses are listed")
    args = parser.parse_args()
    talks = [talk for name in (*args.sets.split(","), "notes") for talk in read_set(args.data, name)]
    rows = make_rows(talks, LeftOut(args.encoders))
    if args.evaluate:
        evaluate(rows, talks, errors=args.errors)
        return 0
    counts = count_names(rows)
    write_model(args.output / "judge.npz", *train_judge(rows, counts, set()), ("skill",), least=0.02)
    covered = sorted({row.set for row in rows if talks[row.interview].encoded})
    judges = cache(lambda without: train_judge(rows, counts, set(without)))
    skill = fit_skill_blend(*rate_rows(rows, judges, counts, covered, set()))
    opinions, verdicts = train_verdicts(make_gold_items(rows, talks), talks, set())
    write_model(args.output / "stance.npz", opinions.index, opinions.model, STANCES, least=0.01)
    blend = {"skill": skill, "stance": opinions.blend}
    (args.output / "blend.json").write_text(json.dumps(blend) + "\n", encoding="utf-8")
    np.savez_compressed(
        args.output / "verdict.npz",
        weights=verdicts.weights.astype(np.float32), bias=verdicts.bias.astype(np.float32),
    )  # fmt: skip
    memory = {key: [sum(pair[n] for pair in sets.values()) for n in (0, 1)] for key, sets in sorted(counts.items())}
    seen = {key: pair for key, pair in memory.items() if pair[0]}
    (args.output / "seen.json").write_text(
        json.dumps(seen, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
