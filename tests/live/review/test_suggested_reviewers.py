"""Reviewers are proposed where a model was trained: people are compared by its facts and its risk."""

from pathlib import Path

import pytest

from graph.errors import InvalidInput
from pipelines.routing.suggesting import suggestions
from tests.builders.firm import Firm
from tests.builders.learning_firm import decided_months, purchase, scored, with_model
from tests.builders.served_firm import add_accounts

pytestmark = pytest.mark.live


async def test_a_point_without_a_model_of_its_own_is_refused(firm: Firm, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="has no model that was trained here"):
        await suggestions(firm.store, "purchases", tmp_path, 1)


async def test_where_people_cannot_be_told_apart_as_many_free_tasks_as_there_is_room_for_are_left_to_the_queue(
    firm: Firm, tmp_path: Path
) -> None:
    await add_accounts(firm)
    await with_model(firm, tmp_path)
    await decided_months(firm, tmp_path, 6)
    now = firm.store.clock.now()
    open_ = await scored(firm, tmp_path, [purchase(f"NEW-{row}", 650.0 + row, now) for row in range(4)])

    proposed = await suggestions(firm.store, "purchases", tmp_path, 1)

    assert len(proposed) == 2
    assert {one.task_id for one in proposed} < {case.task_id for case in open_}
    assert [one.person for one in proposed] == [None, None]
    assert all(one.because.startswith("Who is right on which cases is not known well enough") for one in proposed)
