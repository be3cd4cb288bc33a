"""What each interviewee said on the topics of the question bank.

A passage counts for the topic of its heading or question, or, where it has none, for those whose words it holds
(``topics.toml``). Skills, trends, advice and referrals count for theirs wherever they stand. What the note-taker said
does not count, as far as that can be told.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from infoview_analysis.corpus import Corpus
from infoview_analysis.reflection.frames import Row, by_time, cite, list_rows
from infoview_analysis.reflection.skills.demand import list_demand
from infoview_analysis.word_lists import compile_any, load_toml

__all__ = ["Topic", "find_topics", "is_passage", "load_topics"]

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
    heading: str
    """Heading for it in a note, in words that the reader of notes takes for this topic."""
    always: tuple[str, ...]
    """Questions asked in every talk."""
    more: tuple[str, ...]
    """Questions added where the notes hold little about the topic, the most useful first."""
    words: re.Pattern[str]
    """Words by which an answer is known."""
    anywhere: bool
    """Whether its words also tell it under the heading of another topic."""
    excepted: re.Pattern[str]
    """What is no such word, such as *of course*."""

    @property
    def question(self) -> str:
        """The first question to ask about it."""
        return (*self.always, *self.more)[0]

    def is_in(self, text: str) -> bool:
        """Tell whether a text holds words of the topic."""
        return bool(self.words.search(self.excepted.sub(" ", text)))


@cache
def load_topics() -> tuple[Topic, ...]:
    """Load the question bank, in the order of a talk.

    Examples
    --------
    >>> [topic.label for topic in load_topics()][:3]
    ['career path', 'typical day', 'skills']
    """
    return tuple(
        Topic(
            name=name,
            label=entry["label"],
            heading=entry["heading"],
            always=tuple(entry["always"]),
            more=tuple(entry["more"]),
            words=compile_any(entry["words"]),
            anywhere=entry.get("anywhere", False),
            excepted=compile_any(entry.get("except", ())),
        )
        for name, entry in load_toml(__package__, "topics.toml").items()
    )


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


def is_passage(row: Row) -> bool:
    """Tell whether a row of :func:`find_topics` is a passage, not a mention."""
    return "question" in row


def _find_passages(corpus: Corpus) -> Iterator[tuple[str, Row]]:
    unclear, asked = _find_unclear(corpus), ""
    for row in sorted(cite(corpus, corpus.passages), key=by_time):
        # A question may also be a paragraph of its own before the answer.
        asked, before = row["text"] if row["text"].rstrip("*_ ").endswith("?") else "", asked
        theirs = row["speaker"] == "interviewee" or row["interview_id"] in unclear
        if asked or not theirs or not row["interview_id"] or len(row["text"].split()) < _SHORTEST:
            continue
        yield from ((topic, row) for topic in _find_told(row, before))


def _find_told(row: Row, asked: str) -> Iterator[str]:
    """Find what a passage tells of: the topic of its heading, and what its words say."""
    if row["topic"] == "other":
        yield from _find_by_words(f"{row['question'] or asked} {row['text']}")
    elif row["topic"] in (known := {topic.name: topic for topic in load_topics()}):
        yield row["topic"]
        told = _find_by_words(row["text"])
        yield from (name for name in told if known[name].anywhere and name != row["topic"])


@lru_cache(maxsize=2**14)
def _find_by_words(text: str) -> tuple[str, ...]:
    return tuple(topic.name for topic in load_topics() if topic.is_in(text))


def _find_unclear(corpus: Corpus) -> set[str]:
    """Find the talks of which it was not made out who said what: nearly all of it is laid to the note-taker."""
    speakers: dict[str, list[bool]] = defaultdict(list)
    for row in list_rows(corpus.passages):
        if row["topic"] not in _OURS:
            speakers[row["interview_id"]].append(row["speaker"] == "interviewee")
    return {talk for talk, theirs in speakers.items() if sum(theirs) < _CLEAR * len(theirs)}


def _find_mentions(corpus: Corpus) -> Iterator[tuple[str, Row]]:
    yield from (("skills", row) for row in list_demand(corpus))
    for table, topic in _MENTIONS.items():
        for row in sorted(cite(corpus, corpus.tables[table]), key=by_time):
            # Who led to the interviewee was not said in the talk.
            if row["interview_id"] and row.get("referrer_id", "") in ("", row["interviewee_id"]):
                yield topic, row
