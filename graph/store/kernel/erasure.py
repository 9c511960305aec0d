"""Keys that personal text is committed under: one for each subject, wrapped by a master key outside the database."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from graph.clock import Clock
from graph.domain.kernel.moments import milliseconds
from graph.errors import SettingsInvalid
from graph.queries.people import accounts as people
from graph.secret_file import stored_secret
from graph.session import Graph

_KEY_BYTES = 32
"""AES-256."""
_NONCE_BYTES = 12
"""What AES-GCM takes."""


@dataclass(frozen=True, slots=True)
class MasterKey:
    """The key that wraps all erasure keys; it never enters the database."""

    secret: bytes

    @classmethod
    def of_folder(cls, data_dir: Path) -> "MasterKey":
        """Return the key kept in `data_dir`, made on first use and readable by its owner only."""
        return cls(stored_secret(data_dir / "erasure-master.key", lambda: os.urandom(_KEY_BYTES)))

    def wrap(self, key: bytes, subject: str) -> str:
        """Return `key` encrypted for storage, bound to its subject."""
        nonce = os.urandom(_NONCE_BYTES)
        return (nonce + AESGCM(self.secret).encrypt(nonce, key, subject.encode())).hex()

    def unwrap(self, wrapped: str, subject: str) -> bytes:
        """Return the key that was wrapped for `subject`; raises SettingsInvalid where another master key did it."""
        raw = bytes.fromhex(wrapped)
        try:
            return AESGCM(self.secret).decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], subject.encode())
        except InvalidTag as fault:
            raise SettingsInvalid(
                "The keys of this database are locked with another erasure-master.key than that of the data folder: "
                "put back the one from the backup that belongs to the database."
            ) from fault


@dataclass(frozen=True, slots=True)
class HeldKey:
    """A subject's key, and when it was made (epoch milliseconds)."""

    secret: bytes
    made_at: int


class ErasureKeys:
    """Reads each subject's key once; a new subject gets one."""

    def __init__(self, graph: Graph, clock: Clock, master: MasterKey) -> None:
        """Bind the keys to the graph that keeps them wrapped."""
        self._graph = graph
        self._clock = clock
        self._master = master
        self._known: dict[str, bytes] = {}

    async def of(self, subject: str) -> bytes:
        """Return the key of `subject`, a node id or account."""
        if subject not in self._known:
            row = people.ErasureKeyParams(
                key=subject,
                id=self._clock.new_id(),
                wrapped=self._master.wrap(os.urandom(_KEY_BYTES), subject),
                at=milliseconds(self._clock.now()),
            )
            (stored,) = await self._graph.write(people.ERASURE_KEY, row)
            self._known[subject] = self._master.unwrap(stored.wrapped, subject)
        return self._known[subject]

    async def held(self, subjects: Sequence[str]) -> dict[str, HeldKey]:
        """Return the keys that these subjects have in the graph now; none is made, and none is taken from memory."""
        rows = await self._graph.read(people.HELD_KEYS, people.HeldKeysParams(subjects))
        return {row.key: HeldKey(self._master.unwrap(row.wrapped, row.key), row.recorded_at) for row in rows}
