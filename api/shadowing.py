"""What the models in use say of the decisions before them: the cross-fitted scores of training, kept as shadows."""

from collections.abc import Sequence

from forecasting.calibration import probability
from forecasting.risk import RiskModel
from graph.store.shadows import Shadow


def shadows_of(models: Sequence[RiskModel]) -> list[Shadow]:
    """Return one score for each matured case of the first model, with those of the others where they saw it too.

    Each margin comes from a fit that the case's own record had no part in (`forecasting.risk`); only the two
    numbers of the calibration saw its label.
    """
    primary, *others = models
    further = {
        other.target.name: dict(zip(other.seen_case.tolist(), probability(other.seen_margin).tolist(), strict=True))
        for other in others
    }
    columns = zip(
        primary.seen_case.tolist(),
        probability(primary.seen_margin).tolist(),
        primary.seen_margin.tolist(),
        strict=True,
    )
    return [
        Shadow(case, chance, margin, {name: risks[case] for name, risks in further.items() if case in risks})
        for case, chance, margin in columns
    ]
