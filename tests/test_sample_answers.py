"""Answers on ``data/notes``, each checked by hand against the notes; the comments say how."""

from functools import cache

import pytest
from factories import make_corpus, make_interview
from samples import DATA, analyze_sample

from infoview_analysis import read_profile
from infoview_analysis.reading.referrers import find_referrer
from infoview_analysis.reflection import draft_profile, find_contradictions, rank_advice, rank_gaps, rank_trends
from infoview_analysis.reflection.fit.comparison import compare_paths
from infoview_analysis.reflection.fit.opinions import trace_opinions
from infoview_analysis.reflection.fit.paths import find_paths
from infoview_analysis.reflection.fit.story import describe_fit
from infoview_analysis.reflection.saturation.sentences import describe_group
from infoview_analysis.rows import list_rows


@cache
def read_gaps() -> dict[str, dict[str, object]]:
    rows = list_rows(rank_gaps(analyze_sample(), read_profile(DATA / "profile.md")))
    return {str(row["skill"]).casefold(): row for row in rows}


def stances(note: str, skill: str) -> set[str]:
    rows = list_rows(analyze_sample().skills)
    return {row["stance"] for row in rows if note in row["note"] and row["skill"].casefold() == skill}


# --- Gaps ---------------------------------------------------------------------------------------------------


def test_python_is_asked_for_in_thirteen_talks() -> None:
    # Anders, Graham, Deepti, Tuğba ("not needed here"), Yevhen, Mateus, Bogna, Lauri, Efua, Ruaridh, Ifan, Zarina,
    # Đặng Thu Hà. Needed: Graham, Deepti, Yevhen, Mateus, Bogna, Efua, Ifan, Zarina. A plus: Anders ("nice if you've got
    # it"), Lauri ("in small doses"), Đặng Thu Hà ("if you still have time").
    row = read_gaps()["python"]
    assert (row["support"], row["needed"], row["optional"], row["declining"]) == (13, 8, 3, 1)


def test_sql_is_asked_for_in_nine_of_ten_talks_on_public_health_data() -> None:
    # Chinwe, Graham, Tuğba, Mateus ("takes a weekend"), Nomsa, Lauri, Đặng Thu Hà, Ruaridh, Graciela: all but the one
    # without a name. Bogna asks for it too, in energy and climate.
    row = read_gaps()["sql"]
    assert row["support"] == 10
    assert "public health data 9 of 10" in str(row["by_target"])


def test_what_the_own_column_denies_is_a_gap() -> None:
    # Efua's table has "proposal writing | half of your promotion | no" and "hydraulic modelling | … | no".
    assert stances("Efua", "proposal writing") == {"gap"}
    assert "proposal writing" in read_gaps()


@pytest.mark.parametrize("subject", ["psychology", "heritage management", "computer science"])
def test_what_they_studied_is_no_gap(subject: str) -> None:
    # Aiko studied psychology, Wen-Ting heritage management ("the most expensive library card she's owned"), Lauri
    # computer science "without finishing": none of them says that I need it.
    assert subject not in read_gaps()


def test_epidemiology_is_asked_for_once() -> None:
    # Only the principal analyst without a name asks for it ("the basic measures"). Nomsa took a diploma at night, and
    # Ruaridh's counting of shellfish poisonings is told of his past.
    assert read_gaps()["epidemiology"]["support"] == 1


# --- What I have --------------------------------------------------------------------------------------------


def test_chemistry_of_the_interviewee_is_not_mine() -> None:
    # "I studied chemistry in Đà Nẵng" stands in Đặng Thu Hà's written answers.
    assert "Đà Nẵng" not in draft_profile(analyze_sample())


def test_r_is_a_strength_that_two_evenings_do_not_deny() -> None:
    # "R yes, sort of" (Chinwe), "I have R" (City Square), "yes" (Aiko); in February I promise Parisa two R evenings.
    drafted = draft_profile(analyze_sample())
    assert '- name: "R"\n    level: 3' in drafted


def test_sql_is_learnt_by_the_end() -> None:
    # "SQL never touched" in March, "60 exercises done and two queries at work" in November.
    assert '- name: "SQL"\n    level: 3' in draft_profile(analyze_sample())


# --- Themes -------------------------------------------------------------------------------------------------


def test_eight_people_are_against_a_masters_now() -> None:
    # Graham, Bogna, Nomsa, Đặng Thu Hà, Wen-Ting, Graciela, Ruaridh; and Parisa, who in 2026 takes back what she had
    # told me in 2025 ("Forget it"). Anders says it in other words ("no second degree needed").
    (theme,) = [row for row in list_rows(rank_advice(analyze_sample())) if "No master's first" in row["quotes"]]
    assert theme["people"] == 8
    assert "I told you to do the master's" in theme["quotes"]


