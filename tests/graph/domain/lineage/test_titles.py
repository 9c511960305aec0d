"""A node's title is read from what is stored of it, by the template of its kind."""

import pytest

from graph.domain.lineage.titles import properties_of, title_of


@pytest.mark.parametrize(
    ("kind", "facts", "title"),
    [
        ("Decision", {"action": "HAND_OVER", "state": "FINAL"}, "Decision: hand over (final)"),
        ("Prediction", {"probability": 0.249}, "Prediction: risk 25%"),
        ("Prediction", {"probability": 0.5, "shadow": True}, "Shadow prediction: risk 50%"),
        ("Prediction", {"probability": 1.0, "target": "late", "shadow": False}, "Prediction of late: risk 100%"),
        ("Case", {"externalId": "A-1 {odd}"}, "Case A-1 {odd}"),
        ("Outcome", {"kind": "wrong", "value": "true"}, "Outcome wrong: yes"),
        ("Escalation", {"toQueue": "lead"}, "Escalation to lead"),
        ("ReviewTask", {"state": "READY"}, "Review task, ready"),
        ("ModelVersion", {"key": "risk|1"}, "Model version risk|1"),
        ("ForecastRun", {}, "Forecast run"),
    ],
)
def test_a_node_is_called_by_its_template_or_by_kind_and_name(kind: str, facts: dict[str, object], title: str) -> None:
    assert title_of(kind, facts) == title


def test_a_template_names_its_properties_also_where_one_stands_in_another() -> None:
    assert properties_of("{shadow:Shadow|Live}{target: of {target}, {kind!l}|}: {probability:.0%}") == {
        "kind",
        "probability",
        "shadow",
        "target",
    }
