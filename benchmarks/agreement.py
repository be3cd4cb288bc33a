"""Measure how well two careful readers agree: the ceiling for what a program can reach.

``data/benchmark/second_reading`` holds annotations of some notes by a second reader, who had the notes and the
guidelines and nothing else. They are scored as a program's tables would be.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from accuracy import BENCHMARK, render, summarize
from scoring import KINDS, Judgement, group_tables, judge_note

SECOND = BENCHMARK / "second_reading"


def main() -> None:
    """Score the second reading against the first and print."""
    notes = [judge_second(path) for path in sorted(SECOND.glob("*/*.json"))]
    print(f"{len(notes)} notes read twice\n")
    print(render({"second reading": summarize(notes, draws=1000)}, markdown=True))


def judge_second(path: Path) -> list[Judgement]:
    """Judge the second reading of a note by the first.

    Parameters
    ----------
    path
        Its annotation, in a folder named like the set of the note.
    """
    first = json.loads((BENCHMARK / path.parent.name / "gold" / path.name).read_text(encoding="utf-8"))
    tables: dict[str, list[dict[str, str]]] = {kind: [] for kind in KINDS}
    for kind, row in list_rows(json.loads(path.read_text(encoding="utf-8"))):
        tables[kind].append(row)
    return judge_note(first, group_tables(tables))


def list_rows(annotation: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows that a program which finds just what is annotated would write, each with its table."""
    for number, interview in enumerate(annotation["interviews"]):
        where = {"note": annotation["note"], "interview_id": f"{annotation['note']}#{number}"}
        plain = {key: value for key, value in interview.items() if not isinstance(value, list)}
        yield "interviews", _as_text(plain) | where
        for kind in KINDS[1:]:
            for item in interview[kind]:
                if not item.get("optional"):
                    yield kind, _as_text({key: value for key, value in item.items() if key != "accept"}) | where


def _as_text(row: Mapping[str, Any]) -> dict[str, str]:
    return defaultdict(str, {key: "" if value is None else str(value) for key, value in row.items()})


if __name__ == "__main__":
    main()
