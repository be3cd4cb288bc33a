"""Interviews → mentions: skills, trends, advice, referrals, follow-ups, reflections, by a spaCy pipeline."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from os import PathLike
from typing import TYPE_CHECKING

from infoview_analysis.reading import NoteReading, Sheet, read_sheet
from infoview_analysis.records import Interview, Mention

if TYPE_CHECKING:
    from spacy.language import Language

    from infoview_analysis.language.talks import NoteFindings

__all__ = ["find_mentions", "load_once", "load_pipeline", "search_note", "settle_mentions", "study_note"]


def load_pipeline(
    model: "str | PathLike[str] | None" = None, *, vocabulary: "str | PathLike[str] | None" = None
) -> "Language":
    """Load a spaCy pipeline with our components.

    Parameters
    ----------
    model : str or path, optional
        Name or folder of a spaCy pipeline to build on; None takes the one that comes with the package.
    vocabulary : str or path, optional
        A ``vocabulary.toml`` of the user's own skills, or a folder that may hold one.

    Raises
    ------
    UsageError
        If there is no such pipeline, or the vocabulary cannot be read.

    Examples
    --------
    >>> "infoview_trends" in load_pipeline().pipe_names
    True
    """
    from infoview_analysis.language.pipeline import build_pipeline
    from infoview_analysis.language.vocabulary import read_vocabulary

    return build_pipeline(model, None if vocabulary is None else read_vocabulary(vocabulary))


@lru_cache(maxsize=2)
def load_once(model: str | None, digest: str, own_words: str) -> "Language":
    """Load a pipeline once in each process, on whatever machine that is.

    Parameters
    ----------
    model
        As for :func:`load_pipeline`; it has to be there.
    digest
        Tells versions of it apart.
    own_words
        Text of a ``vocabulary.toml``; empty for none.
    """
    from infoview_analysis.language.pipeline import build_pipeline
    from infoview_analysis.language.vocabulary import parse_vocabulary

    return build_pipeline(model, parse_vocabulary(own_words) if own_words else None)


def find_mentions(interviews: Iterable[Interview], nlp: "Language") -> Iterator[Mention]:
    """Mentions in the interviews, in note order.

    Parameters
    ----------
    interviews : iterable of Interview
        All are searched before the first mention comes, for what one note tells of people helps with the others.
    nlp : Language
        From :func:`load_pipeline`.

    Yields
    ------
    Mention
        Skill, Trend, Advice, Referral, FollowUp, Reflection.

    Examples
    --------
    >>> from infoview_analysis.reading import read_interviews, read_note
    >>> note = read_note("# Jane Doe, analyst\\n\\n## Advice\\n- Never apply cold\\n", "jane.md")
    >>> [mention.polarity for mention in find_mentions(read_interviews(note).interviews, load_pipeline())]
    ['avoid']
    """
    known = tuple(interviews)
    notes: dict[str, list[Interview]] = {}
    for interview in known:
        notes.setdefault(interview.source.note, []).append(interview)
    return settle_mentions(known, [search_note(talks, lambda: nlp) for talks in notes.values()])


def study_note(sheet: Sheet, load: "Callable[[], Language]") -> "tuple[NoteReading, NoteFindings]":
    """All that a note tells by itself: read it and search its interviews.

    Parameters
    ----------
    sheet
        The note.
    load
        Gives the pipeline, if it is needed.
    """
    from infoview_analysis.language.encoder import tag_note

    reading = read_sheet(sheet, tag_note)
    return reading, search_note(reading.interviews, load)


def search_note(interviews: Sequence[Interview], load: "Callable[[], Language]") -> "NoteFindings":
    """All that the interviews of one note tell by themselves; ``load`` gives the pipeline, if it is needed."""
    from infoview_analysis.language.talks import NoteFindings

    if not interviews:
        return NoteFindings(talks=(), firsts=())
    # What has been found before needs no spaCy, which takes time to load.
    from infoview_analysis.language.pipeline import search_note as search

    return search(interviews, load)


def settle_mentions(interviews: Sequence[Interview], found: "Sequence[NoteFindings]") -> Iterator[Mention]:
    """Mentions in the interviews of all notes, in note order.

    Parameters
    ----------
    interviews
        Of all notes; no more is looked at than who was interviewed when.
    found
        What :func:`search_note` found in each note with interviews, in the order of ``interviews``.
    """
    from infoview_analysis.language.circle import join_circle
    from infoview_analysis.language.talks import settle_talk

    circle = join_circle(interviews, [findings.firsts for findings in found])
    for findings in found:
        for talk in findings.talks:
            yield from settle_talk(talk, circle)
