"""Records become tables, and tables survive being written."""

import csv
import hashlib
import os
from pathlib import Path

import pandas as pd
import pytest
from factories import (
    make_advice,
    make_corpus,
    make_diagnostic,
    make_follow_up,
    make_interview,
    make_passage,
    make_referral,
    make_skill,
    make_story,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from infoview_analysis import reading
from infoview_analysis.corpus import FORMATS, SCHEMA, Corpus, analyze
from infoview_analysis.errors import OutputError, UsageError
from infoview_analysis.records import Diagnostic, Provenance

CONTRACT = {
    "interviews": "interview_id person_id interviewee role organization industry location date medium "
    "duration_min found_through referred_by tags words field",
    "people": "person_id name aliases role organization interviewed first_seen contact field",
    "passages": "interview_id topic speaker text",
    "skills": "interview_id skill skill_id category text stance speaker",
    "trends": "interview_id topic direction theme",
    "advice": "interview_id polarity theme",
    "referrals": "interview_id referrer_id referrer referred_id referred role organization contact status",
    "follow_ups": "interview_id kind person_id due done",
    "reflections": "interview_id aspect valence",
    "diagnostics": "severity code message",
}
PROVENANCE = "note line end_line section quote"

anything = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def hash_folder(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


# --- Tables -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", CONTRACT)
def test_columns_stand_as_in_the_contract(table: str) -> None:
    expected = f"{CONTRACT[table]} {PROVENANCE}".split()
    assert list(SCHEMA[table])[: len(expected)] == expected
    assert make_corpus(*make_story()).tables[table].columns.tolist() == list(SCHEMA[table])


def test_every_mention_ends_with_why() -> None:
    for table in ("skills", "trends", "advice", "referrals", "follow_ups", "reflections"):
        assert list(SCHEMA[table])[-1] == "explain"


def test_rows_stand_by_note_and_line() -> None:
    later, earlier = make_interview("Zoe Ash", note="z.md"), make_interview("Amy Oak", note="a.md")
    corpus = make_corpus(
        *(later, earlier, make_skill("SQL", of=later, line=9)),
        *(make_skill("R", of=later, line=2), make_skill("Git", of=earlier, line=30)),
    )
    assert corpus.skills["skill"].tolist() == ["Git", "R", "SQL"]
    assert corpus.interviews["note"].tolist() == ["a.md", "z.md"]


@given(st.permutations(make_story()))
@anything
def test_order_of_input_changes_nothing(records: list[object]) -> None:
    assert make_corpus(*records) == make_corpus(*make_story())  # type: ignore[arg-type]


def test_what_a_note_does_not_say_is_empty_text_and_missing_number() -> None:
    row = make_corpus(make_interview(duration_min=None)).interviews.iloc[0]
    assert row["role"] == ""
    assert row["duration_min"] is pd.NA
    assert row["words"] == 0


def test_an_empty_folder_has_all_tables_without_rows() -> None:
    corpus = make_corpus()
    assert corpus == Corpus.empty()
    assert all(frame.empty for frame in corpus.tables.values())


def test_a_passage_without_interview_is_kept() -> None:
    nothing = make_interview("", interview_id="")
    assert make_corpus(make_passage("A list of questions", of=nothing)).passages["interview_id"].tolist() == [""]


def test_lone_surrogates_of_a_file_name_do_not_stop_writing(tmp_path: Path) -> None:
    corpus = make_corpus(make_diagnostic("caf\udce9.md"))
    for form in FORMATS:
        corpus.save(tmp_path, format=form)
    assert corpus.diagnostics["note"].tolist() == ["caf?.md"]


def test_corpora_with_other_rows_differ() -> None:
    assert make_corpus(*make_story()) != make_corpus(*make_story()[:-1])
    assert make_corpus() != "corpus"


# --- Persons in tables --------------------------------------------------------------------------------------


def find_status(corpus: Corpus, referred: str) -> str:
    rows = corpus.referrals[corpus.referrals["referred"] == referred]
    (status,) = set(rows["status"])
    return str(status)


def test_a_referral_is_open_until_something_happens() -> None:
    ann = make_interview("Ann Lee")
    assert find_status(make_corpus(ann, make_referral("Ann Lee", "Dev Patel", of=ann)), "Dev Patel") == "open"


def test_open_referral_closes_when_interviewed() -> None:
    ann, dev = make_interview("Ann Lee"), make_interview("Dev Patel")
    assert (
        find_status(make_corpus(ann, dev, make_referral("Ann Lee", "Dev Patel", of=ann)), "Dev Patel") == "interviewed"
    )


def test_done_follow_up_makes_a_referral_contacted() -> None:
    ann = make_interview("Ann Lee")
    referral = make_referral("Ann Lee", "Dev Patel", of=ann)
    done, open_ = make_follow_up("Dev", of=ann, done=True), make_follow_up("Dev", of=ann, done=False)
    assert find_status(make_corpus(ann, referral, done), "Dev Patel") == "contacted"
    assert find_status(make_corpus(ann, referral, open_), "Dev Patel") == "open"


def test_a_done_follow_up_about_nobody_contacts_nobody() -> None:
    ann = make_interview("Ann Lee")
    corpus = make_corpus(ann, make_referral("Ann Lee", "???", of=ann), make_follow_up("", of=ann, done=True))
    assert corpus.referrals["status"].tolist() == ["open"]


def test_the_note_may_say_that_somebody_was_contacted() -> None:
    ann = make_interview("Ann Lee")
    corpus = make_corpus(ann, make_referral("Ann Lee", "Dev Patel", of=ann, status="contacted"))
    assert find_status(corpus, "Dev Patel") == "contacted"


def test_names_in_referrals_are_completed_from_the_same_note() -> None:
    ann = make_interview("Ann Lee", referred_by="Sam Ortiz")
    corpus = make_corpus(ann, make_referral("Sam", "Ann", of=ann))
    assert corpus.referrals.loc[0, ["referrer", "referred"]].tolist() == ["Sam Ortiz", "Ann Lee"]


def test_a_first_name_stays_bare_where_only_another_note_has_the_full_one() -> None:
    sam, ann = make_interview("Sam Ortiz", date="2024-01-01"), make_interview("Ann Lee", date="2024-02-01")
    corpus = make_corpus(sam, ann, make_referral("Sam", "Ann Lee", of=ann))
    assert corpus.referrals.loc[0, ["referrer", "referrer_id"]].tolist() == ["Sam", "sam-ortiz"]


def test_follow_ups_name_the_person_they_concern() -> None:
    ann = make_interview("Ann Lee")
    corpus = make_corpus(ann, make_follow_up("Ann", of=ann))
    assert corpus.follow_ups.loc[0, ["person_id", "person"]].tolist() == ["ann-lee", "Ann Lee"]


# --- Files --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
@given(text=st.text(), more=st.text(alphabet="=+-@'\"\t\r\n ,;|!(1aΣ＝"))
@anything
def test_tables_read_back_equal(form: str, text: str, more: str, tmp_path: Path) -> None:
    ann = make_interview("Ann Lee", note="a.md", role=text, tags=(more, text), duration_min=45)
    corpus = make_corpus(ann, make_advice(more, of=ann), make_advice(text, of=ann), *make_story())
    corpus.save(tmp_path / form, format=form)
    assert Corpus.load(tmp_path / form) == corpus


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_corpus_reads_back_equal(form: str, tmp_path: Path) -> None:
    Corpus.empty().save(tmp_path, format=form)
    assert Corpus.load(tmp_path) == Corpus.empty()


@pytest.mark.parametrize("form", FORMATS)
def test_same_input_gives_same_bytes(form: str, tmp_path: Path) -> None:
    for name in ("one", "two"):
        make_corpus(*make_story()).save(tmp_path / name, format=form)
    assert hash_folder(tmp_path / "one") == hash_folder(tmp_path / "two")


def test_csv_writes_truth_in_words_and_missing_as_nothing(tmp_path: Path) -> None:
    make_corpus(*make_story()).save(tmp_path)
    with (tmp_path / "follow_ups.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["done"] for row in rows] == ["true", "false"]
    assert [row["due"] for row in rows] == ["", "2024-02-20"]


def test_json_is_one_array_of_records(tmp_path: Path) -> None:
    make_corpus(*make_story()).save(tmp_path, format="json")
    frame = pd.read_json(tmp_path / "skills.json", dtype=False)
    assert frame["skill"].tolist() == ["SQL", "Python", "SQL"]


@pytest.mark.parametrize(
    "danger",
    ["=1+1", '=HYPERLINK("http://x")', "+SUM(A1)", "-cmd|' /C calc'!A0", "@SUM(1)", "\t=1", "\r=1", "＝1"],
)
def test_a_spreadsheet_is_given_no_formula(danger: str, tmp_path: Path) -> None:
    ann = make_interview("Ann Lee")
    corpus = make_corpus(ann, make_advice(danger, of=ann))
    corpus.save(tmp_path)
    with (tmp_path / "advice.csv").open(encoding="utf-8", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert row["quote"] == f"'{danger}"
    assert Corpus.load(tmp_path) == corpus


@pytest.mark.parametrize("text", ["- learn SQL (soon)", "+44 20 7946 0958", "@priya", "-5 %", "'twas", "a = b"])
def test_ordinary_text_stays_as_written(text: str, tmp_path: Path) -> None:
    ann = make_interview("Ann Lee")
    make_corpus(ann, make_advice(text, of=ann)).save(tmp_path)
    with (tmp_path / "advice.csv").open(encoding="utf-8", newline="") as stream:
        assert next(csv.DictReader(stream))["quote"] == text


def test_a_cell_as_long_as_a_note_reads_back(tmp_path: Path) -> None:
    limit = csv.field_size_limit()
    ann = make_interview("Ann Lee")
    corpus = make_corpus(ann, make_passage("word " * 100_000, of=ann))
    corpus.save(tmp_path)
    assert Corpus.load(tmp_path) == corpus
    assert csv.field_size_limit() == limit


def test_other_files_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    make_corpus().save(tmp_path)
    assert (tmp_path / "mine.txt").read_text() == "mine"
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_missing_folders_are_made(tmp_path: Path) -> None:
    make_corpus().save(tmp_path / "a" / "b")
    assert len(list((tmp_path / "a" / "b").iterdir())) == len(SCHEMA)
    assert len(list((tmp_path / "a").iterdir())) == 1


def test_a_new_folder_can_be_entered_like_any_other(tmp_path: Path) -> None:
    make_corpus().save(tmp_path / "new")
    (tmp_path / "usual").mkdir()
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_folder_in_the_way_leaves_all_tables_as_they_were(tmp_path: Path) -> None:
    make_corpus().save(tmp_path)
    (tmp_path / "skills.csv").unlink()
    (tmp_path / "skills.csv").mkdir()
    before = (tmp_path / "people.csv").read_bytes()
    with pytest.raises(OutputError, match=r"cannot write .*; choose a place"):
        make_corpus(*make_story()).save(tmp_path)
    assert (tmp_path / "people.csv").read_bytes() == before


def test_a_failure_half_way_puts_everything_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_corpus().save(tmp_path)
    before = hash_folder(tmp_path)
    replace = Path.replace

    def fail_at_advice(self: Path, target: Path) -> Path:
        if self.name == "advice.csv" and self.parent.name.startswith(".infoview"):
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail_at_advice)
    with pytest.raises(OutputError, match="no space left"):
        make_corpus(*make_story()).save(tmp_path)
    monkeypatch.undo()
    assert hash_folder(tmp_path) == before


def test_a_file_where_the_folder_should_be_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(OutputError, match="not a directory"):
        make_corpus().save(tmp_path / "out")


def test_an_unknown_format_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match='unknown format "xls"; choose one of csv'):
        make_corpus().save(tmp_path, format="xls")


def test_load_takes_the_tables_written_last(tmp_path: Path) -> None:
    old, recent = make_corpus(), make_corpus(*make_story())
    old.save(tmp_path, format="parquet")
    recent.save(tmp_path, format="csv")
    for path in tmp_path.glob("*.parquet"):
        os.utime(path, (1, 1))
    assert Corpus.load(tmp_path) == recent
    assert Corpus.load(tmp_path, format="parquet") == old


def test_tables_in_parts_read_back_whatever_the_number_of_rows(tmp_path: Path) -> None:
    corpus = make_corpus(*make_story())
    corpus.save(tmp_path, format="parquet", part_rows=1)
    assert len(list((tmp_path / "passages.parquet").iterdir())) == len(corpus.passages) > 1
    assert Corpus.load(tmp_path) == corpus
    assert pd.read_parquet(tmp_path / "passages.parquet")["quote"].tolist() == corpus.passages["quote"].tolist()
    Corpus.empty().save(tmp_path, format="parquet", part_rows=1)
    assert Corpus.load(tmp_path) == Corpus.empty()


def test_only_parquet_comes_in_parts(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="tables in parts are written as parquet"):
        make_corpus().save(tmp_path, format="csv", part_rows=1)


def test_loading_what_is_not_there_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no tables in .*infoview extract"):
        Corpus.load(tmp_path)
    with pytest.raises(UsageError, match=r"cannot read .*write the tables again"):
        Corpus.load(tmp_path, format="json")


@pytest.mark.parametrize("content", [b"", b"nonsense\n1\n", b"\xff\xfe", b'"open'])
def test_a_spoilt_table_is_a_usage_error(content: bytes, tmp_path: Path) -> None:
    make_corpus().save(tmp_path)
    (tmp_path / "skills.csv").write_bytes(content)
    with pytest.raises(UsageError, match="the table skills is not as extract writes it"):
        Corpus.load(tmp_path)


@pytest.mark.parametrize("form", ["json", "parquet", "sqlite"])
def test_a_spoilt_file_of_any_format_is_a_usage_error(form: str, tmp_path: Path) -> None:
    make_corpus().save(tmp_path, format=form)
    for path in tmp_path.iterdir():
        path.write_bytes(b"nonsense")
    with pytest.raises(UsageError, match="is not as extract writes it"):
        Corpus.load(tmp_path)


def test_tables_that_a_spreadsheet_saved_read_back(tmp_path: Path) -> None:
    corpus = make_corpus(*make_story())
    corpus.save(tmp_path)
    path = tmp_path / "follow_ups.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"true", b"TRUE").replace(b"\n", b"\r\n"))
    assert Corpus.load(tmp_path) == corpus


# --- Looking at it ------------------------------------------------------------------------------------------


def test_a_notebook_shows_counts_period_and_first_interviews() -> None:
    html = make_corpus(*make_story())._repr_html_()
    assert "3 interviews, 2024-01-10 to 2024-03" in html
    assert "<th>skills</th><td>3</td>" in html
    assert "<td>Ann Lee</td>" in html


def test_a_notebook_shows_what_each_table_holds_even_without_talks() -> None:
    html = Corpus.empty()._repr_html_()
    assert html.startswith("<p>0 interviews</p>")
    assert "<th>trends</th><td>0</td><td>statements about change</td>" in html
    assert html.count("<table>") == 1


def test_what_a_notebook_shows_is_escaped() -> None:
    html = make_corpus(make_interview("<script>alert(1)</script>"))._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_repr_is_short() -> None:
    assert repr(make_corpus(*make_story())) == "<Corpus: 3 interviews, 4 people, 2 notes>"


# --- The whole way ------------------------------------------------------------------------------------------


def test_analyze_goes_from_notes_to_tables(tmp_path: Path) -> None:
    (tmp_path / "ann.md").write_text("# Ann Lee\n\nRole: Analyst\n\nSQL all day.\n", encoding="utf-8")
    (tmp_path / "broken.md").write_bytes(b"\xff\xfa\x00")
    corpus = analyze(tmp_path)
    assert corpus.interviews["interviewee"].tolist() == ["Ann Lee"]
    assert corpus.skills["note"].tolist() == ["ann.md"]
    assert corpus.diagnostics.loc[corpus.diagnostics["severity"] == "error", "note"].tolist() == ["broken.md"]


def test_analyze_says_when_there_is_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        analyze(tmp_path / "nowhere")


def test_diagnostics_come_from_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    where = Provenance(note="a.md", line=1, end_line=1)
    found = Diagnostic(severity="error", code="unreadable", message="no", source=where)
    monkeypatch.setattr(reading, "open_sheets", lambda notes, **how: ([], [found]))
    assert analyze(tmp_path).diagnostics["code"].tolist() == ["unreadable"]


# --- Who has been written to ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Emailed Dev Patel on Monday.",
        "I have written to Dev Patel",
        "Dev Patel never answered.",
        "No reply from Dev Patel yet",
        "Lunch with Eve. Dev Patel hasn't replied.",
    ],
)
def test_a_referral_is_contacted_once_any_note_says_so(text: str) -> None:
    ann, index = make_interview("Ann Lee"), make_interview("", note="index.md")
    corpus = make_corpus(ann, make_referral("Ann Lee", "Dev Patel", of=ann), make_passage(text, of=index))
    assert corpus.referrals["status"].tolist() == ["contacted"]


@pytest.mark.parametrize(
    "text",
    ["Email Dev Patel next week.", "She emailed Dev Patel for me.", "Dev Patel answered the phones.", "Dev emailed"],
)
def test_what_is_planned_or_done_by_others_moves_no_referral(text: str) -> None:
    ann, index = make_interview("Ann Lee"), make_interview("", note="index.md")
    corpus = make_corpus(ann, make_referral("Ann Lee", "Dev Patel", of=ann), make_passage(text, of=index))
    assert corpus.referrals["status"].tolist() == ["open"]
