"""Answers that have more to say than a row of a table holds: gaps, paths, contradictions, one talk."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from infoview_analysis.corpus import Corpus
from infoview_analysis.display.marking import KINDS
from infoview_analysis.display.shown import Shown, fold, list_markup, stack_lines, tell
from infoview_analysis.records import NAMELESS
from infoview_analysis.reflection.fit.comparison import ENOUGH_KNOWN
from infoview_analysis.reflection.frames import cite
from infoview_analysis.reflection.words import join_known, say_count, say_date, say_share
from infoview_analysis.rows import Row, group_rows, list_rows

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["show_contradictions", "show_gaps", "show_interview", "show_paths"]


def show_gaps(gaps: "pd.DataFrame", *, most: int = 6) -> Shown:
    """Show the first gaps: how many ask for each, with interval, your level, who asks, who objects, and the words.

    Parameters
    ----------
    gaps
        As :func:`infoview_analysis.rank_gaps` makes them.
    most
        How many.

    Examples
    --------
    >>> from infoview_analysis.reflection import rank_gaps
    >>> show_gaps(rank_gaps(Corpus.empty()))
    No gap was found: either no skill was asked for yet, or your profile covers all that were.
    """
    rows = list_rows(gaps)
    if not rows:
        return tell("No gap was found: either no skill was asked for yet, or your profile covers all that were.")
    return _stack([(_title_gap(row), _draw_share(row), [*_describe_gap(row)], row["quotes"]) for row in rows[:most]])


def _title_gap(row: Row) -> str:
    one = row["interviews"] == 1
    talks = "in the one talk" if one else f"{row['support']} of {say_count(row['interviews'], 'talk')}"
    return f"{row['skill']}: {talks}"


def _draw_share(row: Row) -> str:
    """Draw the share of talks as a bar, its interval behind it."""
    low, high, share = (round(100 * row[name], 1) for name in ("low", "high", "share"))
    spread = f'<i class="iv-range" style="left:{low}%;width:{round(high - low, 1)}%"></i>'
    return f'<span class="iv-bar">{spread}<i style="width:{share}%"></i></span>'


def _describe_gap(row: Row) -> Iterator[str]:
    low, high = (f"{100 * row[name]:.0f}" for name in ("low", "high"))
    yield f"{say_share(row['share'])} of the talks; 95 % interval {low} to {high} %"
    if isinstance(row["level"], int):
        yield f"your level {row['level']}" + (f": {row['shown_by']}" if row["shown_by"] else "")
    yield f"by field: {row['by_field']}" if row["by_field"] else ""
    yield f"towards your targets: {row['by_target']}" if row["by_target"] else ""
    yield from (f"against: {quote}" for quote in str(row["against_quotes"]).splitlines())
    yield f"goes with {row['goes_with']}" if row["goes_with"] else ""


def show_contradictions(contradictions: "pd.DataFrame", *, most: int = 8) -> Shown:
    """Show contradictions, both sides next to each other with who says so and from where.

    Parameters
    ----------
    contradictions
        As :func:`infoview_analysis.find_contradictions` makes them.
    most
        How many.

    Examples
    --------
    >>> from infoview_analysis.reflection import find_contradictions
    >>> show_contradictions(find_contradictions(Corpus.empty()))
    No contradiction was found. That takes two talks at least, and there may be some in other words.
    """
    rows = list_rows(contradictions)
    if not rows:
        return tell("No contradiction was found. That takes two talks at least, and there may be some in other words.")
    markup = "".join(
        f'<div class="iv-card"><b>{escape(row["matter"])}</b> <small>{escape(row["kind"])}</small>'
        f'<div class="iv-sides">{_write_side(row, "one")}{_write_side(row, "other")}</div></div>'
        for row in rows[:most]
    )
    lines = [
        f"{row['matter']} ({row['kind']}): {_say_side(row, 'one')}; {_say_side(row, 'other')}" for row in rows[:most]
    ]
    foot = f"{most} of {len(rows)}" if len(rows) > most else ""
    return stack_lines(markup, lines, foot)


def _say_side(row: Row, side: str) -> str:
    return f"{row[side]}, {say_count(row[f'{side}_support'], 'talk')}: {row[f'{side}_by']}"


def _write_side(row: Row, side: str) -> str:
    return f"<div><p>{escape(_say_side(row, side))}</p>{list_markup(str(row[f'{side}_quotes']).splitlines())}</div>"


def show_paths(paths: "pd.DataFrame", matrix: "pd.DataFrame", *, most: int = 6) -> Shown:
    """Show what speaks for and against each path, value by value, with the score where there is one.

    Parameters
    ----------
    paths
        As :func:`infoview_analysis.compare_paths` makes them.
    matrix
        As :func:`infoview_analysis.build_matrix` makes it.
    most
        How many paths.

    Examples
    --------
    >>> from infoview_analysis.reflection import build_matrix, compare_paths
    >>> show_paths(compare_paths(Corpus.empty()), build_matrix(Corpus.empty()))
    Nothing was heard of any path yet.
    """
    cells = group_rows(list_rows(matrix), "path")
    heard = [row for row in list_rows(paths) if row["quotes"] or row["is_target"]][:most]
    if not heard:
        return tell("Nothing was heard of any path yet.")
    return _stack(
        [(row["path"], "", [*_describe_path(row, cells.get(row["path"], []))], row["quotes"]) for row in heard]
    )


def _describe_path(row: Row, cells: Sequence[Row]) -> Iterator[str]:
    split = f"{row['remarks_for']} for it, {row['remarks_against']} against, {row['remarks_mixed']} undecided"
    remarks = f"your own remarks: {split}" if row["remarks"] else "no remark of your own"
    yield f"{say_count(row['interviews'], 'talk')}; {remarks}"
    yield _say_score(row)
    for name, word in (("talks_for", "for"), ("talks_against", "against")):
        said = [f"{cell['value']} ({cell[name]})" for cell in cells if cell[name]]
        yield f"{word}, by number of talks: {', '.join(said)}" if said else ""
    unknown = str(row["unknown"]).splitlines()
    yield f"nothing heard of: {', '.join(unknown)}" if unknown else ""


def _say_score(row: Row) -> str:
    if not isinstance(row["weight_known"], float) or row["weight_known"] != row["weight_known"]:
        return ""
    known = f"known on {row['values_known']} of {row['values']} values"
    if row["weight_known"] < ENOUGH_KNOWN:
        return f"too little for a score: {known}, {say_share(row['weight_known'])} of the weight"
    score, low, high = (f"{row[name]:.2f}".replace("-", "−") for name in ("score", "score_low", "score_high"))
    return f"score {score}, {known}; with the others it could be anything from {low} to {high}"


def show_interview(corpus: Corpus, interview_id: str) -> Shown:
    """Show one talk: with whom, when and how, and what was taken from it.

    Parameters
    ----------
    corpus
        The tables.
    interview_id
        As in the tables.

    Examples
    --------
    >>> show_interview(Corpus.empty(), "ann.md#1")
    There is no talk “ann.md#1”; corpus.interviews has them all.
    """
    talk = next((row for row in cite(corpus, corpus.interviews) if row["interview_id"] == interview_id), None)
    if talk is None:
        return tell(f"There is no talk “{interview_id}”; corpus.interviews has them all.")
    title = join_known(talk["interviewee"] or NAMELESS, talk["role"], talk["organization"])
    medium, minutes = str(talk["medium"]).replace("_", " "), talk["duration_min"]
    length = f"{minutes} minutes" if isinstance(minutes, int) else ""
    through = f"through {talk['referred_by']}" if talk["referred_by"] else ""
    about = [join_known(say_date(talk["date"]), medium, length, through), join_known(talk["field"], talk["note"])]
    said = {kind: _list_said(corpus, table, interview_id) for table, kind in KINDS.items()}
    folded = [fold(f"{len(rows)} × {kind.replace('_', '-')}", list_markup(rows)) for kind, rows in said.items() if rows]
    head = f'<div class="iv-card"><b>{escape(title)}</b>{list_markup(filter(None, about))}{"".join(folded)}</div>'
    counts = ", ".join(f"{len(rows)} × {kind.replace('_', '-')}" for kind, rows in said.items() if rows)
    return Shown(head, "\n".join(filter(None, [title, *about, counts])))


def _list_said(corpus: Corpus, table: str, interview_id: str) -> list[str]:
    rows = [row for row in list_rows(corpus.tables[table]) if row["interview_id"] == interview_id]
    named = [(f"{row['skill']}, {row['stance']}: " if table == "skills" else "") + f"“{row['quote']}”" for row in rows]
    return [f"{said} (line {row['line']})" for said, row in zip(named, rows, strict=True)]


def _stack(cards: Sequence[tuple[str, str, Sequence[str], str]]) -> Shown:
    """Stack cards: each a title, a picture as markup, facts, and quotations, a line each."""
    markup, lines = "", []
    for title, picture, facts, quotes in cards:
        kept, said = [fact for fact in facts if fact], str(quotes).splitlines()
        words = fold(say_count(len(said), "quotation").capitalize(), list_markup(said)) if said else ""
        markup += f'<div class="iv-card"><b>{escape(title)}</b>{picture}{list_markup(kept)}{words}</div>'
        lines += [title, *(f"   {fact}" for fact in kept)]
    return Shown(markup, "\n".join(lines))
