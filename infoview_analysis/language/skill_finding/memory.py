"""What the annotated notes taught: how often words were a skill there and how often they were none."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from infoview_analysis.language.skill_finding.candidates import Candidate, Scene
from infoview_analysis.language.vocabulary.surfaces import make_key

__all__ = ["count_seen", "make_memory_key"]


def make_memory_key(scene: Scene, candidate: Candidate) -> str:
    """Key of the words of a candidate; names of the vocabulary are kept apart from words as written."""
    forms = tuple(word.form for word in scene.words[candidate.start : candidate.stop])
    return ("" if candidate.source in {"new", "surface"} else "=") + make_key(forms)


def count_seen(scene: Scene, candidate: Candidate) -> tuple[int, int]:
    """Times the words were a skill, and times they were none."""
    skill, other = _load().get(make_memory_key(scene, candidate), (0, 0))
    return skill, other


@cache
def _load() -> Mapping[str, list[int]]:
    file = files(__package__).joinpath("seen.json")
    loaded: Mapping[str, list[int]] = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return loaded
