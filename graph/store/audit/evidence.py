"""Evidence of decisions for an outsider: their proofs, what these cover, and what stands beside them."""

import json
from collections.abc import Mapping, Sequence

from graph.domain.audit.decision_reading import Opened
from graph.domain.audit.evidence import FORMAT, loads_of
from graph.domain.audit.grounds import grounds_parts, policy_part, review_part
from graph.domain.audit.replay_digests import PARTS_BEFORE, replayed_part, replayed_part_digest
from graph.domain.decision.record import Named, Recorded
from graph.domain.kernel.canonical import Json
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.kernel.stored import Stored
from graph.queries.audit import log as audit
from graph.store.audit.log import Proof, opened_proof, proof
from graph.store.decision.filtered import DecisionFilter, page_of
from graph.store.decision.pages import LARGEST_PAGE, Wanted
from graph.store.decision.records import records
from graph.store.kernel.store import Store

MOST_DECISIONS = 100
"""In one file: a reader scrolls through no more, and it stays within what `audit verify` reads at once."""
LARGEST_LOAD = 25_000
"""Decisions and outcomes whose digests a file carries along to prove one of them: 5 MB."""
_NOT_OPENED = "gates"
"""Which values the quality gates read may be personal: of them a file holds the digest alone."""


async def evidence(store: Store, ids: Sequence[str], *, notes: bool) -> Stored | Problem:
    """Return the evidence of these decisions, with the reviewers' `notes` or without; an unknown id is refused."""
    recorded = {one.decision.id: one for one in await records(store, ids)}
    items: list[Stored] = []
    policies: dict[str, Json] = {}
    for decision_id in ids:
        if decision_id not in recorded:
            return Problem(
                ProblemCode.NOT_FOUND, f"There is no decision {decision_id}: take a decision's id from a list."
            )
        item = await _item(store, recorded[decision_id], policies)
        if isinstance(item, Problem):
            return item
        items.append({**item, "beside": _beside(recorded[decision_id], notes=notes)})
    loads: dict[str, Stored] = {}
    for load_id in loads_of(items):
        load = await _load(store, load_id)
        if isinstance(load, Problem):
            return load
        loads[load_id] = load
    made_at = milliseconds(store.clock.now())
    return {"format": FORMAT, "madeAt": made_at, "items": items, "policies": policies, "loads": loads}


async def evidence_of(store: Store, filters: DecisionFilter, *, notes: bool) -> Stored | Problem:
    """Return the evidence of all decisions that answer a filter, newest first; refuses more than `MOST_DECISIONS`."""
    ids: list[str] = []
    after: str | None = None
    while True:
        page = await page_of(store, Wanted(LARGEST_PAGE, after), filters, _named)
        if isinstance(page, Problem):
            return page
        ids += page.items
        if len(ids) > MOST_DECISIONS:
            message = f"These are more than the {MOST_DECISIONS} decisions that one file holds: name a shorter period."
            return Problem(ProblemCode.TOO_COMPLEX, message)
        if not page.has_next:
            break
        after = page.end_cursor
    if not ids:
        return Problem(ProblemCode.NOT_FOUND, "No decision was taken then: name another period or decision point.")
    return await evidence(store, ids, notes=notes)


async def _named(_store: Store, ids: Sequence[str]) -> list[str]:
    return list(ids)


async def _item(store: Store, one: Recorded, policies: dict[str, Json]) -> Stored | Problem:
    if one.vouched.load is not None:
        return await _replayed(store, one, one.vouched.load)
    read = await opened_proof(store, one.decision.id)
    if isinstance(read, Problem):
        return read
    proved, opened = read
    parts = _parts(proved, opened, policies)
    outcomes = await _proofs(store, [ending.id for ending in one.ended.outcomes])
    undos = await _proofs(store, [] if one.ended.undone is None else [one.ended.undone.id])
    for proofs in (outcomes, undos):
        if isinstance(proofs, Problem):
            return proofs
    return {"load": None, "proof": proved.as_json(), "parts": parts, "outcomes": outcomes, "undos": undos}


def _parts(proved: Proof, opened: Opened, policies: dict[str, Json]) -> Stored:
    """Return what the entry commits to a digest of; an entry of an older release covers fewer parts."""
    basis = proved.commitments.get("basis")
    stated: Stored = basis if isinstance(basis, Mapping) else {}
    parts: dict[str, object] = {}
    packet = None if opened.packet is None else json.loads(opened.packet)
    if packet is not None and stated.get("packetDigest") is not None:
        parts["packet"] = packet
    if opened.review is not None and stated.get("review") is not None:
        parts["review"] = review_part(opened.review)
    covered = stated.get("grounds") or {}
    if opened.grounds is not None:
        grounds: Stored = {name: part for name, part in grounds_parts(opened.grounds).items() if name in covered}
        parts |= {name: part for name, part in grounds.items() if name != _NOT_OPENED}
        if "snapshot" in grounds and opened.values is not None and not _personal(packet):
            parts["snapshot"] = {**grounds["snapshot"], "values": json.loads(opened.values)}
    if opened.policy is not None and "policy" in covered:
        parts["policy"] = covered["policy"]
        policies[covered["policy"]] = policy_part(opened.policy)
    return parts


