"""Names that rest on weak evidence: what to say of them, so that a wrong one is seen."""

from collections.abc import Iterator, Sequence, Set

from infoview_analysis.reading.cuts import Segment
from infoview_analysis.reading.fields import field_meaning
from infoview_analysis.reading.findings import report
from infoview_analysis.reading.lexicon import fold
from infoview_analysis.records import Diagnostic, Field, Interview, Tagged

__all__ = ["find_guesses"]

_LABELS = {"interviewee": ("interviewee", "participants"), "referred_by": ("referred_by",)}
_FIRM = {"interviewee": 1.0, "referred_by": 0.5}
"""Sum of the chances that a model gives to a name, from which on it counts as told without a label. Of five sets that
are hard to read, 18 % of the interviewees lie below, of which 24 % are wrong (4 % above), and 20 % of the referrers, of
which 11 of 14 are (11 % above); none of the sample notes."""
_MESSAGES = {
    "interviewee": "guessed that {!r} was interviewed; if not, write `interviewee: NAME` at the top or correct it in "
    "corrections.toml",
    "referred_by": "guessed that {!r} led to this talk; if not, write `referred_by: NAME` at the top or correct it in "
    "corrections.toml",
}
_CODES = {"interviewee": "guessed-interviewee", "referred_by": "guessed-referrer"}


def find_guesses(
    interview: Interview, segment: Segment, fields: Sequence[Field], tagged: Sequence[Tagged]
) -> Iterator[Diagnostic]:
    """Find the names of an interview that no label tells and that a language model hardly supports.

    Parameters
    ----------
    interview : Interview
    segment : Segment
    fields : sequence of Field
        Labelled properties that hold for the segment.
    tagged : sequence of Tagged
        What a language model takes the words of the segment to say; without a model nothing is a guess.

    Examples
    --------
    >>> from infoview_analysis.records import Provenance
    >>> source = Provenance(note="a.md", line=1, end_line=1)
    >>> talk = Interview(interview_id="a", interviewee="Sam Lee", source=source)
    >>> unsure = [Tagged(tag="interviewee", text="Sam Lee", line=4, start=0, chance=0.6)]
    >>> [(finding.code, finding.source.line) for finding in find_guesses(talk, Segment([]), [], unsure)]
    [('guessed-interviewee', 4)]
    >>> list(find_guesses(talk, Segment([]), [Field(key="Who", value="Sam Lee", line=1)], unsure))
    []
    """
    names = {"interviewee": interview.interviewee, "referred_by": interview.referred_by}
    for tag, name in names.items() if tagged else ():
        words = set(fold(name).split())
        if name and not _is_labelled(words, tag, segment, fields) and _weigh(words, tag, tagged) < _FIRM[tag]:
            line = _find_line(words, interview, tagged)
            yield report(interview.source.note, "info", _CODES[tag], _MESSAGES[tag].format(name), line=line)


def _is_labelled(words: Set[str], tag: str, segment: Segment, fields: Sequence[Field]) -> bool:
    told = [f"{field.value} {' '.join(field.names)}" for field in fields if field_meaning(field.key) in _LABELS[tag]]
    if tag == "referred_by":
        return any(told)
    return _has_any(words, " ".join([segment.name, *told]))


def _weigh(words: Set[str], tag: str, tagged: Sequence[Tagged]) -> float:
    return sum(one.chance for one in tagged if one.tag == tag and _has_any(words, one.text))


def _find_line(words: Set[str], interview: Interview, tagged: Sequence[Tagged]) -> int:
    """Line on which the name stands first."""
    places = [(passage.source.line, passage.text) for passage in interview.passages]
    places += [(one.line, one.text) for one in tagged if one.line]
    return min((line for line, text in places if _has_any(words, text)), default=interview.source.line)


def _has_any(words: Set[str], text: str) -> bool:
    return not words.isdisjoint(fold(text).split())
