"""Persons, roles and organisations in short texts.

Reading needs them before any language model runs: who was interviewed stands in titles, labels and first sentences.
Everything rests on word lists (:mod:`infoview_analysis.reading.lexicon`) and on position.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from infoview_analysis.reading.lexicon import fold, load_words

__all__ = [
    "Introduction",
    "clean_name",
    "find_introductions",
    "find_names",
    "has_organization_word",
    "is_known_name",
    "is_name",
    "is_place",
    "looks_like_role",
]

_TOKEN = re.compile(r"[^\W\d_](?:[\w]|['’.\-/](?=[\w]))*\.?", re.UNICODE)
_PARTICLES = frozenset(
    [
        "van",
        "von",
        "de",
        "der",
        "den",
        "del",
        "della",
        "di",
        "da",
        "do",
        "dos",
        "das",
        "du",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "binti",
        "binte",
        "bint",
        "ibn",
        "abu",
        "ter",
        "ten",
        "zu",
        "ní",
        "ni",
        "mac",
        "mc",
        "ó",
        "o",
        "uí",
        "ua",
        "y",
        "af",
        "av",
        "st",
        "ould",
        "ben",
        "s/o",
        "d/o",
        "a/l",
        "a/p",
        "ap",
        "dos",
        "e",
    ]
)
_POSSESSIVE = re.compile(r"['’]s?$")
_PARENTHESIS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]?")
_BREAK = re.compile(r"[,;:()\[\]|–—\"“”?!=•·<>+&]|\sx\s|(?<!\b[sda])/|(?<![A-Z])\.(?=\s|$)|\s-+>?\s|->|→|\s/\s")


_KEPT_TITLES = frozenset({"pastor", "tita", "tito", "captain", "father", "mama", "mzee", "imam", "rabbi"})
"""Titles that stay with a single name, which says too little without them."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word and where it stands."""

    text: str
    start: int
    end: int

    @property
    def folded(self) -> str:
        return fold(_POSSESSIVE.sub("", self.text))


@dataclass(frozen=True, slots=True)
class Introduction:
    """A person presented by their work: *Jane Doe, analyst at Acme*. Parts that are not there are empty."""

    name: str
    role: str
    organization: str
    start: int
    end: int


def _words(text: str) -> list[Word]:
    return [Word(match.group().rstrip("."), match.start(), match.end()) for match in _TOKEN.finditer(text)]


@cache
def _titles() -> frozenset[str]:
    return frozenset(entry for entry in load_words("titles") if entry)


