"""Which skills of the notes are those of the profile, whatever either calls them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

from infoview_analysis.corpus import Corpus
from infoview_analysis.language.vocabulary import Vocabulary, load_vocabulary, make_skill_id
from infoview_analysis.language.vocabulary.surfaces import Word, find_words
from infoview_analysis.reflection.frames import group_rows, list_rows
from infoview_analysis.reflection.profile import Profile, ProfileSkill
from infoview_analysis.reflection.skills.demand import fold_skill

__all__ = ["find_levels"]

_RARE = 2
"""A word in the names of at most so many skills of the vocabulary tells which is meant."""
_SHORTEST = 3
"""Letters of the shortest word that tells it."""


def find_levels(
    corpus: Corpus, profile: Profile | None, vocabulary: Vocabulary | None = None
) -> Mapping[str, ProfileSkill]:
    """Find what the profile says of the skills in the notes.

    Names are the same when they are spelt the same but for case, blanks and hyphens, or when the vocabulary has them
    under one skill. What is left on both sides is the same skill when one name is the other with its maker before it or
    a number behind it (*ETC Eos* and *Eos*), and neither fits anything else. Of two entries that fit, the higher level
    holds.

    Parameters
    ----------
    corpus
        The tables.
    profile
        The note-taker; None says nothing.
    vocabulary
        Known skills; None takes those that come with the package.

    Returns
    -------
    dict
        Entries of the profile by ``skill_id``.
    """
    known = vocabulary or load_vocabulary()
    called = _list_names(corpus)
    ours = {skill: _find_names(skill.name, known) for skill in (profile.skills if profile else ())}
    same = [(skill, name) for (skill, own), name in product(ours.items(), called) if own & called[name].keys()]
    found = dict(sorted(((name, skill) for skill, name in same), key=lambda pair: _by_level(pair[1])))
    matched = {skill for skill, _ in same}
    left = {name: names.values() for name, names in called.items() if name not in found}
    return found | _match_parts([skill for skill in ours if skill not in matched], left, known)


def _list_names(corpus: Corpus) -> dict[str, dict[str, str]]:
    """List what each skill is called in the notes, by ``skill_id``: names as written by names folded."""
    columns = ("skill_id", "text", "skill")
    return {
        skill: {fold_skill(row[column]): row[column] for row in rows for column in columns}
        for skill, rows in group_rows(list_rows(corpus.skills), "skill_id").items()
    }


def _by_level(skill: ProfileSkill) -> tuple[int, str]:
    return skill.level, skill.shown_by


def _find_names(name: str, vocabulary: Vocabulary) -> set[str]:
    """Find what a skill may be called, folded: *Microsoft Excel* is *Excel*."""
    return {fold_skill(one) for one in (name, make_skill_id(name), *_usual_names(name, vocabulary))}


def _usual_names(name: str, vocabulary: Vocabulary) -> list[str]:
    """Names under which the vocabulary has the whole of a name."""
    matches = [match for match in vocabulary.find(name) if match.end - match.start >= len(name.strip()) - 1]
    own = [match for match in matches if match.kind == "name"]
    return [match.entry.name for match in own or matches]


def _match_parts(
    skills: Iterable[ProfileSkill], called: Mapping[str, Iterable[str]], vocabulary: Vocabulary
) -> dict[str, ProfileSkill]:
    """Match what has a telling word in common, where each side fits one thing only."""
    pairs = [
        (skill, name)
        for skill, (name, names) in product(skills, called.items())
        if any(_is_part(skill.name, one, vocabulary) for one in names)
    ]
    ours, theirs = [skill for skill, _ in pairs], [name for _, name in pairs]
    return {name: skill for skill, name in pairs if ours.count(skill) == 1 and theirs.count(name) == 1}


def _is_part(one: str, other: str, vocabulary: Vocabulary) -> bool:
    """Tell whether one name is the other with its maker before it or a number behind it."""
    short, long = sorted((find_words(one), find_words(other)), key=len)
    places = [place for place in range(len(long) - len(short) + 1) if _have_same(long[place:], short)]
    if not places or all(_usual_names(name, vocabulary) for name in (one, other)):
        return False  # the vocabulary may know them for two skills
    makers, core, numbers = long[: places[0]], long[places[0] :][: len(short)], long[places[0] + len(short) :]
    counts = _count_words(vocabulary)
    return (
        any(_is_telling(word, counts, proper=bool(makers)) for word in core)
        and all((counts.last[word.form] <= 1 and _is_proper(word)) or word.text == "&" for word in makers)
        and all(word.form.isdigit() for word in numbers)
    )


def _have_same(words: Sequence[Word], short: Sequence[Word]) -> bool:
    return [word.form for word in words[: len(short)]] == [word.form for word in short]


def _is_telling(word: Word, counts: "_Counts", *, proper: bool) -> bool:
    few = len(word.form) >= _SHORTEST and counts.skills[word.form] <= _RARE and not word.form.isdigit()
    return few and (_is_proper(word) or not proper)


def _is_proper(word: Word) -> bool:
    return not word.text.islower()


class _Counts(NamedTuple):
    skills: Counter[str]
    """How many skills have a word in their names."""
    last: Counter[str]
    """Of how many a name of several words ends with it."""


@cache
def _count_words(vocabulary: Vocabulary) -> _Counts:
    counts = _Counts(Counter(), Counter())
    for entry in vocabulary.entries:
        names = [[word.form for word in find_words(name)] for name in (entry.name, *entry.aliases)]
        counts.skills.update({form for forms in names for form in forms})
        counts.last.update({forms[-1] for forms in names if len(forms) > 1})
    return counts
