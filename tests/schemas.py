"""XML checked against a schema: order and number of elements, attributes, types; enough of XSD for that of REFI-QDA."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

__all__ = ["Schema"]

XSD = "{http://www.w3.org/2001/XMLSchema}"


def is_time(text: str) -> bool:
    return re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", text) is not None and bool(dt.datetime.fromisoformat(text))


CHECKS: dict[str, Callable[[str], bool]] = {
    "xsd:string": lambda text: True,
    "xsd:boolean": lambda text: text in {"true", "false", "1", "0"},
    "xsd:integer": lambda text: re.fullmatch(r"[+-]?\d+", text) is not None,
    "xsd:date": lambda text: dt.date.fromisoformat(text).isoformat() == text,
    "xsd:dateTime": is_time,
}


class Schema:
    """A schema file; types of elements inside others are named, as in Project.xsd."""

    def __init__(self, path: Path) -> None:
        root = ElementTree.parse(path).getroot()
        self.namespace = root.attrib["targetNamespace"]
        self.roots = {element.attrib["name"]: element.attrib["type"] for element in root.findall(f"{XSD}element")}
        self.complex = {element.attrib["name"]: element for element in root.findall(f"{XSD}complexType")}
        self.simple = {element.attrib["name"]: element for element in root.findall(f"{XSD}simpleType")}

    def find_faults(self, root: Element) -> list[str]:
        """List what is not as the schema has it; empty for a valid document."""
        name = self.strip(root.tag)
        return list(self._check(root, self.roots[name])) if name in self.roots else [f"{root.tag} is no root"]

    def strip(self, tag: str) -> str:
        """Take the namespace off a tag; another namespace stays."""
        return tag.removeprefix(f"{{{self.namespace}}}")

    def _check(self, element: Element, kind: str) -> Iterator[str]:
        name = self.strip(element.tag)
        if kind not in self.complex:
            if not self._fits(kind, element.text or "") or len(element):
                yield f"{name}: {element.text!r} is no {kind}"
            return
        declared = self.complex[kind]
        yield from (f"{name}: {fault}" for fault in self._check_attributes(element, declared))
        children = "".join(f"{self.strip(child.tag)} " for child in element)
        particles = [child for child in declared if child.tag in {f"{XSD}sequence", f"{XSD}choice"}]
        if not re.fullmatch("".join(map(write_pattern, particles)), children):
            yield f"{name} holds {children}"
            return
        types = {entry.attrib["name"]: entry.attrib["type"] for entry in declared.iter(f"{XSD}element")}
        for child in element:
            yield from self._check(child, types[self.strip(child.tag)])

    def _check_attributes(self, element: Element, declared: Element) -> Iterator[str]:
        known = {entry.attrib["name"]: entry for entry in declared.findall(f"{XSD}attribute")}
        yield from (
            f"has no {name}" for name, entry in known.items() if entry.get("use") and name not in element.attrib
        )
        for name, value in element.attrib.items():
            if name not in known:
                yield f"{name} is not known"
            elif not self._fits(known[name].attrib["type"], value):
                yield f"{name}={value!r} is no {known[name].attrib['type']}"

    def _fits(self, kind: str, text: str) -> bool:
        if kind in CHECKS:
            return CHECKS[kind](text)
        patterns = [entry.attrib["value"] for entry in self.simple[kind].iter(f"{XSD}pattern")]
        values = [entry.attrib["value"] for entry in self.simple[kind].iter(f"{XSD}enumeration")]
        return text in values or any(re.fullmatch(pattern, text) for pattern in patterns)


def write_pattern(particle: Element) -> str:
    """Write what may stand inside an element as a pattern of names, each with a blank behind it."""
    if particle.tag == f"{XSD}element":
        inner = f"{particle.attrib['name']} "
    else:
        joiner = "|" if particle.tag == f"{XSD}choice" else ""
        inner = joiner.join(map(write_pattern, particle))
    low, high = particle.get("minOccurs", "1"), particle.get("maxOccurs", "1")
    return f"(?:{inner}){{{low},{'' if high == 'unbounded' else high}}}"
