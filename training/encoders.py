"""Encoders that have not seen the notes they read, for training what comes after them."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

from infoview_analysis.language.encoder import Encoded, Encoder, read_encoder
from infoview_analysis.language.statements import Statement

__all__ = ["LeftOut"]


class LeftOut:
    """The encoders that ``training/encoder.py --folds`` wrote: ``without-<set>-<set>.npz`` reads these sets.

    What was read is kept beside them, for reading takes longer than training.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._paths = {
            name: path
            for path in sorted(folder.glob("without-*.npz"))
            for name in path.stem.removeprefix("without-").split("-")
        }

    def __contains__(self, name: str) -> bool:
        """True for a set that an encoder has not seen."""
        return name in self._paths

    def find(self, name: str) -> Path:
        """Weights of the encoder that has not seen a set."""
        return self._paths[name]

    def read(self, name: str, statements: Sequence[Statement]) -> list[Encoded]:
        """Statements of an interview of a set, by the encoder that was trained without it."""
        path = self.find(name)
        encoder = self._load(path)
        told = repr([(one.text, one.context) for one in statements]) + str(path.stat().st_mtime_ns)
        kept = self.folder / "read" / f"{sha256(told.encode()).hexdigest()}.pickle"
        if kept.is_file():  # our own file, written below
            return [Encoded(*parts, encoder.heads) for parts in pickle.loads(kept.read_bytes())]
        found = encoder.read(statements)
        kept.parent.mkdir(exist_ok=True)
        kept.write_bytes(pickle.dumps([(one.scores, one.vectors, one.places) for one in found]))
        return found

    @cache  # noqa: B019 (a few, kept for the whole training)
    def _load(self, path: Path) -> Encoder:
        return read_encoder(path)
