"""From a pack and its log to what a forecaster learns from: case table, targets and recipe."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from pathlib import Path

from forecasting.cases import Attribute, Available, CaseTable, Kind, case_table, seconds, with_labels
from forecasting.counts import Occurrences, joined
from forecasting.features import Recipe
from forecasting.labels import Answer, Target
from graph.errors import InvalidInput
from ingestion.log.columns import AttributeKind, LogColumns, log_columns
from ingestion.log.leaks import refuse_leaks
from ingestion.log.read import read_log
from ingestion.log.report import refuse_spoilt
from ingestion.log.rows import change_columns
from ingestion.pack.casework import DeadlineMissed, ReadyScore, ScoreSpec
from ingestion.pack.load import load_pack
from ingestion.pack.model import Pack
from pipelines.hotspots.occurrences import of_log

_FIXED = (
    "case_id",
    "group_id",
    "sequence",
    "started_at",
    "ended_at",
    "ended_by",
    "opened_at",
    "resolved_at",
    "final_at",
    "missed",
    "stratum",
)
_FIRST = "_first"


@dataclass(frozen=True)
class TrainingSet:
    """What one pack offers to learn: cases, questions, which nodes have a history, and what hot spots are made of."""

    pack: Pack
    columns: LogColumns
    table: CaseTable
    targets: tuple[Target, ...]
    recipe: Recipe
    happened: Mapping[str, Occurrences] = field(default_factory=dict)


def read_training_set(folder: Path, files: Sequence[Path], on_step: Callable[[str], None]) -> TrainingSet:
    """Read pack and files; several files are one log, cut at record boundaries.

    Raises PackInvalid or another InvalidInput that names file, line and remedy.
    """
    on_step(f"reading pack {folder.name}")
    pack = load_pack(folder)
    parts, logs = [], []
    for file in files:
        on_step(f"reading {file.name}")
        logs.append(read_log(pack, file))
        refuse_spoilt(logs[-1])
        refuse_leaks(pack, logs[-1])
        parts.append(log_columns(pack, logs[-1]))
    happened = {
        kind.name: joined([of_log(pack, log, kind) for log in logs])
        for kind in pack.hotspots
        if kind.column is not None
    }
    return replace(training_set_of(pack, _joined(parts)), happened=happened)


def training_set_of(pack: Pack, columns: LogColumns) -> TrainingSet:
    """Return what the given cases of a pack offer to learn."""
    attributes = [_attribute(name, kind) for name, kind in columns.described.items()]
    known = case_table({name: getattr(columns, name) for name in _FIXED} | dict(columns.attributes), attributes)
    table = with_labels(known, columns.labels)
    return TrainingSet(pack, columns, table, targets_of(pack), recipe_of(pack, attributes))


def targets_of(pack: Pack) -> tuple[Target, ...]:
    """Return what the pack's models forecast; a label of the key is also asked of first cases alone."""
    targets: list[Target] = []
    for score in pack.scores:
        targets.append(_target(pack, score, first_only=False))
        if isinstance(pack.labels[score.label], DeadlineMissed):
            targets.append(_target(pack, score, first_only=True))
    return tuple(targets)


def recipe_of(pack: Pack, attributes: Sequence[Attribute]) -> Recipe:
    """Give every category a history, alone and together with where the case sits.

    Where a case sits is the column whose change starts a new one.
    """
    names = [attribute.name for attribute in attributes if attribute.kind is Kind.CATEGORY]
    owners = [name for name in change_columns(pack) if name in names][:1]
    crossed = [(owner, name) for owner in owners for name in names if name != owner]
    return Recipe((*((name,) for name in names), *crossed), timed=pack.clock.has_times)


def log_moment(pack: Pack, moment: datetime) -> int:
    """Return a moment on the pack's own clock; a naive one already is."""
    local = moment if moment.tzinfo is None else moment.astimezone(pack.zone)
    return seconds(local)


def _target(pack: Pack, score: ScoreSpec, *, first_only: bool) -> Target:
    fit_from = pack.deadline.fit_from if pack.deadline else None
    since = seconds(datetime.combine(fit_from, time.min)) if fit_from else 0
    name, label = score.name, pack.labels[score.label]
    of_the_key = isinstance(label, DeadlineMissed)
    return Target(
        name=name + (_FIRST if first_only else ""),
        answer=Answer.DEADLINE if of_the_key else Answer.LABEL,
        description=label.words,
        event="" if of_the_key else name,
        first_only=first_only,
        since=since,
        column=score.column if isinstance(score, ReadyScore) else "",
    )


def _attribute(name: str, described: AttributeKind) -> Attribute:
    is_flag = described.kind == "FLAG"
    kind = Kind.NUMBER if is_flag else Kind(described.kind)
    return Attribute(name, kind, Available(described.available), described.label, described.unit, is_flag)


def _joined(parts: Sequence[LogColumns]) -> LogColumns:
    if not parts:
        raise InvalidInput("no data: give at least one --data FILE")
    whole = parts[0]
    for part in parts[1:]:
        for name in _FIXED:
            getattr(whole, name).extend(getattr(part, name))
        for name, values in part.attributes.items():
            whole.attributes[name].extend(values)
        for name, answers in part.labels.items():
            whole.labels[name].extend(answers)
    return whole
