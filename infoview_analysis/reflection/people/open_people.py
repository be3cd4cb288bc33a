"""People whom somebody pointed to, and how far it went with them."""

from collections.abc import Iterable, Sequence

from infoview_analysis.corpus import Corpus
from infoview_analysis.records import STATUSES
from infoview_analysis.reflection.frames import Row, by_time, cite, group_rows

__all__ = ["find_open_people", "find_status", "group_referred", "list_referrers"]


def find_open_people(corpus: Corpus) -> list[Row]:
    """Find the people somebody pointed to who have been neither met nor written to.

    Returns
    -------
    list of dict
        Named by most first, then latest first: ``person_id``, ``person``, ``by`` (who pointed to them, in
        order of date), ``places`` (note and line of each time), and ``date``, ``quote``, ``note``, ``line`` of
        the latest time.
    """
    people = [_describe_person(rows) for rows in group_referred(corpus).values() if find_status(rows) == "open"]
    people.sort(key=lambda row: row["person"].casefold())
    people.sort(key=lambda row: (len(row["by"]), row["date"]), reverse=True)
    return people


def group_referred(corpus: Corpus) -> dict[str, list[Row]]:
    """Group the referrals by whom they point to, each group in order of date."""
    rows = (row for row in cite(corpus, corpus.referrals) if row["referred_id"] or row["referred"])
    return group_rows(sorted(rows, key=by_time), "referred_id", "referred")


def find_status(rows: Iterable[Row]) -> str:
    """Find how far it went with somebody, from all referrals that point to them."""
    # One note may not know yet what a later one does: who was met once is met.
    return max((str(row["status"]) for row in rows), key=STATUSES.index)


def list_referrers(rows: Iterable[Row]) -> list[str]:
    """List who gave some referrals, each once, in the order of the rows."""
    return list(dict.fromkeys(row["referrer"] or "somebody" for row in rows))


def _describe_person(rows: Sequence[Row]) -> Row:
    return {
        "person_id": rows[-1]["referred_id"],
        "person": max((row["referred"] for row in rows), key=len),
        "by": list_referrers(rows),
        "places": {(row["note"], row["line"]) for row in rows},
        **{name: rows[-1][name] for name in ("date", "quote", "note", "line")},
    }
