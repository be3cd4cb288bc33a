"""How little a further talk still adds: in all, by field of work and by chain of referrals."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from infoview_analysis.corpus import Corpus
from infoview_analysis.reflection.frames import Row, make_frame
from infoview_analysis.reflection.quotes import quote_lines, unique_statements
from infoview_analysis.reflection.saturation.accumulation import expect_accumulation
from infoview_analysis.reflection.saturation.heard import KINDS, Talk, count_heard, count_new, list_talks
from infoview_analysis.reflection.saturation.richness import estimate_richness, jackknife_coverage
from infoview_analysis.reflection.saturation.runs import BASE, RUN, THRESHOLD, measure_runs
from infoview_analysis.reflection.words import say_list

__all__ = ["FEW", "follow_saturation", "measure_groups", "measure_saturation"]

FEW = 5
"""Talks below which nothing is estimated: the intervals do not hold yet (see :func:`jackknife_coverage`)."""

_COLUMNS = {
    "kind": "string",
    "scope": "string",
    "group": "string",
    "interviews": "Int64",
    "chains": "Int64",
    "found": "Int64",
    "mentions": "Int64",
    "once": "Int64",
    "twice": "Int64",
    "coverage": "Float64",
    "coverage_low": "Float64",
    "coverage_high": "Float64",
    "expected": "Float64",
    "expected_low": "Float64",
    "expected_high": "Float64",
    "base_found": "Int64",
    "run_new": "Int64",
    "run_share": "Float64",
    "reached": "Int64",
    "lasting": "Int64",
    "newest": "string",
    "quotes": "string",
}
_STEP_COLUMNS = {
    "talk": "Int64",
    "interview_id": "string",
    "interviewee": "string",
    "date": "string",
    "named": "Int64",
    "new": "Int64",
    "found": "Int64",
    "expected": "Float64",
    "expected_low": "Float64",
    "expected_high": "Float64",
    "newest": "string",
    "quotes": "string",
}


def measure_saturation(
    corpus: Corpus, *, base: int = BASE, run: int = RUN, threshold: float = THRESHOLD
) -> pd.DataFrame:
    """Measure how much of what can be heard was heard, and whether the last talks still brought something new.

    What the note-taker wrote of their own skills does not count. Talks of one chain of referrals are not independent:
    people send you to people who think alike, so that coverage is rather too high and the expected number too low
    where ``chains`` is small.

    Parameters
    ----------
    corpus
        The tables.
    base, run, threshold
        Of Guest, Namey and Chen (2020): talks to measure against, talks taken together, share of new information
        from which down it counts as saturation.

    Returns
    -------
    pandas.DataFrame
        One row per ``kind`` (``skills``, ``topics``; ``trends`` and ``advice`` where they have themes) and group:
        ``scope`` is ``all``, ``field`` or ``chain``, ``group`` the field or the person a chain began with, "" where
        it is not known; the largest group first. ``found`` different things were named in ``interviews``, ``mentions``
        counts each once per interview, ``once`` and ``twice`` how many of them were named in one or two interviews
        only. From five interviews on, but for topics: ``coverage``, the estimated share of what such people would name
        that was heard (Chao and Jost 2012), and ``expected``, how many different things there are at the least (Chao2,
        bias-corrected), with their 95 % intervals. From ``base`` + ``run`` interviews on: ``run_new`` things that the
        last run added to the ``base_found`` of the first talks, ``run_share`` of these, after which interview the
        share first was at the threshold or below (``reached``) and stayed there (``lasting``). ``newest`` names what
        the last run, or the last interview of fewer, brought first, ``quotes`` says where.

    Examples
    --------
    >>> measure_saturation(Corpus.empty()).empty
    True
    """
    return make_frame(_COLUMNS, measure_groups(corpus, base=base, run=run, threshold=threshold))


def measure_groups(
    corpus: Corpus,
    *,
    kinds: Iterable[str] = KINDS,
    base: int = BASE,
    run: int = RUN,
    threshold: float = THRESHOLD,
) -> list[Row]:
    """Measure the same as :func:`measure_saturation` of some kinds, in plain rows; what cannot be told is None."""
    limits = {"base": base, "run": run, "threshold": threshold}
    return [row for kind in kinds for row in _measure_kind(corpus, kind, limits)]


def _measure_kind(corpus: Corpus, kind: str, limits: Mapping[str, float]) -> list[Row]:
    talks = list_talks(corpus, kind)
    if not any(talk.heard for talk in talks):
        return []
    groups = [("all", "", talks)]
    groups += [("field", field, members) for field, members in _group(talks, "field").items()]
    groups += [("chain", root, members) for root, members in _group(talks, "root").items()]
    return [
        {"kind": kind, "scope": scope, "group": group} | _measure_group(kind, members, limits)
        for scope, group, members in groups
    ]


def _group(talks: Sequence[Talk], attribute: str) -> dict[str, list[Talk]]:
    groups: dict[str, list[Talk]] = defaultdict(list)
    for talk in talks:
        groups[getattr(talk, attribute)].append(talk)
    return dict(sorted(groups.items(), key=lambda item: (not item[0], -len(item[1]), item[0])))


def _measure_group(kind: str, talks: Sequence[Talk], limits: Mapping[str, float]) -> Row:
    counts = count_heard(talks)
    occurrences = list(counts.values())
    last = talks[-int(limits["run"]) :] if len(talks) >= limits["base"] + limits["run"] else talks[-1:]
    newest = _find_newest(talks[: len(talks) - len(last)], last)
    return {
        "interviews": len(talks),
        # Somebody of whom no referral tells is a chain of their own.
        "chains": len({talk.root or talk.interview_id for talk in talks}),
        "found": len(counts),
        "mentions": counts.total(),
        "once": occurrences.count(1),
        "twice": occurrences.count(2),
        **_estimate(kind, talks, occurrences),
        **_measure_last(talks, limits),
        "newest": say_list([rows[0]["thing"] for rows in newest.values()]),
        "quotes": _quote(newest),
    }


def _estimate(kind: str, talks: Sequence[Talk], counts: Sequence[int]) -> Row:
    names = [f"{name}{end}" for name in ("coverage", "expected") for end in ("", "_low", "_high")]
    # The topics are a closed list, so that there is nothing to estimate.
    if len(talks) < FEW or not counts or kind == "topics":
        return dict.fromkeys(names)
    estimates = jackknife_coverage([talk.heard.keys() for talk in talks]), estimate_richness(counts, len(talks))
    return dict(zip(names, [end for one in estimates for end in (one.value, one.low, one.high)], strict=True))


def _measure_last(talks: Sequence[Talk], limits: Mapping[str, float]) -> Row:
    runs = measure_runs(count_new(talks), **limits)  # type: ignore[arg-type]
    if not runs:
        return dict.fromkeys(("base_found", "run_new", "run_share", "reached", "lasting"))
    return {
        "base_found": runs.found,
        "run_new": runs.new[-1],
        "run_share": runs.shares[-1],
        "reached": runs.reached,
        "lasting": runs.lasting,
    }


def _find_newest(before: Sequence[Talk], talks: Sequence[Talk]) -> dict[str, Sequence[Row]]:
    """Find what some talks named and none before them, each with the rows of the first of them."""
    seen = {thing for talk in before for thing in talk.heard}
    newest: dict[str, Sequence[Row]] = {}
    for talk in talks:
        newest |= {thing: rows for thing, rows in talk.heard.items() if thing not in seen | newest.keys()}
    return newest


def _quote(things: Mapping[str, Sequence[Row]]) -> str:
    return quote_lines(unique_statements(row for rows in things.values() for row in rows))


def follow_saturation(corpus: Corpus, kind: str = "skills") -> pd.DataFrame:
    """Follow how what was heard grew, talk by talk and on average over all orders of the talks.

    Parameters
    ----------
    corpus
        The tables.
    kind
        ``skills``, ``topics``, ``trends`` or ``advice``.

    Returns
    -------
    pandas.DataFrame
        One row per interview in order of date, those without one last. ``named`` things in it, ``new`` among them,
        ``found`` so far; ``expected`` how many so many interviews name on average over all orders, from five
        interviews on with its 95 % interval (Colwell and others 2012); ``newest`` names the new ones, ``quotes`` says
        where.

    Examples
    --------
    >>> follow_saturation(Corpus.empty()).empty
    True
    """
    talks = list_talks(corpus, kind)
    steps = expect_accumulation(count_heard(talks).values(), len(talks))
    rows, found = [], 0
    for number, (talk, step) in enumerate(zip(talks, steps, strict=True), 1):
        newest = _find_newest(talks[: number - 1], [talk])
        found += len(newest)
        rows.append(
            {
                **{name: getattr(talk, name) for name in ("interview_id", "interviewee", "date")},
                "talk": number,
                "named": len(talk.heard),
                "new": len(newest),
                "found": found,
                "expected": step.expected,
                "expected_low": step.low if len(talks) >= FEW else None,
                "expected_high": step.high if len(talks) >= FEW else None,
                "newest": say_list([rows[0]["thing"] for rows in newest.values()]),
                "quotes": _quote(newest),
            }
        )
    return make_frame(_STEP_COLUMNS, rows)
