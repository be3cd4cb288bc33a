"""What the user corrects in ``corrections.toml`` is so in every table, and nothing else changes."""

import hashlib
from collections import Counter
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import accuracy
import pytest
from factories import make_corpus, make_interview, make_passage, make_skill, make_story
from own_notes import TABLES, Share, describe_notes, measure_tables

from infoview_analysis import records
from infoview_analysis.corpus import Corpus, analyze, build_corpus, suggest_correction
from infoview_analysis.corpus.corrections import (
    FILE,
    correct_interviews,
    correct_mentions,
    parse_corrections,
    read_corrections,
    report_outcome,
)
from infoview_analysis.corpus.corrections.cells import COLUMNS, NEEDED
from infoview_analysis.corpus.corrections.quotes import find_quote
from infoview_analysis.errors import UsageError
from infoview_analysis.reading import Reading
from infoview_analysis.records import Diagnostic, Interview, Mention, Passage, Reflection
from infoview_analysis.word_lists import load_toml

ANN = """\
---
interviewee: Ann Lee
role: Analyst
date: 2024-05-01
---
## Advice
- Don’t apply **cold**, ask around
- Learn SQL first

## Trends
- Dashboards are going out, five years ago everybody wanted one

## People
- She said to talk to Dev Patel at Delta
"""


def correct(text: str, *records: Interview | Passage | Mention | Diagnostic) -> Corpus:
    """Build a corpus of the records as corrected by the text of a file."""
    corrections = parse_corrections(text)
    reading = Reading(
        interviews=tuple(record for record in records if isinstance(record, Interview)),
        passages=tuple(record for record in records if isinstance(record, Passage)),
        diagnostics=tuple(record for record in records if isinstance(record, Diagnostic)),
    )
    reading = correct_interviews(reading, corrections)
    mentions, findings = correct_mentions(
        [record for record in records if isinstance(record, Mention)], reading, corrections
    )
    notes = {record.source.note for record in records}
    findings += reading.diagnostics
    findings += report_outcome(corrections, notes, [one for one in findings if one.source.note == FILE])
    return build_corpus(Reading(reading.interviews, reading.passages, tuple(findings)), mentions)


def list_codes(corpus: Corpus) -> list[str]:
    found = corpus.diagnostics
    return found[found["note"] == FILE]["code"].tolist()


def find_message(corpus: Corpus, code: str) -> str:
    found = corpus.diagnostics
    (message,) = found[found["code"] == code]["message"]
    return str(message)


