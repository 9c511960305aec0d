"""How far the loads of packs are: one note for each in the data folder, which a worker writes and pages read."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from graph.domain.kernel.problems import Problem, ProblemCode
from graph.files import write_file


class LoadState(StrEnum):
    """Where the load of a pack stands."""

    WAITING = "WAITING"
    LOADING = "LOADING"
    READY = "READY"
    FAILED = "FAILED"


@dataclass(frozen=True, slots=True)
class PackProgress:
    """A requested pack: its name (or folder), its title, its place among the others, and how far its load is.

    `done` of `total` (0: not known) counts within the step. `failure` says in a sentence why it is not loaded.
    """

    pack: str
    title: str
    place: int
    state: LoadState
    changed_at: datetime
    step: str | None = None
    done: int = 0
    total: int = 0
    failure: str | None = None

    def moved(self, state: LoadState, at: datetime, failure: str | None = None) -> "PackProgress":
        """Return it in another state, at the beginning of it."""
        return replace(self, state=state, changed_at=at, step=None, done=0, total=0, failure=failure)


@dataclass(frozen=True, slots=True)
class PackNotes:
    """The notes of one data folder. A request for a load writes WAITING, the worker that loads writes all else."""

    data_dir: Path

    def all(self) -> list[PackProgress]:
        """Return every requested pack, in the order of the requests."""
        notes = [_read(path) for path in self._folder.glob("*.json")]
        return sorted((note for note in notes if note is not None), key=lambda one: (one.place, one.pack))

    def of(self, pack: str) -> PackProgress | None:
        """Return how far a pack is, None where nobody asked for it."""
        return next((one for one in self.all() if one.pack == pack), None)

    def write(self, progress: PackProgress) -> None:
        """Keep how far a pack is; raises InvalidInput where the folder cannot be written."""
        self._folder.mkdir(parents=True, exist_ok=True)
        content = {**asdict(progress), "changed_at": progress.changed_at.isoformat()}
        write_file(self._file(progress.pack), json.dumps(content))

    def request(self, packs: Sequence[tuple[str, str]], at: datetime) -> None:
        """Ask for packs (name and title) to be loaded, in this order; earlier requests end, what is ready stays."""
        wanted = {pack for pack, _ in packs}
        for one in self.all():
            if one.pack not in wanted and one.state is not LoadState.READY:
                self._file(one.pack).unlink(missing_ok=True)
        for place, (pack, title) in enumerate(packs):
            self.write(PackProgress(pack, title, place, LoadState.WAITING, at))

    def request_again(self, pack: str, at: datetime) -> PackProgress | Problem:
        """Ask once more for a pack whose load failed; one that waits, is loaded now or is ready stays as it is."""
        progress = self.of(pack)
        if progress is None:
            known = ", ".join(one.pack for one in self.all()) or "none"
            message = f"Nobody asked for a pack {pack!r}: name one of those that were ({known})."
            return Problem(ProblemCode.NOT_FOUND, message)
        if progress.state is LoadState.FAILED:
            progress = progress.moved(LoadState.WAITING, at)
            self.write(progress)
        return progress

    def _file(self, pack: str) -> Path:
        return self._folder / f"{pack.replace('/', '+')}.json"

    @property
    def _folder(self) -> Path:
        return self.data_dir / "packs"


def _read(path: Path) -> PackProgress | None:
    """Return a note; None for a file that is none, which the next start of a load replaces."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        state, at = LoadState(stored["state"]), datetime.fromisoformat(stored["changed_at"])
        return PackProgress(**{**stored, "state": state, "changed_at": at})
    except (OSError, ValueError, KeyError, TypeError):
        return None
