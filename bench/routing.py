"""F11: the shipped routing to people with known biases, beside random reviews and the most uncertain first."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np

from forecasting.columns import Flags, Floats, Ints
from forecasting.metrics import area_under_curve
from forecasting.routing import (
    NOBODY,
    JudgedReviews,
    MistakeCosts,
    Room,
    automatic_cost,
    learn_expertise,
    route,
    uncertain_first,
)
from forecasting.trees import one_thread
from graph.errors import InvalidInput

FILE = "openl2d_adult_25_synthetic_experts.csv.gz"
COSTS = MistakeCosts(accepted_bad=1.0, refused_good=0.5)
PEOPLE, BATCH, CAPACITY = 9, 500, 0.3
_TEAMS = 5
"""Draws of nine people: the figures are means over them."""
_SEED = 1
"""Of the teams and of the order of cases."""
_TRAINING = 30_000
"""Cases, of 45,222: two thirds."""
_TRUTH, _EXPERT = "income", "expert:"
_FOLDS = 3
"""A case that is learned from is scored by a model of the other two thirds."""
PROTOCOL = (
    f"{FILE} (OpenL2D, Adult): {_TRAINING:,} cases to learn from, each reviewed by one of {PEOPLE} people drawn from "
    f"the 25; the rest in batches of {BATCH}, of which people can take {CAPACITY:.0%}, as evenly as it goes. A model "
    f"of the facts decides the others. A missed 1 costs {COSTS.accepted_bad}, a false 1 {COSTS.refused_good}. "
    f"Mean over {_TEAMS} teams. random: random cases to random people. uncertain: the cases that cost most without a "
    "review, to random people. Noisy: the same people, whose errors are dealt anew among the cases of the same truth, "
    "so that they hardly depend on the case. Expertise AUC: how well expected costs of a review tell who was wrong."
)


@dataclass(frozen=True)
class AdultCases:
    """The file: facts as numbers, the truth, and each expert's answers in columns."""

    facts: Floats
    truth: Flags
    answers: Flags
    experts: Sequence[str]


@dataclass(frozen=True, slots=True)
class TeamCosts:
    """One team: mean cost of a case by each way of choosing, violated limits, and how well errors are told."""

    team: int
    noisy: bool
    routed: float
    random: float
    uncertain: float
    automatic: float
    violations: int
    weight: float
    expertise_auc: float


@dataclass(frozen=True)
class _Firm:
    """One team at work: cases with their risk, split in those learned from and those to be routed."""

    cases: AdultCases
    risk: Floats
    seen: Ints
    new: Ints
    answers: Flags
    random: np.random.Generator = field(default_factory=np.random.default_rng)


def read_adult(folder: Path) -> AdultCases:
    """Read the file of a folder; raises InvalidInput where it is not there."""
    import pandas as pd  # noqa: PLC0415  # the data frame alone needs it

    path = folder / FILE
    if not path.exists():
        raise InvalidInput(f"{folder}: has no {FILE}")
    rows = pd.read_csv(path, skipinitialspace=True)
    experts = [name for name in rows.columns if name.startswith(_EXPERT)]
    own = rows.drop(columns=[*experts, _TRUTH])
    facts = np.column_stack(
        [
            own[name].to_numpy(float) if pd.api.types.is_numeric_dtype(own[name]) else pd.factorize(own[name])[0]
            for name in own.columns
        ]
    ).astype(np.float64)
    return AdultCases(facts, rows[_TRUTH].to_numpy() == 1, rows[experts].to_numpy() == 1, experts)


