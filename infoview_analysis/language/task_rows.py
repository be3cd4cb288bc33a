"""Tables of to-dos: which cell says what to do, until when, and whether it is done."""

from dataclasses import dataclass
from functools import lru_cache

from infoview_analysis.language.cues import load_phrases
from infoview_analysis.reading.lexicon import fold
from infoview_analysis.reading.topics import find_topic

__all__ = ["TaskRow", "is_task_header", "read_task_row"]

_MARKS_DONE = "✓✔✅☑"


@dataclass(frozen=True, slots=True)
class TaskRow:
    """What a row of a table of to-dos says."""

    action: int
    """Number of the cell that says what to do."""
    due: str
    """Words of the cells that say until when."""
    task: str
    """``x`` where it is done, else a blank, as in a check box."""


def read_task_row(header: tuple[str, ...], cells: tuple[str, ...]) -> TaskRow | None:
    """What a row of a table of to-dos says; None where the header tells of another kind of table.

    Examples
    --------
    >>> read_task_row(("No", "Action", "By", "State"), ("1", "Card to Jane", "Friday", "done"))
    TaskRow(action=1, due='Friday', task='x')
    >>> read_task_row(("When", "What"), ("9:00", "stand-up"))
    """
    columns = _columns(header)
    if "action" not in columns:
        return None
    told = {kind: [cell for cell, column in zip(cells, columns, strict=False) if column == kind] for kind in columns}
    state = [*told.get("state", ()), *told.get("due", ())]
    return TaskRow(
        action=columns.index("action"),
        due=" ".join(told.get("due", ())),
        task="x" if any(map(_is_done, state)) else " ",
    )


def is_task_header(cells: tuple[str, ...]) -> bool:
    """True for the header of a table of to-dos.

    Examples
    --------
    >>> is_task_header(("Action", "Owner", "Due")), is_task_header(("Skill", "Level"))
    (True, False)
    """
    return bool(_columns(cells))


@lru_cache(maxsize=256)
def _columns(header: tuple[str, ...]) -> tuple[str, ...]:
    """Kind of each column of a table of to-dos; empty for other tables."""
    known = load_phrases("tasks")
    kinds = [next((kind for kind in ("due", "state") if fold(title) in known[kind]), "") for title in header]
    actions = [number for number, title in enumerate(header) if not kinds[number] and find_topic(title) == "follow_up"]
    first = next((number for number, title in enumerate(header) if fold(title) not in {"", "no", "nr", "s n"}), 0)
    if not actions and header and fold(header[first]) in known["action"] and "state" in kinds:
        actions = [first]
    if not actions or not any(kinds):
        return ()
    kinds[actions[0]] = "action"
    return tuple(kinds)


def _is_done(cell: str) -> bool:
    words = fold(cell).split()
    return bool(words and words[0] in load_phrases("tasks")["done"]) or cell.strip()[:1] in [*_MARKS_DONE]
