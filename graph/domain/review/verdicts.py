"""What a reviewer's verdict does, once it is certain that it answers what they saw."""

from datetime import datetime
from typing import assert_never

from graph.domain.kernel.canonical import check_json
from graph.domain.kernel.problems import Problem, ProblemCode, invalid
from graph.domain.kernel.text import check_text, is_blank
from graph.domain.review.claims import holds_not, may_not_take
from graph.domain.review.delegated import may_not_stand_in
from graph.domain.review.eligibility import DeciderFacts
from graph.domain.review.first_answers import not_answered_first
from graph.domain.review.reasons import reasons_of
from graph.domain.review.task import (
    Command,
    DecideCommand,
    PageReading,
    ReviewRules,
    Suspension,
    TaskFacts,
    TaskState,
    Verdict,
    VerdictPlan,
)
from graph.domain.review.transitions import illegal, moved, suspend
from graph.domain.review.voting import cast

LONGEST_NOTE = 4000
"""In characters: about two pages."""
LONGEST_READING_MS = 20 * 86_400_000
"""A page that is open for weeks was left open, not read; more does not fit into 32 bits."""


def decide(
    task: TaskFacts, person: DeciderFacts, command: DecideCommand, rules: ReviewRules, now: datetime
) -> VerdictPlan | Problem:
    """Return what the verdict writes, or why it does not count; tokens are judged before the words."""
    return (
        _state_refuses(task, command)
        or holds_not(task, person.person_id, command.lease_epoch, now)
        or stale(task, command.expected_version, command.packet_digest)
        or may_not_take(task, person, now)
        or may_not_stand_in(task, person, now)
        or not_answered_first(task, command.verdict, rules)
        or check_wording(command, rules)
        or _plan(task, person, command, rules)
    )


def stale(task: TaskFacts, expected_version: int, packet_digest: str) -> Problem | None:
    """Refuse an answer to a task or packet that has changed since it was read, naming what changed."""
    if task.changed or packet_digest != task.packet_digest:
        changed = "; ".join(task.changed) or "the case was presented anew"
        return Problem(
            ProblemCode.EXCEPTION_EXPIRED if task.expired else ProblemCode.STALE_PACKET,
            f"What you read has changed ({changed}): read the new packet, then decide.",
            {"changed": changed, "packetDigest": task.packet_digest},
        )
    if expected_version != task.version:
        changed = f"the task is at version {task.version}, you saw {expected_version}"
        return Problem(
            ProblemCode.STALE_VERSION,
            f"The task has moved on ({changed}): read it again, then decide.",
            {"changed": changed, "version": str(task.version)},
        )
    return None


def check_wording(command: DecideCommand, rules: ReviewRules) -> Problem | None:
    """Refuse an unknown reason code, a missing or oversized note, and a correction where none belongs."""
    if problem := _check_reason(command, rules):
        return problem
    note = (command.note or "").strip()
    if problem := check_json(note, "note"):
        return problem
    if is_blank(note) and (note or command.verdict in rules.note_required or command.verdict is Verdict.RESPOND):
        demand = "the question itself" if command.verdict is Verdict.RESPOND else "a reason in words"
        return invalid("note", f"{command.verdict} takes a note here: {demand}.")
    if len(note) > LONGEST_NOTE:
        return invalid("note", f"note has {len(note)} characters: send at most {LONGEST_NOTE}.")
    if (command.verdict is Verdict.EDIT) != bool(command.correction):
        return invalid("correction", "correction goes with EDIT and only with it: name at least one field to change.")
    return (
        _check_reading(command.reading)
        or check_text(note, "note")
        or check_json(command.correction, "correction")
        or check_text(command.correction, "correction")
    )


def _check_reason(command: DecideCommand, rules: ReviewRules) -> Problem | None:
    code = command.reason_code
    fitting = reasons_of(command.verdict, sorted(rules.reason_codes), rules.own_reasons)
    if code in fitting:
        return None
    fault = f"does not go with {command.verdict}" if code in rules.reason_codes else "is not known here"
    return invalid("reasonCode", f"reasonCode {code!r} {fault}: use one of {', '.join(fitting)}.")


def _check_reading(reading: PageReading | None) -> Problem | None:
    if reading is None or 0 <= reading.dwell_ms <= reading.opened_ago_ms <= LONGEST_READING_MS:
        return None
    return invalid(
        "reading",
        f"reading says in sight for {reading.dwell_ms} ms, open for {reading.opened_ago_ms} ms: send 0 <= dwellMs <= "
        f"openedMsAgo <= {LONGEST_READING_MS}, or no reading.",
    )


def _state_refuses(task: TaskFacts, command: DecideCommand) -> Problem | None:
    if task.state is TaskState.SUSPENDED and task.suspension is Suspension.RESCORING:
        return Problem(
            ProblemCode.STALE_PACKET,
            "The case's data was corrected and is being scored again: wait for its new packet.",
            {"changed": "the case's data was corrected"},
        )
    if task.state is not TaskState.RESERVED:
        return illegal(task, Command(command.verdict))
    return None


def _plan(task: TaskFacts, person: DeciderFacts, command: DecideCommand, rules: ReviewRules) -> VerdictPlan | Problem:
    verdict = command.verdict
    as_command = Command(verdict)
    match verdict:
        case Verdict.APPROVE | Verdict.REJECT if task.peers is not None:
            return cast(task, task.peers, verdict, rules)
        case Verdict.APPROVE:
            return VerdictPlan(moved(task, as_command, TaskState.COMPLETED), verdict, action=rules.proposal_action)
        case Verdict.REJECT:
            return VerdictPlan(moved(task, as_command, TaskState.COMPLETED), verdict, action=rules.alternative_action)
        case Verdict.EDIT:
            return VerdictPlan(
                moved(task, as_command, TaskState.COMPLETED),
                verdict,
                correction=command.correction,
                next_round=task.round + 1,
            )
        case Verdict.RESPOND:
            suspended = suspend(task, as_command, Suspension.QUESTION)
            return VerdictPlan(suspended, verdict, question=(command.note or "").strip())
        case Verdict.ABSTAIN:
            barred = task.barred | {person.person_id}
            return VerdictPlan(moved(task, as_command, TaskState.READY, epoch=task.epoch + 1, barred=barred), verdict)
        case _:
            assert_never(verdict)
