"""A line of requests: who is served, in which order, and who is asked to come back."""

import asyncio

import pytest

from api.admission import line as lines
from api.admission.line import NoRoom, WaitingLine
from api.admission.rule import BURST, AdmissionLimits

ONE = AdmissionLimits(1, 0.35)


class SteppedClock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


async def settled() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def enter(line: WaitingLine, client: str) -> "asyncio.Task[None]":
    task = asyncio.create_task(line.enter(client))
    await settled()
    return task


async def test_who_came_first_is_served_first() -> None:
    line, served = WaitingLine(ONE), []
    await line.enter("a")

    async def one(name: str) -> None:
        await line.enter("a")
        served.append(name)
        line.leave("a")

    tasks = []
    for name in ("first", "second", "third"):
        tasks.append(asyncio.create_task(one(name)))
        await settled()
    line.leave("a")
    await asyncio.gather(*tasks)

    assert served == ["first", "second", "third"]
    assert line.load.running == line.load.waiting == 0


async def test_under_overload_no_more_wait_than_will_soon_be_served_and_the_rest_is_told_when_to_come_back() -> None:
    clock = SteppedClock()
    line = WaitingLine(ONE, clock, cost=0.1)
    await line.enter("a")
    waiting = [await enter(line, name) for name in ("b", "c", "d")]
    line._refused = clock.now - 1

    with pytest.raises(NoRoom) as refused:
        await line.enter("e")

    assert line.load.waiting == 3
    assert 1 <= refused.value.seconds <= 4
    for task in waiting:
        task.cancel()


async def test_a_burst_is_admitted_although_it_waits() -> None:
    line = WaitingLine(AdmissionLimits(8, 0.35), SteppedClock(), cost=0.03)

    tasks = [await enter(line, "a") for _ in range(BURST)]
    with pytest.raises(NoRoom):
        await line.enter("a")

    assert line.load.running + line.load.waiting == BURST
    for task in tasks:
        task.cancel()


async def test_those_who_come_back_together_after_a_refusal_are_no_burst() -> None:
    clock = SteppedClock()
    line = WaitingLine(AdmissionLimits(8, 0.35), clock, cost=0.03)
    first = [await enter(line, "a") for _ in range(BURST + 1)]
    for task in first[4:BURST]:
        task.cancel()
    await settled()
    clock.now += 1

    again = [await enter(line, "a") for _ in range(20)]

    assert isinstance(first[BURST].exception(), NoRoom)
    assert line.load.waiting == 11  # 0.35 s at 0.03 s each
    for task in (*first, *again):
        task.cancel()


async def test_where_the_line_is_full_the_last_of_who_has_most_gives_way() -> None:
    clock = SteppedClock()
    line = WaitingLine(ONE, clock, cost=0.1)
    await line.enter("greedy")
    greedy = [await enter(line, "greedy") for _ in range(3)]
    line._refused = clock.now - 1

    modest = await enter(line, "modest")

    assert [task.done() for task in greedy] == [False, False, True]
    assert isinstance(greedy[2].exception(), NoRoom)
    assert not modest.done()
    line.leave("greedy")
    await settled()
    assert greedy[0].done()
    for task in (*greedy, modest):
        task.cancel()


async def test_a_client_with_slow_requests_everywhere_keeps_nobody_else_out() -> None:
    line = WaitingLine(AdmissionLimits(64, 0.35), SteppedClock(), cost=0.003)
    for _ in range(48):
        await line.enter("slow")
    line.cost = 1.0

    other, slow = await enter(line, "other"), await enter(line, "slow")

    assert other.done()
    assert other.exception() is None
    assert isinstance(slow.exception(), NoRoom)


async def test_who_waited_too_long_is_refused_and_holds_no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LONGEST_WAIT_SECONDS", 0.02)
    line = WaitingLine(ONE)
    await line.enter("a")

    with pytest.raises(NoRoom):
        await line.enter("b")

    assert (line.load.running, line.load.waiting) == (1, 0)


async def test_a_request_that_is_cancelled_leaves_its_place() -> None:
    line = WaitingLine(ONE)
    await line.enter("a")
    gone, waiting = await enter(line, "b"), await enter(line, "c")

    gone.cancel()
    await settled()
    line.leave("a")
    await settled()

    assert waiting.done()
    assert (line.load.running, line.load.waiting) == (1, 0)
