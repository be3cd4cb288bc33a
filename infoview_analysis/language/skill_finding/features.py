"""What speaks for and against a candidate: named features of its words, its form and where it stands."""

import re
from collections import Counter
from functools import cache
from math import log

from infoview_analysis.language.skill_finding.candidates import Candidate, Scene
from infoview_analysis.language.vocabulary import Entry, load_vocabulary
from infoview_analysis.language.vocabulary.surfaces import find_words, stem_word

__all__ = ["describe_candidate", "describe_memory", "describe_scene", "name_words"]


def describe_scene(scene: Scene) -> list[str]:
    """Features that all candidates of a statement share.

    Examples
    --------
    >>> from infoview_analysis.language.context import Context
    >>> scene = Scene("SQL", Context(topic="skills", section="Tools"), [], [])
    >>> describe_scene(scene)[:3]
    ['topic=skills', 'speaker=interviewee', 'topic=skills|interviewee']
    """
    context = scene.context
    features = [
        f"topic={context.topic}",
        f"speaker={context.speaker}",
        f"topic={context.topic}|{context.speaker}",
        f"kind={context.kind}",
        f"task={context.task is not None}",
        f"segments={min(6, 1 + max(scene.segments, default=0))}",
        f"length={_bucket(len(scene.words))}",
    ]
    for label, text in (("section", context.section), ("lead", context.lead), ("question", context.question)):
        features += [f"{label}:{word.form}" for word in find_words(text)[:12]]
    features += [f"opens:{word.form}" for word in scene.words[:2]]
    return list(dict.fromkeys(features))


def describe_candidate(scene: Scene, candidate: Candidate) -> list[str]:
    """Features of a candidate of its own, beside those of :func:`describe_scene`."""
    source, context = candidate.source, scene.context
    features = [f"source={source}", f"{source}&topic={context.topic}", f"{source}&speaker={context.speaker}"]
    features += [f"{source}&topic={context.topic}|{context.speaker}", f"{source}&kind={context.kind}"]
    form = [*_place(scene, candidate), *_shape(scene, candidate)]
    features += form
    features += [f"{'new' if source == 'new' else 'known'}&{feature}" for feature in form]
    features += _words(scene, candidate)
    features += _surroundings(scene, candidate)
    features += _overlaps(scene, candidate)
    if candidate.match is not None:
        features += _entry(scene, candidate, candidate.match.entry)
    return list(dict.fromkeys(features))


def _bucket(number: int) -> int:
    return next((limit for limit in (1, 2, 3, 4, 6, 9, 14, 20, 30) if number <= limit), 99)


def _place(scene: Scene, candidate: Candidate) -> list[str]:
    first, after = scene.bounds(scene.segments[candidate.start])
    starts, stops = candidate.start == first, candidate.stop == after
    position = ("whole" if stops else "head") if starts else ("tail" if stops else "inside")
    listed = "list" if max(scene.segments) >= 2 and len(scene.words) / (1 + max(scene.segments)) <= 3.5 else "prose"
    number = min(3, scene.segments[candidate.start])
    return [
        f"position={position}",
        f"position={position}|{listed}",
        f"position={position}|{scene.context.topic}",
        f"segment={number}",
        f"position={position}|{number}",
        f"size={_bucket(after - first)}|{position}",
        f"position={position}|{scene.context.kind}",
    ]


def _shape(scene: Scene, candidate: Candidate) -> list[str]:
    words = scene.words[candidate.start : candidate.stop]
    shape = "".join(dict.fromkeys(_letters(word.text) for word in words))
    opening = candidate.start == 0 or scene.segments[candidate.start] != scene.segments[candidate.start - 1]
    size = len(words)
    return [
        f"words={size}",
        f"shape={shape}",
        f"shape={shape}|{opening}",
        f"shape={shape}|{size}",
        f"lower={scene.lower}|{shape}",
        f"digits={any(c.isdigit() for word in words for c in word.text)}",
    ]


def _letters(word: str) -> str:
    if word.isdigit():
        return "9"
    if word.islower():
        return "x"
    if len(word) > 1 and word.isupper():
        return "X"
    return "Xx" if word[:1].isupper() and word[1:].islower() else "mX"


def _words(scene: Scene, candidate: Candidate) -> list[str]:
    words = scene.words[candidate.start : candidate.stop]
    forms = [word.form for word in words]
    first, last = forms[0], forms[-1]
    features = [f"w:{form}" for form in forms]
    features += [f"first:{first}", f"last:{last}", f"is:{' '.join(map(stem_word, forms))}"]
    features += [f"ending:{last[-3:]}", f"start-ending:{first[-3:]}", f"ending:{last[-2:]}|{len(forms)}"]
    names = name_words()
    features.append(f"last-known={_known(names['last'], last)}|{len(forms) > 1}")
    features.append(f"first-known={_known(names['first'], first)}|{len(forms) > 1}")
    features.append(f"all-known={min(_known(names['any'], form) for form in forms)}|{len(forms)}")
    if len(forms) > 1:
        features.append(f"ends-known={_known(names['first'], first)}|{_known(names['last'], last)}")
    return features


