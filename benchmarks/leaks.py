"""Names that a pseudonymised run leaves in any file it writes::

    python benchmarks/leaks.py --sets c,d --show

Every output that the package has is written from the pseudonymised tables of a set, and all of it is searched for every
person and organisation of the gold, and for every one that ``names.json`` lists. A name leaks where all its words stand
together, in whatever case; a name of one word, or a part of three letters or more, leaks where it stands, unless it is
an ordinary word: one that the notes of the set (for parts: of any set) have in lower case outside names, for parts a
place, or one that the program says by itself. Names of skills that the vocabulary knows are told apart: skills are
kept on purpose.
"""

import argparse
import ast
import html
import json
import re
import sqlite3
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import infoview_analysis
from infoview_analysis.corpus import FIELDS, Corpus, analyze
from infoview_analysis.corpus.pseudonyms import Key, pseudonymize
from infoview_analysis.reading.lexicon import fold, load_words

BENCHMARK = Path(__file__).parent.parent / "data" / "benchmark"
GRAPHS = (".graphml", ".gexf", ".json", ".dot", ".mmd", ".html", ".svg")
LEAST_LETTERS = 3
_PEOPLE = ("interviewee", "referred_by", "referrer", "referred")
_WORD = re.compile(r"[^\W_]+")
_LONGER_WORD = re.compile(r"[^\W\d_]{2,}")
_ADDRESS = re.compile(r"\S+@\S+|@\w+|\w+://\S+|www\.\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """A name that can be read in an output."""

    name: str
    words: str
    """What of it stands there, folded."""
    file: str
    is_skill: bool
    """True where a skill of the vocabulary is called so."""


# --- Outputs ------------------------------------------------------------------------------------------------


def write_outputs(corpus: Corpus, folder: Path) -> None:
    """Write all that the package can say of a corpus: tables, page, graphs, exports and what commands print."""
    from infoview_analysis.exchange import write_export
    from infoview_analysis.figures import plot_network, render_figure
    from infoview_analysis.network import referral_graph, write_graph
    from infoview_analysis.reflection import build_agenda, draft_profile, render_calendar
    from infoview_analysis.report import network_page, write_report

    for kind in ("csv", "json", "sqlite"):
        corpus.save(folder / kind, format=kind)
    write_report(corpus, folder / "page.html")
    graph = referral_graph(corpus)
    for ending in GRAPHS:
        path = folder / f"graph{ending}"
        if ending == ".html":
            path.write_text(network_page(graph), encoding="utf-8")
        elif ending == ".svg":
            path.write_bytes(render_figure(plot_network(graph), ending))
        else:
            write_graph(graph, path)
    for name in ("codes.qdc", "project.qdpx", "matrix.csv", "pages"):
        write_export(corpus, folder / name)
    (folder / "agenda.ics").write_bytes(render_calendar(build_agenda(corpus)))
    (folder / "profile.md").write_text(draft_profile(corpus), encoding="utf-8")
    (folder / "printed.txt").write_text("\n".join(print_all(corpus)), encoding="utf-8")


def print_all(corpus: Corpus) -> Iterator[str]:
    """What the commands print."""
    from infoview_analysis import console, reflection
    from infoview_analysis.network import merged_graph, referral_graph

    yield from console.describe_notes(corpus, "")
    yield from console.describe_agenda(reflection.build_agenda(corpus), "")
    network = reflection.describe_network(merged_graph(referral_graph(corpus)))
    parts = (reflection.rank_next_talks(corpus), reflection.list_courtesies(corpus), reflection.list_favours(corpus))
    yield from console.describe_people(network, dict(zip(("next", "tell", "give"), parts, strict=True)), "")
    yield from console.describe_themes(
        len(corpus.interviews),
        reflection.rank_trends(corpus),
        reflection.rank_advice(corpus),
        reflection.find_contradictions(corpus),
    )
    yield from console.describe_heard(corpus)
    yield from reflection.describe_fit(corpus, None)
    yield from console.describe_passages(reflection.search_passages(corpus, "who to talk to next", 50), "")


def read_outputs(folder: Path) -> Iterator[tuple[str, str]]:
    """Name of each file below a folder, and all its text, with the name itself."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".sqlite":
            with closing(sqlite3.connect(path)) as connection:
                text = "\n".join(connection.iterdump())
        elif path.suffix == ".qdpx":
            with zipfile.ZipFile(path) as project:
                text = "\n".join(f"{part}\n{project.read(part).decode()}" for part in project.namelist())
        else:
            # A calendar breaks its lines, also within a word.
            text = path.read_bytes().decode("utf-8", "replace").replace("\r\n ", "")
        # Escapes of JSON and HTML hide a letter from a search, not from a reader.
        text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
        yield name, f"{name}\n{html.unescape(html.unescape(text))}"


# --- Names --------------------------------------------------------------------------------------------------


def list_gold_names(folder: Path, notes: Iterable[str] | None = None) -> set[str]:
    """People and organisations of the gold of a set."""
    wanted = None if notes is None else {Path(note).stem for note in notes}
    found: set[str] = set()
    for path in sorted((folder / "gold").glob("*.json")):
        if wanted is None or path.stem in wanted:
            for talk in json.loads(path.read_text(encoding="utf-8"))["interviews"]:
                found |= {talk.get(name) or "" for name in ("organization", "interviewee", "referred_by")}
                found |= {pair.get(name) or "" for pair in talk.get("referrals", ()) for name in _PEOPLE}
    return found - {""}


def list_all_names(folder: Path, notes: Iterable[str] | None = None) -> set[str]:
    """People and organisations that ``names.json`` lists."""
    by_note = _read_names(folder)
    chosen = by_note if notes is None else {note: by_note[note] for note in notes}
    return {name for kinds in chosen.values() for kind in ("PERSON", "ORG") for name in kinds.get(kind, ())}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordinary:
    """Words that tell nothing of anybody."""

    here: frozenset[str]
    """Lower case in the notes of the set, outside names."""
    anywhere: frozenset[str]
    """The same in the notes of any set, and places: where a part of a name stands alone, it may be one of these."""


def find_ordinary(folder: Path) -> Ordinary:
    """Words that are ordinary in a set."""
    sets = [path.parent for path in BENCHMARK.glob("*/names.json")]
    anywhere = frozenset().union(*map(_lower_words, sets))
    return Ordinary(here=_lower_words(folder), anywhere=anywhere | _places(folder) | load_words("places"))


@cache
def _lower_words(folder: Path) -> frozenset[str]:
    found: set[str] = set()
    for note, kinds in _read_names(folder).items():
        text = (folder / "notes" / note).read_bytes().decode("utf-8", "replace")
        people = {word for name in kinds.get("PERSON", ()) for word in fold(name).split()}
        text = _without_names(text, kinds.values())
        found |= {fold(word) for word in _WORD.findall(text) if word.islower()} - people
    return frozenset(found)


def _without_names(text: str, kinds: Iterable[Iterable[str]]) -> str:
    names = sorted({name for kind in kinds for name in kind if name}, key=len, reverse=True)
    pattern = rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)"
    return re.sub(pattern, " | ", text, flags=re.IGNORECASE) if names else text


