"""What the program says, line by line; printing is left to :mod:`infoview_analysis.cli`."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from infoview_analysis.corpus import Corpus

__all__ = [
    "clean_line",
    "describe_agenda",
    "describe_corpus",
    "describe_gaps",
    "describe_notes",
    "describe_passages",
]

_Row = Mapping[str, Any]

_QUOTES = 3
"""Quotations shown of each gap; the tables and the page have them all."""

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


def describe_corpus(corpus: "Corpus") -> str:
    """Count what was found.

    Examples
    --------
    >>> from infoview_analysis.corpus import Corpus
    >>> describe_corpus(Corpus.empty())
    '0 interviews, 0 skills, 0 trends, 0 pieces of advice, 0 referrals, 0 follow-ups'
    """
    return ", ".join(_number(len(corpus.tables[name]), *words) for name, words in _COUNTED.items())


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
    tables = {name: _group_by_note(frame) for name, frame in corpus.tables.items()}
    named = sorted({note for rows in tables.values() for note in rows})
    for note in named:
        place = _locate(notes, note)
        for row in tables["diagnostics"].get(note, ()):
            yield f"{place}:{row['line']}: {row['severity']}: {row['message']} [{row['code']}]"
        for line in _summarize_note({name: rows.get(note, []) for name, rows in tables.items()}):
            yield f"{place}: {line}"
    found = Counter(corpus.diagnostics["severity"])
    errors, warnings = _number(found["error"], "error"), _number(found["warning"], "warning")
    yield f"{_number(len(named), 'note')}: {describe_corpus(corpus)}; {errors}, {warnings}"


def _summarize_note(tables: Mapping[str, Sequence[_Row]]) -> Iterator[str]:
    if tables["passages"] and not tables["interviews"]:
        yield "no interview"
    for talk in tables["interviews"]:
        job = _join(talk["role"], talk["organization"])
        who = (talk["interviewee"] or "somebody without a name") + (f" ({job})" if job else "")
        yield f"{who}, {talk['date'] or 'no date'}: {_count_rows(tables, talk['interview_id'])}"


def _count_rows(tables: Mapping[str, Sequence[_Row]], interview_id: str) -> str:
    counts = {
        name: sum(row["interview_id"] == interview_id for row in tables[name])
        for name in _COUNTED
        if name != "interviews"
    }
    return ", ".join(_number(count, *_COUNTED[name]) for name, count in counts.items())


def describe_gaps(gaps: "pd.DataFrame") -> Iterator[str]:
    """Say what is lacked, how many asked for it, and who said so, a line each."""
    for place, row in enumerate(_list_rows(gaps), 1):
        support = f"{row['support']} of {_number(row['interviews'], 'interview')}"
        yield f"{place}. {row['skill']}: {support}, score {row['score']:.2f}"
        quotes = str(row["quotes"]).splitlines()
        yield from (f"   {quote}" for quote in quotes[:_QUOTES])
        if len(quotes) > _QUOTES:
            yield f"   and {len(quotes) - _QUOTES} more"
    if gaps.empty:
        yield "no gaps: the profile covers every skill that these notes ask for"


def describe_agenda(agenda: "pd.DataFrame", notes: str) -> Iterator[str]:
    """Say what is to do, for whom, and why, two lines each."""
    for row in _list_rows(agenda):
        overdue = " (overdue)" if row["overdue"] else ""
        task = ": ".join(part for part in (row["kind"].replace("_", " "), row["person"], row["what"]) if part)
        yield f"{row['due'] or 'any time'}{overdue}: {task}"
        yield f"   {row['reason']} {_locate(notes, row['note'])}:{row['line']}"
    if agenda.empty:
        yield "nothing is open"


def describe_people(
    network: Sequence[str], next_talks: "pd.DataFrame", courtesies: "pd.DataFrame", notes: str
) -> Iterator[str]:
    """Say what the network looks like, whom to talk to next and whom to tell, with the reasons and places."""
    yield from network
    for title, rows in (("Whom to talk to next", next_talks), ("Whom to tell", courtesies)):
        if not rows.empty:
            yield from ("", title)
        for row in _list_rows(rows):
            yield f"  {_say_person(row)}"
            yield f"     {row.get('reasons') or row['reason']} {_locate(notes, row['note'])}:{row['line']}"


def _say_person(row: _Row) -> str:
    if "kind" in row:
        return f"{row['kind'].replace('_', ' ')}: {_join(row['person'], row['contact'])}"
    return f"{row['score']:2}  {_join(row['person'], row['role'], row['organization'], row['contact'])}"


def describe_passages(passages: "pd.DataFrame", notes: str) -> Iterator[str]:
    """Say what was found and where, a line each."""
    for row in _list_rows(passages):
        said = _join(row["interviewee"], row["date"], row["topic"].replace("_", " "))
        yield f"{_locate(notes, row['note'])}:{row['line']}: {row['text']} ({said})"
    if passages.empty:
        yield "nothing found; try other words"


def _join(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _number(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or f'{one}s'}"


def _group_by_note(frame: "pd.DataFrame") -> dict[str, list[_Row]]:
    grouped: dict[str, list[_Row]] = defaultdict(list)
    for row in _list_rows(frame):
        grouped[row["note"]].append(row)
    return grouped


def _list_rows(frame: "pd.DataFrame") -> list[_Row]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def _locate(notes: str, note: str) -> str:
    root = Path(notes)
    if _PSEUDONYM.fullmatch(note) and not (root / note).exists():
        return note  # where the notes are may name somebody
    return str(root / note) if root.is_dir() else notes
