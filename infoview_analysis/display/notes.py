"""Notes with everything marked that was taken from them: one whole, or the statements of all with filters."""

from collections.abc import Iterable, Sequence
from html import escape

from infoview_analysis.corpus import Corpus
from infoview_analysis.display.marking import KINDS, Mark, Piece, cut_pieces, find_marks
from infoview_analysis.display.shown import Shown, read_asset, tell
from infoview_analysis.records import NAMELESS
from infoview_analysis.reflection.frames import by_time, cite
from infoview_analysis.reflection.words import join_known, say_count
from infoview_analysis.rows import Row, list_rows

__all__ = ["show_note", "show_statements"]

_COLORS = {
    "skill": "rgba(0,114,178,0.28)",
    "trend": "rgba(230,159,0,0.34)",
    "advice": "rgba(0,158,115,0.3)",
    "referral": "rgba(204,121,167,0.36)",
    "follow_up": "rgba(213,94,0,0.3)",
    "reflection": "rgba(128,128,128,0.3)",
}
"""Those of the figures, so thin that the ground shows, be it light or dark. They stand in each mark, and what is hidden
is so by an attribute with a value: that is what Jupyter leaves of a notebook that it does not trust."""
_HIDDEN = ' hidden="hidden"'
_NO_TALK = "There is no talk in these notes yet; what was taken from them will be marked here, in their own words."


def show_note(corpus: Corpus, note: str = "") -> Shown:
    """Show a note with everything marked that was taken from it, coloured by kind; pointing at it tells why.

    Parameters
    ----------
    corpus
        The tables.
    note
        Path of the note as in the tables, such as ``people/Ann Lee.md``; "" takes the one with the latest talk.

    Examples
    --------
    >>> show_note(Corpus.empty())
    There is no talk in these notes yet; what was taken from them will be marked here, in their own words.
    """
    talks = sorted(cite(corpus, corpus.interviews), key=by_time)
    if not talks:
        return tell(_NO_TALK)
    name, rows = note or str(talks[-1]["note"]), list_rows(corpus.passages)
    if name not in {row["note"] for row in rows}:
        example = talks[-1]["note"]
        return tell(
            f"There is no note “{name}”; corpus.passages has all names in its column note, such as “{example}”."
        )
    marks = find_marks(corpus)
    kept = [(row, marks.get(number, [])) for number, row in enumerate(rows) if row["note"] == name]
    headings = {row["section"] for row, _ in kept} - {""}
    lines = [_write_passage(row, found, heading=row["text"] in headings) for row, found in kept]
    head = f"<p><b>{escape(name)}</b></p>{_write_legend(KINDS.values())}"
    return Shown(head + "".join(lines), "\n".join([name, *(_say_passage(row, found) for row, found in kept)]))


def show_statements(corpus: Corpus, *tables: str, most: int = 200) -> Shown:
    """Show the passages of all talks from which something was taken, with filters and a way into the whole note.

    Filters by field of work, person, kind, month and words work where scripts run: in a notebook that is trusted and in
    a browser. Elsewhere all statements stand there, talk by talk.

    Parameters
    ----------
    corpus
        The tables.
    *tables
        Tables whose statements are shown, such as ``"trends"``; none means all six.
    most
        Talks at most, the latest; a notebook with more is slow to open.

    Examples
    --------
    >>> show_statements(Corpus.empty(), "advice")
    There is no talk in these notes yet; what was taken from them will be marked here, in their own words.
    """
    chosen = [name for name in KINDS if name in tables or not tables]
    every, marks = sorted(cite(corpus, corpus.interviews), key=by_time), find_marks(corpus, chosen)
    talks = every[-most:]
    if not talks:
        return tell(_NO_TALK)
    passages: dict[str, list[tuple[Row, list[Mark]]]] = {}
    for number, row in enumerate(list_rows(corpus.passages)):
        passages.setdefault(row["interview_id"], []).append((row, marks.get(number, [])))
    told = {talk["interview_id"]: passages.get(talk["interview_id"], []) for talk in talks}
    shown = [_write_talk(talk, told[talk["interview_id"]]) for talk in talks]
    count = sum(bool(found) for rows in told.values() for _, found in rows)
    of = f"the {most:,} latest of {len(every):,} talks" if len(every) > most else say_count(len(talks), "talk")
    said = f"{say_count(count, 'passage').capitalize()} of {of} hold a statement."
    legend = _write_legend(KINDS[name] for name in chosen)
    markup = f'{legend}<p class="iv-count">{said}</p><div class="iv-list">{"".join(shown)}</div>'
    script = f"<script>{read_asset('statements.js')}</script>"
    return Shown(f'<div class="iv-statements">{markup}</div>{script}', said)


def _write_talk(talk: Row, passages: Sequence[tuple[Row, Sequence[Mark]]]) -> str:
    person = talk["interviewee"] or NAMELESS
    about = join_known(talk["date"], person, talk["role"], talk["organization"])
    data = {"person": person, "field": talk["field"], "month": str(talk["date"])[:7]}
    known = " ".join(f'data-{name}="{escape(value)}"' for name, value in data.items())
    lines = "".join(_write_passage(row, found, hide=True) for row, found in passages)
    hidden = "" if any(found for _, found in passages) else _HIDDEN
    place = f"<small>{escape(talk['note'])}</small>"
    return f'<section class="iv-talk" {known}{hidden}><p><b>{escape(about)}</b> {place}</p>{lines}</section>'


def _write_passage(row: Row, marks: Sequence[Mark], *, heading: bool = False, hide: bool = False) -> str:
    body = "".join(map(_write_piece, cut_pieces(str(row["text"]), marks)))
    kinds = " ".join(dict.fromkeys(mark.kind for mark in marks))
    known = f' data-kinds="{kinds}"' if kinds else _HIDDEN if hide else ""
    style = "iv-passage iv-heading" if heading else "iv-passage"
    return f'<div class="{style}"{known}><small>{row["line"]}</small> <span>{body}</span></div>'


def _write_piece(piece: Piece) -> str:
    if not piece.marks:
        return escape(piece.text)
    # The shortest mark comes last, so that pointing at a skill inside of a piece of advice tells of both.
    marks = sorted(piece.marks, key=lambda mark: mark.start - mark.end)
    why = escape("\n".join(dict.fromkeys(mark.why for mark in marks)))
    kinds = list(dict.fromkeys(mark.kind for mark in marks))
    labels = "".join(f"<small> {escape(label)}</small>" for label in dict.fromkeys(mark.label for mark in piece.ending))
    return f'<span class="iv-mark" title="{why}" style="{_paint(kinds)}">{escape(piece.text)}{labels}</span>'


def _paint(kinds: Sequence[str]) -> str:
    """Paint each kind as a band of its own, so that none covers another."""
    if len(kinds) == 1:
        return f"background:{_COLORS[kinds[0]]}"
    share = 100 // len(kinds)
    bands = [f"{_COLORS[kind]} {place * share}% {(place + 1) * share}%" for place, kind in enumerate(kinds)]
    return f"background:linear-gradient({','.join(bands)})"


def _write_legend(kinds: Iterable[str]) -> str:
    names = [f'<span class="iv-mark" style="{_paint([kind])}">{kind.replace("_", "-")}</span>' for kind in kinds]
    return f'<p class="iv-legend">{" ".join(names)}</p>'


def _say_passage(row: Row, marks: Sequence[Mark]) -> str:
    labels = ", ".join(dict.fromkeys(mark.label for mark in marks))
    return f"{row['line']:>4} {row['text']}" + (f"  [{labels}]" if labels else "")
