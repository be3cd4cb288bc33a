"""The scorer keeps to the guidelines: small examples, worked out by hand."""

from typing import Any

import pytest
from comparing import meets, normalize, normalize_person, same_date
from scoring import (
    Judgement,
    count,
    figures,
    group_tables,
    intervals,
    judge_interview,
    judge_note,
    judge_quotes,
    judge_referrals,
    judge_skills,
)


def verdicts(judgements: Any, attribute: str = "") -> list[str]:
    """Verdicts on the items, or on one attribute of them."""
    return [judgement.verdict for judgement in judgements if judgement.attribute == attribute]


def gold_note(*interviews: dict[str, Any]) -> dict[str, Any]:
    return {"note": "ann.md", "interviews": list(interviews)}


def gold_interview(interviewee: str | None = "Ann Lee", **fields: Any) -> dict[str, Any]:
    return {"interviewee": interviewee, **fields}


def row(interview_id: str = "1", interviewee: str = "Ann Lee", **fields: str) -> dict[str, str]:
    return {"interview_id": interview_id, "interviewee": interviewee, "note": "talks/ann.md", **fields}


# --- Comparing ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Learn SQL", "She said: learn SQL, then wait."),  # contained, two words
        ("one two three four", "one two three five"),  # 2 * 3 / 8 = 0.75
        ("one two three", "one two four"),  # 2 * 2 / 6 = 0.67
        ("a b c", "c b a"),  # order is free
        ("[[Ann Lee|Ann]] has time", "Ann has time"),  # the text of a link, not its target
        ("[the course](https://example.org/a) first", "the course first"),
        ("Café closes", "CAFE CLOSES!"),
        ("SQL", "sql"),
    ],
)
def test_quotes_of_the_same_statement_meet(one: str, other: str) -> None:
    assert meets(one, other)
    assert meets(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SQL", "learn SQL, then wait"),  # one word proves nothing
        ("one two three", "one two four five"),  # 2 * 2 / 7 = 0.57
        ("earn SQL", "learn SQL then go out"),  # part of a word is no word; 2 * 1 / 7
        ("go go go", "go on then and stay"),  # a word counts as often as it stands in both
        ("", ""),
        ("…", "…"),
    ],
)
def test_quotes_of_different_statements_do_not_meet(one: str, other: str) -> None:
    assert not meets(one, other)
    assert not meets(other, one)


def test_six_words_in_ten_are_just_enough() -> None:
    assert meets("a b c d e", "a b c x y")  # 2 * 3 / 10
    assert not meets("a b c d e f", "a b c x y")  # 2 * 3 / 11


def test_names_compare_without_case_accents_and_punctuation() -> None:
    assert normalize("Café A/S – Zoë & Co.") == "cafe a s zoe and co"
    assert normalize("東京 data-lab") == "東京 data lab"


def test_signs_that_tell_languages_apart_are_kept() -> None:
    assert len({normalize("C"), normalize("C++"), normalize("C#")}) == 3


def test_titles_are_no_part_of_a_name() -> None:
    assert normalize_person("Dr. Ann LEE") == normalize_person("ann lee") == "ann lee"
    assert normalize_person("Drew Mrozek") == "drew mrozek"


def test_a_month_wanted_is_met_by_any_day_of_it() -> None:
    assert same_date("2024-03-14", "2024-03")
    assert same_date("2024-03-14T10:00", "2024-03-14")
    assert not same_date("2024-03", "2024-03-14")
    assert not same_date("", "2024-03")


# --- Interviews and fields ----------------------------------------------------------------------------------


def test_interviews_are_paired_by_name_in_any_order() -> None:
    gold = gold_note(gold_interview("Ann Lee", role="Nurse"), gold_interview("Bo Ek", role="Cook"))
    rows = [row("2", "Bo Ek", role="cook"), row("1", "Dr Ann Lee", role="Nurse")]
    judged = judge_note(gold, group_tables({"interviews": rows}))
    assert verdicts(judged) == ["found", "found"]
    assert verdicts(judged, "role") == ["right", "right"]


def test_a_missed_interview_counts_against_all_that_is_in_it() -> None:
    skills = [{"skill": "SQL", "stance": "needed"}]
    gold = gold_note(gold_interview("Ann Lee", role="Nurse", skills=skills), gold_interview("Bo Ek"))
    judged = judge_note(gold, group_tables({"interviews": [row("2", "Bo Ek")]}))
    counts = count(judged)
    assert counts["interviews", "", "missed"] == 1
    assert counts["interviews", "role", "wrong"] == 1
    assert counts["skills", "", "missed"] == 1


