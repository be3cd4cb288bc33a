"""The pipeline: what it is made of, and how an interview goes through it."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from os import PathLike
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from infoview_analysis.errors import UsageError
from infoview_analysis.language import advice, classifier, follow_ups, referrals, reflections, skills, stance, trends
from infoview_analysis.language.circle import list_interviewees, name_firsts
from infoview_analysis.language.classifier import load_classifier
from infoview_analysis.language.context import register_extensions
from infoview_analysis.language.encoder import Encoded, load_encoder
from infoview_analysis.language.mentions import find_incoming, read_mentions
from infoview_analysis.language.people import Circle
from infoview_analysis.language.pointers import find_pointers
from infoview_analysis.language.statements import Statement, find_statements
from infoview_analysis.language.talks import NoteFindings, TalkFindings
from infoview_analysis.language.vocabulary import Vocabulary
from infoview_analysis.records import Interview, Mention

__all__ = ["build_pipeline", "search_note", "tag_statements"]

_MODEL = Path(__file__).parent / "model"
_COMPONENTS = (
    "infoview_statements",
    "infoview_skills",
    "infoview_stance",
    "infoview_trends",
    "infoview_advice",
    "infoview_referrals",
    "infoview_follow_ups",
    "infoview_reflections",
)
_MODULES = (
    advice,
    classifier,
    follow_ups,
    referrals,
    reflections,
    skills,
    stance,
    trends,
)  # importing them registers the factories


def build_pipeline(model: str | PathLike[str] | None, vocabulary: Vocabulary | None = None) -> Language:
    """Load the base and add our components, see :func:`infoview_analysis.language.load_pipeline`."""
    nlp = _load_base(model)
    register_extensions()
    for name in _COMPONENTS:
        if name not in nlp.pipe_names:
            nlp.add_pipe(name)
    if vocabulary is not None:
        skills.use_vocabulary(nlp, vocabulary)
    return nlp


def _load_base(model: str | PathLike[str] | None) -> Language:
    if model is None:
        return spacy.load(_MODEL)
    try:
        nlp = spacy.load(os.fspath(model))
    except OSError as problem:
        raise UsageError(
            f"no spaCy pipeline {str(model)!r}; install it (`python -m spacy download {model}`) or leave --model out"
        ) from problem
    assigned = {attribute for name in nlp.pipe_names for attribute in nlp.get_pipe_meta(name).assigns}
    if nlp.lang != "en" or "token.tag" not in assigned:
        lack = "has no tagger" if nlp.lang == "en" else f"is made for the language {nlp.lang!r}"
        raise UsageError(
            f"the spaCy pipeline {str(model)!r} {lack}; take an English one with a tagger, or leave --model out"
        )
    return nlp


def search_note(interviews: Sequence[Interview], load: Callable[[], Language]) -> NoteFindings:
    """Search the interviews of one note for all that it tells by itself.

    Parameters
    ----------
    interviews : sequence of Interview
        All of the note.
    load : callable
        Gives the pipeline.
    """
    circle, nlp = Circle(interviewed=list_interviewees(interviews)), load()
    talks = tuple(_search_talk(interview, nlp, circle) for interview in interviews)
    return NoteFindings(talks=talks, firsts=name_firsts(interviews))


def _search_talk(interview: Interview, nlp: Language, circle: Circle) -> TalkFindings:
    statements = find_statements(interview)
    encoded = load_encoder().read(statements)
    judged = "infoview_referrals" in nlp.pipe_names
    pointers = find_pointers(statements, circle, encoded) if judged else []
    statements, docs = _tag(statements, nlp)
    with nlp.select_pipes(enable=_ours(nlp)):
        docs = list(nlp.pipe(_with_scores(docs, statements, encoded, nlp)))
    others: list[Mention] = [*skills.read_skills(docs, statements, vocabulary=skills.vocabulary_of(nlp))]
    for doc, statement in zip(docs, statements, strict=True):
        others += read_mentions(doc, statement)
    incoming = tuple(find_incoming(interview, circle))
    return TalkFindings(incoming=incoming, pointers=tuple(pointers), others=tuple(others))


def _ours(nlp: Language) -> list[str]:
    """Our components; referrals are judged over the whole interview."""
    return [name for name in nlp.pipe_names if name.startswith("infoview_") and name != "infoview_referrals"]


def _base(nlp: Language) -> list[str]:
    """Components of the base that ours build on."""
    wanted = {attribute for name in _ours(nlp) for attribute in nlp.get_pipe_meta(name).requires}
    base = [
        name
        for name in nlp.pipe_names
        if not name.startswith("infoview_") and wanted & set(nlp.get_pipe_meta(name).assigns)
    ]
    listens = [name for name in ("tok2vec", "transformer") if base and name in nlp.pipe_names]
    return list(dict.fromkeys([*listens, *base]))


def tag_statements(statements: Sequence[Statement], nlp: Language) -> list[Statement]:
    """The same statements with the tags of their words, as far as the pipeline has a tagger."""
    return _tag(statements, nlp)[0]


def _tag(statements: Sequence[Statement], nlp: Language) -> tuple[list[Statement], list[Doc]]:
    with nlp.select_pipes(enable=_base(nlp)):
        docs = list(nlp.pipe([nlp.make_doc(statement.text) for statement in statements]))
    tagged = [
        replace(statement, context=replace(statement.context, tags=tuple(filter(None, (word.tag_ for word in doc)))))
        for statement, doc in zip(statements, docs, strict=True)
    ]
    return tagged, docs


def _with_scores(
    docs: Sequence[Doc], statements: Sequence[Statement], encoded: Sequence[Encoded], nlp: Language
) -> Iterator[Doc]:
    """The Docs with context and scores; those take the neighbours in, which no component can."""
    judged = "infoview_statements" in nlp.pipe_names
    scores = load_classifier().score(statements, encoded) if judged else [None] * len(statements)
    for doc, statement, read, known in zip(docs, statements, encoded, scores, strict=True):
        doc._.context = statement.context
        doc._.encoded = read
        doc._.statement_scores = known
        yield doc
