"""What can be wrong with a decision table beside its single cells."""

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from graph.domain.gate.coverage import Box, is_empty, is_hidden, overlap
from graph.domain.gate.policy import AUTOMATIC, FactSpec, Policy, PolicyRule
from graph.domain.kernel.problems import Problem, invalid


def fact_problems(policy: Policy) -> Iterator[Problem]:
    """Name facts declared twice, empty ranges, and thresholds that are no numbers."""
    for name, count in Counter(spec.name for spec in policy.facts).items():
        if count > 1:
            yield invalid(f"facts.{name}", f"Fact {name} is declared {count} times: declare it once.")
    for spec in policy.facts:
        low = -math.inf if spec.minimum is None else spec.minimum
        high = math.inf if spec.maximum is None else spec.maximum
        if not low <= high:
            yield invalid(f"facts.{spec.name}", f"Fact {spec.name} ranges from {low} to {high}: exchange the two.")
    for name, value in policy.parameters.items():
        if not math.isfinite(value):
            yield invalid(f"parameters.{name}", f"Parameter {name} is {value}: give it a finite number.")
        used_for = {fact for row in policy.rows for fact, cell in row.cells.items() if _names(cell, name)}
        if not used_for:
            yield invalid(f"parameters.{name}", f"Parameter {name} is used by no cell: use it or drop it.")
        for spec in policy.facts:
            if spec.name in used_for and not _in_range(spec, value):
                yield invalid(
                    f"parameters.{name}",
                    f"Parameter {name} is {value:g}, which {spec.name} never reaches: set it within its range.",
                )


def _names(cell: str, parameter: str) -> bool:
    return re.search(rf"\b{re.escape(parameter)}\b", cell) is not None


def _in_range(spec: FactSpec, value: float) -> bool:
    low = -math.inf if spec.minimum is None else spec.minimum
    high = math.inf if spec.maximum is None else spec.maximum
    return low <= value <= high


def row_problems(policy: Policy) -> Iterator[Problem]:
    """Name a table without rows, rows of one id, and automatic answers without a condition."""
    if not policy.rows:
        yield invalid("rows", "The table has no rows, so it can never match: write at least one.")
    for row_id, count in Counter(row.id for row in policy.rows).items():
        if count > 1:
            yield invalid(f"rows.{row_id}", f"Row {row_id} is there {count} times: give each row its own id.")
    for row in policy.rows:
        if row.result in AUTOMATIC and not row.cells:
            yield invalid(
                f"rows.{row.id}",
                f"Row {row.id} answers {row.result} without any condition: nothing is decided automatically but by a "
                "match. Add the conditions under which it may.",
            )


@dataclass(frozen=True, slots=True)
class Reach:
    """What each row accepts: with the parameters as they are, and whatever they may be; one box for each row."""

    now: list[Box]
    ever: list[Box]


def adjustable_cells(policy: Policy, row: PolicyRule) -> frozenset[str]:
    """Name the facts that a row compares with a parameter."""
    return frozenset(fact for fact, cell in row.cells.items() if any(_names(cell, name) for name in policy.parameters))


def unreachable_rows(policy: Policy, reach: Reach) -> Iterator[Problem]:
    """Name the rows that no case can reach, whatever the parameters are."""
    for number, row in enumerate(policy.rows):
        where = f"rows.{row.id}"
        if is_empty(reach.ever[number]):
            yield invalid(
                where, f"Row {row.id} can never match: its conditions leave no possible value. Mend or drop it."
            )
            continue
        fixed = [reach.now[above] for above in range(number) if not adjustable_cells(policy, policy.rows[above])]
        match is_hidden(reach.ever[number], fixed):
            case True:
                yield invalid(
                    where, f"Row {row.id} is never reached: the rows above it catch every case. Move or drop it."
                )
            case None:
                yield invalid(where, f"Whether row {row.id} is ever reached is too much to work out: split the table.")
            case False:
                pass


def idle_rows(policy: Policy, reach: Reach) -> Iterator[str]:
    """Name the rows that no case reaches while the parameters are as they are: a fitted threshold may be 0."""
    values = ", ".join(f"{name} is {value:g}" for name, value in policy.parameters.items())
    for number, row in enumerate(policy.rows):
        if is_empty(reach.now[number]) or is_hidden(reach.now[number], reach.now[:number]):
            yield f"Row {row.id} ({row.result}) matches no case while {values}."


def overlapping_rows(policy: Policy, accepted: list[Box]) -> Iterator[str]:
    """Name the pairs of rows that answer differently and share cases."""
    for (first, first_box), (second, second_box) in combinations(zip(policy.rows, accepted, strict=True), 2):
        if first.result is not second.result and overlap(first_box, second_box):
            yield (
                f"Rows {first.id} ({first.result}) and {second.id} ({second.result}) share cases; "
                f"{first.id} answers them because it stands above."
            )
