"""What the figures promise."""

import itertools
import re
import warnings

import matplotlib as mpl
import pytest
from factories import (
    make_advice,
    make_corpus,
    make_interview,
    make_passage,
    make_referral,
    make_skill,
    make_story,
    make_trend,
)
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from plots import PLOTS

from infoview_analysis.corpus import Corpus
from infoview_analysis.figures import plot_fit, plot_skills, plot_timeline, plot_trends, render_figure
from infoview_analysis.figures.letters import measure_text
from infoview_analysis.figures.style import text_style
from infoview_analysis.reflection import Profile

ANN, BOB, CHO, *REST = make_story()
STORY = make_corpus(
    *(ANN, BOB, CHO, *REST, make_advice(of=ANN)),
    make_passage("The pay is good and nobody leaves.", of=CHO, line=12, topic="culture"),
)
NAMES = [
    "Nguyễn Thị Hồng Nhung",
    "王小明",
    "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh III",
    "عبد الله الزهراني",
    "Ann $x$ Lee_{2}",
    "Σωκράτης Παπαδόπουλος",
]


def texts(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts]


@pytest.mark.parametrize("plot", PLOTS)
def test_nothing_yet_is_said_in_words(plot: str) -> None:
    ax = PLOTS[plot](Corpus.empty())
    assert len(texts(ax)) == 1
    assert not ax.patches
    assert not ax.lines


@pytest.mark.parametrize("plot", [plot for plot in PLOTS if plot not in ("network", "rings", "timeline", "coverage")])
@pytest.mark.parametrize("number", [1, 2, 5])
def test_talks_that_say_nothing_leave_no_empty_chart(plot: str, number: int) -> None:
    talks = [make_interview(name, note=f"{name}.md") for name in NAMES[:number]]
    ax = PLOTS[plot](make_corpus(*talks))
    (said,) = texts(ax)
    assert said.endswith(".")
    assert (ax.axison, *ax.patches, *ax.lines) == (False,)
    assert ax.figure.get_size_inches()[1] < 2


@pytest.mark.parametrize("plot", PLOTS)
@pytest.mark.parametrize("number", [1, 2, 5])
def test_few_talks_are_drawn_or_spoken_of(plot: str, number: int) -> None:
    records = []
    for name in NAMES[:number]:
        talk = make_interview(name, note=f"{name}.md", date="2024-01-01", found_through="event")
        records += [talk, make_skill(of=talk), make_trend(of=talk), make_advice(of=talk)]
        records.append(make_referral(name, "Ann Lee", of=talk))
    ax = PLOTS[plot](make_corpus(*records))
    assert ax.patches or ax.lines or ax.collections or texts(ax)[0].endswith(".")
    assert bool(ax.get_title(loc="left")) is not (not ax.axison and len(ax.texts) == 1)


@pytest.mark.parametrize("plot", [plot for plot in PLOTS if plot not in ("network", "rings", "growth")])
def test_number_of_talks_is_given(plot: str) -> None:
    ax = PLOTS[plot](STORY)
    written = [text.get_text() for text in ax.findobj(Text)]
    assert re.search(r"\b(3|three)\b", " ".join(written), re.IGNORECASE)


@pytest.mark.parametrize("plot", PLOTS)
def test_plot_draws_where_it_is_told(plot: str) -> None:
    ax = Figure().add_subplot()
    assert PLOTS[plot](STORY, ax) is ax


@pytest.mark.parametrize("plot", PLOTS)
@pytest.mark.parametrize("ending", [".png", ".svg"])
def test_same_tables_give_same_bytes(plot: str, ending: str) -> None:
    assert render_figure(PLOTS[plot](STORY), ending) == render_figure(PLOTS[plot](STORY), ending)


@pytest.mark.parametrize("plot", PLOTS)
def test_settings_of_the_user_stay(plot: str) -> None:
    before = dict(mpl.rcParams)
    render_figure(PLOTS[plot](STORY), ".svg")
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize("plot", PLOTS)
def test_titles_state_a_finding(plot: str) -> None:
    assert len(PLOTS[plot](STORY).get_title(loc="left").split()) > 3


def test_title_of_skills_gives_n() -> None:
    assert plot_skills(STORY).get_title(loc="left") == "SQL came up most, in 2 of 3 talks"


def test_interval_is_drawn_with_each_gap() -> None:
    ax = PLOTS["gaps"](STORY)
    assert len(ax.lines) == 2 * len(ax.get_yticks())


def test_gaps_that_tie_are_named_together() -> None:
    talks = [make_interview("Ann Lee"), make_interview("Bob Ray"), make_interview("Cho Kim")]
    gaps = [make_skill(skill, of=talk) for talk in talks[:2] for skill in ("SQL", "Python")]
    title = PLOTS["gaps"](make_corpus(*talks, *gaps)).get_title(loc="left")
    assert title == "Python and SQL are the largest gaps, each named in 2 of 3 talks"


