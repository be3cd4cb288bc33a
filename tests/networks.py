"""Referral graphs of any size about invented people, for tests and pictures; the same seed gives the same graph."""

import datetime
import itertools
import random
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass

import networkx as nx

from infoview_analysis.corpus import Corpus
from infoview_analysis.network import NOTE_TAKER, find_waves, merged_graph, referral_graph

__all__ = ["make_network"]

_Edge = tuple[str, str, dict[str, object]]

_FIRST_DAY = datetime.date(2024, 1, 8)
_DAYS = 365

# Given and family names that go together, joined as their readers write them.
_NAMES = (
    (
        ("Ann", "Ben", "Cora", "Dev", "Eli", "Fay", "Gus", "Hope", "Ira", "Jo"),
        ("Lee", "Ray", "Stone", "Hart", "Okafor"),
    ),
    (
        ("Maria del Carmen", "José Luis", "Inês", "Thiago"),
        ("Fernández-Villaverde", "Ortiz", "da Silva Nogueira", "Ruiz"),
    ),
    (("Jürgen", "Søren", "Zoë", "Łukasz", "Ágnes"), ("Müller", "Østergård", "Wiśniewski", "Szabó", "van den Heuvel")),
    (("Amina", "Kwame", "Chidinma", "Tendai"), ("Diallo", "Mensah", "Nwachukwu-Adeyemi", "Moyo")),
    (("Priya", "Arjun", "Lakshmi", "Sanjay"), ("Patel", "Krishnamurthy", "Iyer", "Venkataraman")),
    (("Li", "Bo", "Xiu Ying", "Wei"), ("Wu", "O", "Zhang", "Ng")),
    (("Олена", "Дмитро", "Наталія"), ("Шевченко", "Коваленко-Бондаренко", "Лисенко")),
    (("Ελένη", "Νίκος"), ("Παπαδοπούλου", "Δημητρίου")),
    (("ليلى", "يوسف"), ("الحسن", "منصور")),
    (("נועה", "דוד"), ("כהן", "לוי")),
    (("अनिता", "रवि"), ("शर्मा", "वर्मा")),
    (("田中", "鈴木", "김", "이"), ("さくら", "健一", "민준", "서연")),
)
_TITLES = ("", "", "", "", "", "", "", "", "Dr. ", "Prof. ")

_ROLES = {
    "data and analytics": ("Data Analyst", "Senior Data Scientist", "Head of Reporting"),
    "software": ("Software Engineer", "Engineering Manager", "Staff Site Reliability Engineer"),
    "health care": ("Nurse", "Clinical Trials Coordinator", "Hospital Pharmacist"),
    "education": ("Teacher", "Lecturer in Statistics", "Admissions Officer"),
    "finance": ("Risk Analyst", "Auditor", "Portfolio Manager"),
    "design": ("UX Designer", "Industrial Designer"),
    "media": ("Reporter", "Podcast Producer"),
    "law": ("Paralegal", "Compliance Officer"),
    "building trades": ("Electrician", "Site Manager"),
    "public service": ("Policy Adviser", "City Planner"),
    "": ("", "Founder", "Consultant"),
}
_PLACES = (
    "North",
    "Lake",
    "Harbour",
    "Ash",
    "Mill",
    "Kestrel",
    "Orbit",
    "Linden",
    "Vega",
    "Juniper",
    "Quarry",
    "Delta",
)
_KINDS = {
    "data and analytics": ("Analytics", "Insight"),
    "software": ("Systems", "Labs"),
    "health care": ("University Hospital", "Clinic"),
    "education": ("College", "School"),
    "finance": ("Bank", "Mutual"),
    "design": ("Studio", "Design & Partners"),
    "media": ("Radio", "Press"),
    "law": ("Chambers", "LLP"),
    "building trades": ("Construction", "Electric"),
    "public service": ("City Council", "Ministry of Transport and Regional Development"),
}
_WAYS = (
    ("alumni directory", "alumni"),
    ("LinkedIn", "linkedin"),
    ("career fair in spring", "event"),
    ("a friend of mine", "friends"),
    ("my aunt", "family"),
    ("former colleague", "work"),
    ("cold email", "cold"),
    ("the #data channel on Slack", "community"),
    ("heard her podcast", "online"),
    ("", ""),
)
_SAYINGS = (
    "You should talk to {name}.",
    "{name} knows far more about this than I do",
    "Said she would introduce me to {name}; ask about how they hire",
    "Talk to {name} before you apply anywhere, honestly, because nobody else in town has done both jobs",
)


