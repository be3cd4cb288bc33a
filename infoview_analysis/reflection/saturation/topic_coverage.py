"""Which topics of the question bank each talk touched, and what is still to ask."""

from collections.abc import Mapping, Sequence

import pandas as pd

from infoview_analysis.corpus import Corpus
from infoview_analysis.reflection.frames import Row, by_time, cite, group_rows, list_rows, make_frame
from infoview_analysis.reflection.quotes import quote_lines, unique_statements
from infoview_analysis.reflection.saturation.topics import Topic, find_topics, is_passage, load_topics
from infoview_analysis.reflection.words import say_list, say_number

__all__ = ["describe_topics", "find_unheard", "measure_topics"]

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
    passages = [row for row in rows if is_passage(row)]
    return {
        **{name: talk[name] for name in ("interview_id", "interviewee", "date", "field")},
        "topic": topic.name,
        "label": topic.label,
        "passages": len(passages),
        "words": sum(len(row["text"].split()) for row in passages),
        "mentions": len(rows) - len(passages),
        "heard": bool(rows),
        "quotes": quote_lines(unique_statements(rows)),
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
    fields = group_rows(list_rows(corpus.interviews), "field")
    rows = []
    for field, talks in sorted(fields.items(), key=lambda item: (not item[0], -len(item[1]), item[0])):
        for topic in load_topics():
            heard = [talk for talk, topics in found.items() if topic.name in topics]
            if not any(talk["interview_id"] in heard for talk in talks):
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
    topics, rarest = f"{say_number(len(heard))} topics of the question bank", _find_rarest(heard, total)
    if missing:
        where = "not found in the one talk" if total == 1 else f"found in none of the {say_number(total)} talks"
        were = "was" if len(missing) == 1 else "were"
        return [f"Of the {topics}, {say_number(len(missing))} {were} {where}: {say_list(missing)}."]
    if not rarest:
        return [f"All {topics} came up in {'the one talk' if total == 1 else 'every talk'}."]
    return [f"All {topics} came up; least often {rarest}."]


def _find_rarest(heard: Mapping[str, int], total: int) -> str:
    rarest = sorted((label for label, talks in heard.items() if talks < total), key=lambda label: heard[label])[:2]
    return say_list([f"{label} (in {heard[label]} of {total} talks)" for label in rarest])
