"""A suggestion orders what is taken next, and holds nothing up."""

import pytest

from graph.domain.review.suggestions import waits_for_another


@pytest.mark.parametrize(
    ("suggested", "sla_state", "waits"),
    [
        (None, "ON_TRACK", False),
        ("anna", "ON_TRACK", False),
        ("bob", "ON_TRACK", True),
        ("bob", "AT_RISK", False),
        ("bob", "BREACHED", False),
        ("bob", None, False),
    ],
)
def test_only_a_task_in_time_that_is_suggested_to_another_waits_for_them(
    suggested: str | None, sla_state: str | None, waits: bool
) -> None:
    assert waits_for_another(suggested, "anna", sla_state) is waits
