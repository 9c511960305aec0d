"""Which entities are one so surely that no person needs to look, and what speaks against it."""

import pytest

from graph.domain.registry.likeness import NamedEntity, likely_pairs
from graph.domain.registry.resolution import EntityEvidence, against, agreeing, sure_name, sure_pairs

SHARED = frozenset({"n1"})


def sure_of(*names: str, kind: str = "vendor") -> list[tuple[str, str]]:
    entities = [NamedEntity(f"{place:03}", kind, name) for place, name in enumerate(names)]
    return [(pair.first.name, pair.second.name) for pair in sure_pairs(entities, likely_pairs(entities))]


@pytest.mark.parametrize(
    ("one", "other", "sure"),
    [
        ("Aurobindo Pharma Limited", "AUROBINDO PHARMA LTD.", True),
        ("Bristol-Myers Squibb", "bristol myers  squibb", True),
        ("Shanghai Kehua Co.,Ltd. (KHB)", "Shanghai Kehua Company Limited KHB", True),
        ("Aurobindo Pharma Limited", "Aurobindo Parma Limited", False),
        ("Aurobindo Pharma Limited", "Aurobindo Pharma", False),
        ("Aurobindo Pharma GmbH", "Aurobindo Pharma AG", False),
        ("Pharma Aurobindo Limited", "Aurobindo Pharma Limited", False),
        ("Möller Maschinen GmbH", "Moller Maschinen GmbH", False),
        ("Weiß Maschinen GmbH", "WEISS MASCHINEN GMBH", False),
        ("Smith & Partner", "Smith Partner", False),
        ("Human GmbH", "HUMAN GMBH", False),
        ("Macleods Unit 2 Daman", "MACLEODS UNIT 2 DAMAN", False),
        ("vendorID_0123", "VENDORID-0123", False),
        ("किरण उद्योग लिमिटेड", "कुरण उद्योग लिमिटेड", False),
    ],
)
def test_one_name_in_another_writing_is_sure_and_whatever_tells_firms_apart_is_not(
    one: str, other: str, *, sure: bool
) -> None:
    assert sure_of(one, other) == ([(one, other)] if sure else [])


def test_a_name_that_a_longer_one_of_its_kind_continues_is_not_sure() -> None:
    cut = ("BIO-RAD LABORATORIES", "Bio-Rad Laboratories")

    assert sure_of(*cut) == [cut]
    assert sure_of(*cut, "Bio-Rad Laboratories (France)") == []
    assert sure_of(*cut, "Biolytical Laboratories") == [cut]


def test_entities_of_two_kinds_are_never_one() -> None:
    entities = [NamedEntity("1", "vendor", "Aurobindo Pharma"), NamedEntity("2", "site", "AUROBINDO PHARMA")]

    assert sure_pairs(entities, likely_pairs(entities)) == []


def test_a_name_that_tells_too_little_has_no_sure_form() -> None:
    assert [sure_name(one) for one in ("", "The Company Ltd.", "3M Deutschland GmbH", "Abcdefg Ltd")] == [None] * 4
    assert sure_name("Abcdefgh Limited") == "abcdefgh ltd"


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        (EntityEvidence(), EntityEvidence(), []),
        (EntityEvidence("DE 1"), EntityEvidence("DE 2"), ["each has an identifier of its own"]),
        (EntityEvidence("DE 1"), EntityEvidence(), []),
        (
            EntityEvidence(links={"country": frozenset({"n1"})}),
            EntityEvidence(links={"country": frozenset({"n2"})}),
            ["each has another country"],
        ),
        (EntityEvidence(links={"country": SHARED}), EntityEvidence(links={"country": SHARED | {"n2"}}), []),
        (EntityEvidence(links={"country": SHARED}), EntityEvidence(links={"category": frozenset({"n2"})}), []),
        (EntityEvidence(parted=True), EntityEvidence(), ["a person held one of them apart from another entity"]),
    ],
)
def test_whatever_the_graph_holds_against_it_makes_a_pair_unsure(
    one: EntityEvidence, other: EntityEvidence, reasons: list[str]
) -> None:
    assert against(one, other, in_one_case=False) == reasons
    assert against(other, one, in_one_case=False) == reasons
    assert set(against(one, other, in_one_case=True)) == {*reasons, "one case names both"}


def test_what_both_lead_to_is_evidence_beside_the_name() -> None:
    one = EntityEvidence(links={"country": SHARED, "category": frozenset({"n2"})})
    other = EntityEvidence(links={"country": SHARED, "category": frozenset({"n3"})})

    assert agreeing(one, other) == ["country"]
