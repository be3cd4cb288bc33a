"""Who is one and the same."""

from collections.abc import Sequence

import pytest
from factories import make_follow_up, make_interview, make_referral
from hypothesis import given, settings
from hypothesis import strategies as st

from infoview_analysis.errors import UsageError
from infoview_analysis.identity import People, parse_decisions, parse_name, resolve_people, slugify
from infoview_analysis.records import FollowUp, Interview, Referral

Record = Interview | Referral | FollowUp


def resolve(*records: Record) -> People:
    return resolve_people(
        [record for record in records if isinstance(record, Interview)],
        [record for record in records if isinstance(record, Referral)],
        [record for record in records if isinstance(record, FollowUp)],
    )


def list_ids(people: People) -> list[str]:
    return sorted(person.person_id for person in people.persons)


# --- Inside a note ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("short", ["Priya", "Raman", "PR", "P.R.", "Priya R.", "Dr Raman", "priya", "PRIYA RAMAN"])
def test_a_short_form_is_whoever_has_the_full_name_in_the_note(short: str) -> None:
    priya = make_interview("Priya Raman")
    people = resolve(priya, make_referral(short, "Dev Patel", of=priya))
    assert list_ids(people) == ["dev-patel", "priya-raman"]
    assert people.find_id(priya.source.note, short) == "priya-raman"
    assert people.complete_name(priya.source.note, short).casefold() == "priya raman"


def test_an_alias_of_the_interviewee_is_the_interviewee() -> None:
    dare = make_interview("Oluwadamilare Fasanya", aliases=("Dare",))
    people = resolve(dare, make_referral("Dare", "Chiamaka Obi", of=dare))
    assert people.complete_name(dare.source.note, "Dare") == "Oluwadamilare Fasanya"
    assert list_ids(people) == ["chiamaka-obi", "oluwadamilare-fasanya"]


def test_a_full_alias_names_an_interviewee_with_a_bare_name() -> None:
    emeka = make_interview("Emeka", aliases=("Chukwuemeka Obi",))
    people = resolve(emeka, make_referral("Emeka", "Dev Patel", of=emeka))
    assert list_ids(people) == ["chukwuemeka-obi", "dev-patel"]


def test_a_first_name_that_two_have_is_the_interviewee() -> None:
    priya = make_interview("Priya Raman")
    referrals = [
        make_referral("Priya Raman", "Priya Shah", of=priya),
        make_referral("Priya", "Dev Patel", of=priya),
    ]
    people = resolve(priya, *referrals)
    assert people.find_id(priya.source.note, "Priya") == "priya-raman"


def test_a_first_name_that_two_others_have_is_nobody_of_them() -> None:
    ann = make_interview("Ann Lee")
    referrals = [make_referral("Ann Lee", name, of=ann) for name in ("Priya Raman", "Priya Shah", "Priya")]
    assert list_ids(resolve(ann, *referrals)) == ["ann-lee", "priya", "priya-raman", "priya-shah"]


def test_a_surname_gives_way_to_a_first_name() -> None:
    ann = make_interview("Ann Lee")
    referrals = [make_referral("Ann Lee", name, of=ann) for name in ("Tenzin Bhutia", "Sam Tenzin", "Tenzin")]
    assert resolve(ann, *referrals).complete_name(ann.source.note, "Tenzin") == "Tenzin Bhutia"


def test_careless_words_of_a_task_complete_no_name() -> None:
    ann = make_interview("Ann Lee")
    referrals = [make_referral("Ann", name, of=ann) for name in ("Dev Patel", "Dev")]
    people = resolve(ann, make_follow_up("ring Dev Patel", of=ann), *referrals)
    assert people.complete_name(ann.source.note, "Dev") == "Dev Patel"
    assert list_ids(people) == ["ann-lee", "dev-patel"]


def test_a_full_name_is_complete_as_it_is() -> None:
    maria = make_interview("Maria Silva Costa")
    people = resolve(maria, make_referral("Maria Silva", "Dev Patel", of=maria))
    assert people.complete_name(maria.source.note, "Maria Silva") == "Maria Silva"
    assert people.find_id(maria.source.note, "Maria Silva") == "maria-silva-costa"


