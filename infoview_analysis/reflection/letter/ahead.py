"""The letter: whom to see, what is still open, and whether to go on asking."""

from collections.abc import Sequence

from infoview_analysis.reflection.frames import Row, group_rows
from infoview_analysis.reflection.letter.prose import Phrase, Prose, counted, join_prose, list_prose, verb_for, write
from infoview_analysis.reflection.saturation.sentences import say_new
from infoview_analysis.reflection.words import say_count, say_date, say_list, say_number, warn_few

__all__ = ["write_enough", "write_open", "write_people"]

_MOST = 4
"""How many people or things a sentence names."""


def write_people(next_talks: Sequence[Row], interviews: int) -> Prose:
    """Write whom they pointed to and who is still to be met, the best first.

    Parameters
    ----------
    next_talks
        Rows of :func:`infoview_analysis.reflection.rank_next_talks`.
    interviews
        How many talks there were.
    """
    if not interviews:
        return ()
    unasked = [row for row in next_talks if row["status"] == "open"]
    waiting = _say_waiting(len(next_talks) - len(unasked))
    if not unasked:
        return waiting or write("Nobody you were pointed to is left to write to.")
    count, verb = say_count(len(unasked), "person", "people").capitalize(), verb_for(len(unasked), "has", "have")
    names = list_prose([_name_person(row) for row in unasked], most=_MOST)
    best = ", the best to ask first" if len(unasked) > 2 else ""
    first = write(f"{count} you were pointed to {verb} not been written to yet{best}: ", names, ".")
    return join_prose([first, waiting])


def _name_person(row: Row) -> Prose:
    return write(Phrase(row["person"], f"next/{row['person_id']}"), f" (by {row['said_by']})")


def _say_waiting(contacted: int) -> Prose:
    if not contacted:
        return ()
    people = counted(contacted, "person", "next", "people")
    who = Phrase(people.text.capitalize(), people.about)
    return write(who, f" you wrote to {verb_for(contacted, 'is', 'are')} still to be met.")


def write_open(agenda: Sequence[Row], interviews: int) -> Prose:
    """Write what is to do, to tell and to give, and what others promised.

    Parameters
    ----------
    agenda
        Rows of :func:`infoview_analysis.reflection.build_agenda`.
    interviews
        How many talks there were.
    """
    if not interviews:
        return ()
    if not agenda:
        return write("Nothing is left open.")
    parts = group_rows(agenda, "part")
    # People to write to are told of under "Whom to see".
    todo = [row for row in parts.get("to_do", ()) if row["kind"] != "contact" or row["due"]]
    said = (
        _say_todo(todo),
        _say_untold(parts.get("to_tell", ())),
        _say_owed(parts.get("to_give", ())),
        _say_promised(parts.get("waiting", ())),
    )
    return join_prose(said) or write("Nothing is left open but the people to write to.")


def _say_todo(todo: Sequence[Row]) -> Prose:
    if not todo:
        return ()
    things = Phrase(say_count(len(todo), "thing").capitalize(), "agenda/to_do")
    first = write(things, f" to do {verb_for(len(todo), 'is', 'are')} not ticked off")
    dated = sorted((row for row in todo if row["due"]), key=lambda row: str(row["due"]))
    if not dated:
        return write(first, ".")
    row = next((row for row in dated if not row["overdue"]), dated[0])
    late = sum(bool(row["overdue"]) for row in dated)
    overdue = f", {_say_late(late, len(todo))}" if late else ""
    when = "the next one" if not row["overdue"] else "the oldest"
    return write(first, overdue, f"; {when} is “{row['what'].rstrip('.')}” ({say_date(row['due'])}).")


def _say_late(late: int, total: int) -> str:
    if total == 1:
        return "past its date"
    return "one of them past its date" if late == 1 else f"{say_number(late)} of them past their date"


def _say_untold(rows: Sequence[Row]) -> Prose:
    people = list(dict.fromkeys(row["person"] for row in rows if row["person"]))
    if not people:
        return ()
    who = Phrase(say_list(people, most=_MOST), "agenda/to_tell")
    return write(who, f" {verb_for(len(people), 'has', 'have')} not heard from you since.")


def _say_owed(rows: Sequence[Row]) -> Prose:
    if not rows:
        return ()
    verb = verb_for(len(rows), "is", "are")
    return write(f"There {verb} ", counted(len(rows), "thing", "agenda/to_give"), " you can give back.")


def _say_promised(rows: Sequence[Row]) -> Prose:
    if not rows:
        return ()
    return write("You are waiting for ", counted(len(rows), "thing", "agenda/waiting"), " that others promised.")


def write_enough(skills: Row | None, interviews: int) -> Prose:
    """Write whether a further talk would still add something.

    Parameters
    ----------
    skills
        The row of :func:`infoview_analysis.reflection.measure_saturation` on the skills of all talks, if there is one.
    interviews
        How many talks there were.
    """
    if skills is None or skills["coverage"] is None:
        return ()
    rest = " of the skills named in a next talk like these would still be new"
    return write(Phrase(say_new(skills).capitalize(), "enough"), f"{rest}{warn_few(interviews, 'talk')}.")
