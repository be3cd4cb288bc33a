"""Passages that answer a question, best first."""

import re
from collections import Counter
from collections.abc import Sequence
from math import log

import pandas as pd

from infoview_analysis.corpus import Corpus
from infoview_analysis.language.vectors import rate_answers, read_answers
from infoview_analysis.reflection.frames import Row, cite, make_frame

__all__ = ["search_passages"]

_COLUMNS = {
    "score": "Float64",
    "interviewee": "string",
    "date": "string",
    "topic": "string",
    "speaker": "string",
    "text": "string",
    "note": "string",
    "line": "Int64",
    "end_line": "Int64",
    "section": "string",
    "quote": "string",
}
_STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        a about am an and any are as at be been but by can could did do does for from had has
        have he her his how i if in is it its me my need of on or our s she should so t that
        the their them there they this to was we were what when which who why will with would
        you your
        """,
    )
)
# The usual constants of BM25: how fast repeated words stop counting, how much long passages are held back.
_SATURATION, _LENGTH = 1.2, 0.75
_READ = 40
"""Passages that are read in full; more change little (``benchmarks/searching.py``) and take time."""
_WORDS = 0.1
"""What the best match of words adds to a meaning, which is 0 to 1."""
_SIGNED = re.compile(r"\w[+#]")
"""A name such as C++, whose signs the encoder does not read: only passages with the very word are meant."""
_NEAR = 0.3
"""Meaning from which on a passage is an answer although it shares no word. Most questions on what no note speaks of
stay below it; some reach 0.5 (baking a cake in notes of kitchens)."""


def search_passages(corpus: Corpus, text: str, limit: int = 10) -> pd.DataFrame:
    """Rank passages by how much they say on what a text asks.

    Meaning and words together: first each word of the text looks for the nearest in every passage, then the best
    forty are read by the encoder, which knows words by their neighbours. Shared words add to it, by Okapi BM25 over
    stems, so that names and signs (C++) are found.

    Parameters
    ----------
    corpus
        The tables.
    text
        A question or some words.
    limit
        How many passages at most.

    Returns
    -------
    pandas.DataFrame
        Best first; columns ``score``, ``interviewee``, ``date``, ``topic``, ``speaker``, ``text`` and the
        provenance. Passages that neither share a word nor come near in meaning are left out, and the note-taker's own
        questions.

    Examples
    --------
    >>> search_passages(Corpus.empty(), "do I need a master's?").empty
    True
    """
    passages = [row for row in cite(corpus, corpus.passages) if not _asks(row)]
    shared = _score([_stems(f"{row['section']} {row['text']}") for row in passages], _query_stems(text))
    best = max(shared, default=0) or 1
    first = rate_answers(text, [row["text"] for row in passages])
    rows = [
        row | {"shared": _WORDS * words / best, "score": rate + _WORDS * words / best}
        for row, words, rate in zip(passages, shared, first, strict=True)
    ]
    rows = sorted(rows, key=_rank)[: max(limit, _READ)]
    read = read_answers(text, [row["text"] for row in rows])
    found = [
        row | {"score": round(rate + row["shared"], 4)}
        for row, rate in zip(rows, read, strict=True)
        if row["shared"] or (rate >= _NEAR and not _SIGNED.search(text))
    ]
    return make_frame(_COLUMNS, sorted(found, key=_rank)[:limit])


def _asks(row: Row) -> bool:
    """Whether a passage is a question of the note-taker's, which answers none."""
    return row["speaker"] == "note_taker" and str(row["text"]).rstrip("*_ ").endswith("?")


def _rank(row: Row) -> tuple[float, str, int]:
    return -row["score"], row["note"], row["line"]


def _score(passages: Sequence[Counter[str]], words: frozenset[str]) -> list[float]:
    mean = sum(stems.total() for stems in passages) / max(1, len(passages)) or 1
    holding = Counter(stem for stems in passages for stem in words & stems.keys())
    weights = {stem: log(1 + (len(passages) - count + 0.5) / (count + 0.5)) for stem, count in holding.items()}
    return [_score_passage(stems, weights, 1 - _LENGTH + _LENGTH * stems.total() / mean) for stems in passages]


def _score_passage(stems: Counter[str], weights: dict[str, float], length: float) -> float:
    counts = ((weight, stems[stem]) for stem, weight in sorted(weights.items()))
    return sum(weight * n * (_SATURATION + 1) / (n + _SATURATION * length) for weight, n in counts if n)


def _query_stems(text: str) -> frozenset[str]:
    words = _words(text)
    return frozenset(_stem(word) for word in words if word not in _STOP_WORDS) or frozenset(map(_stem, words))


def _stems(text: str) -> Counter[str]:
    return Counter(map(_stem, _words(text)))


def _words(text: str) -> list[str]:
    # Signs belong to names such as C++, C# and .NET; an apostrophe ends the word.
    return re.findall(r"[^\W_]+[+#]*", text.casefold())


def _stem(word: str) -> str:
    """Take off common English endings, so that ``models``, ``modelled`` and ``modelling`` meet."""
    for ending in ("ing", "ed", "ies", "es", "s"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) > 2 and re.search("[aeiouy]", rest) and not rest.endswith("s"):
            word = rest + "y" if ending == "ies" else rest
            break
    return re.sub(r"(\D)\1$", r"\1", word.rstrip("e") if len(word) > 3 else word)
