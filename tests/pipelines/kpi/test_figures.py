"""Key figures of decisions against plain counting, period by period and group by group."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.domain.decision.kpis import KPIS, KeyFigure, KpiGrouping, KpiPeriod
from graph.store.decision.figures import FiguresRow
from graph.store.decision.filtered import DecisionFilter
from pipelines.kpi.measures import MEASURES
from pipelines.kpi.series import KpiQuestion, computed, periods_of

HOUR = 3_600_000
SINCE, UNTIL = datetime(2026, 1, 5, tzinfo=UTC), datetime(2026, 1, 19, tzinfo=UTC)
MONDAY = int(SINCE.timestamp() * 1000)
NOW = int(UNTIL.timestamp() * 1000)
QUESTION = KpiQuestion(DecisionFilter("purchases"), SINCE, UNTIL, KpiPeriod.WEEK, list(KPIS))
PLAIN = FiguresRow(
    decided_at=MONDAY + 5 * HOUR,
    timed=True,
    kind="HUMAN",
    action="BUY",
    verdict="APPROVE",
    against=False,
    badly=None,
    rated_at=None,
    ratable=True,
    loss=None,
    review_cost=4.0,
    began_at=MONDAY,
    due_at=None,
    submitted_at=MONDAY - 2 * HOUR,
    task_at=MONDAY,
    claimed_at=MONDAY + 4 * HOUR,
    escalated=False,
    entities=(),
    person="reviewer",
    team=None,
    queue=None,
    category=None,
    policy=None,
    model=None,
)


def values(rows: Sequence[FiguresRow]) -> dict[KeyFigure, float | None]:
    return {one.kpi: one.whole.value for one in computed(rows, QUESTION, NOW).series}


def test_every_key_figure_has_its_measure() -> None:
    assert [*MEASURES, KeyFigure.DRIFT_ALERTS] == list(KPIS) == list(KeyFigure)


def test_figures_are_what_a_person_counts() -> None:
    rows = [
        PLAIN._replace(badly=True, loss=100.0, entities=["a", "b"], due_at=MONDAY, against=True),
        PLAIN._replace(badly=False, entities=["c"], due_at=MONDAY + 9 * HOUR, escalated=True),
        PLAIN._replace(kind="AUTOMATIC", escalated=None, against=None, badly=True, loss=None, entities=["b"]),
        PLAIN._replace(verdict="REJECT", decided_at=MONDAY + HOUR, task_at=None, claimed_at=None),
    ]

    assert values(rows) == {
        KeyFigure.THROUGHPUT: 4,
        KeyFigure.HOURS_TO_DECISION: 5,
        KeyFigure.HOURS_TO_GATE: 2,
        KeyFigure.HOURS_TO_CLAIM: 4,
        KeyFigure.HOURS_OF_REVIEW: 1,
        KeyFigure.DECIDED_LATE: 0.5,
        KeyFigure.ESCALATION_RATE: pytest.approx(1 / 3),
        KeyFigure.AUTOMATIC_SHARE: 0.25,
        KeyFigure.APPROVAL_ACCURACY: pytest.approx(1 / 3),
        KeyFigure.DEFECT_RATE: pytest.approx(2 / 3),
        KeyFigure.OVERRIDE_RATE: pytest.approx(1 / 3),
        KeyFigure.ENTITIES_TOUCHED: 2,
        KeyFigure.COST_OF_ERRORS: 100,
        KeyFigure.COST_OF_REVIEW: 12,
        KeyFigure.COST_OF_OVERRIDES: 100,
        KeyFigure.COST_OF_ESCALATIONS: 4,
        KeyFigure.REVIEWER_LOAD: 3,
    }


def test_no_decision_gives_no_figure_but_a_count_of_none() -> None:
    assert {kpi for kpi, value in values([]).items() if value is not None} == {KeyFigure.THROUGHPUT}
    assert values([])[KeyFigure.THROUGHPUT] == 0


def test_a_period_without_decisions_is_there() -> None:
    answer = computed([PLAIN], replace(QUESTION, kpis=[KeyFigure.THROUGHPUT]), NOW)

    (series,) = answer.series
    assert [(one.begins, one.figure.value) for one in series.periods] == [
        (date(2026, 1, 5), 1.0),
        (date(2026, 1, 12), 0.0),
    ]


@pytest.mark.parametrize(
    ("period", "count", "first"),
    [
        (KpiPeriod.DAY, 14, date(2026, 1, 5)),
        (KpiPeriod.WEEK, 2, date(2026, 1, 5)),
        (KpiPeriod.MONTH, 1, date(2026, 1, 1)),
    ],
)
def test_periods_cover_the_whole_time(period: KpiPeriod, count: int, first: date) -> None:
    periods = periods_of(replace(QUESTION, period=period))

    assert (len(periods), periods[0].start_time.date()) == (count, first)


def test_groups_come_the_largest_first_and_those_of_none_are_one() -> None:
    rows = [PLAIN, PLAIN._replace(person="reviewer-2"), PLAIN._replace(person=None), PLAIN]
    answer = computed(rows, replace(QUESTION, kpis=[KeyFigure.THROUGHPUT], by=KpiGrouping.PERSON), NOW)

    assert answer.groups == 3
    assert [(one.group, one.whole.value) for one in answer.series] == [("reviewer", 2), (None, 1), ("reviewer-2", 1)]


ROWS = st.lists(
    st.builds(
        PLAIN._replace,
        decided_at=st.integers(MONDAY, int(UNTIL.timestamp() * 1000) - 1),
        kind=st.sampled_from(["HUMAN", "AUTOMATIC"]),
        verdict=st.sampled_from(["APPROVE", "REJECT"]),
        badly=st.sampled_from([None, True, False]),
        against=st.sampled_from([None, True, False]),
        loss=st.sampled_from([None, 10.0]),
        escalated=st.sampled_from([None, True, False]),
        person=st.sampled_from(["a", "b", None]),
    ),
    max_size=30,
)


@settings(deadline=None, max_examples=30)
@given(ROWS, st.sampled_from(list(KpiPeriod)))
def test_series_equal_plain_counts(rows: list[FiguresRow], period: KpiPeriod) -> None:
    question = replace(QUESTION, period=period, by=KpiGrouping.PERSON)
    answer = computed(rows, question, NOW)
    by = {(one.kpi, one.group): one for one in answer.series}

    for person in {row.person for row in rows}:
        mine = [row for row in rows if row.person == person]
        known = [row.badly for row in mine if row.badly is not None]
        assert by[KeyFigure.THROUGHPUT, person].whole.value == len(mine)
        assert sum(one.figure.value or 0 for one in by[KeyFigure.THROUGHPUT, person].periods) == len(mine)
        assert by[KeyFigure.DEFECT_RATE, person].whole[1:] == (known.count(True), len(known))
        assert sum(one.figure.counted for one in by[KeyFigure.DEFECT_RATE, person].periods) == known.count(True)
        hours = [(row.decided_at - MONDAY) / HOUR for row in mine]
        assert by[KeyFigure.HOURS_TO_DECISION, person].whole.value == pytest.approx(median(hours))


def test_decisions_of_a_log_without_a_clock_have_no_figure_of_time() -> None:
    untimed = PLAIN._replace(timed=False, began_at=None, badly=True, loss=2.0)
    series = {one.kpi: one for one in computed([untimed, untimed], QUESTION, NOW).series}

    for kpi in (KeyFigure.THROUGHPUT, KeyFigure.HOURS_TO_DECISION, KeyFigure.REVIEWER_LOAD):
        assert series[kpi].whole == (None, 0, 0)
        assert "no clock" in KPIS[kpi].missing
    assert series[KeyFigure.DEFECT_RATE].whole == (1.0, 2, 2)


def test_a_defect_rate_is_corrected_for_the_outcomes_that_come_later() -> None:
    """One of five is wrong. That shows after an hour, that all is well only after four days."""
    hours = range(0, 14 * 24, 2)
    rows = [
        PLAIN._replace(
            decided_at=MONDAY + hour * HOUR,
            badly=wrong if known else None,
            rated_at=MONDAY + (hour + delay) * HOUR if known else None,
        )
        for number, hour in enumerate(hours)
        for wrong in [number % 5 == 0]
        for delay in [1 if wrong else 96]
        for known in [hour + delay < 14 * 24]
    ]

    (series,) = computed(rows, replace(QUESTION, kpis=[KeyFigure.DEFECT_RATE]), NOW).series

    last = series.periods[-1]
    assert last.figure.value == pytest.approx(17 / 46)
    assert last.corrected is not None
    assert (last.corrected.known, last.corrected.of) == (46, 84)
    assert last.corrected.low <= last.corrected.value <= last.corrected.high
    assert last.corrected.value == pytest.approx(17 / 84, abs=0.03)
    assert series.periods[0].corrected is None


def test_decisions_that_no_outcome_can_show_to_be_wrong_are_not_corrected() -> None:
    rows = [PLAIN._replace(ratable=False), PLAIN._replace(badly=False, rated_at=MONDAY + 6 * HOUR)]

    (series,) = computed(rows, replace(QUESTION, kpis=[KeyFigure.DEFECT_RATE]), NOW).series

    assert series.corrected is None
