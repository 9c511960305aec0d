"""What every store function needs: the graph, the clock, keys, and the groups of the hot reads and writes."""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from graph.clock import Clock, SystemClock
from graph.queries.decision import appeals as decision
from graph.queries.delivery import endpoints as delivery
from graph.queries.intake import cases as case
from graph.queries.intake import quarantine
from graph.queries.kernel import request
from graph.queries.kernel.query import Query
from graph.queries.kernel.rows import Keyed, Rows, T, VerdictRow
from graph.queries.lineage import recall as lineage
from graph.queries.monitor import breakers, kpis
from graph.queries.outcome import reports as outcome
from graph.queries.people import accounts as people
from graph.queries.people import delegations as absences
from graph.queries.people import trainings
from graph.queries.planning import forecast, whatif
from graph.queries.registry import exceptions, identity, policy_changes, promotion, versions
from graph.queries.registry import relations as registry
from graph.queries.review import disputes, rounds, sla, snoozing
from graph.queries.review import tasks as review
from graph.session import Graph
from graph.store.kernel.erasure import ErasureKeys, MasterKey
from graph.store.kernel.group_commit import GroupCommit, Write
from graph.store.kernel.group_read import GroupRead, Read
from graph.store.kernel.masks import Masks

if TYPE_CHECKING:
    from graph.domain.gate.table import CompiledPolicy
    from graph.domain.review.outdated import OutdatedSearch
    from graph.store.kernel.decision_point import Point

F = TypeVar(
    "F", review.FactsRow, request.UsedKeyRow, people.AccountRow, people.AccountOfKeyRow, versions.VersionFindingsRow
)

GATE_AGENT = "signoff-gate"
"""Key of the SoftwareAgent that automatic decisions are attributed to."""


@dataclass(frozen=True)
class Store:
    """An open store; make one for each process with `open_store`."""

    graph: Graph
    clock: Clock
    erasure_keys: ErasureKeys
    masks: Masks
    cursor_key: bytes
    webhook_key: bytes
    task_facts: GroupRead[review.FactsWanted, review.FactsRow]
    used_keys: GroupRead[request.UsedKeyWanted, request.UsedKeyRow]
    accounts: GroupRead[people.AccountWanted, people.AccountRow]
    accounts_of_keys: GroupRead[people.AccountOfKeyWanted, people.AccountOfKeyRow]
    version_findings: GroupRead[versions.JudgedVersion, versions.VersionFindingsRow]
    submissions: GroupCommit[Keyed[case.SubmitRow]]
    claims: GroupCommit[Keyed[review.ClaimRow]]
    verdicts: GroupCommit[Keyed[review.DecideRow]]
    votes: GroupCommit[Keyed[rounds.VoteRow]]
    moves: GroupCommit[Keyed[review.MoveRow]]
    answers: GroupCommit[Keyed[review.AnswerRow]]
    resumptions: GroupCommit[snoozing.ResumeRow | Keyed[snoozing.ResumeRow]]
    first_answers: GroupCommit[Keyed[review.FirstAnswerRow]]
    undos: GroupCommit[Keyed[review.UndoRow]]
    outcomes: GroupCommit[Keyed[outcome.OutcomeReportRow]]
    corrections: GroupCommit[Keyed[case.CorrectRow]]
    escalations: GroupCommit[sla.AdvanceRow | Keyed[sla.AdvanceRow]]
    scenario_runs: GroupCommit[Keyed[whatif.EnqueueRow]]
    forecast_requests: GroupCommit[Keyed[forecast.RequestRow]]
    relations: GroupCommit[registry.ChangeRow | Keyed[registry.ChangeRow]]
    openings: GroupCommit[Keyed[registry.OpenRow]]
    matches: GroupCommit[identity.MatchRow | Keyed[identity.MatchRow]]
    targets: GroupCommit[Keyed[kpis.TargetRow]]
    disputes: GroupCommit[Keyed[disputes.DisputeRow]]
    promotions: GroupCommit[Keyed[promotion.PromotionRow]]
    policy_changes: GroupCommit[policy_changes.PolicyChangeRow | Keyed[policy_changes.PolicyChangeRow]]
    appeals: GroupCommit[Keyed[decision.AppealRow]]
    appeal_verdicts: GroupCommit[Keyed[decision.CloseAppealRow]]
    recalls: GroupCommit[Keyed[lineage.OpenRecallRow]]
    recall_moves: GroupCommit[lineage.MoveRecallRow | Keyed[lineage.MoveRecallRow]]
    recall_items: GroupCommit[lineage.MoveItemRow | Keyed[lineage.MoveItemRow]]
    grants: GroupCommit[Keyed[exceptions.GrantRow]]
    revocations: GroupCommit[Keyed[exceptions.RevokeRow]]
    breakers: GroupCommit[breakers.ChangeBreakerRow | Keyed[breakers.ChangeBreakerRow]]
    changed_accounts: GroupCommit[Keyed[people.AccountChangeRow]]
    completed_courses: GroupCommit[Keyed[trainings.TrainingRow]]
    delegations: GroupCommit[Keyed[absences.DelegateRow]]
    ended_delegations: GroupCommit[Keyed[absences.EndDelegationRow]]
    refused_rows: GroupCommit[quarantine.RowChangeRow | Keyed[quarantine.RowChangeRow]]
    reveals: GroupCommit[Keyed[case.RevealRow]]
    new_webhooks: GroupCommit[Keyed[delivery.NewEndpointRow]]
    webhook_changes: GroupCommit[Keyed[delivery.EndpointChangeRow]]
    points: dict[str, "Point"] = field(default_factory=dict)
    policies: dict[str, "CompiledPolicy | None"] = field(default_factory=dict)
    known_models: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    outdated_searches: dict[str, "OutdatedSearch"] = field(default_factory=dict)
    learning_looked_at: dict[str, datetime] = field(default_factory=dict)
    rounds_opened: set[tuple[str, int]] = field(default_factory=set)
    compared_entities: set[str] = field(default_factory=set)
    known_datasets: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    known_accounts: dict[str, str] = field(default_factory=dict)
    account_names: dict[str, tuple[float, tuple[str, ...]]] = field(default_factory=dict)