def hash_folder(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


DROP = '[[drop]]\ntable = "advice"\nnote = "bob-ray.md"\nquote = "do not apply"\n'
CHANGE = '[[change]]\ntable = "trends"\nnote = "ann-lee.md"\nquote = "dashboards…"\nset = { direction = "rising" }\n'
ADD = (
    '[[add]]\ntable = "skills"\nnote = "ann-lee.md"\nquote = "every single day"\nskill = "Stamina"\nstance = "needed"\n'
)
ROLE = '[[change]]\ntable = "interviews"\nnote = "ann-lee.md"\nset = { role = "Chief" }\n'
OPEN = """[[change]]
table = "referrals"
note = "bob-ray.md"
quote = "points to"
referred = "Cho Kim"
set = { status = "open" }
"""


# --- Dropping, changing, adding -----------------------------------------------------------------------------


def test_without_entries_the_tables_are_the_same() -> None:
    assert correct("", *make_story()) == make_corpus(*make_story())


def test_a_dropped_row_is_gone_and_no_other() -> None:
    before, after = make_corpus(*make_story()), correct(DROP, *make_story())
    assert (len(before.advice), len(after.advice)) == (1, 0)
    same = [table for table in before.tables if table not in {"advice", "diagnostics"}]
    assert all(before.tables[table].equals(after.tables[table]) for table in same)


def test_a_changed_row_says_what_it_was() -> None:
    before, after = make_corpus(*make_story()), correct(CHANGE, *make_story())
    assert after.trends["direction"].tolist() == ["rising"]
    assert after.trends["explain"].tolist() == ["corrections.toml: direction was declining"]
    told = ["direction", "explain"]
    assert after.trends.drop(columns=told).equals(before.trends.drop(columns=told))


def test_an_added_row_stands_where_its_words_stand() -> None:
    skills = correct(ADD, *make_story()).skills
    (row,) = skills[skills["skill"] == "Stamina"].to_dict("records")
    place = ("ann-lee.md", 2, "every single day", "ann-lee.md#1")
    assert (row["note"], row["line"], row["quote"], row["interview_id"]) == place
    assert (row["skill_id"], row["stance"], row["speaker"]) == ("stamina", "needed", "interviewee")


def test_an_added_skill_has_the_category_that_the_vocabulary_knows() -> None:
    skills = correct(ADD.replace("Stamina", "Python"), *make_story()).skills
    assert set(skills[skills["skill"] == "Python"]["category"]) == {"data", "tool"}


def test_an_added_referral_comes_from_the_interviewee_and_makes_a_person() -> None:
    text = '[[add]]\ntable = "referrals"\nnote = "ann-lee.md"\nquote = "SQL"\nreferred = "Eve Ng"\n'
    corpus = correct(text, *make_story())
    (row,) = corpus.referrals[corpus.referrals["referred"] == "Eve Ng"].to_dict("records")
    assert (row["referrer_id"], row["referred_id"], row["status"]) == ("ann-lee", "eve-ng", "open")
    assert "eve-ng" in set(corpus.people["person_id"])


def test_a_person_only_named_in_a_dropped_row_is_gone() -> None:
    text = '[[drop]]\ntable = "referrals"\nnote = "bob-ray.md"\nquote = "Bob Ray points to Dev Patel"\n'
    assert "dev-patel" in set(make_corpus(*make_story()).people["person_id"])
    assert "dev-patel" not in set(correct(text, *make_story()).people["person_id"])


def test_a_status_that_the_user_says_stays() -> None:
    before, after = make_corpus(*make_story()), correct(OPEN, *make_story())
    statuses = [
        frame[frame["referred"] == "Cho Kim"]["status"].tolist() for frame in (before.referrals, after.referrals)
    ]
    assert statuses == [["interviewed"], ["open"]]


def test_persons_follow_a_corrected_interview() -> None:
    text = '[[change]]\ntable = "interviews"\nnote = "ann-lee.md"\nset = { interviewee = "Anne Leigh", date = 2024-01-11 }\n'
    corpus = correct(text, make_interview("Ann Lee", date="2024-01-10"))
    assert corpus.interviews[["interviewee", "person_id", "date"]].to_numpy().tolist() == [
        ["Anne Leigh", "anne-leigh", "2024-01-11"]
    ]
    assert corpus.people["name"].tolist() == ["Anne Leigh"]


def test_order_of_entries_does_not_matter() -> None:
    corrected = [correct("".join(texts), *make_story()) for texts in permutations((DROP, CHANGE, ADD, ROLE))]
    assert len(corrected) == 24
    assert all(corpus == corrected[0] for corpus in corrected)


def test_every_row_can_be_dropped_by_what_is_suggested_for_it() -> None:
    # The aspect of the story's reflection is none that the language room finds.
    story = [replace(one, aspect="doubt") if isinstance(one, Reflection) else one for one in make_story()]
    corpus = make_corpus(*story)
    for table in TABLES:
        for _, row in corpus.tables[table].iterrows():
            after = correct(suggest_correction(row), *story)
            assert list_codes(after) == ["corrections"]
            left = Counter(map(str, after.tables[table].drop(columns="explain", errors="ignore").to_numpy().tolist()))
            assert left.total() == len(corpus.tables[table]) - 1


# --- Which row is meant -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "quote",
    [
        "don't apply cold",
        "- Don’t apply **cold**",
        "DON'T   APPLY",
        "Don't … cold",
        "[[Don't]] [apply](https://a.org) cold",
    ],
)
def test_a_quote_is_found_however_it_was_copied(quote: str) -> None:
    assert find_quote("Please: don’t apply cold, ask.", quote)


@pytest.mark.parametrize("quote", ["apply warm", "cold apply", "on't apply", "cold … apply"])
def test_other_words_are_not_found(quote: str) -> None:
    assert find_quote("Please: don’t apply cold, ask.", quote) is None


