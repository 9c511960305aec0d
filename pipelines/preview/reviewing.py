"""Some cases of a file as the desk would show them: scored, explained and gated as if live, and nothing is stored."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from forecasting.cases import seconds
from forecasting.explain import Explained, explain
from forecasting.requests import ScoringRequest, request_table
from forecasting.risk import RiskModel
from graph.domain.gate.evaluation import evaluate
from graph.domain.gate.facts import (
    Breaker,
    GateFacts,
    GateOutcome,
    Mode,
    PointFacts,
    Stage,
    plain_values,
    score_values,
)
from graph.domain.gate.policy_text import read_policy
from graph.domain.gate.table import CompiledPolicy, compile_policy
from graph.domain.intake.case import CaseSubmission, Contribution, Score
from graph.domain.intake.quality import judge
from graph.domain.kernel.canonical import Scalar
from graph.domain.kernel.row_moments import row_text
from graph.errors import InvalidInput
from ingestion.clock import fixed_moment
from ingestion.history import LogReading, open_cases_of
from ingestion.intake import intake_rules, quality_gates
from ingestion.live import submission_builder
from ingestion.log.cases import LogCase, cases_by_trace
from ingestion.log.costs import error_costs
from ingestion.log.events import EventLog, Trace
from ingestion.pack.model import Pack
from ingestion.pack.policy import pack_policy
from pipelines.training.models import RISK_THRESHOLD, Fitted, TrainingSource, fit

SHOWN_CASES = 10
"""As many as are read in a few minutes."""
_PREVIEW = "preview"
_LEAST, _MOST = 1e-9, 1 - 1e-9
"""Probabilities that a double does not round to 0 or 1."""


@dataclass(frozen=True, slots=True)
class ReviewedCase:
    """A case as a reviewer sees it: its facts in words, the risk with its reasons, and where the gate sends it."""

    title: str
    began: str
    facts: tuple[tuple[str, str], ...]
    risk: float | None
    reasons: tuple[str, ...]
    outcome: GateOutcome


@dataclass(frozen=True, slots=True)
class Preview:
    """Some cases at a moment of the log (in words), what is asked of a reviewer, and what can be answered.

    `no_model` says why there is no risk, where there is none.
    """

    question: str
    moment: str
    proposal: str
    actions: tuple[tuple[str, str], ...]
    cases: tuple[ReviewedCase, ...]
    threshold: float | None
    no_model: str | None


def preview(pack: Pack, folder: Path, log: EventLog, on_step: Callable[[str], None]) -> Preview:
    """Return the oldest open cases of a log at the pack's moment, or else the last ones before it."""
    moment = fixed_moment(pack)
    on_step("choosing cases")
    reading = LogReading(pack, log, moment, 0)
    desk = submission_builder(reading, {}, moment)
    submissions = [desk.submission(trace, cases, place, moment) for trace, cases, place in _chosen(reading)]
    fitted, no_model = _fitted(pack, folder, log, moment, on_step)
    policy = compiled_policy(pack, folder, {} if fitted is None else {RISK_THRESHOLD: fitted.threshold.below})
    scored = _scored(fitted, submissions)
    cases = tuple(_reviewed(pack, policy, one, scored.get(one.external_id, ())) for one in submissions)
    return Preview(
        pack.question,
        f"{moment:%Y-%m-%d %H:%M} UTC of the log" if pack.clock.has_times else f"{row_text(moment)} of the log",
        pack.proposal,
        tuple((action, spec.verdict) for action, spec in pack.actions.items()),
        cases,
        None if fitted is None else fitted.threshold.below,
        no_model,
    )


def _chosen(reading: LogReading) -> list[tuple[Trace, Sequence[LogCase], int]]:
    waiting = [one for _, one in zip(range(SHOWN_CASES), open_cases_of(reading), strict=False)]
    if waiting:
        return waiting
    started = [
        (trace, cases, place)
        for trace, cases in cases_by_trace(reading.pack, reading.log, reading.until)
        for place, case in enumerate(cases)
        if case.needs_decision
    ]
    return sorted(started, key=lambda one: one[1][one[2]].start.at)[-SHOWN_CASES:]


