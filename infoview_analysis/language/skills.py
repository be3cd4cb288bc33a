"""Skills: what an interview names of tools, methods, knowledge, languages, certificates and abilities."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import prod

from spacy.language import Language
from spacy.tokens import Doc, Span

from infoview_analysis.language.context import Context, register_extensions
from infoview_analysis.language.skill_finding.candidates import Scene, read_scene
from infoview_analysis.language.skill_finding.judge import Rated, rate_candidates, select_candidates
from infoview_analysis.language.skill_finding.rows import join_rows
from infoview_analysis.language.statements import Statement
from infoview_analysis.language.vocabulary import Vocabulary, load_vocabulary, make_skill_id
from infoview_analysis.language.vocabulary.surfaces import find_words, make_key
from infoview_analysis.reading.lexicon import fold
from infoview_analysis.records import Skill

__all__ = [
    "STANCES",
    "FoundSkill",
    "SkillFinder",
    "combine_chances",
    "find_skills",
    "make_skills",
    "read_skills",
    "settle_skills",
]

STANCES = ("gap", "strength", "declining", "needed", "optional", "mentioned")
"""From the strongest to the weakest."""
_FLOOR = 0.12
"""Chance from which a candidate is kept for the interview as a whole to decide on."""


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


@lru_cache(maxsize=256)
def read_scene_once(text: str, context: Context, vocabulary: Vocabulary) -> Scene:
    """Scene of a statement, remembered while the components pass it on."""
    return read_scene(text, context, vocabulary)


def find_skills(
    text: str, context: Context, vocabulary: Vocabulary | None = None, *, threshold: float = _FLOOR
) -> tuple[FoundSkill, ...]:
    """Skills that a statement names, by place, each with the chance that it is one.

    Parameters
    ----------
    text : str
    context : Context
    vocabulary : Vocabulary, optional
        Known skills; the shipped ones by default.
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
    rated = [one for one in rate_candidates(scene, floor=threshold) if not _is_person(one.candidate.name, people)]
    chosen = select_candidates(rated)
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
        doc._.skills = find_skills(doc.text, doc._.context, self.vocabulary)
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
    default_config={"threshold": 0.44},
)
def make_skills(nlp: Language, name: str, threshold: float) -> SkillFinder:
    """Make the component from its config."""
    return SkillFinder(threshold)


# --- the interview as a whole ---------------------------------------------------------------------------------------


def read_skills(docs: Sequence[Doc], statements: Sequence[Statement], *, threshold: float = 0.44) -> list[Skill]:
    """Skills of one interview from its annotated statements: each skill once, with its strongest stance.

    Parameters
    ----------
    docs : sequence of Doc
        Statements that went through ``infoview_skills`` and ``infoview_stance``.
    statements : sequence of Statement
        The same statements.
    threshold : float
        Least chance, see :func:`combine_chances`.
    """
    from infoview_analysis.language.stance import find_stance

    found = {id(statement): doc._.skills for doc, statement in zip(docs, statements, strict=True)}
    mentions = []
    for statement in join_rows(statements):
        skills = found.get(id(statement))
        if skills is None:
            text, context = statement.text, statement.context
            skills = tuple(find_stance(text, context, skill) for skill in find_skills(text, context))
        mentions += [(skill, statement) for skill in skills]
    return settle_skills(mentions, threshold=threshold)


def settle_skills(mentions: Iterable[tuple[FoundSkill, Statement]], *, threshold: float = 0.44) -> list[Skill]:
    """One record per skill of an interview, in note order."""
    groups: dict[str, list[tuple[FoundSkill, Statement]]] = defaultdict(list)
    for skill, statement in mentions:
        groups[make_key(tuple(word.form for word in find_words(skill.name)))].append((skill, statement))
    settled = [
        _settle(group) for group in groups.values() if combine_chances([skill.score for skill, _ in group]) >= threshold
    ]
    return sorted(settled, key=lambda skill: (skill.source.line, skill.source.end_line, skill.skill))


def combine_chances(chances: Sequence[float]) -> float:
    """Chance that words named several times are a skill: between the surest mention and any of them.

    >>> combine_chances([0.5]), combine_chances([0.5, 0.5])
    (0.5, 0.625)
    """
    return (max(chances) + 1 - prod(1 - chance for chance in chances)) / 2


def _settle(group: list[tuple[FoundSkill, Statement]]) -> Skill:
    """The record of a skill: its surest name, and the mention with the strongest stance."""
    best = max(group, key=lambda pair: pair[0].score)[0]
    sure = [pair for pair in group if pair[0].score >= min(0.4, best.score)]
    skill, statement = min(sure, key=lambda pair: (STANCES.index(pair[0].stance), -pair[0].stance_score))
    skill = replace(skill, name=best.name, skill_id=best.skill_id, category=best.category)
    return Skill(
        interview_id=statement.interview_id, source=statement.source, explain=skill.explain, skill=skill.name,
        skill_id=skill.skill_id, category=skill.category, text=statement.text[skill.start : skill.end],
        stance=skill.stance, speaker=statement.context.speaker,
    )  # fmt: skip
