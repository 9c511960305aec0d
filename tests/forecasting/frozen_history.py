"""A replayed history as a frozen snapshot, without a database: what `freeze` gives, as a live test asserts."""

import json

from graph.domain.canonical import canonical_json
from graph.domain.frozen import CaseColumns, Frozen, OutcomeColumns, PersonColumns, TaskColumns
from graph.domain.moments import milliseconds
from graph.domain.replay import History, ReplayDecision


def frozen_of(history: History, as_of: int, point: str = "support-escalation") -> Frozen:
    """Return what of a history was known before a moment (ms), ids being external ones."""
    known = [one for one in history.decisions if milliseconds(one.case.started_at) < as_of]
    known.sort(key=lambda one: (milliseconds(one.case.started_at), one.case.external_id))
    place = {one.case.external_id: row for row, one in enumerate(known)}
    decided = [milliseconds(one.decided_at) < as_of for one in known]
    outcomes = [one for one in history.outcomes if milliseconds(one.known_at) < as_of and one.external_id in place]
    outcomes.sort(key=lambda one: (one.known_at, one.external_id, one.name))
    return Frozen(
        point=point,
        as_of=as_of,
        shift_ms=0,
        cases=_cases(known, decided),
        outcomes=OutcomeColumns(
            id=[f"{one.external_id}|{one.name}" for one in outcomes],
            case=[place[one.external_id] for one in outcomes],
            kind=[one.name for one in outcomes],
            value=["true" if one.value else "false" for one in outcomes],
            money=[None] * len(outcomes),
            known=[milliseconds(one.known_at) for one in outcomes],
        ),
        tasks=TaskColumns([], [], [], [], [], [], []),
        people=PersonColumns([], []),
    )


def _cases(known: list[ReplayDecision], decided: list[bool]) -> CaseColumns:
    def where(values: list[str]) -> list[str]:
        return [value if yes else "" for value, yes in zip(values, decided, strict=True)]

    names = [one.case.external_id for one in known]
    empty = [""] * len(known)
    started = [milliseconds(one.case.started_at) for one in known]
    return CaseColumns(
        id=names,
        external_id=names,
        origin=["REPLAYED"] * len(known),
        started=started,
        known=started,
        snapshot_id=names,
        values=[json.dumps(json.loads(canonical_json(dict(one.case.values)))) for one in known],
        quality=[one.case.quality.verdict.value for one in known],
        dataset_version=[one.case.version for one in known],
        dataset_name=[one.case.version for one in known],
        decision_id=where(names),
        decided=[milliseconds(one.decided_at) if yes else -1 for one, yes in zip(known, decided, strict=True)],
        action=where([one.action for one in known]),
        verdict=where(["APPROVE" if one.upheld else "REJECT" for one in known]),
        kind=where(["HUMAN"] * len(known)),
        decider=where([one.decider for one in known]),
        decider_name=where([one.decider for one in known]),
        policy_version=where(["practice"] * len(known)),
        prediction_id=empty,
        risk=[None] * len(known),
        secondary=[{}] * len(known),
        shadow=[False] * len(known),
        scored=[-1] * len(known),
        model_version=empty,
    )
