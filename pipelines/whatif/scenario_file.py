"""A scenario as a planner writes it: strict YAML, each fault named with file, line and remedy."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graph.domain.planning.changes import (
    DAYS,
    Changes,
    EscalationLadder,
    KindVolume,
    TaintedSource,
    WorkingHours,
    minutes_of_clock,
)
from graph.domain.planning.scenario import Assumptions, Scenario
from graph.domain.planning.search import Search
from graph.errors import InvalidInput
from ingestion.pack.wording import finding_of
from ingestion.pack.yaml_lines import read_document

_USUAL = Scenario(point="", name="")
_Finite = Annotated[float, Field(allow_inf_nan=False)]


class _ScenarioPart(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Shift(_ScenarioPart):
    reviewers: list[str] = []
    days: list[Literal["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"]]
    opens: str
    closes: str


class _KindVolume(_ScenarioPart):
    field: str
    value: str
    factor: _Finite


class _Tainted(_ScenarioPart):
    field: str
    value: str


class _Ladder(_ScenarioPart):
    minutes: _Finite
    priority: Annotated[int, Field(strict=True)]


class _SearchPart(_ScenarioPart):
    parameter: str
    least: _Finite
    most: _Finite
    steps: Annotated[int, Field(strict=True)] = 7
    reviewers: tuple[int, int] = (0, 0)
    in_time: _Finite | None = None
    hour_cost: _Finite = 0.0
    late_cost: _Finite = 0.0


class _Change(_ScenarioPart):
    thresholds: dict[str, _Finite] = {}
    reviewers: Annotated[int, Field(strict=True)] = 0
    volume: _Finite = _USUAL.volume
    remove: list[str] = []
    add: list[str] = []
    shifts: list[_Shift] = []
    due_minutes: _Finite | None = None
    volume_by: list[_KindVolume] = []
    policy: str | None = None
    model: str | None = None
    taint: list[_Tainted] = []
    ladder: _Ladder | None = None


class _Other(_ScenarioPart):
    scenario: Annotated[str, Field(min_length=1)]
    change: _Change


class _Simulate(_ScenarioPart):
    horizon_days: _Finite = _USUAL.horizon_days
    replications: Annotated[int, Field(strict=True)] = _USUAL.replications
    seed: Annotated[int, Field(strict=True)] = _USUAL.seed


class _Assume(_ScenarioPart):
    review_minutes: tuple[_Finite, _Finite] = _USUAL.assumptions.review_minutes
    absence: _Finite = _USUAL.assumptions.absence


class ScenarioFile(_ScenarioPart):
    """The form of a scenario file."""

    scenario: Annotated[str, Field(min_length=1)]
    decision_point: Annotated[str, Field(min_length=1)]
    change: _Change = _Change()
    beside: list[_Other] = []
    search: _SearchPart | None = None
    simulate: _Simulate = _Simulate()
    assume: _Assume = _Assume()


def read_scenario(path: Path) -> Scenario:
    """Read a scenario file; InvalidInput lists everything that is wrong with its form."""
    document = read_document(path, path.name, "docs/planner.md")
    try:
        scenario_file = ScenarioFile.model_validate(document.value)
    except ValidationError as error:
        faults = [str(finding_of(detail, document, ScenarioFile, "a scenario")) for detail in error.errors()]
        raise InvalidInput(" ".join(faults)) from None
    scenario = _changed(scenario_file.decision_point, scenario_file.scenario, scenario_file.change, path)
    return replace(
        scenario,
        horizon_days=scenario_file.simulate.horizon_days,
        replications=scenario_file.simulate.replications,
        seed=scenario_file.simulate.seed,
        assumptions=Assumptions(scenario_file.assume.review_minutes, scenario_file.assume.absence),
        others=tuple(_changed(scenario.point, one.scenario, one.change, path) for one in scenario_file.beside),
        search=None if scenario_file.search is None else _searched(scenario_file.search),
    )


def _searched(search: _SearchPart) -> Search:
    return Search(
        parameter=search.parameter,
        least=search.least,
        most=search.most,
        steps=search.steps,
        fewest=search.reviewers[0],
        largest=search.reviewers[1],
        in_time=search.in_time,
        hour_cost=search.hour_cost,
        late_cost=search.late_cost,
    )


def _changed(point: str, name: str, change: _Change, path: Path) -> Scenario:
    return Scenario(
        point=point,
        name=name,
        thresholds=change.thresholds,
        reviewers=change.reviewers,
        volume=change.volume,
        changes=Changes(
            remove=tuple(change.remove),
            add=tuple(change.add),
            shifts=tuple(_shift(one, path) for one in change.shifts),
            due_minutes=change.due_minutes,
            volume_by=tuple(KindVolume(one.field, one.value, one.factor) for one in change.volume_by),
            policy=None if change.policy is None else _policy(path, change.policy),
            model=change.model,
            taint=tuple(TaintedSource(one.field, one.value) for one in change.taint),
            ladder=None if change.ladder is None else EscalationLadder(change.ladder.minutes, change.ladder.priority),
        ),
    )


def _shift(shift: _Shift, path: Path) -> WorkingHours:
    read = [minutes_of_clock(one) for one in (shift.opens, shift.closes)]
    for text, minutes in zip((shift.opens, shift.closes), read, strict=True):
        if minutes is None:
            raise InvalidInput(f'{path.name}: shifts: {text!r} is no time: write it in quotes as in "09:00"')
    opens, closes = (minutes or 0 for minutes in read)
    return WorkingHours(tuple(shift.reviewers), tuple(DAYS.index(day) for day in shift.days), opens, closes)


def _policy(path: Path, name: str) -> str:
    """Return the text of the policy's file, which stands beside the scenario's."""
    try:
        return (path.parent / name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise InvalidInput(f"{path.name}: policy: {name} cannot be read: name a file beside the scenario") from fault