@pytest.mark.parametrize("quote", ["café", "CAFE", "cafe\u0301"])
def test_the_words_found_are_those_of_the_note(quote: str) -> None:
    found = find_quote("At the Cafe\u0301, daily", quote)
    assert found is not None
    assert "At the Cafe\u0301, daily"[slice(*found)] == "Cafe\u0301"


@pytest.mark.parametrize(
    ("note", "quote", "message"),
    [
        ("gone.md", "do not", "gone.md has no row of advice"),
        ("bob-ray.md", "no such words", "no row of advice in bob-ray.md has these words"),
    ],
)
def test_an_entry_that_fits_nothing_is_told_and_stops_nothing(note: str, quote: str, message: str) -> None:
    text = f'\n\n[[drop]]\ntable = "advice"\nnote = "{note}"\nquote = "{quote}"\n{CHANGE}'
    corpus = correct(text, *make_story())
    found = corpus.diagnostics[corpus.diagnostics["code"] == "unused-correction"]
    assert found[["note", "line"]].to_numpy().tolist() == [[FILE, 3]]
    assert message in find_message(corpus, "unused-correction")
    assert find_message(corpus, "corrections") == "1 of 2 corrections obeyed"
    assert corpus.trends["direction"].tolist() == ["rising"]


def test_an_entry_that_fits_several_rows_does_nothing_and_says_what_would_help() -> None:
    text = '[[drop]]\ntable = "referrals"\nnote = "bob-ray.md"\nquote = "Bob Ray"\n'
    before, after = make_corpus(*make_story()), correct(text, *make_story())
    assert after.referrals.equals(before.referrals)
    assert find_message(after, "unclear-correction").startswith(
        "fits 3 rows, at lines 2, 5, 9; write more of the quote"
    )


def test_a_column_tells_rows_of_one_quote_apart() -> None:
    corpus = correct(OPEN, *make_story())
    assert list_codes(corpus) == ["corrections"]


def test_a_line_decides_between_the_same_words_and_may_be_old_otherwise() -> None:
    ann = make_interview("Ann Lee")
    text = '[[drop]]\ntable = "skills"\nnote = "ann-lee.md"\nquote = "SQL all day"\nline = {}\n'
    twice = (ann, make_skill(of=ann, line=4), make_skill(of=ann, line=8))
    assert correct(text.format(8), *twice).skills["line"].tolist() == [4]
    assert list_codes(correct(text.format(5), *twice)) == ["corrections", "unclear-correction"]
    assert correct(text.format(5), *twice[:2]).skills.empty


def test_two_entries_that_contradict_each_other_do_nothing() -> None:
    corpus = correct(CHANGE + CHANGE.replace("rising", "shifting"), *make_story())
    assert corpus.trends["direction"].tolist() == ["declining"]
    assert list_codes(corpus).count("unclear-correction") == 2


def test_changes_of_a_dropped_row_are_told() -> None:
    corpus = correct(CHANGE + '[[drop]]\ntable = "trends"\nnote = "ann-lee.md"\nquote = "dashboards"\n', *make_story())
    assert corpus.trends.empty
    assert "dropped in line 6" in find_message(corpus, "unused-correction")


def test_what_the_notes_say_by_themselves_is_needless() -> None:
    found = '[[add]]\ntable = "referrals"\nnote = "ann-lee.md"\nquote = "Ann Lee points to"\nreferred = "Bob Ray"\n'
    story = (*make_story(), make_passage("Ann Lee points to Bob Ray", of=make_story()[0], line=5))  # type: ignore[arg-type]
    text = found + CHANGE.replace("rising", "declining")
    before, after = make_corpus(*story), correct(text, *story)
    assert list_codes(after).count("needless-correction") == 2
    assert all(before.tables[table].equals(after.tables[table]) for table in TABLES)


def test_words_in_no_interview_give_no_row() -> None:
    stray = make_passage("SQL every day", of=make_interview("Ann Lee"), interview_id="")
    text = '[[add]]\ntable = "skills"\nnote = "ann-lee.md"\nquote = "SQL"\nskill = "SQL"\n'
    corpus = correct(text, stray)
    assert corpus.skills.empty
    assert "stand in no interview" in find_message(corpus, "unused-correction")


