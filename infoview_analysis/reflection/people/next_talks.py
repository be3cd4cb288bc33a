"""Whom to talk to next: everybody named and not yet met, ranked, with the reasons in words."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from infoview_analysis.corpus import Corpus
from infoview_analysis.days import count_days
from infoview_analysis.network import find_trees, merged_graph, referral_graph
from infoview_analysis.reflection.frames import Row, make_frame, map_people
from infoview_analysis.reflection.people.obstacles import Obstacle, find_obstacles
from infoview_analysis.reflection.people.open_people import find_status, group_referred, list_referrers
from infoview_analysis.reflection.skills.demand import find_disputed
from infoview_analysis.reflection.words import say_count, say_list

__all__ = ["rank_next_talks"]

_COLUMNS = {
    "person_id": "string",
    "person": "string",
    "role": "string",
    "organization": "string",
    "field": "string",
    "contact": "string",
    "status": "string",
    "score": "Int64",
    "reasons": "string",
    "said_by": "string",
    "since": "string",
    "days": "Int64",
    "quote": "string",
    "note": "string",
    "line": "Int64",
}
_WARM = re.compile(
    r"\bintroduc|\bintro\b|\bin touch\b|\bconnect|\bdrop (?:her|him|them) a line|\b(?:my|his|her|their) name\b"
    r"|(?:\bwill|['’]ll) (?:write|mail|e-?mail|message|text|ring|call|tell|ask|send|pass)"
    r"|\bexpect|\bhappy to (?:talk|chat|speak)|\bforward",
    re.IGNORECASE,
)
"""Words of a referrer who does more than to name somebody."""
_FRESH, _COLD = 30, 180
"""Days up to which an offer is fresh, and after which it may have been forgotten."""
_UNANSWERED = 14
"""Days after which one may ask again."""
_ONE_SIDED = 2 / 3
"""Share of the talks that one chain may have before others are worth more."""
_FEW_TALKS = 3
"""Talks from which on it can be said that a field or a chain is thin."""


@dataclass(frozen=True, slots=True)
class _Reason:
    points: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    """What is known beside the referrals of one person."""

    day: str
    people: Mapping[str, Row]
    fields: Counter[str]
    """Interviewees by field of work."""
    roots: Mapping[str, str]
    """With whom the chain began that leads to somebody."""
    chains: Counter[str]
    """Interviewees by with whom their chain began."""
    obstacles: Mapping[str, Sequence[Obstacle]]
    """What speaks against asking people."""
    disputed: Sequence[str]
    """Skills of which some say that they are needed, others that they are losing weight."""


def rank_next_talks(corpus: Corpus, today: dt.date | None = None) -> pd.DataFrame:
    """Rank the people whom somebody pointed to and who have not been interviewed.

    Parameters
    ----------
    corpus
        The tables.
    today
        The day to count from; None is the current day.

    Returns
    -------
    pandas.DataFrame
        One row per person, the highest ``score`` first, then the latest offer, then by name. ``reasons`` says in
        words what the score is made of; ``said_by`` names who pointed to them, ``since`` is the date of the latest
        offer and ``days`` how long ago it was, ``quote``, ``note``, ``line`` the words and their place. ``status`` is
        ``open`` or ``contacted``.

    Notes
    -----
    Points: 2 for each further person who named them; 2 where an introduction was offered; 2 for an offer of the last
    30 days, 1 of the last 180; 2 for a field of work of which nobody was heard and 1 of which one person was; 1 for
    another chain where two thirds of the talks came from one; 2 if they were named along with a skill about which
    people disagree; 2 less for those who were written to, 2 less where nothing came back, 3 less where a day is fixed.
    Whom one was warned against, and whom the notes tell to have been met, come last (20 less), with the words that
    say so. Fields and chains count from three talks on. A note marked private is not read for whom it is about: that
    somebody is missing here would tell that they were met.

    Examples
    --------
    >>> rank_next_talks(Corpus.empty()).empty
    True
    """
    context = _gather_context(corpus, (today or dt.date.today()).isoformat())
    rows = [_describe(said, context) for said in group_referred(corpus).values() if find_status(said) != "interviewed"]
    rows.sort(key=lambda row: row["person"].casefold())
    rows.sort(key=lambda row: (row["score"], row["since"]), reverse=True)
    return make_frame(_COLUMNS, rows)


def _gather_context(corpus: Corpus, day: str) -> _Context:
    graph = merged_graph(referral_graph(corpus))
    roots = find_trees(graph)
    met = [person for person, interviewed in graph.nodes(data="interviewed") if interviewed]
    return _Context(
        day=day,
        people=map_people(corpus),
        fields=Counter(str(graph.nodes[person]["field"]) for person in met),
        roots=roots,
        chains=Counter(roots[person] for person in met),
        obstacles=find_obstacles(corpus, day),
        disputed=[row["skill"] for row in find_disputed(corpus)],
    )


def _describe(said: Sequence[Row], context: _Context) -> Row:
    last, status = said[-1], find_status(said)
    known = context.people.get(last["referred_id"], {})
    reasons = list(_find_reasons(said, status, known, context))
    return {
        "person_id": last["referred_id"],
        "person": known.get("name") or max((row["referred"] for row in said), key=len),
        **{name: known.get(name, "") for name in ("role", "organization", "field", "contact")},
        "status": status,
        "score": sum(reason.points for reason in reasons),
        "reasons": " ".join(reason.text for reason in reasons),
        "said_by": say_list(list_referrers(said)),
        "since": last["date"],
        "days": count_days(last["date"], context.day),
        **{name: last[name] for name in ("quote", "note", "line")},
    }


def _find_reasons(said: Sequence[Row], status: str, known: Row, context: _Context) -> Iterator[_Reason]:
    yield from _weigh_names(said)
    yield from _weigh_offer(said)
    yield from _weigh_time(said[-1]["date"], status, context.day)
    if sum(context.chains.values()) >= _FEW_TALKS:
        yield from _weigh_field(known.get("field", ""), context)
        yield from _weigh_chain(said[-1]["referred_id"], context)
    yield from _weigh_dispute(said, context.disputed)
    for obstacle in context.obstacles.get(said[-1]["referred_id"], ()):
        yield _Reason(obstacle.points, obstacle.text)


def _weigh_names(said: Sequence[Row]) -> Iterator[_Reason]:
    names = list_referrers(said)
    yield _Reason(2 * (len(names) - 1), f"Named by {say_list(names)}.")


def _weigh_offer(said: Sequence[Row]) -> Iterator[_Reason]:
    offers = [row["referrer"] or "Somebody" for row in said if _WARM.search(row["quote"])]
    if offers:
        yield _Reason(2, f"{offers[-1]} offered to help you to meet.")


def _weigh_time(since: str, status: str, day: str) -> Iterator[_Reason]:
    days = count_days(since, day)
    if status == "contacted":
        again = days is not None and days > _UNANSWERED
        yield _Reason(-2, f"You have written to them{'; if nothing came of it, ask again' if again else ''}.")
    elif days is not None:
        ago = f"{say_count(days, 'day')} ago" if days else "today"
        stale = "; ask whether it still stands" if days > _COLD else ""
        yield _Reason((days <= _FRESH) + (days <= _COLD), f"The last time was {ago}{stale}.")


def _weigh_field(field: str, context: _Context) -> Iterator[_Reason]:
    heard = context.fields[field]
    if field and heard < 2:
        yield _Reason(2 - heard, f"You have heard {'one person' if heard else 'nobody'} in {field}.")


def _weigh_chain(person: str, context: _Context) -> Iterator[_Reason]:
    root, talks = context.roots.get(person, ""), sum(context.chains.values())
    (largest, most), *_ = context.chains.most_common(1)
    if root != largest and most >= _ONE_SIDED * talks:
        name = context.people[largest]["name"]
        yield _Reason(1, f"Most of your talks go back to {name}; this one does not.")


def _weigh_dispute(said: Sequence[Row], disputed: Sequence[str]) -> Iterator[_Reason]:
    words = " ".join(f"{row['quote']} {row['role']}" for row in said)
    named = [skill for skill in disputed if re.search(rf"\b{re.escape(skill)}\b", words, re.IGNORECASE)]
    if named:
        yield _Reason(2, f"People disagree about {say_list(named, most=2)}; they may settle it.")
