"""Cases that wait for a score, as a table: from the payload that was stored with each of them.

A payload holds the attributes by name and, where the pack fills them in, `started_at` and `opened_at` (ISO 8601
on the source's clock, or with an offset), `sequence` and `stratum`; of a log without a clock `row`, the place in it.
A missing attribute is scored as unknown; one that cannot be read as its kind is an error of that case alone.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from forecasting.cases import Attribute, CaseTable, Kind, case_table, seconds
from forecasting.errors import PayloadUnusable
from graph.domain.kernel.row_moments import LAST_ROW, row_moment

ROW = "row"
"""The field of a payload that holds the place of a case in a log without a clock."""


@dataclass(frozen=True, slots=True)
class ScoringRequest:
    """A case's id, its payload, and when it began on the source's clock where the payload does not say."""

    case_id: str
    payload: Mapping[str, object]
    began_at: int


def request_table(requests: Sequence[ScoringRequest], attributes: Sequence[Attribute]) -> CaseTable:
    """Return the table of new cases; raises PayloadUnusable naming case and field."""
    rows = [_row(request, attributes) for request in requests]
    columns: dict[str, list[object]] = {name: [row[name] for row in rows] for name in _names(attributes)}
    return case_table(columns, attributes)


def check_request(request: ScoringRequest, attributes: Sequence[Attribute]) -> str | None:
    """Return why a case cannot be scored, or None."""
    try:
        _row(request, attributes)
    except PayloadUnusable as error:
        return str(error)
    return None


_UNKNOWN: Mapping[str, object] = {
    "ended_at": None,
    "ended_by": "",
    "resolved_at": None,
    "final_at": None,
    "missed": None,
}


def _names(attributes: Sequence[Attribute]) -> list[str]:
    own = ["case_id", "group_id", "sequence", "started_at", "opened_at", "stratum"]
    return [*own, *_UNKNOWN, *(attribute.name for attribute in attributes)]


def _row(request: ScoringRequest, attributes: Sequence[Attribute]) -> dict[str, object]:
    payload = request.payload
    started = _moment(request, "started_at", _of_row(request))
    sequence = _number(request, "sequence")
    row: dict[str, object] = {
        **_UNKNOWN,
        "case_id": request.case_id,
        "group_id": request.case_id,
        "sequence": 0 if math.isnan(sequence) else max(0, int(sequence)),
        "started_at": started,
        "opened_at": min(started, _moment(request, "opened_at", started)),
        "stratum": _text(payload.get("stratum")),
    }
    for attribute in attributes:
        numeric = attribute.kind in {Kind.NUMBER, Kind.SCORE}
        row[attribute.name] = _number(request, attribute.name) if numeric else _text(payload.get(attribute.name))
    return row


def _of_row(request: ScoringRequest) -> int:
    """Return what stands for the place of a case in a log without a clock, else when it began."""
    row = _number(request, ROW)
    return request.began_at if math.isnan(row) or not 0 <= row <= LAST_ROW else seconds(row_moment(int(row)))


def _number(request: ScoringRequest, name: str) -> float:
    value = request.payload.get(name)
    if value is None:
        return math.nan
    if not isinstance(value, int | float) or not math.isfinite(value):
        raise PayloadUnusable(f"case {request.case_id}: {name} is {value!r}, not a finite number; correct and resend")
    return float(value)


def _moment(request: ScoringRequest, name: str, otherwise: int) -> int:
    value = request.payload.get(name)
    if value is None:
        return otherwise
    try:
        at = datetime.fromisoformat(str(value))
        return seconds(at if at.tzinfo is None else at.astimezone(UTC))
    except (ValueError, OverflowError) as error:
        raise PayloadUnusable(f"case {request.case_id}: {name} is {value!r}, not an ISO 8601 time") from error


def _text(value: object) -> str | None:
    return None if value is None else str(value)
