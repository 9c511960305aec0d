"""What changes between two versions of a policy is said row by row, in words."""

import pytest

from graph.domain.gate.policy import Policy
from graph.domain.gate.policy_differences import policy_differences
from graph.domain.gate.policy_text import read_policy

TABLE = """
policy: buying
version: 1
facts:
  risk: {type: number, min: 0, max: 1, words: risk that it is wrong}
  kind: {type: text, words: kind of purchase, one_of: [new, again]}
parameters: {limit: 0.2}
limits: {reversible_reach: 5}
rows:
  - {id: low, when: {risk: "< limit", kind: '"again"'}, then: AUTO_APPROVE, because: The risk is low.}
  - {id: look, when: {risk: ">= limit"}, then: REVIEW, because: The risk is not low.}
"""
NEW_ROW = """  - {id: new, when: {risk: "< limit", kind: '"new"'}, then: REVIEW, because: It is new.}
"""


def policy(text: str) -> Policy:
    read = read_policy(text)
    assert not isinstance(read, tuple), read
    return read


def swapped(text: str) -> str:
    *head, first, second = text.rstrip("\n").split("\n")
    return "\n".join([*head, second, first]) + "\n"


@pytest.mark.parametrize(
    ("after", "sentences"),
    [
        (TABLE, ()),
        (TABLE.replace("version: 1", "version: 2"), ()),
        (TABLE.replace("limit: 0.2", "limit: 0.25"), ("Threshold limit rises from 0.2 to 0.25.",)),
        (TABLE.replace("limit: 0.2", "limit: 0.1"), ("Threshold limit falls from 0.2 to 0.1.",)),
        (TABLE.replace("then: AUTO_APPROVE", "then: REVIEW"), ("Row low answers REVIEW instead of AUTO_APPROVE.",)),
        (TABLE.replace('">= limit"', '">= 0.3"'), ("Row look asks for risk >= 0.3 instead of >= limit.",)),
        (TABLE.replace(""", kind: '"again"'""", ""), ('Row low no longer asks for kind "again".',)),
        (TABLE + NEW_ROW, ('Row new is new: REVIEW where risk < limit and kind "new".',)),
        (swapped(TABLE), ("The rows are tried in another order: look, low.",)),
        (TABLE.replace("[new, again]", "[again]"), ("Fact kind takes other values: one of again.",)),
        (
            TABLE.replace("reversible_reach: 5", "reversible_reach: 7"),
            ("An automatic decision that is reversible may touch 7 entities instead of 5.",),
        ),
    ],
)
def test_each_difference_is_a_sentence(after: str, sentences: tuple[str, ...]) -> None:
    assert policy_differences(policy(TABLE), policy(after)) == sentences


def test_a_row_that_is_gone_is_dropped() -> None:
    assert policy_differences(policy(TABLE + NEW_ROW), policy(TABLE)) == (
        'Row new is dropped: REVIEW where risk < limit and kind "new".',
    )
