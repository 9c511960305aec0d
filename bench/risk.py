"""F1 and F3: the shipped risk forecasts beside plain logistic regression, on the support log and the other packs'."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

import numpy as np

from forecasting.backtest import EvaluationWindow, measured_cases, protocol
from forecasting.calibration import probability
from forecasting.cases import CaseTable
from forecasting.columns import HOUR, Flags, Floats
from forecasting.encoding import learn_scale, learn_vocabulary
from forecasting.labels import Answer, Target, final_labels
from forecasting.metrics import Metrics, calibration_error, measure
from forecasting.risk import RiskModel, Training, train
from graph.errors import InvalidInput
from ingestion.log.read import read_log
from ingestion.pack.load import load_pack
from pipelines.training.learning import TrainingSet, log_moment, read_training_set
from pipelines.training.signals import Measured, measured_signals, signal_facts, signal_sentences

PACKS = Path(__file__).parents[1] / "ingestion" / "packs"
SUPPORT = "support-escalation"
CUT_A, UNTIL_A = datetime(2016, 4, 18), datetime(2016, 5, 2)  # noqa: DTZ001  # on the log's own clock
"""Cut A of the goals: learned from what was known before 18 April, tested on incidents of the two weeks after it."""
_FEWEST_OF_A_VALUE = 10
"""Cases: a rarer value is pooled, as in the linear part of the shipped model."""
_DRAWS = 200
"""Of answers from the forecasts themselves."""
PROTOCOL = (
    "ECE by chance: the mean of forecasts that are exactly right, on as many cases. Logistic: one-hot values and "
    "scaled numbers of the same cases' own facts with hour and weekday, scikit-learn's defaults, the same rows and "
    "labels. F3: cases after a record's first, beside the hours since it was opened (missed_sla) or the group's "
    "rate among the cases learned from (hand_over); AUC. Other packs: learned from the earlier cases and measured "
    "on the later ones, as `signoff pack validate` does."
)


@dataclass(frozen=True, slots=True)
class RiskFigures:
    """One question at cut A: on how many cases, the shipped model's figures, and those of logistic regression.

    `ece_by_chance` is the mean calibration error of so many cases, had each come true with the very chance that the
    shipped model gave it: a smaller one is luck.
    """

    target: str
    n_train: int
    n_test: int
    shipped: Metrics
    logistic: Metrics
    ece_by_chance: float

    @property
    def auc_margin(self) -> float:
        """By how much the shipped model ranks better."""
        return self.shipped.auc - self.logistic.auc


@dataclass(frozen=True, slots=True)
class RunningFigures:
    """F3: AUC on cases after a record's first, beside the one fact that tells most."""

    target: str
    n_test: int
    auc: float
    plain: str
    plain_auc: float


@dataclass(frozen=True, slots=True)
class RiskExamination:
    """All questions of the support log at cut A, and every other shipped pack at its own."""

    protocol: str
    at_cut: tuple[RiskFigures, ...]
    running: tuple[RunningFigures, ...]
    others: Mapping[str, Sequence[Measured]]


def examine_risk(file: Path | None, *, others: bool = True) -> RiskExamination:
    """Examine the support pack's log, or another file of its shape, and the other packs' logs."""
    _step("reading the support log")
    training_set = read_training_set(PACKS / SUPPORT, [file or shipped_file(SUPPORT)], _step)
    table = training_set.table
    window = EvaluationWindow(*(log_moment(training_set.pack, at) for at in (CUT_A, UNTIL_A)))
    training = Training(training_set.recipe)
    models: dict[str, RiskModel] = {}
    figures, running = [], []
    for target in training_set.targets:
        learned = target.name.removesuffix("_first")
        if learned not in models:
            _step(f"training {learned}")
            models[learned] = train(table, replace(target, name=learned, first_only=False), window.cut, training)
        model = models[learned]
        chosen = measured_cases(table, target, window, final_labels(table, target))
        figures.append(_at_cut(model, table, chosen, target))
        if not target.first_only:
            running.append(_running(model, table, chosen & (table.sequence > 0), target))
    text = f"{protocol(window, list(models.values()))} {PROTOCOL}"
    return RiskExamination(text, tuple(figures), tuple(running), _others(training_set) if others else {})


def shipped_file(pack: str) -> Path:
    """Return the log that a pack ships with."""
    folder = PACKS / pack
    file = load_pack(folder).source.file
    if file is None:
        raise InvalidInput(f"{folder}: ships no log")
    return folder / file


def _at_cut(model: RiskModel, table: CaseTable, chosen: Flags, target: Target) -> RiskFigures:
    cases, answer = table.select(chosen), final_labels(table, target).value[chosen]
    shipped = probability(model.margin(model.features(cases)))
    return RiskFigures(
        target.name,
        len(model.seen_case),
        len(cases),
        measure(shipped, answer),
        measure(_logistic(model, table, cases), answer),
        _by_chance(shipped),
    )


def _by_chance(chance: Floats) -> float:
    random = np.random.default_rng(0)
    drawn = [calibration_error(chance, (random.random(len(chance)) < chance).astype(np.float64)) for _ in range(_DRAWS)]
    return float(np.mean(drawn))


