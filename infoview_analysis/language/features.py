"""Statement → features of the statement classifier: words, where it stands, what stands beside it.

Features are strings with a weight, so that a trained classifier is a table from feature to number. They come in
groups by prefix; each group is scaled to the same length, so that a long heading weighs no more than a short one.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from infoview_analysis.language.context import Context
from infoview_analysis.language.cues import find_cues, level_case

__all__ = ["find_features", "words_of"]

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+|[?!:;%$€£✅✓✔☑⬜☐→\"]")
_GROUP_WEIGHTS = {
    "w": 1.0, "v": 0.8, "c": 0.8, "h": 0.8, "g": 0.4, "q": 0.7, "l": 0.8, "b": 0.5, "a": 0.5, "t": 0.6, "u": 0.4,
}  # fmt: skip
_QUOTED = re.compile(r"[\"“„«][^\"“”„«»]*[\"”“»]|(?<!\w)['‘][^'‘’]{3,}?['’](?!\w)")


def find_features(text: str, context: Context) -> dict[str, float]:
    """Features of a statement with their weights.

    Examples
    --------
    >>> features = find_features("Don't apply cold", Context(topic="advice"))
    >>> "w:dont" in features, "topic=advice" in features
    (True, True)
    """
    words = words_of(text)
    groups: dict[str, Sequence[str]] = {
        "w": words,
        "v": _pairs(words),
        "c": _character_grams(text),
        "h": words_of(context.section),
        "g": _pairs(words_of(context.section)),
        "q": words_of(context.question)[-25:],
        "l": words_of(context.lead)[-25:],
        "b": words_of(context.before)[-25:],
        "a": words_of(context.after)[:25],
        "t": _pairs(context.tags),
        "u": _triples(context.tags),
    }
    features: dict[str, float] = {}
    for name, entries in groups.items():
        features.update(_scaled(name, entries))
    features.update((name, 0.5) for name in _facts(text, words, context))
    features.update(_cue_counts(text))
    return features


@lru_cache(maxsize=2048)
def words_of(text: str) -> tuple[str, ...]:
    """Words in lower case without apostrophes, numbers by their number of digits, telling marks."""
    plain = level_case(text)
    plain = re.sub(r"[“”„«»]", '"', plain)
    return tuple("#" * min(4, len(word)) if word.isdigit() else word.replace("'", "") for word in _WORD.findall(plain))


def _pairs(words: Sequence[str]) -> list[str]:
    return [f"{one}_{two}" for one, two in zip(["^", *words], [*words, "$"], strict=True)]


def _triples(tags: Sequence[str]) -> list[str]:
    """Runs of three tags; those at the start tell an imperative."""
    return [f"{one}_{two}_{three}" for one, two, three in zip(["^", "^", *tags], ["^", *tags], tags, strict=False)]


def _character_grams(text: str) -> list[str]:
    """Runs of four characters within words, with their edges: they bridge spellings and endings."""
    return [f"_{word}_"[i : i + 4] for word in words_of(text) if len(word) > 3 for i in range(len(word) - 1)]


def _scaled(group: str, entries: Sequence[str]) -> dict[str, float]:
    counts = Counter(entries)
    weight = _GROUP_WEIGHTS[group] / max(1.0, len(counts) ** 0.5)
    return {f"{group}:{entry}": weight for entry in counts}


_FIRST = {"i", "im", "ive", "id", "ill", "my", "me", "mine", "myself"}
_SECOND = {"you", "your", "youre", "youve", "youd", "youll", "u", "ur", "yourself"}
_THIRD = {
    "he",
    "she",
    "they",
    "his",
    "her",
    "their",
    "him",
    "them",
    "hes",
    "shes",
    "theyre",
    "hed",
    "shed",
    "hell",
    "shell",
}


def _facts(text: str, words: Sequence[str], context: Context) -> Iterator[str]:
    """Facts that are true or not."""
    yield "bias"
    yield f"topic={context.topic}"
    yield f"speaker={context.speaker}"
    yield f"topic={context.topic},speaker={context.speaker}"
    yield f"task={context.task}"
    yield f"kind={context.kind}"
    yield f"kind={context.kind},topic={context.topic}"
    yield f"place={int(context.position * 5)}"
    yield f"size={min(6, len(words) // 4)}"
    yield f"first={words[0]}" if words else "first="
    yield f"voice={context.own_voice}"
    for name, group in (("i", _FIRST), ("you", _SECOND), ("they", _THIRD)):
        if group & set(words):
            yield f"says {name}"
            yield f"says {name},topic={context.topic}"
    yield from _form(text, words, context)


def _form(text: str, words: Sequence[str], context: Context) -> Iterator[str]:
    if text[:1].islower():
        yield "lower case"
    if context.tags[:1] == ("VB",):
        yield "opens with a bare verb"
    if text.endswith("?"):
        yield "question"
    if text.startswith(('"', "“", "'", "‘", "«", "„")):
        yield "quotation"
    if _QUOTED.search(text):
        yield "holds quotation"
    if text.endswith((".", "!")):
        yield "full stop"
    if re.search(r"\d{1,2}[/.:]\d{1,2}", text):
        yield "date or time"
    if context.question.endswith("?"):
        yield "answer"
    if re.search(r"(?<!^)(?<![.!?] )\b[A-ZÀ-Ý][a-zà-ÿ]+", text):
        yield "name inside"
    if context.interviewee and set(words_of(context.interviewee)) & set(words):
        yield "interviewee"
    if set(words) & {"me", "us"} and words[:1] and words[0] not in _FIRST:
        yield "to me"


def _cue_counts(text: str) -> dict[str, float]:
    """How often the cues of each group occur, at most three times."""
    return {
        f"cue {kind} {group}": 0.3 * min(3, len(cues))
        for kind in ("trends", "advice", "follow_ups", "reflections")
        for group, cues in find_cues(text, kind).items()
    }
