"""Career fit: evidence for and against paths, the decision matrix, how sure the order is, changes of mind."""

import itertools
from functools import cache
from pathlib import Path

import pytest
from factories import make_corpus, make_interview, make_passage, make_where

from infoview_analysis.corpus import Corpus, build_corpus
from infoview_analysis.corpus.fields import UNKNOWN_FIELD
from infoview_analysis.language.reflections import find_reflections
from infoview_analysis.language.statements import find_statements
from infoview_analysis.reading import read_folder
from infoview_analysis.records import Advice, Diagnostic, Interview, Mention, Passage, Reflection
from infoview_analysis.reflection import (
    build_matrix,
    compare_paths,
    describe_fit,
    gather_evidence,
    parse_profile,
    read_profile,
    trace_opinions,
)
from infoview_analysis.reflection.fit.decision import Cell, fill_cells, score_path, share_of_firsts, share_without_one
from infoview_analysis.reflection.fit.paths import find_paths
from infoview_analysis.reflection.fit.values import find_side, list_values, load_values
from infoview_analysis.reflection.profile import Profile

DATA = Path(__file__).parent.parent / "data"
Record = Interview | Passage | Mention | Diagnostic

ME = parse_profile(
    "---\nvalues: {security: 4, pay: 2, dogs: 1}\n"
    "targets:\n- field: nursing\n  roles: [staff nurse]\n- field: web design\n---\n"
)


def make_remark(quote: str, valence: str, *, of: Interview, aspect: str = "interest", line: int = 7) -> Reflection:
    where = make_where(of.source.note, line, quote)
    return Reflection(interview_id=of.interview_id, aspect=aspect, valence=valence, source=where)


def make_nurse(name: str = "Ann Lee", date: str = "2024-01-10") -> Interview:
    return make_interview(name, role="Staff Nurse", organization="St Mary's Hospital", date=date)


def make_designer(name: str = "Bob Ray", date: str = "2024-02-10") -> Interview:
    return make_interview(name, role="Web designer", organization="Acme", date=date)


def list_cells(corpus: Corpus, profile: Profile, path: str) -> dict[str, tuple[int, int, int]]:
    rows = build_matrix(corpus, profile).itertuples()
    return {row.value: (row.talks_for, row.talks_against, row.talks_mixed) for row in rows if row.path == path}


# --- Paths --------------------------------------------------------------------------------------------------


def test_an_interview_tells_of_the_target_whose_words_it_has() -> None:
    corpus = make_corpus(make_nurse(), make_designer())
    assert list(find_paths(corpus, ME).values()) == ["nursing", "web design"]


def test_words_of_any_field_tie_nobody_to_a_target() -> None:
    profile = parse_profile("---\ntargets:\n- field: climate\n  roles: [GIS analyst]\n---\n")
    corpus = make_corpus(make_interview("Ann Lee", role="Business analyst"))
    assert "climate" not in find_paths(corpus, profile).values()


def test_industry_settles_the_target() -> None:
    corpus = make_corpus(make_interview("Ann Lee", role="Manager", industry="web design"))
    assert list(find_paths(corpus, ME).values()) == ["web design"]


def test_without_targets_paths_are_fields_of_work() -> None:
    corpus = make_corpus(make_nurse(), make_interview("Cho Kim"))
    assert sorted(find_paths(corpus).values()) == [UNKNOWN_FIELD, "health care"]


def test_a_remark_that_names_another_target_counts_there() -> None:
    ann = make_nurse()
    corpus = make_corpus(ann, make_remark("After all this, web design bores me", "negative", of=ann))
    assert gather_evidence(corpus, ME)["path"].tolist() == ["web design"]


# --- Evidence -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value", "side"),
    [
        ("They are all permanent posts", "security", "for"),
        ("It is not a permanent post", "security", "against"),
        ("Fewer permanent posts every year", "security", "against"),
        ("Permanent posts are becoming rare", "security", "against"),
        ("There's no overtime", "work-life balance", "for"),
        ("Sixty hours in bad weeks", "work-life balance", "against"),
        ("The contract came by mail", "security", ""),
    ],
)
def test_sentences_speak_for_or_against_a_value(text: str, value: str, side: str) -> None:
    (wanted,) = list_values(Profile(values={value: 3}))
    assert find_side(text, wanted, "typical_day") == side


def test_words_of_feeling_count_only_where_people_judge() -> None:
    (team,) = list_values(Profile(values={"colleagues": 3}))
    text = "the team is happy with Python"
    assert (find_side(text, team, "skills"), find_side(text, team, "culture")) == ("", "for")


