"""A process that was started for longer than the call is reaped when it ends, and left alone when we end first."""

import signal
import subprocess
import sys
import time

import psutil

from graph.embedded.process import ProcessNote, reap_when_ended

STARTER = """
import subprocess, sys
from graph.embedded.process import reap_when_ended
quiet = subprocess.DEVNULL
process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], stdout=quiet, stderr=quiet)
reap_when_ended(process)
print(process.pid)
"""


def gone(pid: int) -> bool:
    """Wait until a process is gone whole, a zombie too."""
    deadline = time.monotonic() + 60
    while psutil.pid_exists(pid) and time.monotonic() < deadline:
        time.sleep(0.01)
    return not psutil.pid_exists(pid)


def test_a_process_that_ended_is_no_zombie_and_needs_no_signal() -> None:
    process = subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE)
    note = ProcessNote.of(process.pid, 0)
    assert process.stdin is not None

    reap_when_ended(process)
    process.stdin.close()

    assert gone(note.pid)
    note.send(signal.SIGTERM)
    assert not note.lives()


def test_a_process_that_outlives_its_starter_is_left_running_without_a_warning() -> None:
    starter = subprocess.run(
        [sys.executable, "-W", "always::ResourceWarning", "-c", STARTER], capture_output=True, text=True, check=True
    )
    outliving = psutil.Process(int(starter.stdout))

    assert outliving.is_running()
    assert starter.stderr == ""
    outliving.kill()
