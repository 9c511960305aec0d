"""A shipped pack that was loaded whole as the demo loads it, and its clock."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from neo4j import AsyncDriver

from graph.clock import SystemClock
from graph.store.kernel.store import Store
from pipelines.loading.report import PackReport
from pipelines.loading.whole import PackLoad

AS_OF = datetime(2016, 4, 18, 10, 0)  # noqa: DTZ001  # on the log's own clock


class MovedClock(SystemClock):
    """The machine's clock, moved by less than a week, so that the load begins on the weekday and hour of `AS_OF`."""

    def __init__(self, begin: datetime) -> None:
        self.ahead = begin - super().now()

    def now(self) -> datetime:
        return super().now() + self.ahead


@dataclass(frozen=True)
class Demo:
    store: Store
    clock: MovedClock
    driver: AsyncDriver
    load: PackLoad
    first: PackReport

    @property
    def file(self) -> Path:
        return self.load.folder / "uci498_site_location143.csv.gz"

    async def rows(self, query: str, **values: object) -> list[dict[str, Any]]:
        return [record.data() for record in (await self.driver.execute_query(query, values)).records]

    async def shift(self) -> timedelta:
        (row,) = await self.rows("MATCH (run:IngestRun) RETURN run.shiftMs AS ms")
        return timedelta(milliseconds=row["ms"])
