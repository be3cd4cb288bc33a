"""Template, style and script put together."""

import datetime as dt
import hashlib
import os
from base64 import b64encode
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from textwrap import indent
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from infoview_analysis import __version__
from infoview_analysis.corpus import Corpus
from infoview_analysis.language.vocabulary import Vocabulary
from infoview_analysis.network import referral_graph
from infoview_analysis.output import write_file
from infoview_analysis.reflection import Profile, build_overview
from infoview_analysis.reflection.cohort.sentences import describe_cohorts, explain_hiding
from infoview_analysis.report.citing import Link, Sources
from infoview_analysis.report.content import TARGETS, build_content, lead_to, list_sections
from infoview_analysis.report.network import build_network

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

__all__ = ["cohort_page", "network_page", "report_page", "write_report"]

_STYLES = ("style.css", "sections.css", "network.css")
_READER = ("start", "links", "dates", "filter", "print")
"""Parts of the script of the page, in the order in which they need each other."""
_EXPLORER = (
    *("data", "elements", "chains", "times", "pictures", "choice", "tip", "card", "keys", "size", "growth"),
    "controls",
)
"""Parts of the script of the referral picture, in the order in which they need each other."""


def write_report(
    corpus: Corpus,
    path: str | os.PathLike[str],
    profile: Profile | None = None,
    *,
    vocabulary: Vocabulary | None = None,
    today: dt.date | None = None,
    link: Link | None = None,
) -> None:
    """Write one HTML page that tells what the notes hold; it needs no other file and no network.

    Parameters
    ----------
    corpus
        The tables.
    path
        Where to write; a file of that name is replaced.
    profile
        The note-taker, to say what they lack.
    vocabulary
        Known skills; None takes those that come with the package.
    today
        The day to count from; None is the current day.
    link
        Gives the address of a note, see :func:`make_link`. Without it no quote can be opened, and the page says
        nothing of where the notes are kept.

    Raises
    ------
    OutputError
        When the file cannot be written there; what was there before is still there.
    """
    write_file(path, report_page(corpus, profile, vocabulary=vocabulary, today=today, link=link))


def report_page(
    corpus: Corpus,
    profile: Profile | None = None,
    *,
    vocabulary: Vocabulary | None = None,
    today: dt.date | None = None,
    link: Link | None = None,
) -> str:
    """Render the page as text; the same corpus, profile and day give the same text.

    Examples
    --------
    >>> "No conversation yet" in report_page(Corpus.empty())
    True
    """
    day = today or dt.date.today()
    overview = build_overview(corpus, profile, day, vocabulary=vocabulary)
    network = build_network(referral_graph(corpus), link)
    content = build_content(corpus, overview, profile, day, Sources(corpus, link), vocabulary)
    content |= {"network": network, "people": network["people"]}
    sections = list_sections(content)
    return _render("page.html.j2", **content, sections=sections, places=lead_to(content, sections), targets=TARGETS)


def network_page(graph: "nx.MultiDiGraph") -> str:
    """Render the referral graph as a page of its own: a picture to explore, and a table that says the same.

    Parameters
    ----------
    graph
        As :func:`infoview_analysis.network.referral_graph` builds it. With more than 400 people the picture
        shows groups of them; the table has everybody.
    """
    return _render("network.html.j2", title="Who led to whom", network=build_network(graph))


def cohort_page(summary: "pd.DataFrame", min_cell: int) -> str:
    """Render what cohorts hear asked for as a page of its own.

    Parameters
    ----------
    summary
        From :func:`infoview_analysis.summarize_cohorts`.
    min_cell
        As it was given there.
    """
    title, note = "What cohorts hear asked for", explain_hiding(min_cell, empty=summary.empty)
    return _render("cohort.html.j2", title=title, note=note, cohorts=list(describe_cohorts(summary)))


def _render(template: str, **content: Any) -> str:
    style, scripts = "".join(map(_read_asset, _STYLES)), _join_scripts()
    # Nothing but these texts is obeyed, so that words of a note can never act.
    obeyed = f"style-src {_hash(style)}; script-src {' '.join(map(_hash, scripts))}"
    policy = f"default-src 'none'; {obeyed}; base-uri 'none'; form-action 'none'"
    markup = {"style": Markup(style), "scripts": [Markup(script) for script in scripts]}
    return _environment().get_template(template).render(**content, **markup, policy=policy, version=__version__)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("infoview_analysis", "report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    return environment


def _read_asset(name: str) -> str:
    return files("infoview_analysis.report").joinpath(name).read_text(encoding="utf-8")


def _join_scripts() -> list[str]:
    return [
        _join_parts("reader", _READER, "The page: dates that have passed, the filter, what is printed."),
        _join_parts(
            "explorer",
            _EXPLORER,
            "The picture of referrals: what is pointed at is told, what is chosen is opened, what is sought is lit.",
        ),
    ]


def _join_parts(folder: str, names: Sequence[str], about: str) -> str:
    """Join parts to one function, so that they share names with each other and with nothing else on the page."""
    parts = "\n".join(_read_asset(f"{folder}/{name}.js") for name in names)
    return f'// {about}\n(() => {{\n  "use strict";\n\n{indent(parts, "  ")}}})();\n'


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
