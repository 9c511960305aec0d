"""The key that signs checkpoints, and what was signed last: both are kept outside the database."""

import json
import uuid
from dataclasses import asdict, dataclass
from pathlib import Path

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
from graph.secret_file import kept_secret


@dataclass(frozen=True, slots=True)
class Head:
    """The last checkpoint that was signed here: log, size and root (hex)."""

    log_id: str
    size: int
    root: str


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
        loaded = load_pem_private_key(kept_secret(file, _new_key), None)
        if not isinstance(loaded, Ed25519PrivateKey):
            raise InvalidInput(f"{file} holds no Ed25519 key: restore it from your backup.")
        if not self.public_file.exists():
            public = loaded.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
            self.public_file.write_bytes(public)
        return loaded

    def head(self) -> Head | None:
        """Return what was signed last, None before the first time."""
        file = self.folder / "audit-head.json"
        return Head(**json.loads(file.read_text(encoding="utf-8"))) if file.exists() else None

    def remember(self, head: Head) -> None:
        """Keep what was signed last; the file is replaced as a whole."""
        file = self.folder / "audit-head.json"
        draft = file.with_suffix(".tmp")
        draft.write_text(json.dumps(asdict(head)), encoding="utf-8")
        draft.replace(file)


def _new_key() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def new_log_id() -> str:
    """Return the name of a new log."""
    return uuid.uuid4().hex


def public_key(file: Path) -> Ed25519PublicKey:
    """Return a public key from its PEM file; raises `InvalidInput`."""
    try:
        key = load_pem_public_key(file.read_bytes())
    except (OSError, ValueError) as error:
        raise InvalidInput(f"{file} is no public key in PEM form: {error}.") from error
    if not isinstance(key, Ed25519PublicKey):
        raise InvalidInput(f"{file} holds another kind of key: give the Ed25519 key of the audit log.")
    return key
