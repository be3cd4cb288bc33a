"""Whether enough people were talked to: what further talks would add, and which questions are open."""

from collections.abc import Mapping, Sequence

from infoview_analysis.corpus import Corpus
from infoview_analysis.reflection.frames import Row, group_rows, list_rows
from infoview_analysis.reflection.saturation.heard import list_talks
from infoview_analysis.reflection.saturation.measures import follow_saturation
from infoview_analysis.reflection.saturation.sentences import describe_saturation
from infoview_analysis.reflection.saturation.topic_coverage import describe_topics, find_unheard
from infoview_analysis.reflection.saturation.topics import find_topics, load_topics
from infoview_analysis.reflection.words import join_known, say_date
from infoview_analysis.report.citing import Sources
from infoview_analysis.report.lines import draw_growth

__all__ = ["build_enough"]

_FEWEST = 3
"""Talks from which on a line shows more than the numbers."""
_LONGEST = 120
"""Letters of a passage that are quoted; the note has the rest."""


def build_enough(corpus: Corpus, sources: Sources, skills: Row) -> Row:
    """Gather what a further talk would add, talk by talk, and the topics of each talk."""
    steps = list_rows(follow_saturation(corpus)) if len(sources.talks) >= _FEWEST else []
    drawn = any(step["found"] for step in steps)
    return {
        "saturation": describe_saturation(corpus) if sources.talks else [],
        "topics_said": describe_topics(corpus),
        "drawing": draw_growth(steps) if drawn else "",
        "steps": _describe_steps(corpus, sources, skills) if drawn else [],
        "topics": [topic.label for topic in load_topics()],
        "talks": _describe_talks(corpus, sources),
        "unheard": _list_unheard(corpus),
    }


def _describe_steps(corpus: Corpus, sources: Sources, skills: Row) -> list[Row]:
    """Describe what each talk brought that none before it had."""
    ids = {row["skill_id"]: row["id"] for rows in skills.values() for row in rows}
    seen: set[str] = set()
    steps = []
    for talk in list_talks(corpus, "skills"):
        new = [rows[0] for thing, rows in talk.heard.items() if thing not in seen]
        seen.update(talk.heard)
        things = [{"name": row["thing"], "id": ids.get(row["skill_id"], "")} for row in new]
        number = sources.numbers[talk.interview_id]
        steps.append({**_name_talk(sources.talks[number]), "talk": number, "named": len(talk.heard), "new": things})
    return steps


def _name_talk(talk: Row) -> Row:
    job = join_known(talk["role"], talk["organization"])
    return {"who": talk["interviewee"], "date": talk["date"], "day": say_date(talk["date"]), "job": job}


def _describe_talks(corpus: Corpus, sources: Sources) -> list[Row]:
    found = find_topics(corpus)
    return [_describe_talk(talk, found.get(talk["interview_id"], {}), sources) for talk in sources.talks]


def _describe_talk(talk: Row, topics: Mapping[str, Sequence[Row]], sources: Sources) -> Row:
    cells = [_describe_topic(topic.label, topics.get(topic.name, ()), sources) for topic in load_topics()]
    return {
        **_name_talk(talk),
        "field": talk["field"],
        "cells": cells,
        "heard": sum(bool(cell["said"]) for cell in cells),
    }


def _describe_topic(label: str, rows: Sequence[Row], sources: Sources) -> Row:
    said = sources.cite(rows[0] | {"quote": _shorten(rows[0]["quote"])}) if rows else None
    return {"label": label, "said": said, "more": max(0, len(rows) - 1)}


def _shorten(quote: str) -> str:
    return quote if len(quote) <= _LONGEST else f"{quote[:_LONGEST].rsplit(' ', 1)[0]} …"


def _list_unheard(corpus: Corpus) -> list[tuple[str, int, list[Row]]]:
    """List the open questions by field of work, with how many talks there were in it."""
    groups = group_rows(list_rows(find_unheard(corpus)), "field")
    return [(field, rows[0]["interviews"], rows) for field, rows in groups.items()]
