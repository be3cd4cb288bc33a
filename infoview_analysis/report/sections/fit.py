"""How the paths suit the note-taker: evidence for and against, what is unknown, how opinions moved."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from infoview_analysis.corpus import Corpus
from infoview_analysis.reflection.fit.comparison import ENOUGH_KNOWN, build_matrix, compare_paths
from infoview_analysis.reflection.fit.evidence import gather_evidence
from infoview_analysis.reflection.fit.opinions import trace_opinions
from infoview_analysis.reflection.frames import Row, by_time, cite, group_rows, list_rows
from infoview_analysis.reflection.profile import Profile
from infoview_analysis.reflection.quotes import unique_statements
from infoview_analysis.reflection.words import say_count, say_date, say_list, say_share, warn_few
from infoview_analysis.report.citing import Sources
from infoview_analysis.report.lines import draw_opinions

__all__ = ["build_fit"]

_SIDES = ("for", "against", "mixed")
_CHANGES = {
    "first": "",
    "up": "more for it than after the talk before",
    "down": "less for it than after the talk before",
    "same": "as after the talk before",
}
_MOST_COLUMNS = 5
"""Paths that stand side by side."""
_MOST_ASKED = 4
"""Values named as unknown before one asks for more."""


def build_fit(corpus: Corpus, profile: Profile | None, sources: Sources) -> Row:
    """Gather what speaks for and against each path; ``paths`` is empty where nothing was heard."""
    cells, evidence = list_rows(build_matrix(corpus, profile)), list_rows(gather_evidence(corpus, profile))
    said = _gather(evidence)
    ranked = list_rows(compare_paths(corpus, profile))
    heard = [row for row in ranked if row["quotes"] or (row["is_target"] and evidence)]
    paths = [
        _describe_path(f"path-{number}", row, [cell for cell in cells if cell["path"] == row["path"]], said, sources)
        for number, row in enumerate(heard, 1)
    ]
    return {
        "paths": paths,
        "silent": [row["path"] for row in ranked if row not in heard] if paths else [],
        "matrix": _build_table([path for path in paths if path["heard"] or path["is_target"]][:_MOST_COLUMNS]),
        "order": _say_order(ranked),
        "opinions": _build_opinions(corpus, profile, paths, sources),
        "remarks": [_cite_remark(row, row["valence"], sources) for row in _list_remarks(corpus)],
    }


def _list_remarks(corpus: Corpus) -> list[Row]:
    return sorted(cite(corpus, corpus.reflections), key=by_time)


def _cite_remark(row: Row, tag: str, sources: Sources) -> Row:
    return sources.cite(row | {"speaker": "note_taker"}, tag)


def _gather(evidence: Sequence[Row]) -> Mapping[tuple[str, str], list[Row]]:
    said: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in evidence:
        said[row["path"], row["value"]].append(row)
    return said


def _cite(row: Row, sources: Sources) -> Row:
    own = {"speaker": "note_taker"} if row["source"] == "reflection" else {}
    return sources.cite(row | own, row["side"])


def _describe_path(
    key: str, row: Row, cells: Sequence[Row], said: Mapping[tuple[str, str], list[Row]], sources: Sources
) -> Row:
    values = [
        cell
        | {
            "id": f"{key}-{number}",
            "weight": cell["weight"] if isinstance(cell["weight"], int) else None,
            "counts": _say_talks(cell),
            "said": [_cite(one, sources) for one in said[row["path"], cell["value"]]],
        }
        for number, cell in enumerate(cells, 1)
    ]
    questions = [value for value in values if value["question"] and value["weight"]]
    others = unique_statements(said.get((row["path"], ""), []))
    return {
        "id": key,
        "name": row["path"],
        "is_target": row["is_target"],
        "heard": [value for value in values if value["talks"]],
        "cells": values,
        "questions": questions,
        "asked": say_list([value["value"] for value in questions], most=_MOST_ASKED),
        "others": [_cite(one, sources) for one in others],
        "summary": _say_summary(row),
        "score": _say_score(row),
    }


def _say_talks(cell: Row) -> str:
    return ", ".join(f"{cell[f'talks_{side}']} {side}" for side in _SIDES if cell[f"talks_{side}"])


def _say_summary(row: Row) -> str:
    if not row["interviews"] and not row["quotes"]:
        return "Nobody was heard on this path yet."
    talks = say_count(row["interviews"], "talk").capitalize()
    if not row["remarks"]:
        return f"{talks}; no remark of yours speaks for or against it."
    split = [f"{row[f'remarks_{side}']} {side}" for side in _SIDES if row[f"remarks_{side}"]]
    return f"{talks}; your {'remark' if row['remarks'] == 1 else 'remarks'}: {say_list(split)}."


def _say_score(row: Row) -> str:
    """Say the score with what it rests on, or why there is none; "" without weights."""
    if not isinstance(row["weight_known"], float) or not row["interviews"]:
        return ""
    if not row["talks"]:
        return "No score: nothing was heard yet of any of your values."
    heard = f"{say_count(row['talks'], 'talk')} on {row['values_known']} of {row['values']} values"
    weight = f"{say_share(row['weight_known'])} of the weight"
    if row["weight_known"] < ENOUGH_KNOWN:
        return f"Too little for a score: {heard}, {weight}."
    span = f"from {_say_number(row['score_low'])} to {_say_number(row['score_high'])}"
    score = _say_number(row["score"])
    known = f"Score {score}, on a scale from −1 to 1, from {heard}, {weight}"
    return f"{known}; with the unknown values it could be {span}."


def _say_number(number: float) -> str:
    return f"{number:.2f}".replace("-0.00", "0.00").replace("-", "−")


def _build_table(paths: Sequence[Row]) -> Row | None:
    """Set paths side by side: a row for each value that was heard of on any of them."""
    if len(paths) < 2 or not any(path["heard"] for path in paths):
        return None
    rows = [cells for cells in zip(*(path["cells"] for path in paths), strict=True) if any(c["talks"] for c in cells)]
    return {
        "paths": paths,
        "rows": [{"value": cells[0]["value"], "weight": cells[0]["weight"], "cells": cells} for cells in rows],
    }


def _say_order(paths: Sequence[Row]) -> str:
    compared = [row for row in paths if isinstance(row["first"], float)]
    if not compared:
        return ""
    names, few = say_list([row["path"] for row in compared]), warn_few(sum(row["talks"] for row in compared), "talk")
    draws = f"{compared[0]['draws']:,} draws"
    return (
        f"How sure is the order of {names}? With every weight moved by up to one level ({draws}), "
        f"{_say_firsts(compared, 'first')}; with one talk left out at a time, "
        f"{_say_firsts(compared, 'first_without_one')}{few}."
    )


def _say_firsts(paths: Sequence[Row], column: str) -> str:
    """Say which paths lead how often; who never does is not named."""
    leading = [row for row in paths if isinstance(row[column], float) and row[column] > 0]
    leading.sort(key=lambda row: -row[column])
    if not leading:
        return "none keeps coming first"
    if leading[0][column] == 1:
        return f"{leading[0]['path']} always comes first"
    first, *others = [f"{row['path']} comes first in {say_share(row[column])}" for row in leading]
    return say_list([first, *(other.replace(" comes first", "") for other in others)])


def _build_opinions(corpus: Corpus, profile: Profile | None, paths: Sequence[Row], sources: Sources) -> list[Row]:
    """Follow the remarks on each path on which there are at least two talks with any."""
    by_path = group_rows(list_rows(trace_opinions(corpus, profile)), "path")
    order = [path["name"] for path in paths if len(by_path.get(path["name"], ())) > 1]
    days = [row["date"] for path in order for row in by_path[path]]
    return [
        {
            "path": path,
            "drawing": draw_opinions(by_path[path], min(days), max(days)),
            "steps": [_describe_step(row, sources) for row in by_path[path]],
        }
        for path in order
    ]


def _describe_step(row: Row, sources: Sources) -> Row:
    sides = [f"{row[f'remarks_{side}']} {side}" for side in ("for", "against") if row[f"remarks_{side}"]]
    left = row["remarks"] - row["remarks_for"] - row["remarks_against"]
    counts = [*sides, *([f"{left} mixed"] if left else [])]
    return {
        "who": row["interviewee"],
        "date": row["date"],
        "day": say_date(row["date"]),
        "counts": ", ".join(counts),
        "change": _CHANGES[row["change"]],
        "said": [words | {"position": "", "who": ""} for words in sources.read(row["quotes"])],
    }
