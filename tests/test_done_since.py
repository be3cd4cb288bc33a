"""Things to do that a later note tells to be done, and promises and debts in the words of hurried notes."""

import datetime as dt
from dataclasses import replace

import pytest
from factories import make_corpus, make_follow_up, make_interview, make_passage, make_where

from infoview_analysis.records import FollowUp, Interview, Passage
from infoview_analysis.reflection import build_agenda, list_favours
from infoview_analysis.reflection.agenda.turns import find_debt, is_promised

DAY = dt.date(2024, 3, 15)
ANN = make_interview("Ann Lee", date="2024-01-10")
BOB = make_interview("Bob Ray", date="2024-02-10")
CHO = make_interview("Cho Kim", date="2024-03-01")


def say(quote: str, *, of: Interview, line: int = 6, **known: object) -> FollowUp:
    return replace(make_follow_up(of=of, **known), source=make_where(of.source.note, line, quote))  # type: ignore[arg-type]


def list_open(*records: Interview | Passage | FollowUp) -> list[str]:
    agenda = build_agenda(make_corpus(ANN, BOB, CHO, *records), DAY)
    return [row.what for row in agenda.itertuples() if row.part in ("to_do", "to_give") and row.note]


SEND = say("send CV", of=ANN, kind="send")


def test_what_was_sent_since_need_not_be_sent() -> None:
    assert "send CV" in list_open(SEND)
    assert "send CV" not in list_open(SEND, say("sent the CV", of=BOB, kind="send", done=True))


def test_prose_tells_that_something_is_done() -> None:
    told = make_passage("SQL course finished, late.", of=BOB, speaker="note_taker")
    assert list_open(say("finish the SQL course by May", of=ANN, kind="learn"), told) == []


def test_it_stays_open_where_two_people_may_be_meant() -> None:
    other = say("send CV", of=BOB, kind="send")
    done = say("sent the CV", of=CHO, kind="send", done=True)
    assert list_open(SEND, other, done).count("send CV") == 2


@pytest.mark.parametrize(
    "done",
    ["sent the portfolio", "printed the CV", "sent the CV and portfolio"],
)
def test_another_thing_or_another_deed_settles_nothing(done: str) -> None:
    assert "send CV" in list_open(SEND, say(done, of=BOB, kind="send", done=True))


def test_an_earlier_note_settles_nothing() -> None:
    later = say("send CV", of=CHO, kind="send")
    assert "send CV" in list_open(later, say("sent the CV", of=ANN, kind="send", done=True))


@pytest.mark.parametrize(
    "text",
    [
        "he sends me the deck",
        "gonna intro me to Per",
        "promised to send the slides",
        "she'd put me in touch",
        "said he would ask around",
        "Per gonna send the link",
        "offered to look over my CV",
    ],
)
def test_a_promise_needs_no_will(text: str) -> None:
    assert is_promised(text)


@pytest.mark.parametrize("text", ["promised to send him my CV", "I promised Per the photos", "send Per the deck"])
def test_what_i_promised_is_no_promise_of_theirs(text: str) -> None:
    assert not is_promised(text)


@pytest.mark.parametrize(
    ("text", "owed"),
    [("owe her: the link", True), ("I owe Per a coffee", True), ("they owe her a month's pay", False)],
)
def test_what_i_owe_is_told_from_what_others_owe(text: str, owed: bool) -> None:
    assert bool(find_debt(text)) is owed


def test_a_debt_is_to_give_back_in_the_agenda_and_among_favours() -> None:
    debt = say("owe her: the link", of=ANN, kind="send")
    agenda = build_agenda(make_corpus(ANN, debt), DAY)
    assert [row.person for row in agenda.itertuples() if row.part == "to_give"] == ["Ann Lee"]
    (favour,) = list_favours(make_corpus(ANN, debt)).itertuples()
    assert (favour.kind, favour.person) == ("owed", "Ann Lee")
    assert favour.reason.startswith("You have owed it to them since the talk on ")
