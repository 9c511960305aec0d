"""What is sent: an event in the form of CloudEvents 1.0, signed as Standard Webhooks asks."""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from graph.domain.delivery.endpoints import EventKind
from graph.domain.kernel.canonical import Json, canonical_json

TYPES: Mapping[EventKind, str] = {
    EventKind.DECISION_RECORDED: "signoff.decision.recorded",
    EventKind.REGISTRY_CHANGED: "signoff.registry.changed",
}
"""The `type` of each kind of event; receivers choose by it."""
SOURCE = "/signoff"
"""The `source` of every event: one firm has one Signoff."""
_SECRET_PREFIX = "whsec_"  # noqa: S105  # how Standard Webhooks writes every secret


@dataclass(frozen=True, slots=True)
class EventMessage:
    """An event as it is sent; `id` is the same at each attempt, by which receivers leave out what they have."""

    id: str
    kind: EventKind
    subject: str
    at: datetime
    data: Mapping[str, Json]

    @property
    def body(self) -> bytes:
        """Return the event as JSON, the same at each attempt."""
        return canonical_json(
            {
                "specversion": "1.0",
                "id": self.id,
                "type": TYPES[self.kind],
                "source": SOURCE,
                "subject": self.subject,
                "time": self.at.isoformat(),
                "datacontenttype": "application/json",
                "data": dict(self.data),
            }
        )


def secret_of(master: bytes, endpoint_id: str, number: int) -> str:
    """Return the signing secret of an endpoint, the `number`-th; it comes from the master key and is stored nowhere."""
    drawn = hmac.digest(master, f"{endpoint_id} {number}".encode(), hashlib.sha256)
    return _SECRET_PREFIX + base64.b64encode(drawn).decode()
