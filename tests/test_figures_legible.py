"""Whatever people are called and however many they are: no text of a figure is cut, none lies on another."""

import itertools
from collections.abc import Sequence

import pytest
from factories import make_advice, make_corpus, make_interview, make_passage, make_referral, make_skill, make_trend
from matplotlib.axes import Axes
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from plots import PLOTS
from samples import analyze_sample

from infoview_analysis.corpus import Corpus

LONG = [
    "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh III",
    "Maria del Carmen Fernández-Villaverde y Ortiz de la Torre",
    "Llanfairpwllgwyngyllgogerychwyrndrobwll Jones",
    "MMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMM WWWWWWWWWWW",
    "X",
]
SCRIPTS = [
    "王小明",
    "عبد الله الزهراني",
    "שרה לוי",
    "अनिता शर्मा",
    "김민준",
    "ไทยนะ",
    "Σωκράτης Παπαδόπουλος",
    "Zoë 😀 Ng",
]
SHORT = [f"Ann {letter}" for letter in "ABCDEFGHIJ"]


def make_talks(names: Sequence[str], number: int) -> Corpus:
    """Make talks with the names in turn, all of which name skills, give advice and lead on, called like them too."""
    records = []
    for place in range(number):
        name = names[place % len(names)]
        talk = make_interview(name, note=f"{place}.md", date=f"20{10 + place // 12}-{place % 12 + 1:02}-15", role=name)
        things = {names[(place + step) % len(names)] for step in (0, 1, 3)}
        records += [talk, *(make_skill(thing, of=talk) for thing in sorted(things))]
        sentence = f"{name} {' and more of it' * 20}"
        records += [make_advice(sentence, of=talk, polarity="do"), make_trend(of=talk)]
        records += [make_passage("The pay is good and nobody leaves.", of=talk, line=12, topic="culture")]
        records += [make_referral(name, names[(place + 2) % len(names)], of=talk)]
    return make_corpus(*records)


CORPORA = {
    "samples": analyze_sample,
    "long": lambda: make_talks(LONG, 7),
    "one long": lambda: make_talks(LONG, 1),
    "two long": lambda: make_talks(LONG[3:], 2),
    "scripts": lambda: make_talks(SCRIPTS, 16),
    "forty": lambda: make_talks(LONG + SCRIPTS + SHORT, 40),
    "many": lambda: make_talks(LONG + SCRIPTS + SHORT, 130),
}


def measure(ax: Axes, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Bbox]]:
    """Draw, and return the box of every text that is."""
    found, draw = [], Text.draw

    def watch(text: Text, renderer: object, *more: object) -> None:
        if text.get_visible() and text.get_text().strip():
            found.append((text.get_text(), text.get_window_extent(renderer)))
        draw(text, renderer, *more)

    monkeypatch.setattr(Text, "draw", watch)
    ax.figure.canvas.draw()
    return found


def overlap(one: Bbox, another: Bbox) -> bool:
    """Whether boxes share more than a line of dots."""
    shared = Bbox.intersection(one, another)
    return shared is not None and min(shared.width, shared.height) > 1


@pytest.mark.parametrize("corpus", CORPORA)
@pytest.mark.parametrize("plot", [name for name in PLOTS if name not in ("rings", "network")])
def test_texts_never_overlap_nor_are_cut(plot: str, corpus: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ax = PLOTS[plot](CORPORA[corpus]())
    found = measure(ax, monkeypatch)
    whole = ax.figure.bbox.padded(1)
    assert [text for text, box in found if not (whole.containsx(box.x0) and whole.containsx(box.x1))] == []
    assert [text for text, box in found if not (whole.containsy(box.y0) and whole.containsy(box.y1))] == []
    pairs = itertools.combinations(found, 2)
    assert [(one, another) for (one, box), (another, other) in pairs if overlap(box, other)] == []
