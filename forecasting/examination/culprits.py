"""The answer to what makes a firm's decisions fail, from its decisions and their lineage as files."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from forecasting.causes import Suspect, likely_causes
from forecasting.columns import Floats
from forecasting.examination.record import table_of

DECISIONS = "decisions.csv.gz"
"""The file of a firm whose causes of failure are asked for."""
_COLUMNS = ("type", "model_version", "reviewer", "risk_score", "features", "sources", "failed")
_LISTS = {"feature": "features", "source": "sources"}
_SINGLE = {"model": "model_version", "reviewer": "reviewer"}
# Powers of the risk that a model saw: a curve with one bend either way.
_POWERS = (1, 2, 3)


def culprits_of(folder: Path) -> Mapping[str, Any]:
    """Return every suspect, best first; `declared` is whether it is named as a cause. Raises InvalidInput."""
    table = table_of(folder / DECISIONS, _COLUMNS)
    suspects = [
        Suspect(kind, str(name), marks.to_numpy() > 0)
        for kind, column in (*_LISTS.items(), *_SINGLE.items())
        for name, marks in table[column].fillna("").astype(str).str.get_dummies(";").items()
    ]
    risk = table.risk_score.fillna(table.risk_score.median()).to_numpy(dtype=np.float64)
    types = table.type.fillna("").astype(str).str.get_dummies().to_numpy(dtype=np.float64)
    centred = (risk - risk.mean()) / max(float(risk.std()), 1e-9)
    covariates: Floats = np.hstack([*(centred[:, None] ** power for power in _POWERS), types])
    causes = likely_causes(table.failed.to_numpy() > 0, suspects, covariates)
    return {
        "ranked": [
            {
                "kind": one.kind,
                "id": one.node,
                "odds_ratio": one.odds[0],
                "lo90": one.odds[1],
                "hi90": one.odds[2],
                "declared": one.named,
            }
            for one in sorted(causes, key=lambda one: (not one.named, -one.z))
        ]
    }
