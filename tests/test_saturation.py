"""How much a further talk would still add: the estimates against what others print, and what is said of notes."""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import permutations

import pytest
from factories import make_corpus, make_interview, make_passage, make_referral, make_skill, make_trend
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from infoview_analysis import cli
from infoview_analysis.corpus import Corpus
from infoview_analysis.figures import plot_coverage, plot_saturation, render_figure
from infoview_analysis.reflection import (
    describe_saturation,
    describe_topics,
    find_unheard,
    follow_saturation,
    measure_saturation,
    measure_topics,
)
from infoview_analysis.reflection.frames import Row, list_rows
from infoview_analysis.reflection.saturation.accumulation import expect_accumulation
from infoview_analysis.reflection.saturation.richness import estimate_coverage, estimate_richness, jackknife_coverage
from infoview_analysis.reflection.saturation.runs import measure_runs
from infoview_analysis.reflection.saturation.topics import load_topics


def count(*occurrences: int, others: Sequence[int] = ()) -> list[int]:
    """Counts of so many things named once, twice …, and of some others."""
    return [*(times for times, number in enumerate(occurrences, 1) for _ in range(number)), *others]


# --- What others print --------------------------------------------------------------------------------------

# EstimateS 9.1.0 on "Oak Hickory WhitePine", 26 kinds in 11 samples, of which 6 are in one and 8 in two. It prints no
# further counts: these are the only ones that give both columns, S(est) and S(est) SD, to both digits.
OAKS = count(6, 8, 2, 4, 0, 2, 2, 0, 0, 0, 2)
OAKS_EXPECTED = [8.36, 12.73, 15.87, 18.24, 20.12, 21.64, 22.88, 23.92, 24.76, 25.45, 26]
OAKS_DEVIATION = [1.38, 1.52, 1.56, 1.53, 1.49, 1.45, 1.41, 1.38, 1.36, 1.36, 1.38]


def test_accumulation_is_that_of_estimates() -> None:
    steps = expect_accumulation(OAKS, 11)
    assert [step.expected for step in steps] == pytest.approx(OAKS_EXPECTED, abs=0.0051)
    assert [step.deviation for step in steps] == pytest.approx(OAKS_DEVIATION, abs=0.0051)
    assert (round(steps[0].low, 2), round(steps[0].high, 2)) == (5.66, 11.07)
    assert (round(steps[-1].low, 2), round(steps[-1].high, 2)) == (23.3, 28.7)


# iNEXT, plants eaten by monkeys of Costa Rica: samples, frequency counts, samples taken, species in so many, coverage.
MONKEYS = {
    "Ateles": (8, (237, 60, 22, 7, 1, 1, 1), 4, 195.971, 0.5288),
    "Cebus": (15, (59, 68, 31, 13, 4, 7, 4, 5), 7, 136.798, 0.8922),
    "Saimiri": (5, (157, 17, 8, 1), 2, 82.9, 0.3199),
}


@pytest.mark.parametrize("name", MONKEYS)
def test_accumulation_and_coverage_are_those_of_inext(name: str) -> None:
    samples, occurrences, taken, expected, coverage = MONKEYS[name]
    assert round(expect_accumulation(count(*occurrences), samples)[taken - 1].expected, 3) == expected
    assert round(estimate_coverage(count(*occurrences), samples), 4) == coverage


# SpadeR, kinds of ants in traps: samples, kinds named once, twice …, the others, then the line Chao2-bc with its 95 %
# interval, and "Coverage estimate for entire dataset". Of the others only number and sum are printed.
ANTS = [
    (16, (13, 4), (8,), 32.625, 21.950, 72.154, 0.569),
    (16, (12, 3, 1), (9, 9, 9, 9), 35.469, 23.977, 80.164, 0.796),
    (16, (12, 0, 2), (6, 6, 6, 7), 79.875, 38.332, 206.303, 0.724),
    (16, (5, 2), (9, 10, 10), 13.125, 10.468, 30.855, 0.875),
    (16, (5, 3, 0, 1), (7, 7, 7, 7, 7), 16.344, 14.342, 30.084, 0.907),
    (40, (6, 0, 0, 0, 1, 0, 1, 1, 1), (), 24.625, 13.092, 79.180, 0.83),
]


