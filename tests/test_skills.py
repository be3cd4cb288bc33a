"""Facts about finding skills and what is said of them."""

import pytest
import spacy

from infoview_analysis.language.context import Context
from infoview_analysis.language.skill_finding.candidates import Candidate, read_scene
from infoview_analysis.language.skill_finding.demand import find_plain_stance
from infoview_analysis.language.skill_finding.echoes import find_echoes, mark_brackets
from infoview_analysis.language.skills import STANCES, find_skills, read_skills, use_vocabulary
from infoview_analysis.language.stance import find_stance
from infoview_analysis.language.statements import Statement, find_statements
from infoview_analysis.language.vocabulary import Vocabulary, load_vocabulary, read_vocabulary
from infoview_analysis.reading import read_interviews, read_note
from infoview_analysis.records import Provenance, Skill

SKILLS = Context(topic="skills", section="Skills you need", kind="item")


def names(text: str, context: Context = SKILLS) -> list[str]:
    return [skill.name for skill in find_skills(text, context, threshold=0.4)]


def stance(text: str, context: Context) -> str:
    found = [find_stance(text, context, skill) for skill in find_skills(text, context, threshold=0.4)]
    return found[0].stance


def read_skills_of(text: str) -> list[Skill]:
    """The skills of a note with one interview."""
    statements = find_statements(read_interviews(read_note(text, "j.md")).interviews[0])
    nlp = spacy.blank("en")
    nlp.add_pipe("infoview_skills")
    nlp.add_pipe("infoview_stance")
    docs = []
    for statement in statements:
        doc = nlp.make_doc(statement.text)
        doc._.context = statement.context
        docs.append(doc)
    return read_skills(list(nlp.pipe(docs)), statements)


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


def told(text: str, skill: str) -> str:
    """What plain words say of the demand for a skill of one word."""
    scene = read_scene(text, SKILLS, Vocabulary([]))
    place = next(number for number, word in enumerate(scene.words) if word.text == skill)
    return find_plain_stance(scene, Candidate(place, place + 1, skill, "new"))


@pytest.mark.parametrize(
    ("text", "skill", "label"),
    [
        ("She is sick of hearing about Kubernetes", "Kubernetes", "declining"),
        ("what he’d drop first: Photoshop, and the Monday reports", "Photoshop", "declining"),
        ("tired of people putting Scrum on their CV", "Scrum", "declining"),
        ("Kubernetes gets more airtime than it deserves", "Kubernetes", "declining"),
        ("Python and R are overrated", "Python", "declining"),
        ("don't bother with LaTeX, Flash or Perl", "Perl", "declining"),
        ("SAP, you learn that on the job", "SAP", "mentioned"),
        ("they'll teach you phlebotomy", "phlebotomy", "mentioned"),
        ("You pick up the Python as you go", "Python", "mentioned"),
        ("She learnt GIS on the job and uses it all day", "GIS", ""),
        ("SQL you use daily, Flash is overrated", "SQL", ""),
        ("fed up with interns who can't use Excel", "Excel", ""),
        ("don't bother with LaTeX, SQL is what they want", "SQL", ""),
        ("never tired of SQL", "SQL", ""),
        ("Welding you pick up or you lose a finger", "Welding", ""),
        ("What people forget is testing", "testing", ""),
    ],
)
def test_plain_words_say_whether_a_skill_is_asked_for(text: str, skill: str, label: str):
    assert told(text, skill) == label


@pytest.mark.parametrize(
    ("text", "label"),
    [("fed up with Salesforce", "declining"), ("Tally is learned on the job", "mentioned")],
)
def test_skill_that_is_not_asked_for_does_not_count_as_needed(text: str, label: str):
    (skill,) = read_skills_of(f"# Jane Doe, analyst\n\n## Skills\n- {text}\n")
    assert skill.stance == label


@pytest.mark.parametrize(
    "text",
    [
        "He studied biology, then taught for ten years",
        "She taught physics for six years before museums",
        "Her brother is a Java developer",
        "grew up speaking Tamil",
    ],
)
def test_what_is_only_somebodys_life_is_no_skill(text: str):
    assert names(text, Context(topic="background", section="Background")) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("studied law, and the contract reading still helps daily", "contract reading"),
        ("Everybody here studied statistics", "statistics"),
        ("you need a degree in biology or chemistry", "chemistry"),
        ("She came from insurance; underwriting is her day", "underwriting"),
    ],
)
def test_what_somebody_studied_counts_where_it_is_of_use(text: str, name: str):
    assert name in names(text)


def test_every_skill_says_why():
    assert all(skill.explain.startswith("skill ") for skill in find_skills("SQL, Tableau", SKILLS))


def test_skill_that_i_lack_is_one_row_for_me_and_one_for_who_asks():
    text = "# Jane Doe, analyst\n\n## Skills\n- SQL every day\n- SQL again\n\n## My gaps\n- I have no SQL, must learn SQL\n"
    rows = [row for row in read_skills_of(text) if row.skill == "SQL"]
    # What I lack must not hide that she uses it every day.
    assert [(row.stance, row.speaker, row.source.line) for row in rows] == [
        ("needed", "interviewee", 4),
        ("gap", "note_taker", 8),
    ]


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


