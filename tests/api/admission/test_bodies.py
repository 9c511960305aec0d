"""Bodies are read in time and within a number of bytes, whoever sends them."""

import asyncio
from collections.abc import Sequence

import pytest
from starlette.types import Message

from api.admission.bodies import Bodies, BodyRefused
from api.admission.clients import client_of


class Sender:
    """Sends its chunks, and then nothing for ever unless the last one was the end."""

    def __init__(self, chunks: Sequence[bytes], *, ends: bool) -> None:
        self.left, self.ends = list(chunks), ends

    async def __call__(self) -> Message:
        if not self.left:
            await asyncio.Event().wait()
        chunk = self.left.pop(0)
        return {"type": "http.request", "body": chunk, "more_body": bool(self.left) or not self.ends}


async def reading(bodies: Bodies, client: str, sender: Sender) -> "asyncio.Task[bytes]":
    async def one() -> bytes:
        with bodies.held(client) as held:
            return await bodies.read(held, sender)

    task = asyncio.create_task(one())
    for _ in range(5):
        await asyncio.sleep(0)
    return task


def status(task: "asyncio.Task[bytes]") -> int | None:
    fault = task.exception()
    return fault.status if isinstance(fault, BodyRefused) else None


async def test_a_body_arrives_whole() -> None:
    bodies = Bodies(100, 1000, 60.0)

    task = await reading(bodies, "a", Sender([b"ab", b"cd"], ends=True))

    assert await task == b"abcd"
    assert bodies._bytes == 0


async def test_a_body_that_does_not_arrive_is_not_waited_for() -> None:
    task = await reading(Bodies(100, 1000, 0.02), "a", Sender([b"a"], ends=False))

    await asyncio.wait({task}, timeout=60)

    assert status(task) == 408


async def test_too_large_a_body_is_refused_at_the_first_byte_too_many() -> None:
    bodies = Bodies(3, 1000, 60.0)

    task = await reading(bodies, "a", Sender([b"ab", b"cd", b"e"], ends=True))

    assert status(task) == 413
    assert bodies._bytes == 0


async def test_where_room_runs_out_whoever_takes_most_of_it_gives_way() -> None:
    bodies = Bodies(100, 100, 60.0)
    slow = [await reading(bodies, "slow", Sender([b"x" * 30], ends=False)) for _ in range(3)]

    other = await reading(bodies, "other", Sender([b"y" * 20], ends=True))
    await asyncio.wait({slow[0]}, timeout=60)

    assert await other == b"y" * 20
    assert status(slow[0]) == 408
    assert not slow[1].done()
    assert bodies._bytes == 60
    for task in slow[1:]:
        task.cancel()


async def test_where_too_many_are_on_their_way_the_oldest_of_the_greediest_ends() -> None:
    bodies = Bodies(100, 1000, 60.0, most_arriving=4)
    modest = await reading(bodies, "modest", Sender([b"x"], ends=False))
    slow = [await reading(bodies, "slow", Sender([b"x"], ends=False)) for _ in range(3)]

    other = await reading(bodies, "other", Sender([b"y"], ends=True))
    await asyncio.wait({slow[0]}, timeout=60)

    assert (await other, status(slow[0])) == (b"y", 408)
    assert not modest.done()
    for task in (modest, *slow):
        task.cancel()


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "20010db800010002::/64"),
        ("2001:db8:1:2:ffff::1", "20010db800010002::/64"),
        ("testclient", "testclient"),
        (None, "unknown"),
    ],
)
def test_addresses_of_one_customer_count_together(address: str | None, client: str) -> None:
    assert client_of(address) == client
