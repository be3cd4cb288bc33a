"""Names written with the surname first."""

import re

from infoview_analysis.reading.names import is_known_name, is_name, is_title

__all__ = ["turn_name"]

_SURNAME_FIRST = re.compile(
    r"(?P<surname>[A-ZÀ-Ý][\w'’-]{2,}(?:\s[A-ZÀ-Ý][\w'’-]{2,})?)(?:(?P<comma>,)\s*|\s)"
    r"(?P<given>[A-ZÀ-Ý][a-zà-ÿ][\w'’-]*(?:\s[A-ZÀ-Ý](?:[a-zà-ÿ][\w'’-]*|\.)?){0,2})\s*(?:\([^()]*\))?\s*(?=$|[.,;:<–—|(])"
)


def turn_name(text: str, *, whole: bool = False) -> str:
    """Given name first where a text opens with the surname: before a comma, or in capitals; empty elsewhere.

    Parameters
    ----------
    text : str
    whole : bool
        Whether the text is known to be a name and nothing else.

    Examples
    --------
    >>> turn_name("DIALLO, Awa (Ms), nurse"), turn_name("Kariuki, John Mwangi"), turn_name("DIALLO Awa")
    ('Awa Diallo', 'John Mwangi Kariuki', 'Awa Diallo')
    >>> turn_name("CAVELTI Madlaina", whole=True)
    'Madlaina Cavelti'
    >>> turn_name("Awa Diallo, nurse"), turn_name("Awa, Sam"), turn_name("NHS Lothian")
    ('', '', '')
    """
    words = text.split()
    while len(words) > 1 and is_title(words[0]):
        words = words[1:]
    match = _SURNAME_FIRST.match(" ".join(words))
    if match is None:
        return ""
    surname, given = match["surname"], match["given"]
    in_capitals = surname.isupper() and (match["comma"] or len(surname) > 4)  # shorter ones may be a rank
    shown = in_capitals or (match["comma"] and (" " in given or " " in surname))
    known = whole or is_known_name(given.split()[0]) or (in_capitals and (match["comma"] or is_known_name(surname)))
    if not shown or not known or not is_name(f"{given} {surname.title()}"):
        return ""
    return f"{given} {surname.title() if surname.isupper() else surname}"
