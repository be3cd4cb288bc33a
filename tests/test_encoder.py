"""Facts about the encoder: what it is shown, what it gives back."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoview_analysis.language.context import Context
from infoview_analysis.language.encoder import encode_alone, load_encoder
from infoview_analysis.language.encoder.windows import Line, find_windows, note_lines
from infoview_analysis.language.encoder.wordpiece import WordPiece
from infoview_analysis.language.statements import lone_statement
from infoview_analysis.reading import read_folder, read_note

CUTTER = WordPiece({piece: number for number, piece in enumerate(
    ["[UNK]", "[CLS]", *(f"[unused{number}]" for number in range(1, 9)), "weld", "##ing", "a"])})  # fmt: skip


@given(st.lists(st.text(alphabet="a welding.\n", max_size=900), max_size=12))
@settings(max_examples=40)
def test_every_line_is_read_once_and_in_order(texts: list[str]) -> None:
    windows = list(find_windows([Line(text, ("interviewee",), "welding") for text in texts], CUTTER))
    assert [span.line for window in windows for span in window.spans] == list(range(len(texts)))
    assert all(len(window.ids) == len(window.shapes) < 320 for window in windows)


def test_a_heading_is_said_once_for_the_lines_below_it() -> None:
    (window,) = find_windows([Line("a", ("interviewee",), "welding")] * 3, CUTTER)
    assert window.ids.count(CUTTER.vocabulary["weld"]) == 1


def test_accents_and_case_do_not_change_the_pieces() -> None:
    assert CUTTER.cut("WÉLDING").ids == CUTTER.cut("welding").ids
    assert CUTTER.cut("WÉLDING").shapes == (2, 2)


def test_words_beyond_what_is_read_have_no_rating() -> None:
    text = "and so on " * 200 + "SQL"
    assert encode_alone(text, Context()).rate_skill(0, 3) is not None
    assert encode_alone(text, Context()).rate_skill(len(text) - 3, len(text)) is None


@pytest.mark.parametrize("text", ["", " ", "—", "🍳", "\u0000"])
def test_a_text_without_words_is_read_too(text: str) -> None:
    assert np.isfinite(encode_alone(text, Context()).scores).all()


def test_neighbours_count_and_two_readings_are_the_same() -> None:
    alone, beside = (
        [lone_statement(text, Context()) for text in texts]
        for texts in (["More of it every year"], ["Robots take over the picking", "More of it every year"])
    )
    encoder = load_encoder()
    first, second = encoder.read(beside), encoder.read(beside)
    assert all((one.scores == other.scores).all() for one, other in zip(first, second, strict=True))
    assert not np.allclose(encoder.read(alone)[0].scores, first[1].scores)


def test_advice_scores_above_small_talk() -> None:
    advice, talk = (
        encode_alone(text, Context()).scores[1] for text in ("Never apply cold, ask for a visit first", "It rained")
    )
    assert advice > talk


def test_what_is_tagged_stands_in_its_line() -> None:
    text = "# Coffee\n\nJane Doe is a rigger at Harbour Cranes.\nSam Lee introduced us.\n"
    note = read_note(text, "coffee.md")
    lines = {line.number: line.text for line in note_lines(note)}
    tagged = load_encoder().tag(note)
    assert tagged
    assert all(lines[one.line][one.start : one.start + len(one.text)] == one.text for one in tagged)


def test_a_name_that_no_list_knows_is_read_with_the_encoder(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text("spoke w zorvath klemmsdottir, she is a rigger, 3 march 2025\n\nknots matter\n")
    (interview,) = read_folder(tmp_path, tag=load_encoder().tag).interviews
    assert interview.interviewee == "zorvath klemmsdottir"
