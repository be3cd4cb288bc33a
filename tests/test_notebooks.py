"""The notebooks on notes that they were not written for, and as pages that somebody else opens."""

import ast
import contextlib
import io
import json
import re
import shutil
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from browsing import find_chromium
from factories import make_corpus, make_story
from nbclient import exceptions
from samples import DATA

from infoview_analysis.cli import main
from infoview_analysis.corpus import Corpus, analyze
from infoview_analysis.starters import load_notebooks
from infoview_analysis.workbooks import running
from infoview_analysis.workbooks.pages import render_page

NAMES = sorted(load_notebooks())
REAL_EXECUTE = running._execute

NOTE = """# Priya Raman

Role: Data Analyst
Organisation: Tarn & Fell
Date: 2024-03-14

## Skills

- SQL every single day; Tableau is nice to have

## Advice

- Don't apply cold, ask for a walk-through of the team first.

She said I should talk to Dev Okonjo, who runs analytics at Larchwood Water.

## Reflection

I liked how calm she was.
"""


def run_cells(name: str, notes: Path, profile: str = "") -> dict[str, Any]:
    """Run the cells of a notebook in this process; give back what the last line of each cell is, by id."""
    known = {"NOTES": str(notes), "PROFILE": profile, "TODAY": "2026-03-01"}
    space, shown = dict[str, Any](known), dict[str, Any]()
    for cell in json.loads(load_notebooks()[name])["cells"]:
        if cell["cell_type"] != "code" or "parameters" in cell["metadata"].get("tags", ()):
            continue
        tree = ast.parse("".join(cell["source"]))
        assert isinstance(tree.body[-1], ast.Expr), cell["id"]
        last = ast.Expression(tree.body.pop().value)
        exec(compile(tree, cell["id"], "exec"), space)
        shown[cell["id"]] = eval(compile(last, cell["id"], "eval"), space)
    return shown


def save(corpus: Corpus, folder: Path) -> Path:
    corpus.save(folder, format="sqlite")
    return folder / "tables.sqlite"


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Folders of notes that are not the sample's, analysed once."""
    root, done = tmp_path_factory.mktemp("others"), dict[str, Path]()

    def give(name: str) -> Path:
        if name not in done:
            done[name] = save(analyze(fill(root / name, name)), root / f"{name} tables")
        return done[name]

    return give


def fill(folder: Path, name: str) -> Path:
    folder.mkdir()
    count = {"none": 0, "one": 1, "two": 2}.get(name)
    for number in range(count or 0):
        (folder / f"priya {number}.md").write_text(NOTE.replace("2024-03", f"2024-0{number + 3}"), encoding="utf-8")
    if count is None:
        for path in sorted((DATA / "benchmark" / name / "notes").glob("*.md"))[:8]:
            shutil.copy(path, folder)
    return folder


# --- On other notes -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", ["none", "one", "two", "m", "p"])
@pytest.mark.parametrize("name", NAMES)
def test_every_cell_says_something_on_any_notes(name: str, folder: str, folders: Callable[[str], Path]) -> None:
    for cell, value in run_cells(name, folders(folder)).items():
        assert len(repr(value).split()) > 2, cell
        assert not re.search(r"\bnan\b|\bNaT\b|<NA>|\bNone\.|DataFrame", repr(value)), cell


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_says_something_without_a_folder(name: str, tmp_path: Path) -> None:
    shown = run_cells(name, tmp_path / "nowhere", "no profile.md")
    assert "Change NOTES" in repr(shown["open"])
    assert all(repr(value) for value in shown.values())


@pytest.mark.parametrize("name", NAMES)
def test_a_profile_is_taken_on_other_notes(name: str, folders: Callable[[str], Path]) -> None:
    shown = run_cells(name, folders("m"), str(DATA / "profile.md"))
    assert "Your profile names" in repr(shown["open"])


def test_notebooks_lead_to_each_other() -> None:
    for name, content in load_notebooks().items():
        first = "".join(json.loads(content)["cells"][0]["source"])
        assert sorted(re.findall(r"\]\(([^)]+)\)", first)) == [other for other in NAMES if other != name]


@pytest.mark.parametrize("name", NAMES)
def test_notebooks_end_with_room_for_own_words(name: str) -> None:
    last = json.loads(load_notebooks()[name])["cells"][-1]
    assert last["cell_type"] == "markdown"
    assert "".join(last["source"]).count("\n> …") >= 3


# --- Without anybody at the keyboard ------------------------------------------------------------------------


@pytest.fixture
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """Notebooks come back as they are, without a kernel; notes read as the story of the factories."""

    async def execute(notebook: Any, private: Path) -> Any:
        return notebook

    monkeypatch.setattr(running, "_execute", execute)
    monkeypatch.setattr("infoview_analysis.corpus.analyze", lambda notes, **how: make_corpus(*make_story()))


def call(*arguments: object) -> tuple[int, str]:
    with contextlib.redirect_stdout(io.StringIO()) as output:
        code = main([str(argument) for argument in arguments])
    return code, output.getvalue()


@pytest.mark.usefixtures("fast")
def test_each_notebook_comes_with_a_page_and_the_tables(tmp_path: Path) -> None:
    code, output = call("notebooks", tmp_path, "-o", tmp_path / "out")
    pages = [f"{Path(name).stem}.html" for name in NAMES]
    assert code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted([*NAMES, *pages, "tables.sqlite"])
    assert [line.partition(" run: ")[0] for line in output.splitlines()[:-1]] == [
        f"{done} of 6" for done in range(1, 7)
    ]