def test_an_invented_interview_costs() -> None:
    gold = gold_note(gold_interview("Ann Lee"))
    tables = group_tables({"interviews": [row("1", "Ann Lee"), row("2", "Sam Ortiz")]})
    assert verdicts(judge_note(gold, tables)) == ["found", "invented"]


def test_whatever_is_found_in_a_note_without_interviews_is_invented() -> None:
    assert verdicts(judge_note(gold_note(), group_tables({"interviews": [row()]}))) == ["invented"]
    assert verdicts(judge_note(gold_note(), group_tables({}))) == []


def test_a_wrong_name_costs_twice_but_the_rest_of_the_only_interview_is_scored() -> None:
    gold = gold_note(gold_interview("Ann Lee", role="Nurse", skills=[{"skill": "SQL", "stance": "needed"}]))
    skills = [{"interview_id": "1", "skill": "SQL", "stance": "needed"}]
    tables = group_tables({"interviews": [row("1", "Anna", role="Nurse")], "skills": skills})
    counts = count(judge_note(gold, tables))
    assert counts["interviews", "", "missed"] == counts["interviews", "", "invented"] == 1
    assert counts["interviews", "role", "right"] == counts["skills", "", "found"] == 1


def test_an_interview_without_a_name_is_found_by_a_row_without_one() -> None:
    tables = group_tables({"interviews": [row("1", "")]})
    assert verdicts(judge_note(gold_note(gold_interview(None)), tables)) == ["found"]


def test_a_field_the_note_does_not_give_has_to_stay_empty() -> None:
    judged = judge_interview(gold_interview(), row(role="Nurse", date=""), group_tables({}))
    assert verdicts(judged, "role") == ["wrong"]
    assert verdicts(judged, "date") == ["right"]


def test_rows_of_other_notes_do_not_matter() -> None:
    other = row("9", "Bo Ek") | {"note": "bo.md"}
    tables = group_tables({"interviews": [other, row()]})
    assert verdicts(judge_note(gold_note(gold_interview()), tables)) == ["found"]


# --- Skills -------------------------------------------------------------------------------------------------


def mention(skill: str, stance: str = "needed") -> dict[str, str]:
    return {"skill": skill, "stance": stance}


def test_several_mentions_are_one_skill_and_the_strongest_stance_wins() -> None:
    gold = [mention("SQL", "gap")]
    rows = [mention("SQL", "mentioned"), mention("sql", "gap"), mention("SQL", "needed")]
    judged = list(judge_skills(gold, rows))
    assert verdicts(judged) == ["found"]
    assert verdicts(judged, "stance") == ["right"]


def test_an_accepted_name_counts_and_so_does_only_one_of_several() -> None:
    gold = [{"skill": "machine learning", "accept": ["ML", "statistical learning"], "stance": "needed"}]
    assert verdicts(judge_skills(gold, [mention("ML")])) == ["found"]
    assert verdicts(judge_skills(gold, [mention("ML"), mention("machine learning")])) == ["found"]


def test_of_two_accepted_names_the_stronger_stance_is_judged() -> None:
    gold = [{"skill": "machine learning", "accept": ["ML"], "stance": "gap"}]
    judged = judge_skills(gold, [mention("machine learning", "optional"), mention("ML", "gap")])
    assert verdicts(judged, "stance") == ["right"]


def test_a_tolerated_skill_is_neither_rewarded_nor_punished() -> None:
    assert verdicts(judge_skills([], [mention("Curiosity")], tolerated=["curiosity"])) == []
    assert verdicts(judge_skills([], [], tolerated=["curiosity"])) == []


def test_missed_and_invented_skills_cost() -> None:
    assert verdicts(judge_skills([mention("SQL")], [mention("Excel")])) == ["missed", "invented"]


def test_an_unknown_stance_is_taken_for_a_mere_mention() -> None:
    judged = judge_skills([mention("SQL", "mentioned")], [mention("SQL", "")])
    assert verdicts(judged, "stance") == ["right"]


# --- Quotes -------------------------------------------------------------------------------------------------


def advice(quote: str, polarity: str = "do", **more: Any) -> dict[str, Any]:
    return {"quote": quote, "polarity": polarity, **more}


def test_a_row_is_used_once() -> None:
    gold = [advice("learn SQL first"), advice("learn SQL first of all")]
    assert verdicts(judge_quotes("advice", gold, [advice("learn SQL first")])) == ["found", "missed"]


