"""The notebooks executed on a corpus, each in a kernel of its own, and kept with a page of each."""

import asyncio
import atexit
import datetime as dt
import json
import os
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from infoview_analysis.corpus import Corpus
from infoview_analysis.errors import OutputError
from infoview_analysis.output import write_files
from infoview_analysis.starters import load_notebooks, set_notebook
from infoview_analysis.workbooks.pages import render_page

if TYPE_CHECKING:
    from nbformat import NotebookNode

__all__ = ["Run", "run_notebooks"]

_TABLES = "tables.sqlite"
_AT_ONCE = 2
"""Kernels at a time: each takes some hundred MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What became of a notebook."""

    name: str
    failed: str
    """The error of the first cell that failed; empty if none did."""


def run_notebooks(
    corpus: Corpus,
    folder: str | os.PathLike[str],
    *,
    profile: str = "",
    hide_profile: bool = False,
    today: dt.date | None = None,
    advance: Callable[[str, int, int], None] = lambda name, done, total: None,
) -> list[Run]:
    """Execute the notebooks that come with the package and write them, a page of each, and the tables they read.

    Parameters
    ----------
    corpus
        The tables.
    folder
        Made if it is missing. Files of these names are replaced, others are left alone; all are written, or none.
    profile
        Path of the note-taker's profile; "" if there is none.
    hide_profile
        Leave the path out of what is written.
    today
        The day to count from; None is the current day.
    advance
        Is told what was run, how many are done, how many there are.

    Raises
    ------
    OutputError
        When they cannot be written there, or a kernel stopped; what was there before is still there.
    """
    place = os.path.relpath(profile, folder) if profile and not hide_profile else ""
    with tempfile.TemporaryDirectory() as desk:
        corpus.save(desk, format="sqlite")
        known = {"NOTES": _TABLES, "PROFILE": os.path.abspath(profile) if profile else "", "TODAY": str(today or "")}
        contents = {name: set_notebook(content, known) for name, content in load_notebooks().items()}
        executed = asyncio.run(_execute_all(contents, desk, advance))
        files = {_TABLES: Path(desk, _TABLES).read_bytes()}
    for name, notebook in executed.items():
        kept = set_notebook(json.dumps(notebook).encode(), {**known, "PROFILE": place}, shown=True)
        files |= {name: kept, f"{Path(name).stem}.html": render_page(_read(kept), executed).encode()}
    write_files(folder, files)
    return [Run(name=name, failed=_find_error(notebook)) for name, notebook in executed.items()]


async def _execute_all(
    contents: dict[str, bytes], desk: str, advance: Callable[[str, int, int], None]
) -> "dict[str, NotebookNode]":
    turns, done = asyncio.Semaphore(_AT_ONCE), []

    async def execute(name: str, content: bytes) -> "NotebookNode":
        async with turns:
            notebook = await _execute(_read(content), Path(desk, name[:1]))
        done.append(name)
        advance(name, len(done), len(contents))
        return notebook

    try:
        # When one stops, so do the others.
        async with asyncio.TaskGroup() as group:
            tasks = {name: group.create_task(execute(name, content)) for name, content in contents.items()}
    except ExceptionGroup as stopped:
        raise stopped.exceptions[0] from None
    return {name: task.result() for name, task in tasks.items()}


async def _execute(notebook: "NotebookNode", private: Path) -> "NotebookNode":
    """Execute a notebook beside the tables; ``private`` is a folder for what Jupyter writes about itself."""
    from jupyter_client.kernelspec import KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient
    from nbclient.exceptions import DeadKernelError

    private.mkdir()
    # This very Python, whatever kernels the user has installed under the same name.
    manager = AsyncKernelManager(
        kernel_spec_manager=KernelSpecManager(kernel_dirs=[]),
        connection_file=str(private / "connection.json"),
        **_find_transport(private),
    )
    settings: dict[str, Any] = {"allow_errors": True, "timeout": None, "record_timing": False}
    client = NotebookClient(notebook, manager, resources={"metadata": {"path": str(private.parent)}}, **settings)
    # What a kernel says to its terminal is for those who build kernels.
    start: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        await client.async_execute(cleanup_kc=True, env=_make_environment(private), **start)
    except (DeadKernelError, AssertionError) as error:  # stopped with Ctrl-C, nbclient trips over its own tidying up
        atexit.unregister(client._cleanup_kernel)
        reason = "it was interrupted, or memory was short"
        raise OutputError(f"a notebook stopped half-way: {reason}; nothing was written, run it again") from error
    return notebook


def _find_transport(private: Path) -> dict[str, str]:
    """Find how to speak with a kernel: through files, which nobody else can read, where the system has such."""
    return {"transport": "ipc", "ip": str(private / "kernel")} if os.name == "posix" else {}


def _make_environment(private: Path) -> dict[str, str]:
    """Make the environment of a kernel: it finds this package, and neither reads nor writes the user's settings."""
    places = [str(Path(__file__).parent.parent.parent), os.environ.get("PYTHONPATH", "")]
    kept = {"PYTHONPATH": os.pathsep.join(filter(None, places)), "IPYTHONDIR": str(private)}
    return {**os.environ, **kept, "PYDEVD_DISABLE_FILE_VALIDATION": "1"}


def _read(content: bytes) -> "NotebookNode":
    import nbformat

    notebook: NotebookNode = nbformat.reads(content.decode(), as_version=4)
    return notebook


def _find_error(notebook: "NotebookNode") -> str:
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", ()))
    return next((f"{found.ename}: {found.evalue}" for found in outputs if found.output_type == "error"), "")
