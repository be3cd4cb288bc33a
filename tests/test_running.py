"""What was found before is used again, and never where it would not be found now."""

import json
import logging
import os
import sqlite3
import stat
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from factories import make_diagnostic, make_interview, make_passage, make_skill

from infoview_analysis.cli import main
from infoview_analysis.corpus import Corpus, analyze
from infoview_analysis.language import pipeline
from infoview_analysis.reading import read_folder
from infoview_analysis.running import Keeper, Store, Workers, digest_model, find_store, keeper, store
from infoview_analysis.running.packing import PackingError, pack, spell_out, unpack

NOTES = {
    "orla.md": "---\ninterviewee: Orla Kettle\nrole: Surveyor\ndate: 3/4/2025\nreferred_by: Bram\n---\n\n## Skills\n"
    "- Drones and GIS every day\n- less paper each year\n\n## People\n- Talk to Tavi Moss at Quarrystone\n",
    "piet.md": "---\ninterviewee: Piet Lammers\nrole: Planner\ndate: 2025-05-06\n---\n\n## Advice\n- Never apply cold\n"
    "- Orla knows everybody\n\n## Next\n- [ ] write to Tavi Moss by Friday\n",
    "hidden.md": "---\nprivate: true\ninterviewee: Sefa Undertone\n---\n\nSefa is leaving Brackwater Ltd.\n",
}


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of notes, and an empty cache."""
    monkeypatch.setenv("INFOVIEW_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "notes"
    folder.mkdir()
    for name, text in NOTES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def searched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Notes that were searched by the language model, in order."""
    found: list[str] = []
    search = pipeline.search_note

    def note_down(interviews, load):  # type: ignore[no-untyped-def]
        found.append(interviews[0].source.note)
        return search(interviews, load)

    monkeypatch.setattr(pipeline, "search_note", note_down)
    return found


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(tmp_path / "kept" / "notes.sqlite")) as found:
        return found


def analyze_anew(folder: Path) -> Corpus:
    return analyze(folder, cache=False)


# --- Runs after each other ----------------------------------------------------------------------------------


def test_a_second_run_searches_nothing_and_finds_the_same(notes: Path, searched: list[str], tmp_path: Path) -> None:
    analyze_anew(notes).save(tmp_path / "anew")
    analyze(notes).save(tmp_path / "first")
    searched.clear()
    analyze(notes).save(tmp_path / "second")
    assert searched == []
    for file in (tmp_path / "anew").iterdir():
        assert (tmp_path / "first" / file.name).read_bytes() == file.read_bytes()
        assert (tmp_path / "second" / file.name).read_bytes() == file.read_bytes()


def test_only_a_changed_note_is_searched_again(notes: Path, searched: list[str]) -> None:
    analyze(notes)
    searched.clear()
    (notes / "piet.md").write_text(NOTES["piet.md"].replace("cold", "late"), encoding="utf-8")
    assert analyze(notes) == analyze_anew(notes)
    assert searched == ["piet.md", "orla.md", "piet.md"]


def test_a_note_of_another_name_is_another_note(notes: Path, searched: list[str]) -> None:
    analyze(notes)
    searched.clear()
    (notes / "piet.md").rename(notes / "2025-07-01 Piet.md")
    found = analyze(notes)
    assert searched == ["2025-07-01 Piet.md"]
    assert found == analyze_anew(notes)


def test_whom_other_notes_know_is_reckoned_in_every_run(notes: Path, searched: list[str]) -> None:
    analyze(notes)
    searched.clear()
    met = "---\ninterviewee: Tavi Moss\ndate: 2025-08-01\n---\n\nGIS is all there is.\n"
    (notes / "tavi.md").write_text(met, encoding="utf-8")
    found = analyze(notes)
    assert searched == ["tavi.md"]
    assert found == analyze_anew(notes)
    assert set(found.referrals.loc[found.referrals["referred"] == "Tavi Moss", "status"]) == {"interviewed"}


def test_another_order_of_days_in_the_folder_reads_a_date_anew(notes: Path) -> None:
    assert "2025-04-03" in analyze(notes).interviews["date"].tolist()
    (notes / "piet.md").write_text(NOTES["piet.md"].replace("2025-05-06", "5/26/2025"), encoding="utf-8")
    found = analyze(notes)
    assert "2025-03-04" in found.interviews["date"].tolist()
    assert found == analyze_anew(notes)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("vocabulary.toml", '[[skill]]\nname = "Flying"\naliases = ["drones"]\ncategory = "tool"\n'),
        ("vocabulary.toml", 'drop = ["GIS"]\n'),
        ("people.toml", 'rename = { "Orla Kettle" = "Orla Kettle-Brook" }\n'),
        ("corrections.toml", '[[change]]\ntable = "interviews"\nnote = "piet.md"\nset = { date = 2025-06-09 }\n'),
        ("corrections.toml", '[[drop]]\ntable = "interviews"\nnote = "orla.md"\n'),
    ],
)
def test_what_the_user_settles_counts_at_once(name: str, text: str, notes: Path) -> None:
    before = analyze(notes)
    (notes / name).write_text(text, encoding="utf-8")
    after = analyze(notes)
    assert after == analyze_anew(notes)
    assert after != before
    (notes / name).unlink()
    assert analyze(notes) == before


