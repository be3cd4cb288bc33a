"""Tables of topics, and tables with a column per person."""

import pytest

from infoview_analysis.language.statements import find_statements
from infoview_analysis.reading import read_interviews, read_note

PEOPLE = """# Boat people

| | Ola Brandt | Siv Dahl |
|---|---|---|
| Role | shipwright | sailmaker |
| Company | Nordhavn Yard | Canvas Loft |
| Date | 2024-05-02 | 2024-05-09 |
| Skills | lines plans, welding | sewing |
| Advice | Learn to read a lines plan | Don't buy a machine |
"""
NUMBERED = PEOPLE.replace("| | Ola Brandt | Siv Dahl |", "| Question | Talk 1 | Talk 2 |").replace(
    "| Role", "| Name | Ola Brandt | Siv Dahl |\n| Role"
)


@pytest.mark.parametrize("text", [PEOPLE, NUMBERED])
def test_a_column_per_person_is_a_talk_per_person(text: str) -> None:
    talks = read_interviews(read_note(text, "boats.md")).interviews
    assert [(talk.interviewee, talk.role, talk.organization, talk.date) for talk in talks] == [
        ("Ola Brandt", "shipwright", "Nordhavn Yard", "2024-05-02"),
        ("Siv Dahl", "sailmaker", "Canvas Loft", "2024-05-09"),
    ]
    said = [(one.context.topic, one.text) for one in find_statements(talks[1])]
    assert said == [("skills", "sewing"), ("advice", "Don't buy a machine")]


def test_what_a_column_says_stands_on_the_line_of_its_row() -> None:
    talk = read_interviews(read_note(PEOPLE, "boats.md")).interviews[1]
    (advice,) = [one for one in find_statements(talk) if one.context.topic == "advice"]
    assert advice.source.line == 9
    assert advice.source.quote in PEOPLE.splitlines()[8]


def test_a_table_of_skills_is_left_as_it_is() -> None:
    text = "# Ola Brandt, shipwright\n\n| skill | his words | me |\n|---|---|---|\n| welding | daily | no |\n"
    (talk,) = read_interviews(read_note(text, "ola.md")).interviews
    assert [passage.block.kind for passage in talk.passages] == ["heading", "row", "row"]


def test_a_row_of_a_topic_is_a_section() -> None:
    text = """# Ola Brandt, shipwright

| Topic | Notes |
|---|---|
| Typical day | Caulks hulls until four |
| People | Per Holm, who runs the ropewalk |
| My thoughts | I could see myself here |
"""
    (talk,) = read_interviews(read_note(text, "ola.md")).interviews
    topics = {one.text: one.context.topic for one in find_statements(talk)}
    assert topics["Caulks hulls until four"] == "typical_day"
    assert topics["Per Holm, who runs the ropewalk"] == "people"
    assert topics["I could see myself here"] == "reflection"


def test_a_row_of_job_titles_is_the_role_whatever_its_label() -> None:
    text = PEOPLE.replace("| Role | shipwright | sailmaker", "| What | yard manager | sail designer")
    talks = read_interviews(read_note(text, "boats.md")).interviews
    assert [talk.role for talk in talks] == ["yard manager", "sail designer"]
