"""Gaps: who asks, when, who disagrees, what goes with what; families; the drafted profile."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from factories import make_corpus, make_interview, make_reflection, make_skill
from hypothesis import given, settings
from hypothesis import strategies as st

from infoview_analysis import corpus as corpus_room
from infoview_analysis.cli import main
from infoview_analysis.console import describe_gaps
from infoview_analysis.corpus import Corpus, analyze
from infoview_analysis.errors import ProfileError
from infoview_analysis.language.vocabulary import Entry, Vocabulary, make_skill_id
from infoview_analysis.records import Interview, Reflection, Skill
from infoview_analysis.reflection import (
    Profile,
    draft_profile,
    parse_profile,
    rank_gaps,
    rank_pairs,
    read_profile,
    split_support,
)
from infoview_analysis.reflection.fit.paths import find_target_talks
from infoview_analysis.reflection.skills.demand import SKILL_COLUMNS
from infoview_analysis.reflection.skills.families import find_broader, find_heads
from infoview_analysis.reflection.skills.levels import find_levels
from infoview_analysis.reflection.skills.pairs import find_chance, measure_lift
from infoview_analysis.reflection.skills.splits import find_last_third

DATA = Path(__file__).parent.parent / "data"

ANN = make_interview("Ann Lee", date="2024-01-10", role="Data Analyst")
BOB = make_interview("Bob Ray", date="2024-02-10", role="Nurse")
CHO = make_interview("Cho Kim", date="2024-03-10", role="Lawyer")
TALKS = (ANN, BOB, CHO)


def gap(*records: Interview | Skill, me: str = "", skill: str = "SQL", roll_up: bool = False) -> "pd.Series[object]":
    """The row of a skill among the gaps of three talks."""
    gaps = rank_gaps(make_corpus(*TALKS, *records), me_with(me) if me else None, roll_up=roll_up)
    (row,) = (row for _, row in gaps.iterrows() if row["skill"] == skill)
    return row


def me_with(text: str) -> Profile:
    return parse_profile(f"---\n{text}\n---")


def named(*skills: str, of: Interview, **known: object) -> list[Skill]:
    return [make_skill(skill, of=of, line=line, **known) for line, skill in enumerate(skills, 2)]


def make_talks(number: int) -> list[Interview]:
    return [make_interview(f"Ann {place:02}", date=f"2024-01-{place + 1:02}") for place in range(number)]


# --- The sample notes, by hand ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sample() -> pd.DataFrame:
    """The gaps of the sample notes, by ``skill_id``."""
    gaps = rank_gaps(analyze(DATA / "notes"), read_profile(DATA / "profile.md"))
    return gaps.set_index("skill_id")


def test_sql_in_the_sample_notes(sample: pd.DataFrame) -> None:
    # Ten of thirty talks name it as theirs: Chinwe (line 6), Graham (12), Tuğba (13, 31), Mateus (30), Bogna (29,
    # 47), Nomsa (24), Lauri (22), Đặng Thu Hà (20, 24, 38), Graciela (short calls, 23), Ruaridh (31). Mateus only
    # says that it takes a weekend when one needs it; the others need it. My own lines (the course to finish, "never
    # touched") count for nothing. Level 2 in the profile: (9 + 1/2) / 30 * 3/5.
    row = sample.loc["sql"]
    assert (row.support, row.people, row.needed, row.mentioned, row.declining) == (10, 10, 9, 1, 0)
    assert (row.level, row.score) == (2, pytest.approx(0.19))
    # Wilson: (1/3 + 3.8415/60 -+ 1.96 * sqrt((2/9) / 30 + 3.8415/3600)) / (1 + 3.8415/30).
    assert (row.low, row.high) == (pytest.approx(0.1923, abs=5e-5), pytest.approx(0.5122, abs=5e-5))
    # The ten latest talks begin with Lauri, 6 November 2025; of these Lauri, Thu Hà, Graciela and Ruaridh.
    assert (row.recent, row.recent_interviews, row.latest) == (4, 10, "2026-02-24")
    assert row.shown_by == "online course, two queries on the lab's sample database"


def test_label_writing_in_the_sample_notes(sample: pd.DataFrame) -> None:
    # Parisa names it twice, ten months apart (line 9; again, line 20), Tendai hires for it (panel, line 16): three
    # talks, two people. All three lead towards science communication, of ten that do: Tendai, Sigríður, Parisa twice,
    # Eoghan, Lucía, Aiko, Samir, Josephine, Wen-Ting. I have no level in it: 3 / 30.
    row = sample.loc["label-writing"]
    assert (row.support, row.people, row.needed, row.score) == (3, 2, 3, pytest.approx(0.1))
    assert row.said_by == "Parisa Golzari and Tendai Mhlanga"
    assert row.by_target.startswith("science communication 3 of 10, ")
    assert pd.isna(row.level)
    assert row.own == ""


def test_facilitation_in_the_sample_notes(sample: pd.DataFrame) -> None:
    # Henk: the core of it (panel, line 42); Parisa, the second time: most of it (line 21). Two of thirty, both
    # needed; Parisa's is among the ten latest. It is part of communication, of which interviewing is another part.
    row = sample.loc["facilitation"]
    assert (row.support, row.needed, row.recent, row.score) == (2, 2, 1, pytest.approx(0.066667))
    assert row.broader == "communication"
    assert row.family_support >= row.support


def test_who_needs_no_python_in_the_sample_notes_is_named(sample: pd.DataFrame) -> None:
    # Tuğba, line 18: "Python: some of the younger ones. Not needed here". Nobody else says so.
    assert sample.loc["python", "against"] == "Tuğba Erdinç"
    assert sample.loc["sql", "against"] == ""


# --- Demand is what they say --------------------------------------------------------------------------------


STANCES = st.sampled_from(["needed", "optional", "mentioned", "declining", "gap", "strength"])
MENTIONS = st.lists(st.tuples(st.sampled_from(["SQL", "R"]), st.sampled_from(TALKS), STANCES), max_size=6)
DEMANDED = [name for name in SKILL_COLUMNS if name != "quotes"] + ["by_field", "recent", "against", "family_support"]


@given(theirs=MENTIONS, mine=MENTIONS)
@settings(max_examples=25, deadline=None)
def test_own_words_change_no_demand(
    theirs: list[tuple[str, Interview, str]], mine: list[tuple[str, Interview, str]]
) -> None:
    said = [make_skill(name, of=talk, stance=stance, line=line) for line, (name, talk, stance) in enumerate(theirs, 2)]
    own = [
        make_skill(name, of=talk, stance=stance, line=line, speaker="note_taker")
        for line, (name, talk, stance) in enumerate(mine, 20)
    ]
    # With the level in the profile, the notes do not decide whether it is a gap.
    me = me_with("skills: {SQL: 1, R: 2}")
    alone = rank_gaps(make_corpus(*TALKS, *said), me).set_index("skill_id")
    both = rank_gaps(make_corpus(*TALKS, *said, *own), me).set_index("skill_id")
    assert set(alone.index) <= set(both.index)
    kept = [name for name in DEMANDED if name != "skill_id"]
    pd.testing.assert_frame_equal(alone[kept].sort_index(), both.loc[alone.index, kept].sort_index())


def test_two_talks_with_one_person_are_one_person() -> None:
    again = make_interview("Ann Lee", note="again.md", date="2024-05-01")
    row = gap(again, *named("SQL", of=ANN), *named("SQL", of=again))
    assert (row.support, row.people) == (2, 1)


def test_own_words_are_quoted_as_own() -> None:
    row = gap(*named("SQL", of=ANN, stance="gap", speaker="note_taker"))
    assert row.quotes == "“SQL all day” (you, after talking to Ann Lee, ann-lee.md:2)"


def test_names_of_one_skill_are_counted_together_under_the_one_used_most() -> None:
    said = [(ANN, "spreadsheets"), (BOB, "Excel"), (CHO, "Excel")]
    records = [replace(*named(name, of=talk), skill_id=make_skill_id(name)) for talk, name in said]
    row = gap(*records, skill="Excel")
    assert (row.support, row.skill_id, row.broader) == (3, "spreadsheets", "office software")


# --- Who asks, and when -------------------------------------------------------------------------------------


def test_last_third_is_rounded_up_and_takes_the_latest() -> None:
    talks = make_talks(4)
    assert find_last_third(make_corpus(*reversed(talks))) == {talks[2].interview_id, talks[3].interview_id}


def test_two_dated_talks_have_no_last_third() -> None:
    corpus = make_corpus(*make_talks(2), make_interview("Bob Ray"), make_skill(of=ANN))
    assert find_last_third(corpus) == set()
    assert rank_gaps(corpus)["recent"].isna().all()


def test_recent_counts_the_last_third() -> None:
    assert gap(*named("SQL", of=ANN)).recent == 0
    row = gap(*named("SQL", of=CHO))
    assert (row.recent, row.recent_interviews, row.recent_share) == (1, 1, 1.0)


def test_fields_share_the_support_out() -> None:
    corpus = make_corpus(*TALKS, *named("SQL", of=ANN), *named("SQL", of=BOB))
    split = split_support(corpus)
    fields = split[split["split"] == "field"]
    assert fields["support"].sum() == 2
    assert fields["interviews"].tolist() == [1, 1]
    assert gap(*named("SQL", of=ANN), *named("SQL", of=BOB)).by_field == "data and analytics 1 of 1, health care 1 of 1"


def test_talk_without_a_field_is_counted_as_such() -> None:
    eve = make_interview("Eve Fox")
    assert gap(eve, *named("SQL", of=eve)).by_field == "field not known 1 of 1"


def test_target_in_which_nobody_asks_is_said_too() -> None:
    row = gap(*named("SQL", of=ANN), me="targets: [nurse, data analyst]")
    assert row.by_target == "data analyst 1 of 1, nurse 0 of 1"


@pytest.mark.parametrize(
    ("role", "industry", "target", "towards"),
    [
        ("Senior Data Analyst", "", "roles: [data analyst]", True),
        ("Data Analyst", "", "roles: [public health data analyst]", True),
        ("Analyst", "", "roles: [public health data analyst]", False),
        ("Head of Health Communication", "", "roles: [health communicator]", True),
        ("Nurse", "", "field: health care", True),
        ("Plumber", "public health, policy", "field: public health", True),
        ("Nurse", "public health", "field: health", True),
        ("Nurse", "", "field: law", False),
        ("", "", "field: law", False),
    ],
)
def test_talk_leads_towards_a_target(role: str, industry: str, target: str, towards: bool) -> None:
    talk = make_interview("Ann Lee", role=role, industry=industry)
    (found,) = find_target_talks(make_corpus(talk), me_with(f"targets: [{{{target}}}]")).values()
    assert (talk.interview_id in found) is towards


def test_labelled_industry_outweighs_the_field_of_work() -> None:
    talk = make_interview("Ann Lee", role="Data Analyst", industry="energy")
    found = find_target_talks(make_corpus(talk), me_with("targets: [{field: data}, {field: energy}]"))
    assert found == {"data": set(), "energy": {talk.interview_id}}


# --- Who disagrees ------------------------------------------------------------------------------------------


def test_who_needs_it_no_more_is_against_those_who_do() -> None:
    row = gap(*named("SQL", of=ANN), *named("SQL", of=BOB, stance="declining"), *named("SQL", of=CHO))
    assert row.against == "Bob Ray"
    assert row.against_quotes == "“SQL all day” (Bob Ray, bob-ray.md:2)"


def test_plus_is_not_against() -> None:
    assert gap(*named("SQL", of=ANN), *named("SQL", of=BOB, stance="optional")).against == ""


def test_nobody_is_against_what_nobody_needs() -> None:
    records = [*named("SQL", of=ANN, stance="mentioned"), *named("SQL", of=BOB, stance="declining")]
    own = named("SQL", of=CHO, stance="gap", speaker="note_taker")
    assert gap(*records, *own).against == ""


# --- What goes together -------------------------------------------------------------------------------------


def test_chance_is_that_of_the_hypergeometric_distribution() -> None:
    # Of 8 talks 3 name one skill and 4 the other; all three meet in 4 of the 56 ways to choose three talks.
    assert find_chance(together=3, support=3, other_support=4, interviews=8) == pytest.approx(4 / 56)
    assert find_chance(together=0, support=3, other_support=4, interviews=8) == pytest.approx(1)


def test_lift_of_independent_skills_is_one() -> None:
    assert measure_lift(together=5, support=10, other_support=10, interviews=20) == 1.0


def make_pairs(together: int, *, talks: int = 20) -> Corpus:
    """SQL and R in the same first talks, and in no others."""
    people = make_talks(talks)
    return make_corpus(*people, *(skill for talk in people[:together] for skill in named("SQL", "R", of=talk)))


def test_skills_that_meet_twice_are_no_pair() -> None:
    assert rank_pairs(make_pairs(2)).empty
    assert rank_pairs(make_pairs(3))[["skill", "other", "together", "lift"]].to_numpy().tolist() == [
        ["R", "SQL", 3, pytest.approx(20 / 3, abs=1e-6)]
    ]


def test_skills_that_everybody_names_are_no_pair() -> None:
    assert rank_pairs(make_pairs(20)).empty


def test_skill_and_what_it_is_part_of_are_no_pair() -> None:
    people = make_talks(20)
    both = [skill for talk in people[:4] for skill in (make_known("R", of=talk), make_known("programming", of=talk))]
    assert rank_pairs(make_corpus(*people, *both)).empty


def test_gap_says_what_goes_with_it() -> None:
    gaps = rank_gaps(make_pairs(3)).set_index("skill")
    assert gaps.loc["SQL", "goes_with"] == "R (both in 3 talks, 6.7 times as often as by chance)"


# --- Families -----------------------------------------------------------------------------------------------


def make_known(skill: str, *, of: Interview, stance: str = "needed", line: int = 2) -> Skill:
    """A skill of the vocabulary: Python and R are part of programming, PyTorch of deep learning."""
    return make_skill(skill, of=of, stance=stance, line=line)


def test_talk_that_names_two_of_a_family_counts_once() -> None:
    records = [make_known("Python", of=ANN), make_known("R", of=ANN, line=3), make_known("R", of=BOB)]
    row = gap(*records, skill="programming", roll_up=True)
    assert (row.support, row.needed, row.members) == (2, 2, "Python, R")
    assert gap(*records, skill="Python").family_support == 2
    assert gap(*records, skill="Python").family == "R 2, Python 1"


def test_single_part_keeps_its_own_name() -> None:
    assert gap(make_known("Python", of=ANN), skill="Python", roll_up=True).members == "Python"


def test_part_rolls_up_into_what_is_named() -> None:
    pytorch = make_skill("PyTorch", of=ANN)
    row = gap(pytorch, make_deep_learning(of=BOB), skill="deep learning", roll_up=True)
    assert (row.support, row.members) == (2, "deep learning, PyTorch")


def make_deep_learning(*, of: Interview) -> Skill:
    skill = make_skill("deep learning", of=of)
    return Skill(**{name: getattr(skill, name) for name in Skill.__dataclass_fields__} | {"skill_id": "deep-learning"})


def test_family_that_asks_in_one_member_asks() -> None:
    # A talk in which Python is needed and R has gone needs programming.
    records = [make_known("Python", of=ANN), make_known("R", of=ANN, stance="declining", line=3)]
    row = gap(*records, skill="programming", roll_up=True)
    assert (row.needed, row.declining) == (1, 0)


def test_gaps_stand_under_no_skill_that_is_no_gap() -> None:
    records = [make_known(name, of=ANN, line=line) for line, name in enumerate(["Python", "R", "programming"], 2)]
    gaps = rank_gaps(make_corpus(*TALKS, *records), me_with("skills: {programming: 4}"), roll_up=True)
    assert sorted(gaps["skill"]) == ["Python", "R"]


def test_own_vocabulary_may_go_round_in_a_circle() -> None:
    entries = [Entry(name="a", category="tool", broader="b"), Entry(name="b", category="tool", broader="a")]
    broader = find_broader(Vocabulary(entries))
    assert set(find_heads(["a", "b"], broader)) == {"a", "b"}


def test_own_vocabulary_says_what_is_part_of_what() -> None:
    known = Vocabulary([Entry(name="SQL", category="tool", broader="querying")])
    corpus = make_corpus(*TALKS, *named("SQL", of=ANN))
    assert rank_gaps(corpus, vocabulary=known)["broader"].tolist() == ["querying"]


def test_rolling_up_counts_every_gap_once() -> None:
    records = [make_known(name, of=ANN, line=line) for line, name in enumerate(["Python", "R", "SQL", "Figma"], 2)]
    gaps = rank_gaps(make_corpus(*TALKS, *records), roll_up=True)
    members = [name for members in gaps["members"] for name in members.split(", ")]
    assert sorted(members) == ["Figma", "Python", "R", "SQL"]


# --- Level --------------------------------------------------------------------------------------------------


def test_level_is_shown_by_the_profile_else_by_the_notes() -> None:
    claim = named("SQL", of=ANN, stance="strength", speaker="note_taker")
    lack = named("SQL", of=BOB, stance="gap", speaker="note_taker")
    me = "skills: [{name: SQL, level: 2, shown_by: a course}]"
    assert gap(*claim, *lack, me=me).shown_by == "a course"
    assert gap(*claim, *lack).shown_by == "“SQL all day” (you, after talking to Ann Lee, ann-lee.md:2)"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("skills: [{name: SQL, level: 2}, {name: sql, level: 4}]", "skills: sql is named twice; keep the line"),
        ("skills: {SQL: yes}", 'skills, SQL, level: "true" is not understood'),
        ("skills: {SQL: }", "skills, SQL, level: missing"),
        ("values: {pay: }", "values, pay: missing"),
    ],
)
def test_profile_error_names_the_entry(text: str, message: str) -> None:
    with pytest.raises(ProfileError) as caught:
        me_with(text)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "skills: [SQL: 2]",
        "skills: {SQL: {level: 2}}",
        "skills: {SQL: 2}",
        "skills: [{name: SQL, level: 2}]",
    ],
)
def test_skill_may_be_written_in_four_ways(text: str) -> None:
    assert [(skill.name, skill.level) for skill in me_with(text).skills] == [("SQL", 2)]


def test_one_target_needs_no_list() -> None:
    assert me_with("targets: {field: law}") == me_with("targets: [{field: law}]")


# --- The drafted profile ------------------------------------------------------------------------------------


def reflect(quote: str, aspect: str, valence: str, *, of: Interview) -> Reflection:
    plain = make_reflection(of=of)
    where = plain.source
    source = type(where)(note=where.note, line=7, end_line=7, section="", quote=quote)
    return Reflection(interview_id=of.interview_id, aspect=aspect, valence=valence, source=source)


def test_draft_of_nothing_is_a_profile() -> None:
    assert parse_profile(draft_profile(Corpus.empty())) == Profile()


def test_draft_gives_strengths_and_gaps_a_level_and_their_quotes() -> None:
    strong = make_skill("R", of=ANN, stance="strength", speaker="note_taker")
    weak = make_skill("SQL", of=BOB, stance="gap", speaker="note_taker")
    draft = draft_profile(make_corpus(*TALKS, strong, weak))
    skills = parse_profile(draft).skills
    assert [(skill.name, skill.level, skill.shown_by) for skill in skills] == [("R", 3, "R all day"), ("SQL", 1, "")]
    assert "# “R all day” (you, after talking to Ann Lee, ann-lee.md:2)" in draft
    assert "# “SQL all day” (you, after talking to Bob Ray, bob-ray.md:2)" in draft


def test_later_word_settles_the_drafted_level() -> None:
    weak = make_skill("SQL", of=ANN, stance="gap", speaker="note_taker")
    strong = make_skill("SQL", of=BOB, stance="strength", speaker="note_taker")
    assert [skill.level for skill in parse_profile(draft_profile(make_corpus(ANN, BOB, weak, strong))).skills] == [3]


def test_what_others_say_of_me_is_only_suggested() -> None:
    draft = draft_profile(make_corpus(ANN, make_skill("SQL", of=ANN, stance="strength")))
    assert parse_profile(draft).skills == ()
    taken = draft.replace("  # - {", "  - {")
    assert [(skill.name, skill.level) for skill in parse_profile(taken).skills] == [("SQL", 3)]


def test_draft_takes_interests_values_constraints_and_targets_from_reflections() -> None:
    profile = parse_profile(
        draft_profile(
            make_corpus(
                ANN,
                reflect("I'd love to count things like these", "interest", "positive", of=ANN),
                reflect("Fit 7", "interest", "positive", of=ANN),
                reflect("I could not work at night, ever", "lifestyle", "negative", of=ANN),
                reflect("The pay is what I have", "pay", "mixed", of=ANN),
            )
        )
    )
    assert profile.interests == ("I'd love to count things like these",)
    assert profile.constraints == ("I could not work at night, ever",)
    assert profile.values == {"hours and place of work": 3, "pay": 3}
    assert [(target.field, target.roles) for target in profile.targets] == [("data and analytics", ("Data Analyst",))]


TEXT = st.text(max_size=30)


@given(name=TEXT, quote=TEXT, note=st.text(min_size=1, max_size=20))
@settings(max_examples=40, deadline=None)
def test_whatever_notes_say_the_draft_is_read_back(name: str, quote: str, note: str) -> None:
    talk = make_interview("Ann Lee", note=note, role=quote)
    skill = make_skill(f"SQL {name}", of=talk, stance="gap", speaker="note_taker")
    long = f"one two three four {quote}"
    corpus = make_corpus(talk, skill, reflect(long, "interest", "positive", of=talk))
    assert len(parse_profile(draft_profile(corpus)).skills) == 1


def test_drafted_profile_leaves_the_gaps_it_names() -> None:
    records = [make_skill("R", of=ANN), make_skill("SQL", of=BOB)]
    own = [
        make_skill("R", of=ANN, line=8, stance="strength", speaker="note_taker"),
        make_skill("SQL", of=BOB, line=8, stance="gap", speaker="note_taker"),
    ]
    corpus = make_corpus(*TALKS, *records, *own)
    assert rank_gaps(corpus, parse_profile(draft_profile(corpus)))["skill"].tolist() == ["SQL"]


# --- The names of the profile -------------------------------------------------------------------------------


def levels(mine: str, theirs: str, vocabulary: Vocabulary | None = None) -> dict[str, str]:
    """What the profile calls the skills of the notes; both sides separated by commas."""
    me = me_with(f"skills: {{{', '.join(f'{name.strip()}: 4' for name in mine.split(','))}}}")
    corpus = make_corpus(ANN, *named(*(name.strip() for name in theirs.split(",")), of=ANN))
    return {skill: known.name for skill, known in find_levels(corpus, me, vocabulary).items()}


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("Microsoft Excel", "Excel"),
        ("node JS", "Node.js"),
        ("budgets", "budgeting"),
        ("ETC Eos", "Eos"),
        ("Eos", "ETC Eos"),
        ("Allen & Heath dLive", "dLive"),
        ("QLab 5", "QLab"),
    ],
)
def test_profile_and_notes_may_name_a_skill_differently(mine: str, theirs: str) -> None:
    assert list(levels(mine, theirs).values()) == [mine]


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("C", "C#"),
        ("SQL", "SQL Server"),
        ("statistics", "Bayesian statistics"),
        ("Welsh", "Welsh translation"),
        ("bookbinding", "Japanese bookbinding"),
        ("Eos", "Eos programming"),
        ("ETC Eos, Strand Eos", "Eos"),
        ("Eos", "ETC Eos, Avid Eos"),
    ],
)
def test_another_skill_or_one_that_fits_twice_is_not_that_of_the_profile(mine: str, theirs: str) -> None:
    assert levels(mine, theirs) == {}


def test_names_of_the_users_vocabulary_are_names_of_the_profile_too() -> None:
    known = Vocabulary([Entry(name="Zettelkasten", category="method", aliases=("slip box",))])
    assert levels("slip box", "Zettelkasten", known) == {"zettelkasten": "slip box"}
    assert levels("slip box", "Zettelkasten") == {}


def test_skill_known_under_another_name_is_no_gap() -> None:
    corpus = make_corpus(*TALKS, *named("Eos", of=ANN))
    assert rank_gaps(corpus, me_with("skills: {ETC Eos: 4}")).empty


# --- What the program says ----------------------------------------------------------------------------------


@pytest.mark.parametrize("talks", [0, 1, 2, 5])
def test_gaps_of_few_notes_say_that_they_are_few(talks: int) -> None:
    people = make_talks(talks)
    records = [skill for talk in people for skill in named("SQL", "R", of=talk)]
    lines = list(describe_gaps(rank_gaps(make_corpus(*people, *records), me_with("skills: {R: 1}"))))
    assert not [line for line in lines if "nan" in line.lower() or "<na>" in line.lower() or "None" in line]
    assert ("read it as a description" in lines[-1]) is (talks > 0)


def test_gaps_that_recur_say_who_asks_and_who_disagrees() -> None:
    records = [*named("SQL", of=ANN), *named("SQL", of=BOB, stance="declining"), *named("SQL", of=CHO)]
    me = me_with("skills: [{name: SQL, level: 1, shown_by: a course}]\ntargets: [nurse]")
    lines = list(describe_gaps(rank_gaps(make_corpus(*TALKS, *records), me)))
    assert "   2 needed, 1 declining; 100 % of all talks, 95 % interval 44 to 100; 1 of the last 1" in lines
    assert "   your level 1: a course" in lines
    assert "   towards your targets: nurse 1 of 1" in lines
    assert "   against: “SQL all day” (Bob Ray, bob-ray.md:2)" in lines


def test_many_gaps_of_one_talk_each_are_named_in_one_line() -> None:
    names = [f"skill {letter}" for letter in "abcdefghijk"]
    records = [*named("SQL", of=ANN), *named("SQL", of=BOB), *named(*names, of=CHO)]
    *_, once, score, _ = describe_gaps(rank_gaps(make_corpus(*TALKS, *records), me_with("skills: {R: 1}")))
    assert once == f"In one interview each, 11 skills: {', '.join(names)}"
    assert score.startswith("Score: needed")


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    lack = make_skill("SQL", of=ANN, stance="gap", speaker="note_taker")
    monkeypatch.setattr(corpus_room, "analyze", lambda notes, **how: make_corpus(*TALKS, lack))
    return tmp_path


def test_profile_is_printed(notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["profile", str(notes)]) == 0
    assert [skill.name for skill in parse_profile(capsys.readouterr().out).skills] == ["SQL"]
    assert not list(notes.iterdir())


def test_profile_is_written_and_read_back(notes: Path) -> None:
    assert main(["profile", str(notes), "-o", str(notes / "me.md")]) == 0
    assert [skill.name for skill in read_profile(notes / "me.md").skills] == ["SQL"]


def test_profile_is_never_written_over_a_file(notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (notes / "me.md").write_text("mine", encoding="utf-8")
    assert main(["profile", str(notes), "-o", str(notes / "me.md")]) == 2
    assert (notes / "me.md").read_text(encoding="utf-8") == "mine"
    assert "exists already" in capsys.readouterr().err


def test_profile_is_drafted_as_markdown_only(notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["profile", str(notes), "-o", str(notes / "me.toml")]) == 2
    assert "ends in .md" in capsys.readouterr().err


def test_notes_without_skills_do_not_say_that_nothing_lacks(
    notes: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(corpus_room, "analyze", lambda notes, **how: Corpus.empty())
    (notes / "me.md").write_text("---\nskills: {SQL: 4}\n---\n", encoding="utf-8")
    assert main(["gaps", str(notes), "--profile", str(notes / "me.md")]) == 0
    assert capsys.readouterr().out.startswith("no skill was found in these notes")
