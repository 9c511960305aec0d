"""Suggestions of points that ask for them, renewed again and again by what is known of their reviewers."""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from pathlib import Path

from graph.errors import InvalidInput
from graph.store.kernel.store import Store
from graph.store.review.suggesting import renew_suggestions
from pipelines.routing.knowledge import KnownReviewers, know_reviewers, primary_model
from pipelines.routing.suggesting import suggest

_HOLDS = timedelta(hours=1)
"""How long what was learned of people is used: outcomes come over days, and learning reads a point's whole record."""


@dataclass(slots=True)
class Suggester:
    """What this process knows of the reviewers of each point."""

    data_dir: Path
    known: dict[str, KnownReviewers] = field(default_factory=dict)

    async def renew(self, store: Store, point: str, each: int) -> int:
        """Renew the suggestions of a point; return how many changed. Without a model that was trained here: none."""
        known = await self._knowledge(store, point)
        return await (renew_suggestions(store, point, [], {}) if known is None else suggest(store, point, known, each))

    async def _knowledge(self, store: Store, point: str) -> KnownReviewers | None:
        main = await primary_model(store, point)
        if main is None:
            return None
        known, now = self.known.get(point), store.clock.now()
        if known is None or known.version != main.active.id or now - known.learned_at >= _HOLDS:
            try:
                known = self.known[point] = await know_reviewers(store, point, self.data_dir)
            except InvalidInput:  # its file is missing or changed: the scorer does without it, too
                return None
        return known


@cache
def suggester_of(data_dir: Path) -> Suggester:
    """Return this process's suggester."""
    return Suggester(data_dir)
