"""A temporal back-test that prints its whole protocol: learn before the cut, measure after it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from math import isfinite

from forecasting.calibration import probability
from forecasting.cases import CaseTable, Labels
from forecasting.columns import DAY, HOUR, NEVER, Flags
from forecasting.errors import NotEnoughLabels, OneClass
from forecasting.fan_out import computed_parts
from forecasting.labels import Target, final_labels, training_labels
from forecasting.metrics import Metrics, measure
from forecasting.risk import RiskModel, Training, train
from graph.domain.kernel.row_moments import row_text

FEWEST_TESTED = 20
"""With fewer a figure says nothing."""
_REHEARSED = (7 * DAY, 28 * DAY, 91 * DAY, 364 * DAY)
"""How long a rehearsal looks back: a week, and longer where that holds too few cases or only one answer."""
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class TargetResult:
    """One target: what it was learned from and measured on, and how good it was."""

    n_train: int
    n_test: int
    metrics: Metrics


@dataclass(frozen=True, slots=True)
class Backtest:
    """The protocol as text, and a result per target."""

    protocol: str
    results: dict[str, TargetResult]


@dataclass(frozen=True, slots=True)
class EvaluationWindow:
    """Records opened in [cut, until) are tested; seconds on the source's clock."""

    cut: int
    until: int


def backtest(
    table: CaseTable,
    targets: Sequence[Target],
    window: EvaluationWindow,
    training: Training,
    progress: Progress,
) -> Backtest:
    """Train each target once on what was known at the cut and measure it on the window's final labels.

    Models are trained where `SIGNOFF_FAN_OUT` says. A target that differs from another only by `first_only` shares its
    model and is measured on first cases.
    """
    learned: dict[Target, Target] = {}
    for target in targets:
        learned.setdefault(_question(target), replace(target, first_only=False))
    parts = list(learned.values())

    def go_on(done: int) -> bool:
        progress(f"{parts[done].name}: training on what was known at the cut")
        return True

    models = dict(
        zip(learned, computed_parts(partial(_trained, table, window.cut, training), parts, go_on), strict=True)
    )
    results: dict[str, TargetResult] = {}
    for target in targets:
        progress(f"{target.name}: scoring the test window")
        results[target.name] = evaluate(models[_question(target)], table, window, (target, final_labels(table, target)))
    return Backtest(protocol(window, list(models.values())), results)


def _question(target: Target) -> Target:
    """Return what a target's model is learned for: targets that measure it on other cases share it."""
    return replace(target, name="", first_only=False)


def _trained(table: CaseTable, cut: int, training: Training, target: Target) -> RiskModel:
    return train(table, target, cut, training)


def rehearse(table: CaseTable, model: RiskModel, training: Training) -> Backtest:
    """Measure how a model of this kind did in the last matured week before its cut, with nothing later in sight.

    A sister model is trained at the start of that week and measured on the labels known at the cut. The window is
    longer where a week has too little to measure. Raises NotEnoughLabels or OneClass where even a year has.
    """
    *shorter, longest = _REHEARSED
    for span in shorter:
        try:
            return _rehearse(table, model, training, span)
        except (NotEnoughLabels, OneClass):
            continue
    return _rehearse(table, model, training, longest)


def _rehearse(table: CaseTable, model: RiskModel, training: Training, span: int) -> Backtest:
    known, target = table.as_of(model.cut), model.target
    labels = training_labels(known, target, model.deadlines, model.cut)
    end = model.cut - int(model.gap_hours * HOUR)
    window = EvaluationWindow(end - span, end)
    _refuse_unmeasurable(known, window, (target, labels))
    sister = train(known, target, window.cut, training)
    result = evaluate(sister, known, window, (target, labels))
    known_at = moment_text(model.cut, timed=training.recipe.timed)
    text = protocol(window, [sister], f"labels known at {known_at}")
    return Backtest(text, {target.name: result})


def evaluate(
    model: RiskModel, table: CaseTable, window: EvaluationWindow, question: tuple[Target, Labels]
) -> TargetResult:
    """Measure a model on the cases of records opened inside the window, by the labels given for the table."""
    chosen = _refuse_unmeasurable(table, window, question)
    cases, answer = table.select(chosen), question[1].value[chosen]
    chance = probability(model.margin(model.features(cases)))
    return TargetResult(len(model.seen_case), len(cases), measure(chance, answer))


def _refuse_unmeasurable(table: CaseTable, window: EvaluationWindow, question: tuple[Target, Labels]) -> Flags:
    """Return the cases to measure on; raises NotEnoughLabels or OneClass."""
    target, labels = question
    chosen = measured_cases(table, target, window, labels)
    answer = labels.value[chosen]
    if len(answer) < FEWEST_TESTED:
        raise NotEnoughLabels(f"{target.name} (test window)", len(answer), len(table))
    if answer.all() or not answer.any():
        raise OneClass(f"{target.name} (test window)", len(answer), value=bool(answer.all()))
    return chosen


def measured_cases(table: CaseTable, target: Target, window: EvaluationWindow, labels: Labels) -> Flags:
    """Return which cases are measured: of records opened in the window, with a label."""
    inside = (table.opened_at >= window.cut) & (table.opened_at < window.until)
    inside &= labels.known_at < NEVER
    return inside & (table.sequence == 0) if target.first_only else inside


def protocol(window: EvaluationWindow, models: Sequence[RiskModel], labels: str = "final labels of the file") -> str:
    """Return as text which data was learned from, which was measured on, by which labels, and which was left out."""
    timed = all(model.recipe.timed for model in models)
    cut, until = (moment_text(at, timed=timed) for at in (window.cut, window.until))
    seen = (
        f"Cut {cut}: everything learned or looked up (deadlines, categories, history, load, weights, "
        "calibration) uses only what was known strictly before it; a case adds the facts of its own first row."
    )
    measured = (
        f"Test: cases of records opened {cut} up to but not including {until}, on "
        f"{labels}; no record is on both sides. Calibration error: 10 bins of equal count. Prior: the "
        "prevalence of the test cases."
    )
    return " ".join([seen, measured, *(_learned(model) for model in models)])


def _learned(model: RiskModel) -> str:
    timed = model.recipe.timed
    since = f" of records opened since {moment_text(model.target.since, timed=True)}" if timed else ""
    gap = f"{model.gap_hours:.0f} {'h' if timed else 'rows'}"
    learned = f"{model.target.name}: {len(model.seen_case)} matured cases{since}"
    text = f"{learned}, none started in the last {gap} before the cut"
    if model.deadlines is None:
        return f"{text}; label known when the case ends."
    limits = ", ".join(f"{name} {_hours(hours)}" for name, hours in model.deadlines.hours.items())
    return (
        f"{text}; label known at the earlier of resolution and deadline, deadlines inferred from "
        f"{model.deadlines.fitted_on} closed records ({limits}; {model.deadlines.agreement:.1%} agreement)."
    )


def _hours(limit: float) -> str:
    return f"{limit:.1f} h" if isfinite(limit) else "no limit seen"


def moment_text(moment: int, *, timed: bool) -> str:
    """Return a moment of a table in words: minutes, or the row where moments only order the cases."""
    at = datetime.fromtimestamp(moment, UTC)
    return at.strftime("%Y-%m-%d %H:%M") if timed else row_text(at)
