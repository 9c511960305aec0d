"""What came of decisions."""

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
    reporter_id: str
    occurred_at: int
    known_at: int
    recorded_at: int

    def leaf(self, decision_id: str, case_id: str) -> Leaf:
        """Return what the audit log commits to."""
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
            },
        )