def test_every_known_value_asks_a_question_and_has_names_of_its_own() -> None:
    assert all(value.question.endswith("?") for value in load_values())
    assert all(value.good.pattern != value.bad.pattern for value in load_values())


def test_a_value_nobody_foresaw_is_looked_for_by_its_own_words() -> None:
    (dogs,) = list_values(Profile(values={"being near dogs": 3}))
    assert (find_side("I loved the dogs", dogs), dogs.weight) == ("for", 3)


def test_advice_questions_and_templates_are_no_evidence() -> None:
    ann = make_nurse()
    corpus = make_corpus(
        *(ann, make_passage("Take a permanent post", of=ann, topic="advice")),
        make_passage("Is it a permanent post?", of=ann, topic="typical_day", line=3),
        make_passage("A permanent post", of=make_interview("Nobody", note="template.md"), topic="typical_day"),
    )
    assert gather_evidence(corpus, ME).empty


def test_every_row_of_evidence_leads_to_its_place() -> None:
    ann = make_nurse()
    corpus = make_corpus(
        ann, make_passage("Quiet. All posts are permanent posts. Tea.", of=ann, topic="culture", line=9)
    )
    (row,) = gather_evidence(corpus, ME).itertuples()
    assert (row.quote, row.note, row.line, row.side) == ("All posts are permanent posts.", "ann-lee.md", 9, "for")


# --- Statistics, by hand ------------------------------------------------------------------------------------


def test_a_talk_counts_once_in_a_cell_however_often_it_says_so() -> None:
    said = [("ann", "for")] * 3 + [("bob", "against"), ("cho", "for"), ("cho", "against")]
    rows = [{"path": "a", "value": "pay", "interview_id": who, "side": side} for who, side in said]
    assert fill_cells(rows)["a"]["pay"] == Cell(good=1, bad=1, mixed=1)


def test_the_score_is_the_weighted_mean_of_what_is_known() -> None:
    cells = {"security": Cell(good=3, bad=1), "pay": Cell(bad=2)}
    score = score_path(cells, {"security": 4, "pay": 2, "learning": 4})
    # (4 · 0.5 + 2 · −1) / 6 = 0; known 6 of 10; with learning at −1 and 1: (0 ± 4) / 10.
    assert (score.mean, score.known, score.low, score.high) == (0.0, 0.6, -0.4, 0.4)


def test_without_evidence_there_is_no_score() -> None:
    assert score_path({}, {"pay": 3}).mean is None


def test_shares_of_firsts_agree_with_counting_all_changes_of_weights() -> None:
    cells = {"a": {"pay": Cell(good=1), "team": Cell(bad=1)}, "b": {"pay": Cell(bad=1), "team": Cell(good=1)}}
    # a leads where pay weighs more. Weights 3 and 4 become 2, 3, 4 and 3, 4, 5: of the nine pairs pay is heavier in
    # (4, 3); they are equal in (3, 3) and (4, 4).
    pairs = list(itertools.product((2, 3, 4), (3, 4, 5)))
    exact = sum(1.0 if pay > team else 0.5 if pay == team else 0.0 for pay, team in pairs) / len(pairs)
    assert exact == pytest.approx(2 / 9)
    shares = share_of_firsts(cells, {"pay": 3, "team": 4}, 4000)
    assert shares["a"] == pytest.approx(exact, abs=0.02)
    assert sum(shares.values()) == pytest.approx(1.0)


def test_weights_stay_between_one_and_five() -> None:
    cells = {"a": {"pay": Cell(good=1), "team": Cell(bad=1)}, "b": {"pay": Cell(bad=1), "team": Cell(good=1)}}
    # At 5 and 1 no change makes team as heavy as pay: 4 is the least of one, 2 the most of the other.
    assert share_of_firsts(cells, {"pay": 5, "team": 1}, 500) == {"a": 1.0, "b": 0.0}


def test_draws_are_the_same_each_time() -> None:
    cells = {"a": {"pay": Cell(good=1), "team": Cell(bad=1)}, "b": {"pay": Cell(bad=1), "team": Cell(good=1)}}
    assert len({str(share_of_firsts(cells, {"pay": 3, "team": 3}, 50)) for _ in range(3)}) == 1