def test_the_two_ends_of_a_referral_are_two_people() -> None:
    priya = make_interview("Priya", referred_by="Priya Shah")
    assert list_ids(resolve(priya)) == ["priya", "priya-shah"]


# --- Across notes -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "another"),
    [
        ("Tuğba Erdinç", "Tugba Erdinc"),
        ("Dr Priya Raman", "priya raman"),
        ("Nguyen Thi Hoa", "Hoa Nguyen Thi"),
        ("Raman, Priya", "Priya Raman"),
        ("Jean-Christophe Mbala", "Jean Christophe Mbala"),
        ("Priya Raman (Monzo)", "Priya Raman @ Wise"),
        ("Łukasz Żak", "Lukasz Zak"),
        ("王小明", "王小明"),
    ],
)
def test_spellings_of_one_name_are_one_person(one: str, another: str) -> None:
    people = resolve(make_interview(one, note="a.md"), make_interview(another, note="b.md"))
    assert len(people.persons) == 1


def test_a_longer_name_takes_in_the_shorter() -> None:
    people = resolve(
        make_interview("Maria Silva Costa", note="a.md"),
        make_interview("Maria Silva", note="b.md"),
    )
    assert [person.name for person in people.persons] == ["Maria Silva Costa"]
    assert people.persons[0].aliases == ("Maria Silva",)


def test_a_longer_name_takes_in_the_shorter_unless_the_organisation_speaks_against_it() -> None:
    people = resolve(
        make_interview("Maria Silva Costa", note="a.md", organization="Acme"),
        make_interview("Maria Silva", note="b.md", organization="Bolt"),
    )
    assert list_ids(people) == ["maria-silva", "maria-silva-costa"]


def test_a_name_that_two_longer_ones_hold_stays_alone() -> None:
    names = ["Maria Silva", "Maria Silva Costa", "Maria Silva Lopes"]
    people = resolve(*(make_interview(name, note=f"{name}.md") for name in names))
    assert list_ids(people) == ["maria-silva", "maria-silva-costa", "maria-silva-lopes"]


def test_one_word_in_common_makes_nobody_one_person() -> None:
    people = resolve(make_interview("Ann Lee"), make_interview("Bob Lee"), make_interview("Ann Kim"))
    assert len(people.persons) == 3


def test_a_clipped_first_name_is_the_person_the_same_referrer_led_to() -> None:
    samir = make_interview("Samir Bel", date="2025-08-12")
    josephine = make_interview("Josephine Atkinson", date="2025-10-02", referred_by="Samir Bel")
    people = resolve(samir, josephine, make_referral("Samir Bel", "Jo Atkinson", of=samir))
    assert people.find_id(samir.source.note, "Jo Atkinson") == "josephine-atkinson"


def test_a_clipped_first_name_without_a_common_referrer_is_somebody_else() -> None:
    people = resolve(make_interview("Josephine Atkinson"), make_interview("Jo Atkinson"))
    assert len(people.persons) == 2


# --- Namesakes ----------------------------------------------------------------------------------------------


def test_namesakes_in_other_roles_and_organisations_stay_two() -> None:
    people = resolve(
        make_interview("Wei Zhang", note="a.md", date="2024-03-01", role="Nurse", organization="City Hospital"),
        make_interview("Wei Zhang", note="b.md", date="2024-04-01", role="Lawyer", organization="Smith Partners"),
    )
    assert list_ids(people) == ["wei-zhang", "wei-zhang-2"]
    assert people.find_id("b.md", "Wei Zhang") == "wei-zhang-2"


def test_half_a_year_later_another_job_is_a_new_job() -> None:
    people = resolve(
        make_interview("Parisa Golzari", note="a.md", date="2025-04-05", role="Developer", organization="Museum"),
        make_interview("Parisa Golzari", note="b.md", date="2026-02", role="Officer", organization="Registry"),
    )
    (ann,) = people.persons
    assert (ann.role, ann.organization, ann.first_seen) == ("Officer", "Registry", "2025-04-05")


