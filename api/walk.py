"""A walk through one use by the API alone: cases are submitted, reviewed and reported on, and the key figures read."""

import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from itertools import islice
from pathlib import Path
from typing import Any

import httpx

from graph.domain.intake.rules import FieldType
from graph.domain.kernel.canonical import Json
from graph.errors import InvalidInput

REPORTED_LOSS = 25.0
"""What the outcome of the wrong decision is said to have cost, in the currency of the decision point."""
_LONGEST_WAIT = 200
"""How often a case is looked at until it is gated; without a model it waits two minutes for a score."""
_DONE = ("IN_REVIEW", "DECIDED")
JUDGES = ("reviewer", "reviewer-2")
"""The accounts of the demo that review: where several judge a case, the second follows the first."""

OnStep = Callable[[str], None]

_SUBMIT = "mutation Do($input: SubmitCaseInput!) { answer: submitCase(input: $input) { ... on SubmittedCase { caseId } "
_CLAIM = "mutation Do($input: ClaimTaskInput!) { answer: claimTask(input: $input) { ... on ClaimedTask "
_CLAIM += "{ leaseEpoch version packetDigest } "
_DECIDE = "mutation Do($input: DecideTaskInput!) { answer: decideTask(input: $input) { ... on DecidedTask "
_DECIDE += "{ decisionId action } "
_ESCALATE = "mutation Do($input: EscalateTaskInput!) { answer: escalateTask(input: $input) { __typename "
_RECORD = "mutation Do($input: RecordOutcomeInput!) { answer: recordOutcome(input: $input) { __typename "
_CASE = "query Do($id: ID!) { answer: case(id: $id) { ... on Case { state taskId decisionId } "
_TASK = "query Do($id: ID!) { answer: task(id: $id) { ... on Task { noteRequired reasonsByVerdict "
_TASK += "{ verdict reasonCodes } } "
_RULES = "query Do($point: String!) { answer: intakeRules(decisionPoint: $point) { ... on IntakeRules "
_RULES += "{ outcomes { kind type lowest highest } } "
_METRICS = "query Do($input: MetricsInput!) { answer: metrics(input: $input) { ... on KeyFigures "
_METRICS += "{ figures { kpi name value missing } judged { name figure value } } "
_PROBLEM = "... on Problem { code message } } }"


@dataclass(frozen=True, slots=True)
class WalkReport:
    """What a walk did: cases, verdicts of people and outcomes, and each key figure with its value or what it lacks.

    `judged` are all figures of the point, also those of its pack, with what live decisions tell of them.
    """

    cases: int
    reviewed: int
    outcomes: int
    figures: Sequence[Mapping[str, Any]]
    judged: Sequence[Mapping[str, Any]]

    def missing(self) -> list[str]:
        """Name the key figures without a value."""
        return [str(one["kpi"]) for one in self.figures if one["value"] is None]


