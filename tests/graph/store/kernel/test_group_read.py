"""Group read over a reader of our own port: who shares a statement, who gets which row, and who hears of a fault."""

import asyncio
from collections.abc import Sequence
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import DatabaseUnavailable
from graph.store.kernel.group_read import GroupRead

Params = dict[str, str]


class NameRow(NamedTuple):
    """The row of a name, and the place of its parameters."""

    place: int
    name: str


class Reader:
    """Remembers batches; knows nothing of names that begin with a minus, and answers in reverse order."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.down = False

    async def __call__(self, batch: Sequence[Params]) -> list[NameRow]:
        self.batches.append([str(one["name"]) for one in batch])
        await self.gate.wait()
        if self.down:
            message = "away"
            raise DatabaseUnavailable(message)
        known = [NameRow(place, one["name"]) for place, one in enumerate(batch) if not one["name"].startswith("-")]
        return known[::-1]


async def ask_during_a_statement(
    reader: Reader, group: GroupRead[Params, NameRow], names: Sequence[str]
) -> list[NameRow | None]:
    """Ask for the first name, and for the others while its statement runs."""
    reader.gate.clear()
    tasks = [asyncio.create_task(group.ask({"name": names[0]}))]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    tasks += [asyncio.create_task(group.ask({"name": name})) for name in names[1:]]
    await asyncio.sleep(0)
    reader.gate.set()
    return list(await asyncio.gather(*tasks))


@given(st.lists(st.sampled_from(["a", "b", "c", "-x", "-y"]), min_size=1, max_size=25))
def test_each_caller_gets_its_own_row_or_none(names: list[str]) -> None:
    async def run() -> None:
        reader = Reader()
        answers = await ask_during_a_statement(reader, GroupRead(reader, largest=4), names)

        assert [answer and answer.name for answer in answers] == [
            None if name.startswith("-") else name for name in names
        ]
        assert [name for batch in reader.batches for name in batch] == names
        assert all(len(batch) <= 4 for batch in reader.batches)

    asyncio.run(run())


async def test_what_is_asked_while_a_statement_reads_waits_for_the_next_so_that_nobody_gets_older_facts() -> None:
    reader = Reader()

    await ask_during_a_statement(reader, GroupRead(reader), ["a", "b", "c"])

    assert reader.batches == [["a"], ["b", "c"]]


async def test_a_lone_caller_waits_for_nobody() -> None:
    reader = Reader()
    group = GroupRead(reader)

    assert (await group.ask({"name": "a"}), await group.ask({"name": "b"})) == (NameRow(0, "a"), NameRow(0, "b"))
    assert reader.batches == [["a"], ["b"]]


async def test_a_statement_that_breaks_is_told_to_each_caller_and_the_next_is_sent() -> None:
    reader = Reader()
    reader.down = True
    group = GroupRead(reader)

    for answer in await asyncio.gather(*(group.ask({"name": name}) for name in "abc"), return_exceptions=True):
        assert isinstance(answer, DatabaseUnavailable)

    reader.down = False
    assert await group.ask({"name": "d"}) == NameRow(0, "d")


async def test_a_caller_that_went_away_leaves_the_others_their_answers() -> None:
    reader = Reader()
    group = GroupRead(reader)
    reader.gate.clear()
    gone, other = (asyncio.create_task(group.ask({"name": name})) for name in "ab")
    await asyncio.sleep(0)
    gone.cancel()
    reader.gate.set()

    assert await other == NameRow(1, "b")
    with pytest.raises(asyncio.CancelledError):
        await gone
