"""A page for every person in the notes, linked as Obsidian links."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from infoview_analysis.corpus import LIST_SEPARATOR, Corpus
from infoview_analysis.days import read_day
from infoview_analysis.exchange.wiki import escape, link_note, make_stem, plain, write_front_matter
from infoview_analysis.reflection.frames import Row, list_rows
from infoview_analysis.reflection.people.open_people import find_status
from infoview_analysis.reflection.words import join_known

__all__ = ["render_pages"]

_SAID: Mapping[str, tuple[str, Callable[[Row], str]]] = {
    "skills": ("Skills", lambda row: f"{row['skill']} ({row['stance']})"),
    "trends": ("Trends", lambda row: str(row["direction"])),
    "advice": ("Advice", lambda row: str(row["polarity"])),
}
"""Tables of what interviewees say: the heading, and what a statement is taken for."""

_STATES = {
    "open": "Not written to yet.",
    "contacted": "Written to, not interviewed yet.",
    "named": "Named, not interviewed.",
}
"""What is said of people who were not interviewed, by status."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Person:
    """Everything that the notes say of a person, as rows of the tables."""

    row: Row
    talks: list[Row]
    said: Mapping[str, list[Row]]
    """By table."""
    thoughts: list[Row]
    pointed_by: list[Row]
    pointed_to: list[Row]
    tasks: list[Row]


def render_pages(corpus: Corpus) -> dict[str, str]:
    """Render a page per person: what they said, who led to whom, what is to be done.

    Returns
    -------
    dict
        Markdown by the name of the file, in the order of ``people``. Each page has properties (``private: true``
        among them, so that no command takes it for a note), quotations with note and line, links to the pages of
        others, and what is still to do as tasks.

    Examples
    --------
    >>> render_pages(Corpus.empty())
    {}
    """
    people = _gather(corpus)
    notes = {PurePosixPath(note).stem.casefold() for note in set(corpus.passages["note"]) | set(corpus.people["note"])}
    taken: set[str] = set()
    stems = {person.row["person_id"]: make_stem(person.row["name"], notes, taken) for person in people}
    return {f"{stems[person.row['person_id']]}.md": _render_page(person, stems) for person in people}


def _gather(corpus: Corpus) -> list[_Person]:
    asked = {talk["interview_id"]: talk["person_id"] for talk in list_rows(corpus.interviews)}

    def group(table: str, *columns: str) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for row in list_rows(corpus.tables[table]):
            person = next((row[name] for name in columns if row[name]), "") or asked.get(row["interview_id"], "")
            found[person].append(row)
        return found

    talks, thoughts, tasks = group("interviews", "person_id"), group("reflections"), group("follow_ups", "person_id")
    by, to = group("referrals", "referred_id"), group("referrals", "referrer_id")
    said = {table: group(table) for table in _SAID}
    return [
        _Person(
            row=row,
            talks=talks[row["person_id"]],
            said={table: [one for one in rows[row["person_id"]] if _is_theirs(one)] for table, rows in said.items()},
            thoughts=thoughts[row["person_id"]],
            pointed_by=[one for one in by[row["person_id"]] if one["referred_id"]],
            pointed_to=[one for one in to[row["person_id"]] if one["referrer_id"]],
            tasks=[task for task in tasks[row["person_id"]] if not task["done"]],
        )
        for row in list_rows(corpus.people)
    ]


def _is_theirs(row: Row) -> bool:
    """True unless the note-taker speaks, of their own skills."""
    return bool(row.get("speaker", "interviewee") == "interviewee")


def _render_page(person: _Person, stems: Mapping[str, str]) -> str:
    parts = [
        write_front_matter(_list_properties(person, stems)),
        f"# {escape(person.row['name'])}",
        _say_who(person),
        *_list_referrals("Referred by", person.pointed_by, "referrer", stems),
        *_list_referrals("Pointed to", person.pointed_to, "referred", stems),
        *(part for table, (heading, label) in _SAID.items() for part in _quote(heading, person.said[table], label)),
        *_quote("My thoughts", person.thoughts, lambda row: f"{row['aspect']}, {row['valence']}"),
        *_list_tasks(person.tasks),
    ]
    return "\n\n".join(parts) + "\n"


def _list_properties(person: _Person, stems: Mapping[str, str]) -> dict[str, object]:
    row = person.row
    referrers = dict.fromkeys(one["referrer_id"] for one in person.pointed_by if one["referrer_id"] in stems)
    return {
        "name": plain(row["name"]),
        "aliases": [plain(alias) for alias in row["aliases"].split(LIST_SEPARATOR) if alias],
        **{name: plain(row[name]) for name in ("role", "organization", "field", "contact")},
        "interviewed": bool(row["interviewed"]),
        # A day is a date in Obsidian too; a month stays text.
        "met": [read_day(talk["date"]) or plain(talk["date"]) for talk in person.talks if talk["date"]],
        "referred_by": [f"[[{stems[referrer]}]]" for referrer in referrers],
        "status": _find_status(person),
        "private": True,
    }


def _find_status(person: _Person) -> str:
    if person.row["interviewed"]:
        return "interviewed"
    return find_status(person.pointed_by) if person.pointed_by else "named"


def _say_who(person: _Person) -> str:
    job = join_known(person.row["role"], person.row["organization"])
    talks = [f"{escape(talk['date'] or 'no date')} ({link_note(talk['note'], talk['line'])})" for talk in person.talks]
    state = f"Interviewed: {', '.join(talks)}." if talks else _STATES.get(_find_status(person), "")
    return f"{escape(job)}. {state}" if job else state


def _list_referrals(heading: str, rows: Iterable[Row], other: str, stems: Mapping[str, str]) -> Iterator[str]:
    items = []
    for row in rows:
        stem = stems.get(row[f"{other}_id"])
        name = f"[[{stem}]]" if stem else escape(row[other]) or "somebody"
        state = f" ({row['status']})" if other == "referred" else ""
        items.append(f"- {name}{state}\n{_quote_statement(row, indent='  ')}")
    if items:
        yield f"## {heading}\n\n" + "\n".join(items)


def _quote(heading: str, rows: Iterable[Row], label: Callable[[Row], str]) -> Iterator[str]:
    """Quote each statement once, with all that it is taken for."""
    labels: dict[tuple[str, int, str], list[str]] = defaultdict(list)
    said: dict[tuple[str, int, str], Row] = {}
    for row in rows:
        statement = row["note"], row["line"], row["quote"]
        said[statement] = row
        labels[statement].append(label(row))
    if said:
        yield f"## {heading}"
        for statement, row in said.items():
            yield _quote_statement(row, ", ".join(dict.fromkeys(labels[statement])))


def _quote_statement(row: Row, label: str = "", indent: str = "") -> str:
    where = link_note(row["note"], row["line"]) + (f" · {escape(label)}" if label else "")
    return f"{indent}> {escape(row['quote'])}\n{indent}> — {where}"


def _list_tasks(rows: Iterable[Row]) -> Iterator[str]:
    tasks = []
    for row in rows:
        # The sign under which Obsidian's task lists know a day; it has to stand last.
        due = f" 📅 {row['due']}" if read_day(row["due"]) else ""
        month = f", due {escape(row['due'])}" if row["due"] and not due else ""
        tasks.append(f"- [ ] {escape(row['quote'])} ({link_note(row['note'], row['line'])}{month}){due}")
    if tasks:
        yield "## To do\n\n" + "\n".join(tasks)
