"""How a conversation came about and how it was held: medium, duration, who led to the interviewee."""

import re
from collections.abc import Sequence
from functools import cache

from infoview_analysis.reading.lexicon import fold, load_phrases
from infoview_analysis.reading.names import clean_name, find_names, is_name, looks_like_role

__all__ = ["find_duration", "find_medium", "find_referrer", "is_self_found", "referrer_in_label"]


@cache
def _mediums() -> dict[str, str]:
    return {phrase: medium for medium, phrases in load_phrases("mediums").items() for phrase in phrases}


def find_medium(*texts: str) -> str:
    """How the talk was held, by the most telling words in the texts; empty if they do not say.

    Of equally telling words those in an earlier text count.

    >>> find_medium("WhatsApp voice call, 40 min"), find_medium("their canteen, scone each"), find_medium("in May")
    ('phone', 'in_person', '')
    """
    found = [
        (score - 0.1 * number - 0.6 * (number > 3), medium)
        for number, text in enumerate(texts)
        for score, medium in [_best_medium(text)]
        if medium
    ]
    return max(found, key=lambda entry: entry[0], default=(0.0, ""))[1]


def _best_medium(text: str) -> tuple[float, str]:
    words = fold(text).split()
    best: tuple[float, str] = (0.0, "")
    for size in (4, 3, 2, 1):
        for start in range(len(words) - size + 1):
            medium = _mediums().get(" ".join(words[start : start + size]), "")
            if medium and not _is_other_use(words, start, size):
                score = size + _firmness(words[start : start + size], medium) - 0.02 * start
                best = max(best, (score, medium), key=lambda entry: entry[0])
    return best


_FIRM = {
    "zoom",
    "teams",
    "skype",
    "webex",
    "phone",
    "telephone",
    "facetime",
    "person",
    "f2f",
    "telephonic",
    "video",
    "rang",
    "coffee",
    "face",
    "meet",
}


def _firmness(words: list[str], medium: str) -> float:
    if any(word in _FIRM for word in words):
        return 1.5
    if words in (["chat"], ["whatsapp"], ["call"], ["messages"], ["online"]):
        return -0.6
    return -0.5 if medium == "in_person" and len(words) == 1 else 0.0


def _is_other_use(words: list[str], start: int, size: int) -> bool:
    """True for *meet* as a verb, *call centre*, *to call*, *team's phone number*."""
    word, after = words[start], words[start + size] if start + size < len(words) else ""
    before = words[start - 1] if start else ""
    if size > 1:
        return False
    if word in {"meet", "chat", "call", "ring", "visit"} and before in {
        "to",
        "should",
        "ll",
        "could",
        "can",
        "d",
        "will",
        "i",
        "must",
        "and",
        "or",
    }:
        return True
    if word == "phone" and after in {"on", "number", "typed", "in", "too", "screen", "the"}:
        return True
    return (word, after) in {
        ("call", "centre"),
        ("call", "center"),
        ("phone", "number"),
        ("voice", "note"),
        ("meet", "the"),
        ("teams", "of"),
        ("on", "call"),
    } or (before, word) in {("on", "call"), ("her", "phone"), ("s", "phone"), ("his", "phone")}


_DURATION = re.compile(
    r"(?:(?P<h>\d{1,2}(?:[.,]5)?)\s?(?:h|hrs?|hours?|std)\b\.?(?:\s*(?:and\s*)?(?P<hm>\d{1,2})\s?(?:m|mins?|minutes)?\b)?|(?P<m>\d{1,3})\s?(?:min|mins|minutes|minute|′|’)(?!\w))",
    re.IGNORECASE,
)


def find_duration(text: str) -> int | None:
    """Length of the talk in minutes; None if the text does not say.

    >>> find_duration("1 h 12"), find_duration("40 min"), find_duration("50")
    (72, 40, 50)
    """
    if re.fullmatch(r"\s*\d{2,3}\s*", text):
        return int(text)
    match = _DURATION.search(text)
    if match is None:
        return None
    if match["m"]:
        return int(match["m"])
    return round(float(match["h"].replace(",", ".")) * 60) + int(match["hm"] or 0)


_SELF_FOUND = re.compile(
    r"^\W*(?:(?:the |a |my |our |through |via |on |by |from |cold|found (?:him|her|them) on )*(?:linked ?in|cold|myself|nobody|no one|none|nil|self|alumni|event|facebook|twitter|instagram|google|website|internet|meetup|slack|reddit|job|career|careers|conference|fair|newsletter|e-?mail|message|poster|advert|ad|walk|just|online|i |we |met (?:at|her|him)|his talk|her talk|mine|own|lift|the (?:cheese|sign)|-|–|—|n/a)\b)",
    re.IGNORECASE,
)


def is_self_found(text: str) -> bool:
    """True where the note-taker found the interviewee without anybody's help.

    >>> is_self_found("cold, LinkedIn"), is_self_found("Bheki Dlamini")
    (True, False)
    """
    return bool(_SELF_FOUND.match(text)) and not re.search(
        r"\b(?:introduced|connected|put us in touch|sent me|gave me)\b", text
    )


