"""The messages of refusals, read from the code: every text that a call may be given, `…` standing for a value."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import TypeAlias

from tests.habits._tree import ROOT

PASSED_ON = "(as above)"
"""Stands for the message of a refusal that was made elsewhere, where it is judged."""
UNREAD = "…"
"""Stands for a value that is known only when the code runs."""
PLACE_OF_MESSAGE = {"Problem": 1, "invalid": 1, "refusal": 2}
"""Which argument of what makes a refusal is its message."""
Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef
Seen: TypeAlias = frozenset[str]
"""The names that were followed already; one that leads back to itself adds no text."""


@dataclass(frozen=True)
class Message:
    """A text that a refusal may have, and the line that makes it."""

    line: int
    text: str


@cache
def module_of(path: Path) -> "Module":
    return Module(ast.parse(path.read_text(encoding="utf-8")))


@dataclass(frozen=True)
class Module:
    """One module, in which names, calls and parameters are followed to the texts that they stand for."""

    tree: ast.Module

    def messages(self) -> Iterator[Message]:
        """Yield each text of each refusal that the module makes."""
        for function, call in self._calls():
            if function is not None and function.name in PLACE_OF_MESSAGE:
                continue
            if isinstance(call.func, ast.Name) and call.func.id in PLACE_OF_MESSAGE:
                given = _argument(call, PLACE_OF_MESSAGE[call.func.id], "message")
                texts = self._texts(given, function, frozenset())
                yield from (Message(call.lineno, text) for text in sorted(texts))

    def _texts(self, given: ast.expr | None, function: Function | None, seen: Seen) -> set[str]:
        texts = {UNREAD}
        match given:
            case ast.Constant(value=value):
                texts = {value} if isinstance(value, str) else set()
            case ast.JoinedStr(values=parts):
                texts = self._joined(parts, function, seen)
            case ast.FormattedValue(value=value):
                texts = self._texts(value, function, seen) or {UNREAD}
            case ast.BinOp(left=left, right=right):
                texts = self._joined([left, right], function, seen)
            case ast.IfExp(body=body, orelse=orelse):
                texts = self._texts(body, function, seen) | self._texts(orelse, function, seen)
            case ast.Attribute(attr="message"):
                texts = {PASSED_ON}
            case ast.Name(id=name):
                texts = self._named(name, function, seen)
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(value=ast.Name(id="self"), attr=name)):
                texts = self._returned(name, seen)
        return texts

    def _joined(self, parts: list[ast.expr], function: Function | None, seen: Seen) -> set[str]:
        return {"".join(texts) for texts in product(*(self._texts(part, function, seen) for part in parts))}

    def _named(self, name: str, function: Function | None, seen: Seen) -> set[str]:
        if name in seen:
            return set()
        if function is not None:
            if assigned := list(_assigned(ast.walk(function), name)):
                return {text for value in assigned for text in self._texts(value, function, seen | {name})}
            for place, parameter in enumerate(function.args.args):
                if parameter.arg == name:
                    return self._given(function.name, place, name, seen)
        constants = {
            text for value in _assigned(self.tree.body, name) for text in self._texts(value, None, seen | {name})
        }
        home = self._home(name)
        return constants or (home._named(name, None, seen) if home else {UNREAD})

    def _given(self, function: str, place: int, name: str, seen: Seen) -> set[str]:
        """Return what the callers within the module give for a parameter."""
        calls = [
            (caller, call)
            for caller, call in self._calls()
            if isinstance(call.func, ast.Name) and call.func.id == function
        ]
        given = ((caller, _argument(call, place, name)) for caller, call in calls)
        return {text for caller, value in given for text in self._texts(value, caller, seen | {name})} or {UNREAD}

    def _returned(self, name: str, seen: Seen) -> set[str]:
        """Return the texts that a function may return."""
        if name in seen:
            return set()
        functions = [one for one in ast.walk(self.tree) if isinstance(one, Function) and one.name == name]
        returned = [(one, node.value) for one in functions for node in ast.walk(one) if isinstance(node, ast.Return)]
        if not returned:
            home = self._home(name)
            return home._returned(name, seen) if home else {UNREAD}
        return {text for one, value in returned for text in self._texts(value, one, seen | {name})}

    def _home(self, name: str) -> "Module | None":
        """Return the module of ours that a name is imported from."""
        for node in self.tree.body:
            if isinstance(node, ast.ImportFrom) and node.module and any(one.name == name for one in node.names):
                path = ROOT.joinpath(*node.module.split(".")).with_suffix(".py")
                return module_of(path) if path.is_file() else None
        return None

    def _calls(self) -> Iterator[tuple[Function | None, ast.Call]]:
        yield from _calls_within(self.tree, None)


def _calls_within(node: ast.AST, function: Function | None) -> Iterator[tuple[Function | None, ast.Call]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield function, child
        yield from _calls_within(child, child if isinstance(child, Function) else function)


def _assigned(nodes: Iterable[ast.AST], name: str) -> Iterator[ast.expr]:
    for node in nodes:
        if isinstance(node, ast.Assign) and any(isinstance(one, ast.Name) and one.id == name for one in node.targets):
            yield node.value


def _argument(call: ast.Call, place: int, name: str) -> ast.expr | None:
    if len(call.args) > place:
        return call.args[place]
    return next((one.value for one in call.keywords if one.arg == name), None)
