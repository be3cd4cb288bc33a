"""The letter: how the paths suit the note-taker."""

from collections import Counter
from collections.abc import Iterable, Sequence

from infoview_analysis.language.valence import is_neutral
from infoview_analysis.reflection.frames import Row
from infoview_analysis.reflection.letter.prose import Phrase, Prose, counted, join_prose, list_prose, write
from infoview_analysis.reflection.words import say_list, say_number, say_when

__all__ = ["write_fit"]

_MOST = 3
"""How many paths a sentence names."""


def write_fit(reflections: Iterable[Row], paths: Sequence[Row]) -> Prose:
    """Write how the note-taker's own judgement stands, by path and with their latest words.

    Parameters
    ----------
    reflections
        Rows of ``reflections`` with context, by date.
    paths
        Rows of :func:`infoview_analysis.reflection.compare_paths`.
    """
    rows = [row for row in reflections if row["valence"] != "mixed" or not is_neutral(row["quote"])]
    if not rows:
        return ()
    return join_prose([_say_remarks(rows), _say_paths(paths), _say_latest(rows[-1])])


def _say_remarks(rows: Sequence[Row]) -> Prose:
    valences = Counter(row["valence"] for row in rows if row["valence"]).most_common()
    split = say_list([f"{say_number(count)} {name}" for name, count in valences])
    remarks = counted(len(rows), "remark", "remarks")
    return write("You wrote ", remarks, f" on how it fits you{f' ({split})' if split and len(rows) > 1 else ''}.")


def _say_paths(paths: Sequence[Row]) -> Prose:
    judged = [row for row in paths if row["remarks_for"] + row["remarks_against"]]
    judged.sort(key=lambda row: -row["remarks"])
    if len(judged) < 2:
        return ()
    return write("By path: ", list_prose([_name_path(row) for row in judged[:_MOST]]), ".")


def _name_path(row: Row) -> Prose:
    sides = [f"{row[f'remarks_{side}']} {side}" for side in ("for", "against") if row[f"remarks_{side}"]]
    return write(Phrase(row["path"], f"path/{row['path']}"), f" ({', '.join(sides)})")


def _say_latest(row: Row) -> Prose:
    talk = f", after talking to {row['interviewee']}{say_when(row['date'])}" if row["interviewee"] else ""
    return write(f"The latest{talk}: “{row['quote']}”")