@pytest.mark.parametrize(("samples", "occurrences", "others", "value", "low", "high", "coverage"), ANTS)
def test_richness_and_coverage_are_those_of_spader(
    samples: int,
    occurrences: Sequence[int],
    others: Sequence[int],
    value: float,
    low: float,
    high: float,
    coverage: float,
) -> None:
    counts = count(*occurrences, others=others)
    found = estimate_richness(counts, samples)
    assert (round(found.value, 3), round(found.low, 3), round(found.high, 3)) == (value, low, high)
    assert estimate_coverage(counts, samples) == pytest.approx(coverage, abs=0.00051)


def test_richness_is_that_of_estimates() -> None:
    found = estimate_richness(OAKS, 11)
    assert [round(number, 2) for number in (found.value, found.low, found.high)] == [27.52, 26.23, 36.15]


def test_richness_without_unheard_ones_is_that_of_estimates() -> None:
    # scikit-bio's tests take these ends from EstimateS, for four kinds counted 2, 2, 4 and 5 times.
    found = estimate_richness([2, 2, 4, 5], 5)
    assert (found.value, found.low, round(found.high, 2)) == (4, 4, 4.95)


def test_runs_are_those_of_guest_namey_and_chen() -> None:
    # Their example has 37 themes in the first four interviews, then 11 % and 3 % (one theme) of that, and saturation at
    # "6+2". How the themes fall on single interviews is ours, made to give these figures: the paper was read in extracts.
    runs = measure_runs([20, 9, 5, 3, 4, 3, 1, 0])
    assert runs is not None
    assert (runs.found, [round(share, 2) for share in runs.shares[1:]]) == (37, [0.11, 0.03])
    assert (runs.reached, runs.lasting) == (6, 6)


# --- Laws ---------------------------------------------------------------------------------------------------

TALKS = st.lists(st.sets(st.sampled_from("abcdefgh")), min_size=1, max_size=5)


@given(TALKS)
def test_accumulation_is_the_average_over_all_orders(talks: list[set[str]]) -> None:
    counts = Counter(thing for talk in talks for thing in talk)
    orders = list(permutations(talks))
    for step in expect_accumulation(counts.values(), len(talks)):
        seen = [len(set().union(*order[: step.talks])) for order in orders]
        assert step.expected == pytest.approx(sum(seen) / len(seen))


@given(TALKS)
def test_intervals_hold_the_estimate_and_stay_possible(talks: list[set[str]]) -> None:
    counts = list(Counter(thing for talk in talks for thing in talk).values())
    coverage, richness = jackknife_coverage(talks), estimate_richness(counts, len(talks))
    assert 0 <= coverage.low <= coverage.value <= coverage.high <= 1
    assert len(counts) <= richness.low <= richness.value <= richness.high


def test_interval_of_coverage_holds_what_is_true_of_talks_of_unequal_length() -> None:
    dice, held = random.Random(1), 0
    for _ in range(100):
        chances = [min(0.9, dice.lognormvariate(-3, 1.2)) for _ in range(150)]
        lengths = [dice.uniform(0.4, 1.6) for _ in range(8)]
        talks = [{str(i) for i, chance in enumerate(chances) if dice.random() < chance * length} for length in lengths]
        heard = set().union(*talks)
        true = sum(chance for i, chance in enumerate(chances) if str(i) in heard) / sum(chances)
        found = jackknife_coverage(talks)
        held += found.low <= true <= found.high
    assert held >= 88


@pytest.mark.parametrize("new", [[], [5], [5, 4, 3, 2, 1], [0, 0, 0, 0, 3, 1]])
def test_runs_need_base_and_run_and_something_in_the_base(new: list[int]) -> None:
    assert measure_runs(new) is None


def test_saturation_that_did_not_last_is_told_from_one_that_did() -> None:
    broken, lasting = measure_runs([10, 8, 6, 6, 0, 0, 0, 9]), measure_runs([10, 8, 6, 6, 0, 9, 0, 0])
    assert broken is not None
    assert lasting is not None
    assert (broken.reached, broken.lasting) == (4, None)
    assert (lasting.reached, lasting.lasting) == (6, 6)


# --- Notes --------------------------------------------------------------------------------------------------


