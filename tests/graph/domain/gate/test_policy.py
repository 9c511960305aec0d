import math
from dataclasses import replace

import pytest
import zen
from hypothesis import given
from hypothesis import strategies as st

from graph.domain.gate.cells import (
    Between,
    Condition,
    Is,
    OneOf,
    comparison_texts,
    condition_text,
    engine_text,
    holds,
    parse_cell,
)
from graph.domain.gate.policy import FactSpec, FactType, Policy
from graph.domain.gate.policy_text import read_policy
from graph.domain.gate.table import compile_policy
from graph.domain.kernel.problems import Problem
from tests.builders.values import POLICY, policy

NUMBER = FactSpec("risk", FactType.NUMBER, "risk")
TEXT = FactSpec("priority", FactType.TEXT, "priority")
FLAG = FactSpec("late", FactType.FLAG, "late")
INFINITE = float("inf")
ENDS = st.floats(-1e6, 1e6).map(lambda value: round(value, 6))
CONDITIONS = st.one_of(
    st.builds(Between, ENDS, ENDS, st.booleans(), st.booleans()),
    st.builds(Between, ENDS, st.just(INFINITE), st.booleans(), st.just(False)),  # noqa: FBT003  a bound not included
    st.builds(Between, st.just(-INFINITE), ENDS, st.just(False), st.booleans()),  # noqa: FBT003  a bound not included
    st.builds(OneOf, st.frozensets(st.sampled_from(["a", "b", "c"]), min_size=1), st.booleans()),
    st.builds(Is, st.booleans()),
)


def faults(text: str) -> list[str]:
    read = read_policy(text)
    answer = compile_policy(read) if isinstance(read, Policy) else read
    assert isinstance(answer, tuple), answer
    assert all(isinstance(problem, Problem) for problem in answer)
    return [problem.message for problem in answer]


@pytest.mark.parametrize(
    ("cell", "condition"),
    [
        ("< 0.2", Between(-INFINITE, 0.2, low_included=False, high_included=False)),
        ("<=0.2", Between(-INFINITE, 0.2, low_included=False, high_included=True)),
        ("> -3", Between(-3.0, INFINITE, low_included=False, high_included=False)),
        (">= limit", Between(0.5, INFINITE, low_included=True, high_included=False)),
        ("== 2e3", Between(2000.0, 2000.0, low_included=True, high_included=True)),
        ("[0..limit)", Between(0.0, 0.5, low_included=True, high_included=False)),
        ("( 0.1 .. 0.2 ]", Between(0.1, 0.2, low_included=False, high_included=True)),
    ],
)
def test_a_number_cell_is_read_as_a_range(cell: str, condition: Condition) -> None:
    assert parse_cell(cell, NUMBER, {"limit": 0.5}) == condition


@pytest.mark.parametrize(
    ("cell", "condition"),
    [
        ('"a"', OneOf(frozenset({"a"}), negated=False)),
        ('== "a b"', OneOf(frozenset({"a b"}), negated=False)),
        ('!= "a"', OneOf(frozenset({"a"}), negated=True)),
        ('in ["a", "b, c"]', OneOf(frozenset({"a", "b, c"}), negated=False)),
        ('not in ["a"]', OneOf(frozenset({"a"}), negated=True)),
    ],
)
def test_a_text_cell_is_read_as_a_set(cell: str, condition: Condition) -> None:
    assert parse_cell(cell, TEXT, {}) == condition


@pytest.mark.parametrize(
    "cell",
    [">= = 0.2", ">=", "0.2", "< 0.2 or true", "< nan", "< inf", "< 1e400", "< 1e-30", "< .5", "< 5.", "< 1_000",
     "!= 0.2", "$ < 0.2", "true", "", "< risk",
     "[0.1..]", "[0.1,0.2]", "< 0.2; true", "not(< 1)", "< 0x1", "< ٣", '"0.2"'],
)  # fmt: skip
def test_what_is_no_condition_on_a_number_is_refused(cell: str) -> None:
    assert isinstance(parse_cell(cell, NUMBER, {}), str)


