"""The column form of the quality gates says of each case what the gate says of its row."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from graph.domain.intake.quality import judge
from graph.domain.intake.quality_gates import FieldValue, GateKind, QualityGate
from ingestion.gate_columns import judge_columns

FIELDS = ("a", "b")
ZONES = st.sampled_from([UTC, timezone(timedelta(hours=14)), timezone(timedelta(hours=-11, minutes=-30)), None])
MOMENTS = st.one_of(
    st.datetimes(timezones=ZONES),
    st.builds(lambda days: datetime(2026, 1, 5, tzinfo=UTC) + timedelta(days=days), st.integers(-2, 2)),
)
VALUES: st.SearchStrategy[FieldValue] = st.one_of(
    st.none(),
    st.sampled_from(["New", "Active", "", "1", "True", "1.0", "New\0"]),
    st.integers(-3, 3),
    st.floats(),
    st.booleans(),
    MOMENTS,
)
GATES = st.builds(
    QualityGate,
    name=st.sampled_from(["one", "two", "three"]),
    when=st.sampled_from(GateKind),
    field=st.sampled_from([*FIELDS, "absent"]),
    words=st.sampled_from(["is odd", "is strange"]),
    other=st.sampled_from([None, *FIELDS, "absent"]),
    values=st.sampled_from([(), ("New", "Active"), ("1", "True")]),
    bound=st.sampled_from([None, -1.0, 0.0, 2.0]),
)
ROWS = st.lists(st.fixed_dictionaries(dict.fromkeys(FIELDS, VALUES)), max_size=6)


@given(st.lists(GATES, max_size=4), ROWS, st.lists(st.sampled_from([(), ("row 3 was set aside",)]), min_size=6))
def test_columns_are_judged_as_their_rows(
    gates: list[QualityGate], rows: list[dict[str, FieldValue]], findings: list[tuple[str, ...]]
) -> None:
    columns = {name: [row[name] for row in rows] for name in FIELDS}

    verdicts = judge_columns(gates, columns, findings[: len(rows)])

    assert verdicts == [judge(gates, row, own) for row, own in zip(rows, findings, strict=False)]
