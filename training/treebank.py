"""Read the treebank files (CoNLL-U, IOB2) into spaCy documents."""

from __future__ import annotations

import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

ENTITY_LABELS = {"PER": "PERSON", "PERSON": "PERSON", "ORG": "ORG", "LOC": "GPE", "GPE": "GPE"}


@dataclass
class Word:
    """One syntactic word of a sentence; `head` counts from 1, 0 is the root."""

    form: str
    lemma: str
    pos: str
    tag: str
    feats: str
    head: int
    dep: str
    space: bool
    entity: str = "O"


@dataclass
class Sentence:
    """One sentence, and whether a paragraph begins with it."""

    words: list[Word] = field(default_factory=list)
    new_paragraph: bool = False
    kind: str = ""
    name: str = ""

    @property
    def text(self) -> str:
        """The running text of the sentence, with the white space that follows each word."""
        return "".join(word.form + (" " if word.space else "") for word in self.words)


def open_text(path: Path) -> Iterator[str]:
    """Yield the lines of an xz-compressed text file, without line ends.

    Parameters
    ----------
    path
        The file.
    """
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n")


def _word(columns: list[str], space: bool) -> Word:
    """Make a word of the ten CoNLL-U columns."""
    misc = dict(item.split("=", 1) for item in columns[9].split("|") if "=" in item)
    feats = "" if columns[5] == "_" else columns[5]
    lemma = columns[1] if columns[2] == "_" and columns[1] != "_" else columns[2]
    return Word(
        form=columns[1],
        lemma=lemma,
        pos=columns[3],
        tag=columns[4],
        feats=feats,
        head=int(columns[6]),
        dep=columns[7],
        space=space,
        entity=misc.get("NE", "O"),
    )


def read_conllu(path: Path) -> list[Sentence]:
    """Read a CoNLL-U file.

    Multiword tokens are given by their words; only the last one may be followed by white space.

    Parameters
    ----------
    path
        The xz-compressed file.

    Returns
    -------
    list[Sentence]
        Its sentences in order.
    """
    sentences: list[Sentence] = []
    current = Sentence()
    range_end, range_space = 0, True
    for line in open_text(path):
        if not line:
            if current.words:
                sentences.append(current)
            current, range_end = Sentence(), 0
        elif line.startswith("#"):
            if line.startswith(("# newpar", "# newdoc")):
                current.new_paragraph = True
            elif line.startswith("# sent_id = "):
                current.name = line.removeprefix("# sent_id = ")
            elif line.startswith("# s_type = "):
                current.kind = line.removeprefix("# s_type = ")
        else:
            columns = line.split("\t")
            space = "SpaceAfter=No" not in columns[9]
            if "-" in columns[0]:
                range_end, range_space = int(columns[0].split("-")[1]), space
            elif columns[0].isdigit():
                index = int(columns[0])
                if index < range_end:
                    space = False
                elif index == range_end:
                    space = range_space
                current.words.append(_word(columns, space))
    if current.words:
        sentences.append(current)
    return sentences


def paragraphs(sentences: list[Sentence]) -> Iterator[list[Sentence]]:
    """Group sentences by the paragraph marks of the treebank.

    Parameters
    ----------
    sentences
        Sentences of one file in order.
    """
    group: list[Sentence] = []
    for sentence in sentences:
        if sentence.new_paragraph and group:
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def read_iob(path: Path) -> dict[str, list[tuple[str, str]]]:
    """Read the (token, tag) pairs of an IOB2 file by sentence name.

    Parameters
    ----------
    path
        The xz-compressed file.
    """
    sentences: dict[str, list[tuple[str, str]]] = {}
    name = ""
    for line in open_text(path):
        if line.startswith("# sent_id = "):
            name = line.removeprefix("# sent_id = ")
        elif line and not line.startswith("# "):
            columns = line.split("\t")
            sentences.setdefault(name, []).append((columns[1], columns[2]))
    return sentences


def attach_entities(sentences: list[Sentence], tagged: dict[str, list[tuple[str, str]]]) -> None:
    """Copy the entity tags of an IOB2 file on the words of a treebank, aligned by characters.

    A sentence whose text differs between the two is left unknown (`-`).

    Parameters
    ----------
    sentences
        All sentences of the treebank file; changed in place.
    tagged
        The sentences of the IOB2 file by name.
    """
    for sentence in sentences:
        by_offset, position = _tags_by_offset(tagged.get(sentence.name, []))
        length = sum(_visible(word.form) for word in sentence.words)
        offset = 0
        for word in sentence.words:
            word.entity = by_offset.get(offset, "O") if length == position else "-"
            offset += _visible(word.form)


def _visible(form: str) -> int:
    """Length of a form without white space."""
    return len(re.sub(r"\s", "", form))


def _tags_by_offset(pairs: list[tuple[str, str]]) -> tuple[dict[int, str], int]:
    """Tag of every character that belongs to a name, and the length of the sentence."""
    by_offset: dict[int, str] = {}
    position = 0
    for form, tag in pairs:
        end = position + _visible(form)
        if tag != "O":
            by_offset.update(dict.fromkeys(range(position, end), "I-" + tag[2:]))
            if tag.startswith("B-"):
                by_offset[position] = tag
        position = end
    return by_offset, position


def iob_spans(tags: list[str]) -> list[tuple[int, int, str]]:
    """Turn IOB2 tags into (start, end, label), labels as the model names them.

    Parameters
    ----------
    tags
        One tag per word.
    """
    spans: list[list] = []
    for index, tag in enumerate(tags):
        if tag.startswith("B-"):
            spans.append([index, index + 1, ENTITY_LABELS[tag[2:]]])
        elif tag.startswith("I-") and spans and spans[-1][1] == index:
            spans[-1][1] = index + 1
    return [(start, end, label) for start, end, label in spans]


def to_doc(vocab: Vocab, sentences: list[Sentence], *, syntax: bool = True, entities: str = "missing") -> Doc:
    """Make a reference document of some sentences.

    Parameters
    ----------
    vocab
        The vocabulary to use.
    sentences
        Sentences that follow each other.
    syntax
        Whether to set tags, lemmas and the parse; else they are left missing.
    entities
        `"gold"` sets the entities of the words and *outside* elsewhere; `"missing"` leaves all unknown.
    """
    words = [word for sentence in sentences for word in sentence.words]
    values: dict[str, list] = {}
    if syntax:
        offsets = [start for start, sentence in zip(_starts(sentences), sentences, strict=True) for _ in sentence.words]
        values = {
            "tags": [word.tag for word in words],
            "pos": [word.pos for word in words],
            "morphs": [word.feats for word in words],
            "lemmas": [word.lemma for word in words],
            "heads": [o + w.head - 1 if w.head else i for i, (o, w) in enumerate(zip(offsets, words, strict=True))],
            "deps": ["ROOT" if word.dep == "root" else word.dep for word in words],
        }
    spaces = [word.space for word in words[:-1]] + [False]
    doc = Doc(vocab, words=[word.form for word in words], spaces=spaces, **values)
    if entities == "gold":
        spans = [Span(doc, s, e, label=label) for s, e, label in iob_spans([word.entity for word in words])]
        doc.set_ents(spans, default="outside")
    else:
        doc.set_ents([], default="missing")
    return doc


def _starts(sentences: list[Sentence]) -> list[int]:
    """Index of the first word of each sentence."""
    starts, total = [], 0
    for sentence in sentences:
        starts.append(total)
        total += len(sentence.words)
    return starts