@pytest.mark.parametrize(
    "cell", ["a", "'a'", '"a" or true', '"a\\"b"', '""', "in []", 'in ["a",]', '"a", "b"', "true", '$ == "a"']
)
def test_what_is_no_condition_on_a_text_is_refused(cell: str) -> None:
    assert isinstance(parse_cell(cell, TEXT, {}), str)


@pytest.mark.parametrize("cell", ["yes", "1", "True or true", '"true"', "!false"])
def test_what_is_no_condition_on_a_flag_is_refused(cell: str) -> None:
    assert isinstance(parse_cell(cell, FLAG, {}), str)


@given(CONDITIONS, st.one_of(ENDS, st.sampled_from(["a", "d"]), st.booleans()))
def test_the_engine_understands_each_condition_as_we_do(condition: Condition, value: str | float | bool) -> None:
    written = engine_text(condition)

    assert zen.validate_unary_expression(written) is None
    fitting = {Between: float, OneOf: str, Is: bool}[type(condition)]
    if type(value) is fitting:
        assert zen.evaluate_unary_expression(written, {"$": value}) is holds(condition, value)
    else:
        assert not holds(condition, value)


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (Between(0.1, 0.2, low_included=True, high_included=False), "at least 0.1 and below 0.2"),
        (Between(3.0, 3.0, low_included=True, high_included=True), "exactly 3"),
        (OneOf(frozenset({"b", "a"}), negated=False), "one of a, b"),
        (Is(flag=False), "no"),
    ],
)
def test_conditions_are_told_in_words(condition: Condition, text: str) -> None:
    assert condition_text(condition) == text


WRONG_TABLES = [
    (
        ("< risk_threshold", ">= = risk_threshold"),
        (
            "Row keep, fact risk: `>= = risk_threshold` is no condition on a number: "
            "write `< 0.2`, `>= 3` or `[0.1..0.2)`."
        ),
    ),
    (
        ("< risk_threshold", "< treshold"),
        "Row keep, fact risk: `< treshold` names treshold, which is no parameter: declare it under parameters.",
    ),
    (
        ('when: {risk: ">= 0.9"}', 'when: {rsk: ">= 0.9"}'),
        "Row stop, fact rsk: it is not declared under facts: declare it, or mend the spelling.",
    ),
    (
        ('["P1", "P2"]', '["P1", "P7"]'),
        (
            'Row urgent, fact priority: `in ["P1", "P7"]` is no condition on a text: '
            'write `"a"`, `!= "a"` or `in ["a", "b"]`.'
        ),
    ),
    (
        ('{risk: ">= 0.9"}', '{risk: "> 1"}'),
        "Row stop can never match: its conditions leave no possible value. Mend or drop it.",
    ),
    (
        ("[0.8..0.9)", "[0.9..0.8)"),
        "Row hand-over can never match: its conditions leave no possible value. Mend or drop it.",
    ),
    (
        ('{risk: "[0.8..0.9)", late: true}', '{risk: ">= 0.95", late: true}'),
        "Row hand-over is never reached: the rows above it catch every case. Move or drop it.",
    ),
    (
        ('{risk: "< risk_threshold", late: false}', "{}"),
        (
            "Row keep answers AUTO_APPROVE without any condition: nothing is decided automatically but by a match. "
            "Add the conditions under which it may."
        ),
    ),
    (("id: stop", "id: urgent"), "Row urgent is there 2 times: give each row its own id."),
    (("min: 0, max: 1", "min: 1, max: 0"), "Fact risk ranges from 1.0 to 0.0: exchange the two."),
    (
        ("risk_threshold: 0.2", "risk_threshold: 0.2, other: 1"),
        "Parameter other is used by no cell: use it or drop it.",
    ),
    (
        ("risk_threshold: 0.2", "risk_threshold: .inf"),
        "parameters.risk_threshold: Input should be a finite number (found inf). Correct it.",
    ),
    (
        ("AUTO_APPROVE", "APPROVE"),
        (
            "rows.3.then: Input should be 'AUTO_APPROVE', 'REVIEW', 'BLOCK_AND_REVIEW' or 'DECLINE' (found 'APPROVE'). "
            "Correct it."
        ),
    ),
    (
        ("version: 1", "version: 1\ndefault: AUTO_APPROVE"),
        "default: Input should be 'REVIEW' (found 'AUTO_APPROVE'). Correct it.",
    ),
    (
        ("version: 1", "version: 1\nversion: 2"),
        "The policy is no readable YAML, line 4: version is there twice: keep one. Correct it there.",
    ),
    (("version: 1", "version: 1\nnotes: x"), "notes: Extra inputs are not permitted (found 'x'). Correct it."),
    (
        ("version: 1", "version: [1"),
        "The policy is no readable YAML, line 4: expected ',' or ']', but got ':'. Correct it there.",
    ),
]


