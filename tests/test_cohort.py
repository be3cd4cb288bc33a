"""Cohorts: numbers of many, and nothing that tells of a few or names anybody."""

import csv
import itertools
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from factories import make_corpus, make_interview, make_skill
from hypothesis import given, settings
from hypothesis import strategies as st

from infoview_analysis import cli
from infoview_analysis.corpus import Corpus
from infoview_analysis.errors import UsageError
from infoview_analysis.reflection import summarize_cohorts
from infoview_analysis.reflection.cohort.hiding import choose_shown, count_seats, is_enough
from infoview_analysis.reflection.cohort.members import ALL, Seat
from infoview_analysis.reflection.cohort.sentences import describe_cohorts
from infoview_analysis.reflection.frames import list_rows


def tell(folder: str, *skills: str, year: str = "2025", **known: object) -> list[object]:
    """One interview of somebody else in a folder, and the skills asked for in it."""
    number = next(_NUMBERS)
    talk = make_interview(f"Somebody {chr(97 + number // 26)}{chr(97 + number % 26)}", date=year and f"{year}-01-02",
                          note=f"{folder}/{number}.md", **known)  # fmt: skip
    return [talk, *(make_skill(skill, of=talk) for skill in skills)]


_NUMBERS = itertools.count()


def build(*talks: Iterable[object]) -> Corpus:
    return make_corpus(*itertools.chain(*talks))  # type: ignore[arg-type]


def rows_of(corpus: Corpus, **how: object) -> dict[tuple[str, str], tuple[int, int, int]]:
    rows = list_rows(summarize_cohorts(corpus, **how))  # type: ignore[arg-type]
    return {(row["cohort"], row["skill"]): (row["note_takers"], row["people"], row["interviews"]) for row in rows}


# --- What is counted ------------------------------------------------------------------------------------------


def test_a_skill_counts_by_note_taker_person_and_interview() -> None:
    corpus = build(*(tell(f"m{number}", "SQL") for number in range(3)), tell("m0", "SQL"), tell("m1", "Python"))
    assert rows_of(corpus, min_cell=3) == {(ALL, ""): (3, 5, 5), (ALL, "SQL"): (3, 4, 4)}


def test_what_loses_weight_is_not_asked_for() -> None:
    talks = [tell(f"m{number}") for number in range(4)]
    skills = [make_skill("SQL", of=talk[0], stance="declining" if number else "needed")
              for number, talk in enumerate(talks)]  # fmt: skip
    assert rows_of(build(*talks, skills), min_cell=3) == {(ALL, ""): (4, 4, 4)}


def test_only_words_of_the_vocabulary_are_shown() -> None:
    corpus = build(*(tell(f"m{number}", "Harrowgate Looms") for number in range(5)))
    assert rows_of(corpus) == {(ALL, ""): (5, 5, 5)}


def test_folders_in_a_folder_are_the_note_takers_of_a_cohort() -> None:
    corpus = build(*(tell(f"autumn/m{number}", "SQL") for number in range(5)), tell("autumn", "SQL"))
    expected = (5, 5, 5)
    rows = rows_of(corpus, by="folder")
    assert rows == dict.fromkeys([(ALL, ""), (ALL, "SQL"), ("autumn", ""), ("autumn", "SQL")], expected)


def test_notes_in_no_folder_belong_to_nobody() -> None:
    loose = [make_interview(f"Nobody {letter}", note=f"{letter}.md") for letter in "abcdef"]
    assert rows_of(make_corpus(*loose)) == {}


def test_years_and_fields_that_are_not_known_stand_together() -> None:
    corpus = build(
        *(tell(f"m{number}", "SQL", year="2024", role="nurse") for number in range(5)),
        *(tell(f"m{number}", "SQL", year="") for number in range(5)),
    )
    assert {cohort for cohort, _ in rows_of(corpus, by="year")} == {ALL, "2024", "(unknown)"}
    assert {cohort for cohort, _ in rows_of(corpus, by="field")} == {ALL, "health care", "(unknown)"}


def test_saturation_is_that_of_the_cohort() -> None:
    corpus = build(*(tell(f"m{number}", "SQL", "Python" if number % 2 else "Excel") for number in range(8)))
    (whole, *_) = list_rows(summarize_cohorts(corpus))
    assert whole["found"] == 3
    assert whole["run_share"] == 0
    assert 0.9 < whole["coverage"] <= 1


# --- What is hidden -------------------------------------------------------------------------------------------


def seats(cohort: str, size: int) -> list[Seat]:
    return [Seat(cohort, f"{cohort}-{number}", f"{cohort}-{number}", f"{cohort}-{number}") for number in range(size)]


def test_a_single_hidden_cell_takes_the_next_smallest_with_it() -> None:
    cells = {"a": seats("a", 4), "b": seats("b", 20), "c": seats("c", 7), "d": seats("d", 9)}
    assert choose_shown(cells, 5) == {"b", "d"}


def test_cells_that_are_enough_together_hide_no_other() -> None:
    cells = {"a": seats("a", 3), "b": seats("b", 20), "c": seats("c", 4)}
    assert choose_shown(cells, 5) == {"b"}


def test_many_interviews_of_a_few_note_takers_are_too_few() -> None:
    cell = [Seat("a", f"m{number % 4}", f"p{number}", f"t{number}") for number in range(40)]
    assert choose_shown({"a": cell}, 5) == set()


