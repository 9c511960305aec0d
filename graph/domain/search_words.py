"""What a person types, as a query of the full-text index: words alone, so that nothing typed is an operator."""

import re

_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 8
_LONGEST_WORD = 64


def search_query(text: str) -> str | None:
    """Return the query that asks for every word of `text`, the last one as a beginning; None without a word.

    Words are runs of letters and digits in lower case: the language's operators (`AND`, `*`, `:`, `/` …) cannot occur.
    """
    words = [word[:_LONGEST_WORD] for word in _WORD.findall(text.lower())[:_MOST_WORDS]]
    if not words:
        return None
    *whole, last = words
    return " AND ".join([*whole, f"({last} OR {last}*)"])
