"""Whose interview it is, and in which cohort it counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from infoview_analysis.corpus import Corpus
from infoview_analysis.reflection.frames import Row, list_rows

__all__ = ["ALL", "GROUPINGS", "UNKNOWN", "Seat", "assign_seats", "group_seats"]

GROUPINGS = ("folder", "field", "year")
"""What cohorts may be told apart by."""
ALL, UNKNOWN = "(all)", "(unknown)"


@dataclass(frozen=True, slots=True)
class Seat:
    """One interview in its cohort."""

    cohort: str
    note_taker: str
    person: str
    """Who was asked; whoever has no name is somebody else in each interview."""
    interview: str


def assign_seats(corpus: Corpus, by: str | None) -> dict[str, Seat]:
    """Assign each interview to its note-taker and cohort, by ``interview_id``.

    A folder is a note-taker; with ``by="folder"`` a folder is a cohort and those in it are note-takers. Interviews in
    no such folder belong to nobody and are left out.
    """
    seats = (_find_seat(row, by) for row in list_rows(corpus.interviews))
    return {seat.interview: seat for seat in seats if seat is not None}


def group_seats(seats: Sequence[Seat]) -> Mapping[str, Sequence[Seat]]:
    """Group seats by cohort, in alphabetical order, the unknown one last."""
    groups: dict[str, list[Seat]] = {}
    for seat in seats:
        groups.setdefault(seat.cohort, []).append(seat)
    return dict(sorted(groups.items(), key=lambda group: (group[0] == UNKNOWN, group[0])))


def _find_seat(row: Row, by: str | None) -> Seat | None:
    depth = 2 if by == "folder" else 1
    folders = row["note"].split("/")[:-1][:depth]
    if len(folders) < depth:
        return None
    cohorts = {None: ALL, "folder": folders[0], "field": row["field"] or UNKNOWN, "year": row["date"][:4] or UNKNOWN}
    person = row["person_id"] or row["interview_id"]
    return Seat(cohorts[by], "/".join(folders), person, row["interview_id"])