@pytest.mark.usefixtures("fast")
def test_notebooks_kept_read_the_tables_beside_them(tmp_path: Path) -> None:
    (tmp_path / "me.md").write_text("---\nskills: {SQL: 2}\n---\n")
    call("notebooks", tmp_path, "-o", tmp_path / "out", "--profile", tmp_path / "me.md", "--today", "2026-03-01")
    cells = json.loads((tmp_path / "out" / NAMES[0]).read_text(encoding="utf-8"))["cells"]
    (source,) = ("".join(cell["source"]) for cell in cells if "parameters" in cell["metadata"].get("tags", ()))
    values = ast.literal_eval(
        f"[{', '.join(line.partition(' = ')[2].partition('#')[0] for line in source.splitlines())}]"
    )
    assert values == ["tables.sqlite", "../me.md", "2026-03-01"]


@pytest.mark.usefixtures("fast")
def test_notebooks_are_written_whole_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "out" / NAMES[-1]).mkdir(parents=True)
    assert call("notebooks", tmp_path, "-o", tmp_path / "out")[0] == 2
    assert [path.name for path in (tmp_path / "out").iterdir()] == [NAMES[-1]]


@pytest.mark.usefixtures("fast")
def test_a_cell_that_fails_is_said_and_the_others_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def execute(notebook: Any, private: Path) -> Any:
        error = {"output_type": "error", "ename": "ValueError", "evalue": "too far", "traceback": []}
        notebook.cells[1].outputs = [as_node(error)]
        return notebook

    monkeypatch.setattr(running, "_execute", execute)
    code, output = call("notebooks", tmp_path, "-o", tmp_path / "out")
    assert code == 1
    assert f"{NAMES[0]}: a cell failed: ValueError: too far" in output
    assert (tmp_path / "out" / NAMES[0]).exists()


@pytest.mark.usefixtures("fast")
def test_a_notebook_that_stops_half_way_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def stop(client: Any, **how: Any) -> Any:
        raise exceptions.DeadKernelError("Kernel died")

    monkeypatch.setattr(running, "_execute", REAL_EXECUTE)
    monkeypatch.setattr("nbclient.NotebookClient.async_execute", stop)
    assert call("notebooks", tmp_path, "-o", tmp_path / "out")[0] == 2
    assert "nothing was written, run it again" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def as_node(value: dict[str, Any]) -> Any:
    import nbformat

    return nbformat.from_dict(value)


def test_a_profile_is_read_before_anything_takes_long(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["notebooks", str(tmp_path), "-o", str(tmp_path / "out"), "--profile", str(tmp_path / "none.md")])
    assert code == 2
    assert "none.md" in capsys.readouterr().err


# --- The whole way, in real kernels -------------------------------------------------------------------------

CHOSEN = [NAMES[0], NAMES[3]]
"""Those that hold scripts: filters and the picture to explore."""


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two notebooks run on two notes with names hidden, in folders with blanks in their names."""
    root = tmp_path_factory.mktemp("whole way")
    notes, out = fill(root / "two", "two").rename(root / "Notes of Priya"), root / "for my coach"
    chosen = {name: content for name, content in load_notebooks().items() if name in CHOSEN}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(running, "load_notebooks", lambda: chosen)
        assert call("notebooks", notes, "-o", out, "--pseudonymize", root / "key.json")[0] == 0
    return out


def test_notebooks_run_in_kernels_of_their_own(executed: Path) -> None:
    for name in CHOSEN:
        cells = [cell for cell in json.loads((executed / name).read_text())["cells"] if cell["cell_type"] == "code"]
        assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
        assert {cell["outputs"][0]["output_type"] for cell in cells[1:]} == {"execute_result"}


def test_no_name_is_in_any_file_when_names_are_hidden(executed: Path) -> None:
    names = [b"Priya", b"Raman", b"Okonjo", b"Larchwood", b"Tarn", b"Notes of"]
    found = {(path.name, name) for path in executed.iterdir() for name in names if name in path.read_bytes()}
    assert not found


def test_pages_load_nothing_from_anywhere(executed: Path) -> None:
    for path in executed.glob("*.html"):
        # The picture to explore is a page inside of the page, escaped.
        text = unescape(path.read_text(encoding="utf-8"))
        assert "default-src 'none'" in text
        assert not re.search(r"<(?:script|link|img|iframe)\b[^>]*\s(?:src|href)=[\"'](?!data:)", text)
        assert not re.search(r"@import|url\((?!data:|#)", text)


def test_pages_work_without_network(executed: Path) -> None:
    sync_api = pytest.importorskip("playwright.sync_api")
    if not (chromium := find_chromium()):
        pytest.skip("no Chromium on PATH; name one in the variable CHROMIUM")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page, complaints = browser.new_context(offline=True).new_page(), list[str]()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto((executed / f"{Path(CHOSEN[0]).stem}.html").as_uri())
        page.get_by_label("kind").select_option("advice")
        passages = page.locator(".iv-statements .iv-passage")
        kept = passages.and_(page.locator("[data-kinds~=advice]")).count()
        assert passages.and_(page.locator(":not([hidden])")).count() == kept > 0
        assert page.locator(".iv-count").inner_text() == f"{kept} passages of 2 talks"
        page.get_by_role("button", name="whole note").first.click()
        assert page.locator(".iv-talk").first.get_by_text("every single day").is_visible()
        page.get_by_role("link", name="4 Who led me to whom").click()
        picture = page.frame_locator("iframe")
        assert picture.locator(".node").count() >= 3
        assert not complaints
        browser.close()


def test_words_of_a_note_run_no_script_in_a_page() -> None:
    notebook = as_node({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []})
    (policy,) = re.findall(r"script-src ([^;]+);", render_page(notebook, ()))
    assert re.fullmatch(r"('sha256-[\w+/=]+' ?)+", unescape(policy))