def test_matrix_says_by_which_talk_all_skills_had_come_up() -> None:
    talks = [make_interview(f"Ann {day}", date=f"2024-01-0{day}") for day in range(1, 5)]
    named = [make_skill("SQL", of=talks[0]), make_skill("SQL", of=talks[3])]
    named += [make_skill("Python", of=talk) for talk in talks[1:]]
    title = PLOTS["matrix"](make_corpus(*talks, *named)).get_title(loc="left")
    assert (
        " ".join(title.split())
        == "Python came up most, in 3 of 4 talks; the two skills shown had all come up by talk 2"
    )


def test_advice_on_which_people_differ_is_marked_and_named() -> None:
    talks = [make_interview("Ann Lee"), make_interview("Bob Ray"), make_interview("Cho Kim")]
    said = [("Do the master's.", "do"), ("Don't do a master's.", "avoid"), ("Call them first.", "do")]
    advice = [make_advice(quote, of=talk, polarity=side) for talk, (quote, side) in zip(talks, said, strict=True)]
    ax = PLOTS["advice"](make_corpus(*talks, *advice))
    assert [label.get_text() for label in ax.get_yticklabels()] == ["≠ a master's degree"]
    assert ax.get_title(loc="left") == "Advice differs on a master's degree: 1 for it, 1 against, of 3 talks"
    assert [bar.get_width() for bar in ax.patches] == [1, -1]


def test_what_nobody_spoke_of_has_a_question_mark_in_the_fit() -> None:
    ax = PLOTS["weighed fit"](STORY)
    cells = texts(ax)
    squares = sum(len(squares.get_paths()) for squares in ax.collections)
    assert cells.count("?") == squares - sum(text.isdigit() for text in cells[:squares])
    assert cells.count("?") > squares / 2


def test_fit_draws_bounds_for_every_path_and_a_mean_where_half_is_known() -> None:
    ax = PLOTS["weighed fit"](STORY)
    means = [line for line in ax.lines if line.get_marker() == "o"]
    bounds = [line for line in ax.lines if line.get_linewidth() == 2.5 and line not in means]
    assert len(bounds) == len(ax.get_yticks())
    known = [int(text.split()[0]) for text in texts(ax) if text.endswith(" known")]
    assert len(means) == sum(share >= 50 for share in known) > 0


def test_names_of_paths_in_two_lines_do_not_touch_in_the_fit() -> None:
    talks = [make_interview(f"Ann {job}", role=job) for job in ("Farmer", "Social Worker", "Builder", "Architect")]
    pay = make_passage("The pay is good.", of=talks[0], line=12, topic="culture")
    values = {"helping animals": 5, "good team": 4, "work with many people": 3, "pay": 2}
    ax = plot_fit(make_corpus(*talks, pay), Profile(values=values))
    FigureCanvasAgg(ax.figure).draw()
    boxes = [label.get_window_extent() for label in ax.get_yticklabels()]
    assert any("\n" in label.get_text() for label in ax.get_yticklabels())
    assert not any(one.y0 < other.y1 for one, other in itertools.pairwise(boxes))
    assert ax.get_title(loc="left").endswith("squares is filled")


def test_trends_say_from_how_many_talks() -> None:
    talks = [make_interview("Ann Lee"), make_interview("Bob Ray")]
    ax = plot_trends(make_corpus(*talks, make_trend(of=talks[0]), make_trend(of=talks[0], line=4)))
    assert texts(ax) == ["2, from one talk"]


def test_month_without_a_day_is_a_line_not_a_dot() -> None:
    ax = plot_timeline(make_corpus(make_interview("Ann Lee", date="2024-02")))
    first, last = ax.lines[0].get_xdata()
    assert last - first == 28


def test_timeline_of_many_counts_months() -> None:
    talks = [make_interview(f"Ann {n}", note=f"{n}.md", date=f"2024-{n % 3 + 1:02}-01") for n in range(63)]
    ax = plot_timeline(make_corpus(*talks))
    assert [bar.get_height() for bar in ax.patches] == [21, 21, 21]


@pytest.mark.parametrize("name", [*NAMES, "अनिता शर्मा", "ไทยนะ", "김민준", "MMMWWW"])
def test_names_are_not_wider_than_estimated(name: str) -> None:
    ax = Figure().add_subplot()
    FigureCanvasAgg(ax.figure)
    text = ax.text(0, 0, name, fontsize=9, **text_style("ink"))
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        width = text.get_window_extent(ax.figure.canvas.get_renderer()).width / ax.figure.dpi
    # Widths of letters are rounded to pixels: at most 0.01 inches for each.
    assert width < measure_text(name, 9) + 0.01 * len(name)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("ending", [".png", ".svg"])
def test_names_of_any_script_and_sign_are_drawn(name: str, ending: str) -> None:
    talk = make_interview(name, note="a.md", date="2024-01-01")
    corpus = make_corpus(talk, make_skill(name, of=talk))
    for plot in PLOTS.values():
        assert render_figure(plot(corpus), ending)