# --- Interviews ---------------------------------------------------------------------------------------------


def make_two_talks() -> tuple[Interview | Passage | Diagnostic, ...]:
    """A note that was taken for one talk, though a second one begins at line 5."""
    ann = make_interview("Ann Lee", words=6)
    lines = [make_passage(text, of=ann, line=line) for line, text in ((2, "SQL all day."), (5, "Bob Ray: Python."))]
    return (make_interview("Ann Lee", words=6, passages=tuple(lines)), *lines)


def test_an_interview_can_begin_in_the_middle_of_another() -> None:
    text = '[[add]]\ntable = "interviews"\nnote = "ann-lee.md"\nline = 5\ninterviewee = "Bob Ray"\n'
    corpus = correct(text, *make_two_talks())
    assert corpus.interviews[["interviewee", "line", "words"]].to_numpy().tolist() == [
        ["Ann Lee", 1, 3],
        ["Bob Ray", 5, 3],
    ]
    assert corpus.passages["interview_id"].tolist() == ["ann-lee.md#1", "ann-lee.md#2"]


def test_an_interview_without_a_line_takes_what_belongs_to_none() -> None:
    text = '[[add]]\ntable = "interviews"\nnote = "ann-lee.md"\ninterviewee = "Ann Lee"\n'
    stray = make_passage("SQL every day", of=make_interview("Ann Lee"), interview_id="")
    corpus = correct(text, stray)
    assert corpus.interviews["words"].tolist() == [3]
    assert "say with line" in find_message(
        correct(text.replace("Ann Lee", "Bob Ray"), *make_two_talks()), "unclear-correction"
    )


def test_passages_of_a_dropped_interview_stay_and_belong_to_none() -> None:
    corpus = correct('[[drop]]\ntable = "interviews"\nnote = "ann-lee.md"\n', *make_two_talks())
    assert corpus.interviews.empty
    assert corpus.passages["interview_id"].tolist() == ["", ""]


# --- The file -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[drop]]\ntable = "people"\nnote = "a.md"\nquote = "x"', "who is who is settled in people.toml"),
        ('[[drop]]\ntable = "advise"\nnote = "a.md"\nquote = "x"', "there is no such table"),
        ('[[drop]]\ntable = "advice"\nnote = "a.md"\nquote = "!"', "a quote is needed"),
        ('[[drop]]\ntable = "advice"\nquote = "x"', "drop.1.note: field required"),
        ('[[change]]\ntable = "advice"\nnote = "a.md"\nquote = "x"', "change.1.set: field required"),
        (CHANGE.replace("rising", "up"), "'up' is none of rising, declining, shifting, unclear"),
        (CHANGE.replace("direction", "trend_id"), "trend_id cannot be written in trends; choose from topic, direction"),
        (ADD.replace("skill =", "text ="), "a new row of skills needs skill"),
        (DROP + 'reviewed = ["a.md"]', "belongs at the top of the file"),
        ('[[change]]\ntable = "interviews"\nnote = "a.md"\nset = { date = "2024-13-01" }', "is no date"),
        ('[[change]]\ntable = "interviews"\nnote = "a.md"\nset = { duration_min = "45" }', "whole number of minutes"),
        ('[[change]]\ntable = "interviews"\nnote = "a.md"\nset = { duration_min = 9223372036854775808 }', "whole number of minutes"),
        ("[[drop]", "no valid TOML"),
    ],
)
def test_what_is_wrong_with_the_file_is_said(text: str, message: str) -> None:
    with pytest.raises(UsageError, match="write for example") as caught:
        parse_corrections(text)
    assert message in str(caught.value)


