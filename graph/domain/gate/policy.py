"""A policy version: a decision table in our own strict form, its facts typed, its outcomes from a closed list."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class GateResult(StrEnum):
    """What a row, and the gate as a whole, can answer."""

    AUTO_APPROVE = "AUTO_APPROVE"
    REVIEW = "REVIEW"
    BLOCK_AND_REVIEW = "BLOCK_AND_REVIEW"
    DECLINE = "DECLINE"


AUTOMATIC = frozenset({GateResult.AUTO_APPROVE, GateResult.DECLINE})


class FactType(StrEnum):
    """The type of a fact that a table reads."""

    NUMBER = "number"
    TEXT = "text"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class FactSpec:
    """A fact that the table reads: its type, range (both ends included) or possible texts, its label, its unit."""

    name: str
    type: FactType
    label: str
    minimum: float | None = None
    maximum: float | None = None
    one_of: tuple[str, ...] = field(default=())
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class PolicyRule:
    """One rule: all its cells must hold; `cells` as written, by fact name."""

    id: str
    cells: Mapping[str, str]
    result: GateResult
    because: str


@dataclass(frozen=True, slots=True)
class Limits:
    """How many entities an automatic decision may touch, where it can be reversed and where not."""

    reversible_reach: int = 25
    irreversible_reach: int = 1


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of a policy; rows are tried in order and the first that holds answers, else REVIEW.

    `parameters` are named thresholds that cells may use in place of a number.
    """

    id: str
    version: str
    facts: tuple[FactSpec, ...]
    rows: tuple[PolicyRule, ...]
    parameters: Mapping[str, float] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
