"""The tokenizer of the model: spaCy's English rules brought close to Universal Dependencies."""

from __future__ import annotations

import re

import spacy
from spacy.attrs import ORTH
from spacy.lang.char_classes import ALPHA
from spacy.lang.tokenizer_exceptions import URL_PATTERN
from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

# After these a hyphen does not end a token (`ex-` and `mid-` do, names often follow them).
BOUND_PREFIXES = (
    "e co re pre non post anti multi semi sub un over pro psycho socio counter inter intra ultra micro mini "  # noqa: SIM905
    "vice mis cross bi tri de".split()
)
RUN = r"[!?*_=~#.+-]*([!?*_=~#.+-])\1{1,}[!?*_=~#.+-]*"
MAIL = r"[A-Za-z0-9][A-Za-z0-9._%+'-]*@[A-Za-z0-9][A-Za-z0-9.-]*\.[A-Za-z]{2,}"
PHONE = r"(?:[0-9]{3}-)?[0-9]{3}-[0-9]{4}"
SUFFIXES = [r"[!?.]*[!?][!?.]+", r"[!?.]+[!?]", r"[*=_~]{2,}", ">>", "<<", "(?<=:[0-9][0-9])(?:am|pm|AM|PM)"]
PREFIXES = [r"[!?]{2,}", r"[*=_~]{2,}", "-{2,}", ">>", "<<"]
ABBREVIATIONS = ("w/", "b/c", "W/", "c/o", "l/c", "ft.", "Capt.", "Lt.", "al.", "approx.")
SPLIT_DEFAULTS = ("and/or", "And/Or", "And/or")


def _hyphen_rules() -> list[str]:
    """Infix rules that split at a hyphen, but not after a bound prefix."""
    guards = "".join(rf"(?<!\b{prefix})(?<!\b{prefix.title()})" for prefix in BOUND_PREFIXES)
    return [
        rf"(?<=[{ALPHA}]){guards}(?:-|–|—|--|---|——|~)(?=[{ALPHA}0-9])",
        rf"(?<=[0-9])(?:-|–|—)(?=[{ALPHA}])",
        rf"(?<=[{ALPHA}0-9)])(?:@|→|->)(?=[{ALPHA}(])",
    ]


def build_tokenizer(nlp: Language) -> None:
    """Change the tokenizer of a blank English pipeline in place.

    Runs of punctuation such as `!!!` or `-----` and e-mail addresses stay one token; hyphens split as in the
    English treebanks. Everything is plain data, so the tokenizer is saved and loaded without code.

    Parameters
    ----------
    nlp
        A blank English pipeline.
    """
    kept = [rule for rule in nlp.Defaults.infixes if not _splits_hyphens(rule)]
    nlp.tokenizer.infix_finditer = compile_infix_regex(kept + _hyphen_rules()).finditer
    nlp.tokenizer.suffix_search = compile_suffix_regex(SUFFIXES + list(nlp.Defaults.suffixes)).search
    nlp.tokenizer.prefix_search = compile_prefix_regex(PREFIXES + list(nlp.Defaults.prefixes)).search
    nlp.tokenizer.token_match = re.compile(rf"(?:{RUN}|{MAIL}|{PHONE})$").match
    rules = {text: forms for text, forms in nlp.tokenizer.rules.items() if text not in SPLIT_DEFAULTS}
    rules.update({text: [{ORTH: text}] for text in ABBREVIATIONS})
    nlp.tokenizer.rules = rules
    nlp.tokenizer.url_match = re.compile(rf"(?u)(?:{MAIL})$|{URL_PATTERN}").match


def _splits_hyphens(rule: str) -> bool:
    """Whether a default infix rule is the one for hyphens between letters."""
    return bool(re.search(r"\)\(\?:-\|–", rule))


def blank_pipeline() -> Language:
    """Return a blank English pipeline with the tokenizer of the model."""
    nlp = spacy.blank("en")
    build_tokenizer(nlp)
    return nlp
