"""Where interviewees contradict each other, both sides with who said it from which position."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from infoview_analysis.corpus import Corpus
from infoview_analysis.language.cues import find_cues, list_words, load_phrases
from infoview_analysis.reflection.frames import Row, by_time, cite, make_frame
from infoview_analysis.reflection.quotes import quote_lines
from infoview_analysis.reflection.themes.matters import find_sides
from infoview_analysis.reflection.words import join_known, say_list

__all__ = ["find_contradictions"]

_COLUMNS = {
    "kind": "string",
    "matter": "string",
    "one": "string",
    "one_support": "Int64",
    "one_by": "string",
    "one_quotes": "string",
    "other": "string",
    "other_support": "Int64",
    "other_by": "string",
    "other_quotes": "string",
}
_CUES = {"needed": ("needed",), "declining": ("declining", "unwanted")}
"""Cues one of which a statement on a skill must hold: what only its surroundings tell is too unsure to set against
another."""
_GENERAL = re.compile(
    r"changes?|changing|money|clients|companies|customers|employers|firms|hiring|hours|industry|jobs?|market|people|person|places?|posts?|prices?"
    r"|roles?|sector|teams?|things?|work|years?"
)
"""Words that many trends begin with, whatever they are about."""
_LABEL = re.compile(r"^[^:]{0,40}:\s*")
_SHORT = 4
"""Letters that it takes to name what a trend is about."""

_Sides = dict[str, dict[str, list[Row]]]
"""Statements by matter and side."""


def find_contradictions(corpus: Corpus) -> pd.DataFrame:
    """Set side by side what some interviewees say and others deny.

    Three kinds: ``advice`` for and against the same matter (those of ``matters.toml``), ``trend`` said to rise and to
    decline, ``skill`` needed and declining. Found is only what is said in so many words; there may be more.

    Returns
    -------
    pandas.DataFrame
        One row per contradiction, those with most interviews on the weaker side first. ``one`` and ``other`` name the
        sides, ``one_support`` the interviews on a side, ``one_by`` who says so and from which position (role,
        organization, field of work), ``one_quotes`` has a line per statement with note and line.

    Examples
    --------
    >>> find_contradictions(Corpus.empty()).empty
    True
    """
    positions = {row["interview_id"]: _say_position(row) for row in cite(corpus, corpus.interviews)}
    kinds = (
        ("advice", _gather_advice(corpus), ("for", "against")),
        ("trend", _gather_trends(corpus), ("rising", "declining")),
        ("skill", _gather_skills(corpus), ("needed", "declining")),
    )
    rows = [row for kind, sides, names in kinds for row in _oppose(kind, sides, names, positions)]
    rows.sort(key=lambda row: (row["kind"], row["matter"].casefold()))
    rows.sort(key=lambda row: min(row["one_support"], row["other_support"]), reverse=True)
    return make_frame(_COLUMNS, rows)


def _gather_advice(corpus: Corpus) -> _Sides:
    found = _make_sides()
    for row in _cite_interviews(corpus, corpus.advice):
        for matter, side in find_sides(row["quote"], row["polarity"]).items():
            found[matter][side].append(row)
    return found


def _gather_trends(corpus: Corpus) -> _Sides:
    found = _make_sides()
    for row in _cite_interviews(corpus, corpus.trends):
        if subject := _find_subject(row["quote"]):
            found[subject][row["direction"]].append(row)
    return found


def _gather_skills(corpus: Corpus) -> _Sides:
    found = _make_sides()
    for row in _cite_interviews(corpus, corpus.skills):
        cues = find_cues(row["quote"], "stance")
        if row["speaker"] == "interviewee" and any(cue in cues for cue in _CUES.get(row["stance"], ())):
            found[row["skill"]][row["stance"]].append(row)
    return found


def _find_subject(text: str) -> str:
    """Find the words a trend begins with: *dashboards* in *Dashboards are going the way of the fax*."""
    plain = frozenset().union(*load_phrases("plain").values()) | list_words("trends")
    opening: list[str] = []
    for word in re.findall(r"[^\W_]+|[^\w\s]", _LABEL.sub("", text.casefold())):
        if word in plain or not word.isalnum() or _GENERAL.fullmatch(word):
            if opening:
                break
        else:
            opening.append(word)
    # All of them: council money may fall while adaptation money rises.
    subject = " ".join(opening)
    return "" if len(subject) < _SHORT or subject.isdigit() else subject


def _oppose(kind: str, sides: _Sides, names: tuple[str, str], positions: Mapping[str, str]) -> Iterator[Row]:
    for matter, said in sides.items():
        one, other = (sorted(said.get(name, ()), key=by_time) for name in names)
        # Who says both has changed their mind or sees two cases; that is no contradiction between people.
        if _list_people(one) - _list_people(other) and _list_people(other) - _list_people(one):
            yield {
                "kind": kind,
                "matter": matter,
                **_describe_side("one", names[0], one, positions),
                **_describe_side("other", names[1], other, positions),
            }


def _describe_side(side: str, name: str, said: Sequence[Row], positions: Mapping[str, str]) -> Row:
    talks = list(dict.fromkeys(row["interview_id"] for row in said))
    return {
        side: name,
        f"{side}_support": len(talks),
        f"{side}_by": say_list([positions[talk] for talk in talks]),
        f"{side}_quotes": quote_lines(said),
    }


def _say_position(talk: Row) -> str:
    position = join_known(join_known(talk["role"], talk["organization"]), talk["field"], sign="; ")
    return f"{talk['interviewee']} ({position})" if position else str(talk["interviewee"])


def _list_people(said: Sequence[Row]) -> set[str]:
    return {row["interviewee_id"] or row["interview_id"] for row in said}


def _cite_interviews(corpus: Corpus, table: pd.DataFrame) -> list[Row]:
    return [row for row in cite(corpus, table) if row["interview_id"]]


def _make_sides() -> _Sides:
    return defaultdict(lambda: defaultdict(list))
