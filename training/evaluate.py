"""Measure a model from raw text: tags and parse on treebanks, names on treebank, marked lines and notes."""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from notes import Span, read_marked, read_set
from spacy.language import Language
from spacy.tokens import Doc
from treebank import Sentence, attach_entities, iob_spans, paragraphs, read_conllu, read_iob

LABELS = ("PERSON", "ORG", "GPE")
Row = tuple[int, int, str, str, str, str, tuple[int, int] | None, str]


def parse_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--treebanks", type=Path, required=True, help="folder with the xz-compressed treebanks")
    parser.add_argument("--notes", type=Path, required=True, help="folder with one folder per set of notes")
    parser.add_argument("--sets", nargs="*", default=["e", "m", "q"], help="sets of notes left out of the training")
    parser.add_argument("--part", choices=("test", "dev"), default="test", help="part of the treebanks")
    parser.add_argument("--output", type=Path, help="JSON file to write")
    return parser.parse_args()


def _f1(right: float, predicted: int, gold: int) -> float:
    """F1 in per cent."""
    return round(200 * right / (predicted + gold), 2) if predicted + gold else 0.0


def gold_rows(group: list[Sentence]) -> tuple[str, list[Row], set[tuple[int, int]]]:
    """Text, words and sentences of a paragraph with their places in the text.

    Parameters
    ----------
    group
        Sentences of the paragraph.
    """
    text, rows, sentences = "", [], set()
    for sentence in group:
        places, start = [], len(text)
        for word in sentence.words:
            places.append((len(text), len(text) + len(word.form)))
            text += word.form + (" " if word.space else "")
        for word, place in zip(sentence.words, places, strict=True):
            head = places[word.head - 1] if word.head else None
            rows.append((*place, word.pos, word.tag, word.feats, word.lemma, head, word.dep.split(":")[0]))
        sentences.add((start, places[-1][1]))
    return text, rows, sentences


def predicted_rows(doc: Doc) -> tuple[list[Row], set[tuple[int, int]]]:
    """Words and sentences of an analysed text with their places."""

    def place(token) -> tuple[int, int]:
        return token.idx, token.idx + len(token)

    rows = []
    for token in doc:
        if not token.is_space:
            head = None if token.head.i == token.i else place(token.head)
            dep = "root" if head is None else token.dep_.split(":")[0]
            rows.append((*place(token), token.pos_, token.tag_, str(token.morph), token.lemma_, head, dep))
    sentences = {(place(sent[0])[0], place(sent[-1])[1]) for sent in doc.sents}
    return rows, sentences


def syntax_scores(nlp: Language, path: Path) -> dict[str, float]:
    """CoNLL-18 style F1 of tokens, sentences, tags, lemmas and parse; paragraphs are given as raw text.

    Parameters
    ----------
    nlp
        The model.
    path
        CoNLL-U file.
    """
    right: Counter[str] = Counter()
    gold_total = predicted_total = gold_sents = predicted_sents = 0
    for group in paragraphs(read_conllu(path)):
        text, gold, sentences = gold_rows(group)
        predicted, found = predicted_rows(nlp(text.rstrip()))
        by_place = {row[:2]: row for row in gold}
        gold_total, predicted_total = gold_total + len(gold), predicted_total + len(predicted)
        gold_sents, predicted_sents = gold_sents + len(sentences), predicted_sents + len(found)
        right["sentences"] += len(sentences & found)
        for row in predicted:
            true = by_place.get(row[:2])
            if true:
                right["tokens"] += 1
                same_head = row[6] == true[6]
                right.update(name for i, name in ((2, "POS"), (3, "TAG"), (5, "LEMMA")) if row[i] == true[i])
                right["MORPH"] += set(row[4].split("|")) == set(true[4].split("|"))
                right["UAS"] += same_head
                right["LAS"] += same_head and row[7] == true[7]
    scores = {name: _f1(right[name], predicted_total, gold_total) for name in right if name != "sentences"}
    return {**scores, "sentences": _f1(right["sentences"], predicted_sents, gold_sents)}


def treebank_names(treebanks: Path, part: str) -> Iterator[tuple[str, list[Span]]]:
    """Paragraphs of the Web Treebank with the names of Universal NER."""
    sentences = read_conllu(treebanks / f"en_ewt-{part}.conllu.xz")
    attach_entities(sentences, read_iob(treebanks / f"uner_ewt-{part}.iob2.xz"))
    for group in paragraphs(sentences):
        text, rows, _ = gold_rows(group)
        spans = iob_spans([word.entity if word.entity != "-" else "O" for s in group for word in s.words])
        yield text.rstrip(), [(rows[start][0], rows[end - 1][1], label) for start, end, label in spans]


def name_scores(nlp: Language, lines: Iterable[tuple[str, list[Span]]], *, lower: bool = False) -> dict:
    """Strict precision, recall and F1 of names, in all and by label; `spans` counts places only.

    Parameters
    ----------
    nlp
        The model.
    lines
        Texts with their names.
    lower
        Whether to lower-case the texts.
    """
    right, predicted, gold = Counter(), Counter(), Counter()
    for text, spans in lines:
        if lower and len(text.lower()) != len(text):
            continue
        doc = nlp(text.lower() if lower else text)
        found = {(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents}
        true = {tuple(span) for span in spans}
        for counter, items in ((predicted, found), (gold, true), (right, found & true)):
            counter.update(label for *_, label in items)
            counter["all"] += len(items)
        right["spans"] += len({item[:2] for item in found} & {item[:2] for item in true})
    predicted["spans"], gold["spans"] = predicted["all"], gold["all"]
    return {
        key: {
            "P": round(100 * right[key] / max(1, predicted[key]), 1),
            "R": round(100 * right[key] / max(1, gold[key]), 1),
            "F": _f1(right[key], predicted[key], gold[key]),
            "names": gold[key],
        }
        for key in (*LABELS, "all", "spans")
    }


def speed(path: Path, lines: list[str]) -> dict[str, float]:
    """Load time in seconds and words analysed in a second, and the size of the folder in megabytes.

    Parameters
    ----------
    path
        The model.
    lines
        Texts to analyse.
    """
    start = time.perf_counter()
    nlp = spacy.load(path)
    loaded = time.perf_counter() - start
    start = time.perf_counter()
    words = sum(len(doc) for doc in nlp.pipe(lines, batch_size=128))
    rate = words / (time.perf_counter() - start)
    size = sum(file.stat().st_size for file in path.rglob("*") if file.is_file()) / 1e6
    return {"load_seconds": round(loaded, 2), "words_per_second": round(rate), "megabytes": round(size, 1)}


def main() -> None:
    """Measure and print as JSON."""
    options = parse_arguments()
    nlp = spacy.load(options.model)
    report: dict = {}
    if nlp.has_pipe("parser"):
        for name in ("en_ewt", "gum_licensed"):
            report[name] = syntax_scores(nlp, options.treebanks / f"{name}-{options.part}.conllu.xz")
    report["uner_ewt"] = name_scores(nlp, treebank_names(options.treebanks, options.part))
    for path in sorted(options.treebanks.glob("notes_ner_test*.txt")):
        report[path.stem] = name_scores(nlp, read_marked(path))
    lines = [line for name in options.sets for line in read_set(options.notes / name)]
    report["note sets " + " ".join(options.sets)] = name_scores(nlp, lines)
    report["note sets, lower case"] = name_scores(nlp, lines, lower=True)
    report["speed"] = speed(options.model, [text for text, _ in lines])
    text = json.dumps(report, indent=1)
    print(text.replace("\n   ", " ").replace("\n  }", "}"))
    if options.output:
        options.output.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
