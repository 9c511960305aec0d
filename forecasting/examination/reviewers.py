"""The answer to who approves without looking, from a firm's reviews as a file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from forecasting.examination.record import table_of
from forecasting.stamping import ReviewedCases, beliefs, flagged
from graph.errors import InvalidInput

REVIEWS = "reviews.csv.gz"
"""The file of a firm whose reviewers are asked about."""
_COLUMNS = ("reviewer", "ts", "queue", "risk_score", "decision")
_POWERS = (1, 2)
"""A straight line and one bend."""


def reviewers_of(folder: Path) -> Mapping[str, Any]:
    """Return the belief that each reviewer stamps, and who is flagged; raises InvalidInput."""
    table = table_of(folder / REVIEWS, _COLUMNS)
    moments = pd.to_datetime(table.ts, errors="coerce")
    if bool(moments.isna().any()):
        line = int(np.flatnonzero(moments.isna())[0]) + 2
        raise InvalidInput(f"{REVIEWS}: line {line}: ts is no time such as 2025-01-06T09:30:00")
    names = sorted(table.reviewer.astype(str).unique())
    number = {name: row for row, name in enumerate(names)}
    risk = table.risk_score.fillna(table.risk_score.median()).to_numpy(dtype=np.float64)
    centred = (risk - risk.mean()) / max(float(risk.std()), 1e-9)
    queues = table.queue.fillna("").astype(str).str.get_dummies().to_numpy(dtype=np.float64)
    reviews = ReviewedCases(
        reviewer=np.array([number[str(one)] for one in table.reviewer], dtype=np.int64),
        week=np.array((moments - moments.min()).dt.days // 7, dtype=np.int64),
        known=np.hstack([*(centred[:, None] ** power for power in _POWERS), queues]),
        refused=(table.decision != "approve").to_numpy(),
    )
    belief = beliefs(reviews, len(names))
    flags = flagged(names, belief)
    scores = zip(names, belief.tolist(), strict=True)
    return {"reviewers": {name: {"score": score, "flag": flags[name]} for name, score in scores}}