def test_a_lead_that_hangs_on_one_talk_shows() -> None:
    def say(path: str, who: str, side: str) -> dict[str, str]:
        return {"path": path, "value": "pay", "interview_id": who, "side": side}

    rows = [say("a", "ann", "for"), say("a", "amy", "against"), say("b", "bob", "mixed")]
    # Without ann a falls to −1 and b leads; without amy a is at 1; without bob only a is left.
    assert share_without_one(rows, {"pay": 3}) == {"a": pytest.approx(2 / 3), "b": pytest.approx(1 / 3)}


# --- Tables -------------------------------------------------------------------------------------------------


def test_unknown_cells_are_asked_about_and_known_ones_have_quotes() -> None:
    ann = make_nurse()
    corpus = make_corpus(ann, make_passage("All permanent posts.", of=ann, topic="culture"))
    rows = {(row.path, row.value): row for row in build_matrix(corpus, ME).itertuples()}
    known, unknown = rows["nursing", "security"], rows["web design", "security"]
    assert (known.balance, known.question, known.quotes[:22]) == (1.0, "", "“All permanent posts.”")
    assert (unknown.talks, bool(unknown.question), unknown.quotes) == (0, True, "")


def test_a_path_with_less_than_half_of_the_weight_is_not_compared() -> None:
    ann, bob = make_nurse(), make_designer()
    corpus = make_corpus(
        *(ann, bob, make_passage("All permanent posts.", of=ann, topic="culture")),
        make_passage("It is badly paid.", of=bob, topic="challenges"),
    )
    assert compare_paths(corpus, ME)["first"].isna().all()
    assert "fewer than two have evidence on 50 % of the weight" in "\n".join(describe_fit(corpus, ME))


def test_paths_with_enough_evidence_are_compared() -> None:
    ann, bob = make_nurse(), make_designer()
    corpus = make_corpus(
        *(ann, bob, make_passage("All permanent posts.", of=ann, topic="culture")),
        make_passage("Only fixed-term posts.", of=bob, topic="challenges"),
    )
    rows = {row.path: row for row in compare_paths(corpus, ME, draws=100).itertuples()}
    # Security is 4 of 7 points of weight; nursing could still be anything from (4 − 3) / 7 to 1.
    assert rows["nursing"].first == 1.0
    assert rows["nursing"].score_low == pytest.approx(1 / 7)
    assert rows["nursing"].unknown == "pay\ndogs"


def test_a_mind_that_changes_shows_by_date() -> None:
    ann, amy = make_nurse(), make_nurse("Amy Orr", "2024-06-01")
    corpus = make_corpus(
        *(ann, amy, make_remark("This is it", "positive", of=ann), make_remark("Not for me", "negative", of=amy)),
        make_remark("I can't draw blood", "negative", of=ann, aspect="skills_fit", line=8),
    )
    changes = [(row.interviewee, row.balance, row.change) for row in trace_opinions(corpus, ME).itertuples()]
    assert changes == [("Ann Lee", 1.0, "first"), ("Amy Orr", -1.0, "down")]


@pytest.mark.parametrize("count", [0, 1, 2, 5])
@pytest.mark.parametrize("profile", [None, Profile(), ME])
def test_few_notes_say_what_cannot_be_said(count: int, profile: Profile | None) -> None:
    talks = [make_nurse(f"Ann Lee{'abcde'[number]}") for number in range(count)]
    lines = describe_fit(make_corpus(*talks), profile)
    assert lines
    assert "nan" not in " ".join(lines).casefold().split()
    assert compare_paths(make_corpus(*talks), profile)["first"].isna().all()


def test_a_target_nobody_was_heard_on_is_said_to_be_one() -> None:
    lines = describe_fit(make_corpus(make_nurse()), ME)
    assert lines[0].startswith("What one interview says for and against each path (only one interview")
    assert "web design: nobody was heard on this path yet." in lines


def test_a_path_without_a_score_has_no_number_in_its_place() -> None:
    ann = make_nurse()
    lines = describe_fit(make_corpus(ann, make_passage("It is badly paid.", of=ann, topic="challenges")), ME)
    assert "   Too little for a score: one talk on 1 of 3 values, 29 % of the weight." in lines
    assert not [line for line in lines if line.startswith("   Score")]


def test_without_a_profile_there_is_evidence_and_no_score() -> None:
    ann = make_nurse()
    corpus = make_corpus(ann, make_passage("All permanent posts.", of=ann, topic="culture"))
    paths = compare_paths(corpus)
    assert (paths["path"].tolist(), paths["values_known"].tolist()) == (["health care"], [1])
    assert paths[["score", "weight_known"]].isna().all(axis=None)