@dataclass(frozen=True, slots=True)
class PackWalk:
    """Who walks: a client of the API, a key for each account, and how the walk waits for the worker."""

    client: httpx.AsyncClient
    keys: Mapping[str, str]
    wait: Callable[[], Awaitable[None]]

    async def through(self, folder: Path, count: int, on_step: OnStep) -> WalkReport:
        """Walk `count` cases of the pack's log that are still to come through the whole use.

        Raises InvalidInput with what the API refused.
        """
        began, run = datetime.now(UTC), secrets.token_hex(3)
        point, submissions = _coming(folder, count)
        on_step(f"submitting {len(submissions)} cases")
        cases = [await self._submit(submission, run) for submission in submissions]
        decisions, reviewed = list[str](), 0
        for number, case in enumerate(cases):
            gated = await self._gated(case)
            if gated["taskId"] is not None and gated["decisionId"] is None:
                on_step(f"reviewing case {number + 1}")
                reviewed += 1
                decisions += [one for one in [await self._review(case, gated["taskId"], reviewed)] if one is not None]
            elif gated["decisionId"] is not None:
                decisions.append(gated["decisionId"])
        on_step("recording outcomes")
        outcomes = await self._report(point, decisions)
        question = {"input": {"decisionPoint": point, "from": began.isoformat(), "period": "DAY"}}
        answer = await self._ask("analyst", _METRICS, question)
        return WalkReport(len(cases), reviewed, outcomes, answer["figures"], answer["judged"])

    async def _submit(self, submission: Mapping[str, Any], run: str) -> str:
        named = {**submission, "externalId": f"{submission['externalId']}-walk-{run}"}
        return str((await self._command("integrator", _SUBMIT, named))["caseId"])

    async def _gated(self, case: str) -> Mapping[str, Any]:
        for _ in range(_LONGEST_WAIT):
            now = await self._ask("analyst", _CASE, {"id": case})
            if now["state"] in _DONE:
                return now
            await self.wait()
        raise InvalidInput(f"Case {case} was not gated in time: see whether a worker runs.")

    async def _review(self, case: str, task: str | None, number: int) -> str | None:
        """Decide a case, by as many judges as it takes: every third is refused, and the first is escalated before."""
        if number == 1:
            await self._command("reviewer", _ESCALATE, {"taskId": task, "reason": "A walk escalates one case."})
        verdict = "REJECT" if number % 3 == 0 else "APPROVE"
        for judge in JUDGES:
            if task is None:
                break
            decision = await self._judge(judge, task, verdict)
            if decision is not None:
                return decision
            task = (await self._ask("analyst", _CASE, {"id": case}))["taskId"]
        return None

    async def _judge(self, judge: str, task: str, verdict: str) -> str | None:
        lease = await self._command(judge, _CLAIM, {"taskId": task})
        read = await self._ask(judge, _TASK, {"id": task})
        reasons = next(one["reasonCodes"] for one in read["reasonsByVerdict"] if one["verdict"] == verdict)
        given = {
            "taskId": task,
            "verdict": verdict,
            "reasonCode": reasons[0],
            "note": "Decided by a walk." if verdict in read["noteRequired"] else None,
            "packetDigest": lease["packetDigest"],
            "leaseEpoch": lease["leaseEpoch"],
            "expectedVersion": lease["version"],
        }
        decided: str | None = (await self._command(judge, _DECIDE, given))["decisionId"]
        return decided

    async def _report(self, point: str, decisions: Sequence[str]) -> int:
        """Report on each decision what the point declares; the first turns out wrong, at a cost."""
        declared = (await self._ask("integrator", _RULES, {"point": point}))["outcomes"]
        for number, decision in enumerate(decisions):
            for kind in declared:
                outcome = {
                    "decisionId": decision,
                    "kind": kind["kind"],
                    "value": _reported(kind, wrong=number == 0),
                    "money": REPORTED_LOSS if number == 0 and kind["type"] == "BOOLEAN" else None,
                    "occurredAt": datetime.now(UTC).isoformat(),
                }
                await self._command("integrator", _RECORD, outcome)
        return len(decisions) * len(declared)

    async def _command(self, account: str, mutation: str, given: Mapping[str, Any]) -> Mapping[str, Any]:
        return await self._ask(account, mutation, {"input": {**given, "idempotencyKey": secrets.token_hex(8)}})

    async def _ask(self, account: str, query: str, variables: Mapping[str, Any]) -> Mapping[str, Any]:
        body = {"query": query + _PROBLEM, "variables": variables}
        response = await self.client.post(
            "/graphql", json=body, headers={"authorization": f"Bearer {self.keys[account]}"}
        )
        content = response.json()
        if content.get("errors"):
            raise InvalidInput(f"The API refused: {content['errors'][0]['message']}")
        answer: Mapping[str, Any] = content["data"]["answer"]
        if "code" in answer:
            raise InvalidInput(f"The API refused: {answer['message']}")
        return answer


def _reported(kind: Mapping[str, Any], *, wrong: bool) -> str:
    """Return what is reported of a kind of outcome: its truth, or its least number after a wrong decision."""
    if kind["type"] == "BOOLEAN":
        return "true" if wrong else "false"
    lowest, highest = kind["lowest"] or 0.0, kind["highest"] or 1.0
    return f"{lowest if wrong else highest:g}"


def _coming(folder: Path, count: int) -> tuple[str, list[Mapping[str, Any]]]:
    """Return the pack's decision point and cases of its log that are still to come, as the API takes them."""
    from ingestion.clock import shift_to  # noqa: PLC0415  # what reads files is loaded where one is read
    from ingestion.feed import Arrival, coming  # noqa: PLC0415  # as above
    from ingestion.history import LogReading  # noqa: PLC0415  # as above
    from ingestion.intake import intake_rules  # noqa: PLC0415  # as above
    from ingestion.live import submission_builder  # noqa: PLC0415  # as above
    from ingestion.log.read import read_log  # noqa: PLC0415  # as above
    from ingestion.pack.load import load_pack  # noqa: PLC0415  # as above

    now = datetime.now(UTC)
    pack = load_pack(folder)
    shift = shift_to(pack, now)
    reading = LogReading(pack, read_log(pack, folder / (pack.source.file or "")), shift.as_of, shift.weeks)
    events = coming(submission_builder(reading, {}, shift.as_of))
    arrivals = (one.submission for one in events if isinstance(one, Arrival))
    rules = intake_rules(pack)
    times = {field.name for field in rules.fields if field.type is FieldType.TIME}
    cases: list[Mapping[str, Any]] = [
        {
            "decisionPoint": one.decision_point,
            "externalId": one.external_id,
            "payload": {**one.payload, **_in_zone(one.payload, times, pack.zone)},
            "occurredAt": now.isoformat(),
            "entities": [{"kind": entity.kind, "id": entity.id} for entity in one.entities],
        }
        for one in islice(arrivals, count)
    ]
    if not cases:
        raise InvalidInput(f"The log of {pack.pack} holds no case that is still to come: there is nothing to walk.")
    return pack.decision_point.id, cases


def _in_zone(payload: Mapping[str, Json], times: AbstractSet[str], zone: tzinfo) -> dict[str, Json]:
    """Return a payload's times of the log with their offset, which the API asks for."""
    texts = {name: payload[name] for name in times & payload.keys()}
    at = {name: datetime.fromisoformat(text) for name, text in texts.items() if isinstance(text, str)}
    return {name: (one if one.tzinfo else one.replace(tzinfo=zone)).isoformat() for name, one in at.items()}
