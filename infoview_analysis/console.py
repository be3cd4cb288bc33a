"""What the program says, line by line; printing is left to :mod:`infoview_analysis.cli`."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Sized
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from infoview_analysis.records import NAMELESS
from infoview_analysis.rows import group_rows, list_rows

if TYPE_CHECKING:
    import pandas as pd

    from infoview_analysis.corpus import Corpus
    from infoview_analysis.corpus.pseudonyms import Key

__all__ = [
    "clean_line",
    "describe_agenda",
    "describe_gaps",
    "describe_heard",
    "describe_hidden",
    "describe_notes",
    "describe_passages",
    "describe_people",
    "describe_tables",
    "describe_themes",
    "list_cohorts",
]

_Row = Mapping[str, Any]

_QUOTES = 3
"""Quotations shown of each gap; the tables and the page have them all."""

_SINGLE = 10
"""Gaps of one interview each up to which all are told with their quotation."""

_CORRECTIONS = "corrections.toml"
"""File of the user's among the notes."""
_LETTERS = 200
"""Of a task; what was dictated without a stop is longer."""
_PARTS = {"to_tell": "Whom to tell", "to_give": "What to give back", "waiting": "Waiting for"}
"""Titles of the parts of the agenda after the first."""

_COUNTED = {
    "interviews": ("interview", ""),
    "skills": ("skill", ""),
    "trends": ("trend", ""),
    "advice": ("piece of advice", "pieces of advice"),
    "referrals": ("referral", ""),
    "follow_ups": ("follow-up", ""),
}
# Escape sequences whole, then what is left of control characters and of signs that turn text round.
_UNPRINTABLE = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"
    r"|[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"
)

_PSEUDONYM = re.compile(r"note-\d{3,}\.md")
"""Path of a note under a pseudonym, see :mod:`infoview_analysis.corpus.pseudonyms`."""


def clean_line(text: str) -> str:
    """Take out of a line whatever would steer a terminal; notes come from anywhere.

    Examples
    --------
    >>> clean_line("a \\x1b[31mred\\x1b[0m\\ttitle\\x07")
    'a red title'
    """
    return _UNPRINTABLE.sub(lambda found: " " if found[0] in "\n\r\t" else "", text)


def describe_tables(tables: Mapping[str, Sized]) -> str:
    """Count what was found.

    Examples
    --------
    >>> from infoview_analysis.corpus import Corpus
    >>> describe_tables(Corpus.empty().tables)
    '0 interviews, 0 skills, 0 trends, 0 pieces of advice, 0 referrals, 0 follow-ups'
    """
    return ", ".join(_number(len(tables[name]), *words) for name, words in _COUNTED.items())


def describe_notes(corpus: "Corpus", notes: str) -> Iterator[str]:
    """Say, note by note, what was understood and what was not, then how much in all.

    Parameters
    ----------
    corpus
        The tables.
    notes
        The file or folder that was read: places are given as the user can open them from where they are.

    Yields
    ------
    str
        ``path:line: severity: message [code]`` per finding, ``path: who, when: how much`` per interview.
    """
    tables = {name: group_rows(list_rows(frame), "note") for name, frame in corpus.tables.items()}
    named = sorted({note for rows in tables.values() for note in rows})
    for note in named:
        place = _locate(notes, note)
        for row in tables["diagnostics"].get(note, ()):
            yield f"{place}:{row['line']}: {row['severity']}: {row['message']} [{row['code']}]"
        for line in _summarize_note({name: rows.get(note, []) for name, rows in tables.items()}):
            yield f"{place}: {line}"
    found = Counter(corpus.diagnostics["severity"])
    errors, warnings = _number(found["error"], "error"), _number(found["warning"], "warning")
    count = sum(not note.endswith(".toml") for note in named)
    if not count:
        yield f"no Markdown file in {notes}: name the folder that your notes are in"
        return
    yield f"{_number(count, 'note')}: {describe_tables(corpus.tables)}; {errors}, {warnings}"
    if len(corpus.interviews) and _CORRECTIONS not in named:
        yield f"a row is wrong? correct it in {_CORRECTIONS} beside the notes; docs/commands.md, Corrections, says how"