def test_parisa_is_on_both_sides_of_the_masters() -> None:
    (row,) = [row for row in list_rows(find_contradictions(analyze_sample())) if row["matter"] == "a master's degree"]
    # For it in 2025 and against it in 2026; nobody else changed sides.
    assert (row["one_people"], row["other_people"]) == (5, 9)
    assert "Parisa Golzari (exhibition developer" in row["one_by"]
    assert "Parisa Golzari (Public Engagement Officer" in row["other_by"]


def test_fixed_term_posts_are_said_by_three_people_in_four_talks() -> None:
    # Parisa ("mostly fixed-term now"; again, "six-month posts"), Aiko ("in-house posts … becoming rare") and Wen-Ting
    # ("permanent posts are becoming project posts").
    (theme,) = [row for row in list_rows(rank_trends(analyze_sample())) if "six-month posts" in row["quotes"]]
    assert (theme["people"], theme["support"]) == (3, 4)


def test_sayings_about_paper_join_nothing() -> None:
    # Nomsa's money shifts "on paper at any rate", Lauri's dashboards go "the way of the fax": neither is about paper,
    # as Graciela's forms are.
    for row in list_rows(rank_trends(analyze_sample())):
        assert sum(words in row["quotes"] for words in ("on paper at any rate", "way of the fax", "paper forms")) < 2


# --- Fit ----------------------------------------------------------------------------------------------------


def test_ten_talks_each_are_about_health_and_about_museums() -> None:
    # Health: Chinwe, Graham, Tuğba, City Square, Mateus, Nomsa, Lauri, Đặng Thu Hà, Ruaridh, Graciela. Energy: Anders,
    # Deepti, Yevhen, Ibtissam, Bogna, Tomasi, Efua, Henk (Hana is private). Museums: Parisa twice, Eoghan, Lucía, Aiko,
    # Samir, Josephine, Wen-Ting, Tendai, Sigríður. Ifan and Zarina come near to several.
    found = list(find_paths(analyze_sample(), read_profile(DATA / "profile.md")).values())
    counts = [found.count(path) for path in ("public health data", "energy and climate", "science communication")]
    assert counts == [10, 8, 10]


def test_remarks_that_take_no_side_are_not_counted() -> None:
    # "That changes what I mean by 'public health data'" and "Public health it is." judge nothing by their words.
    (row,) = [
        row
        for row in list_rows(compare_paths(analyze_sample(), read_profile(DATA / "profile.md")))
        if row["path"] == "public health data"
    ]
    assert row["remarks"] == row["remarks_for"] + row["remarks_against"] + row["remarks_mixed"]
    assert "That changes what I mean" not in row["quotes"]


def test_ruaridhs_half_day_is_no_change_of_mind() -> None:
    # "energy 10", "fit 9" and "I was useful twice" against the on-call weeks, after Đặng Thu Hà, who'd make a fine boss.
    said = list_rows(trace_opinions(analyze_sample(), read_profile(DATA / "profile.md")))
    (row,) = [row for row in said if row["interviewee"] == "Ruaridh Gunn"]
    assert row["remarks_for"] > row["remarks_against"] > 0
    assert row["change"] == "same"


# --- People -------------------------------------------------------------------------------------------------


def test_graham_works_for_a_council() -> None:
    # "Head of intelligence" at Calder and Aire Council: needs assessments, no secret service.
    (row,) = [row for row in list_rows(analyze_sample().interviews) if row["interviewee"] == "Graham Ellerby"]
    assert row["field"] == "government and policy"


def test_pauline_is_a_consultant_in_public_health() -> None:
    (row,) = [row for row in list_rows(analyze_sample().people) if row["name"] == "Pauline Achterberg"]
    assert (row["role"], row["field"]) == ("consultant in public health", "health care")


# --- Few notes ----------------------------------------------------------------------------------------------


def test_skills_of_one_talk_each_are_all_named_once() -> None:
    row = {"kind": "skills", "interviews": 3, "found": 9, "once": 9, "coverage": None}
    assert describe_group(row) == "three talks named nine skills, all of them in one talk only"


def test_a_path_without_a_name_is_not_called_by_that() -> None:
    corpus = make_corpus(make_interview("Odile Fenwright", role="", organization=""))
    assert "Nothing for or against was found about one interview whose field of work is not known." in describe_fit(corpus)


@pytest.mark.parametrize("denial", ["Tjitske didn't send me, I found him", "Tjitske never introduced us, I found him"])
def test_whoever_did_not_send_me_is_no_referrer(denial: str) -> None:
    assert find_referrer(denial, "Severin Quist") == ""