@pytest.mark.parametrize(
    ("role", "organization"),
    [
        ("Head of Analytics", "Wise"),
        ("Analyst", "Wise Ltd"),
        ("Nurse", "Wise"),
        ("Analytics Lead", ""),
        ("", ""),
    ],
)
def test_a_namesake_who_shares_role_or_organisation_is_the_same(role: str, organization: str) -> None:
    people = resolve(
        make_interview("Dev Patel", note="a.md", role="Senior Analyst", organization="Wise"),
        make_interview("Dev Patel", note="b.md", role=role, organization=organization),
    )
    assert len(people.persons) == 1


def test_initials_of_an_organisation_are_the_organisation() -> None:
    people = resolve(
        make_interview("Dev Patel", note="a.md", role="Nurse", organization="National Health Service"),
        make_interview("Dev Patel", note="b.md", role="Analyst", organization="NHS"),
    )
    assert len(people.persons) == 1


def test_the_same_referrer_makes_namesakes_one() -> None:
    ann = make_interview("Ann Lee", date="2024-01-01")
    dev = make_interview("Dev Patel", date="2024-02-01", role="Nurse", organization="Bolt", referred_by="Ann Lee")
    referral = make_referral("Ann Lee", "Dev Patel", of=ann, role="Pilot", organization="Acme")
    assert list_ids(resolve(ann, dev, referral)) == ["ann-lee", "dev-patel"]


# --- First names across notes -------------------------------------------------------------------------------


def test_a_first_name_goes_to_the_only_person_interviewed_before() -> None:
    priya, ann = (
        make_interview("Priya Raman", date="2024-01-01"),
        make_interview("Ann Lee", date="2024-02-01"),
    )
    people = resolve(priya, ann, make_referral("Priya", "Ann Lee", of=ann))
    assert people.find_id(ann.source.note, "Priya") == "priya-raman"


def test_a_first_name_goes_to_nobody_who_turned_up_later() -> None:
    ann, priya = (
        make_interview("Ann Lee", date="2024-01-01"),
        make_interview("Priya Raman", date="2024-02-01"),
    )
    assert list_ids(resolve(ann, priya, make_referral("Ann Lee", "Priya", of=ann))) == [
        "ann-lee",
        "priya",
        "priya-raman",
    ]


def test_a_first_name_goes_to_the_one_whom_the_same_referrer_led_to() -> None:
    ann = make_interview("Ann Lee", date="2024-01-01")
    priya = make_interview("Priya Raman", date="2024-02-01", referred_by="Ann")
    people = resolve(ann, priya, make_referral("Ann Lee", "Priya", of=ann))
    assert people.find_id(ann.source.note, "Priya") == "priya-raman"


def test_a_first_name_goes_to_nobody_where_two_have_it() -> None:
    talks = [
        make_interview("Priya Raman", date="2024-01-01"),
        make_interview("Priya Shah", date="2024-01-02"),
        make_interview("Ann Lee", date="2024-02-01"),
    ]
    people = resolve(*talks, make_referral("Priya", "Ann Lee", of=talks[2]))
    assert people.find_id(talks[2].source.note, "Priya") == "priya"


def test_of_two_with_a_first_name_the_organisation_decides() -> None:
    talks = [
        make_interview("Priya Raman", date="2024-01-01", organization="Monzo"),
        make_interview("Priya Shah", date="2024-01-02", organization="Wise"),
        make_interview("Ann Lee", date="2024-02-01"),
    ]
    people = resolve(*talks, make_referral("Ann Lee", "Priya", of=talks[2], organization="Wise"))
    assert people.find_id(talks[2].source.note, "Priya") == "priya-shah"


def test_bare_first_names_in_two_notes_are_two_people() -> None:
    ann, bob = make_interview("Ann Lee", date="2024-01-01"), make_interview("Bob Ray", date="2024-02-01")
    people = resolve(ann, bob, make_referral("Sam", "Ann Lee", of=ann), make_referral("Sam", "Bob Ray", of=bob))
    assert list_ids(people) == ["ann-lee", "bob-ray", "sam", "sam-2"]


