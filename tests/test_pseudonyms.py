"""A pseudonymised run names nobody, and its key puts the names back."""

import ast
import re
import shutil
import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from leaks import BENCHMARK, find_leaks, find_ordinary, list_gold_names, list_skills, read_outputs, write_outputs

import infoview_analysis
from infoview_analysis import Corpus, analyze, cli, pseudonymize, read_key, reveal, write_key
from infoview_analysis.console import describe_agenda, describe_people
from infoview_analysis.corpus.pseudonyms import Key
from infoview_analysis.corpus.pseudonyms.known import Known
from infoview_analysis.corpus.pseudonyms.masking import Masker
from infoview_analysis.corpus.pseudonyms.ordinary import can_keep_capital, is_ordinary
from infoview_analysis.corpus.pseudonyms.workplaces import everyday_names
from infoview_analysis.errors import UsageError
from infoview_analysis.language.vocabulary import load_entries
from infoview_analysis.reading.lexicon import fold
from infoview_analysis.reflection import build_agenda, list_courtesies, list_favours, rank_next_talks

FIRST = """---
interviewee: Priya Raman
role: data analyst
organization: Quillfeather Labs
date: 2025-03-04
email: priya.raman@quillfeather.example
---

# Priya Raman, Quillfeather Labs

## Advice

- Priya said to learn SQL first. At Quillfeather they use Tableau, and her boss Wendeline Okparra pays for courses.
- PR can be reached at +44 20 7946 0018 or @priyaraman, https://quillfeather.example/priya.
- talk to Tomasz Wiśniak of Brackwater Trust; %%he owes me money, says Ludmila%% he hires in May.
"""
SECOND = """---
interviewee: Tomasz Wiśniak
organization: Brackwater Trust
referred_by: Priya Raman
date: 2025-04-02
---

Tomasz thinks that SQL is enough. Thank Priya Raman for it.
"""
PRIVATE = "---\nprivate: true\n---\nTalked to Zebulon Marchbanks of Harrowgate Mutual, analyst.\n"
NAMES = ("Priya", "Raman", "Quillfeather", "Wendeline", "Okparra", "Tomasz", "Wiśniak", "Brackwater", "7946")
SECRETS = ("Ludmila", "Zebulon", "Marchbanks", "Harrowgate")


