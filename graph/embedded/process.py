"""Which process serves what, remembered in a file; told apart from another program that got the same number."""

import json
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

    def write(self, file: Path) -> None:
        """Keep the note in `file`, whole or not at all."""
        partial = file.with_suffix(".partial")
        partial.write_text(json.dumps(asdict(self)), encoding="utf-8")
        partial.replace(file)


def running(file: Path) -> ProcessNote | None:
    """Return the process that `file` tells of, if it lives; an unreadable file tells of none."""
    try:
        note = ProcessNote.read(file)
    except (OSError, ValueError, TypeError):
        return None
    return note if note.lives() else None
