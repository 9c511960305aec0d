"""A graph whose server counts what each statement looks at, for so many rows that are asked and answered."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from neo4j import AsyncManagedTransaction, AsyncSession

from graph.queries.kernel.query import GIVEN, Access, P, Query, R
from graph.queries.kernel.rows import parameter
from graph.session import Graph
from tests.builders.plans import hits, scans


@dataclass
class Cost:
    """What the calls of one statement looked at, and how large their questions and answers were, all together."""

    hits: int = 0
    size: int = 0

    @property
    def a_row(self) -> float:
        return self.hits / max(1, self.size)


@dataclass
class Costs:
    """By file, since they were last taken; what scans in the plans of those that were ever sent."""

    by_file: dict[str, Cost] = field(default_factory=lambda: defaultdict(Cost))
    scanning: dict[str, list[str]] = field(default_factory=dict)

    def taken(self) -> dict[str, float]:
        """Return hits a row by file, and begin anew."""
        costs = {file: cost.a_row for file, cost in self.by_file.items()}
        self.by_file.clear()
        return costs


class CountingGraph(Graph):
    """Sends what it is given with PROFILE before it; everything is written and answered as ever."""

    costs: Costs

    async def _rows(
        self, runs: AsyncManagedTransaction | AsyncSession, query: Query[P, R], params: P, access: Access
    ) -> list[R]:
        assert query.access is access
        result = await runs.run(f"PROFILE {query.sent}", {GIVEN: parameter(params._asdict())})
        rows = [query.row._make(record.values()) async for record in result]
        profile = (await result.consume()).profile
        assert profile is not None
        self.costs.scanning[query.file] = scans(profile)
        cost = self.costs.by_file[query.file]
        cost.hits += hits(profile)
        cost.size += _longest(params) + sum(max(1, _longest(row)) for row in rows)
        return rows


class StatementGraph(Graph):
    """Notes the file of each statement that it sends."""

    sent: list[str]

    async def _rows(
        self, runs: AsyncManagedTransaction | AsyncSession, query: Query[P, R], params: P, access: Access
    ) -> list[R]:
        self.sent.append(query.file)
        return await super()._rows(runs, query, params, access)


def _longest(values: Iterable[Any]) -> int:
    lists = (one for one in values if isinstance(one, Sequence) and not isinstance(one, str))
    return max((len(one) for one in lists), default=0)
