"""Skills: what an interview names of tools, methods, knowledge, languages, certificates and abilities."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import prod

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from infoview_analysis.language.context import Context, register_extensions
from infoview_analysis.language.encoder import Encoded, encode_alone, encoding_of, load_encoder
from infoview_analysis.language.skill_finding.candidates import Candidate, Scene, read_scene
from infoview_analysis.language.skill_finding.demand import is_life
from infoview_analysis.language.skill_finding.echoes import is_own, mark_brackets
from infoview_analysis.language.skill_finding.judge import Rated, rate_candidates, select_candidates
from infoview_analysis.language.skill_finding.rows import join_rows
from infoview_analysis.language.skill_finding.verdict import (
    STANCES,
    Mention,
    Opinion,
    describe_verdicts,
    find_mentions,
    find_shares,
    load_verdicts,
    temper_verdict,
)
from infoview_analysis.language.statements import Statement
from infoview_analysis.language.vocabulary import Vocabulary, load_vocabulary, make_skill_id
from infoview_analysis.language.vocabulary.surfaces import find_words, make_key
from infoview_analysis.reading.lexicon import fold
from infoview_analysis.records import Skill

__all__ = [
    "STANCES",
    "THRESHOLD",
    "FoundSkill",
    "SkillFinder",
    "combine_chances",
    "find_candidate",
    "find_skills",
    "make_skills",
    "read_skills",
    "settle_skills",
    "use_vocabulary",
    "vocabulary_of",
]

THRESHOLD = 0.44
"""Chance from which the interview as a whole names a skill."""
_FLOOR = 0.12
"""Chance from which a candidate is kept for the interview as a whole to decide on."""
_ASKED = tuple(STANCES.index(stance) for stance in ("declining", "needed", "optional", "mentioned"))
"""The stances that say what the work asks for, not what the note-taker has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSkill:
    """A skill found in a statement."""

    name: str
    skill_id: str
    category: str
    start: int
    """First character in the statement."""
    end: int
    first: int
    """First word of the scene."""
    stop: int
    """Word after the last."""
    score: float
    """Chance that it is a skill."""
    explain: str
    stance: str = "mentioned"
    stance_score: float = 0.0


@lru_cache(maxsize=1024)
def read_scene_once(text: str, context: Context, vocabulary: Vocabulary) -> Scene:
    """Scene of a statement, remembered while the components pass it on."""
    return read_scene(text, context, vocabulary)


def find_skills(
    text: str,
    context: Context,
    vocabulary: Vocabulary | None = None,
    encoded: Encoded | None = None,
    *,
    threshold: float = _FLOOR,
) -> tuple[FoundSkill, ...]:
    """Skills that a statement names, by place, each with the chance that it is one.

    Parameters
    ----------
    text : str
    context : Context
    vocabulary : Vocabulary, optional
        Known skills; the shipped ones by default.
    encoded : Encoded, optional
        The statement as the encoder reads it among its neighbours; by default it reads it alone.
    threshold : float
        Least chance.

    Examples
    --------
    >>> context = Context(topic="skills", section="Tools they use")
    >>> [(skill.name, skill.category) for skill in find_skills("SQL and Tableau every day", context, threshold=0.4)]
    [('SQL', 'tool'), ('Tableau', 'tool')]
    >>> find_skills("people who excel at this go to the top", Context(), threshold=0.4)
    ()
    """
    known = vocabulary or load_vocabulary()
    scene = read_scene_once(text, context, known)
    if not scene.words:
        return ()
    people = {
        fold(name) for name in (context.interviewee, context.referred_by, *context.names, *context.aliases) if name
    }
    rated = rate_candidates(scene, encoded or encode_alone(text, context), floor=threshold)
    named = [one for one in rated if not _is_person(one.candidate.name, people)]
    chosen = [one for one in select_candidates(named) if not is_life(scene, one.candidate)]
    return tuple(_found(scene, one) for one in chosen)


def _is_person(name: str, people: set[str]) -> bool:
    """True for a name, or part of a name, of somebody the note is about."""
    folded = fold(name)
    return any(folded == person or f" {folded} " in f" {person} " for person in people)


def _found(scene: Scene, rated: Rated) -> FoundSkill:
    candidate = rated.candidate
    entry = candidate.match.entry if candidate.match is not None else None
    known = f"vocabulary: {entry.name}" if entry is not None else "not in the vocabulary"
    return FoundSkill(
        name=candidate.name,
        skill_id=entry.skill_id
        if entry is not None and candidate.source != "surface"
        else make_skill_id(candidate.name),
        category=entry.category if entry is not None else "",
        start=scene.words[candidate.start].start,
        end=scene.words[candidate.stop - 1].end,
        first=candidate.start,
        stop=candidate.stop,
        score=rated.score,
        explain=f"skill {rated.score:.2f}: {known}; {', '.join(rated.reasons)}",
    )


