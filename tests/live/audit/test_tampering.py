"""The table of tampering in docs/audit.md: each row changes the stored graph, and the check says what was changed."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio
from neo4j import AsyncDriver

from graph.domain.outcome.report import OutcomeReport
from graph.session import Graph
from graph.settings import GraphSettings
from graph.store.audit.signing import SigningFolder, public_key
from graph.store.audit.verifying import Trusted, Verified, verify_graph
from graph.store.outcome.reporting import ReportedOutcome, record
from tests.builders.commands import decided, submitted
from tests.builders.database import emptied
from tests.builders.firm import make_firm
from tests.builders.graph_copy import GraphCopy, copied
from tests.builders.sealed_log import Sealed, changed
from tests.builders.tamperings import BESIDE_THE_LOG, CONTENT, CUT, ENDS, STATES

pytestmark = pytest.mark.live


@pytest_asyncio.fixture(scope="module")
async def loaded(
    driver: AsyncDriver, neo4j_settings: GraphSettings, tmp_path_factory: pytest.TempPathFactory
) -> Sealed:
    await emptied(driver)
    firm = await make_firm(Graph(driver, neo4j_settings), driver)
    empty = GraphCopy([], [])
    sealed = Sealed(firm, SigningFolder(tmp_path_factory.mktemp("key")), empty, empty)
    for number in range(3):
        await decided(firm, f"PO-{number}")
    assert await sealed.seal() == 3
    earlier = await copied(driver)
    await decided(firm, "PO-3")
    await firm.approve_model("purchase-risk|1")
    assert (await submitted(firm, "PO-4", 0.02)).decision_id is not None
    at = firm.store.clock.now()
    report = OutcomeReport("returned", "true", at, at, case_key="purchases|PO-4")
    assert isinstance(await record(firm.store, firm.integrator, report, "outcome"), ReportedOutcome)
    assert await sealed.seal() == 3
    return replace(sealed, earlier=earlier, whole=await copied(driver))


@pytest_asyncio.fixture
async def log(loaded: Sealed, driver: AsyncDriver) -> AsyncIterator[Sealed]:
    head = loaded.folder.head()
    assert head is not None
    yield loaded
    loaded.folder.remember(head)
    await loaded.whole.restore(driver)


async def test_the_untouched_log_holds(log: Sealed) -> None:
    assert await log.verified() == Verified(entries=6, checkpoints=2, waiting=0, fault=None)


@pytest.mark.parametrize("tampering", ENDS)
async def test_a_changed_checkpoint_signature_or_end_of_the_log_is_named(log: Sealed, tampering: str) -> None:
    statement, fault = ENDS[tampering]

    assert await changed(log, statement) == fault


async def test_a_database_that_was_put_back_to_an_older_copy_is_named(log: Sealed, driver: AsyncDriver) -> None:
    await log.earlier.restore(driver)

    verified = await log.verified()

    assert verified.fault == CUT.format(3)


async def test_a_cut_end_is_named_after_the_sealer_went_on_too(log: Sealed, driver: AsyncDriver) -> None:
    await log.earlier.restore(driver)
    await decided(log.firm, "PO-9")
    assert await log.seal() == 1

    verified, verification = await log.verified(), await log.verified(restored=True)

    assert verified.fault is not None
    assert verified.fault.startswith("Entry 3 and what followed it were lost: 6 entries were signed in log ")
    assert (verification.entries, verification.checkpoints, verification.fault) == (4, 2, None)
    assert verification.losses == (verified.fault,)


async def test_a_log_without_anything_that_says_where_it_ended_does_not_hold(log: Sealed) -> None:
    fault = (await verify_graph(log.firm.store, Trusted(public_key(log.folder.public_file), None))).fault

    assert fault is not None
    assert fault.startswith("Nothing here says where the log ended, so a cut end could not be told")


async def test_an_empty_log_does_not_hold(log: Sealed, driver: AsyncDriver, tmp_path: Path) -> None:
    await emptied(driver)

    verified = await verify_graph(log.firm.store, Trusted(None, SigningFolder(tmp_path).head()))

    assert verified.fault is not None
    assert verified.fault.startswith("Nothing is signed yet, so nothing can be checked")


@pytest.mark.parametrize("tampering", CONTENT)
async def test_a_change_of_what_a_decision_stands_on_names_the_entry_and_what_was_changed(
    log: Sealed, tampering: str
) -> None:
    entry, statement, reason = CONTENT[tampering]

    fault = await changed(log, statement)

    assert fault is not None
    assert fault.startswith(f"Entry {entry} (")
    assert f"): {reason}" in fault


@pytest.mark.parametrize("tampering", BESIDE_THE_LOG)
async def test_what_was_put_into_the_graph_past_the_log_is_named(log: Sealed, tampering: str) -> None:
    statement, expected = BESIDE_THE_LOG[tampering]

    fault = await changed(log, statement)

    assert fault is not None
    assert fault.startswith(expected)


async def test_a_state_that_no_undo_vouches_for_is_named(log: Sealed) -> None:
    fault = await changed(log, "MATCH (d:Decision) SET d.state = 'INVALIDATED'")

    assert fault is not None
    assert fault.endswith(": its state is not that of an undo which the audit log vouches for.")


@pytest.mark.parametrize("tampering", STATES)
async def test_a_decision_whose_state_nothing_led_to_is_named(log: Sealed, tampering: str) -> None:
    statement, reason = STATES[tampering]

    fault = await changed(log, statement)

    assert fault is not None
    assert fault.startswith("Decision ")
    assert fault.endswith(f": {reason}.")