def test_another_version_of_the_program_searches_anew(
    notes: Path, searched: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    analyze(notes)
    searched.clear()
    monkeypatch.setattr(keeper, "digest_program", lambda: "another")
    analyze(notes)
    assert searched == ["orla.md", "piet.md"]


def test_a_changed_model_has_another_digest(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text("{}")
    before = digest_model(tmp_path)
    (tmp_path / "meta.json").write_text("{ }")
    assert len({before, digest_model(tmp_path), digest_model(None), digest_model("no_such_model")}) == 4


def test_a_stopped_run_keeps_what_it_found(kept: Store) -> None:
    runs: list[str] = []

    def step(text: str) -> str:
        runs.append(text)
        return text.upper()

    through = Keeper(kept, Workers(1)).through()
    first = through(step, ["a", "b", "c"])
    assert next(first) == "A"
    first.close()
    assert list(through(step, ["a", "b", "c"])) == ["A", "B", "C"]
    assert runs == ["a", "b", "c"]


# --- Several processes ----------------------------------------------------------------------------------------


def test_any_number_of_processes_finds_the_same(notes: Path, tmp_path: Path) -> None:
    analyze(notes, cache=False, jobs=2).save(tmp_path / "two")
    analyze_anew(notes).save(tmp_path / "one")
    for file in (tmp_path / "one").iterdir():
        assert (tmp_path / "two" / file.name).read_bytes() == file.read_bytes()


def test_results_come_in_the_order_of_tasks() -> None:
    with closing(Workers(3)) as workers:
        assert list(workers.map(abs, range(-40, 0))) == list(range(40, 0, -1))
        assert list(workers.map(str, range(40))) == [str(number) for number in range(40)]


def die_elsewhere(task: tuple[int, int]) -> int:
    number, home = task
    if number == 5 and os.getpid() != home:
        os._exit(9)
    return number


def test_what_a_killed_process_left_is_done_all_the_same(caplog: pytest.LogCaptureFixture) -> None:
    tasks = [(number, os.getpid()) for number in range(20)]
    with closing(Workers(2)) as workers:
        assert list(workers.map(die_elsewhere, tasks)) == list(range(20))
    assert len(caplog.messages) == 1


def sleep_long(task: int) -> None:
    os.write(1, b"%d\n" % os.getpid())  # at once: print may write the end of the line apart, and two processes do so
    time.sleep(600)


@pytest.mark.skipif(sys.platform != "linux", reason="asks the system in Linux's way")
def test_processes_end_with_the_first() -> None:
    code = "from test_running import *; list(Workers(2).map(sleep_long, [1, 2]))"
    program = [sys.executable, "-c", f"if __name__ == '__main__': {code}"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True, env=environment) as first:
        assert first.stdout is not None
        others = [int(first.stdout.readline()) for _ in range(2)]
        first.kill()
    while any(is_running(other) for other in others):
        time.sleep(0.05)


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


# --- What is kept ---------------------------------------------------------------------------------------------


def test_records_come_back_as_they_were(notes: Path) -> None:
    read = read_folder(notes)
    records = (
        *read.interviews,
        *read.passages,
        *read.diagnostics,
        make_skill(of=make_interview()),
        None,
        0.25,
        "\udc80",
    )
    assert unpack(pack(records)) == records


def test_a_record_in_two_places_is_kept_once() -> None:
    passage = make_passage(of=make_interview())
    one, other = unpack(pack((passage, passage)))
    assert one is other
    assert len(pack((passage,) * 50)) < 2 * len(pack((passage,)))


def test_equal_records_spell_the_same(notes: Path) -> None:
    (one, *_), (other, *_) = read_folder(notes).interviews, unpack(pack(read_folder(notes).interviews))
    assert spell_out(one) == spell_out(other)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x80\x04cos\nsystem\n",
        zlib.compress(b"[" * 100_000),
        zlib.compress(json.dumps({"Path": ["/etc"]}).encode()),
        zlib.compress(json.dumps({"Provenance": ["a.md"]}).encode()),
        zlib.compress(json.dumps({"": 7}).encode()),
    ],
)
def test_nothing_but_our_records_is_unpacked(content: bytes) -> None:
    with pytest.raises(PackingError):
        unpack(content)


