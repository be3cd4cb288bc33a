"""What the figures promise."""

import warnings

import matplotlib as mpl
import pytest
from factories import make_advice, make_corpus, make_interview, make_passage, make_skill, make_story, make_trend
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from plots import PLOTS

from infoview_analysis.corpus import Corpus
from infoview_analysis.figures import plot_skills, plot_timeline, plot_trends, render_figure
from infoview_analysis.figures.letters import measure_text
from infoview_analysis.figures.style import text_style

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
