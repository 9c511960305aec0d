from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.domain.kernel.ids import uuid7

MOMENTS = st.datetimes(datetime(1971, 1, 1), datetime(9000, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  hypothesis wants naive bounds
ENTROPY = st.binary(min_size=10, max_size=10)


def test_the_example_of_rfc_9562_comes_out() -> None:
    at = datetime(2022, 2, 22, 19, 22, 22, tzinfo=UTC)
    rand_a, rand_b = 0xCC3, 0x18C4DC0C0C07398F
    entropy = ((rand_a << 68) | rand_b).to_bytes(10, "big")

    assert uuid7(at, entropy) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


@given(MOMENTS, ENTROPY)
def test_version_variant_and_millisecond_are_in_their_bits(at: datetime, entropy: bytes) -> None:
    made = UUID(uuid7(at, entropy))

    assert made.version == 7
    assert made.variant == "specified in RFC 4122"
    assert made.int >> 80 == (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


@given(st.lists(st.tuples(MOMENTS, ENTROPY), min_size=2))
def test_ids_of_later_milliseconds_sort_later_as_text(drawn: list[tuple[datetime, bytes]]) -> None:
    in_time = sorted(drawn, key=lambda pair: pair[0])

    for (earlier, first), (later, second) in pairwise(in_time):
        if later - earlier >= timedelta(milliseconds=1):
            assert uuid7(earlier, first) < uuid7(later, second)


@pytest.mark.parametrize("size", [0, 9, 11])
def test_another_amount_of_randomness_is_refused(size: int) -> None:
    with pytest.raises(ValueError, match=f"takes 10 random bytes, not {size}"):
        uuid7(datetime(2026, 1, 1, tzinfo=UTC), bytes(size))
