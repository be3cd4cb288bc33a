"""Career fit: what speaks for and against each path, by the note-taker's own values. It informs and decides nothing."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import pandas as pd

from infoview_analysis.corpus import Corpus
from infoview_analysis.reflection.fit.decision import (
    Cell,
    Score,
    fill_cells,
    score_path,
    share_of_firsts,
    share_without_one,
)
from infoview_analysis.reflection.fit.evidence import gather_evidence
from infoview_analysis.reflection.fit.paths import find_paths, name_target
from infoview_analysis.reflection.fit.values import Value, list_values
from infoview_analysis.reflection.frames import Row, list_rows, make_frame
from infoview_analysis.reflection.profile import Profile
from infoview_analysis.reflection.quotes import quote_lines, unique_statements

__all__ = ["ENOUGH_KNOWN", "build_matrix", "compare_paths"]

_DRAWS = 2000
"""Draws of weights: a share of them is right within 2 points 19 times in 20."""
ENOUGH_KNOWN = 0.5
"""Share of the weight that must lie on values with evidence before a path is compared: below, what is unknown could
turn the order round."""

_COLUMNS = {
    "path": "string",
    "is_target": "boolean",
    "interviews": "Int64",
    "remarks": "Int64",
    "remarks_for": "Int64",
    "remarks_against": "Int64",
    "remarks_mixed": "Int64",
    "talks": "Int64",
    "values": "Int64",
    "values_known": "Int64",
    "weight_known": "Float64",
    "score": "Float64",
    "score_low": "Float64",
    "score_high": "Float64",
    "first": "Float64",
    "first_without_one": "Float64",
    "draws": "Int64",
    "unknown": "string",
    "quotes": "string",
}
_MATRIX = {
    "path": "string",
    "value": "string",
    "weight": "Int64",
    "balance": "Float64",
    "talks": "Int64",
    "talks_for": "Int64",
    "talks_against": "Int64",
    "talks_mixed": "Int64",
    "question": "string",
    "quotes": "string",
}


def compare_paths(corpus: Corpus, profile: Profile | None = None, *, draws: int = _DRAWS) -> pd.DataFrame:
    """Compare the targets of a profile, or fields of work, by what was heard and by the note-taker's values.

    Parameters
    ----------
    corpus
        The tables.
    profile
        The note-taker; without it, or without values in it, there is evidence but no score.
    draws
        How often the weights are changed to see whether the order stays.

    Returns
    -------
    pandas.DataFrame
        One row per path: targets first, then by number of interviews. ``remarks`` are the note-taker's
        reflections, split by what they say. ``talks`` speak of a value; ``values_known`` of ``values`` have
        evidence, on which ``weight_known`` of the weight lies. ``score`` is the weighted mean of the known
        balances, from −1 to 1, ``score_low`` and ``score_high`` the mean over all values if all that is unknown
        turned out badly or well. ``first`` is the share of ``draws`` in which the path leads when each weight
        moves by up to one level, ``first_without_one`` the share of talks with evidence that can be left out, one
        at a time, with the path still leading. Both compare only paths with half of the weight known, and are
        missing where there are not two. ``unknown`` names the values without evidence, a line each, ``quotes`` all
        the evidence.

    Examples
    --------
    >>> compare_paths(Corpus.empty()).empty
    True
    """
    evidence, paths = list_rows(gather_evidence(corpus, profile)), find_paths(corpus, profile)
    cells, values = fill_cells(evidence), list_values(profile)
    weights = _weigh(values)
    firsts = share_of_firsts(_pick_comparable(cells, weights), weights, draws)
    stays = share_without_one([row for row in evidence if row["path"] in firsts], weights)
    rows = []
    for path in _list_paths(paths, profile):
        here = [row for row in evidence if row["path"] == path]
        score = score_path(cells.get(path, {}), weights)
        row = {"path": path, "is_target": path in _name_targets(profile), **_count_remarks(here)}
        row |= {"interviews": [*paths.values()].count(path), **_describe_values(cells.get(path, {}), values)}
        row |= _describe_score(score, has_weights=bool(weights)) | {
            "first": firsts.get(path),
            "first_without_one": stays.get(path),
        }
        telling = [said for said in here if said["remark"] or said["value"]]
        rows.append(row | {"draws": draws if path in firsts else None, "quotes": quote_lines(telling)})
    return make_frame(_COLUMNS, rows)


def build_matrix(corpus: Corpus, profile: Profile | None = None) -> pd.DataFrame:
    """Build the decision matrix: what was heard of each value on each path.

    Returns
    -------
    pandas.DataFrame
        One row per path and value, paths as in :func:`compare_paths`, the weightiest value first. ``balance`` is
        (``talks_for`` − ``talks_against``) / ``talks``, missing where nothing was heard: then ``question`` is
        what to ask. A talk counts once per cell. ``weight`` is missing without a profile.

    Examples
    --------
    >>> build_matrix(Corpus.empty()).empty
    True
    """
    evidence, values = list_rows(gather_evidence(corpus, profile)), list_values(profile)
    said: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in evidence:
        said[row["path"], row["value"]].append(row)
    cells = fill_cells(evidence)
    return make_frame(
        _MATRIX,
        [
            _describe_cell(path, value, cells.get(path, {}).get(value.name, Cell()), said[path, value.name])
            for path in _list_paths(find_paths(corpus, profile), profile)
            for value in values
        ],
    )


def _describe_cell(path: str, value: Value, cell: Cell, said: Sequence[Row]) -> Row:
    return {
        "path": path,
        "value": value.name,
        "weight": value.weight,
        "balance": cell.balance,
        "talks": cell.talks,
        "talks_for": cell.good,
        "talks_against": cell.bad,
        "talks_mixed": cell.mixed,
        "question": "" if cell.talks else value.question,
        "quotes": quote_lines(said),
    }


def _list_paths(paths: Mapping[str, str], profile: Profile | None) -> list[str]:
    targets, counts = _name_targets(profile), Counter(paths.values())
    others = sorted(counts.keys() - set(targets), key=lambda path: (-counts[path], path))
    return [*targets, *others]


def _name_targets(profile: Profile | None) -> list[str]:
    return list(dict.fromkeys(filter(None, map(name_target, profile.targets if profile else ()))))


def _weigh(values: Sequence[Value]) -> dict[str, int]:
    return {value.name: value.weight for value in values if value.weight is not None}


def _count_remarks(evidence: Sequence[Row]) -> Row:
    # A remark on several values is one remark.
    remarks = [row["remark"] for row in unique_statements(row for row in evidence if row["remark"])]
    counts = Counter(remarks)
    talks = {row["interview_id"] for row in evidence if row["value"]}
    return {
        "talks": len(talks),
        "remarks": len(remarks),
        **{f"remarks_{side}": counts[side] for side in ("for", "against", "mixed")},
    }


def _describe_values(cells: Mapping[str, Cell], values: Sequence[Value]) -> Row:
    unknown = [value.name for value in values if value.name not in cells]
    return {"values": len(values), "values_known": len(values) - len(unknown), "unknown": "\n".join(unknown)}


def _describe_score(score: Score, *, has_weights: bool) -> Row:
    bounds = (None, None) if score.mean is None else (score.low, score.high)
    known = score.known if has_weights else None
    return {"weight_known": known, "score": score.mean, "score_low": bounds[0], "score_high": bounds[1]}


def _pick_comparable(
    cells: Mapping[str, Mapping[str, Cell]], weights: Mapping[str, int]
) -> dict[str, Mapping[str, Cell]]:
    return {path: known for path, known in cells.items() if score_path(known, weights).known >= ENOUGH_KNOWN}
