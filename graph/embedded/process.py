"""Which process serves what, remembered in a file; told apart from another program that got the same number."""

import contextlib
import json
import os
import signal
import subprocess
import threading
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil


@dataclass(frozen=True, slots=True)
class ProcessNote:
    """A process of ours: its number, the port it serves (0 for none), and when it was born (epoch seconds)."""

    pid: int
    port: int
    born: float

    @staticmethod
    def of(pid: int, port: int) -> "ProcessNote":
        """Return the note of a process that lives now."""
        return ProcessNote(pid, port, psutil.Process(pid).create_time())

    @staticmethod
    def read(file: Path) -> "ProcessNote":
        """Return the note in `file`; raises OSError, ValueError or TypeError for none, or one that is none."""
        return ProcessNote(**json.loads(file.read_text(encoding="utf-8")))

    def lives(self) -> bool:
        """Return whether that very process still runs; a zombie does not."""
        try:
            process = psutil.Process(self.pid)
            return process.create_time() == self.born and process.status() != psutil.STATUS_ZOMBIE
        except psutil.Error:
            return False

    def send(self, number: signal.Signals) -> None:
        """Send a signal to the process; one that has ended meanwhile needs none."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def write(self, file: Path) -> None:
        """Keep the note in `file`, whole or not at all."""
        partial = file.with_suffix(".partial")
        partial.write_text(json.dumps(asdict(self)), encoding="utf-8")
        partial.replace(file)


def reap_when_ended(process: subprocess.Popen[bytes]) -> None:
    """Have the end of a process noticed, so that it stays no zombie; it may outlive this process."""
    threading.Thread(target=process.wait, name=f"end of process {process.pid}", daemon=True).start()


def running(file: Path) -> ProcessNote | None:
    """Return the process that `file` tells of, if it lives; an unreadable file tells of none."""
    try:
        note = ProcessNote.read(file)
    except (OSError, ValueError, TypeError):
        return None
    return note if note.lives() else None
