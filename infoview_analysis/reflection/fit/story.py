"""Career fit in plain sentences: each path, how sure the order is, how opinions moved, what to ask."""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from infoview_analysis.corpus import Corpus
from infoview_analysis.corpus.fields import UNKNOWN_FIELD
from infoview_analysis.reflection.fit.comparison import ENOUGH_KNOWN, build_matrix, compare_paths
from infoview_analysis.reflection.fit.opinions import trace_opinions
from infoview_analysis.reflection.fit.paths import find_paths
from infoview_analysis.reflection.frames import Row, group_rows, list_rows
from infoview_analysis.reflection.profile import Profile
from infoview_analysis.reflection.words import say_count, say_date, say_list, say_share, warn_few

__all__ = ["describe_fit"]

_QUESTIONS = 3
"""Questions told of each path; the matrix has all."""
_SIDES = {"for": "for", "against": "against", "mixed": "both ways"}
_CHANGES = {
    "up": "more for it than after the talk before",
    "down": "less for it than after the talk before",
    "same": "as after the talk before",
}


def describe_fit(corpus: Corpus, profile: Profile | None = None) -> list[str]:
    """Say what speaks for and against each path, with quotes and places.

    Parameters
    ----------
    corpus
        The tables.
    profile
        The note-taker; without it there is evidence by field of work and no score.

    Returns
    -------
    list of str
        Lines; those that are part of the line above are indented. They inform and recommend nothing.

    Examples
    --------
    >>> describe_fit(Corpus.empty())
    ['There is no interview in these notes yet, so nothing can be said of how a path fits you.']
    """
    if corpus.interviews.empty:
        return ["There is no interview in these notes yet, so nothing can be said of how a path fits you."]
    paths = list_rows(compare_paths(corpus, profile))
    cells = group_rows(list_rows(build_matrix(corpus, profile)), "path")
    heard = [row for row in paths if row["quotes"] or row["is_target"]]
    lines = [_introduce(len(corpus.interviews), profile)]
    for row in heard:
        lines += ["", *_describe_path(row, cells[row["path"]])]
    lines += _describe_silent([row for row in paths if row not in heard])
    lines += _describe_others([row["path"] for row in paths if row["is_target"]], corpus, profile)
    lines += _describe_order(paths)
    lines += _describe_opinions(list_rows(trace_opinions(corpus, profile)))
    return lines + _describe_questions(heard, cells)


def _introduce(talks: int, profile: Profile | None) -> str:
    say = "says" if talks == 1 else "say"
    what = f"What {say_count(talks, 'interview')} {say} for and against each path{warn_few(talks, 'interview')}."
    if profile is None or not profile.values:
        return f"{what} With values and their weights in a profile (option --profile) there is a score too."
    return f"{what} Scores go from −1 to 1 and follow your own weights; they weigh what was heard, the choice is yours."


def _describe_path(row: Row, cells: Sequence[Row]) -> Iterator[str]:
    if not row["interviews"] and not row["quotes"]:
        yield f"{row['path']}: nobody was heard on this path yet."
        return
    yield f"{row['path']}: {say_count(row['interviews'], 'interview')}; {_say_remarks(row)}"
    if not pd.isna(row["weight_known"]):
        yield f"   {_say_score(row)}"
    for cell in cells:
        if cell["talks"]:
            weight = "" if pd.isna(cell["weight"]) else f" (weight {cell['weight']})"
            yield f"   {cell['value']}{weight}: {_say_talks(cell)}"
            yield f"      {str(cell['quotes']).splitlines()[-1]}"
    if not any(cell["talks"] for cell in cells):
        yield from (f"      {quote}" for quote in str(row["quotes"]).splitlines()[-1:])


def _say_remarks(row: Row) -> str:
    if not row["remarks"]:
        return "no remark of yours speaks for or against it"
    split = f"{row['remarks_for']} for it, {row['remarks_against']} against, {row['remarks_mixed']} undecided"
    return f"your remarks: {split}"