def _personal(packet: Stored | None) -> bool:
    """Tell whether some values were shown only under a key: then a file holds the digest of the values alone."""
    return packet is not None and any(packet[part]["committed"] for part in ("snapshot", "snapshotUnread"))


async def _proofs(store: Store, subjects: Sequence[str]) -> list[dict[str, Json]] | Problem:
    proofs = []
    for subject in subjects:
        proved = await proof(store, subject)
        if isinstance(proved, Problem):
            return proved
        proofs.append(proved.as_json())
    return proofs


async def _replayed(store: Store, one: Recorded, load: Named) -> Stored | Problem:
    rows = await store.graph.read(audit.REPLAYED_DECISIONS, audit.SubjectsParams([one.decision.id]))
    row = rows[0].content
    try:
        [snapshot], [case], [person], [policy] = row["snapshots"], row["cases"], row["people"], row["policies"]
        [source], [check] = snapshot["sources"], snapshot["checks"]
    except ValueError:
        return _contradicted()
    own = {**row["decision"], "caseKey": case, "personKey": person, "practiceKey": policy}
    values = json.loads(snapshot["values"])
    parts = {
        "own": replayed_part("own", own),
        "data": {**replayed_part("data", {**snapshot, **source}), "values": values},
        "check": replayed_part_digest("check", check),
    }
    if len(row["decision"]["contentDigests"] or ()) > PARTS_BEFORE:
        parts["source"] = replayed_part("source", source)
    ids = [ending.id for ending in one.ended.outcomes]
    outcomes = await store.graph.read(audit.REPLAYED_OUTCOMES, audit.SubjectsParams(ids))
    return {
        "load": load.id,
        "proof": None,
        "parts": parts,
        "outcomes": [_replayed_outcome(outcome.content) for outcome in outcomes],
        "undos": [],
    }


def _replayed_outcome(row: Stored) -> Stored:
    part = replayed_part("outcome", {**row["outcome"], "caseKey": "".join(row["cases"][:1])})
    return {"load": "".join(row["runs"][:1]), "part": part}


async def _load(store: Store, load_id: str) -> Stored | Problem:
    proved = await proof(store, load_id)
    if isinstance(proved, Problem):
        return proved
    if "decisions" not in proved.commitments:
        message = "The entry of its load, of an older release, covers no single decision: give the exported audit log."
        return Problem(ProblemCode.ILLEGAL_TRANSITION, message)
    rows = await store.graph.read(audit.LOAD_DIGESTS, audit.LoadParams(load_id))
    decisions, outcomes = sorted(map(list, rows[0].decisions)), sorted(rows[0].outcomes)
    undecided = sorted(map(list, rows[0].undecided))
    brought = len(decisions) + len(outcomes) + len(undecided)
    if brought > LARGEST_LOAD:
        message = (
            f"Its load brought {brought:,} decisions, past cases and outcomes, more than the "
            f"{LARGEST_LOAD:,} whose digests fit a file: give the exported audit log instead (`signoff audit export`)."
        )
        return Problem(ProblemCode.TOO_COMPLEX, message)
    return {"proof": proved.as_json(), "decisions": decisions, "outcomes": outcomes, "undecided": undecided}


def _beside(one: Recorded, *, notes: bool) -> Stored:
    """Return what no entry covers, or only under a key that is not in the file."""
    named = {
        "case": one.case,
        "decider": one.decider,
        "source": one.data.source,
        "datasetVersion": one.data.version,
        "model": one.scored.model,
        "policy": one.ruled.policy,
    }
    return {
        "decisionId": one.decision.id,
        "point": one.point.name,
        **{name: None if node is None else node.name for name, node in named.items()},
        "state": one.state,
        "shown": one.act.shown.value,
        "note": one.act.note if notes else None,
        "noteWithheld": one.act.note is not None and not notes,
        "noteErased": one.act.note_erased,
        "endedBadly": one.ended.badly,
        "titles": {share.feature: share.title for share in one.scored.features},
        "undoneBy": None if one.ended.undone is None else one.ended.undone.by,
    }


def _contradicted() -> Problem:
    message = "The graph is no longer what its log says of this decision: run `signoff audit verify`."
    return Problem(ProblemCode.ILLEGAL_TRANSITION, message)
