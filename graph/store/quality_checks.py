"""A quality check as it is stored: the verdict, what was found, how each gate ran and on which values."""

from collections.abc import Mapping
from typing import Any

from graph.domain.intake.quality import QualityReport
from graph.domain.intake.quality_gates import FieldValue
from graph.domain.intake.rules import IntakeRules, gate_row_text


def check_properties(rules: IntakeRules | None, row: Mapping[str, FieldValue], report: QualityReport) -> dict[str, Any]:
    """Return the stored properties of a check but its id and times."""
    return {
        "verdict": report.verdict.value,
        "findings": list(report.findings),
        "gatesPassed": list(report.passed),
        "gatesFailed": list(report.failed),
        "gatesNotRun": list(report.not_run),
        "gatesDigest": None if rules is None else rules.gates_digest(),
        "gateRow": None if rules is None else gate_row_text(rules, row),
    }