def write_notes(folder: Path, **notes: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in notes.items():
        (folder / f"{name} raman.md").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return analyze(write_notes(tmp_path_factory.mktemp("notes"), first=FIRST, second=SECOND, third=PRIVATE))


def find_words(words: tuple[str, ...], folder: Path) -> set[tuple[str, str]]:
    return {(word, file) for file, text in read_outputs(folder) for word in words if word.lower() in text.lower()}


# --- Nobody is named ----------------------------------------------------------------------------------------


def test_no_output_names_anybody(corpus: Corpus, tmp_path: Path) -> None:
    write_outputs(pseudonymize(corpus, Key()), tmp_path)
    assert find_words(NAMES, tmp_path) == set()


def test_the_outputs_searched_would_show_the_names(corpus: Corpus, tmp_path: Path) -> None:
    write_outputs(corpus, tmp_path)
    shown = {file.partition("/")[0] for word, file in find_words(NAMES, tmp_path)}
    assert {"csv", "json", "sqlite", "page.html", "printed.txt", "graph.svg", "graph.dot", "graph.gexf"} <= shown


@pytest.mark.parametrize("hidden", [False, True])
def test_private_notes_and_comments_reach_no_kind_of_output(corpus: Corpus, tmp_path: Path, hidden: bool) -> None:
    write_outputs(pseudonymize(corpus, Key()) if hidden else corpus, tmp_path)
    assert find_words(SECRETS, tmp_path) == set()


def test_every_form_of_a_name_is_one_pseudonym(corpus: Corpus) -> None:
    hidden = pseudonymize(corpus, Key())
    (priya,) = hidden.interviews.loc[corpus.interviews["interviewee"] == "Priya Raman", "interviewee"]
    texts = hidden.passages["text"].tolist()
    assert f"{priya}, Organisation 1" in texts
    assert any(
        text.startswith(f"{priya} said to learn SQL first. At Organisation 1 they use Tableau") for text in texts
    )
    assert any(text.endswith(f"Thank {priya} for it.") for text in texts)


def test_a_name_that_no_table_has_is_masked(corpus: Corpus) -> None:
    texts = " ".join(pseudonymize(corpus, Key()).passages["text"])
    assert "her boss [name] pays for courses" in texts


def test_addresses_show_their_kind_only(corpus: Corpus) -> None:
    texts = " ".join(pseudonymize(corpus, Key()).passages["text"])
    assert "can be reached at [phone] or [handle], [link]" in texts


def test_ids_and_paths_go_with_the_names(corpus: Corpus) -> None:
    hidden = pseudonymize(corpus, Key())
    assert hidden.interviews["interview_id"].tolist() == ["note-001.md#1", "note-002.md#1"]
    assert set(hidden.referrals["referrer_id"]) | set(hidden.referrals["referred_id"]) <= set(
        hidden.people["person_id"]
    )
    assert set(hidden.people["person_id"]) <= {"person-1", "person-2"}


def test_nothing_but_names_is_lost(corpus: Corpus) -> None:
    hidden = pseudonymize(corpus, Key())
    assert {name: len(frame) for name, frame in hidden.tables.items()} == {
        name: len(frame) for name, frame in corpus.tables.items()
    }
    for table, column in [("skills", "skill"), ("interviews", "date"), ("referrals", "status"), ("passages", "line")]:
        assert hidden.tables[table][column].tolist() == corpus.tables[table][column].tolist()


def test_a_skill_that_is_the_interviewees_firm_is_hidden(tmp_path: Path) -> None:
    note = "---\ninterviewee: Priya Raman\norganization: Salesforce\n---\n\n- you need Salesforce and SQL\n"
    hidden = pseudonymize(analyze(write_notes(tmp_path, one=note)), Key())
    assert "SQL" in set(hidden.skills["skill"])
    assert not [
        name
        for frame in hidden.tables.values()
        for name in frame
        if frame[name].astype(str).str.contains("(?i)salesforce").any()
    ]


def test_words_of_a_name_in_lower_case_are_hidden(tmp_path: Path) -> None:
    hidden = pseudonymize(
        analyze(write_notes(tmp_path, one="met jane okafor at dunmorrow, analyst. jane likes sql\n")), Key()
    )
    text = " ".join(hidden.passages["text"]).lower()
    assert not [word for word in ("jane", "okafor", "dunmorrow") if word in text]


def test_everyday_words_stand_and_names_do_not() -> None:
    assert all(map(is_ordinary, ["bakery", "Learning", "isn", "21st", "Q3"]))
    assert not any(map(is_ordinary, ["Okparra", "siobhan", "monzo", "G4S"]))
    assert can_keep_capital("Monday")
    assert not can_keep_capital("Harbour")


@pytest.mark.parametrize(("name", "step"), [("examples", 1), ("m", 8), ("p", 8)])
def test_annotated_notes_leak_no_name_of_their_gold(name: str, step: int, tmp_path: Path) -> None:
    notes = sorted((BENCHMARK / name / "notes").iterdir())[::step]
    (tmp_path / "notes").mkdir()
    for note in notes:
        shutil.copy(note, tmp_path / "notes")
    hidden = pseudonymize(analyze(tmp_path / "notes"), Key())
    write_outputs(hidden, tmp_path / "outputs")
    names = list_gold_names(BENCHMARK / name, [note.name for note in notes])
    assert len(names) > 5
    leaks = find_leaks(names, tmp_path / "outputs", find_ordinary(BENCHMARK / name), list_skills(hidden))
    assert [leak for leak in leaks if not leak.is_skill] == []


def hide_text(text: str, folder: Path, key: Key | None = None) -> str:
    hidden = pseudonymize(analyze(write_notes(folder, one=text)), key or Key())
    return "\n".join(hidden.passages["text"])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("first aid: the red cross does it in two days", "first aid: the [name] does it in two days"),
        ("her sister is a nurse at open door, nights", "her sister is a nurse at [name], nights"),
        ("he works for bright futures, likes it", "he works for [name], likes it"),
        ("she left target for more pay", "she left [name] for more pay"),
        ("ask leeds city council for the plan", "ask [name] for the plan"),
        ("we met in the hall of the School of Biology", "we met in the hall of the [name]"),
        ("good at maths, and at home by five", "good at maths, and at home by five"),
        ("she hit her target for the month", "she hit her target for the month"),
    ],
)
def test_firms_of_everyday_words_are_hidden_where_they_are_meant(text: str, shown: str) -> None:
    known = Known()
    for keys in everyday_names("anywhere"):
        known.add_phrase(keys)
    assert Masker(known=known, skills={}).mask(text, "a.md") == shown


