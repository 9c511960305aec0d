"""Changes of working states: from, to, by whom and why."""

from dataclasses import dataclass

from graph.domain.people.roles import ActorKind
from graph.records._record import Record


@dataclass(frozen=True, slots=True)
class Move:
    """From which state to which, by which command, and why."""

    before: str
    after: str
    command: str
    reason: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class StateChangeRecord(Record):
    """One change of the working state of a case or task; `point_epoch`: the epoch of its point that has a breaker's."""

    id: str
    from_state: str
    to_state: str
    command: str
    actor_id: str
    actor_kind: str
    reason: str | None
    note: str | None
    known_at: int
    recorded_at: int
    point_epoch: int | None = None

    @classmethod
    def of(cls, move: Move, actor: tuple[str, ActorKind], change_id: str, at: int) -> "StateChangeRecord":
        """Return the record of a move; `actor` is node id or key, and kind."""
        return cls(
            id=change_id,
            from_state=move.before,
            to_state=move.after,
            command=move.command,
            actor_id=actor[0],
            actor_kind=actor[1].value,
            reason=move.reason,
            note=move.note,
            known_at=at,
            recorded_at=at,
        )
