"""Remarks on fit without a heading, and ratings: the note-taker's own judgement, wherever it stands."""

import pytest

from infoview_analysis.language.context import Context
from infoview_analysis.language.reflections import find_reflections
from infoview_analysis.language.statements import find_statements
from infoview_analysis.language.valence import find_valence
from infoview_analysis.reading import read_interviews, read_note

BODY = """# Ola Brandt, shipwright, Nordhavn Yard

- caulks hulls, six of them a year
- learn to read a lines plan
- ask Per Holm, who runs the ropewalk
"""


def read_remarks(text: str) -> dict[str, str]:
    """The note-taker's remarks of a note with their valence."""
    found = {}
    for interview in read_interviews(read_note(text, "ola.md")).interviews:
        for statement in find_statements(interview):
            for remark in find_reflections(statement.text, statement.context):
                found[statement.text] = remark.details["valence"]
    return found


@pytest.mark.parametrize(
    "remark",
    [
        "honestly could see myself here",
        "felt off",
        "not for me i think",
        "Liked him. Would I last a winter? 6/10",
        "I'd miss people, it's you and the wood.",
        "Walked home happy. 8/10, but the pay …",
        "this might be it",
    ],
)
@pytest.mark.parametrize("mark", ["\n", "- "])
def test_a_remark_at_the_end_needs_no_heading(remark: str, mark: str) -> None:
    assert read_remarks(f"{BODY}{mark}{remark}\n")


@pytest.mark.parametrize(
    "line",
    [
        "he said it was not for him, the office",
        "“I could see myself in the office”, he said",
        "she can't see herself anywhere else",
        "paid 3/10, pantry duty",
        "the boat show is on 9/10",
    ],
)
def test_what_others_say_of_themselves_is_no_remark(line: str) -> None:
    assert read_remarks(f"{BODY}- {line}\n") == {}


def test_what_the_interviewee_answered_is_no_remark() -> None:
    text = "# Ola Brandt, shipwright\n\n## Did you ever doubt?\n\nCould not see myself in an office.\n"
    assert read_remarks(text) == {}


@pytest.mark.parametrize(
    ("line", "valence"),
    [
        ("fit:: 9", "positive"),
        ("Fit: 7/10", "positive"),
        ("energy: low", "negative"),
        ("excitement 4/5", "positive"),
        ("Vibe: 3/5", "mixed"),
        ("★★★☆☆", "mixed"),
        ("⭐⭐⭐⭐", "positive"),
        ("👍", "positive"),
        ("👎", "negative"),
        ("rating: 2", "negative"),
    ],
)
def test_a_rating_is_a_remark_wherever_it_stands(line: str, valence: str) -> None:
    head, _, rest = BODY.partition("\n")
    assert read_remarks(f"{head}\n\n{line}\n{rest}") == {line: valence}


def test_a_rating_in_the_front_matter_belongs_to_the_only_talk() -> None:
    assert read_remarks("---\ninterviewee: Ola Brandt\nfit: 3\n---\nCaulks hulls.\n") == {"fit: 3": "negative"}


@pytest.mark.parametrize(
    "line", ["tie strength: 2/5", "Interest: wooden boats", "Energy: wind and tides", "fit for 2030"]
)
def test_other_labels_are_no_ratings(line: str) -> None:
    assert read_remarks(f"{BODY}\n{line}\n") == {}


def test_what_one_did_not_want_to_leave_was_good() -> None:
    assert find_valence("I swept up and didn't want to leave") == "positive"


def test_a_remark_of_two_words_with_a_rating_is_no_label() -> None:
    assert find_reflections("Fit 9", Context(speaker="note_taker", topic="reflection"))
