"""Loads, migrations and jobs have limits of their own; what the database says against them is one line of ours."""

import asyncio
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bench.fixture import environment_of
from graph.settings import GraphSettings
from tests.builders.firm import Firm

pytestmark = pytest.mark.live

LIMIT_SECONDS = 2.0
LEAKS = ("neo.", "neo4j_code", "gql", "traceback", "bolt", "exception")


async def signoff(settings: GraphSettings, *arguments: str, **environment: str) -> tuple[int, str, str]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "api.cli", *arguments),
        env={**environment_of(settings), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    out, errors = await process.communicate()
    assert process.returncode is not None
    return process.returncode, out.decode(), errors.decode()


def test_background_work_waits_longer_than_any_request_and_never_less_than_is_set() -> None:
    short = GraphSettings(transaction_timeout_seconds=15, connection_timeout_seconds=5, retry_seconds=8)
    long = GraphSettings(transaction_timeout_seconds=9000, connection_timeout_seconds=900, retry_seconds=900)

    patient, unmoved = short.for_background(), long.for_background()

    assert (patient.transaction_timeout_seconds, patient.connection_timeout_seconds) == (600, 60)
    assert patient.retry_seconds == 60
    assert unmoved == long


async def until_blocked(firm: Firm) -> None:
    """Wait until a statement waits for a lock that another holds."""
    latest = time.monotonic() + 120
    blocked = "SHOW TRANSACTIONS YIELD status WHERE status STARTS WITH 'Blocked' RETURN count(*) AS n"
    while not (await firm.driver.execute_query(blocked)).records[0]["n"]:
        assert time.monotonic() < latest, "no statement came to the lock"
        await asyncio.sleep(0.1)


async def test_a_job_outlives_the_limit_of_requests(firm: Firm, neo4j_settings: GraphSettings) -> None:
    hurried = {"SIGNOFF_TRANSACTION_TIMEOUT_SECONDS": str(LIMIT_SECONDS), "SIGNOFF_RETRY_SECONDS": "0"}
    await firm.driver.execute_query("MERGE (:JobLease {key: 'sla'})")

    async with firm.driver.session() as session, await session.begin_transaction() as holding:
        await holding.run("MATCH (j:JobLease {key: 'sla'}) SET j._lock = 'held'")
        job = asyncio.create_task(signoff(neo4j_settings, "worker", "--once", "sla", "--json", **hurried))
        await until_blocked(firm)
        await asyncio.sleep(3 * LIMIT_SECONDS)
        waited = not job.done()
        await holding.rollback()

    assert waited
    code, _, errors = await job
    assert (code, errors) == (0, "")


async def test_what_the_database_says_against_a_migration_is_one_line_and_stands_in_the_log(
    neo4j_settings: GraphSettings, tmp_path: Path
) -> None:
    absent = {"SIGNOFF_NEO4J_DATABASE": "absent", "SIGNOFF_DATA_DIR": str(tmp_path)}

    code, out, errors = await signoff(neo4j_settings, "db", "migrate", **absent)

    assert (code, out) == (1, "")
    assert errors.startswith("signoff: The database refused the schema's migration; its reason stands in the log.")
    assert errors.count("\n") == 1
    assert not any(leak in errors.lower() for leak in LEAKS), errors
    assert "Neo.ClientError.Database.DatabaseNotFound" in (tmp_path / "commands.log").read_text(encoding="utf-8")


async def test_a_load_that_the_database_does_not_answer_ends_in_one_line(
    firm: Firm, neo4j_settings: GraphSettings, tmp_path: Path
) -> None:
    hurried = {"SIGNOFF_TRANSACTION_TIMEOUT_SECONDS": "0.5", "SIGNOFF_BACKGROUND_TIMEOUT_SECONDS": "0.5"}
    await firm.driver.execute_query("MERGE (:JobLease {key: 'sla'})")

    async with firm.driver.session() as session, await session.begin_transaction() as holding:
        await holding.run("MATCH (j:JobLease {key: 'sla'}) SET j._lock = 'held'")
        code, _, errors = await signoff(
            neo4j_settings, "worker", "--once", "sla", SIGNOFF_DATA_DIR=str(tmp_path), **hurried
        )
        await holding.rollback()

    assert code == 1
    (line,) = [line for line in errors.splitlines() if line.startswith("signoff: ")]
    assert line == (
        "signoff: The database does not answer, or took too long. "
        "Do the same again in a moment; it goes on where it stopped."
    )
