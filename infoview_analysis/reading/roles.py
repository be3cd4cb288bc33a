"""Job titles in short texts: a head noun (*analyst*) with the words that belong to it."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from infoview_analysis.reading.lexicon import fold, load_entries, load_lines, load_phrases, load_words
from infoview_analysis.reading.names import is_known_name, is_title
from infoview_analysis.reading.words import BREAK, Word, find_words

__all__ = ["find_roles", "looks_like_role"]

_LONGEST_HEAD = 3  # words
_REACH = 5  # words that a title may have before its head
_PLAIN = 2  # of them in lower case and no known modifier: with more a whole clause gets in
_OF_REACH = 6  # words after *of*
_BREAKS = frozenset(load_phrases("jobs")["breaks"])
_OF_HEADS = frozenset(load_phrases("jobs")["of_heads"])
_IN_HEADS = frozenset(load_phrases("jobs")["in_heads"])
_OF_ENDS = frozenset(load_phrases("jobs")["of_ends"])
_OF_WORDS = frozenset(load_entries("jobs")["of_words"])
_JOINING = {" ", "-", "/", " / ", " & ", "&"}
_SAID_OF_SUBJECT = re.compile(r"\b(?:s?he)(?:['’]?s| is)(?: now)? (?:an?|the) $", re.IGNORECASE)
_PUNCTUATION = re.compile(r"[,.;:()]")


def looks_like_role(text: str) -> bool:
    """True where the text names a job.

    Examples
    --------
    >>> looks_like_role("Senior Data Analyst"), looks_like_role("Monzo Bank")
    (True, False)
    """
    return bool(find_roles(text))


@lru_cache(maxsize=4096)
def find_roles(text: str) -> tuple[tuple[int, int], ...]:
    """Job titles in a text: start and end of each, in order, without overlap.

    Examples
    --------
    >>> text = "Jane is Head of Digital at Acme, Sam a senior nurse."
    >>> [text[start:end] for start, end in find_roles(text)]
    ['Head of Digital', 'senior nurse']
    """
    words = find_words(text)
    return tuple((words[first].start, _without_stop(text, words[end - 1].end)) for first, end in _find(text, words))


def _without_stop(text: str, end: int) -> int:
    return end - 1 if text[end - 1] == "." else end


def _find(text: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """First word and word after the last of each job title."""
    last = index = 0
    while index < len(words):
        size = _head_size(words, index)
        if not size or _is_honorific(text, words, index, size):
            index += 1
            continue
        first = _extend_left(text, words, index, last)
        end = _extend_right(text, words, _last_head(text, words, index + size))
        if end - first > size or not _is_everyday(words, index, size) or _stands_alone(text, words, index):
            yield first, end
            last = end
        index = end


# --- heads --------------------------------------------------------------------------------------------------------


@cache
def _first_words() -> frozenset[str]:
    return frozenset(head.split()[0] for head in load_words("role_heads"))


@cache
def _everyday_heads() -> frozenset[str]:
    return frozenset(fold(entry) for entry in load_lines("role_heads") if entry.endswith("?"))


def _head_size(words: Sequence[Word], index: int) -> int:
    """Number of words of the longest head noun that starts here; 0 if none does."""
    if words[index].key.partition(" ")[0] not in _first_words():
        return 0
    sizes = range(min(_LONGEST_HEAD, len(words) - index), 0, -1)
    return next((size for size in sizes if _phrase(words, index, size) in load_words("role_heads")), 0)


def _phrase(words: Sequence[Word], index: int, size: int) -> str:
    return " ".join(word.key for word in words[index : index + size])


def _is_honorific(text: str, words: Sequence[Word], index: int, size: int) -> bool:
    """True for *Engineer Babatunde*, *Chef Ana*: a title before a name."""
    after = index + size
    if size != 1 or after >= len(words) or not text[words[index].end : words[after].start].isspace():
        return False
    return is_title(words[index].text) and words[after].text[0].isupper() and is_known_name(words[after].text)


def _is_everyday(words: Sequence[Word], index: int, size: int) -> bool:
    return _phrase(words, index, size) in _everyday_heads()


def _stands_alone(text: str, words: Sequence[Word], index: int) -> bool:
    """True for an everyday head that is written as a title: with a capital, or at the start of a piece of text."""
    if index == 0 or words[index].text[0].isupper():
        return True
    if _SAID_OF_SUBJECT.search(text[: words[index].start]):
        return True
    return bool(BREAK.search(text[words[index - 1].end : words[index].start]))


def _last_head(text: str, words: Sequence[Word], end: int) -> int:
    """Go on to the last head of a row: *Clinical Specialist Radiographer*, *Principal CAD Engineer*."""
    while step := _step_to_head(text, words, end):
        end += step
    return end


def _step_to_head(text: str, words: Sequence[Word], end: int) -> int:
    """Words up to the next head in the row, itself included; 0 if the row ends here."""
    if end >= len(words) or text[words[end - 1].end - 1] == "." or _is_name_word(words[end]):
        return 0
    for size, word in enumerate(words[end : end + _LONGEST_HEAD], 1):
        if word.key in _BREAKS or BREAK.search(text[words[end - 1].start : word.start]):
            return 0
        if _head_size(words, end + size - 1) == 1 and not word.is_possessive:
            return size
    return 0


# --- what belongs to a head ---------------------------------------------------------------------------------------


def _is_name_word(word: Word) -> bool:
    return word.text[0].isupper() and is_known_name(word.text) and word.stem not in load_words("role_modifiers")


def _extend_left(text: str, words: Sequence[Word], index: int, last: int) -> int:
    """First word of the title whose head stands at an index: *senior data* analyst."""
    first = index
    plain = 0
    while first > max(last, index - _REACH) and _belongs_to_right(text, words[first - 1], words[first]):
        word = words[first - 1]
        if word.text.islower() and word.stem not in load_words("role_modifiers"):
            plain += 1
            if plain > _PLAIN or word.stem in load_words("not_names") or is_known_name(word.text):
                break
        first -= 1
    return first


def _belongs_to_right(text: str, word: Word, following: Word) -> bool:
    joint = text[word.end : following.start]
    joined = joint in _JOINING and text[word.end - 1] != "."
    if joint == " / " and not any(word.stem in load_words(kind) for kind in ("role_modifiers", "role_heads")):
        return False  # what stands before a slash between blanks may be a name
    return joined and word.key not in _BREAKS and not word.is_possessive and not _is_name_word(word)


def _extend_right(text: str, words: Sequence[Word], end: int) -> int:
    """Take in *of Design Assurance*, *& Physiotherapist*, *and director*."""
    while end < len(words) and (size := _second_title(text, words, end)):
        end += size
    if end == len(words):
        return end
    if words[end - 1].text.lower() in _OF_WORDS:
        return _take_of_phrase(text, words, end - 1)
    gap = text[words[end - 1].end : words[end].start]
    if words[end].text.lower() in _OF_WORDS and gap == " " and words[end - 1].stem in _OF_HEADS:
        return _take_of_phrase(text, words, end)
    if words[end].text.lower() == "in" and gap == " " and words[end - 1].stem in _IN_HEADS:
        return _take_subject(text, words, end)
    return end


def _second_title(text: str, words: Sequence[Word], end: int) -> int:
    """Words of a second title joined by *and*, *&* or a slash, the joining word included; 0 if there is none."""
    conjunction = words[end].text.lower() == "and"
    start = end + conjunction
    if start >= len(words) or not (conjunction or text[words[end - 1].end : words[end].start].strip() in {"&", "/"}):
        return 0
    heads = range(start, min(start + 4, len(words)))
    last = next((number for number in heads if _head_size(words, number)), None)
    if last is None:
        return 0
    inside = text[words[start].start : words[last].end]
    if _PUNCTUATION.search(inside) or any(word.text.lower() in _BREAKS for word in words[start : last + 1]):
        return 0
    return last + 1 - end


def _take_of_phrase(text: str, words: Sequence[Word], index: int) -> int:
    """End of *of X* where X says of what, not for whom: *Head of Digital*, but not *Engineer of Acme*."""
    end = index + 1
    foreign = words[index].text.lower() != "of"  # *directora de Acme* is hers, *directora de compras* is not
    while end < len(words) and end - index <= _OF_REACH:
        gap = text[words[end - 1].end : words[end].start]
        if gap.strip(" &/") or words[end].text.lower() in _OF_ENDS or (foreign and words[end].text[0].isupper()):
            break
        end += 1
    return end if end > index + 1 else index


def _take_subject(text: str, words: Sequence[Word], index: int) -> int:
    """End of *in X* where X is a subject that closes its phrase: *consultant in public health*, not *in our office*."""
    end = index + 1
    while end < len(words) and end - index <= _OF_REACH and not _closes(text, words, end - 1):
        if not words[end].text.islower() or words[end].key in _BREAKS:
            return index
        end += 1
    return end if end > index + 1 and _closes(text, words, end - 1) else index


def _closes(text: str, words: Sequence[Word], index: int) -> bool:
    """True for a word behind which a stop, a comma or the end stands."""
    end = words[index].end
    return index + 1 == len(words) or text[end - 1] == "." or not text[end : words[index + 1].start].isspace()
