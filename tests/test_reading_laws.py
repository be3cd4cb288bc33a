"""Laws that hold for every note, checked on the annotated notes and on made-up ones."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoview_analysis.reading import read_folder, read_interviews, read_note
from infoview_analysis.reading.lexicon import fold
from infoview_analysis.reading.lines import blank_comments

DATA = Path(__file__).parents[1] / "data"
NOTES = sorted([*DATA.glob("benchmark/*/notes/*.md"), *DATA.glob("notes/**/*.md")])
NOISE = re.compile(
    r"^\s*(?:"
    r"[-*_=\s|:+>#~`.\\]*"  # rules, table lines, empty quotes and bullets
    r"|(?:[>\-*\s]*\[![\w-]+\][+-]?\W*)"  # callout without words in its title
    r"|(?:[-*\s]*(?:id|collapsed|created-at|updated-at|card-[\w-]+)::.*)"  # Logseq bookkeeping
    r"|```.*|~~~.*|\[\^[\w-]+\]:?\s*|!\[.*\]\(.*\)|!\[\[.*\]\]|\{\{.*\}\}|#+\s*\{\{.*\}\}"
    r")$"
)


QUERY = re.compile(r"^```(?:dataview|tasks|base|query).*?^```", re.DOTALL | re.MULTILINE)


def visible(text: str) -> str:
    """Text without comments, queries, placeholders of templates and struck-out parts."""
    text = QUERY.sub(lambda match: "\n" * match.group().count("\n"), blank_comments(text))
    return re.sub(r"~~[^~\n]+~~|\{\{[^{}\n]*\}\}", "", text)


def lines_of_passages(text: str) -> list[int]:
    reading = read_interviews(read_note(text, "note.md"))
    return [line for passage in reading.passages for line in range(passage.source.line, passage.source.end_line + 1)]


@pytest.mark.parametrize("path", NOTES, ids=lambda path: path.stem)
def test_every_line_belongs_to_exactly_one_passage(path: Path) -> None:
    text = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    covered = lines_of_passages(text)
    body = visible(text).split("\n")
    # A row of a table with a column per person holds something of each.
    once = [line for line in covered if body[line - 1].count("|") <= 3]
    assert len(once) == len(set(once)), "a line stands in two passages"
    lost = [
        (number, line)
        for number, line in enumerate(body, 1)
        if re.search(r"\w", re.sub(r"<[^<>]*>|&\w+;", "", line)) and not NOISE.match(line) and number not in covered
    ]
    assert not lost


@pytest.mark.parametrize("path", NOTES[::7], ids=lambda path: path.stem)
def test_windows_line_ends_change_nothing(path: Path, tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    (tmp_path / "unix").mkdir()
    (tmp_path / "windows").mkdir()
    (tmp_path / "unix" / "note.md").write_bytes(text.encode())
    (tmp_path / "windows" / "note.md").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert read_folder(tmp_path / "unix") == read_folder(tmp_path / "windows")


@given(st.text(max_size=400))
def test_any_text_is_read_without_error(text: str) -> None:
    read_interviews(read_note(text, "note.md"))


@given(
    st.lists(
        st.sampled_from(
            [
                "- ",
                "> ",
                "# ",
                "word",
                "**",
                "[[A]]",
                "|",
                "\n",
                "---\n",
                "::",
                "%%",
                "~~",
                "`",
                "?",
                ":",
                "\t",
            ]
        ),
        max_size=40,
    )
)
def test_any_markup_is_read_without_error(pieces: list[str]) -> None:
    read_interviews(read_note("".join(pieces), "note.md"))


@pytest.mark.parametrize("path", NOTES[::5], ids=lambda path: path.stem)
def test_quotes_are_the_source_s_own_words(path: Path) -> None:
    text = path.read_text(encoding="utf-8-sig")
    note_words = set(fold(text).split())
    for passage in read_interviews(read_note(text, path.name)).passages:
        assert set(fold(passage.source.quote).split()) <= note_words | set("0123456789")
