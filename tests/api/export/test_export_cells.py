import csv
import io
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.export import filters
from api.export.cells import cell, header, line
from graph.domain.kernel.problems import Problem
from graph.domain.review.task import TaskState

READERS = {
    "queue": filters.text,
    "mine": filters.flag,
    "from": filters.moment,
    "states": filters.several(TaskState),
    "kind": filters.one_of("HUMAN", "AUTOMATIC"),
    "policyVersionId": filters.id_of("PolicyVersion"),
}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (-0.5, "-0.5"),
        ("-0.5", "'-0.5"),
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("@x", "'@x"),
        ("+1", "'+1"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("x=1", "x=1"),
        (TaskState.READY, "READY"),
        (datetime(2026, 1, 5, 9, tzinfo=UTC), "2026-01-05T09:00:00+00:00"),
        (["a", "b"], "a; b"),
        (["=a", "b"], "'=a; b"),
        (
            [{"kind": "late", "at": datetime(2026, 1, 5, tzinfo=UTC)}],
            '[{"at": "2026-01-05T00:00:00+00:00", "kind": "late"}]',
        ),
        ({"a": 1}, '{"a": 1}'),
    ],
)
def test_a_value_is_told_as_text_that_no_spreadsheet_runs(value: object, text: str) -> None:
    assert cell(value) == text


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1))
def test_a_line_reads_back_as_what_was_written_and_no_cell_is_a_formula(values: list[str]) -> None:
    written = line(values)

    (read,) = csv.reader(io.StringIO(written, newline=""))
    assert written.endswith("\r\n")
    assert [one.removeprefix("'") for one in read] == [one.removeprefix("'") for one in values]
    assert not any(one.startswith(("=", "+", "-", "@", "\t", "\r")) for one in read)


def test_columns_are_named_as_graphql_names_them() -> None:
    assert header(["external_id", "id", "policy_version_id"]) == ["externalId", "id", "policyVersionId"]


def test_filters_are_read_by_their_kinds() -> None:
    given_ = [
        ("queue", "a"),
        ("mine", "true"),
        ("from", "2026-01-05T00:00:00Z"),
        ("states", "READY,RESERVED"),
        ("kind", "HUMAN"),
    ]

    assert read(given_) == {
        "queue": "a",
        "mine": True,
        "from": datetime(2026, 1, 5, tzinfo=UTC),
        "states": [TaskState.READY, TaskState.RESERVED],
        "kind": "HUMAN",
    }


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("colour", "red", "no filter colour"),
        ("mine", "yes", "true or false"),
        ("from", "yesterday", "ISO time"),
        ("states", "READY,LOST", "not 'LOST'"),
        ("kind", "human", "HUMAN or AUTOMATIC"),
        ("queue", "", "leave it out"),
        ("policyVersionId", "Q2FzZTp4", "that of a PolicyVersion"),
    ],
)
def test_a_wrong_filter_says_what_it_takes(name: str, text: str, words: str) -> None:
    problem = read([(name, text)])

    assert isinstance(problem, Problem)
    assert problem.details == {"where": name}
    assert words in problem.message


def test_a_filter_given_twice_is_refused() -> None:
    assert isinstance(read([("queue", "a"), ("queue", "b")]), Problem)


def read(given_: list[tuple[str, str]]) -> dict[str, object] | Problem:
    return filters.read_filters(READERS, given_)