def _logistic(model: RiskModel, table: CaseTable, cases: CaseTable) -> Floats:
    """Return the chances of plain logistic regression, learned from the rows that the shipped model learned from."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  # the baseline alone needs it

    place = {name: row for row, name in enumerate(table.case_id.tolist())}
    seen = table.select(np.array([place[name] for name in model.seen_case.tolist()]))
    before, after = _encoded(seen, seen), _encoded(seen, cases)
    fitted = LogisticRegression(max_iter=2_000).fit(before, model.seen_answer)
    chances: Floats = fitted.predict_proba(after)[:, 1]
    return chances


def _encoded(seen: CaseTable, cases: CaseTable) -> Floats:
    blocks = []
    for mine, theirs in zip(_categories(seen).values(), _categories(cases).values(), strict=True):
        vocabulary = learn_vocabulary(mine, _FEWEST_OF_A_VALUE)
        blocks.append(np.eye(len(vocabulary))[vocabulary.encode(theirs)])
    scale = learn_scale(_numbers(seen))
    return np.hstack([*blocks, scale.apply(_numbers(cases))])


def _categories(table: CaseTable) -> dict[str, np.ndarray]:
    hour = ((table.started_at // HOUR) % 24).astype(str).astype(object)
    weekday = ((table.started_at // (24 * HOUR) + 3) % 7).astype(str).astype(object)
    return {**table.categories, "hour": hour, "weekday": weekday}


def _numbers(table: CaseTable) -> Floats:
    age = (table.started_at - table.opened_at) / HOUR
    own = [np.nan_to_num(values, nan=-1.0) for values in table.numbers.values()]
    return np.column_stack([*own, age, table.sequence.astype(np.float64)])


def _running(model: RiskModel, table: CaseTable, chosen: Flags, target: Target) -> RunningFigures:
    cases, answer = table.select(chosen), final_labels(table, target).value[chosen]
    auc = measure(probability(model.margin(model.features(cases))), answer).auc
    if target.answer is Answer.DEADLINE:
        plain, score = "hours since the record was opened", (cases.started_at - cases.opened_at) / HOUR
    else:
        plain, score = "rate of its group", _rate_of_group(model, table, cases)
    return RunningFigures(target.name, len(cases), auc, plain, measure(score, answer).auc)


def _rate_of_group(model: RiskModel, table: CaseTable, cases: CaseTable) -> Floats:
    group = "assignment_group"
    answers = dict(zip(model.seen_case.tolist(), model.seen_answer.tolist(), strict=True))
    seen: dict[str, list[bool]] = {}
    for name, of in zip(table.case_id.tolist(), table.categories[group].tolist(), strict=True):
        if name in answers:
            seen.setdefault(of, []).append(answers[name])
    usual = float(np.mean(model.seen_answer))
    return np.array([float(np.mean(seen[of])) if of in seen else usual for of in cases.categories[group].tolist()])


def _others(support: TrainingSet) -> dict[str, Sequence[Measured]]:
    results: dict[str, Sequence[Measured]] = {}
    for folder in sorted(one.parent for one in PACKS.glob("*/pack.yaml")):
        pack = load_pack(folder)
        if pack.pack != support.pack.pack:
            _step(f"measuring {pack.pack}")
            results[pack.pack] = measured_signals(pack, read_log(pack, shipped_file(folder.name)), _step)
    return results


def _step(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def on_risk(file: Path | None, *, as_json: bool) -> str:
    """Return F1 and F3 as JSON or as text."""
    return shown(examine_risk(file), as_json=as_json)


def shown(one: RiskExamination, *, as_json: bool) -> str:
    """Return the examination as JSON or as text."""
    if as_json:
        at_cut = [{**asdict(of), "auc_margin": of.auc_margin} for of in one.at_cut]
        others = {name: signal_facts(measured) for name, measured in one.others.items()}
        running = [asdict(of) for of in one.running]
        facts = {"id": "F1", "protocol": one.protocol, "at_cut": at_cut, "running": running, "others": others}
        return json.dumps(facts)
    lines = [one.protocol, "", f"{'':24}{'cases':>7}{'AUC':>8}{'Brier':>8}{'prior':>8}{'ECE':>8}{'top 10 %':>10}"]
    for of in one.at_cut:
        for name, m in ((of.target, of.shipped), ("  logistic", of.logistic)):
            figures = f"{m.auc:8.3f}{m.brier:8.4f}{m.brier_prior:8.4f}{m.ece:8.3f}{m.precision_top10:10.1%}"
            lines.append(f"{name:24}{of.n_test:7}{figures}")
        lines.append(f"  AUC {of.auc_margin:+.3f} beside logistic; ECE by chance {of.ece_by_chance:.3f}")
    lines += [
        f"F3, {of.target} on {of.n_test} running cases: AUC {of.auc:.3f}, {of.plain} {of.plain_auc:.3f}"
        for of in one.running
    ]
    for name, measured in one.others.items():
        lines += [f"{name}: {sentence}" for sentence in signal_sentences(measured)]
    return "\n".join(lines)
