"""What a decision point takes in: fields by name, time of knowledge, type and unit; rules stored and read back."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from graph.domain.intake.payload_fields import check_times, in_time, readable_row, taken_payload, typed_row
from graph.domain.intake.plausible import FIRST_PLAUSIBLE, span_until
from graph.domain.intake.rules import (
    FieldAvailability,
    FieldType,
    IntakeField,
    IntakeRules,
    gate_row_text,
    read_rules,
    rules_text,
)
from graph.domain.kernel.canonical import Json
from graph.domain.kernel.problems import Problem, ProblemCode
from tests.builders.firm import INTAKE

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
SPAN = span_until(FIRST_PLAUSIBLE, NOW)
SOUND: dict[str, Json] = {
    "amount": 120,
    "vendor": "V-7",
    "urgent": False,
    "needed_by": "2026-01-05T10:00:00+01:00",
}


def test_a_sound_payload_is_a_typed_row() -> None:
    assert typed_row(INTAKE, SOUND) == {
        "amount": 120,
        "vendor": "V-7",
        "urgent": False,
        "needed_by": datetime(2026, 1, 5, 9, tzinfo=UTC),
    }
    assert typed_row(INTAKE, {"amount": None}) == {"amount": None}


@pytest.mark.parametrize(
    ("payload", "where", "message"),
    [
        ({"vendors": "V-7"}, "payload.vendors", "is no field of this decision point: did you mean vendor? Leave it"),
        ({"zz": 1}, "payload.zz", "is no field of this decision point: Leave it out or rename it; the query intake"),
        ({"paid_at": None}, "payload.paid_at", "(paid at) is only known after the decision (AFTERWARDS): leave it out"),
        ({"payd_at": None}, "payload.payd_at", "is no field of this decision point: Leave it out"),
        ({"vendor": 7}, "payload.vendor", "(vendor) is the number 7: send a text, or null."),
        ({"amount": "7 USD"}, "payload.amount", 'is the text "7 USD": send a plain number in EUR, without the unit'),
        ({"amount": {"value": 7, "unit": "USD"}}, "payload.amount", "is a list or an object: send a plain number in"),
        ({"amount": True}, "payload.amount", "is true: send a plain number in EUR"),
        ({"urgent": "yes"}, "payload.urgent", 'is the text "yes": send true or false, or null.'),
        ({"urgent": 1}, "payload.urgent", "is the number 1: send true or false"),
        ({"needed_by": "2026-01-05T10:00:00"}, "payload.needed_by", "send a time with an offset, such as 2026-01-05T"),
        ({"needed_by": "soon"}, "payload.needed_by", 'is the text "soon": send a time with an offset'),
    ],
)
def test_a_field_that_is_unknown_late_or_of_another_type_is_refused_by_name(
    payload: dict[str, Json], where: str, message: str
) -> None:
    refused = typed_row(INTAKE, {"vendor": "V-7", **payload})

    assert isinstance(refused, Problem)
    assert (refused.code, refused.details["where"]) == (ProblemCode.INVALID_INPUT, where)
    assert message in refused.message


@pytest.mark.parametrize("nothing", ["?", "", "  ", " ? ", "\u00a0", "\n"])
def test_a_text_that_stands_for_no_value_is_none_in_the_row_and_in_what_is_kept(nothing: str) -> None:
    assert typed_row(INTAKE, {"vendor": nothing}) == {"vendor": None}
    assert readable_row(INTAKE, {"vendor": nothing}) == {"vendor": None}
    assert taken_payload(INTAKE, {"vendor": nothing, "amount": 1}) == {"vendor": None, "amount": 1}


@pytest.mark.parametrize("blank", [" ", "\n", "\u00a0", "\u3000"])
def test_outer_blanks_are_no_part_of_a_value(blank: str) -> None:
    sent: dict[str, Json] = {"vendor": f"{blank}V-7{blank}"}

    assert typed_row(INTAKE, sent) == {"vendor": "V-7"}
    assert taken_payload(INTAKE, sent) == {"vendor": "V-7"}


def test_a_marker_of_another_field_is_a_value_like_any_other() -> None:
    assert isinstance(typed_row(INTAKE, {"amount": "?"}), Problem)
    assert typed_row(INTAKE, {"amount": " "}) == {"amount": None}


def test_rules_stored_without_markers_are_read_as_having_none() -> None:
    stored = json.loads(rules_text(INTAKE))
    for field in stored["fields"]:
        del field["missing"]

    rules = read_rules(json.dumps(stored))

    assert rules is not None
    assert typed_row(rules, {"vendor": "?"}) == {"vendor": "?"}


@pytest.mark.parametrize(
    ("planned", "at", "odd"),
    [
        (False, SPAN.first, False),
        (False, SPAN.first - timedelta(milliseconds=1), True),
        (False, NOW, False),
        (False, NOW + timedelta(minutes=1), False),
        (False, NOW + timedelta(minutes=2), True),
        (True, NOW + timedelta(days=30), False),
        (True, SPAN.first - timedelta(days=1), True),
    ],
)
def test_a_time_lies_between_the_first_plausible_day_and_now_a_planned_one_may_lie_ahead(
    planned: bool, at: datetime, odd: bool
) -> None:
    field = IntakeField("at", FieldType.TIME, FieldAvailability.EVENT, "at", planned=planned)

    refused = check_times(IntakeRules((field,)), {"at": at}, SPAN)

    assert (refused is not None) == odd
    assert refused is None or refused.details["where"] == "payload.at"


def test_a_file_s_late_field_is_withheld_and_nothing_else() -> None:
    assert in_time(INTAKE, {"vendor": "V-7", "paid_at": "2026-01-05", "seen": 1}) == {"vendor": "V-7", "seen": 1}
    assert in_time(None, {"paid_at": 1}) == {"paid_at": 1}


def test_what_cannot_be_read_is_absent_from_the_row_of_a_correction() -> None:
    assert readable_row(INTAKE, {"vendor": 7, "amount": 1, "zz": 1}) == {"amount": 1}


def test_rules_are_read_back_as_they_were_stored() -> None:
    assert read_rules(rules_text(INTAKE)) == INTAKE
    assert rules_text(INTAKE) == rules_text(INTAKE)


@pytest.mark.parametrize("text", [None, "", "{", "[]", "{}", '{"fields":[{}],"gates":[],"outcomes":[]}', "3"])
def test_rules_that_cannot_be_read_are_none(text: str | None) -> None:
    assert read_rules(text) is None


def test_of_a_row_is_stored_what_the_gates_read() -> None:
    assert gate_row_text(INTAKE, {"vendor": "V-7", "amount": 1}) == '{"vendor":"V-7"}'
    assert gate_row_text(INTAKE, {"amount": 1}) == "{}"
