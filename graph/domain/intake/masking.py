"""Masked fields of a payload: values that nobody is shown before a person asks for them, and that is recorded."""

from collections.abc import Mapping

from graph.domain.intake.rules import IntakeRules
from graph.domain.kernel.canonical import Json
from graph.domain.kernel.problems import Problem, ProblemCode, invalid

MASK = "masked:"
"""How what stands for a masked value begins; the sealed value follows."""


def masked_fields(rules: IntakeRules | None) -> frozenset[str]:
    """Name the fields whose values are masked."""
    return frozenset() if rules is None else frozenset(field.name for field in rules.fields if field.masked)


def is_masked(value: Json) -> bool:
    """Tell whether a value stands for a masked one."""
    return isinstance(value, str) and value.startswith(MASK)


def masked_in(payload: Mapping[str, Json]) -> list[str]:
    """Name the fields of a stored payload whose values are masked, in its order."""
    return [name for name, value in payload.items() if is_masked(value)]


def revealable(case_id: str, payload: Mapping[str, Json]) -> Problem | None:
    """Refuse to reveal a case that masks nothing."""
    if masked_in(payload):
        return None
    return Problem(ProblemCode.ILLEGAL_TRANSITION, f"Case {case_id} has no masked value: read its payload as it is.")


def uncorrectable(rules: IntakeRules | None, correction: Mapping[str, Json]) -> Problem | None:
    """Refuse to correct a masked field: whoever reads what was corrected would read what is masked."""
    for name in correction:
        if name in masked_fields(rules):
            message = f"{name} is masked and is not corrected here: send the case again with its corrected data."
            return invalid(f"correction.{name}", message)
    return None
