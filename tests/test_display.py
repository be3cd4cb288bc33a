"""What notebooks show: words as written, everything escaped, something to read when there is nothing to see."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from factories import (
    make_advice,
    make_corpus,
    make_interview,
    make_passage,
    make_referral,
    make_skill,
    make_story,
)
from samples import analyze_sample

import infoview_analysis as iv
from infoview_analysis.corpus import Corpus
from infoview_analysis.display.marking import Mark, cut_pieces, find_marks
from infoview_analysis.rows import list_rows

HOSTILE = '<img src=x onerror="alert(1)"></mark><script>'

SHOWS: dict[str, Callable[[Corpus], object]] = {
    "contradictions": lambda corpus: iv.show_contradictions(iv.find_contradictions(corpus)),
    "figure": lambda corpus: iv.show_figure(iv.plot_skills(corpus)),
    "gaps": lambda corpus: iv.show_gaps(iv.rank_gaps(corpus)),
    "interview": lambda corpus: iv.show_interview(corpus, "ann-lee.md#1"),
    "lines": lambda corpus: iv.show_lines(iv.describe_topics(corpus)),
    "network": lambda corpus: iv.show_network(iv.referral_graph(corpus)),
    "note": iv.show_note,
    "paths": lambda corpus: iv.show_paths(iv.compare_paths(corpus), iv.build_matrix(corpus)),
    "statements": iv.show_statements,
    "table": lambda corpus: iv.show_table(iv.rank_skills(corpus)),
}


# --- All of them --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("show", SHOWS)
def test_without_notes_there_is_a_sentence_to_read(show: str) -> None:
    assert len(repr(SHOWS[show](Corpus.empty())).split()) > 4


@pytest.mark.parametrize("show", SHOWS)
def test_nothing_from_a_note_becomes_markup(show: str) -> None:
    ann = make_interview("Ann Lee", role=HOSTILE, date="2024-01-10", organization=HOSTILE)
    said = make_skill(HOSTILE, of=ann, text=HOSTILE)
    corpus = make_corpus(ann, said, make_passage(f"{HOSTILE} all day", of=ann), make_referral("Ann", HOSTILE, of=ann))
    shown = SHOWS[show](corpus)
    html = shown._repr_html_() if hasattr(shown, "_repr_html_") else ""
    assert "<img src=x" not in html
    assert html.count("<script") == (show == "statements")


@pytest.mark.parametrize("show", sorted(SHOWS.keys() - {"figure"}))
def test_all_looks_the_same_wherever_it_is_copied_to(show: str) -> None:
    html = SHOWS[show](make_corpus(*make_story()))._repr_html_()  # type: ignore[attr-defined]
    assert "<style>.iv {" in html
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//|url\(|@import", html.replace("srcdoc", ""))


# --- Tables and sentences -----------------------------------------------------------------------------------


def test_a_table_says_how_much_of_it_is_shown() -> None:
    skills = iv.rank_skills(make_corpus(*make_story()))
    assert repr(iv.show_table(skills, ["skill", "support"], most=1)) == "skill | support\nSQL | 2\n1 of 2 rows"


def test_quotations_are_folded_and_counted() -> None:
    html = iv.show_table(iv.rank_skills(make_corpus(*make_story())), ["skill", "quotes"]).html
    assert "<summary>two quotations</summary><ul><li>“SQL all day” (Ann Lee, ann-lee.md:2)</li>" in html


def test_what_is_missing_is_blank() -> None:
    talks = make_corpus(*make_story()).interviews
    assert repr(iv.show_table(talks, ["interviewee", "duration_min"])).splitlines()[1:] == [
        "Ann Lee | ",
        "Bob Ray | ",
        "Cho Kim | 30",
    ]


def test_words_of_closed_lists_are_said_with_blanks() -> None:
    follow_ups = make_corpus(*make_story()).follow_ups
    assert "thank you | " in repr(iv.show_table(follow_ups, ["kind", "due"]))


def test_indented_lines_belong_to_the_one_above() -> None:
    html = iv.show_lines(["One", "   a", "   b", "", "Two"]).html
    assert html == "<p>One</p><ul><li>a</li><li>b</li></ul><p>Two</p>"


# --- Marked notes -------------------------------------------------------------------------------------------


def test_a_skill_is_marked_at_its_own_words() -> None:
    ann = make_interview("Ann Lee")
    corpus = make_corpus(ann, make_passage("They want SQL all day.", of=ann), make_skill("SQL", of=ann))
    ((mark,),) = find_marks(corpus).values()
    assert "They want SQL all day."[mark.start : mark.end] == "SQL"
    assert (mark.kind, mark.label) == ("skill", "skill needed")


def test_marks_may_overlap() -> None:
    ann = make_interview("Ann Lee")
    passage = make_passage("Do learn SQL all day", of=ann)
    corpus = make_corpus(ann, passage, make_skill("SQL", of=ann), make_advice("Do learn SQL", of=ann, line=2))
    html = iv.show_note(corpus).html
    assert ">Do learn </span>" in html
    assert "linear-gradient(rgba(0,158,115,0.3) 0% 50%,rgba(0,114,178,0.28) 50% 100%)" in html
    assert ">SQL<small> skill needed</small><small> advice avoid</small></span>" in html


def test_pieces_are_the_text_again() -> None:
    marks = [Mark(start=start, end=end, kind="skill", label="", why="") for start, end in ((0, 4), (2, 9), (2, 4))]
    assert "".join(piece.text for piece in cut_pieces("a text of marks", marks)) == "a text of marks"


def test_a_statement_from_a_table_row_is_marked_in_its_cells() -> None:
    ann = make_interview("Ann Lee")
    # The quotation joins the cells with words of its own.
    corpus = make_corpus(ann, make_passage("SQL | every day", of=ann), make_skill("SQL", of=ann))
    ((mark,),) = find_marks(corpus).values()
    assert (mark.start, mark.end) == (0, 3)


def test_every_statement_of_the_sample_notes_is_marked_in_its_own_words() -> None:
    corpus = analyze_sample()
    marks, passages = find_marks(corpus, ["trends", "advice"]), list_rows(corpus.passages)
    marked = {
        (passages[number]["note"], passages[number]["text"][mark.start : mark.end])
        for number in marks
        for mark in marks[number]
    }
    said = {(row["note"], row["quote"]) for table in ("trends", "advice") for row in list_rows(corpus.tables[table])}
    assert said == marked


def test_pointing_at_a_mark_tells_why() -> None:
    html = iv.show_note(analyze_sample(), "people/Josephine Atkinson.md").html
    assert re.search(
        r'<span class="iv-mark" title="advice: do\. Why: [^"]+" style="[^"]+">Rewrite three leaflets', html
    )


def test_a_note_that_is_not_there_is_said() -> None:
    assert "There is no note “nowhere.md”" in repr(iv.show_note(make_corpus(*make_story()), "nowhere.md"))


# --- Statements ---------------------------------------------------------------------------------------------


def test_statements_stand_there_without_any_script() -> None:
    ann = make_interview("Ann Lee", date="2024-01-10")
    told = make_passage("I moved here in spring.", of=ann, line=1)
    html = iv.show_statements(
        make_corpus(ann, told, make_passage("SQL all day", of=ann), make_skill("SQL", of=ann))
    ).html
    assert re.findall(r'<div class="iv-passage"( hidden="hidden"| data-kinds="skill")>', html) == [
        ' hidden="hidden"',
        ' data-kinds="skill"',
    ]


def test_many_talks_are_cut_to_the_latest() -> None:
    shown = iv.show_statements(make_corpus(*make_story()), most=1)
    assert "the 1 latest of 3 talks" in repr(shown)
    assert re.findall(r'data-person="([^"]+)"', shown.html) == ["Cho Kim"]


def test_statements_of_some_tables_alone() -> None:
    shown = iv.show_statements(analyze_sample(), "advice")
    assert 'data-kinds="advice"' in shown.html
    assert "rgba(0,114,178" not in shown.html


# --- Cards and pictures -------------------------------------------------------------------------------------


def test_a_gap_shows_its_interval() -> None:
    shown = iv.show_gaps(iv.rank_gaps(make_corpus(*make_story())))
    assert "SQL: 2 of three talks" in repr(shown)
    assert '<i style="width:66.7%">' in shown.html


def test_a_path_of_which_too_little_is_known_has_no_score() -> None:
    corpus, me = analyze_sample(), iv.read_profile(Path(__file__).parent.parent / "data" / "profile.md")
    paths = iv.compare_paths(corpus, me)
    lines = repr(iv.show_paths(paths, iv.build_matrix(corpus, me), most=50)).splitlines()
    shown = [row for row in list_rows(paths) if row["quotes"] or row["is_target"]]
    scores = [line for line in lines if line.startswith("   score")]
    assert 0 < len(scores) == sum(row["weight_known"] >= 0.5 for row in shown)


def test_a_figure_has_its_title_as_text() -> None:
    data, about = iv.show_figure(iv.plot_skills(make_corpus(*make_story())))._repr_mimebundle_()
    assert data["text/plain"] == about["image/png"]["alt"] == "SQL came up most, in 2 of 3 talks"


def test_a_talk_shows_what_was_taken_from_it() -> None:
    shown = iv.show_interview(make_corpus(*make_story()), "ann-lee.md#1")
    assert repr(shown).splitlines()[0] == "Ann Lee, Analyst, Acme"
    assert "<li>SQL, needed: “SQL all day” (line 2)</li>" in shown.html


# --- How a notebook begins ----------------------------------------------------------------------------------


def test_a_folder_that_is_missing_is_said(tmp_path: Path) -> None:
    opened = iv.open_notes(tmp_path / "nowhere")
    assert opened.corpus == Corpus.empty()
    assert "nowhere" in opened.said[0]
    assert "Change NOTES" in opened.said[0]


def test_a_folder_without_notes_says_how_to_begin(tmp_path: Path) -> None:
    assert "infoview new" in iv.open_notes(tmp_path).said[0]


def test_a_profile_that_is_not_understood_is_left_aside(tmp_path: Path) -> None:
    (tmp_path / "me.md").write_text("---\nskills: {SQL: many}\n---\n")
    opened = iv.open_notes(tmp_path, tmp_path / "me.md")
    assert opened.profile is None
    assert "The profile is left aside" in opened.said[-1]


def test_a_day_that_is_none_is_said(tmp_path: Path) -> None:
    assert iv.open_notes(tmp_path, today="tomorrow").day is None
    assert "YYYY-MM-DD" in iv.open_notes(tmp_path, today="tomorrow").said[-1]


def test_saved_tables_open_like_notes(tmp_path: Path) -> None:
    corpus = make_corpus(*make_story())
    corpus.save(tmp_path, format="sqlite")
    assert iv.open_notes(tmp_path / "tables.sqlite").corpus == corpus
