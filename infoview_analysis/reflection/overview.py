"""The whole in a few numbers and sentences."""

from collections import Counter
from dataclasses import dataclass, replace
from html import escape

from infoview_analysis.corpus import Corpus
from infoview_analysis.language.vocabulary import Vocabulary
from infoview_analysis.reflection.agenda.build import find_tasks
from infoview_analysis.reflection.frames import Row, by_time, cite, list_rows
from infoview_analysis.reflection.letter import (
    write_fit,
    write_gaps,
    write_heard,
    write_open,
    write_people,
    write_start,
)
from infoview_analysis.reflection.people.open_people import count_contacted, find_open_people
from infoview_analysis.reflection.profile import Profile
from infoview_analysis.reflection.skills.demand import rank_skills
from infoview_analysis.reflection.skills.gaps import rank_gaps

__all__ = ["Overview", "Paragraph", "build_overview"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of the overview."""

    topic: str
    """``start``, ``heard``, ``lack``, ``people``, ``open`` or ``fit``."""
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """A folder of notes in a few numbers and sentences."""

    interviews: int
    people_met: int
    """How many people were interviewed; one may have been interviewed more than once."""
    people_named: int
    """How many people the notes know, interviewed or not."""
    period: tuple[str, str]
    """First and last date; empty where no note gives a date."""
    undated: int
    """How many interviews have no date."""
    skills: int
    """How many skills interviewees named."""
    recurring: int
    """How many of them in more than one interview."""
    trends: Counter[str]
    """Statements by direction."""
    advice: Counter[str]
    """Recommendations by polarity."""
    open_referrals: int
    """How many people were named and neither met nor written to."""
    open_follow_ups: int
    letter: tuple[Paragraph, ...] = ()
    """The same in words; paragraphs about which nothing can be said are left out."""

    def __str__(self) -> str:
        return "\n\n".join(f"{part.title}\n{part.text}" if part.title else part.text for part in self.letter)

    def _repr_html_(self) -> str:
        return "".join(
            (f"<h4>{escape(part.title)}</h4>" if part.title else "") + f"<p>{escape(part.text)}</p>"
            for part in self.letter
        )


def build_overview(corpus: Corpus, profile: Profile | None = None, *, vocabulary: Vocabulary | None = None) -> Overview:
    """Say in numbers and plain sentences what the notes hold.

    Parameters
    ----------
    corpus
        The tables.
    profile
        The note-taker, to say what they lack.
    vocabulary
        Known skills; None takes those that come with the package.

    Examples
    --------
    >>> print(build_overview(Corpus.empty()))
    There is no interview in these notes yet. After the first one, what you heard will stand here.
    """
    skills, tasks, people = list_rows(rank_skills(corpus)), find_tasks(corpus), find_open_people(corpus)
    numbers = _count(corpus, skills, open_referrals=len(people), open_follow_ups=len(tasks))
    gaps, talks = list_rows(rank_gaps(corpus, profile, vocabulary=vocabulary)), numbers.interviews
    letter = (
        ("start", "", write_start(numbers)),
        ("heard", "What you heard", write_heard(numbers, skills) if talks else ""),
        ("lack", "What you lack", write_gaps(numbers, gaps, has_profile=profile is not None)),
        ("people", "Whom to see", write_people(people, count_contacted(corpus), talks)),
        ("open", "What is still open", write_open(tasks, talks)),
        ("fit", "How it fits", write_fit(sorted(cite(corpus, corpus.reflections), key=by_time))),
    )
    return replace(
        numbers,
        letter=tuple(Paragraph(topic=key, title=title, text=text) for key, title, text in letter if text),
    )


def _count(corpus: Corpus, skills: list[Row], *, open_referrals: int, open_follow_ups: int) -> Overview:
    return Overview(
        interviews=len(corpus.interviews),
        people_met=len({person for person in corpus.interviews["person_id"].tolist() if person}),
        people_named=len(corpus.people),
        period=corpus.period,
        undated=corpus.interviews["date"].tolist().count(""),
        skills=len(skills),
        recurring=sum(row["support"] > 1 for row in skills),
        trends=Counter(corpus.trends["direction"].tolist()),
        advice=Counter(corpus.advice["polarity"].tolist()),
        open_referrals=open_referrals,
        open_follow_ups=open_follow_ups,
    )
