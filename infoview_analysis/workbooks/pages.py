"""From an executed notebook to a page that needs nothing else."""

import copy
import hashlib
import re
from base64 import b64encode
from collections.abc import Iterable
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from infoview_analysis.corpus import Corpus
from infoview_analysis.display.shown import read_asset
from infoview_analysis.network import referral_graph
from infoview_analysis.report import network_page

if TYPE_CHECKING:
    from nbformat import NotebookNode

__all__ = ["render_page"]


def render_page(notebook: "NotebookNode", names: Iterable[str]) -> str:
    """Render a notebook as one HTML page; nothing in it is fetched from elsewhere, and no script runs but ours.

    Parameters
    ----------
    notebook
        Executed.
    names
        Files of the notebooks beside it: links to them lead to their pages.
    """
    from nbconvert import HTMLExporter

    page = copy.deepcopy(notebook)
    page.metadata["title"] = _find_title(page)
    for cell in page.cells:
        if cell.cell_type == "markdown":
            for name in names:
                cell.source = cell.source.replace(f"({name})", f"({Path(name).stem}.html)")
    exporter = HTMLExporter(
        template_name="page",
        extra_template_basedirs=[str(Path(__file__).parent)],
        exclude_input_prompt=True,
        exclude_output_prompt=True,
    )
    text: str = exporter.from_notebook_node(page, {"policy": _make_policy()})[0]
    return text


def _find_title(notebook: "NotebookNode") -> str:
    headings = (line for cell in notebook.cells for line in cell.source.splitlines() if line.startswith("# "))
    return next((line.removeprefix("# ") for line in headings), "Notebook")


@lru_cache(maxsize=1)
def _make_policy() -> str:
    """Allow the scripts that come with the package, by their hashes, and nothing from any other place."""
    # A frame without address is under the policy of the page around it too.
    network = re.findall(r"script-src ([^;]+);", unescape(network_page(referral_graph(Corpus.empty()))))[0]
    ours = b64encode(hashlib.sha256(read_asset("statements.js").encode()).digest()).decode()
    scripts = f"script-src 'sha256-{ours}' {network}"
    return (
        f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; {scripts}; base-uri 'none'; form-action 'none'"
    )
