"""Colours: light and dark, legible, and apart for every kind of colour vision."""

import itertools

import numpy as np
import pytest
from factories import make_advice, make_corpus, make_passage, make_story
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from plots import PLOTS

from infoview_analysis.corpus import Corpus
from infoview_analysis.errors import UsageError
from infoview_analysis.figures import render_figure, use_theme
from infoview_analysis.figures.palette import pick_color

ANN, BOB, CHO, *REST = make_story()
STORY = make_corpus(
    *(ANN, BOB, CHO, *REST, make_advice(of=ANN)),
    make_passage("The pay is good and nobody leaves.", of=CHO, line=12, topic="culture"),
)
THEMES = ["light", "dark"]
SENSES = ("paper", "blue", "sky", "pale", "vermilion")
FIELDS = ("blue", "vermilion", "green", "orange", "purple", "sky", "grey")
# Machado, Oliveira and Fernandes 2009, A Physiologically-based Model for Simulation of Color Vision Deficiency, table 1,
# severity 1.0; they work on linear RGB.
VISIONS = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = TO_XYZ.sum(axis=1)


def find_light(color: str) -> np.ndarray:
    """Linear RGB (IEC 61966-2-1)."""
    shares = np.array(to_rgb(color))
    return np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)


def find_lab(light: np.ndarray) -> np.ndarray:
    """CIELAB of linear RGB."""
    ratio = TO_XYZ @ light.clip(0, 1) / WHITE
    x, y, z = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def difference(one: str, another: str, vision: np.ndarray) -> float:
    """ΔE*ab (CIE 1976) of two colours as somebody sees them; about 2.3 can just be told apart side by side."""
    seen = [find_lab(vision @ find_light(color)) for color in (one, another)]
    return float(np.linalg.norm(seen[0] - seen[1]))


def contrast(one: str, another: str) -> float:
    """Contrast ratio (WCAG 2)."""
    dark, light = sorted(float(TO_XYZ[1] @ find_light(color)) for color in (one, another))
    return (light + 0.05) / (dark + 0.05)


def test_measures_are_those_of_their_sources() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert find_lab(find_light("#ff0000")) == pytest.approx([53.24, 80.09, 67.20], abs=0.03)
    # Deuteranopes see this red and this green alike.
    assert difference("#a05a00", "#6f6f00", VISIONS["deuteranopia"]) < difference("#a05a00", "#6f6f00", np.eye(3)) / 3


# The least differences found are 26.2 and 17.0 on light ground, 25.2 and 19.5 on dark.
@pytest.mark.parametrize(("colors", "least"), [(SENSES, 25), (FIELDS, 16.5)])
@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("theme", THEMES)
def test_colors_of_one_figure_differ_for_everybody(
    theme: str, vision: str, colors: tuple[str, ...], least: float
) -> None:
    with use_theme(theme):
        pairs = list(itertools.combinations(map(pick_color, colors), 2))
    assert min(difference(one, another, VISIONS[vision]) for one, another in pairs) > least


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *(("ink", "paper"), ("grey", "paper"), ("blue", "paper"), ("vermilion", "paper")),
        *(("paper", "blue"), ("paper", "vermilion"), ("ink", "pale"), ("paper", "ink")),
    ],
)
def test_texts_have_the_contrast_that_wcag_asks_for(theme: str, text: str, ground: str) -> None:
    with use_theme(theme):
        assert contrast(pick_color(text), pick_color(ground)) >= 4.5


def test_theme_holds_inside_the_block_only() -> None:
    with use_theme("dark"):
        assert PLOTS["skills"](STORY).figure.get_facecolor() == (*to_rgb("#1a1a1a"), 1)
    assert PLOTS["skills"](STORY).figure.get_facecolor() == (*to_rgb("#ffffff"), 1)


def test_theme_holds_from_the_call_on() -> None:
    use_theme("dark")
    try:
        assert pick_color("paper") == "#1a1a1a"
    finally:
        use_theme("light")
    assert pick_color("paper") == "#ffffff"


def test_theme_is_left_by_an_error_too() -> None:
    with pytest.raises(ValueError, match="mishap"), use_theme("dark"):
        raise ValueError("mishap")
    assert pick_color("paper") == "#ffffff"


def test_unknown_theme_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match='no theme "black"; choose one of light, dark'):
        use_theme("black")  # type: ignore[arg-type]
    assert pick_color("paper") == "#ffffff"


@pytest.mark.parametrize("plot", PLOTS)
@pytest.mark.parametrize("corpus", [STORY, Corpus.empty()], ids=["story", "empty"])
def test_dark_figures_hold_no_light_color(plot: str, corpus: Corpus) -> None:
    names = ("paper", "ink", "grey", "pale", "rule", "faint", "blue", "sky", "vermilion", "orange", "green", "purple")
    light = {pick_color(name) for name in names}
    with use_theme("dark"):
        light -= {pick_color(name) for name in names}
        drawn = render_figure(PLOTS[plot](corpus), ".svg").decode()
    assert {color for color in {*light, "white", "black", "#000000"} if f": {color}" in drawn} == set()


@pytest.mark.parametrize("plot", PLOTS)
def test_axes_of_others_get_the_ground_that_words_need(plot: str) -> None:
    figure = Figure(facecolor="black")
    PLOTS[plot](STORY, figure.add_subplot(facecolor="black"))
    assert {figure.get_facecolor(), figure.axes[0].get_facecolor()} == {(1, 1, 1, 1)}
