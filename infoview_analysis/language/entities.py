"""Names in running text as the bundled spaCy pipeline sees them: people, organisations, places."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["Entity", "find_entities"]

_NEEDED = ("tok2vec", "ner")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A name in a text."""

    start: int
    end: int
    label: str
    """``PERSON``, ``ORG`` or ``GPE``."""


def find_entities(texts: Sequence[str]) -> list[tuple[Entity, ...]]:
    """Names in each text, in order, by the pipeline that comes with the package.

    Examples
    --------
    >>> [found.label for found in find_entities(["Pauline Thwaite told me to apply."])[0]]
    ['PERSON']
    """
    nlp = _load()
    with nlp.select_pipes(enable=[name for name in _NEEDED if name in nlp.pipe_names]):
        docs = list(nlp.pipe([nlp.make_doc(text) for text in texts]))
    return [tuple(Entity(start=e.start_char, end=e.end_char, label=e.label_) for e in doc.ents) for doc in docs]


@cache
def _load() -> "Language":
    from infoview_analysis.language import load_pipeline

    return load_pipeline()
