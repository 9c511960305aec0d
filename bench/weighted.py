"""F10: weighted impact, from stored explanations alone, against the flips seen when each attribute is hidden."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from bench.risk import CUT_A, PACKS, SUPPORT, UNTIL_A, shipped_file
from forecasting.backtest import EvaluationWindow
from forecasting.cases import CaseTable
from forecasting.columns import HOUR, NEVER, Floats, Ints
from forecasting.explain import require_additive
from forecasting.risk import RiskModel
from forecasting.score_limits import RoutesByScore
from forecasting.signal import EARLIER_SHARE
from forecasting.weighted_impact import ExplainedScores, WeightedImpact, weight_of
from forecasting.whatif.replay import StoredCase
from graph.domain.gate.facts import RISK, Mode, PointFacts, risk_fact
from graph.domain.intake.quality import Quality
from graph.domain.intake.titles import HOURS_LEFT
from graph.domain.kernel.canonical import Scalar
from ingestion.log.columns import log_columns
from ingestion.log.costs import error_costs
from ingestion.log.events import EventLog
from ingestion.log.read import read_log
from ingestion.pack.load import load_pack
from ingestion.pack.model import Pack
from pipelines.preview.reviewing import compiled_policy
from pipelines.training.learning import TrainingSet, log_moment, training_set_of
from pipelines.training.models import RISK_THRESHOLD, TrainingSource, fit

GOAL = 0.9
"""Rank correlation over the attributes of a pack."""
OTHERS = ("purchase-approval",)
"""Packs beside the support pack: with a model of their own, whose gate decides something by itself."""
PROTOCOL = (
    "Models and threshold are learned from what was known at the cut, as a load learns them. The cases of records "
    "opened in the window are scored and explained. Weight: the share of them that the gate would send another way "
    "without what the attribute adds to the stored scores (log-odds). Replay: the same models score the same cases "
    "again with the attribute unknown (an empty category, which has no history and counts as a rare value; a number "
    "that is missing), and the gate runs again. What was learned stays as it was, and so do the facts that the gate "
    "itself reads. Correlation: Spearman's over the attributes, equal ranks averaged. Reach: every case that was "
    "scored, the same for each attribute, so it ranks nothing."
)


@dataclass(frozen=True, slots=True)
class AttributeImpact:
    """One attribute: shares of cases that go another way by stored explanations and in replay."""

    name: str
    weight: float
    flips: float
    reach: float


@dataclass(frozen=True, slots=True)
class WeightedFigures:
    """One pack: cases, the share that the gate decides automatically, the attributes, and the rank correlation."""

    pack: str
    cases: int
    automatic: float
    correlation: float | None
    attributes: tuple[AttributeImpact, ...]

    @property
    def error(self) -> float:
        """Return the mean difference of the shares."""
        return float(np.mean([abs(one.weight - one.flips) for one in self.attributes]))


def examine_weights(file: Path | None) -> list[WeightedFigures]:
    """Examine the support log, or another file of its shape, at cut A, and the other packs at the usual split."""
    figures = []
    for name in (SUPPORT,) if file else (SUPPORT, *OTHERS):
        pack = load_pack(PACKS / name)
        _step(f"reading {name}")
        log = read_log(pack, file or shipped_file(name))
        figures.append(_of_pack(pack, name, log))
    return figures


def _of_pack(pack: Pack, name: str, log: EventLog) -> WeightedFigures:
    whole = training_set_of(pack, log_columns(pack, log))
    window = _window(pack, name, whole.table)
    cut = datetime.fromtimestamp(window.cut, UTC).replace(tzinfo=pack.zone).astimezone(UTC)
    before = compiled_policy(pack, PACKS / name, {})
    fitted = fit(TrainingSource(pack, log, cut, before, error_costs(pack, log, cut)), _step)
    policy = compiled_policy(pack, PACKS / name, {RISK_THRESHOLD: fitted.threshold.below})
    opened = whole.table.opened_at
    chosen = np.flatnonzero((opened >= window.cut) & (opened < window.until))
    cases = whole.table.select(chosen)
    spec = pack.decision_point
    point = PointFacts(spec.id, Mode(spec.mode), spec.high_impact, spec.reversible)
    gate = RoutesByScore(policy, point, _gated(pack, whole, chosen, fitted.models))
    facts = {RISK if place == 0 else risk_fact(one.target.name): one for place, one in enumerate(fitted.models)}
    impact = WeightedImpact(gate, [_explained(fact, model, cases) for fact, model in facts.items()])
    stored = gate.results({one.fact: one.chances() for one in impact.scores})
    attributes = []
    for attribute in cases.attributes:
        _step(f"hiding {attribute.name}")
        hidden = _without(cases, attribute.name)
        again = gate.results({fact: model.chance(hidden) for fact, model in facts.items()})
        weight = weight_of(impact.changed({attribute.name})).share
        attributes.append(AttributeImpact(attribute.name, weight or 0.0, float((again != stored).mean()), 1.0))
    correlation = rank_correlation([one.weight for one in attributes], [one.flips for one in attributes])
    automatic = float((stored != gate.results({fact: np.full(len(cases), np.nan) for fact in facts})).mean())
    return WeightedFigures(pack.pack, len(cases), automatic, correlation, tuple(attributes))


def _window(pack: Pack, name: str, table: CaseTable) -> EvaluationWindow:
    if name == SUPPORT:
        return EvaluationWindow(*(log_moment(pack, at) for at in (CUT_A, UNTIL_A)))
    return EvaluationWindow(int(np.quantile(table.opened_at, EARLIER_SHARE)), NEVER)


def _gated(pack: Pack, whole: TrainingSet, rows: Ints, models: Sequence[RiskModel]) -> list[StoredCase]:
    """Return the cases as the gate sees them beside their scores; their data passed its checks."""
    cases, columns = whole.table.select(rows), whole.columns.attributes
    deadlines = next((one.deadlines for one in models if one.deadlines is not None), None)
    left = None if deadlines is None else ((deadlines.of(cases) - cases.started_at) / HOUR).tolist()
    read: list[dict[str, Scalar]] = [{name: column[row] for name, column in columns.items()} for row in rows.tolist()]
    if left is not None:
        read = [{**values, HOURS_LEFT: hours} for values, hours in zip(read, left, strict=True)]
    reach = len(pack.entities)
    return [StoredCase(values, None, Quality.CLEAN, reach, person_required=False) for values in read]


def _explained(fact: str, model: RiskModel, cases: CaseTable) -> ExplainedScores:
    features = model.features(cases)
    margin, (base, amounts) = model.margin(features), model.contributions(features)
    require_additive(base, amounts, margin)
    return ExplainedScores(fact, margin, amounts)


def _without(cases: CaseTable, name: str) -> CaseTable:
    """Return the cases with an attribute unknown."""
    unknown = np.full(len(cases), "", dtype=object)
    return replace(
        cases,
        categories={one: unknown if one == name else values for one, values in cases.categories.items()},
        texts={one: unknown if one == name else values for one, values in cases.texts.items()},
        numbers={one: np.full(len(cases), np.nan) if one == name else it for one, it in cases.numbers.items()},
    )


def rank_correlation(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Return Spearman's correlation of two columns; None where one of them is constant and ranks nothing."""
    ranks = [_ranks(np.array(values)) for values in (one, other)]
    if not all(np.ptp(of) for of in ranks):
        return None
    return float(np.corrcoef(ranks[0], ranks[1])[0, 1])


