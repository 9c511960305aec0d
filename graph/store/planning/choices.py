"""What hot spots can be forecast of at a decision point: every event, by every kind of node."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.domain.intake.rules import FieldType
from graph.domain.kernel.periods import Period
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.planning.counted import CountedEvent, counted_events, node_kinds
from graph.queries.planning import forecast as queries
from graph.store.kernel.store import Store
from graph.store.planning.forecasts import HotspotKind, kinds_of, unknown_kind
from graph.store.registry.points import point_of


@dataclass(frozen=True, slots=True)
class HotspotChoices:
    """Events and kinds of node of a point; `declared` are those that its pack pairs, which are also stored and scored.

    A point whose pack pairs none has no clock, or nothing to count: there is nothing to choose. `among` are its
    attributes of text, by which nodes are tied; `bad_outcomes` say what makes a decision wrong.
    """

    point: str
    events: Sequence[CountedEvent]
    node_kinds: Sequence[str]
    declared: Sequence[HotspotKind]
    among: Sequence[str]
    bad_outcomes: Sequence[str]

    def kind(self, name: str, event: str | None) -> HotspotKind | Problem:
        """Return as what an event is counted by a kind of node; NOT_FOUND says which there are."""
        declared = next((one for one in self.declared if one.name == name), None)
        if declared is not None and event in {None, declared.event}:
            return replace(declared, among=tuple(self.among))
        if self.by_rows or name not in self.node_kinds or not self.declared:
            return unknown_kind(self.point, name, self.declared, self.node_kinds if self.declared else ())
        event = event or self.declared[0].event
        chosen = next((one for one in self.all_events if one.name == event), None)
        if chosen is None:
            there = ", ".join(one.name for one in self.all_events)
            return Problem(ProblemCode.NOT_FOUND, f"{self.point} has no event {event!r} by {name}: there are {there}.")
        follows = next((one.follows for one in self.declared if one.event == chosen.name), False)
        attribute = "" if declared is None else declared.attribute
        return HotspotKind(
            self.point,
            name,
            attribute,
            Period.DAY,
            "",
            tuple(self.among),
            chosen.name,
            follows,
            chosen.counted,
        )

    @property
    def by_rows(self) -> bool:
        """Tell whether the log has no clock: then only what its pack pairs is counted, by rows."""
        return _by_rows(self.declared)

    @property
    def all_events(self) -> list[CountedEvent]:
        """Return every event, those first that the pack pairs with a kind of node; none where it pairs none."""
        if not self.declared:
            return []
        paired = [CountedEvent(one.event, one.counted) for one in self.declared]
        return list(dict.fromkeys(paired if self.by_rows else [*paired, *self.events]))


async def hotspot_choices(store: Store, point: str) -> HotspotChoices:
    """Return what there is to choose at a point; nothing at an unknown one."""
    rows = await store.graph.read(queries.KINDS, queries.KindsParams(point))
    declared = [kind for row in rows for kind in kinds_of(row)]
    known = await point_of(store, point)
    intake = None if known is None else known.intake
    bad = [one for row in rows for one in row.bad_outcomes]
    fields, outcomes = ((), ()) if intake is None else (intake.fields, intake.outcomes)
    names = [one.name for one in declared]
    return HotspotChoices(
        point,
        counted_events(outcomes, bad),
        names if _by_rows(declared) else node_kinds(fields, names),
        declared,
        [one.name for one in fields if one.type is FieldType.TEXT and not one.personal and not one.masked],
        bad,
    )


def _by_rows(declared: Sequence[HotspotKind]) -> bool:
    return any(one.rows is not None for one in declared)