def test_no_known_organisation_is_called_like_a_skill() -> None:
    skills = {fold(entry.name) for entry in load_entries()}
    assert not {" ".join(keys) for keys in everyday_names("anywhere")} & skills


def test_words_of_an_employer_are_hidden_in_its_notes_only(tmp_path: Path) -> None:
    write_notes(tmp_path, two="---\ninterviewee: Tomasz Wiśniak\n---\n- grew up on the prairie\n")
    text = hide_text(
        "---\ninterviewee: Priya Raman\norganization: Prairie Lantern\n---\n- ask if prairie hires\n", tmp_path
    )
    assert "ask if Organisation 1 hires" in text
    assert "grew up on the prairie" in text


def test_names_that_the_user_adds_to_the_key_are_hidden_in_any_case(tmp_path: Path) -> None:
    note = "Talked to Priya Raman, analyst.\n\nthe lantern pays well, and Lantern hires. SQL helps.\n"
    assert "lantern pays" in hide_text(note, tmp_path)
    text = hide_text(note, tmp_path, Key(hide=["Lantern", "SQL"]))
    assert "the [name] pays well, and [name] hires. [name] helps." in text


# --- The program's own words --------------------------------------------------------------------------------

UNCLEAR = """---
interviewee: Priya Raman
date: 03/04/2025
---

Priya knows Tomasz and Tomasz Bell.
"""


LABEL = r"(?:Person|Organisation) \d+|\[\w+\]|note-\d+\.md"


def blank_names(text: str) -> str:
    """A sentence without what it quotes, without paths and pseudonyms."""
    return re.sub(r'"[^"]*"|[\w ]+\.md', "…", text)


def test_findings_are_whole_sentences_with_names_replaced_only(tmp_path: Path) -> None:
    write_notes(
        tmp_path,
        first=FIRST,
        unclear=UNCLEAR,
        broken="---\nrole: [a\ninterviewee: Jane Okafor\n---\nHi\n",
        none="A list.\n",
    )
    (tmp_path / "people.toml").write_text('same = [["Wendeline O", "Zora Quell"]]\n', encoding="utf-8")
    clear = analyze(tmp_path)
    hidden = pseudonymize(clear, Key())
    assert len(set(clear.diagnostics["code"])) > 3
    assert sorted(map(blank_names, hidden.diagnostics["message"])) == sorted(
        map(blank_names, clear.diagnostics["message"])
    )
    assert not [name for name in (*NAMES, "Zora", "Quell", "Okafor") if name in " ".join(hidden.diagnostics["message"])]


