"""Who listens and takes nothing is let go, and is no weight to the others."""

import pytest

from api.news_feed import MOST_WAITING, Listener, TooFarBehind
from graph.store.delivery.feed import RaisedAlertRow


async def test_a_listener_that_takes_nothing_is_let_go() -> None:
    listener = Listener()
    for number in range(MOST_WAITING):
        listener.give(RaisedAlertRow(str(number), 0, "DRIFT", "", "purchases"))

    first = await listener.take()
    for number in range(2):
        listener.give(RaisedAlertRow(f"late-{number}", 0, "DRIFT", "", "purchases"))

    assert first.id == "0"
    with pytest.raises(TooFarBehind):
        await listener.take()