def _ranks(values: Floats) -> Floats:
    _, places, counts = np.unique(values, return_inverse=True, return_counts=True)
    middle: Floats = np.cumsum(counts) - (counts - 1) / 2.0
    return middle[places]


def on_weights(file: Path | None, *, as_json: bool) -> str:
    """Return F10 as JSON or as text."""
    return shown(examine_weights(file), as_json=as_json)


def shown(figures: Sequence[WeightedFigures], *, as_json: bool) -> str:
    """Return the examination as JSON or as text, attribute by attribute."""
    if as_json:
        packs = [{**asdict(one), "error": one.error} for one in figures]
        return json.dumps({"id": "F10", "protocol": PROTOCOL, "goal": GOAL, "packs": packs})
    lines = [PROTOCOL]
    for of in figures:
        lines += [
            "",
            f"{of.pack}: {of.cases} cases, {of.automatic:.1%} automatic",
            f"  {'':28}{'weight':>9}{'replay':>9}",
        ]
        for one in sorted(of.attributes, key=lambda it: (-it.flips, it.name)):
            lines.append(f"  {one.name:28}{one.weight:9.2%}{one.flips:9.2%}")
        lines.append(
            f"F10, {of.pack}: rank correlation {_shown(of.correlation)} (goal {GOAL}) over {len(of.attributes)} "
            f"attributes; the shares differ by {of.error:.2%} in the mean; reach ranks nothing: 100 % for each"
        )
    return "\n".join(lines)


def _shown(correlation: float | None) -> str:
    return "unknown" if correlation is None else f"{correlation:.3f}"


def _step(text: str) -> None:
    sys.stderr.write(f"{text}\n")
