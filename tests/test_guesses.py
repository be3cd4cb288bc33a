"""Names on weak evidence are told to be guesses, names on a label are not."""

import pytest

from infoview_analysis.reading import read_interviews, read_note
from infoview_analysis.records import Tagged

PLAIN = "Tea with Ola Brandt down at the yard, he caulks hulls.\n\nPer sent me there.\n"


def find_codes(text: str, *tagged: tuple[str, str, float]) -> list[tuple[str, int]]:
    note = read_note(text, "tea.md")
    said = []
    for tag, name, chance in tagged:
        block = next(block for block in note.blocks if name in block.text)
        said.append(Tagged(tag=tag, text=name, line=block.line, start=block.text.index(name), chance=chance))
    findings = read_interviews(note, tagged=said).diagnostics
    return [(finding.code, finding.source.line) for finding in findings if finding.code.startswith("guessed-")]


def test_a_name_in_passing_is_told_to_be_a_guess() -> None:
    said = [("interviewee", "Ola Brandt", 0.7), ("referred_by", "Per", 0.4)]
    assert find_codes(PLAIN, *said) == [("guessed-interviewee", 1), ("guessed-referrer", 3)]


def test_a_name_that_the_model_finds_often_is_no_guess() -> None:
    text = PLAIN + "\nOla Brandt goes home at four.\n"
    note = read_note(text, "tea.md")
    places = [block for block in note.blocks if "Ola Brandt" in block.text]
    said = [
        Tagged(tag="interviewee", text="Ola Brandt", line=block.line, start=block.text.index("Ola"), chance=0.9)
        for block in places
    ]
    codes = [finding.code for finding in read_interviews(note, tagged=said).diagnostics]
    assert "guessed-interviewee" not in codes


@pytest.mark.parametrize("label", ["interviewee: Ola Brandt", "Name: Ola Brandt"])
def test_a_labelled_name_is_no_guess(label: str) -> None:
    assert find_codes(f"{label}\n\nHe caulks hulls.\n", ("interviewee", "Ola Brandt", 0.2)) == []