@dataclass
class _Person:
    """A person while the story is made up; days count from the first."""

    key: str
    name: str
    field: str
    organization: str
    role: str
    met: str = ""
    day: int | None = None
    openness: float = 1.0


def make_network(people: int, seed: int = 0) -> nx.MultiDiGraph:
    """Make a graph of ``people`` persons and the note-taker, with attributes as ``referral_graph`` gives them.

    Talks lie within a year; some dates tell the month only, a few nothing. About an eighth of the people were
    found by the note-taker, a few of whom only led to others; every other one was pointed to by an interviewee.
    """
    chance = random.Random(seed)
    cast = _make_cast(people, chance)
    graph = nx.MultiDiGraph()
    # What the real graph says of the note-taker.
    graph.add_node(NOTE_TAKER, **{"field": "", **referral_graph(Corpus.empty()).nodes[NOTE_TAKER]})
    edges = _tell_story(cast, chance)
    dates = _find_dates(edges)
    for person in cast:
        graph.add_node(person.key, **_describe(person, dates[person.key]))
    for number, (one, another, data) in enumerate(edges, 1):
        graph.add_edge(one, another, key=f"referral-{number}", **data)
    for key, wave in find_waves(merged_graph(graph)).items():
        graph.nodes[key].update(wave=wave, seed=wave == 0 and graph.nodes[key]["interviewed"])
    _lead_from_note_taker(graph, chance)
    return graph


def _make_cast(people: int, chance: random.Random) -> list[_Person]:
    firms = _make_firms(people, chance)
    names = _make_names(people, chance)
    sizes = [1 / rank for rank in range(1, len(firms) + 1)]
    cast = []
    for number, name in enumerate(names):
        work, firm = chance.choices(firms, sizes)[0]
        work = work if chance.random() < 0.85 else chance.choice(list(_ROLES))
        key = _make_key(name) or f"person-{number}"
        role = chance.choice(_ROLES[work])
        firm = firm if chance.random() < 0.9 else ""
        cast.append(_Person(key=key, name=name, field=work, organization=firm, role=role))
    return cast


def _make_firms(people: int, chance: random.Random) -> list[tuple[str, str]]:
    """Firms with their field of work; a few of them large, as the first is drawn most often."""
    firms = [(work, f"{place} {kind}") for place in _PLACES for work, kinds in _KINDS.items() for kind in kinds]
    chance.shuffle(firms)
    return firms[: 4 + int(3 * people**0.5)]


