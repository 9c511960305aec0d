"""Model versions as another registry states them (MLflow): read from its answers, each whole or with what is wrong."""

import hashlib
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from graph.domain.kernel.canonical import Json, canonical_json
from graph.domain.kernel.keys import VersionKey
from graph.domain.kernel.problems import Problem, invalid
from graph.domain.kernel.text import check_id

LONGEST_TEXT = 500
"""Characters of a parameter's value: MLflow's own limit for most stores, and more than a person reads."""
MOST_FIGURES = 200
"""Metrics or parameters of one version: those first by name; a run of a search may log thousands."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST = 4_102_444_800_000
"""The year 2100 in epoch milliseconds: a later time is no time but a slip of units."""


@dataclass(frozen=True, slots=True)
class StatedRun:
    """The training of a version: its id there, when it began and ended, its metrics and parameters by name."""

    id: str
    started_at: datetime | None = None
    ended_at: datetime | None = None
    metrics: Mapping[str, float] = field(default_factory=dict)
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StatedVersion:
    """A model version of another registry; `stage` and `aliases` are that registry's, and approve nothing here."""

    name: str
    version: str
    created_at: datetime
    stage: str | None = None
    aliases: tuple[str, ...] = ()
    source: str | None = None
    run: StatedRun | None = None

    @property
    def key(self) -> str:
        """The natural key of the version."""
        return VersionKey(self.name, self.version).text

    @property
    def digest(self) -> str:
        """The SHA-256 (hex) over all that is stated: equal ones need no write."""
        run = self.run
        content: dict[str, Json] = {
            "key": self.key,
            "stage": self.stage,
            "aliases": list(self.aliases),
            "source": self.source,
            "run": None if run is None else run.id,
            "metrics": {} if run is None else dict(run.metrics),
            "params": {} if run is None else dict(run.params),
        }
        return hashlib.sha256(canonical_json(content)).hexdigest()


def read_version(content: object, aliases: Mapping[tuple[str, str], Sequence[str]]) -> StatedVersion | Problem:
    """Return a version of MLflow's list, without its run; `aliases` are those of the models, by name and version."""
    name, version = text_of(content, "name"), text_of(content, "version")
    if name is None or version is None:
        return invalid("model_versions", "A version has no name or number: name the address of an MLflow server.")
    for part, value in (("name", name), ("version", version)):
        if "|" in value or len(value) > LONGEST_TEXT:
            fault = (
                f"Model {name!r}, version {version[:9]}: its {part} holds | or is over {LONGEST_TEXT} characters long"
            )
            return invalid(part, f"{fault}; rename it there.")
        if problem := check_id(value, part):
            return problem
    stage = text_of(content, "current_stage")
    return StatedVersion(
        name=name,
        version=version,
        created_at=_moment(content, "creation_timestamp") or _EPOCH,
        stage=None if stage == "None" else stage,
        aliases=tuple(sorted(aliases.get((name, version), ()))),
        source=text_of(content, "source"),
        run=None if (run := text_of(content, "run_id")) is None else StatedRun(run),
    )


def read_run(content: object) -> StatedRun | None:
    """Return a run of MLflow's answer; None where it is none. A metric that is no finite number is left out."""
    run = part_of(content, "run")
    info, data = part_of(run, "info"), part_of(run, "data")
    run_id = text_of(info, "run_id")
    if run_id is None:
        return None
    numbers = sorted((name, value) for one in list_of(data, "metrics") for name, value in _metric(one))
    texts = sorted((name, value) for one in list_of(data, "params") for name, value in _param(one))
    times = _moment(info, "start_time"), _moment(info, "end_time")
    return StatedRun(run_id, *times, dict(numbers[:MOST_FIGURES]), dict(texts[:MOST_FIGURES]))


def read_aliases(models: Sequence[object]) -> dict[tuple[str, str], list[str]]:
    """Return the aliases of MLflow's models, by name and version."""
    named: dict[tuple[str, str], list[str]] = {}
    for model in models:
        for one in list_of(model, "aliases"):
            name, version, alias = text_of(model, "name"), text_of(one, "version"), text_of(one, "alias")
            if name and version and alias:
                named.setdefault((name, version), []).append(alias)
    return named


def part_of(content: object, name: str) -> object:
    """Return a named part of an answer; None where there is none."""
    return content.get(name) if isinstance(content, Mapping) else None


def list_of(content: object, name: str) -> Sequence[object]:
    """Return a named list of an answer; an empty one where there is none."""
    value = part_of(content, name)
    return value if isinstance(value, list) else ()


def text_of(content: object, name: str) -> str | None:
    """Return a named text of an answer; None where it is missing or empty."""
    value = part_of(content, name)
    return value if isinstance(value, str) and value else None


def _metric(one: object) -> Iterator[tuple[str, float]]:
    name, value = text_of(one, "key"), part_of(one, "value")
    if name and isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        yield name, float(value)


def _param(one: object) -> Iterator[tuple[str, str]]:
    if name := text_of(one, "key"):
        yield name, (text_of(one, "value") or "")[:LONGEST_TEXT]


def _moment(content: object, name: str) -> datetime | None:
    """Return a time that is stated in epoch milliseconds."""
    value = part_of(content, name)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < _LATEST:
        return None
    return _EPOCH + timedelta(milliseconds=value)
