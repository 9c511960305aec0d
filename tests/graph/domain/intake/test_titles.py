"""A case in one line: amounts with their currency, counts plain, what is missing said."""

from datetime import UTC, datetime

import pytest

from graph.domain.intake.rules import FieldAvailability, FieldType, IntakeField, IntakeRules, read_rules, rules_text
from graph.domain.intake.titles import case_deadline, title_of
from graph.domain.kernel.canonical import Json

EVENT = FieldAvailability.EVENT
FIELDS = (
    IntakeField("amount", FieldType.NUMBER, EVENT, "net worth", "EUR"),
    IntakeField("receipts", FieldType.NUMBER, EVENT, "receipts so far", "receipts"),
    IntakeField("vendor", FieldType.TEXT, EVENT, "vendor"),
    IntakeField("due", FieldType.TIME, EVENT, "due date"),
    IntakeField("urgent", FieldType.FLAG, EVENT, "urgent"),
)
RULES = IntakeRules(FIELDS, title="{amount} to {vendor}, {receipts} received, due {due}, urgent: {urgent}")


@pytest.mark.parametrize(
    ("payload", "title"),
    [
        (
            {"amount": 1204.5, "vendor": "V-7", "receipts": 2.0, "due": "2026-03-02T00:00:00Z", "urgent": True},
            "1,204.50 EUR to V-7, 2 received, due 2026-03-02, urgent: yes",
        ),
        (
            {"amount": None, "vendor": "", "urgent": False},
            "unknown net worth to unknown vendor, unknown receipts so far received, due unknown due date, urgent: no",
        ),
    ],
)
def test_a_template_is_filled_with_what_a_case_says(payload: dict[str, Json], title: str) -> None:
    assert title_of(RULES, payload) == title
    assert title_of(read_rules(rules_text(RULES)), payload) == title


def test_without_a_template_a_case_has_no_line_and_a_long_one_is_cut() -> None:
    assert title_of(None, {}) is None
    assert title_of(IntakeRules(FIELDS), {"vendor": "V-7"}) is None
    cut = title_of(IntakeRules(FIELDS, title="{vendor}"), {"vendor": "V" * 500})
    assert cut is not None
    assert (len(cut), cut[-1]) == (200, "…")


def test_a_case_says_until_when_it_is_to_be_settled() -> None:
    began = datetime(2026, 1, 5, 9, tzinfo=UTC)

    assert case_deadline({"hours_to_deadline": 26.5}, began) == datetime(2026, 1, 6, 11, 30, tzinfo=UTC)
    assert case_deadline({"hours_to_deadline": None}, began) is None
    assert case_deadline({}, began) is None
