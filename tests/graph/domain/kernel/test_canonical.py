import hashlib
import hmac
import json
import math
from typing import cast

import pytest
import rfc8785
from hypothesis import example, given
from hypothesis import strategies as st

from graph.domain.kernel.canonical import (
    DEEPEST_NESTING,
    LARGEST_INTEGER,
    Json,
    canonical_json,
    check_json,
    commitment,
    digest,
)
from graph.domain.kernel.problems import ProblemCode
from graph.errors import InvalidInput

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-LARGEST_INTEGER, LARGEST_INTEGER)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4), max_leaves=12
)


def nested(levels: int) -> object:
    value: object = 1
    for _ in range(levels):
        value = [value]
    return value


@given(VALUES)
def test_canonical_bytes_read_back_as_the_same_value(value: Json) -> None:
    assert json.loads(canonical_json(value), parse_int=float) == value


@given(st.dictionaries(TEXTS, SCALARS))
def test_the_order_of_fields_does_not_matter(value: dict[str, Json]) -> None:
    reordered = dict(reversed(value.items()))

    assert canonical_json(reordered) == canonical_json(value)


@given(
    st.recursive(
        SCALARS,
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(TEXTS | st.sampled_from(["a", "B", "line_2"]), inner, max_size=4)
        ),
        max_leaves=12,
    )
)
@example({"a": 1e16, "b": 1e-5, "c": 9e15, "d": 2.0**53, "e": 0.1, "f": -0.0, "g": True, "h": "\x7f\u2028\x1b"})
@example([{"a": (1.0, [{"b": 2.5e-5}])}, '\x00\x08\x0c\x1f"\\/', 123456789012345.67])
def test_what_is_written_the_fast_way_has_the_bytes_of_the_reference(value: Json) -> None:
    assert canonical_json(value) == rfc8785.dumps(value)


@given(
    st.dictionaries(
        st.text(st.characters(max_codepoint=0x7F, min_codepoint=0x20)), st.integers(-1000, 1000) | st.booleans()
    )
)
def test_plain_values_come_out_as_the_standard_library_writes_them_sorted(value: dict[str, Json]) -> None:
    expected = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

    assert canonical_json(value) == expected


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (333333333.33333329, "333333333.3333333"),
        (1e30, "1e+30"),
        (4.50, "4.5"),
        (2e-3, "0.002"),
        (1e-27, "1e-27"),
        (-0.0, "0"),
        (1.0, "1"),
        ("€$\x0f\nA'B\"\\\\\"/", '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'),
        ({"\u20ac": 1, "\r": 2, "1": 3, "\U0001f600": 4, "\u0080": 5, "\u00f6": 6, "\ufb33": 7},
         '{"\\r":2,"1":3,"\u0080":5,"\u00f6":6,"\u20ac":1,"\U0001f600":4,"\ufb33":7}'),
    ],
)  # fmt: skip
def test_the_examples_of_rfc_8785_come_out(value: Json, text: str) -> None:
    assert canonical_json(value) == text.encode()


CANNOT = "JSON cannot hold: send a text, a number, a truth value, null, a list or an object."


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (math.nan, "payload.a[0] is nan: send a finite number or null."),
        (math.inf, "payload.a[0] is inf: send a finite number or null."),
        (2**53, "payload.a[0] is an integer beyond ±(2^53 - 1), which JSON readers round: send it as text."),
        (-(2**53), "payload.a[0] is an integer beyond ±(2^53 - 1), which JSON readers round: send it as text."),
        ("ok\ud800", "payload.a[0] holds half a surrogate pair at character 3: send valid Unicode."),
        ({1: 2}, "payload.a[0] has a field name that is not text: name each field by a text."),
        ({"\udfff": 2}, "a field name of payload.a[0] holds half a surrogate pair at character 1: send valid Unicode."),
        (b"x", f"payload.a[0] is a bytes, which {CANNOT}"),
        ({2, 3}, f"payload.a[0] is a set, which {CANNOT}"),
    ],
)
def test_what_json_cannot_hold_exactly_is_refused_with_its_place(value: object, message: str) -> None:
    problem = check_json({"a": [value]}, "payload")

    assert problem is not None
    assert problem.code is ProblemCode.INVALID_INPUT
    assert problem.message == message
    with pytest.raises(InvalidInput):
        canonical_json(cast("Json", {"a": [value]}))


def test_the_largest_integers_pass() -> None:
    assert canonical_json([LARGEST_INTEGER, -LARGEST_INTEGER]) == b"[9007199254740991,-9007199254740991]"


def test_nesting_is_bounded_and_never_overflows_the_stack() -> None:
    assert check_json(nested(DEEPEST_NESTING), "payload") is None

    for levels in (DEEPEST_NESTING + 1, 100_000):
        problem = check_json(nested(levels), "payload")
        assert problem is not None
        assert problem.message.endswith("is nested deeper than 32 levels: flatten it.")


def test_digest_and_commitment_are_sha256_of_the_canonical_bytes() -> None:
    value: Json = {"b": 1, "a": "é"}
    canonical = '{"a":"é","b":1}'.encode()

    assert digest(value) == hashlib.sha256(canonical).hexdigest()
    assert commitment(b"key", value) == hmac.new(b"key", canonical, "sha256").hexdigest()
