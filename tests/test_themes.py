"""What themes, contradictions and search by meaning promise."""

from pathlib import Path

import numpy as np
import pytest
from factories import make_advice, make_corpus, make_interview, make_passage, make_skill, make_trend

from infoview_analysis.cli import main
from infoview_analysis.console import describe_themes
from infoview_analysis.corpus import Corpus
from infoview_analysis.language.grouping import find_themes, group_alike
from infoview_analysis.language.likeness import WORDS_ALONE, find_blocks, rate_statements
from infoview_analysis.language.orders import find_order
from infoview_analysis.language.vectors import compare_texts, embed_texts, rate_answers, read_answers
from infoview_analysis.records import Skill, Trend
from infoview_analysis.reflection import find_contradictions, rank_advice, rank_trends, search_passages
from infoview_analysis.reflection.themes.matters import find_sides

ANN = make_interview("Ann Lee", date="2024-01-10", role="Analyst", organization="Acme")
BOB = make_interview("Bob Ray", date="2024-02-10", role="Engineer", organization="Bolt")
CHO = make_interview("Cho Kim", date="2024-03-10")


def disputes(*records: object) -> list[tuple[str, str]]:
    found = find_contradictions(make_corpus(ANN, BOB, CHO, *records))  # type: ignore[arg-type]
    return list(zip(found["kind"], found["matter"], strict=True))


# --- Vectors ------------------------------------------------------------------------------------------------


def test_similarity_is_symmetric_and_between_none_and_one() -> None:
    similar = compare_texts(["Skip the master's.", "Learn to weld a pipe.", "…", "Skip it."])
    assert np.allclose(similar, similar.T)
    assert similar.min() >= 0
    assert similar.max() <= 1


@pytest.mark.parametrize("text", ["", "…", "?!"])
def test_a_text_without_words_is_like_nothing(text: str) -> None:
    assert compare_texts([text, "Learn to weld."])[0].tolist() == [0, 0]
    assert embed_texts([text]).any() == False  # noqa: E712 # a NumPy truth value
    assert rate_answers(text, ["Learn to weld."]) == read_answers(text, ["Learn to weld."]) == [0.0]
    assert rate_answers("weld", [text]) == read_answers("weld", [text]) == [0.0]


def test_vectors_are_of_unit_length() -> None:
    assert np.allclose(np.linalg.norm(embed_texts(["Learn to weld.", "No master's."]), axis=1), 1)


def test_nothing_is_compared_with_nothing() -> None:
    assert compare_texts([]).shape == (0, 0)
    assert embed_texts([]).shape[0] == 0
    assert rate_answers("weld", []) == read_answers("weld", []) == []


def test_a_long_text_is_read_to_its_end() -> None:
    filler = "They talked about the weather and the garden. " * 60
    assert read_answers("welding", [filler + "Welding is a must."])[0] > read_answers("welding", [filler])[0]


# --- Groups -------------------------------------------------------------------------------------------------


def link_plainly(similar: np.ndarray, least: float) -> list[list[int]]:
    """Average linkage as its definition has it."""
    groups = [[number] for number in range(len(similar))]
    while len(groups) > 1:
        pairs = [(similar[np.ix_(a, b)].mean(), i, j) for j, b in enumerate(groups) for i, a in enumerate(groups[:j])]
        best, one, other = max(pairs)
        if best < least:
            break
        groups[one] = sorted(groups[one] + groups.pop(other))
    return sorted(groups)


@pytest.mark.parametrize("seed", range(5))
def test_groups_are_those_of_average_linkage(seed: int) -> None:
    numbers = np.random.default_rng(seed).random((14, 14))
    similar = ((numbers + numbers.T) / 2).astype(np.float32)
    assert group_alike(similar, 0.55) == link_plainly(similar, 0.55)


def test_order_of_statements_changes_no_theme() -> None:
    quotes = ["No master's.", "Don't pay for a master's.", "Learn to weld.", "No master's first."]
    assert dict(zip(quotes, find_themes(quotes), strict=True)) == dict(
        zip(quotes[::-1], find_themes(quotes[::-1]), strict=True)
    )


