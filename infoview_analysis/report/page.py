"""Template, style and script put together."""

import hashlib
import os
from base64 import b64encode
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
from infoview_analysis.report.content import TARGETS, build_content, list_sections
from infoview_analysis.report.network import build_network

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["network_page", "report_page", "write_report"]

_STYLES = ("style.css", "network.css")
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

    Raises
    ------
    OutputError
        When the file cannot be written there; what was there before is still there.
    """
    write_file(path, report_page(corpus, profile, vocabulary=vocabulary))


def report_page(corpus: Corpus, profile: Profile | None = None, *, vocabulary: Vocabulary | None = None) -> str:
    """Render the page as text; the same corpus and profile give the same text on any day.

    Examples
    --------
    >>> "No conversation yet" in report_page(Corpus.empty())
    True
    """
    overview = build_overview(corpus, profile, vocabulary=vocabulary)
    network = build_network(referral_graph(corpus))
    content = build_content(corpus, overview, profile, vocabulary)
    content |= {"network": network, "people": network["people"]}
    return _render("page.html.j2", **content, sections=list_sections(content), targets=TARGETS)


def network_page(graph: "nx.MultiDiGraph") -> str:
    """Render the referral graph as a page of its own: a picture to explore, and a table that says the same.

    Parameters
    ----------
    graph
        As :func:`infoview_analysis.network.referral_graph` builds it. With more than 400 people the picture
        shows groups of them; the table has everybody.
    """
    return _render("network.html.j2", title="Who led to whom", network=build_network(graph))


def _render(template: str, **content: Any) -> str:
    style, scripts = "".join(map(_read_asset, _STYLES)), [_read_asset("page.js"), _join_explorer()]
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


def _join_explorer() -> str:
    """Join the parts to one function, so that they share names with each other and with nothing else on the page."""
    parts = "\n".join(_read_asset(f"explorer/{name}.js") for name in _EXPLORER)
    about = "The picture of referrals: what is pointed at is told, what is chosen is opened, what is sought is lit."
    return f'// {about}\n(() => {{\n  "use strict";\n\n{indent(parts, "  ")}}})();\n'


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
