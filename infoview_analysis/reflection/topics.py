"""Which topics of the question bank each talk touched, and what is still to ask.

A passage counts for the topic of its heading or question, or, where it has none, for those whose words it holds
(``topics.toml``). Skills, trends, advice and referrals count for theirs wherever they stand. What the note-taker said
does not count, as far as that can be told.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pandas as pd

from infoview_analysis.corpus import Corpus
from infoview_analysis.reflection.frames import Row, cite, list_rows, make_frame
from infoview_analysis.reflection.named import find_named
from infoview_analysis.reflection.skills import by_time, quote_lines
from infoview_analysis.reflection.words import say_count, say_list, say_number

__all__ = ["Topic", "describe_topics", "find_topics", "find_unheard", "load_topics", "measure_topics"]

_COLUMNS = {
    "interview_id": "string",
    "interviewee": "string",
    "date": "string",
    "field": "string",
    "topic": "string",
    "label": "string",
    "passages": "Int64",
    "words": "Int64",
    "mentions": "Int64",
    "heard": "boolean",
    "quotes": "string",
}
_UNHEARD_COLUMNS = {
    "field": "string",
    "interviews": "Int64",
    "topic": "string",
    "label": "string",
    "question": "string",
    "elsewhere": "Int64",
}
_MENTIONS = {"trends": "trends", "advice": "advice", "referrals": "people"}
"""Tables whose rows count for a topic, beside the skills."""
_OURS = ("follow_up", "reflection", "logistics")
"""Topics of which only the note-taker writes."""
_CLEAR = 0.2
"""Share of the other passages that must be the interviewee's for anything to be told by the speaker."""
_SHORTEST = 3
"""Words of a passage below which it may be a heading without an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One entry of the question bank."""

    name: str
    """As in the column ``topic`` of ``passages``."""
    label: str
    """In plain words."""
    question: str
    words: re.Pattern[str]
    """Words by which an answer is known."""


@cache
def load_topics() -> tuple[Topic, ...]:
    """Load the question bank, in the order of a talk.

    Examples
    --------
    >>> [topic.label for topic in load_topics()][:3]
    ['career path', 'typical day', 'skills']
    """
    text = (files("infoview_analysis.reflection") / "topics.toml").read_text(encoding="utf-8")
    return tuple(
        Topic(name=name, label=entry["label"], question=entry["question"], words=_compile(entry["words"]))
        for name, entry in tomllib.loads(text).items()
    )


def _compile(words: Sequence[str]) -> re.Pattern[str]:
    phrases = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words)
    # Without words nothing matches; an empty alternative would match everywhere.
    return re.compile(rf"\b(?:{phrases})\b" if phrases else r"(?!)", re.IGNORECASE)


def find_topics(corpus: Corpus) -> dict[str, dict[str, list[Row]]]:
    """Find what each interviewee said on each topic.

    Returns
    -------
    dict of str to dict of str to list of dict
        By ``interview_id`` and topic: rows with context, passages first, in order of the note. Topics that did not
        come up are left out.
    """
    found: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for topic, row in [*_find_passages(corpus), *_find_mentions(corpus)]:
        found[row["interview_id"]][topic].append(row)
    return {talk: dict(topics) for talk, topics in found.items()}


def _find_passages(corpus: Corpus) -> Iterator[tuple[str, Row]]:
    names, unclear = {topic.name for topic in load_topics()}, _find_unclear(corpus)
    for row in sorted(cite(corpus, corpus.passages), key=by_time):
        theirs = row["speaker"] == "interviewee" or row["interview_id"] in unclear
        if not theirs or not row["interview_id"] or not _is_answer(row["text"]):
            continue
        if row["topic"] in names:
            yield row["topic"], row
        elif row["topic"] == "other":
            text = f"{row['question']} {row['text']}"
            yield from ((topic.name, row) for topic in load_topics() if topic.words.search(text))


def _find_unclear(corpus: Corpus) -> set[str]:
    """Find the talks of which it was not made out who said what: nearly all of it is laid to the note-taker."""
    speakers: dict[str, list[bool]] = defaultdict(list)
    for row in list_rows(corpus.passages):
        if row["topic"] not in _OURS:
            speakers[row["interview_id"]].append(row["speaker"] == "interviewee")
    return {talk for talk, theirs in speakers.items() if sum(theirs) < _CLEAR * len(theirs)}


