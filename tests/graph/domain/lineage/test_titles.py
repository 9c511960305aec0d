"""A node's title is read from what is stored of it, by the template of its kind."""

import pytest

from graph.domain.lineage.titles import name_of, properties_of, title_of

ISSUED = "Policy version: Release an invoice, version 2"


@pytest.mark.parametrize(
    ("kind", "facts", "title"),
    [
        ("Decision", {"action": "HAND_OVER", "state": "FINAL"}, "Decision: hand over (final)"),
        ("Prediction", {"probability": 0.249}, "Prediction: risk 25%"),
        ("Prediction", {"probability": 0.5, "shadow": True}, "Shadow prediction: risk 50%"),
        ("Prediction", {"probability": 1.0, "target": "late", "shadow": False}, "Prediction of late: risk 100%"),
        ("Case", {"externalId": "A-1 {odd}"}, "Case A-1 {odd}"),
        ("Outcome", {"kind": "wrong", "value": "true"}, "Outcome wrong: yes"),
        ("Escalation", {"toQueue": "lead", "called": "Invoice lead"}, "Escalation to Invoice lead"),
        ("Escalation", {"toQueue": "invoice-lead"}, "Escalation to invoice lead"),
        ("ReviewTask", {"state": "READY"}, "Review task, ready"),
        (
            "ModelVersion",
            {"words": "desk.hand_over", "version": "4a56", "called": "Keep or hand over"},
            "Model version: hand over (Keep or hand over), version 4a56",
        ),
        ("ModelVersion", {"key": "outside-risk|1", "version": "1"}, "Model version: outside risk, version 1"),
        ("PolicyVersion", {"key": "desk|0f0f", "called": "Release an invoice, version 2"}, ISSUED),
        ("PolicyVersion", {"key": "desk: practice before|1"}, "Policy version: desk: practice before"),
        ("Model", {"name": "a.late", "target": "is_late", "called": "Ask"}, "Model: is late (Ask)"),
        ("Model", {"name": "credit"}, "Model: credit"),
        ("TrainingRun", {"key": "desk.hand_over|4a56"}, "Training run: hand over, version 4a56"),
        ("Calendar", {"key": "desk|site-hours"}, "Calendar: site hours"),
        ("Forecast", {"node": "Group 28", "periodStart": 1792972800000}, "Forecast: Group 28, from 26 Oct 2026, 00:00"),
        ("Forecast", {"node": "Ann", "firstRow": 0, "lastRow": 1_499}, "Forecast: Ann, rows 0 to 1,499"),
        ("Snapshot", {"asOf": None}, "Snapshot: as of an unknown time"),
        ("Question", {}, "Question"),
    ],
)
def test_a_node_is_called_by_its_template_or_by_kind_and_name(kind: str, facts: dict[str, object], title: str) -> None:
    assert title_of(kind, facts) == title


def test_beside_others_of_its_kind_a_node_is_called_without_the_kind() -> None:
    policy = {"key": "invoice-release", "name": "invoice-release", "called": "Release an invoice"}

    assert name_of("Policy", policy) == "Release an invoice"
    assert name_of("Queue", {"key": "invoices", "name": "Invoice desk"}) == "Invoice desk"


def test_a_template_names_its_properties_also_where_one_stands_in_another() -> None:
    assert properties_of("{shadow:Shadow|Live}{target: of {target}, {kind!l}|}: {probability:.0%}") == {
        "kind",
        "probability",
        "shadow",
        "target",
    }
