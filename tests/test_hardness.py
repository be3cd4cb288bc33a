"""Notes and folders that nobody would write on purpose are read to the end, and can do nothing."""

import os
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from infoview_analysis.cli import main
from infoview_analysis.corpus import Corpus, analyze
from infoview_analysis.reading import Reading, read_folder, read_interviews, read_note

SIZE = 20_000
"""Signs in a hostile note; several of them once took minutes at a tenth of the size."""

HOSTILE: dict[str, Callable[[int], str]] = {
    "picture as text": lambda size: "![](data:image/png;base64," + "iVBORw0K" * (size // 8) + ")",
    "one word": lambda size: "a" * size,
    "underlines": lambda size: "_a" * (size // 2),
    "brackets": lambda size: "[" * size,
    "links never closed": lambda size: "[a](" * (size // 4),
    "links in links": lambda size: "[[" * (size // 4) + "a" + "]]" * (size // 4),
    "backticks": lambda size: "".join("`" * (count % 300) + "a" for count in range(size // 150)),
    "bullets ever deeper": lambda size: "\n".join("  " * count + "- x" for count in range(int(size**0.5))),
    "quotes ever deeper": lambda size: ">" * size + " x",
    "one colon after the other": lambda size: "a:" * (size // 2),
    "figures and strokes": lambda size: "1/" * (size // 2),
    "accents upon one letter": lambda size: "a" + "\u0301" * size,
    "invisible signs": lambda size: "\u200b" * size + "x",
    "blanks": lambda size: "a" + " " * size + "b",
    "a list in the front matter, ever deeper": lambda size: "---\nname: " + "[" * size + "\n---\nhi",
    "a table in every property, ever deeper": lambda size: "---\n" + f"name: {'{ ' * 1000}\n" * (size // 2000) + "---\nhi",
    "placeholders never closed": lambda size: "---\nname: " + "{{ " * (size // 3) + "\n---\nhi",
    "comments": lambda size: "<!-- --> %%a%% <!-" * (size // 17),
    "table without end": lambda size: "|" + "a|" * (size // 4) + "\n|" + "-|" * (size // 4) + "\n",
    "names without end": lambda size: "Jane Doe and " * (size // 13),
    "speakers without end": lambda size: "JD: hello there\nme: why\n" * (size // 24),
    "people without end": lambda size: "# Jane Doe, Analyst at Acme\n\ntext\n\n" * (size // 36),
    "dates without end": lambda size: "12/03/2026 " * (size // 11),
    "text without blanks": lambda size: "面談記録分析" * (size // 6),
    "right to left": lambda size: "\u202eשלום " * (size // 6),
    "emoji": lambda size: "👍🏽👩‍👩‍👧 " * (size // 8),
}


@pytest.mark.parametrize("write", HOSTILE.values(), ids=HOSTILE)
def test_hostile_notes_are_read_to_the_end(write: Callable[[int], str]) -> None:
    reading = read_interviews(read_note(f"{write(SIZE)}\n\nMet Jane Doe, analyst at Acme Bank, on 4 March 2026.", "note.md"))
    assert "Acme Bank" in " ".join(passage.text for passage in reading.passages)


@pytest.mark.parametrize("marker", ["- ", "1. ", "> ", "> - "])
@pytest.mark.parametrize("depth", [12, 60, 3000])
def test_no_text_is_lost_however_deep_it_stands(depth: int, marker: str) -> None:
    deep = marker * depth + "uses SQL\n\n"
    outline = "".join("  " * min(level, 300) + f"- point {level}\n" for level in range(min(depth, 400)))
    reading = read_interviews(read_note(f"# Jane Doe\n\n{deep}{outline}\nMet at Acme Bank.\n", "jane.md"))
    texts = [passage.text for passage in reading.passages]
    assert sum("uses SQL" in text for text in texts) == sum("Acme Bank" in text for text in texts) == 1
    assert {f"point {level}" for level in range(min(depth, 400))} <= set(texts)


def test_a_comment_that_is_never_closed_is_reported() -> None:
    note = read_note("# Jane Doe\n\n<!-- ask again\n\n- SQL every day\n", "jane.md")
    assert [(found.code, found.source.line) for found in note.diagnostics] == [("open-comment", 3)]


def test_a_picture_pasted_in_as_text_hides_nothing() -> None:
    note = "# Jane Doe\n\n![](data:image/png;base64," + "iVBORw0K" * 50_000 + ") SQL every day\n- Python too\n"
    texts = [passage.text for passage in read_interviews(read_note(note, "jane.md")).passages]
    assert any("SQL every day" in text for text in texts)
    assert "Python too" in texts


BOMB = "a: &a [x, x]\n" + "".join(f"{key}: &{key} [*{before}, *{before}]\n" for before, key in zip("abcdefgh", "bcdefghi", strict=True))


@pytest.mark.parametrize(
    "front",
    [
        BOMB,
        "name: !!python/object/apply:os.system ['touch owned']",
        "name: !!binary aGVsbG8=",
        "name: !<tag:yaml.org,2002:python/name:os.system> x",
        "name: &x {y: *x}",
        "? [name]\n: x",
        "name: \x07bell",
        "name: 9999-99-99",
        "date: 99999999999999999999999999",
        "name: " + "{a: " * 3000,
    ],
)
def test_front_matter_is_text_and_nothing_else(front: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    reading = read_interviews(read_note(f"---\n{front}\nrole: Analyst\n---\nJane Doe said: SQL.\n", "note.md"))
    assert sum(len(passage.text) for passage in reading.passages) < 100_000
    assert not list(tmp_path.iterdir())


# --- Folders ------------------------------------------------------------------------------------------------

GOOD = "# Jane Doe, Analyst at Acme Bank\n\n2026-03-04\n\n- SQL every day\n"


def names_in(reading: Reading) -> dict[str, str]:
    return {interview.source.note: interview.interviewee for interview in reading.interviews}


def test_text_in_utf_16_is_read(tmp_path: Path) -> None:
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
        (tmp_path / f"{encoding}.md").write_bytes(mark + GOOD.encode(encoding))
    assert set(names_in(read_folder(tmp_path)).values()) == {"Jane Doe"}


@pytest.mark.parametrize(
    "name",
    ["two\nlines.md", "a..md..md", "-o.md", "a;rm -rf b.md", "$HOME.md", "%s %n.md", "\u202egpj.md", "\u200b.md", "💬 Jane.md", "=1+1.md"],
)
def test_any_name_of_a_file_will_do(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / name).write_text(GOOD)
    assert main(["check", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert "Jane Doe" in printed
    assert not any(unicodedata.category(sign) == "Cc" for line in printed.splitlines() for sign in line)


def test_names_that_differ_in_case_only_are_two_notes(tmp_path: Path) -> None:
    (tmp_path / "jane.md").write_text(GOOD)
    (tmp_path / "JANE.md").write_text(GOOD.replace("Jane Doe", "Sam Lee"))
    found = names_in(read_folder(tmp_path))
    assert len(found) == len(list(tmp_path.iterdir()))  # one, where the system takes both for the same


def test_links_that_lead_back_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "jane.md").write_text(GOOD)
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "ring.md").symlink_to(tmp_path / "ring.md")
    reading = read_folder(tmp_path)
    assert names_in(reading) == {"jane.md": "Jane Doe"}
    assert [(found.source.note, found.code) for found in reading.diagnostics if found.severity == "error"] == [("ring.md", "unreadable")]


def test_folders_may_be_deep(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["a folder"] * 60)
    deep.mkdir(parents=True)
    (deep / "jane.md").write_text(GOOD)
    assert list(names_in(read_folder(tmp_path)).values()) == ["Jane Doe"]


def test_a_note_that_vanishes_while_the_folder_is_read_is_one_diagnostic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "jane.md").write_text(GOOD)
    (tmp_path / "sam.md").write_text(GOOD.replace("Jane Doe", "Sam Lee"))
    read = Path.read_bytes

    def read_and_remove(path: Path) -> bytes:
        content = read(path)
        (tmp_path / "sam.md").unlink(missing_ok=True)
        return content

    monkeypatch.setattr(Path, "read_bytes", read_and_remove)
    reading = read_folder(tmp_path)
    assert list(names_in(reading)) == ["jane.md"]
    assert [found.source.note for found in reading.diagnostics if found.severity == "error"] == ["sam.md"]


# --- What notes may not do ----------------------------------------------------------------------------------

POISON = """---
interviewee: "=HYPERLINK(\\"http://example.org\\",\\"Jane\\") Doe"
role: "@SUM(1+1)*cmd|' /C calc'!A0"
organization: "../../../etc/passwd"
date: 2026-03-04
---
## Skills
- SQL every day \x1b[31mred\x1b[0m \x1b]8;;http://example.org\x07link\x07 <script>alert(1)</script>
- {{ 7*7 }} ${7*7} Python is needed here </style><svg onload=alert(1)>

## Advice
- Never apply cold %s %n {0} <img src=x onerror=alert(1)>

She said I should talk to ../../Dev Patel, who runs analytics at =1+1.

- [ ] Send the CV to Jane by 2026-03-09\\r\\nATTENDEE:mailto:x@example.org
"""


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Corpus]:
    folder = tmp_path_factory.mktemp("poisoned")
    (folder / "jane.md").write_text(POISON)
    return folder, analyze(folder)


def test_no_cell_is_a_formula(poisoned: tuple[Path, Corpus], tmp_path: Path) -> None:
    poisoned[1].save(tmp_path)
    cells = [cell for path in tmp_path.glob("*.csv") for cell in path.read_text().replace("\n", ",").split(",")]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not [cell for cell in cells if cell.strip('"').startswith("=")]


@pytest.mark.parametrize(
    "command",
    [
        ["check"],
        ["extract", "-o", "{out}/tables"],
        ["extract", "-o", "{out}/tables", "--format", "sqlite"],
        ["report", "-o", "{out}/page.html"],
        ["graph", "-o", "{out}/graph.html"],
        ["graph", "-o", "{out}/graph.graphml"],
        ["export", "-o", "{out}/pages"],
        ["export", "-o", "{out}/codes.qdpx"],
        ["follow-ups", "--ics", "{out}/due.ics"],
        ["people"],
        ["themes"],
        ["fit"],
        ["saturation"],
        ["profile"],
        ["search", "sql"],
    ],
    ids=lambda command: " ".join(command[:3:2]),
)
def test_what_a_note_says_writes_nothing_elsewhere_and_steers_no_terminal(
    command: list[str],
    poisoned: tuple[Path, Corpus],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("infoview_analysis.corpus.analyze", lambda notes, **how: poisoned[1])
    out = tmp_path / "home" / "deep" / "out"
    out.mkdir(parents=True)
    monkeypatch.chdir(out)
    verb, *rest = (part.format(out=out) for part in command)
    text = [rest.pop()] if verb == "search" else []
    assert main([verb, str(poisoned[0]), *text, *rest]) == 0
    printed = capsys.readouterr().out
    assert not any(unicodedata.category(sign) == "Cc" for line in printed.splitlines() for sign in line)
    assert {path.name for path in poisoned[0].iterdir()} == {"jane.md"}
    assert all(path == out or out in path.parents or path in out.parents for path in tmp_path.rglob("*"))


@pytest.mark.skipif(shutil.which("env") is None, reason="the system has no env")
def test_the_program_runs_in_a_bare_surrounding(tmp_path: Path) -> None:
    """No home to write to, no sockets, the C locale, a path with blanks and other scripts."""
    folder = tmp_path / "my notes – Notizen 面談"
    folder.mkdir()
    (folder / "Zoë.md").write_text(GOOD.replace("Jane Doe", "Zoë Müller"), encoding="utf-8")
    blocked = (
        "import socket, sys\n"
        "def refuse(*args, **how): raise RuntimeError('the network was asked for')\n"
        "socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse\n"
        "from infoview_analysis.cli import main\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    surrounding = {"PATH": os.environ["PATH"], "HOME": f"{os.devnull}/nobody", "LANG": "C", "LC_ALL": "C", "PYTHONPATH": os.pathsep.join(sys.path)}
    page = tmp_path / "page.html"
    done = subprocess.run(
        [sys.executable, "-c", blocked, "report", str(folder), "-o", str(page)],
        env=surrounding,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, f"{page}: open it in a browser\n")
    assert done.stderr.count("\n") <= 1, "at most that nothing can be kept for the next run"
    assert "Zoë Müller" in page.read_text(encoding="utf-8")
