"""Whether a note is an answer that came by mail."""

import re

from infoview_analysis.reading.outline import Outline

__all__ = ["is_mail_reply"]

_TOP = 8  # lines in which the head of a mail stands
_SUBJECT = re.compile(
    r"^\W*(?:subj(?:ect)?|betreff|objet|asunto|oggetto|assunto|onderwerp|temat|emne)\b\W+"
    r"(?:(?:fwd?|wg|tr|i)\W+)*(?:re|aw|sv|antw?|odp|r|res|vs|ynt)\s?:",
    re.IGNORECASE,
)


def is_mail_reply(outline: Outline) -> bool:
    """True where a note begins with the head of a mail that answers another.

    Examples
    --------
    >>> from infoview_analysis.reading import read_note
    >>> from infoview_analysis.reading.outline import build_outline
    >>> is_mail_reply(build_outline(read_note("From: Jane Doe\\nSubject: Re: your questions\\n\\nDear Sam,", "a.md")))
    True
    """
    front = [f"{field.key}: {field.value}" for field in outline.note.fields]
    return any(_SUBJECT.match(line) for text in [*front, *outline.lines[:_TOP]] for line in text.splitlines())