def test_same_advice_in_other_words_is_one_theme() -> None:
    corpus = make_corpus(ANN, BOB, make_advice("No master's first.", of=ANN), make_advice("No master's.", of=BOB))
    assert corpus.advice["theme"].nunique() == 1
    row = rank_advice(corpus).iloc[0]
    assert (row.support, row.statements, row.avoid, row.do, row.latest) == (2, 2, 2, 0, "2024-02-10")
    assert row.said_by == "Ann Lee and Bob Ray"
    assert row.quotes.splitlines()[0] == "“No master's first.” (Ann Lee, ann-lee.md:4)"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Paper dockets are dying out.", "The handwritten forms are gone."),
        ("Half the crew retires by 2030.", "Nobody behind them, the average age is 58."),
        ("The chatbot writes the first draft now.", "A first version comes from the machine."),
        ("Don't say that you are passionate.", "Please, no people person in the letter."),
        ("Don't pay an agent for a job.", "Who wants a placement fee is no employer."),
    ],
)
def test_what_is_about_the_same_matter_is_one_theme_in_other_words(one: str, other: str) -> None:
    assert len(set(find_themes([one, other, "Weld a pipe.", "Ask for Monday off."]))) == 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Budgets shrink every year.", "Robots shrink every year."),
        ("Go to one auction.", "Go to the gym."),
        ("Never pay for a course.", "Never sign for a box."),
        ("Learn Java before Rust.", "Learn Rust before Java."),
        ("Start with welding, the papers come later.", "First the papers, then welding."),
    ],
)
def test_one_common_word_or_the_other_order_makes_no_theme(one: str, other: str) -> None:
    assert len(set(find_themes([one, other]))) == 2


def test_those_who_say_the_opposite_are_less_likely_put_together() -> None:
    texts = ["Do a master's.", "No master's."]
    assert rate_statements(texts, ["do", "avoid"])[0, 1] < rate_statements(texts, ["avoid", "avoid"])[0, 1]


@pytest.mark.parametrize(
    ("text", "first", "later"),
    [
        ("Learn Java before Rust.", {"java"}, {"rust"}),
        ("Java first, then Rust.", {"java"}, {"rust"}),
        ("Start with Java, Rust can come later.", {"java"}, {"rust", "later"}),
        ("Visit a yard rather than a school.", {"yard"}, {"school"}),
        ("Don't buy boots before you have seen the yard.", {"yard"}, {"boots"}),
        ("No boots first.", set(), {"boots"}),
    ],
)
def test_what_comes_first_is_read_from_the_words(text: str, first: set[str], later: set[str]) -> None:
    order = find_order(text)
    assert order is not None
    assert first <= order.first
    assert later <= order.later
    assert not order.first & order.later


@pytest.mark.parametrize("text", ["", "Ask in the first call.", "Learn to weld.", "Before anything else."])
def test_without_two_things_there_is_no_order(text: str) -> None:
    order = find_order(text)
    assert order is None or not (order.first and order.later)


def test_a_long_theme_ends_with_a_clause_and_is_the_words_of_the_note() -> None:
    text = "Never pay for the diploma, because the yard pays it for you in the second year, " + "and so on " * 9
    (theme,) = find_themes([text])
    assert theme == "Never pay for the diploma, because the yard pays it for you in the second year …"


@pytest.mark.parametrize(
    ("quote", "theme"),
    [
        ('"Learn to weld."', "Learn to weld."),
        ('Never hide it, "we all weld"', 'Never hide it, "we all weld"'),
        ("“”", "“”"),
    ],
)
def test_a_theme_has_no_mark_that_nothing_opens(quote: str, theme: str) -> None:
    assert find_themes([quote]) == [theme]


def test_a_long_clause_is_not_cut() -> None:
    text = "Ask the woman who keeps the boats of the Northern Water Board about everything" + " and the rest" * 5
    assert find_themes([text]) == [text]


def test_long_statements_that_begin_alike_keep_different_themes() -> None:
    opening = "There and then it was said of them and of us that one would have to have been here for a year or two, "
    themes = find_themes([opening + "boilers leak badly", opening + "chess clubs meet"])
    assert sorted(themes) == [opening + "boilers leak badly", opening + "chess clubs meet"]


