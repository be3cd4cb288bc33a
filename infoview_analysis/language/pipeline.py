"""The pipeline: what it is made of, and how an interview goes through it."""

import os
from collections.abc import Iterator, Sequence
from os import PathLike
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from infoview_analysis.errors import UsageError
from infoview_analysis.language import advice, classifier, follow_ups, referrals, reflections, skills, stance, trends
from infoview_analysis.language.classifier import load_classifier
from infoview_analysis.language.context import register_extensions
from infoview_analysis.language.mentions import find_incoming, read_mentions, read_referral
from infoview_analysis.language.people import Circle
from infoview_analysis.language.referrals import find_outgoing
from infoview_analysis.language.statements import Statement, find_statements
from infoview_analysis.records import Interview, Mention

__all__ = ["annotate", "build_pipeline"]

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


def build_pipeline(model: str | PathLike[str] | None) -> Language:
    """Load the base and add our components, see :func:`infoview_analysis.language.load_pipeline`."""
    nlp = _load_base(model)
    register_extensions()
    for name in _COMPONENTS:
        if name not in nlp.pipe_names:
            nlp.add_pipe(name)
    return nlp


def _load_base(model: str | PathLike[str] | None) -> Language:
    if model is None:
        return spacy.load(_MODEL) if (_MODEL / "config.cfg").is_file() else spacy.blank("en")
    try:
        return spacy.load(os.fspath(model))
    except OSError as problem:
        raise UsageError(
            f"no spaCy pipeline {str(model)!r}; install it (`python -m spacy download {model}`) or leave --model out"
        ) from problem


def annotate(interview: Interview, nlp: Language, circle: Circle | None = None) -> Iterator[Mention]:
    """Mentions of one interview, in note order."""
    statements = find_statements(interview)
    found: list[Mention] = [*find_incoming(interview)]
    if "infoview_referrals" in nlp.pipe_names:
        found += map(read_referral, find_outgoing(statements, circle))
    with nlp.select_pipes(enable=_needed(nlp)):
        docs = list(nlp.pipe(_documents(statements, nlp)))
    found += skills.read_skills(docs, statements)
    for doc, statement in zip(docs, statements, strict=True):
        found += read_mentions(doc, statement)
    yield from sorted(found, key=lambda mention: mention.source.line)


def _needed(nlp: Language) -> list[str]:
    """Our components, and of the base those that ours build on; referrals are judged over the whole interview."""
    ours = [name for name in nlp.pipe_names if name.startswith("infoview_") and name != "infoview_referrals"]
    wanted = {attribute for name in ours for attribute in nlp.get_pipe_meta(name).requires}
    base = [name for name in nlp.pipe_names if wanted & set(nlp.get_pipe_meta(name).assigns)]
    return list(dict.fromkeys([*(["tok2vec"] if base and "tok2vec" in nlp.pipe_names else []), *base, *ours]))


def _documents(statements: Sequence[Statement], nlp: Language) -> Iterator[Doc]:
    """A Doc per statement, with its context and its scores; those take the neighbours in, which no component can."""
    judge = load_classifier() if "infoview_statements" in nlp.pipe_names else None
    scores = judge.score(statements) if judge is not None else [None] * len(statements)
    for statement, known in zip(statements, scores, strict=True):
        doc = nlp.make_doc(statement.text)
        doc._.context = statement.context
        doc._.statement_scores = known
        yield doc
