"""Time from a referral to the talk, and how long open referrals have waited.

References
----------
Kaplan, E. L. and Meier, P. (1958). Nonparametric estimation from incomplete observations. Journal of the American
Statistical Association 53 (282), 457-481.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles

import networkx as nx

from infoview_analysis.days import count_days, read_day
from infoview_analysis.network.measures import led_graph, people_graph

__all__ = ["Delay", "Delays", "Wait", "measure_delays"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delay:
    """A referral that a talk followed."""

    referrer: str
    referred: str
    days: int | None
    """None where a date is missing or tells the month only, or where the referral is told in the talk it led to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """A person pointed to and not interviewed."""

    person: str
    since: str
    """Date of the earliest statement; "" where none has one."""
    days: int | None
    """Up to the day asked for; None where ``since`` is no full date, or later than that day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delays:
    """Delays and waits of a referral graph; the quartiles are of the delays with known days, None without any."""

    day: str
    """Up to which waits are counted."""
    delays: tuple[Delay, ...]
    waits: tuple[Wait, ...]
    """The longest first, those of unknown length last."""
    known: int
    """Delays with known days."""
    lower: float | None
    median: float | None
    upper: float | None
    typical: int | None
    """Days within which half of all referrals led to a talk, those still open counted (Kaplan and Meier 1958);
    None while fewer than half did. The median leaves the open ones out and so makes the delay look short."""


def measure_delays(graph: nx.DiGraph, day: str = "") -> Delays:
    """Measure the days from each referral to the first talk with the person it led to.

    Parameters
    ----------
    graph
        A merged graph.
    day
        Up to which open referrals have waited, YYYY-MM-DD; by default the last day that the graph names.

    Notes
    -----
    A referral is dated by the talk it was told in. One told only in the talk it led to has no date of its own, so
    that its days are unknown, unless the referrer was met on that very day. Being pointed to after one's own talk
    is no delay.

    Examples
    --------
    >>> graph = nx.DiGraph([("ann", "bob"), ("ann", "cho")])
    >>> graph.nodes["ann"].update(interviewed=True, met="2024-01-10")
    >>> graph.nodes["bob"].update(interviewed=True, met="2024-01-31")
    >>> nx.set_edge_attributes(graph, "2024-01-10", "date")
    >>> found = measure_delays(graph, "2024-02-09")
    >>> found.median, [(wait.person, wait.days) for wait in found.waits]
    (21.0, [('cho', 30)])
    """
    people = people_graph(graph)
    day = day or _find_last_day(people)
    delays = tuple(_measure_delay(people, one, another) for one, another in sorted(_find_followed(people)))
    days = sorted(delay.days for delay in delays if delay.days is not None)
    waits = sorted((_measure_wait(people, person, day) for person in _find_open(people)), key=_wait_order)
    lower, median, upper = _find_quartiles(days)
    return Delays(
        day=day,
        delays=delays,
        waits=tuple(waits),
        known=len(days),
        lower=lower,
        median=median,
        upper=upper,
        typical=_find_typical(days, [wait.days for wait in waits if wait.days is not None]),
    )


def _find_followed(people: nx.DiGraph) -> list[tuple[str, str]]:
    return [(one, another) for one, another in led_graph(people).edges if people.nodes[another].get("interviewed")]


def _measure_delay(people: nx.DiGraph, one: str, another: str) -> Delay:
    said = people.edges[one, another].get("date", "")
    met = people.nodes[another].get("met", "")
    told_there = said == met and people.nodes[one].get("met", "") != met
    return Delay(referrer=one, referred=another, days=None if told_there else count_days(said, met))


def _find_open(people: nx.DiGraph) -> list[str]:
    met = people.nodes(data="interviewed", default=False)
    return [person for person, interviewed in met if people.in_degree(person) and not interviewed]


def _measure_wait(people: nx.DiGraph, person: str, day: str) -> Wait:
    dates = [date for _, _, date in people.in_edges(person, data="date", default="") if date]
    since = min(dates, default="")
    return Wait(person=person, since=since, days=count_days(since, day))


def _wait_order(wait: Wait) -> tuple[bool, int, str]:
    return (wait.days is None, -(wait.days or 0), wait.person)


def _find_last_day(people: nx.DiGraph) -> str:
    dates = [met for _, met in people.nodes(data="met", default="")]
    dates += [said for _, _, said in people.edges(data="date", default="")]
    return max(filter(read_day, dates), default="")


def _find_quartiles(days: Sequence[int]) -> tuple[float | None, float | None, float | None]:
    if not days:
        return None, None, None
    # One value has no spread; doubled, it is its own quartiles.
    lower, median, upper = quantiles(days if len(days) > 1 else [*days, *days], n=4, method="inclusive")
    return lower, median, upper


def _find_typical(days: Sequence[int], waiting: Sequence[int]) -> int | None:
    left = 1.0
    for moment in sorted(set(days)):
        at_risk = sum(one >= moment for one in (*days, *waiting))
        left *= 1 - days.count(moment) / at_risk
        if left <= 0.5:
            return moment
    return None
