"""A cluster finds what one machine finds, whatever happens to its workers, and private notes never go there."""

import os
import signal
import stat
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

import infoview_analysis
from infoview_analysis.cli import main
from infoview_analysis.corpus import Corpus, analyze
from infoview_analysis.corpus.analysis import analyze_with
from infoview_analysis.errors import UsageError

distributed = pytest.importorskip("distributed", reason="needs the extra dask")
fsspec = pytest.importorskip("fsspec", reason="needs the extra dask")

from infoview_analysis.cluster import crew, places  # noqa: E402 # once it is known that they can be imported

NOTES = {
    "wenna.md": "---\ninterviewee: Wenna Tregear\nrole: Hydrologist\ndate: 2025-03-04\n---\n\n## Skills\n"
    "- Python and GIS every day\n\n## People\n- Talk to Ossian Flint at Marrowgate Water\n",
    "2025/ossian.md": "---\ninterviewee: Ossian Flint\ndate: 2025-04-01\n---\n\n## Advice\n- Never apply cold\n",
    "2025/ilka.md": "---\ninterviewee: Ilka Sorrow\ndate: 2025-05-01\n---\n\n## Trends\n- Zettelkasten is on the rise\n",
    "hidden.md": "---\nprivate: true\ninterviewee: Quill Underhill\n---\n\nQuill is leaving Pellworth Ltd.\n",
    "vocabulary.toml": '[[skill]]\nname = "Zettelkasten"\ncategory = "method"\n',
    "people.toml": 'rename = { "Ilka Sorrow" = "Ilka Sorrow-Vane" }\n',
}


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    for name, text in NOTES.items():
        path = tmp_path / "notes" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "notes"


@pytest.fixture
def remote() -> Iterator[str]:
    """The same notes where only fsspec finds them."""
    memory = fsspec.filesystem("memory")
    for name, text in NOTES.items():
        memory.pipe(f"/talks/{name}", text.encode())
    yield "memory://talks"
    memory.rm("/talks", recursive=True)


# --- A real cluster -------------------------------------------------------------------------------------------


@pytest.fixture
def cluster() -> Iterator[Any]:
    """Two workers, each a process that is started again when it is killed."""
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": "127.0.0.1:0", "silence_logs": "CRITICAL"}
    with distributed.LocalCluster(**options, memory_limit=0) as running:
        yield running


def kill_a_worker(client: Any) -> int:
    """Kill one that has something to do."""
    for _ in range(600):
        busy = [address for address, tasks in client.processing().items() if tasks]
        if busy:
            pid = client.run(os.getpid, workers=busy[:1])[busy[0]]
            os.kill(pid, signal.SIGKILL)
            return int(pid)
        time.sleep(0.05)
    raise AssertionError("no worker ever had anything to do")


def test_a_worker_killed_in_the_middle_changes_no_row(
    cluster: Any, notes: Path, remote: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed: list[int] = []
    logs: list[str] = []
    take, close = crew.Crew._take, crew.Crew.close

    def kill_first(self: Any, *task: Any) -> Any:
        if not killed:
            killed.append(kill_a_worker(self.client))
        return take(self, *task)

    def keep_logs(self: Any) -> None:
        logs.append(f"{self.client.get_worker_logs()} {self.client.get_scheduler_logs()}")
        close(self)

    monkeypatch.setattr(crew.Crew, "_take", kill_first)
    monkeypatch.setattr(crew.Crew, "close", keep_logs)
    out = tmp_path / "tables"
    address = cluster.scheduler_address
    assert main(["extract", remote, "-o", str(out), "--dask", address, "--no-cache"]) == 0

    assert killed
    expected = analyze(notes, cache=False)
    assert Corpus.load(out) == expected
    assert pd.read_parquet(out / "skills.parquet")["skill"].tolist() == expected.skills["skill"].tolist()
    assert "Zettelkasten" in set(expected.skills["skill"])
    assert "Ilka Sorrow-Vane" in set(expected.people["name"])
    assert not [word for word in ("Wenna", "Marrowgate", "GIS", "cold", "Quill") if word in logs[0]]


def test_a_cluster_is_started_and_ended_on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "count_processors", lambda: 1)
    hired = crew.hire_crew("local")
    try:
        assert hired.client.scheduler.address.startswith("tls://127.0.0.1:")
        assert list(hired.map(abs, [-2, -1])) == [2, 1]
    finally:
        hired.close()
    assert hired.client.status == "closed"


def test_where_no_scheduler_answers_one_line_says_so(
    notes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew, "_PATIENCE", 0.2)
    assert main(["extract", str(notes), "-o", str(tmp_path / "out"), "--dask", "tcp://127.0.0.1:9"]) == 2
    error = capsys.readouterr().err
    assert "no Dask scheduler answers at tcp://127.0.0.1:9" in error
    assert error.count("\n") == 1


# --- What is given away ---------------------------------------------------------------------------------------