def test_words_of_closed_vocabularies_are_those_of_the_rooms_that_give_them() -> None:
    from infoview_analysis.language.reflections import _ASPECTS
    from infoview_analysis.language.skill_finding.verdict import STANCES as RANKED
    from infoview_analysis.reading.medium import _TOLD

    codes = load_toml("infoview_analysis.exchange", "codes.toml")
    assert set(records.STANCES) == set(RANKED) == codes["stance"]["values"].keys()
    assert set(records.ASPECTS) == codes["reflection"]["values"].keys() >= set(_ASPECTS)
    assert set(records.MEDIUMS) == _TOLD.keys() - {"somewhere"}
    assert set(records.DIRECTIONS) == codes["trend"]["values"].keys()
    assert set(records.POLARITIES) == codes["advice"]["values"].keys()
    assert set(records.STATUSES) == codes["referral"]["values"].keys()
    assert set(records.KINDS) == codes["follow_up"]["values"].keys()
    assert set(records.VALENCES) == codes["valence"]["values"].keys()
    assert set(records.TOPICS) == codes["topic"]["values"].keys() | {"other"}


def test_every_table_knows_what_a_new_row_needs() -> None:
    assert {table: set(needed) <= COLUMNS[table].keys() for table, needed in NEEDED.items()} == dict.fromkeys(
        COLUMNS, True
    )


def test_a_path_may_be_written_as_on_windows_or_with_a_dot(tmp_path: Path) -> None:
    text = '[[drop]]\ntable = "advice"\nnote = "{}"\nquote = "x"'
    assert {parse_corrections(text.format(note)).entries[0].note for note in ("./a/b.md", "a/b.md", r"a\\b.md")} == {
        "a/b.md"
    }