def referrer_in_label(value: str, links: tuple[str, ...] = ()) -> str:
    """Who led to the interviewee, from the value of a label such as *Introduced by*.

    >>> referrer_in_label("Prof. Somak Dasgupta, who forwarded my mail to her")
    'Somak Dasgupta'
    """
    if not value or is_self_found(value):
        return ""
    if links:
        return re.sub(
            r"^(?:dr|prof|professor|mrs?|ms|mx)\b\.? | (?:sir|ma['’]am|uncle|aunty)$",
            "",
            links[0],
            flags=re.IGNORECASE,
        )
    head = re.split(
        r"[,;(–—|.]|\s-\s|\bwho\b|\bfrom\b|\bof\b|\bat\b",
        re.sub(r"\b(Dr|Prof|Mr|Mrs|Ms|Mx|Eng|Assoc|St)\.", r"\1", value),
    )[0].strip()
    head = re.sub(
        r"^(?:by|via|through|thru|intro(?:duced)? (?:by|from)|referral(?: from| by)?|thanks to)\s+",
        "",
        head,
        flags=re.IGNORECASE,
    )
    surname = re.match(r"^([A-Z]\w+)(?: from [^()]+)? \(([A-Z]\w+)\)", value)
    if surname:
        return f"{surname.group(1)} {surname.group(2)}"
    inner = re.search(r"\(([^(),]+)", value)
    if (
        inner
        and len(find_names(inner.group(1))) == 1
        and find_names(inner.group(1))[0][0].count(" ")
        and fold(head).split()[-1:] == fold(inner.group(1)).split()[:1]
    ):
        return clean_name(inner.group(1))
    bracket = re.match(r"^(?:referral|intro|introduction|recommendation)\s*\(([^()]+)\)", value, re.IGNORECASE)
    if bracket:
        head = bracket.group(1)
    if is_name(head):
        return clean_name(head)
    names = find_names(value)
    if names:
        return names[0][0]
    plain = re.fullmatch(r"(?:[A-ZÀ-Ý][\w'’-]+ ?){1,4}", head) is not None and not looks_like_role(head)
    return clean_name(head) if plain else ""


_US = r"(?:us|me|him|her|them|it|my|this|that|you|both|everything)"
_NAME = "\x00"  # stands for a name in the patterns below
_GAP = r"[^.!?\x00]"
_STRONG = [  # the name is the subject, in past or present tense
    rf"{_NAME}{_GAP}{{0,60}}?\b(?:introduced?|connect(?:ed|s)?|linked|hooked|put|matched|paired)(?: the)? (?:{_US}|two)\b",
    rf"{_NAME}{_GAP}{{0,70}}?\b(?:made|did|arranged|set|fixed|organi[sz]ed|facilitated|marked)\b (?:up )?(?:the |this |that |a |an |me )?(?:connection|intro|introduction|meeting|call|it up|this up|this|it|up|everything|contact)\b",
    rf"{_NAME}{_GAP}{{0,50}}?\b(?:gave|passed|slipped|sent?|handed|forwarded|got|found|slid|shared|lent)\b (?:on )?(?:me|us|him|her|my|half|the number|the contact|his number|phone)\b(?! (?:a |the )?(?:book|cv|link|resume))",
    rf"{_NAME}{_GAP}{{0,50}}?\b(?:told|whispered|said|says|insisted|suggested|recommended|reckoned|thought|swore)\b{_GAP}{{0,45}}\b(?:talk to|speak to|meet|call|see|ring|i had to|i should|i must|you talk|talk|ask (?:him|her)|suited|would be|about me|you are|i was|i ask|my (?:full )?(?:history|story|name)|the person|come and|hear (?:him|her)|named)\b",
    rf"{_NAME}{_GAP}{{0,30}}?\b(?:pushed|dragged|sent|pulled|carried|brought|took|pointed|steered|shoved|caught|led) (?:me|us)\b",
    rf"{_NAME}{_GAP}{{0,45}}?\b(?:who )?(?:had |has )?(?:wrote|written|emailed|e-mailed|mailed|texted|whatsapped|messaged|rung|warned|warn|copied|asked|requested) (?:to )?(?:him|her|them|us)\b",
    rf"{_NAME}{_GAP}{{0,20}}?\b(?:told me to\W*$|(?:had )?named (?:him|her|them)\b)",
    rf"{_NAME}['’]s? {_GAP}{{0,25}}?\b(?:idea|doing|intro|introduction|suggestion|recommendation|tip)\b",
]
_CUED = [  # the name follows a preposition or a passive
    rf"\b(?:via|through|thru|introduced by|introduction (?:by|from)|intro (?:by|from|via)|referred by|connected (?:by|through|via)|courtesy of|on the say-so of|put in touch by|recommended by|suggested (?:to {_GAP}{{0,20}} )?by|came (?:over )?(?:from|via|through)|sent by|arranged by|(?:number|contact|name) (?:i have )?from|got (?:his|her|the|\w+) (?:number|name|contact|nb|#|details|e-?mail) (?:from|through|off)|found (?:him|her) through|original source|credit to|thanks to|owe (?:this|it|her|him) to|because)\b{_GAP}{{0,60}}?{_NAME}",
    rf"\bthank {_NAME} for (?:this|that|her|him)\b",
    rf"^\W*from {_NAME}\W*$",
    rf"\bwho (?:introduced?|passed|gave|sent|connected)\b{_GAP}{{0,30}}:{_GAP}{{0,20}}?{_NAME}",
    rf"\b(?:introduced? us|from (?:her|him) came the (?:number|contact)|took me to (?:him|her)|told me)\b{_GAP}{{0,25}}?{_NAME}",
    rf"\b(?:is|was) {_NAME}{_GAP}{{0,40}}?\b(?:set it up|who|that)\b",
    rf"\bit (?:was|is) {_NAME}\b",
    rf"{_NAME} (?:->|→) said",
    rf"{_NAME}{_GAP}{{0,60}}\bfrom (?:her|him) came\b",
]
_RELATED = [  # the interviewee is presented by their tie to somebody
    rf"{_NAME}['’]s? (?:upstairs |old |former |ex[- ]?|younger |older |best |big |little )?(?:neighbour|neighbor|roommate|flatmate|brother|sister|cousin|wife|husband|friend|classmate|batchmate|landlord|senior|colleague|boss|mate|partner|niece|nephew|uncle|aunt|mother|father|son|daughter|junior)\b",
    rf"\b(?:brother|sister|cousin|wife|husband|friend|neighbour|colleague|roommate|classmate) of {_NAME}",
    rf"{_NAME},? (?:\([^()]*\) )?(?:thought|knows|knew|used to|studied with|went to|worked with|shared a|was at|trained|taught|does (?:his|her) books)\b",
]
_NOT_YET = re.compile(
    r"\b(?:will|['’]ll|to introduce|can introduce|could|offered to|promised|going to|said (?:he|she)['’]?d|next|ask for|reach out|should write|write to|not)\b",
    re.IGNORECASE,
)


