"""What the statements around a statement say about it: scores of neighbours, block, section, sign, whole note.

Advice comes in runs, and so do tasks: a line under a heading whose other lines are all advice most likely is advice.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence

import numpy as np
from numpy.typing import NDArray

from infoview_analysis.language.statements import Statement

__all__ = ["SEQUENCE_WIDTH", "sequence_features"]

Array = NDArray[np.float64]

_ABSENT = -4.0
"""Log odds that stand in where there is no neighbour."""
_OFFSETS = (-2, -1, 1, 2)
_PER_LABEL = 1 + len(_OFFSETS) + 2 + 3 * 2 + 1
SEQUENCE_WIDTH = 3
"""Figures beside those per label: sizes of the groups."""


def sequence_features(statements: Sequence[Statement], logits: Array) -> Array:
    """Figures about each statement and those around it.

    Parameters
    ----------
    statements : sequence of Statement
        Of one conversation, in order.
    logits : array of shape (statements, labels)
        Log odds by the classifier of single statements.

    Returns
    -------
    array of shape (statements, figures)
        For each label: own log odds, those of the two statements before and after, of the direct neighbours in the
        same block, mean and highest of the others in the same block, section and under the same sign, and the fourth
        highest of the note; then the sizes of section, block and note.
    """
    clipped = np.clip(logits, -7.0, 7.0)
    groups = [_group(statements, key) for key in (_block, _section, _sign)]
    columns = [_label_columns(clipped[:, label], groups) for label in range(clipped.shape[1])]
    sizes = [
        [np.log(len(group[number])) for group in (groups[1], groups[0])] + [np.log(len(statements))]
        for number in range(len(statements))
    ]
    return np.hstack([*columns, np.array(sizes).reshape(len(statements), SEQUENCE_WIDTH)])


def _block(number: int, statement: Statement) -> Hashable:
    return statement.source.line, statement.source.end_line


def _section(number: int, statement: Statement) -> Hashable:
    return statement.context.section, statement.context.lead


def _sign(number: int, statement: Statement) -> Hashable:
    return statement.context.mark or number


def _group(statements: Sequence[Statement], key: Callable[[int, Statement], Hashable]) -> list[list[int]]:
    """For each statement the numbers of those that share its key, itself included."""
    members: dict[Hashable, list[int]] = defaultdict(list)
    keys = [key(number, statement) for number, statement in enumerate(statements)]
    for number, value in enumerate(keys):
        members[value].append(number)
    return [members[value] for value in keys]


def _label_columns(scores: Array, groups: list[list[list[int]]]) -> Array:
    rows = [_row(number, scores, groups) for number in range(len(scores))]
    return np.array(rows, dtype=np.float64).reshape(len(scores), _PER_LABEL)


def _row(number: int, scores: Array, groups: list[list[list[int]]]) -> list[float]:
    blocks = groups[0]
    row = [scores[number]]
    row += [scores[number + step] if 0 <= number + step < len(scores) else _ABSENT for step in _OFFSETS]
    row += [scores[number + step] if number + step in blocks[number] else 0.0 for step in (-1, 1)]
    for group in groups:
        others = [scores[other] for other in group[number] if other != number]
        row += [float(np.mean(others)), max(others)] if others else [scores[number], _ABSENT]
    row.append(np.sort(scores)[::-1][min(3, len(scores) - 1)])
    return row
