"""Exceptions as the gate sees them: rows of the policy that are waived for some cases, until a moment."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class ExceptionScope(StrEnum):
    """For what a row is waived: every case about an entity, every case about a category's entities, or one case."""

    ENTITY = "ENTITY"
    CATEGORY = "CATEGORY"
    CASE = "CASE"


@dataclass(frozen=True, slots=True)
class Waiver:
    """An exception to a row of the policy version in use; `until` is the first moment at which it no longer holds."""

    exception_id: str
    rule: str
    scope: ExceptionScope
    subject_id: str
    until: datetime
    granter_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class WaivableCase:
    """What a case is about (node ids), and who gains by it: no exception of theirs holds for it."""

    case_id: str
    entities: Collection[str] = field(default=())
    categories: Collection[str] = field(default=())
    gainers: Collection[str] = field(default=())


def open_waivers(waivers: Sequence[Waiver], case: WaivableCase, now: datetime) -> tuple[Waiver, ...]:
    """Return the exceptions that hold for a case now, the one that lasts longest first."""
    subjects = {
        ExceptionScope.ENTITY: case.entities,
        ExceptionScope.CATEGORY: case.categories,
        ExceptionScope.CASE: (case.case_id,),
    }
    holding = [
        one
        for one in waivers
        if one.until > now and one.granter_id not in case.gainers and one.subject_id in subjects[one.scope]
    ]
    return tuple(sorted(holding, key=lambda one: (-one.until.timestamp(), one.exception_id)))


def waiver_of(waivers: Sequence[Waiver], rule: str) -> Waiver | None:
    """Return the exception that waives a row, if there is one."""
    return next((one for one in waivers if one.rule == rule), None)
