"""What each talk brought, talk by talk: the skills, topics and themes whose saturation is measured."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from infoview_analysis.corpus import Corpus
from infoview_analysis.days import day_order
from infoview_analysis.network import find_trees, merged_graph, referral_graph
from infoview_analysis.network.measures import name_person
from infoview_analysis.reflection.frames import Row, cite
from infoview_analysis.reflection.saturation.topics import find_topics, load_topics
from infoview_analysis.reflection.skills.demand import list_demand

__all__ = ["KINDS", "Talk", "count_heard", "count_new", "list_talks"]

KINDS = {
    "skills": ("skill", "skills"),
    "topics": ("topic", "topics"),
    "trends": ("kind of change", "kinds of change"),
    "advice": ("kind of advice", "kinds of advice"),
}
"""What is counted, as one and as many are called. Trends and advice count by their theme, if they have one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """One conversation and what the interviewee named in it."""

    interview_id: str
    interviewee: str
    date: str
    field: str
    """Field of work; "" where it is not known."""
    root: str
    """Name of the person with whom the chain of referrals began that led to the interviewee; "" where not known."""
    heard: Mapping[str, Sequence[Row]]
    """By identifier of what is named, such as a skill: the rows that say so, with its name as ``thing``."""


_Found: TypeAlias = dict[str, dict[str, list[Row]]]


def list_talks(corpus: Corpus, kind: str = "skills") -> list[Talk]:
    """List the talks in the order in which they were held, with what each named.

    A date that tells the month only counts as the end of that month; talks without a date stand last.

    Parameters
    ----------
    corpus
        The tables.
    kind
        One of :data:`KINDS`.

    Examples
    --------
    >>> list_talks(Corpus.empty())
    []
    """
    heard, roots = _find_heard(corpus, kind), _find_roots(corpus)
    return [
        Talk(
            **{name: row[name] for name in ("interview_id", "interviewee", "date", "field")},
            root=roots.get(row["person_id"], ""),
            heard=heard.get(row["interview_id"], {}),
        )
        for row in sorted(cite(corpus, corpus.interviews), key=_talk_order)
    ]


def count_heard(talks: Sequence[Talk]) -> Counter[str]:
    """Count in how many talks each thing was named."""
    return Counter(thing for talk in talks for thing in talk.heard)


def count_new(talks: Sequence[Talk]) -> list[int]:
    """Count how many things each talk named that none before it had."""
    seen: set[str] = set()
    new = []
    for talk in talks:
        new.append(len(talk.heard.keys() - seen))
        seen.update(talk.heard)
    return new


def _talk_order(row: Row) -> tuple[str, str, int]:
    return day_order(row["date"]), row["note"], row["line"]


def _find_roots(corpus: Corpus) -> dict[str, str]:
    graph = merged_graph(referral_graph(corpus))
    return {person: name_person(graph, root) for person, root in find_trees(graph).items()}


def _find_heard(corpus: Corpus, kind: str) -> _Found:
    if kind == "skills":
        return _find_skills(corpus)
    return _find_labels(corpus) if kind == "topics" else _find_themes(corpus, kind)


def _find_skills(corpus: Corpus) -> _Found:
    # One skill has one name, however the notes write it.
    names: dict[str, str] = {}
    rows = list_demand(corpus)
    return _by_talk((row["skill_id"], names.setdefault(row["skill_id"], row["skill"]), row) for row in rows)


def _find_labels(corpus: Corpus) -> _Found:
    labels = {topic.name: topic.label for topic in load_topics()}
    found = find_topics(corpus)
    return _by_talk(
        (name, labels[name], row) for topics in found.values() for name, rows in topics.items() for row in rows
    )


def _find_themes(corpus: Corpus, table: str) -> _Found:
    rows = [row for row in cite(corpus, corpus.tables[table]) if row["theme"] and row["interview_id"]]
    return _by_talk((row["theme"], row["theme"], row) for row in rows)


def _by_talk(named: Iterable[tuple[str, str, Row]]) -> _Found:
    found: _Found = defaultdict(lambda: defaultdict(list))
    for thing, name, row in named:
        found[row["interview_id"]][thing].append(row | {"thing": name})
    return found