class SkillFinder:
    """Component that writes ``doc._.skills`` and ``doc.spans["skills"]``."""

    def __init__(self, threshold: float, vocabulary: Vocabulary | None = None) -> None:
        self.threshold = threshold
        self.vocabulary = vocabulary
        register_extensions()
        register_skills()

    def __call__(self, doc: Doc) -> Doc:
        doc._.skills = find_skills(doc.text, doc._.context, self.vocabulary, encoding_of(doc))
        doc.spans["skills"] = [
            span for skill in doc._.skills if skill.score >= self.threshold for span in _spans(doc, skill)
        ]
        return doc


def _spans(doc: Doc, skill: FoundSkill) -> list[Span]:
    span = doc.char_span(
        skill.start, skill.end, label=skill.category or "skill", kb_id=skill.skill_id, alignment_mode="expand"
    )
    if span is None:
        return []
    span._.skill = skill.name
    span._.explain = skill.explain
    return [span]


def register_skills() -> None:
    """Make ``doc._.skills``, ``span._.skill``, ``span._.explain`` and ``span._.stance`` known to spaCy."""
    if not Doc.has_extension("skills"):
        Doc.set_extension("skills", default=())
    for name in ("skill", "explain", "stance"):
        if not Span.has_extension(name):
            Span.set_extension(name, default="")


@Language.factory(
    "infoview_skills",
    assigns=["doc._.skills", "doc.spans", "span._.skill", "span._.explain"],
    default_config={"threshold": THRESHOLD},
)
def make_skills(nlp: Language, name: str, threshold: float) -> SkillFinder:
    """Make the component from its config."""
    return SkillFinder(threshold)


def use_vocabulary(nlp: Language, vocabulary: Vocabulary) -> None:
    """Let a pipeline know the words of a vocabulary instead of the shipped ones."""
    for name in ("infoview_skills", "infoview_stance"):
        if name in nlp.pipe_names:
            nlp.get_pipe(name).vocabulary = vocabulary  # type: ignore[attr-defined]


def vocabulary_of(nlp: Language) -> Vocabulary | None:
    """The vocabulary that a pipeline was told to use; None for the shipped one."""
    finder = nlp.get_pipe("infoview_skills") if "infoview_skills" in nlp.pipe_names else None
    return finder.vocabulary if isinstance(finder, SkillFinder) else None


# --- the interview as a whole ---------------------------------------------------------------------------------------


def read_skills(
    docs: Sequence[Doc],
    statements: Sequence[Statement],
    *,
    threshold: float = THRESHOLD,
    vocabulary: Vocabulary | None = None,
) -> list[Skill]:
    """Skills of one interview from its annotated statements: each skill once, with what the whole says of it.

    Where that rests on the note-taker's own words, and the interviewee names the skill too, there is a second record
    of what they say: what one lacks must not hide who asks for it.

    Parameters
    ----------
    docs : sequence of Doc
        Statements that went through ``infoview_skills`` and ``infoview_stance``.
    statements : sequence of Statement
        The same statements.
    threshold : float
        Least chance, see :func:`combine_chances`.
    vocabulary : Vocabulary, optional
        Known skills; the shipped ones by default.
    """
    found = {id(statement): doc._.skills for doc, statement in zip(docs, statements, strict=True)}
    joined = join_rows(statements)
    alone = all(id(statement) in found for statement in joined)
    encoded = [doc._.encoded for doc in docs] if alone else load_encoder().read(joined)
    skills = [
        found[id(one)] if id(one) in found else find_skills(one.text, one.context, vocabulary, read)
        for one, read in zip(joined, encoded, strict=True)
    ]
    return settle_skills(skills, joined, encoded, threshold=threshold, vocabulary=vocabulary)


def settle_skills(
    found: Sequence[Sequence[FoundSkill]],
    statements: Sequence[Statement],
    encoded: Sequence[Encoded],
    *,
    threshold: float = THRESHOLD,
    vocabulary: Vocabulary | None = None,
) -> list[Skill]:
    """One record per skill of an interview, or two, see :func:`read_skills`, in note order.

    Parameters
    ----------
    found : sequence of sequences of FoundSkill
        Skills of each statement.
    statements : sequence of Statement
        All of the interview.
    encoded : sequence of Encoded
        The same statements.
    """
    groups: dict[str, list[tuple[FoundSkill, int]]] = defaultdict(list)
    for place, skills in enumerate(found):
        for skill in skills:
            groups[make_key(tuple(word.form for word in find_words(skill.name)))].append((skill, place))
    kept = [group for group in groups.values() if combine_chances([skill.score for skill, _ in group]) >= threshold]
    if not kept:
        return []
    known = vocabulary or load_vocabulary()
    scenes = [read_scene_once(one.text, one.context, known) for one in mark_brackets(statements)]
    settled = _settle(kept, statements, scenes, encoded)
    return sorted(settled, key=lambda skill: (skill.source.line, skill.source.end_line, skill.skill))