def test_a_bare_first_name_goes_to_the_interviewee_known_by_no_other() -> None:
    halima, ann = make_interview("Halima", date="2024-01-01"), make_interview("Ann Lee", date="2024-02-01")
    people = resolve(halima, ann, make_referral("Halima", "Ann Lee", of=ann))
    assert list_ids(people) == ["ann-lee", "halima"]


def test_the_same_address_makes_a_first_name_that_person() -> None:
    priya, ann = make_interview("Priya Raman", contact="p@x.org"), make_interview("Ann Lee")
    people = resolve(priya, ann, make_referral("Ann Lee", "Priya", of=ann, contact="P@x.org"))
    assert people.find_id(ann.source.note, "Priya") == "priya-raman"


# --- Persons ------------------------------------------------------------------------------------------------


def test_people_who_only_refer_or_are_referred_to_are_persons() -> None:
    ann = make_interview("Ann Lee")
    people = resolve(ann, make_referral("Sam Ortiz", "Ann Lee", of=ann), make_referral("Ann Lee", "Dev Patel", of=ann))
    assert {person.person_id: person.interviewed for person in people.persons} == {
        "ann-lee": True,
        "dev-patel": False,
        "sam-ortiz": False,
    }


def test_follow_ups_find_persons_and_make_none() -> None:
    ann, bob = make_interview("Ann Lee", date="2024-01-01"), make_interview("Bob Ray", date="2024-02-01")
    tasks = [make_follow_up("Ann", of=bob), make_follow_up("Tom Baker", of=bob)]
    people = resolve(ann, bob, *tasks)
    assert list_ids(people) == ["ann-lee", "bob-ray"]
    assert people.find_id(bob.source.note, "Ann") == "ann-lee"
    assert people.find_id(bob.source.note, "Tom Baker") == ""


@pytest.mark.parametrize("name", ["", "???", "—", "👍"])
def test_what_has_no_letters_is_nobody(name: str) -> None:
    people = resolve(make_interview(name, note="a.md"))
    assert people.persons == ()
    assert people.find_id("a.md", name) == ""


def test_a_person_is_described_by_the_latest_talk() -> None:
    people = resolve(
        make_interview("Ann Lee", note="old.md", date="2024-01-01", role="Analyst", organization="Acme"),
        make_interview("Ann Lee", note="new.md", date="2025-01-01", role="Senior Analyst", organization="Acme"),
    )
    assert people.persons[0].role == "Senior Analyst"
    assert people.persons[0].source.note == "old.md"


def test_a_name_loses_title_and_organisation() -> None:
    assert parse_name("Prof. Dr. Priya Raman, PhD").written == "Priya Raman"
    assert parse_name("Capt Jane O'Neill’s").written == "Jane O'Neill"


def test_an_identifier_holds_plain_letters() -> None:
    assert slugify("Đặng Thu Hà") == "dang-thu-ha"
    assert slugify("O'Neill") == "oneill"


# --- Laws ---------------------------------------------------------------------------------------------------

NAMES = st.sampled_from(
    [
        "Ann Lee",
        "Ann",
        "Ann Marie Lee",
        "Lee Ann",
        "AL",
        "Bob Ray",
        "Bob",
        "Bob R.",
        "Ann Kim",
        "Sam",
        "王小明",
        "",
    ]
)
JOBS = st.sampled_from(["", "Nurse", "Pilot"])
DATES = st.sampled_from(["", "2024-01", "2024-02-10", "2025-03-01"])


@st.composite
def folders(draw: st.DrawFn) -> list[Record]:
    records: list[Record] = []
    for number in range(draw(st.integers(0, 4))):
        talk = make_interview(
            draw(NAMES),
            note=f"{draw(st.integers(0, 3))}.md",
            line=number + 1,
            date=draw(DATES),
            role=draw(JOBS),
            organization=draw(JOBS),
            referred_by=draw(NAMES),
            aliases=tuple(draw(st.lists(NAMES, max_size=1))),
        )
        records.append(talk)
        for line in range(draw(st.integers(0, 3))):
            records.append(make_referral(draw(NAMES), draw(NAMES), of=talk, line=line, organization=draw(JOBS)))
        records.append(make_follow_up(draw(NAMES), of=talk))
    return records