def _places(folder: Path) -> frozenset[str]:
    return frozenset(
        word for kinds in _read_names(folder).values() for name in kinds["GPE"] for word in fold(name).split()
    )


def _read_names(folder: Path) -> Mapping[str, Mapping[str, list[str]]]:
    found: Mapping[str, Mapping[str, list[str]]] = json.loads((folder / "names.json").read_text(encoding="utf-8"))
    return found


def list_skills(corpus: Corpus) -> set[str]:
    """Skills of the vocabulary that the tables name, folded; with their words, for a skill may hold a firm's name."""
    known = corpus.skills[~corpus.skills["explain"].str.contains("not in the vocabulary")]
    names = {fold(name) for column in ("skill", "text") for name in known[column]}
    return names | {word for name in names for word in name.split()}


@cache
def own_words() -> frozenset[str]:
    """Words that the program writes by itself: those of an empty corpus, and of what its page and commands say."""
    package = Path(infoview_analysis.__file__).parent
    texts = [path.read_text(encoding="utf-8") for path in package.glob("report/*.j2")]
    for path in (
        *package.glob("reflection/**/*.py"),
        *package.glob("network/*.py"),
        *package.glob("exchange/*.py"),
        package / "console.py",
    ):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        functions = (node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr))
        texts += [str(part.value) for node in functions for part in node.values if isinstance(part, ast.Constant)]
    with tempfile.TemporaryDirectory() as folder:
        write_outputs(Corpus.empty(), Path(folder))
        texts += [text for _, text in read_outputs(Path(folder))]
    fields = (*FIELDS, "mark-before")  # fields of work, and what rows of skills explain themselves with
    return frozenset(word for text in (*texts, *fields) for word in fold(text).split())


