"""Make the folder that is shipped of a trained model: rounded weights, few strings, a clean configuration."""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy
import spacy
import srsly
from spacy.language import Language
from thinc.api import Config

DEFAULT_SECTIONS = ("paths", "system", "corpora", "training", "pretraining", "initialize")
META = {
    "name": "notes",
    "version": "1.1.0",
    "description": "Tags, lemmas, dependencies and names (PERSON, ORG, GPE) of English notes",
    "license": "CC BY-SA 4.0",
    "sources": [
        {"name": "UD English EWT 2.16", "url": "https://github.com/UniversalDependencies/UD_English-EWT"},
        {"name": "GUM 11 (openly licensed genres)", "url": "https://github.com/amir-zeldes/gum"},
        {"name": "UNER English EWT", "url": "https://github.com/UniversalNER/UNER_English-EWT"},
        {"name": "Annotated interview notes of this project", "url": ""},
        {"name": "Faker (names of persons, places and occupations)", "url": "https://github.com/joke2k/faker"},
    ],
}


def parse_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True, help="model-best or model-last of train.py")
    parser.add_argument("--output", type=Path, required=True, help="folder to write; a MODEL_CARD.md there is kept")
    return parser.parse_args()


def round_weights(nlp: Language) -> int:
    """Round all weights to half precision, stored as before; return their number.

    Parameters
    ----------
    nlp
        The pipeline; changed in place.
    """
    total = 0
    for _, pipe in nlp.pipeline:
        for node in pipe.model.walk():
            for name in node.param_names:
                if node.has_param(name):
                    values = node.get_param(name)
                    node.set_param(name, values.astype(numpy.float16).astype(numpy.float32))
                    total += values.size
    return total


def tree_strings(nlp: Language) -> set[str]:
    """Strings that the edit trees of the lemmatizer refer to.

    Parameters
    ----------
    nlp
        The pipeline.
    """
    trees = srsly.msgpack_loads(nlp.get_pipe("trainable_lemmatizer").trees.to_bytes())["trees"]
    keys = {value for tree in trees for name, value in _fields(tree) if name in ("orig", "subst")}
    return {nlp.vocab.strings[key] for key in keys if key in nlp.vocab.strings}


def _fields(tree: dict[str, object]) -> Iterator[tuple[str, int]]:
    """Names and numbers of a tree, at any depth."""
    for name, value in tree.items():
        if isinstance(value, dict):
            yield from _fields(value)
        elif isinstance(value, int):
            yield name, value


def label_strings(nlp: Language) -> set[str]:
    """All labels of the components, and the features that labels of the morphologizer consist of.

    Parameters
    ----------
    nlp
        The pipeline.
    """
    labels = {str(label) for name in nlp.pipe_names for label in nlp.pipe_labels.get(name, ())}
    morphs = {analysis for analysis in nlp.get_pipe("morphologizer").cfg["labels_morph"].values() if analysis}
    features = {
        part for analysis in morphs for feature in analysis.split("|") for part in (feature, *feature.split("="))
    }
    return labels | morphs | features | {"_SP", "ROOT"}


def prune_strings(nlp: Language, folder: Path) -> None:
    """Reduce the list of known strings to labels and those of the edit trees; rules bring all others.

    Parameters
    ----------
    nlp
        The pipeline.
    folder
        Where it is saved.
    """
    needed = sorted((tree_strings(nlp) | label_strings(nlp)) - {""})
    (folder / "vocab" / "strings.json").write_text(json.dumps(needed, ensure_ascii=False), encoding="utf-8")


def clean_configuration(folder: Path) -> None:
    """Put spaCy's defaults in the place of what only the training needs.

    Parameters
    ----------
    folder
        A saved pipeline.
    """
    config = Config().from_disk(folder / "config.cfg", interpolate=True)
    defaults = spacy.blank("en").config
    for section in DEFAULT_SECTIONS:
        config[section] = defaults[section]
    Config(config).to_disk(folder / "config.cfg")


def write_meta(folder: Path) -> None:
    """Describe the model; the figures are those of the model card.

    Parameters
    ----------
    folder
        A saved pipeline.
    """
    path = folder / "meta.json"
    meta = {**json.loads(path.read_text(encoding="utf-8")), **META}
    meta.pop("performance", None)
    path.write_text(json.dumps(meta, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> None:
    """Write the folder."""
    options = parse_arguments()
    nlp = spacy.load(options.model)
    weights = round_weights(nlp)
    staged = options.output.with_name(options.output.name + ".new")
    staged.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(staged)
    prune_strings(nlp, staged)
    clean_configuration(staged)
    write_meta(staged)
    card = options.output / "MODEL_CARD.md"
    if card.exists():
        shutil.copy(card, staged)
    if options.output.exists():
        shutil.rmtree(options.output)
    staged.rename(options.output)
    size = sum(file.stat().st_size for file in options.output.rglob("*") if file.is_file())
    print(f"{weights} weights, {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
