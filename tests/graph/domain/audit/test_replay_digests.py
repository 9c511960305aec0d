"""What the digests of a load cover, and how entries of older releases are compared."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.domain.audit.decision_reading import as_far_as_written
from graph.domain.audit.replay_digests import decision_digests, outcome_digest, run_digest
from graph.domain.audit.replay_reading import read_replayed_decision
from graph.domain.kernel.canonical import Json, digest

OWN: Mapping[str, object] = {
    "id": "d",
    "caseKey": "p|1",
    "action": "KEEP",
    "verdict": "APPROVE",
    "kind": "HUMAN",
    "decidedAt": 2,
    "finalAt": 2,
    "personKey": "p|who|clerk-1",
    "practiceKey": "p: practice|1",
}
DATA: Mapping[str, object] = {
    "values": "ab",
    "quality": "CLEAN",
    "sourceAt": 1,
    "startedAt": 1,
    "versionKey": "data|1",
    "line": 2,
    "sha256": "ef",
}
SOURCE = {"versionKey": [1, 3], "sha256": [3]}
"""Which digests the fields of the source change, among the data's."""
CHECK: Mapping[str, object] = {
    "verdict": "CLEAN",
    "findings": [],
    "gatesPassed": ["known_state"],
    "gatesFailed": [],
    "gatesNotRun": [],
    "gatesDigest": "cd",
    "gateRow": "{}",
}
OUTCOME: Mapping[str, object] = {
    "id": "o",
    "caseKey": "p|1",
    "kind": "reopened",
    "value": "false",
    "money": 0,
    "occurredAt": 3,
    "knownAt": 3,
}
DIGESTS = st.lists(st.text("0123456789abcdef", min_size=4, max_size=4), max_size=6)


@pytest.mark.parametrize("part", range(3))
def test_each_field_of_a_replayed_decision_changes_the_digest_of_its_part_alone(part: int) -> None:
    parts = [OWN, DATA, CHECK]
    whole = decision_digests(*parts)

    for name in parts[part]:
        changed = decision_digests(*[{**one, name: "x"} if at == part else one for at, one in enumerate(parts)])
        differing = [at for at, before in enumerate(whole) if before != changed[at]]
        assert differing == SOURCE.get(name, [part])


@pytest.mark.parametrize("name", OUTCOME)
def test_each_field_of_a_replayed_outcome_changes_its_digest(name: str) -> None:
    assert outcome_digest({**OUTCOME, name: "x"}) != outcome_digest(OUTCOME)


@given(DIGESTS, DIGESTS)
def test_what_a_run_brought_has_one_digest_in_whatever_order_it_is_read(parts: list[str], outcomes: list[str]) -> None:
    decisions = [[part, part, part] for part in parts]

    assert run_digest(decisions, outcomes) == run_digest(decisions[::-1], outcomes[::-1])
    assert run_digest(decisions, [*outcomes, "0"]) != run_digest(decisions, outcomes)
    assert run_digest([*decisions, ["0"]], outcomes) != run_digest(decisions, [*outcomes, "0"])


def test_an_entry_is_compared_in_the_grounds_that_it_has() -> None:
    result: dict[str, Json] = {
        "action": "BUY",
        "basis": {"policyVersionId": "v", "grounds": {"quality": "q", "gates": "g"}},
    }
    older: dict[str, Json] = {"action": "BUY", "basis": {"policyVersionId": "v", "grounds": {"quality": "q"}}}
    oldest: dict[str, Json] = {"action": "BUY", "basis": {"policyVersionId": "v", "grounds": None}}

    assert as_far_as_written(older, result) == older
    assert as_far_as_written(oldest, result) == oldest
    assert as_far_as_written(result, result) == result


def test_a_decision_of_an_older_load_is_compared_in_the_parts_that_it_has() -> None:
    values = "{}"
    data = {**DATA, "values": digest({})}
    snapshot = {**DATA, "values": values, "digest": digest({}), "cases": ["p|1"], "checks": [CHECK]}
    source = {"versionKey": "data|1", "line": 2, "sha256": "another"}
    older, newer = decision_digests(OWN, data, CHECK)[:3], decision_digests(OWN, data, CHECK)
    row = {
        "cases": ["p|1"],
        "people": ["p|who|clerk-1"],
        "policies": ["p: practice|1"],
        "makers": ["run"],
        "snapshots": [{**snapshot, "sources": [source]}],
    }

    of_older = read_replayed_decision({**row, "decision": {**OWN, "contentDigests": older}})
    of_newer = read_replayed_decision({**row, "decision": {**OWN, "contentDigests": newer}})

    assert (list(of_older.digests), of_older.fault) == (older, None)
    assert of_newer.fault == "its dataset version or the SHA-256 of its content was changed after it was loaded"
