"""Interviews → mentions: skills, trends, advice, referrals, follow-ups, reflections, by a spaCy pipeline."""

from collections.abc import Callable, Iterable, Iterator
from os import PathLike
from typing import TYPE_CHECKING

from infoview_analysis.records import Interview, Mention

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["find_mentions", "load_pipeline"]


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

    return build_pipeline(model, vocabulary)


def find_mentions(
    interviews: Iterable[Interview], nlp: "Language", *, advance: Callable[[int, int], None] | None = None
) -> Iterator[Mention]:
    """Mentions in the interviews, in note order.

    Parameters
    ----------
    interviews : iterable of Interview
        All are taken before the first mention comes, for what one note tells of people helps with the others.
    nlp : Language
        From :func:`load_pipeline`.
    advance : callable, optional
        Called with (interviews done, interviews in all) after each.

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
    from infoview_analysis.language.pipeline import annotate
    from infoview_analysis.language.referrals import build_circle

    known = tuple(interviews)
    circle = build_circle(known)
    for done, interview in enumerate(known, 1):
        yield from annotate(interview, nlp, circle)
        if advance is not None:
            advance(done, len(known))
