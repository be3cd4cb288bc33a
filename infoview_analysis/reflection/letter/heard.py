"""The letter: who was talked to, and what they said."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from infoview_analysis.reflection.frames import Row
from infoview_analysis.reflection.letter.prose import (
    Phrase,
    Prose,
    counted,
    join_prose,
    list_prose,
    verb_for,
    write,
)
from infoview_analysis.reflection.words import say_count, say_number, say_period

if TYPE_CHECKING:
    from infoview_analysis.reflection.overview import Overview

__all__ = ["write_heard", "write_start"]

_MOST = 5
"""How many things a sentence names."""
_SHARED = 2
"""How many shared pieces of advice, or contradictions, a sentence names."""
_SHORT = 3
"""Words up to which a quotation says too little to stand in the letter."""
_DIRECTIONS = {
    "rising": "of something growing",
    "declining": "of something fading",
    "shifting": "of one thing giving way to another",
    "unclear": "without a clear direction",
}


def write_start(numbers: "Overview") -> Prose:
    """Write who was talked to, and when."""
    if not numbers.interviews:
        return write("There is no interview in these notes yet. After the first one, what you heard will stand here.")
    people = counted(numbers.people_met, "person", "people", "people")
    met = write(" with ", people) if numbers.people_met else ()
    when = f" {say_period(*numbers.period)}" if numbers.period[0] else ""
    first = write("You had ", counted(numbers.interviews, "conversation", "talks"), met, f"{when}.")
    return join_prose([first, write(_say_undated(numbers)), write(_warn_of_few(numbers.interviews))])


def _say_undated(numbers: "Overview") -> str:
    if not numbers.undated:
        return ""
    if numbers.undated == numbers.interviews:
        return "The notes do not say when."
    count = say_number(numbers.undated).capitalize()
    return f"{count} of them {verb_for(numbers.undated, 'bears', 'bear')} no date."


def _warn_of_few(interviews: int) -> str:
    if interviews == 1:
        return "One conversation shows what one person thinks; what recurs can be seen from the third on."
    if interviews == 2:
        return "Two conversations can agree by chance; what recurs can be seen from the third on."
    return ""


def write_heard(
    numbers: "Overview", skills: Sequence[Row], advice: Sequence[Row], contradictions: Sequence[Row]
) -> Prose:
    """Write which skills recur, what they say of change and advise, and on what they differ.

    Parameters
    ----------
    numbers
        What was counted.
    skills, advice, contradictions
        Rows of :func:`infoview_analysis.reflection.rank_skills`, ``rank_advice`` and ``find_contradictions``.
    """
    said = (
        _say_skills(skills, numbers.interviews),
        _say_trends(numbers.trends),
        _say_advice(numbers.advice),
        _say_shared([row for row in advice if row["support"] > 1 and len(row["theme"].split()) > _SHORT]),
        _say_contradictions(contradictions),
    )
    return join_prose(said) or write("No skill, no change and no advice was found in these notes.")


def _skill(row: Row, more: str = "") -> Phrase:
    return Phrase(f"{row['skill']}{more}", f"skill/{row['skill_id']}")


def _say_skills(skills: Sequence[Row], interviews: int) -> Prose:
    if not skills:
        return ()
    recurring = [row for row in skills if row["support"] > 1]
    if interviews == 2 and recurring:
        return write("Both named ", list_prose([_skill(row) for row in recurring], most=_MOST), ".")
    if not recurring:
        twice = "; no skill was named twice" if interviews > 1 else ""
        return write("They named ", list_prose([_skill(row) for row in skills], most=_MOST), f"{twice}.")
    return _say_recurring(recurring, interviews)


def _say_recurring(skills: Sequence[Row], interviews: int) -> Prose:
    most = skills[0]["support"]
    first = [_skill(row) for row in skills if row["support"] == most]
    then = [_skill(row, f" ({row['support']})") for row in skills[len(first) : max(_MOST, len(first))]]
    lead = "The skill that came up most is " if len(first) == 1 else "The skills that came up most are "
    each = "" if len(first) == 1 else "each "
    rest = write("; then ", list_prose(then)) if then else ()
    return write(lead, list_prose(first, most=_MOST), f", {each}in {most} of {interviews} talks", rest, ".")


def _say_trends(trends: Counter[str]) -> Prose:
    if not trends:
        return ()
    kinds = [(name, f"{trends[name]} {words}") for name, words in _DIRECTIONS.items() if trends[name]]
    if trends.total() == 1:
        name, words = kinds[0]
        return write("One remark speaks of change: ", Phrase(words.removeprefix("1 "), f"trends/{name}"), ".")
    phrases = [Phrase(words, f"trends/{name}") for name, words in kinds]
    count = say_count(trends.total(), "remark").capitalize()
    return write(f"{count} speak of change: ", list_prose(phrases), ".")


def _say_advice(advice: Counter[str]) -> Prose:
    parts = []
    if advice["do"]:
        parts.append(write("recommended ", counted(advice["do"], "thing", "advice/do")))
    if advice["avoid"]:
        parts.append(write("warned against ", Phrase(say_number(advice["avoid"]), "advice/avoid")))
    return write("They ", list_prose(parts), ".") if parts else ()


def _say_shared(advice: Sequence[Row]) -> Prose:
    """Say what more than one of them advise."""
    if not advice:
        return ()
    said = [
        write(f"“{row['theme'].rstrip('.')}” (", counted(row["support"], "talk", f"theme/{row['theme_id']}"), ")")
        for row in advice[:_SHARED]
    ]
    return write("Given more than once: ", list_prose(said), ".")


def _say_contradictions(contradictions: Sequence[Row]) -> Prose:
    if not contradictions:
        return ()
    named = [*_name_contradictions(contradictions[: _SHARED + 1])]
    left = len(contradictions) - len(named)
    rest = [write(f"{say_number(left)} more")] if left else []
    return write("They contradict each other on ", list_prose([*named, *rest]), ".")


def _name_contradictions(contradictions: Sequence[Row]) -> Iterator[Prose]:
    for place, row in enumerate(contradictions, 1):
        sides = f" ({row['one_support']} {row['one']}, {row['other_support']} {row['other']})"
        yield write(Phrase(row["matter"], f"contradiction/{place}"), sides)
