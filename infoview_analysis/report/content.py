"""What the page shows: the letter, the sections, and where the words of the letter lead."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from infoview_analysis.corpus import Corpus
from infoview_analysis.language.vocabulary import Vocabulary
from infoview_analysis.reflection.frames import Row, list_rows
from infoview_analysis.reflection.overview import Overview
from infoview_analysis.reflection.profile import Profile
from infoview_analysis.reflection.skills.demand import DEMAND, SENSES
from infoview_analysis.reflection.words import say_count, say_date
from infoview_analysis.report.citing import Sources
from infoview_analysis.report.sections.agenda import build_parts
from infoview_analysis.report.sections.enough import build_enough
from infoview_analysis.report.sections.fit import build_fit
from infoview_analysis.report.sections.people import build_next_talks
from infoview_analysis.report.sections.skills import build_gaps, build_skills
from infoview_analysis.report.sections.themes import build_advice, build_contradictions, build_trends

__all__ = ["TARGETS", "build_content", "lead_to", "list_sections"]

TARGETS = {
    "heard": ("skills", "trends", "advice", "contradictions"),
    "lack": ("gaps",),
    "people": ("next", "people"),
    "open": ("agenda",),
    "fit": ("fit",),
    "enough": ("enough",),
}
"""Which sections carry a paragraph of the letter."""
_SEVERITIES = {"error": "Not read", "warning": "Doubtful", "info": "For information"}


def build_content(
    corpus: Corpus,
    overview: Overview,
    profile: Profile | None,
    today: dt.date,
    sources: Sources,
    vocabulary: Vocabulary | None = None,
) -> dict[str, Any]:
    """Gather what the page shows, section by section; an empty section is left out by the template."""
    talks, skills = overview.interviews, build_skills(corpus, sources)
    return {
        "title": _title(talks),
        "owner": profile.name if profile else "",
        "today": {"date": today.isoformat(), "day": say_date(today.isoformat())},
        "letter": overview.letter,
        "talks": talks,
        "skills": skills,
        "gaps": build_gaps(corpus, profile, sources, skills, vocabulary),
        "has_profile": profile is not None,
        "trends": build_trends(corpus, sources),
        "advice": build_advice(corpus, sources),
        "contradictions": build_contradictions(corpus, sources),
        "next_talks": build_next_talks(corpus, today, sources),
        "agenda": build_parts(corpus, today, profile, sources, vocabulary),
        "fit": build_fit(corpus, profile, sources),
        "enough": build_enough(corpus, sources, skills),
        "findings": _list_findings(corpus, sources),
        "notes": len(set(corpus.passages["note"].tolist()) | set(corpus.interviews["note"].tolist())),
        "data": _describe_talks(sources),
        "fields": sorted({talk["field"] for talk in sources.talks} - {""}),
    }


def list_sections(content: dict[str, Any]) -> dict[str, str]:
    """List the sections that hold something: heading by identifier."""
    sections = {
        "skills": ("Skills", any(content["skills"].values())),
        "gaps": ("Gaps", any(content["gaps"].values())),
        "trends": ("What is changing", content["trends"]["groups"]),
        "advice": ("Advice", content["advice"]["groups"]),
        "contradictions": ("Where they differ", content["contradictions"]),
        "next": ("Whom to talk to next", content["next_talks"]),
        "people": ("Who led to whom", content["people"]),
        "agenda": ("Agenda", content["agenda"]),
        "fit": ("How it fits", content["fit"]["paths"] or content["fit"]["remarks"]),
        "enough": ("Have you talked to enough people?", content["talks"]),
        "findings": ("What was not understood", content["findings"]),
    }
    return {key: name for key, (name, holds) in sections.items() if holds}


def lead_to(content: dict[str, Any], sections: dict[str, str]) -> dict[str, str]:
    """Say where words of the letter lead: identifier of an element by what they are about."""
    places = {f"skill/{row['skill_id']}": f"{row['id']}-said" for row in _all_rows(content["skills"])}
    places |= {f"gap/{row['skill_id']}": f"{row['id']}-said" for row in _all_rows(content["gaps"])}
    for name in ("trends", "advice"):
        places |= {f"{name}/{key}": f"{name}-{key}" for key, _, _ in content[name]["groups"]}
        places |= {f"theme/{row['id']}": f"{row['id']}-said" for row in content[name]["themes"]}
    places |= {f"contradiction/{number}": row["id"] for number, row in enumerate(content["contradictions"], 1)}
    places |= {f"next/{row['person_id']}": row["id"] for row in content["next_talks"]}
    places |= {f"agenda/{part['key']}": f"agenda-{part['key']}" for part in content["agenda"]}
    places |= {f"path/{path['name']}": path["id"] for path in content["fit"]["paths"]}
    places |= {"remarks": "remarks"} if content["fit"]["remarks"] else {}
    places |= {"talks": "talks"} if content["talks"] else {}
    return places | {key: key for key in ("next", "people", "enough") if key in sections}


def _all_rows(split: Row) -> Iterator[Row]:
    for rows in split.values():
        yield from rows


def _title(talks: int) -> str:
    if not talks:
        return "No conversation yet"
    return f"What {say_count(talks, 'conversation')} told you"


def _list_findings(corpus: Corpus, sources: Sources) -> list[tuple[str, str, list[Row]]]:
    rows = [row | sources.place(row) for row in list_rows(corpus.diagnostics)]
    groups = ((key, name, [row for row in rows if row["severity"] == key]) for key, name in _SEVERITIES.items())
    return [group for group in groups if group[2]]


def _describe_talks(sources: Sources) -> Row:
    """Describe the talks for the script that filters, in the order of their numbers."""
    return {
        "talks": [[talk["field"], talk["date"]] for talk in sources.talks],
        "senses": [[sense, SENSES[sense]] for sense in DEMAND],
    }
