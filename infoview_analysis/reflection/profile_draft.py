"""A profile to begin with, drafted from what the notes say of the note-taker."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from infoview_analysis.corpus import Corpus
from infoview_analysis.reflection.frames import Row, by_time, cite, group_rows, list_rows
from infoview_analysis.reflection.quotes import say_speaker
from infoview_analysis.reflection.skills.gaps import ENOUGH, find_own, is_claimed
from infoview_analysis.reflection.words import say_count, warn_few

__all__ = ["draft_profile"]

_VALUES = {
    "values": "what the work is for",
    "culture": "the people one works with",
    "lifestyle": "hours and place of work",
    "pay": "pay",
}
"""What matters in work, by the aspect of a reflection that speaks of it."""
_WEIGHT = 3
"""In the middle: what somebody speaks of most need not weigh most."""
_FEWEST_WORDS = 5
"""Shorter reflections are fragments, which say nothing away from their note."""
_MOST = 6
"""Entries of each kind but skills: a profile is to be read through."""
_MOST_TARGETS = _MOST_QUOTES = 3

_HEAD = """---
# Drafted from {talks}{few}.
# Everything here is a guess from your notes: change what is wrong, take out what is not you, add what they do not say.
# The quotations say where each entry comes from.
# Levels go from 1, have met it, over 3, work with it alone, to 5, others come to ask; weights from 1 to 5.
name: ""
location: ""
"""


def draft_profile(corpus: Corpus) -> str:
    """Draft a profile from strengths, gaps and reflections in the notes.

    A skill that the note-taker calls a strength gets level 3, one that they call a gap level 1; if both, the later one
    counts. What interviewees say of the note-taker is written as comments, to be taken over or not. Positive
    reflections on interest and energy become interests, negative ones on hours, pay and doubts constraints, and the
    fields of work of the talks that were reflected on well become targets. Weights of values are all 3.

    Parameters
    ----------
    corpus
        The tables.

    Returns
    -------
    str
        Markdown with YAML front matter, which :func:`read_profile` reads. A comment after each entry has the quote
        that it comes from, and its place.

    Examples
    --------
    >>> print(draft_profile(Corpus.empty()))  # doctest: +ELLIPSIS
    ---
    # Drafted from no interviews...
    name: ""
    location: ""
    skills: []  # nothing in the notes yet
    ...
    """
    reflections = sorted(cite(corpus, corpus.reflections), key=by_time)
    parts = {
        "skills": _draft_skills(corpus),
        "interests": _draft_texts(reflections, {"interest", "energy"}, "positive"),
        "values": _draft_values(reflections),
        "constraints": _draft_texts(reflections, {"lifestyle", "pay", "doubt"}, "negative"),
        "targets": _draft_targets(corpus, reflections),
    }
    number = len(corpus.interviews)
    lines = [
        _HEAD.format(talks=say_count(number, "interview"), few=warn_few(number, "interview") if number else "").rstrip(
            "\n"
        )
    ]
    for key, part in parts.items():
        written = list(part)
        lines += (
            [f"{key}:", *written]
            if written
            else [f"{key}: {'{}' if key == 'values' else '[]'}  # nothing in the notes yet"]
        )
    return "\n".join([*lines, "---", ""])


def _draft_skills(corpus: Corpus) -> Iterator[str]:
    """Draft skills: the strengths first, each kind by name; what others say is only suggested."""
    said = find_own(corpus).values()
    own = [[row for row in rows if row["speaker"] == "note_taker"] for rows in said]
    for lacked, rows in _sort_skills(filter(None, own)):
        yield f"  - name: {_write_text(rows[-1]['skill'])}"
        yield f"    level: {1 if lacked else ENOUGH}"
        yield f"    shown_by: {_write_text('' if lacked else rows[-1]['quote'])}"
        yield from (f"    {_comment(row)}" for row in rows[-_MOST_QUOTES:])
    told = list(_sort_skills(rows for rows, mine in zip(said, own, strict=True) if not mine))
    if told:
        # Without any skill above, the key would stand for nothing, which reads as an empty list.
        yield "  # Others said so of you, or it was read that way; where it is right, take away the first #:"
    for lacked, rows in told:
        name, level = _write_text(rows[-1]["skill"]), 1 if lacked else ENOUGH
        yield f"  # - {{name: {name}, level: {level}}}  {_comment(rows[-1])}"


def _sort_skills(found: Iterable[Sequence[Row]]) -> Iterator[tuple[bool, list[Row]]]:
    """Yield whether a skill is lacked, and the rows that say so."""
    for rows in sorted(found, key=lambda rows: (not is_claimed(rows), rows[-1]["skill"].casefold(), by_time(rows[0]))):
        lacked = not is_claimed(rows)
        yield lacked, [row for row in rows if (row["stance"] == "gap") == lacked]


def _draft_texts(reflections: Iterable[Row], aspects: set[str], valence: str) -> Iterator[str]:
    """Draft texts: the latest reflections of a kind in the words of the note-taker, in order of time."""
    chosen = [row for row in reflections if row["aspect"] in aspects and row["valence"] == valence]
    for row in [row for row in chosen if _is_telling(row["quote"])][-_MOST:]:
        yield f"  - {_write_text(row['quote'])}"
        yield f"    {_comment(row)}"


def _is_telling(quote: str) -> bool:
    # With digits it is a mark: "fit: 4, as a side thing 9".
    return len(quote.split()) >= _FEWEST_WORDS and not any(letter.isdigit() for letter in quote)


def _draft_values(reflections: Iterable[Row]) -> Iterator[str]:
    said = group_rows(reflections, "aspect")
    for aspect in sorted(_VALUES.keys() & said.keys(), key=lambda aspect: (-len(said[aspect]), aspect)):
        yield f"  {_VALUES[aspect]}: {_WEIGHT}"
        yield from (f"    {_comment(row)}" for row in said[aspect][-_MOST_QUOTES:])


def _draft_targets(corpus: Corpus, reflections: Iterable[Row]) -> Iterator[str]:
    """Draft targets: fields of work with more good than bad reflections, those with most first."""
    talks = {talk["interview_id"]: talk for talk in list_rows(corpus.interviews)}
    said: dict[str, list[Row]] = defaultdict(list)
    for row in reflections:
        if field := talks.get(row["interview_id"], {}).get("field", ""):
            said[field].append(row)
    marks = {field: _weigh(rows) for field, rows in said.items()}
    best = sorted((field for field in marks if marks[field] > 0), key=lambda field: (-marks[field], field))
    for field in best[:_MOST_TARGETS]:
        good = [row for row in said[field] if row["valence"] == "positive"]
        roles = dict.fromkeys(talks[row["interview_id"]]["role"] for row in good)
        yield f"  - field: {_write_text(field)}"
        yield f"    roles: [{', '.join(_write_text(role) for role in roles if role)}]"
        yield from (f"    {_comment(row)}" for row in good[-_MOST_QUOTES:])


def _weigh(reflections: Sequence[Row]) -> int:
    return sum({"positive": 1, "negative": -1}.get(row["valence"], 0) for row in reflections)


def _comment(row: Row) -> str:
    # Reflections have no speaker: they are the note-taker's.
    who = say_speaker({"speaker": "note_taker"} | row)
    return f"# “{_clean(row['quote'])}” ({_clean(who)}, {_clean(row['note'])}:{row['line']})"


def _write_text(text: str) -> str:
    # Every JSON string is a YAML string, whatever it holds; a bare one may be a number, a date or a list.
    return json.dumps(_clean(text), ensure_ascii=False)


def _clean(text: str) -> str:
    """Take out what YAML takes nowhere, not even in a comment, and what would end the line."""
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())
