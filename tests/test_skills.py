"""Facts about finding skills and what is said of them."""

import pytest
import spacy

from infoview_analysis.language.context import Context
from infoview_analysis.language.skills import STANCES, find_skills, read_skills
from infoview_analysis.language.stance import find_stance
from infoview_analysis.language.statements import find_statements
from infoview_analysis.reading import read_interviews, read_note

SKILLS = Context(topic="skills", section="Skills you need", kind="item")


def names(text: str, context: Context = SKILLS) -> list[str]:
    return [skill.name for skill in find_skills(text, context, threshold=0.4)]


def stance(text: str, context: Context) -> str:
    found = [find_stance(text, context, skill) for skill in find_skills(text, context, threshold=0.4)]
    return found[0].stance


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("SQL every single day", "SQL"),
        ("python and terraform", "Python"),
        ("project management, budgeting", "project management"),
        ("you need fluent Spanish", "Spanish"),
    ],
)
def test_skill_goes_by_its_usual_name(text: str, name: str):
    assert name in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "You have to excel at listening.", "I go to the office on Mondays.", "There was a spark between us.",
        "She works in R&D now.", "I want to express interest in the role.", "Thanks for the swift reply.",
    ],
)  # fmt: skip
def test_everyday_sense_is_no_skill(text: str):
    assert not {"Excel", "Go", "Apache Spark", "Spark", "R", "Express", "Express.js", "Swift"} & set(
        names(text, Context())
    )


def test_person_talked_to_is_no_skill():
    assert names("Ruby Python", Context(topic="skills", interviewee="Ruby Python")) == []


@pytest.mark.parametrize(
    ("text", "context", "label"),
    [
        ("SQL every single day", SKILLS, "needed"),
        (
            "I have never used SQL, must learn it",
            Context(topic="reflection", speaker="note_taker", section="My gaps"),
            "gap",
        ),
        (
            "SQL: I already know it well, five years of it",
            Context(topic="reflection", speaker="note_taker", section="What I have"),
            "strength",
        ),
        ("Nobody asks for Perl anymore", Context(topic="skills"), "declining"),
        ("SQL is a plus, nice to have", SKILLS, "optional"),
    ],
)
def test_stance_follows_what_is_said_and_by_whom(text: str, context: Context, label: str):
    assert stance(text, context) == label


def test_every_skill_says_why():
    assert all(skill.explain.startswith("skill ") for skill in find_skills("SQL, Tableau", SKILLS))


def test_each_skill_of_an_interview_is_one_row_with_its_strongest_stance():
    note = read_note(
        "# Jane Doe, analyst\n\n## Skills\n- SQL every day\n- SQL again\n\n## My gaps\n- I have no SQL, must learn SQL\n",
        "j.md",
    )
    interview = read_interviews(note).interviews[0]
    statements = find_statements(interview)
    nlp = spacy.blank("en")
    nlp.add_pipe("infoview_skills")
    nlp.add_pipe("infoview_stance")
    docs = []
    for statement in statements:
        doc = nlp.make_doc(statement.text)
        doc._.context = statement.context
        docs.append(doc)
    rows = [row for row in read_skills(list(nlp.pipe(docs)), statements) if row.skill == "SQL"]
    assert [row.stance for row in rows] == ["gap"]
    assert rows[0].source.line == 8


def test_spans_carry_name_identifier_and_stance():
    nlp = spacy.blank("en")
    nlp.add_pipe("infoview_skills")
    nlp.add_pipe("infoview_stance")
    doc = nlp.make_doc("You need SQL and Tableau.")
    doc._.context = SKILLS
    spans = nlp(doc).spans["skills"]
    assert [(span.text, span.kb_id_, span._.skill) for span in spans] == [
        ("SQL", "sql", "SQL"),
        ("Tableau", "tableau", "Tableau"),
    ]
    assert all(span._.stance in STANCES and span._.explain for span in spans)
