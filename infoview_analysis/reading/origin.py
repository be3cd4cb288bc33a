"""How a conversation came about and how it was held: medium, duration, who led to the interviewee."""

import re
from functools import cache

from infoview_analysis.reading.lexicon import fold, load_phrases
from infoview_analysis.reading.names import clean_name, find_names, is_name

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
    scored = [(score - 0.15 * number, medium) for number, text in enumerate(texts) for score, medium in [_best_medium(text)]]
    return max(scored, key=lambda entry: entry[0], default=(0.0, ""))[1]


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


_FIRM = {"zoom", "teams", "skype", "webex", "phone", "telephone", "facetime", "person", "f2f", "telephonic", "video", "rang", "coffee", "face", "meet"}


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
    if word in {"meet", "chat", "call", "ring", "visit"} and before in {"to", "should", "ll", "could", "can", "d", "will", "i", "must", "and", "or"}:
        return True
    if word == "phone" and after in {"on", "number", "typed", "in", "too", "screen", "the"}:
        return True
    return (word, after) in {("call", "centre"), ("call", "center"), ("phone", "number"), ("voice", "note"), ("meet", "the"), ("teams", "of"), ("on", "call")} or (before, word) in {("on", "call"), ("her", "phone"), ("s", "phone"), ("his", "phone")}


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
    r"^\W*(?:(?:the |a |my |our |through |via |on |by |from |cold|found (?:him|her|them) on )*(?:linked ?in|cold|myself|nobody|no one|none|self|alumni|event|facebook|twitter|instagram|google|website|internet|meetup|slack|reddit|job|career|careers|conference|fair|newsletter|e-?mail|message|poster|advert|ad|walk|just|online|i |we |met (?:at|her|him)|his talk|her talk|mine|own|lift|the (?:cheese|sign)|-|–|—|n/a)\b)",
    re.IGNORECASE,
)


def is_self_found(text: str) -> bool:
    """True where the note-taker found the interviewee without anybody's help.

    >>> is_self_found("cold, LinkedIn"), is_self_found("Bheki Dlamini")
    (True, False)
    """
    return bool(_SELF_FOUND.match(text)) and not re.search(r"\b(?:introduced|connected|put us in touch|sent me|gave me)\b", text)


def referrer_in_label(value: str, links: tuple[str, ...] = ()) -> str:
    """Who led to the interviewee, from the value of a label such as *Introduced by*.

    >>> referrer_in_label("Prof. Somak Dasgupta, who forwarded my mail to her")
    'Somak Dasgupta'
    """
    if not value or is_self_found(value):
        return ""
    if links:
        return re.sub(r"^(?:dr|prof|professor|mrs?|ms|mx)\b\.? ", "", links[0], flags=re.IGNORECASE)
    head = re.split(r"[,;(–—|.]|\s-\s|\bwho\b|\bfrom\b|\bof\b|\bat\b", re.sub(r"\b(Dr|Prof|Mr|Mrs|Ms|Mx|Eng|Assoc|St)\.", r"\1", value))[0].strip()
    head = re.sub(r"^(?:by|via|through|thru|intro(?:duced)? (?:by|from)|referral(?: from| by)?|thanks to)\s+", "", head, flags=re.IGNORECASE)
    bracket = re.match(r"^(?:referral|intro|introduction|recommendation)\s*\(([^()]+)\)", value, re.IGNORECASE)
    if bracket:
        head = bracket.group(1)
    if is_name(head):
        return clean_name(head)
    names = find_names(value)
    return names[0][0] if names else ""