def _is_answer(text: str) -> bool:
    return len(text.split()) >= _SHORTEST and not text.rstrip("*_ ").endswith("?")


def _find_mentions(corpus: Corpus) -> Iterator[tuple[str, Row]]:
    yield from (("skills", row) for row in find_named(corpus))
    for table, topic in _MENTIONS.items():
        for row in sorted(cite(corpus, corpus.tables[table]), key=by_time):
            # Who led to the interviewee was not said in the talk.
            if row["interview_id"] and row.get("referrer_id", "") in ("", row["interviewee_id"]):
                yield topic, row


def measure_topics(corpus: Corpus) -> pd.DataFrame:
    """Measure how much each talk holds on each topic of the question bank.

    Returns
    -------
    pandas.DataFrame
        One row per interview and topic, interviews by date, topics in the order of the question bank. ``passages`` and
        their ``words``; ``mentions`` of skills, trends, advice and people; ``heard`` whether there is any of these;
        ``quotes`` a line for each, with note and line.

    Examples
    --------
    >>> measure_topics(Corpus.empty()).empty
    True
    """
    found = find_topics(corpus)
    talks = sorted(cite(corpus, corpus.interviews), key=by_time)
    rows = [
        _describe_cell(talk, topic, found.get(talk["interview_id"], {}).get(topic.name, []))
        for talk in talks
        for topic in load_topics()
    ]
    return make_frame(_COLUMNS, rows)


def _describe_cell(talk: Row, topic: Topic, rows: Sequence[Row]) -> Row:
    passages = [row for row in rows if "text" in row and "question" in row]
    return {
        **{name: talk[name] for name in ("interview_id", "interviewee", "date", "field")},
        "topic": topic.name,
        "label": topic.label,
        "passages": len(passages),
        "words": sum(len(row["text"].split()) for row in passages),
        "mentions": len(rows) - len(passages),
        "heard": bool(rows),
        "quotes": quote_lines({(row["line"], row["quote"]): row for row in rows}.values()),
    }


def find_unheard(corpus: Corpus) -> pd.DataFrame:
    """Find the questions of the bank that nobody in a field of work has answered yet.

    Returns
    -------
    pandas.DataFrame
        One row per field and unanswered question, the field with most interviews first; ``interviews`` of the field;
        ``elsewhere`` in how many interviews of other fields the topic came up. Interviews of no known field stand
        last, under "".

    Examples
    --------
    >>> find_unheard(Corpus.empty()).empty
    True
    """
    found = find_topics(corpus)
    fields: dict[str, list[str]] = defaultdict(list)
    for talk in list_rows(corpus.interviews):
        fields[talk["field"]].append(talk["interview_id"])
    rows = []
    for field, talks in sorted(fields.items(), key=lambda item: (not item[0], -len(item[1]), item[0])):
        for topic in load_topics():
            heard = [talk for talk, topics in found.items() if topic.name in topics]
            if not set(talks) & set(heard):
                known = {"topic": topic.name, "label": topic.label, "question": topic.question}
                rows.append({"field": field, "interviews": len(talks), **known, "elsewhere": len(heard)})
    return make_frame(_UNHEARD_COLUMNS, rows)


def describe_topics(corpus: Corpus) -> list[str]:
    """Say in plain words which topics the talks touched and which not.

    Examples
    --------
    >>> describe_topics(Corpus.empty())
    []
    """
    total, found = len(corpus.interviews), find_topics(corpus)
    if not total:
        return []
    heard = {topic.label: sum(topic.name in topics for topics in found.values()) for topic in load_topics()}
    missing = [label for label, talks in heard.items() if not talks]
    topics = f"{say_number(len(heard))} topics of the question bank"
    talks = "the one talk" if total == 1 else f"all {say_number(total)} talks together"
    if missing:
        return [f"Of the {topics}, {_say_missing(missing)} in {talks}."]
    if total == 1:
        return [f"All {topics} came up in the one talk."]
    return [f"All {topics} came up; least often {_say_rarest(heard, total)}."]


def _say_missing(missing: Sequence[str]) -> str:
    return f"{say_count(len(missing), 'has', 'have')} not come up ({say_list(missing)})"


def _say_rarest(heard: Mapping[str, int], total: int) -> str:
    rarest = sorted(heard, key=lambda label: heard[label])[:2]
    return say_list([f"{label} (in {heard[label]} of {total} talks)" for label in rarest])
