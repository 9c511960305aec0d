"""Text that comes in: ordinary text of any language is kept, composed (NFC); what deceives the eye is refused.

A value may hold line breaks, tabs and the invisible signs that some scripts need, in their places; an id holds
nothing that cannot be seen, for two ids that look the same must be the same.
"""

import re
import unicodedata
from collections.abc import Container, Mapping, Sequence

from disarm import normalize_confusables

from graph.domain.kernel.canonical import Json
from graph.domain.kernel.problems import Problem, invalid

_BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and symbols that are drawn as nothing."""
_JOINERS = frozenset("\u200c\u200d")
_VARIATIONS = frozenset(map(chr, range(0xFE00, 0xFE10)))
_IDEOGRAPHIC_VARIATIONS = frozenset(map(chr, range(0xE0100, 0xE01F0)))
_KEYCAP = "\u20e3"
_EMOJI_OF_OTHER_KINDS = frozenset("\u203c\u2049\u2139\u3030\u303d")
_SOFT_HYPHEN = "\u00ad"
_DIRECTION_MARKS = frozenset("\u061c\u200e\u200f")
_ARABIC_SIGNS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")
"""Signs that Unicode lists as formats though they are drawn, around numbers."""
_ALLOWED = frozenset("\t\n\r") | _ARABIC_SIGNS
_UNSEEN = _BLANKS | _VARIATIONS | _IDEOGRAPHIC_VARIATIONS | frozenset("\u180b\u180c\u180d\u180f")
_LOST = "\N{REPLACEMENT CHARACTER}"
_REFUSED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_FLAG_OF_A_REGION = re.compile("\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f")
_WORD = re.compile(r"[^\W\d_]+")
_ALIKE_SCRIPTS = frozenset({"LATIN", "CYRILLIC", "GREEK", "FULLWIDTH"})
"""Scripts whose letters are drawn alike; a word of several of them that reads as plain Latin deceives."""
_NOTATION = "αβγδεζηθλμπστφχψω"
"""Greek letters that begin or end a name or a unit, such as μm or TGFβ."""


def composed(value: Json) -> Json:
    """Return JSON with all its texts composed (NFC), so that what looks the same is the same."""
    match value:
        case str():
            return value if value.isascii() else unicodedata.normalize("NFC", value)
        case Mapping():
            return {unicodedata.normalize("NFC", name): composed(item) for name, item in value.items()}
        case list() | tuple():
            return [composed(item) for item in value]
        case _:
            return value


def is_blank(text: str) -> bool:
    """Tell whether nothing of a text can be seen: a reason made of invisible characters is none."""
    return not any(unicodedata.category(one)[0] in "LNPS" and one not in _BLANKS for one in text)


def known_text(text: str, missing: Container[str]) -> str | None:
    """Return a value as it reads, without outer blanks, and soft hyphens or direction marks that change nothing of it.

    None where nothing is left of it, or a marker of a missing value.
    """
    value = text.strip()
    if not value.isascii():
        value = value.replace(_SOFT_HYPHEN, "").strip("".join(_DIRECTION_MARKS)).strip()
    return None if not value or value in missing else value


def text_fault(text: str) -> str | None:
    """Say in words what in a value deceives or cannot be shown, and at which position; None for ordinary text."""
    if text.isascii():
        return None if text.isprintable() else _first_fault(text)
    if not unicodedata.is_normalized("NFC", text):
        return "letters and accents that are not composed (NFC)"
    shown = text if "\U0001f3f4" not in text else _FLAG_OF_A_REGION.sub(lambda flag: "x" * len(flag[0]), text)
    return _first_fault(shown) or _look_alike(text)


def id_fault(text: str) -> str | None:
    """Say in words what in an id cannot be seen, and at which position; None for an id that reads as it is."""
    for place in (0, len(text) - 1):
        if text[place : place + 1].isspace():
            return f"an outer blank, {_named(text[place], place)}"
    for place, one in enumerate(text):
        if one in _JOINERS and _belongs(text, place):
            continue
        if not one.isprintable() or one in _BLANKS or one in _VARIATIONS:
            return _named(one, place)
    return text_fault(text)


def check_text(value: object, where: str) -> Problem | None:
    """Refuse the first text in a JSON value, or name of a field, that deceives; it names the place."""
    match value:
        case str():
            fault = text_fault(value)
            return None if fault is None else _refused(where, fault)
        case Mapping():
            for name, item in value.items():
                if problem := check_id(str(name), f"a field name of {where}") or check_text(item, f"{where}.{name}"):
                    return problem
        case Sequence():
            for place, item in enumerate(value):
                if problem := check_text(item, f"{where}[{place}]"):
                    return problem
    return None


def check_id(text: str, where: str) -> Problem | None:
    """Refuse an id that holds what cannot be seen."""
    fault = id_fault(text)
    return None if fault is None else _refused(where, fault)


def check_free_text(text: str, where: str, longest: int) -> Problem | None:
    """Refuse what somebody wrote where nothing of it can be seen, it is too long, or it deceives."""
    if is_blank(text):
        return invalid(where, f"{where} holds nothing that can be read: write it in words.")
    if len(text) > longest:
        return invalid(where, f"{where} has {len(text)} characters: send at most {longest}.")
    return check_text(text, where)


def _refused(where: str, fault: str) -> Problem:
    return invalid(where, f"{where} holds {fault}: take it out.")


def _first_fault(text: str) -> str | None:
    for place, one in enumerate(text):
        if not (one in _ALLOWED or _is_plain(one) or _belongs(text, place)):
            return _named(one, place)
    return None


def _is_plain(one: str) -> bool:
    return unicodedata.category(one) not in _REFUSED and one not in _UNSEEN and one != _LOST


def _belongs(text: str, place: int) -> bool:
    """Tell whether an invisible sign stands where a script needs it: after what it joins, parts or may break."""
    one, before, after = text[place], text[:place][-1:], text[place + 1 : place + 2]
    if one == _SOFT_HYPHEN:
        return before.isalpha() and after.isalpha()
    if one in _DIRECTION_MARKS:
        return any(unicodedata.bidirectional(other) in {"R", "AL"} and other not in _DIRECTION_MARKS for other in text)
    if not before:
        return False
    if one in _JOINERS:
        return bool(after) and not after.isspace() and _joins(before)
    return _varies(one, before, after)


def _joins(before: str) -> bool:
    if before == "\ufe0f" or unicodedata.category(before) in {"So", "Sk"}:
        return True
    letter = before.isalpha() or unicodedata.category(before) in {"Mn", "Mc"}
    return letter and _script(before) not in _ALIKE_SCRIPTS | {"COMBINING"}


def _varies(one: str, before: str, after: str) -> bool:
    """Tell whether a sign that chooses a form stands after what has several: emoji, ideographs, some scripts."""
    if one in _VARIATIONS and (
        before in _EMOJI_OF_OTHER_KINDS or after == _KEYCAP or unicodedata.category(before) in {"So", "Sm"}
    ):
        return True
    if one in _VARIATIONS | _IDEOGRAPHIC_VARIATIONS:
        return _script(before) in {"CJK", "MYANMAR", "PHAGS-PA"}
    if one in _BLANKS:
        return one == "\u2800" and all(_script(other) == "BRAILLE" for other in (before, after))
    return _script(before) == "MONGOLIAN"


def _look_alike(text: str) -> str | None:
    for match in _WORD.finditer(text):
        word = match[0].strip(_NOTATION)
        mixed = len({_script(one) for one in word} & _ALIKE_SCRIPTS) > 1
        if mixed and normalize_confusables(unicodedata.normalize("NFKC", word)).isascii():
            return f"letters of several scripts that look alike, in {word[:40]!r} at position {match.start() + 1}"
    return None


def _script(character: str) -> str:
    return unicodedata.name(character, "?").split(" ", 1)[0]


def _named(character: str, place: int) -> str:
    if character == _LOST:
        return f"bytes that are not valid in their encoding (U+FFFD at position {place + 1})"
    name = unicodedata.name(character, "")
    return f"the character U+{ord(character):04X}{f' {name}' if name else ''} at position {place + 1}"
