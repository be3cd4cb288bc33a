"""What tells one version of the program from another: what an older one found is never taken for the newer one's."""

import hashlib
import os
import platform
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from infoview_analysis import __version__

__all__ = ["digest_model", "digest_program"]

_PACKAGE = Path(__file__).parent.parent
_ROOMS = ("reading", "language", "running")
"""What of the package the findings in a note depend on, beside the modules that stand alone."""
_LIBRARIES = ("markdown-it-py", "numpy", "pathspec", "pyyaml", "spacy", "thinc")


@cache
def digest_program() -> str:
    """Digest of the code, the data and the weights that read notes, and of the libraries they stand on."""
    digest = hashlib.blake2b(digest_size=16)
    about = (__version__, platform.python_version(), platform.machine(), *map(_version_of, _LIBRARIES))
    digest.update("\n".join(about).encode())
    for place in (*sorted(_PACKAGE.glob("*.py")), *(_PACKAGE / room for room in _ROOMS)):
        _add_files(digest, place)
    return digest.hexdigest()


def digest_model(model: str | os.PathLike[str] | None) -> str:
    """Digest of a spaCy pipeline, a folder or an installed package; empty for the one that comes with the package.

    One that cannot be found has a digest too: whoever loads it says so.
    """
    if model is None:
        return ""
    digest = hashlib.blake2b(os.fspath(model).encode(errors="surrogateescape"), digest_size=16)
    for folder in _find_model(os.fspath(model)):
        _add_files(digest, Path(folder))
    return digest.hexdigest()


def _find_model(model: str) -> Iterable[str]:
    if os.path.isdir(model):
        return [model]
    try:
        spec = find_spec(model)
    except (ImportError, ValueError):
        return []
    return spec.submodule_search_locations or [] if spec else []


def _version_of(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def _add_files(digest: "hashlib.blake2b", place: Path) -> None:
    files = sorted(path for path in place.rglob("*") if path.is_file()) if place.is_dir() else [place]
    for path in files:
        if path.suffix != ".pyc":
            content = path.read_bytes()
            digest.update(f"\n{path.relative_to(place.parent).as_posix()} {len(content)}\n".encode())
            digest.update(content)
