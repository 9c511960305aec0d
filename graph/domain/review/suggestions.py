"""What a suggestion means for whoever takes the next task: it orders, and binds nobody."""

from graph.domain.review.urgency import SlaState


def waits_for_another(suggested_id: str | None, person_id: str, sla_state: str | None) -> bool:
    """Tell whether somebody takes a task only after others: it is in time and suggested to another person."""
    return suggested_id not in {None, person_id} and sla_state == SlaState.ON_TRACK.value
