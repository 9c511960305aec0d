"""What a person types, as a query of the full-text index: words alone, so that nothing typed is an operator.

Text is cut where the index's analyser cuts it, by the word boundaries of Unicode (UAX 29): `a_b`, `a.b`, `o'neil`,
`a:b`, `10.0.0.1` and letters with combining marks are one word each.
"""

import re
import unicodedata

_MOST_SEARCHED = 8
"""Words of a search: more than any name has; each costs a look-up."""
_LONGEST_WORD = 64
"""Longer than any word of a name; the index holds beginnings."""
_BETWEEN_LETTERS = frozenset(":\u00b7\u0387\u055f\u05f4\u2027\ufe13\ufe55\uff1a")
_BETWEEN_EITHER = frozenset(".'\u2018\u2019\u2024\ufe52\uff07\uff0e")
_BETWEEN_DIGITS = frozenset(",;\u037e\u0589\u060c\u060d\u066c\u07f8\u2044\ufe10\ufe14\ufe50\ufe54\uff0c\uff1b")
_WORD = re.compile(r"(?=E*[LN])[LNE]+(?:(?:(?<=L)[:.](?=L)|(?<=N)[.,](?=N))[LNE]+)*")
"""A word in the kinds of its characters: letters, digits (N) and connectors (E), and what may stand between them."""
_MARKS = frozenset({"Mn", "Mc", "Me", "Cf"})


def search_query(text: str) -> str | None:
    """Return the query that asks for every word of `text`, the last one as a beginning; None without a word."""
    kinds = _kinds(text)
    terms = [text[one.start() : one.end()][:_LONGEST_WORD] for one in _WORD.finditer(kinds)][:_MOST_SEARCHED]
    if not terms:
        return None
    *whole, last = (_lowered(word) for word in terms)
    beginning = f"{last.replace(':', chr(92) + ':')}*"
    return " AND ".join([*map(_either_form, whole), f"({_either_form(last)} OR {beginning})"])


def _either_form(word: str) -> str:
    """Return a word as it may be stored: composed, or from before texts were composed when they came in."""
    forms = dict.fromkeys(unicodedata.normalize(form, word) for form in ("NFC", "NFD"))
    terms = [form if form.isascii() and form.isalnum() else f'"{form}"' for form in forms]
    return terms[0] if len(terms) == 1 else f"({' OR '.join(terms)})"


def _lowered(word: str) -> str:
    """Return a word in small letters, one for one as the index has them (a dotted capital I is an i)."""
    return "".join(one.lower()[0] for one in word)


def _kinds(text: str) -> str:
    """Return a letter for each character: what it is to the boundaries of words; a mark is as what it marks."""
    kinds: list[str] = []
    for one in text:
        kinds.append(kinds[-1] if kinds and unicodedata.category(one) in _MARKS else _kind(one))
    return "".join(kinds)


def _kind(one: str) -> str:
    if one.isalpha():
        return "L"
    if one.isdecimal():
        return "N"
    if unicodedata.category(one) == "Pc":
        return "E"
    between = ((_BETWEEN_LETTERS, ":"), (_BETWEEN_EITHER, "."), (_BETWEEN_DIGITS, ","))
    return next((kind for signs, kind in between if one in signs), " ")