def make_talks(number: int, *, names: Callable[[int], Sequence[str]], field: str = "") -> Corpus:
    """As many talks, each naming the skills that `names` gives for it; the first person led to all others."""
    talks = [
        make_interview(f"Person {place}", note=f"{place:02}.md", date=f"2024-01-{place + 1:02}", industry=field)
        for place in range(number)
    ]
    skills = [make_skill(name, of=talk) for place, talk in enumerate(talks) for name in names(place)]
    led = [make_referral("Person 0", f"Person {place}", of=talks[0], line=place + 3) for place in range(1, number)]
    return make_corpus(*talks, *skills, *led)


def own_and_common(place: int) -> list[str]:
    return ["SQL", f"skill {place}"]


def common(place: int) -> list[str]:
    return ["SQL", "Excel", "R"]


def whole(corpus: Corpus, kind: str = "skills") -> Row:
    return next(row for row in list_rows(measure_saturation(corpus)) if row["kind"] == kind and row["scope"] == "all")


def test_no_talk_says_from_when_on_something_can_be_told() -> None:
    assert describe_saturation(Corpus.empty()) == [
        "There is no talk yet: what a further one adds can be told from two on."
    ]


def test_one_talk_says_what_it_named_and_no_more() -> None:
    assert describe_saturation(make_talks(1, names=own_and_common)) == [
        "One talk named two skills.",
        "What a further talk adds can be told from two talks on.",
    ]


def test_two_talks_say_what_was_in_both_and_that_all_is_one_chain() -> None:
    assert describe_saturation(make_talks(2, names=own_and_common)) == [
        "Two talks named three skills, one of them in both.",
        "What a further talk adds can be estimated from five talks on.",
        "Both talks go back to one person you began with, Person 0: people who know each other tend to say alike, "
        "so others may add more.",
    ]


def test_five_talks_estimate_with_an_interval_and_say_that_they_are_few() -> None:
    said = describe_saturation(make_talks(5, names=own_and_common))
    assert said[0] == "Five talks named six skills, five of them in one talk only."
    assert said[1].startswith("New skills keep coming: about 44 % (")
    assert said[1].endswith("(only five talks: read it as a description, no more).")
    assert "Whether new skills ebb away with time can be told from six talks on." in said
    assert said[-1].startswith("All five talks go back to one person you began with")


def test_talks_that_repeat_each_other_are_saturated() -> None:
    said = " ".join(describe_saturation(make_talks(12, names=common)))
    assert "New skills have nearly ceased: hardly any of those named" in said
    assert "People like these would name at least 3 different skills in all (3 to 3)." in said
    assert "The last two talks brought no new skills, 0 % of the 3 that the first four had named." in said
    assert "so it has been since talk 4" in said


def test_talks_without_a_skill_are_said_to_have_none() -> None:
    assert describe_saturation(make_talks(3, names=lambda _: []))[0] == "Three talks named no skill yet."


def test_number_of_skills_is_not_told_where_too_little_came_up_twice() -> None:
    said = describe_saturation(make_talks(8, names=lambda place: [f"skill {place}", f"tool {place}"]))
    assert not [sentence for sentence in said if "at least" in sentence]


def test_separate_people_are_no_chain() -> None:
    talks = [make_interview(f"Person {place}", note=f"{place}.md") for place in range(3)]
    said = describe_saturation(make_corpus(*talks, *(make_skill(of=talk) for talk in talks)))
    assert said[-1] == "The talks go back to three people you began with."


def test_no_estimate_below_five_talks() -> None:
    four, five = (whole(make_talks(number, names=own_and_common)) for number in (4, 5))
    assert not isinstance(four["coverage"], float)
    assert five["coverage"] == pytest.approx(0.5556, abs=0.0001)
    assert five["found"] == 6


def test_fields_and_chains_are_measured_apart() -> None:
    ann, bob = make_interview("Ann Lee", role="Nurse"), make_interview("Bob Ray", role="Software Engineer")
    corpus = make_corpus(ann, bob, make_skill("SQL", of=ann), make_skill("Python", of=bob), make_skill("SQL", of=bob))
    rows = list_rows(measure_saturation(corpus))
    found = {(row["scope"], row["group"]): row["found"] for row in rows if row["kind"] == "skills"}
    assert found == {
        ("all", ""): 2,
        ("field", "health care"): 1,
        ("field", "software and IT"): 2,
        ("chain", "Ann Lee"): 1,
        ("chain", "Bob Ray"): 2,
    }


