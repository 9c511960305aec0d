"""Brings the stored schema up to date: hand-written steps, checksummed, applied once, history kept in the graph.

The history has the layout of the Neo4j Labs migration tool: `(:__Neo4jMigration)-[:MIGRATED_TO]->(:__Neo4jMigration)`.
Every statement of a step is re-runnable, and a step enters the history only after its last statement, so an
interrupted run is simply run again.
"""

import re
import zlib
from dataclasses import dataclass
from importlib import resources

from neo4j import AsyncDriver, Query

from graph.errors import SchemaOutOfDate
from graph.faults import DRIVER_FAULTS, typed

_FILE_NAME = re.compile(r"V(?P<version>\d{4})__(?P<description>[a-z0-9_]+)\.cypher")
_BASELINE = "BASELINE"


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: its version, its words, its statements, and the CRC-32 of its text."""

    version: str
    description: str
    source: str
    statements: tuple[str, ...]
    checksum: str


@dataclass(frozen=True, slots=True)
class MigrationReport:
    """What a run found and did, as versions in order."""

    applied: tuple[str, ...]
    present: tuple[str, ...]


def parse_migration(file_name: str, text: str) -> Migration:
    """Read one step; raises `SchemaOutOfDate` for a file that is not named like a step."""
    named = _FILE_NAME.fullmatch(file_name)
    if named is None:
        raise SchemaOutOfDate(f"{file_name} is not a migration; name it V0002__what_it_does.cypher.")
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("//")]
    statements = tuple(part.strip() for part in "\n".join(lines).split(";") if part.strip())
    checksum = str(zlib.crc32("\n".join(statements).encode()))
    return Migration(named["version"], named["description"].replace("_", " "), file_name, statements, checksum)


def released_migrations() -> tuple[Migration, ...]:
    """Return this release's steps in order."""
    folder = resources.files("cypher").joinpath("migrations")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".cypher")), key=lambda file: file.name)
    return tuple(parse_migration(file.name, file.read_text(encoding="utf-8")) for file in files)


def pending(steps: tuple[Migration, ...], history: dict[str, str]) -> tuple[Migration, ...]:
    """Return the steps still to apply; raises `SchemaOutOfDate` where history and release contradict.

    `history` maps version to checksum.
    """
    known = {step.version: step for step in steps}
    if newer := sorted(set(history) - set(known)):
        raise SchemaOutOfDate(f"The graph has migration {newer[-1]}, which this release lacks; upgrade Signoff.")
    for version, checksum in sorted(history.items()):
        if known[version].checksum != checksum:
            raise SchemaOutOfDate(
                f"{known[version].source} was changed after it was applied; restore it and add a new step."
            )
    waiting = tuple(step for step in steps if step.version not in history)
    if waiting and history and waiting[0].version < max(history):
        raise SchemaOutOfDate(f"{waiting[0].source} is older than the graph's last step; give it a later number.")
    return waiting


async def migrate(driver: AsyncDriver, database: str, steps: tuple[Migration, ...] | None = None) -> MigrationReport:
    """Apply every pending step, however long each takes; any number of callers at once is safe.

    `steps` are this release's where they are left out; fewer bring a graph up to an earlier schema.

    Raises `SchemaOutOfDate`, `StatementRefused`, `CommitOutcomeUnknown`, `DatabaseUnavailable`.
    """
    released = released_migrations() if steps is None else steps
    await _run(driver, database, _text("history/key.cypher"))
    await _run(driver, database, _text("history/plant.cypher"), baseline=_BASELINE)
    history = await _history(driver, database)
    waiting = pending(released, history)
    previous = max(history, default=_BASELINE)
    for step in waiting:
        for statement in step.statements:
            await _run(driver, database, statement)
        await _run(
            driver,
            database,
            _text("history/record.cypher"),
            previous=previous,
            version=step.version,
            description=step.description,
            source=step.source,
            checksum=step.checksum,
        )
        previous = step.version
    await _run(driver, database, _text("history/await.cypher"))
    return MigrationReport(tuple(step.version for step in waiting), tuple(sorted(history)))


async def verify(driver: AsyncDriver, database: str) -> MigrationReport:
    """Check without writing; raises `SchemaOutOfDate` where steps are missing, changed or too new.

    Also raises `DatabaseUnavailable`.
    """
    history = await _history(driver, database)
    waiting = pending(released_migrations(), history)
    if waiting:
        raise SchemaOutOfDate(f"Migration {waiting[0].source} is not applied; run `signoff db migrate`.")
    return MigrationReport((), tuple(sorted(history)))


async def _history(driver: AsyncDriver, database: str) -> dict[str, str]:
    try:
        applied = await driver.execute_query(_text("history/list.cypher"), baseline=_BASELINE, database_=database)
    except DRIVER_FAULTS as error:
        raise typed(error, "the schema's history", writes=False) from error
    return {record["version"]: record["checksum"] for record in applied.records}


def _text(file: str) -> str:
    return resources.files("cypher").joinpath("migrations").joinpath(file).read_text(encoding="utf-8")


async def _run(driver: AsyncDriver, database: str, text: str, **values: str) -> None:
    # A limit of nought is none, also where the server has one of its own: an index takes as long as the graph is large.
    try:
        await driver.execute_query(Query(text, timeout=0), values, database_=database)
    except DRIVER_FAULTS as error:
        raise typed(error, "the schema's migration", writes=True) from error
