"""The overview in words: short paragraphs that are true for any number of interviews, none included."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from infoview_analysis.reflection.frames import Row
from infoview_analysis.reflection.skills.demand import find_threshold
from infoview_analysis.reflection.words import say_count, say_date, say_list, say_number, say_period, say_when

if TYPE_CHECKING:
    from infoview_analysis.reflection.overview import Overview

__all__ = ["write_fit", "write_gaps", "write_heard", "write_open", "write_people", "write_start"]

_MOST = 5
"""How many things a sentence names."""
_DIRECTIONS = {
    "rising": "of something growing",
    "declining": "of something fading",
    "shifting": "of one thing giving way to another",
    "unclear": "without a clear direction",
}


def write_start(numbers: "Overview") -> str:
    """Write who was talked to, and when."""
    if not numbers.interviews:
        return "There is no interview in these notes yet. After the first one, what you heard will stand here."
    met = f" with {say_count(numbers.people_met, 'person', 'people')}" if numbers.people_met else ""
    when = f" {say_period(*numbers.period)}" if numbers.period[0] else ""
    first = f"You had {say_count(numbers.interviews, 'conversation')}{met}{when}."
    return " ".join(filter(None, [first, _say_undated(numbers), _warn_of_few(numbers.interviews)]))


def _say_undated(numbers: "Overview") -> str:
    if not numbers.undated:
        return ""
    if numbers.undated == numbers.interviews:
        return "The notes do not say when."
    count = say_number(numbers.undated).capitalize()
    return f"{count} of them {_verb(numbers.undated, 'bears', 'bear')} no date."


def _warn_of_few(interviews: int) -> str:
    if interviews == 1:
        return "One conversation shows what one person thinks; what recurs can be seen from the third on."
    if interviews == 2:
        return "Two conversations can agree by chance; what recurs can be seen from the third on."
    return ""


def write_heard(numbers: "Overview", skills: Sequence[Row]) -> str:
    """Write which skills recur, and what they say of change and advise."""
    said = [_say_skills(skills, numbers.interviews), _say_trends(numbers.trends), _say_advice(numbers.advice)]
    return " ".join(filter(None, said)) or "No skill, no change and no advice was found in these notes."


def _say_skills(skills: Sequence[Row], interviews: int) -> str:
    if not skills:
        return ""
    recurring = [row for row in skills if row["support"] > 1]
    if interviews == 2 and recurring:
        return f"Both named {say_list([row['skill'] for row in recurring], most=_MOST)}."
    if not recurring:
        twice = "; no skill was named twice" if interviews > 1 else ""
        return f"They named {say_list([row['skill'] for row in skills], most=_MOST)}{twice}."
    return _say_recurring(recurring, interviews)


def _say_recurring(skills: Sequence[Row], interviews: int) -> str:
    most = skills[0]["support"]
    first = [row["skill"] for row in skills if row["support"] == most]
    then = [f"{row['skill']} ({row['support']})" for row in skills[len(first) : max(_MOST, len(first))]]
    lead = "The skill that came up most is" if len(first) == 1 else "The skills that came up most are"
    each = "" if len(first) == 1 else "each "
    rest = f"; then {say_list(then)}" if then else ""
    return f"{lead} {say_list(first, most=_MOST)}, {each}in {most} of {interviews} talks{rest}."


def _say_trends(trends: Counter[str]) -> str:
    if not trends:
        return ""
    kinds = [f"{trends[name]} {words}" for name, words in _DIRECTIONS.items() if trends[name]]
    if trends.total() == 1:
        return f"One remark speaks of change: {kinds[0].removeprefix('1 ')}."
    return f"{say_count(trends.total(), 'remark').capitalize()} speak of change: {say_list(kinds)}."


def _say_advice(advice: Counter[str]) -> str:
    parts = [f"recommended {say_count(advice['do'], 'thing')}"] if advice["do"] else []
    parts += [f"warned against {say_number(advice['avoid'])}"] if advice["avoid"] else []
    return f"They {say_list(parts)}." if parts else ""


def write_gaps(numbers: "Overview", gaps: Sequence[Row], *, has_profile: bool) -> str:
    """Write what is asked for and lacking."""
    if not numbers.interviews:
        return ""
    if not numbers.skills and not gaps:
        return "Nothing can be said of gaps, because no skill was found in these notes."
    if not has_profile:
        called = [row["skill"] for row in gaps if row["own"]]
        own = f"You wrote yourself that you lack {say_list(called, most=_MOST)}. " if called else ""
        return f"{own}To see which of the skills you lack, compare them with your profile (option --profile)."
    asked = [row for row in gaps if row["support"] >= find_threshold(numbers.interviews)]
    if not asked:
        return "Measured against your profile, you lack nothing that they ask for more than once."
    top = say_list([_say_gap(row) for row in asked[:_MOST]])
    return f"Measured against your profile, what they ask for and you lack most is {top}.{_say_more(asked)}"


def _say_more(asked: Sequence[Row]) -> str:
    rest = len(asked) - _MOST
    return f" {say_count(rest, 'more skill').capitalize()} like these can be seen below." if rest > 0 else ""


def _say_gap(row: Row) -> str:
    level = f"your level: {row['level']} of 5" if isinstance(row["level"], int) else "not in your profile"
    if row["interviews"] < 3:
        return f"{row['skill']} ({level})"
    return f"{row['skill']} ({say_count(row['support'], 'talk')}; {level})"


def write_people(open_people: Sequence[Row], contacted: int, interviews: int) -> str:
    """Write whom they pointed to and who is still to be met."""
    if not interviews:
        return ""
    if not open_people:
        return _say_waiting(contacted) or "Nobody you were pointed to is left to write to."
    names = [f"{row['person']} (by {say_list(row['by'], most=3)})" for row in open_people]
    count, verb = say_count(len(names), "person", "people").capitalize(), _verb(len(names), "has", "have")
    first = f"{count} you were pointed to {verb} not been written to yet: {say_list(names, most=_MOST)}."
    several = [row["person"] for row in open_people if len(row["by"]) > 1]
    twice = f"Named by more than one person: {say_list(several, most=_MOST)}." if 0 < len(several) < len(names) else ""
    return " ".join(filter(None, [first, twice, _say_waiting(contacted)]))


def _say_waiting(contacted: int) -> str:
    if not contacted:
        return ""
    people = say_count(contacted, "person", "people").capitalize()
    return f"{people} you wrote to {_verb(contacted, 'is', 'are')} still to be met."


def write_open(tasks: Sequence[Row], interviews: int) -> str:
    """Write what was meant to be done and is not ticked off."""
    if not interviews:
        return ""
    if not tasks:
        return "No follow-up is left open."
    count = say_count(len(tasks), "follow-up").capitalize()
    first = f"{count} {_verb(len(tasks), 'is', 'are')} not ticked off."
    dated = [row for row in tasks if row["due"]]
    if not dated:
        return first
    which = "Its date" if len(tasks) == 1 else "The earliest date among them"
    return f"{first} {which} is {say_date(dated[0]['due'])}: “{dated[0]['what'].rstrip('.')}”."


def _verb(count: int, one: str, many: str) -> str:
    return one if count == 1 else many


def write_fit(reflections: Iterable[Row]) -> str:
    """Write how the note-taker's own judgement stands, with their latest words."""
    rows = list(reflections)
    if not rows:
        return ""
    valences = Counter(row["valence"] for row in rows if row["valence"]).most_common()
    split = say_list([f"{say_number(count)} {name}" for name, count in valences])
    last = rows[-1]
    talk = f", after talking to {last['interviewee']}{say_when(last['date'])}" if last["interviewee"] else ""
    first = f"You wrote {say_count(len(rows), 'remark')} on how it fits you{f' ({split})' if split else ''}."
    return f"{first} The latest{talk}: “{last['quote']}”"