def _summarize_note(tables: Mapping[str, Sequence[_Row]]) -> Iterator[str]:
    if tables["passages"] and not tables["interviews"]:
        yield "no interview"
    for talk in tables["interviews"]:
        job = _join(talk["role"], talk["organization"])
        who = (talk["interviewee"] or NAMELESS) + (f" ({job})" if job else "")
        yield f"{who}, {talk['date'] or 'no date'}: {_count_rows(tables, talk['interview_id'])}"


def _count_rows(tables: Mapping[str, Sequence[_Row]], interview_id: str) -> str:
    counts = {
        name: sum(row["interview_id"] == interview_id for row in tables[name])
        for name in _COUNTED
        if name != "interviews"
    }
    return ", ".join(_number(count, *_COUNTED[name]) for name, count in counts.items())


def describe_hidden(key: "Key", keyfile: str) -> str:
    """Say how many names are hidden, and what to do about one that is not.

    Examples
    --------
    >>> from infoview_analysis.corpus.pseudonyms import Key
    >>> describe_hidden(Key(hide=["Acme"]), "key.json").partition(";")[0]
    '0 people, 0 organisations and 1 further name hidden'
    """
    people, organisations = (
        _number(len(key.people), "person", "people"),
        _number(len(key.organisations), "organisation"),
    )
    return (
        f"{people}, {organisations} and {_number(len(key.hide), 'further name')} hidden; no rule finds all: look "
        f'through the result before you hand it on, add any name that is left to "hide" in {keyfile} and run again'
    )


def describe_gaps(gaps: "pd.DataFrame", *, has_profile: bool = True) -> Iterator[str]:
    """Say what is lacked, how many asked for it, what is known of those that recur, and who said so, a line each."""
    from infoview_analysis.reflection.words import FEW

    if not has_profile:
        yield "no profile (--profile ME): ranked by what they ask for, without what your notes call a strength of yours"
    rows = list_rows(gaps)
    # What one person named and nobody called a gap is a list of names, once it is long.
    once = [row["skill"] for row in rows if row["support"] == 1 and not row["own"]]
    shown = rows
    if _SINGLE < len(once) < len(rows):
        shown = [row for row in rows if row["support"] != 1 or row["own"]]
    for place, row in enumerate(shown, 1):
        support = f"{row['support']} of {_number(row['interviews'], 'interview')}"
        yield f"{place}. {row['skill']}: {support}, score {row['score']:.2f}"
        if row["support"] > 1:
            yield from (f"   {fact}" for fact in _describe_gap(row) if fact)
        quotes = str(row["quotes"]).splitlines()
        yield from (f"   {quote}" for quote in quotes[:_QUOTES])
        if len(quotes) > _QUOTES:
            yield f"   and {len(quotes) - _QUOTES} more"
    if len(shown) < len(rows):
        yield f"In one interview each, {_number(len(once), 'skill')}: {', '.join(once)}"
    if rows:
        yield (
            "Score: needed, and half of optional and mentioned, less declining, as a share of all interviews; "
            "less the higher your level"
        )
    if gaps.empty:
        yield f"no gaps: {'the profile covers' if has_profile else 'you have'} every skill that these notes ask for"
    elif gaps["interviews"].iloc[0] < FEW:
        yield f"only {_number(gaps['interviews'].iloc[0], 'interview')}: read it as a description, no more"