def test_different_advice_stays_apart() -> None:
    records = make_advice("Learn to weld.", of=ANN), make_advice("Ask about pay in the first call.", of=BOB)
    assert rank_advice(make_corpus(ANN, BOB, *records))["support"].tolist() == [1, 1]


def test_two_statements_of_one_talk_are_one_interview() -> None:
    trends = [make_trend("dashboards", of=ANN, line=3), make_trend("dashboards", of=ANN, line=4)]
    row = rank_trends(make_corpus(ANN, *trends)).iloc[0]
    assert (row.people, row.support, row.statements, row.declining) == (1, 1, 2, 1)


def test_two_talks_with_one_person_are_one_person() -> None:
    again = make_interview("Ann Lee", note="later.md", date="2024-06-10")
    trends = [make_trend(of=ANN), make_trend(of=again)]
    row = rank_trends(make_corpus(ANN, again, BOB, *trends)).iloc[0]
    assert (row.people, row.interviewees, row.support, row.interviews, row.declining) == (1, 2, 2, 3, 1)


def test_the_command_counts_people_and_names_talks_where_they_are_more() -> None:
    again = make_interview("Ann Lee", note="later.md", date="2024-06-10")
    corpus = make_corpus(ANN, again, BOB, *(make_trend(of=talk) for talk in (ANN, again, BOB)))
    lines = list(describe_themes(3, rank_trends(corpus), rank_advice(corpus), find_contradictions(corpus)))
    assert "  “dashboards change”: 2 of 2 people (in 3 interviews)" in lines


def test_tables_without_themes_are_ranked_by_statement() -> None:
    corpus = make_corpus(ANN, make_trend(of=ANN))
    corpus.trends["theme"] = ""
    assert rank_trends(corpus)["theme"].tolist() == ["dashboards change"]


# --- Contradictions -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "polarity", "sides"),
    [
        ("Do the museum studies master's.", "do", {"a master's degree": "for"}),
        ("A master's would be wasted on you.", "avoid", {"a master's degree": "against"}),
        ("A master's is not required; I have one and it's in a drawer.", "avoid", {"a master's degree": "against"}),
        ("Stay broad, don't pick a niche yet.", "do", {"specialising early": "against"}),
        ("An MPH can be considered later.", "do", {}),
        ("Apply as a PhD student.", "do", {}),
        ("Don't pay for a tool you have not tried.", "avoid", {}),
    ],
)
def test_advice_takes_sides(text: str, polarity: str, sides: dict[str, str]) -> None:
    assert find_sides(text, polarity) == sides


def test_advice_for_and_against_is_a_contradiction() -> None:
    records = make_advice("Do a master's.", of=ANN, polarity="do"), make_advice("No master's.", of=BOB)
    row = find_contradictions(make_corpus(ANN, BOB, *records)).iloc[0]
    assert (row.matter, row.one, row.one_support, row.other_support) == ("a master's degree", "for", 1, 1)
    assert (row.one_by, row.other_quotes) == (
        "Ann Lee (Analyst, Acme; data and analytics)",
        "“No master's.” (Bob Ray, bob-ray.md:4)",
    )


def test_opposite_orders_are_a_contradiction() -> None:
    records = [
        make_advice("Learn Java before Rust.", of=ANN, polarity="do"),
        make_advice("Start with Rust, Java takes a weekend.", of=BOB, polarity="do"),
        make_advice("Rust first, then Go.", of=CHO, polarity="do"),
    ]
    row = find_contradictions(make_corpus(ANN, BOB, CHO, *records)).iloc[0]
    assert (row.kind, row.matter, row.one, row.other) == ("order", "Java or Rust first", "Java first", "Rust first")
    assert (row.one_by, row.other_by) == (
        "Ann Lee (Analyst, Acme; data and analytics)",
        "Bob Ray (Engineer, Bolt; engineering)",
    )


