"""A request to make of a server whose database is away, words that no answer may contain, and a process that pauses."""

import os
import signal
import time
from pathlib import Path

LEAKS = ("neo.", "neo4j", "bolt", "cypher", "driver", "traceback", "connection", "127.0.0.1", "transaction")
QUERY = {"query": "{ cases(first: 1) { __typename } }"}
_STOPPING_SECONDS = 30.0


def pause(pid: int) -> None:
    """Stop a process, and return when none of its threads runs any more.

    A signal only asks for it: on a busy machine the threads of a server answer for some time yet.
    """
    os.kill(pid, signal.SIGSTOP)
    deadline = time.monotonic() + _STOPPING_SECONDS
    while not _has_stopped(pid):
        assert time.monotonic() < deadline, f"process {pid} has not stopped after {_STOPPING_SECONDS:.0f} seconds"
        time.sleep(0.01)


def resume(pid: int) -> None:
    """Let a paused process go on."""
    os.kill(pid, signal.SIGCONT)


def _has_stopped(pid: int) -> bool:
    states = [file.read_text().rpartition(")")[2].split()[0] for file in Path(f"/proc/{pid}/task").glob("*/stat")]
    return bool(states) and set(states) == {"T"}