def test_names_of_one_skill_count_once() -> None:
    ann, bob = make_interview("Ann Lee"), make_interview("Bob Ray")
    one, other = make_skill("SQL", of=ann), replace(make_skill("SQL", of=bob), skill="Structured Query Language")
    assert whole(make_corpus(ann, bob, one, other))["found"] == 1


def test_skills_of_the_note_taker_do_not_count() -> None:
    ann = make_interview("Ann Lee")
    mine = make_skill("baking", of=ann, stance="gap", speaker="note_taker")
    assert whole(make_corpus(ann, make_skill("SQL", of=ann), mine))["newest"] == "SQL"


def test_themes_are_measured_where_there_are_some() -> None:
    talks = [make_interview("Ann Lee"), make_interview("Bob Ray")]
    assert "trends" not in set(measure_saturation(make_corpus(*talks))["kind"])
    named = make_corpus(*talks, *(make_trend(of=talk) for talk in talks))
    assert (whole(named, "trends")["found"], whole(named, "trends")["twice"]) == (1, 1)
    assert "Two talks named one kind of change, one of them in both." in describe_saturation(named)


def test_a_sentence_that_names_two_skills_is_quoted_once() -> None:
    ann = make_interview("Ann Lee")
    skills = [replace(make_skill(name, of=ann), source=make_skill("SQL", of=ann).source) for name in ("SQL", "R")]
    row = whole(make_corpus(ann, *skills))
    assert (row["found"], row["quotes"].count("\n")) == (2, 0)


def test_talks_follow_their_dates_and_undated_ones_come_last() -> None:
    dates = {"Ann": "2024-05", "Bob": "", "Cho": "2024-05-30", "Dev": "2024-06-01"}
    talks = [make_interview(name, date=date) for name, date in dates.items()]
    followed = follow_saturation(make_corpus(*talks, *(make_skill(of=talk) for talk in talks)))
    assert followed["interviewee"].tolist() == ["Cho", "Ann", "Dev", "Bob"]


def test_undated_talks_are_said_to_stand_last() -> None:
    talks = [make_interview(f"Person {place}", note=f"{place}.md") for place in range(6)]
    said = describe_saturation(make_corpus(*talks, *(make_skill(of=talk) for talk in talks)))
    assert "(six talks without a date taken for the last)" in " ".join(said)


def test_each_talk_shows_what_it_brought_and_where() -> None:
    steps = list_rows(follow_saturation(make_talks(3, names=own_and_common)))
    assert [(row["named"], row["new"], row["found"]) for row in steps] == [(2, 2, 2), (2, 1, 3), (2, 1, 4)]
    assert steps[2]["newest"] == "skill 2"
    assert steps[2]["quotes"] == "“skill 2 all day” (Person 2, 02.md:2)"
    assert steps[-1]["expected"] == 4


# --- Topics -------------------------------------------------------------------------------------------------


def find_heard(corpus: Corpus) -> set[str]:
    return {row["topic"] for row in list_rows(measure_topics(corpus)) if row["heard"]}


def test_a_heading_decides_before_words() -> None:
    ann = make_interview("Ann Lee")
    assert find_heard(make_corpus(ann, make_passage("A degree in law, years ago.", of=ann, topic="background"))) == {
        "background"
    }


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("You don't need a master's for this.", "education"),
        ("Came as a temp and stayed for good.", "background"),
        ("Half the week goes into meetings.", "typical_day"),
        ("Pay is low and every second weekend is work.", "culture"),
        ("The hardest thing is to say no.", "challenges"),
        ("Leaking hoses are our main plague.", "challenges"),
        ("The rotas wear her out, and there's too much paperwork.", "challenges"),
        ("It's lonely out on the moor.", "challenges"),
        ("They are hiring two trainees in spring.", "opportunities"),
    ],
)
def test_words_tell_the_topic_where_no_heading_does(text: str, topic: str) -> None:
    ann = make_interview("Ann Lee")
    assert topic in find_heard(make_corpus(ann, make_passage(text, of=ann, topic="other")))