@cache
def name_words() -> dict[str, Counter[str]]:
    """How often words open, close and stand in names of the shipped vocabulary."""
    counts: dict[str, Counter[str]] = {"first": Counter(), "last": Counter(), "any": Counter()}
    for entry in load_vocabulary().entries:
        for name in (entry.name, *entry.aliases):
            forms = [word.form for word in find_words(name)]
            if forms:
                counts["first"][forms[0]] += 1
                counts["last"][forms[-1]] += 1
                counts["any"].update(set(forms))
    return counts


def _known(counts: Counter[str], form: str) -> int:
    """0 for a word in no name up to 5 for one in a hundred names."""
    return min(5, int(log(1 + counts[form])))


def _surroundings(scene: Scene, candidate: Candidate) -> list[str]:
    words, segments = scene.words, scene.segments
    features = []
    around: dict[int, str] = {}
    for offset in (-3, -2, -1, 0, 1, 2):
        index = candidate.start + offset if offset < 0 else candidate.stop + offset
        around[offset] = words[index].form if 0 <= index < len(words) else "<end>"
    same = candidate.start > 0 and segments[candidate.start - 1] == segments[candidate.start]
    follows = candidate.stop < len(words) and segments[candidate.stop] == segments[candidate.stop - 1]
    before, after = _gap(scene, candidate.start, before=True), _gap(scene, candidate.stop, before=False)
    features += [f"before:{around[-1]}|{same}", f"after:{around[0]}|{follows}", f"before2:{around[-2]} {around[-1]}"]
    features += [
        f"after2:{around[0]} {around[1]}",
        f"mark-before={before}",
        f"mark-after={after}",
        f"marks={before}{after}",
    ]
    features += [f"near-before:{around[offset]}" for offset in (-3, -2, -1)]
    features += [f"near-after:{around[offset]}" for offset in (0, 1, 2)]
    shape = _letters(words[candidate.start].text)
    features += [
        f"before:{around[-1]}|{shape}",
        f"before:{around[-1]}|{'new' if candidate.source == 'new' else 'known'}",
    ]
    return features


def _gap(scene: Scene, index: int, *, before: bool) -> str:
    """The mark between a word and its neighbour."""
    words = scene.words
    start = words[index - 1].end if index > 0 else 0
    end = words[index].start if index < len(words) else len(scene.text)
    mark = re.sub(r"[\s\w]", "", scene.text[start:end])
    return (mark[-1:] if before else mark[:1]) or ("^" if index in {0, len(words)} else "_")


def describe_memory(skill: int, other: int, *, new: bool) -> list[str]:
    """How often annotated notes had these words as a skill and as none.

    >>> describe_memory(0, 4, new=True), describe_memory(3, 1, new=False)
    (['seen=never'], ['seen=3|1', 'share=3', 'share=3|False'])
    """
    if not skill:
        return ["seen=never"]
    share = int(4 * skill / (skill + other))
    return [f"seen={min(3, skill)}|{min(3, other)}", f"share={share}", f"share={share}|{new}"]


def _overlaps(scene: Scene, candidate: Candidate) -> list[str]:
    start, end = scene.words[candidate.start].start, scene.words[candidate.stop - 1].end
    features = set()
    for match in scene.matches:
        if match.start <= start and end <= match.end and (match.start, match.end) != (start, end):
            features.add("inside a name" + ("" if match.kind != "loose" else " loosely"))
        elif start <= match.start and match.end <= end and (match.start, match.end) != (start, end):
            features.add("around a name" + (" at its end" if match.end == end else ""))
        elif match.start < end and start < match.end and (match.start, match.end) != (start, end):
            features.add("across a name")
    return [*sorted(features), f"clear={not features}|{candidate.source}"]


def _entry(scene: Scene, candidate: Candidate, entry: Entry) -> list[str]:
    match = candidate.match
    assert match is not None
    single = candidate.stop - candidate.start == 1
    rule = f"rule={entry.match}|{single}|{match.case}|{scene.lower}"
    return [
        rule,
        f"{rule}|{scene.context.topic in {'skills', 'education', 'typical_day', 'reflection'}}",
        f"rule={entry.match}|{candidate.source}",
        f"category={entry.category}",
        f"category={entry.category}|{candidate.source}",
        f"category={entry.category}|{single}|{match.case}",
        f"field={entry.field}",
        f"entry:{entry.name}",
        f"relation={_relation(candidate, entry)}|{candidate.source}",
        f"broad={min(4, _children().get(entry.name.casefold(), 0))}|{single}",
        f"category={entry.category}|{scene.context.topic}",
        f"aliases={_bucket(len(entry.aliases))}|{candidate.source}|{match.kind}",
    ]


@cache
def _children() -> Counter[str]:
    return Counter(entry.broader.casefold() for entry in load_vocabulary().entries if entry.broader)


def _relation(candidate: Candidate, entry: Entry) -> str:
    """How the words written relate to the name of the entry."""
    assert candidate.match is not None
    written = [stem_word(word.form) for word in find_words(candidate.match.surface)]
    name = [stem_word(word.form) for word in find_words(entry.name)]
    if written == name:
        return "same"
    if "".join(written) == "".join(name):
        return "joined"
    if len(written) == 1 and written[0] == "".join(word[0] for word in name):
        return "initials"
    if set(written) < set(name):
        return "shorter" + ("-end" if written[-1] == name[-1] else "-start" if written[0] == name[0] else "")
    if set(name) < set(written):
        return "longer"
    if candidate.match.surface.isupper():
        return "capitals"
    return f"shares{len(set(written) & set(name))}"
