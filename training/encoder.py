"""Train the encoder: a small transformer that reads statements in their context.

    python training/encoder.py --base MINILM -o infoview_analysis/language/weights/encoder.npz
    python training/encoder.py --base MINILM -o BUILD --folds c,g,j,examples d,h,k f,i,l

``MINILM`` is the folder of all-MiniLM-L6-v2 (Apache-2.0; https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2),
with ``config.json``, ``model.safetensors`` and ``vocab.txt``. With ``--folds`` one encoder is trained for each group of
sets, on all others, and written as ``BUILD/without-<sets>.npz``: the other training scripts take the scores of
annotated notes from the one that has not seen them. Needs torch and transformers, which the package does not.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from annotated import Annotated, Marked, TaggedNote, read_annotated, read_tagged
from safetensors.torch import load_file
from statements import DIRECTIONS, SETS
from torch import nn
from torch.nn import functional
from transformers import BertConfig, BertModel

from infoview_analysis.language.classifier import LABELS
from infoview_analysis.language.encoder import TAGS
from infoview_analysis.language.encoder.windows import MARKS, Span, Window, find_windows, statement_lines
from infoview_analysis.language.encoder.wordpiece import WordPiece
from infoview_analysis.language.skill_finding.verdict import STANCES
from infoview_analysis.language.vocabulary import load_vocabulary

MORE = ("data/notes", "data/notes_gold")
COMMON = 15_000
"""Pieces of the base that are kept for being frequent; the base lists whole words by frequency."""
HIDDEN = {"skill": 160, "person": 64}
LOWERED = 0.12
"""Share of the windows that are shown without capitals."""


# --- the vocabulary -------------------------------------------------------------------------------------------------


def choose_pieces(everything: Sequence[str], texts: Iterable[str]) -> list[int]:
    """Numbers of the pieces that are kept: marks, letters, endings, frequent words, and those of the texts."""
    cutter = WordPiece({piece: number for number, piece in enumerate(everything)})
    kept = {number for text in texts for number in cutter.cut(text).ids}
    kept |= {cutter.vocabulary[piece] for piece in ("[UNK]", "[CLS]", *MARKS.values())}
    for number, piece in enumerate(everything):
        bare = piece.removeprefix("##")
        if piece.startswith("[unused") or not bare.isascii():
            continue
        if len(bare) == 1 or (piece != bare and len(bare) <= 3) or (piece == bare and number < COMMON):
            kept.add(number)
    return sorted(kept)


# --- windows with their labels --------------------------------------------------------------------------------------


@dataclass(slots=True)
class Example:
    """A window and what is to be learnt from it, as rows of numbers."""

    window: Window
    statements: list[tuple[int, int, Marked]] = field(default_factory=list)
    skills: list[tuple[int, int, int, int]] = field(default_factory=list)
    """First and last piece, whether it is a skill, number of its stance."""
    people: list[tuple[int, int, int, int]] = field(default_factory=list)
    """First and last piece, whether pointed to, whether led here."""
    tags: list[tuple[int, int]] = field(default_factory=list)
    """Piece, number of its tag."""


def make_examples(talks: Iterable[Annotated], notes: Iterable[TaggedNote], cutter: WordPiece) -> list[Example]:
    """Windows over all interviews, and over all notes."""
    examples = []
    for talk in talks:
        for window in find_windows(statement_lines(one.statement for one in talk.statements), cutter):
            pairs = [(span, talk.statements[span.line]) for span in window.spans]
            examples.append(
                Example(
                    window,
                    [(span.mark, span.end, one) for span, one in pairs],
                    [row for span, one in pairs for row in _place(span, one.skills)],
                    [row for span, one in pairs for row in _place(span, one.people)],
                )
            )
    for note in notes:
        for window in find_windows(note.lines, cutter):
            rows = [row for span in window.spans for row in _tag_pieces(span, note.tags[span.line])]
            examples.append(Example(window, tags=rows))
    return examples


def _tag_pieces(span: Span, tags: Iterable[tuple[int, int, int]]) -> Iterable[tuple[int, int]]:
    """The tag of each piece of a line."""
    for number, (first, stop) in enumerate(span.places):
        tag = next((tag for start, end, tag in tags if stop > start and first < end), 0)
        yield span.start + number, tag


def _place(span: Span, marked: Iterable[tuple[int, int, int, int]]) -> Iterable[tuple[int, int, int, int]]:
    """Characters → pieces; what was not read is left out."""
    for start, end, *labels in marked:
        numbers = [n for n, (first, stop) in enumerate(span.places) if stop > start and first < end]
        if numbers:
            yield (span.start + numbers[0], span.start + numbers[-1], *labels)  # type: ignore[misc]


# --- the network ----------------------------------------------------------------------------------------------------


class Network(nn.Module):
    """The base with its heads."""

    def __init__(self, base: Path, pieces: Sequence[int], layers: int) -> None:
        super().__init__()
        config = BertConfig.from_pretrained(
            base, attention_probs_dropout_prob=0.0, hidden_act="gelu_pytorch_tanh", attn_implementation="eager"
        )
        self.bert = BertModel(config, add_pooling_layer=False)
        self.bert.load_state_dict(load_file(base / "model.safetensors"), strict=False)
        embeddings = self.bert.embeddings
        embeddings.word_embeddings = nn.Embedding.from_pretrained(
            embeddings.word_embeddings.weight[list(pieces)].detach()
        )
        shapes = embeddings.token_type_embeddings.weight[:1].detach().repeat(4, 1)
        embeddings.token_type_embeddings = nn.Embedding.from_pretrained(shapes, freeze=False)
        self.bert.encoder.layer = self.bert.encoder.layer[:layers]
        width = config.hidden_size
        self.statement = nn.Linear(2 * width, len(LABELS) + len(DIRECTIONS) + 1)
        self.tag = nn.Linear(width, len(TAGS))
        self.heads = nn.ModuleDict(
            {
                name: nn.ModuleList([nn.Linear(3 * width, hidden), nn.Linear(hidden, size)])
                for (name, hidden), size in zip(HIDDEN.items(), (1 + len(STANCES), 2), strict=True)
            }
        )

    def encode(self, examples: Sequence[Example]) -> torch.Tensor:
        """Vectors of the pieces, shape (examples, pieces, width)."""
        longest = max(len(one.window.ids) for one in examples)
        ids, shapes, mask = (torch.zeros(len(examples), longest, dtype=torch.long) for _ in range(3))
        for row, one in enumerate(examples):
            size = len(one.window.ids)
            ids[row, :size], mask[row, :size] = torch.tensor(one.window.ids), 1
            if random.random() >= LOWERED:
                shapes[row, :size] = torch.tensor(one.window.shapes)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            found = self.bert(input_ids=ids, attention_mask=mask, token_type_ids=shapes).last_hidden_state
        return found.float()

    def judge_statements(self, vectors: torch.Tensor, where: torch.Tensor) -> torch.Tensor:
        """Scores of statements at (example, mark, end)."""
        row, mark, end = where.T
        sums = functional.pad(vectors.cumsum(1), (0, 0, 1, 0))
        mean = (sums[row, end] - sums[row, mark]) / (end - mark).unsqueeze(1)
        return self.statement(self._drop(torch.cat([vectors[row, mark], mean], 1)))

    def judge_spans(self, head: str, vectors: torch.Tensor, where: torch.Tensor) -> torch.Tensor:
        """Scores of spans at (example, first, last)."""
        row, first, last = where.T
        sums = functional.pad(vectors.cumsum(1), (0, 0, 1, 0))
        mean = (sums[row, last + 1] - sums[row, first]) / (last + 1 - first).unsqueeze(1)
        inner, outer = self.heads[head]
        figures = self._drop(torch.cat([vectors[row, first], vectors[row, last], mean], 1))
        return outer(functional.gelu(inner(figures), approximate="tanh"))

    def _drop(self, figures: torch.Tensor) -> torch.Tensor:
        return functional.dropout(figures, 0.1, self.training)


def find_loss(network: Network, examples: Sequence[Example]) -> torch.Tensor:
    """Sum of the losses of all heads; each is divided by about the number of its rows in a batch."""
    vectors = network.encode(examples)
    total = vectors.new_zeros(())
    rows = [(number, *row) for number, one in enumerate(examples) for row in one.statements]
    if rows:
        scores = network.judge_statements(vectors, torch.tensor([row[:3] for row in rows]))
        total = total + _statement_loss(scores, [row[3] for row in rows])
    for head, scale in (("skill", 60), ("person", 20)):
        spans = [(number, *row) for number, one in enumerate(examples) for row in getattr(one, _SPANS[head])]
        if spans:
            table = torch.tensor(spans)
            scores = network.judge_spans(head, vectors, table[:, :3])
            total = total + _SPAN_LOSS[head](scores, table[:, 3:]) / scale
    tags = [(number, *row) for number, one in enumerate(examples) for row in one.tags]
    if tags:
        row, piece, tag = torch.tensor(tags).T
        scores = network.tag(network._drop(vectors[row, piece]))
        total = total + functional.cross_entropy(scores, tag, reduction="sum") / 250
    return total


def _statement_loss(scores: torch.Tensor, marked: Sequence[Marked]) -> torch.Tensor:
    kinds = torch.tensor([one.kinds for one in marked])
    weights = torch.tensor([one.weights for one in marked]) * (kinds >= 0)
    size = len(LABELS)
    loss = (_binary(scores[:, :size], kinds.clamp(min=0)) * weights).sum()
    directions = torch.tensor([one.direction for one in marked])
    loss = loss + _choice(scores[:, size : size + len(DIRECTIONS)], directions)
    avoid = torch.tensor([one.avoid for one in marked])
    loss = loss + _binary(scores[avoid >= 0, -1], avoid[avoid >= 0]).sum()
    return loss / 60


def _skill_loss(scores: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    known = labels[:, 0] >= 0
    return _binary(scores[known, 0], labels[known, 0]).sum() + 1.5 * _choice(scores[:, 1:], labels[:, 1])


def _person_loss(scores: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    return _binary(scores, labels).sum()


def _binary(scores: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    return functional.binary_cross_entropy_with_logits(scores, labels.float(), reduction="none")


def _choice(scores: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    known = labels >= 0
    if not known.any():
        return scores.new_zeros(())
    return functional.cross_entropy(scores[known], labels[known], reduction="sum")


_SPANS = {"skill": "skills", "person": "people"}
_SPAN_LOSS = {"skill": _skill_loss, "person": _person_loss}


# --- training -------------------------------------------------------------------------------------------------------


def train(network: Network, examples: Sequence[Example], options: argparse.Namespace) -> None:
    """Train by AdamW with a rate that rises and falls."""
    heads = [weight for name, weight in network.named_parameters() if not name.startswith("bert.")]
    body = [weight for weight in network.bert.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": options.rate}, {"params": heads, "lr": 1e-3}], weight_decay=0.01
    )
    steps = max(1, int(options.epochs * len(examples) / options.batch))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (0.06 * steps)) * max(0.02, 1 - step / steps)
    )
    network.train()
    start, queue, mean = time.monotonic(), [], 0.0
    for step in range(steps):
        if len(queue) < options.batch:
            queue += random.sample(examples, len(examples))
        loss = find_loss(network, [queue.pop() for _ in range(options.batch)])
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_([*body, *heads], 1.0)
        optimizer.step()
        schedule.step()
        mean += (loss.item() - mean) * max(0.02, 1 / (step + 1))
        if step % 100 == 99:
            print(f"step {step + 1} of {steps}, loss {mean:.3f}, {time.monotonic() - start:.0f} s", flush=True)


def write_weights(path: Path, network: Network, pieces: Sequence[str]) -> None:
    """Matrices as 8-bit numbers with a scale per column, everything else as 16-bit numbers."""
    arrays: dict[str, np.ndarray] = {"pieces": np.frombuffer("\n".join(pieces).encode(), dtype=np.uint8)}
    for name, array in name_weights(network).items():
        if array.ndim == 2 and array.size > 10_000:
            axis = 1 if name in ("words", "positions") else 0
            scale = (np.abs(array).max(axis=axis, keepdims=True) / 127).astype(np.float16)
            arrays[f"{name}.scale"] = scale
            arrays[name] = np.round(array / scale.astype(np.float32)).clip(-127, 127).astype(np.int8)
        else:
            arrays[name] = array.astype(np.float16)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **arrays)
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")


def name_weights(network: Network) -> dict[str, np.ndarray]:
    """Weights under the names and in the shapes of ``infoview_analysis.language.encoder``."""
    embeddings = network.bert.embeddings
    named: dict[str, torch.Tensor] = {
        "words": embeddings.word_embeddings.weight, "positions": embeddings.position_embeddings.weight[:320],
        "shapes": embeddings.token_type_embeddings.weight, "norm.weight": embeddings.LayerNorm.weight,
        "norm.bias": embeddings.LayerNorm.bias,
    }  # fmt: skip
    linear: dict[str, nn.Linear] = {"statement": network.statement, "tag": network.tag}
    for name, (inner, outer) in network.heads.items():
        linear |= {f"{name}.in": inner, f"{name}.out": outer}  # who led there was learnt beside, but is not used
    for number, layer in enumerate(network.bert.encoder.layer):
        own, out = layer.attention.self, layer.attention.output
        parts = {
            "query": own.query, "key": own.key, "value": own.value, "out": out.dense,
            "wide": layer.intermediate.dense, "narrow": layer.output.dense,
        }  # fmt: skip
        linear |= {f"{number}.{part}": module for part, module in parts.items()}
        for part, norm in (("norm1", out.LayerNorm), ("norm2", layer.output.LayerNorm)):
            named |= {f"{number}.{part}.weight": norm.weight, f"{number}.{part}.bias": norm.bias}
    for name, module in linear.items():
        named |= {name: module.weight.T, f"{name}.bias": module.bias}
    return {name: weight.detach().numpy() for name, weight in named.items()}


# --- the command ----------------------------------------------------------------------------------------------------


def parse_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--data", type=Path, default=Path("data/benchmark"), help="folder of sets")
    parser.add_argument("--sets", default=SETS, help="sets to train on, with commas")
    parser.add_argument("--folds", nargs="+", help="groups of sets, each left out once")
    parser.add_argument("-o", "--output", type=Path, required=True, help="file to write; a folder with --folds")
    parser.add_argument("--start", type=Path, help="weights (.pt) of an encoder to go on with")
    parser.add_argument("--layers", type=int, default=4, help="layers of the base that are kept, the lowest ones")
    parser.add_argument("--epochs", type=float, default=5)
    parser.add_argument("--batch", type=int, default=6, help="windows in a step")
    parser.add_argument("--rate", type=float, default=1e-4, help="highest learning rate of the base")
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


def main() -> None:
    """Train one encoder, or one per fold."""
    options = parse_arguments()
    folders = [(options.data / name / "notes", options.data / name / "gold", name) for name in options.sets.split(",")]
    folders.append((Path(MORE[0]), Path(MORE[1]), "notes"))
    talks = [talk for folder in folders for talk in read_annotated(*folder)]
    notes = [note for folder in folders for note in read_tagged(*folder)]
    everything = (options.base / "vocab.txt").read_text(encoding="utf-8").splitlines()
    names = [form for entry in load_vocabulary().entries for form in (entry.name, *entry.aliases)]
    lines = [line.text for note in notes for line in note.lines]
    kept = choose_pieces(everything, [*lines, *names])
    pieces = [everything[number] for number in kept]
    cutter = WordPiece({piece: number for number, piece in enumerate(pieces)})
    print(f"{len(talks)} interviews, {len(pieces)} pieces", flush=True)
    for fold in options.folds or [""]:
        random.seed(options.seed)
        torch.manual_seed(options.seed)
        left_out = fold.split(",")
        examples = make_examples(
            [talk for talk in talks if talk.set not in left_out], [note for note in notes if note.set not in left_out],
            cutter,
        )  # fmt: skip
        print(f"{len(examples)} windows without {fold or 'nothing'}", flush=True)
        network = Network(options.base, kept, options.layers)
        if options.start:
            network.load_state_dict(torch.load(options.start, weights_only=True))
        train(network, examples, options)
        path = options.output / f"without-{fold.replace(',', '-')}.npz" if options.folds else options.output
        write_weights(path, network, pieces)
        torch.save(network.state_dict(), path.with_suffix(".pt"))


if __name__ == "__main__":
    main()
