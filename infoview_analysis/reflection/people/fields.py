"""What the referral network says about fields of work, in plain sentences; "" where nothing can be said."""

from typing import TYPE_CHECKING

from infoview_analysis.network import (
    Coverage,
    find_trees,
    measure_bottleneck,
    measure_convergence,
    measure_coverage,
    measure_mixing,
)
from infoview_analysis.network.measures import name_person
from infoview_analysis.reflection.words import say_count, say_list, say_number, say_share, warn_few

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["describe_convergence", "describe_coverage", "describe_mixing", "describe_trees"]

_FEW_REFERRALS = 5
_SMALL_CHANCE = 0.05
"""Share of deals by chance up to which a difference is no accident."""
_MARGIN = 0.1


def describe_mixing(graph: "nx.DiGraph") -> str:
    """Say whether people point within their field, from five referrals on."""
    mixing = measure_mixing(graph, "field")
    if mixing.referrals < _FEW_REFERRALS or mixing.expected is None or mixing.assortativity is None:
        return ""
    share = mixing.inside / mixing.referrals
    return (
        f"{say_number(mixing.inside).capitalize()} of {say_number(mixing.referrals)} referrals "
        f"({say_share(share)}) stay within a field of work; if people pointed without regard to fields, about "
        f"{say_share(mixing.expected)} would{warn_few(mixing.referrals, 'referral')}."
    )


def describe_coverage(graph: "nx.DiGraph") -> str:
    """Say which fields hang on one chain of referrals, and of which nobody has been heard."""
    coverage = {field: found for field, found in measure_coverage(graph).items() if field}
    parts = [part for part in (_describe_single(graph, coverage), _describe_silent(coverage)) if part]
    if len(coverage) < 2 or not parts:
        return ""
    return f"Of the {say_number(len(coverage))} fields of work in your notes, {'; '.join(parts)}."


def _describe_single(graph: "nx.DiGraph", coverage: dict[str, Coverage]) -> str:
    trees = find_trees(graph)
    single = [field for field, found in coverage.items() if found.chains == 1 and found.interviewed > 1]
    # Where there is one chain only, every field hangs on it.
    if not single or len(set(trees.values())) == 1:
        return ""
    talks = say_count(sum(coverage[field].interviewed for field in single), "person heard", "people heard")
    if len(single) > 1:
        return f"each of {say_list(single, most=3)} ({talks}) goes back to one person you began with"
    (root,) = {root for person, root in trees.items() if graph.nodes[person].get("field") == single[0]}
    return f"all of {single[0]} ({talks}) goes back to {name_person(graph, root)}"


def _describe_silent(coverage: dict[str, Coverage]) -> str:
    silent = [field for field, found in coverage.items() if not found.interviewed]
    people = say_count(sum(coverage[field].people for field in silent), "person named", "people named")
    fields = say_list(silent, most=3) if len(silent) < 2 else f"any of {say_list(silent, most=3)}"
    return f"you have heard nobody in {fields} ({people})" if silent else ""


def describe_trees(graph: "nx.DiGraph") -> str:
    """Say whether it mattered with whom the note-taker began, where at least two chains are long enough."""
    bottleneck = measure_bottleneck(graph)
    if bottleneck.difference is None or bottleneck.expected is None or bottleneck.chance is None:
        return ""
    talks = sum(tree.interviewed for tree in bottleneck.trees[: bottleneck.compared])
    based = (
        f"{say_number(bottleneck.compared)} chains with {say_number(talks)} talks; their fields differ by "
        f"{say_share(bottleneck.difference)}, by chance alone it would be about {say_share(bottleneck.expected)}"
    )
    if bottleneck.chance > _SMALL_CHANCE:
        return f"There is no sign that the fields of work you hear about depend on whom you began with ({based})."
    return f"Which fields of work you hear about depends on whom you began with ({based})."


def describe_convergence(graph: "nx.DiGraph") -> str:
    """Say whether the mix of fields still moved with the last talks, from ten talks on."""
    convergence = measure_convergence(graph, margin=_MARGIN)
    if convergence.settled is None or len(convergence.final) < 2:
        return ""
    talks = say_number(convergence.interviewed)
    if convergence.settled <= convergence.interviewed / 2:
        return (
            f"The mix of fields has settled: from talk {convergence.settled} of {talks} on, the share of every field "
            "stayed within 10 points of what it is now."
        )
    return (
        f"The mix of fields is still moving: up to talk {convergence.settled - 1} of {talks}, the share of some field "
        "was more than 10 points from what it is now."
    )