@given(
    st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 9), st.integers(0, 30)), max_size=60),
    st.integers(3, 8),
)
@settings(deadline=None)
def test_neither_a_number_nor_the_rest_of_a_total_tells_of_a_few(
    drawn: Sequence[tuple[str, int, int]], least: int
) -> None:
    cells: dict[str, list[Seat]] = {}
    for number, (cohort, taker, person) in enumerate(drawn):
        cells.setdefault(cohort, []).append(Seat(cohort, f"m{taker}", f"p{person}", f"t{number}"))
    shown = choose_shown(cells, least)
    assert all(is_enough(cells[cohort], least) for cohort in shown)
    rest = [seat for cohort, cell in cells.items() if cohort not in shown for seat in cell]
    assert not (shown and rest) or min(count_seats(rest).values()) >= least
    # Of what is subtracted it cannot be told whose it is, unless it was enough to be shown anyway.
    hidden = [cohort for cohort in cells if cohort not in shown]
    assert not shown or len(hidden) != 1


def test_a_cohort_too_small_is_not_even_named() -> None:
    corpus = build(
        *(tell(f"autumn/m{number}", "SQL") for number in range(9)),
        *(tell(f"spring/m{number}", "SQL") for number in range(7)),
        *(tell(f"of Quentin Marsh/m{number}", "SQL") for number in range(2)),
    )
    assert {cohort for cohort, _ in rows_of(corpus, by="folder")} == {ALL, "autumn"}


def test_no_cell_is_smaller_than_asked_for_whatever_the_cohorts() -> None:
    chance = random.Random(7)
    names = ["SQL", "Python", "Excel", "R"]
    talks = [
        tell(
            f"{chance.choice('abc')}/m{chance.randrange(9)}",
            *chance.sample(names, 2),
            year=str(chance.randrange(2020, 2024)),
        )
        for _ in range(120)
    ]
    corpus = build(*talks)
    for by, least in itertools.product((None, "folder", "field", "year"), (3, 5, 8)):
        cells = rows_of(corpus, by=by, min_cell=least).values()
        assert all(min(cell) >= least for cell in cells)
    assert len(rows_of(corpus, by="year", min_cell=3)) > 10


@pytest.mark.parametrize(("how", "message"), [({"by": "name"}, "no cohorts by"), ({"min_cell": 2}, "single people")])
def test_what_would_tell_of_single_people_is_refused(how: dict[str, object], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        summarize_cohorts(Corpus.empty(), **how)  # type: ignore[arg-type]


# --- The program ----------------------------------------------------------------------------------------------


PEOPLE = ("Oona", "Bastian", "Wilhelmina", "Thaddeus", "Ingeborg", "Cosmo", "Peregrine", "Ludmila")
NOTE = """---
interviewee: {first} Fennimore
organization: Marrowgate Looms
date: 2025-02-03
---

## Skills
- Excel every single day, and the Pellworth method of warping

## People
- Talk to Zebedee Quillfeather at Harrowgate Dye Works
"""


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    """Notes of eight note-takers, in folders that are called like people."""
    for first in PEOPLE:
        folder = tmp_path / "centre" / f"{first} Underhill"
        folder.mkdir(parents=True)
        (folder / f"{first} secret.md").write_text(NOTE.format(first=first), encoding="utf-8")
    return tmp_path / "centre"


def test_no_name_and_no_word_of_a_note_is_in_any_output(
    centre: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page, table = tmp_path / "cohort.html", tmp_path / "cohort.csv"
    for output in ([], ["-o", str(page)], ["-o", str(table)]):
        assert cli.main(["cohort", str(centre), *output]) == 0
    words = {"Fennimore", "Marrowgate", "Pellworth", "Zebedee", "Quillfeather", "Harrowgate", "Underhill", "secret"}
    for shown in (capsys.readouterr().out.replace(str(tmp_path), ""), page.read_text(), table.read_text()):
        assert "Excel" in shown
        assert not [word for word in (*words, *PEOPLE, "every single day") if word in shown]
    rows = list(csv.DictReader(table.read_text().splitlines()))
    assert [(row["skill"], row["note_takers"], row["people"]) for row in rows] == [("", "8", "8"), ("Excel", "8", "8")]


def test_what_cannot_be_estimated_is_not_said() -> None:
    few, more = (build(*(tell(f"m{number}", "SQL", "R") for number in range(size))) for size in (4, 6))
    (text,) = describe_cohorts(summarize_cohorts(few, min_cell=3))
    assert text.sentences == ["Four note-takers asked four people in four interviews and heard of two skills."]
    (text,) = describe_cohorts(summarize_cohorts(more, min_cell=3))
    assert text.title == "All together"
    assert text.sentences[1].startswith("In a next interview like these about 0 %")
    assert [row["skill"] for row in text.skills] == ["R", "SQL"]


def test_few_note_takers_are_told_that_they_are_few(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "Ann").mkdir()
    (tmp_path / "Ann" / "bob.md").write_text("# Bob Ray, analyst\n\n## Skills\n- SQL\n")
    assert cli.main(["cohort", str(tmp_path)]) == 0
    assert capsys.readouterr().out.startswith("Nothing can be shown: it takes 5 note-takers")


@pytest.mark.parametrize("options", [["-o", "x.pdf"], ["--min-cell", "2"]])
def test_what_cannot_be_done_is_said_before_the_notes_are_read(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["cohort", "/no/such/folder", *options]) == 2
    assert "no such file" not in capsys.readouterr().err
