"""A planted culprit is found in the lineage, and busy nodes are not suspected."""

import numpy as np
import pytest

from forecasting.causes import Suspect, SuspectedCause, likely_causes, suspects_of

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
        result = likely_causes(failed, suspects_of(lineage))
        hits += culprit in [cause.node for cause in result if cause.kind == kind][:3]

    assert hits >= 9


def named(causes: list[SuspectedCause]) -> list[str]:
    return [one.node for one in causes if one.named]


def test_without_a_culprit_at_most_one_firm_in_twenty_has_one_named() -> None:
    firms = [planted(seed, "source", 5_000, 1.0) for seed in range(20)]

    accused = [bool(named(likely_causes(failed, suspects_of(lineage)))) for failed, lineage, _ in firms]

    assert sum(accused) <= 1


def test_what_merely_goes_along_with_a_cause_is_not_named_beside_it() -> None:
    rng = np.random.default_rng(5)
    cause = rng.random(20_000) < 0.2
    companion = np.where(rng.random(20_000) < 0.9, cause, rng.random(20_000) < 0.2)
    failed = rng.random(20_000) < np.where(cause, 0.2, 0.1)

    result = likely_causes(failed, [Suspect("source", "cause", cause), Suspect("feature", "companion", companion)])

    assert named(result) == ["cause"]


def test_a_covariate_explains_what_would_else_look_like_a_cause() -> None:
    rng = np.random.default_rng(8)
    risk = rng.standard_normal(20_000)
    risky = rng.random(20_000) < 1 / (1 + np.exp(-2 * risk))
    failed = rng.random(20_000) < 1 / (1 + np.exp(2 - risk))
    suspects = [Suspect("source", "of risky cases", risky)]

    assert named(likely_causes(failed, suspects)) == ["of risky cases"]
    assert named(likely_causes(failed, suspects, risk[:, None])) == []


def test_a_person_is_named_only_beyond_the_work_that_the_person_has() -> None:
    rng = np.random.default_rng(7)
    hard = rng.random(20_000) < 0.3
    person = np.where(hard, rng.random(20_000) < 0.8, rng.random(20_000) < 0.05)
    failed = rng.random(20_000) < np.where(hard, 0.3, 0.1)
    work = Suspect("category", "hard", hard)

    result = likely_causes(failed, [Suspect("reviewer", "who does the hard ones", person), work])

    assert named(result) == ["hard"]
    assert result[-1].kind == "reviewer"


def test_an_effect_comes_with_its_interval_in_words() -> None:
    failed, lineage, culprit = planted(3, "source", 20_000, 2.0)

    (cause, *_) = likely_causes(failed, suspects_of(lineage))

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

    assert likely_causes(failed, suspects_of(lineage)) == []
