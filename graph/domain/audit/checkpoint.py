"""A signed statement about the audit log: its size and root at one moment, as text that anybody can check."""

import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_HEADER = "signoff audit log 1"
_KEY_ID_DIGITS = 16
"""64 bits tell the few keys of a firm apart; the signature proves the key."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Log, number of leaves, root (hex), and when it was made (epoch milliseconds)."""

    log_id: str
    size: int
    root: str
    at: int

    @property
    def text(self) -> str:
        """Return the text that is signed."""
        return f"{_HEADER}\nlog {self.log_id}\nsize {self.size}\nroot {self.root}\ntime {self.at}\n"


@dataclass(frozen=True, slots=True)
class Signed:
    """A checkpoint with the Ed25519 signature (hex) over its text, and which key made it."""

    checkpoint: Checkpoint
    key_id: str
    signature: str


def sign(checkpoint: Checkpoint, key: Ed25519PrivateKey) -> Signed:
    """Return the checkpoint with its signature."""
    return Signed(checkpoint, key_id(key.public_key()), key.sign(checkpoint.text.encode()).hex())


def verifies(signed: Signed, key: Ed25519PublicKey) -> bool:
    """Tell whether a signature is the key's over exactly this checkpoint."""
    try:
        key.verify(bytes.fromhex(signed.signature), signed.checkpoint.text.encode())
    except (InvalidSignature, ValueError):
        return False
    return signed.key_id == key_id(key)


def key_id(key: Ed25519PublicKey) -> str:
    """Return a short name of a public key: the start of its SHA-256."""
    return hashlib.sha256(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()[:_KEY_ID_DIGITS]
