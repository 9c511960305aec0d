"""A feed gives each thing once: what committed late too, and nothing from before it began."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from graph.domain.delivery.feed import OVERLAP, NewOnes, first_id
from graph.domain.kernel.ids import uuid7

BEGAN = datetime(2026, 1, 5, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Happened:
    id: str
    committed: datetime


AT, TAKES = st.integers(-20_000, 60_000), st.integers(0, OVERLAP // timedelta(milliseconds=1) - 1)
happenings = st.lists(
    st.tuples(AT, TAKES, st.binary(min_size=10, max_size=10)), max_size=40, unique_by=lambda one: one[2]
)
looks = st.lists(st.integers(1, 9_000), min_size=1, max_size=20)


@given(happenings, looks)
def test_whatever_commits_within_the_overlap_is_heard_of_exactly_once(
    happened: list[tuple[int, int, bytes]], gaps: list[int]
) -> None:
    all_of_it = sorted(
        (
            Happened(uuid7(BEGAN + timedelta(milliseconds=at), entropy), BEGAN + timedelta(milliseconds=at + takes))
            for at, takes, entropy in happened
        ),
        key=lambda one: one.id,
    )
    new_ones, now = NewOnes(BEGAN), BEGAN
    received: list[Happened] = []
    for gap in gaps:
        now += timedelta(milliseconds=gap)
        since = new_ones.since
        received += new_ones.of([one for one in all_of_it if one.id > since and one.committed <= now], now)

    due = [one.id for one in all_of_it if one.id > first_id(BEGAN) and one.committed <= now]
    assert sorted(one.id for one in received) == due
