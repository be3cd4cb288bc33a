"""Tables that lie aside part by part are the tables that frames hold."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pandas as pd
import pytest
from factories import make_corpus, make_interview, make_passage, make_skill, make_story

from infoview_analysis.corpus import Corpus
from infoview_analysis.corpus.build import Builder
from infoview_analysis.corpus.parts import Whole
from infoview_analysis.corpus.spool import Spool
from infoview_analysis.records import Diagnostic, Interview, Mention, Passage

PART = 3
FORMATS = ["csv", "json", "parquet", "sqlite"]


@pytest.fixture(autouse=True)
def short_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    for room in ("parts", "spool"):
        monkeypatch.setattr(f"infoview_analysis.corpus.{room}.PART", PART)


@pytest.fixture
def builder() -> Iterator[Builder]:
    """A builder that has been told the story, note after note."""
    story = sorted(make_story(), key=note_of)
    builder = Builder()
    for _, records in groupby(story, key=note_of):
        told = list(records)
        builder.add_note(
            [record for record in told if isinstance(record, Passage)],
            [record for record in told if isinstance(record, Mention)],
        )
        builder.add_findings(record for record in told if isinstance(record, Diagnostic))
    yield builder
    builder.close()


def note_of(record: Interview | Passage | Mention | Diagnostic) -> str:
    return record.source.note


def talks() -> list[Interview]:
    return [record for record in make_story() if isinstance(record, Interview)]


def list_files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def put_aside(rows: int) -> tuple[Spool, pd.DataFrame]:
    """Rows as a spool and as a frame."""
    skills = [make_skill(str(number), of=make_interview(note=f"{number // 4}.md"), line=number) for number in range(rows)]
    frame = make_corpus(*skills).skills
    spool = Spool("skills")
    for _, some in groupby(frame.to_dict("records"), key=lambda row: row["note"]):
        spool.add(some)
    return spool, frame


def test_tables_built_note_by_note_are_those_of_all_notes(builder: Builder) -> None:
    with builder.build(talks(), ()) as tables:
        assert tables.collect() == make_corpus(*make_story())


@pytest.mark.parametrize("form", FORMATS)
def test_parts_are_written_as_frames_are(form: str, builder: Builder, tmp_path: Path) -> None:
    make_corpus(*make_story()).save(tmp_path / "frames", format=form)
    with builder.build(talks(), ()) as tables:
        tables.save(tmp_path / "parts", format=form)
    assert list_files(tmp_path / "parts") == list_files(tmp_path / "frames")
    assert Corpus.load(tmp_path / "parts") == make_corpus(*make_story())


def test_parts_fill_files_of_any_size(builder: Builder, tmp_path: Path) -> None:
    with builder.build(talks(), ()) as tables:
        tables.save(tmp_path, format="parquet", part_rows=2)
    assert Corpus.load(tmp_path, format="parquet") == make_corpus(*make_story())


@pytest.mark.parametrize("rows", [0, 1, PART, PART + 1, 3 * PART])
def test_a_piece_of_a_table_is_the_same_from_either(rows: int) -> None:
    spool, frame = put_aside(rows)
    assert len(spool) == len(Whole(frame)) == rows
    assert spool.join().equals(frame)
    for start in range(rows + 1):
        for stop in (*range(start, rows + 2), None):
            for parts in (spool, Whole(frame)):
                pieces = list(parts.cut(start, stop))
                assert all(0 < len(piece) <= PART for piece in pieces)
                whole = pd.concat([frame.iloc[:0], *pieces], ignore_index=True)
                assert whole.equals(frame.iloc[start:stop].reset_index(drop=True))
    spool.close()


def test_rows_of_a_note_are_put_in_order() -> None:
    talk = make_interview(note="ann.md")
    passages = [make_passage(of=talk, line=line) for line in (9, 2, 5)]
    builder = Builder()
    builder.add_note(passages, ())
    with builder.build([talk], ()) as tables:
        corpus = tables.collect()
    assert corpus.passages["line"].tolist() == [2, 5, 9]
