"""Whatever stands in a file of the user's, it is read or refused in words, and never ends the program otherwise."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from mangling import mangle

from infoview_analysis.corpus.corrections import parse_corrections
from infoview_analysis.errors import InfoviewError
from infoview_analysis.identity.decisions import parse_decisions
from infoview_analysis.identity.names import parse_name
from infoview_analysis.language import find_mentions, load_pipeline
from infoview_analysis.language.vocabulary.user import parse_vocabulary
from infoview_analysis.reading import read_interviews, read_note
from infoview_analysis.reading.dates import find_dates
from infoview_analysis.reading.front_matter import parse_front_matter
from infoview_analysis.reflection.profile import parse_profile

DATA = Path(__file__).parents[1] / "data"
NOTES = [path.read_text(encoding="utf-8-sig") for path in sorted(DATA.glob("benchmark/[c-d]/notes/*.md"))]
HEADS = [text for text in NOTES if text.startswith("---")]
PROFILE = (DATA / "profile.md").read_text(encoding="utf-8")
PROFILE_TOML = 'name = "Orla"\nskills = {SQL = 2, "public speaking" = {level = 4, shown = "talks"}}\ninterests = ["data"]\n'
VOCABULARY = '[[skill]]\nname = "Dagster"\naliases = ["dagster io"]\ncategory = "data"\n'
DECISIONS = 'same = [["Priya", "Priya Raman"]]\ndifferent = [["Sam Lee", "Samuel Lee"]]\n[rename]\n"Dev" = "Dev Patel"\n'
CORRECTIONS = '[[drop]]\ntable = "skills"\nnote = "jane.md"\nquote = "SQL"\n\n[[change]]\ntable = "interviews"\nnote = "a.md"\nset = {date = "2026-03-04"}\n'

ANY_TIME = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""Tests state what is read, benchmarks how quickly."""

FILES: dict[str, tuple[Callable[[str], object], str]] = {
    "profile.md": (lambda text: parse_profile(text, name="profile.md"), PROFILE),
    "profile.toml": (lambda text: parse_profile(text, name="profile.toml"), PROFILE_TOML),
    "vocabulary.toml": (parse_vocabulary, VOCABULARY),
    "people.toml": (parse_decisions, DECISIONS),
    "corrections.toml": (parse_corrections, CORRECTIONS),
}


def count_lines(text: str) -> int:
    """Lines of a text, whichever sign ends them."""
    return len(re.split(r"\r\n|[\n\r\u2028]", text))


def refuse(parse: Callable[[str], object], text: str) -> str:
    """What is said against a text; empty where it is understood."""
    try:
        parse(text)
    except InfoviewError as refusal:
        return str(refusal)
    return ""


@pytest.mark.parametrize("name", FILES)
@ANY_TIME
@given(data=st.data())
def test_a_file_of_the_user_s_is_understood_or_refused_in_words(name: str, data: st.DataObject) -> None:
    parse, right = FILES[name]
    refusal = refuse(parse, data.draw(mangle([right])))
    assert refusal == "" or refusal.startswith(name)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("brackets", ["[", "---\na: &x [*x]\n---\n", "a = " + "9" * 9000, "---\na: 2026-02-30\n---\n", "{a=", "a = " + "[" * 5000, '"""', "{a: ", "---\na: " + "[" * 5000 + "\n---\n"])
def test_a_file_of_brackets_is_refused_in_words(name: str, brackets: str) -> None:
    assert refuse(FILES[name][0], brackets * 3).startswith(name)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("key", ["name", "skills", "skill", "drop", "same", "rename"])
def test_a_number_that_cannot_be_written_out_is_refused_in_words(key: str, name: str) -> None:
    assert refuse(FILES[name][0], f"{key} = 0x{'f' * 6000}").startswith(name)


@pytest.mark.parametrize("value", ["!!int ''", "!!float ''", "!!bool x", "!!timestamp x", "!!set {a, b}", "! x", "0x" + "f" * 6000, "9" + ":59" * 400 + ".5"])
@pytest.mark.parametrize("key", ["name", "skills"])
def test_what_yaml_itself_stumbles_over_is_refused_in_words(key: str, value: str) -> None:
    assert refuse(parse_profile, f"---\n{key}: {value}\n---\n").startswith("profile.md")


@ANY_TIME
@given(mangle(HEADS))
def test_any_front_matter_is_read(text: str) -> None:
    front = parse_front_matter(text, "note.md")
    assert front.body.count("\n") <= text.count("\n")


@ANY_TIME
@given(mangle(NOTES))
def test_any_note_is_read_and_its_lines_are_those_of_the_file(text: str) -> None:
    reading = read_interviews(read_note(text, "note.md"))
    lines = count_lines(text)
    assert all(1 <= passage.source.line <= passage.source.end_line <= lines for passage in reading.passages)


@given(st.text(max_size=60))
def test_any_text_is_a_name_or_none(text: str) -> None:
    parse_name(text)


@ANY_TIME
@given(mangle(["met Sat 20th July 2024, 4/3/26 and 3 Sept; 2026-W07, Michaelmas '25, 20240314, Q3 2025"]))
def test_dates_are_found_where_they_stand(text: str) -> None:
    for date in find_dates(text, year=2026):
        assert 0 <= date.start < date.end <= len(text)


@cache
def pipeline() -> object:
    return load_pipeline()


@settings(ANY_TIME, max_examples=10, phases=[Phase.explicit, Phase.generate])
@given(mangle(NOTES))
def test_mentions_stand_in_their_lines(text: str) -> None:
    interviews = read_interviews(read_note(text, "note.md")).interviews
    lines = count_lines(text)
    for mention in find_mentions(interviews, pipeline()):  # type: ignore[arg-type]
        assert 1 <= mention.source.line <= mention.source.end_line <= lines
        assert mention.source.quote
