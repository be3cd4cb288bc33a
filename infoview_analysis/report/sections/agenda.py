"""What is to do, to tell and to give back, and what others promised."""

import datetime as dt

from infoview_analysis.corpus import Corpus
from infoview_analysis.language.vocabulary import Vocabulary
from infoview_analysis.reflection.agenda.build import build_agenda
from infoview_analysis.reflection.frames import Row, group_rows, list_rows
from infoview_analysis.reflection.profile import Profile
from infoview_analysis.reflection.words import say_date
from infoview_analysis.report.citing import Sources

__all__ = ["build_parts"]

_PARTS = {
    "to_do": ("To do", "What has a date first, then people to write to, then the rest, the latest first."),
    "to_tell": ("To tell", "Thanks that no note speaks of, news for who pointed you on, people long not heard from."),
    "to_give": ("To give back", "What they asked you for, and skills of yours that they said they lack."),
    "waiting": ("What others promised", ""),
}
_KINDS = {
    "thank_you": "say thanks",
    "contact": "write to",
    "update": "tell news",
    "send": "send",
    "meet": "meet",
    "learn": "learn",
    "apply": "apply",
    "keep_in_touch": "keep in touch",
    "asked": "asked for",
    "offer": "to offer",
}


def build_parts(
    corpus: Corpus,
    today: dt.date | None,
    profile: Profile | None,
    sources: Sources,
    vocabulary: Vocabulary | None = None,
) -> list[Row]:
    """Gather the agenda in its parts; a part without anything in it is left out."""
    groups = group_rows(list_rows(build_agenda(corpus, today, profile=profile, vocabulary=vocabulary)), "part")
    return [
        {"key": part, "name": name, "hint": hint, "rows": [_describe(row, sources) for row in groups[part]]}
        for part, (name, hint) in _PARTS.items()
        if part in groups
    ]


def _describe(row: Row, sources: Sources) -> Row:
    # What is said of a talk names the person already; what is said of a person begins with the name.
    named = row["person"] and row["person"] in row["reason"]
    told = row["part"] == "to_tell"
    return {
        **sources.place(row),
        "what": f"{row['person']}: {row['reason']}" if told else row["what"],
        "due": row["due"],
        "day": say_date(row["due"]),
        "overdue": bool(row["overdue"]),
        "kind": _KINDS.get(row["kind"], ""),
        "person": "" if named or told else row["person"],
        "contact": row["contact"],
        "reason": f"“{row['what']}”" if told else row["reason"],
    }