_US = r"(?:us|me|him|her|them|it|my|this|that|you|everything)"
_NAME = "\x00"  # stands for a name in the patterns below
_INCOMING = [
    rf"{_NAME}[^.!?\x00]{{0,60}}?\b(?:introduced|connected|linked|hooked|put|matched|paired)\b(?: the)? (?:{_US}|both)\b",
    rf"{_NAME}[^.!?\x00]{{0,70}}?\b(?:made|did|arranged|set up|set|fixed|organised|organized)\b (?:the |this |that )?(?:connection|intro|introduction|meeting|call|it up|this up|it|up)\b",
    rf"{_NAME}[^.!?\x00]{{0,50}}?\b(?:gave|passed|slipped|sent|handed|forwarded|got|found|slid|shared)\b (?:me|us|him|her|my|half)\b(?! (?:a |the )?(?:book|cv|link|resume))",
    rf"{_NAME}[^.!?\x00]{{0,50}}?\b(?:told|whispered|said|says|insisted|suggested|recommended|reckoned|thought|swore)\b[^.!?\x00]{{0,40}}\b(?:talk to|speak to|meet|call|see|ring|i had to|i should|i must|you talk|talk|suited|would be)\b",
    rf"{_NAME}[^.!?\x00]{{0,30}}?\b(?:pushed|dragged|sent|pulled|carried|brought|took) (?:me|us)\b",
    rf"{_NAME}[^.!?\x00]{{0,25}}?\b(?:had )?(?:wrote|written|emailed|e-mailed|texted|whatsapped|messaged|rang|called) (?:to )?(?:him|her|them)\b[^.!?\x00]{{0,12}}(?:for me|first|about me|to say|and)",
    rf"\b(?:via|through|thru|thanks to|introduced by|introduction (?:by|from)|intro (?:by|from|via)|referred by|connected (?:by|through|via)|courtesy of|on the say-so of|put in touch by|recommended by|suggested by|came (?:over )?(?:from|via|through)|sent by|arranged by|number from|contact from|name from|got (?:his|her|the) (?:number|name|contact) from|got \w+ (?:number|name) through|found (?:him|her) through|contact (?:i have )?from|thank)\b[^.!?\x00]{{0,30}}{_NAME}",
    rf"{_NAME}['’]s? (?:idea|doing|intro|introduction|contact|suggestion|recommendation|tip|connection|neighbour|roommate|brother|sister|cousin|wife|husband|friend|old|former|classmate|batchmate|landlord|senior|colleague|boss|mate|upstairs)\b",
    rf"\b(?:is|was) {_NAME} (?:set it up|who|that)\b",
    rf"{_NAME} (?:->|→) said",
    rf"{_NAME},? (?:thought|knows|knew|used to|studied with|went to|worked with|shared a|was at|trained|taught)\b[^.!?\x00]{{0,40}}",
    rf"\b(?:owe|credit) (?:this (?:one )?|it |her |him )?to {_NAME}",
]
_NOT_YET = re.compile(r"\b(?:will|'ll|’ll|to introduce|can introduce|could|would|offered to|promised|going to|said (?:he|she)['’]?d|next|ask for|talk to|reach out)\b", re.IGNORECASE)


@cache
def _incoming() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in _INCOMING)


def find_referrer(text: str, interviewee: str, *, any_case: bool = False) -> str:
    """Who led to the interviewee, told in prose (*Sam introduced us*, *via Sam*); empty if nobody is named.

    >>> find_referrer("A former student of mine, Vivek, made the connection.", "Oksana Hrytsenko")
    'Vivek'
    """
    own = set(fold(interviewee).split())
    spans = [span for span in find_names(text, any_case=any_case) if not own & set(fold(span[0]).split())]
    for sentence_start, sentence in _sentences(text):
        inside = [(n, s - sentence_start, e - sentence_start) for n, s, e in spans if sentence_start <= s and e <= sentence_start + len(sentence)]
        if not inside:
            continue
        for number, pattern in enumerate(_incoming()):
            for name, start, end in inside:
                masked = sentence[:start] + _NAME + sentence[end:]
                match = pattern.search(masked)
                if match and (number >= 6 or not _NOT_YET.search(match.group())):
                    return clean_name(name)
    return ""


def _sentences(text: str) -> list[tuple[int, str]]:
    text = re.sub(r"\b(Dr|Prof|Mr|Mrs|Ms|Mx|Eng|Assoc|St)\. ", r"\1  ", text)
    return [(match.start(), match.group()) for match in re.finditer(r"[^.!?]+[.!?]*", text)]
