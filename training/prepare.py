"""Turn treebanks and annotated notes into the training and development material."""

from __future__ import annotations

import argparse
import copy
import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from pathlib import Path

import spacy
from notes import read_set
from spacy.language import Language
from tokenization import blank_pipeline
from treebank import Sentence, attach_entities, paragraphs, read_conllu, read_iob

TREEBANKS = {"ewt": "en_ewt", "gum": "gum_licensed"}
NOT_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun "  # noqa: SIM905
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec dr mr mrs ms prof sir".split()
)


def parse_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebanks", type=Path, required=True, help="folder with the xz-compressed treebanks")
    parser.add_argument("--notes", type=Path, required=True, help="folder with one folder per set of notes")
    parser.add_argument("--output", type=Path, required=True, help="folder to write")
    parser.add_argument("--leave-out", nargs="*", default=["e", "m", "q"], help="sets of notes kept for testing")
    parser.add_argument("--dev-set", default="examples", help="set of notes used to choose the best step")
    parser.add_argument("--teacher", type=Path, help="model that labels the names of EWT train (see README)")
    return parser.parse_args()


def group_record(source: str, group: list[Sentence], *, syntax: bool, entities: str) -> dict:
    """A line of training material for a paragraph.

    Parameters
    ----------
    source
        Name of the treebank.
    group
        Sentences of the paragraph.
    syntax
        Whether tags and parse are to be learnt.
    entities
        `"gold"` when the words carry entities (`"-"` where not known), else `"missing"`.
    """
    words = [[astuple(word) for word in sentence.words] for sentence in group]
    return {"source": source, "syntax": syntax, "entities": entities, "sentences": words}


def mark_unknown_names(sentence: Sentence) -> None:
    """Without gold names: proper nouns may be names (`-`), all other words are none."""
    for word in sentence.words:
        if word.tag in ("NNP", "NNPS") and word.form.lower().rstrip(".") not in NOT_NAMES:
            word.entity = "-"


def label_names(teacher: Language, group: list[Sentence]) -> None:
    """Label the proper nouns of a paragraph with a teacher, where its spans agree with the gold tags.

    A span is taken when it begins and ends with a proper noun and no proper noun follows or precedes it;
    other proper nouns stay unknown.

    Parameters
    ----------
    teacher
        Pipeline that finds names.
    group
        Sentences; changed in place.
    """
    words = [word for sentence in group for word in sentence.words]
    starts, ends, position = {}, {}, 0
    for index, word in enumerate(words):
        starts[position] = index
        ends[position + len(word.form)] = index + 1
        position += len(word.form) + word.space
    for ent in teacher("".join(sentence.text for sentence in group)).ents:
        start, end = starts.get(ent.start_char), ends.get(ent.end_char)
        if start is None or end is None or words[start].entity != "-" or words[end - 1].entity != "-":
            continue
        before = words[start - 1].entity if start else "O"
        after = words[end].entity if end < len(words) else "O"
        if before != "-" and after != "-":
            label = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "LOC"}[ent.label_]
            for index in range(start, end):
                words[index].entity = ("B-" if index == start else "I-") + label


def to_imperative(sentence: Sentence) -> Sentence | None:
    """Make an imperative of a sentence such as *You should call her*, or return None.

    Parameters
    ----------
    sentence
        A sentence of a treebank.
    """
    words = sentence.words
    if len(words) < 5 or words[0].form.lower() not in ("you", "i", "we") or words[0].dep != "nsubj":
        return None
    root = next((i for i, word in enumerate(words) if word.head == 0), 0)
    prefix = words[1:root]
    if words[root].tag != "VB" or not prefix or any(w.dep != "aux" or w.head != root + 1 for w in prefix):
        return None
    kept = copy.deepcopy(words[root:])
    if any(0 < word.head <= root for word in kept):
        return None
    for word in kept:
        word.head = max(0, word.head - root)
    kept[0].feats = "Mood=Imp|VerbForm=Fin"
    kept[0].form = kept[0].form.capitalize()
    return Sentence(words=kept, kind="imp")


def imperatives(sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    """Yield the imperatives of a treebank once more, and imperatives made of other sentences."""
    for sentence in sentences:
        made = to_imperative(sentence)
        if made:
            yield made
        elif any(word.head == 0 and "Mood=Imp" in word.feats for word in sentence.words) and len(sentence.words) < 20:
            yield sentence


def training_records(treebanks: Path, teacher: Language | None) -> Iterator[dict]:
    """Yield the training material made of treebanks.

    Parameters
    ----------
    treebanks
        Folder of the treebanks.
    teacher
        Pipeline that labels names of EWT train, if any.
    """
    for source, name in TREEBANKS.items():
        sentences = read_conllu(treebanks / f"{name}-train.conllu.xz")
        if source == "ewt":
            for sentence in sentences:
                mark_unknown_names(sentence)
        for group in paragraphs(sentences):
            if source == "ewt" and teacher:
                label_names(teacher, group)
            yield group_record(source, group, syntax=True, entities="gold")
        for sentence in imperatives(sentences):
            yield group_record("imperative", [sentence], syntax=True, entities="gold")
    named = read_conllu(treebanks / "en_ewt-dev.conllu.xz")
    attach_entities(named, read_iob(treebanks / "uner_ewt-dev.iob2.xz"))
    for group in paragraphs(named):
        yield group_record("uner", group, syntax=False, entities="gold")


def dev_records(treebanks: Path) -> Iterator[dict]:
    """Yield the development material made of treebanks.

    Parameters
    ----------
    treebanks
        Folder of the treebanks.
    """
    for source, name in TREEBANKS.items():
        entities = "gold" if source == "gum" else "missing"
        for group in paragraphs(read_conllu(treebanks / f"{name}-dev.conllu.xz")):
            yield group_record(source, group, syntax=True, entities=entities)


def note_records(folder: Path) -> Iterator[dict]:
    """Yield the lines of a set of notes with their names."""
    for text, spans in read_set(folder):
        yield {"source": "notes", "text": text, "spans": spans}


def write_lines(path: Path, records: Iterable[dict]) -> int:
    """Write records as JSON lines and return their number."""
    count = 0
    with path.open("w", encoding="utf-8") as output:
        for record in records:
            output.write(json.dumps(record, ensure_ascii=False) + "\n")
            count += 1
    return count


def main() -> None:
    """Write `train.jsonl`, `dev.jsonl` and the blank pipeline `base`."""
    options = parse_arguments()
    options.output.mkdir(parents=True, exist_ok=True)
    blank_pipeline().to_disk(options.output / "base")
    teacher = spacy.load(options.teacher) if options.teacher else None
    sets = sorted(path.parent for path in options.notes.glob("*/names.json"))
    used = [path for path in sets if path.name not in {*options.leave_out, options.dev_set}]
    train = list(training_records(options.treebanks, teacher))
    train += [record for folder in used for record in note_records(folder)]
    dev = [*dev_records(options.treebanks), *note_records(options.notes / options.dev_set)]
    print("train", write_lines(options.output / "train.jsonl", train), "sets", [path.name for path in used])
    print("dev", write_lines(options.output / "dev.jsonl", dev))


if __name__ == "__main__":
    main()
