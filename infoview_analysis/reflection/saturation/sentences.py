"""How much a further talk would still add, in plain sentences."""

from collections.abc import Iterator, Sequence

from infoview_analysis.corpus import Corpus
from infoview_analysis.reflection.frames import Row
from infoview_analysis.reflection.saturation.heard import KINDS
from infoview_analysis.reflection.saturation.measures import FEW, measure_groups
from infoview_analysis.reflection.saturation.runs import BASE, RUN, THRESHOLD
from infoview_analysis.reflection.words import say_count, say_number, say_share, warn_few

__all__ = ["describe_group", "describe_saturation", "say_new"]

_SURE = 0.5
"""Coverage below which the number of things is not told: too little was named twice to go by."""
_ONE_SIDED = 1 / 3
"""Share of the talks in one chain from which on the reader is warned."""
_ALL = 0.995
"""Coverage from which on hardly anything new is expected."""
_KEEP_COMING = 0.2
"""Share of new ones in the next talk from which on they "keep coming"."""


def describe_saturation(corpus: Corpus, *, base: int = BASE, run: int = RUN, threshold: float = THRESHOLD) -> list[str]:
    """Say in plain English how much of what can be heard was heard, each number with what it rests on.

    Parameters
    ----------
    corpus
        The tables.
    base, run, threshold
        As for :func:`infoview_analysis.reflection.measure_saturation`.

    Returns
    -------
    list of str
        Sentences, those on skills first. Where nothing can be said yet, they say from how many talks on it can.

    Examples
    --------
    >>> describe_saturation(Corpus.empty())
    ['There is no talk yet: what a further one adds can be told from two on.']
    """
    total = len(corpus.interviews)
    if not total:
        return ["There is no talk yet: what a further one adds can be told from two on."]
    rows = measure_groups(corpus, base=base, run=run, threshold=threshold)
    wholes = {row["kind"]: row for row in rows if row["scope"] == "all"}
    said = []
    if "skills" in wholes:
        said += [*_describe_skills(wholes.pop("skills")), *_describe_order(corpus, rows[0], base, run, threshold)]
    else:
        said.append(f"{_begin(_say_talks(total))} named no skill yet.")
    # The topics are a closed list: how many came up says more (see describe_topics).
    said += [f"{_begin(describe_group(row))}." for kind, row in wholes.items() if kind != "topics"]
    return said + _describe_chains([row for row in rows if row["kind"] == rows[0]["kind"]], total)


def _describe_skills(row: Row) -> Iterator[str]:
    yield f"{_begin(describe_group(row, estimate=False))}."
    if row["coverage"] is None:
        least = 2 if row["interviews"] < 2 else FEW
        yield f"What a further talk adds can be {'told' if least == 2 else 'estimated'} from {_say_talks(least)} on."
        return
    new = 1 - row["coverage"]
    verdict = "keep coming" if new >= _KEEP_COMING else "still come" if new > THRESHOLD else "have nearly ceased"
    few = warn_few(row["interviews"], "talk")
    yield f"New skills {verdict}: {say_new(row)} of those named in a next talk like these would be new{few}."
    if row["coverage"] >= _SURE:
        ends = f"{row['expected_low']:.0f} to {row['expected_high']:.0f}"
        yield f"People like these would name at least {row['expected']:.0f} different skills in all ({ends})."


def _describe_order(corpus: Corpus, row: Row, base: int, run: int, threshold: float) -> Iterator[str]:
    """Say whether new skills ebb away in the order in which the talks were held."""
    if row["run_share"] is None:
        if row["interviews"] >= FEW:
            yield f"Whether new skills ebb away with time can be told from {_say_talks(base + run)} on."
        return
    last = "talk" if run == 1 else f"{say_number(run)} talks"
    brought = say_count(row["run_new"], "new skill")
    yield (
        f"The last {last} brought {brought}, {say_share(row['run_share'])} of the {row['base_found']} that the first "
        f"{say_number(base)} had named{_say_undated(corpus)}."
    )
    if row["lasting"] is not None:
        since = f"so it has been since talk {row['lasting']}"
    elif row["reached"] is not None:
        since = f"so it was after talk {row['reached']}, but not for good"
    else:
        since = "that was not seen yet"
    yield f"{say_share(threshold)} or less is usually taken for saturation; {since}."


def _say_undated(corpus: Corpus) -> str:
    undated = int((corpus.interviews["date"] == "").sum())
    return f" ({say_count(undated, 'talk')} without a date taken for the last)" if undated else ""


def describe_group(row: Row, *, estimate: bool = True) -> str:
    """Say what a group of talks named, without a full stop.

    Parameters
    ----------
    row
        As :func:`infoview_analysis.reflection.saturation.measures.measure_groups` makes it.
    estimate
        Whether to add what the next talk would bring, where that can be told.

    Examples
    --------
    >>> row = {"kind": "skills", "interviews": 3, "found": 9, "once": 7, "coverage": None}
    >>> describe_group(row)
    'three talks named nine skills, seven of them in one talk only'
    """
    one, many = KINDS[row["kind"]]
    talks, found, once = row["interviews"], row["found"], row["once"]
    said = f"{_say_talks(talks)} named {say_count(found, one, many)}"
    if talks == 2 and found:
        said += f", {say_number(found - once) if found > once else 'none'} of them in both"
    elif talks > 2 and found:
        share = "all" if once == found else say_number(once) if once else "none"
        said += f", {share} of them in one talk only"
    if estimate and row["coverage"] is not None:
        said += f"; {say_new(row)} of those named in the next would be new"
    return said


def _describe_chains(rows: Sequence[Row], total: int) -> list[str]:
    """Say from how many people the talks go back, because those of one chain are not independent."""
    chains = [row for row in rows if row["scope"] == "chain" and row["group"]]
    if total < 2 or not chains:
        return []
    known, alike = sum(row["interviews"] for row in chains), "people who know each other tend to say alike"
    if len(chains) == 1 and known == total:
        all_go = "Both talks go" if total == 2 else f"All {say_number(total)} talks go"
        return [f"{all_go} back to one person you began with, {chains[0]['group']}: {alike}, so others may add more."]
    most, of = chains[0]["interviews"], "the" if known == total else f"{say_number(known)} of the {say_number(total)}"
    said = f"{_begin(of)} talks go back to {say_number(len(chains))} people you began with"
    if most == 1 or most < _ONE_SIDED * total:
        return [f"{said}, no more than {say_number(most)} to the same." if most > 1 else f"{said}."]
    return [f"{said}, {say_number(most)} of them to {chains[0]['group']}: {alike}, so others may add more."]


def _say_talks(talks: int) -> str:
    return say_count(talks, "talk")


def say_new(row: Row) -> str:
    """Say which share of what a next talk names would be new, with its interval."""
    low, high = 1 - row["coverage_high"], 1 - row["coverage_low"]
    if row["coverage"] >= _ALL:
        return "hardly any"
    return f"about {say_share(1 - row['coverage'])} ({100 * low:.0f} to {100 * high:.0f} %)"


def _begin(text: str) -> str:
    return text[:1].upper() + text[1:]
