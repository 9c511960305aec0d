"""Waiting by progress, with real processes: one that works is waited for, one that rests is given up in one line."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from api.supervisor.services import Service, ServiceFailed, Services
from graph.embedded.diligence import Diligence
from graph.embedded.process import ProcessNote

BURN = "import time\nend = time.process_time() + 4\nwhile time.process_time() < end: pass\ntime.sleep(600)"
BURNING_CHILD = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {BURN!r}])"
REST = "import time\ntime.sleep(600)"
TALK = "import time\nwhile True:\n    print('.', end='', flush=True)\n    time.sleep(0.2)"

Started = Callable[[str], ProcessNote]


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Started]:
    processes = []

    def start(code: str) -> ProcessNote:
        with (tmp_path / "log").open("wb") as log:
            processes.append(subprocess.Popen([sys.executable, "-c", code], stdout=log, start_new_session=True))
        return ProcessNote.of(processes[-1].pid, 0)

    yield start
    for process in processes:
        os.killpg(process.pid, signal.SIGKILL)  # its children too
        process.wait()


def patience(diligence: Diligence, longest: float) -> tuple[str | None, float]:
    """Return why and after how many seconds a process was given up."""
    began = time.monotonic()
    while (reason := diligence.given_up()) is None and time.monotonic() - began < longest:
        time.sleep(0.05)
    return reason, time.monotonic() - began


def test_a_process_that_does_nothing_is_given_up(started: Started, tmp_path: Path) -> None:
    reason, seconds = patience(Diligence(started(REST), tmp_path / "log", idle_seconds=1.0), 60)

    assert reason == "did nothing for 1 s"
    assert 1.0 <= seconds < 60


@pytest.mark.parametrize("code", [BURN, BURNING_CHILD])
def test_one_that_works_is_waited_for_until_it_rests(code: str, started: Started, tmp_path: Path) -> None:
    reason, seconds = patience(Diligence(started(code), tmp_path / "log", idle_seconds=1.0), 120)

    assert reason == "did nothing for 1 s"
    assert seconds > 4.5


def test_one_whose_log_grows_is_waited_for_until_the_end_of_all_patience(started: Started, tmp_path: Path) -> None:
    diligence = Diligence(started(TALK), tmp_path / "log", idle_seconds=2.0, end_seconds=6.0)

    reason, seconds = patience(diligence, 60)

    assert reason == "was not ready after 0 minutes of work"
    assert seconds > 5.0


async def test_a_service_that_never_answers_ends_the_wait_in_one_line(tmp_path: Path) -> None:
    services = Services(tmp_path)
    resting = Service("worker", ("worker",), 1, "/never")
    process = subprocess.Popen([sys.executable, "-c", REST])  # noqa: ASYNC220  # it starts at once
    ProcessNote.of(process.pid, 1).write(tmp_path / "worker.json")

    with pytest.raises(ServiceFailed) as failed:
        await services.until_ready(resting, idle_seconds=1.0)

    process.kill()
    process.wait()
    assert str(failed.value) == f"The worker did nothing for 1 s (see {tmp_path}/worker.log). Do the same again."
