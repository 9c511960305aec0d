import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.domain.search_words import search_query


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("INC0012", "(inc0012 OR inc0012*)"),
        ("Updated by 44", "updated AND by AND (44 OR 44*)"),
        ("a:b AND c* OR (d~ \\ / e)", "a AND b AND and AND c AND or AND d AND (e OR e*)"),
        ('+-!(){}[]^"~*?:\\/&|', None),
        ("  ", None),
    ],
)
def test_only_words_reach_the_index(text: str, query: str | None) -> None:
    assert search_query(text) == query


@given(st.text())
def test_whatever_is_typed_no_operator_of_the_language_gets_through(text: str) -> None:
    query = search_query(text)

    if query is not None:
        *whole, last = query.split(" AND ")
        word = last.removeprefix("(").partition(" OR ")[0]
        assert last == f"({word} OR {word}*)"
        assert all(re.fullmatch(r"[^\W_]+", one) and one == one.lower() for one in [*whole, word])
