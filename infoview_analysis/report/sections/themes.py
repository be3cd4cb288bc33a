"""What is changing, what they advise, and where they contradict each other."""

from collections.abc import Mapping, Sequence

from infoview_analysis.corpus import Corpus
from infoview_analysis.reflection.frames import Row, by_time, cite, group_rows, list_people, list_rows
from infoview_analysis.reflection.skills.demand import SENSES
from infoview_analysis.reflection.themes.contradictions import find_contradictions
from infoview_analysis.reflection.themes.ranking import rank_advice, rank_trends
from infoview_analysis.report.citing import Sources

__all__ = ["build_advice", "build_contradictions", "build_trends"]

_DIRECTIONS = {
    "rising": "Growing",
    "shifting": "Giving way to something else",
    "declining": "Fading",
    "unclear": "Changing, direction unclear",
}
_POLARITIES = {"do": "Do", "avoid": "Avoid"}
_SIDE_NAMES: Mapping[str, Mapping[str, str]] = {"trend": _DIRECTIONS, "skill": SENSES}
"""What sides are called where it is not by their own word, by kind of contradiction."""
_COLORED = frozenset(["for", "against", "rising", "declining", "needed"])
"""Sides that have a colour; which thing comes first is told in words of the notes and has none."""
_KINDS = {"advice": "Advice", "order": "What comes first", "trend": "Where it is going", "skill": "Skill"}


def build_trends(corpus: Corpus, sources: Sources) -> Row:
    """Gather what is said of change: what several say, then all of it by direction, the latest first."""
    return _build(cite(corpus, corpus.trends), list_rows(rank_trends(corpus)), "direction", _DIRECTIONS, sources)


def build_advice(corpus: Corpus, sources: Sources) -> Row:
    """Gather the advice: what several give, then all of it for and against, the latest first."""
    return _build(cite(corpus, corpus.advice), list_rows(rank_advice(corpus)), "polarity", _POLARITIES, sources)


def _build(said: Sequence[Row], ranked: Sequence[Row], column: str, names: Mapping[str, str], sources: Sources) -> Row:
    rows = sorted(said, key=by_time)
    by_theme = group_rows((row for row in rows if row["interview_id"]), "theme", "quote")
    themes = [
        row
        | {
            "id": row["theme_id"],
            "senses": [(key, name, row[key]) for key, name in names.items() if row[key]],
            "said": [sources.cite(one, names[one[column]]) for one in by_theme[row["theme"]]],
        }
        for row in ranked
        if len(list_people(by_theme[row["theme"]])) > 1
    ]
    groups = group_rows(reversed(rows), column)
    return {
        "themes": themes,
        "groups": [(key, name, sources.cite_all(groups[key])) for key, name in names.items() if key in groups],
    }


def build_contradictions(corpus: Corpus, sources: Sources) -> list[Row]:
    """Gather what some say and others deny, both sides with who says it from which position."""
    return [
        {
            "id": f"contradiction-{number}",
            "matter": row["matter"],
            "kind": _KINDS[row["kind"]],
            "sides": [_describe_side(row, side, sources) for side in ("one", "other")],
        }
        for number, row in enumerate(list_rows(find_contradictions(corpus)), 1)
    ]


def _describe_side(row: Row, side: str, sources: Sources) -> Row:
    name = _SIDE_NAMES.get(row["kind"], {}).get(row[side], row[side])
    return {
        "key": row[side] if row[side] in _COLORED else "",
        "name": name[:1].upper() + name[1:],
        "support": row[f"{side}_support"],
        "said": sources.read(row[f"{side}_quotes"]),
    }
