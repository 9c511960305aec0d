"""A policy made executable: every cell understood, checked twice and compiled for the table engine."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

import zen

from graph.domain.gate.cells import Condition, engine_text, holds, parse_cell
from graph.domain.gate.coverage import Conditions, boxes
from graph.domain.gate.policy import FactSpec, Policy, PolicyRule
from graph.domain.gate.policy_checks import (
    Reach,
    adjustable_cells,
    fact_problems,
    idle_rows,
    overlapping_rows,
    row_problems,
    unreachable_rows,
)
from graph.domain.kernel.canonical import Json, Scalar, digest
from graph.domain.kernel.problems import Problem, invalid

_ENGINE = zen.ZenEngine()


@dataclass(frozen=True, slots=True)
class CompiledPolicy:
    """A policy that passed every check; `overlaps` names the pairs of rows that order alone tells apart.

    `idle` names the rows that no case reaches while the parameters are as they are.
    """

    policy: Policy
    conditions: tuple[Conditions, ...]
    decision: zen.ZenDecision
    content_digest: str
    overlaps: tuple[str, ...]
    idle: tuple[str, ...] = ()

    def engine_row(self, values: Mapping[str, Scalar]) -> int | None:
        """Return the number of the row that the engine picks, None for no match; raises what the engine raises."""
        context = {f"f{number}": values[spec.name] for number, spec in enumerate(self.policy.facts)}
        answer = self.decision.evaluate(context)["result"]
        return int(answer["row"]) if answer else None

    def own_row(self, values: Mapping[str, Scalar]) -> int | None:
        """Return the number of the first row whose every condition holds by our own reading."""
        for number, row in enumerate(self.conditions):
            if all(holds(condition, values.get(name)) for name, condition in row.items()):
                return number
        return None


def compile_policy(policy: Policy) -> CompiledPolicy | tuple[Problem, ...]:
    """Return the executable table, or everything that is wrong with it at once."""
    problems = [*fact_problems(policy), *row_problems(policy)]
    read = [_read_row(policy, row) for row in policy.rows]
    problems += [problem for _, faults in read for problem in faults]
    if problems:
        return tuple(problems)
    conditions = tuple(row for row, _ in read)
    reach = _reach(policy, conditions)
    if unreachable := tuple(unreachable_rows(policy, reach)):
        return unreachable
    return CompiledPolicy(
        policy=policy,
        conditions=conditions,
        decision=_ENGINE.create_decision(json.dumps(_engine_content(policy, conditions))),
        content_digest=digest(content(policy)),
        overlaps=tuple(overlapping_rows(policy, reach.now)),
        idle=tuple(idle_rows(policy, reach)),
    )


def _reach(policy: Policy, conditions: tuple[Conditions, ...]) -> Reach:
    adjustable = [adjustable_cells(policy, row) for row in policy.rows]
    widest = [
        {fact: condition for fact, condition in row.items() if fact not in cells}
        for row, cells in zip(conditions, adjustable, strict=True)
    ]
    accepted = boxes([*conditions, *widest], policy.facts)
    return Reach(accepted[: len(conditions)], accepted[len(conditions) :])


def content(policy: Policy) -> Json:
    """Return what makes this version of the policy: its digest is the version's natural key."""
    return {
        "policy": policy.id,
        "facts": [
            {
                "name": spec.name,
                "type": spec.type,
                "minimum": spec.minimum,
                "maximum": spec.maximum,
                "oneOf": list(spec.one_of),
            }
            for spec in policy.facts
        ],
        "parameters": dict(policy.parameters),
        "limits": {
            "reversibleReach": policy.limits.reversible_reach,
            "irreversibleReach": policy.limits.irreversible_reach,
        },
        "rows": [
            {"id": row.id, "when": dict(row.cells), "then": row.result, "because": row.because} for row in policy.rows
        ],
    }


def _read_row(policy: Policy, row: PolicyRule) -> tuple[Conditions, list[Problem]]:
    specs = {spec.name: spec for spec in policy.facts}
    conditions: dict[str, Condition] = {}
    problems: list[Problem] = []
    for name, cell in row.cells.items():
        read = _read_cell(cell, specs.get(name), policy.parameters)
        if isinstance(read, str):
            problems.append(invalid(f"rows.{row.id}.when.{name}", f"Row {row.id}, fact {name}: {read}"))
        else:
            conditions[name] = read
    return conditions, problems


def _read_cell(cell: str, spec: FactSpec | None, parameters: Mapping[str, float]) -> Condition | str:
    if spec is None:
        return "it is not declared under facts: declare it, or mend the spelling."
    condition = parse_cell(cell, spec, parameters)
    if not isinstance(condition, str) and (refusal := zen.validate_unary_expression(engine_text(condition))):
        return f"the table engine refuses `{cell}` ({refusal['source']}): write it more simply."
    return condition


def _engine_content(policy: Policy, conditions: tuple[Conditions, ...]) -> dict[str, object]:
    inputs = [{"id": f"f{n}", "name": spec.name, "field": f"f{n}"} for n, spec in enumerate(policy.facts)]
    rules = [
        {
            "_id": f"r{number}",
            "row": f'"{number}"',
            **{f"f{n}": engine_text(row[spec.name]) if spec.name in row else "" for n, spec in enumerate(policy.facts)},
        }
        for number, row in enumerate(conditions)
    ]
    table = {
        "hitPolicy": "first",
        "inputs": inputs,
        "outputs": [{"id": "row", "name": "row", "field": "row"}],
        "rules": rules,
    }
    place = {"x": 0, "y": 0}
    return {
        "nodes": [
            {"id": "in", "name": "facts", "type": "inputNode", "position": place},
            {"id": "table", "name": policy.id, "type": "decisionTableNode", "position": place, "content": table},
            {"id": "out", "name": "row", "type": "outputNode", "position": place},
        ],
        "edges": [
            {"id": "to-table", "type": "edge", "sourceId": "in", "targetId": "table"},
            {"id": "to-out", "type": "edge", "sourceId": "table", "targetId": "out"},
        ],
    }
