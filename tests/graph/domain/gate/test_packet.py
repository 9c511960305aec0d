import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.domain.gate.packet import PacketParts, basis_digest, packet_content, packet_digest, what_changed
from graph.domain.kernel.canonical import canonical_json
from tests.builders.values import KEY, parts, score

SCALARS = st.sampled_from([None, 1, 1.5, "x", True])
VALUES = st.dictionaries(st.sampled_from(["hour", "weather", "caller"]), SCALARS)
PARTS = st.builds(
    PacketParts,
    case_id=st.just("case-1"),
    round=st.integers(1, 3),
    payload=VALUES,
    snapshot=VALUES,
    score=st.sampled_from([None, score(), score(0.2), replace(score(), model_version="8")]),
    policy_version=st.sampled_from([None, "p@1", "p@2"]),
    gate_rule=st.sampled_from(["urgent", "breaker-open"]),
    gate_reasons=st.sampled_from([(), ("because",)]),
    read=st.just(frozenset({"hour", "caller"})),
    exceptions=st.sampled_from([(), ("e-1",), ("e-1", "e-2"), ("e-2", "e-1")]),
    personal=st.just(frozenset({"caller"})),
    further=st.dictionaries(st.just("late"), st.sampled_from([score(0.1), score(0.2)])),
)


def rests_on(parts: PacketParts) -> object:
    read = {name: value for name, value in parts.snapshot.items() if name in parts.read}
    return (
        canonical_json(dict(parts.payload)),
        canonical_json(read),
        parts.score,
        dict(parts.further),
        parts.policy_version,
        sorted(parts.exceptions),
    )


@given(PARTS, PARTS)
def test_a_packet_is_stale_exactly_when_what_it_rests_on_has_changed(old: PacketParts, new: PacketParts) -> None:
    before, after = packet_content(old, KEY), packet_content(new, KEY)

    stale = bool(what_changed(before, after))

    assert stale is (rests_on(old) != rests_on(new))
    assert stale is (basis_digest(before) != basis_digest(after))


@given(PARTS)
def test_a_stored_packet_reads_back_to_the_same_digest(parts: PacketParts) -> None:
    content = packet_content(parts, KEY)

    assert packet_digest(json.loads(canonical_json(content))) == packet_digest(content)


@pytest.mark.parametrize(
    ("new", "line"),
    [
        (replace(parts(), payload={"group": "G 13", "caller": "C 88"}), "field group: G 12 became G 13"),
        (replace(parts(), payload={"group": "G 12", "caller": "C 89"}), "field caller (personal, not shown) changed"),
        (replace(parts(), payload={"caller": "C 88"}), "field group: G 12 before, none now"),
        (replace(parts(), snapshot={"hour": 10, "weather": "rain"}), "value hour: 9 became 10"),
        (replace(parts(), score=score(0.2)), "risk 0.05 by risk 7 became 0.2 by risk 7"),
        (replace(parts(), score=None), "risk 0.05 by risk 7 before, none now"),
        (replace(parts(), score=replace(score(), base=0.0)), "risk: its explanation changed"),
        (
            replace(parts(), policy_version="support-escalation@2"),
            "policy version support-escalation@1 became support-escalation@2",
        ),
        (replace(parts(), exceptions=("late fee",)), "exception late fee was opened"),
        (replace(parts(), further={"late": score(0.2)}), "risk late 0.2 by risk 7, none before"),
    ],
)
def test_what_changed_is_told_in_words(new: PacketParts, line: str) -> None:
    assert what_changed(packet_content(parts(), KEY), packet_content(new, KEY)) == (line,)


def test_a_packet_from_before_further_risks_were_shown_is_compared_as_one_without() -> None:
    old = {name: part for name, part in packet_content(parts(), KEY).items() if name != "furtherPredictions"}

    assert what_changed(old, packet_content(parts(), KEY)) == ()
    assert basis_digest(old) == basis_digest(packet_content(parts(), KEY))


def test_an_exception_that_ended_is_told() -> None:
    old = packet_content(replace(parts(), exceptions=("late fee",)), KEY)

    assert what_changed(old, packet_content(parts(), KEY)) == ("exception late fee ended",)


@pytest.mark.parametrize(
    "new",
    [
        replace(parts(), gate_rule="breaker-open", gate_reasons=("The breaker is open.",)),
        replace(parts(), snapshot={"hour": 9, "weather": "sun"}),
        replace(parts(), round=2),
    ],
)
def test_gate_reasons_unread_values_and_the_round_change_the_digest_but_make_nothing_stale(new: PacketParts) -> None:
    old, content = packet_content(parts(), KEY), packet_content(new, KEY)

    assert what_changed(old, content) == ()
    assert packet_digest(old) != packet_digest(content)


def test_personal_values_leave_no_trace_in_the_packet_but_their_commitment() -> None:
    content = packet_content(parts(), KEY)

    assert b"C 88" not in canonical_json(content)
    assert packet_content(parts(), b"another key")["payload"] != content["payload"]
