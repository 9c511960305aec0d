"""A firm's decisions and their lineage as a file, with one feature planted as the cause of failures."""

from pathlib import Path

import numpy as np
import pandas as pd

from forecasting.examination.culprits import DECISIONS


def write_decisions(folder: Path, odds: float) -> Path:
    """Write 6,000 decisions; those on feature F07 fail with this odds ratio."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(3)
    count, risk = 6_000, rng.standard_normal(6_000)
    features = [";".join(f"F{number:02}" for number in rng.choice(20, 4, replace=False)) for _ in range(count)]
    marked = np.array(["F07" in one for one in features])
    table = pd.DataFrame(
        {
            "decision_id": [f"D{number}" for number in range(count)],
            "type": rng.choice(["T1", "T2", "T3"], count),
            "model_version": rng.choice(["M1", "M2"], count),
            "reviewer": rng.choice(["R1", "R2", "R3", "R4"], count),
            "risk_score": risk,
            "features": features,
            "sources": ["S1" if number % 2 else "S2;S3" for number in range(count)],
            "failed": (rng.random(count) < 1 / (1 + np.exp(2.2 - 0.5 * risk - np.log(odds) * marked))).astype(int),
        }
    )
    table.to_csv(folder / DECISIONS, index=False)
    return folder
