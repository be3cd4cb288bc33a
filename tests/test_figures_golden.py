"""Figures look as they did when somebody last looked at them: the pictures are in ``golden``.

Words and legends are left out, since fonts are drawn a little differently from machine to machine; of them
``test_figures_legible`` tells. When a figure is meant to change, ``python tests/test_figures_golden.py`` draws the
pictures again: look at each before it is committed.
"""

from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from factories import make_advice, make_corpus, make_interview, make_passage, make_referral, make_skill, make_trend
from matplotlib.axes import Axes
from matplotlib.image import imread, imsave
from matplotlib.legend import Legend
from matplotlib.text import Text
from plots import PLOTS

from infoview_analysis.corpus import Corpus
from infoview_analysis.figures import use_theme

GOLDEN = Path(__file__).parent / "golden"
PICTURES = [*((plot, "light") for plot in PLOTS), ("skills", "dark"), ("network", "dark"), ("weighed fit", "dark")]
DPI = 45
MOST_BYTES = 30_000
SHIFT = 3
"""Dots by which lines may move: other versions of a font make labels a little longer."""
APART = 60
"""Difference in a channel, of 255, from which on dots are of another colour."""
MOST_APART = 0.015
"""Share of the dots with ink that may be of another colour than all near them in the other picture."""

PEOPLE = ["Ann Lee", "Bob Ray", "Cho Kim", "Dev Patel", "Eve Stone", "Fay Hart", "Gus Okafor", "Hope Ruiz", "Ira Wu"]
SKILLS = ["SQL", "Python", "writing", "statistics", "QGIS", "project management"]
STANCES = ["needed", "needed", "optional", "mentioned", "declining"]
DIRECTIONS = ["rising", "rising", "declining", "shifting", "unclear"]
ADVICE = [
    *(("Do a master's degree", "do"), ("Don't do a master's degree", "avoid"), ("Don't do a master's degree", "avoid")),
    *(("Bring your own charts to the interview", "do"), ("Never apply without having called somebody", "avoid")),
]
CULTURE = ["The pay is good and nobody leaves.", "It is badly paid.", "You keep learning, on contracts in a row."]


def make_folder() -> Corpus:
    """A year of talks that speak of all that figures show."""
    records = []
    for place, name in enumerate(PEOPLE):
        field = ("Analyst", "Nurse", "Curator")[place % 3]
        talk = make_interview(name, date=f"2024-{place + 1:02}-{10 + place}", role=field)
        named = [skill for step, skill in enumerate(SKILLS) if (place + step) % (step + 2) == 0]
        records += [talk, make_trend(f"topic {place}", of=talk, direction=DIRECTIONS[place % 5])]
        for step, skill in enumerate(named):
            records.append(make_skill(skill, of=talk, line=20 + step, stance=STANCES[(place + step) % 5]))
        quote, polarity = ADVICE[place % 5]
        records.append(make_advice(quote, of=talk, polarity=polarity))
        records.append(make_passage(CULTURE[place % 3], of=talk, line=40, topic="culture"))
        for step in (2, 5):
            if place + step < len(PEOPLE):
                records.append(make_referral(name, PEOPLE[place + step], of=talk, line=50 + step))
        if place % 2:
            records.append(make_referral(name, f"Open Person {'ABCDEFGHI'[place]}", of=talk, line=60))
    return make_corpus(*records)


FOLDER = make_folder()


def draw(plot: str, theme: str) -> np.ndarray:
    """Draw a figure without words, in few dots: height × width × red, green, blue from 0 to 255."""
    with use_theme(theme):
        return take_picture(PLOTS[plot](FOLDER))


def take_picture(ax: Axes) -> np.ndarray:
    for words in (*ax.findobj(Text), *ax.findobj(Legend)):
        words.set_visible(False)
    ax.figure.set_dpi(DPI)
    ax.figure.canvas.draw()
    return np.asarray(ax.figure.canvas.buffer_rgba())[:, :, :3].astype(int)


def read_golden(plot: str, theme: str) -> np.ndarray:
    return (imread(find_file(plot, theme))[:, :, :3] * 255).round().astype(int)


def find_file(plot: str, theme: str) -> Path:
    return GOLDEN / f"{plot.replace(' ', '-')}-{theme}.png"


def share_apart(one: np.ndarray, another: np.ndarray) -> float:
    """Share of the dots with ink that have no like near their place in the other picture, whichever has more."""
    height, width = (min(sizes) for sizes in zip(one.shape[:2], another.shape[:2], strict=True))
    if max(abs(np.subtract(one.shape, another.shape))) > SHIFT:
        return 1.0
    one, another = one[:height, :width], another[:height, :width]
    return max(_share_without_like(one, another), _share_without_like(another, one))


def _share_without_like(one: np.ndarray, another: np.ndarray) -> float:
    height, width = one.shape[:2]
    padded = np.pad(another, ((SHIFT, SHIFT), (SHIFT, SHIFT), (0, 0)), mode="edge")
    steps = range(2 * SHIFT + 1)
    near = [abs(one - padded[y : y + height, x : x + width]).max(axis=2) for y in steps for x in steps]
    ink = (abs(one - one[0, 0]).max(axis=2) > 0).sum()
    return float((np.min(near, axis=0) > APART).sum() / ink)


@pytest.mark.parametrize(("plot", "theme"), PICTURES)
def test_figure_looks_as_before(plot: str, theme: str) -> None:
    assert share_apart(draw(plot, theme), read_golden(plot, theme)) <= MOST_APART


@pytest.mark.parametrize(("plot", "theme"), PICTURES)
def test_pictures_are_small(plot: str, theme: str) -> None:
    assert find_file(plot, theme).stat().st_size <= MOST_BYTES


def test_no_picture_is_of_a_figure_that_is_gone() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {find_file(*picture).name for picture in PICTURES}


@pytest.mark.parametrize("plot", PLOTS)
def test_other_hinting_of_fonts_is_no_difference(plot: str) -> None:
    """As on another machine: letters are wider or narrower by parts of a dot."""
    with mpl.rc_context({"text.hinting": "none", "figure.dpi": 72}):
        assert share_apart(draw(plot, "light"), read_golden(plot, "light")) <= MOST_APART


def test_missing_mark_is_a_difference() -> None:
    ax = PLOTS["skills"](FOLDER)
    ax.patches[-1].remove()
    assert share_apart(take_picture(ax), read_golden("skills", "light")) > MOST_APART


def test_other_color_is_a_difference() -> None:
    ax = PLOTS["growth"](FOLDER)
    ax.lines[0].set_color("black")
    assert share_apart(take_picture(ax), read_golden("growth", "light")) > MOST_APART


def test_moved_mark_is_a_difference() -> None:
    ax = PLOTS["timeline"](FOLDER)
    first, *_ = ax.lines
    first.set_ydata([1.5, 1.5])
    assert share_apart(take_picture(ax), read_golden("timeline", "light")) > MOST_APART


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for picture in PICTURES:
        imsave(find_file(*picture), draw(*picture).astype(np.uint8), pil_kwargs={"optimize": True})
