"""Statements on what the gates of whole files said, and on what the next file is compared with."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.domain.kernel.stored import Stored
from graph.queries.intake.ingest import AddedRowsRow, FindRunParams
from graph.queries.kernel.query import Access, Query
from graph.queries.kernel.rows import Row
from graph.records.intake import QualityCheckRecord


@dataclass(frozen=True, slots=True)
class JudgedVersionRow(Row):
    """A version that a file states, and what its gates found wrong with each case of it."""

    key: str
    findings: Sequence[str]


class FileCheckParams(NamedTuple):
    """What the file gates of a run said, and the versions that the file states."""

    run_key: str
    check: QualityCheckRecord
    versions: Sequence[JudgedVersionRow]


class FileCheckRow(NamedTuple):
    """What the file gates of a run said, as it is stored."""

    stated: Stored


class ProfileBeforeParams(NamedTuple):
    """A dataset by its key, and a moment (epoch ms)."""

    dataset_key: str
    before: int


class ProfileRow(NamedTuple):
    """A version's profile as JSON."""

    profile: str


ADD_FILE_CHECK = Query("intake/ingest/add_file_check.cypher", FileCheckParams, AddedRowsRow, Access.WRITE)
FILE_CHECK = Query("intake/ingest/file_check.cypher", FindRunParams, FileCheckRow, Access.READ)
PROFILE_BEFORE = Query("intake/ingest/profile_before.cypher", ProfileBeforeParams, ProfileRow, Access.READ)
