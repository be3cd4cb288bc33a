"""Code book and project after the REFI-QDA standard, which NVivo, ATLAS.ti, MAXQDA, QualCoder and others read.

References
----------
REFI-QDA 1.5, https://www.qdasoftware.org; schemas Codebook.xsd and Project.xsd of 18 March 2019: 5.2 and 5.3 of the
text, 7 on the file, 9.2 on positions in text.
"""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.etree import ElementTree

from infoview_analysis.corpus import Corpus
from infoview_analysis.exchange.codes import Code, build_codes, make_guid
from infoview_analysis.exchange.coding import Selection, find_selections
from infoview_analysis.exchange.describing import VARIABLES, Case, Document, build_cases, build_documents
from infoview_analysis.exchange.text import build_sources

__all__ = ["pack_project", "render_codebook", "render_project"]

_ORIGIN = "infoview-analysis"
_USER = make_guid("user", _ORIGIN)
_VALUES = {"Text": "TextValue", "Date": "DateValue", "Integer": "IntegerValue"}
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip file knows: the day of writing would change the bytes."""


def render_codebook(corpus: Corpus) -> str:
    """Render the codes of the notes as a REFI-QDA code book (``.qdc``).

    Examples
    --------
    >>> render_codebook(Corpus.empty()).splitlines()[1]
    '<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="infoview-analysis">'
    """
    book = ElementTree.Element("CodeBook", xmlns="urn:QDA-XML:codebook:1.0", origin=_ORIGIN)
    _add_codes(book, build_codes(corpus))
    return _write(book)


def render_project(corpus: Corpus) -> str:
    """Render interviews with everything found in them as the ``project.qde`` of a REFI-QDA project.

    Every interview is a source, every interviewee a case. What was found is coded where it was said; the
    description of a selection is its place in the notes.

    Examples
    --------
    >>> "<Sources>" in render_project(Corpus.empty())  # the standard has no empty list of sources
    False
    """
    project = ElementTree.Element("Project", xmlns="urn:QDA-XML:project:1.0", name="Interviews", origin=_ORIGIN)
    project.set("creatingUserGUID", _USER)
    users = ElementTree.SubElement(project, "Users")
    ElementTree.SubElement(users, "User", guid=_USER, name=_ORIGIN)
    _add_codes(ElementTree.SubElement(project, "CodeBook"), build_codes(corpus))
    _add_variables(project)
    _add_cases(project, build_cases(corpus))
    _add_sources(project, corpus)
    return _write(project)


def pack_project(corpus: Corpus) -> bytes:
    """Pack a REFI-QDA project (``.qdpx``): the coded interviews, and their text in the folder ``sources``."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        _pack(package, "project.qde", render_project(corpus))
        for source in build_sources(corpus):
            _pack(package, f"sources/{make_guid('source', source.talk['interview_id'])}.txt", source.text)
    return stream.getvalue()


def _pack(package: zipfile.ZipFile, name: str, text: str) -> None:
    entry = zipfile.ZipInfo(name, _ZIP_DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    # Otherwise it tells on which system it was written.
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    package.writestr(entry, text.encode())


def _add_codes(book: ElementTree.Element, groups: Sequence[Code]) -> None:
    codes = ElementTree.SubElement(book, "Codes")
    for group in groups:
        element = _add_code(codes, group, codable=False)
        for code in group.codes:
            _add_code(element, code, codable=True)


def _add_code(parent: ElementTree.Element, code: Code, *, codable: bool) -> ElementTree.Element:
    named = {"guid": code.guid, "name": code.name, "isCodable": "true" if codable else "false"}
    element = ElementTree.SubElement(parent, "Code", named)
    if code.description:
        ElementTree.SubElement(element, "Description").text = code.description
    return element


def _add_variables(project: ElementTree.Element) -> None:
    variables = ElementTree.SubElement(project, "Variables")
    for name, (kind, _) in VARIABLES.items():
        named = {"guid": make_guid("variable", name), "name": name, "typeOfVariable": kind}
        ElementTree.SubElement(variables, "Variable", named)


def _add_cases(project: ElementTree.Element, cases: Sequence[Case]) -> None:
    if not cases:
        return
    parent = ElementTree.SubElement(project, "Cases")
    for case in cases:
        element = ElementTree.SubElement(parent, "Case", guid=make_guid("case", case.key), name=case.name)
        _add_values(element, case.values)
        for talk in case.talks:
            ElementTree.SubElement(element, "SourceRef", targetGUID=make_guid("source", talk))


def _add_sources(project: ElementTree.Element, corpus: Corpus) -> None:
    documents = build_documents(corpus)
    if not documents:
        return
    parent = ElementTree.SubElement(project, "Sources")
    selections = find_selections(corpus)
    for document in documents:
        _add_source(parent, document, selections[document.key])


def _add_source(parent: ElementTree.Element, document: Document, selections: Sequence[Selection]) -> None:
    guid = make_guid("source", document.key)
    # QualCoder stops at whatever has no time, so the day of the talk is given with everything.
    made = {"creatingUser": _USER, "creationDateTime": f"{document.day}T00:00:00Z"}
    named = {"guid": guid, "name": document.name, "plainTextPath": f"internal://{guid}.txt"}
    element = ElementTree.SubElement(parent, "TextSource", {**named, **made})
    ElementTree.SubElement(element, "Description").text = document.description
    for selection in selections:
        _add_selection(element, document.key, selection, made)
    _add_values(element, document.values)


def _add_selection(parent: ElementTree.Element, talk: str, selection: Selection, made: Mapping[str, str]) -> None:
    start, end = str(selection.place.start), str(selection.place.end)
    named = {"guid": make_guid("selection", talk, start, end), "name": selection.name}
    # The text of the standard can be read as if the end were the last character; programs take it for the one after.
    stands = {"startPosition": start, "endPosition": end}
    element = ElementTree.SubElement(parent, "PlainTextSelection", {**named, **stands, **made})
    ElementTree.SubElement(element, "Description").text = selection.where
    for key in selection.keys:
        coding = ElementTree.SubElement(element, "Coding", {"guid": make_guid("coding", talk, start, end, key), **made})
        ElementTree.SubElement(coding, "CodeRef", targetGUID=make_guid("code", key))


def _add_values(parent: ElementTree.Element, values: Mapping[str, str]) -> None:
    for name, value in values.items():
        element = ElementTree.SubElement(parent, "VariableValue")
        ElementTree.SubElement(element, "VariableRef", targetGUID=make_guid("variable", name))
        ElementTree.SubElement(element, _VALUES[VARIABLES[name][0]]).text = value


def _write(root: ElementTree.Element) -> str:
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'
