"""Names say what a thing is or what is done to it, in the field's words."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.habits._tree import python_modules, repository_files, shown

BANNED = frozenset(
    {
        "asked",
        "barren",
        "errand",
        "found",
        "heard",
        "hopeless",
        "house",
        "judgement",
        "kept",
        "lesson",
        "meet",
        "past",
        "said",
        "say",
        "standing",
        "stay",
        "stays",
        "taught",
        "tell",
        "tells",
        "told",
        "words",
    }
)
"""Words that name who spoke or that something was there, and words of one log; CONTRIBUTING has those of the field."""

KEYS = {
    "api/graphql": {"FoundNode", "FoundNodes", "NotFound", "shared_words", "told", "words"},
    "graph/domain/gate/policy_text.py": {"words"},
    "graph/domain/intake": {"words"},
    "graph/domain/kernel/problems.py": {"NOT_FOUND"},
    "api/export/parquet.py": {"tell"},
    "graph/models": {"words"},
    "graph/queries": {"words"},
    "graph/records": {"words"},
    "ingestion/pack": {"words"},
    "forecasting/risk.py": {"past"},
    "bench/what_if.py": {"past_alone"},
    "tests": {"_words", "words"},
}
"""Names of GraphQL, keys of a file or of stored data, by folder: they stay for whoever relies on them.

In tests `words` are what a message is expected to hold.
"""

FROZEN = {"bench/baseline.py", "bench/plain_stack.py"}
"""The other sides of benchmarks: they never change."""

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")


def modules() -> list[Path]:
    """Return the modules whose names are held: all packages and scripts, without what never changes."""
    scripts = (path for path in repository_files() if path.suffix == ".py" and shown(path).startswith("scripts/"))
    return [path for path in (*python_modules(), *scripts) if shown(path) not in FROZEN]


def modules_of_tests() -> list[Path]:
    return [path for path in repository_files() if path.suffix == ".py" and shown(path).startswith("tests/")]


def given_names(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the line and text of each name that a module gives: functions, classes, parameters, variables."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield node.lineno, name
            case ast.arg(arg=name):
                yield node.lineno, name
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield node.lineno, name
            case ast.MatchAs(name=str(name)) | ast.alias(asname=str(name)):
                yield node.lineno, name


def banned_in(name: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(name)} & BANNED


def test_no_name_is_a_word_that_says_nothing_of_its_thing() -> None:
    wrong = []
    for path in (*modules(), *modules_of_tests()):
        keys = {key for folder, names in KEYS.items() if shown(path).startswith(folder) for key in names}
        for line, name in given_names(ast.parse(path.read_text(encoding="utf-8"))):
            if name not in keys and banned_in(name) and not _is_sentence(path, name):
                wrong.append(f"{shown(path)}:{line}: {name}")

    assert not wrong, f"name these for what they are or do: {wrong}"


def _is_sentence(path: Path, name: str) -> bool:
    """Tell whether this is the name of a test, which is a sentence: there these words are verbs."""
    return name.startswith("test_") and shown(path).startswith("tests/")


def test_the_habit_sees_each_kind_of_name() -> None:
    body = "    kept = asked\n    asked.past = [one.words for one in kept]\n"
    text = f"class Told:\n    said: int\n\n\ndef found(asked):\n{body}"

    names = [name for _, name in given_names(ast.parse(text)) if banned_in(name)]

    assert sorted(names) == ["Told", "asked", "found", "kept", "past", "said"]
    assert banned_in("foundation") == banned_in("bypassed") == set()


def test_a_class_name_has_one_meaning() -> None:
    homes: dict[str, list[Path]] = defaultdict(list)
    for path in (*modules(), *modules_of_tests()):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                homes[node.name].append(path)

    doubles = {
        name: [shown(path) for path in paths]
        for name, paths in homes.items()
        if len(paths) > 1 and not _is_shown_by_graphql(paths)
    }

    assert not doubles, f"rename one of each: {doubles}"


def _is_shown_by_graphql(paths: list[Path]) -> bool:
    """Tell whether one is a GraphQL type that carries the name of the class of `graph` that it shows."""
    graphql, graph = ([one for one in paths if shown(one).startswith(f"{top}/")] for top in ("api/graphql", "graph"))
    return len(paths) == len(graphql) + len(graph) and len(graphql) == len(graph) == 1
