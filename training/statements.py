"""Train the statement classifier: trend, advice, follow-up; direction; polarity.

    python training/statements.py data/benchmark --encoders BUILD --evaluate
    python training/statements.py data/benchmark --encoders BUILD --more data/notes data/notes_gold \\
        -o infoview_analysis/language/weights/statements.npz

The data folder holds sets, each with ``notes/`` and ``gold/`` as ``data/benchmark/GUIDELINES.md`` says. A statement is
a positive example of a kind when its words meet a gold quote, none where it meets an optional one only. Statements that
merely continue a quote (its second sentence, ...) weigh less, for finding the first is enough.

The first step is a logistic regression over the features of a statement, the second one over what the first and the
encoder say of it and of the statements around it. For the second step both kinds of scores come from sets that were
not trained on, so it is trained on the sets that an encoder in BUILD was trained without (``training/encoder.py``).
``--evaluate`` leaves each of these out of all steps in turn and scores as the scorer of the guidelines does, note by
note: it needs no interviews to be told apart. Needs scikit-learn, which the package itself does not.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
from encoders import LeftOut
from scipy import sparse
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from spacy.language import Language

from infoview_analysis.language import load_pipeline
from infoview_analysis.language.classifier import DETAILS, LABELS, join_scores
from infoview_analysis.language.encoder import Encoded
from infoview_analysis.language.features import find_features
from infoview_analysis.language.pipeline import tag_statements
from infoview_analysis.language.sequence import sequence_features
from infoview_analysis.language.statements import Statement, find_statements
from infoview_analysis.reading import read_folder
from infoview_analysis.records import Interview, Passage

TABLES = {"trend": "trends", "advice": "advice", "follow_up": "follow_ups"}
SETS = "c,d,f,g,h,i,j,k,l,m,n,o,p,q,examples"  # sets e and r are held out
SEED = 0
DIRECTIONS = tuple(name.split(":")[1] for name in DETAILS if name.startswith("direction"))
CONTINUED = 0.3
"""Weight of a statement that only goes on with a quote."""


# --- the scorer's idea of meeting, see eval/score.py ----------------------------------------------------------------


def fold_words(text: str) -> list[str]:
    """Words as the scorer compares them."""
    text = re.sub(r"\[\[([^\]|]*\|)?([^\]]*)\]\]", r"\2", text)
    text = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold().replace("&", " and ")
    return re.findall(r"[a-z0-9+#]+|[^\W\d_a-z]+", text)


def meets(one: list[str], other: list[str]) -> bool:
    """True where one holds the other or they share six words in ten."""
    if not one or not other:
        return False
    a, b = f" {' '.join(one)} ", f" {' '.join(other)} "
    if min(len(one), len(other)) >= 2 and (a in b or b in a):
        return True
    shared = sum((Counter(one) & Counter(other)).values())
    return 2 * shared / (len(one) + len(other)) >= 0.6


# --- data -----------------------------------------------------------------------------------------------------------


@dataclass
class Note:
    """A note with its statements, what they are, and the gold quotes."""

    set: str
    name: str
    statements: list[Statement]
    labels: np.ndarray
    """(statements, LABELS): 1 yes, 0 no, -1 either way."""
    weights: np.ndarray
    """(statements, LABELS)"""
    details: list[dict[str, str]]
    """Per statement: ``direction``, ``polarity`` of the gold item it meets."""
    gold: dict[str, list[set[int]]] = field(default_factory=dict)
    """Per label, for each required quote: numbers of the statements that meet it."""
    shorter: dict[str, set[int]] = field(default_factory=dict)
    """Per label: statements that are a part of a required quote."""
    optional: dict[str, set[int]] = field(default_factory=dict)
    """Per label: statements that meet an optional quote."""
    encoded: list[Encoded] = field(default_factory=list)
    """Of the statements, by an encoder that has not seen the set; empty where there is none."""


def load_set(folder: Path, left_out: LeftOut, *, notes: str = "notes", gold: str = "gold") -> list[Note]:
    """Notes of a set that hold an interview."""
    by_note: dict[str, list[Passage]] = {}
    for passage in read_folder(folder / notes).passages:
        by_note.setdefault(passage.source.note, []).append(passage)
    found = []
    for path in sorted((folder / gold).glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        passages = next((p for name, p in by_note.items() if Path(name).name == Path(record["note"]).name), None)
        if passages and record["interviews"]:
            found.append(_label(folder.name, record, _one_interview(record, passages)))
            if folder.name in left_out:
                found[-1].encoded = left_out.read(folder.name, found[-1].statements)
    return found


def _one_interview(record: dict, passages: list[Passage]) -> Interview:
    """All passages of a note as one conversation, whatever interviews reading found in it."""
    distinct = {(passage.source.line, passage.text): passage for passage in passages}
    first = record["interviews"][0]
    return Interview(
        interview_id=record["note"], interviewee=first["interviewee"] or "", date=first["date"] or "",
        referred_by=first["referred_by"] or "", passages=tuple(distinct.values()), source=passages[0].source,
    )  # fmt: skip


@cache
def cached_pipeline() -> Language:
    """The bundled pipeline, loaded once."""
    return load_pipeline()


def _label(set_name: str, record: dict, interview: Interview) -> Note:
    statements = tag_statements(find_statements(interview), cached_pipeline())
    words = [fold_words(statement.text) for statement in statements]
    shape = (len(statements), len(LABELS))
    note = Note(
        set_name, record["note"], statements, np.zeros(shape, dtype=int), np.ones(shape), [{} for _ in statements]
    )
    for column, label in enumerate(LABELS):
        note.gold[label], note.shorter[label], note.optional[label] = [], set(), set()
        for item in sorted(list_items(record, label), key=lambda item: not item.get("optional")):
            quote = fold_words(item["quote"])
            met = [number for number, own in enumerate(words) if meets(own, quote)]
            _mark(note, column, label, item, met, {n for n in met if len(words[n]) < len(quote)})
    return note


def list_items(record: dict, label: str) -> list[dict]:
    """Items of a kind of all interviews of a note, each once."""
    items = (item for talk in record["interviews"] for item in talk[TABLES[label]])
    return list({json.dumps(item, sort_keys=True): item for item in items}.values())


def _mark(note: Note, column: int, label: str, item: dict, met: list[int], shorter: set[int]) -> None:
    if item.get("optional"):
        note.optional[label] |= set(met)
        note.labels[met, column] = -1
    else:
        note.gold[label].append(set(met))
        note.shorter[label] |= shorter
        note.labels[met, column] = 1
        note.weights[met[1:], column] = CONTINUED
    for number in met:
        note.details[number].update({key: item[key] for key in ("direction", "polarity") if item.get(key)})


# --- scoring --------------------------------------------------------------------------------------------------------


def count_hits(note: Note, label: str, scores: np.ndarray, threshold: float) -> np.ndarray:
    """Hits, inventions, misses of a note, as the scorer counts."""
    free = [number for number, score in enumerate(scores) if score > threshold]
    hits = 0
    for quote in note.gold[label]:
        met = next((number for number in free if number in quote), None)
        if met is not None:
            free.remove(met)
            hits += 1
    invented = sum(number not in note.shorter[label] and number not in note.optional[label] for number in free)
    return np.array([hits, invented, len(note.gold[label]) - hits])


def f1(counts: np.ndarray) -> float:
    """F1 of hits, inventions, misses."""
    return float(2 * counts[0] / max(1, 2 * counts[0] + counts[1] + counts[2]))


def best_threshold(notes: Sequence[Note], label: str, scores: Sequence[np.ndarray]) -> float:
    """Threshold with the highest F1, the middle of the best stretch."""
    grid = np.arange(-3.0, 2.0, 0.1)
    values = [
        f1(np.sum([count_hits(n, label, s, t) for n, s in zip(notes, scores, strict=True)], axis=0)) for t in grid
    ]
    smooth = np.convolve(np.pad(values, 2, mode="edge"), np.ones(5) / 5, mode="valid")
    return float(grid[int(np.argmax(smooth))])


# --- first step -----------------------------------------------------------------------------------------------------


class Features:
    """Features of all notes as one sparse matrix."""

    def __init__(self, notes: Sequence[Note], *, least: int = 2) -> None:
        dicts = [find_features(s.text, s.context) for note in notes for s in note.statements]
        vectorizer = DictVectorizer(dtype=np.float32)
        matrix = _narrow(vectorizer.fit_transform(dicts))
        seen = np.asarray((matrix > 0).sum(axis=0)).ravel() >= least
        self.matrix = _narrow(matrix[:, seen])
        self.names = [str(name) for name in np.array(vectorizer.get_feature_names_out())[seen]]
        self.fitted: dict[bytes, np.ndarray] = {}
        self.owner = np.repeat(np.arange(len(notes)), [len(note.statements) for note in notes])


def _narrow(matrix: sparse.spmatrix) -> sparse.csr_matrix:
    """The same matrix with 32-bit indices, which scikit-learn insists on."""
    result = sparse.csr_matrix(matrix)
    result.indices, result.indptr = result.indices.astype("int32"), result.indptr.astype("int32")
    return result


def fit(
    matrix: sparse.csr_matrix, labels: np.ndarray, weights: np.ndarray, strength: float
) -> tuple[np.ndarray, float]:
    """Weights and bias of a logistic regression."""
    model = LogisticRegression(C=strength, solver="liblinear", max_iter=300, random_state=SEED)
    model.fit(matrix, labels, sample_weight=weights)
    return model.coef_[0], float(model.intercept_[0])


def fit_first(features: Features, notes: Sequence[Note], chosen: np.ndarray, options: argparse.Namespace) -> np.ndarray:
    """(features + 1, LABELS + DETAILS): weights of the first step, from the chosen notes; kept, for it takes long."""
    if (kept := features.fitted.get(chosen.tobytes())) is not None:
        return kept
    rows = chosen[features.owner]
    labels, weights = np.vstack([n.labels for n in notes]), np.vstack([n.weights for n in notes])
    columns = []
    for column in range(len(LABELS)):
        used = rows & (labels[:, column] >= 0)
        coefficients, bias = fit(features.matrix[used], labels[used, column], weights[used, column], options.first)
        columns.append(np.append(coefficients, bias))
    fitted = np.hstack([np.array(columns).T, fit_details(features, notes, chosen, options.detail)])
    features.fitted[chosen.tobytes()] = fitted
    return fitted


def apply_first(features: Features, weights: np.ndarray, notes: Sequence[Note]) -> list[np.ndarray]:
    """Log odds per note."""
    logits = features.matrix @ weights[:-1] + weights[-1]
    return [logits[features.owner == number] for number in range(len(notes))]


# --- second step ----------------------------------------------------------------------------------------------------


@dataclass
class Second:
    """Weights of the second step."""

    centre: np.ndarray
    scale: np.ndarray
    weights: np.ndarray

    def apply(self, figures: np.ndarray) -> np.ndarray:
        """Log odds, 0 where F1 is best."""
        return ((figures - self.centre) / self.scale) @ self.weights[:-1] + self.weights[-1]


def fit_second(notes: Sequence[Note], kinds: Sequence[np.ndarray], strength: float) -> Second:
    """Second step from notes whose first-step and encoder scores come from other sets."""
    figures = [sequence_features(note.statements, scores) for note, scores in zip(notes, kinds, strict=True)]
    table, labels, weights = (
        np.vstack(figures),
        np.vstack([n.labels for n in notes]),
        np.vstack([n.weights for n in notes]),
    )
    centre, scale = table.mean(axis=0), table.std(axis=0) + 1e-6
    columns = []
    for column, label in enumerate(LABELS):
        used = labels[:, column] >= 0
        coefficients, bias = fit((table[used] - centre) / scale, labels[used, column], weights[used, column], strength)
        scores = [((f - centre) / scale) @ coefficients + bias for f in figures]
        columns.append(np.append(coefficients, bias - best_threshold(notes, label, scores)))
    return Second(centre, scale, np.array(columns).T)


def train(
    features: Features, notes: Sequence[Note], chosen: np.ndarray, options: argparse.Namespace
) -> tuple[np.ndarray, Second, np.ndarray]:
    """All steps from the chosen notes; those after the first from the ones that an encoder has not seen."""
    sets = np.array([note.set for note in notes])
    used, joined = [], []
    for name in sorted({note.set for note, keep in zip(notes, chosen, strict=True) if keep and note.encoded}):
        weights = fit_first(features, notes, chosen & (sets != name), options)
        for note, scores in zip(notes, apply_first(features, weights, notes), strict=True):
            if note.set == name:
                used.append(note)
                joined.append(join_scores(scores, note.encoded))
    second = fit_second(used, [kinds for kinds, _ in joined], options.second)
    details = join_details(used, [details for _, details in joined])
    return fit_first(features, notes, chosen, options), second, details


# --- details --------------------------------------------------------------------------------------------------------


def _own_features(names: Iterable[str]) -> np.ndarray:
    """Features of the words themselves, which alone say direction and polarity."""
    return np.array([name.startswith(("w:", "v:", "c:", "cue ", "first=")) for name in names])


def fit_details(features: Features, notes: Sequence[Note], chosen: np.ndarray, strength: float) -> np.ndarray:
    """(features + 1, DETAILS): one against the others."""
    details = [entry for note in notes for entry in note.details]
    rows, own = chosen[features.owner], _own_features(features.names)
    columns = []
    for name in DETAILS:
        key, value = name.split(":")
        used = rows & np.array([key in entry for entry in details])
        labels = np.array([entry.get(key) == value for entry in details])[used].astype(int)
        column = np.zeros(len(features.names) + 1)
        coefficients, column[-1] = fit(_narrow(features.matrix[used][:, own]), labels, np.ones(len(labels)), strength)
        column[:-1][own] = coefficients
        columns.append(column)
    return np.array(columns).T


def join_details(notes: Sequence[Note], scores: Sequence[np.ndarray]) -> np.ndarray:
    """(2 * DETAILS + 1, DETAILS): how both log odds of the details are joined."""
    details, table = [entry for note in notes for entry in note.details], np.vstack(scores)
    joined = np.zeros((2 * len(DETAILS) + 1, len(DETAILS)))
    names = [name.split(":") for name in DETAILS]
    for key in ("direction", "polarity"):
        own = [column for column, (kind, _) in enumerate(names) if kind == key]
        inputs = [*own, *(column + len(DETAILS) for column in own)]
        rows = np.array([key in entry for entry in details])
        values = [entry[key] for entry in details if key in entry]
        model = LogisticRegression(C=0.1, max_iter=1000).fit(table[rows][:, inputs], values)
        for column in own:
            sign = list(model.classes_).index(names[column][1])
            weights = model.coef_ if len(model.classes_) > 2 else np.vstack([-model.coef_, model.coef_])
            bias = model.intercept_ if len(model.classes_) > 2 else np.append(-model.intercept_, model.intercept_)
            joined[inputs, column], joined[-1, column] = weights[sign], bias[sign]
    return joined


def count_details(note: Note, scores: np.ndarray) -> Counter[str]:
    """Right and asked, for direction and polarity."""
    counts: Counter[str] = Counter()
    for entry, row in zip(note.details, scores, strict=True):
        said = {"direction": DIRECTIONS[int(np.argmax(row[:-1]))], "polarity": "avoid" if row[-1] > 0 else "do"}
        for key in said.keys() & entry.keys():
            counts[key] += said[key] == entry[key]
            counts[f"{key} asked"] += 1
    return counts


# --- the command ----------------------------------------------------------------------------------------------------


def evaluate(features: Features, notes: Sequence[Note], options: argparse.Namespace) -> None:
    """Leave each set that an encoder has not seen out in turn; print F1 per kind and set, shares right of details."""
    sets = np.array([note.set for note in notes])
    counts: dict[str, dict[str, np.ndarray]] = {label: {} for label in LABELS}
    told: Counter[str] = Counter()
    for name in sorted({note.set for note in notes if note.encoded}):
        first, second, joined = train(features, notes, sets != name, options)
        for note, alone in zip(notes, apply_first(features, first, notes), strict=True):
            if note.set != name:
                continue
            kinds, details = join_scores(alone, note.encoded)
            told += count_details(note, details @ joined[:-1] + joined[-1])
            scores = second.apply(sequence_features(note.statements, kinds))
            for column, label in enumerate(LABELS):
                found = count_hits(note, label, scores[:, column], 0.0)
                counts[label][name] = counts[label].get(name, np.zeros(3)) + found
    for label, per_set in counts.items():
        total = np.sum(list(per_set.values()), axis=0)
        precision, recall = total[0] / max(1, total[0] + total[1]), total[0] / max(1, total[0] + total[2])
        print(
            f"{label:10} F1 {f1(total):.3f}  P {precision:.3f}  R {recall:.3f}  n {int(total[0] + total[2])}  ",
            "  ".join(f"{s} {f1(c):.2f}" for s, c in per_set.items()),
            flush=True,
        )
    print("  ".join(f"{d} {told[d] / max(1, told[f'{d} asked']):.3f}" for d in ("direction", "polarity")))


def write_weights(
    path: Path, features: Features, table: np.ndarray, second: Second, details: np.ndarray, least: float
) -> None:
    """Store the weights as plain numbers; features that weigh next to nothing are left out."""
    strong = np.abs(table[:-1]).max(axis=1) >= least
    at_bias = features.names.index("bias")
    table[at_bias] += table[-1] / 0.5  # the feature "bias" has the value 0.5 everywhere
    strong[at_bias] = True
    names = "\n".join(name for name, keep in zip(features.names, strong, strict=True) if keep)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        path, names=np.frombuffer(names.encode(), dtype=np.uint8), weights=table[:-1][strong].astype(np.float16),
        centre=second.centre.astype(np.float32), scale=second.scale.astype(np.float32),
        second=second.weights.astype(np.float32), details=details.astype(np.float32),
    )  # fmt: skip
    print(f"{path}: {int(strong.sum())} features, {path.stat().st_size / 1000:.0f} kB")


def make_parser() -> argparse.ArgumentParser:
    """Options of the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder of sets")
    parser.add_argument("--sets", default=SETS, help="sets to train on, with commas")
    parser.add_argument(
        "--more", nargs=2, metavar=("NOTES", "GOLD"), help="a further folder of notes and its gold, to train on only"
    )
    parser.add_argument("--encoders", type=Path, required=True, help="folder with without-*.npz")
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--evaluate", action="store_true", help="leave whole sets out")
    parser.add_argument("--first", type=float, default=4.0, help="C of the first step")
    parser.add_argument("--second", type=float, default=0.05, help="C of the second step")
    parser.add_argument("--detail", type=float, default=4.0, help="C for direction and polarity")
    return parser


def load_notes(options: argparse.Namespace) -> list[Note]:
    """Notes of the sets, and of the further folder."""
    left_out = LeftOut(options.encoders)
    notes = [note for name in options.sets.split(",") for note in load_set(options.data / name, left_out)]
    if options.more:
        base, (folder, gold) = Path(options.more[0]).parent, (Path(one).name for one in options.more)
        notes += load_set(base, left_out, notes=folder, gold=gold)
    return notes


def main() -> None:
    """Train, and evaluate or write."""
    options = make_parser().parse_args()
    notes = load_notes(options)
    features = Features(notes)
    print(f"{len(notes)} notes, {features.matrix.shape[0]} statements, {features.matrix.shape[1]} features", flush=True)
    if options.evaluate:
        evaluate(features, notes, options)
    if options.output:
        write_weights(options.output, features, *train(features, notes, np.ones(len(notes), dtype=bool), options), 0.02)


if __name__ == "__main__":
    main()
