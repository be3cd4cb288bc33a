"""What plain words say of the demand for a skill: that nobody wants it, that they teach it, that it is past."""

import re
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from infoview_analysis.language.cues import level_case, load_pattern, load_phrases, plain_text
from infoview_analysis.language.skill_finding.candidates import Candidate, Scene
from infoview_analysis.language.skill_finding.echoes import is_own
from infoview_analysis.word_lists import join_phrases

__all__ = ["find_plain_stance", "is_life", "make_sure", "temper_shares"]

Array = NDArray[np.float64]

_OVERRULES = {"declining": ("needed", "optional", "mentioned"), "mentioned": ("needed",)}
"""By the stance that plain words tell, those that give way to it."""
_SURE = 0.9
"""Chance of the stance that plain words tell."""
_FEW, _LISTED = 3, 7
"""Words that may stand between a phrase and its skill, without and with other skills of a list."""
_ABROAD = re.compile(r" in (?!R\b|SQL\b)[A-Z]\w+.*\b(?:then|before|afterwards|since|gave up|degree|PhD|years?)\b")
"""A subject that opens a sentence and was taken up somewhere: the beginning of a life."""
_END = re.compile(r"[.;!?()—–]|\bbut\b|\bwhile\b")
_WORD = re.compile(r"[\w'+#./&-]+")


def temper_shares(shares: Array, scene: Scene, candidate: Candidate, stances: Sequence[str]) -> Array:
    """Let plain words overrule that a skill is needed; what is said of somebody's own skill stands.

    Parameters
    ----------
    shares : array, shape (stances,)
        Chance of each stance.
    scene : Scene
    candidate : Candidate
    stances : sequence of str
    """
    told, judged = find_plain_stance(scene, candidate), stances[int(shares.argmax())]
    if judged not in _OVERRULES.get(told, ()):
        return shares
    return make_sure(told, stances)


def make_sure(told: str, stances: Sequence[str]) -> Array:
    """Chance of each stance where plain words tell one of them.

    Examples
    --------
    >>> make_sure("gap", ("gap", "strength", "needed")).round(2).tolist()
    [0.9, 0.05, 0.05]
    """
    rest = (1 - _SURE) / (len(stances) - 1)
    return np.array([_SURE if stance == told else rest for stance in stances])


def find_plain_stance(scene: Scene, candidate: Candidate) -> str:
    """The stance that plain words give a skill, empty where there are none.

    Examples
    --------
    >>> from infoview_analysis.language.context import Context
    >>> from infoview_analysis.language.skill_finding.candidates import read_scene
    >>> from infoview_analysis.language.vocabulary import Vocabulary
    >>> scene = read_scene("sick of hearing about Flash", Context(), Vocabulary([]))
    >>> find_plain_stance(scene, Candidate(4, 5, "Flash", "new"))
    'declining'
    """
    before, after = _around(scene, candidate)
    return next((stance for stance in ("declining", "mentioned") if _speaks(stance, before, after)), "")


def is_life(scene: Scene, candidate: Candidate) -> bool:
    """True for what an interviewee studied or did before, or their family does, unless it is said to be of use.

    Examples
    --------
    >>> from infoview_analysis.language.context import Context
    >>> from infoview_analysis.language.skill_finding.candidates import read_scene
    >>> from infoview_analysis.language.vocabulary import Vocabulary
    >>> biology = Candidate(2, 3, "biology", "new")
    >>> texts = ("She studied biology, then taught", "She studied biology, which helps")
    >>> [is_life(read_scene(text, Context(), Vocabulary([])), biology) for text in texts]
    [True, False]
    """
    if is_own(scene) or load_pattern("demand", "useful").search(scene.text):
        return False
    return _is_past_subject(scene, candidate) or _speaks("life", *_around(scene, candidate))


def _is_past_subject(scene: Scene, candidate: Candidate) -> bool:
    """True for a subject in the story of how somebody got here: *Biology in Ankara, then the registry*."""
    if candidate.match is None or candidate.match.entry.category != "knowledge":
        return False
    start, end = scene.place(candidate)
    opens = start == 0 and _ABROAD.match(scene.text[end:]) is not None
    return scene.context.topic == "background" or opens


def _around(scene: Scene, candidate: Candidate) -> tuple[str, str]:
    """The words before and behind a skill in its clause."""
    start, end = scene.place(candidate)
    before, after = _END.split(scene.text[:start])[-1], _END.split(scene.text[end:])[0]
    return plain_text(before), level_case(after)


def _speaks(group: str, before: str, after: str) -> bool:
    return any(_fits(left, right, before, after) for left, right in _patterns(group))


def _fits(left: re.Pattern[str] | None, right: re.Pattern[str] | None, before: str, after: str) -> bool:
    """Tell whether a phrase stands around a skill, near enough on either side."""
    ends = [match.end() for match in left.finditer(before)] if left else [len(before)]
    starts = [match.start() for match in right.finditer(after)] if right else [0]
    closed = not after.strip() or re.match(r"\s*(?:,|and\b|or\b|/)", after) is not None
    near = any(_is_near(before[end:], listed=closed) for end in ends)
    return near and any(_is_near(after[:start], listed=True) for start in starts)


def _is_near(gap: str, *, listed: bool) -> bool:
    """Tell whether what stands between says nothing of its own: an article, an adjective, other skills of a list."""
    words = _WORD.findall(gap)
    if any(word in load_phrases("demand")["turns"] or word.endswith("n't") for word in words):
        return False
    if re.search(r",|/|\band\b|\bor\b", gap):
        return listed and len(words) <= _LISTED
    return len(words) <= _FEW


@cache
def _patterns(group: str) -> list[tuple[re.Pattern[str] | None, re.Pattern[str] | None]]:
    """What stands before and behind the skill: one pattern of all phrases on one side, one for each on both sides."""
    phrases = [tuple(part.strip() for part in phrase.split("X")) for phrase in load_phrases("demand")[group]]
    before = [left for left, right in phrases if not right]
    after = [right for left, right in phrases if not left]
    both = [(_compile([left]), _compile([right])) for left, right in phrases if left and right]
    return [*([(_compile(before), None)] if before else []), *([(None, _compile(after))] if after else []), *both]


def _compile(phrases: list[str]) -> re.Pattern[str]:
    # "I'd drop" ends in a phrase that starts with an apostrophe. "Not tired of" and "you pick it up or you get sued"
    # say the contrary.
    return re.compile(rf"(?<!not )(?<!n't )(?<!never )(?:(?<!\w)|(?=')){join_phrases(phrases)}(?!\w|\s+(?:or|if)\b)")
