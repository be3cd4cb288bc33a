"""Facts about the language room. Cases are notes in ``tests/cases/language`` with what is expected beside them."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from infoview_analysis.errors import UsageError
from infoview_analysis.language import find_mentions, load_pipeline
from infoview_analysis.language.context import Context
from infoview_analysis.language.due import find_due
from infoview_analysis.language.features import find_features
from infoview_analysis.language.follow_ups import is_done
from infoview_analysis.language.mentions import find_incoming
from infoview_analysis.language.pipeline import tag_statements
from infoview_analysis.language.referrals import find_referrals
from infoview_analysis.language.splitting import split_sentences
from infoview_analysis.language.statements import find_statements
from infoview_analysis.language.trends import find_opposites
from infoview_analysis.reading import read_folder, read_interviews, read_note
from infoview_analysis.records import Advice, FollowUp, Interview, Mention, Referral, Trend

CASES = sorted((Path(__file__).parent / "cases" / "language").glob("*.md"))


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline()


def interviews_of(text: str) -> tuple[Interview, ...]:
    return read_interviews(read_note(text, "note.md")).interviews


def found_in(mentions: list[Mention]) -> dict[str, list[list[object]]]:
    """The parts of the mentions that cases speak of."""
    return {
        "trends": [[m.source.quote, m.direction] for m in mentions if isinstance(m, Trend)],
        "advice": [[m.source.quote, m.polarity] for m in mentions if isinstance(m, Advice)],
        "follow_ups": [[m.source.quote, m.due, m.done] for m in mentions if isinstance(m, FollowUp)],
        "referrals": [[m.referrer, m.referred] for m in mentions if isinstance(m, Referral)],
    }


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case_gives_the_expected_mentions(path: Path, nlp: Language) -> None:
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    found = found_in(list(find_mentions(read_folder(path).interviews, nlp)))
    assert {kind: found[kind] for kind in expected} == expected


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_quotes_occur_in_their_note(path: Path, nlp: Language) -> None:
    note = " ".join(re.sub(r"[*_`>#]|\[[ xX]\]|^\s*[-*]\s", "", path.read_text(encoding="utf-8"), flags=re.M).split())
    for mention in find_mentions(read_folder(path).interviews, nlp):
        assert " ".join(re.sub(r"[*_`>#]", "", mention.source.quote).split()) in note


def test_every_mention_says_why(nlp: Language) -> None:
    for path in CASES:
        assert all(mention.explain for mention in find_mentions(read_folder(path).interviews, nlp))


def test_two_runs_give_the_same(nlp: Language) -> None:
    interviews = read_folder(CASES[0]).interviews
    assert list(find_mentions(interviews, nlp)) == list(find_mentions(interviews, load_pipeline()))


def test_opposite_movements_on_one_line_are_two_trends(nlp: Language) -> None:
    text = "# Jane Doe, framer\n\n## Trends\n\n- 3D scanning creeping in everywhere; gilding dying out\n"
    found = found_in(list(find_mentions(interviews_of(text), nlp)))["trends"]
    assert found == [["3D scanning creeping in everywhere", "rising"], ["gilding dying out", "declining"]]


@pytest.mark.parametrize(
    "text",
    [
        "Rents are rising; nobody knows why",
        "AI is spreading; it shrinks the teams",
        "Laser cutting is spreading; engraving machines are booming",
        "Typesetting is dying out, but slowly",
    ],
)
def test_one_movement_stays_one_trend(text: str) -> None:
    assert find_opposites(text) == ()


def test_dont_bother_with_tom_is_no_referral() -> None:
    assert find_referrals("Don't bother with Tom", Context(topic="people", kind="item")) == ()


def test_somebody_without_a_name_is_no_referral() -> None:
    assert find_referrals("Talk to her old manager", Context(topic="people", kind="item")) == ()


def test_titles_are_dropped_from_referred_names() -> None:
    found = find_referrals("Contact Dr. Shabnam Rezaei at McMaster", Context(topic="people", kind="item"))
    assert [finding.label for finding in found] == ["Shabnam Rezaei"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Ask Dr. Rezaei first.", 1),
        ("Tools, e.g. SQL, help.", 1),
        ("It takes approx. 3 weeks. Then apply.", 2),
        ("ship a tiny app. go to a meetup", 2),
        ("She laughed (he did too. Twice.) and left", 1),
        ('"Really?" she said.', 1),
        ("a. Windows event logs", 1),
        ("apply in Oct. Leave out the photo", 2),
        ("write to Engr. Bello", 1),
        ("call Ann / buy the book / thank Bo", 3),
        ("boards / credit unions", 1),
        ("more audits; fewer auditors", 1),
        ("fewer shops; more vans; no drivers", 3),
        ("first visit → then decide", 1),
        ("she says (1) read the act (2) ring the union", 3),
        ("to do – ring Ann – buy jam – read law", 4),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(split_sentences(text)) == count


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("call tomorrow", "2024-03-15"),
        ("cv by Friday", "2024-03-15"),
        ("report in two weeks", "2024-03-28"),
        ("coffee in August", "2024-08"),
        ("apply by the end of May", "2024-05-31"),
        ("catch up next week", ""),
        ("form NLT 22MAR24", "2024-03-22"),
        ("registration closes 28.03", "2024-03-28"),
        ("course, starts 2/apr/2024", "2024-04-02"),
        ("two weeks from now tell her", "2024-03-28"),
        ("open evening – the 20th", "2024-03-20"),
        ("draft b4 end april", "2024-04-30"),
        ("write again in sept", "2024-09"),
        ("ring him 2moro", "2024-03-15"),
        ("CV to him viernes", "2024-03-15"),
        ("come in on a Saturday", ""),
        ("ask for two weeks leave in May", ""),
        ("mail her, week of 8 April", ""),
        ("card 📅 2024-4-2", "2024-04-02"),
        ("soon", ""),
    ],
)
def test_due_is_counted_from_the_talk(text: str, due: str) -> None:
    assert find_due(text, "2024-03-14") == due


def test_day_of_sending_is_no_due_date() -> None:
    assert find_due("thank-you sent 10/12", "2024-12-09", done=True) == ""


def test_a_table_of_to_dos_says_when_and_whether_done() -> None:
    text = (
        "# Jane Doe, analyst\n\nDate: 2024-03-14\n\n## Actions\n\n"
        "| Action | Owner | Due | State |\n| - | - | - | - |\n"
        "| Card | me | 15 March | done |\n| Ring Ann Lee about the plan | me | Monday | open |\n"
    )
    found = [s for s in find_statements(interviews_of(text)[0]) if s.context.kind == "row"]
    assert [(s.text, s.context.task, s.context.beside) for s in found] == [
        ("Card", "x", "15 March"),
        ("Ring Ann Lee about the plan", " ", "Monday"),
    ]


def test_dates_of_a_task_manager_stand_beside_the_words() -> None:
    text = "# Jane Doe, analyst\n\n## Tasks\n- call Ann 📅 2024-03-20\n- write to Bo DEADLINE: <2024-03-22 Fri>\n"
    found = [(s.text, s.context.beside) for s in find_statements(interviews_of(text)[0])]
    assert found[-2:] == [("call Ann", "📅 2024-03-20"), ("write to Bo", "DEADLINE: <2024-03-22 Fri>")]


def test_each_box_of_a_line_is_a_statement() -> None:
    text = "# Jane Doe, analyst\n\n## Tasks\n- for her: ☑ card ☐ send CV ☐ read the act\n"
    found = [(s.text, s.context.task) for s in find_statements(interviews_of(text)[0])]
    assert found[-3:] == [("card", "x"), ("send CV", " "), ("read the act", " ")]


def test_to_dos_behind_a_label_are_statements() -> None:
    text = "# Jane Doe, analyst\n\nTo do: print the long list (done), ask her for dates, tell Ann about it\n"
    found = [s.text for s in find_statements(interviews_of(text)[0])]
    assert found[-3:] == ["print the long list (done)", "ask her for dates", "tell Ann about it"]


def test_done_as_the_box_or_the_words_say() -> None:
    assert is_done("send cv", Context(task="x"))
    assert is_done("CV - sent thursday", Context())
    assert not is_done("thank-you sent?", Context(task=" "))
    assert not is_done('ask for Ola, tell her I sent you"', Context())


def test_table_cells_are_statements_with_the_speaker_of_their_column() -> None:
    text = "# Jane Doe, analyst\n\n| Question | They said | I think |\n| - | - | - |\n| Tools? | SQL. Excel too. | I lack SQL |\n"
    found = [(s.text, s.context.speaker) for s in find_statements(interviews_of(text)[0])]
    assert found[-3:] == [("SQL.", "interviewee"), ("Excel too.", "interviewee"), ("I lack SQL", "note_taker")]


def test_an_aside_is_the_note_takers() -> None:
    text = "# Jane Doe, analyst at Acme\n\n## Skills\n- sql every day. me: i know some\n"
    found = [(s.text, s.context.speaker) for s in find_statements(interviews_of(text)[0])]
    assert found == [("sql every day.", "interviewee"), ("i know some", "note_taker")]


def test_components_work_without_our_reader(nlp: Language) -> None:
    doc = nlp("Demand for actuaries is growing every year")
    assert doc._.context == Context()
    assert isinstance(doc._.trends, tuple)


def test_importing_the_room_does_not_load_spacy() -> None:
    code = "import sys, infoview_analysis.language; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_tagged_words_reach_the_classifier(nlp: Language) -> None:
    interview = interviews_of("# Jane Doe, analyst\n\n## Advice\n- Learn SQL\n")[0]
    statement = tag_statements(find_statements(interview), nlp)[0]
    assert len(statement.context.tags) == 2
    assert "opens with a bare verb" in find_features(statement.text, statement.context)


@pytest.mark.parametrize(
    ("pipeline", "lack"), [("blank", "has no tagger"), ("german", "'de'"), ("missing", "no spaCy pipeline")]
)
def test_a_pipeline_that_cannot_serve_is_refused_with_what_it_lacks(pipeline: str, lack: str, tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    spacy.blank("de").to_disk(tmp_path / "german")
    with pytest.raises(UsageError, match=lack):
        load_pipeline(tmp_path / pipeline)


def test_another_pipeline_with_a_tagger_takes_the_place_of_ours(tmp_path: Path) -> None:
    other = spacy.blank("en")
    other.add_pipe("tagger").add_label("NN")
    other.initialize()
    other.to_disk(tmp_path / "other")
    names = load_pipeline(tmp_path / "other").pipe_names
    assert names[0] == "tagger"
    assert "infoview_skills" in names


def test_a_question_to_the_interviewee_is_no_advice(nlp: Language) -> None:
    text = "# Jane Doe, analyst\n\n## Advice\n- What would you do in my place?\n- Never apply cold, ask first.\n"
    found = found_in(list(find_mentions(interviews_of(text), nlp)))
    assert found["advice"] == [["Never apply cold, ask first.", "avoid"]]


def test_who_led_here_gets_the_full_name_of_the_same_note() -> None:
    text = "# Jane Doe, analyst\n\nReferred by: Farah\n\nFarah Mokhtari is at the health app.\n"
    interview = replace(interviews_of(text)[0], referred_by="Farah")
    assert [referral.referrer for referral in find_incoming(interview)] == ["Farah Mokhtari"]


def test_a_surname_with_an_elided_particle_belongs_to_the_name() -> None:
    found = find_referrals("Talk to Catherine d'Entremont", Context(topic="people", kind="item"))
    assert [finding.label for finding in found] == ["Catherine d'Entremont"]
