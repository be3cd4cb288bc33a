"""Which numbers may be shown, so that neither they nor what is left of their total tell of a few.

References
----------
Hundepool, A. and others (2012). Statistical Disclosure Control. Wiley, chapter 4: primary and secondary suppression.
"""

from collections.abc import Collection, Mapping

from infoview_analysis.reflection.cohort.members import Seat

__all__ = ["choose_shown", "count_seats", "is_enough"]


def count_seats(seats: Collection[Seat]) -> dict[str, int]:
    """Count the different note-takers, people asked and interviews."""
    return {
        "note_takers": len({seat.note_taker for seat in seats}),
        "people": len({seat.person for seat in seats}),
        "interviews": len({seat.interview for seat in seats}),
    }


def is_enough(seats: Collection[Seat], least: int) -> bool:
    """Whether so many seats may be counted: enough note-takers, enough people and enough interviews.

    Examples
    --------
    >>> is_enough([Seat("2025", "a", "ann", "a/1.md#1"), Seat("2025", "a", "bob", "a/2.md#1")], 2)
    False
    """
    return min(count_seats(seats).values()) >= least


def choose_shown(cells: Mapping[str, Collection[Seat]], least: int) -> set[str]:
    """Choose the cohorts whose number may stand beside the total of all; none where the total may not be shown.

    Parameters
    ----------
    cells
        Seats by cohort; each interview in one cohort only.
    least
        Note-takers, people and interviews that a number has to stand for.

    Returns
    -------
    set of str
        Cohorts that are enough by themselves. Whoever takes their numbers from the total gets what all the others have
        together: where that is not enough, the smallest of those that were to be shown joins the others, until it is.

    Examples
    --------
    >>> cells = {year: [Seat(year, f"{year}{n}", f"{year}{n}", f"{year}{n}") for n in range(size)]
    ...          for year, size in {"2023": 9, "2024": 6, "2025": 2}.items()}
    >>> choose_shown(cells, 5)
    {'2023'}
    """
    if not is_enough([seat for seats in cells.values() for seat in seats], least):
        return set()
    shown = {cohort for cohort, seats in cells.items() if is_enough(seats, least)}
    for cohort in sorted(shown, key=lambda name: (len(cells[name]), name)):
        others = [seat for name, seats in cells.items() if name not in shown for seat in seats]
        if not others or is_enough(others, least):
            break
        shown.remove(cohort)
    return shown
