"""Codes and numbers as people read them."""

import pytest

from graph.domain.kernel.labels import amount_text


@pytest.mark.parametrize(
    ("value", "unit", "label", "text"),
    [
        (1200.0, "EUR", "net worth", "1,200.00 EUR"),
        (7.846, "years", "age of the licence", "7.85 years"),
        (3.0, "violations", "Critical violations", "3"),
        (20.0, "days", "days from order to promise", "20"),
        (1.0, "packs", "quantity", "1 pack"),
        (3000.0, "packs", "quantity", "3,000 packs"),
        (0.0123, None, "share", "0.0123"),
        (10.0, None, "updates so far", "10"),
    ],
)
def test_a_number_has_its_unit_once(value: float, unit: str | None, label: str, text: str) -> None:
    assert amount_text(value, unit, label) == text
