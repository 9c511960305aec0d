"""Statements that load a log: its run, registries, decisions, outcomes and refused rows."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from graph.queries._query import Access, Nothing, Query


class FindRunParams(NamedTuple):
    """Natural key of a run."""

    key: str


class RunRow(NamedTuple):
    """A run as stored: its id, state, and shift in milliseconds."""

    id: str
    state: str
    shift_ms: int


class LatestRunParams(NamedTuple):
    """A pack, to find its newest load."""

    pack: str


class LatestRunRow(NamedTuple):
    """The newest load of a pack: how far its times are moved, its key (it ends with its moment), what is in whole.

    `settled_digest` is None until its live cases are in too.
    """

    id: str
    shift_ms: int
    key: str
    settled_digest: str | None
    live_cases: int
    live_tainted: int


class PresentCasesParams(NamedTuple):
    """Natural keys of cases, or of dataset versions."""

    keys: Sequence[str]


class PresentCaseRow(NamedTuple):
    """The natural key of a case that is there."""

    key: str


class HeldCaseRow(NamedTuple):
    """A case as it stands: its newest submitted data as JSON, whether a reviewer corrected them, and its decision.

    Outcomes are `kind=value`.
    """

    key: str
    state: str
    values: str
    gate_row: str | None
    edited: bool
    decision_origin: str | None
    action: str | None
    person_key: str | None
    decided_at: int | None
    outcomes: Sequence[str]


class HeldVersionRow(NamedTuple):
    """A dataset version and the SHA-256 over its content, where one was stated."""

    key: str
    sha256: str | None


class BeginRunParams(NamedTuple):
    """A run with all that its data hang on; ids are used where a node is new."""

    run: Mapping[str, object]
    source: Mapping[str, object]
    dataset: Mapping[str, object]
    practice: Mapping[str, object]
    point_key: str
    recorded_at: int


class RowsParams(NamedTuple):
    """Rows of one batch, each a flat map as the statement names its keys."""

    recorded_at: int
    rows: Sequence[Mapping[str, object]]


class RunRowsParams(NamedTuple):
    """Rows of one batch that hang on a run."""

    run_key: str
    recorded_at: int
    rows: Sequence[Mapping[str, object]]


class FeaturesParams(NamedTuple):
    """Features of a dataset, each a flat map."""

    dataset_key: str
    recorded_at: int
    rows: Sequence[Mapping[str, object]]


class DecisionsParams(NamedTuple):
    """Decided cases of one point, governed by one practice."""

    run_key: str
    point_key: str
    practice_key: str
    recorded_at: int
    rows: Sequence[Mapping[str, object]]


class AddedRow(NamedTuple):
    """How many rows of a batch were new."""

    added: int


class RunContentRow(NamedTuple):
    """One decision of a run, as the run's digest commits to it."""

    case_key: str
    action: str
    person_key: str
    decided_at: int


class RunDigestsRow(NamedTuple):
    """One decision or outcome of a run (`kind`), with the digests that were taken of it while it was loaded."""

    kind: str
    digests: Sequence[str | None] | None


class FinishRunParams(NamedTuple):
    """What is known of a run at its end, with its audit entry; counts only where digests cover what they count."""

    key: str
    quarantined: int
    content_digest: str
    decisions: int | None
    outcomes: int | None
    recorded_at: int
    entry: Mapping[str, object]


class SettleRunParams(NamedTuple):
    """A finished run, the digest of all that was read for it, and its live cases."""

    id: str
    digest: str
    live_cases: int
    live_tainted: int


class ForgottenRow(NamedTuple):
    """What the server says of it."""

    value: str


FIND_RUN = Query("ingest/find_run.cypher", FindRunParams, RunRow, Access.READ)
LATEST_RUN = Query("ingest/latest_run.cypher", LatestRunParams, LatestRunRow, Access.READ)
PRESENT_CASES = Query("ingest/present_cases.cypher", PresentCasesParams, PresentCaseRow, Access.READ)
HELD_CASES = Query("ingest/held_cases.cypher", PresentCasesParams, HeldCaseRow, Access.READ)
HELD_VERSIONS = Query("ingest/held_versions.cypher", PresentCasesParams, HeldVersionRow, Access.READ)
BEGIN_RUN = Query("ingest/begin_run.cypher", BeginRunParams, RunRow, Access.WRITE)
ADD_VERSIONS = Query("ingest/add_versions.cypher", RunRowsParams, AddedRow, Access.WRITE)
ADD_FEATURES = Query("ingest/add_features.cypher", FeaturesParams, AddedRow, Access.WRITE)
ADD_ACTORS = Query("ingest/add_actors.cypher", RowsParams, AddedRow, Access.WRITE)
ADD_ENTITIES = Query("ingest/add_entities.cypher", RowsParams, AddedRow, Access.WRITE)
ADD_DECISIONS = Query("ingest/add_decisions.cypher", DecisionsParams, AddedRow, Access.WRITE)
ADD_OUTCOMES = Query("ingest/add_outcomes.cypher", RunRowsParams, AddedRow, Access.WRITE)
ADD_REFUSALS = Query("ingest/add_refusals.cypher", RunRowsParams, AddedRow, Access.WRITE)
RUN_CONTENT = Query("ingest/run_content.cypher", FindRunParams, RunContentRow, Access.READ)
RUN_DIGESTS = Query("ingest/run_content_digests.cypher", FindRunParams, RunDigestsRow, Access.READ)
FINISH_RUN = Query("ingest/finish_run.cypher", FinishRunParams, AddedRow, Access.WRITE)
SETTLE_RUN = Query("ingest/settle_run.cypher", SettleRunParams, AddedRow, Access.WRITE)
FORGET_PLANS = Query("ingest/forget_plans.cypher", Nothing, ForgottenRow, Access.READ)
