"""Seals masked values, so that no screen, export or backup of the database holds them in the clear."""

import hashlib
import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from graph.domain.intake.masking import MASK, is_masked, masked_fields
from graph.domain.intake.rules import IntakeRules
from graph.domain.kernel.canonical import Json, canonical_json
from graph.errors import SettingsInvalid
from graph.store.kernel.erasure import MasterKey


@dataclass(frozen=True, slots=True)
class Masks:
    """The key that masked values are sealed with; it comes from the master key and never enters the database.

    A value is sealed alike each time (AES-SIV): a file that states it again changes nothing. So equal values of a field
    can be told to be equal.
    """

    secret: bytes

    @classmethod
    def under(cls, master: MasterKey) -> "Masks":
        """Return the masks of a master key."""
        return cls(hmac.digest(master.secret, b"signoff masked values", hashlib.sha512))

    def sealed(self, rules: IntakeRules | None, payload: Mapping[str, Json]) -> dict[str, Json]:
        """Return a payload with its masked fields sealed; what is sealed already stays as it is."""
        masked = masked_fields(rules)
        return {name: self._seal(name, value) if name in masked else value for name, value in payload.items()}

    def opened(self, payload: Mapping[str, Json]) -> dict[str, Json]:
        """Return a payload in the clear; raises SettingsInvalid where another master key sealed it."""
        return {name: self._open(name, value) for name, value in payload.items()}

    def _seal(self, name: str, value: Json) -> Json:
        if value is None or self._is_own(name, value):
            return value
        sealed = AESSIV(self.secret).encrypt(canonical_json(value), [name.encode()])
        return MASK + urlsafe_b64encode(sealed).decode()

    def _is_own(self, name: str, value: Json) -> bool:
        try:
            return is_masked(value) and self._open(name, value) != value
        except (SettingsInvalid, ValueError):
            return False

    def _open(self, name: str, value: Json) -> Json:
        if not isinstance(value, str) or not is_masked(value):
            return value
        try:
            clear = AESSIV(self.secret).decrypt(urlsafe_b64decode(value.removeprefix(MASK)), [name.encode()])
        except InvalidTag as fault:
            raise SettingsInvalid(
                "The masked values of this database are sealed with another erasure-master.key than that of the data "
                "folder: put back the one from the backup that belongs to the database."
            ) from fault
        opened: Json = json.loads(clear)
        return opened
