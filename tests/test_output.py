"""Output is whole or absent, whatever stops a run."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from infoview_analysis.errors import OutputError
from infoview_analysis.output import finish_writing, write_file, write_files

resource = pytest.importorskip("resource", reason="the system knows no limits of file sizes")
PARTS = [f"skills.parquet/part-{number:04}.parquet" for number in range(2)]
NAMES = [*(f"{number}.csv" for number in range(8)), *PARTS]
ENDLESS = f"""
import itertools, sys
from infoview_analysis.output import write_files
for version in itertools.count():
    write_files(sys.argv[1], {{name: f"{{version}}\\n".encode() * 500 for name in {NAMES}}})
"""


def versions_in(folder: Path) -> set[str]:
    """What the files hold: one version where all are whole and of the same run."""
    contents = [(folder / name).read_text() for name in NAMES]
    assert all(content.count("\n") == 500 for content in contents)
    return {line for content in contents for line in content.split()}


def start_endless_run(folder: Path) -> "subprocess.Popen[bytes]":
    run = subprocess.Popen([sys.executable, "-c", ENDLESS, str(folder)])
    while not folder.exists():
        assert run.poll() is None
        time.sleep(0.01)
    return run


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system cannot kill like this")
@pytest.mark.parametrize("seed", range(8))
def test_a_run_killed_at_any_moment_leaves_one_whole_version(seed: int, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    run = start_endless_run(folder)
    time.sleep(random.Random(seed).uniform(0.0, 0.15))
    run.kill()
    run.wait()
    finish_writing(folder)
    assert len(versions_in(folder)) == 1
    write_files(folder, dict.fromkeys(NAMES, b"last\n" * 500))
    assert versions_in(folder) == {"last"}


def test_a_folder_of_parts_is_replaced_as_a_whole(tmp_path: Path) -> None:
    write_files(tmp_path, dict.fromkeys(PARTS, b"old"))
    write_files(tmp_path, {PARTS[0]: b"new"})
    assert [path.read_bytes() for path in tmp_path.rglob("*.parquet") if path.is_file()] == [b"new"]


@pytest.mark.parametrize("stray", ["thesis.docx", "folder.parquet/x"])
def test_a_folder_that_holds_anything_else_is_not_replaced(stray: str, tmp_path: Path) -> None:
    other = tmp_path / "skills.parquet" / stray
    other.parent.mkdir(parents=True)
    other.write_bytes(b"mine")
    with pytest.raises(OutputError, match=f"holds another file, {stray.split('/')[0]}"):
        write_files(tmp_path, dict.fromkeys(PARTS, b"new"))
    assert other.read_bytes() == b"mine"


def test_neither_a_file_nor_a_folder_takes_the_place_of_the_other(tmp_path: Path) -> None:
    write_files(tmp_path / "parts", dict.fromkeys(PARTS, b"old"))
    with pytest.raises(OutputError):
        write_files(tmp_path / "parts", {"skills.parquet": b"new"})
    write_files(tmp_path / "whole", {"skills.parquet": b"old"})
    with pytest.raises(OutputError, match="a file is in the way"):
        write_files(tmp_path / "whole", dict.fromkeys(PARTS, b"new"))
    assert (tmp_path / "parts" / PARTS[0]).read_bytes() == (tmp_path / "whole" / "skills.parquet").read_bytes()


def test_what_a_killed_run_had_ready_is_finished_by_the_next(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.csv": b"old", "b.csv": b"old"})
    ready = tmp_path / ".infoview-0123456789ab.ready"
    ready.mkdir()
    (ready / "b.csv").write_bytes(b"new")  # a.csv was moved already
    (tmp_path / "a.csv").write_bytes(b"new")
    finish_writing(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.csv": b"new", "b.csv": b"new"}


def test_a_failure_half_way_puts_the_old_files_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["a.csv", "a.parquet/part-0000.parquet", "b.csv"]
    write_files(tmp_path, dict.fromkeys(names, b"old"))
    replace = Path.replace

    def fail_on_b(self: Path, target: Path) -> Path:
        if self.parent.suffix == ".ready" and self.name == "b.csv":
            raise PermissionError(13, "open in another program")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail_on_b)
    with pytest.raises(OutputError, match="open in another program"):
        write_files(tmp_path, dict.fromkeys([*names, "c.csv"], b"new"))
    left = {path.relative_to(tmp_path).as_posix(): path for path in tmp_path.rglob("*") if path.is_file()}
    assert {name: path.read_bytes() for name, path in left.items()} == dict.fromkeys(names, b"old")


WRITERS = {
    "one file": lambda folder: write_file(folder / "a.csv", b"x" * 20_000),
    "several": lambda folder: write_files(folder, {"a.csv": b"new", "b.csv": b"x" * 20_000}),
}


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_a_full_disk_leaves_what_was_there(write: Callable[[Path], None], tmp_path: Path) -> None:
    write_files(tmp_path, {"a.csv": b"old"})
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))
        with pytest.raises(OutputError, match="too large"):
            write(tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, handler)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.csv": b"old"}


def test_what_a_run_killed_long_ago_left_is_cleared_away(tmp_path: Path) -> None:
    old, fresh = tmp_path / ".infoview-aaaaaaaaaaaa.tmp", tmp_path / ".infoview-bbbbbbbbbbbb.tmp"
    old.mkdir()
    (old / "skills.csv").write_text("said in private")
    os.utime(old, (0, 0))
    fresh.write_text("of a run that is still going on")
    write_file(tmp_path / "page.html", "done")
    assert {path.name for path in tmp_path.iterdir()} == {fresh.name, "page.html"}
