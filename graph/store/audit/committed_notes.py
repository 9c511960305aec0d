"""Notes against the audit log: a note whose writer's key was destroyed cannot be checked any more, and holds."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.domain.kernel.canonical import Json, commitment
from graph.store.kernel.erasure import HeldKey
from graph.store.kernel.store import Store

_SAME_REQUEST_MS = 60_000
"""A writer's first key is made within the request of the first note: longer after it, it is another key."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note as its node has it today: who wrote it, the text, when (epoch ms), and the commitment of its entry."""

    writer: str
    text: str | None
    at: int
    written: Json


@dataclass(frozen=True, slots=True)
class Committed:
    """The commitment to a note, and whether it is taken on trust, for the key it was made under is destroyed."""

    commitment: Json
    erased: bool = False


class Notes:
    """Commits notes of a page of the log again, with the keys that there are; none is made."""

    def __init__(self, keys: dict[str, HeldKey]) -> None:
        """Take the keys of the writers."""
        self._keys = keys

    @classmethod
    async def of(cls, store: Store, writers: Iterable[str]) -> "Notes":
        """Return the notes of these writers."""
        return cls(await store.erasure_keys.held(sorted(set(writers))))

    def committed(self, note: Note) -> Committed:
        """Return what a note commits to today; a text that no entry knows is never taken on trust."""
        text, key = (note.text or "").strip(), self._keys.get(note.writer)
        if key is not None and key.made_at <= note.at + _SAME_REQUEST_MS:
            return Committed(commitment(key.secret, {"note": text}) if text else None)
        if note.written is None:
            return Committed(text or None, erased=bool(text))
        return Committed(note.written, erased=True)
