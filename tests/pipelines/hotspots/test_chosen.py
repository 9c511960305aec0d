"""Any event by any kind of node: what reviews and outcomes show becomes an outcome, and each case has its node."""

from dataclasses import replace

import numpy as np

from graph.domain.planning.counted import Reviewed
from graph.domain.planning.frozen import Frozen
from graph.store.planning.surroundings import Surroundings
from pipelines.hotspots.chosen import CaseNodes, with_event
from tests.builders.drawn_cases import frozen_of

VALUES = [{"region": "north", "amount": 5.0 * place} for place in range(10)] + [{"region": None}]
BAD = ["BUY|wrong"]


def frozen(failed: int = 2) -> Frozen:
    """Eleven decided cases, the first of which failed; every second one was bought."""
    snapshot = frozen_of(VALUES, np.arange(len(VALUES)) < failed)
    cases = replace(
        snapshot.cases,
        decision_id=[f"decision-{row}" for row in range(11)],
        action=["BUY" if row % 2 else "DO_NOT_BUY" for row in range(11)],
        kind=["HUMAN"] * 10 + ["AUTOMATIC"],
        decider_name=["Ada"] * 10 + ["gate"],
        dataset_version=["version"] * 11,
        policy_version=["policy"] * 11,
    )
    return replace(snapshot, cases=cases)


AROUND = Surroundings(
    team={"decision-1": "Buying"},
    against=frozenset({"decision-3"}),
    reviewed=(Reviewed("case-4", 1, 2, -1), Reviewed("case-4", 0, 2, -1), Reviewed("case-5", 9, 8, 7)),
    name={"policy": "Purchases, version 2"},
    source={"version": "Warehouse"},
    owner={"version": "Data team"},
)


def counted(event: str) -> list[tuple[int, int]]:
    """The cases and moments of an event."""
    came = with_event(frozen(), AROUND, event, BAD).outcomes
    return [(row, at) for row, kind, at in zip(came.case, came.kind, came.known, strict=True) if kind == event]


def test_events_that_no_outcome_states_are_counted_once_a_case_at_their_own_time() -> None:
    decided = frozen().cases.decided

    assert counted("late-review") == [(4, 0)]
    assert counted("escalated-review") == [(5, 7)]
    assert counted("overridden-advice") == [(3, decided[3])]
    assert counted("wrong-decision") == [(1, decided[1])]
    assert counted("wrong-decision-BUY") == [(1, decided[1])]
    assert counted("wrong-decision-DO_NOT_BUY") == []
    assert len(counted("wrong")) == 11


def test_each_case_has_a_node_of_every_kind() -> None:
    nodes = CaseNodes(frozen(), AROUND, ["region"])

    assert nodes.of("team") == ["(none)", "Buying", *["(none)"] * 9]
    assert nodes.of("reviewer") == [*["Ada"] * 10, "(none)"]
    assert nodes.of("region") == [*["north"] * 10, "(none)"]
    assert nodes.of("amount, in fifths")[:3] == ["up to 9", "up to 9", "over 9, up to 18"]
    assert nodes.of("amount, in fifths")[9:] == ["over 36", "(none)"]
    assert {nodes.of(kind)[0] for kind in ("source", "owner", "policy version")} == {
        "Warehouse",
        "Data team",
        "Purchases, version 2",
    }
    assert set(nodes.of("decision point")) == {"purchases"}
    assert nodes.of("community")[0] == "north"


def test_nodes_are_tied_by_owners_teams_categories_and_what_their_data_come_from() -> None:
    groups = CaseNodes(frozen(), AROUND, ["region"]).groups(["region", "town"], "region")

    assert set(groups) == {"town", "owner", "team", "source", "dataset version", "model version"}
