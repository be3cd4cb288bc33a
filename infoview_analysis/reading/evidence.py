"""What a language model takes the words of a note to say of an interview, weighed against what the rules read."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from infoview_analysis.reading.lexicon import fold, load_entries
from infoview_analysis.records import Tagged

__all__ = ["choose_supported", "fill_in", "find_all_said", "find_said", "tidy", "weigh"]

_ADDRESS = re.compile(r"\S+@\S+|(?:https?://|www\.)\S+")
_EDGES = re.compile(r"^[^\w(@#]+|[\s,;:/(|–—-]+$")
_LINKS = frozenset(load_entries("jobs")["links"])

_SURE = 0.5
"""Weight from which the model alone is believed."""


def tidy(tagged: Iterable[Tagged], lines: Mapping[int, str]) -> Iterator[Tagged]:
    """What a model marked, without links at its edges; what stands in an address is left out.

    Parameters
    ----------
    tagged : iterable of Tagged
    lines : mapping of int to str
        Text of each block by its first line.

    Examples
    --------
    >>> line = "Jane El-Amin, nurse at Acme, jane@acme.example"
    >>> spans = [("interviewee", "Jane El-Amin", 0), ("role", "nurse at", 14), ("organization", "acme", 34)]
    >>> tagged = [Tagged(tag=tag, text=text, line=1, start=start, chance=0.9) for tag, text, start in spans]
    >>> [one.text for one in tidy(tagged, {1: line})]
    ['Jane El-Amin', 'nurse']
    """
    for one in tagged:
        line, end = lines.get(one.line, ""), one.start + len(one.text)
        known = line[one.start : end] == one.text
        if known and any(found.start() < end and one.start < found.end() for found in _ADDRESS.finditer(line)):
            continue
        if text := _without_links(one.text):
            yield replace(one, text=text)


def _without_links(text: str) -> str:
    words = _EDGES.sub("", text).split()
    while words and words[-1].lower() in _LINKS:
        words.pop()
    while len(words) > 1 and words[0].lower() in _LINKS:
        words.pop(0)
    return _EDGES.sub("", " ".join(words))


def weigh(tagged: Iterable[Tagged], tag: str) -> list[tuple[str, float]]:
    """Values and the sum of the chances of all places that say them, heaviest first.

    A shorter form counts for the longer one that holds its words.

    Examples
    --------
    >>> said = [("Jane Doe", 0.9), ("Jane", 0.8), ("Sam", 0.6)]
    >>> tagged = [Tagged(tag="interviewee", text=text, line=1, start=0, chance=chance) for text, chance in said]
    >>> weigh(tagged, "interviewee")
    [('Jane Doe', 1.7), ('Jane', 0.8), ('Sam', 0.6)]
    """
    own = [one for one in tagged if one.tag == tag]
    forms: dict[str, list[Tagged]] = defaultdict(list)
    for one in own:
        forms[fold(one.text)].append(one)
    weighed = [
        (_write(places), round(sum(one.chance for one in own if set(fold(one.text).split()) <= set(form.split())), 3))
        for form, places in forms.items()
        if form
    ]
    return sorted(weighed, key=lambda pair: (-pair[1], -len(pair[0].split()), pair[0]))


def _write(places: Sequence[Tagged]) -> str:
    """The form as written in the surest place."""
    return max(places, key=lambda one: (one.chance, -one.line, -one.start)).text


def find_said(tagged: Iterable[Tagged], tag: str) -> str:
    """What the model is sure of; empty if there is nothing.

    >>> find_said([Tagged(tag="role", text="rigger", line=1, start=0, chance=0.9)], "role")
    'rigger'
    """
    return next(iter(find_all_said(tagged, tag)), "")


def find_all_said(tagged: Iterable[Tagged], tag: str) -> list[str]:
    """Everything that the model is sure of, surest first.

    >>> find_all_said([Tagged(tag="role", text="rigger", line=1, start=0, chance=0.9)], "role")
    ['rigger']
    """
    return [value for value, weight in weigh(tagged, tag) if weight >= _SURE]


def fill_in(read: str, tagged: Iterable[Tagged], tag: str) -> str:
    """What the rules read, or what the model is sure of where they read nothing or a part of it.

    >>> said = [Tagged(tag="role", text="careers adviser", line=1, start=0, chance=0.9)]
    >>> fill_in("", said, "role"), fill_in("adviser", said, "role"), fill_in("owner", said, "role")
    ('careers adviser', 'careers adviser', 'owner')
    """
    said = find_said(tagged, tag)
    return said if set(fold(read).split()) < set(fold(said).split()) else read


def choose_supported(read: Iterable[str], weighed: Sequence[tuple[str, float]], support: Collection[str]) -> str:
    """The first name read that the model supports, else what the model is sure of, else the first name read.

    Where the model marked a longer form of it, that form.

    Parameters
    ----------
    read : iterable of str
        What the rules read, the most explicit first; lazy, for reading costs time.
    weighed : sequence of (str, float)
        Names that the model marked, and how much speaks for each, see :func:`weigh`.
    support : collection of str
        Words, folded, that the model takes for a part of the name.

    Examples
    --------
    >>> weighed, support = [("Jane Doe", 0.9)], {"jane", "doe"}
    >>> [choose_supported(read, weighed, support) for read in (["Acme Bank", "Jane"], ["Acme Bank"], [])]
    ['Jane Doe', 'Jane Doe', 'Jane Doe']
    >>> choose_supported(["Acme Bank"], [], set())
    'Acme Bank'
    >>> weighed, support = [("tess mahuta", 0.8)], {"tess", "mahuta"}
    >>> [choose_supported(read, weighed, support) for read in (["Tess M"], ["txts w tess mahuta"])]
    ['tess mahuta', 'tess mahuta']
    """
    sure = [name for name, weight in weighed if weight >= _SURE]
    first = ""
    for name in filter(None, read):
        first = first or name
        if not support or (any(map(support.__contains__, fold(name).split())) and not any(map(str.isdigit, name))):
            return _longest(name, sure)
    return next(iter(sure), first)


def _longest(name: str, sure: Sequence[str]) -> str:
    """The longest form of a name; a full name, whatever it is, for a single word; the name in *txts w jane doe*."""
    if name == name.lower() and (held := [form for form in sure if _is_held(form, name)]):
        return max(held, key=lambda form: len(form.split()))
    fuller = [form for form in sure if _is_fuller(form, name)]
    return max(fuller, key=lambda form: len(form.split()), default=name)


def _is_held(form: str, name: str) -> bool:
    return len(form.split()) > 1 and set(fold(form).split()) < set(fold(name).split())


def _is_fuller(form: str, name: str) -> bool:
    own, words = fold(name).split(), fold(form).split()
    if _is_written_out(own, words):
        # Whoever writes names without capitals writes the longer form without them too.
        return form != form.lower() or name == name.lower() or len(words) == len(own)
    written = form != form.lower() and all(word[0].isupper() or len(word) <= 3 for word in form.split())
    return written and len(own) == 1 and len(words) > 1


def _is_written_out(own: Sequence[str], words: Sequence[str]) -> bool:
    """True for *tess mahuta* of *Tess M* and of *tess*, for *Jane El Amin* of *Jane Amin*."""
    if not own or len(words) < len(own) or set(own) == set(words):
        return False
    rest = [word for word in words if word not in own]
    return all(word in words or (len(word) == 1 and any(one.startswith(word) for one in rest)) for word in own)