def test_of_a_private_note_nothing_is_kept(notes: Path) -> None:
    analyze(notes)
    with closing(sqlite3.connect(find_store().path)) as connection, connection:
        values = [zlib.decompress(value).decode() for (value,) in connection.execute("SELECT value FROM entries")]
    assert '{"Glance": [true, null]}' in values
    assert "Orla" in str(values)
    assert not [value for value in values if "Sefa" in value or "hidden" in value]


@pytest.mark.skipif(os.name != "posix", reason="other systems keep the folder of a user to the user")
def test_only_its_owner_reads_the_cache(notes: Path) -> None:
    analyze(notes)
    path = find_store().path
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


# --- The store ------------------------------------------------------------------------------------------------


def test_what_was_not_used_for_longest_is_dropped(kept: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "LARGEST", 400_000)
    monkeypatch.setattr(store, "_AT_ONCE", 10)
    clock = iter(range(10_000, 10**9, 10_000))
    monkeypatch.setattr(store.time, "time", lambda: next(clock))
    for number in range(40):
        kept.put({f"{number:02}": os.urandom(20_000)})
    kept.get(["00"])
    kept.close()
    left = kept.get([f"{number:02}" for number in range(40)])
    assert {"00", "39"} <= set(left) < {"00", *(f"{number:02}" for number in range(10, 40))}
    assert kept.path.stat().st_size < 450_000


def test_two_runs_use_the_cache_at_once(kept: Store) -> None:
    def work(mark: str) -> None:
        with closing(Store(kept.path)) as mine:
            for number in range(30):
                mine.put({f"{mark}{number}": mark.encode(), "shared": b"1"})

    runs = [threading.Thread(target=work, args=(mark,)) for mark in "ab"]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    keys = ["shared", *(f"{mark}{number}" for mark in "ab" for number in range(30))]
    assert set(kept.get(keys)) == set(keys)


def spoil(path: Path) -> None:
    path.write_bytes(b"no database" * 1000)


def let_others_write(path: Path) -> None:
    path.chmod(0o666)


def put_a_folder_there(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("harm", [spoil, let_others_write, put_a_folder_there])
def test_a_cache_that_cannot_be_used_is_done_without(
    harm: object, notes: Path, caplog: pytest.LogCaptureFixture
) -> None:
    before = analyze(notes)
    for file in find_store().path.parent.iterdir():
        harm(file)  # type: ignore[operator]
    with caplog.at_level(logging.WARNING):
        assert analyze(notes) == before
    (message,) = caplog.messages
    assert str(find_store().path) in message
    assert "goes on without" in message


def test_spoilt_entries_are_found_anew(notes: Path, searched: list[str]) -> None:
    before = analyze(notes)
    with closing(sqlite3.connect(find_store().path)) as connection, connection:
        connection.execute("UPDATE entries SET value = x'00'")
    searched.clear()
    assert analyze(notes) == before
    assert searched == ["orla.md", "piet.md"]


# --- The program ----------------------------------------------------------------------------------------------


def test_cache_says_where_it_is_and_clears_it(notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(notes)]) == 0
    capsys.readouterr()
    assert main(["cache"]) == 0
    assert capsys.readouterr().out.startswith(f"{find_store().path}: 5 entries, ")
    assert main(["cache", "clear"]) == 0
    assert ": 0 entries, " in capsys.readouterr().out
    assert b"Orla" not in find_store().path.read_bytes()


def test_entries_that_another_run_drops_meanwhile_are_found_anew(
    notes: Path, searched: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = analyze(notes)
    monkeypatch.setattr(Store, "get", lambda kept, keys: {})
    assert analyze(notes) == found
    assert searched == ["orla.md", "piet.md"] * 2


def test_a_spoilt_cache_can_be_cleared(notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    find_store().path.parent.mkdir()
    find_store().path.write_bytes(b"no database" * 1000)
    assert main(["cache", "clear"]) == 0
    assert capsys.readouterr().out == f"{find_store().path}: 0 entries, 0.0 MB\n"


def test_without_cache_nothing_is_kept(notes: Path, tmp_path: Path) -> None:
    assert main(["check", str(notes), "--no-cache"]) == 0
    assert main(["new", "Ann Lee", "--notes", str(notes), "-d", str(tmp_path), "--no-cache"]) == 0
    assert not find_store().path.parent.exists()


def test_a_cache_that_cannot_be_used_is_said_in_one_line(notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    find_store().path.parent.write_text("in the way")
    assert main(["check", str(notes)]) == 0
    errors = capsys.readouterr().err
    assert errors.startswith("infoview: ")
    assert errors.count("\n") == 1


def test_diagnostics_are_kept_too(notes: Path) -> None:
    (notes / "odd.md").write_text("---\ndate: 2024-13-01\ninterviewee: [\n---\n# Ann Lee, analyst\n", encoding="utf-8")
    first = analyze(notes).diagnostics
    assert len(first)
    assert analyze(notes).diagnostics.equals(first)
    assert unpack(pack((make_diagnostic(),))) == (make_diagnostic(),)
