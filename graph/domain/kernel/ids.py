"""Time-sortable ids (RFC 9562, version 7) over an injected time and random source."""

from datetime import UTC, datetime, timedelta

ENTROPY_BYTES = 10
"""RFC 9562: 74 random bits, and six that version and variant take."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_VERSION = 0x7
"""RFC 9562, section 5.7."""
_VARIANT = 0b10
"""RFC 9562, section 4.1."""


def uuid7(at: datetime, entropy: bytes) -> str:
    """Return the UUIDv7 of millisecond `at` with ten random bytes, as text."""
    if len(entropy) != ENTROPY_BYTES:
        message = f"a UUIDv7 takes {ENTROPY_BYTES} random bytes, not {len(entropy)}"
        raise ValueError(message)
    random_bits = int.from_bytes(entropy, "big")
    milliseconds = (at - _EPOCH) // timedelta(milliseconds=1)
    value = (milliseconds & ((1 << 48) - 1)) << 80
    value |= _VERSION << 76
    value |= ((random_bits >> 68) & 0xFFF) << 64
    value |= _VARIANT << 62
    value |= random_bits & ((1 << 62) - 1)
    digits = f"{value:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