def combine_chances(chances: Sequence[float]) -> float:
    """Chance that words named several times are a skill: between the surest mention and any of them.

    >>> combine_chances([0.5]), combine_chances([0.5, 0.5])
    (0.5, 0.625)
    """
    return (max(chances) + 1 - prod(1 - chance for chance in chances)) / 2


def _settle(
    groups: Sequence[list[tuple[FoundSkill, int]]],
    statements: Sequence[Statement],
    scenes: Sequence[Scene],
    encoded: Sequence[Encoded],
) -> list[Skill]:
    """The record of each skill: its surest name, the stance of the interview, and the mention that says so most."""
    best = [max(group, key=lambda pair: pair[0].score)[0] for group in groups]
    sure = [
        [pair for pair in group if pair[0].score >= min(0.4, top.score)]
        for group, top in zip(groups, best, strict=True)
    ]
    opinions = [_form_opinions(top.name, group, scenes, encoded) for top, group in zip(best, sure, strict=True)]
    model = load_verdicts()
    figures = describe_verdicts(opinions, scenes)
    judged = model.shares(figures) if model else [max(one.shares.tolist() for one in some) for some in opinions]
    shares = [temper_verdict(np.asarray(row), some, scenes) for row, some in zip(judged, opinions, strict=True)]
    return [
        record
        for top, group, some, row in zip(best, sure, opinions, shares, strict=True)
        for record in _records(top, group, some, list(row), statements, scenes)
    ]


def _form_opinions(
    name: str, group: list[tuple[FoundSkill, int]], scenes: Sequence[Scene], encoded: Sequence[Encoded]
) -> list[Opinion]:
    named = {
        (place, skill.first, skill.stop): Mention(place, find_candidate(skill, scenes[place])) for skill, place in group
    }
    return [
        Opinion(one, find_shares(scenes[one.place], one.candidate, encoded[one.place], echo=one.echo))
        for one in find_mentions(name, named.values(), scenes)
    ]


def find_candidate(skill: FoundSkill, scene: Scene) -> Candidate:
    """The words of a skill in its scene."""
    match = next((match for match in scene.matches if (match.start, match.end) == (skill.start, skill.end)), None)
    return Candidate(skill.first, skill.stop, skill.name, "new", match)


def _records(
    best: FoundSkill,
    group: list[tuple[FoundSkill, int]],
    opinions: Sequence[Opinion],
    shares: Sequence[float],
    statements: Sequence[Statement],
    scenes: Sequence[Scene],
) -> Iterator[Skill]:
    """The record of a skill; and of what the interviewee says of it, where the note-taker's own words tell more."""
    record = _record(best, group, opinions, shares, statements)
    yield _record(best, group, _without_feelings(opinions, scenes), shares, statements)
    theirs = [one for one in opinions if not one.mention.echo and not is_own(scenes[one.mention.place])]
    if record.speaker == "note_taker" and theirs:
        # Whether I have it is no answer to whether they need it. It is never stronger than the stance of the whole.
        said = STANCES.index(record.stance)
        possible = _ASKED if said < min(_ASKED) else (said,)
        total = [sum(float(one.shares[number]) for one in theirs) for number in range(len(STANCES))]
        asked = [share * (number in possible) for number, share in enumerate(total)]
        yield _record(best, group, theirs, asked, statements)


def _without_feelings(opinions: Sequence[Opinion], scenes: Sequence[Scene]) -> Sequence[Opinion]:
    """Opinions without remarks on fit, where own words elsewhere tell of the same skill."""
    places = {one.mention.place for one in opinions if not one.mention.echo}
    felt = {place for place in places if scenes[place].context.topic == "reflection"}
    if not any(is_own(scenes[place]) for place in places - felt):
        return opinions
    return [one for one in opinions if one.mention.place not in felt]


def _record(
    best: FoundSkill,
    group: list[tuple[FoundSkill, int]],
    opinions: Sequence[Opinion],
    shares: Sequence[float],
    statements: Sequence[Statement],
) -> Skill:
    number = max(range(len(STANCES)), key=lambda index: shares[index])
    telling = max(opinions, key=lambda one: one.shares[number])
    skill, place = next((pair for pair in group if pair[1] == telling.mention.place), (None, telling.mention.place))
    if skill is None:  # an echo tells the stance, the mention in full is the better evidence of the skill
        skill, place = next(pair for pair in group if pair[0] is best)
    statement = statements[place]
    echo = f" ({statements[telling.mention.place].text[:60]!r})" if telling.mention.echo else ""
    explain = f"{skill.explain}; the interview: {STANCES[number]} {shares[number]:.2f}{echo}"
    return Skill(
        interview_id=statement.interview_id, source=statement.source, explain=explain, skill=best.name,
        skill_id=best.skill_id, category=best.category, text=statement.text[skill.start : skill.end],
        stance=STANCES[number], speaker=statement.context.speaker,
    )  # fmt: skip
