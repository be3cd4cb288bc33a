"""Measure how well interview notes are understood, on the annotated notes of ``data/benchmark``.

The weights that come with the package were trained on all of these sets but two, so only those two tell how well
notes of strangers are understood.
"""

import argparse
import csv
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from scoring import KINDS, Judgement, count, figures, group_tables, intervals, judge_note

BENCHMARK = Path(__file__).resolve().parent.parent / "data" / "benchmark"
SETS = (*"cdefghijklmnopqr", "examples")
HELD_OUT = ("e", "r")
"""Sets that nobody looked at and no weights of the package were trained on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A measured value."""

    value: float
    """Share between 0 and 1, or a number of items."""
    interval: tuple[float, float] | None = None
    """Bounds that hold it in 95 % of samples of the notes."""


Result = Mapping[str, Mapping[str, Figure]]
"""By kind and name the figures of one set, see :func:`scoring.figures`."""
Table = list[list[str]]
"""Rows of cells, the header first."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Score and print."""
    options = parse_arguments(arguments)
    if options.corrections:
        from own_notes import describe_notes  # here, so that tables at hand are scored without spaCy

        print(*describe_notes(options.corrections), sep="\n")
        return
    judged = {name: judge_set(name, tables=options.tables) for name in options.sets}
    if options.errors:
        print(*list_errors(judged), sep="\n", end="\n\n")
    if len(judged) > 1:
        judged["all"] = [note for notes in judged.values() for note in notes]
    results = {name: summarize(notes, draws=options.bootstrap) for name, notes in judged.items()}
    print(write_json(results) if options.json else render(results, markdown=options.markdown))
    if options.tables is None and not options.json:
        print(f"\nSets {' and '.join(HELD_OUT)} tell about strangers; the others were trained on.")


def parse_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("--sets", type=_parse_sets, default=SETS, metavar="c,d,...", help="sets to score (default: all)")
    add(
        "--tables",
        type=Path,
        metavar="DIR",
        help="score the CSV tables in DIR/<set> instead of reading notes",
    )
    add("--bootstrap", type=int, default=1000, metavar="N", help="samples for the intervals; 0 for none")
    add("--errors", action="store_true", help="list every miss, invention and wrong attribute first")
    add("--corrections", type=Path, metavar="NOTES", help="score your own notes by the corrections.toml among them")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print JSON")
    form.add_argument("--markdown", action="store_true", help="print Markdown tables")
    options = parser.parse_args(arguments)
    if options.bootstrap < 0:
        parser.error("--bootstrap takes 0 or more")
    if options.corrections and not options.corrections.is_dir():
        parser.error(f"no folder {options.corrections}; name the folder of your notes")
    for name in options.sets if options.tables else ():
        if not (options.tables / name / "interviews.csv").is_file():
            parser.error(f"no interviews.csv in {options.tables / name}; run infoview extract, or choose --sets")
    return options


def _parse_sets(text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(text.split(",")))
    for name in names:
        if name not in SETS:
            raise argparse.ArgumentTypeError(f'unknown set "{name}"; choose from {", ".join(SETS)}')
    return names


# --- Measuring ----------------------------------------------------------------------------------------------


def judge_set(name: str, *, tables: Path | None = None) -> list[list[Judgement]]:
    """Judge every note of a set.

    Parameters
    ----------
    name
        Name of the set.
    tables
        Folder that holds a folder of CSV tables for each set; None reads the notes now.

    Returns
    -------
    list of list of Judgement
        One list per annotated note, ordered by file name.
    """
    rows = extract_tables(BENCHMARK / name / "notes") if tables is None else read_tables(tables / name)
    grouped = group_tables(rows)
    gold = sorted((BENCHMARK / name / "gold").glob("*.json"))
    return [judge_note(json.loads(path.read_text(encoding="utf-8")), grouped) for path in gold]