def _make_names(people: int, chance: random.Random) -> list[str]:
    """Names that differ; once all are used, middle initials tell them apart."""
    pairs = [(*pair, given[0].isascii()) for given, family in _NAMES for pair in itertools.product(given, family)]
    letters = [f" {letter}." for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    names: list[str] = []
    for middle in ["", *letters, *map("".join, itertools.product(letters, letters))]:
        chance.shuffle(pairs)
        for given, family, titled in pairs:
            title = chance.choice(_TITLES) if titled else ""
            names.append(f"{title}{given}{middle} {family}")
        if len(names) >= people:
            break
    return names[:people]


def _make_key(name: str) -> str:
    """The identifier: a name in small ASCII letters, "" where nothing is left of it."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    key = re.sub(r"[^a-z]+", "-", plain).strip("-")
    return key if len(key) > len(name) // 2 else ""


def _tell_story(cast: list[_Person], chance: random.Random) -> list[_Edge]:
    edges: list[_Edge] = []
    askable: list[_Person] = []
    for person in cast:
        person.openness = chance.paretovariate(1.3)
        if not askable or chance.random() < 0.12:
            _meet(person, chance.randrange(_DAYS // 2), chance)
        else:
            _follow_referral(person, askable, edges, chance)
        if person.day is not None:
            askable.append(person)
    _add_further_referrals(cast, askable, edges, chance)
    _add_go_betweens(cast, edges, chance)
    return edges


def _meet(person: _Person, day: int, chance: random.Random) -> None:
    date = (_FIRST_DAY + datetime.timedelta(days=day)).isoformat()
    person.day = day
    person.met = chance.choices([date, date[:7], ""], [92, 6, 2])[0]


def _follow_referral(person: _Person, askable: list[_Person], edges: list[_Edge], chance: random.Random) -> None:
    asked_of = chance.sample(askable, min(len(askable), 60))
    weights = [one.openness * (3 if one.field == person.field else 1) for one in asked_of]
    (asked,) = chance.choices(asked_of, weights)
    assert asked.day is not None
    if chance.random() < 0.25:
        person.organization, person.field = asked.organization, asked.field
        person.role = chance.choice(_ROLES[person.field])
    day = asked.day + chance.choice((1, 3, 6, 9, 14, 20, 30, 45, 70))
    if day < _DAYS and chance.random() < 0.62:
        _meet(person, day, chance)
    status = "interviewed" if person.day is not None else chance.choice(("open", "open", "contacted"))
    edges.append(_point(asked, person, asked, status, chance))
    if status == "interviewed" and chance.random() < 0.2:
        edges.append(_point(asked, person, person, status, chance))


def _add_further_referrals(
    cast: list[_Person],
    askable: list[_Person],
    edges: list[_Edge],
    chance: random.Random,
) -> None:
    """Somebody pointed to a second time, mostly without having been led there by it."""
    status = {another: data["status"] for _, another, data in edges}
    for _ in range(len(cast) // 9):
        asked, person = chance.choice(askable), chance.choice(cast)
        if asked is not person and person.key in status:
            edges.append(_point(asked, person, asked, str(status[person.key]), chance))


def _add_go_betweens(cast: list[_Person], edges: list[_Edge], chance: random.Random) -> None:
    """Turn a few people nobody pointed to, and whom nobody was pointed to by, into ones who only led on."""
    named = {key for one, another, _ in edges for key in (one, another)}
    alone = [person for person in cast if person.key not in named]
    met = [person for person in cast if person.met and person not in alone]
    for person in alone[::2] if met else []:
        person.day, person.met, person.role = None, "", ""
        led = chance.choice(met)
        edges.append(_point(person, led, led, "interviewed", chance))


def _point(one: _Person, another: _Person, teller: _Person, status: str, chance: random.Random) -> _Edge:
    data = {
        "kind": "referral",
        "status": status,
        "date": teller.met,
        "how": "",
        "channel": "",
        "note": f"{teller.key}.md",
        "quote": chance.choice(_SAYINGS).format(name=another.name),
        "line": chance.randrange(4, 60),
    }
    return one.key, another.key, data


def _find_dates(edges: list[_Edge]) -> dict[str, list[str]]:
    """Find, for every person, the dates on which they were spoken of."""
    dates: dict[str, list[str]] = defaultdict(list)
    for one, another, data in edges:
        for key in (one, another):
            dates[key].append(str(data["date"]))
    return dates


def _describe(person: _Person, dates: list[str]) -> dict[str, object]:
    return {
        "name": person.name,
        "role": person.role,
        "organization": person.organization,
        "first_seen": min(filter(None, [*dates, person.met]), default=""),
        "industry": person.field if person.day is not None and len(person.name) % 3 == 0 else "",
        "field": person.field,
        "met": person.met,
        "interviewed": person.day is not None,
        "wave": 0,
        "seed": False,
    }


def _lead_from_note_taker(graph: nx.MultiDiGraph, chance: random.Random) -> None:
    found = [key for key, wave in graph.nodes(data="wave") if wave == 0]
    for number, key in enumerate(found, 1):
        person = graph.nodes[key]
        how, channel = chance.choice(_WAYS) if person["interviewed"] else ("", "")
        data = {
            "kind": "found",
            "status": "interviewed" if person["interviewed"] else "contacted",
            "date": person["met"],
            "how": how,
            "channel": channel,
            "note": f"{key}.md",
            "quote": how,
            "line": 3,
        }
        graph.add_edge(NOTE_TAKER, key, key=f"found-{number}", **data)
