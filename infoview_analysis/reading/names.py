"""Personal names in short texts.

Reading needs them before any language model runs: who was interviewed stands in titles, labels and first sentences.
Everything rests on word lists (:mod:`infoview_analysis.reading.lexicon`) and on position.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from infoview_analysis.reading.lexicon import fold, load_entries, load_lines, load_words
from infoview_analysis.reading.words import BRACKETS, BREAK, Word, drop_possessive, find_words

__all__ = ["can_be_given_name", "clean_name", "find_names", "is_known_name", "is_name", "is_name_by_place", "is_title"]

_LONGEST = 6  # words of a name
_PARTICLES = frozenset(load_entries("persons")["particles"])
_KEPT_TITLES = frozenset(load_entries("persons")["kept_titles"])
_NO_SURNAMES = frozenset(load_entries("jobs")["breaks"])
_NEXT_SENTENCE = re.compile(r"(?<=\w{6})\.\s")  # after more letters than an abbreviation has
_EDGES = re.compile(r"^[\W\d_]+|[^\w.']+$")
_CONTRACTION = re.compile(r"['’](?:re|ve|ll|d|m|t)$")
_SOMEBODYS = re.compile(r"['’]s\s")
_SUBJECT_FOLLOWS = re.compile(r"\s+(?:she|he|they|who|is|she['’]?s|he['’]?s|and the)\b")


# --- single words -------------------------------------------------------------------------------------------------


@lru_cache(maxsize=2**14)
def is_known_name(word: str) -> bool:
    """True for a given name or surname that is no everyday word; each part of a double name counts.

    Examples
    --------
    >>> is_known_name("Siobhán"), is_known_name("Takeaway")
    (True, False)
    """
    names = load_words("names")
    return any(len(part) > 1 and part in names for part in fold(word).split())


@lru_cache(maxsize=2**14)
def is_title(word: str) -> bool:
    """True for a form of address or a rank before a name.

    Examples
    --------
    >>> is_title("Dr."), is_title("Jane")
    (True, False)
    """
    return fold(word) in load_words("titles") and (word.endswith(".") or not is_known_name(word))


@lru_cache(maxsize=2**14)
def _is_everyday(word: str) -> bool:
    """True for a word that is no part of a name however it is written."""
    stem = fold(drop_possessive(word))
    if not stem or stem in load_words("not_names") or _CONTRACTION.search(word):
        return True
    if is_known_name(word) or (word[0].isupper() and _is_ambiguous(word)):
        return False
    return any(stem in load_words(kind) for kind in ("role_heads", "organization_words", "places"))


def _is_ambiguous(word: str) -> bool:
    return any(part in load_words("ambiguous_names") for part in fold(word).split())


def _is_particle(word: Word) -> bool:
    return word.text.lower() in _PARTICLES


@cache
def _suffixes() -> frozenset[str]:
    """Honorifics that follow a name: *Tanaka-san*."""
    return frozenset(fold(entry) for entry in load_lines("titles") if entry.startswith("-"))


# --- whole texts --------------------------------------------------------------------------------------------------


def clean_name(text: str) -> str:
    """Strip a personal name of title, brackets, possessive and quotation marks.

    Examples
    --------
    >>> clean_name("Dr. Shabnam Rezaei (she/her)")
    'Shabnam Rezaei'
    """
    text = _SOMEBODYS.split(BRACKETS.sub(" ", text), maxsplit=1)[0]
    text = _NEXT_SENTENCE.split(text, maxsplit=1)[0]
    text = _EDGES.sub("", text).strip(" .'")
    words = _without_titles(text.split())
    if len(words) > 2 and _is_degree(words[0]) and not text.isupper():
        words = words[1:]
    if len(words) > 2 and _is_degree(words[-1]) and not text.isupper() and not _is_short_surname(words[-1]):
        words = words[:-1]
    while len(words) > 1 and fold(words[-1]) in _suffixes():
        words = words[:-1]
    if words:
        words[-1] = _without_suffix(words[-1])
    return drop_possessive(" ".join(words))


def _without_suffix(word: str) -> str:
    """*Kenji* of *Kenji-san*."""
    stem, _, suffix = word.rpartition("-")
    return stem if stem and suffix.islower() and fold(suffix) in _suffixes() else word


def _without_titles(words: list[str]) -> list[str]:
    if len(words) > 2 and len(words[0]) == 2 and words[0].endswith(".") and is_title(words[1]):
        words = words[1:]  # a letter that stands for the speaker
    while len(words) > 1 and is_title(words[0]) and not (len(words) == 2 and fold(words[0]) in _KEPT_TITLES):
        words = words[1:]
    if len(words) > 2 and words[0] == words[1]:
        words = words[1:]  # said twice in dictation
    while len(words) > 1 and words[0].endswith(".") and 2 < len(words[0]) <= 5:
        words = words[1:]  # an abbreviated title we do not know
    return words


def _is_short_surname(word: str) -> bool:
    """True for *NG*: longer ones in capitals are letters behind a name."""
    return len(word) < 3 and is_known_name(word)


def _is_degree(word: str) -> bool:
    """True for a degree or chartered title: *CA Farrukh Daruwala*, *Ann Lee RN*."""
    return word.isupper() and len(word) <= 3 and "." not in word


def is_name(text: str) -> bool:
    """True where the whole text can be a personal name, in whatever case it is written.

    Examples
    --------
    >>> is_name("Siobhán Mac Giolla Bhríde"), is_name("Key takeaways")
    (True, False)
    """
    name = clean_name(text)
    if _SOMEBODYS.search(name) or BREAK.search(name) or any(map(str.isdigit, name)):
        return False
    words = find_words(name)
    solid = [word for word in words if not _is_particle(word) and len(word.text) > 1]
    if not solid or len(words) > _LONGEST or any(_is_everyday(word.text) for word in solid):
        return False
    return _is_convincing_in_lower_case(solid) and (
        any(is_known_name(word.text) for word in solid)
        or (2 <= len(solid) <= 3 and all(word.text[0].isupper() and not word.text.isupper() for word in solid))
    )


def _is_convincing_in_lower_case(words: Sequence[Word]) -> bool:
    """True unless words in lower case are unknown; one unknown surname after a known name is believed."""
    unknown = [word for word in words if word.text[0].islower() and not is_known_name(word.text)]
    return len(unknown) <= (len(words) in (2, 3) and is_known_name(words[0].text))


def can_be_given_name(word: str) -> bool:
    """True for a word that would be a name before a surname, whether or not a list knows it.

    Examples
    --------
    >>> can_be_given_name("Gwilym"), can_be_given_name("yesterday")
    (True, False)
    """
    return is_name(f"{word.capitalize()} Diallo")


def is_name_by_place(text: str, *, any_case: bool = False) -> bool:
    """True for what can be a name in a place where a name is expected: two to five words, all written like one.

    Examples
    --------
    >>> is_name_by_place("Xqara Mbvuli"), is_name_by_place("Key takeaways")
    (True, False)
    """
    words = find_words(clean_name(text))
    solid = [word for word in words if not _is_particle(word)]
    if len(words) > 5 or len(solid) < 2 or any(_is_everyday(word.text) for word in solid):
        return False
    known = any_case and any(is_known_name(word.text) for word in solid)
    return known or all(word.text[0].isupper() for word in solid)


# --- running text -------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def find_names(text: str, *, any_case: bool = False) -> tuple[tuple[str, int, int], ...]:
    """Personal names in running text.

    A single word counts when it is a known name or follows a title.

    Parameters
    ----------
    text : str
    any_case : bool
        Whether words in lower case may be names.

    Returns
    -------
    tuple of (str, int, int)
        Name without title, its start and its end, in the order they stand there.

    Examples
    --------
    >>> [name for name, _, _ in find_names("Dr. Rezaei put me on to Dev Patel of Monzo.")]
    ['Rezaei', 'Dev Patel']
    >>> [name for name, _, _ in find_names("rang noirin ni bhriain in cork", any_case=True)]
    ['noirin ni bhriain']
    """
    found: list[tuple[str, int, int]] = []
    words = find_words(text)
    index = 0
    while index < len(words):
        run = _run_of_names(text, words, index, any_case)
        if run and (_follows_title(words, index) or _is_convincing(run)):
            start = run[0].start
            end = run[-1].start + len(drop_possessive(run[-1].text))
            found.append((text[start:end], start, end))
        index += max(1, len(run))
    return tuple(found)


def _run_of_names(text: str, words: Sequence[Word], index: int, any_case: bool) -> list[Word]:
    """Longest run of name-like words and particles from here that can be one name."""
    run: list[Word] = []
    for word in words[index : index + _LONGEST]:
        if run and not _continues(text, run[-1], word):
            break
        if not (run and _is_particle(word)):
            if (not run and is_title(word.text)) or not _is_part(text, run, word, any_case):
                break
            if word.is_possessive:
                run.append(word)
                break
        run.append(word)
    while run and _is_particle(run[-1]) and not run[-1].text[0].isupper():
        run.pop()
    return run


def _is_part(text: str, run: Sequence[Word], word: Word, any_case: bool) -> bool:
    """True for a word that can stand in a name after those of the run."""
    if _is_everyday(word.text):
        return False
    if word.text[0].isupper():
        return True
    known = len(word.text) > 2 and is_known_name(word.text)
    return any_case and (known or (bool(run) and _is_unknown_surname(text, word)))


def _is_unknown_surname(text: str, word: Word) -> bool:
    """True in *inês carvalhal she is…*: a word after a given name, right before what is said of the person."""
    return len(word.text) > 3 and word.key not in _NO_SURNAMES and bool(_SUBJECT_FOLLOWS.match(text, word.end))


def _continues(text: str, word: Word, following: Word) -> bool:
    """True where only a blank stands between two words; a full stop only after an initial or a title."""
    stopped = text[word.end - 1] == "." and len(word.text) > 1 and word.stem not in load_words("titles")
    return not stopped and text[word.end : following.start].isspace()


def _follows_title(words: Sequence[Word], index: int) -> bool:
    """True where a title stands right before a word."""
    before = words[index - 1] if index else None
    return before is not None and is_title(before.text) and before.end >= words[index].start - 2


def _is_convincing(run: Sequence[Word]) -> bool:
    """True for a run with a known name in it; a single word in capitals is none."""
    return any(is_known_name(word.text) for word in run) and (len(run) > 1 or not run[0].text.isupper())
