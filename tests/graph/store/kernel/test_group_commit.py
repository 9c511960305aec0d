"""Group commit over a writer of our own port: who shares a batch, in which order, and who hears of a fault."""

import asyncio
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import DatabaseUnavailable, UniquenessViolated
from graph.store.kernel.group_commit import GroupCommit, QueueFull

Row = dict[str, object]


class Writer:
    """Remembers batches; refuses rows that are marked, as a unique key would."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.down = False

    async def __call__(self, rows: Sequence[Row]) -> list[str]:
        await self.gate.wait()
        self.batches.append([str(row["name"]) for row in rows])
        if self.down:
            message = "away"
            raise DatabaseUnavailable(message)
        if any(row.get("taken") for row in rows):
            raise UniquenessViolated("Case.key", "taken")
        return [f"WRITTEN {row['name']}" for row in rows]


async def submitted(group: GroupCommit[Row], name: str, case: str, **more: object) -> str:
    return await group.submit({"name": name, **more}, case_id=case, key=name)


async def together(writer: Writer, group: GroupCommit[Row], rows: Sequence[tuple[str, str]]) -> list[str]:
    """Submit all rows while a first batch is being written."""
    writer.gate.clear()
    tasks = [asyncio.create_task(submitted(group, name, case)) for name, case in rows]
    await asyncio.sleep(0)
    writer.gate.set()
    return list(await asyncio.gather(*tasks))


@given(st.lists(st.integers(0, 5), max_size=25))
def test_each_row_gets_its_own_answer_and_a_case_never_twice_a_batch(cases: list[int]) -> None:
    async def run() -> None:
        writer = Writer()
        group = GroupCommit(writer, largest=4)
        rows = [(f"r{number}", f"c{case}") for number, case in enumerate(cases)]

        answers = await together(writer, group, rows)

        assert answers == [f"WRITTEN {name}" for name, _ in rows]
        case_of = dict(rows)
        for batch in writer.batches:
            held = [case_of[name] for name in batch]
            assert len(batch) <= 4
            assert held == sorted(set(held))
        for case in set(case_of.values()):
            order = [name for batch in writer.batches for name in batch if case_of[name] == case]
            assert order == [name for name, one in rows if one == case]

    asyncio.run(run())


async def test_a_row_that_a_unique_key_refuses_spoils_nobody_elses() -> None:
    writer = Writer()
    group = GroupCommit(writer)
    writer.gate.clear()
    good = [asyncio.create_task(submitted(group, f"g{number}", f"c{number}")) for number in range(5)]
    bad = asyncio.create_task(submitted(group, "bad", "c9", taken=True))
    await asyncio.sleep(0)
    writer.gate.set()

    assert await asyncio.gather(*good) == [f"WRITTEN g{number}" for number in range(5)]
    with pytest.raises(UniquenessViolated):
        await bad


async def test_a_fault_of_the_database_reaches_everybody_in_the_batch_and_the_next_goes_on() -> None:
    writer = Writer()
    group = GroupCommit(writer)
    writer.down = True
    with pytest.raises(DatabaseUnavailable):
        await submitted(group, "first", "c1")
    writer.down = False

    assert await submitted(group, "second", "c1") == "WRITTEN second"


async def test_a_caller_who_goes_away_spoils_nobody_elses_answer() -> None:
    writer = Writer()
    group = GroupCommit(writer)
    writer.gate.clear()
    leaving = asyncio.create_task(submitted(group, "leaving", "c1"))
    staying = asyncio.create_task(submitted(group, "staying", "c2"))
    await asyncio.sleep(0)
    leaving.cancel()
    await asyncio.sleep(0)
    writer.gate.set()

    assert await staying == "WRITTEN staying"


async def test_a_full_queue_refuses_at_once() -> None:
    writer = Writer()
    group = GroupCommit(writer, capacity=2)
    writer.gate.clear()
    tasks = [asyncio.create_task(submitted(group, f"r{number}", f"c{number}")) for number in range(2)]
    await asyncio.sleep(0)

    with pytest.raises(QueueFull):
        await submitted(group, "late", "c9")

    writer.gate.set()
    assert await asyncio.gather(*tasks) == ["WRITTEN r0", "WRITTEN r1"]
