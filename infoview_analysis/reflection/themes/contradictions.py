"""Where interviewees contradict each other, both sides with who said it from which position."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import product

import pandas as pd

from infoview_analysis.corpus import Corpus
from infoview_analysis.language.cues import find_cues, list_words, load_phrases, plain_text
from infoview_analysis.language.orders import find_order
from infoview_analysis.reflection.frames import Row, by_time, cite, list_people, make_frame
from infoview_analysis.reflection.quotes import quote_lines
from infoview_analysis.reflection.themes.matters import find_sides
from infoview_analysis.reflection.words import join_known, say_list
from infoview_analysis.word_lists import compile_any, load_toml

__all__ = ["find_contradictions"]

_COLUMNS = {
    "kind": "string",
    "matter": "string",
    "one": "string",
    "one_people": "Int64",
    "one_support": "Int64",
    "one_by": "string",
    "one_quotes": "string",
    "other": "string",
    "other_people": "Int64",
    "other_support": "Int64",
    "other_by": "string",
    "other_quotes": "string",
}
_CUES = {"needed": ("needed",), "declining": ("declining", "unwanted")}
"""Cues one of which a statement on a skill must hold: what only its surroundings tell is too unsure to set against
another."""
_DEMANDS = {"needed": "a must", "optional": "a plus"}
"""Sides of a skill that is asked for in so many words (``demands.toml``), by stance."""
_GENERAL = re.compile(
    r"changes?|changing|money|clients|companies|customers|employers|firms|hiring|hours|industry|jobs?|market|people|person|places?|posts?|prices?"
    r"|roles?|sector|teams?|things?|work|years?"
)
"""Words that many trends begin with, whatever they are about."""
_LABEL = re.compile(r"^[^:]{0,40}:\s*")
_SHORT = 4
"""Letters that it takes to name what a trend is about."""

_Sides = Mapping[str, Mapping[str, list[Row]]]
"""Statements by matter and side."""


def find_contradictions(corpus: Corpus) -> pd.DataFrame:
    """Set side by side what some interviewees say and others deny.

    Four kinds: ``advice`` for and against the same matter (those of ``matters.toml``), ``order`` of two things that
    some put the other way round, ``trend`` said to rise and to decline, ``skill`` needed by some, and declining or a
    mere plus for others. Found is only what is said in so many words; there may be more.

    Returns
    -------
    pandas.DataFrame
        One row per contradiction, those with most people on the weaker side first. ``one`` and ``other`` name the
        sides, ``one_people`` counts the interviewees on a side, ``one_support`` the interviews, ``one_by`` says who
        they are and from which position they speak (role, organization, field of work), ``one_quotes`` has a line per
        statement with note and line.

    Examples
    --------
    >>> find_contradictions(Corpus.empty()).empty
    True
    """
    positions = {row["interview_id"]: _say_position(row) for row in cite(corpus, corpus.interviews)}
    skills = _gather_skills(corpus)
    kinds = (
        ("advice", _gather_advice(corpus), ("for", "against")),
        *(("order", {_name_pair(*sides): sides}, tuple(sides)) for sides in _gather_orders(corpus)),
        ("trend", _gather_trends(corpus), ("rising", "declining")),
        ("skill", skills, ("needed", "declining")),
        ("skill", skills, (_DEMANDS["needed"], _DEMANDS["optional"])),
    )
    rows = [row for kind, sides, names in kinds for row in _oppose(kind, sides, names, positions)]
    rows.sort(key=lambda row: (row["kind"], row["matter"].casefold()))
    rows.sort(key=lambda row: min(row["one_people"], row["other_people"]), reverse=True)
    return make_frame(_COLUMNS, rows)


def _gather_advice(corpus: Corpus) -> _Sides:
    found = _make_sides()
    for row in _cite_interviews(corpus, corpus.advice):
        for matter, side in find_sides(row["quote"], row["polarity"]).items():
            found[matter][side].append(row)
    return found


def _gather_orders(corpus: Corpus) -> Iterator[dict[str, list[Row]]]:
    """Gather what puts two things in an order, by the thing that comes first; pairs told by the same rows once."""
    found: dict[tuple[str, str], dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in _cite_interviews(corpus, corpus.advice):
        if order := find_order(row["quote"]):
            for first, later in product(sorted(order.first), sorted(order.later)):
                found[min(first, later), max(first, later)][first].append(row)
    seen = set()
    for pair, sides in sorted(found.items()):
        said = tuple((row["note"], row["line"], row["quote"]) for word in pair for row in sides[word])
        if all(sides[word] for word in pair) and said not in seen:
            seen.add(said)
            yield {f"{_as_written(word, sides[word])} first": sides[word] for word in pair}


def _as_written(word: str, said: Sequence[Row]) -> str:
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", said[0]["quote"], re.IGNORECASE)
    return found.group() if found else word


def _name_pair(one: str, other: str) -> str:
    return f"{one.removesuffix(' first')} or {other}"


def _gather_trends(corpus: Corpus) -> _Sides:
    found = _make_sides()
    for row in _cite_interviews(corpus, corpus.trends):
        if subject := _find_subject(row["quote"]):
            found[subject][row["direction"]].append(row)
    return found


def _gather_skills(corpus: Corpus) -> _Sides:
    found = _make_sides()
    for row in _cite_interviews(corpus, corpus.skills):
        if row["speaker"] == "interviewee":
            for side in _find_demands(row["quote"], row["stance"]):
                found[row["skill"]][side].append(row)
    return found


def _find_demands(quote: str, stance: str) -> Iterator[str]:
    cues = find_cues(quote, "stance")
    if any(cue in cues for cue in _CUES.get(stance, ())):
        yield stance
    if stance in _DEMANDS and _load_demands()[stance].search(plain_text(quote)):
        yield _DEMANDS[stance]


@cache
def _load_demands() -> Mapping[str, re.Pattern[str]]:
    return {stance: compile_any(words) for stance, words in load_toml(__package__, "demands.toml").items()}


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


def _oppose(kind: str, sides: _Sides, names: Sequence[str], positions: Mapping[str, str]) -> Iterator[Row]:
    for matter, said in sides.items():
        one, other = (sorted(said.get(name, ()), key=by_time) for name in names)
        # Who says both has changed their mind or sees two cases; that is no contradiction between people.
        if list_people(one) - list_people(other) and list_people(other) - list_people(one):
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
        f"{side}_people": len(list_people(said)),
        f"{side}_support": len(talks),
        f"{side}_by": say_list(list(dict.fromkeys(positions[talk] for talk in talks))),
        f"{side}_quotes": quote_lines(said),
    }


def _say_position(talk: Row) -> str:
    position = join_known(join_known(talk["role"], talk["organization"]), talk["field"], sign="; ")
    return f"{talk['interviewee']} ({position})" if position else str(talk["interviewee"])


def _cite_interviews(corpus: Corpus, table: pd.DataFrame) -> list[Row]:
    return [row for row in cite(corpus, table) if row["interview_id"]]


def _make_sides() -> dict[str, dict[str, list[Row]]]:
    return defaultdict(lambda: defaultdict(list))
