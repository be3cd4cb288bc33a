"""The whole in a few numbers and sentences."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, replace
from html import escape

from infoview_analysis.corpus import Corpus
from infoview_analysis.language.vocabulary import Vocabulary
from infoview_analysis.reflection.agenda.build import build_agenda, find_tasks
from infoview_analysis.reflection.fit.comparison import compare_paths
from infoview_analysis.reflection.frames import Row, by_time, cite, list_rows
from infoview_analysis.reflection.letter import (
    Prose,
    write_enough,
    write_fit,
    write_gaps,
    write_heard,
    write_open,
    write_people,
    write_start,
)
from infoview_analysis.reflection.letter.prose import say_prose
from infoview_analysis.reflection.people.next_talks import rank_next_talks
from infoview_analysis.reflection.people.open_people import find_open_people
from infoview_analysis.reflection.profile import Profile
from infoview_analysis.reflection.saturation.measures import measure_groups
from infoview_analysis.reflection.skills.demand import rank_skills
from infoview_analysis.reflection.skills.gaps import rank_gaps
from infoview_analysis.reflection.themes.contradictions import find_contradictions
from infoview_analysis.reflection.themes.ranking import rank_advice

__all__ = ["Overview", "Paragraph", "build_overview"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of the overview."""

    topic: str
    """``start``, ``heard``, ``lack``, ``people``, ``open``, ``enough`` or ``fit``."""
    title: str
    prose: Prose
    """The words; some lead to what they are about."""

    @property
    def text(self) -> str:
        """The words alone."""
        return say_prose(self.prose)


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


def build_overview(
    corpus: Corpus,
    profile: Profile | None = None,
    today: dt.date | None = None,
    *,
    vocabulary: Vocabulary | None = None,
) -> Overview:
    """Say in numbers and plain sentences what the notes hold.

    Parameters
    ----------
    corpus
        The tables.
    profile
        The note-taker, to say what they lack.
    today
        The day to count from, for what is due; None is the current day.
    vocabulary
        Known skills; None takes those that come with the package.

    Examples
    --------
    >>> print(build_overview(Corpus.empty()))
    There is no interview in these notes yet. After the first one, what you heard will stand here.
    """
    skills, tasks, people = list_rows(rank_skills(corpus)), find_tasks(corpus), find_open_people(corpus)
    numbers = _count(corpus, skills, open_referrals=len(people), open_follow_ups=len(tasks))
    return replace(numbers, letter=_write_letter(corpus, profile, today, vocabulary, numbers, skills))


def _write_letter(
    corpus: Corpus,
    profile: Profile | None,
    today: dt.date | None,
    vocabulary: Vocabulary | None,
    numbers: Overview,
    skills: list[Row],
) -> tuple[Paragraph, ...]:
    if not numbers.interviews:
        return (Paragraph(topic="start", title="", prose=write_start(numbers)),)
    advice, contradictions = list_rows(rank_advice(corpus)), list_rows(find_contradictions(corpus))
    gaps, talks = list_rows(rank_gaps(corpus, profile, vocabulary=vocabulary)), numbers.interviews
    agenda = list_rows(build_agenda(corpus, today, profile=profile, vocabulary=vocabulary))
    remarks = sorted(cite(corpus, corpus.reflections), key=by_time)
    paths = list_rows(compare_paths(corpus, profile)) if remarks else []
    letter = (
        ("start", "", write_start(numbers)),
        ("heard", "What you heard", write_heard(numbers, skills, advice, contradictions)),
        ("lack", "What you lack", write_gaps(numbers, gaps, has_profile=profile is not None)),
        ("people", "Whom to see", write_people(list_rows(rank_next_talks(corpus, today)), talks)),
        ("open", "What is still open", write_open(agenda, talks)),
        ("fit", "How it fits", write_fit(remarks, paths)),
        ("enough", "Whether to go on asking", write_enough(_find_saturation(corpus), talks)),
    )
    return tuple(Paragraph(topic=key, title=title, prose=prose) for key, title, prose in letter if prose)


def _find_saturation(corpus: Corpus) -> Row | None:
    rows = measure_groups(corpus, kinds=("skills",))
    return next((row for row in rows if row["scope"] == "all"), None)


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