def test_one_person_in_two_talks_is_one_on_a_side() -> None:
    again = make_interview("Bob Ray", note="later.md", date="2024-06-10", role="Engineer", organization="Bolt")
    records = [make_advice("Do a master's.", of=ANN, polarity="do"), make_advice("No master's.", of=BOB)]
    row = find_contradictions(make_corpus(ANN, BOB, again, *records, make_advice("No master's.", of=again))).iloc[0]
    assert (row.one_people, row.other_people, row.other_support) == (1, 1, 2)


def test_who_says_both_contradicts_nobody() -> None:
    records = make_advice("Do a master's.", of=ANN, polarity="do"), make_advice("No master's.", of=ANN, line=5)
    assert disputes(*records) == []


def test_trends_that_rise_and_decline_are_a_contradiction() -> None:
    rising: list[Trend] = [make_trend(of=ANN, direction="rising"), make_trend("dashboards", of=BOB)]
    assert disputes(*rising) == [("trend", "dashboards")]
    assert disputes(make_trend(of=ANN, direction="rising"), make_trend("Tariffs", of=BOB)) == []


def test_a_skill_needed_here_and_declining_there_is_a_contradiction() -> None:
    def name(quote: str, stance: str, of: object) -> Skill:
        skill = make_skill("Excel", of=of, stance=stance)  # type: ignore[arg-type]
        object.__setattr__(skill.source, "quote", quote)
        return skill

    needed, banned = name("Excel every day", "needed", ANN), name("Excel is not needed any more", "declining", BOB)
    assert disputes(needed, banned) == [("skill", "Excel")]
    wished = name("Excel is a plus", "optional", BOB)
    assert disputes(name("Excel is a must", "needed", ANN), wished) == [("skill", "Excel")]
    assert disputes(name("Excel every day", "needed", ANN), wished) == []
    # Neither says so in words; only a guess from the surroundings.
    assert disputes(name("Excel", "needed", ANN), banned) == []


# --- Search -------------------------------------------------------------------------------------------------


def test_search_finds_what_is_said_in_other_words() -> None:
    passages = "The boiler leaks.", "A diploma is not required for this.", "Tea at four."
    corpus = make_corpus(ANN, *(make_passage(text, of=ANN, line=line) for line, text in enumerate(passages, 2)))
    assert search_passages(corpus, "must I have a degree?")["text"].tolist()[:1] == [passages[1]]


# --- Few notes ----------------------------------------------------------------------------------------------


def test_without_notes_there_is_nothing() -> None:
    empty = Corpus.empty()
    assert rank_trends(empty).empty
    assert rank_advice(empty).empty
    assert find_contradictions(empty).empty


@pytest.mark.parametrize(
    ("notes", "said"),
    [(0, "0 interviews: what people agree on"), (1, "1 interview: what people agree on"), (2, "Only 2 interviews:")],
)
def test_the_command_says_what_cannot_be_said_yet(
    notes: int, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("Ann Lee", "Bob Ray")[:notes]:
        text = f"# {name}\n\nInterview on 2024-01-10\n\n## Advice\n- Don't do a master's.\n"
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    assert main(["themes", str(tmp_path)]) == 0
    assert capsys.readouterr().out.startswith(said)


def test_blocks_change_no_theme() -> None:
    rng = np.random.default_rng(3)
    things = ["a master's", "SQL", "overtime", "the pay", "paper forms", "cold applications", "a portfolio", "welding"]
    ways = ["Never skip {}.", "{} is going away!", "You need {} now", "Do not ask for {} first", "more and more {}"]
    texts = sorted({str(rng.choice(ways)).format(rng.choice(things)) for _ in range(60)})
    senses = ["do" if number % 2 else "avoid" for number in range(len(texts))]
    blocks = find_blocks(texts, senses, 0.65)
    assert sorted(number for block in blocks for number in block) == list(range(len(texts)))
    assert 1 < len(blocks) < len(texts)
    whole = group_alike(rate_statements(texts, senses), 0.65)
    of_block = {number: place for place, block in enumerate(blocks) for number in block}
    assert all(len({of_block[number] for number in group}) == 1 for group in whole)


def test_blocks_need_more_than_words_alone() -> None:
    with pytest.raises(ValueError, match="words alone"):
        find_blocks(["a", "b"], ["", ""], WORDS_ALONE)
