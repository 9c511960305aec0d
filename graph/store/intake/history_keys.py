"""Natural keys of what a log brings; the same row always finds the same node."""

import hashlib

from graph.domain.intake.replay import History, ReplayRun
from graph.domain.kernel.keys import ActorKey, CaseKey, DatasetVersionKey


def case_key(run: ReplayRun, external_id: str) -> str:
    """Return the key of a case of the run's decision point."""
    return CaseKey(run.source.point, external_id).text


def version_key(run: ReplayRun, version: str) -> str:
    """Return the key of a version of the run's dataset."""
    return DatasetVersionKey(run.source.namespace, run.source.dataset, version).text


def person_key(history: History, name: str) -> str:
    """Return the key of an actor: ids are namespaces per column, so the column belongs to it."""
    return ActorKey(history.run.source.pack, history.actor_column, name).text


def digest_of(canonical: bytes) -> str:
    """Return the SHA-256 of canonical JSON, hex."""
    return hashlib.sha256(canonical).hexdigest()
