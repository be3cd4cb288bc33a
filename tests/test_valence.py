"""Whether a remark on fit speaks for the work or against it, and what it is about."""

import csv
from pathlib import Path

import pytest

from infoview_analysis.language.context import Context, Finding
from infoview_analysis.language.reflections import find_reflections
from infoview_analysis.language.valence import find_valence
from infoview_analysis.reading.ratings import read_ratings

LABELLED = Path(__file__).parent.parent / "data" / "benchmark" / "reflections.csv"


def read_remark(text: str, **known: str) -> tuple[Finding, ...]:
    return find_reflections(text, Context(**{"speaker": "note_taker", "topic": "reflection", **known}))


@pytest.mark.parametrize(
    ("text", "valence"),
    [
        ("I'd love to do this every day", "positive"),
        ("I don't want that week", "negative"),
        ("I'm not at zero any more", "positive"),
        ("I like the work, but the nights would drain me", "mixed"),
        ("I liked it less than I thought", "negative"),
        ("I have never written a contract", "negative"),
        ("I have written contracts for years", "positive"),
        ("Forty people in an open office", "mixed"),
        ("I need to find out whether I'd like it", "mixed"),
    ],
)
def test_negation_and_contrast_are_heard(text: str, valence: str) -> None:
    assert find_valence(text) == valence


@pytest.mark.parametrize(
    ("text", "valence"),
    [
        ("Fit 7/10", "positive"),
        ("fit: 5", "mixed"),
        ("energy 3", "negative"),
        ("[energy:: 8] [fit:: 2]", "mixed"),
        ("Fit 4/5", "positive"),
        ("Down from 9 to 7 for nursing, and I do like it", "negative"),
    ],
)
def test_ratings_decide_where_there_are_any(text: str, valence: str) -> None:
    assert find_valence(text) == valence


def test_dates_and_counts_are_no_ratings() -> None:
    assert read_ratings("Energy audit on 3/10/2024, 24/7, fit for 2030, 12 people") == ()


@pytest.mark.parametrize("text", ["Me", "Reflection", "She said that I'd be fine", "“You can weld, that helps.”"])
def test_labels_and_words_of_others_are_no_remarks_on_fit(text: str) -> None:
    assert read_remark(text) == ()


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("The pay wouldn't cover my rent", "pay"),
        ("I came out exhausted", "energy"),
        ("Every second weekend until I'm sixty", "lifestyle"),
        ("I can explain things to people", "skills_fit"),
        ("Not sure I'd last", "doubt"),
        ("I'd like the team around her", "culture"),
        ("So much weather", "interest"),
    ],
)
def test_the_aspect_is_what_the_remark_is_about(text: str, aspect: str) -> None:
    assert read_remark(text)[0].label == aspect


def test_a_list_under_me_is_on_what_one_can() -> None:
    assert read_remark("Ohm yes", lead="Me")[0].label == "skills_fit"


@pytest.mark.parametrize(("half", "valence", "aspect"), [("develop", 0.90, 0.85), ("check", 0.70, 0.78)])
def test_labelled_remarks_are_judged_as_well_as_measured(half: str, valence: float, aspect: float) -> None:
    # Before: valence 28 of 52 and 27 of 60, aspect 32 of 52 and 24 of 60. The words were chosen on "develop".
    with LABELLED.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["half"] == half and row["valence"] != "none"]
    found = [read_remark(row["text"], topic=row["topic"], section=row["section"], lead=row["lead"]) for row in rows]
    right = [
        (remark[0].details["valence"] == row["valence"], remark[0].label == row["aspect"])
        for remark, row in zip(found, rows, strict=True)
    ]
    assert sum(judged for judged, _ in right) / len(rows) >= valence
    assert sum(named for _, named in right) / len(rows) >= aspect


def test_no_labelled_remark_is_judged_the_opposite() -> None:
    with LABELLED.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["valence"] in ("positive", "negative")]
    pairs = {(find_valence(row["text"]), row["valence"]) for row in rows}
    assert not pairs & {("positive", "negative"), ("negative", "positive")}
