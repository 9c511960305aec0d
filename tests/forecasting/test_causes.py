"""A planted culprit is found in the lineage, and busy nodes are not suspected."""

import numpy as np
import pytest

from forecasting.causes import likely_causes

KINDS = ("feature", "source", "reviewer", "model version")


def planted(seed: int, kind: str, decisions: int, odds: float) -> tuple[np.ndarray, dict[str, np.ndarray], str]:
    """Decisions on lineage nodes of unequal size; those on one of them fail with higher odds."""
    draw = np.random.default_rng(seed)
    sizes = {"feature": 12, "source": 8, "reviewer": 20, "model version": 5}
    lineage = {}
    for name, size in sizes.items():
        weights = draw.dirichlet(np.full(size, 2.0))
        lineage[name] = draw.choice([f"{name} {number}" for number in range(size)], decisions, p=weights).astype(object)
    names, counts = np.unique(lineage[kind].astype(str), return_counts=True)
    common = names[counts >= decisions // 50]
    culprit = str(draw.choice(common))
    chance = np.full(decisions, -1.7) + np.log(odds) * (lineage[kind] == culprit)
    failed = draw.random(decisions) < 1 / (1 + np.exp(-chance))
    return failed, lineage, culprit


@pytest.mark.parametrize("kind", KINDS)
def test_a_planted_culprit_is_among_the_first_three_of_its_kind(kind: str) -> None:
    hits = 0
    for seed in range(10):
        failed, lineage, culprit = planted(seed, kind, 20_000, 2.0)
        result = likely_causes(failed, lineage, collinear=("model version",))
        hits += culprit in [cause.node for cause in result if cause.kind == kind][:3]

    assert hits >= 9


def test_without_a_culprit_hardly_anything_is_suspected() -> None:
    result = [likely_causes(*planted(seed, "source", 5_000, 1.0)[:2]) for seed in range(20)]

    # 45 nodes, each above 1 by chance in at most one of twenty trials.
    assert np.mean([len(causes) for causes in result]) <= 45 * 0.05 * 1.5


def test_an_effect_comes_with_its_interval_in_words() -> None:
    failed, lineage, culprit = planted(3, "source", 20_000, 2.0)

    (cause, *_) = likely_causes(failed, lineage)

    assert (cause.kind, cause.node) == ("source", culprit)
    assert cause.low < cause.effect < cause.high
    marks = lineage["source"] == culprit
    raw = failed[marks].mean() / failed[~marks].mean()
    assert cause.low < raw < cause.high
    assert cause.sentence("decisions fail").startswith(f"decisions fail {cause.effect:.1f} times as often (")


def test_too_few_failures_name_nobody() -> None:
    failed, lineage, _ = planted(1, "source", 500, 2.0)
    failed[:] = False
    failed[:7] = True

    assert likely_causes(failed, lineage) == []