@given(folders(), st.randoms())
@settings(max_examples=200, deadline=None)
def test_order_of_records_changes_nothing(records: list[Record], random: object) -> None:
    shuffled = list(records)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert resolve(*shuffled) == resolve(*records)


@given(folders())
@settings(max_examples=200, deadline=None)
def test_every_named_person_has_one_identifier_of_their_own(records: list[Record]) -> None:
    people = resolve(*records)
    known = [person.person_id for person in people.persons]
    assert len(known) == len(set(known))
    assert set(people.ids.values()) == set(known)
    for record in records:
        for name in find_names(record):
            assert bool(people.find_id(record.source.note, name)) == bool(parse_name(name).words)


def find_names(record: Record) -> Sequence[str]:
    if isinstance(record, Interview):
        return (record.interviewee, record.referred_by)
    return (record.referrer, record.referred) if isinstance(record, Referral) else ()


# --- Everyday forms -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Kasia", "Katarzyna Nowak"),
        ("Bob", "Robert Wells"),
        ("Nacho", "Ignacio Barrientos"),
        ("Muthu", "Muthukumaran Selvarajoo"),
        ("Emeka", "Chukwuemeka Obi"),
        ("Sukhi Gill", "Sukhdeep Gill"),
        ("Farukh", "Farrukh Niazi"),
        ("JC", "Jean-Christophe Mbala"),
        ("KJ Aune", "Karl Johan Aune"),
        ("Big Dave", "Dave Oyelaran"),
        ("Ramanathan Sir", "Ramanathan S."),
        ("Wenting", "Wen-Ting Hsiao"),
        ("T", "Teodora Vâlcan"),
        ("Boon Teck", "Tan Boon Teck"),
    ],
)
def test_an_everyday_form_is_whoever_has_the_name_in_the_note(short: str, full: str) -> None:
    asked = make_interview(full)
    people = resolve(asked, make_follow_up(short, of=asked))
    assert people.find_id(asked.source.note, short) == people.persons[0].person_id


@pytest.mark.parametrize(
    ("short", "full"), [("Jo Atkinson", "Josh Atkins"), ("Maria", "Marcus Lee"), ("Al", "Kim Ray")]
)
def test_another_name_is_somebody_else(short: str, full: str) -> None:
    asked = make_interview(full)
    assert len(resolve(asked, make_referral(full, short, of=asked)).persons) == 2


def test_a_part_of_a_name_goes_before_a_nickname() -> None:
    ann = make_interview("Ann Lee")
    named = [make_referral("Ann Lee", name, of=ann) for name in ("Jo Brand", "Josephine Hall", "Jo")]
    assert resolve(ann, *named).complete_name(ann.source.note, "Jo") == "Jo Brand"


def test_full_names_that_differ_by_a_nickname_are_one_person_at_one_organisation() -> None:
    one = make_interview("Bob Wells", note="a.md", organization="Acme")
    another = make_interview("Robert Wells", note="b.md", organization="Acme Ltd")
    elsewhere = make_interview("Robert Wells", note="b.md", organization="Bolt")
    assert len(resolve(one, another).persons) == 1
    assert len(resolve(one, elsewhere).persons) == 2


def test_a_rare_first_name_goes_to_the_only_person_it_fits_even_one_met_later() -> None:
    ann, ruaridh = make_interview("Ann Lee", date="2024-01"), make_interview("Ruaridh Gunn", date="2024-05")
    people = resolve(ann, ruaridh, make_referral("Ann Lee", "Ruaridh", of=ann))
    assert people.find_id(ann.source.note, "Ruaridh") == "ruaridh-gunn"


