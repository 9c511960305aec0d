"""Waiting for a process by what it does, not by a clock: one that works is waited for, one that rests is given up."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from graph.embedded.process import ProcessNote

IDLE_SECONDS = 60.0
"""A process that did nothing for so long is not starting any more: a busy machine still gives each its turn."""
END_SECONDS = 900.0
"""A start takes half a minute on an idle machine; at thirty times the load it is through within this."""
_WORKING_SHARE = 1 / 30
"""Of one core: an idle Java process takes a hundredth, one that starts beside thirty busy ones a fifteenth."""


@dataclass(slots=True)
class Diligence:
    """Whether a process and those that it started still work: they use the processor, or their log grows."""

    note: ProcessNote
    log: Path
    idle_seconds: float = IDLE_SECONDS
    end_seconds: float = END_SECONDS
    clock: Callable[[], float] = time.monotonic
    _began: float = field(init=False)
    _worked: float = field(init=False)
    _used: float = field(init=False)
    _logged: int = field(init=False)

    def __post_init__(self) -> None:
        """Begin to look."""
        self._began = self._worked = self.clock()
        self._used, self._logged = processor_seconds(self.note.pid), _size(self.log)

    def given_up(self) -> str | None:
        """Return why it is not worth waiting any longer, None while it is; to be asked again and again."""
        now, used, logged = self.clock(), processor_seconds(self.note.pid), _size(self.log)
        if logged != self._logged or abs(used - self._used) >= self.idle_seconds * _WORKING_SHARE:
            self._worked, self._used, self._logged = now, used, logged
        if now - self._worked > self.idle_seconds:
            return f"did nothing for {self.idle_seconds:.0f} s"
        if now - self._began > self.end_seconds:
            return f"was not ready after {self.end_seconds / 60:.0f} minutes of work"
        return None


def processor_seconds(pid: int) -> float:
    """Return the processor time of a process and its children, those that ended too; 0 for one that is gone."""
    try:
        process = psutil.Process(pid)
        tree = [process, *process.children(recursive=True)]
    except psutil.Error:
        return 0.0
    return sum(map(_seconds, tree))


def _seconds(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.Error:
        return 0.0
    return float(times.user + times.system + times.children_user + times.children_system)


def _size(log: Path) -> int:
    try:
        return log.stat().st_size
    except OSError:
        return 0
