"""The case table refuses what it cannot stand for, and its past holds nothing later."""

import math
from datetime import UTC, datetime

import pytest

from forecasting.cases import Attribute, Available, Kind, case_table, with_labels
from forecasting.columns import NEVER
from forecasting.errors import ColumnMissing, LeakedAttribute
from graph.errors import InvalidInput
from tests.builders.made_cases import ATTRIBUTES, CUT, made_columns, made_table


def test_an_attribute_filled_in_afterwards_is_refused_by_name() -> None:
    leaked = Attribute("team", Kind.CATEGORY, Available.AFTERWARDS, "team that resolved it")

    with pytest.raises(LeakedAttribute, match=r"^team: filled in only afterwards"):
        case_table(made_columns(1, 5), [leaked])


def test_missing_columns_are_named() -> None:
    columns = made_columns(1, 5)
    del columns["ended_at"], columns["topic"]

    with pytest.raises(ColumnMissing, match="missing columns: ended_at, topic"):
        case_table(columns, ATTRIBUTES)


def test_columns_of_unequal_length_are_named() -> None:
    columns = made_columns(1, 5)
    columns["team"].pop()

    with pytest.raises(ColumnMissing, match="team"):
        case_table(columns, ATTRIBUTES)


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("started_at", None, "started_at: row 0 has no time"),
        ("opened_at", "yesterday", "opened_at: row 0 has no time"),
        ("size", math.inf, "size: row 0 is infinite"),
        ("size", "large", "size: not a number"),
    ],
)
def test_a_bad_value_is_refused_with_column_and_row(column: str, value: object, message: str) -> None:
    columns = made_columns(1, 5)
    columns[column][0] = value

    with pytest.raises(InvalidInput, match=message):
        case_table(columns, ATTRIBUTES)


def test_an_id_that_occurs_twice_is_refused() -> None:
    columns = made_columns(1, 5)
    columns["case_id"][1] = columns["case_id"][0]

    with pytest.raises(InvalidInput, match="case_id: an id occurs twice"):
        case_table(columns, ATTRIBUTES)


def test_an_end_is_known_no_earlier_than_the_start() -> None:
    columns = made_columns(1, 5)
    columns["ended_at"][0] = 0

    table = case_table(columns, ATTRIBUTES)

    assert table.ended_at[0] == table.started_at[0]


def test_each_label_is_known_from_its_own_moment() -> None:
    early, late = datetime.fromtimestamp(CUT - 1, UTC), datetime.fromtimestamp(CUT, UTC)
    table = made_table(2, 3)
    rows = len(table)

    labelled = with_labels(table, {"undone": [(True, early)] * rows, "changed": [(True, late)] * (rows - 1) + [None]})
    before = labelled.select(table.started_at < CUT).as_of(CUT)

    assert before.labels["undone"].value.all()
    assert not before.labels["changed"].value.any()
    assert (before.labels["changed"].known_at == NEVER).all()
    assert labelled.labels["changed"].known_at[-1] == NEVER


def test_the_past_holds_nothing_known_at_the_moment_or_later() -> None:
    history = made_table(2).as_of(CUT)

    for at in (history.ended_at, history.resolved_at, history.final_at):
        assert ((at < CUT) | (at == NEVER)).all()
    assert (history.started_at < CUT).all()
    assert set(history.ended_by[history.ended_at == NEVER].tolist()) == {""}
    assert not history.missed[history.final_at == NEVER].any()
