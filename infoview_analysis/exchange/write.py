"""One export, in the form that its name asks for."""

import os
from pathlib import Path

from infoview_analysis.corpus import Corpus
from infoview_analysis.errors import UsageError
from infoview_analysis.exchange.codes import build_codes
from infoview_analysis.exchange.matrix import build_matrix, check_choice, render_matrix
from infoview_analysis.exchange.pages import render_pages
from infoview_analysis.exchange.refi import pack_project, render_codebook
from infoview_analysis.output import write_file, write_files

__all__ = ["ENDINGS", "check_target", "write_export"]

ENDINGS = (".qdc", ".qdpx", ".csv")
"""Endings of files; a name with another one, or with none, is a folder."""


def check_target(path: str | os.PathLike[str], *, columns: str = "skills", cells: str = "count") -> None:
    """Refuse, before notes are read, what :func:`write_export` would refuse after.

    Raises
    ------
    UsageError
        When the path is no file of :data:`ENDINGS` but a folder that is not empty, as pages never mix with what is
        there; when there is no such choice of columns and cells.
    """
    check_choice(columns, cells)
    target = Path(path)
    if target.suffix.lower() not in ENDINGS and target.is_dir() and any(target.iterdir()):
        raise UsageError(f"{path} is not empty; name a new folder, or a file that ends in {', '.join(ENDINGS)}")


def write_export(corpus: Corpus, path: str | os.PathLike[str], *, columns: str = "skills", cells: str = "count") -> str:
    """Write what the notes say for another program, whole or not at all.

    Parameters
    ----------
    corpus
        The tables.
    path
        Ends in ``.qdc`` (REFI-QDA code book), ``.qdpx`` (REFI-QDA project: interviews with their codes) or ``.csv``
        (interviews by codes); anything else is a new folder of pages for Obsidian, one per person.
    columns, cells
        What a ``.csv`` holds, see :func:`infoview_analysis.exchange.build_matrix`.

    Returns
    -------
    str
        What was written, in a few words.

    Raises
    ------
    UsageError
        When the folder is not empty, or there is no such choice of columns and cells.
    OutputError
        When it cannot be written there.

    Examples
    --------
    >>> write_export(Corpus.empty(), "pages")
    'nothing written: the notes name nobody yet'
    """
    check_target(path, columns=columns, cells=cells)
    ending, talks = Path(path).suffix.lower(), len(corpus.interviews)
    if ending == ".csv":
        matrix = build_matrix(corpus, columns=columns, cells=cells)
        write_file(path, render_matrix(matrix))
        return f"interviews: {talks}, {columns}: {len(matrix.columns) - len(build_matrix(Corpus.empty()).columns)}"
    if ending in ENDINGS:
        codes = sum(len(group.codes) for group in build_codes(corpus))
        write_file(path, render_codebook(corpus) if ending == ".qdc" else pack_project(corpus))
        return f"codes: {codes}" if ending == ".qdc" else f"interviews: {talks}, codes: {codes}"
    pages = {name: text.encode() for name, text in render_pages(corpus).items()}
    if not pages:
        return "nothing written: the notes name nobody yet"
    write_files(path, pages)
    return f"people: {len(pages)}"
