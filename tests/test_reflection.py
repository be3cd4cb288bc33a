"""What the answers promise."""

import datetime as dt
from pathlib import Path

import pytest
from factories import (
    make_advice,
    make_corpus,
    make_follow_up,
    make_interview,
    make_passage,
    make_referral,
    make_reflection,
    make_skill,
    make_story,
    make_trend,
)

from infoview_analysis.corpus import Corpus
from infoview_analysis.errors import ProfileError
from infoview_analysis.records import Interview, Skill
from infoview_analysis.reflection import (
    build_agenda,
    build_overview,
    parse_profile,
    rank_gaps,
    rank_skills,
    read_profile,
    search_passages,
    wilson_interval,
)

ANN = make_interview("Ann Lee", date="2024-01-10")
BOB = make_interview("Bob Ray", date="2024-02-10")
CHO = make_interview("Cho Kim", date="2024-03-10")
DAY = dt.date(2024, 3, 15)


def own(stance: str, *, of: Interview, line: int = 8) -> Skill:
    return make_skill("SQL", of=of, line=line, stance=stance, speaker="note_taker")


def gaps(*records: Interview | Skill, profile: str = "") -> list[str]:
    me = parse_profile(f"---\n{profile}\n---") if profile else None
    return rank_gaps(make_corpus(ANN, BOB, CHO, *records), me)["skill"].tolist()


# --- Skills -------------------------------------------------------------------------------------------------


def test_support_counts_interviews_not_mentions() -> None:
    ranked = rank_skills(make_corpus(ANN, BOB, make_skill(of=ANN, line=2), make_skill(of=ANN, line=3)))
    assert ranked[["support", "interviews"]].to_numpy().tolist() == [[1, 2]]


def test_own_remarks_are_no_demand() -> None:
    assert rank_skills(make_corpus(ANN, own("strength", of=ANN))).empty


def test_stances_split_the_support() -> None:
    mentions = [
        make_skill(of=ANN),
        make_skill(of=ANN, line=3, stance="optional"),
        make_skill(of=BOB, stance="declining"),
    ]
    row = rank_skills(make_corpus(ANN, BOB, *mentions)).iloc[0]
    assert (row.needed, row.optional, row.mentioned, row.declining) == (1, 0, 0, 1)


def test_quotes_say_where_they_stand() -> None:
    row = rank_skills(make_corpus(ANN, make_skill(of=ANN, line=7))).iloc[0]
    assert row.quotes == "“SQL all day” (Ann Lee, ann-lee.md:7)"


# Newcombe (1998), table I, method 3.
@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_interval_as_published(count: int, total: int, low: float, high: float) -> None:
    assert wilson_interval(count, total) == pytest.approx((low, high), abs=5e-5)


# --- Gaps ---------------------------------------------------------------------------------------------------


def test_skill_below_level_three_is_a_gap() -> None:
    assert gaps(make_skill(of=ANN), profile="skills: {SQL: 2}") == ["SQL"]


def test_skill_at_level_three_is_no_gap() -> None:
    assert gaps(make_skill(of=ANN), own("gap", of=BOB), profile="skills: {sql: 3}") == []


def test_later_strength_closes_a_gap() -> None:
    assert gaps(make_skill(of=ANN), own("gap", of=ANN), own("strength", of=BOB)) == []


def test_later_gap_opens_it_again() -> None:
    assert gaps(make_skill(of=ANN), own("strength", of=ANN), own("gap", of=BOB)) == ["SQL"]


def test_gap_and_strength_of_one_day_stay_a_gap() -> None:
    assert gaps(make_skill(of=ANN), own("strength", of=ANN), own("gap", of=ANN, line=9)) == ["SQL"]


def test_profile_outweighs_what_notes_claim() -> None:
    assert gaps(make_skill(of=ANN), own("strength", of=BOB), profile="skills: {SQL: 1}") == ["SQL"]


def test_profile_may_use_the_words_of_the_notes() -> None:
    excel = make_skill("Microsoft Excel", of=ANN, text="Excel")
    assert gaps(excel, profile="skills: {excel: 4}") == []


def test_skill_that_only_loses_weight_is_no_gap() -> None:
    assert gaps(make_skill(of=ANN, stance="declining")) == []


def test_gap_only_the_note_taker_named_has_no_support() -> None:
    row = rank_gaps(make_corpus(ANN, own("gap", of=ANN))).iloc[0]
    assert (row.support, row.score, row.own, row.said_by) == (0, 0, "gap", "")


