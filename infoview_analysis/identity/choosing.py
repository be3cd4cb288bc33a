"""Inside one note: which full name a first name, initials, an alias or careless words stand for."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import permutations

from infoview_analysis.identity.decisions import Decisions
from infoview_analysis.identity.names import Name
from infoview_analysis.identity.short_forms import Likeness, NameIndex, keep_surest
from infoview_analysis.identity.sightings import Sighting

__all__ = ["choose_names"]


def choose_names(note: Sequence[Sighting], decisions: Decisions) -> Mapping[str, Name]:
    """Choose, for every form of a name in a note, the fullest form of the person meant.

    Parameters
    ----------
    note
        Sightings of one note, in order.
    decisions
        Whom the user keeps apart.

    Returns
    -------
    mapping of str to Name
        By folded name; what stands for nobody else stands for itself.
    """
    forms = _Forms(note, decisions)
    chosen = {key: forms.choose(key) for key in forms.by_key}
    # A name may lead to one that leads on: a task's words to those of a referral, these to a fuller name.
    return {key: chosen[chosen[name.key].key] for key, name in chosen.items()}


class _Forms:
    """The forms of names in a note, and what is known of each."""

    def __init__(self, note: Sequence[Sighting], decisions: Decisions) -> None:
        self.by_key = {form.key: form for seen in reversed(note) for form in (seen.name, *seen.aliases)}
        self._owners = {key: name for seen in reversed(note) for key, name in _find_owned(seen)}
        asked = [seen.name.key for seen in note if seen.part == "interviewee"]
        self._interviewees = {self._owners[key].key for key in asked}
        # A task names people carelessly ("ring Ann Lee"); everything else names them with care.
        self._careful = {seen.name.key for seen in note if seen.part != "follow_up"} | self._owners.keys()
        self._strangers: dict[str, set[str]] = defaultdict(set)
        for seen in note:
            self._strangers[seen.name.key].add(seen.other.key)
            self._strangers[seen.other.key].add(seen.name.key)
        self._keep_apart(note[0].source.note, decisions)

    def _keep_apart(self, note: str, decisions: Decisions) -> None:
        for entry in decisions.different:
            keys = [reference.name.key for reference in entry if reference.note in ("", note)]
            for one, another in permutations(keys, 2):
                self._strangers[one].add(another)

    @cached_property
    def _index(self) -> NameIndex[str]:
        index = NameIndex[str]()
        for name in self.by_key.values():
            if name.is_long:
                index.add(name, name.key)
        return index

    def choose(self, key: str) -> Name:
        """Choose the fullest form for one."""
        start = self._owners.get(key) or self._find_twin(key)
        apart = self._strangers[key] | self._strangers[start.key]
        others = self._find_others(key, start).items()
        found = keep_surest({other: surely for other, surely in others if other not in apart})
        # A name is a first name more often than a surname.
        first = {other for other in found if self.by_key[other].words[0] == start.words[0]}
        return self.by_key[self._pick(first or found) or start.key]

    def _find_twin(self, key: str) -> Name:
        """Find the form that says the same: in another order, or with *Uncle* before it."""
        own = self.by_key[key]
        twin = self._twins[own.telling]
        return own if twin.key in self._strangers[key] else twin

    @cached_property
    def _twins(self) -> Mapping[Set[str], Name]:
        by_care = sorted(self.by_key.values(), key=lambda form: (form.key in self._careful, len(form.words)))
        return {form.telling: form for form in by_care}

    def _find_others(self, key: str, start: Name) -> Mapping[str, Likeness]:
        """Find the full names that a form may stand for, each with how surely."""
        found = self._index.find(start)
        careful = {other: surely for other, surely in found.items() if other in self._careful}
        if start.is_full and key not in self._careful:
            full = (self.by_key[other] for other in self._careful)
            held = {name.key: Likeness.PART for name in full if name.is_full and name.tokens < start.tokens}
            return held or careful
        return careful if careful or start.is_full else found

    def _pick(self, found: set[str]) -> str | None:
        """Pick the one name that holds all others, or the only interviewee's."""
        words = {key: self.by_key[key].tokens for key in found}
        whole = [key for key in found if all(other <= words[key] for other in words.values())]
        asked = found & self._interviewees
        if whole:
            return min(whole)
        return min(asked) if len(asked) == 1 else None


def _find_owned(seen: Sighting) -> Iterator[tuple[str, Name]]:
    """Yield every form of an interviewee's name with the fullest of them."""
    if seen.part != "interviewee":
        return
    full = [alias for alias in seen.aliases if alias.is_full]
    longest = max(full, key=lambda name: (len(name.words), name.key), default=seen.name)
    best = seen.name if seen.name.is_full else longest
    for form in (seen.name, *seen.aliases):
        yield form.key, best