def test_what_is_hard_is_heard_under_any_heading() -> None:
    ann = make_interview("Ann Lee")
    said = make_passage("Six sites in bad weeks, and the van is always full.", of=ann, topic="typical_day")
    assert find_heard(make_corpus(ann, said)) == {"typical_day", "challenges"}
    tested = make_passage("Stress tests of the hull, twice a year.", of=ann, topic="typical_day")
    assert find_heard(make_corpus(ann, tested)) == {"typical_day"}


def test_of_course_is_no_course() -> None:
    ann = make_interview("Ann Lee")
    assert find_heard(make_corpus(ann, make_passage("She said yes, of course.", of=ann, topic="other"))) == set()


def test_an_answer_counts_for_its_question_and_a_heading_for_nothing() -> None:
    ann = make_interview("Ann Lee")
    asked = make_passage("What's bad about it?", of=ann, topic="other")
    answer = make_passage("Low fees and late drawings.", of=ann, line=3, topic="other")
    assert find_heard(make_corpus(ann, asked)) == set()
    assert find_heard(make_corpus(ann, make_passage("difficult", of=ann, topic="challenges"))) == set()
    assert find_heard(make_corpus(ann, asked, answer)) == {"challenges"}


def test_the_note_taker_answers_no_question() -> None:
    ann = make_interview("Ann Lee")
    theirs = make_passage("Nothing in particular was said.", of=ann, topic="other")
    mine = make_passage("My own degree is old.", of=ann, line=3, topic="education", speaker="note_taker")
    assert find_heard(make_corpus(ann, theirs, mine)) == set()


def test_where_all_is_laid_to_the_note_taker_passages_count_all_the_same() -> None:
    ann = make_interview("Ann Lee")
    passage = make_passage("You need a degree in it.", of=ann, topic="education", speaker="note_taker")
    assert find_heard(make_corpus(ann, passage)) == {"education"}


def test_mentions_count_for_their_topic_but_not_who_led_to_the_talk() -> None:
    ann, bob = make_interview("Ann Lee"), make_interview("Bob Ray", referred_by="Ann Lee")
    led = make_referral("Ann Lee", "Bob Ray", of=bob)
    assert find_heard(make_corpus(ann, bob, led)) == set()
    on = make_referral("Bob Ray", "Cho Kim", of=bob)
    assert find_heard(make_corpus(ann, bob, led, on, make_skill(of=bob), make_trend(of=bob))) == {
        *("people", "skills", "trends")
    }


def test_matrix_has_every_topic_of_every_talk_with_words_and_quotes() -> None:
    ann = make_interview("Ann Lee")
    frame = measure_topics(make_corpus(ann, make_passage("Python all day long.", of=ann, line=8), make_skill(of=ann)))
    assert len(frame) == 10
    row = next(row for row in list_rows(frame) if row["topic"] == "skills")
    assert (row["passages"], row["words"], row["mentions"]) == (1, 4, 1)
    assert "“Python all day long.” (Ann Lee, ann-lee.md:8)" in row["quotes"]


def test_a_question_is_open_in_a_field_until_somebody_there_answered() -> None:
    ann, bob = make_interview("Ann Lee", role="Nurse"), make_interview("Bob Ray", role="Software Engineer")
    corpus = make_corpus(ann, bob, make_passage("A degree is a must.", of=ann, topic="education"))
    rows = [row for row in list_rows(find_unheard(corpus)) if row["topic"] == "education"]
    assert [(row["field"], row["interviews"], row["elsewhere"]) for row in rows] == [("software and IT", 1, 1)]


def test_topics_are_told_for_none_one_and_more_talks() -> None:
    ann, bob = make_interview("Ann Lee"), make_interview("Bob Ray")
    assert describe_topics(Corpus.empty()) == []
    (said,) = describe_topics(make_corpus(ann, make_skill(of=ann)))
    assert said.startswith("Of the ten topics of the question bank, nine were not found in the one talk: career path, ")
    (said,) = describe_topics(make_corpus(ann, bob, make_skill(of=ann)))
    assert "nine were found in none of the two talks: " in said


def test_topics_that_all_came_up_are_told_by_the_rarest() -> None:
    ann, bob = make_interview("Ann Lee"), make_interview("Bob Ray")
    every = [topic.name for topic in load_topics()]
    full = [make_passage("This is an answer.", of=talk, topic=topic) for talk in (ann, bob) for topic in every]
    assert describe_topics(make_corpus(ann, bob, *full)) == [
        "All ten topics of the question bank came up in every talk."
    ]
    assert describe_topics(make_corpus(ann, bob, *full[:-1])) == [
        "All ten topics of the question bank came up; least often people to talk to (in 1 of 2 talks)."
    ]


