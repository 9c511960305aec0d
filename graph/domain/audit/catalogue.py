"""The catalogue of what must hold: invariants and hygiene, how to mend a breach, and which controls each supports."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

NonEmpty = Annotated[str, Field(min_length=1)]


class CheckKind(StrEnum):
    """INVARIANT must hold at any time; HYGIENE is looked after, and its findings are no breach."""

    INVARIANT = "INVARIANT"
    HYGIENE = "HYGIENE"


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    key: NonEmpty


class Control(_Entry):
    """A control of a law or a standard, in our own words; `applies_from` is a date as its source states it."""

    framework: NonEmpty
    provision: NonEmpty
    title: NonEmpty
    text: NonEmpty
    applies_from: date | None = None


class Invariant(_Entry):
    """What must hold: the check that finds its breaches, or what it waits for while nothing writes such nodes yet.

    `number` is its place in the design's list; `controls` are keys.
    """

    statement: NonEmpty
    mend: NonEmpty
    controls: Annotated[tuple[NonEmpty, ...], Field(min_length=1)]
    kind: CheckKind = CheckKind.INVARIANT
    number: int | None = None
    check: NonEmpty | None = None
    awaits: NonEmpty | None = None

    @model_validator(mode="after")
    def _checked_or_awaited(self) -> "Invariant":
        if (self.check is None) == (self.awaits is None):
            message = f"{self.key} takes either a check or what it awaits"
            raise ValueError(message)
        return self


class Catalogue(BaseModel):
    """All invariants in their order, and the controls that they name."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    controls: tuple[Control, ...]
    invariants: tuple[Invariant, ...]

    @model_validator(mode="after")
    def _names_fit(self) -> "Catalogue":
        for keys in ([one.key for one in self.controls], [one.key for one in self.invariants]):
            if twice := {key for key in keys if keys.count(key) > 1}:
                message = f"{', '.join(sorted(twice))}: a key stands twice"
                raise ValueError(message)
        named = {key for one in self.invariants for key in one.controls}
        if unknown := named - self.controls_by_key.keys():
            message = f"{', '.join(sorted(unknown))}: no such control"
            raise ValueError(message)
        return self

    @cached_property
    def controls_by_key(self) -> Mapping[str, Control]:
        """Return the controls by their keys."""
        return {one.key: one for one in self.controls}
