import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.domain.kernel.search_words import search_query


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("INC0012", "(inc0012 OR inc0012*)"),
        ("Updated by 44", "updated AND by AND (44 OR 44*)"),
        ("a:b AND c* OR (d~ \\ / e)", '"a:b" AND and AND c AND or AND d AND (e OR e*)'),
        ("printer_room_12", '("printer_room_12" OR printer_room_12*)'),
        ("printer-v2.1", 'printer AND ("v2.1" OR v2.1*)'),
        ("a.b@example.com", '"a.b" AND ("example.com" OR example.com*)'),
        ("O'Neil & Sons", '"o\'neil" AND (sons OR sons*)'),
        ("10.0.0.1", '("10.0.0.1" OR 10.0.0.1*)'),
        ("a:b:c", '("a:b:c" OR a\\:b\\:c*)'),
        ("doi:10.24432/C57S4H", 'doi AND "10.24432" AND (c57s4h OR c57s4h*)'),
        ("\u0130stanbul", "(istanbul OR istanbul*)"),
        ("caf\u00e9", '(("caf\u00e9" OR "cafe\u0301") OR caf\u00e9*)'),
        (
            "\u0939\u093f\u0928\u094d\u0926\u0940",
            '("\u0939\u093f\u0928\u094d\u0926\u0940" OR \u0939\u093f\u0928\u094d\u0926\u0940*)',
        ),
        ("end. of: line,", "end AND of AND (line OR line*)"),
        ("1,234.5 a,b 3:4", '"1,234.5" AND a AND b AND 3 AND (4 OR 4*)'),
        ('+-!(){}[]^"~*?:\\/&|', None),
        ("  ", None),
    ],
)
def test_only_words_reach_the_index(text: str, query: str | None) -> None:
    assert search_query(text) == query


@given(st.text() | st.text('ab1:."\\*() '))
def test_whatever_is_typed_no_operator_of_the_language_gets_through(text: str) -> None:
    query = search_query(text)

    if query is not None:
        plain = re.sub(r'"[^"\\]*"', "w", query).replace("\\:", "").replace("(w OR w)", "w")
        *whole, last = plain.split(" AND ")
        assert re.fullmatch(r"\([^\s()*\"\\]+ OR [^\s()*\"\\]+\*\)", last)
        assert all(re.fullmatch(r"[a-z0-9]+", one) for one in whole)
