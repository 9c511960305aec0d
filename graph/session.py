"""One statement, one transaction: the only way to the database on the request path."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Protocol, TypeVar

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    AsyncDriver,
    AsyncManagedTransaction,
    AsyncSession,
    unit_of_work,
)
from neo4j import Query as TimedText
from neo4j.exceptions import DriverError, Forbidden, Neo4jError

from graph.driver import open_driver
from graph.errors import StatementRefused
from graph.faults import DRIVER_FAULTS, typed
from graph.migrate import MigrationReport, migrate, verify
from graph.queries.intake.ingest import FORGET_PLANS
from graph.queries.kernel.query import GIVEN, Access, Nothing, P, Query, R
from graph.queries.kernel.rows import parameter
from graph.settings import GraphSettings

_BEYOND_SECONDS = 3.0
"""A server keeps to its limits and the driver to its own; one that is still silent after both hangs."""
Result = TypeVar("Result")


class WalkReads(Protocol):
    """Reads within a transaction that is already open."""

    async def __call__(self, query: Query[P, R], params: P) -> list[R]:
        """Return the rows of a reading query."""


class Graph:
    """An open connection pool; each call is one statement in one transaction."""

    def __init__(self, driver: AsyncDriver, settings: GraphSettings) -> None:
        """Bind a connected driver to the database that the settings name."""
        self._driver = driver
        self._database = settings.neo4j_database
        self._timeout = settings.transaction_timeout_seconds
        self._patience = self._timeout + settings.retry_seconds + _BEYOND_SECONDS

    async def read(self, query: Query[P, R], params: P) -> list[R]:
        """Return the rows of a reading query; raises `StatementRefused`, `DatabaseUnavailable`."""

        async def by_itself(session: AsyncSession) -> list[R]:
            try:
                return await self._rows(session, query, params, Access.READ)
            except (DriverError, Neo4jError) as error:
                if not error.is_retryable():
                    raise
            return await session.execute_read(self._work(query, params, Access.READ))

        return await self._in_session(by_itself, query.file, Access.READ)

    async def read_together(self, work: Callable[[WalkReads], Awaitable[Result]]) -> Result:
        """Return what `work` makes of several reads, one after another in one transaction; it may be begun anew.

        Raises `StatementRefused`, `DatabaseUnavailable`.
        """

        @unit_of_work(timeout=self._timeout)
        async def within(transaction: AsyncManagedTransaction) -> Result:
            async def read(query: Query[P, R], params: P) -> list[R]:
                return await self._rows(transaction, query, params, Access.READ)

            return await work(read)

        return await self._in_session(lambda session: session.execute_read(within), "a walk", Access.READ)

    async def write(self, query: Query[P, R], params: P) -> list[R]:
        """Commit a writing query and return its rows.

        Raises `CommitOutcomeUnknown`, `UniquenessViolated`, `StatementRefused`, `DatabaseUnavailable`.
        """
        work = self._work(query, params, Access.WRITE)
        return await self._in_session(lambda session: session.execute_write(work), query.file, Access.WRITE)

    async def plan_anew(self) -> None:
        """Have the server forget its plans, made for a graph of other sizes; one that forbids that keeps them a while.

        Raises `DatabaseUnavailable`.
        """
        try:
            await self.read(FORGET_PLANS, Nothing())
        except StatementRefused as fault:
            if not isinstance(fault.__cause__, Forbidden):
                raise

    async def refuse_stale_schema(self) -> None:
        """Raise `SchemaOutOfDate` unless the graph has exactly this release's schema; also `DatabaseUnavailable`."""
        await verify(self._driver, self._database)

    def _work(
        self, query: Query[P, R], params: P, access: Access
    ) -> Callable[[AsyncManagedTransaction], Awaitable[list[R]]]:
        @unit_of_work(timeout=self._seconds(query))
        async def work(transaction: AsyncManagedTransaction) -> list[R]:
            return await self._rows(transaction, query, params, access)

        return work

    def _seconds(self, query: Query[P, R]) -> float:
        return self._timeout if query.seconds is None else min(self._timeout, query.seconds)

    async def _rows(
        self, runs: AsyncManagedTransaction | AsyncSession, query: Query[P, R], params: P, access: Access
    ) -> list[R]:
        """Run a statement in a transaction, or by itself: to begin and to commit one are two trips more (record 60)."""
        if query.access is not access:
            message = f"{query.file} is declared {query.access}, not {access}"
            raise TypeError(message)
        given = {GIVEN: parameter(params._asdict())}
        if isinstance(runs, AsyncSession):
            result = await runs.run(TimedText(query.sent, timeout=self._seconds(query)), given)
        else:
            result = await runs.run(query.sent, given)
        keys = tuple(result.keys())
        row = query.row
        if keys != query.columns:
            message = f"{query.file} returns {keys}, its row has {query.columns}"
            raise TypeError(message)
        return [row._make(record.values()) async for record in result]

    async def _in_session(self, work: Callable[[AsyncSession], Awaitable[Result]], what: str, access: Access) -> Result:
        mode = READ_ACCESS if access is Access.READ else WRITE_ACCESS
        try:
            async with self._driver.session(database=self._database, default_access_mode=mode) as session:
                async with asyncio.timeout(self._patience):
                    return await work(session)
        except DRIVER_FAULTS as error:
            raise typed(error, what, writes=access is Access.WRITE) from error


@asynccontextmanager
async def open_graph(settings: GraphSettings) -> AsyncIterator[Graph]:
    """Open the graph for the length of a block; raises what `graph.driver.open_driver` raises."""
    driver = await open_driver(settings)
    try:
        yield Graph(driver, settings)
    finally:
        await driver.close()


async def migrated(settings: GraphSettings) -> MigrationReport:
    """Bring the schema of a server up to date, with patience; raises what `open_driver` and `migrate` raise."""
    async with await open_driver(settings.for_background()) as driver:
        return await migrate(driver, settings.neo4j_database)


async def verified(settings: GraphSettings) -> MigrationReport:
    """Check the schema of a server without writing; raises what `open_driver` and `verify` raise."""
    async with await open_driver(settings) as driver:
        return await verify(driver, settings.neo4j_database)
