"""From records to tables."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from infoview_analysis.corpus.contacts import find_contacted, tells_of_contact
from infoview_analysis.corpus.core import Corpus
from infoview_analysis.corpus.fields import find_field
from infoview_analysis.corpus.schema import LIST_SEPARATOR, PROVENANCE, SCHEMA, build_frame
from infoview_analysis.corpus.spool import Spool
from infoview_analysis.corpus.tables import Tables
from infoview_analysis.identity import Decisions, People, resolve_people
from infoview_analysis.records import (
    Advice,
    Diagnostic,
    FollowUp,
    Interview,
    Mention,
    Passage,
    Person,
    Referral,
    Reflection,
    Skill,
    Trend,
)

if TYPE_CHECKING:
    from infoview_analysis.reading import Reading

__all__ = ["Builder", "build_corpus"]

_Row = dict[str, Any]
_LONG = ("passages", "skills", "reflections")
"""Tables whose rows say nothing that other notes have a say in."""


def build_corpus(reading: "Reading", mentions: Iterable[Mention], decisions: Decisions | None = None) -> Corpus:
    """Build the tables from what was read and what was found in it, see :class:`Builder`.

    Parameters
    ----------
    reading
        Notes, interviews, passages and diagnostics, in any order.
    mentions
        Skills, trends, advice, referrals, follow-ups and reflections, in any order.
    decisions
        What the user has settled about who is who.
    """
    builder = Builder()
    builder.add_note(reading.passages, mentions)
    builder.add_findings(reading.diagnostics)
    with builder.build(reading.interviews, (), decisions) as tables:
        return tables.collect()


class Builder:
    """Tables in the making. Rows that need no other note are put aside at once; what may change is kept.

    Persons are told apart by :func:`infoview_analysis.identity.resolve_people`. Names in ``interviews``, ``referrals``
    and ``follow_ups`` are completed where the same note has the full name. A referral is ``interviewed`` once any
    interview is with that person, ``contacted`` once a follow-up about that person is done or any note says that they
    were written to, else ``open``. Trends and advice on the same matter have the same ``theme``, the most central
    statement of theirs.
    """

    def __init__(self) -> None:
        self._diagnostics: list[Diagnostic] = []
        self._spools = {table: Spool(table) for table in _LONG}
        self._kept: list[Mention] = []
        self._telling: list[tuple[str, str]] = []

    def add_findings(self, findings: Iterable[Diagnostic]) -> None:
        """Add findings about notes."""
        self._diagnostics.extend(findings)

    def add_note(self, passages: Iterable[Passage], mentions: Iterable[Mention]) -> None:
        """Add what a note says; notes come in the order of their names, so that nothing has to be sorted later."""
        own, found = list(passages), list(mentions)
        self._telling += [(one.source.note, one.text) for one in own if tells_of_contact(one.text)]
        self._kept += [record for record in found if not isinstance(record, Skill | Reflection)]
        self._spools["passages"].add(_row("passages", record) for record in own)
        self._spools["skills"].add(_row("skills", record) for record in found if isinstance(record, Skill))
        self._spools["reflections"].add(_row("reflections", one) for one in found if isinstance(one, Reflection))

    def close(self) -> None:
        """Let go of what was put aside, if nothing is built of it."""
        for spool in self._spools.values():
            spool.close()

    def build(
        self, interviews: Sequence[Interview], referrals: Iterable[Mention], decisions: Decisions | None = None
    ) -> Tables:
        """Build the tables, once all notes are added.

        Parameters
        ----------
        interviews
            Of all notes; their passages are not looked at.
        referrals
            Those that were not added with a note.
        decisions
            What the user has settled about who is who.
        """
        found = [*self._kept, *referrals]
        pointed = [record for record in found if isinstance(record, Referral)]
        follow_ups = [record for record in found if isinstance(record, FollowUp)]
        people = resolve_people(interviews, pointed, follow_ups, decisions)
        contacted = {_id_of(people, record, record.person) for record in follow_ups if record.done}
        contacted |= find_contacted(self._telling, people)
        industries = _find_industries(interviews, people)
        rows: Mapping[str, Iterable[_Row]] = {
            "interviews": (_interview_row(record, people) for record in interviews),
            "people": (_person_row(record, industries) for record in people.persons),
            "trends": _themed_rows("trends", [record for record in found if isinstance(record, Trend)]),
            "advice": _themed_rows("advice", [record for record in found if isinstance(record, Advice)]),
            "referrals": (_referral_row(record, people, contacted) for record in pointed),
            "follow_ups": (_follow_up_row(record, people) for record in follow_ups),
            "diagnostics": (_row("diagnostics", record) for record in (*self._diagnostics, *people.diagnostics)),
        }
        return Tables({table: build_frame(table, rows[table]) for table in rows}, self._spools)


def _interview_row(record: Interview, people: People) -> _Row:
    return _row(
        "interviews",
        record,
        person_id=_id_of(people, record, record.interviewee),
        referred_by=people.complete_name(record.source.note, record.referred_by),
        field=find_field(record.role, record.organization, record.industry),
    )


def _person_row(record: Person, industries: Mapping[str, str]) -> _Row:
    industry = industries.get(record.person_id, "")
    return _row("people", record, field=find_field(record.role, record.organization, industry))


def _find_industries(interviews: Iterable[Interview], people: People) -> Mapping[str, str]:
    """Find the industry of each interviewee, where a note labels it; the earliest note of several."""
    stated = sorted(
        (record for record in interviews if record.industry),
        key=lambda record: (record.date or "9999", record.source.note, record.source.line),
    )
    return {_id_of(people, record, record.interviewee): record.industry for record in reversed(stated)}


def _themed_rows(table: str, records: Sequence[Trend] | Sequence[Advice]) -> Iterator[_Row]:
    # Here as in analyze: whoever only loads saved tables does not need the language model.
    from infoview_analysis.language.grouping import find_themes

    senses = [record.direction if isinstance(record, Trend) else record.polarity for record in records]
    themes = find_themes([record.source.quote for record in records], senses)
    for record, theme in zip(records, themes, strict=True):
        yield _row(table, record, theme=theme)


def _referral_row(record: Referral, people: People, contacted: set[str]) -> _Row:
    note, referred_id = record.source.note, _id_of(people, record, record.referred)
    return _row(
        "referrals",
        record,
        referrer_id=_id_of(people, record, record.referrer),
        referrer=people.complete_name(note, record.referrer),
        referred_id=referred_id,
        referred=people.complete_name(note, record.referred),
        status=_status(record, referred_id, people, contacted),
    )


def _status(record: Referral, referred_id: str, people: People, contacted: set[str]) -> str:
    if record.settled:
        return record.status
    if record.status == "interviewed" or referred_id in people.interviewed_ids:
        return "interviewed"
    if record.status == "contacted" or (referred_id and referred_id in contacted):
        return "contacted"
    return "open"


def _follow_up_row(record: FollowUp, people: People) -> _Row:
    return _row(
        "follow_ups",
        record,
        person_id=_id_of(people, record, record.person),
        person=people.complete_name(record.source.note, record.person),
    )


def _id_of(people: People, record: Interview | Mention, name: str) -> str:
    return people.find_id(record.source.note, name)


def _row(table: str, record: Interview | Passage | Person | Mention | Diagnostic, **known: str) -> _Row:
    """Take the columns of a table from a record, its provenance, and what is known better."""
    row: _Row = {}
    for name in SCHEMA[table]:
        place = record.source if name in PROVENANCE else record
        row[name] = _cell(known[name] if name in known else getattr(place, name))
    return row


def _cell(value: Any) -> Any:
    if isinstance(value, tuple):
        return _cell(LIST_SEPARATOR.join(value))
    if isinstance(value, str) and not value.isascii():
        # A file name that is no valid Unicode comes with lone surrogates, which no format can write.
        return value.encode("utf-8", "replace").decode()
    return value
