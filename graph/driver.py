"""Opens the driver, and tells in one line why it cannot."""

import logging

from neo4j import AsyncDriver, AsyncGraphDatabase
from neo4j.exceptions import AuthError, ConfigurationError

from graph.driver_tables import compute_tables
from graph.errors import DatabaseUnavailable, ServerTooOld, SettingsInvalid, WrongPassword
from graph.faults import DRIVER_FAULTS
from graph.settings import OLDEST_SERVER, GraphSettings

_FIRST_RETRY_SECONDS = 0.03
"""About what a short transaction takes that holds the lock."""
_LOG = logging.getLogger("signoff.database")

compute_tables()


def server_version(agent: str) -> tuple[int, int]:
    """Return (major, minor) of a server agent such as `Neo4j/5.26.16`; (0, 0) where it names none."""
    numbers = agent.rpartition("/")[2].split(".")
    try:
        return int(numbers[0]), int(numbers[1])
    except (ValueError, IndexError):
        return 0, 0


def refuse_old_server(agent: str) -> None:
    """Raise `ServerTooOld` for a server below the oldest supported one."""
    if server_version(agent) < OLDEST_SERVER:
        oldest = ".".join(map(str, OLDEST_SERVER))
        raise ServerTooOld(f"The server is {agent}; Signoff needs Neo4j {oldest} or newer. Upgrade the server.")


async def open_driver(settings: GraphSettings) -> AsyncDriver:
    """Return a connected driver.

    Raises `SettingsInvalid`, `WrongPassword`, `ServerTooOld`, `DatabaseUnavailable`.
    """
    if settings.neo4j_uri is None or settings.neo4j_password is None:
        raise SettingsInvalid(
            "NEO4J_URI and NEO4J_PASSWORD are not set and no private server runs; "
            "set both, or start one with `signoff db start`."
        )
    try:
        driver = AsyncGraphDatabase.driver(
            settings.neo4j_uri,
            auth=(settings.neo4j_user, settings.neo4j_password.get_secret_value()),
            max_connection_pool_size=settings.pool_size,
            connection_timeout=settings.connection_timeout_seconds,
            connection_acquisition_timeout=settings.connection_timeout_seconds * 4,
            max_transaction_retry_time=settings.retry_seconds,
            initial_retry_delay=_FIRST_RETRY_SECONDS,
            notifications_min_severity="OFF",
        )
    except (ConfigurationError, ValueError) as error:
        raise SettingsInvalid(
            f"NEO4J_URI {settings.neo4j_uri!r} is not usable; write it as bolt://HOST:PORT or neo4j://HOST:PORT."
        ) from error
    try:
        info = await driver.get_server_info()
        refuse_old_server(info.agent)
    except BaseException as error:
        await driver.close()
        raise _one_line(error, settings) from error
    return driver


def _one_line(error: BaseException, settings: GraphSettings) -> BaseException:
    if isinstance(error, AuthError):
        return WrongPassword(
            f"Neo4j at {settings.neo4j_uri} refused user {settings.neo4j_user!r}; check NEO4J_PASSWORD."
        )
    if isinstance(error, DRIVER_FAULTS):
        _LOG.warning("no connection: %s", str(error).splitlines()[0] if str(error) else type(error).__name__)
        return DatabaseUnavailable(
            f"Neo4j at {settings.neo4j_uri} does not answer: no connection came about. Is it running?"
        )
    return error
