"""Which names are likely names of one entity, and what can be decided about two."""

import pytest

from graph.domain.kernel.problems import Problem
from graph.domain.registry.identity import MatchChange, MatchState, check_match_change
from graph.domain.registry.likeness import LIKELY, LikelyPair, NamedEntity, likely_pairs, likeness, plain_name


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Müller GmbH", "MULLER, G.m.b.H", False),
        ("Müller GmbH", "Muller", True),
        ("SCMS from RDC", "RDC, SCMS from", True),
        ("Aurobindo Pharma Limited", "Aurobindo Pharma Ltd.", True),
        ("Aurobindo Pharma Limited", "Aurobindo Parma Ltd", True),
        ("ABBVIE LOGISTICS", "ABBOTT LOGISTICS", False),
        ("vendorID_0123", "vendorID_0124", False),
        ("Trinity Biotech", "Trinity Biotech 2", False),
        ("", "", False),
        ("Ltd", "Limited", False),
    ],
)
def test_names_are_alike_but_for_case_accents_signs_order_legal_form_and_a_slip(
    one: str, other: str, *, alike: bool
) -> None:
    assert (likeness(one, other) >= LIKELY) is alike
    assert likeness(one, other) == likeness(other, one)


def test_pairs_are_of_one_kind_and_the_likeliest_come_first() -> None:
    names = ["Merck KGaA", "Merck KGAA", "Sigma Aldrich", "Sigma Aldrick", "Unlike"]
    vendors = [NamedEntity(str(place), "vendor", name) for place, name in enumerate(names)]
    country = NamedEntity("9", "country", "Merck KGaA")

    assert likely_pairs([*vendors, country]) == [
        LikelyPair(vendors[0], vendors[1], 100.0),
        LikelyPair(vendors[2], vendors[3], likeness("Sigma Aldrich", "Sigma Aldrick")),
    ]


def test_a_name_of_legal_forms_alone_keeps_them() -> None:
    assert (plain_name("The Company Ltd."), plain_name("The Ltd")) == ("the company ltd", "the ltd")


@pytest.mark.parametrize(
    ("current", "wanted", "allowed"),
    [
        (MatchState.PROPOSED, MatchState.SAME, True),
        (MatchState.PROPOSED, MatchState.DIFFERENT, True),
        (MatchState.SAME, MatchState.PROPOSED, True),
        (MatchState.DIFFERENT, MatchState.PROPOSED, True),
        (MatchState.SAME, MatchState.DIFFERENT, False),
        (MatchState.DIFFERENT, MatchState.SAME, False),
        (MatchState.SAME, MatchState.SAME, False),
        (MatchState.PROPOSED, MatchState.PROPOSED, False),
    ],
)
def test_what_was_decided_is_taken_back_before_it_is_decided_otherwise(
    current: MatchState, wanted: MatchState, *, allowed: bool
) -> None:
    assert (check_match_change(MatchChange("m", wanted, "same register"), current) is None) is allowed


@pytest.mark.parametrize(("wanted", "current"), [(MatchState.SAME, "PROPOSED"), (MatchState.DIFFERENT, "PROPOSED")])
def test_a_decision_takes_a_reason_and_taking_it_back_none(wanted: MatchState, current: str) -> None:
    problem = check_match_change(MatchChange("m", wanted, "  "), MatchState(current))

    assert isinstance(problem, Problem)
    assert problem.details["where"] == "reason"
    assert check_match_change(MatchChange("m", MatchState.PROPOSED), wanted) is None


def test_only_pairs_of_new_entities_are_compared_again() -> None:
    old = [NamedEntity("1", "vendor", "Sigma Aldrich"), NamedEntity("2", "vendor", "SIGMA ALDRICH")]
    new = NamedEntity("3", "vendor", "Sigma-Aldrich")

    pairs = likely_pairs([*old, new], frozenset({"3"}))

    assert [(pair.first.id, pair.second.id) for pair in pairs] == [("1", "3"), ("2", "3")]


@pytest.mark.parametrize("reason", ["x" * 401, "a\u202eb"])
def test_a_reason_that_cannot_be_shown_or_is_too_long_is_refused(reason: str) -> None:
    problem = check_match_change(MatchChange("m", MatchState.SAME, reason), MatchState.PROPOSED)

    assert isinstance(problem, Problem)
    assert problem.details["where"] == "reason"
