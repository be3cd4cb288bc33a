"""Output, whole or not at all.

Everything is written under a passing name first and then moved into place, so that a reader, or a run that
was stopped half-way, never meets half a file.
"""

import errno
import os
import re
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from infoview_analysis.errors import OutputError

__all__ = ["safe_stem", "write_file", "write_files"]

# Windows refuses these signs, and these names whatever comes after the dot.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_LONGEST = 120
"""Bytes of a file name; file systems take 255, cloud folders with long paths less."""


def write_file(path: str | os.PathLike[str], content: str | bytes, *, mode: int | None = None) -> None:
    """Write one file, whole or not at all.

    Parameters
    ----------
    path
        Where to write. Missing folders above it are made; a file of that name is replaced.
    content
        Text (written as UTF-8) or bytes.
    mode
        Who may read and write it, from before its first byte; None leaves that to the system.

    Raises
    ------
    OutputError
        When the file cannot be written there; what was there before is still there.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> write_file(folder / "page.html", "<p>done</p>")
    >>> [path.name for path in folder.iterdir()]
    ['page.html']
    """
    # A link is followed, or moving into place would put a file where the user keeps a link.
    target = Path(os.path.realpath(path))
    with _output_errors(path):
        _require_replaceable(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        passing = _passing_name(target.parent)
        try:
            if mode is not None:
                passing.touch(mode)
            passing.write_bytes(content.encode() if isinstance(content, str) else content)
            passing.replace(target)
        finally:
            passing.unlink(missing_ok=True)


def write_files(folder: str | os.PathLike[str], files: Mapping[str, bytes]) -> None:
    """Write several files into a folder: all of them, or none.

    Parameters
    ----------
    folder
        Made if it is missing. Other files in it are left alone.
    files
        Content by file name.

    Raises
    ------
    OutputError
        When they cannot be written there; what was there before is still there.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp(), "tables")
    >>> write_files(folder, {"skills.csv": b"skill", "people.csv": b"name"})
    >>> sorted(path.name for path in folder.iterdir())
    ['people.csv', 'skills.csv']
    """
    target = Path(os.path.realpath(folder))
    with _output_errors(folder):
        if target.exists() and not target.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        target.parent.mkdir(parents=True, exist_ok=True)
        # Inside an existing folder, not beside it: it may be a mount, and nothing can be moved across mounts.
        passing = _passing_name(target if target.exists() else target.parent)
        try:
            _fill(passing, files)
            _move_into_place(passing, target, files)
        finally:
            shutil.rmtree(passing, ignore_errors=True)


def safe_stem(text: str) -> str:
    """Make a name of a file that every system takes.

    Examples
    --------
    >>> safe_stem("../../etc/passwd"), safe_stem("CON"), safe_stem("Anne-Marie O'Neill")
    ('etc passwd', 'CON note', "Anne-Marie O'Neill")
    """
    stem = " ".join(_FORBIDDEN.sub(" ", text).split()).strip(". ")
    stem = re.sub(r"^[.\s]+|(?<=\s)\.+(?=\s)", "", stem)
    stem = stem.encode()[:_LONGEST].decode(errors="ignore").strip(". ")
    return f"{stem} note" if _RESERVED.fullmatch(stem) else " ".join(stem.split())


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)


def _move_into_place(passing: Path, target: Path, files: Mapping[str, bytes]) -> None:
    if not target.exists():
        passing.rename(target)
        return
    for name in files:
        _require_replaceable(target / name)
    before = passing / "before"
    before.mkdir()
    moved: list[str] = []
    try:
        for name in files:
            if (target / name).exists():
                (target / name).replace(before / name)
            moved.append(name)
            (passing / name).replace(target / name)
    except BaseException:
        _undo(moved, before, target)
        raise


def _undo(moved: list[str], before: Path, target: Path) -> None:
    for name in moved:
        with suppress(OSError):
            (target / name).unlink(missing_ok=True)
            if (before / name).exists():
                (before / name).replace(target / name)


def _require_replaceable(target: Path) -> None:
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if target.exists() and not target.is_file():
        # Moving a file over a device such as /dev/null would take the device away.
        raise OSError(errno.EINVAL, "not an ordinary file")
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "file is write-protected")


def _passing_name(folder: Path) -> Path:
    return folder / f".infoview-{secrets.token_hex(6)}.tmp"


@contextmanager
def _output_errors(path: str | os.PathLike[str]) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        in_the_way = isinstance(error, FileExistsError)  # a file stands where a folder should be made
        reason = "a file is in the way" if in_the_way else (error.strerror or str(error)).lower()
        message = f"cannot write {os.fspath(path)}: {reason}; choose a place you may write to"
        raise OutputError(message) from error
