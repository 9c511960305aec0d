"""A scenario as a planner writes it: strict YAML, each fault named with file, line and remedy."""

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graph.domain.planning.scenario import Assumptions, Scenario
from graph.errors import InvalidInput
from ingestion.pack.wording import finding_of
from ingestion.pack.yaml_lines import read_document

_USUAL = Scenario(point="", name="")
_Finite = Annotated[float, Field(allow_inf_nan=False)]


class _ScenarioPart(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Change(_ScenarioPart):
    thresholds: dict[str, _Finite] = {}
    reviewers: Annotated[int, Field(strict=True)] = 0
    volume: _Finite = _USUAL.volume


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
    return Scenario(
        point=scenario_file.decision_point,
        name=scenario_file.scenario,
        thresholds=scenario_file.change.thresholds,
        reviewers=scenario_file.change.reviewers,
        volume=scenario_file.change.volume,
        horizon_days=scenario_file.simulate.horizon_days,
        replications=scenario_file.simulate.replications,
        seed=scenario_file.simulate.seed,
        assumptions=Assumptions(scenario_file.assume.review_minutes, scenario_file.assume.absence),
    )