def test_score_is_as_stated() -> None:
    # Of three talks one needs it and one calls it a plus; level 2 leaves three fifths: (1 + 1/2) / 3 * 3/5.
    corpus = make_corpus(ANN, BOB, CHO, make_skill(of=ANN), make_skill(of=BOB, stance="optional"))
    assert rank_gaps(corpus, parse_profile("---\nskills: {SQL: 2}\n---"))["score"].tolist() == [pytest.approx(0.3)]


def test_languages_that_differ_by_a_sign_stay_apart() -> None:
    assert gaps(make_skill("C++", of=ANN), make_skill("C", of=ANN, line=3), profile="skills: {C: 4}") == ["C++"]


# --- Agenda -------------------------------------------------------------------------------------------------


def test_done_follow_up_is_left_out() -> None:
    assert build_agenda(make_corpus(ANN, make_follow_up("Ann", of=ANN, done=True)), DAY).empty


@pytest.mark.parametrize(
    ("due", "overdue"),
    [("2024-03-14", True), ("2024-03-15", False), ("2024-02", True), ("2024-03", False), ("", False)],
)
def test_overdue_once_the_day_or_month_has_passed(due: str, overdue: bool) -> None:
    agenda = build_agenda(make_corpus(ANN, make_follow_up("Ann", of=ANN, due=due)), DAY)
    assert agenda["overdue"].tolist() == [overdue]


def test_person_named_twice_is_listed_once_with_both_referrers() -> None:
    named = [make_referral("Ann Lee", "Dev Patel", of=ANN), make_referral("Bob Ray", "Dev Patel", of=BOB)]
    agenda = build_agenda(make_corpus(ANN, BOB, *named), DAY)
    assert agenda[agenda["part"] == "to_do"][["kind", "person", "reason"]].to_numpy().tolist() == [
        ["contact", "Dev Patel", "Named by Ann Lee and Bob Ray, not yet met."]
    ]


def test_referral_leaves_the_agenda_when_interviewed() -> None:
    agenda = build_agenda(make_corpus(ANN, BOB, make_referral("Ann Lee", "Bob Ray", of=ANN)), DAY)
    assert "to_do" not in set(agenda["part"])


def test_planned_contact_is_not_listed_twice() -> None:
    records = make_referral("Ann Lee", "Dev Patel", of=ANN), make_follow_up("Dev Patel", of=ANN, due="2024-04-01")
    assert build_agenda(make_corpus(ANN, *records), DAY)["due"].tolist() == ["2024-04-01"]


def test_dates_come_first_then_people_then_the_rest() -> None:
    tasks = [
        make_follow_up("Ann", of=ANN, kind="send"),
        make_follow_up("Ann", of=ANN, line=7, kind="send", due="2024-05"),
    ]
    agenda = build_agenda(make_corpus(ANN, *tasks, make_referral("Ann Lee", "Dev Patel", of=ANN)), DAY)
    assert agenda["line"].tolist() == [7, 5, 6]


# --- Search -------------------------------------------------------------------------------------------------


def found(text: str, *passages: str, limit: int = 10) -> list[str]:
    records = [make_passage(passage, of=ANN, line=line) for line, passage in enumerate(passages, 2)]
    return search_passages(make_corpus(ANN, *records), text, limit)["text"].tolist()


def test_search_meets_other_forms_of_a_word() -> None:
    assert found("modelling skills", "He models floods.", "They like tea.") == ["He models floods."]


def test_rare_words_weigh_more() -> None:
    passages = "We use Python.", "We use Python daily.", "We use Fortran."
    assert found("python fortran", *passages)[0] == "We use Fortran."


def test_search_keeps_signs_of_names() -> None:
    assert found("C++", "She writes C.", "She writes C++.") == ["She writes C++."]


@pytest.mark.parametrize("text", ["", "zebra", "?!"])
def test_search_without_a_hit_is_empty(text: str) -> None:
    assert found(text, "He models floods.") == []


def test_search_gives_no_more_than_asked_for() -> None:
    assert len(found("tea", "Tea.", "More tea.", "Tea again.", limit=2)) == 2


# --- Profile ------------------------------------------------------------------------------------------------


def test_profile_in_markdown_and_toml_say_the_same() -> None:
    markdown = parse_profile("---\nname: Orla\nskills:\n  - {name: SQL, level: 2}\nvalues: {pay: 3}\n---\n")
    toml = parse_profile('name = "Orla"\n[[skills]]\nname = "SQL"\nlevel = 2\n[values]\npay = 3\n', name="me.toml")
    assert markdown == toml


