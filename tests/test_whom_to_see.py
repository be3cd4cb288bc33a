"""Whom to talk to next, and whom to tell."""

import datetime as dt
from pathlib import Path

from factories import (
    make_corpus,
    make_follow_up,
    make_interview,
    make_passage,
    make_referral,
    make_skill,
    make_story,
)

from infoview_analysis.corpus import analyze
from infoview_analysis.records import Diagnostic, Interview, Mention, Passage
from infoview_analysis.reflection import list_courtesies, rank_next_talks

Record = Interview | Passage | Mention | Diagnostic

DAY = dt.date(2024, 3, 1)


def rank_people(*records: Record) -> dict[str, tuple[int, str]]:
    rows = rank_next_talks(make_corpus(*records), DAY).itertuples()
    return {row.person: (row.score, row.reasons) for row in rows}


def test_whoever_was_interviewed_is_not_to_be_talked_to_next() -> None:
    assert list(rank_people(*make_story())) == ["Dev Patel"]


def test_each_point_has_its_reason() -> None:
    ann = make_interview("Ann Lee", date="2024-02-20")
    bob = make_interview("Bob Ray", date="2024-02-25")
    warm = make_referral("Bob Ray", "Dev Patel", of=bob, quote="She'll introduce me to Dev Patel")
    found = rank_people(ann, bob, make_referral("Ann Lee", "Dev Patel", of=ann), warm)
    assert found["Dev Patel"] == (
        6,
        "Named by Ann Lee and Bob Ray. Bob Ray offered to help you to meet. The last time was five days ago.",
    )


def test_an_old_offer_weighs_less_and_may_no_longer_stand() -> None:
    old, new = make_interview("Ann Lee", date="2023-01-10"), make_interview("Bob Ray", date="2024-02-25")
    found = rank_people(old, new, make_referral("Ann Lee", "Eve", of=old), make_referral("Bob Ray", "Flo", of=new))
    assert list(found) == ["Flo", "Eve"]
    assert "ask whether it still stands" in found["Eve"][1]


def test_a_field_of_which_nobody_was_heard_comes_before_one_that_is_known() -> None:
    talks = [make_interview(name, date="2024-02-01", role="Nurse") for name in ("Ann Lee", "Bob Ray", "Cho Kim")]
    named = [
        make_referral("Ann Lee", name, of=talks[0], role=role) for name, role in (("Eve", "Nurse"), ("Flo", "Baker"))
    ]
    found = rank_people(*talks, *named)
    assert list(found) == ["Flo", "Eve"]
    assert "You have heard nobody in" in found["Flo"][1]


def test_whoever_was_written_to_comes_after_those_who_were_not() -> None:
    ann = make_interview("Ann Lee", date="2024-02-20")
    named = [make_referral("Ann Lee", name, of=ann) for name in ("Eve Fox", "Flo Gray")]
    found = rank_people(ann, *named, make_follow_up("Eve Fox", of=ann, done=True))
    assert list(found) == ["Flo Gray", "Eve Fox"]
    assert "You have written to them" in found["Eve Fox"][1]


def test_whom_one_was_warned_against_comes_last_with_the_warning() -> None:
    ann = make_interview("Ann Lee", date="2024-02-20")
    named = [make_referral("Ann Lee", name, of=ann) for name in ("Eve Fox", "Flo Gray")]
    found = rank_people(ann, *named, make_passage("Steer clear of Eve Fox, she sells courses.", of=ann))
    assert list(found) == ["Flo Gray", "Eve Fox"]
    assert "You were warned: “Steer clear of Eve Fox, she sells courses.” (ann-lee.md:2)." in found["Eve Fox"][1]


def test_a_day_that_has_passed_is_named() -> None:
    ann = make_interview("Ann Lee", date="2024-02-20")
    past = make_follow_up("Flo Gray", of=ann, kind="meet", due="2024-02-28")
    found = rank_people(ann, make_referral("Ann Lee", "Flo Gray", of=ann), past)
    assert "A day was fixed, 28 February 2024" in found["Flo Gray"][1]


