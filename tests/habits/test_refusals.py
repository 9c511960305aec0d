"""A refusal says how to mend what was wrong: what to send or do instead, or what is taken."""

import ast
import re
from pathlib import Path

import pytest

from tests.habits._messages import PASSED_ON, Module, module_of
from tests.habits._tree import python_modules, shown

VERBS = (
    "add|approve|ask|choose|claim|come back|complete|correct|count|create|declare|define|drop|exchange|flatten|give|"
    "have|keep|leave|load|log in|look|make|mend|move|name|read|register|rename|repeat|report|run|say|see|send|set|"
    "split|start|submit|take|try|type|use|wait|write"
)
IMPERATIVE = re.compile(rf"(?:^|[:;.,] |\b(?:or|and|then|else) )(?:{VERBS})\b", re.IGNORECASE)
"""A clause that begins with what a person is to do."""
TAKEN = re.compile(r"\b(?:takes?|accepted are|there are|lists them|another person decides)\b|it has:", re.IGNORECASE)
"""What is taken, or who goes on: as good as a remedy."""
EXCUSED = {"Account or password is wrong."}
"""Whoever guesses is told no more."""


def names_a_remedy(text: str) -> bool:
    return bool(PASSED_ON in text or IMPERATIVE.search(text) or TAKEN.search(text) or text in EXCUSED)


def refusals(path: Path) -> list[str]:
    return [f"{shown(path)}:{message.line}: {message.text}" for message in module_of(path).messages()]


def test_every_refusal_names_a_remedy() -> None:
    texts = [text for path in python_modules() if "bench" not in path.parts for text in refusals(path)]
    silent = [text for text in texts if not names_a_remedy(text.partition(": ")[2])]

    assert len(texts) > 250
    assert silent == [], "say in these what to send or do instead, or what is taken"


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ('Problem(code, "No.")', ["No."]),
        ('invalid(where, message="No.")', ["No."]),
        ('invalid(where, f"{where} is {value}: send 1.")', ["… is …: send 1."]),
        ('invalid(where, "One." if first else "Two.")', ["One.", "Two."]),
        ("invalid(where, NAMED)", ["A constant."]),
        ("wrapped('Given.')", ["Given."]),
        ("invalid(where, chosen())", ["This.", "That."]),
        ("invalid(where, problem.message)", [PASSED_ON]),
    ],
)
def test_a_message_is_read_wherever_it_is_made(code: str, texts: list[str]) -> None:
    module = (
        "NAMED = 'A constant.'\n"
        "def wrapped(words): return invalid('x', words)\n"
        "def chosen():\n  if NAMED: return 'This.'\n  return 'That.'\n"
        f"def refusing(): return {code}\n"
    )

    result = {message.text for message in Module(ast.parse(module)).messages()}

    assert set(texts) <= result


@pytest.mark.parametrize("text", ["There is no such case.", "It has a field name that is not text.", "No value fits."])
def test_a_message_that_leaves_people_alone_is_seen(text: str) -> None:
    assert not names_a_remedy(text)
