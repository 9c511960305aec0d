"""What the graph holds of a log's cases and dataset versions, for a file that may state them otherwise."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.domain.intake.case import CaseState
from graph.domain.intake.quality import own_findings_of
from graph.domain.intake.replay import History
from graph.domain.intake.restating import Statement
from graph.domain.kernel.keys import CaseKey
from graph.queries.intake import holdings, ingest
from graph.queries.kernel.rows import Rows
from graph.session import Graph
from graph.store.intake.history import BATCH_ROWS
from graph.store.intake.history_keys import version_key


@dataclass(frozen=True, slots=True)
class Held:
    """A case that is there: what it states, whether it is decided, and whether a reviewer corrected its data.

    `stated_otherwise` is what a file stated otherwise about its decision when one was loaded last; `action_here` is the
    action where that was taken here.
    """

    statement: Statement
    decided: bool
    edited: bool
    stated_otherwise: tuple[str, ...] = ()
    action_here: str | None = None


async def held_cases(graph: Graph, point: str, external_ids: Sequence[str]) -> Mapping[str, Held]:
    """Return those of the external ids that are cases of the point, with what they hold."""
    held: dict[str, Held] = {}
    for keys in _batches([CaseKey(point, external_id).text for external_id in external_ids]):
        rows = await graph.read(holdings.HELD_CASES, ingest.PresentCasesParams(keys))
        held |= {CaseKey.parse(row.key).external_id: _held(row) for row in rows}
    return held


async def keep_stated_otherwise(graph: Graph, point: str, parts: Mapping[str, Sequence[str]]) -> None:
    """Keep at the decisions of cases (external ids) which parts a file states otherwise; none where it agrees."""
    rows = [holdings.StatedRow(CaseKey(point, external_id).text, list(named)) for external_id, named in parts.items()]
    for first in range(0, len(rows), BATCH_ROWS):
        await graph.write(holdings.STATE_OTHERWISE, Rows(rows[first : first + BATCH_ROWS]))


async def held_versions(graph: Graph, history: History) -> Mapping[str, str | None]:
    """Return the SHA-256 of those versions of a history's dataset that are there, by their names."""
    names = {version_key(history.run, version.version): version.version for version in history.versions}
    rows = await graph.read(ingest.HELD_VERSIONS, ingest.PresentCasesParams(list(names)))
    return {names[row.key]: row.sha256 for row in rows}


def _held(row: holdings.HeldCaseRow) -> Held:
    decision = None
    if row.decision_origin == "REPLAYED" and row.action and row.person_key and row.decided_at is not None:
        decision = (row.action, row.person_key, row.decided_at)
    outcomes = dict(stored_outcome.split("=", 1) for stored_outcome in row.outcomes)
    check = row.checked or {}
    gate_row = check.get("gateRow")
    checked = None if gate_row is None else json.loads(gate_row)
    statement = Statement(json.loads(row.values), decision, outcomes, checked, own_findings_of(check))
    here = row.action if row.decision_origin == "LIVE" else None
    return Held(statement, row.state == CaseState.DECIDED, row.edited, tuple(row.stated_otherwise or ()), here)


def _batches(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    for first in range(0, len(keys), BATCH_ROWS):
        yield keys[first : first + BATCH_ROWS]
