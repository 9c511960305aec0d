"""Corrections by file: known cases that a file states differently are compared, revised and listed."""

import asyncio
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graph.domain.intake.case import CaseSubmission, SourceRef
from graph.domain.intake.replay import History, ReplayCase, ReplayDecision, ReplayOutcome
from graph.domain.intake.restating import Statement, changed_data, changed_here, changed_history, new_outcomes
from graph.domain.intake.rules import stored_gate_row
from graph.domain.intake.titles import HOURS_LEFT
from graph.domain.kernel.canonical import Json
from graph.domain.kernel.keys import CaseKey
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem
from graph.domain.outcome.rating import truth_text
from graph.domain.outcome.report import OutcomeReport
from graph.domain.people.roles import Actor
from graph.errors import InvalidInput
from graph.store.intake.corrections import correct
from graph.store.intake.history_keys import person_key
from graph.store.intake.holdings import Held, held_cases, held_versions, keep_stated_otherwise
from graph.store.kernel.store import Store
from graph.store.outcome.reporting import record
from ingestion.log.report import MOST_SHOWN
from ingestion.pack.casework import ROW_NUMBER
from ingestion.pack.model import Pack

# Fitted on the file, or counted from now: other rows change them without stating anything about a case.
DERIVED = frozenset({HOURS_LEFT})
REPLAYED = "replayed"
"""The id of outcomes that a file tells, which has none for them; that of a load's own is the same."""
FEW_CORRECTED = 5
"""Rows that a person may have corrected by hand in the smallest file."""
CORRECTED_AT_MOST = 0.1
"""A tenth: far more than a correction reaches, far less than a file differs from itself after a row was taken out."""
CORRECTED_TOGETHER = 64
"""Chosen as the number of cases that are submitted together."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A known case that a file states differently: its line, what differs, and whether it is decided and was revised.

    `data` names the fields that differ, `decision_fields` what differs about a decision that was taken, which is not
    changed. What a reviewer corrected is not revised by a file.
    """

    external_id: str
    line: int | None
    data: tuple[str, ...]
    decision_fields: tuple[str, ...]
    decided: bool
    revised: bool


@dataclass(frozen=True, slots=True)
class _Stated:
    submission: CaseSubmission
    statement: Statement


@dataclass(frozen=True, slots=True)
class Corrections:
    """The cases of a point that a file states differently from the graph, and the revisions of those whose data differ.

    `newly_stated` says by external id which parts of a decision a file states otherwise, where that was not known yet.
    `outcomes` are those of decisions that were taken here, which a load does not bring. `compared` counts the cases of
    the file that were known.
    """

    point: str
    items: Sequence[Correction]
    submissions: Sequence[CaseSubmission]
    newly_stated: Mapping[str, Sequence[str]]
    outcomes: Sequence[OutcomeReport]
    compared: int = 0


def refuse_moved_rows(pack: Pack, corrections: Corrections) -> None:
    """Raise InvalidInput where rows that are known by their place alone seem to stand at other places."""
    changed = len(corrections.items)
    if pack.has_keys or changed <= max(FEW_CORRECTED, CORRECTED_AT_MOST * corrections.compared):
        return
    raise InvalidInput(
        f"{changed:,} of {corrections.compared:,} rows that were loaded before are others now; nothing was written. "
        f"Without a key (`key: {ROW_NUMBER}`) a row is known by its place alone: keep the rows in their places and add "
        "new ones at the end, name a column that names the case, or load another file as a pack of another name."
    )


def correction_facts(corrections: Sequence[Correction]) -> list[dict[str, Any]]:
    """Return each correction as a JSON object."""
    return [
        {
            "case": one.external_id,
            "line": one.line,
            "changed": [*one.data, *one.decision_fields],
            "decided": one.decided,
            "revised": one.revised,
        }
        for one in corrections
    ]


