"""What models of a pack could know from its file: one temporal test for each forecast, or why there is none."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, TypeAlias

from forecasting.risk import Training
from forecasting.signal import NO_SKILL, Signal, measure_signal
from graph.domain.kernel.row_moments import row_text
from graph.errors import InvalidInput
from ingestion.log.columns import log_columns
from ingestion.log.events import EventLog
from ingestion.pack.model import Pack
from pipelines.training.learning import training_set_of

NOTHING_USABLE = "no usable signal"


@dataclass(frozen=True, slots=True)
class NoSignal:
    """A forecast that could not be measured, and why."""

    target: str
    description: str
    reason: str


Measured: TypeAlias = Signal | NoSignal


def measured_signals(pack: Pack, log: EventLog, on_step: Callable[[str], None]) -> list[Measured]:
    """Measure each forecast of a pack on the later part of a log."""
    training_set = training_set_of(pack, log_columns(pack, log))
    measured: list[Measured] = []
    for target in training_set.targets:
        if target.first_only:
            continue
        on_step(f"measuring what a model could know of: {target.description}")
        try:
            measured.append(measure_signal(training_set.table, target, Training(training_set.recipe)))
        except InvalidInput as error:
            measured.append(NoSignal(target.name, target.description, str(error)))
    return measured


def signal_sentences(measured: Sequence[Measured], *, timed: bool = True) -> Iterator[str]:
    """Yield what each forecast could know, in sentences; `timed` is false for a log that only has an order."""
    for one in measured:
        head = f"forecast of {one.target} ({one.description}): "
        if isinstance(one, NoSignal):
            yield f"{head}{NOTHING_USABLE}: {one.reason}"
            continue
        at = datetime.fromtimestamp(one.cut, UTC)
        day = str(at.date()) if timed else row_text(at)
        figures = (
            f"AUC {one.auc:.3f} (95 % interval {one.auc_low:.3f} to {one.auc_high:.3f}), Brier {one.brier:.4f} "
            f"(prior {one.brier_prior:.4f}); learned from {one.n_train:,} cases before {day}, measured on "
            f"{one.n_test:,} after it"
        )
        yield head + (figures if one.usable else f"{NOTHING_USABLE}, for {_fault(one)}; {figures}")


def signal_facts(measured: Sequence[Measured]) -> list[dict[str, Any]]:
    """Return the figures as JSON objects."""
    return [asdict(one) | {"usable": isinstance(one, Signal) and one.usable} for one in measured]


def _fault(signal: Signal) -> str:
    if signal.auc_low <= NO_SKILL:
        return "the interval of its AUC reaches down to chance"
    return "its probabilities are worse than the mean of the later cases"
