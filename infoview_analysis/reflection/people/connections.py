"""The referral network in plain sentences, for people who never heard of seeds and waves."""

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from infoview_analysis.network import (
    NOTE_TAKER,
    ChannelYield,
    find_brokers,
    find_longest_chain,
    find_seeds,
    has_circles,
    measure_channels,
    measure_delays,
    name_channel,
    name_way,
)
from infoview_analysis.network.measures import name_person
from infoview_analysis.reflection.people.fields import (
    describe_convergence,
    describe_coverage,
    describe_mixing,
    describe_trees,
)
from infoview_analysis.reflection.words import say_count, say_date, say_list, say_number, say_share, warn_few

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["describe_network"]

_CHANNELS = {
    "alumni": "people of your school",
    "teachers": "teachers",
    "career_service": "a career service",
    "family": "family",
    "friends": "friends",
    "work": "people you worked with",
    "community": "a group you belong to",
    "event": "events",
    "linkedin": "LinkedIn",
    "online": "what they published online",
    "cold": "writing to strangers",
    "chance": "chance",
}
_WAYS = {
    "found by you": "you found {} yourself",
    "found in another way": "{} came in another way",
    "not noted how": "of {} your notes do not say how you came to them",
    "through people you know": "{} came through people you know",
}
"""What :func:`infoview_analysis.network.name_way` says, of several people."""
_SMALL_LOSS = 0.2
"""Share of the people below which it is no news that they hang on one person."""
_SHOWN = 7
"""People up to which a chain is told in full."""
_LISTED = 3
"""Delays up to which each is told, as a median of so few hides more than it says."""


def describe_network(graph: "nx.DiGraph") -> list[str]:
    """Say in plain English what a referral network looks like.

    Parameters
    ----------
    graph
        A graph as :func:`infoview_analysis.network.merged_graph` returns it.

    Returns
    -------
    list of str
        Sentences, the general ones first, each with how many people, talks or referrals it rests on. Small
        numbers are said to be small; where nothing can be said there is no sentence.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.DiGraph([("note-taker", "ann"), ("ann", "bob")])
    >>> graph.nodes["note-taker"].update(name="You", interviewed=False)
    >>> graph.nodes["ann"].update(name="Ann", interviewed=True, met="2024-01-10")
    >>> graph.nodes["bob"].update(name="Bob", interviewed=False, met="")
    >>> graph.edges["ann", "bob"]["date"] = "2024-01-10"
    >>> print(*describe_network(graph), sep="\\n")
    Your notes name two people; you have talked to one of them.
    You have yet to meet the one person you were pointed to, Bob.
    """
    parts: tuple[Callable[[nx.DiGraph], str], ...] = (
        _describe_size,
        _describe_start,
        _describe_chain,
        _describe_broker,
        _describe_channels,
        _describe_delays,
        _describe_waits,
        describe_mixing,
        describe_coverage,
        describe_trees,
        describe_convergence,
    )
    return [sentence for part in parts if (sentence := part(graph))]


def _describe_size(graph: "nx.DiGraph") -> str:
    people, met = len(_list_people(graph)), len(_list_met(graph))
    if not people:
        return "Your notes name nobody yet."
    if people == 1:
        return f"Your notes name one person, {'whom you have talked to' if met else 'not yet interviewed'}."
    named = f"Your notes name {say_count(people, 'person', 'people')}"
    if met == people:
        return f"{named}, and you have talked to {'both' if people == 2 else 'all'} of them."
    return f"{named}; you have talked to {say_number(met) if met else 'none'} of them{'' if met else ' yet'}."


def _describe_start(graph: "nx.DiGraph") -> str:
    met, found = len(_list_met(graph)), len(find_seeds(graph))
    if met < 2:
        return ""
    if not found:
        return f"Others led you to {'both' if met == 2 else f'all {say_number(met)}'} people you talked to."
    led = f"others led you to {say_number(met - found) if met > found else 'none'}"
    return f"Of the {say_number(met)} people you talked to, {say_list([led, *_say_ways(graph)])}."


def _say_ways(graph: "nx.DiGraph") -> list[str]:
    """Say how the interviewees were found to whom nobody had pointed."""
    found = (graph.edges[NOTE_TAKER, one] if graph.has_edge(NOTE_TAKER, one) else {} for one in find_seeds(graph))
    ways = Counter(name_way(edge.get("channel") or name_channel(edge.get("how", ""))) for edge in found)
    return [_WAYS[way].format(say_number(count)) for way, count in sorted(ways.items())]


