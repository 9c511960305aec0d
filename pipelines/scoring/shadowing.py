"""What the models in use say of the decisions before them: the cross-fitted scores of training, kept as shadows."""

from collections.abc import Sequence

from forecasting.calibration import probability
from forecasting.risk import RiskModel
from graph.store.gate.shadows import Shadow


def shadows_of(models: Sequence[RiskModel]) -> list[list[Shadow]]:
    """Return each model's scores of the matured cases of the first one, where it saw them too.

    Each margin comes from a fit that the case's own record had no part in (`forecasting.risk`); only the two
    numbers of the calibration saw its label.
    """
    matured = frozenset(models[0].seen_case.tolist())
    return [[shadow for shadow in _shadows(model) if shadow.external_id in matured] for model in models]


def _shadows(model: RiskModel) -> list[Shadow]:
    margins = model.seen_margin
    columns = zip(model.seen_case.tolist(), probability(margins).tolist(), margins.tolist(), strict=True)
    return [Shadow(case, chance, margin) for case, chance, margin in columns]
