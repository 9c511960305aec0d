"""The key that signs checkpoints, and what was signed last: both are kept outside the database."""

import json
import os
import uuid
from dataclasses import asdict, dataclass
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from graph.errors import InvalidInput
from graph.files import read_whole
from graph.secret_file import stored_secret


@dataclass(frozen=True, slots=True)
class Loss:
    """A signed end of the log (log, size, root in hex) that the database no longer had, and how much it still had."""

    log_id: str
    size: int
    root: str
    left: int


@dataclass(frozen=True, slots=True)
class Head:
    """The last checkpoint that was signed here: log, size and root (hex); how many were signed; what was lost since.

    `checkpoints` is None where the file was written by a release that did not count.
    """

    log_id: str
    size: int
    root: str
    checkpoints: int | None = None
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class SigningFolder:
    """The folder of the audit key; back it up, and keep checkpoints elsewhere too."""

    folder: Path

    @property
    def public_file(self) -> Path:
        """Return the public key's file, which anybody may have."""
        return self.folder / "audit-signing.pub"

    def private_key(self) -> Ed25519PrivateKey:
        """Return the signing key, made on first use and readable by its owner only."""
        file = self.folder / "audit-signing.key"
        loaded = load_pem_private_key(stored_secret(file, _new_key), None)
        if not isinstance(loaded, Ed25519PrivateKey):
            raise InvalidInput(f"{file} holds no Ed25519 key: restore it from your backup.")
        if not self.public_file.exists():
            public = loaded.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
            self.public_file.write_bytes(public)
        return loaded

    @property
    def head_file(self) -> Path:
        """Return the file that says what was signed last."""
        return self.folder / "audit-head.json"

    def head(self) -> Head | None:
        """Return what was signed last, None before the first time; raises `InvalidInput` for a broken file."""
        if not self.head_file.exists():
            return None
        try:
            stored = json.loads(self.head_file.read_text(encoding="utf-8"))
            losses = tuple(Loss(**loss) for loss in stored.pop("losses", ()))
            return Head(**stored, losses=losses)
        except (OSError, ValueError, TypeError, AttributeError) as error:
            raise InvalidInput(f"{self.head_file} cannot be read: restore it from your backup.") from error

    def remember(self, head: Head) -> None:
        """Keep what was signed last; the file is on the disk, and replaced as a whole, before this returns."""
        draft = self.head_file.with_suffix(".tmp")
        with draft.open("w", encoding="utf-8") as out:
            out.write(json.dumps(asdict(head)))
            out.flush()
            os.fsync(out.fileno())
        draft.replace(self.head_file)


def _new_key() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def new_log_id() -> str:
    """Return the name of a new log."""
    return uuid.uuid4().hex


def public_key(file: Path) -> Ed25519PublicKey:
    """Return a public key from its PEM file; raises `InvalidInput`."""
    try:
        key = load_pem_public_key(read_whole(file))
    except (ValueError, UnsupportedAlgorithm):
        raise InvalidInput(
            f"{file} is no public key in PEM form; give the file that begins with `-----BEGIN PUBLIC KEY-----`."
        ) from None
    if not isinstance(key, Ed25519PublicKey):
        raise InvalidInput(f"{file} holds another kind of key: give the Ed25519 key of the audit log.")
    return key