@cache
def _heads() -> dict[str, bool]:
    """Head nouns of job titles → whether they are everyday words too."""
    from importlib.resources import files

    text = files("infoview_analysis.reading.lexicon").joinpath("role_heads.txt").read_text(encoding="utf-8")
    entries = (line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return {fold(entry.rstrip(" ?")): entry.endswith("?") for entry in entries}


def is_known_name(word: str) -> bool:
    """True for a given name or surname that is no everyday word; each part of a double name counts."""
    parts = [part for part in fold(word).split() if len(part) > 1]
    return any(part in load_words("names") for part in parts)


def _is_ambiguous_name(word: str) -> bool:
    return any(part in load_words("ambiguous_names") for part in fold(word).split())


def _is_blocked(word: Word) -> bool:
    """True for a word that is no part of a name however it is written."""
    folded = word.folded
    if not folded or folded in load_words("not_names"):
        return True
    if is_known_name(word.text) or (_is_ambiguous_name(word.text) and word.text[0].isupper()):
        return False
    return folded in _heads() or folded in load_words("organization_words") or folded in load_words("places")


def clean_name(text: str) -> str:
    """A personal name without title, brackets, possessive and quotation marks.

    >>> clean_name("Dr. Shabnam Rezaei (she/her)")
    'Shabnam Rezaei'
    """
    text = re.sub(r"^[\W\d_]+|[^\w.']+$", "", _PARENTHESIS.sub(" ", text)).strip(" .'")
    words = text.split()
    while len(words) > 1 and _is_title(words[0]) and not (len(words) == 2 and fold(words[0]) in _KEPT_TITLES):
        words = words[1:]
    if len(words) > 2 and words[0] == words[1]:
        words = words[1:]  # said twice in dictation
    while len(words) > 1 and words[0].endswith(".") and 2 < len(words[0]) <= 5:
        words = words[1:]  # an abbreviated title we do not know
    if len(words) > 2 and words[0].isupper() and len(words[0]) <= 3 and not text.isupper() and "." not in words[0]:
        words = words[1:]  # a degree or chartered title: *CA Farrukh Daruwala*
    while len(words) > 1 and "-" + fold(words[-1]) in _suffixes():
        words = words[:-1]
    return _POSSESSIVE.sub("", " ".join(words))


def _is_title(word: str) -> bool:
    return fold(word) in _titles() and not (is_known_name(word) and not word.endswith("."))


@cache
def _suffixes() -> frozenset[str]:
    from importlib.resources import files

    text = files("infoview_analysis.reading.lexicon").joinpath("titles.txt").read_text(encoding="utf-8")
    return frozenset("-" + fold(line) for line in text.splitlines() if line.startswith("-"))


def is_name(text: str) -> bool:
    """True where the whole text can be a personal name, in whatever case it is written.

    >>> is_name("Siobhán Mac Giolla Bhríde"), is_name("Key takeaways")
    (True, False)
    """
    name = clean_name(text)
    words = _words(name)
    if re.search(r"['’]s\s", name):
        return False  # somebody's friend
    if not 1 <= len(words) <= 6 or _BREAK.search(name) or any(c.isdigit() for c in name):
        return False
    solid = [word for word in words if word.text.lower() not in _PARTICLES and len(word.text) > 1]
    if not solid or any(_is_blocked(word) for word in solid):
        return False
    unknown = [word for word in solid if word.text[0].islower() and not is_known_name(word.text)]
    if len(unknown) > (len(solid) in (2, 3) and is_known_name(solid[0].text)):
        return False  # in lower case one unknown surname is believed
    return any(is_known_name(word.text) for word in solid) or (
        2 <= len(solid) <= 3 and all(word.text[0].isupper() and not word.text.isupper() for word in solid)
    )


@lru_cache(maxsize=4096)
def find_names(text: str, *, any_case: bool = False) -> tuple[tuple[str, int, int], ...]:
    """Personal names in running text: (name without title, start, end), in order.

    A single word counts when it is a known name or follows a title; lower-case words only with ``any_case``.

    >>> [name for name, _, _ in find_names("Dr. Rezaei put me on to Dev Patel of Monzo.")]
    ['Rezaei', 'Dev Patel']
    >>> [name for name, _, _ in find_names("rang noirin ni bhriain in cork", any_case=True)]
    ['noirin ni bhriain']
    """
    found: list[tuple[str, int, int]] = []
    words = _words(text)
    index = 0
    while index < len(words):
        run = _run_of_names(text, words, index, any_case)
        if not run:
            index += 1
            continue
        titled = index > 0 and _is_title(words[index - 1].text) and words[index - 1].end >= run[0].start - 2
        if titled or _is_convincing(run):
            end = run[-1].start + len(_POSSESSIVE.sub("", run[-1].text))
            found.append((text[run[0].start : end], run[0].start, end))
        index += len(run)
    return tuple(found)


def _run_of_names(text: str, words: list[Word], index: int, any_case: bool) -> list[Word]:
    """Longest run of name-like words and particles from here that can be one name."""
    run: list[Word] = []
    for word in words[index : index + 6]:
        if run and not _continues(text, run[-1], word):
            break
        if word.text.lower() in _PARTICLES and run:
            run.append(word)
            continue
        if _is_title(word.text) and not run:
            break
        if not _can_be_name(word, any_case) and not (any_case and run and _is_unknown_surname(text, word)):
            break
        run.append(word)
        if _POSSESSIVE.search(word.text) and word.text[-2:-1] in "'’":
            break
    while run and run[-1].text.lower() in _PARTICLES and not run[-1].text[0].isupper():
        run.pop()
    return run


_SUBJECT_FOLLOWS = re.compile(r"\s+(?:she|he|they|who|is|she['’]?s|he['’]?s|and the)\b")


def _is_unknown_surname(text: str, word: Word) -> bool:
    """True in *inês carvalhal she is…*: a word after a given name, right before what is said of the person."""
    return (
        len(word.text) > 3
        and not _is_blocked(word)
        and fold(word.text) not in _STOPS
        and bool(_SUBJECT_FOLLOWS.match(text, word.end))
    )


def _can_be_name(word: Word, any_case: bool) -> bool:
    if _is_blocked(word):
        return False
    return word.text[0].isupper() or (any_case and len(word.text) > 2 and is_known_name(word.text))


def _continues(text: str, word: Word, following: Word) -> bool:
    """True where only a blank stands between two words; a full stop only after an initial or a title."""
    stopped = text[word.end - 1] == "." and len(word.text) > 1 and word.folded not in _titles()
    return not stopped and text[word.end : following.start].isspace()


def _is_convincing(run: list[Word]) -> bool:
    known = [word for word in run if is_known_name(word.text)]
    if len(run) == 1:
        return bool(known) and not run[0].text.isupper()
    return bool(known)


def looks_like_role(text: str) -> bool:
    """True where the text names a job.

    >>> looks_like_role("Senior Data Analyst"), looks_like_role("Monzo Bank")
    (True, False)
    """
    return bool(list(_role_spans(text, _words(text))))


def _role_spans(text: str, words: list[Word]) -> Iterator[tuple[int, int]]:
    """Index ranges of words that make a job title, in order, without overlap."""
    last = 0
    index = 0
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


def _head_size(words: list[Word], index: int) -> int:
    for size in (3, 2, 1):
        phrase = " ".join(fold(word.text) for word in words[index : index + size])
        if phrase in _heads() and len(words) >= index + size:
            return size
    return 0


def _is_honorific(text: str, words: list[Word], index: int, size: int) -> bool:
    """True for *Engineer Babatunde*, *Chef Ana*: a title before a name."""
    after = index + size
    if size != 1 or after >= len(words) or not text[words[index].end : words[after].start].isspace():
        return False
    return _is_title(words[index].text) and words[after].text[0].isupper() and is_known_name(words[after].text)


def _is_everyday(words: list[Word], index: int, size: int) -> bool:
    return _heads()[" ".join(fold(word.text) for word in words[index : index + size])]


def _stands_alone(text: str, words: list[Word], index: int) -> bool:
    """True for an everyday head that is written as a title: with a capital, or at the start of a piece of text."""
    if words[index].text[0].isupper():
        return True
    return index == 0 or bool(_BREAK.search(text[words[index - 1].end : words[index].start]))


def _last_head(text: str, words: list[Word], end: int) -> int:
    """Go on to the last head of a row: *Clinical Specialist Radiographer*, *Principal CAD Engineer*."""
    for size in (1, 2, 3):
        following = words[end : end + size]
        if (
            len(following) < size
            or _BREAK.search(text[words[end - 1].start : following[-1].start])
            or text[words[end - 1].end - 1] == "."
        ):
            break
        if any(fold(word.text) in _STOPS for word in following) or _is_name_word(following[0]):
            break
        if _head_size(words, end + size - 1) == 1 and not _POSSESSIVE.search(following[-1].text):
            return _last_head(text, words, end + size)
    return end


def _is_name_word(word: Word) -> bool:
    return word.text[0].isupper() and is_known_name(word.text) and word.folded not in load_words("role_modifiers")


_STOPS = frozenset(
    [
        "a",
        "an",
        "the",
        "is",
        "was",
        "are",
        "as",
        "he",
        "she",
        "they",
        "my",
        "your",
        "our",
        "his",
        "her",
        "their",
        "at",
        "in",
        "on",
        "from",
        "for",
        "with",
        "by",
        "and",
        "or",
        "but",
        "who",
        "that",
        "it",
        "be",
        "been",
        "being",
        "now",
        "works",
        "work",
        "working",
        "currently",
        "former",
        "formerly",
        "ex",
        "old",
        "another",
        "some",
        "any",
        "no",
        "every",
        "each",
        "one",
        "two",
        "three",
        "really",
        "just",
        "also",
        "only",
        "into",
        "than",
        "then",
        "to",
        "of",
        "not",
        "used",
        "became",
        "become",
        "am",
        "im",
        "i",
        "me",
        "you",
        "we",
        "us",
        "our",
        "said",
        "says",
        "say",
        "like",
        "called",
        "calls",
        "call",
        "phone",
        "rang",
        "saw",
        "met",
        "ask",
        "when",
        "because",
        "if",
        "so",
        "what",
        "how",
        "said",
        "w",
        "this",
        "these",
        "those",
        "which",
        "video",
        "zoom",
        "coffee",
        "since",
        "until",
        "before",
        "after",
        "about",
        "more",
        "most",
        "well",
        "good",
        "bad",
        "big",
        "small",
        "today",
    ]
)


def _extend_left(text: str, words: list[Word], index: int, last: int) -> int:
    first = index
    plain = 0  # lower-case words that are no known modifier: few of them, or a whole clause gets in
    while first > last and index - first < 5:
        word = words[first - 1]
        gap = text[word.end : words[first].start]
        if gap not in {" ", "-", "/", " / ", " & ", "&"} or text[word.end - 1] == "." or fold(word.text) in _STOPS:
            break
        if _is_name_word(word) or (_POSSESSIVE.search(word.text) and word.text[-2:-1] in "'’"):
            break
        if word.folded not in load_words("role_modifiers") and word.text.islower():
            plain += 1
            if plain > 2 or word.folded in load_words("not_names") or is_known_name(word.text):
                break
        first -= 1
    return first


def _extend_right(text: str, words: list[Word], end: int) -> int:
    """Take in *of Design Assurance*, *& Physiotherapist*, *and director*, *(machine learning)*."""
    while end < len(words):
        gap = text[words[end - 1].end : words[end].start]
        joined = gap.strip() in {"&", "/"} or words[end].text.lower() == "and"
        start = end + (words[end].text.lower() == "and")
        if joined and start < len(words):
            size = next((n for n in range(1, 5) if _head_size(words, start + n - 1)), 0)
            inside = text[words[start].start : words[min(start + size, len(words)) - 1].end]
            if (
                size
                and not re.search(r"[,.;:()]", inside)
                and not any(w.text.lower() in _STOPS for w in words[start : start + size])
            ):
                end = start + size
                continue
        if words[end - 1].text.lower() == "of":
            return _take_of_phrase(words, text, end - 1)
        if words[end].text.lower() == "of" and gap == " " and words[end - 1].folded in _OF_HEADS:
            return _take_of_phrase(words, text, end)
        break
    return end


_OF_PHRASE_ENDS = frozenset(
    [
        "at",
        "in",
        "with",
        "for",
        "by",
        "w",
        "who",
        "from",
        "on",
        "she",
        "he",
        "they",
        "is",
        "was",
        "there",
        "here",
        "the",
        "a",
        "an",
    ]
)
_OF_HEADS = frozenset(
    [
        "head",
        "director",
        "vp",
        "president",
        "superintendent",
        "chief",
        "manager",
        "coordinator",
        "dean",
        "chair",
        "lead",
        "leader",
        "professor",
        "master",
        "person",
        "officer",
        "keeper",
        "minister",
        "secretary",
        "vice",
        "supervisor",
        "controller",
        "curator",
        "team",
    ]
)


def _take_of_phrase(words: list[Word], text: str, index: int) -> int:
    """End of *of X* where X says of what, not for whom: *Head of Digital*, but not *Engineer of Acme*."""
    end = index + 1
    while end < len(words) and end - index <= 6:
        gap = text[words[end - 1].end : words[end].start]
        if gap.strip(" &/") or words[end].text.lower() in _OF_PHRASE_ENDS:
            break
        end += 1
    return end if end > index + 1 else index


_ORG_LINK = re.compile(
    r"^(?P<middle>(?:\s*\([^()]{1,60}\))?)\s*(?P<link>,?\s?(?:who )?works? (?:for|at|with)\b|@|,|/|\||·|–|—|-(?=\s)|\(|\bat\b|\bw/|\bw\b|\bwith\b|\bfor\b|\bof\b|\bin\b|\bby\b)\s*(?:the\s+(?=[A-Z]))?",
    re.IGNORECASE,
)
_ORG_END = re.compile(
    r"[,;()\[\]|\"“”:!?*]|\.(?:\s|$)|\s[–—-]+>?\s|\s/\s|→|·|\s(?:in|on|who|which|where|since|based|via|through|by phone|near|but|so|she|he|they|we|i|it|my|from|when|now|that|this|because|has|is|was|makes?|today|these|also|with|at|after|until|till|as|arranged|linked|(?:and|for|to|of) (?!the (?-i:[A-Z])|(?-i:[A-Z])))\b",
    re.IGNORECASE,
)
_NO_ORG = re.compile(
    r"^(?:a|an|my|our|one|some|same|own|home|work|least|first|last|night|the (?:moment|time|same|end)|freelance|freelancer|self.?employed|independent|own practice|(?:on )?(?:her|his|their) own|r&d|hr|qa|present|large|phone|zoom|teams|video|whatsapp|google meet|coffee|person|me|him|her|us|which|it|that|this|the|whom|all|years?|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) \w+|\d.*)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def find_introductions(text: str, *, any_case: bool = False, labelled: bool = False) -> tuple[Introduction, ...]:
    """People presented by their work, in the order they stand there.

    Parameters
    ----------
    text : str
        A line, heading or sentence.
    any_case : bool
        Whether names and organisations may be written in lower case.
    labelled : bool
        Whether the text is known to tell somebody's work, so that what follows the role is taken for the employer.

    Examples
    --------
    >>> intro = find_introductions("Dr Hyun-woo Bae is Chief Engineer of Severn Electric Aviation, which is small")[0]
    >>> intro.name, intro.role, intro.organization
    ('Hyun-woo Bae', 'Chief Engineer', 'Severn Electric Aviation')
    """
    words = _words(text)
    found: list[Introduction] = []
    previous = 0
    for first, end in _role_spans(text, words):
        start, stop = words[first].start, words[end - 1].end
        if start < previous:
            continue  # inside the employer's name: *Circuit Court of Cook County*
        stop = stop if text[stop - 1 : stop] != "." else stop - 1
        if extended := _SPECIALISM.match(text, stop):
            stop = extended.end()
        name = _name_before(text[previous:start], any_case)
        organization, org_end = _organization_after(text, stop, any_case, labelled or bool(name) or start <= 3)
        found.append(Introduction(name, text[start:stop].strip(), organization, start, org_end))
        previous = org_end
    return tuple(found)


_VERB_ROLES = {
    "manages": "manager", "teaches": "teacher", "directs": "director", "edits": "editor", "coordinates": "coordinator",
    "supervises": "supervisor", "coaches": "coach", "lectures": "lecturer", "chairs": "chair",
}  # fmt: skip
_BY_VERB = re.compile(
    rf"\b(?P<verb>{'|'.join(_VERB_ROLES)})\b(?:[^.;!?,]{{0,40}}?\b(?:at|for|in))?\s+(?:the\s+)?(?P<org>(?-i:[A-Z])[\w&'’-]*(?:\s+(?:of|and|&|for)?\s*(?-i:[A-Z])[\w&'’-]*)*)",
    re.IGNORECASE,
)


def find_work_by_verb(text: str) -> list[Introduction]:
    """*Assumpta Tansey, who manages the Kilbracken Dairy*: the job that a verb tells."""
    found = []
    for match in _BY_VERB.finditer(text):
        before = re.sub(r",?\s*(?:who|that)\s*$", ", ", text[: match.start()])
        name = _name_before(before, any_case=False)
        role = _VERB_ROLES[match["verb"].lower()]
        found.append(Introduction(name, role, match["org"], match.start(), match.end()))
    return found


_SPECIALISM = re.compile(
    r"\s[‘'’][A-Z][’']|\s\([a-z][^()]{3,30}\)(?=\s+(?:at|with|for)\b|\s*[,@])|,\s[A-Z][\w&'’ -]{3,50}(?=,?\s(?:at|@)\s(?:the\s)?[A-Z])"
)


def _organization_after(text: str, stop: int, any_case: bool, labelled: bool) -> tuple[str, int]:
    rest = text[stop:]
    link = _ORG_LINK.match(rest)
    if link is None:
        return "", stop
    start = stop + link.end()
    end_match = _ORG_END.search(text, start)
    end = end_match.start() if end_match else len(text)
    if link["link"].lower() == "in" and (inner := re.match(r"[^,.;]{2,25}\s(?:at|@|with)\s+(?:the\s)?", text[start:])):
        start += inner.end()
        end_match = _ORG_END.search(text, start)
        end = end_match.start() if end_match else len(text)
    candidate = _without_trailing_name(text[start:end].strip(" .'’"))
    strong = link["link"].lower() in {"@", "at", "w/", "w", "with", "for"} or "work" in link["link"].lower()
    if not candidate or _NO_ORG.match(candidate) or len(candidate.split()) > 9 or is_place(candidate):
        return "", stop
    if is_name(candidate) and not strong and not labelled and not has_organization_word(candidate):
        return "", stop
    written_so = candidate[0].isupper() or (any_case and has_organization_word(candidate) and " " in candidate)
    in_lower_case = any_case and (
        strong or (labelled and len(candidate.split()) <= 4 and link["link"] in {",", "/", "|", "·"})
    )
    return (candidate, end) if written_so or in_lower_case else ("", stop)


def _without_trailing_name(candidate: str) -> str:
    """Cut off a personal name that follows without punctuation, as in dictated notes."""
    for name, start, end in find_names(candidate):
        if start > 3 and end == len(candidate) and len(name.split()) > 1 and all(map(is_known_name, name.split())):
            return candidate[:start].rstrip()
    return candidate


def has_organization_word(text: str) -> bool:
    """True where a word marks the text as an organisation's name (*Ltd*, *Hospital*, *Museum*)."""
    words = fold(text).split()
    return any(word in load_words("organization_words") for word in words)


def is_place(text: str) -> bool:
    """True where the whole text is a known place."""
    return fold(text) in load_words("places")


_CONNECTIVE = re.compile(
    r"^[\s,.(:/–—=|·@-]*(?:\([^()]*\))?[\s,(:/–—=|·-]*(?:(?:is|was|works? as|working as|now|currently|a|an|the|as|our|she['’]?s|he['’]?s|she is|he is|they are|who is|who['’]s|aka|today|their|senior|also|became|and|has been|been)\s*)*$",
    re.IGNORECASE,
)


def _name_before(before: str, any_case: bool) -> str:
    """The name that the role belongs to: the last one, joined to the role by no more than *is a* or a comma."""
    before = re.sub(r"\s*\([^()]*\)(?=[\s,]*$)", "", before)
    pieces = [piece.strip() for piece in _BREAK.split(before) if piece.strip(" *_#")]
    found = find_names(before, any_case=any_case)
    if any_case and found and pieces and found[-1][0] in pieces[-1] and _is_name_by_place(pieces[-1], any_case):
        return clean_name(pieces[-1])
    if found and _CONNECTIVE.match(_POSSESSIVE.sub("", before[found[-1][2] :])):
        return clean_name(found[-1][0])
    return clean_name(pieces[-1]) if pieces and _is_name_by_place(pieces[-1], any_case) else ""


def _is_name_by_place(piece: str, any_case: bool) -> bool:
    """True for an unknown name right before a role: two to five words, all written like a name."""
    words = _words(clean_name(piece))
    solid = [word for word in words if word.text.lower() not in _PARTICLES]
    if not 2 <= len(words) <= 5 or len(solid) < 2 or any(_is_blocked(word) for word in solid):
        return False
    known = any(is_known_name(word.text) for word in solid)
    return all(word.text[0].isupper() for word in solid) or (any_case and known)
