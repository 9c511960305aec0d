import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.domain.people.identity import (
    OutsidePerson,
    check_outside,
    look_alikes,
    looks_like,
    nearest,
    taken_for,
    unknown_requester,
)

ACCOUNTS = ("admin", "maria", "reviewer", "reviewer-10", "reviewer-2")
INVISIBLE = st.text("\u200b\u200c\u200d\u2060\ufeff\u00ad\u202e\u034f\u2800", max_size=3)


@pytest.mark.parametrize(
    ("name", "account"),
    [
        ("reviewer", "reviewer"),
        ("Reviewer", "reviewer"),
        ("REVIEWER", "reviewer"),
        (" reviewer ", "reviewer"),
        ("reviewer\u200b", "reviewer"),
        ("r\u0435viewer", "reviewer"),
        ("\uff32\uff25\uff36\uff29\uff25\uff37\uff25\uff32", "reviewer"),
        ("\u202ereviewer", "reviewer"),
        ("reviewer\u20112", "reviewer-2"),
        ("reviewer-1O", "reviewer-10"),
        ("rnaria", "maria"),
        ("\u0430dm\u0456n", "admin"),
        ("reviewer@firm.example", "reviewer"),
        ("R\u0435viewer@firm.example", "reviewer"),
        ("reviewer.", "reviewer"),
        ("<reviewer>", "reviewer"),
    ],
)
def test_a_name_that_reads_like_an_account_is_its_look_alike(name: str, account: str) -> None:
    assert account in look_alikes(name, ACCOUNTS)


@pytest.mark.parametrize("name", ["reviewer-3", "marta", "administrator", "C 88", "\u738b", "M\u00e1ria"])
def test_a_name_that_reads_otherwise_is_nobodys_look_alike(name: str) -> None:
    assert look_alikes(name, ACCOUNTS) == ()


@given(st.sampled_from(ACCOUNTS), st.integers(0, 12), INVISIBLE)
def test_nothing_invisible_makes_a_name_another(account: str, place: int, invisible: str) -> None:
    assert looks_like(account[:place] + invisible + account[place:], account)


@given(st.text(), st.text())
def test_to_look_alike_is_mutual(one: str, other: str) -> None:
    assert looks_like(one, one)
    assert looks_like(one, other) is looks_like(other, one)


@pytest.mark.parametrize(
    ("name", "account"),
    [("Reviewer", "reviewer"), ("r\u0435viewer", "reviewer"), ("reviwer", "reviewer"), ("nobody-here", None)],
)
def test_the_nearest_account_is_offered_where_one_is_near(name: str, account: str | None) -> None:
    assert nearest(name, ACCOUNTS) == account


def test_an_unknown_requester_is_refused_with_the_nearest_account_and_both_ways_on() -> None:
    problem = unknown_requester("Reviewer", ACCOUNTS)

    assert problem.details == {"where": "requestedBy"}
    assert problem.message == (
        "There is no account 'Reviewer'; the nearest is reviewer. Name an account exactly as `signoff user list` "
        "shows it; name a person outside the firm as requestedByOutside with source and id."
    )


@pytest.mark.parametrize(
    ("person", "where"),
    [
        (OutsidePerson("local", "reviewer"), "requestedByOutside.source"),
        (OutsidePerson("Loc\u0430l", "reviewer"), "requestedByOutside.source"),
        (OutsidePerson("pack|column", "12"), "requestedByOutside.source"),
        (OutsidePerson("crm", "12|7"), "requestedByOutside.id"),
        (OutsidePerson("crm", "\u200b"), "requestedByOutside.id"),
    ],
)
def test_an_outside_person_never_bears_the_key_of_another(person: OutsidePerson, where: str) -> None:
    problem = check_outside(person)

    assert problem is not None
    assert problem.details == {"where": where}


def test_a_new_account_that_reads_like_another_is_refused_and_its_own_name_is_not() -> None:
    problem = taken_for("Reviewer", ACCOUNTS)

    assert problem is not None
    assert problem.message == "Account Reviewer looks like reviewer, which is there already: choose another name."
    assert taken_for("reviewer", ACCOUNTS) is None
    assert taken_for("reviewer-3", ACCOUNTS) is None
