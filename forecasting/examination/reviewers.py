"""The answer to who approves without looking, from a firm's reviews as a file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from forecasting.examination.record import table_of
from graph.domain.review.strictness import PRIOR, JudgedCase, strictness_of
from graph.errors import InvalidInput

REVIEWS = "reviews.csv.gz"
"""The file of a firm whose reviewers are asked about."""
_COLUMNS = ("reviewer", "ts", "queue", "risk_score", "decision")


def reviewers_of(folder: Path) -> Mapping[str, Any]:
    """Return the belief that each reviewer stamps, and who is flagged; raises InvalidInput."""
    table = table_of(folder / REVIEWS, _COLUMNS)
    moments = pd.to_datetime(table.ts, errors="coerce")
    if bool(moments.isna().any()):
        line = int(np.flatnonzero(moments.isna())[0]) + 2
        raise InvalidInput(f"{REVIEWS}: line {line}: ts is no time such as 2025-01-06T09:30:00")
    weeks = (moments - moments.min()).dt.days // 7
    columns = (table.reviewer, weeks, table.queue.fillna(""), table.risk_score, table.decision)
    results = strictness_of(
        [
            JudgedCase(
                reviewer=str(reviewer),
                week=int(week),
                queue=str(queue),
                risk=None if pd.isna(risk) else float(risk),
                refused=decision != "approve",
            )
            for reviewer, week, queue, risk, decision in zip(*columns, strict=True)
        ]
    )
    return {
        "reviewers": {
            name: {"score": PRIOR if one.stamping is None else one.stamping, "flag": one.flagged}
            for name, one in sorted(results.items())
        }
    }