def list_templates() -> Iterator[str]:
    """What the modules that find something say in findings, with a gap for each value; what is quoted left out."""
    package = Path(infoview_analysis.__file__).parent
    for path in sorted(path for room in ("reading", "identity", "corpus") for path in package.glob(f"{room}/**/*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if {"Diagnostic", "report"} & {name.id for name in ast.walk(tree) if isinstance(name, ast.Name)}:
            prose = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
            texts = (one for one in ast.walk(tree) if isinstance(one, ast.Constant) and id(one) not in prose)
            for text in texts:
                if isinstance(text.value, str) and len(text.value.split()) > 2 and not set("\\=") & set(text.value):
                    yield re.sub(r"\{[^}]*\}", "…", text.value)


def test_no_finding_has_a_word_of_the_programs_masked() -> None:
    masker, templates = Masker(known=Known(), skills={}), set(list_templates())
    assert len(templates) > 20
    assert [masker.mask_words(text, "") for text in sorted(templates) if masker.mask_words(text, "") != text] == []


def test_a_guess_names_the_file_to_correct_it_in() -> None:
    guess = "guessed that 'Zora Quell' was interviewed; if not, correct it in corrections.toml"
    masker = Masker(known=Known(), skills={})
    assert "corrections.toml" in masker.mask_words(guess, "")
    assert "Zora" not in masker.mask_words(guess, "")


def test_what_is_to_do_is_said_in_the_same_words(corpus: Corpus) -> None:
    said, shown = (set(print_tasks(tables)) for tables in (corpus, pseudonymize(corpus, Key())))
    assert len(shown) > 5
    patterns = [re.compile(".+?".join(map(re.escape, re.split(LABEL, line)))) for line in shown]
    assert [pattern.pattern for pattern in patterns if not any(map(pattern.fullmatch, said))] == []


def print_tasks(corpus: Corpus) -> Iterator[str]:
    today = date(2026, 3, 2)
    yield from describe_agenda(build_agenda(corpus, today), "")
    parts = {"next": rank_next_talks(corpus, today), "tell": list_courtesies(corpus, today), "give": list_favours(corpus)}
    yield from describe_people([], parts, "")


# --- The key ------------------------------------------------------------------------------------------------


def test_a_second_run_with_the_key_gives_the_same_tables(corpus: Corpus, tmp_path: Path) -> None:
    key = Key()
    first = pseudonymize(corpus, key)
    write_key(key, tmp_path / "key.json")
    assert pseudonymize(corpus, read_key(tmp_path / "key.json")) == first


def test_pseudonyms_given_stay_when_notes_come_before_them(corpus: Corpus, tmp_path: Path) -> None:
    key = Key()
    alone = pseudonymize(analyze(write_notes(tmp_path, second=SECOND)), key)
    both = pseudonymize(corpus, key)
    person = dict(zip(corpus.people["person_id"], corpus.people["name"], strict=True))
    assert set(person.values()) == {"Priya Raman", "Tomasz Wiśniak"}
    assert set(alone.people["name"]) == set(both.people["name"])
    (tomasz,) = alone.interviews["interviewee"]
    assert tomasz in both.interviews["interviewee"].tolist()
    assert reveal(tomasz, key) == "Tomasz Wiśniak"


def test_the_order_of_rows_changes_no_pseudonym(corpus: Corpus) -> None:
    turned = Corpus(**{name: frame.iloc[::-1].reset_index(drop=True) for name, frame in corpus.tables.items()})
    assert pseudonymize(turned, Key()) == pseudonymize(corpus, Key())


def test_the_key_gives_back_the_names_of_the_tables(corpus: Corpus) -> None:
    key = Key()
    hidden = pseudonymize(corpus, key)
    for table, column in [
        *[("interviews", name) for name in ("interviewee", "person_id", "organization", "interview_id", "note")],
        *[("people", name) for name in ("name", "person_id")],
        *[("referrals", name) for name in ("referrer", "referred", "referred_id")],
    ]:
        shown = sorted(reveal(value, key) for value in hidden.tables[table][column])
        assert shown == sorted(corpus.tables[table][column].tolist())


def test_only_the_owner_can_read_the_key(tmp_path: Path) -> None:
    write_key(Key(), tmp_path / "key.json")
    write_key(Key(), tmp_path / "key.json")
    assert stat.S_IMODE((tmp_path / "key.json").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{}",
        "[]",
        "# Jane",
        '{"people": [], "organisations": [], "notes": [], "hide": "Jane"}',
        '{"people": 1, "organisations": [], "notes": []}',
        "\udcff",
    ],
)
def test_a_file_that_is_no_key_is_left_alone(tmp_path: Path, content: str) -> None:
    path = tmp_path / "key.json"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(UsageError, match=r"key\.json"):
        read_key(path)
    assert path.read_bytes() == content.encode("utf-8", "surrogateescape")


# --- The commands -------------------------------------------------------------------------------------------


def test_the_commands_hide_and_reveal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notes = write_notes(tmp_path / "of jane quillfeather", first=FIRST)
    key = tmp_path / "key.json"
    assert cli.main(["check", str(notes / "first raman.md"), "--pseudonymize", str(key)]) == 0
    printed, said = capsys.readouterr()
    assert f'add any name that is left to "hide" in {key} and run again' in said
    assert "note-001.md: Person 1" in printed
    assert not [name for name in (*NAMES, "jane") if name.lower() in printed.lower()]
    (tmp_path / "printed.txt").write_text(printed, encoding="utf-8")
    assert cli.main(["reveal", str(tmp_path / "printed.txt"), "--key", str(key)]) == 0
    assert "first raman.md: Priya Raman" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("verb", "output", "key"), [("extract", "out", "out/a/key.json"), ("report", "page.html", "page.html")]
)
def test_a_key_in_the_place_of_the_output_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], verb: str, output: str, key: str
) -> None:
    notes = write_notes(tmp_path / "notes", first=FIRST)
    arguments = [verb, str(notes), "-o", str(tmp_path / output), "--pseudonymize", str(tmp_path / key)]
    assert cli.main(arguments) == 2
    assert "keep it where you hand nothing on from" in capsys.readouterr().err
    assert not (tmp_path / output).exists()


def test_revealing_without_a_key_says_what_to_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["reveal", str(tmp_path / "a.txt"), "--key", str(tmp_path / "none.json")]) == 2
    assert "name the file that --pseudonymize wrote" in capsys.readouterr().err
