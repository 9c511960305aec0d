"""The small firm with a model that was trained here, and enough live decisions to train a challenger from."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from forecasting.artefact import save_model
from forecasting.cases import Attribute, Available, Kind, case_table, with_labels
from forecasting.features import Recipe
from forecasting.labels import Answer, Target
from forecasting.risk import RiskModel, Training, train
from forecasting.trees import BoostingSettings
from graph.domain.intake.case import CaseSubmission, EntityRef
from graph.domain.outcome.report import OutcomeReport
from graph.domain.people.roles import Actor, ActorKind, Role
from graph.domain.review.task import DecideCommand, Verdict
from graph.store.decision.deciding import Decided, decide
from graph.store.intake.cases import Submitted, submit
from graph.store.outcome.reporting import ReportedOutcome, record
from graph.store.registry.models import FeatureSpec, ModelSpec, register_model
from pipelines.scoring.scorer import scorer_of
from tests.builders.commands import claimed
from tests.builders.firm import Firm

WRONG = Target("wrong", Answer.LABEL, "were bought in error", event="wrong")
ATTRIBUTES = (
    Attribute("amount", Kind.NUMBER, Available.CREATION, "amount"),
    Attribute("vendor", Kind.CATEGORY, Available.CREATION, "vendor"),
)
TRAINING = Training(Recipe((("vendor",),)), BoostingSettings(rounds=15, leaves=4, seeds=1), fewest=100)
OWNER = Actor("policy-owner", "policy-owner-id", ActorKind.HUMAN, frozenset({Role.POLICY_OWNER}))
ADMIN = Actor("admin", "admin-id", ActorKind.HUMAN, frozenset({Role.ADMIN}))
CUT = datetime.now(UTC).replace(microsecond=0) - timedelta(days=30)


def earlier_model() -> RiskModel:
    """Learned until a month ago, when large amounts were mostly wrong."""
    random, rows = np.random.default_rng(5), range(240)
    began = [CUT - timedelta(days=60) + timedelta(hours=6 * row) for row in rows]
    amounts = random.integers(1, 1_000, len(rows)).tolist()
    wrong = [(amount > 700) is bool(random.random() < 0.9) for amount in amounts]
    columns: dict[str, list[object]] = {
        "case_id": [f"OLD-{row}" for row in rows],
        "group_id": [f"OLD-{row}" for row in rows],
        "sequence": [0] * len(rows),
        "started_at": list(began),
        "opened_at": list(began),
        "amount": [float(amount) for amount in amounts],
        "vendor": [f"V-{row % 7}" for row in rows],
        **dict.fromkeys(("ended_at", "resolved_at", "final_at", "missed"), [None] * len(rows)),
        **dict.fromkeys(("ended_by", "stratum"), [""] * len(rows)),
    }
    table = case_table(columns, ATTRIBUTES)
    answers = [(one, at + timedelta(hours=1)) for one, at in zip(wrong, began, strict=True)]
    return train(with_labels(table, {"wrong": answers}), WRONG, int(CUT.timestamp()), TRAINING)


async def with_model(firm: Firm, data_dir: Path) -> str:
    """Register the past model as the one in use and return its key; it was trained eight days ago."""
    digest = save_model(await asyncio.to_thread(earlier_model), data_dir)
    spec = ModelSpec(
        point="purchases",
        target="wrong",
        primary=True,
        version=digest[:12],
        artefact_sha256=digest,
        metrics="{}",
        calibration="{}",
        protocol="made for a test",
        seed=0,
        rows=240,
        dataset="made|purchases",
        features=[FeatureSpec(name, "NUMBER", "CREATION", name) for name in ("amount", "vendor", "time", "age")]
        + [FeatureSpec(name, "NUMBER", "EVENT", name) for name in ("sequence", "level")],
    )
    assert isinstance(await register_model(firm.store, spec, "admin-id"), str)
    await firm.driver.execute_query(
        "MATCH (v:ModelVersion {key: $key}) SET v.recordedAt = v.recordedAt - 8 * 24 * 3600000",
        {"key": f"{spec.name}|{spec.version}"},
    )
    return f"{spec.name}|{spec.version}"


def purchase(external_id: str, amount: float, at: datetime) -> CaseSubmission:
    return CaseSubmission(
        decision_point="purchases",
        external_id=external_id,
        payload={"amount": amount, "vendor": "V-1"},
        occurred_at=at,
        known_at=at,
        entities=(EntityRef("vendor", "V-1"),),
        score=None,
    )


async def scored(firm: Firm, data_dir: Path, submissions: list[CaseSubmission]) -> list[Submitted]:
    """Submit cases and have the model in use score them."""

    async def one(submission: CaseSubmission) -> Submitted:
        answer = await submit(firm.store, firm.integrator, submission, f"submit-{submission.external_id}")
        assert isinstance(answer, Submitted), answer
        return answer

    sent = [await one(submission) for submission in submissions]
    while await scorer_of(data_dir).score(firm.store, "purchases"):
        pass
    return sent


async def decided_months(firm: Firm, data_dir: Path, count: int = 70) -> None:
    """Since the cut small amounts are wrong: people refuse every one of them, and what they buy is not returned."""
    amounts = np.random.default_rng(8).integers(1, 1_000, count).tolist()
    began = [CUT + timedelta(hours=1 + 9 * row) for row in range(count)]
    sent = await scored(
        firm,
        data_dir,
        [purchase(f"PO-{row}", float(amount), at) for row, (amount, at) in enumerate(zip(amounts, began, strict=True))],
    )
    for case, amount in zip(sent, amounts, strict=True):
        if case.task_id is None:
            continue
        lease = await claimed(firm, case.task_id)
        verdict = Verdict.REJECT if amount < 500 else Verdict.APPROVE
        command = DecideCommand(verdict, "fits", lease.packet_digest, lease.lease_epoch, lease.version)
        answer = await decide(firm.store, firm.reviewer, lease.task_id, command, f"decide-{case.case_id}")
        assert isinstance(answer, Decided), answer
        if verdict is Verdict.APPROVE:
            now = firm.store.clock.now()
            report = OutcomeReport("returned", "false", now, now, decision_id=answer.decision_id)
            outcome = await record(firm.store, firm.integrator, report, f"returned-{case.case_id}")
            assert isinstance(outcome, ReportedOutcome), outcome
