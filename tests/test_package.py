"""Promises of the package as a whole: its names, rooms, libraries, notebooks and documents."""

import argparse
import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import infoview_analysis
from infoview_analysis import cli
from infoview_analysis.arguments import build_parser

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "infoview_analysis"

# From the words that all share to the program that uses everything; a room may import from those before it.
# identity stands before corpus, which asks it who is who, and beside reading and language, which it does not need;
# starters and console serve the program alone.
ROOMS = (
    "errors",
    "days",
    "records",
    "output",
    "own_files",
    "rows",
    "word_lists",
    "reading",
    "language",
    "running",
    "identity",
    "corpus",
    "cluster",
    "network",
    "reflection",
    "exchange",
    "figures",
    "report",
    "display",
    "starters",
    "workbooks",
    "console",
    "arguments",
    "cli",
    "__main__",
)

# Where each library is used; what only names its types, under TYPE_CHECKING, may stand elsewhere.
HOMES = {
    "dask": {"cluster"},
    "distributed": {"cluster"},
    "fsspec": {"cluster"},
    "icalendar": {"reflection/agenda/calendar_file.py"},
    "jinja2": {"report"},
    "jupyter_client": {"workbooks"},
    "markdown_it": {"reading/markdown.py"},
    "markupsafe": {"report"},
    "matplotlib": {"figures"},
    "nbclient": {"workbooks"},
    "nbconvert": {"workbooks"},
    "nbformat": {"workbooks"},
    "networkx": {"network"},
    "numpy": {"language"},
    "pandas": {"corpus", "reflection"},
    "pathspec": {"reading/files.py"},
    "platformdirs": {"running/store.py"},
    "pyarrow": {"corpus/storage.py"},
    "nicknames": {"identity/short_forms.py"},
    "pydantic": {
        *("corpus/corrections/file.py", "identity/decisions.py", "language/vocabulary/user.py"),
        *("own_files.py", "reflection/profile.py"),
    },
    "rapidfuzz": {"identity/short_forms.py"},
    "rich": {"corpus/analysis.py"},
    "spacy": {"language"},
    # Properties of notes, the profile, which has the same form, and pages for Obsidian, which have them too.
    "yaml": {"exchange/wiki.py", "reading/front_matter.py", "reflection/profile.py"},
}


def list_modules() -> list[str]:
    return sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


def list_imports(module: str, *, types: bool = True) -> Iterator[str]:
    """Yield the dotted names that a module imports anywhere, inside functions too; ``types`` those for types too."""
    tree = ast.parse((PACKAGE / module).read_text(encoding="utf-8"))
    passed = set() if types else {id(node) for block in find_type_blocks(tree) for node in ast.walk(block)}
    for node in ast.walk(tree):
        if id(node) in passed:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno}: write where it comes from in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def find_type_blocks(tree: ast.Module) -> Iterator[ast.If]:
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            yield node


def find_room(module: str) -> str:
    return module.split("/")[0].removesuffix(".py")


# --- Names --------------------------------------------------------------------------------------------------


def test_every_public_name_exists() -> None:
    missing = [name for name in infoview_analysis.__all__ if not hasattr(infoview_analysis, name)]
    assert not missing


def test_public_names_are_sorted_and_stand_once() -> None:
    assert infoview_analysis.__all__ == sorted(set(infoview_analysis.__all__))


def test_names_are_the_same_for_readers_types_and_runs() -> None:
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    (block,) = find_type_blocks(tree)
    imports = [node for node in block.body if isinstance(node, ast.ImportFrom) and node.module != "typing"]
    typed = {(node.module, alias.name) for node in imports for alias in node.names}
    loaded = {(f"infoview_analysis.{home}", name) for home, names in infoview_analysis._HOMES.items() for name in names}
    assert typed == loaded
    assert sorted(name for _, name in loaded) == infoview_analysis.__all__


def test_public_names_are_offered_for_completion() -> None:
    assert {*infoview_analysis.__all__, "__version__"} == set(dir(infoview_analysis))


def test_every_plot_function_is_public() -> None:
    from infoview_analysis import figures

    plots = {name for name in figures.__all__ if name.startswith("plot_")}
    assert plots == {name for name in infoview_analysis.__all__ if name.startswith("plot_")}


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="plot_nothing"):
        _ = infoview_analysis.plot_nothing


def test_importing_loads_no_heavy_library_and_prints_nothing() -> None:
    heavy = sorted(HOMES)
    code = f"import sys, infoview_analysis; sys.exit([name for name in {heavy} if name in sys.modules] or None)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("name", ["analyze", "rank_gaps", "referral_graph", "load_pipeline"])
def test_no_name_loads_matplotlib_but_those_that_draw(name: str) -> None:
    code = f"import sys; from infoview_analysis import {name}; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# --- Rooms --------------------------------------------------------------------------------------------------


def test_every_room_has_its_place() -> None:
    assert {find_room(module) for module in list_modules()} - {"__init__"} == set(ROOMS)


@pytest.mark.parametrize("module", list_modules())
def test_rooms_import_only_upwards(module: str) -> None:
    room = find_room(module)
    # The public names lead into every room, but only once they are asked for; nothing inside goes that way.
    above = ROOMS[: ROOMS.index(room) + 1] if room in ROOMS else ROOMS
    ours = (name.split(".") for name in list_imports(module) if name.split(".")[0] == "infoview_analysis")
    assert {parts[1] for parts in ours} <= {*above, "__version__"}


