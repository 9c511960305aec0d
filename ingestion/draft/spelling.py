"""Names in letters that aliases take and that words are compared in."""

import unicodedata

_SPELT = str.maketrans({"ß": "ss", "æ": "ae", "Æ": "Ae", "ø": "o", "Ø": "O", "œ": "oe", "ł": "l", "Ł": "L", "đ": "d"})
"""Letters that have no accent to take off."""


def in_ascii(name: str) -> str:
    """Return a name without accents: `Maßnahme` becomes `Massnahme`, `Écart` `Ecart`; other scripts stay."""
    parts = unicodedata.normalize("NFKD", name.translate(_SPELT))
    return "".join(one for one in parts if not unicodedata.combining(one))
