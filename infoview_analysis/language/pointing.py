"""Features that tell a person the interviewee points to from one merely named."""

from collections.abc import Iterator, Sequence

from infoview_analysis.language.cues import find_cues
from infoview_analysis.language.features import words_of
from infoview_analysis.language.people import Circle, NamedPerson, Place
from infoview_analysis.language.statements import Statement
from infoview_analysis.reading.introductions import find_introductions
from infoview_analysis.reading.lexicon import fold
from infoview_analysis.reading.names import is_known_name
from infoview_analysis.reading.organizations import has_organization_word, is_place

__all__ = ["circle_features", "mention_features", "own_features", "person_features"]


def person_features(person: NamedPerson, statements: Sequence[Statement], circle: Circle) -> set[str]:
    """Features of a person, whatever is said of them: those of the interview, and those of all notes."""
    first = statements[0]
    own = own_features(person, statements)
    return own.union(circle_features(person.name, first.source.note, first.context.date, circle))


def own_features(person: NamedPerson, statements: Sequence[Statement]) -> set[str]:
    """Features of a person that their interview tells by itself."""
    words = person.name.split()
    own = statements[0].context
    features = {f"words={min(3, len(words))}", f"places={min(4, len(person.places))}"}
    if person.linked:
        features.add("linked")
    if own.referred_by and (set(fold(person.name).split()) & set(fold(own.referred_by).split())):
        features.add("led here")
    if any(is_place(word) for word in words) or has_organization_word(person.name):
        features.add("place or organisation")
    if not any(is_known_name(word) for word in words):
        features.add("unknown name")
    return features


def circle_features(name: str, note: str, date: str, circle: Circle) -> Iterator[str]:
    """Features of a name in a note of that date that only all notes together tell."""
    parts = fold(name).split()
    first = "".join(parts[:1])
    for other in circle.by_first_name.get(first, ()):
        if len(parts) == 1 or fold(other.name).split() == parts:
            yield "interviewed"
            if other.note == note:
                yield "interviewed in this note"
            elif other.date and date:
                yield "interviewed later" if other.date > date else "interviewed before"
    share = circle.shares.get(first, 0.0)
    yield f"spread={0 if share < 0.1 else 1 if share < 0.25 else 2}"


def mention_features(place: Place, statements: Sequence[Statement]) -> set[str]:
    """Features of one place where a person is named."""
    statement = statements[place.statement]
    text, context = statement.text, statement.context
    before, after = words_of(text[: place.start]), words_of(text[place.end :])
    features = {
        f"topic={context.topic}",
        f"speaker={context.speaker}",
        f"kind={context.kind}",
        f"task={context.task}",
        f"late={int(context.position * 4)}",
    }
    features |= {f"p:{word}" for word in before[-5:]} | {f"n:{word}" for word in after[:6]}
    features |= {f"p1:{before[-1] if before else '^'}", f"n1:{after[0] if after else '$'}"}
    features |= {f"p2:{'_'.join(before[-2:])}", f"n2:{'_'.join(after[:2])}"}
    features |= {
        f"h:{word}" for word in (*words_of(context.section), *words_of(context.lead), *words_of(context.question)[-12:])
    }
    features |= {f"cue {group}" for group in find_cues(text, "referrals")}
    features |= {f"before:{word}" for word in words_of(context.before)[-8:]}
    intros = find_introductions(text[place.start :])
    if intros and intros[0].start < place.end - place.start + 40:
        features |= {"presented"} | ({"presented with employer"} if intros[0].organization else set())
    if not before:
        features.add(f"opens,{context.kind}")
    return features | set(_together(text[place.start : place.end], context.topic, features))


def _together(name: str, topic: str, features: set[str]) -> Iterator[str]:
    """Facts that only together make a pointer."""
    size = "full" if " " in name else "bare"
    yield f"{size},topic={topic}"
    for fact in (
        "cue pointing",
        "cue against",
        "presented",
        "opens,item",
        "opens,paragraph",
        "n1:at",
        "n1:in",
        "n1:who",
        "n1:she",
        "n1:he",
        "n1:runs",
        "n1:$",
    ):
        if fact in features:
            yield f"{size},{fact}"
            if topic in {"people", "follow_up", "background", "logistics", "reflection"}:
                yield f"{fact},topic={topic}"
    if "cue pointing" in features and "speaker=note_taker" in features:
        yield "own pointing"