def extract_tables(notes: Path) -> dict[str, list[dict[str, str]]]:
    """Read notes into tables, by way of the files that ``infoview extract`` writes."""
    from infoview_analysis import analyze  # here, so that tables at hand are scored without spaCy

    with tempfile.TemporaryDirectory() as folder:
        analyze(notes).save(folder, format="csv")
        return read_tables(Path(folder))


def read_tables(folder: Path) -> dict[str, list[dict[str, str]]]:
    """Read the tables that are scored."""
    csv.field_size_limit(2**31 - 1)  # a whole note may stand on one line
    return {kind: list(_read_rows(folder / f"{kind}.csv")) for kind in KINDS}


def _read_rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def summarize(notes: Sequence[Iterable[Judgement]], *, draws: int) -> Result:
    """Turn the judgements of some notes into figures with their intervals."""
    counts = [count(judgements) for judgements in notes]
    bounds = intervals(counts, draws=draws) if draws else {}
    total = figures(sum(counts, Counter()))
    return {
        kind: {name: Figure(value=value, interval=bounds.get((kind, name))) for name, value in row.items()}
        for kind, row in total.items()
    }


# --- Printing -----------------------------------------------------------------------------------------------


def list_errors(judged: Mapping[str, Iterable[Iterable[Judgement]]]) -> Iterator[str]:
    """Yield a line for each miss, invention and wrong attribute."""
    for name, notes in judged.items():
        for judgements in notes:
            for judgement in judgements:
                if judgement.verdict not in {"found", "right"}:
                    yield f"{name}/{judgement}"


def write_json(results: Mapping[str, Result]) -> str:
    """Write figures as JSON: set, kind, name, then ``value`` and ``interval``."""
    plain = {
        name: {kind: {key: asdict(figure) for key, figure in row.items()} for kind, row in result.items()}
        for name, result in results.items()
    }
    return json.dumps(plain, indent=1)


def render(results: Mapping[str, Result], *, markdown: bool = False) -> str:
    """Lay figures out for reading: all sets side by side, then each set in full."""
    tables = [_build_overview(results)] if len(results) > 1 else []
    tables += [_build_details(name, result) for name, result in results.items()]
    lay_out = _lay_out_markdown if markdown else _lay_out_text
    return "\n\n".join(lay_out(table) for table in tables)


def _build_overview(results: Mapping[str, Result]) -> Table:
    """One row per set: F1 of every kind and the share right of its attributes."""
    columns = [
        (kind, name)
        for kind, row in list(results.values())[-1].items()
        for name in row
        if name == "f1" or not _is_of_items(name)
    ]
    header = ["set", *(kind if name == "f1" else name for kind, name in columns)]
    return [header] + [
        [name, *(_write_value(result[kind].get(column)) for kind, column in columns)]
        for name, result in results.items()
    ]


def _build_details(name: str, result: Result) -> Table:
    """One row per kind, and one per attribute of it."""
    table = [[name, "items", "precision", "recall", "F1 / share right"]]
    for kind, row in result.items():
        shares = [_write_figure(row[share]) for share in ("precision", "recall", "f1")]
        table.append([kind, f"{row['n'].value:g}", *shares])
        table += [
            [f"{kind}: {key}", "", "", "", _write_figure(figure)]
            for key, figure in row.items()
            if not _is_of_items(key)
        ]
    return table


def _is_of_items(name: str) -> bool:
    return name in {"n", "precision", "recall", "f1"}


def _write_value(figure: Figure | None) -> str:
    return f"{figure.value:.3f}" if figure else ""


def _write_figure(figure: Figure) -> str:
    if figure.interval is None:
        return f"{figure.value:.3f}"
    low, high = figure.interval
    return f"{figure.value:.3f} ({low:.2f}–{high:.2f})"


def _lay_out_text(table: Table) -> str:
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = (map(str.ljust, row, widths) for row in table)
    return "\n".join("  ".join(line).rstrip() for line in lines)


def _lay_out_markdown(table: Table) -> str:
    header, *rows = table
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    main()
