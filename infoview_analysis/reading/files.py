"""Which files are notes, and the text in them."""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pathspec

from infoview_analysis.errors import UsageError
from infoview_analysis.reading.findings import report
from infoview_analysis.records import Diagnostic

__all__ = ["ENDINGS", "NoteFile", "find_note_files", "read_text"]

ENDINGS = (".md", ".markdown", ".mdown", ".mkd")
_LARGEST = 2_000_000  # bytes; a note a person wrote is a thousandth of it
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_PLAIN = {"\0": "", "\r\n": "\n", "\r": "\n", "\u2028": "\n", "\x0b": " ", "\x0c": " "}
_SKIPPED_FOLDERS = {"node_modules", "__pycache__", "bak"}


@dataclass(frozen=True, slots=True)
class NoteFile:
    """A file taken for a note."""

    path: Path
    name: str
    """Path relative to the folder read, with ``/``."""


def find_note_files(notes: str | os.PathLike[str], *, exclude: Sequence[str] = ()) -> list[NoteFile]:
    """Markdown files in a folder and the folders below it, sorted by name; a file stands for itself.

    Hidden folders are passed over, links to folders are not followed.

    Raises
    ------
    UsageError
        If there is no such file or folder, or it cannot be read.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "jane.md").write_text("Jane"), Path(folder, "cv.pdf").write_text("")
    ...     [note.name for note in find_note_files(folder)]
    ['jane.md']
    """
    root = Path(notes)
    if not root.exists():
        raise UsageError(f"no such file or folder: {root}; name a Markdown note or a folder of notes")
    if not root.is_dir():
        return [NoteFile(root, root.name)]
    if not os.access(root, os.R_OK | os.X_OK):
        raise UsageError(f"folder cannot be read: {root}; check its permissions")
    patterns = pathspec.PathSpec.from_lines("gitignore", exclude)
    found = (NoteFile(path, path.relative_to(root).as_posix()) for path in _walk(root))
    # In the order of their names as tables write them: one that is no valid Unicode has marks in place of letters.
    kept = (note for note in found if not patterns.match_file(note.name))
    return sorted(kept, key=lambda note: (note.name.encode("utf-8", "replace"), note.name))


def _walk(root: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(root, followlinks=False):
        folders[:] = [name for name in folders if not name.startswith(".") and name not in _SKIPPED_FOLDERS]
        for name in [*names, *(name for name in folders if name.lower().endswith(ENDINGS))]:
            if name.lower().endswith(ENDINGS) and not name.startswith("."):
                yield Path(folder) / name


def read_text(note: NoteFile) -> str | Diagnostic:
    """Text of a note with ``\\n`` line ends and no BOM, or the reason why there is none.

    Examples
    --------
    >>> read_text(NoteFile(Path("nowhere.md"), "nowhere.md")).code
    'unreadable'
    """
    try:
        kind = note.path.stat().st_mode
        if not stat.S_ISREG(kind):
            what = "a folder" if stat.S_ISDIR(kind) else "no ordinary file"
            return _unreadable(note, "not-a-file", f"is {what}, not a note; rename or exclude it")
        if note.path.stat().st_size > _LARGEST:
            return _unreadable(
                note, "too-large", f"is larger than {_LARGEST // 10**6} MB, too large for a note; split it"
            )
        data = note.path.read_bytes()
    except OSError as error:
        return _unreadable(note, "unreadable", f"cannot be read ({error.strerror}); check its permissions")
    return _decode(note, data)


def _decode(note: NoteFile, data: bytes) -> str | Diagnostic:
    if b"\0" in data and not data.startswith(_UTF_16):
        return _unreadable(note, "binary", "holds binary data, not text; rename or exclude it")
    encoding = "utf-16" if data.startswith(_UTF_16) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return _unreadable(
            note, "bad-encoding", f"byte {error.start} is not {encoding[:6].upper()}; save it as UTF-8", line
        )
    for sign, plain in _PLAIN.items():
        text = text.replace(sign, plain)
    return text


def _unreadable(note: NoteFile, code: str, message: str, line: int = 1) -> Diagnostic:
    return report(note.name, "error", code, message, line=line)
