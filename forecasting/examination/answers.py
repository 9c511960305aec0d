"""The answers to the questions about a firm: each figure with its 90 % band."""

from collections.abc import Callable, Mapping

import numpy as np

from forecasting.examination.firm import firm_of, options_of
from forecasting.examination.record import FirmFiles
from forecasting.whatif.comparison import HIGH, LOW, simulate
from forecasting.whatif.firm import Plan

KPIS = {
    "volume_review": "volume_to_people",
    "breach_rate": "missed_sla_share",
    "escalation_rate": "escalated_share",
    "mean_wait_bh": "waiting_hours",
    "p90_wait_bh": "waiting_hours_p90",
    "cost": "cost",
}
"""The figures that are asked for, and what the engine calls them."""
_HORIZON_DAYS = 28
"""What the questions of the protocol ask about."""
_SEED = 18
"""Any: the same files give the same answers."""
Answers = Mapping[str, Mapping[str, Mapping[str, float]]]


def answers_of(files: FirmFiles, replications: int, watch: Callable[[int, int], bool]) -> Answers:
    """Answer every question by the engine of the what-if; raises InvalidInput and Cancelled."""
    examined = firm_of(files)
    options = options_of(examined)
    runs = simulate(examined.firm, list(options.values()), Plan(_HORIZON_DAYS, replications, _SEED), watch)
    return {
        name: {kpi: _answer(np.array([getattr(one, field) for one in measured])) for kpi, field in KPIS.items()}
        for name, measured in zip(options, runs, strict=True)
    }


def _answer(values: np.ndarray) -> dict[str, float]:
    known = values[np.isfinite(values)]
    low, high = np.quantile(known, (LOW, HIGH))
    return {"mean": float(known.mean()), "lo90": float(low), "hi90": float(high)}