def _say_score(row: Row) -> str:
    heard = f"{say_count(row['talks'], 'talk')} on {row['values_known']} of {row['values']} values"
    weight = f"{say_share(row['weight_known'])} of the weight"
    if not row["talks"]:
        return "No score: nothing was heard yet of any of your values."
    if row["weight_known"] < ENOUGH_KNOWN:
        return f"Too little for a score: {heard}, {weight}."
    span = f"from {_say_number(row['score_low'])} to {_say_number(row['score_high'])}"
    return (
        f"Score {_say_number(row['score'])}, from {heard}, {weight}; the unknown values could make it anything {span}."
    )


def _say_number(number: float) -> str:
    return f"{number:.2f}".replace("-0.00", "0.00").replace("-", "−")


def _say_talks(cell: Row) -> str:
    counts = [(cell[f"talks_{side}"], said) for side, said in _SIDES.items()]
    return ", ".join(f"{say_count(count, 'talk')} {said}" for count, said in counts if count)


def _describe_silent(rows: Sequence[Row]) -> list[str]:
    if not rows:
        return []
    return ["", f"Nothing for or against was found about {say_list([_name_silent(row) for row in rows])}."]


def _name_silent(row: Row) -> str:
    talks = say_count(row["interviews"], "interview")
    if row["path"] == UNKNOWN_FIELD:
        return f"{talks} whose field of work is not known"
    return f"{row['path']} ({talks})"


def _describe_others(targets: Sequence[str], corpus: Corpus, profile: Profile | None) -> list[str]:
    """Name the interviews that belong to no target, and the path each was put to."""
    paths = find_paths(corpus, profile)
    others = [row for row in list_rows(corpus.interviews) if paths[row["interview_id"]] not in targets]
    if not targets or not others:
        return []
    said = say_list([f"{row['interviewee'] or row['note']} ({paths[row['interview_id']]})" for row in others])
    belong = "belongs" if len(others) == 1 else "belong"
    return [
        "",
        f"Other: {say_count(len(others), 'interview')} {belong} to none of your targets: {said}. "
        "A line such as `industry: " + targets[0] + "` in a note puts it to one.",
    ]


def _describe_order(paths: Sequence[Row]) -> list[str]:
    compared = [row for row in paths if not pd.isna(row["first"])]
    if not any(not pd.isna(row["weight_known"]) for row in paths):
        return []
    if not compared:
        enough = say_share(ENOUGH_KNOWN)
        return ["", f"No order of paths: fewer than two have evidence on {enough} of the weight."]
    names = say_list([row["path"] for row in compared])
    weighted = say_list([f"{row['path']} in {say_share(row['first'])}" for row in compared])
    without = say_list([f"{row['path']} in {say_share(row['first_without_one'])}" for row in compared])
    talks, heard = sum(row["talks"] for row in compared), sum(row["values_known"] > 0 for row in paths)
    return [
        "",
        f"How sure is the order of {names}?",
        f"   Every weight moved by up to one level, {compared[0]['draws']:,} draws: {weighted} come first.",
        f"   One talk left out at a time: {without}{warn_few(talks, 'talk')}.",
        *(["   The other paths have too little evidence to be compared."] if heard > len(compared) else []),
    ]


def _describe_opinions(opinions: Sequence[Row]) -> list[str]:
    last = {row["path"]: row for row in opinions if row["change"] != "first"}
    if not last:
        return []
    lines = [f"   {path}: {_say_change(row)}" for path, row in last.items()]
    return ["", "How your remarks moved, by the latest talk on each path:", *lines]


def _say_change(row: Row) -> str:
    remarks = f"{row['remarks_for']} for, {row['remarks_against']} against, of {say_count(row['remarks'], 'remark')}"
    talk = f"after {row['interviewee']} ({say_date(row['date'])})"
    return f"{talk} {_CHANGES[row['change']]} ({remarks}; {row['note']}:{row['line']})"


def _describe_questions(paths: Sequence[Row], cells: Mapping[str, Sequence[Row]]) -> list[str]:
    lines = []
    for row in paths:
        open_cells = [cell for cell in cells[row["path"]] if cell["question"] and not pd.isna(cell["weight"])]
        lines += [
            f"   {row['path']}, {cell['value']}: {cell['question']}"
            for cell in open_cells[:_QUESTIONS]
            if row["is_target"]
        ]
    return ["", "What is still unknown and weighs most; to ask:", *lines] if lines else []
