"""Notes from any place that fsspec knows, brought to a folder of this machine for as long as they are read."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem

from infoview_analysis.errors import UsageError
from infoview_analysis.reading.files import ENDINGS

__all__ = ["bring_notes"]

_ODD = {"", ".", ".."}


@contextmanager
def bring_notes(notes: str | os.PathLike[str]) -> Iterator[str]:
    """Give notes as a file or folder of this machine: where they are if it is one, else a copy that only you can read.

    The copy is removed at the end. It holds the notes and the TOML files beside them.

    Raises
    ------
    UsageError
        If there is no such place, or it cannot be read.

    Examples
    --------
    >>> from fsspec.core import url_to_fs
    >>> url_to_fs("memory://talks")[0].pipe("/talks/jane.md", b"# Jane Doe")
    >>> with bring_notes("memory://talks") as folder:
    ...     sorted(os.listdir(folder))
    ['jane.md']
    """
    place, root = _find_place(os.fspath(notes))
    if isinstance(place, LocalFileSystem):
        yield root
        return
    with TemporaryDirectory(prefix="infoview-") as home:
        yield _copy(place, root, os.fspath(notes), home)


def _find_place(notes: str) -> tuple[Any, str]:
    try:
        place, root = url_to_fs(notes)
    except (ImportError, OSError, ValueError) as problem:
        raise UsageError(f"cannot open {notes}: {problem}") from problem
    return place, root


def _copy(place: Any, root: str, notes: str, home: str) -> str:
    try:
        if place.isfile(root):
            names = {PurePosixPath(root).name: root}
        else:
            found = {str(PurePosixPath(path).relative_to(root)): path for path in place.find(root)}
            names = {name: path for name, path in found.items() if _is_wanted(PurePosixPath(name))}
        if not names:
            raise UsageError(f"no notes in {notes}; name a place that holds Markdown files")
        place.get(list(names.values()), [str(Path(home, name)) for name in names])
    except OSError as problem:
        raise UsageError(f"cannot read {notes}: {problem.strerror or 'no such place, or no access'}") from problem
    return str(Path(home, *names)) if root in names.values() else home


def _is_wanted(name: PurePosixPath) -> bool:
    """Whether it is a note, or a file of the user's own beside them, and its name leads nowhere else."""
    if any(part in _ODD or part.startswith(".") or "\\" in part for part in name.parts):
        return False
    return name.suffix.lower() in ENDINGS or (len(name.parts) == 1 and name.suffix == ".toml")
