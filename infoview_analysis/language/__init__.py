"""Interviews → mentions: skills, trends, advice, referrals, follow-ups, reflections, by a spaCy pipeline."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from os import PathLike
from typing import TYPE_CHECKING, Any, cast

from infoview_analysis.records import Interview, Mention

if TYPE_CHECKING:
    from spacy.language import Language

    from infoview_analysis.language.talks import NoteFindings

__all__ = ["find_mentions", "load_once", "load_pipeline"]


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


def find_mentions(
    interviews: Iterable[Interview],
    nlp: "Language | Callable[[], Language]",
    *,
    advance: Callable[[int, int], None] | None = None,
    through: Callable[..., Iterable[Any]] = map,
) -> Iterator[Mention]:
    """Mentions in the interviews, in note order.

    Parameters
    ----------
    interviews : iterable of Interview
        All are taken before the first mention comes, for what one note tells of people helps with the others.
    nlp : Language or callable
        From :func:`load_pipeline`, or what gives it once it is needed.
    advance : callable, optional
        Called with (notes done, notes in all) after each.
    through : callable, optional
        Puts each note through a step of work, as ``map`` does; another one may do so in several processes.

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
    from infoview_analysis.language.circle import join_circle
    from infoview_analysis.language.talks import settle_talk

    known = tuple(interviews)
    notes: dict[str, list[Interview]] = {}
    for interview in known:
        notes.setdefault(interview.source.note, []).append(interview)
    load = cast("Callable[[], Language]", partial(_same, nlp) if hasattr(nlp, "pipe_names") else nlp)
    found: dict[str, NoteFindings] = {}
    for note, findings in zip(notes, through(partial(_search_note, load=load), list(notes.values())), strict=True):
        found[note] = findings
        if advance is not None:
            advance(len(found), len(notes))
    circle = join_circle(known, [findings.firsts for findings in found.values()])
    talks = {note: iter(findings.talks) for note, findings in found.items()}
    for interview in known:
        yield from settle_talk(next(talks[interview.source.note]), circle)


def _same(nlp: Any) -> Any:
    return nlp


def _search_note(interviews: Sequence[Interview], load: "Callable[[], Language]") -> "NoteFindings":
    # What has been found before needs no spaCy, which takes time to load.
    from infoview_analysis.language.pipeline import search_note

    return search_note(interviews, load)
