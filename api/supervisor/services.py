"""The supervised processes of one data folder: started at most once, found again, ended in order."""

import asyncio
import errno
import signal
import socket
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx

from api.supervisor.command import process_command
from api.supervisor.failure import failure_reason
from graph.embedded.diligence import IDLE_SECONDS, Diligence
from graph.embedded.process import ProcessNote, reap_when_ended, running
from graph.errors import SettingsInvalid, SignoffError

_STOP_SECONDS = 20.0
"""A request has 15 seconds at most; what runs longer is ended."""
_ANSWER_SECONDS = 10.0
"""Readiness is told within two seconds; a busy machine may take longer to bring the answer over."""
_POLL_SECONDS = 0.1
"""Short beside the seconds that a start takes."""
_LONGEST_POLL_SECONDS = 0.5
"""Looking must not keep a process at work that does nothing by itself."""


class ServiceFailed(SignoffError):
    """A supervised process ended, or did not become ready."""


@dataclass(frozen=True, slots=True)
class Service:
    """One process: the `signoff` command it runs, its port (0 for none) and the path that answers 200 when ready."""

    name: str
    arguments: tuple[str, ...]
    port: int = 0
    ready_path: str = ""


@dataclass(frozen=True, slots=True)
class Services:
    """The processes whose notes and logs are kept in `folder`."""

    folder: Path

    def log(self, name: str) -> Path:
        """Return what the process prints."""
        return self.folder / f"{name}.log"

    def running(self, name: str) -> ProcessNote | None:
        """Return the process of this name if it lives."""
        return running(self._note(name))

    def spawn(self, service: Service, *, tied: bool) -> ProcessNote:
        """Start the process, or return the one that runs; a `tied` one ends with the caller.

        Raises `SettingsInvalid` where another program has the port.
        """
        present = self.running(service.name)
        if present is not None:
            return present
        if service.port:
            refuse_taken_port(service.port)
        self.folder.mkdir(parents=True, exist_ok=True)
        with self.log(service.name).open("wb") as log:
            process = subprocess.Popen(
                process_command(service.arguments, tied=tied),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        note = ProcessNote.of(process.pid, service.port)
        reap_when_ended(process)
        note.write(self._note(service.name))
        return note

    async def until_ready(self, service: Service, idle_seconds: float = IDLE_SECONDS) -> None:
        """Wait for the process to answer for as long as it works; raises `ServiceFailed` with what it said."""
        name = service.name
        diligence, pause = Diligence(self.refuse_dead(name), self.log(name), idle_seconds), _POLL_SECONDS
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{service.port}", timeout=_ANSWER_SECONDS) as client:
            while service.ready_path and not await _answers(client, service.ready_path):
                self.refuse_dead(name)
                if (reason := diligence.given_up()) is not None:
                    raise ServiceFailed(f"The {name} {reason} (see {self.log(name)}). Do the same again.")
                await asyncio.sleep(pause)
                pause = min(pause * 1.5, _LONGEST_POLL_SECONDS)

    def refuse_dead(self, name: str) -> ProcessNote:
        """Return the process; raises `ServiceFailed` with the last words of one that has ended."""
        note = self.running(name)
        if note is None:
            raise ServiceFailed(f"The {name} ended: {failure_reason(self.log(name))}")
        return note

    def stop(self, names: Sequence[str]) -> tuple[str, ...]:
        """End these processes in order, each waited for; returns the names of those that ran."""
        return tuple(name for name in names if self._stop(name))

    def _stop(self, name: str) -> bool:
        note = self.running(name)
        if note is None:
            return False
        for chosen in (signal.SIGTERM, signal.SIGKILL):
            note.send(chosen)
            deadline = time.monotonic() + _STOP_SECONDS
            while note.lives() and time.monotonic() < deadline:
                time.sleep(_POLL_SECONDS)
            if not note.lives():
                break
        self._note(name).unlink(missing_ok=True)
        return True

    def _note(self, name: str) -> Path:
        return self.folder / f"{name}.json"


def refuse_taken_port(port: int, host: str = "127.0.0.1") -> None:
    """Raise `SettingsInvalid` where another program listens on `port`, or `host` is not this machine's."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise SettingsInvalid(
                    f"Port {port} is taken by another program. Stop it, or choose a port with SIGNOFF_PORT."
                ) from error
            raise SettingsInvalid(f"Cannot listen on {host}:{port}: {error.strerror or error}.") from error


async def _answers(client: httpx.AsyncClient, path: str) -> bool:
    try:
        return (await client.get(path)).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False
