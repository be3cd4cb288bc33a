"""Stance: what a statement says of a skill – needed, optional, declining, gap, strength or mentioned."""

from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from infoview_analysis.language.context import Context, register_extensions
from infoview_analysis.language.cues import find_cues
from infoview_analysis.language.encoder import Encoded, encode_alone, encoding_of
from infoview_analysis.language.skill_finding.verdict import STANCES, find_shares
from infoview_analysis.language.skills import FoundSkill, find_candidate, read_scene_once, register_skills
from infoview_analysis.language.vocabulary import Vocabulary, load_vocabulary

__all__ = ["StanceFinder", "find_stance", "make_stance"]


def find_stance(
    text: str,
    context: Context,
    skill: FoundSkill,
    vocabulary: Vocabulary | None = None,
    encoded: Encoded | None = None,
) -> FoundSkill:
    """The same skill with what the statement says of it.

    Examples
    --------
    >>> from infoview_analysis.language.skills import find_skills
    >>> context = Context(topic="reflection", speaker="note_taker", section="My gaps")
    >>> text = "I need to learn SQL"
    >>> [find_stance(text, context, skill).stance for skill in find_skills(text, context, threshold=0.4)]
    ['gap']
    """
    scene = read_scene_once(text, context, vocabulary or load_vocabulary())
    found = find_shares(scene, find_candidate(skill, scene), encoded or encode_alone(text, context))
    shares = dict(zip(STANCES, found.tolist(), strict=True))
    stance = max(STANCES, key=lambda label: shares[label])
    cues = [cue for cues in find_cues(text, "stance").values() for cue in cues][:4]
    because = f"; {stance} {shares[stance]:.2f}" + (f": {', '.join(cues)}" if cues else "")
    return replace(skill, stance=stance, stance_score=round(shares[stance], 4), explain=skill.explain + because)


class StanceFinder:
    """Component that adds the stance to ``doc._.skills`` and to the spans of ``doc.spans["skills"]``."""

    def __init__(self, vocabulary: Vocabulary | None = None) -> None:
        self.vocabulary = vocabulary
        register_extensions()
        register_skills()

    def __call__(self, doc: Doc) -> Doc:
        doc._.skills = tuple(
            find_stance(doc.text, doc._.context, skill, self.vocabulary, encoding_of(doc)) for skill in doc._.skills
        )
        stances = {skill.start: skill.stance for skill in doc._.skills}
        for span in doc.spans.get("skills", []):
            span._.stance = stances.get(span.start_char, "mentioned")
        return doc


@Language.factory("infoview_stance", requires=["doc._.skills"], assigns=["doc._.skills", "span._.stance"])
def make_stance(nlp: Language, name: str) -> StanceFinder:
    """Make the component."""
    return StanceFinder()
