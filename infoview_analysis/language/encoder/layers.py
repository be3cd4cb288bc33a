"""The layers of the encoder: a small BERT, forward only.

Architecture after Devlin et al. (2019), *BERT: Pre-training of Deep Bidirectional Transformers*,
https://aclanthology.org/N19-1423, with the approximation of GELU by tanh (Hendrycks and Gimpel 2016,
https://arxiv.org/abs/1606.08415). Everything is 32-bit numbers in arrays of shape (pieces, width).
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

__all__ = ["Layers", "gelu"]

Array = NDArray[np.float32]

_HEADS = 12
_TINY = 1e-12


class Layers:
    """Embeddings and layers with their weights.

    Parameters
    ----------
    weights : mapping of str to array
        ``words``, ``positions``, ``shapes`` (rows to look up), ``norm.weight``, ``norm.bias``, and for each layer ``n``
        ``n.query``, ``n.key``, ``n.value``, ``n.out``, ``n.wide``, ``n.narrow`` (inputs, outputs), the same with
        ``.bias``, ``n.norm1`` and ``n.norm2`` with ``.weight`` and ``.bias``.
    """

    def __init__(self, weights: Mapping[str, Array]) -> None:
        self.weights = weights
        self.depth = 1 + max(int(name.split(".")[0]) for name in weights if name[0].isdigit())

    def encode(self, ids: list[int], shapes: list[int]) -> Array:
        """Vectors of the pieces of a window, shape (pieces, width)."""
        weights = self.weights
        vectors = weights["words"][ids] + weights["positions"][: len(ids)] + weights["shapes"][shapes]
        vectors = self._normalize(vectors, "norm")
        for layer in range(self.depth):
            vectors = self._normalize(vectors + self._attend(vectors, layer), f"{layer}.norm1")
            wide = gelu(self._apply(vectors, f"{layer}.wide"))
            vectors = self._normalize(vectors + self._apply(wide, f"{layer}.narrow"), f"{layer}.norm2")
        return vectors

    def _apply(self, vectors: Array, name: str) -> Array:
        result: Array = vectors @ self.weights[name]
        result += self.weights[f"{name}.bias"]
        return result

    def _attend(self, vectors: Array, layer: int) -> Array:
        size, width = vectors.shape
        query, key, value = (
            self._apply(vectors, f"{layer}.{name}").reshape(size, _HEADS, -1).transpose(1, 0, 2)
            for name in ("query", "key", "value")
        )
        # In place: arrays of this size are slower to make than to compute.
        scores: Array = query @ key.transpose(0, 2, 1)
        scores /= np.float32(np.sqrt(width / _HEADS))
        scores -= scores.max(axis=-1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=-1, keepdims=True)
        return self._apply((scores @ value).transpose(1, 0, 2).reshape(size, width), f"{layer}.out")

    def _normalize(self, vectors: Array, name: str) -> Array:
        result: Array = vectors - vectors.mean(axis=-1, keepdims=True)
        spread = np.sqrt((result * result).mean(axis=-1, keepdims=True) + np.float32(_TINY))
        result /= spread
        result *= self.weights[f"{name}.weight"]
        result += self.weights[f"{name}.bias"]
        return result


def gelu(values: Array) -> Array:
    """Gaussian error linear unit, by tanh.

    >>> gelu(np.array([-1.0, 0.0, 1.0], dtype=np.float32)).round(3).tolist()
    [-0.1589999943971634, 0.0, 0.8410000205039978]
    """
    inner = np.float32(0.044715) * values
    inner *= values
    inner *= values
    inner += values
    inner *= np.float32(0.7978845608)
    np.tanh(inner, out=inner)
    inner += 1
    result: Array = np.float32(0.5) * values
    result *= inner
    return result
