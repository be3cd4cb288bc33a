"""Evidence: what the notes say for and against each path, sentence by sentence."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from infoview_analysis.corpus import Corpus
from infoview_analysis.language.splitting import split_sentences
from infoview_analysis.language.valence import is_neutral
from infoview_analysis.reflection.fit.paths import find_named_path, find_paths
from infoview_analysis.reflection.fit.values import SIDE_OF, Value, find_side, list_values
from infoview_analysis.reflection.frames import Row, by_time, cite, list_rows, make_frame
from infoview_analysis.reflection.profile import Profile

__all__ = ["gather_evidence"]

_COLUMNS = {
    "path": "string",
    "value": "string",
    "side": "string",
    "source": "string",
    "aspect": "string",
    "remark": "string",
    "interview_id": "string",
    "interviewee": "string",
    "date": "string",
    "quote": "string",
    "note": "string",
    "line": "Int64",
}
_TOPICS = frozenset({"typical_day", "culture", "challenges", "trends", "background", "opportunities", "other"})
"""Topics of passages that tell how the work is or becomes; the others tell what to know or do, or whom to see."""
_SHORT = 2
"""Words up to which a sentence says too little to be quoted alone."""


def gather_evidence(corpus: Corpus, profile: Profile | None = None) -> pd.DataFrame:
    """Gather what speaks for and against each path: reflections, and passages that speak about a value.

    Parameters
    ----------
    corpus
        The tables.
    profile
        The note-taker: their targets are the paths and their values what is looked for. Without them paths are
        fields of work, and the values are the known ones.

    Returns
    -------
    pandas.DataFrame
        One row per sentence and value it speaks of, in order of date. ``side`` is ``for``, ``against`` or
        ``mixed``, ``source`` is ``reflection``, the note-taker's own judgement, or ``passage``, what interviewees
        told of their days, culture and troubles. ``value`` is empty for a reflection on no single value. ``aspect``
        and ``remark``, what the whole reflection says of the path, are empty for passages, ``remark`` also where it
        speaks neither for nor against. A reflection that names another target counts there.

    Examples
    --------
    >>> gather_evidence(Corpus.empty()).empty
    True
    """
    paths, values = find_paths(corpus, profile), list_values(profile)
    rows = [*_read_reflections(corpus, profile, paths, values), *_read_passages(corpus, paths, values)]
    unique = {(row["interview_id"], row["line"], row["quote"], row["value"], row["source"]): row for row in rows}
    return make_frame(_COLUMNS, sorted(unique.values(), key=by_time))


def _read_reflections(
    corpus: Corpus, profile: Profile | None, paths: Mapping[str, str], values: Sequence[Value]
) -> Iterator[Row]:
    targets = profile.targets if profile else ()
    for row in cite(corpus, corpus.reflections):
        if row["interview_id"] not in paths:
            continue
        path = find_named_path(row["quote"], targets) or paths[row["interview_id"]]
        side = SIDE_OF[row["valence"]]
        remark = "" if is_neutral(row["quote"]) and side == "mixed" else side
        overall = {**row, "path": path, "source": "reflection", "value": "", "side": side, "remark": remark}
        spoken = [overall | found for found in _find_values(row, values)]
        yield from spoken or [overall]


def _find_values(row: Row, values: Sequence[Value]) -> Iterator[Row]:
    """Find the values a reflection speaks of, by its words; by its aspect, where its words say nothing of them."""
    for value in values:
        by_aspect = SIDE_OF[row["valence"]] if row["aspect"] in value.aspects else ""
        if side := find_side(row["quote"], value) or by_aspect:
            yield {"value": value.name, "side": side}


def _read_passages(corpus: Corpus, paths: Mapping[str, str], values: Sequence[Value]) -> Iterator[Row]:
    advised = _gather_advice(corpus)
    for row in cite(corpus, corpus.passages):
        if row["interview_id"] in paths and row["topic"] in _TOPICS and row["speaker"] == "interviewee":
            for sentence, quote in _split(row["text"]):
                if any(sentence in advice or advice in sentence for advice in advised[row["note"], row["line"]]):
                    continue
                found = _judge_sentence(sentence, row["topic"], values)
                yield from (row | one | {"path": paths[row["interview_id"]], "quote": quote} for one in found)


def _gather_advice(corpus: Corpus) -> Mapping[tuple[str, int], Sequence[str]]:
    """Gather advice by place: what one is told to do says nothing of how the work is."""
    advised: dict[tuple[str, int], list[str]] = defaultdict(list)
    for row in list_rows(corpus.advice):
        advised[row["note"], row["line"]].append(row["quote"])
    return advised


def _split(text: str) -> Iterator[tuple[str, str]]:
    """Split a passage into sentences, each with the quote that carries it: one of a word or two takes in the next."""
    spans = [*split_sentences(text)]
    for number, (start, end) in enumerate(spans):
        sentence = text[start:end]
        short = len(sentence.split()) <= _SHORT and number + 1 < len(spans)
        yield sentence, text[start : spans[number + 1][1]] if short else sentence


def _judge_sentence(sentence: str, topic: str, values: Sequence[Value]) -> Iterator[Row]:
    if sentence.rstrip('"”»’) ').endswith("?"):
        return
    for value in values:
        if side := find_side(sentence, value, topic):
            yield {"source": "passage", "aspect": "", "remark": "", "value": value.name, "side": side}