def correction_sentences(corrections: Sequence[Correction]) -> list[str]:
    """Return in sentences what a file corrected, and which decisions are based on the old rows."""
    if not corrections:
        return []
    revised = sum(one.revised for one in corrections)
    lines = [f"{len(corrections):,} known cases differ in this file; the data of {revised:,} were revised"]
    decided = [one for one in corrections if one.decided]
    if decided:
        lines.append(f"{len(decided):,} of them are decided; their decisions remain, based on the old rows:")
    lines += [
        f"  {one.external_id} (line {one.line}): {', '.join([*one.data, *one.decision_fields])}"
        for one in (decided or corrections)[:MOST_SHOWN]
    ]
    if len(decided or corrections) > MOST_SHOWN:
        lines.append(f"  and {len(decided or corrections) - MOST_SHOWN:,} more; --json lists them")
    return lines


async def apart(store: Store, history: History) -> tuple[History, Mapping[str, str]]:
    """Return the history with new names for the versions whose content differs from a stored version of that name.

    The second value maps each old name to the new one.
    """
    held = await held_versions(store.graph, history)
    names = {
        version.version: f"{version.version}+{version.sha256[:12]}"
        for version in history.versions
        if held.get(version.version, version.sha256) not in {version.sha256, None}
    }
    versions = [replace(one, version=names.get(one.version, one.version)) for one in history.versions]
    decisions = [replace(one, case=_of_version(one.case, names)) for one in history.decisions]
    undecided = [_of_version(one, names) for one in history.undecided]
    return replace(history, versions=versions, decisions=decisions, undecided=undecided), names


def _of_version(case: ReplayCase, names: Mapping[str, str]) -> ReplayCase:
    return replace(case, version=names.get(case.version, case.version))


def of_version(submission: CaseSubmission, names: Mapping[str, str]) -> CaseSubmission:
    """Return a submission with the new name of its dataset version."""
    source = submission.source
    if source is None or source.version not in names:
        return submission
    return replace(submission, source=replace(source, version=names[source.version]))


async def find_corrections(store: Store, history: History, waiting: Sequence[CaseSubmission]) -> Corrections:
    """Compare the cases of a file with the stored ones; a case that is not stored is no correction."""
    stated = {one.submission.external_id: one for one in (*_history(store, history), *_waiting(waiting))}
    held = await held_cases(store.graph, history.run.source.point, list(stated))
    items, submissions, newly_stated, outcomes = [], [], dict[str, Sequence[str]](), set[tuple[str, str]]()
    for external_id, case in held.items():
        one = stated[external_id]
        data, decision_fields = changed_data(case.statement, one.statement, DERIVED), _changed_decision(case, one)
        outcomes |= {(external_id, name) for name in _new_outcomes(case, one)}
        if one.statement.decision is not None and decision_fields != case.stated_otherwise:
            newly_stated[external_id] = decision_fields
        if data or decision_fields:
            source = one.submission.source
            line = None if source is None else source.row
            items.append(
                Correction(
                    external_id, line, data, decision_fields, case.decided, revised=bool(data) and not case.edited
                )
            )
        if data and not case.edited:
            submissions.append(_revision(store, case, one))
    point = history.run.source.point
    reports = [_outcome(history, one) for one in history.outcomes if (one.external_id, one.name) in outcomes]
    return Corrections(point, items, submissions, newly_stated, reports, len(held))


async def report_outcomes(store: Store, actor: Actor, corrections: Corrections) -> tuple[int, list[Correction]]:
    """Report the outcomes of decisions that were taken here; return how many came in, and those that were refused."""
    written, refused = 0, list[Correction]()
    for report in corrections.outcomes:
        named = f"{report.case_key}|{report.kind}|{report.value}"
        key = f"ingest-outcome-{hashlib.sha256(named.encode()).hexdigest()}"
        answer = await record(store, actor, report, key)
        if isinstance(answer, Problem):
            external_id = CaseKey.parse(report.case_key or "").external_id
            because = (f"outcome {report.kind} ({answer.message})",)
            refused.append(Correction(external_id, None, (), because, decided=True, revised=False))
        else:
            written += 1
    return written, refused


