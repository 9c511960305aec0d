"""Hot spots of a horizon of one's choice: longer ones expect more, and need history of their length twice."""

from datetime import timedelta

import numpy as np
import pytest

from forecasting.errors import NotEnoughHistory
from graph.store.planning.surroundings import Surroundings
from pipelines.hotspots.ahead import ahead_of
from pipelines.hotspots.chosen import CaseNodes
from tests.builders.drawn_cases import WRONG, drawn, frozen_of


def test_days_ahead_are_of_ones_choice_as_far_as_history_reaches() -> None:
    first, chance, _ = drawn()
    values = [{"region": "north" if one < 0.5 else "south"} for one in first]
    frozen = frozen_of(values, chance < np.where(first < 0.5, 0.3, 0.05))

    nodes = CaseNodes(frozen, Surroundings())

    day, fortnight = (ahead_of(nodes, WRONG, days) for days in (1, 14))
    with pytest.raises(NotEnoughHistory, match="28 days ahead"):
        ahead_of(nodes, WRONG, 28)

    assert [one.node for one in day.nodes] == ["north", "south"]
    assert (fortnight.since and fortnight.since + timedelta(days=14)) == fortnight.until
    assert fortnight.nodes[0].low <= fortnight.nodes[0].expected <= fortnight.nodes[0].high
    assert 8 < fortnight.nodes[0].expected / day.nodes[0].expected < 20
    assert (fortnight.nodes[0].excess or 0.0) > 0
