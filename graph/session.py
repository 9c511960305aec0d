"""One statement, one transaction: the only way to the database on the request path."""

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from neo4j import AsyncDriver, AsyncManagedTransaction, unit_of_work
from neo4j.exceptions import ClientError, ConstraintError, DriverError, Forbidden, IncompleteCommit, Neo4jError

from graph.driver import open_driver
from graph.errors import CommitOutcomeUnknown, DatabaseUnavailable, UniquenessViolated
from graph.migrate import MigrationReport, migrate, verify
from graph.queries._query import GIVEN, Access, Nothing, P, Query, R
from graph.queries.ingest import FORGET_PLANS
from graph.settings import GraphSettings

_LOG = logging.getLogger("signoff.database")
_TAKEN = re.compile(r"label `(?P<label>[^`]+)` and propert(?:y|ies) `(?P<key>[^`]+)`")
# What the server calls a statement that it ended before its time, and a wait for a lock that it ended with it.
_ENDED_BY_SERVER = tuple(
    f"Neo.ClientError.Transaction.{what}" for what in ("TransactionTimedOut", "Terminated", "LockClientStopped")
)

_BEYOND_SECONDS = 3.0
"""A server keeps to its limits and the driver to its own; one that is still silent after both hangs."""


class Graph:
    """An open connection pool; each call is one statement in one transaction that the driver manages."""

    def __init__(self, driver: AsyncDriver, settings: GraphSettings) -> None:
        """Bind a connected driver to the database that the settings name."""
        self._driver = driver
        self._database = settings.neo4j_database
        self._timeout = settings.transaction_timeout_seconds
        self._patience = self._timeout + settings.retry_seconds + _BEYOND_SECONDS

    async def read(self, query: Query[P, R], params: P) -> list[R]:
        """Return the rows of a reading query; raises `DatabaseUnavailable`."""
        return await self._run(query, params, Access.READ)

    async def write(self, query: Query[P, R], params: P) -> list[R]:
        """Commit a writing query and return its rows.

        Raises `CommitOutcomeUnknown`, `UniquenessViolated`, `DatabaseUnavailable`.
        """
        return await self._run(query, params, Access.WRITE)

    async def plan_anew(self) -> None:
        """Have the server forget its plans, made for a graph of other sizes; one that forbids that keeps them a while.

        Raises `DatabaseUnavailable`.
        """
        with suppress(Forbidden):
            await self.read(FORGET_PLANS, Nothing())

    async def refuse_stale_schema(self) -> None:
        """Raise `SchemaOutOfDate` unless the graph has exactly this release's schema; also `DatabaseUnavailable`."""
        try:
            await verify(self._driver, self._database)
        except (DriverError, Neo4jError, OSError) as error:
            raise _typed(error, "the schema's history", Access.READ) from error

    async def _run(self, query: Query[P, R], params: P, access: Access) -> list[R]:
        if query.access is not access:
            message = f"{query.file} is declared {query.access}, not {access}"
            raise TypeError(message)
        values = {GIVEN: params._asdict()}

        @unit_of_work(timeout=self._timeout)
        async def work(transaction: AsyncManagedTransaction) -> list[R]:
            result = await transaction.run(query.sent, values)
            keys = tuple(result.keys())
            row = query.row
            if keys != query.columns:
                message = f"{query.file} returns {keys}, its row has {query.columns}"
                raise TypeError(message)
            return [row._make(record.values()) async for record in result]

        try:
            async with self._driver.session(database=self._database) as session:
                execute = session.execute_read if access is Access.READ else session.execute_write
                async with asyncio.timeout(self._patience):
                    return await execute(work)
        except (DriverError, Neo4jError, OSError) as error:
            raise _typed(error, query.file, access) from error


@asynccontextmanager
async def open_graph(settings: GraphSettings) -> AsyncIterator[Graph]:
    """Open the graph for the length of a block; raises what `graph.driver.open_driver` raises."""
    driver = await open_driver(settings)
    try:
        yield Graph(driver, settings)
    finally:
        await driver.close()


async def migrated(settings: GraphSettings) -> MigrationReport:
    """Bring the schema of a server up to date; raises what `graph.migrate.migrate` raises."""
    async with await open_driver(settings) as driver:
        return await migrate(driver, settings.neo4j_database)


def _typed(error: Exception, file: str, access: Access) -> Exception:
    # A read that broke off while it was closed has changed nothing: it can simply be asked again.
    if isinstance(error, IncompleteCommit | TimeoutError) and access is Access.WRITE:
        return CommitOutcomeUnknown(f"The connection broke while {file} was being committed.")
    if isinstance(error, ConstraintError):
        return UniquenessViolated(_constraint_name(error), f"{file}: a unique key refused the write.")
    if isinstance(error, ClientError) and not (error.code or "").startswith(_ENDED_BY_SERVER):
        return error
    # What the server says may hold addresses, texts and values: it goes to the log, never to a client.
    _LOG.warning("%s: %s", file, str(error).splitlines()[0] if str(error) else type(error).__name__)
    return DatabaseUnavailable("The database does not answer, or took too long.")


def _constraint_name(error: ConstraintError) -> str:
    """Return `Label.firstProperty` of the key that was taken: the server names no constraint."""
    taken = _TAKEN.search(error.message or "")
    return f"{taken['label']}.{taken['key']}" if taken else "unknown"