def test_a_single_note_obeys_what_is_said_of_it(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(DROP + CHANGE, encoding="utf-8")
    note = tmp_path / "ann-lee.md"
    note.touch()
    assert [entry.table for entry in read_corrections(note).entries] == ["trends"]
    assert [entry.table for entry in read_corrections(tmp_path).entries] == ["advice", "trends"]


def test_a_suggestion_changes_what_it_is_told_to() -> None:
    row = make_corpus(*make_story()).trends.iloc[0]
    assert correct(suggest_correction(row, direction="unclear"), *make_story()).trends["direction"].tolist() == [
        "unclear"
    ]


def test_a_suggestion_refuses_what_the_file_would() -> None:
    corpus = make_corpus(*make_story())
    with pytest.raises(UsageError, match="none of do, avoid"):
        suggest_correction(corpus.advice.iloc[0], polarity="maybe")
    with pytest.raises(UsageError, match="no row of interviews"):
        suggest_correction(corpus.people.iloc[0])


@pytest.mark.parametrize("quote", ['say "so"', "back\\slash", "line\ttab", "\x7f\x01", "'''", "# no comment"])
def test_a_suggestion_is_valid_whatever_the_note_has(quote: str) -> None:
    row = make_corpus(*make_story()).advice.iloc[0].copy()
    row["quote"] = f"words {quote}"
    assert parse_corrections(suggest_correction(row)).entries[0].quote == f"words {quote}"


def test_the_documented_example_is_understood() -> None:
    text = (Path(__file__).parent.parent / "docs" / "commands.md").read_text(encoding="utf-8")
    example = text.partition("\n## Corrections\n")[2].partition("```toml\n")[2].partition("```")[0]
    own = parse_corrections(example)
    assert [entry.action for entry in own.entries] == ["drop", "change", "change", "add"]
    assert own.reviewed == ("a.md", "talks/b.md")


def test_the_documented_columns_are_those_that_can_be_written() -> None:
    text = (Path(__file__).parent.parent / "docs" / "commands.md").read_text(encoding="utf-8")
    section = text.partition("\n## Corrections\n")[2]
    for table, columns in COLUMNS.items():
        assert f"| `{table}` | {', '.join(f'`{name}`' for name in columns)} |" in section


# --- The whole way ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a note and corrections of it."""
    folder = tmp_path_factory.mktemp("notes")
    (folder / "ann.md").write_text(ANN, encoding="utf-8")
    return folder


def test_every_later_run_obeys_and_the_notes_stay_as_they_are(folder: Path) -> None:
    note = (folder / "ann.md").read_bytes()
    before = analyze(folder)
    advice = before.advice[before.advice["quote"].str.contains("apply cold")].iloc[0]
    text = 'reviewed = ["ann.md"]\n' + suggest_correction(advice)
    text += '\n[[change]]\ntable = "interviews"\nnote = "ann.md"\nset = { role = "Lead analyst" }\n'
    text += '[[add]]\ntable = "trends"\nnote = "ann.md"\nquote = "ask around"\ndirection = "rising"\n'
    (folder / FILE).write_text(text, encoding="utf-8")
    after = analyze(folder)
    assert len(after.advice) == len(before.advice) - 1
    assert len(after.trends) == len(before.trends) + 1
    assert after.interviews["role"].tolist() == ["Lead analyst"]
    assert analyze(folder, corrected=False) == before
    assert {"corrections"} == set(list_codes(after))
    assert (folder / "ann.md").read_bytes() == note
    assert sorted(path.name for path in folder.iterdir()) == ["ann.md", FILE]
    lines = list(describe_notes(folder))
    assert "0.000 (0.00–0.79)" in next(line for line in lines if line.startswith("interviews"))


def test_a_corrected_note_stands_among_the_others_as_before(tmp_path: Path) -> None:
    for name in ("Ann", "Bob", "Cho"):
        (tmp_path / f"{name.lower()}.md").write_text(ANN.replace("Ann", name).replace("Dev", f"D{name}"), encoding="utf-8")
    before = analyze(tmp_path)
    entries = [
        '[[drop]]\ntable = "advice"\nnote = "bob.md"\nquote = "Learn SQL"\n',
        '[[change]]\ntable = "referrals"\nnote = "bob.md"\nquote = "DBob Patel"\nset = { status = "contacted" }\n',
        '[[drop]]\ntable = "skills"\nnote = "gone.md"\nquote = "SQL"\n',
        '[[drop]]\ntable = "referrals"\nnote = "cho.md"\nquote = "no such words"\n',
    ]
    (tmp_path / FILE).write_text('reviewed = ["ann.md", "lost.md"]\n' + "".join(entries), encoding="utf-8")
    after = analyze(tmp_path)
    kept = before.advice[~((before.advice["note"] == "bob.md") & before.advice["quote"].str.contains("Learn SQL"))]
    assert after.advice["quote"].tolist() == kept["quote"].tolist()
    assert before.referrals["status"].tolist() == ["open"] * 3
    assert after.referrals["status"].tolist() == ["open", "contacted", "open"]
    assert after.passages.equals(before.passages)
    assert after.skills.equals(before.skills)
    assert find_message(after, "corrections") == "2 of 4 corrections obeyed"
    assert sorted(list_codes(after)) == ["corrections", *["unused-correction"] * 3]


def test_the_file_without_entries_changes_no_byte(tmp_path: Path) -> None:
    (tmp_path / "ann.md").write_text(ANN, encoding="utf-8")
    analyze(tmp_path).save(tmp_path / "without")
    (tmp_path / FILE).write_text("# nothing yet\n", encoding="utf-8")
    analyze(tmp_path, exclude=["without"]).save(tmp_path / "with")
    assert hash_folder(tmp_path / "without") == hash_folder(tmp_path / "with")


# --- Accuracy on one's own notes ----------------------------------------------------------------------------


def test_shares_are_counted_from_corrections_of_reviewed_notes() -> None:
    elsewhere = DROP.replace("bob-ray", "other")
    own = parse_corrections('reviewed = ["ann-lee.md", "bob-ray.md"]\n' + DROP + CHANGE + ADD + elsewhere)
    shares = measure_tables(make_corpus(*make_story()), own)
    assert shares["advice"] == Share(rows=1, dropped=1)
    assert shares["trends"] == Share(rows=1, changed=1)
    assert shares["skills"] == Share(rows=2, added=1)
    assert (shares["skills"].right, shares["skills"].wanted, shares["trends"].wanted) == (2, 3, 1)


def test_entries_that_did_nothing_do_not_count() -> None:
    own = parse_corrections('reviewed = ["bob-ray.md"]\n' + DROP)
    assert measure_tables(make_corpus(*make_story()), own, failed=[2])["advice"] == Share(rows=1)


def test_accuracy_asks_which_notes_were_gone_through(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    accuracy.main(["--corrections", str(tmp_path)])
    assert capsys.readouterr().out.endswith(
        f'{FILE}: say which notes you went through, at its top: reviewed = ["a.md", "b.md"]\n'
    )