def _describe_chain(graph: "nx.DiGraph") -> str:
    names = [name_person(graph, person) for person in find_longest_chain(graph)]
    if len(names) < 3:
        return ""
    shown = [*names[:2], "…", *names[-2:]] if len(names) > _SHOWN else names
    least = "at least " if has_circles(graph) else ""
    return f"The longest chain of referrals has {least}{say_count(len(names) - 1, 'step')}: {' → '.join(shown)}."


def _describe_broker(graph: "nx.DiGraph") -> str:
    person, broker = next(iter(find_brokers(graph).items()), ("", None))
    others = len(_list_people(graph)) - 1
    if others < 3 or not broker or not broker.only_through:
        return ""
    name, missing = name_person(graph, person), say_number(broker.only_through)
    if broker.share < _SMALL_LOSS:
        return (
            f"No one person holds your network together: even without {name}, on whom most people hang, only {missing} "
            f"of the {say_number(others)} others ({say_share(broker.share)}) would be missing from your notes."
        )
    lost = f"{missing} of the {say_number(others)} others ({say_share(broker.share)})"
    return (
        f"Without {name}, {f'all {missing} others' if broker.only_through == others else lost} would be missing from "
        f"your notes, because nobody else led to them{warn_few(others + 1, 'person', 'people')}."
    )


def _describe_channels(graph: "nx.DiGraph") -> str:
    channels = {name: found for name, found in measure_channels(graph).items() if name in _CHANNELS}
    known = sum(found.found for found in channels.values())
    if known < 3 or len(channels) < 2:
        return ""
    told = [_describe_channel(name, found) for name, found in list(channels.items())[:3]]
    return (
        f"Your notes say how you found {say_count(known, 'person', 'people')}; most others were reached through "
        f"{', then '.join(told)}{warn_few(known, 'person', 'people')}."
    )


def _describe_channel(name: str, found: ChannelYield) -> str:
    reached = say_number(found.reached) if found.reached else "nobody"
    return f"{_CHANNELS[name]} ({say_number(found.found)} found, {reached} reached from there)"


def _describe_delays(graph: "nx.DiGraph") -> str:
    delays = measure_delays(graph)
    if not delays.known or delays.median is None or delays.lower is None or delays.upper is None:
        return ""
    unknown = len(delays.delays) - delays.known
    left_out = f"; for {say_number(unknown)} more the days are not known" if unknown else ""
    if delays.known <= _LISTED:
        days = sorted(delay.days for delay in delays.delays if delay.days is not None)
        took = f"{say_list([f'{number:,}' for number in days])} {'day' if days == [1] else 'days'}"
        many = "one referral" if delays.known == 1 else f"{say_number(delays.known)} referrals"
        return f"From the referral to the talk it took {took} ({many}{left_out})."
    return (
        f"From the referral to the talk it took {delays.median:.0f} days in the middle case, "
        f"and {delays.lower:.0f} to {delays.upper:.0f} in the middle half of {say_number(delays.known)} "
        f"referrals{left_out}{warn_few(delays.known, 'referral')}."
    )


def _describe_waits(graph: "nx.DiGraph") -> str:
    delays = measure_delays(graph)
    pointed = sum(any(one != NOTE_TAKER for one in graph.predecessors(person)) for person in _list_people(graph))
    if not delays.waits:
        return ""
    longest, waits = delays.waits[0], len(delays.waits)
    name = name_person(graph, longest.person)
    if pointed == 1:
        return f"You have yet to meet the one person you were pointed to, {name}."
    still = f"You have yet to meet {say_number(waits)} of the {say_number(pointed)} people you were pointed to"
    if waits == pointed:
        still = f"You have yet to meet all {say_number(pointed)} people you were pointed to"
    if not longest.days:
        return f"{still}."
    return (
        f"{still}; {name} has waited longest, {say_count(longest.days, 'day')} up to "
        f"{say_date(delays.day)}, the last day in your notes."
    )


def _list_people(graph: "nx.DiGraph") -> list[str]:
    return [person for person in graph if person != NOTE_TAKER]


def _list_met(graph: "nx.DiGraph") -> list[str]:
    return [person for person in _list_people(graph) if graph.nodes[person].get("interviewed")]
