"""A policy as its owner writes it: strict YAML, every fault named with its place and remedy."""

from collections.abc import Hashable, Iterator
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graph.domain.gate.policy import FactSpec, FactType, GateResult, Limits, Policy, PolicyRule
from graph.domain.kernel.problems import Problem, invalid

LONGEST_TEXT = 256 * 1024
"""In characters: far more than a table that a person can review."""
DEEPEST_NESTING = 8
"""Twice as deep as a policy is nested."""
_Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
_Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]{0,63}$")]
_Label = Annotated[str, Field(min_length=1, max_length=300)]
_Finite = Annotated[float, Field(allow_inf_nan=False)]


class _PolicyPart(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _FactText(_PolicyPart):
    type: Literal["number", "text", "flag"]
    words: _Label
    min: _Finite | None = None
    max: _Finite | None = None
    one_of: list[_Label] = []
    unit: _Label | None = None


class _RowText(_PolicyPart):
    id: _Id
    when: dict[_Name, str | bool] = {}
    then: Literal["AUTO_APPROVE", "REVIEW", "BLOCK_AND_REVIEW", "DECLINE"]
    because: _Label


class _LimitsText(_PolicyPart):
    reversible_reach: Annotated[int, Field(ge=0)] = Limits().reversible_reach
    irreversible_reach: Annotated[int, Field(ge=0)] = Limits().irreversible_reach


class _PolicyText(_PolicyPart):
    policy: _Id
    version: str | int
    facts: dict[_Name, _FactText]
    parameters: dict[_Name, _Finite] = {}
    limits: _LimitsText = _LimitsText()
    rows: list[_RowText]
    default: Literal["REVIEW"] = "REVIEW"


class _OneOfEach(yaml.SafeLoader):
    """A safe loader that refuses a key given twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:  # noqa: FBT001, FBT002  the signature is the library's
        seen: set[Hashable] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.MarkedYAMLError(problem=f"{key} is there twice: keep one", problem_mark=key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep)


def read_policy(text: str) -> Policy | tuple[Problem, ...]:
    """Return the policy that a YAML text states, or every fault of its form; its cells are read on compiling."""
    if len(text) > LONGEST_TEXT:
        return (invalid("policy", f"The policy has {len(text)} characters: keep it below {LONGEST_TEXT}."),)
    try:
        _refuse_tricks(text)
        document = yaml.load(text, Loader=_OneOfEach)  # noqa: S506  a safe loader, made stricter
    except yaml.YAMLError as error:
        return (_yaml_fault(error),)
    try:
        return _policy(_PolicyText.model_validate(document))
    except ValidationError as error:
        return tuple(_form_faults(error))


def _refuse_tricks(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = 0 if event.start_mark is None else event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            raise yaml.YAMLError(f"line {line} refers to an anchor: write it out instead")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST_NESTING:
            raise yaml.YAMLError(f"line {line} is nested deeper than {DEEPEST_NESTING} levels: flatten it")


def _policy(read: _PolicyText) -> Policy:
    return Policy(
        id=read.policy,
        version=str(read.version),
        facts=tuple(
            FactSpec(name, FactType(fact.type), fact.words, fact.min, fact.max, tuple(fact.one_of), fact.unit)
            for name, fact in read.facts.items()
        ),
        rows=tuple(PolicyRule(row.id, _cells(row), GateResult(row.then), row.because) for row in read.rows),
        parameters=dict(read.parameters),
        limits=Limits(read.limits.reversible_reach, read.limits.irreversible_reach),
    )


def _cells(row: _RowText) -> dict[str, str]:
    written = {name: str(cell).lower() if isinstance(cell, bool) else cell for name, cell in row.when.items()}
    return {name: cell for name, cell in written.items() if cell.strip() != "-"}


def _form_faults(error: ValidationError) -> Iterator[Problem]:
    for fault in error.errors(include_url=False, include_context=False):
        where = ".".join(str(part) for part in fault["loc"]) or "policy"
        yield invalid(where, f"{where}: {fault['msg']} (found {ascii(fault['input'])[:80]}). Correct it.")


def _yaml_fault(error: yaml.YAMLError) -> Problem:
    mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
    line = "" if mark is None else f", line {mark.line + 1}"
    problem = error.problem if isinstance(error, yaml.MarkedYAMLError) else str(error)
    return invalid(f"policy{line}", f"The policy is no readable YAML{line}: {problem}. Correct it there.")