@pytest.mark.parametrize("module", list_modules())
def test_each_library_has_one_home(module: str) -> None:
    foreign = {name.split(".")[0] for name in list_imports(module, types=False)}
    foreign -= {"infoview_analysis", *sys.stdlib_module_names}
    assert foreign <= HOMES.keys()
    strays = {name for name in foreign if not HOMES[name] & {module, find_room(module)}}
    assert not strays


def test_every_library_used_is_declared() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    packages = {"jupyter_client": "jupyter-client", "markdown_it": "markdown-it-py", "yaml": "pyyaml"}
    # Jinja2 is built on MarkupSafe and hands its text out.
    wanted = {packages.get(name, name) for name in HOMES if name != "markupsafe"}
    missing = {name for name in wanted if not re.search(rf'^    "{name}[><=]', text, re.MULTILINE)}
    assert not missing


# --- Notebooks ----------------------------------------------------------------------------------------------


def list_notebooks() -> list[str]:
    return sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))


def read_cells(name: str) -> list[dict[str, Any]]:
    cells: list[dict[str, Any]] = json.loads((ROOT / "notebooks" / name).read_text(encoding="utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == "code"]


@pytest.mark.parametrize("name", list_notebooks())
def test_notebooks_are_kept_executed_from_top_to_bottom(name: str) -> None:
    cells = read_cells(name)
    # nbval passes over a cell that was never run, so that a stripped notebook would pass without being checked.
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
    assert not [output for cell in cells for output in cell["outputs"] if output["output_type"] == "error"]


@pytest.mark.parametrize("name", list_notebooks())
def test_notebooks_show_nothing_that_another_run_would_not(name: str) -> None:
    shown = [
        "".join(value)
        for cell in read_cells(name)
        for output in cell["outputs"]
        for kind, value in {**output.get("data", {}), "text": output.get("text", "")}.items()
        if not kind.startswith("image/")
    ]
    assert not [text for text in shown if re.search(r" at 0x[0-9a-f]{6}|/home/|/Users/|/tmp/", text)]
    assert {frozenset(cell["metadata"]) for cell in read_cells(name)} <= {frozenset(), frozenset({"tags"})}


@pytest.mark.parametrize("name", list_notebooks())
def test_notebooks_are_thin_and_begin_with_what_a_user_sets(name: str) -> None:
    first, *rest = read_cells(name)
    assert first["metadata"]["tags"] == ["parameters"]
    assert "".join(first["source"]).startswith('NOTES = "')
    assert not [cell["source"] for cell in rest if len("".join(cell["source"]).splitlines()) > 6]


# --- Documents ----------------------------------------------------------------------------------------------


def list_verbs() -> dict[str, argparse.ArgumentParser]:
    (verbs,) = (action for action in build_parser(cli._VERBS)._actions if isinstance(action, argparse._SubParsersAction))
    return dict(verbs.choices)


def read_document(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def find_section(text: str, heading: str) -> str:
    return text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("verb", list_verbs())
def test_every_command_is_documented(verb: str) -> None:
    text = read_document("docs/commands.md")
    assert f"| [`infoview {verb}`](#infoview-{verb}) |" in text
    section = find_section(text, f"infoview {verb}")
    (usage,) = re.findall(rf"^infoview {verb}\b.*$", section, re.MULTILINE)
    for action in list_verbs()[verb]._actions:
        if isinstance(action, argparse._HelpAction):
            continue
        for option in action.option_strings:
            assert option in section, f"{option} is not explained"
        if not action.option_strings:
            assert str(action.metavar) in usage


@pytest.mark.parametrize("verb", list_verbs())
def test_documented_options_exist(verb: str) -> None:
    section = find_section(read_document("docs/commands.md"), f"infoview {verb}")
    known = {option for action in list_verbs()[verb]._actions for option in action.option_strings}
    assert set(re.findall(r"(?<![\w-])--?[a-z]+(?:-[a-z]+)*\b", section)) <= known


@pytest.mark.parametrize("document", ["README.md", "docs/commands.md", "CONTRIBUTING.md", "Makefile"])
def test_commands_in_documents_exist(document: str) -> None:
    text = read_document(document)
    named = re.findall(r"(?:(?<=`)infoview|bin/infoview|\$\(INFOVIEW\)|^infoview) +([a-z][a-z-]*)", text, re.MULTILINE)
    assert set(named) <= list_verbs().keys()


def test_readme_and_commands_list_every_command() -> None:
    for document in ("README.md", "docs/commands.md"):
        named = re.findall(r"^\| \[?`infoview ([a-z-]+)", read_document(document), re.MULTILINE)
        assert sorted(named) == sorted(list_verbs())


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "docs/commands.md"])
def test_targets_in_documents_are_in_the_makefile(document: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", read_document("Makefile"), re.MULTILINE))
    named = re.findall(r"(?:`|^)make (?:PYTHON=\S+ )?([a-z]+)", read_document(document), re.MULTILINE)
    assert set(named) <= targets


def test_the_makefile_explains_its_targets() -> None:
    text = read_document("Makefile")
    (phony,) = re.findall(r"^\.PHONY: (.*)$", text, re.MULTILINE)
    explained = re.findall(r'@echo "make ([a-z]+) ', text)
    assert sorted(explained) == sorted(set(phony.split()) - {"help"})


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "docs/commands.md"])
def test_links_between_documents_lead_somewhere(document: str) -> None:
    here = (ROOT / document).parent
    targets = re.findall(r"\]\((?!https?:)([^)#\s]+)", read_document(document))
    assert not [target for target in targets if not (here / target).exists()]