class Here:
    """What stands in for a connection: it works at once, and notes down what it was given."""

    def __init__(self, work: Callable[[Any], Any] = crew._work) -> None:
        self.given: list[Any] = []
        self.shown: list[str] = []
        self._work = work

    def submit(self, work: Any, parcel: Any, *, pure: bool) -> Any:
        self.given.append(parcel.content)
        self.shown.append(repr(parcel))
        return SimpleNamespace(result=lambda: self._work(parcel))

    def close(self) -> None:
        """Nothing is open."""


def test_private_notes_never_leave_and_nothing_shows_what_others_say(notes: Path) -> None:
    client = Here()
    with analyze_with(crew.Crew(client), notes, cache=False) as found:
        assert found.collect() == analyze(notes, cache=False)
    assert "Tregear" in str(client.given)
    assert "Quill" not in str(client.given)
    assert "hidden.md" not in str(client.given)
    assert set(client.shown) == {"<a note>"}


def test_workers_of_another_version_are_refused() -> None:
    client = Here(lambda parcel: ("another version", "", crew._Parcel("")))
    with pytest.raises(UsageError, match="another version of the program"):
        list(crew.Crew(client).map(str.upper, ["a"]))


def fail_elsewhere(task: list[str]) -> str:
    if task:
        task.clear()
        raise ValueError("Wenna said so")
    return "done"


def test_a_worker_that_fails_where_this_machine_does_not_is_named_without_the_note() -> None:
    with pytest.raises(UsageError, match="failed where this machine does not") as caught:
        list(crew.Crew(Here()).map(fail_elsewhere, [["Wenna"]]))
    assert "ValueError" in str(caught.value)
    assert "Wenna" not in str(caught.value)


def test_what_fails_everywhere_fails_as_on_one_machine() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        list(crew.Crew(Here()).map(int, ["no number"]))


def test_a_note_that_every_worker_was_lost_on_is_searched_here(caplog: pytest.LogCaptureFixture) -> None:
    def lose(parcel: Any) -> Any:
        raise distributed.KilledWorker("task", "worker", 3)

    assert list(crew.Crew(Here(lose)).map(str.upper, ["a"])) == ["A"]
    assert len(caplog.messages) == 1


def test_a_cluster_that_is_gone_is_said_with_the_remedy() -> None:
    def vanish(parcel: Any) -> Any:
        raise ConnectionError("gone")

    with pytest.raises(UsageError, match="run again: what was found is kept"):
        list(crew.Crew(Here(vanish)).map(str.upper, ["a"]))


# --- Places ---------------------------------------------------------------------------------------------------


def test_notes_of_another_place_are_copied_for_their_owner_and_removed(remote: str) -> None:
    with places.bring_notes(remote) as folder:
        found = {path.relative_to(folder).as_posix() for path in Path(folder).rglob("*") if path.is_file()}
        assert found == set(NOTES)
        assert stat.S_IMODE(os.stat(folder).st_mode) == 0o700
    assert not Path(folder).exists()


def test_one_note_of_another_place_stands_for_itself(remote: str) -> None:
    with places.bring_notes(f"{remote}/wenna.md") as note:
        assert Path(note).read_text(encoding="utf-8") == NOTES["wenna.md"]


def test_notes_of_this_machine_are_not_copied(notes: Path) -> None:
    with places.bring_notes(f"file://{notes}") as folder:
        assert folder == str(notes)


@pytest.mark.parametrize("name", ["a/../../out.md", "..\\out.md", ".obsidian/x.md", "cv.pdf", "deep/people.toml"])
def test_only_notes_are_copied_and_never_beside_the_folder(name: str, remote: str) -> None:
    memory = fsspec.filesystem("memory")
    memory.store[f"/talks/{name}"] = memory.open("/talks/wenna.md")
    with places.bring_notes(remote) as folder:
        found = {path.relative_to(folder).as_posix() for path in Path(folder).rglob("*") if path.is_file()}
        assert found == set(NOTES)
        assert not (Path(folder).parent / "out.md").exists()


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("memory://nowhere", "no notes in memory://nowhere"),
        ("nothing://notes", "cannot open nothing://notes"),
        ("/no/such/folder", "no such file or folder"),
    ],
)
def test_a_place_without_notes_is_said(
    place: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("infoview_analysis.cluster.analysis.hire_crew", lambda address: crew.Crew(Here()))
    assert main(["extract", place, "-o", str(tmp_path / "out"), "--dask", "local"]) == 2
    assert message in capsys.readouterr().err


# --- The program ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("option", [("--format", "csv"), ("--jobs", "2")])
def test_options_that_a_cluster_does_not_heed_are_refused(
    option: tuple[str, str], notes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["extract", str(notes), "-o", str(tmp_path / "out"), "--dask", "local", *option]) == 2
    assert "leave out --format and --jobs" in capsys.readouterr().err


def test_without_dask_the_program_says_how_to_get_it(
    notes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("cluster", "cluster.analysis", "cluster.crew"):
        monkeypatch.delitem(sys.modules, f"infoview_analysis.{module}")
    monkeypatch.delattr(infoview_analysis, "cluster")
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["extract", str(notes), "-o", str(tmp_path / "out"), "--dask", "local"]) == 2
    assert "pip install 'infoview-analysis[dask]'" in capsys.readouterr().err