def test_an_optional_item_is_neither_rewarded_nor_punished() -> None:
    gold = [advice("learn SQL first", optional=True)]
    assert verdicts(judge_quotes("advice", gold, [])) == []
    assert verdicts(judge_quotes("advice", gold, [advice("learn SQL first")])) == []


def test_a_statement_split_finer_is_forgiven() -> None:
    gold = [advice("learn SQL first and then ask for a mentor")]
    rows = [advice("learn SQL first"), advice("then ask for a mentor")]
    assert verdicts(judge_quotes("advice", gold, rows)) == ["found"]


def test_the_same_statement_twice_is_invented_once() -> None:
    gold = [advice("learn SQL first")]
    rows = [advice("learn SQL first"), advice("learn SQL first")]
    assert verdicts(judge_quotes("advice", gold, rows)) == ["found", "invented"]


def test_attributes_are_judged_on_what_was_found() -> None:
    gold = [advice("learn SQL first"), advice("never apply cold", "avoid"), advice("ask for a mentor")]
    rows = [advice("learn SQL first"), advice("never apply cold", "do")]
    assert verdicts(judge_quotes("advice", gold, rows), "polarity") == ["right", "wrong"]


def test_a_due_date_is_asked_for_only_where_the_annotation_has_one() -> None:
    gold: list[dict[str, Any]] = [
        {"quote": "send the CV", "due": "2024-08", "done": False},
        {"quote": "thank her", "due": None, "done": True},
    ]
    rows = [
        {"quote": "Send the CV", "due": "2024-08-09", "done": "false"},
        {"quote": "Thank her", "due": "2024-01-01", "done": "false"},
    ]
    judged = list(judge_quotes("follow_ups", gold, rows))
    assert verdicts(judged, "due") == ["right"]
    assert verdicts(judged, "done") == ["right", "wrong"]


# --- Referrals ----------------------------------------------------------------------------------------------


def test_a_referral_is_a_directed_pair() -> None:
    gold = [{"referrer": "Ann Lee", "referred": "Bo Ek"}]
    assert verdicts(judge_referrals(gold, [{"referrer": "Dr Ann Lee", "referred": "bo ek"}])) == ["found"]
    turned = [{"referrer": "Bo Ek", "referred": "Ann Lee"}]
    assert verdicts(judge_referrals(gold, turned)) == ["missed", "invented"]


def test_a_referral_said_twice_counts_once() -> None:
    pair = {"referrer": "Ann Lee", "referred": "Bo Ek"}
    assert verdicts(judge_referrals([pair], [pair, pair])) == ["found"]


# --- Figures ------------------------------------------------------------------------------------------------


def judgements(kind: str, **numbers: int) -> list[Judgement]:
    return [Judgement(kind=kind, verdict=verdict) for verdict in numbers for _ in range(numbers[verdict])]


def test_figures_follow_from_counts() -> None:
    skills = figures(count(judgements("skills", found=6, missed=2, invented=4)))["skills"]
    assert skills == {"precision": 0.6, "recall": 0.75, "f1": pytest.approx(2 / 3), "n": 8}


def test_nothing_to_find_and_nothing_found_is_perfect() -> None:
    assert figures({})["trends"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "n": 0}


def test_all_fields_is_the_share_right_of_every_field_asked() -> None:
    right = row(role="Nurse", organization="NHS", date="", medium="phone")
    gold = gold_interview(role="Nurse", organization="BUPA", date="2024-03", medium="phone")
    interviews = figures(count(judge_interview(gold, right, group_tables({}))))["interviews"]
    assert interviews["all"] == 0.6  # role, medium, referred_by of five
    assert interviews["organization"] == 0.0


def test_intervals_hold_the_figure_and_repeat_with_the_seed() -> None:
    notes = [count(judgements("skills", found=n % 5, missed=1, invented=n % 2)) for n in range(30)]
    low, high = intervals(notes, draws=200)["skills", "f1"]
    assert low < figures(sum(notes, start=count([])))["skills"]["f1"] < high
    assert intervals(notes, draws=200) == intervals(notes, draws=200)
    assert intervals(notes, draws=200) != intervals(notes, draws=200, seed=1)


def test_notes_that_are_all_alike_leave_no_doubt() -> None:
    notes = [count(judgements("skills", found=3, missed=1))] * 10
    assert intervals(notes, draws=50)["skills", "recall"] == (0.75, 0.75)