def _describe_gap(row: _Row) -> Iterator[str]:
    senses = [f"{row[sense]} {sense}" for sense in ("needed", "optional", "mentioned", "declining") if row[sense]]
    share, low, high = (f"{row[name] * 100:.0f}" for name in ("share", "low", "high"))
    part = f"{share} % of all talks, 95 % interval {low} to {high}"
    people = _number(row["people"], "person", "people") if row["people"] < row["support"] else ""
    # The last third is missing where few talks have a date.
    known = isinstance(row["recent_interviews"], int)
    recent = f"{row['recent']} of the last {row['recent_interviews']}" if known else ""
    yield "; ".join(filter(None, (", ".join(senses), part, people, recent)))
    if isinstance(row["level"], int):
        yield f"your level {row['level']}" + (f": {row['shown_by']}" if row["shown_by"] else "")
    yield f"towards your targets: {row['by_target']}" if row["by_target"] else ""
    yield f"by field: {row['by_field']}"
    yield from (f"against: {quote}" for quote in str(row["against_quotes"]).splitlines())
    yield f"goes with {row['goes_with']}" if row["goes_with"] else ""
    if row["family_support"] > row["support"]:
        yield f"with what is close to it, {row['family_support']} of {row['interviews']} talks: {row['family']}"


def describe_agenda(agenda: "pd.DataFrame", notes: str) -> Iterator[str]:
    """Say what is to do, for whom, and why, two lines each; whose turn it is stands above."""
    part = "to_do"
    for row in list_rows(agenda):
        if row["part"] != part:
            part = row["part"]
            yield from ("", _PARTS[part])
        overdue = " (overdue)" if row["overdue"] else ""
        what = shorten(row["what"], _LETTERS, placeholder=" …")
        task = ": ".join(word for word in (row["kind"].replace("_", " "), row["person"], what) if word)
        yield f"{row['due'] or 'any time'}{overdue}: {task}"
        address = f" ({row['contact']})" if row["contact"] else ""
        yield f"   {row['reason']} {_locate(notes, row['note'])}:{row['line']}{address}"
    if agenda.empty:
        yield "nothing is open"


def describe_people(network: Sequence[str], parts: Mapping[str, "pd.DataFrame"], notes: str) -> Iterator[str]:
    """Say what the network looks like, and in parts by title whom to turn to, with the reasons and places."""
    yield from network
    for title, rows in parts.items():
        if not rows.empty:
            yield from ("", title)
        for row in list_rows(rows):
            yield f"  {_say_person(row)}"
            yield f"     {row.get('reasons') or row['reason']} {_locate(notes, row['note'])}:{row['line']}"


def _say_person(row: _Row) -> str:
    if "kind" in row:
        return f"{row['kind'].replace('_', ' ')}: {_join(row['person'], row.get('contact', ''))}"
    return f"{row['score']:2}  {_join(row['person'], row['role'], row['organization'], row['contact'])}"


def describe_heard(corpus: "Corpus") -> Iterator[str]:
    """Say how much was heard: in all, by field of work and by chain, what came last, and what is still to ask."""
    from infoview_analysis.reflection import describe_saturation, describe_topics, find_unheard
    from infoview_analysis.reflection.saturation.measures import measure_groups
    from infoview_analysis.reflection.saturation.sentences import describe_group

    yield from describe_saturation(corpus)
    rows = measure_groups(corpus, kinds=("skills",))
    for quote in str(rows[0]["quotes"]).splitlines()[:_QUOTES] if rows else ():
        yield f"   new: {quote}"
    for scope, title in (("field", "By field of work"), ("chain", "By the person a chain began with")):
        groups = [row for row in rows if row["scope"] == scope and row["interviews"] > 1]
        yield from ("", title) if groups else ()
        yield from (f"  {row['group'] or 'not known'}: {describe_group(row)}" for row in groups)
    yield from ("", *describe_topics(corpus)) if len(corpus.interviews) else ()
    yield from _list_unheard(list_rows(find_unheard(corpus)))