def test_empty_profile_is_a_profile() -> None:
    assert parse_profile("---\nskills:\nvalues:\ntargets:\n---\n").skills == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("no head", "me.md:1: there is no front matter"),
        ("---\nname: a: b\n---", "me.md:2: mapping values are not allowed here"),
        ("---\n- SQL\n---", "me.md:2: the front matter is no list of keys"),
        ("---\nskils: [a]\n---", 'me.md: skils: no such key; did you mean "skills"?'),
        ("---\nskills: [{name: SQL, level: high}]\n---", 'me.md: skills, SQL, level: "high" is not understood'),
        ("---\nskills: [{name: SQL}]\n---", "me.md: skills, SQL, level: missing"),
        ("---\nskills: [SQL]\n---", 'me.md: skills, item 1: "SQL" is not understood'),
        ("---\nskills: {SQL: 9, R: 8}\n---", "(1 more to mend)"),
        ("---\nvalues: {pay: much}\n---", 'me.md: values, pay: "much" is not understood'),
        ("---\ntargets: [{rolles: [a]}]\n---", 'did you mean "roles"?'),
    ],
)
def test_profile_error_says_place_and_remedy(text: str, message: str) -> None:
    with pytest.raises(ProfileError) as caught:
        parse_profile(text, name="me.md")
    assert message in str(caught.value)
    assert ";" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_profile_runs_no_code() -> None:
    with pytest.raises(ProfileError):
        parse_profile('---\nname: !!python/object/apply:os.system ["true"]\n---')


def test_profile_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="no such file"):
        read_profile(tmp_path / "me.md")


def test_profile_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "me.md").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ProfileError, match="save it as UTF-8"):
        read_profile(tmp_path / "me.md")


def test_profile_with_windows_line_ends() -> None:
    assert parse_profile("\ufeff---\r\nname: Orla\r\n---\r\ntext").name == "Orla"


# --- Overview -----------------------------------------------------------------------------------------------


def test_overview_of_nothing_is_one_sentence() -> None:
    assert [part.topic for part in build_overview(Corpus.empty()).letter] == ["start"]


def test_overview_of_one_says_what_cannot_be_said() -> None:
    text = str(build_overview(make_corpus(ANN, make_skill(of=ANN))))
    assert "You had one conversation with one person on 10 January 2024." in text
    assert "can be seen from the third on" in text
    assert "They named SQL." in text


def test_overview_of_two_names_what_both_said() -> None:
    assert "Both named SQL." in str(build_overview(make_corpus(ANN, BOB, make_skill(of=ANN), make_skill(of=BOB))))


def test_overview_counts_what_recurs() -> None:
    skills = [make_skill(of=ANN), make_skill(of=BOB), make_skill("R", of=CHO)]
    overview = build_overview(make_corpus(ANN, BOB, CHO, *skills))
    assert (overview.skills, overview.recurring) == (2, 1)
    assert "The skill that came up most is SQL, in 2 of 3 talks." in str(overview)


def test_overview_without_profile_does_not_claim_gaps() -> None:
    assert "compare them with your profile" in str(build_overview(make_corpus(ANN, make_skill(of=ANN))))


def test_overview_without_skills_does_not_say_that_nothing_lacks() -> None:
    overview = build_overview(make_corpus(ANN), parse_profile("---\nname: Orla\n---"))
    assert "no skill was found in these notes" in str(overview)


def test_overview_names_people_still_to_write_to() -> None:
    overview = build_overview(make_corpus(*make_story()))
    assert overview.open_referrals == 1
    assert "One person you were pointed to has not been written to yet: Dev Patel (by Bob Ray)." in str(overview)


def test_overview_of_undated_notes() -> None:
    overview = build_overview(make_corpus(make_interview("Ann Lee"), make_interview("Bob Ray")))
    assert "The notes do not say when." in str(overview)


@pytest.mark.parametrize("talks", [0, 1, 2, 3])
def test_no_answer_holds_a_missing_value(talks: int) -> None:
    records = [make_interview(f"Ann {letter}", note=f"{letter}.md") for letter in "abc"[:talks]]
    more = [make(of=talk) for talk in records for make in (make_skill, make_trend, make_advice, make_reflection)]
    corpus = make_corpus(*records, *more)
    texts = [str(build_overview(corpus)), rank_skills(corpus).to_csv(), build_agenda(corpus, DAY).to_csv()]
    assert not any("nan" in text.lower() for text in texts)
