"""Refused rows: kept as read, mended over the API, read again through the same gates; left out, and both taken back."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from api.worker.runner import Worker
from bench.fixture import environment_of
from graph.domain.intake.quarantine import RowChange, RowCommand, RowState
from graph.domain.people.roles import Actor, ActorKind, Role
from graph.settings import GraphSettings
from graph.store.audit.signing import SigningFolder, public_key
from graph.store.audit.verifying import Trusted, Verified, verify_graph
from graph.store.intake.quarantine import ChangedRow, RowListing, RowPage, change_row, rows_page
from pipelines.quarantine.reading import FileReplay, WaitingElsewhere, read_waiting
from tests.builders.commands import sealed
from tests.builders.refused_rows import load_spoilt, spoilt_file
from tests.builders.served_firm import Api

pytestmark = pytest.mark.live

ANALYST = Actor("analyst", "analyst-id", ActorKind.HUMAN, frozenset({Role.ANALYST}))
LIST = """query List($state: RowState!, $pack: String, $first: Int, $after: String) {
  quarantinedRows(state: $state, pack: $pack, first: $first, after: $after) {
    nodes { id file line state reason key column cells { column text mended } }
    pageInfo { endCursor hasNextPage }
  }
}"""
CHANGED = "... on ChangedRow { rowId state }"


@pytest_asyncio.fixture
async def loaded(api: Api, tmp_path: Path) -> Api:
    await load_spoilt(api.firm.store, spoilt_file(tmp_path / "loans"), tmp_path)
    return api


async def listed(api: Api, state: str = "OPEN", account: str = "analyst", **given: object) -> list[dict[str, Any]]:
    content = await api.ask(account, LIST, {"state": state, **given})
    assert "errors" not in content, content
    nodes: list[dict[str, Any]] = content["data"]["quarantinedRows"]["nodes"]
    return nodes


async def mend(api: Api, row: dict[str, Any], key: str = "mend", **cells: str) -> dict[str, Any]:
    sent = [{"column": column, "text": text} for column, text in cells.items()]
    given = {"rowId": row["id"], "cells": sent, "idempotencyKey": key}
    return await api.mutate("analyst", "replayQuarantine", given, CHANGED)


async def one(api: Api, text: str) -> dict[str, Any]:
    [row] = (await api.firm.driver.execute_query(text)).records
    return row.data()


async def size(api: Api) -> dict[str, Any]:
    return await one(api, "MATCH (n) RETURN count(n) AS nodes")


async def verified(api: Api, folder: SigningFolder) -> Verified:
    return await verify_graph(api.firm.store, Trusted(public_key(folder.public_file), folder.head()))


async def test_a_refused_row_is_kept_as_it_was_read_with_line_reason_and_key(loaded: Api) -> None:
    first, second = await listed(loaded)

    assert (first["file"], first["line"], first["key"], first["column"]) == ("events.csv", 7, "R2", "amount")
    assert first["reason"] == "amount: '9000 kg' is not in EUR, the unit of its column"
    cells = {cell["column"]: cell["text"] for cell in first["cells"]}
    assert cells == dict(
        zip(
            ("request", "state", "at", "clerk", "desk", "amount", "product"),
            ("R2", "Open", "2026-01-06 09:00", "clerk-3", "South", "9000 kg", "house"),
            strict=True,
        )
    )
    assert (second["line"], second["key"]) == (8, "R3")


async def test_mended_rows_come_in_as_if_the_file_had_held_them(loaded: Api, tmp_path: Path) -> None:
    first, second = await listed(loaded)
    before = await one(
        loaded, "MATCH (q:QualityCheck)-[:ABOUT]->()-[:ABOUT]->({externalId: 'R2#1'}) RETURN q.verdict AS v"
    )

    await mend(loaded, first, "1", amount="9000")
    answer = await mend(loaded, second, "2", amount="300")
    done = await read_waiting(loaded.firm.store, tmp_path)

    assert answer["state"] == "MENDED"
    assert done == [FileReplay("events.csv", (7, 8), (), corrected=1, new_decisions=0, new_cases=1)]
    assert [row["line"] for row in await listed(loaded, "REPLAYED")] == [7, 8]
    assert await listed(loaded) == []
    assert before == {"v": "TAINTED"}
    assert await one(
        loaded,
        "MATCH (q:QualityCheck)-[:ABOUT]->(s)-[:ABOUT]->(c {externalId: 'R2#1'}) "
        "WHERE NOT EXISTS { (:InputSnapshot)-[:WAS_REVISION_OF]->(s) } RETURN q.verdict AS v, q.findings AS findings",
    ) == {"v": "CLEAN", "findings": []}
    new = await one(loaded, "MATCH (c:Case {externalId: 'R3#0'}) RETURN c.payload AS payload, c.state AS state")
    assert (json.loads(new["payload"])["amount"], new["state"]) == (300, "AWAITING_SCORE")


async def test_reading_again_with_nothing_new_changes_nothing(loaded: Api, tmp_path: Path) -> None:
    await mend(loaded, (await listed(loaded))[1], amount="300")
    await read_waiting(loaded.firm.store, tmp_path)
    before = await size(loaded)

    again = await mend(loaded, (await listed(loaded, "REPLAYED"))[0], amount="300")

    assert (again["__typename"], again["state"]) == ("ChangedRow", "MENDED")
    assert await read_waiting(loaded.firm.store, tmp_path) == []
    assert await size(loaded) == before
    assert (await mend(loaded, (await listed(loaded, "REPLAYED"))[0], "other", amount="1"))["code"] == (
        "ILLEGAL_TRANSITION"
    )


async def test_a_row_that_is_still_wrong_waits_again_with_the_new_reason(loaded: Api, tmp_path: Path) -> None:
    await mend(loaded, (await listed(loaded))[1], amount="many")

    [done] = await read_waiting(loaded.firm.store, tmp_path)

    assert done == FileReplay(
        "events.csv", (), ((8, "amount: 'many' is no finite number"),), corrected=0, new_decisions=0, new_cases=0
    )
    row = (await listed(loaded))[1]
    assert row["reason"] == "amount: 'many' is no finite number"
    assert next(cell["mended"] for cell in row["cells"] if cell["column"] == "amount") == "many"
    assert await loaded.firm.count("Case {externalId: 'R3#0'}") == 0


async def test_a_file_that_is_elsewhere_leaves_its_rows_waiting(loaded: Api, tmp_path: Path) -> None:
    await mend(loaded, (await listed(loaded))[0], amount="9000")

    done = await read_waiting(loaded.firm.store, tmp_path / "another machine")

    assert done == [WaitingElsewhere("loan-desk", "events.csv", 1)]
    assert [row["line"] for row in await listed(loaded, "MENDED")] == [7]


async def test_leaving_a_row_out_takes_a_reason_and_can_be_taken_back(loaded: Api) -> None:
    [row, _] = await listed(loaded)
    sent = {"rowId": row["id"], "reason": " ", "idempotencyKey": "1"}

    silent = await loaded.mutate("analyst", "dismissQuarantine", sent, CHANGED)
    left = await loaded.mutate(
        "analyst", "dismissQuarantine", {**sent, "reason": "a test entry", "idempotencyKey": "2"}, CHANGED
    )
    out = await listed(loaded, "DISMISSED")
    back = await loaded.mutate("analyst", "reopenQuarantine", {"rowId": row["id"], "idempotencyKey": "3"}, CHANGED)

    assert (silent["code"], left["state"], back["state"]) == ("INVALID_INPUT", "DISMISSED", "OPEN")
    assert [one["line"] for one in out] == [7]
    assert len(await listed(loaded)) == 2


async def test_a_reviewer_neither_reads_nor_mends_and_nothing_is_written(loaded: Api) -> None:
    row = (await listed(loaded))[0]
    given = {"rowId": row["id"], "cells": [{"column": "amount", "text": "1"}], "idempotencyKey": "1"}

    answer = await loaded.mutate("reviewer", "replayQuarantine", given, "")

    assert answer["code"] == "FORBIDDEN"
    assert "errors" in await loaded.ask("reviewer", LIST, {"state": "OPEN"})
    assert await listed(loaded, "MENDED") == []


async def test_each_change_has_its_entry_that_the_log_vouches_for(loaded: Api, tmp_path: Path) -> None:
    folder, store = SigningFolder(tmp_path), loaded.firm.store
    page = await rows_page(store, RowListing(RowState.OPEN, 1))
    assert isinstance(page, RowPage)
    change = RowChange(page.items[0].id, RowCommand.MEND, {"amount": "9000"})
    assert isinstance(await change_row(store, ANALYST, change, "mend"), ChangedRow)
    await read_waiting(loaded.firm.store, tmp_path)
    await sealed(loaded.firm, folder)

    sound = await verified(loaded, folder)
    await loaded.firm.driver.execute_query("MATCH (c:StateChange {command: 'MEND_ROW'}) SET c.note = '{}'")
    tampered = await verified(loaded, folder)

    of_the_policy = 2
    assert await loaded.firm.count("AuditEntry {kind: 'STATE_CHANGE'}") == 2 + of_the_policy
    assert sound.fault is None
    assert tampered.fault is not None


async def test_the_list_is_cut_into_pages(loaded: Api) -> None:
    content = await loaded.ask("analyst", LIST, {"state": "OPEN", "first": 1})
    page = content["data"]["quarantinedRows"]

    [rest] = await listed(loaded, after=page["pageInfo"]["endCursor"])

    assert page["pageInfo"]["hasNextPage"]
    assert [page["nodes"][0]["line"], rest["line"]] == [7, 8]
    assert await listed(loaded, pack="another") == []


def command(settings: GraphSettings, data_dir: Path, *arguments: str) -> dict[str, Any]:
    environment = {**environment_of(settings), "SIGNOFF_DATA_DIR": str(data_dir)}
    run = subprocess.run(
        [sys.executable, "-m", "api.cli", "quarantine", *arguments, "--json"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    answer: dict[str, Any] = json.loads(run.stdout)
    return answer


async def test_a_worker_reads_a_mended_row_again(
    loaded: Api, neo4j_settings: GraphSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {**environment_of(neo4j_settings), "SIGNOFF_DATA_DIR": str(tmp_path)}.items():
        monkeypatch.setenv(name, value)
    worker = Worker(loaded.firm.store, tmp_path)
    await mend(loaded, (await listed(loaded))[1], amount="300")

    first, again = await worker.once("quarantine"), await worker.once("quarantine")

    assert (first, again) == (1, 0)
    assert [row["line"] for row in await listed(loaded, "REPLAYED")] == [8]
    assert await one(loaded, "MATCH (c:Case {externalId: 'R3#0'}) RETURN c.state AS state") == {
        "state": "AWAITING_SCORE"
    }


async def test_the_terminal_lists_mends_and_reads_again(
    loaded: Api, neo4j_settings: GraphSettings, tmp_path: Path
) -> None:
    first, second = (await asyncio.to_thread(command, neo4j_settings, tmp_path, "list"))["rows"]
    mended = await asyncio.to_thread(
        command, neo4j_settings, tmp_path, "replay", second["id"], "--set", "amount=300", "--account", "analyst"
    )

    assert (first["line"], first["reason"]) == (7, "amount: '9000 kg' is not in EUR, the unit of its column")
    assert mended["files"] == [
        {"file": "events.csv", "read": [8], "refused": [], "corrected": 0, "newDecisions": 0, "newCases": 1}
    ]
    assert [row["line"] for row in await listed(loaded, "REPLAYED")] == [8]
