"""The corpus reader of the training: mixes the sources and varies them anew in every epoch."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import spacy
import synthetic
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from treebank import Sentence, Word, iob_spans, to_doc

Record = dict


@spacy.registry.readers("notes_corpus.v1")
def notes_corpus(
    path: str,
    *,
    varied: bool,
    syntax: bool = True,
    lower: float = 0.15,
    lines: int = 2500,
    imperatives: int = 700,
    fragments: int = 1500,
    repeats: int = 1,
    seed: int = 13,
) -> Callable[[Language], Iterator[Example]]:
    """Make a corpus reader.

    Parameters
    ----------
    path
        JSON lines written by `prepare.py`.
    varied
        Whether to shuffle, vary and add invented lines (training), or to give the records as they are.
    syntax
        Whether to give tags and parses (else only names).
    lower
        Share of lower-cased examples.
    lines
        Number of invented note lines in an epoch.
    imperatives
        Number of invented, parsed imperatives in an epoch.
    fragments
        Number of fragments, such as headings, cut out of the treebanks in an epoch.
    repeats
        Number of differing copies of each note line with names in an epoch.
    seed
        Seed of the variation.
    """
    rng = random.Random(seed)

    def read(nlp: Language) -> Iterator[Example]:
        with Path(path).open(encoding="utf-8") as file:
            records = [json.loads(line) for line in file]
        if not varied:
            for record in records:
                yield from _plain(nlp, record)
            return
        epoch = [record for record in records for _ in range(repeats if record.get("spans") else 1)]
        parsed = [record for record in records if record.get("syntax")]
        plain = plain_sentences(records)
        epoch += [{"cut": True, **rng.choice(parsed)} for _ in range(fragments)]
        epoch += [{"make": "line"}] * lines + [{"make": "imperative"}] * imperatives
        rng.shuffle(epoch)
        for record in epoch:
            if syntax or "make" in record or "text" in record or record["source"] != "imperative":
                yield from _varied(nlp, record, rng, lower, syntax, plain)

    return read


def _plain(nlp: Language, record: Record) -> Iterator[Example]:
    """Examples of a record as it is."""
    if "text" in record:
        yield named_line(nlp, record["text"], record["spans"])
    else:
        sentences = [Sentence(words=[Word(*row) for row in rows]) for rows in record["sentences"]]
        yield parsed_text(nlp, sentences, syntax=record["syntax"], entities=record["entities"])


def plain_sentences(records: list[Record]) -> list[str]:
    """Sentences of the treebanks and lines of notes without names, of at most 15 words.

    Parameters
    ----------
    records
        Training material.
    """
    plain = [record["text"] for record in records if "text" in record and not record["spans"]]
    for record in records:
        for rows in record.get("sentences", ()):
            sentence = Sentence(words=[Word(*row) for row in rows])
            if all(word.entity == "O" for word in sentence.words):
                plain.append(sentence.text.strip())
    return [text for text in plain if 2 <= len(text.split()) <= 15 and text[0].isalpha()]


def _varied(
    nlp: Language, record: Record, rng: random.Random, lower: float, syntax: bool, plain: list[str]
) -> Iterator[Example]:
    """Examples of a record, varied by chance."""
    if record.get("make") == "line" or "text" in record:
        yield _varied_line(nlp, record, rng, lower, plain)
        return
    if record.get("make") == "imperative":
        groups, known = [[synthetic.imperative(rng)]], (True, "gold")
    else:
        sentences = [Sentence(words=[Word(*row) for row in rows]) for rows in record["sentences"]]
        groups, known = _split(sentences, rng), (record["syntax"], record["entities"])
        if "cut" in record:
            groups = [[piece] for piece in [fragment(rng.choice(sentences), rng)] if piece]
    for group in groups:
        if rng.random() < 0.4:
            group = [synthetic.rename(rng, sentence) for sentence in group]
        if rng.random() < 0.12:
            group = _without_full_stop(group)
        if rng.random() < lower:
            group = [_lower(sentence) for sentence in group]
        yield parsed_text(nlp, group, syntax=known[0] and syntax, entities=known[1])


def _varied_line(nlp: Language, record: Record, rng: random.Random, lower: float, plain: list[str]) -> Example:
    """A note line: invented, or of an annotated note, its names mostly exchanged."""
    if "text" in record:
        text, spans = record["text"], record["spans"]
        if spans and rng.random() < 0.7:
            text, spans = synthetic.swap_names(rng, text, spans)
        if rng.random() < 0.2:
            text, spans = synthetic.name_pronoun(rng, text, spans)
    else:
        text, spans = synthetic.note_line(rng, plain)
    chance = rng.random()
    if chance < lower + 0.12 and len(text.lower()) == len(text):
        text = text.lower()
    elif chance > 0.975 and len(text.upper()) == len(text):
        text = text.upper()
    if text.endswith(".") and rng.random() < 0.15:
        text = text[:-1]
    return named_line(nlp, text, [span for span in spans if span[1] <= len(text)])


def _split(sentences: list[Sentence], rng: random.Random) -> list[list[Sentence]]:
    """A paragraph in whole, or in pieces of one to three sentences."""
    if len(sentences) == 1 or rng.random() < 0.6:
        return [sentences]
    groups, position = [], 0
    while position < len(sentences):
        size = rng.choice([1, 1, 2, 3])
        groups.append(sentences[position : position + size])
        position += size
    return groups


def fragment(sentence: Sentence, rng: random.Random) -> Sentence | None:
    """Cut a noun or an adjective with its dependents out of a sentence, as in a heading or a list item.

    Parameters
    ----------
    sentence
        A parsed sentence.
    rng
        Source of chance.

    Returns
    -------
    Sentence or None
        One to six words without proper nouns, the first one mostly capitalised, at times with a colon.
    """
    words = sentence.words
    heads = [i for i, word in enumerate(words, 1) if word.pos in ("NOUN", "ADJ")]
    if not heads:
        return None
    top = rng.choice(heads)
    inside = {top}
    if rng.random() < 0.6:
        for _ in words:
            inside |= {i for i, word in enumerate(words, 1) if word.head in inside and word.dep != "punct"}
    first, last = min(inside), max(inside)
    kept = [words[i - 1] for i in sorted(inside)]
    if len(inside) != last - first + 1 or len(inside) > 6 or not _is_plain(kept):
        return None
    kept = [replace(word, head=max(0, word.head - first + 1)) for word in kept]
    kept[top - first] = replace(kept[top - first], head=0, dep="root")
    if rng.random() < 0.8:
        kept[0] = replace(kept[0], form=kept[0].form[:1].upper() + kept[0].form[1:])
    if rng.random() < 0.3:
        kept[-1] = replace(kept[-1], space=False)
        kept.append(Word(":", ":", "PUNCT", ":", "", top - first + 1, "punct", False))
    return Sentence(words=kept, kind="frag")


def _is_plain(words: list[Word]) -> bool:
    """Whether some words hold no names and do not begin with a preposition or a conjunction."""
    named = any(word.entity != "O" or word.pos == "PROPN" for word in words)
    return not named and words[0].pos not in ("ADP", "SCONJ", "CCONJ", "PUNCT")


def _without_full_stop(group: list[Sentence]) -> list[Sentence]:
    """The same sentences, the last one without its final full stop."""
    words = group[-1].words
    if len(words) < 3 or words[-1].form != "." or any(word.head == len(words) for word in words):
        return group
    kept = [*words[:-2], replace(words[-2], space=False)]
    return [*group[:-1], Sentence(words=kept, kind=group[-1].kind)]


def _lower(sentence: Sentence) -> Sentence:
    """The sentence in lower case; lemmas of proper nouns too."""
    words = [
        replace(word, form=word.form.lower(), lemma=word.lemma.lower() if word.pos == "PROPN" else word.lemma)
        for word in sentence.words
    ]
    return Sentence(words=words, kind=sentence.kind)


def parsed_text(nlp: Language, sentences: list[Sentence], *, syntax: bool, entities: str) -> Example:
    """Example of sentences of a treebank; entities `-` stay unknown.

    Parameters
    ----------
    nlp
        The pipeline, for its tokenizer.
    sentences
        Sentences that follow each other.
    syntax, entities
        See `treebank.to_doc`.
    """
    reference = to_doc(nlp.vocab, sentences, syntax=syntax)
    if entities == "gold":
        tags = [word.entity for sentence in sentences for word in sentence.words]
        spans = [Span(reference, start, end, label=label) for start, end, label in iob_spans(tags)]
        unknown = [reference[i : i + 1] for i, tag in enumerate(tags) if tag == "-"]
        reference.set_ents(spans, missing=unknown, default="outside")
    return Example(nlp.make_doc(reference.text), reference)


def named_line(nlp: Language, text: str, spans: list) -> Example:
    """Example of a note line of which only names are known.

    Words of persons and single-word places are proper nouns, all other tags stay unknown.

    Parameters
    ----------
    nlp
        The pipeline, for its tokenizer.
    text
        The line.
    spans
        Names as (start, end, label).
    """
    reference = nlp.make_doc(text)
    predicted = reference.copy()
    found = [reference.char_span(start, end, label=label, alignment_mode="expand") for start, end, label in spans]
    ents = spacy.util.filter_spans([span for span in found if span])
    reference.set_ents(ents, default="outside")
    _tag_names(reference, ents)
    return Example(predicted, reference)


def _tag_names(reference: Doc, ents: list[Span]) -> None:
    """Tag the words of names that are proper nouns for certain."""
    for ent in ents:
        if ent.label_ == "PERSON" or (ent.label_ == "GPE" and len(ent) == 1):
            for token in ent:
                if token.is_alpha:
                    token.tag_, token.pos_ = "NNP", "PROPN"
                    token.set_morph("Number=Sing")
