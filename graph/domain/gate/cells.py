"""One cell of a decision table: our own narrow grammar, read into a condition that cannot fail open.

A cell is `< 0.2` (also <= > >= ==), `[0.1..0.2)`, `"a"`, `== "a"`, `!= "a"`, `in ["a", "b"]`, `not in ["a"]`,
`true` or `false`. A parameter's name may stand for a number.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from graph.domain.gate.policy import FactSpec, FactType
from graph.domain.kernel.canonical import is_finite_number

LARGEST_NUMBER = 1e15
"""Up to here doubles lie at most an eighth of a unit apart."""
SMALLEST_NUMBER = 1e-12
"""Below it a number is noise of arithmetic, no measure of a case."""
# Significant digits: of a value and of a limit where nothing asks for more, and those that tell any two doubles apart.
_VALUE_DIGITS, _LIMIT_DIGITS, _ALL_DIGITS = 4, 6, 17
_AMOUNT_DIGITS = 12
"""Cents of a thousand millions."""
_GROUPED = 1000
"""From here on digits stand in groups of three."""
_NUMBER = r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?"
_OPERAND = rf"({_NUMBER}|[a-z][a-z0-9_]*)"
_NAME = re.compile(r"\b[a-z][a-z0-9_]*")
_COMPARISON = re.compile(rf"(<=|>=|==|<|>)\s*{_OPERAND}")
_INTERVAL = re.compile(rf"([\[(])\s*{_OPERAND}\s*\.\.\s*{_OPERAND}\s*([\])])")
_TEXT = r'"[^"\\\x00-\x1f]+"'
_EQUAL = re.compile(rf"(==|!=)?\s*({_TEXT})")
_LIST = re.compile(rf"(not\s+)?in\s*\[\s*({_TEXT}(?:\s*,\s*{_TEXT})*)\s*\]")
_EXAMPLES: Mapping[FactType, str] = {
    FactType.NUMBER: "`< 0.2`, `>= 3` or `[0.1..0.2)`",
    FactType.TEXT: '`"a"`, `!= "a"` or `in ["a", "b"]`',
    FactType.FLAG: "`true` or `false`",
}


@dataclass(frozen=True, slots=True)
class Between:
    """A range of numbers; an infinite end is no limit."""

    low: float
    high: float
    low_included: bool
    high_included: bool


@dataclass(frozen=True, slots=True)
class OneOf:
    """A set of texts, or all texts but these."""

    texts: frozenset[str]
    negated: bool


@dataclass(frozen=True, slots=True)
class Is:
    """A flag's value."""

    flag: bool


Condition: TypeAlias = Between | OneOf | Is


def parse_cell(text: str, spec: FactSpec, parameters: Mapping[str, float]) -> Condition | str:
    """Return the condition that a cell states, or in words why it states none."""
    cell = text.strip()
    condition: Condition | None
    match spec.type:
        case FactType.NUMBER:
            condition = _number_condition(cell, parameters)
        case FactType.TEXT:
            condition = _text_condition(cell, spec)
        case FactType.FLAG:
            condition = {"true": Is(flag=True), "false": Is(flag=False)}.get(cell)
        case _:
            assert_never(spec.type)
    if condition is None:
        unknown = [name for name in _NAME.findall(cell) if name not in parameters]
        if spec.type is FactType.NUMBER and unknown:
            return f"`{text}` names {unknown[0]}, which is no parameter: declare it under parameters."
        return f"`{text}` is no condition on a {spec.type}: write {_EXAMPLES[spec.type]}."
    return condition


def holds(condition: Condition, value: object) -> bool:
    """Tell whether a value of the right type fulfils the condition; a value of another type never does."""
    match condition:
        case Between(low, high, low_included, high_included):
            if not is_finite_number(value):
                return False
            above = value > low or (low_included and value == low)
            return above and (value < high or (high_included and value == high))
        case OneOf(texts, negated):
            return isinstance(value, str) and (value in texts) is not negated
        case Is(flag):
            return value is flag
        case _:
            assert_never(condition)


def engine_text(condition: Condition) -> str:
    """Return the condition as the engine's unary expression, written by us from what was understood.

    It names its operand `$`: the engine also reads `>= 0.2`, but its validator (2.1.3) refuses that form.
    """
    match condition:
        case Between(low, high, low_included, high_included):
            lower = f"$ {'>=' if low_included else '>'} {low!r}" if math.isfinite(low) else ""
            upper = f"$ {'<=' if high_included else '<'} {high!r}" if math.isfinite(high) else ""
            return " and ".join(part for part in (lower, upper) if part)
        case OneOf(texts, negated):
            listed = ", ".join(f'"{text}"' for text in sorted(texts))
            return f"$ {'not in' if negated else 'in'} [{listed}]"
        case Is(flag):
            return f"$ == {'true' if flag else 'false'}"
        case _:
            assert_never(condition)