def test_note_taker_who_comes_back_to_a_skill_in_fewer_words_is_heard():
    scene = read_scene("cap tables: never", Context(speaker="note_taker"), load_vocabulary())
    assert [(echo.start, echo.stop) for echo in find_echoes("cap table mechanics", scene)] == [(0, 2)]


def test_common_words_are_no_echo():
    scene = read_scene("I like management", Context(speaker="note_taker"), load_vocabulary())
    assert list(find_echoes("project management", scene)) == []


def test_bracketed_remark_is_the_note_takers_up_to_its_end():
    texts = ["[L: CBT I did.", "Exposure no.]", "She runs groups."]
    statements = [
        Statement(interview_id="i", text=text, context=Context(), source=Provenance(note="n.md", line=1, end_line=1))
        for text in texts
    ]
    speakers = [statement.context.speaker for statement in mark_brackets(statements)]
    assert speakers == ["note_taker", "note_taker", "interviewee"]


def test_users_vocabulary_reaches_the_pipeline(tmp_path):
    (tmp_path / "vocabulary.toml").write_text('[[skill]]\nname = "Zettelkasten"\ncategory = "method"\n', "utf-8")
    nlp = spacy.blank("en")
    nlp.add_pipe("infoview_skills")
    nlp.add_pipe("infoview_stance")
    use_vocabulary(nlp, read_vocabulary(tmp_path))
    doc = nlp.make_doc("You need Zettelkasten.")
    doc._.context = SKILLS
    assert [(skill.name, skill.category) for skill in nlp(doc)._.skills if skill.score > 0.4] == [
        ("Zettelkasten", "method")
    ]


def test_word_dropped_by_the_user_is_no_skill(tmp_path):
    (tmp_path / "vocabulary.toml").write_text('drop = ["SQL"]\n', "utf-8")
    nlp = spacy.blank("en")
    nlp.add_pipe("infoview_skills")
    use_vocabulary(nlp, read_vocabulary(tmp_path))
    doc = nlp.make_doc("SQL and Python")
    doc._.context = SKILLS
    assert [skill.name for skill in nlp(doc)._.skills if skill.score > 0.4] == ["Python"]


def test_the_title_of_a_column_is_no_skill() -> None:
    assert "Word" not in names("GIS — her words: yes — me: some", Context(topic="skills", kind="row"))
    assert "Word" in names("Word and Excel, every day", SKILLS)


TABLE = """# Tove Maring, ferry planner

## Skills

| skill | her words | me |
|---|---|---|
| Excel | all day | yes |
| SQL | half of the job | no |
| French | for the harbour office | – |
"""


def test_a_plain_answer_in_the_own_column_decides() -> None:
    said = {skill.skill: skill.stance for skill in read_skills_of(TABLE)}
    assert said["Excel"] == "strength"
    assert said["SQL"] == "gap"
    assert said["French"] not in {"strength", "gap"}


STORY = "# Tove Maring, ferry planner\n\n## Background\n\n{}\n\n## Skills\n\nExcel\n"


@pytest.mark.parametrize(
    "told",
    [
        "Psychology in Aarhus, two years at sea, then the ferries.",
        "Came over for a master's in geography, the most expensive trip of her life.",
        "Nurse first, then a diploma in epidemiology at night.",
    ],
)
def test_a_subject_in_the_story_of_a_life_is_not_asked_for(told: str) -> None:
    assert [skill.skill for skill in read_skills_of(STORY.format(told))] == ["Excel"]


def test_a_subject_in_the_story_of_a_life_counts_where_it_is_of_use() -> None:
    found = [
        skill.skill for skill in read_skills_of(STORY.format("Statistics in Aarhus, which she still needs daily."))
    ]
    assert "statistics" in found


def test_whoever_answers_in_writing_says_i() -> None:
    text = """# Tove Maring, ferry planner

**1. How did you come to this work?**

> I studied chemistry in Aarhus. My aunt ran a ferry.

**2. Which skills do you use?**

> I use Excel and SQL every day.

## Reflection

I never used SQL.
"""
    said = {
        (one.text, one.context.speaker)
        for one in find_statements(read_interviews(read_note(text, "t.md")).interviews[0])
    }
    assert ("I studied chemistry in Aarhus.", "interviewee") in said
    assert ("I use Excel and SQL every day.", "interviewee") in said
    assert ("I never used SQL.", "note_taker") in said


def test_what_they_would_do_in_my_place_is_their_advice() -> None:
    text = "# Tove Maring, ferry planner\n\n- In my place: learn pandas with your own data\n- In my place: go to sea first\n"
    said = find_statements(read_interviews(read_note(text, "t.md")).interviews[0])
    assert {(one.context.topic, one.context.speaker) for one in said} == {("advice", "interviewee")}
