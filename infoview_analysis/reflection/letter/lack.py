"""The letter: what is asked for and lacking."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from infoview_analysis.reflection.frames import Row
from infoview_analysis.reflection.letter.prose import Phrase, Prose, list_prose, write
from infoview_analysis.reflection.skills.demand import find_threshold
from infoview_analysis.reflection.words import say_count

if TYPE_CHECKING:
    from infoview_analysis.reflection.overview import Overview

__all__ = ["write_gaps"]

_MOST = 5
"""How many gaps a sentence names."""


def write_gaps(numbers: "Overview", gaps: Sequence[Row], *, has_profile: bool) -> Prose:
    """Write what is asked for and lacking."""
    if not numbers.interviews:
        return ()
    if not numbers.skills and not gaps:
        return write("Nothing can be said of gaps, because no skill was found in these notes.")
    if not has_profile:
        return _write_without_profile([row for row in gaps if row["own"]])
    asked = [row for row in gaps if row["support"] >= find_threshold(numbers.interviews)]
    if not asked:
        often = " more than once" if numbers.interviews > 2 else ""
        return write(f"Measured against your profile, you lack nothing that they ask for{often}.")
    top = list_prose([_name_gap(row) for row in asked[:_MOST]])
    return write("Measured against your profile, what they ask for and you lack most is ", top, ".", _say_more(asked))


def _write_without_profile(called: Sequence[Row]) -> Prose:
    names = list_prose([Phrase(row["skill"], f"gap/{row['skill_id']}") for row in called], most=_MOST)
    own = write("You wrote yourself that you lack ", names, ". ") if called else ()
    return write(own, "To see which of the skills you lack, compare them with your profile (option --profile).")


def _say_more(asked: Sequence[Row]) -> str:
    rest = len(asked) - _MOST
    return f" {say_count(rest, 'more skill').capitalize()} like these can be seen below." if rest > 0 else ""


def _name_gap(row: Row) -> Prose:
    unknown = "a gap, you wrote" if row["own"] else "not in your profile"
    level = f"your level: {row['level']} of 5" if isinstance(row["level"], int) else unknown
    talks = f"{say_count(row['support'], 'talk')}; " if row["interviews"] > 2 else ""
    return write(Phrase(row["skill"], f"gap/{row['skill_id']}"), f" ({talks}{level})")
