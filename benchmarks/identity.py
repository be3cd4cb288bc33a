"""Measure who is taken for one person, on the people labelled in ``data/benchmark`` and ``data/notes_gold``.

``people.json`` of a set says which names in which notes mean the same person. A *mention* is a form of a name in a
note. Two settings:

``annotation``
    Who was interviewed and who referred whom comes from the annotation, and every labelled form of a name is asked
    for: identity alone.
``notes``
    The tables as ``infoview extract`` writes them: what a user gets. Names that were not found are not counted here.

Pairwise precision is the share right among the pairs of mentions taken for one person, recall the share found of
those that are. B-cubed (Bagga and Baldwin, 1998, Algorithms for scoring coreference chains) averages both over
mentions, so that people named often do not outweigh the others.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any, TypeAlias

from accuracy import BENCHMARK, HELD_OUT, SETS

from infoview_analysis.corpus import Corpus, analyze
from infoview_analysis.identity import People, parse_name, resolve_people
from infoview_analysis.records import FollowUp, Interview, Provenance, Referral

SAMPLE = "notes"
"""The notes that come with the package, beside the sets of the benchmark."""

Mention: TypeAlias = tuple[str, str]
"""Note and name as written there."""
Clusters: TypeAlias = Mapping[Mention, str]
"""Who is meant by each mention."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How well two clusterings of the same mentions agree."""

    mentions: int
    pairs: int
    """Pairs of mentions that are one person."""
    right: int
    """Of these, taken for one person."""
    wrong: int
    """Pairs that are two people, taken for one."""
    bcubed: tuple[float, float]
    """Sums over mentions of B-cubed precision and recall."""

    def __add__(self, other: "Agreement") -> "Agreement":
        return Agreement(
            mentions=self.mentions + other.mentions,
            pairs=self.pairs + other.pairs,
            right=self.right + other.right,
            wrong=self.wrong + other.wrong,
            bcubed=(self.bcubed[0] + other.bcubed[0], self.bcubed[1] + other.bcubed[1]),
        )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", default=",".join((*SETS, SAMPLE)), metavar="c,d,...", help="default: all")
    parser.add_argument("--notes", action="store_true", help="measure the tables of the notes, not the annotation")
    parser.add_argument("--errors", action="store_true", help="list every pair taken wrongly (not of sets kept unseen)")
    options = parser.parse_args(arguments)
    cluster = cluster_tables if options.notes else cluster_annotation
    total: Agreement | None = None
    print(f"{'set':10}{'mentions':>9}{'pairs':>7}  pairwise P / R / F1      B-cubed P / R / F1")
    for name in options.sets.split(","):
        labels = read_labels(name)
        found = cluster(name, labels)
        measured = compare({mention: labels[mention] for mention in found}, found)
        total = measured if total is None else total + measured
        print(lay_out(name, measured))
        if options.errors and name not in HELD_OUT:
            print(*list_errors(labels, found), sep="\n")
    if total is not None:
        print(lay_out("all", total))


# --- Labels and clusters ------------------------------------------------------------------------------------


def read_labels(name: str) -> Clusters:
    """Read who is meant by each form of the name of everybody who was interviewed, referred or was referred to.

    A form that means two people in one note is left out.
    """
    path = BENCHMARK.parent / "notes_gold" if name == SAMPLE else BENCHMARK / name
    named = {(one["note"], parse_name(form).key) for one in read_annotations(name) for form in _list_parties(one)}
    meant: dict[Mention, set[str]] = defaultdict(set)
    for number, person in enumerate(json.loads((path / "people.json").read_text(encoding="utf-8"))):
        mentions = [(note, form) for note, forms in person["mentions"].items() for form in forms]
        if any((note, parse_name(form).key) in named for note, form in mentions):
            for mention in mentions:
                meant[mention].add(f"{number} {person['name']}")
    return {mention: who.pop() for mention, who in sorted(meant.items()) if len(who) == 1}


def _list_parties(annotation: Mapping[str, Any]) -> Iterable[str]:
    for talk in annotation["interviews"]:
        yield from filter(None, (talk["interviewee"], talk["referred_by"]))
        for pair in talk["referrals"]:
            yield from (pair["referrer"], pair["referred"])


def cluster_annotation(name: str, labels: Clusters) -> Clusters:
    """Resolve the people of the annotation; who stays unknown is somebody of their own."""
    interviews, referrals, rows = [], [], []
    for annotation in read_annotations(name):
        note = annotation["note"]
        for number, talk in enumerate(annotation["interviews"], 1):
            where = Provenance(note=note, line=number, end_line=number)
            talk_id = f"{note}#{number}"
            interviews.append(_make_interview(talk, talk_id, where))
            referrals += [
                Referral(interview_id=talk_id, referrer=pair["referrer"], referred=pair["referred"], source=where)
                for pair in talk["referrals"]
            ]
    first = {talk.source.note: talk.interview_id for talk in reversed(interviews)}
    for note, form in labels:
        where = Provenance(note=note, line=10_000, end_line=10_000)
        rows.append(FollowUp(interview_id=first.get(note, ""), kind="other", person=form, source=where))
    people = resolve_people(interviews, referrals, rows)
    return {mention: _find_person(people, mention) for mention in labels}