# --- The sample notes, by reading ---------------------------------------------------------------------------


@cache
def read_sample() -> Corpus:
    """The sample notes with their reflections only, which need no pipeline."""
    reading = read_folder(DATA / "notes")
    remarks = [
        Reflection(
            interview_id=talk.interview_id,
            source=statement.source,
            aspect=found.label,
            valence=found.details["valence"],
        )
        for talk in reading.interviews
        for statement in find_statements(talk)
        for found in find_reflections(statement.text, statement.context)
    ]
    return build_corpus(reading, remarks)


def test_public_health_data_in_the_sample_notes() -> None:
    cells = list_cells(read_sample(), read_profile(DATA / "profile.md"), "public health data")
    # For: Mateus' results are acted on, with Ruaridh she "was useful twice before noon".
    assert cells["helping people"] == (2, 0, 0)
    # For: "it's permanent" (Nomsa); Lauri, "security 5", where two left in nine years. Against: Mateus, "security 2".
    assert cells["security"][:2] == (2, 1)
    # For: the team that eats together (Lauri), "a fine boss" (Thu Hà), "good colleagues" (the nameless analyst).
    assert cells["colleagues"] == (3, 0, 0)
    # Nobody in this field says in so many words that numbers are handled honestly: unknown, and asked about.
    assert cells["honesty about numbers"] == (0, 0, 0)


def test_science_communication_in_the_sample_notes() -> None:
    cells = list_cells(read_sample(), read_profile(DATA / "profile.md"), "science communication")
    # Against: odds of 3 of 10 (Aiko), project posts (Wen-Ting), fixed-term posts and six contracts in a row (Parisa,
    # in both of her talks), funding that ends next March (Lucía).
    assert cells["security"] == (0, 5, 0)
    # For: "someone at the other end" (Josephine; Parisa's second talk).
    assert cells["helping people"] == (2, 0, 0)
    # Against: "directors who like the finding only when it's nice" (Aiko).
    assert cells["honesty about numbers"] == (0, 1, 0)
    # Against: "being alone in the subject" (Aiko).
    assert cells["colleagues"][1] == 1


# --- Talks and targets --------------------------------------------------------------------------------------


def test_a_talk_belongs_to_the_target_it_speaks_about() -> None:
    ola = make_interview("Ola Brandt", role="coordinator", organization="Nordhavn")
    said = ("On the ward four nurses have thirty patients.", "Night nurses turn every patient twice.")
    corpus = make_corpus(ola, *(make_passage(text, of=ola, line=line) for line, text in enumerate(said, 2)))
    assert list(find_paths(corpus, ME).values()) == ["nursing"]


def test_a_talk_about_no_target_is_named_as_other() -> None:
    ola = make_interview("Ola Brandt", role="shipwright", organization="Nordhavn")
    corpus = make_corpus(ola, make_passage("Six hulls are caulked in a good year.", of=ola))
    (line,) = [line for line in describe_fit(corpus, ME) if line.startswith("Other: ")]
    assert line.startswith("Other: one interview belongs to none of your targets: Ola Brandt (")


def test_seven_of_nine_sample_talks_without_words_of_a_target_find_theirs() -> None:
    profile = read_profile(DATA / "profile.md")
    targets = {target.field for target in profile.targets}
    corpus = read_sample()
    names = dict(zip(corpus.interviews["interview_id"], corpus.interviews["interviewee"], strict=True))
    # Heat pumps, by a data scientist, and dome shows, by a content producer, come near to several targets.
    left_out = [names[talk] for talk, path in find_paths(corpus, profile).items() if path not in targets]
    assert left_out == ["Ifan Prosser", "Zarina Yusupova"]


def test_advice_is_no_evidence_for_a_value() -> None:
    ann = make_nurse()
    told = make_passage("Take a permanent post.", of=ann, topic="other")
    advice = Advice(interview_id=ann.interview_id, polarity="do", source=told.source)
    assert len(gather_evidence(make_corpus(ann, told), ME)) == 1
    assert gather_evidence(make_corpus(ann, told, advice), ME).empty


def test_only_troubles_speak_against_by_being_named_a_challenge() -> None:
    (team,) = list_values(Profile(values={"colleagues": 3}))
    assert find_side("A new boss every spring", team, "challenges") == ""
    assert find_side("Being alone", team, "challenges") == "against"