def comparison_texts(value: object, condition: Condition) -> tuple[str, str]:
    """Return a value and the condition it was put to, each as text, such as `0.31` and `below 0.4`.

    Numbers have as many digits as show the value on its own side of each limit.
    """
    digits = next(
        (few for few in range(_VALUE_DIGITS, _ALL_DIGITS) if _is_true_as_shown(value, condition, few)), _ALL_DIGITS
    )
    return _shown(value, digits), condition_text(condition, max(_LIMIT_DIGITS, digits))


def _is_true_as_shown(value: object, condition: Condition, digits: int) -> bool:
    if not is_finite_number(value) or not isinstance(condition, Between):
        return True
    shown = _as_shown(value, digits)
    limits = [(limit, _as_shown(limit, max(_LIMIT_DIGITS, digits))) for limit in (condition.low, condition.high)]
    return all(
        (shown < shown_limit, shown > shown_limit) == (value < limit, value > limit) for limit, shown_limit in limits
    )


def _shown(value: object, digits: int) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return _number_text(value, digits)
        case _:
            return str(value)


def _as_shown(value: float, digits: int) -> float:
    return float(_number_text(value, digits).replace(",", ""))


def _number_text(value: float, digits: int) -> str:
    """Return a number with so many significant digits; from a thousand on with all that amounts have, and commas."""
    if not math.isfinite(value) or abs(value) < _GROUPED:
        return f"{value:.{digits}g}"
    return f"{float(f'{value:.{max(digits, _AMOUNT_DIGITS)}g}'):,}".removesuffix(".0")


def condition_text(condition: Condition, digits: int = _LIMIT_DIGITS) -> str:
    """Return the condition as a reviewer reads it, such as `below 0.2`; `digits` are the significant ones."""
    match condition:
        case Between(low, high) if low == high:
            return f"exactly {_number_text(low, digits)}"
        case Between(low, high, low_included, high_included):
            lower = (
                f"{'at least' if low_included else 'above'} {_number_text(low, digits)}" if math.isfinite(low) else ""
            )
            upper = (
                f"{'at most' if high_included else 'below'} {_number_text(high, digits)}" if math.isfinite(high) else ""
            )
            return " and ".join(part for part in (lower, upper) if part)
        case OneOf(texts, negated):
            return f"{'none' if negated else 'one'} of {', '.join(sorted(texts))}"
        case Is(flag):
            return "yes" if flag else "no"
        case _:
            assert_never(condition)


def _number_condition(cell: str, parameters: Mapping[str, float]) -> Between | None:
    if comparison := _COMPARISON.fullmatch(cell):
        sign, limit = comparison[1], _number(comparison[2], parameters)
        return None if limit is None else _compared(sign, limit)
    if interval := _INTERVAL.fullmatch(cell):
        low, high = _number(interval[2], parameters), _number(interval[3], parameters)
        if low is not None and high is not None:
            return Between(low, high, interval[1] == "[", interval[4] == "]")
    return None


def _compared(sign: str, limit: float) -> Between:
    if sign == "==":
        return Between(limit, limit, low_included=True, high_included=True)
    included = sign.endswith("=")
    if sign.startswith("<"):
        return Between(-math.inf, limit, low_included=False, high_included=included)
    return Between(limit, math.inf, low_included=included, high_included=False)


def _number(text: str, parameters: Mapping[str, float]) -> float | None:
    value = parameters.get(text) if text[0].isalpha() else float(text)
    if value is None or not is_finite_number(value):
        return None
    exact = value == 0 or SMALLEST_NUMBER <= abs(value) <= LARGEST_NUMBER
    return float(value) if exact else None


def _text_condition(cell: str, spec: FactSpec) -> OneOf | None:
    if equal := _EQUAL.fullmatch(cell):
        texts, negated = frozenset({equal[2][1:-1]}), equal[1] == "!="
    elif listed := _LIST.fullmatch(cell):
        texts, negated = frozenset(text[1:-1] for text in re.findall(_TEXT, listed[2])), listed[1] is not None
    else:
        return None
    return OneOf(texts, negated) if not spec.one_of or texts <= set(spec.one_of) else None
