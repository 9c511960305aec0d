"""What came of decisions."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.domain.audit.leaves import Leaf, outcome_leaf
from graph.records._record import Record


@dataclass(frozen=True, slots=True)
class OutcomeRecord(Record):
    """A reported outcome; money in the point's currency."""

    id: str
    key: str
    kind: str
    value: str
    money: float | None
    correction_reason: str | None
    reporter_id: str
    occurred_at: int
    known_at: int
    recorded_at: int

    def leaf(self, decision_id: str, case_id: str, corrects: Sequence[str]) -> Leaf:
        """Return what the audit log commits to; `corrects` are the ids of the outcomes that it replaces."""
        correcting = {"corrects": list(corrects), "correctionReason": self.correction_reason} if corrects else {}
        return outcome_leaf(
            self.id,
            {
                "decisionId": decision_id,
                "caseId": case_id,
                "kind": self.kind,
                "value": self.value,
                "money": self.money,
                "occurredAt": self.occurred_at,
                "knownAt": self.known_at,
                "reporterId": self.reporter_id,
                **correcting,
            },
        )
