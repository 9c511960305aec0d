"""Who had a case before, what they did, and what has changed since."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.domain.gate.packet import what_changed
from graph.domain.gate.packet_differences import differences
from graph.domain.kernel.canonical import Json
from graph.domain.kernel.labels import feature_labels, label_of, yes_or_no
from graph.domain.kernel.stored import Stored
from graph.domain.people.roles import Actor
from graph.domain.review.case_history import (
    DECISION,
    EARLIER,
    OUTCOME,
    Event,
    command_text,
    hides_decision,
    in_order,
)
from graph.domain.review.first_answers import is_withheld
from graph.queries.review.desk import HISTORY, CaseParams, HistoryRow
from graph.store.kernel.store import Store

_RESPONDED, _ANSWERED, _REPLAYED = "RESPOND", "ANSWER", "REPLAY"
_SINCE = {"INVALIDATED": "taken back", "SUPERSEDED": "replaced"}


@dataclass(frozen=True, slots=True)
class CaseHistory:
    """Events, oldest first; what changed since what is before, a line each (None where nothing is before)."""

    events: Sequence[Event]
    compared_with: str | None
    changed: Sequence[str]


async def case_history(store: Store, actor: Actor, case_id: str) -> CaseHistory | None:
    """Return what happened to a case, as an actor may see it; None for an unknown one."""
    rows = await store.graph.read(HISTORY, CaseParams(case_id))
    if not rows:
        return None
    row = rows[0]
    events = sorted([*_earlier(row), *_moves(row), *_decisions(row), *_outcomes(row)], key=in_order)
    if row.blind and is_withheld((), actor):
        events = [one for one in events if hides_decision(one)]
    return CaseHistory(events, *_changed(row))


def _moves(row: HistoryRow) -> Iterator[Event]:
    questions = {(one["taskId"], one["recordedAt"]): one["text"] for one in row.questions}
    answers = {(one["taskId"], one["answeredAt"]): one["answer"] for one in row.questions}
    details = {_RESPONDED: questions, _ANSWERED: answers}
    notes: dict[str, Stored] = {one["changeId"]: one for one in row.notes}
    for one in row.changes:
        at, command = one["knownAt"], one["command"]
        if command == _REPLAYED:
            continue  # its decision tells the same
        detail = details.get(command, {}).get((one["taskId"], one["recordedAt"])) or one["reason"]
        note = notes.get(one["id"], {})
        yield Event(
            at=at,
            actor=one["actor"],
            actor_kind=one["actorKind"],
            what=command,
            text=command_text(command, detail),
            from_state=one["fromState"] or None,
            to_state=one["toState"],
            task_id=one["taskId"],
            note=note.get("text"),
            note_erased=bool(note.get("erased")),
        )


def _decisions(row: HistoryRow) -> Iterator[Event]:
    for one in row.decisions:
        since = "" if one["state"] == "EFFECTIVE" else f" ({_SINCE.get(one['state'], label_of(one['state']))} since)"
        yield Event(
            at=one["decidedAt"],
            actor=one["decider"],
            actor_kind="SOFTWARE" if one["kind"] == "AUTOMATIC" else "HUMAN",
            what=DECISION,
            text=f"decided: {label_of(one['action'])}{_place(one)}{since}",
            decision_id=one["id"],
        )


def _outcomes(row: HistoryRow) -> Iterator[Event]:
    for one in row.outcomes:
        because = one["correctionReason"]
        corrected = "" if because is None else f", which corrects what was reported before: {because}"
        text = f"{label_of(one['kind'])}: {yes_or_no(one['value'])}{corrected}"
        yield Event(one["knownAt"], None, None, OUTCOME, text, decision_id=one["decisionId"])


def _earlier(row: HistoryRow) -> Iterator[Event]:
    for one in row.earlier:
        decided = one["decisionId"] is not None
        what = f"decided: {label_of(one['action'])}{_place(one)}" if decided else "began"
        yield Event(
            at=one["decidedAt"] if decided else one["knownAt"],
            actor=one["decider"],
            actor_kind=("SOFTWARE" if one["kind"] == "AUTOMATIC" else "HUMAN") if decided else None,
            what=EARLIER,
            text=f"{one['externalId']}, an earlier case, {what}",
            decision_id=one["decisionId"],
            case_id=one["id"],
        )


def _place(decision: Stored) -> str:
    """Say where a decision stands in a log that has no clock: its time is when that was loaded."""
    place = decision["sequence"]
    return "" if place is None else f" at place {place} of its log, which has no clock"


def _changed(row: HistoryRow) -> tuple[str | None, Sequence[str]]:
    """Compare with the packet shown before, else with the data before a correction, else with the earlier case."""
    labels = feature_labels(row.point, row.features)
    if row.packet is not None and row.earlier_packet is not None:
        return "the packet shown before", what_changed(
            json.loads(row.earlier_packet["content"]), json.loads(row.packet)
        )
    if row.revised is not None:
        return "the data before their correction", _compared(row.revised["values"], row.values, labels)
    if row.earlier:
        last = row.earlier[0]
        return f"{last['externalId']}, the case before", _compared(last["values"], row.values, labels)
    return None, ()


def _compared(before: str, now: str, labels: Mapping[str, str]) -> list[str]:
    """Return a line for each value that both have and that differs; a value only one has is no change."""
    old: dict[str, Json] = json.loads(before)
    new: dict[str, Json] = json.loads(now)
    both = [name for name in new if name in old]
    shown = [{"open": {labels.get(name, name): side[name] for name in both}} for side in (old, new)]
    return [line.removeprefix("value ") for line in differences("snapshot", "value", *shown)]
