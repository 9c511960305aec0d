"""What an error costs, by the pack's rates and by the errors of its history."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import fmean

from ingestion.log.cases import LogCase, cases_by_trace
from ingestion.log.events import EventLog
from ingestion.log.labels import Known, LabelReader, LabelValue
from ingestion.pack.expressions import HOURS, compile_expression
from ingestion.pack.model import Pack
from ingestion.sources.cells import Cell

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class ErrorCosts:
    """Mean cost of one error each way and of one review, in the pack's currency."""

    wrong_proposal: float
    wrong_alternative: float
    review: float


def error_costs(pack: Pack, log: EventLog, until: datetime | None) -> ErrorCosts:
    """Price errors on what was known before `until`: the mean over those that happened, by the action they prove wrong.

    Where none happened yet, an error costs what its expression yields at zero hours.
    """
    costs = {name: _mean_cost(pack, log, until, name) for name in pack.money.errors}
    by_action = {action: costs[name] for action, name in reversed(pack.proven_wrong) if name in costs}
    return ErrorCosts(
        wrong_proposal=by_action.get(pack.proposal, 0.0),
        wrong_alternative=by_action.get(pack.alternative, 0.0),
        review=pack.money.review_minutes * pack.money.minute_rate,
    )


def _mean_cost(pack: Pack, log: EventLog, until: datetime | None, name: str) -> float:
    expression = compile_expression(pack.money.errors[name])
    reader, wrong_action = LabelReader(pack, log, until), pack.labels[name].of
    costs = []
    for trace, cases in cases_by_trace(pack, log, until):
        known = Known(trace, cases, until)
        for case in cases:
            priced = case.needs_decision and case.action in {wrong_action, ""}
            truth = reader.value(name, case, known) if priced else None
            if truth is not None and truth.value:
                costs.append(expression.value(_row(pack, log, case, truth)))
    amounts = [float(cost) for cost in costs if isinstance(cost, int | float)]
    at_once = expression.value({**pack.money.rates, HOURS: 0.0})
    otherwise = float(at_once) if isinstance(at_once, int | float) else 0.0
    return round(fmean(amounts), 2) if amounts else otherwise


def _row(pack: Pack, log: EventLog, case: LogCase, truth: LabelValue) -> Mapping[str, Cell]:
    cells = {name: case.start.cells[place] for name, place in log.columns.items()}
    return {**cells, **pack.money.rates, HOURS: (truth.known_at - case.start.at) / HOUR}
