from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.domain.intake.case import CaseSubmission, EntityRef, SourceRef
from graph.domain.intake.differences import differences, first_differences, stated_beside_payload
from tests.builders.values import NOW, score

CASE = CaseSubmission("support", "INC1#0", {"group": "G 12"}, NOW, NOW, source=SourceRef("s", "n", "d", "1", "a" * 64))
VALUES = st.dictionaries(st.sampled_from("abc"), st.integers(0, 2) | st.dictionaries(st.sampled_from("xy"), st.none()))


def changed(**fields: object) -> list[str]:
    other = replace(CASE, **fields)  # type: ignore[arg-type]  # one field at a time
    return list(differences(stated_beside_payload(CASE, "local|sam"), stated_beside_payload(other, "local|sam")))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, []),
        ({"entities": (EntityRef("caller", "C 88"),)}, ['entities: [] → ["caller C 88"]']),
        ({"source": replace(CASE.source, version="2")}, ['source.version: "1" → "2"']),  # type: ignore[type-var]
        ({"source": replace(CASE.source, row=7)}, ["source.row: nothing → 7"]),  # type: ignore[type-var]
    ],
)
def test_a_difference_names_its_place_and_both_values(fields: dict[str, object], expected: list[str]) -> None:
    assert changed(**fields) == expected


def test_another_requester_and_another_score_are_differences() -> None:
    sam, other = (stated_beside_payload(CASE, key) for key in ("local|sam", "crm|7"))
    low, high = (stated_beside_payload(replace(CASE, score=score(risk)), "local|sam") for risk in (0.05, 0.06))

    assert list(differences(sam, other)) == ['requestedBy: "local|sam" → "crm|7"']
    assert "score.probability: 0.05 → 0.06" in list(differences(low, high))


def test_a_handful_is_shown_and_the_rest_is_counted() -> None:
    places = differences({}, dict.fromkeys("abcdefg", 1))

    assert first_differences(places) == (
        "a: nothing → 1; b: nothing → 1; c: nothing → 1; d: nothing → 1; e: nothing → 1; and 2 more"
    )


@given(VALUES, VALUES)
def test_there_are_differences_exactly_where_the_content_differs(
    before: dict[str, int | dict[str, None]], after: dict[str, int | dict[str, None]]
) -> None:
    assert (not list(differences(before, before))) is True
    assert bool(list(differences(before, after))) is bool(list(differences(after, before)))