def _changed_decision(case: Held, stated: _Stated) -> tuple[str, ...]:
    if case.action_here is not None:
        return changed_here(case.action_here, case.statement, stated.statement)
    return changed_history(case.statement, stated.statement)


def _new_outcomes(case: Held, stated: _Stated) -> tuple[str, ...]:
    return () if case.action_here is None else new_outcomes(case.action_here, case.statement, stated.statement)


def _outcome(history: History, outcome: ReplayOutcome) -> OutcomeReport:
    return OutcomeReport(
        kind=outcome.name,
        value=truth_text(outcome.value),
        occurred_at=outcome.known_at,
        known_at=outcome.known_at,
        case_key=CaseKey(history.run.source.point, outcome.external_id).text,
        external_id=REPLAYED,
    )


async def revise(store: Store, actor: Actor, corrections: Corrections, file_sha256: str) -> None:
    """Revise each case whose data differ; an open case is scored again, a decision that was taken is not changed.

    What the file states otherwise about a decision is kept beside it.
    """
    await keep_stated_otherwise(store.graph, corrections.point, corrections.newly_stated)
    pending = corrections.submissions
    for first in range(0, len(pending), CORRECTED_TOGETHER):
        together = pending[first : first + CORRECTED_TOGETHER]
        await asyncio.gather(*(_revise_once(store, actor, one, file_sha256) for one in together))


async def _revise_once(store: Store, actor: Actor, submission: CaseSubmission, file_sha256: str) -> None:
    named = f"{submission.key}|{file_sha256}"
    answer = await correct(store, actor, submission, f"correct-{hashlib.sha256(named.encode()).hexdigest()}")
    if isinstance(answer, Problem):
        raise InvalidInput(f"The correction of case {submission.external_id} was refused: {answer.message}")


def _revision(store: Store, held: Held, stated: _Stated) -> CaseSubmission:
    """Return all data of the case with the values of the file; they count as known from now on."""
    payload: dict[str, Json] = {**held.statement.values}
    payload |= {name: value for name, value in stated.statement.values.items() if name not in DERIVED}
    return replace(stated.submission, payload=payload, known_at=store.clock.now())


def _waiting(waiting: Sequence[CaseSubmission]) -> Iterator[_Stated]:
    for submission in waiting:
        checked = stored_gate_row(submission.gate_row or {})
        yield _Stated(submission, Statement(submission.payload, checked=checked, findings=submission.findings))


def _history(store: Store, history: History) -> Iterator[_Stated]:
    outcomes: dict[str, dict[str, str]] = {}
    for outcome in history.outcomes:
        outcomes.setdefault(outcome.external_id, {})[outcome.name] = truth_text(outcome.value)
    digests = {version.version: version.sha256 for version in history.versions}
    cases = (
        *((one.case, _taken(history, one)) for one in history.decisions),
        *((one, None) for one in history.undecided),
    )
    for case, decision in cases:
        statement = Statement(
            case.values,
            decision,
            outcomes.get(case.external_id, {}),
            stored_gate_row(case.gate_row),
            case.quality.own_findings,
        )
        yield _Stated(_submission(store, history, case, digests), statement)


def _taken(history: History, decision: ReplayDecision) -> tuple[str, str, int]:
    when = milliseconds(decision.decided_at) if decision.place is None else decision.place
    return decision.action, person_key(history, decision.decider), when


def _submission(store: Store, history: History, case: ReplayCase, digests: Mapping[str, str]) -> CaseSubmission:
    source = history.run.source
    return CaseSubmission(
        decision_point=source.point,
        external_id=case.external_id,
        payload=case.values,
        occurred_at=case.started_at if case.place is None else None,
        known_at=store.clock.now(),
        entities=case.entities,
        requested_by_outside=case.requested_by,
        source=SourceRef(
            source=source.source,
            namespace=source.namespace,
            dataset=source.dataset,
            version=case.version,
            sha256=digests[case.version],
            row=case.line,
        ),
        findings=case.quality.own_findings,
        gate_row=case.gate_row,
        source_at=case.source_at,
        sequence=case.place,
    )
