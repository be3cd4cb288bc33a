"""What the figures promise."""

import warnings

import matplotlib as mpl
import pytest
from factories import make_corpus, make_interview, make_referral, make_skill, make_story, make_trend
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from infoview_analysis.corpus import Corpus
from infoview_analysis.figures import (
    plot_gaps,
    plot_network,
    plot_skills,
    plot_timeline,
    plot_trends,
    render_figure,
)
from infoview_analysis.network import referral_graph
from infoview_analysis.reflection import rank_gaps

PLOTS = {
    "skills": plot_skills,
    "gaps": lambda corpus, ax=None: plot_gaps(rank_gaps(corpus), ax),
    "trends": plot_trends,
    "network": lambda corpus, ax=None: plot_network(referral_graph(corpus), ax),
    "timeline": plot_timeline,
}
STORY = make_corpus(*make_story())
NAMES = [
    "Nguyễn Thị Hồng Nhung",
    "王小明",
    "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh III",
    "عبد الله الزهراني",
    "Ann $x$ Lee_{2}",
    "Σωκράτης Παπαδόπουλος",
]


def measure(ax: Axes) -> list[Bbox]:
    """Draw, then say where each text stands; the machine may lack fonts for some."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        ax.figure.canvas.draw()
        return [text.get_window_extent() for text in ax.texts]


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


# --- Network ------------------------------------------------------------------------------------------------


def crowd(size: int) -> Corpus:
    """Somebody leads to everybody else, and each of those to one more."""
    first = make_interview("Ann Lee", date="2024-01-01")
    talks = [make_interview(f"Person Number {n}", date="2024-02-01") for n in range(size)]
    led = [make_referral("Ann Lee", talk.interviewee, of=first, line=n + 5) for n, talk in enumerate(talks)]
    on = [make_referral(talk.interviewee, f"{NAMES[n % len(NAMES)]} {n}", of=talk) for n, talk in enumerate(talks)]
    return make_corpus(first, *talks, *led, *on)


@pytest.mark.parametrize("size", [1, 5, 30])
def test_names_in_the_network_never_overlap(size: int) -> None:
    boxes = measure(plot_network(referral_graph(crowd(size))))
    assert not any(one.overlaps(another) for n, one in enumerate(boxes) for another in boxes[:n])


def test_names_in_the_network_are_inside_the_picture() -> None:
    ax = plot_network(referral_graph(crowd(12)))
    corners = [corner for box in measure(ax) for corner in box.corners()]
    assert all(ax.figure.bbox.contains(*corner) for corner in corners)


def test_everybody_is_in_the_network_once() -> None:
    assert sorted(texts(plot_network(referral_graph(STORY)))[:5]) == [
        "Ann Lee",
        "Bob Ray",
        "Cho Kim",
        "Dev Patel",
        "You",
    ]


def test_people_who_only_point_to_each_other_are_drawn() -> None:
    ann, bob = make_interview("Ann Lee"), make_interview("Bob Ray")
    circle = make_referral("Ann Lee", "Bob Ray", of=ann), make_referral("Bob Ray", "Ann Lee", of=bob)
    assert {"Ann Lee", "Bob Ray"} <= set(texts(plot_network(referral_graph(make_corpus(ann, bob, *circle)))))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("ending", [".png", ".svg"])
def test_names_of_any_script_and_sign_are_drawn(name: str, ending: str) -> None:
    talk = make_interview(name, note="a.md", date="2024-01-01")
    corpus = make_corpus(talk, make_skill(name, of=talk))
    for plot in PLOTS.values():
        assert render_figure(plot(corpus), ending)