def _list_unheard(rows: Sequence[_Row]) -> Iterator[str]:
    from infoview_analysis.corpus.fields import UNKNOWN_FIELD

    # What a single talk left open is no news, unless there is nothing else.
    shown = [row for row in rows if row["interviews"] > 1] or rows
    yield from ("", "Still to ask: no answer was found") if shown else ()
    for field, talks in dict.fromkeys((row["field"], row["interviews"]) for row in shown):
        yield f"  {field or UNKNOWN_FIELD} ({_number(talks, 'talk')})"
        yield from (f"     {row['label']}: {row['question']}" for row in shown if row["field"] == field)
    if len(shown) < len(rows):
        yield f"  and {_number(len(rows) - len(shown), 'question')} in fields with one talk each"


def list_cohorts(summary: "pd.DataFrame", min_cell: int) -> Iterator[str]:
    """List what cohorts hear asked for, and what is not shown."""
    from infoview_analysis.reflection.cohort.sentences import describe_cohorts, explain_hiding

    for text in describe_cohorts(summary):
        yield from (text.title, *(f"  {sentence}" for sentence in text.sentences))
        for row in text.skills:
            people, talks = _number(row["people"], "person", "people"), _number(row["interviews"], "interview")
            yield f"  {row['skill']}: {_join(_number(row['note_takers'], 'note-taker'), people, talks)}"
        yield ""
    yield explain_hiding(min_cell, empty=summary.empty)


def describe_passages(passages: "pd.DataFrame", notes: str) -> Iterator[str]:
    """Say what was found and where, a line each."""
    for row in list_rows(passages):
        said = _join(row["interviewee"], row["date"], row["topic"].replace("_", " "))
        yield f"{_locate(notes, row['note'])}:{row['line']}: {row['text']} ({said})"
    if passages.empty:
        yield "nothing found; try other words"


def describe_themes(
    interviews: int, trends: "pd.DataFrame", advice: "pd.DataFrame", contradictions: "pd.DataFrame"
) -> Iterator[str]:
    """Say which trends and advice more than one person names, then what is contradicted, with quotes and places."""
    from infoview_analysis.reflection.words import FEW

    if interviews < 2:
        yield f"{_number(interviews, 'interview')}: what people agree on, or not, can be told from two on"
        return
    if interviews < FEW:
        yield f"Only {interviews} interviews: read this as what was said, not as how things are."
    yield "Statements are put together by how alike they are, which goes wrong often: read the quotes."
    yield from _list_shared(list_rows(trends), "trend")
    yield from _list_shared(list_rows(advice), "piece of advice", "pieces of advice")
    yield "Contradictions" if not contradictions.empty else "No contradictions found; there may be some in other words"
    for row in list_rows(contradictions):
        yield f"  {row['kind']}: {row['matter']}"
        for side in ("one", "other"):
            people = _number(row[f"{side}_people"], "person", "people")
            yield f"     {row[side]}, {people}{_say_talks(row, f'{side}_')}: {row[f'{side}_by']}"
            yield from (f"        {quote}" for quote in str(row[f"{side}_quotes"]).splitlines())


def _list_shared(rows: Sequence[_Row], one: str, many: str = "") -> Iterator[str]:
    shared = [row for row in rows if row["people"] > 1]
    yield f"Of {_number(len(rows), one, many)}, {len(shared) or 'none'} from more than one person"
    for row in shared:
        yield f"  “{row['theme']}”: {row['people']} of {row['interviewees']} people{_say_talks(row)}"
        yield from (f"     {quote}" for quote in str(row["quotes"]).splitlines())


def _say_talks(row: _Row, side: str = "") -> str:
    """Say in how many interviews, where somebody says it in more than one."""
    talks = row[f"{side}support"]
    return f" (in {talks} interviews)" if talks > row[f"{side}people"] else ""


def _join(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _number(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or f'{one}s'}"


def _locate(notes: str, note: str) -> str:
    root = Path(notes)
    if root.is_file() and note == _CORRECTIONS:
        return str(root.with_name(note))
    if _PSEUDONYM.fullmatch(note) and not (root / note).exists():
        return note  # where the notes are may name somebody
    return str(root / note) if root.is_dir() else notes
