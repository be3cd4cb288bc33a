"""What the program says, writes and returns."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from factories import make_corpus, make_diagnostic, make_interview, make_skill, make_story

from infoview_analysis import __version__, cli, corpus, starters
from infoview_analysis.cli import main
from infoview_analysis.console import clean_line
from infoview_analysis.corpus import Corpus, analysis
from infoview_analysis.corpus.tables import Tables
from infoview_analysis.starters import NOTEBOOKS, copy_notebooks, draft_note, start_note

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the program with arguments; give back exit code, output and error output."""

    def call(*arguments: object) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        output, errors = capsys.readouterr()
        return code, output, errors

    return call


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that reads as the story of :func:`factories.make_story`."""
    folder = tmp_path / "notes"
    folder.mkdir()
    read_as(monkeypatch, make_corpus(*make_story()))
    return folder


def read_as(monkeypatch: pytest.MonkeyPatch, found: Corpus) -> None:
    monkeypatch.setattr(corpus, "analyze", lambda notes, **how: found)
    monkeypatch.setattr(analysis, "analyze_with", lambda workers, notes, **how: Tables(found.tables, {}))


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    path = tmp_path / "me.md"
    path.write_text("---\nskills:\n  SQL: 4\n---\n", encoding="utf-8")
    return path


def assert_one_line_error(result: tuple[int, str, str], *words: str) -> None:
    code, output, errors = result
    assert code == 2
    assert output == ""
    assert errors.startswith("infoview: error: ")
    assert errors.count("\n") == 1
    assert "; " in errors
    for word in words:
        assert word in errors


# --- Tables and check ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["csv", "json", "parquet", "sqlite"])
def test_extract_writes_the_tables(form: str, run: Run, notes: Path, tmp_path: Path) -> None:
    code, output, errors = run("extract", notes, "-o", tmp_path / "out", "--format", form)
    assert (code, errors) == (0, "")
    assert "3 interviews, 3 skills, 1 trend, 1 piece of advice, 4 referrals, 2 follow-ups" in output
    assert Corpus.load(tmp_path / "out") == make_corpus(*make_story())


def test_check_says_what_was_understood_note_by_note(run: Run, notes: Path) -> None:
    code, output, _ = run("check", notes)
    assert code == 1
    assert output.splitlines() == [
        f"{notes}/ann-lee.md:1: info: cannot be read; save it as UTF-8 [no-medium]",
        f"{notes}/ann-lee.md: Ann Lee (Analyst, Acme), 2024-01-10: "
        "1 skill, 1 trend, 0 pieces of advice, 1 referral, 1 follow-up",
        f"{notes}/bob-ray.md: Bob Ray (Engineer, Bolt), 2024-02-10: "
        "1 skill, 0 trends, 1 piece of advice, 3 referrals, 1 follow-up",
        f"{notes}/broken.md:1: error: cannot be read; save it as UTF-8 [bad-encoding]",
        f"{notes}/cho-kim.md: Cho Kim (Manager, Core), 2024-03: "
        "1 skill, 0 trends, 0 pieces of advice, 0 referrals, 0 follow-ups",
        "4 notes: 3 interviews, 3 skills, 1 trend, 1 piece of advice, 4 referrals, 2 follow-ups; 1 error, 0 warnings",
        "a row is wrong? correct it in corrections.toml beside the notes; docs/commands.md, Corrections, says how",
    ]


def test_check_is_content_without_errors(run: Run, notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_as(monkeypatch, make_corpus(make_interview(), make_diagnostic(severity="warning")))
    code, output, _ = run("check", notes)
    assert code == 0
    assert "; 0 errors, 1 warning\n" in output


def test_check_names_a_single_note_as_given(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_as(monkeypatch, make_corpus(make_diagnostic("a.md")))
    (tmp_path / "a.md").touch()
    assert run("check", tmp_path / "a.md")[1].startswith(f"{tmp_path}/a.md:1: error")


def test_what_steers_a_terminal_is_taken_out(run: Run, notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_as(monkeypatch, make_corpus(make_interview("Ann\x1b[2J\x1b]0;title\x07 Lee\x9b\u202e")))
    output = run("check", notes)[1]
    assert ": Ann Lee, no date:" in output
    assert all(line.isprintable() for line in output.splitlines())


def test_lines_keep_their_words_apart() -> None:
    assert clean_line("one\ttwo\nthree") == "one two three"


# --- Answers ------------------------------------------------------------------------------------------------


def test_report_writes_one_page(run: Run, notes: Path, profile: Path, tmp_path: Path) -> None:
    code, output, _ = run("report", notes, "-o", tmp_path / "page.html", "--profile", profile)
    assert code == 0
    assert "page.html" in output
    assert "Ann Lee" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_gaps_say_who_asked_for_what(run: Run, notes: Path, profile: Path) -> None:
    code, output, _ = run("gaps", notes, "--profile", profile)
    assert code == 0
    assert output.startswith("1. Python")
    assert "bob-ray.md:2" in output
    assert "SQL" not in output


def test_gaps_without_a_profile_leave_out_what_the_notes_call_a_strength(
    run: Run, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = make_interview()
    mine = make_skill("SQL", of=ann, stance="strength", speaker="note_taker")
    read_as(monkeypatch, make_corpus(ann, make_skill("SQL", of=ann), make_skill("Python", of=ann), mine))
    code, output, _ = run("gaps", notes)
    assert code == 0
    assert output.startswith("no profile (--profile ME)")
    assert "1. Python" in output
    assert "SQL:" not in output


def test_gaps_may_be_none(run: Run, notes: Path, profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ann = make_interview()
    read_as(monkeypatch, make_corpus(ann, make_skill(of=ann)))
    assert run("gaps", notes, "--profile", profile)[:2] == (
        0,
        "no gaps: the profile covers every skill that these notes ask for\n",
    )


def test_follow_ups_say_when_whom_and_why(run: Run, notes: Path) -> None:
    code, output, _ = run("follow-ups", notes)
    assert code == 0
    assert output.splitlines()[0] == "2024-02-20 (overdue): contact: Dev Patel: write to Dev"
    assert f"{notes}/bob-ray.md:6" in output


def test_follow_ups_may_be_none(run: Run, notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_as(monkeypatch, Corpus.empty())
    assert run("follow-ups", notes)[1] == "nothing is open\n"


def test_search_gives_passages_with_their_place(run: Run, notes: Path) -> None:
    code, output, _ = run("search", notes, "SQL")
    assert code == 0
    assert output.startswith(f"{notes}/ann-lee.md:2: SQL every single day. (Ann Lee, 2024-01-10")


def test_search_may_find_nothing(run: Run, notes: Path) -> None:
    assert run("search", notes, "zebra")[:2] == (0, "nothing found; try other words\n")


@pytest.mark.parametrize(
    ("ending", "start"),
    [
        (".graphml", b"<?xml"),
        (".gexf", b"<gexf"),
        (".json", b"{"),
        (".mmd", b"flowchart"),
        (".dot", b"digraph"),
        (".html", b"<!doctype html>"),
        (".png", b"\x89PNG"),
        (".svg", b"<?xml"),
    ],
)
def test_the_ending_picks_the_format_of_the_graph(ending: str, start: bytes, run: Run, notes: Path) -> None:
    path = notes / f"graph{ending}"
    code, output, errors = run("graph", notes, "-o", path)
    assert (code, errors) == (0, "")
    assert output == f"{path}: people: 4, links: 5\n"
    assert path.read_bytes().lower().startswith(start.lower())


@pytest.mark.parametrize("ending", [".png", ".svg", ".html"])
def test_the_same_notes_draw_the_same_bytes(ending: str, run: Run, notes: Path) -> None:
    for name in ("one", "two"):
        run("graph", notes, "-o", notes / f"{name}{ending}")
    assert (notes / f"one{ending}").read_bytes() == (notes / f"two{ending}").read_bytes()


# --- Wrong usage --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["dance"],
        ["extract", "notes"],
        ["extract", "notes", "-o", "out", "--format", "xls"],
        ["search", "notes"],
        ["search", "notes", "text", "--limit", "none"],
        ["check", "notes", "--unknown"],
    ],
)
def test_wrong_usage_is_one_line_that_names_the_help(arguments: list[str], run: Run) -> None:
    assert_one_line_error(run(*arguments), "--help")


@pytest.mark.parametrize("verb", ["check", "follow-ups"])
def test_a_missing_folder_is_one_line(verb: str, run: Run, tmp_path: Path) -> None:
    assert_one_line_error(run(verb, tmp_path / "nowhere"), "nowhere")


def test_an_output_that_cannot_be_written_is_one_line(run: Run, notes: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for arguments in (
        ["extract", notes, "-o", tmp_path / "file"],
        ["extract", notes, "-o", tmp_path / "file" / "below"],
        ["graph", notes, "-o", tmp_path / "file" / "graph.json"],
        ["report", notes, "-o", notes],
    ):
        assert_one_line_error(run(*arguments), "cannot write", "choose a place")


def test_an_unknown_ending_is_said_before_any_work(run: Run, tmp_path: Path) -> None:
    assert_one_line_error(run("graph", tmp_path / "nowhere", "-o", "graph.xls"), ".xls", ".graphml", ".html")


def test_a_bad_profile_is_one_line(run: Run, notes: Path, tmp_path: Path) -> None:
    path = tmp_path / "me.md"
    path.write_text("---\nskills:\n  SQL: high\n  R: 77\n---\n", encoding="utf-8")
    assert_one_line_error(run("gaps", notes, "--profile", path), "me.md")
    assert_one_line_error(run("report", notes, "-o", "x.html", "--profile", tmp_path / "no.md"), "no.md")


def test_an_unforeseen_failure_of_the_disk_is_one_line(run: Run, notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(notes: str, **how: object) -> Corpus:
        raise PermissionError(13, "Permission denied", "secret")

    monkeypatch.setattr(corpus, "analyze", fail)
    assert_one_line_error(run("check", notes), "secret: Permission denied", "check the place")


def test_stopping_is_quiet(run: Run, notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(notes: str, **how: object) -> Corpus:
        raise KeyboardInterrupt

    monkeypatch.setattr(corpus, "analyze", stop)
    assert run("check", notes) == (130, "", "")


def test_a_reader_that_goes_away_ends_the_program_quietly(tmp_path: Path) -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "infoview_analysis", "new", "Ann Lee", "-d", str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert program.stdout is not None
    assert program.stderr is not None
    program.stdout.close()
    errors = program.stderr.read()
    program.stderr.close()
    assert (program.wait(), errors) == (0, b"")


# --- Help ---------------------------------------------------------------------------------------------------


def test_every_verb_of_the_contract_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--help"])
    assert stop.value.code == 0
    text = capsys.readouterr().out
    verbs = ("extract", "check", "report", "gaps", "graph", "follow-ups", "search", "new", "lab")
    assert all(f"    {verb}" in text for verb in verbs)


def test_help_of_a_command_begins_with_its_own_options(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["follow-ups", "--help"])
    own, _, shared = capsys.readouterr().out.partition("\noptions of all commands that read notes:\n")
    assert "--ics FILE.ics" in own
    assert "--ics" not in shared
    assert "--exclude PATTERN" in shared


def test_help_lists_a_command_and_what_it_does_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    lines = capsys.readouterr().out.splitlines()
    assert any(re.match(r" +saturation +Say how much", line) for line in lines)


def test_a_folder_without_notes_is_said_to_have_none(run: Run, tmp_path: Path) -> None:
    code, output, _ = run("check", tmp_path)
    assert (code, output) == (0, f"no Markdown file in {tmp_path}: name the folder that your notes are in\n")


def test_every_verb_is_one_public_function() -> None:
    verbs = {"cache", "check", "export", "extract", "fit", "follow_ups", "gaps", "graph", "lab", "new", "notebooks"}
    verbs |= {"cohort", "people", "profile", "report", "reveal", "saturation", "search", "themes"}
    assert set(cli.__all__) == {*verbs, "main"}


def test_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"infoview {__version__}\n"


def test_help_loads_nothing_heavy() -> None:
    heavy = ("pandas", "spacy", "networkx", "matplotlib", "numpy", "rich", "jinja2")
    code = (
        "import sys, contextlib, infoview_analysis.cli as cli\n"
        "with contextlib.suppress(SystemExit): cli.main(['--help'])\n"
        f"sys.exit(' '.join(set({heavy!r}) & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr == "\n"


# --- A new note ---------------------------------------------------------------------------------------------


def test_new_writes_a_note_that_is_understood(run: Run, tmp_path: Path) -> None:
    options = ["--org", "Monzo", "--role", "Analyst", "--via", "Sam Ortiz", "--date", "2026-03-04"]
    code, output, _ = run("new", "Priya Raman", "-d", tmp_path, *options)
    path = tmp_path / "2026-03-04 Priya Raman.md"
    assert (code, output) == (0, f"{path}\n")
    path.write_text(path.read_text(encoding="utf-8").replace("- \n", "- SQL, all day\n"), encoding="utf-8")

    from infoview_analysis.reading import read_folder

    (interview,) = read_folder(tmp_path).interviews
    understood = (interview.interviewee, interview.role, interview.organization, interview.referred_by)
    assert understood == ("Priya Raman", "Analyst", "Monzo", "Sam Ortiz")
    assert interview.date == "2026-03-04"
    topics = {passage.topic for passage in interview.passages}
    assert {"background", "typical_day", "skills", "trends", "advice", "people", "follow_up"} <= topics


def test_new_never_overwrites(run: Run, tmp_path: Path) -> None:
    run("new", "Priya Raman", "-d", tmp_path)
    (tmp_path / "Priya Raman.md").write_text("mine")
    assert_one_line_error(run("new", "Priya Raman", "-d", tmp_path), "exists already")
    assert (tmp_path / "Priya Raman.md").read_text() == "mine"


def test_new_does_not_follow_a_link_that_leads_nowhere(run: Run, tmp_path: Path) -> None:
    (tmp_path / "Priya Raman.md").symlink_to(tmp_path / "elsewhere.md")
    assert_one_line_error(run("new", "Priya Raman", "-d", tmp_path), "exists already")
    assert not (tmp_path / "elsewhere.md").exists()


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a/b\\c", "CON", "...", "x" * 500, "名" * 200, "a\x00b:c?", " . a . "]
)
def test_new_makes_a_file_name_that_every_system_takes(name: str, tmp_path: Path) -> None:
    if not any(letter.isalnum() for letter in name):
        with pytest.raises(starters.UsageError, match="is no name"):
            start_note(name, tmp_path)
        return
    path = start_note(name, tmp_path)
    assert path.parent == tmp_path
    assert not set('<>:"/\\|?*\x00') & set(path.name)
    assert len(path.name.encode()) < 200
    assert path.stem == path.stem.strip(" .")
    assert path.stem.upper() not in {"CON", "NUL"}


@pytest.mark.parametrize("date", ["yesterday", "2026-13-01", "2026-02-30", "04/03/2026", "20260304"])
def test_new_takes_no_date_that_is_none(date: str, run: Run, tmp_path: Path) -> None:
    assert_one_line_error(run("new", "Priya Raman", "-d", tmp_path, "--date", date), "is no date; write YYYY-MM-DD")


def test_new_writes_any_name_as_text() -> None:
    assert '\ninterviewee: "Jo: \\"J\\" #1"\n' in draft_note('Jo: "J" #1')


# --- Notebooks ----------------------------------------------------------------------------------------------


@pytest.fixture
def notebooks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "package"
    folder.mkdir()
    for name in ("01-story.ipynb", "02-people.ipynb"):
        source = ['NOTES = "../data/notes"\n', 'TODAY = "2026-03-01"  # the day']
        parameters = {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": source}
        shown = {"outputs": [{"name": "stdout", "output_type": "stream", "text": "theirs"}], "execution_count": 1}
        (folder / name).write_text(json.dumps({"cells": [{**parameters, **shown}]}))
    monkeypatch.setattr(starters, "_find_notebooks", lambda: sorted(folder.iterdir()))
    return folder


@pytest.mark.usefixtures("notebooks")
def test_lab_puts_the_notebooks_among_the_notes(run: Run, notes: Path) -> None:
    code, output, _ = run("lab", notes, "--no-open")
    assert code == 0
    assert f"{notes}/{NOTEBOOKS}" in output
    assert sorted(path.name for path in (notes / NOTEBOOKS).iterdir()) == ["01-story.ipynb", "02-people.ipynb"]


@pytest.mark.usefixtures("notebooks")
@pytest.mark.parametrize(("name", "where"), [("", ".."), ("ann lee.md", "../ann lee.md")])
def test_lab_sets_the_notebooks_to_the_notes(name: str, where: str, notes: Path) -> None:
    (notes / "ann lee.md").write_text("# Ann Lee")
    folder, _ = copy_notebooks(notes / name)
    (cell,) = json.loads((folder / "01-story.ipynb").read_text())["cells"]
    assert "".join(cell["source"]) == f'NOTES = "{where}"\nTODAY = ""  # the day'
    assert (cell["outputs"], cell["execution_count"]) == ([], None)


@pytest.mark.usefixtures("notebooks")
def test_a_notebook_that_was_only_run_is_not_called_different(notes: Path) -> None:
    folder, _ = copy_notebooks(notes)
    story = json.loads((folder / "01-story.ipynb").read_text())
    story["cells"][0].update(outputs=[{"name": "stdout", "output_type": "stream", "text": "mine"}], execution_count=3)
    (folder / "01-story.ipynb").write_text(json.dumps(story))
    assert copy_notebooks(notes) == (folder, [])
    assert json.loads((folder / "01-story.ipynb").read_text()) == story


@pytest.mark.usefixtures("notebooks")
def test_lab_keeps_what_the_user_edited(run: Run, notes: Path) -> None:
    copy_notebooks(notes)
    (notes / NOTEBOOKS / "01-story.ipynb").write_text("mine")
    output = run("lab", notes, "--no-open")[1]
    assert (notes / NOTEBOOKS / "01-story.ipynb").read_text() == "mine"
    assert "01-story.ipynb: kept" in output
    assert "02-people.ipynb" not in output


@pytest.mark.usefixtures("notebooks")
def test_lab_opens_jupyter_on_the_notes(run: Run, notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started = []

    def start(command: list[str], check: bool) -> subprocess.CompletedProcess[str]:
        started.append(command[1:])
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", start)
    assert run("lab", notes)[0] == 0
    module, first, *quiet = started[0][1:]
    assert (module, first) == ("jupyterlab", str(notes / NOTEBOOKS / "01-story.ipynb"))
    # Nobody is asked for news or newer versions.
    assert quiet == ["--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]


def test_lab_says_when_there_is_no_such_folder(run: Run, tmp_path: Path) -> None:
    assert_one_line_error(run("lab", tmp_path / "nowhere", "--no-open"), "nowhere")


# --- The whole way ------------------------------------------------------------------------------------------


def test_the_program_goes_from_notes_to_tables(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "ann.md").write_text("# Ann Lee\n\nRole: Analyst\n\n## Skills\n\n- SQL all day\n", encoding="utf-8")
    command = [sys.executable, "-m", "infoview_analysis", "extract", "notes", "-o", "out", "--format", "json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    (interview,) = json.loads((tmp_path / "out" / "interviews.json").read_text(encoding="utf-8"))
    assert (interview["interviewee"], interview["role"]) == ("Ann Lee", "Analyst")