def _fitted(
    pack: Pack, folder: Path, log: EventLog, moment: datetime, on_step: Callable[[str], None]
) -> tuple[Fitted | None, str | None]:
    try:
        source = TrainingSource(pack, log, moment, compiled_policy(pack, folder, {}), error_costs(pack, log, moment))
        return fit(source, on_step), None
    except InvalidInput as error:
        return None, str(error)


def compiled_policy(pack: Pack, folder: Path, fitted: Mapping[str, float]) -> CompiledPolicy:
    """Return the table of a pack with fitted thresholds; raises InvalidInput where it does not read."""
    chosen = pack_policy(pack, folder, fitted)
    policy = read_policy(chosen.text)
    compiled = policy if isinstance(policy, tuple) else compile_policy(replace(policy, parameters=chosen.parameters))
    if isinstance(compiled, tuple):
        raise InvalidInput(f"{pack.decision_point.policy}: {compiled[0].message}")
    return compiled


def _scored(
    fitted: Fitted | None, submissions: Sequence[CaseSubmission]
) -> dict[str, list[tuple[RiskModel, Explained]]]:
    """Return what each model says of each case, the one of the risk first."""
    scored: dict[str, list[tuple[RiskModel, Explained]]] = {}
    requests = [
        ScoringRequest(one.external_id, one.payload, seconds((one.occurred_at or one.known_at).replace(tzinfo=None)))
        for one in submissions
    ]
    for position, model in enumerate([] if fitted is None else fitted.models):
        for one in explain(model, request_table(requests, model.past.attributes)):
            if position == 0 or one.case_id in scored:
                scored.setdefault(one.case_id, []).append((model, one))
    return scored


def _reviewed(
    pack: Pack, policy: CompiledPolicy, case: CaseSubmission, scored: Sequence[tuple[RiskModel, Explained]]
) -> ReviewedCase:
    main = scored[0][1] if scored else None
    further = {model.target.name: one.probability for model, one in scored[1:]}
    scores = score_values(None if main is None else main.probability, further)
    values: dict[str, Scalar] = {**plain_values(case.payload), **scores}
    quality = judge(quality_gates(pack), case.gate_row or {}, case.findings)
    point = pack.decision_point
    outcome = evaluate(
        policy,
        GateFacts(
            point=PointFacts(point.id, Mode(point.mode), point.high_impact, point.reversible),
            values=values,
            score=None if main is None else _score(main),
            model_stage=Stage.ACTIVE,
            policy_stage=Stage.ACTIVE,
            quality=quality.verdict,
            breaker=Breaker.CLOSED,
            reach=len(case.entities),
            findings=quality.findings,
        ),
    )
    return ReviewedCase(
        case.external_id,
        _began(pack, case),
        tuple(_facts(pack, case)),
        None if main is None else main.probability,
        () if main is None else main.reasons,
        outcome,
    )


def _began(pack: Pack, case: CaseSubmission) -> str:
    """Say when a case began, or at which row where the log has no clock."""
    if case.occurred_at is None:
        return f"row {case.sequence}"
    return f"{case.occurred_at.astimezone(pack.zone):%Y-%m-%d %H:%M}"


def _score(one: Explained) -> Score:
    parts = tuple(Contribution(part.feature, part.value, part.amount) for part in one.parts)
    return Score(_PREVIEW, _PREVIEW, min(max(one.probability, _LEAST), _MOST), one.base, parts)


def _facts(pack: Pack, case: CaseSubmission) -> Iterator[tuple[str, str]]:
    """Yield the facts of a case by their labels, with their units; what is missing as such."""
    fields = {field.name: field for field in intake_rules(pack).fields}
    for name in pack.case_columns:
        value, column = case.payload.get(name), fields[name]
        shown = "missing" if value is None else ("yes" if value else "no") if isinstance(value, bool) else f"{value}"
        if isinstance(value, float):
            shown = f"{value:,.10g}"
        yield column.words, f"{shown} {column.unit}" if column.unit and value is not None else shown
