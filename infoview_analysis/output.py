"""Output, whole or not at all.

Everything is written under a passing name first, made sure to be on the disk, and then moved into place, so that a
reader, or a run that was stopped half-way, never meets half a file. Several files count as written once all of them
are ready; whoever comes next finishes moving them if a run was killed while it did.
"""

import errno
import os
import re
import secrets
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from infoview_analysis.errors import OutputError

__all__ = ["finish_writing", "safe_stem", "write_file", "write_files"]

# Windows refuses these signs, and these names whatever comes after the dot.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_LONGEST = 120
"""Bytes of a file name; file systems take 255, cloud folders with long paths less."""
_PASSING, _READY = ".tmp", ".ready"
_ABANDONED = 24 * 60 * 60
"""Seconds after which what a killed run left behind is cleared away."""


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
        _clear_abandoned(target.parent)
        passing = _passing_name(target.parent)
        try:
            if mode is not None:
                passing.touch(mode)
            _write_through(passing, content.encode() if isinstance(content, str) else content)
            passing.replace(target)
            _sync_folder(target.parent)
        finally:
            passing.unlink(missing_ok=True)


def write_files(folder: str | os.PathLike[str], files: Mapping[str, bytes | Callable[[Path], None]]) -> None:
    """Write several files into a folder: all of them, or none.

    Parameters
    ----------
    folder
        Made if it is missing. Other files in it are left alone.
    files
        Content by file name, or what writes it to a path. ``skills.parquet/part-0000.parquet`` is a file in a folder
        that is replaced as a whole, so that no part of an earlier run stays in it.

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
        home = target if target.exists() else target.parent
        _clear_abandoned(home)
        passing = _passing_name(home)
        try:
            _fill(passing, files)
            _move_into_place(passing, target, files)
        finally:
            shutil.rmtree(passing, ignore_errors=True)


def finish_writing(folder: str | os.PathLike[str]) -> None:
    """Move files into place that a killed run of :func:`write_files` had ready; nothing happens without any.

    Raises
    ------
    OutputError
        When they cannot be moved.
    """
    with _output_errors(folder):
        for ready in sorted(Path(folder).glob(f".infoview-*{_READY}")):
            _put_in_place(ready, Path(folder))
            shutil.rmtree(ready, ignore_errors=True)


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


def _fill(folder: Path, files: Mapping[str, bytes | Callable[[Path], None]]) -> None:
    folder.mkdir()
    for name, content in files.items():
        if not (folder / name).parent.exists():
            (folder / name).parent.mkdir()
        _write_through(folder / name, content)
    for inner in (*filter(Path.is_dir, folder.iterdir()), folder):
        _sync_folder(inner)


def _write_through(path: Path, content: bytes | Callable[[Path], None]) -> None:
    """Write a file and wait until it is on the disk: a name must never come before its content."""
    if callable(content):
        content(path)
    else:
        path.write_bytes(content)
    with path.open("r+b") as stream:
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    # Windows opens no folders, and some file systems cannot do it: then it is as safe as they are.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _move_into_place(passing: Path, target: Path, files: Iterable[str]) -> None:
    if not target.exists():
        passing.rename(target)
        _sync_folder(target.parent)
        return
    finish_writing(target)
    names = sorted(path.name for path in passing.iterdir())
    for name in names:
        _require_folder_of(files, target / name) if (passing / name).is_dir() else _require_replaceable(target / name)
    ready, before = passing.with_suffix(_READY), _passing_name(target)
    before.mkdir()
    try:
        _keep(target, before, names)
        passing.rename(ready)
        _put_in_place(ready, target)
    except OSError:
        _undo(before, target, names)
        raise
    finally:
        shutil.rmtree(ready, ignore_errors=True)
        shutil.rmtree(before, ignore_errors=True)


def _put_in_place(ready: Path, target: Path) -> None:
    for path in sorted(ready.iterdir()):
        with suppress(FileNotFoundError):  # another run has moved it
            if path.is_dir() and (target / path.name).exists():
                _replace_folder(path, target / path.name)
            else:
                path.replace(target / path.name)
    _sync_folder(target)


def _replace_folder(path: Path, target: Path) -> None:
    # No folder can be moved over one that holds something.
    target.rename(old := _passing_name(target.parent))
    try:
        path.replace(target)
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _keep(target: Path, before: Path, names: Iterable[str]) -> None:
    """Keep what is there now, without taking it away."""
    for name in names:
        if (target / name).is_dir():
            shutil.copytree(target / name, before / name, copy_function=_link)
        elif (target / name).exists():
            _link(target / name, before / name)


def _link(source: str | Path, target: str | Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # no links on this file system
        shutil.copy2(source, target)


def _undo(before: Path, target: Path, names: Iterable[str]) -> None:
    for name in names:
        with suppress(OSError):
            if (target / name).is_dir():
                shutil.rmtree(target / name)
            if (before / name).exists():
                (before / name).replace(target / name)
            else:
                (target / name).unlink(missing_ok=True)


def _require_folder_of(files: Iterable[str], target: Path) -> None:
    """Refuse to replace what is no folder, or one that holds anything else than such files."""
    if not target.exists():
        return
    if not target.is_dir():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
    endings = {Path(name).suffix for name in files}
    if strays := sorted(path.name for path in target.iterdir() if path.is_dir() or path.suffix not in endings):
        raise OSError(errno.EINVAL, f"{target.name} holds another file, {strays[0]}")


def _require_replaceable(target: Path) -> None:
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if target.exists() and not target.is_file():
        # Moving a file over a device such as /dev/null would take the device away.
        raise OSError(errno.EINVAL, "not an ordinary file")
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "file is write-protected")


def _passing_name(folder: Path) -> Path:
    return folder / f".infoview-{secrets.token_hex(6)}{_PASSING}"


def _clear_abandoned(folder: Path) -> None:
    """Clear away what a killed run left behind: it may hold what notes say."""
    for path in folder.glob(f".infoview-*{_PASSING}"):
        with suppress(OSError):
            if time.time() - path.lstat().st_mtime > _ABANDONED:
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


@contextmanager
def _output_errors(path: str | os.PathLike[str]) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        in_the_way = isinstance(error, FileExistsError)  # a file stands where a folder should be made
        reason = "a file is in the way" if in_the_way else (error.strerror or str(error)).lower()
        message = f"cannot write {os.fspath(path)}: {reason}; choose a place you may write to"
        raise OutputError(message) from error
