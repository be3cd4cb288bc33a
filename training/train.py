"""Train the pipeline of `config.cfg`."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy
import reader  # noqa: F401 (registers the corpus reader)
import spacy
from spacy.language import Language
from spacy.pipeline.edit_tree_lemmatizer import EditTreeLemmatizer
from spacy.schemas import ConfigSchemaTraining
from spacy.training import Example
from spacy.training.loop import train
from spacy.util import fix_random_seed, load_config, load_model_from_config, registry, resolve_dot_names
from thinc.api import Config, NumpyOps

HERE = Path(__file__).parent


def parse_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder written by prepare.py")
    parser.add_argument("--output", type=Path, required=True, help="folder for model-best and model-last")
    parser.add_argument("--config", type=Path, default=HERE / "config.cfg")
    parser.add_argument("--steps", type=int, help="number of steps, if not that of the configuration")
    parser.add_argument("--resume", type=Path, help="trained model to go on with")
    parser.add_argument("--rate", type=float, help="initial learning rate, if not that of the configuration")
    parser.add_argument("--seed", type=int, help="seed, if not those of the configuration")
    parser.add_argument("--only-names", action="store_true", help="train the name finder alone (teacher)")
    return parser.parse_args()


def only_names(config: Config) -> None:
    """Reduce the configuration to the shared layers and the name finder."""
    config["nlp"]["pipeline"] = ["tok2vec", "ner"]
    config["components"] = {name: config["components"][name] for name in ("tok2vec", "ner")}
    config["corpora"]["train"]["syntax"] = False
    config["training"]["score_weights"] = {"ents_f": 1.0}


def build_config(options: argparse.Namespace) -> Config:
    """Load the configuration and apply the options."""
    overrides = {"paths.data": str(options.data)}
    if options.steps:
        overrides["training.max_steps"] = options.steps
        overrides["training.optimizer.learn_rate.total_steps"] = options.steps
    if options.rate:
        overrides["training.optimizer.learn_rate.initial_rate"] = options.rate
    if options.seed is not None:
        overrides["system.seed"] = overrides["corpora.train.seed"] = options.seed
    config = load_config(options.config, overrides=overrides, interpolate=True)
    if options.only_names:
        only_names(config)
    return config


def initialise(config: Config) -> Language:
    """Initialise on one whole epoch, then let the training read a new one each time."""
    fix_random_seed(config["training"]["seed"])
    nlp = load_model_from_config(config, auto_fill=True)
    settings = registry.resolve(nlp.config["training"], schema=ConfigSchemaTraining)
    (corpus,) = resolve_dot_names(nlp.config, [settings["train_corpus"]])
    cached: list[Example] = []

    def examples() -> list[Example]:
        if not cached:
            cached.extend(corpus(nlp))
        return cached

    nlp.initialize(examples, sgd=settings["optimizer"])
    nlp.config["training"]["max_epochs"] = -1
    return nlp


def restore_labels(lemmatizer: EditTreeLemmatizer) -> None:
    """Number the edit trees of a loaded lemmatizer; spaCy saves their order, not the table it trains with."""
    lemmatizer.tree2label = {tree: index for index, tree in enumerate(lemmatizer.cfg["labels"])}


def resume(config: Config, path: Path) -> Language:
    """Load a trained model to go on with, under new settings of training and material."""
    fix_random_seed(config["training"]["seed"])
    nlp = spacy.load(path)
    if nlp.has_pipe("trainable_lemmatizer"):
        restore_labels(nlp.get_pipe("trainable_lemmatizer"))
    merged = nlp.config.copy()
    for section in ("training", "corpora"):
        merged[section] = {**merged[section], **config[section]}
    merged["training"]["max_epochs"] = -1
    merged["training"]["batcher"]["size"]["start"] = merged["training"]["batcher"]["size"]["stop"]
    nlp.config = merged
    return nlp


def numpy_product(
    _: NumpyOps,
    x: numpy.ndarray,
    y: numpy.ndarray,
    out: numpy.ndarray | None = None,
    trans1: bool = False,
    trans2: bool = False,
) -> numpy.ndarray:
    """Product of two matrices by numpy, which takes little more than half the time of thinc's own."""
    return numpy.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)


def main() -> None:
    """Train and save the best and the last model."""
    options = parse_arguments()
    NumpyOps.gemm = numpy_product
    config = build_config(options)
    nlp = resume(config, options.resume) if options.resume else initialise(config)
    options.output.mkdir(parents=True, exist_ok=True)
    train(nlp, options.output, use_gpu=-1)


if __name__ == "__main__":
    main()
