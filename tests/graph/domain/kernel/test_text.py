"""Text that comes in: ordinary text of any language is kept; what deceives is refused with its place."""

# ruff: noqa: RUF001 - texts of many scripts are what is tested

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.domain.kernel.text import (
    check_free_text,
    check_id,
    check_text,
    composed,
    id_fault,
    is_blank,
    known_text,
    text_fault,
)

ORDINARY = [
    "20 m²",
    "car…",
    "½ day",
    "a\u00a0b",
    "Post-it™",
    "cafe\u0301",
    "№ 7",
    "20 ℃",
    "ＳＡＰエラー",
    "ｴﾗｰ 5",
    "Ошибка SAP",
    "α blocker",
    "5 μm",
    "TGFβ1",
    "kΩ",
    "می\u200cخواهم",
    "क\u094d\u200dष",
    "👨\u200d👩\u200d👧",
    "❤\ufe0f\u200d🔥",
    "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "Auf\u00adlage",
    "\u200fמחיר 5",
    "-",
    "-- None --",
    "+49 170 1234567",
    "@home",
    "-5 °C",
    "=SUM(A1)",
    "first line\r\nsecond\tcell",
    "l’été",
    "日本語",
    "1\ufe0f\u20e3",
    "❤\ufe0f",
    "葛\U000e0100",
    "⠓\u2800⠊",
]
DECEIVING = {
    "a\x00b": "U+0000 at position 2",
    "\x1b[31m": "U+001B at position 1",
    "safe\u202eevorppa": "U+202E RIGHT-TO-LEFT OVERRIDE at position 5",
    "a\u2066b": "U+2066 LEFT-TO-RIGHT ISOLATE at position 2",
    "a\u200bb": "U+200B ZERO WIDTH SPACE at position 2",
    "a\u200db": "U+200D ZERO WIDTH JOINER at position 2",
    "\ufeffa": "U+FEFF ZERO WIDTH NO-BREAK SPACE at position 1",
    "a\u2028b": "U+2028 LINE SEPARATOR at position 2",
    "a\u3164": "U+3164 HANGUL FILLER at position 2",
    "a\ue000": "U+E000 at position 2",
    "a\u0378": "U+0378 at position 2",
    "a\U000e0041": "U+E0041 TAG LATIN CAPITAL LETTER A at position 2",
    "a\ufffdb": "not valid in their encoding (U+FFFD at position 2)",
    "Gr\u043eup 70": "letters of several scripts that look alike, in 'Gr\u043eup' at position 1",
    "V-7\u200e": "U+200E LEFT-TO-RIGHT MARK at position 4",
    "V-7\u034f": "U+034F COMBINING GRAPHEME JOINER at position 4",
    "V-7\ufe0f": "U+FE0F VARIATION SELECTOR-16 at position 4",
    "V-7\u00ad": "U+00AD SOFT HYPHEN at position 4",
    "V\u2800-7": "U+2800 BRAILLE PATTERN BLANK at position 2",
    "V-7\U000e0100": "U+E0100 VARIATION SELECTOR-17 at position 4",
    "\u0645\u06cc\u200c": "U+200C ZERO WIDTH NON-JOINER at position 3",
    "the \uff27roup": "look alike, in '\uff27roup' at position 5",
}
INVISIBLE = ["", "   ", "\u200b", "\u2800 \u2800", "\u3164", "\u00ad", "\u0301", "\ufe0f", "\n\t", "\u115f"]


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_text_of_any_language_is_kept_composed(text: str) -> None:
    stored = composed(text)

    assert isinstance(stored, str)
    assert text_fault(stored) is None
    assert stored == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(("text", "fault"), DECEIVING.items())
def test_what_deceives_is_refused_with_its_place(text: str, fault: str) -> None:
    refused = check_text({"fields": [{"name": text}]}, "payload")

    assert refused is not None
    assert refused.message.startswith("payload.fields[0].name holds ")
    assert fault in refused.message
    assert id_fault(text) is not None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("PO\n1", "U+000A at position 3"),
        ("PO\u00ad1", "U+00AD SOFT HYPHEN at position 3"),
        ("PO\u00a01", "U+00A0 NO-BREAK SPACE at position 3"),
        ("PO\u28001", "U+2800 BRAILLE PATTERN BLANK at position 3"),
        ("PO\ufe0f1", "U+FE0F VARIATION SELECTOR-16 at position 3"),
        ("\u200fPO", "U+200F RIGHT-TO-LEFT MARK at position 1"),
        ("cafe\u0301", "not composed"),
        ("PO-1 ", "an outer blank, the character U+0020 SPACE at position 5"),
        (" PO-1", "an outer blank, the character U+0020 SPACE at position 1"),
    ],
)
def test_an_id_holds_nothing_that_cannot_be_seen(text: str, fault: str) -> None:
    refused = check_id(text, "externalId")

    assert refused is not None
    assert refused.details == {"where": "externalId"}
    assert fault in refused.message


@pytest.mark.parametrize("text", ["PO 7/8-é", "発注 12", "می\u200cخواهم", "|", "a_b.c:d@e"])
def test_an_id_can_hold_what_reads_as_it_is(text: str) -> None:
    assert id_fault(text) is None


@pytest.mark.parametrize("text", INVISIBLE)
def test_a_reason_of_invisible_characters_is_no_reason(text: str) -> None:
    refused = check_free_text(text, "note", 100)

    assert is_blank(text)
    assert refused is not None
    assert refused.message == "note holds nothing that can be read: write it in words."


@given(st.text())
def test_what_is_composed_stays_and_has_the_same_judgement(text: str) -> None:
    once = composed(text)
    assert isinstance(once, str)

    assert composed(once) == once
    assert text_fault(once) == text_fault(once)


@given(st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z", "M")), min_size=1))
def test_letters_and_signs_alone_are_refused_for_look_alikes_only(text: str) -> None:
    fault = text_fault(unicodedata.normalize("NFC", text))

    drawn_as_nothing = ("U+115F", "U+1160", "U+2800", "U+3164", "U+FFA0", "U+FFFD")
    assert fault is None or "look alike" in fault or any(one in fault for one in drawn_as_nothing)


@pytest.mark.parametrize("text", [" V-7", "V-7\n", "\u00a0V-7\u3000", "V-7"])
def test_values_that_look_the_same_are_the_same(text: str) -> None:
    assert known_text(text, ()) == "V-7"
    assert known_text("Auf\u00adlage", ()) == known_text("Auflage", ())
    assert known_text("\u200fמחיר", ()) == known_text("מחיר", ())
