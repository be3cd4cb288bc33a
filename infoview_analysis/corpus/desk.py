"""Where notes are studied one by one."""

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from infoview_analysis.records import Diagnostic, Interview

if TYPE_CHECKING:
    from spacy.language import Language

    from infoview_analysis.language.talks import NoteFindings
    from infoview_analysis.reading import NoteReading, Sheet
    from infoview_analysis.running import Keeper

__all__ = ["Desk", "Study"]

Study: TypeAlias = "tuple[NoteReading, NoteFindings]"
"""All that a note tells by itself."""


class Desk:
    """Studies notes with the user's own words, of which it says at once what is wrong with them.

    Parameters
    ----------
    keeper
        Who keeps what was found.
    model
        Folder of a trained spaCy pipeline; None takes the one that comes with the package. It is loaded when a note
        is new.
    folder
        That of the notes, if it is one.
    """

    def __init__(self, keeper: "Keeper", model: str | os.PathLike[str] | None, folder: str | None) -> None:
        from infoview_analysis.language import load_once
        from infoview_analysis.language.vocabulary import find_own_words, parse_vocabulary
        from infoview_analysis.own_files import read_text
        from infoview_analysis.running import digest_model

        path = find_own_words(folder) if folder else None
        own_words = read_text(path) if path else ""
        self.vocabulary = parse_vocabulary(own_words, str(path)) if path else None
        marks = (digest_model(model), own_words)
        self._load: Callable[[], Language] = partial(load_once, os.fspath(model) if model else None, *marks)
        self._keeper = keeper
        self._through = keeper.through(*marks)
        if model:
            self._load()

    def open(
        self, notes: str | os.PathLike[str], exclude: Sequence[str]
    ) -> "tuple[list[Sheet], list[Diagnostic]]":
        """Open the notes that may be told of, see :func:`infoview_analysis.reading.open_sheets`."""
        from infoview_analysis.reading import open_sheets

        return open_sheets(notes, exclude=exclude, through=self._keeper.through())

    def study(self, sheets: "Sequence[Sheet]") -> Iterator[Study]:
        """All that each note tells by itself."""
        from infoview_analysis.language import study_note

        return self._through(partial(study_note, load=self._load), sheets)

    def search(self, notes: Sequence[Sequence[Interview]]) -> "Iterator[NoteFindings]":
        """What the interviews of each note tell by themselves."""
        from infoview_analysis.language import search_note

        return self._through(partial(search_note, load=self._load), notes)