def test_silence_and_a_fixed_day_lower_the_rank_with_the_reason() -> None:
    ann = make_interview("Ann Lee", date="2024-02-20")
    named = [make_referral("Ann Lee", name, of=ann) for name in ("Eve Fox", "Flo Gray", "Gus Hall")]
    silent = make_passage("Eve Fox never answered.", of=ann, speaker="note_taker")
    fixed = make_follow_up("Flo Gray", of=ann, kind="meet", due="2024-03-20")
    found = rank_people(ann, *named, silent, fixed)
    assert next(iter(found)) == "Gus Hall"
    assert "Nothing came of it: “Eve Fox never answered.”" in found["Eve Fox"][1]
    assert "A day is fixed, 20 March 2024" in found["Flo Gray"][1]


def test_a_private_note_changes_nothing_that_is_said(tmp_path: Path) -> None:
    Path(tmp_path, "ann.md").write_text("# Ann Lee, nurse\n\n## People\n- talk to Eve Fox, midwife\n", encoding="utf-8")
    before = rank_next_talks(analyze(tmp_path), DAY)
    private = "---\nprivate: true\ninterviewee: Eve Fox\n---\nShe is leaving.\n"
    Path(tmp_path, "eve.md").write_text(private, encoding="utf-8")
    assert rank_next_talks(analyze(tmp_path), DAY).equals(before)
    assert before["person"].tolist() == ["Eve Fox"]


def test_a_person_named_along_with_a_disputed_skill_may_settle_it() -> None:
    ann, bob = make_interview("Ann Lee", date="2024-02-20"), make_interview("Bob Ray", date="2024-02-21")
    skills = [make_skill("SAS", of=ann), make_skill("SAS", of=bob, stance="declining")]
    found = rank_people(ann, bob, *skills, make_referral("Ann Lee", "Eve Fox", of=ann, quote="Eve Fox lives off SAS"))
    assert "People disagree about SAS" in found["Eve Fox"][1]


def list_told(*records: Record) -> list[tuple[str, str]]:
    rows = list_courtesies(make_corpus(*records), DAY).itertuples()
    return [(row.kind, row.person) for row in rows]


def test_a_referrer_hears_of_the_talk_their_referral_led_to() -> None:
    ann = make_interview("Ann Lee", date="2024-01-10")
    bob = make_interview("Bob Ray", date="2024-02-10", referred_by="Ann Lee")
    thanked = [
        make_follow_up(name, of=talk, kind="thank_you", done=True) for name, talk in (("Ann", ann), ("Bob", bob))
    ]
    referral = make_referral("Ann Lee", "Bob Ray", of=ann)
    assert list_told(ann, bob, referral, *thanked) == [("update", "Ann Lee")]
    told = make_follow_up("Ann Lee", of=bob, kind="update", done=True)
    assert list_told(ann, bob, referral, *thanked, told) == []


def test_thanks_are_missed_after_a_recent_talk_and_where_the_notes_mean_them() -> None:
    recent, old = make_interview("Ann Lee", date="2024-02-20"), make_interview("Bob Ray", date="2023-12-20")
    assert list_told(recent, old) == [("thank_you", "Ann Lee")]
    meant = make_follow_up("Bob Ray", of=old, kind="thank_you")
    assert list_told(recent, old, meant) == [("thank_you", "Ann Lee"), ("thank_you", "Bob Ray")]


def test_somebody_not_heard_from_for_half_a_year_is_to_be_written_to() -> None:
    ann = make_interview("Ann Lee", date="2023-06-01")
    assert list_told(ann) == [("keep_in_touch", "Ann Lee")]
    assert list_told(ann, make_interview("Ann Lee", note="again.md", date="2024-01-01")) == [("thank_you", "Ann Lee")]