# --- Leaks --------------------------------------------------------------------------------------------------


def find_leaks(names: Iterable[str], outputs: Path, ordinary: Ordinary, skills: set[str]) -> list[Leak]:
    """Names and parts of names that stand in the files of a folder."""
    found = []
    kept = list(names)
    for file, text in read_outputs(outputs):
        folded = f" {fold(text)} "
        words = set(folded.split())
        own = own_words()
        for name in kept:
            for said in _forms(name):
                stands = f" {said} " in folded if " " in said else said in words
                if stands and not _is_excused(said, name, own, ordinary):
                    found.append(Leak(name=name, words=said, file=file, is_skill=said in skills))
    return found


def _forms(name: str) -> list[str]:
    """A name and its parts, folded."""
    whole = fold(name)
    return list(dict.fromkeys([whole, *whole.split()]))


def _is_excused(said: str, name: str, own: frozenset[str], ordinary: Ordinary) -> bool:
    """True for a word that tells nothing; a whole name is judged more strictly than a part of one."""
    if " " in said:
        return False
    if len(said) < LEAST_LETTERS or said.isdigit() or said in own or said in ordinary.here:
        return True
    return said != fold(name) and said in ordinary.anywhere


def measure(name: str, tables: Path | None, show: bool) -> None:
    """Print how many names of a set leak."""
    folder = BENCHMARK / name
    corpus = Corpus.load(tables / name) if tables else analyze(folder / "notes")
    hidden = pseudonymize(corpus, Key())
    ordinary = find_ordinary(folder)
    with tempfile.TemporaryDirectory() as outputs:
        write_outputs(hidden, Path(outputs))
        counts = []
        for names in (list_gold_names(folder), list_all_names(folder)):
            leaks = find_leaks(names, Path(outputs), ordinary, list_skills(hidden))
            real = {(leak.name, leak.words) for leak in leaks if not leak.is_skill}
            skills = {leak.name for leak in leaks if leak.is_skill}
            counts += [f"{len({leak for leak, _ in real})} of {len(names)}", f"{len(skills)} skills"]
            if show:
                for said in sorted(real):
                    files = sorted({leak.file for leak in leaks if (leak.name, leak.words) == said})
                    print(f"  {said[0]!r} as {said[1]!r} in {files[:3]}")
    masked, words = count_masked(corpus, hidden, folder)
    print(f"{name}: gold {counts[0]} ({counts[1]}), names.json {counts[2]} ({counts[3]}); "
          f"masked though no name: {masked} of {words} words")  # fmt: skip


def count_masked(corpus: Corpus, hidden: Corpus, folder: Path) -> tuple[int, int]:
    """Words of two letters or more that are in no name and no address of a set: how many are masked, and how many."""
    names, masked, words = _read_names(folder), 0, 0
    for note, clear, shown in zip(
        corpus.passages["note"], corpus.passages["text"], hidden.passages["text"], strict=True
    ):
        kinds = names.get(note, {}).values()
        plain = Counter(_LONGER_WORD.findall(_without_names(_ADDRESS.sub(" ", clear), kinds).casefold()))
        words += plain.total()
        masked += (plain - Counter(_LONGER_WORD.findall(shown.casefold()))).total()
    return masked, words


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    sets = sorted(path.parent.name for path in BENCHMARK.glob("*/names.json"))
    parser.add_argument("--sets", default=",".join(sets), help="c,d (all)")
    parser.add_argument("--tables", type=Path, help="folder with a folder of tables per set, instead of the notes")
    parser.add_argument("--show", action="store_true", help="print each leak")
    chosen = parser.parse_args()
    for name in chosen.sets.split(","):
        measure(name, chosen.tables, chosen.show and name not in ("e", "r"))


if __name__ == "__main__":
    main()