@cache
def _compiled() -> list[tuple[re.Pattern[str], bool]]:
    """Patterns of how a talk came about, firmest first, and whether one must look out for plans."""
    groups = [(_STRONG, True), (_CUED, False), (_RELATED, True)]
    return [(re.compile(pattern, re.IGNORECASE), plans) for patterns, plans in groups for pattern in patterns]


def find_referrer(text: str, interviewee: str, *, any_case: bool = False) -> str:
    """Who led to the interviewee, told in prose (*Sam introduced us*, *via Sam*); empty if nobody is named.

    >>> find_referrer("A former student of mine, Vivek, made the connection.", "Oksana Hrytsenko")
    'Vivek'
    """
    own = set(fold(interviewee).split())
    for sentence in _sentences(text):
        found = find_names(sentence, any_case=any_case)
        names = [
            name
            for name in _with_opening_word(sentence, found, any_case)
            if not own & set(fold(name[0]).split()) and not looks_like_role(name[0])
        ]
        for pattern, plans in _compiled():
            for name, start, end in reversed(names):  # the nearest name before the cue
                masked = sentence[:start] + _NAME + sentence[end:]
                match = pattern.search(masked)
                if match and _is_firm(match, plans, known=(name, start, end) in found, before=masked[:start]):
                    return _with_title(clean_name(name), sentence[:start])
    return ""


def _with_title(name: str, before: str) -> str:
    """A single name with the family or church title it goes by: *Uncle Festus*."""
    title = re.search(r"\b(Uncle|Aunt|Aunty|Auntie|Father|Pastor|Tita|Tito|Captain|Mama|Mzee)\s+$", before)
    return f"{title.group(1)} {name}" if title and " " not in name else name


def _is_firm(match: re.Match[str], plans: bool, *, known: bool, before: str) -> bool:
    """False for plans, for somebody's relative (*wife of X linked us*), for an unknown word far from its verb."""
    if plans and (_NOT_YET.search(match.group()) or before.rstrip().endswith((" of", "'s", "’s"))):
        return match.re.pattern.startswith((_NAME + "['’]s?", r"\b(?:brother"))
    return known or len(match.group()) < 34


def _with_opening_word(
    sentence: str, found: Sequence[tuple[str, int, int]], any_case: bool
) -> Sequence[tuple[str, int, int]]:
    """The names found, with the word that opens the sentence where it is written like a name no list has."""
    opening = re.match(r"\W*([^\W\d_][\w'’-]{2,})(?=\s+[a-z])", sentence)
    if opening is None or (found and found[0][1] <= opening.start(1)):
        return found
    word = opening.group(1)
    if (
        not (any_case or word[0].isupper())
        or not is_name(f"{word.capitalize()} Diallo")
        or word.endswith(("ing", "ed"))
    ):
        return found
    return [(word, opening.start(1), opening.end(1)), *found]


def _sentences(text: str) -> list[str]:
    text = re.sub(r"\b(Dr|Prof|Mr|Mrs|Ms|Mx|Eng|Assoc|St|[A-Z])\. ", r"\1  ", text)
    return re.findall(r"[^.!?]+[.!?]*", text)