# --- Pictures and command -----------------------------------------------------------------------------------

PLOTS = {"saturation": plot_saturation, "coverage": plot_coverage}
STORY = make_talks(6, names=own_and_common)


def say_texts(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts]


@pytest.mark.parametrize("plot", PLOTS)
def test_nothing_yet_is_said_in_words(plot: str) -> None:
    ax = PLOTS[plot](Corpus.empty())
    assert len(say_texts(ax)) == 1
    assert not ax.lines
    assert not ax.collections


@pytest.mark.parametrize("plot", PLOTS)
def test_plot_draws_where_it_is_told(plot: str) -> None:
    ax = Figure().add_subplot()
    assert PLOTS[plot](STORY, ax) is ax
    assert len(ax.get_title(loc="left").split()) > 3


@pytest.mark.parametrize("plot", PLOTS)
@pytest.mark.parametrize("ending", [".png", ".svg"])
def test_same_tables_give_same_bytes(plot: str, ending: str) -> None:
    assert render_figure(PLOTS[plot](STORY), ending) == render_figure(PLOTS[plot](STORY), ending)


@pytest.mark.parametrize("plot", PLOTS)
@pytest.mark.parametrize(
    "name", ["王小明", "عبد الله الزهراني", "Ann $x$ Lee_{2}", "Wolfeschlegelsteinhausenbergerdorff"]
)
def test_names_of_any_script_and_sign_are_drawn(plot: str, name: str) -> None:
    talks = [make_interview(name, note="a.md", date="2024-01-01"), make_interview("Bob Ray", date="2024-01-02")]
    corpus = make_corpus(*talks, *(make_skill(name, of=talk) for talk in talks))
    assert render_figure(PLOTS[plot](corpus), ".svg")


def test_one_talk_is_no_curve() -> None:
    assert say_texts(plot_saturation(make_talks(1, names=own_and_common))) == [
        "One talk named two skills: the curve begins with the\nsecond."
    ]


def test_curve_shows_average_and_order_and_says_how_much_was_new() -> None:
    ax = plot_saturation(STORY)
    average, order = (list(line.get_ydata()) for line in ax.lines)
    assert order == [2, 3, 4, 5, 6, 7]
    assert average == pytest.approx(order)
    title = " ".join(ax.get_title(loc="left").split())
    assert title == "Six talks named seven skills; on average over all orders, 50 % of those in the last talk were new"


def test_interval_is_drawn_from_five_talks_on() -> None:
    assert [len(plot_saturation(make_talks(number, names=own_and_common)).collections) for number in (4, 5)] == [0, 1]


def test_many_talks_have_numbers_instead_of_names() -> None:
    labels = [tick.get_text() for tick in plot_coverage(make_talks(28, names=common)).get_xticklabels()]
    assert labels[0] == "Person 0"
    many = [make_interview(f"Ann {place}", note=f"{place}.md") for place in range(45)]
    labels = [tick.get_text() for tick in plot_coverage(make_corpus(*many)).get_xticklabels()]
    assert labels == ["1", "11", "21", "31", "41"]


def test_squares_are_counted_at_the_side() -> None:
    assert "6 of 6" in say_texts(plot_coverage(STORY))


def run_on(corpus: Corpus, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> list[str]:
    monkeypatch.setattr(cli, "_analyze", lambda *_, **__: corpus)
    assert cli.main(["saturation", "notes"]) == 0
    return capsys.readouterr().out.splitlines()


def test_command_says_what_is_new_where_and_what_to_ask(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = run_on(STORY, monkeypatch, capsys)
    assert said[0] == "Six talks named seven skills, six of them in one talk only."
    assert "   new: “skill 5 all day” (Person 5, 05.md:2)" in said
    assert said[said.index("By the person a chain began with") + 1].startswith(
        "  Person 0: six talks named seven skills"
    )
    assert "     education: Which degree or certificate opens doors here?" in said


def test_command_on_no_talks_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_on(Corpus.empty(), monkeypatch, capsys) == [
        "There is no talk yet: what a further one adds can be told from two on."
    ]
