"""A back-test counts what a version would have done with stored cases, at what cost, and names what would change."""

from graph.domain.gate.policy import GateResult
from graph.domain.registry.backtest import PointCosts, Replay, ReplayedCase, backtest_figures

APPROVE, DECLINE, REVIEW, BLOCK = (
    GateResult.AUTO_APPROVE,
    GateResult.DECLINE,
    GateResult.REVIEW,
    GateResult.BLOCK_AND_REVIEW,
)
WEEK = 7 * 24 * 3600 * 1000
COSTS = PointCosts(wrong_proposal=100, wrong_alternative=40, review=5, currency="EUR")
CASES = [
    ReplayedCase("1", "A", REVIEW, APPROVE, wrong=False),
    ReplayedCase("2", "B", REVIEW, APPROVE, wrong=True, task_id="t-2", held=True),
    ReplayedCase("3", "C", APPROVE, APPROVE, wrong=None),
    ReplayedCase("4", "D", APPROVE, REVIEW, wrong=True),
    ReplayedCase("5", "E", REVIEW, DECLINE, wrong=True),
    ReplayedCase("6", "F", REVIEW, BLOCK, wrong=None, task_id="t-6"),
]


def figures(cases: list[ReplayedCase], span: tuple[int, int] | None = (0, 2 * WEEK)) -> dict[str, object]:
    return dict(backtest_figures(Replay("buying", cases, 3, span, {"the risk": 0, "the age": 2}, COSTS)))


def test_each_side_is_counted_with_its_errors_load_and_money() -> None:
    result = figures(CASES)

    assert result["inUse"] == {
        "toPeople": 4,
        "automatic": 2,
        "known": 1,
        "wrong": 1,
        "errorRate": 1.0,
        "reviewsAWeek": 2.0,
        "cost": 4 * 5 + 2 * 100,
    }
    assert result["proposed"] == {
        "toPeople": 2,
        "automatic": 4,
        "known": 3,
        "wrong": 1,
        "errorRate": 0.333333,
        "reviewsAWeek": 1.0,
        "cost": 2 * 5 + 1.5 * 100,
    }


def test_what_would_change_is_counted_and_named_with_its_open_task() -> None:
    result = figures(CASES)

    assert (result["toPeople"], result["toAutomatic"], result["openTasks"]) == (1, 3, 1)
    assert result["tasks"] == [
        {
            "id": "2",
            "case": "B",
            "before": "REVIEW",
            "after": "AUTO_APPROVE",
            "wrong": True,
            "task": "t-2",
            "held": True,
        }
    ]
    changes = result["changes"]
    assert isinstance(changes, list)
    assert [one["case"] for one in changes] == ["A", "B", "D", "E"]


def test_facts_that_were_not_available_then_and_cases_without_a_score_are_named() -> None:
    result = figures(CASES)

    assert result["missing"] == [{"fact": "the age", "cases": 2}]
    assert (result["cases"], result["unscored"]) == (6, 3)


def test_without_cases_there_is_no_rate_and_no_load() -> None:
    result = figures([], None)

    assert result["proposed"] == {
        "toPeople": 0,
        "automatic": 0,
        "known": 0,
        "wrong": 0,
        "errorRate": None,
        "reviewsAWeek": None,
        "cost": 0,
    }
