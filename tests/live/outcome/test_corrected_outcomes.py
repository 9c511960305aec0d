"""An outcome that contradicts an earlier one is refused, or corrects it with its reason, at every door."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.outcome.report import OutcomeReport
from graph.queries.intake.ingest import ADD_OUTCOMES, OutcomeRow, RunRowsParams
from graph.store.audit.signing import SigningFolder
from graph.store.decision.records import records
from graph.store.outcome.reporting import ReportedOutcome, record
from tests.builders.commands import decided
from tests.builders.firm import Firm
from tests.builders.graph_copy import GraphCopy
from tests.builders.sealed_log import Sealed, changed

pytestmark = pytest.mark.live


def returned(decision_id: str, value: str, external_id: str = "", correction: str | None = None) -> OutcomeReport:
    at = datetime.now(UTC)
    return OutcomeReport(
        "returned", value, at, at, decision_id=decision_id, external_id=external_id, correction=correction
    )


async def reported(firm: Firm, report: OutcomeReport, key: str) -> ReportedOutcome:
    answer = await record(firm.store, firm.integrator, report, key)
    assert isinstance(answer, ReportedOutcome), answer
    return answer


async def test_an_outcome_that_contradicts_an_earlier_one_is_refused_and_nothing_is_written(firm: Firm) -> None:
    decision = await decided(firm, "PO-1")
    await reported(firm, returned(decision, "true"), "outcome-1")
    entries = await firm.count("AuditEntry")

    refused = await record(firm.store, firm.integrator, returned(decision, "false", external_id="A-2"), "outcome-2")

    assert isinstance(refused, Problem)
    assert refused.code is ProblemCode.INVALID_INPUT
    assert refused.message.startswith("returned is on record as true since ")
    assert (await firm.count("Outcome"), await firm.count("AuditEntry")) == (1, entries)


async def test_a_correction_counts_instead_of_what_it_corrects_and_both_stay_on_record(firm: Firm) -> None:
    decision = await decided(firm, "PO-1")
    first = await reported(firm, returned(decision, "true"), "outcome-1")
    (before,) = await records(firm.store, [decision])
    correcting = returned(decision, "false", correction="It was another order.")

    second = await reported(firm, correcting, "outcome-2")

    again = await reported(firm, correcting, "outcome-3")
    (after,) = await records(firm.store, [decision])
    assert (before.ended.badly, after.ended.badly) == (True, False)
    assert [(one.id, one.value, one.correction) for one in after.ended.outcomes] == [
        (second.outcome_id, "false", "It was another order.")
    ]
    assert again == second
    assert first.outcome_id != second.outcome_id
    assert await firm.count("Outcome") == 2


async def test_opposite_reports_at_the_same_moment_leave_one(firm: Firm) -> None:
    decision = await decided(firm, "PO-1")

    answers = await asyncio.gather(
        *(
            record(firm.store, firm.integrator, returned(decision, value, external_id=name), f"outcome-{name}")
            for name, value in (("A", "true"), ("B", "false"), ("C", "true"), ("D", "false"))
        )
    )

    values = (await firm.driver.execute_query("MATCH (o:Outcome) RETURN DISTINCT o.value AS value")).records
    assert len(values) == 1
    assert sum(isinstance(one, Problem) for one in answers) == 2


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("MATCH (o:Outcome {value: 'false'})-[e:WAS_REVISION_OF]->() DELETE e", "correction of an earlier outcome"),
        ("MATCH (o:Outcome {value: 'false'}) SET o.correctionReason = 'x'", "reason for a correction"),
        (
            "MATCH (o:Outcome {kind: 'wrong'}), (e:Outcome {value: 'false'}) CREATE (o)-[:WAS_REVISION_OF]->(e)",
            "correction of an earlier outcome",
        ),
    ],
)
async def test_the_audit_log_tells_when_a_correction_was_changed(
    firm: Firm, tmp_path: Path, statement: str, what: str
) -> None:
    decision = await decided(firm, "PO-1")
    await reported(firm, returned(decision, "true"), "outcome-1")
    await reported(firm, returned(decision, "false", correction="It was another order."), "outcome-2")
    await reported(firm, replace(returned(decision, "true"), kind="wrong"), "outcome-3")
    log = Sealed(firm, SigningFolder(tmp_path), GraphCopy([], []), GraphCopy([], []))
    await log.seal()
    assert (await log.verified()).fault is None

    fault = await changed(log, statement)

    assert fault is not None
    assert fault.endswith(f"its {what} was changed after it was written.")


async def test_a_load_adds_no_outcome_that_contradicts_one_that_was_reported(firm: Firm) -> None:
    decision = await decided(firm, "PO-1")
    await reported(firm, returned(decision, "true"), "outcome-1")
    await firm.driver.execute_query(
        "MATCH (d:Decision {id: $id})-[:ABOUT]->(c) SET c.origin = 'REPLAYED' "
        "CREATE (d)-[:WAS_GENERATED_BY]->(:IngestRun {id: 'run', key: 'run'})",
        {"id": decision},
    )
    opposite = OutcomeRow("x", "purchases|PO-1", "returned", "false", 1, 1, "|returned|replayed", "ab")
    other = OutcomeRow("y", "purchases|PO-1", "wrong", "false", 1, 1, "|wrong|replayed", "cd")

    (row,) = await firm.store.graph.write(ADD_OUTCOMES, RunRowsParams("run", 1, [opposite, other]))

    outcomes = await firm.driver.execute_query("MATCH (o:Outcome) RETURN o.kind + ' ' + o.value AS said ORDER BY said")
    assert row.added == 1
    assert [row["said"] for row in outcomes.records] == ["returned true", "wrong false"]