def _find_person(people: People, mention: Mention) -> str:
    return people.find_id(*mention) or " ".join(mention)


def _make_interview(talk: Mapping[str, Any], talk_id: str, where: Provenance) -> Interview:
    return Interview(
        interview_id=talk_id,
        interviewee=talk["interviewee"] or "",
        role=talk["role"] or "",
        organization=talk["organization"] or "",
        date=talk["date"] or "",
        referred_by=talk["referred_by"] or "",
        source=where,
    )


def read_annotations(name: str) -> list[dict[str, Any]]:
    """Read the annotation of each note, with the path of the note."""
    folder = BENCHMARK.parent / "notes_gold" if name == SAMPLE else BENCHMARK / name / "gold"
    files = [path for path in sorted(folder.glob("*.json")) if path.name != "people.json"]
    found = [json.loads(path.read_text(encoding="utf-8")) for path in files]
    notes = BENCHMARK.parent / "notes"
    places = {path.name: path.relative_to(notes).as_posix() for path in notes.rglob("*.md")} if name == SAMPLE else {}
    return [one | {"note": places.get(Path(one["note"]).name, one["note"])} for one in found]


def cluster_tables(name: str, labels: Clusters) -> Clusters:
    """Read the notes of a set and take the persons from the tables; names that are not labelled are left out."""
    folder = BENCHMARK.parent / "notes" if name == SAMPLE else BENCHMARK / name / "notes"
    written = {(note, parse_name(form).key): form for note, form in labels}
    named = ((note, written.get((note, key)), who) for note, key, who in _list_named(analyze(folder)))
    return {(note, form): who for note, form, who in named if who and form}


def _list_named(corpus: Corpus) -> Iterable[tuple[str, str, str]]:
    columns = [
        (corpus.interviews, "interviewee", "person_id"),
        (corpus.referrals, "referrer", "referrer_id"),
        (corpus.referrals, "referred", "referred_id"),
    ]
    for frame, name, person in columns:
        for note, written, who in zip(frame["note"], frame[name], frame[person], strict=True):
            yield note, parse_name(written).key, who


# --- Measuring ----------------------------------------------------------------------------------------------


def compare(labels: Clusters, found: Clusters) -> Agreement:
    """Compare two clusterings of the same mentions.

    Examples
    --------
    >>> labels = {("a", "ann"): "1", ("a", "ann lee"): "1", ("b", "ann"): "2"}
    >>> compare(labels, labels | {("b", "ann"): "1"})
    Agreement(mentions=3, pairs=1, right=1, wrong=2, bcubed=(1.6666666666666665, 3.0))
    """
    both = Counter((labels[mention], found[mention]) for mention in labels)
    ours, theirs = Counter(labels.values()), Counter(found[mention] for mention in labels)
    right = sum(map(_count_pairs, both.values()))
    return Agreement(
        mentions=len(labels),
        pairs=sum(map(_count_pairs, ours.values())),
        right=right,
        wrong=sum(map(_count_pairs, theirs.values())) - right,
        bcubed=(
            sum(number * number / theirs[who] for (_, who), number in both.items()),
            sum(number * number / ours[who] for (who, _), number in both.items()),
        ),
    )


def _count_pairs(number: int) -> int:
    return number * (number - 1) // 2


def lay_out(name: str, measured: Agreement) -> str:
    """Lay the figures of a set out in a line."""
    taken = measured.right + measured.wrong
    pairwise = (_share(measured.right, taken), _share(measured.right, measured.pairs))
    bcubed = (_share(measured.bcubed[0], measured.mentions), _share(measured.bcubed[1], measured.mentions))
    figures = "      ".join(f"{p:.3f} / {r:.3f} / {_f1(p, r):.3f}" for p, r in (pairwise, bcubed))
    return f"{name:10}{measured.mentions:9}{measured.pairs:7}  {figures}"


def _share(part: float, whole: int) -> float:
    return part / whole if whole else 1.0


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def list_errors(labels: Clusters, found: Clusters) -> Iterable[str]:
    """Yield a line for each pair of people wrongly joined and each person wrongly parted."""
    yield from _list_mixed(labels, found, "joined")
    yield from _list_mixed(found, labels, "parted")


def _list_mixed(one: Clusters, another: Clusters, verdict: str) -> Iterable[str]:
    groups: dict[str, dict[str, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    for mention, who in another.items():
        if mention in one:
            groups[who][one[mention]].append(mention)
    for who, parts in groups.items():
        for first, second in combinations(parts, 2):
            yield f"  {verdict} {who}: {first} {parts[first]} | {second} {parts[second]}"


if __name__ == "__main__":
    main()