def open_store(graph: Graph, master: MasterKey, clock: Clock | None = None) -> Store:
    """Bind an open graph to its clock and keys."""
    used = clock or SystemClock()
    return Store(
        graph=graph,
        clock=used,
        erasure_keys=ErasureKeys(graph, used, master),
        masks=Masks.under(master),
        cursor_key=hmac.digest(master.secret, b"signoff cursors", hashlib.sha256),
        webhook_key=hmac.digest(master.secret, b"signoff webhooks", hashlib.sha256),
        task_facts=GroupRead(_reader(graph, review.FACTS)),
        used_keys=GroupRead(_reader(graph, request.USED_KEY)),
        accounts=GroupRead(_reader(graph, people.ACCOUNT)),
        accounts_of_keys=GroupRead(_reader(graph, people.ACCOUNT_OF_KEY)),
        version_findings=GroupRead(_reader(graph, versions.VERSION_FINDINGS)),
        submissions=GroupCommit(_writer(graph, case.SUBMIT)),
        claims=GroupCommit(_writer(graph, review.CLAIM)),
        verdicts=GroupCommit(_writer(graph, review.DECIDE)),
        votes=GroupCommit(_writer(graph, rounds.VOTE)),
        moves=GroupCommit(_writer(graph, review.MOVE)),
        answers=GroupCommit(_writer(graph, review.ANSWER)),
        resumptions=GroupCommit(_writer(graph, snoozing.RESUME)),
        first_answers=GroupCommit(_writer(graph, review.ANSWER_FIRST)),
        undos=GroupCommit(_writer(graph, review.UNDO)),
        outcomes=GroupCommit(_writer(graph, outcome.RECORD)),
        corrections=GroupCommit(_writer(graph, case.CORRECT)),
        escalations=GroupCommit(_writer(graph, sla.ADVANCE)),
        scenario_runs=GroupCommit(_writer(graph, whatif.ENQUEUE)),
        forecast_requests=GroupCommit(_writer(graph, forecast.QUEUE)),
        relations=GroupCommit(_writer(graph, registry.CHANGE)),
        openings=GroupCommit(_writer(graph, registry.OPEN)),
        matches=GroupCommit(_writer(graph, identity.CHANGE_MATCH)),
        targets=GroupCommit(_writer(graph, kpis.SET_TARGET)),
        disputes=GroupCommit(_writer(graph, disputes.DISPUTE)),
        promotions=GroupCommit(_writer(graph, promotion.CHANGE_VERSION)),
        policy_changes=GroupCommit(_writer(graph, policy_changes.CHANGE_POLICY)),
        appeals=GroupCommit(_writer(graph, decision.OPEN_APPEAL)),
        appeal_verdicts=GroupCommit(_writer(graph, decision.CLOSE_APPEAL)),
        recalls=GroupCommit(_writer(graph, lineage.OPEN_RECALL)),
        recall_moves=GroupCommit(_writer(graph, lineage.MOVE_RECALL)),
        recall_items=GroupCommit(_writer(graph, lineage.MOVE_ITEM)),
        grants=GroupCommit(_writer(graph, exceptions.GRANT)),
        revocations=GroupCommit(_writer(graph, exceptions.REVOKE)),
        breakers=GroupCommit(_writer(graph, breakers.CHANGE)),
        changed_accounts=GroupCommit(_writer(graph, people.CHANGE_ACCOUNT)),
        completed_courses=GroupCommit(_writer(graph, trainings.COMPLETE)),
        delegations=GroupCommit(_writer(graph, absences.DELEGATE)),
        ended_delegations=GroupCommit(_writer(graph, absences.END)),
        refused_rows=GroupCommit(_writer(graph, quarantine.CHANGE_ROW)),
        reveals=GroupCommit(_writer(graph, case.REVEAL)),
        new_webhooks=GroupCommit(_writer(graph, delivery.ADD)),
        webhook_changes=GroupCommit(_writer(graph, delivery.CHANGE)),
    )


def _writer(graph: Graph, query: Query[Rows[T], VerdictRow]) -> Write[T]:
    async def write(rows: Sequence[T]) -> list[str]:
        return [answer.verdict for answer in await graph.write(query, Rows(rows))]

    return write


def _reader(graph: Graph, query: Query[Rows[T], F]) -> Read[T, F]:
    async def read(rows: Sequence[T]) -> list[F]:
        return await graph.read(query, Rows(rows))

    return read
