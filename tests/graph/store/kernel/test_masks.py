"""Masked values are sealed alike each time, opened by the same key alone, and never sealed twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.domain.intake.masking import MASK, is_masked, masked_in, revealable, uncorrectable
from graph.domain.intake.rules import FieldAvailability, FieldType, IntakeField, IntakeRules
from graph.errors import SettingsInvalid
from graph.store.kernel.erasure import MasterKey
from graph.store.kernel.masks import Masks

MASKS = Masks.under(MasterKey(b"k" * 32))


def field(name: str, *, masked: bool) -> IntakeField:
    return IntakeField(name, FieldType.TEXT, FieldAvailability.CREATION, name, masked=masked)


RULES = IntakeRules((field("said", masked=True), field("bot", masked=False)))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


@given(TEXTS | st.just(f"{MASK}abc") | st.just(f"{MASK}0000"))
def test_a_masked_value_is_sealed_alike_once_and_opens_as_it_was(text: str) -> None:
    sealed = MASKS.sealed(RULES, {"said": text, "bot": "E"})

    assert sealed["bot"] == "E"
    assert is_masked(sealed["said"])
    assert sealed["said"] != text
    assert sealed == MASKS.sealed(RULES, {"said": text, "bot": "E"}) == MASKS.sealed(RULES, sealed)
    assert MASKS.opened(sealed) == {"said": text, "bot": "E"}
    assert masked_in(sealed) == ["said"]


def test_a_missing_value_has_nothing_to_mask() -> None:
    assert MASKS.sealed(RULES, {"said": None}) == {"said": None}
    assert revealable("P-1", {"said": None}) is not None
    assert revealable("P-1", MASKS.sealed(RULES, {"said": "a"})) is None


def test_another_master_key_opens_nothing() -> None:
    sealed = Masks.under(MasterKey(b"x" * 32)).sealed(RULES, {"said": "a text"})

    with pytest.raises(SettingsInvalid, match="another erasure-master"):
        MASKS.opened(sealed)


def test_a_masked_field_is_not_corrected_by_hand() -> None:
    problem = uncorrectable(RULES, {"bot": "F", "said": "b"})

    assert problem is not None
    assert (problem.details, uncorrectable(RULES, {"bot": "F"})) == ({"where": "correction.said"}, None)