@pytest.mark.parametrize(("change", "message"), WRONG_TABLES)
def test_a_wrong_table_is_refused_with_place_and_remedy(change: tuple[str, str], message: str) -> None:
    assert change[0] in POLICY

    assert message in faults(POLICY.replace(*change))


@pytest.mark.parametrize(
    "text",
    ["", "- a", "x", "null", "a: &x 1\nb: *x", "\x00", "[" * 5000, "a" * 300_000, "!!python/object:os.system {}"],
)
def test_a_text_that_is_no_policy_is_refused_without_a_crash(text: str) -> None:
    assert faults(text)


def test_a_table_without_rows_can_never_match() -> None:
    assert faults("{policy: p, version: 1, facts: {}, rows: []}") == [
        "The table has no rows, so it can never match: write at least one."
    ]


def test_a_row_hidden_by_several_others_together_is_found() -> None:
    text = (
        "{policy: p, version: 1, facts: {x: {type: number, words: x}}, rows: ["
        "{id: low, when: {x: '< 1'}, then: REVIEW, because: b},"
        "{id: high, when: {x: '>= 1'}, then: REVIEW, because: b},"
        "{id: mid, when: {x: '[0..2]'}, then: AUTO_APPROVE, because: b}]}"
    )

    assert faults(text) == ["Row mid is never reached: the rows above it catch every case. Move or drop it."]


def test_rows_that_share_cases_and_answer_differently_are_reported() -> None:
    assert policy().overlaps == (
        "Rows urgent (REVIEW) and stop (BLOCK_AND_REVIEW) share cases; urgent answers them because it stands above.",
        "Rows urgent (REVIEW) and hand-over (DECLINE) share cases; urgent answers them because it stands above.",
        "Rows urgent (REVIEW) and keep (AUTO_APPROVE) share cases; urgent answers them because it stands above.",
    )


LIMITS = st.integers(0, 4)
ROWS = st.lists(st.tuples(st.tuples(LIMITS, LIMITS), st.sampled_from(["", "true", "false"])), min_size=1, max_size=5)


@given(ROWS)
def test_hidden_rows_are_exactly_those_that_brute_force_never_sees_first(
    drawn: list[tuple[tuple[int, int], str]],
) -> None:
    rows = [
        f"{{id: r{number}, when: {{x: '[{low}..{high})', flag: '{flag or '-'}'}}, then: REVIEW, because: b}}"
        for number, ((low, high), flag) in enumerate(drawn)
    ]
    text = (
        "{policy: p, version: 1, facts: {x: {type: number, words: x, min: 0, max: 4}, flag: {type: flag, words: f}},"
        f"rows: [{','.join(rows)}]}}"
    )
    first_hits = {
        next(
            (n for n, ((low, high), flag) in enumerate(drawn) if low <= x < high and flag in {"", str(on).lower()}),
            None,
        )
        for x in (0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4)
        for on in (True, False)
    }

    read = read_policy(text)
    assert isinstance(read, Policy)
    answer = compile_policy(read)

    refused = {problem.details["where"] for problem in answer} if isinstance(answer, tuple) else set()
    assert refused == {f"rows.r{number}" for number in range(len(drawn)) if number not in first_hits}


