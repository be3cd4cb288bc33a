"""Template, style and script put together."""

import hashlib
import os
from base64 import b64encode
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from infoview_analysis import __version__
from infoview_analysis.corpus import Corpus
from infoview_analysis.figures import plot_network
from infoview_analysis.figures.network import title_network
from infoview_analysis.network import merged_graph, referral_graph
from infoview_analysis.output import write_file
from infoview_analysis.reflection import Profile, build_overview
from infoview_analysis.report.content import TARGETS, build_content, list_people, list_sections
from infoview_analysis.report.picture import inline_svg

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["network_page", "report_page", "write_report"]


def write_report(corpus: Corpus, path: str | os.PathLike[str], profile: Profile | None = None) -> None:
    """Write one HTML page that tells what the notes hold; it needs no other file and no network.

    Parameters
    ----------
    corpus
        The tables.
    path
        Where to write; a file of that name is replaced.
    profile
        The note-taker, to say what they lack.

    Raises
    ------
    OutputError
        When the file cannot be written there; what was there before is still there.
    """
    write_file(path, report_page(corpus, profile))


def report_page(corpus: Corpus, profile: Profile | None = None) -> str:
    """Render the page as text; the same corpus and profile give the same text on any day.

    Examples
    --------
    >>> "No conversation yet" in report_page(Corpus.empty())
    True
    """
    overview = build_overview(corpus, profile)
    content = build_content(corpus, overview, profile) | _picture(referral_graph(corpus))
    return _render("page.html.j2", **content, sections=list_sections(content), targets=TARGETS)


def network_page(graph: "nx.MultiDiGraph") -> str:
    """Render the referral graph as a page of its own: the picture, and a table that says the same.

    Parameters
    ----------
    graph
        As :func:`infoview_analysis.network.referral_graph` builds it.
    """
    return _render("network.html.j2", title="Who led to whom", **_picture(graph))


def _picture(graph: "nx.MultiDiGraph") -> dict[str, Any]:
    title = title_network(merged_graph(graph))
    ax = plot_network(graph)
    # The page says it in text that can be selected and grows with the page.
    ax.set_title("", loc="left")
    return {"people": list_people(graph), "picture": inline_svg(ax, title, cut=0.5), "picture_title": title}


def _render(template: str, **content: Any) -> str:
    style, script = _read_asset("style.css"), _read_asset("page.js")
    # Nothing but these two texts is obeyed, so that words of a note can never act.
    obeyed = f"style-src {_hash(style)}; script-src {_hash(script)}"
    policy = f"default-src 'none'; {obeyed}; base-uri 'none'; form-action 'none'"
    assets = {"style": Markup(style), "script": Markup(script), "policy": policy, "version": __version__}
    return _environment().get_template(template).render(**content, **assets)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("infoview_analysis", "report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _read_asset(name: str) -> str:
    return files("infoview_analysis.report").joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
