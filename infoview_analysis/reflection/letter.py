"""The overview in words: short paragraphs that are true for any number of interviews, none included."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from infoview_analysis.reflection.frames import Row
from infoview_analysis.reflection.words import say_count, say_date, say_list, say_number, say_period

if TYPE_CHECKING:
    from infoview_analysis.reflection.overview import Overview

__all__ = ["write_fit", "write_gaps", "write_heard", "write_open", "write_people", "write_start"]

_MOST = 5
"""How many things a sentence names."""
_DIRECTIONS = {
    "rising": "something is growing",
    "declining": "something is fading",
    "shifting": "one thing is giving way to another",
    "unclear": "something is changing without a clear direction",
}


def write_start(numbers: "Overview") -> str:
    """Write who was talked to, and when."""
    if not numbers.interviews:
        return (
            "There is no interview in these notes yet. After the first one, what you heard will stand here."
        )
    met = f" with {say_count(numbers.people_met, 'person', 'people')}" if numbers.people_met else ""
    when = f" {say_period(*numbers.period)}" if numbers.period[0] else ""
    first = f"You had {say_count(numbers.interviews, 'conversation')}{met}{when}."
    undated = (
        f" {say_number(numbers.undated).capitalize()} of them bear no date." if 1 < numbers.undated else ""
    )
    return first + undated + _warn_of_few(numbers.interviews)


def _warn_of_few(interviews: int) -> str:
    if interviews == 1:
        return " One conversation shows what one person thinks; what recurs can be seen from the third on."
    if interviews == 2:
        return " Two conversations can agree by chance; what recurs can be seen from the third on."
    return ""


def write_heard(numbers: "Overview", skills: Sequence[Row]) -> str:
    """Write which skills recur, and what they say of change and advise."""
    said = [_say_skills(skills, numbers.interviews), _say_trends(numbers.trends), _say_advice(numbers.advice)]
    return " ".join(filter(None, said)) or "No skill, no change and no advice was found in these notes."


def _say_skills(skills: Sequence[Row], interviews: int) -> str:
    recurring = [row for row in skills if row["support"] > 1]
    if not skills:
        return ""
    if not recurring:
        names = say_list([row["skill"] for row in skills], most=_MOST)
        return f"They named {names}." if interviews == 1 else f"They named {names}; nothing was named twice."
    if interviews == 2:
        return f"Both named {say_list([row['skill'] for row in recurring], most=_MOST)}."
    top, *others = recurring[:_MOST]
    first = f"The skill that came up most is {top['skill']}, in {say_number(top['support'])} of {interviews} talks"
    if others and others[0]["support"] == top["support"]:
        tied = [row["skill"] for row in recurring if row["support"] == top["support"]]
        first = f"The skills that came up most are {say_list(tied, most=_MOST)}, each in {say_number(top['support'])} of {interviews} talks"
        others = [row for row in recurring if row["support"] < top["support"]][: max(0, _MOST - len(tied))]
    then = say_list([f"{row['skill']} ({row['support']})" for row in others])
    return f"{first}; then {then}." if then else f"{first}."


def _say_trends(trends: Counter[str]) -> str:
    if not trends:
        return ""
    kinds = [f"in {say_number(trends[name])} {words}" for name, words in _DIRECTIONS.items() if trends[name]]
    return f"Of {say_count(trends.total(), 'remark')} on change, {say_list(kinds)}."


def _say_advice(advice: Counter[str]) -> str:
    parts = [f"{say_count(advice['do'], 'thing')} to do"] if advice["do"] else []
    parts += [f"{say_number(advice['avoid'])} to avoid"] if advice["avoid"] else []
    return f"They advised {say_list(parts)}." if parts else ""


def write_gaps(gaps: Sequence[Row], interviews: int, *, has_profile: bool) -> str:
    """Write what is asked for and lacking."""
    if not interviews:
        return ""
    called = [row["skill"] for row in gaps if row["own"]]
    if not has_profile:
        own = f"You wrote yourself that you lack {say_list(called, most=_MOST)}. " if called else ""
        return f"{own}To see which of the skills you lack, compare them with a profile of your own (option --profile)."
    asked = [row for row in gaps if row["support"] > (1 if interviews > 2 else 0)]
    if not asked:
        return "Measured against your profile, no skill that recurs is missing."
    top = say_list([_say_gap(row) for row in asked[:_MOST]])
    rest = len(asked) - _MOST
    more = (
        f" {say_count(rest, 'more skill').capitalize()} recur{'s' if rest == 1 else ''} that your profile lacks."
        if rest > 0
        else ""
    )
    return f"Measured against your profile, what they ask for and you lack most is {top}.{more}"


def _say_gap(row: Row) -> str:
    level = f"you: {row['level']} of 5" if isinstance(row["level"], int) else "not in your profile"
    return f"{row['skill']} ({say_count(row['support'], 'talk')}; {level})"


def write_people(open_people: Sequence[Row], contacted: int, interviews: int) -> str:
    """Write whom they pointed to and who is still to be met."""
    if not interviews:
        return ""
    waiting = (
        f" {say_number(contacted).capitalize()} more {'has' if contacted == 1 else 'have'} been written to."
        if contacted
        else ""
    )
    if not open_people:
        return f"Nobody you were pointed to is still to be written to.{waiting}"
    names = [f"{row['person']} (by {say_list(row['by'], most=3)})" for row in open_people]
    verb = "is" if len(names) == 1 else "are"
    count = say_count(len(names), "person", "people").capitalize()
    first = f"{count} you were pointed to {verb} still to be written to: {say_list(names, most=_MOST)}."
    several = [row["person"] for row in open_people if len(row["by"]) > 1]
    if several and len(several) < len(names):
        first += f" More than one person named {say_list(several, most=_MOST)}."
    return first + waiting


def write_open(tasks: Sequence[Row], interviews: int) -> str:
    """Write what was meant to be done and is not ticked off."""
    if not interviews:
        return ""
    if not tasks:
        return "No follow-up is left open."
    first = f"{say_count(len(tasks), 'follow-up').capitalize()} {'is' if len(tasks) == 1 else 'are'} not ticked off."
    dated = [row for row in tasks if row["due"]]
    if not dated:
        return first
    return f"{first} The earliest date among them is {say_date(dated[0]['due'])}: “{dated[0]['what'].rstrip('.')}”."


def write_fit(reflections: Iterable[Row]) -> str:
    """Write how the note-taker's own judgement stands, with their latest words."""
    rows = list(reflections)
    if not rows:
        return ""
    valences = Counter(row["valence"] for row in rows if row["valence"])
    split = say_list(
        [
            f"{say_number(count)} {name}"
            for name, count in sorted(valences.items(), key=lambda item: (-item[1], item[0]))
        ]
    )
    last = rows[-1]
    when = f" on {say_date(last['date'])}" if last["date"].count("-") == 2 else ""
    talk = f", after talking to {last['interviewee']}{when}" if last["interviewee"] else ""
    first = f"You wrote {say_count(len(rows), 'remark')} on how it fits you{f' ({split})' if split else ''}."
    return f"{first} The latest{talk}: “{last['quote']}”"
