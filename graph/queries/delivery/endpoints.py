"""Addresses that events are delivered to: listed, added, changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.domain.kernel.stored import Stored
from graph.queries.kernel.query import Access, Query
from graph.queries.kernel.rows import Keyed, Row, Rows, VerdictRow
from graph.records.audit import AuditEntryRecord, OutboxEventRecord
from graph.records.change import StateChangeRecord
from graph.records.delivery import WebhookEndpointRecord, WebhookEndpointUpdate


class EndpointsParams(NamedTuple):
    """The states of the endpoints that are wanted."""

    states: Sequence[str]


class BacklogsParams(NamedTuple):
    """The ids of endpoints."""

    ids: Sequence[str]


class BacklogRow(NamedTuple):
    """How many events wait for an endpoint, and how many were given up."""

    id: str
    waiting: int
    dead: int


class EndpointParams(NamedTuple):
    """The id of an endpoint."""

    id: str


class EndpointRow(NamedTuple):
    """An endpoint as stored."""

    endpoint: Stored


@dataclass(frozen=True, slots=True)
class NewEndpointRow(Row):
    """An endpoint that is added, with its record."""

    endpoint: WebhookEndpointRecord
    change: StateChangeRecord
    audit: Sequence[AuditEntryRecord]
    outbox: Sequence[OutboxEventRecord]


@dataclass(frozen=True, slots=True)
class EndpointChangeRow(Row):
    """A change of an endpoint of a version, with its record.

    `after`: how what waits for it stands then; `waits_at`: when that is tried next, None for not at all; `again`:
    whether what was given up is too.
    """

    write_id: str
    endpoint_id: str
    version: int
    endpoint: WebhookEndpointUpdate
    after: str
    waits_at: int | None
    again: bool
    change: StateChangeRecord
    audit: Sequence[AuditEntryRecord]
    outbox: Sequence[OutboxEventRecord]


ENDPOINTS = Query("delivery/endpoints.cypher", EndpointsParams, EndpointRow, Access.READ, hot=True)
BACKLOGS = Query("delivery/backlogs.cypher", BacklogsParams, BacklogRow, Access.READ, hot=True)
ENDPOINT = Query("delivery/endpoint.cypher", EndpointParams, EndpointRow, Access.READ, hot=True)
ADD = Query("delivery/add.cypher", Rows[Keyed[NewEndpointRow]], VerdictRow, Access.WRITE, hot=True)
CHANGE = Query("delivery/change.cypher", Rows[Keyed[EndpointChangeRow]], VerdictRow, Access.WRITE, hot=True)
