"""A challenger beside the model in use: both measured on the same cases, which neither of them had learned from."""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from forecasting.backtest import FEWEST_TESTED, EvaluationWindow, evaluate, measured_cases, protocol
from forecasting.cases import CaseTable
from forecasting.columns import HOUR, Flags, Floats
from forecasting.errors import NotEnoughLabels
from forecasting.labels import final_labels
from forecasting.metrics import Metrics, measure, reliability
from forecasting.risk import RiskModel, Training, train


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Both models' figures on the same later cases, and by which protocol they were measured."""

    protocol: str
    cases: int
    champion: Metrics
    challenger: Metrics

    def facts(self) -> dict[str, Any]:
        """Return the figures as a JSON object."""
        return asdict(self)


def compare(table: CaseTable, champion: RiskModel, cut: int, training: Training) -> SideBySide:
    """Measure what a challenger would have been beside the champion, on the newer half of the cases since its cut.

    The challenger's stand-in learns from what was known when that half began. Raises NotEnoughLabels or OneClass.
    """
    known, target = table.as_of(cut), champion.target
    labels = final_labels(known, target)
    # Of younger cases only the answers that come fast are known.
    end = cut - int(champion.gap_hours * HOUR)
    later = measured_cases(known, target, EvaluationWindow(champion.cut, end), labels)
    if int(later.sum()) < 2 * FEWEST_TESTED:
        raise NotEnoughLabels(f"{target.name} (since the last training)", int(later.sum()), len(known))
    window = EvaluationWindow(int(np.median(known.opened_at[later])), end)
    stand_in = train(known, target, window.cut, training)
    question = (target, labels)
    measured = evaluate(stand_in, known, window, question)
    beside = evaluate(champion, known, window, question)
    text = protocol(window, [stand_in], "labels known at the training")
    return SideBySide(text, measured.n_test, beside.metrics, measured.metrics)


def measured_live(champion: Floats, challenger: Floats, answer: Flags) -> dict[str, Any] | None:
    """Return both models' figures on live cases whose answer is known; None where these are too few to say anything."""
    if len(answer) < FEWEST_TESTED or answer.all() or not answer.any():
        return None
    return {"champion": asdict(measure(champion, answer)), "challenger": asdict(measure(challenger, answer))}


def measured_alone(risk: Floats, answer: Flags) -> dict[str, Any] | None:
    """Return a model's figures on live cases whose answer is known, with the bins of its reliability plot.

    None where these are too few to say anything.
    """
    if len(answer) < FEWEST_TESTED or answer.all() or not answer.any():
        return None
    bins = [asdict(one) for one in reliability(risk, answer.astype(np.float64))]
    return asdict(measure(risk, answer)) | {"reliability": bins}
