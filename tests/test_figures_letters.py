"""Texts in lines, and the fonts that hold them."""

from hypothesis import given
from hypothesis import strategies as st
from matplotlib.font_manager import FontProperties, findfont, get_font

from infoview_analysis.figures.fonts import BASE_FONT, choose_fonts
from infoview_analysis.figures.letters import clean_text, measure_text, shorten_text, wrap_text

WIDEST = 1.2
"""Of a letter, in parts of the size of the font."""


def measure(line: str) -> float:
    return measure_text(line, 72)


@given(st.text(), st.integers(2, 40))
def test_lines_are_no_wider_than_asked(text: str, letters: int) -> None:
    assert all(measure(line) <= max(letters * 0.6, WIDEST) + 1e-9 for line in wrap_text(text, letters).split("\n"))


@given(st.text(), st.integers(2, 40))
def test_no_letter_is_lost_in_lines(text: str, letters: int) -> None:
    assert "".join(wrap_text(text, letters).split()) == "".join(clean_text(text).split())


@given(st.text(min_size=1), st.integers(4, 20), st.integers(1, 3))
def test_no_more_lines_than_allowed(text: str, letters: int, lines: int) -> None:
    wrapped = wrap_text(text, letters, lines=lines).split("\n")
    assert len(wrapped) <= lines
    assert all(measure(line) <= letters * 0.6 + 1e-9 for line in wrapped)


@given(st.text(), st.integers(4, 30))
def test_shortened_text_fits_and_is_marked(text: str, letters: int) -> None:
    short = shorten_text(text, letters)
    assert measure(short) <= letters * 0.6 + 1e-9
    assert short == clean_text(text) or short.endswith("…")


def test_a_very_long_word_is_broken_at_once() -> None:
    assert wrap_text("x" * 100_000, 20).count("\n") > 4000


def test_accents_stay_with_their_letters() -> None:
    assert wrap_text("e\u0301" * 8, 4).split("\n")[0].endswith("e\u0301")


def test_usual_letters_need_no_other_font() -> None:
    assert choose_fonts("Nguyễn Thị Hồng Nhung, Łukasz, Олена\nΝίκος, דוד") == (BASE_FONT,)


def test_letters_that_the_usual_font_lacks_come_from_an_installed_one() -> None:
    letter = "\u210a"  # STIX has it, which comes with matplotlib too
    base, *fillers = choose_fonts(f"Ann {letter}")
    assert base == BASE_FONT
    assert not get_font(findfont(BASE_FONT)).get_char_index(ord(letter))
    assert get_font(findfont(FontProperties(family=fillers[:1]))).get_char_index(ord(letter))


def test_choice_of_fonts_does_not_hang_on_what_was_drawn_before() -> None:
    first = choose_fonts("Ann 王")
    choose_fonts("अनिता 김민준")
    assert choose_fonts("Ann 王") == first
