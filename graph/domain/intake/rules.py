"""What a decision point takes in: its fields with type, unit and availability, its quality gates, its outcomes."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import lru_cache

from graph.domain.intake.quality_gates import FieldValue, GateKind, QualityGate
from graph.domain.kernel.canonical import canonical_json, digest
from graph.domain.kernel.stored import Stored


class FieldType(StrEnum):
    """Of which type a field's values are."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    TIME = "time"


class FieldAvailability(StrEnum):
    """When a field's value is known: at creation, at each event, or only after the decision."""

    CREATION = "CREATION"
    EVENT = "EVENT"
    AFTERWARDS = "AFTERWARDS"


@dataclass(frozen=True, slots=True)
class IntakeField:
    """One field of a case's payload; `unit` is the one that its numbers are in, `missing` stands for no value.

    `planned` says that its times may lie ahead, such as a due date; other times have happened. A `masked` one is stored
    sealed and shown when a person asks for it. A `personal` one tells of a person, so no model reads it.
    """

    name: str
    type: FieldType
    available: FieldAvailability
    words: str
    unit: str | None = None
    missing: tuple[str, ...] = ()
    planned: bool = False
    masked: bool = False
    personal: bool = False


class OutcomeType(StrEnum):
    """Of which type an outcome's value is."""

    BOOLEAN = "BOOLEAN"
    NUMBER = "NUMBER"
    MONEY = "MONEY"
    TEXT = "TEXT"


@dataclass(frozen=True, slots=True)
class DeclaredOutcome:
    """A kind of outcome that can be reported.

    `values` lists the texts of one of type TEXT; numbers lie from `lowest` to `highest`, where these are declared.
    """

    kind: str
    type: OutcomeType
    words: str
    values: tuple[str, ...] = ()
    unit: str | None = None
    lowest: float | None = None
    highest: float | None = None


@dataclass(frozen=True, slots=True)
class IntakeRules:
    """The rules of one decision point on what comes in; `title` is the template of a case in one line."""

    fields: tuple[IntakeField, ...]
    gates: tuple[QualityGate, ...] = ()
    outcomes: tuple[DeclaredOutcome, ...] = ()
    title: str | None = None

    def field(self, name: str) -> IntakeField | None:
        """Return the field of that name."""
        return next((field for field in self.fields if field.name == name), None)

    def known_in_time(self) -> list[str]:
        """Name the fields that a case can have before it is decided."""
        return [field.name for field in self.fields if field.available is not FieldAvailability.AFTERWARDS]

    def gate_fields(self) -> frozenset[str]:
        """Name the fields that gates read."""
        return frozenset(name for gate in self.gates for name in gate.fields)

    def gates_digest(self) -> str:
        """Return the digest of the gates, by which a check knows whether it ran those that are in force."""
        return _gates_digest(self.gates)


@lru_cache
def _gates_digest(gates: tuple[QualityGate, ...]) -> str:
    return digest([asdict(gate) for gate in gates])


def rules_text(rules: IntakeRules) -> str:
    """Return rules as they are stored."""
    return canonical_json(asdict(rules)).decode()


def read_rules(text: str | None) -> IntakeRules | None:
    """Return stored rules; None where there are none or they cannot be read, which means that a person decides."""
    if text is None:
        return None
    try:
        stored = json.loads(text)
        return IntakeRules(
            tuple(_field(one) for one in stored["fields"]),
            tuple(_gate(one) for one in stored["gates"]),
            tuple(_outcome(one) for one in stored["outcomes"]),
            stored.get("title"),
        )
    except (KeyError, TypeError, ValueError):
        return None


def stored_gate_row(row: Mapping[str, FieldValue]) -> dict[str, str | float | bool | None]:
    """Return what gates read of a row in the form in which it is stored."""
    return {name: _storable(value) for name, value in row.items()}


def gate_row_text(rules: IntakeRules, row: Mapping[str, FieldValue]) -> str:
    """Return what the gates read of a row as canonical JSON; times in ISO 8601."""
    read = rules.gate_fields()
    return canonical_json({name: _storable(row[name]) for name in sorted(read & row.keys())}).decode()


def _storable(value: FieldValue) -> str | float | bool | None:
    return value if isinstance(value, str | int | float | None) else value.isoformat()


def _field(stored: Stored) -> IntakeField:
    return IntakeField(
        stored["name"],
        FieldType(stored["type"]),
        FieldAvailability(stored["available"]),
        stored["words"],
        stored["unit"],
        tuple(stored.get("missing", ())),
        stored.get("planned", False),
        stored.get("masked", False),
        stored.get("personal", False),
    )


def _gate(stored: Stored) -> QualityGate:
    values: Sequence[str] = stored["values"]
    return QualityGate(**{**stored, "when": GateKind(stored["when"]), "values": tuple(values)})


def _outcome(stored: Stored) -> DeclaredOutcome:
    return DeclaredOutcome(
        stored["kind"],
        OutcomeType(stored["type"]),
        stored["words"],
        tuple(stored["values"]),
        stored["unit"],
        stored.get("lowest"),
        stored.get("highest"),
    )