def test_the_content_digest_follows_the_content() -> None:
    same, other = policy(), policy(POLICY.replace("risk_threshold: 0.2", "risk_threshold: 0.21"))

    assert policy().content_digest == same.content_digest != other.content_digest


def test_a_fitted_threshold_replaces_the_written_one() -> None:
    fitted = compile_policy(replace(policy().policy, parameters={"risk_threshold": 0.04}))

    assert not isinstance(fitted, tuple)
    assert fitted.own_row({"risk": 0.05, "priority": "P4", "late": False}) is None


BELOW = Between(-math.inf, 0.3, low_included=False, high_included=False)


@pytest.mark.parametrize(
    ("value", "condition", "text"),
    [
        (0.05, BELOW, "0.05 (below 0.3)"),
        (0.29999, BELOW, "0.29999 (below 0.3)"),
        (math.nextafter(0.3, 0), BELOW, "0.2999999999999999 (below 0.3)"),
        (0.3, Between(0.3, math.inf, low_included=True, high_included=False), "0.3 (at least 0.3)"),
        (0.123456, Between(-math.inf, 0.123456, low_included=False, high_included=True), "0.123456 (at most 0.123456)"),
        (True, Is(flag=True), "yes (yes)"),
        (12345.67, Between(10000, math.inf, low_included=False, high_included=False), "12,345.67 (above 10,000)"),
    ],
)
def test_a_value_and_its_limit_have_as_many_digits_as_tell_them_apart(
    value: object, condition: Condition, text: str
) -> None:
    assert "{} ({})".format(*comparison_texts(value, condition)) == text


@given(ENDS, st.floats(-1e6, 1e6).filter(lambda value: value == 0 or abs(value) > 1e-9))
def test_what_is_shown_of_a_value_stands_to_its_limit_as_the_value_does(limit: float, value: float) -> None:
    condition = Between(-math.inf, limit, low_included=False, high_included=False)

    shown, limits = (float(text.removeprefix("below ").replace(",", "")) for text in comparison_texts(value, condition))

    assert (shown < limits, shown == limits) == (value < limit, value == limit)


def test_a_threshold_that_automates_nothing_is_a_sound_table_and_said_so() -> None:
    compiled = policy(POLICY.replace("risk_threshold: 0.2", "risk_threshold: 0"))

    assert compiled.idle == ("Row keep (AUTO_APPROVE) matches no case while risk_threshold is 0.",)
    assert policy().idle == ()


def test_a_row_below_that_a_threshold_hides_is_no_fault_of_the_table() -> None:
    text = (
        "{policy: p, version: 1, facts: {x: {type: number, min: 0, max: 1, words: x}}, parameters: {t: 0}, rows: ["
        "{id: low, when: {x: '< t'}, then: AUTO_APPROVE, because: b},"
        "{id: high, when: {x: '>= t'}, then: REVIEW, because: b},"
        "{id: rest, when: {x: '[0..0.5]'}, then: REVIEW, because: b}]}"
    )

    assert policy(text).idle == (
        "Row low (AUTO_APPROVE) matches no case while t is 0.",
        "Row rest (REVIEW) matches no case while t is 0.",
    )


def test_a_threshold_excuses_no_row_that_is_never_reached_whatever_it_is() -> None:
    text = (
        "{policy: p, version: 1, facts: {x: {type: number, min: 0, max: 1, words: x}}, parameters: {t: 0.5}, rows: ["
        "{id: all, when: {x: '>= 0'}, then: REVIEW, because: b},"
        "{id: low, when: {x: '< t'}, then: AUTO_APPROVE, because: b}]}"
    )

    assert faults(text) == ["Row low is never reached: the rows above it catch every case. Move or drop it."]
