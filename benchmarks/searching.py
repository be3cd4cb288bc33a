"""How well search finds the passages that answer a question, beside plainer ways to search.

    python benchmarks/searching.py [--tables FOLDER]

The questions of ``data/benchmark/queries.json`` were labelled by reading the notes, before anything was run on them.
Recall at 5: of the passages that answer (at most five), how many are among the first five. MRR: the mean of one by the
rank of the first that answers. ``--tables`` holds a folder of saved tables per set, which saves analysing the notes.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from math import log, sqrt
from pathlib import Path
from typing import Any, TypeAlias

from infoview_analysis import Corpus, analyze, search_passages
from infoview_analysis.language.vectors import embed_texts, rate_answers
from infoview_analysis.reflection import search

__all__ = ["main", "measure"]

ROOT = Path(__file__).parent.parent
Place: TypeAlias = tuple[str, int, int]
"""Note, first and last line of a passage."""
Searcher: TypeAlias = Callable[[Corpus, str], Sequence[Place]]


def main() -> None:
    """Print recall and reciprocal rank of each way to search, on both halves of the questions."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--tables", type=Path, help="folder of saved tables, one folder per set")
    tables = parser.parse_args().tables
    queries = json.loads((ROOT / "data/benchmark/queries.json").read_text(encoding="utf-8"))
    corpora = {name: _load(name, tables) for name in sorted({query["set"] for query in queries})}
    print(f"{'':28}develop ({_count(queries, 'develop')})      check ({_count(queries, 'check')})")
    for name, searcher in SEARCHERS.items():
        found = [
            measure([query for query in queries if query["half"] == half], corpora, searcher)
            for half in ("develop", "check")
        ]
        print(f"{name:28}" + "   ".join(f"R@5 {recall:.2f} MRR {rank:.2f}" for recall, rank in found), flush=True)


def measure(
    queries: Sequence[Mapping[str, Any]], corpora: Mapping[str, Corpus], searcher: Searcher
) -> tuple[float, float]:
    """Return recall at 5 and mean reciprocal rank.

    >>> measure([{"set": "x", "query": "?", "answers": ["a.md:2", "b.md:9"]}], {"x": Corpus.empty()},
    ...     lambda corpus, text: [("c.md", 1, 1), ("a.md", 1, 3)])
    (0.5, 0.5)
    """
    recalls, ranks = [], []
    for query in queries:
        places = searcher(corpora[query["set"]], query["query"])
        hits = [[_answers(place, answer) for place in places] for answer in query["answers"]]
        recalls.append(sum(any(row[:5]) for row in hits) / min(5, len(hits)))
        first = min((row.index(True) for row in hits if any(row)), default=None)
        ranks.append(0 if first is None else 1 / (first + 1))
    return sum(recalls) / len(recalls), sum(ranks) / len(ranks)


def _answers(place: Place, answer: str) -> bool:
    note, line = answer.rsplit(":", 1)
    return place[0] == note and place[1] <= int(line) <= place[2]


def _load(name: str, tables: Path | None) -> Corpus:
    if tables:
        return Corpus.load(tables / name)
    return analyze(ROOT / "data/notes" if name == "notes" else ROOT / "data/benchmark" / name / "notes")


def _count(queries: Sequence[Mapping[str, Any]], half: str) -> int:
    return sum(query["half"] == half for query in queries)


def _by_rates(rate: Callable[[str, Sequence[str]], Sequence[float]]) -> Searcher:
    def searcher(corpus: Corpus, text: str) -> list[Place]:
        frame = corpus.passages
        rated = zip(rate(text, frame["text"].tolist()), _places(frame), strict=True)
        return [place for score, place in sorted(rated, key=lambda pair: (-pair[0], pair[1])) if score > 0]

    return searcher


def _places(frame: Any) -> list[Place]:
    return list(zip(frame["note"].tolist(), frame["line"].tolist(), frame["end_line"].tolist(), strict=True))


def _rate_tfidf(question: str, texts: Sequence[str]) -> list[float]:
    """Cosine of counts weighted by rareness, as in most programs; no stems, no stop words."""
    bags = [Counter(search._words(text)) for text in texts]
    known = Counter(word for bag in bags for word in bag)
    weights = {word: log((1 + len(bags)) / (1 + count)) + 1 for word, count in known.items()}

    def weigh(bag: Counter[str]) -> dict[str, float]:
        weighed = {word: count * weights[word] for word, count in bag.items() if word in weights}
        length = sqrt(sum(value * value for value in weighed.values())) or 1
        return {word: value / length for word, value in weighed.items()}

    asked = weigh(Counter(search._words(question)))
    return [sum(value * bag.get(word, 0) for word, value in asked.items()) for bag in map(weigh, bags)]


def _rate_words(question: str, texts: Sequence[str]) -> list[float]:
    return search._score([search._stems(text) for text in texts], search._query_stems(question))


def _rate_vectors(question: str, texts: Sequence[str]) -> list[float]:
    vectors = embed_texts([question, *texts])
    return [float(rate) for rate in vectors[1:] @ vectors[0]]


def _ship(corpus: Corpus, text: str) -> list[Place]:
    return _places(search_passages(corpus, text, limit=50))


SEARCHERS: dict[str, Searcher] = {
    "TF-IDF": _by_rates(_rate_tfidf),
    "words (BM25, stems)": _by_rates(_rate_words),
    "vectors of whole passages": _by_rates(_rate_vectors),
    "nearest words": _by_rates(rate_answers),
    "search_passages": _ship,
}


if __name__ == "__main__":
    main()