def examine_teams(folder: Path, seed: int) -> list[TeamCosts]:
    """Route the cases of each team, once as it is and once with errors that hardly depend on the case."""
    cases = read_adult(folder)
    results = []
    for team in range(_TEAMS):
        random = np.random.default_rng([seed, team])
        order = random.permutation(len(cases.truth))
        seen, new = order[:_TRAINING], order[_TRAINING:]
        new = new[: len(new) // BATCH * BATCH]
        risk = _risk(cases, seen, new)
        answers = cases.answers[:, random.choice(len(cases.experts), PEOPLE, replace=False)]
        for noisy in (False, True):
            given = _dealt_anew(answers, cases.truth, random) if noisy else answers
            results.append(_costs(team, _Firm(cases, risk, seen, new, given, random), noisy=noisy))
    return results


def _risk(cases: AdultCases, seen: Ints, new: Ints) -> Floats:
    """Return the chance of a 1: for cases learned from, by a model of the other thirds."""
    from sklearn.ensemble import HistGradientBoostingClassifier  # noqa: PLC0415  # slow to load

    risk = np.zeros(len(cases.truth))
    fold = np.arange(len(seen)) % _FOLDS
    parts = [(seen[fold != number], seen[fold == number]) for number in range(_FOLDS)]
    with one_thread():
        for learned, scored in [*parts, (seen, new)]:
            model = HistGradientBoostingClassifier(
                max_iter=150, learning_rate=0.06, max_leaf_nodes=15, early_stopping=False, random_state=0
            )
            fitted = model.fit(cases.facts[learned], cases.truth[learned])
            risk[scored] = fitted.predict_proba(cases.facts[scored])[:, 1]
    return risk


def _dealt_anew(answers: Flags, truth: Flags, random: np.random.Generator) -> Flags:
    dealt = answers.copy()
    for person in range(answers.shape[1]):
        for value in (False, True):
            of = np.flatnonzero(truth == value)
            dealt[of, person] = answers[random.permutation(of), person]
    return dealt


def _costs(team: int, firm: _Firm, *, noisy: bool) -> TeamCosts:
    reviewer = firm.random.integers(0, PEOPLE, len(firm.seen))
    truth = firm.cases.truth
    reviews = JudgedReviews(
        firm.cases.facts[firm.seen],
        firm.risk[firm.seen],
        reviewer,
        truth[firm.seen],
        firm.answers[firm.seen, reviewer] != truth[firm.seen],
    )
    expertise = learn_expertise(reviews, PEOPLE, seed=team)
    room = round(BATCH * CAPACITY)
    limits = np.array([room // PEOPLE + (person < room % PEOPLE) for person in range(PEOPLE)])
    seats = np.repeat(np.arange(PEOPLE), limits)
    violations = 0

    def routed(batch: Ints) -> Ints:
        nonlocal violations
        facts, risk = firm.cases.facts[batch], firm.risk[batch]
        allowed = np.ones((len(batch), PEOPLE), np.bool_)
        chosen = route(expertise, (facts, risk), COSTS, Room(allowed, limits))
        person = chosen.person.copy()
        person[chosen.queued] = firm.random.permutation(seats)[: int(chosen.queued.sum())]
        taken = np.bincount(person[person != NOBODY], minlength=PEOPLE)
        violations += int((taken > limits).sum())
        return person

    def of_places(places: Ints) -> Ints:
        person = np.full(BATCH, NOBODY)
        person[places] = firm.random.permutation(seats)
        return person

    def uncertain(batch: Ints) -> Ints:
        return of_places(uncertain_first(automatic_cost(firm.risk[batch], COSTS), room))

    def random(_: Ints) -> Ints:
        return of_places(firm.random.permutation(BATCH)[:room])

    nobody = np.full(BATCH, NOBODY)
    ours = _mean_cost(firm, routed)
    known_by_cost = float("nan")
    if expertise is not None:
        expected = expertise.cost(firm.cases.facts[firm.new], firm.risk[firm.new], COSTS)
        wrong = firm.answers[firm.new] != truth[firm.new][:, None]
        known_by_cost = area_under_curve(expected.ravel(), wrong.ravel())
    weight = 0.0 if expertise is None else expertise.weight
    return TeamCosts(
        team=team,
        noisy=noisy,
        routed=ours,
        random=_mean_cost(firm, random),
        uncertain=_mean_cost(firm, uncertain),
        automatic=_mean_cost(firm, lambda _: nobody),
        violations=violations,
        weight=weight,
        expertise_auc=known_by_cost,
    )


def _mean_cost(firm: _Firm, how: Callable[[Ints], Ints]) -> float:
    total = 0.0
    for start in range(0, len(firm.new), BATCH):
        batch = firm.new[start : start + BATCH]
        person, truth = how(batch), firm.cases.truth[batch]
        alone = firm.risk[batch] * COSTS.accepted_bad > (1.0 - firm.risk[batch]) * COSTS.refused_good
        answer = np.where(person == NOBODY, alone, firm.answers[batch, np.maximum(person, 0)])
        total += float((truth & ~answer).sum() * COSTS.accepted_bad + (~truth & answer).sum() * COSTS.refused_good)
    return total / len(firm.new)


def figures(teams: Sequence[TeamCosts]) -> dict[str, float]:
    """Return the changes of cost, of clear and of noisy people, and how often a limit was passed."""
    result: dict[str, float] = {}
    for name, noisy in (("", False), ("noisy_", True)):
        of = [one for one in teams if one.noisy is noisy]
        routed, random, uncertain, automatic = (
            float(np.mean([getattr(one, how) for one in of])) for how in ("routed", "random", "uncertain", "automatic")
        )
        result |= {
            f"{name}vs_random": routed / random - 1.0,
            f"{name}vs_uncertain": routed / uncertain - 1.0,
            f"{name}worst_vs_uncertain": max(one.routed / one.uncertain - 1.0 for one in of),
            f"{name}vs_automatic": routed / automatic - 1.0,
            f"{name}expertise_auc": float(np.mean([one.expertise_auc for one in of])),
        }
    return result | {"violations": float(sum(one.violations for one in teams))}


def on_routing(folder: Path | None, *, as_json: bool) -> str:
    """Return F11 as JSON or as text; raises InvalidInput without a folder that holds the file."""
    if folder is None:
        raise InvalidInput(f"F11 needs --files: a folder with {FILE}")
    return shown(examine_teams(folder, _SEED), as_json=as_json)


def shown(teams: Sequence[TeamCosts], *, as_json: bool) -> str:
    """Return the examination as JSON or as text."""
    if as_json:
        rows = [asdict(one) for one in teams]
        return json.dumps({"id": "F11", "protocol": PROTOCOL, **figures(teams), "teams": rows})
    lines = [PROTOCOL, ""]
    lines += [
        f"team {one.team}{' noisy' if one.noisy else '':7} routed {one.routed:.4f}  random {one.random:.4f}  uncertain "
        f"{one.uncertain:.4f}  automatic {one.automatic:.4f}  weight {one.weight}  AUC {one.expertise_auc:.2f}"
        for one in teams
    ]
    return "\n".join([*lines, "", "F11: " + "  ".join(f"{name} {value:.3f}" for name, value in figures(teams).items())])