def test_a_letter_means_somebody_in_its_own_note_only() -> None:
    ann, olu = make_interview("Ann Lee", date="2024-01"), make_interview("Olu Ade", date="2024-02")
    people = resolve(ann, olu, make_follow_up("O", of=olu), make_follow_up("O", of=ann))
    assert people.find_id(olu.source.note, "O") == "olu-ade"
    assert not people.find_id(ann.source.note, "O")


# --- What the user settles ----------------------------------------------------------------------------------


def settle(text: str, *records: Record) -> People:
    return resolve_people(
        [record for record in records if isinstance(record, Interview)],
        [record for record in records if isinstance(record, Referral)],
        [record for record in records if isinstance(record, FollowUp)],
        parse_decisions(text),
    )


def test_names_that_the_user_calls_one_person_are_one() -> None:
    talks = [make_interview("Ann Lee", note="a.md"), make_interview("Ann Kim", note="b.md")]
    assert len(settle('same = [["Ann Kim", "Ann Lee"]]', *talks).persons) == 1


def test_names_that_the_user_calls_different_are_two() -> None:
    talks = [make_interview("Ann Lee", note="a.md"), make_interview("Ann Lee", note="b.md")]
    assert list_ids(settle('different = [["Ann Lee in a.md", "Ann Lee in b.md"]]', *talks)) == ["ann-lee", "ann-lee-2"]


def test_a_first_name_inside_a_note_is_whom_the_user_says() -> None:
    ann = make_interview("Ann Lee", note="a.md")
    records = [ann, *(make_referral("Ann Lee", name, of=ann) for name in ("Sam Ortiz", "Sam"))]
    assert list_ids(settle("", *records)) == ["ann-lee", "sam-ortiz"]
    assert list_ids(settle('different = [["Sam in a.md", "Sam Ortiz"]]', *records)) == ["ann-lee", "sam", "sam-ortiz"]


def test_a_person_is_called_as_the_user_says() -> None:
    people = settle('[rename]\n"Priya R." = "Priya Raman"', make_interview("Priya R.", note="a.md"))
    assert [(person.person_id, person.name, person.aliases) for person in people.persons] == [
        ("priya-raman", "Priya Raman", ("Priya R.",))
    ]


def test_a_name_in_the_file_that_is_nobody_is_told_with_its_line() -> None:
    (found,) = settle('\nsame = [["Ann Lee", "Nobody"]]', make_interview("Ann Lee")).diagnostics
    assert (found.code, found.source.note, found.source.line) == ("unknown-person", "people.toml", 2)


@pytest.mark.parametrize("text", ["same = ", 'same = ["Ann"]', 'together = [["Ann", "Bob"]]'])
def test_a_file_that_says_something_else_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UsageError, match=r"people\.toml.*write for example"):
        parse_decisions(text)


# --- What stays open ----------------------------------------------------------------------------------------


def test_a_name_that_fits_two_is_told_with_all_places_and_stays_alone() -> None:
    ann = make_interview("Ann Lee", date="2024-05")
    others = [make_interview(name, date="2024-01") for name in ("Sam Ortiz", "Sam Shah")]
    people = resolve(ann, *others, make_referral("Ann Lee", "Sam", of=ann))
    (doubt,) = people.diagnostics
    assert (doubt.code, doubt.severity, doubt.source.note) == ("unsure-person", "info", "ann-lee.md")
    assert "Sam Ortiz (sam-ortiz.md:1) or Sam Shah (sam-shah.md:1)" in doubt.message
    assert "sam" in list_ids(people)


def test_a_doubt_ends_when_the_user_settles_it() -> None:
    talks = [
        make_interview("Ann Lee", note=f"{firm}.md", role=role, organization=firm, date="2024-05")
        for firm, role in (("Acme", "Nurse"), ("Bolt", "Welder"))
    ]
    (doubt,) = resolve(*talks).diagnostics
    assert doubt.code == "unsure-person"
    for word, number in (("same", 1), ("different", 2)):
        people = settle(f'{word} = [["Ann Lee in Acme.md", "Ann Lee in Bolt.md"]]', *talks)
        assert (len(people.persons), people.diagnostics) == (number, ())
