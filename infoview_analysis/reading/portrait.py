"""Who was interviewed: name, role and organisation put together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from infoview_analysis.reading.cuts import Segment
from infoview_analysis.reading.evidence import fill_in, find_all_said
from infoview_analysis.reading.fields import field_value
from infoview_analysis.reading.introductions import Introduction, find_introductions
from infoview_analysis.reading.lexicon import fold
from infoview_analysis.reading.naming import Heads, choose_name, complete_name
from infoview_analysis.reading.organizations import clean_organization
from infoview_analysis.reading.presentations import find_presentations
from infoview_analysis.reading.roles import looks_like_role
from infoview_analysis.reading.work import can_be_organization, complete_organization, find_work, organization_in_title
from infoview_analysis.records import Field, Tagged

__all__ = ["Portrait", "draw_portrait"]

_OPENING_BLOCKS = 14  # a person is presented in the first lines or not at all
_LINE = 1500  # characters of a line in which a person is presented
_SHARED = 5  # blocks over a log that may present whom it is about
_MOST = 50  # presentations of a person that are looked at


@dataclass(frozen=True, slots=True)
class Portrait:
    """Name, role and organisation of an interviewee; empty where the note does not say."""

    name: str
    role: str
    organization: str
    aliases: tuple[str, ...] = ()
    """Other names the note uses for them."""


def draw_portrait(
    segment: Segment,
    fields: Sequence[Field],
    heads: Heads,
    elsewhere: Sequence[str] = (),
    tagged: Sequence[Tagged] = (),
) -> Portrait:
    """Put together who was interviewed.

    Parameters
    ----------
    segment : Segment
    fields : sequence of Field
        Labelled properties that hold for the segment.
    heads : Heads
        Title and file name, where they belong to the segment.
    elsewhere : sequence of str
        All lines of the note, where a bare name may be completed and a job told before.
    tagged : sequence of Tagged
        What a language model takes the words of the segment to say.

    Examples
    --------
    >>> draw_portrait(Segment([]), [], Heads("Jane Doe, Data Analyst, Acme Bank")).role
    'Data Analyst'
    """
    opening = [entry for entry in segment.blocks if entry.block.kind != "rule"][:_OPENING_BLOCKS]
    presented = find_presentations(segment, fields, heads.title, opening)
    name = choose_name(segment, fields, presented, heads, tagged)
    name, aliases = complete_name(name, [heads.title, heads.stem, *elsewhere])
    told = [*_of_this_name(name, presented), *_presented_elsewhere(name, elsewhere)]
    unnamed = [*_in_shared(segment), *(intro for intro in presented if not intro.name)]
    texts = [entry.block.text for entry in opening]
    role, organization = find_work(fields, [*told, *_borne_out(unnamed, tagged)], texts)
    if not organization[:1].isupper():
        organization = organization_in_title(heads.title or segment.opening, name) or organization
    labelled = field_value(fields, "role")
    if not (labelled and role and fold(role) == fold(labelled.value)):  # what is typed as a property stands
        role = fill_in(role, tagged, "role")
    read = [fill_in(organization, tagged, "organization"), organization, *(intro.organization for intro in unnamed[:1])]
    organization = _first_employer(read)
    return Portrait(name, role, complete_organization(organization, elsewhere), aliases)


def _in_shared(segment: Segment) -> list[Introduction]:
    """The work that a log of talks with one person opens with."""
    texts = [entry.block.text for entry in segment.shared[:_SHARED]]
    if not segment.name or segment.name not in "".join(texts[:1]):
        return []
    intros = (intro for text in texts for intro in find_introductions(text) if intro.start <= 3 and not intro.name)
    return [replace(intro, of_subject=True) for intro in islice(intros, 1)]


def _borne_out(unnamed: Sequence[Introduction], tagged: Sequence[Tagged]) -> Sequence[Introduction]:
    """The first presentation without a name; where a model marked jobs, the first that holds one of them."""
    said = [set(fold(job).split()) for job in find_all_said(tagged, "role") if looks_like_role(job)]
    if not said:
        return unnamed[:1]
    held = [intro for intro in unnamed if any(words <= set(fold(intro.role).split()) for words in said)]
    return [*held, *(intro for intro in unnamed if intro.of_subject)][:1]


def _first_employer(read: Iterable[str]) -> str:
    """The first that can be an employer, which a town, a form of address and a job are not."""
    return next(filter(can_be_organization, map(clean_organization, read)), "")


def _presented_elsewhere(name: str, texts: Iterable[str]) -> list[Introduction]:
    """How a person is presented in the lines that have the first part of the name in them."""
    first = next(iter(name.split()), "")
    intros = (intro for text in texts if first and first in text for intro in find_introductions(text[:_LINE]))
    return list(islice(_of_this_name(name, intros), _MOST))


def _of_this_name(name: str, presented: Iterable[Introduction]) -> Iterator[Introduction]:
    own = set(fold(name).split())
    return (intro for intro in presented if not own.isdisjoint(fold(intro.name).split()))
