"""Words of a text in the form in which names are compared: no case, no accents, one spelling, no endings."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

__all__ = ["LINKS", "Word", "find_words", "make_key", "make_loose_key", "normalize_word", "stem_word"]

_WORD = re.compile(r"(?<![\w.])\.(?=NET\b)\w+|[^\W_]+(?:['’][^\W_]+)*(?:\+\+|#(?!\w))?|(?<=\w)&(?=\w)|&|\+(?=\w)")
_SKIPPED = frozenset(["a", "an", "the", "my", "your", "his", "her", "their", "our", "its", "own", "some", "any", "of"])
_SPELLING = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"is(e|es|ed|er|ers|ing|ation|ations|ational)$", r"iz\1"),
        (r"ys(e|es|ed|er|ers|ing)$", r"yz\1"),
        (r"(?<=[a-z]{2})our(?=s?$|al|ing|ed|ful|ist)", "or"),
        (r"ll(?=ing$|ed$|er$|ers$|ment$)", "l"),
        (r"(?<=.)ae(?=[a-z])", "e"),
        (r"^ae(?=st)", "e"),
        (r"oe(?=dem|str)", "e"),
        (r"tre(s?)$", r"ter\1"),
        (r"ogue(s?)$", r"og\1"),
        (r"gramme(s?)$", r"gram\1"),
        (r"ence(s?)$", r"ense\1"),
        (r"gement", "gment"),
        (r"^grey", "gray"),
        (r"^draught", "draft"),
    )
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text and where it stands."""

    form: str
    """As compared, see :func:`normalize_word`."""
    start: int
    end: int
    text: str
    """As written."""


def find_words(text: str) -> list[Word]:
    """Words of a text in order.

    >>> [word.form for word in find_words("C++, C# and .NET; R&D in Node.js – organisational behaviours")]
    ['c++', 'c#', 'and', '.net', 'r', 'and', 'd', 'in', 'node', 'js', 'organizational', 'behavior']
    """
    return [
        Word(normalize_word(match.group()), match.start(), match.end(), match.group()) for match in _WORD.finditer(text)
    ]


@cache
def normalize_word(word: str) -> str:
    """A word without case, accents, plural ending and British spelling.

    >>> [normalize_word(word) for word in ("Analyses", "Zoë's", "policies", "programmes", "business", "&", "JS")]
    ['analyze', 'zoe', 'policy', 'program', 'business', 'and', 'js']
    """
    if word in {"&", "+"}:
        return "and"
    folded = unicodedata.normalize("NFKD", word.casefold().replace("ø", "o").replace("ł", "l").replace("đ", "d"))
    plain = "".join(c for c in folded if not unicodedata.combining(c)).replace("’", "'")
    plain = plain.removesuffix("'s").replace("'", "")
    for pattern, replacement in _SPELLING:
        plain = pattern.sub(replacement, plain)
    return _singular(plain)


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is", "ics")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1]


@cache
def stem_word(form: str) -> str:
    """A compared word without the endings of verbs.

    >>> [stem_word(word) for word in ("writing", "write", "planned", "planning", "managed", "string", "reader")]
    ['writ', 'writ', 'plan', 'plan', 'manag', 'string', 'reader']
    """
    for ending in ("ing", "ed"):
        rest = form.removesuffix(ending)
        if rest != form and len(rest) >= 3 and re.search(r"[aeiouy]", rest):
            return (
                rest[:-1]
                if len(rest) > 3 and rest[-1] == rest[-2] and rest[-1] not in "lsz"
                else rest.removesuffix("e")
            )
    return form[:-1] if len(form) > 3 and form.endswith("e") else form


@cache
def _root(form: str) -> str:
    """A word cut down to what its noun, verb and person have in common."""
    root = re.sub(
        r"(?:ization|ation|ition|ution|ment|tion|sion|ness|ance|ence|ence|ility|ing|ist|ive|ed|er|or|al|ly|y|e)$",
        "",
        stem_word(form),
    )
    return (root.removesuffix("e") if len(root) >= 4 else stem_word(form))[:7]


LINKS = frozenset(
    [
        "and",
        "or",
        "for",
        "with",
        "in",
        "on",
        "to",
        "at",
        "by",
        "from",
        "into",
        "about",
        "up",
        "out",
        "as",
        "is",
        "are",
        "be",
    ]
)
"""Words that join the words of a name."""
_UNORDERED = LINKS | {"being", "able"} | _SKIPPED


def make_key(forms: tuple[str, ...]) -> str:
    """Key of a name: one word as it is, several words without articles and endings.

    >>> make_key(("reading", "a", "drawing")) == make_key(("read", "drawing"))
    True
    """
    kept = [form for form in forms if form not in _SKIPPED] if len(forms) > 1 else list(forms)
    if len(kept) <= 1:
        return forms[0] if len(forms) == 1 else "".join(kept)
    return " ".join(map(stem_word, kept))


def make_loose_key(forms: tuple[str, ...]) -> str:
    """Key of a name without order and links; empty for fewer than two words.

    >>> make_loose_key(("managing", "stakeholder")) == make_loose_key(("stakeholder", "management"))
    True
    """
    roots = sorted({_root(form) for form in forms if form not in _UNORDERED})
    return " ".join(roots) if len(roots) >= 2 else ""
