"""A supervised process that fails: one line of its own words, or how to go on; never a line of its log."""

import asyncio
import os
import signal
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from api.supervisor.child_process import ChildTask, run_child
from api.supervisor.failure import failure_reason
from api.supervisor.services import ServiceFailed


def test_the_reason_of_a_process_is_the_line_for_a_person_whatever_its_log_says_after_them(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text(
        "add.cypher: {neo4j_code: Neo.ClientError.Transaction.X}\nsignoff: Free some space.\nbolt://127.0.0.1 closed\n",
        encoding="utf-8",
    )

    assert failure_reason(log) == "Free some space."


def test_a_process_without_words_leaves_its_log_and_what_to_do(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text("Traceback\nNeo.ClientError.Transaction.X\n", encoding="utf-8")

    assert failure_reason(log) == f"it was ended from outside or broke off; see {log}. Do the same again."
    assert failure_reason(tmp_path / "none") == (
        f"it was ended from outside or broke off; see {tmp_path}/none. Do the same again."
    )


async def test_a_step_that_fails_gives_the_reason_of_its_command(tmp_path: Path) -> None:
    task = ChildTask("loading", ("pack", "load", "no-such-pack", "--reports"), tmp_path / "log")

    with pytest.raises(ServiceFailed, match=r"^The loading step failed: no-such-pack is no pack: name a folder"):
        await run_child(task, lambda _: None)


def children_of_the_supervisor() -> list[psutil.Process]:
    result = []
    for one in psutil.Process().children():
        with suppress(psutil.Error):  # one that has ended meanwhile has no command any more
            result += [one] if "api.cli._child" in one.cmdline() else []
    return result


async def test_a_step_that_is_killed_says_how_to_go_on(tmp_path: Path) -> None:
    task = ChildTask("loading", ("pack", "list", "--json"), tmp_path / "log")
    running = asyncio.create_task(run_child(task, lambda _: None))
    while not (ours := children_of_the_supervisor()):  # noqa: ASYNC110  # it says nothing before it runs
        await asyncio.sleep(0.01)
    os.kill(ours[0].pid, signal.SIGKILL)

    with pytest.raises(ServiceFailed, match=r"^The loading step failed: it was ended from outside"):
        await running
