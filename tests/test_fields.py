"""Fields of work: what tells them, and what goes before what."""

import csv
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Collection
from importlib.resources import files
from pathlib import Path

import pytest
from factories import make_corpus, make_interview, make_referral
from hypothesis import given
from hypothesis import strategies as st

from infoview_analysis.corpus.fields import FIELDS, find_field, load_phrases
from infoview_analysis.network import referral_graph

LABELLED = Path(__file__).parent.parent / "data" / "benchmark" / "fields.csv"


def measure_accuracy(sets: Collection[str]) -> float:
    with LABELLED.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["set"] in sets]
    return sum(find_field(row["role"], row["organization"]) == row["field"] for row in rows) / len(rows)


@pytest.mark.parametrize(
    ("role", "organization", "industry", "field"),
    [
        ("Senior Data Analyst", "St Mary's Hospital", "", "data and analytics"),
        ("Carpenter", "Southbank University", "banking", "building and architecture"),
        ("Accounts manager", "First National Bank", "farming", "finance"),
        ("Marketing Manager", "General Hospital", "", "marketing and communications"),
        ("Manager", "Bank of Somewhere", "farming", "farming, forestry and fishing"),
        ("Manager", "Bank of Somewhere", "", "finance"),
        ("Manager", "Acme", "", "business and HR"),
        ("", "Leeds Teaching Hospitals", "", "health care"),
        ("", "Acme", "", ""),
        ("Wizard", "", "", ""),
        ("", "", "", ""),
    ],
)
def test_role_goes_before_industry_before_employer(role: str, organization: str, industry: str, field: str) -> None:
    assert find_field(role, organization, industry) == field


@pytest.mark.parametrize(
    ("role", "field"),
    [
        ("Nurse educator", "education"),
        ("School nurse", "health care"),
        ("Teacher of nursing", "education"),
        ("Potter and teacher", "manufacturing and crafts"),
        ("Founder & baker", "food and hospitality"),
        ("Head of Data", "data and analytics"),
        ("Data librarian", "libraries and museums"),
        ("Learning & Development Lead", "business and HR"),
        ("former nurse, now web developer", "software and IT"),
        ("ex-teacher", "education"),
        ("INFIRMIÈRE", "health care"),
    ],
)
def test_last_word_of_the_first_part_says_most(role: str, field: str) -> None:
    assert find_field(role) == field


def test_a_surname_in_the_name_of_a_firm_is_no_job() -> None:
    assert find_field("", "Baker & Carpenter") == ""


def test_a_phrase_stands_under_one_field() -> None:
    count = Counter(
        (kind, phrase) for kinds in load_phrases().values() for kind, listed in kinds.items() for phrase in listed
    )
    assert [entry for entry, times in count.items() if times > 1] == []


def test_kinds_of_words_are_the_known_ones() -> None:
    assert {kind for kinds in load_phrases().values() for kind in kinds} == {"jobs", "words", "places", "last"}


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_is_told_by_its_first_job(field: str) -> None:
    assert find_field(load_phrases()[field]["jobs"][0].rstrip("*")) == field


def test_interviews_people_and_graph_have_the_field() -> None:
    ann = make_interview("Ann Lee", role="Plumber", organization="Acme")
    corpus = make_corpus(ann, make_referral("Ann Lee", "Bob Ray", of=ann, organization="City Museum"))
    assert corpus.interviews["field"].tolist() == ["building and architecture"]
    assert dict(zip(corpus.people["name"], corpus.people["field"], strict=True)) == {
        "Ann Lee": "building and architecture",
        "Bob Ray": "libraries and museums",
    }
    assert referral_graph(corpus).nodes["bob-ray"]["field"] == "libraries and museums"


def test_the_industry_of_an_interview_tells_the_field_of_the_person() -> None:
    corpus = make_corpus(make_interview("Ann Lee", role="Manager", industry="Renewable energy"))
    assert corpus.people["field"].tolist() == ["energy and environment"]


@pytest.mark.parametrize(
    ("sets", "measured"),
    [
        ("c d f g h i notes", 208 / 222),
        ("j k l m n o p q", 226 / 240),
        ("e r", 46 / 58),
    ],
)
def test_the_field_is_found_as_often_as_when_measured(sets: str, measured: float) -> None:
    assert measure_accuracy(sets.split()) >= measured - 0.01


def test_fields_are_those_of_the_file() -> None:
    listed = tomllib.loads((files("infoview_analysis.corpus") / "fields.toml").read_text(encoding="utf-8"))
    assert tuple(name for name, content in listed.items() if isinstance(content, dict)) == FIELDS


def test_labels_are_fields() -> None:
    with LABELLED.open(encoding="utf-8", newline="") as file:
        assert {row["field"] for row in csv.DictReader(file)} <= {"", *FIELDS}


def test_accents_apart_from_their_letters_change_nothing() -> None:
    assert find_field(unicodedata.normalize("NFD", "Infirmière")) == "health care"


def test_what_somebody_was_counts_where_nothing_else_is_said() -> None:
    assert find_field("former manager and nurse") == find_field("formerly nurse") == "health care"


@given(role=st.text(), organization=st.text(), industry=st.text())
def test_any_text_gives_a_field_or_none(role: str, organization: str, industry: str) -> None:
    assert find_field(role, organization, industry) in {"", *FIELDS}
