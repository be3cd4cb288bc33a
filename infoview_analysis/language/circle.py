"""What all notes together know of people: who was interviewed when, whose first name is everywhere."""

from collections import Counter
from collections.abc import Iterable, Sequence

from infoview_analysis.language.people import Circle, Interviewee
from infoview_analysis.reading.lexicon import fold
from infoview_analysis.reading.names import find_names
from infoview_analysis.records import Interview

__all__ = ["build_circle", "join_circle", "list_interviewees", "name_firsts"]


def list_interviewees(interviews: Iterable[Interview]) -> tuple[Interviewee, ...]:
    """Who was interviewed, as far as the notes tell a name."""
    return tuple(
        Interviewee(name=i.interviewee, aliases=i.aliases, date=i.date, note=i.source.note, interview_id=i.interview_id)
        for i in interviews
        if i.interviewee
    )


def name_firsts(interviews: Iterable[Interview]) -> tuple[str, ...]:
    """First names that a note names anywhere, folded and sorted; the slow part of :func:`build_circle`."""
    passages = (passage for interview in interviews for passage in interview.passages)
    return tuple(sorted({fold(name.split()[0]) for passage in passages for name, _, _ in find_names(passage.text)}))


def join_circle(interviews: Iterable[Interview], firsts: Sequence[Iterable[str]]) -> Circle:
    """The circle of interviews, by what :func:`name_firsts` found in each of their notes."""
    counts = Counter(name for named in firsts for name in named)
    spread = tuple(sorted((name, round(count / len(firsts), 3)) for name, count in counts.items() if count > 2))
    return Circle(interviewed=list_interviewees(interviews), spread=spread)


def build_circle(interviews: Sequence[Interview]) -> Circle:
    """What a folder of notes knows of people."""
    notes: dict[str, list[Interview]] = {}
    for interview in interviews:
        notes.setdefault(interview.source.note, []).append(interview)
    return join_circle(interviews, [name_firsts(talks) for talks in notes.values()])
