"""Facts about the vocabulary of skills."""

from pathlib import Path

import pytest

from infoview_analysis.errors import UsageError
from infoview_analysis.language.vocabulary import (
    Entry,
    Vocabulary,
    check_entries,
    import_esco,
    import_onet,
    load_entries,
    load_vocabulary,
    make_skill_id,
    read_vocabulary,
)
from infoview_analysis.language.vocabulary.homographs import _senses
from infoview_analysis.language.vocabulary.index import fingerprint, read_index
from infoview_analysis.language.vocabulary.user import parse_vocabulary
from infoview_analysis.word_lists import load_toml


def test_shipped_files_hold_no_double_names_bad_categories_or_dangling_broader():
    assert check_entries(load_entries()) == []


def test_names_of_one_skill_stand_under_a_name_of_the_vocabulary_and_under_one_only():
    same = load_toml("infoview_analysis.language.vocabulary", "same_skills.toml")
    named = {entry.name for entry in load_entries()}
    others = [other for several in same.values() for other in several]
    assert set(same) <= named
    assert not set(same) & set(others)
    assert len(others) == len(set(others))


def test_names_of_one_skill_have_one_identifier():
    assert {make_skill_id(name) for name in ("Excel", "spreadsheets", "spreadsheet")} == {"spreadsheets"}
    assert load_vocabulary().get("Excel").skill_id == "spreadsheets"


def test_vocabulary_is_wide():
    assert len(load_entries()) > 8000
    assert {entry.field for entry in load_entries()} >= {"computing", "health_care", "hands_on", "human_languages"}


def test_prepared_index_belongs_to_the_files_as_they_are():
    index = read_index(fingerprint(load_entries()))
    assert index is not None, "run `python -m infoview_analysis.language.vocabulary.index`"


def test_stale_index_is_passed_over():
    assert read_index(0) is None


def test_every_sense_of_a_homograph_is_an_entry():
    vocabulary = load_vocabulary()
    assert [name for senses in _senses().values() for name, _ in senses if vocabulary.get(name) is None] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("managing stakeholders", "stakeholder management"),
        ("pivot tables", "pivot tables"),
        ("a pivot table", "pivot tables"),
        ("powerbi", "Power BI"),
        ("C++", "C++"),
        ("K8s", "Kubernetes"),
        ("sous-vide", "sous vide"),
        ("structural equation modeling", "structural equation modelling"),
    ],
)
def test_spelling_form_and_order_do_not_hide_a_skill(text: str, name: str):
    assert name in [match.entry.name for match in load_vocabulary().find(text)]


def test_punctuation_parts_names():
    vocabulary = Vocabulary([Entry(name="data cleaning", category="method")])
    assert vocabulary.find("data, cleaning") == []


def test_name_of_a_skill_is_no_alias_of_another():
    names = {entry.name.casefold() for entry in load_entries()}
    assert [
        alias
        for entry in load_entries()
        for alias in entry.aliases
        if alias.casefold() in names - {entry.name.casefold()}
    ] == []


def test_user_adds_and_drops(tmp_path: Path):
    (tmp_path / "vocabulary.toml").write_text(
        'drop = ["Excel"]\n[[skill]]\nname = "Wobblefish"\naliases = ["wf"]\ncategory = "tool"\n'
    )
    vocabulary = read_vocabulary(tmp_path)
    assert vocabulary.get("Excel") is None
    assert [match.entry.name for match in vocabulary.find("the wf, daily")] == ["Wobblefish"]


def test_folder_without_own_vocabulary_gives_the_shipped_one(tmp_path: Path):
    assert len(read_vocabulary(tmp_path)) == len(load_vocabulary())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[skill]]\nname = "X"\ncategory = "tol"\n', "vocabulary.toml: skill.1.category: 'tol' is no category"),
        ("[[skill]]\ncategory = 'tool'\n", "vocabulary.toml: skill.1.name: field required"),
        ("skill = [", "vocabulary.toml: no valid TOML"),
        ("skils = []\n", "vocabulary.toml: skils: extra inputs are not permitted"),
    ],
)
def test_errors_in_own_vocabulary_say_where_and_what(text: str, message: str):
    with pytest.raises(UsageError, match=r"\[\[skill\]\]") as caught:
        parse_vocabulary(text)
    assert str(caught.value).startswith(message)


def test_esco_and_onet_become_entries(tmp_path: Path):
    esco = tmp_path / "skills_en.csv"
    esco.write_text(
        'conceptType,skillType,preferredLabel,altLabels\nKnowledgeSkillCompetence,skill/competence,tune keyboards (pianos),"tune a piano\ntune keys"\n'
    )
    onet = tmp_path / "Technology Skills.txt"
    onet.write_text("O*NET-SOC Code\tExample\n15-1211.00\tSAP Concur\n15-1212.00\tSAP Concur\n")
    assert [(entry.name, entry.aliases) for entry in import_esco(esco)] == [
        ("tune keyboards", ("tune a piano", "tune keys"))
    ]
    assert [entry.name for entry in import_onet(onet)] == ["SAP Concur"]


def test_file_of_another_kind_is_told_apart(tmp_path: Path):
    file = tmp_path / "x.csv"
    file.write_text("a,b\n1,2\n")
    with pytest.raises(UsageError, match="expected a column 'preferredLabel', found a, b"):
        import_esco(file)
