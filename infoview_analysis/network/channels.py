"""Ways in which people were found, and what came of each."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

import networkx as nx

from infoview_analysis.network.measures import NOTE_TAKER, led_graph, people_graph
from infoview_analysis.word_lists import compile_any, load_toml

__all__ = ["CHANNELS", "ChannelYield", "measure_channels", "name_channel", "name_way"]

CHANNELS = (
    *("alumni", "teachers", "career_service", "family", "friends", "work", "community"),
    *("event", "linkedin", "online", "cold", "chance", "other"),
)
"""Ways to find somebody: through people (the first seven), at places, by writing, by chance."""
_TIES = ("teachers", "family", "friends", "work")
"""Ways through people; the list of a school, a service or a group one searches oneself."""

# Before the word for a tie: whose it is, if not the note-taker's.
_ELSEWHERE = re.compile(r"(?:\b(?:his|her|their|whose|they are|they were|he is|she is)|\w['’]s|\ws['’]) $")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelYield:
    """What came of one way to find people."""

    found: int
    """People found by the note-taker in this way."""
    interviewed: int
    """Of these, how many were interviewed."""
    reached: int
    """Other people reached through them, directly or by way of others, each counted once."""
    named: int
    """People to whom those interviewed pointed, once for each who did."""
    named_each: float | None
    """The same per person interviewed; None without any."""


@lru_cache(maxsize=4096)
def name_channel(text: str) -> str:
    """Name the channel that a note tells of.

    Parameters
    ----------
    text
        How somebody was found, as written.

    Returns
    -------
    str
        One of :data:`CHANNELS`; "" for an empty text. A bare name of a person is ``other``: it does not say how the
        note-taker knows them.

    Examples
    --------
    >>> name_channel("LinkedIn, via the alumni filter"), name_channel("cold mail"), name_channel("Jane Doe")
    ('alumni', 'cold', 'other')
    >>> name_channel("my aunt's colleague"), name_channel("emailed her cousin")
    ('family', 'cold')
    """
    plain = " ".join(text.replace("’", "'").casefold().split())
    if not plain:
        return ""
    ties = [(start, channel) for channel, pattern in _load_ties().items() if (start := _find_own(plain, pattern)) >= 0]
    if ties:
        return min(ties)[1]
    return next((channel for channel, pattern in _load_ways().items() if pattern.search(plain)), "other")


def name_way(channel: str) -> str:
    """Say how somebody was found to whom nobody had pointed.

    Examples
    --------
    >>> name_way("cold"), name_way("family"), name_way("other"), name_way("")
    ('found by you', 'through people you know', 'found in another way', 'not noted how')
    """
    if not channel:
        return "not noted how"
    if channel == "other":
        return "found in another way"
    return "through people you know" if channel in _TIES else "found by you"


def _find_own(plain: str, pattern: re.Pattern[str]) -> int:
    """Find where a tie of the note-taker's begins; -1 without any."""
    own = (match.start() for match in pattern.finditer(plain) if not _ELSEWHERE.search(plain[: match.start()]))
    return next(own, -1)


@cache
def _load_ties() -> dict[str, re.Pattern[str]]:
    return _load(tie=True)


@cache
def _load_ways() -> dict[str, re.Pattern[str]]:
    return _load(tie=False)


def _load(*, tie: bool) -> dict[str, re.Pattern[str]]:
    table = load_toml(__package__, "channels.toml")
    return {name: compile_any(entry["phrases"]) for name, entry in table.items() if entry.get("tie", False) == tie}


def measure_channels(graph: nx.DiGraph) -> dict[str, ChannelYield]:
    """Measure which way of finding people paid.

    Parameters
    ----------
    graph
        A merged graph with the note-taker, whose edges have ``channel``, or ``how`` as written.

    Returns
    -------
    dict of str to ChannelYield
        By channel, the one through which most were reached first; under "" those of whom no note says how.

    Examples
    --------
    >>> graph = nx.DiGraph([("note-taker", "ann"), ("ann", "bob"), ("bob", "cho")])
    >>> graph.edges["note-taker", "ann"]["how"] = "met at a meetup"
    >>> graph.nodes["ann"]["interviewed"] = True
    >>> measure_channels(graph)["event"]
    ChannelYield(found=1, interviewed=1, reached=2, named=1, named_each=1.0)
    """
    channels: dict[str, list[str]] = defaultdict(list)
    for _, person, edge in graph.out_edges([NOTE_TAKER] if NOTE_TAKER in graph else [], data=True):
        channels[edge.get("channel") or name_channel(edge.get("how", ""))].append(person)
    people, led = people_graph(graph), led_graph(graph)
    found = {channel: _measure_one(people, led, persons) for channel, persons in channels.items()}
    return dict(sorted(found.items(), key=lambda item: (-item[1].reached, -item[1].found, item[0])))


def _measure_one(people: nx.DiGraph, led: nx.DiGraph, found: list[str]) -> ChannelYield:
    met = [person for person in found if people.nodes[person].get("interviewed")]
    reached = {one for person in found for one in nx.descendants(led, person)} - set(found)
    named = sum(people.out_degree(person) for person in met)
    return ChannelYield(
        found=len(found),
        interviewed=len(met),
        reached=len(reached),
        named=named,
        named_each=named / len(met) if met else None,
    )
