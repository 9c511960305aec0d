"""Evidence pages: they open offline, hold what their proofs bear out, and a changed word is seen wherever it stands."""

import asyncio
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from typer.testing import CliRunner, Result

from api.cli import app
from api.evidence.checking import check_page, is_page
from api.evidence.markup import in_script
from api.evidence.page import CLOSING, OPENING, page_of
from graph.settings import GraphSettings
from graph.store.audit.signing import SigningFolder, public_key
from tests.builders.analysed_period import PERIOD, decided, ended
from tests.builders.commands import sealed
from tests.builders.mutations import CLAIMED, DECIDED, submitted, verdict
from tests.builders.served_firm import Api

pytestmark = pytest.mark.live

Content = dict[str, Any]


@pytest_asyncio.fixture
async def made(api: Api, tmp_path: Path) -> tuple[Api, str, Ed25519PublicKey]:
    """A decision with a note and an outcome, in a sealed log: the API, the decision's id, and the log's public key."""
    case = await submitted(api, "PO-1")
    lease = await api.mutate("reviewer", "claimTask", {"taskId": case["taskId"], "idempotencyKey": "c"}, CLAIMED)
    decision = await api.mutate("reviewer", "decideTask", verdict(lease, note="Needed <b>now</b>"), DECIDED)
    await ended(api, "PO-1", "returned", "true")
    folder = SigningFolder(tmp_path)
    await sealed(api.firm, folder)
    return api, decision["decisionId"], public_key(folder.public_file)


async def page(api: Api, decision: str, account: str = "analyst") -> str:
    response = await api.client.get(
        f"/api/v1/evidence/{decision}.html", headers={"authorization": f"Bearer {api.keys[account]}"}
    )
    assert response.status_code == 200, response.text
    return response.text


def content_of(text: str) -> Content:
    content: Content = json.loads(text.partition(OPENING)[2].partition(CLOSING)[0])
    return content


def forged(text: str, change: Callable[[Content], None]) -> str:
    """Return the page as one who changes its content would hand it on."""
    content = content_of(text)
    change(content)
    begins, ends = text.index(OPENING) + len(OPENING), text.index(CLOSING)
    return text[:begins] + in_script(content) + text[ends:]


async def test_a_page_of_one_decision_holds_under_the_logs_key(made: tuple[Api, str, Ed25519PublicKey]) -> None:
    api, decision, key = made

    text = await page(api, decision)

    assert is_page(text)
    assert check_page(text, key).fault is None
    assert check_page(text.replace("\n", "\r\n"), key).fault is None
    stranger = check_page(text, Ed25519PrivateKey.generate().public_key()).fault
    assert stranger == "Decision 1: The checkpoint's signature is not of this public key."
    for shown in (
        "PO-1: buy",
        "purchase-risk",
        "120",
        "V-7",
        "+1.5000",
        "returned",
        "12.5",
        "fits",
        "40 % (at least 10 %)",
    ):
        assert shown in text, shown
    assert "Needed &lt;b&gt;now&lt;/b&gt;" in text


async def test_a_page_fetches_nothing_and_runs_no_script(made: tuple[Api, str, Ed25519PublicKey]) -> None:
    api, decision, _ = made

    text = await page(api, decision)

    assert re.findall(r"(?:src|href|action)\s*=", text) == []
    assert re.findall(r"url\(|@import", text) == []
    assert set(re.findall(r"<script[^>]*>", text)) == {
        '<script type="application/json" id="signoff-evidence">',
        '<script type="application/json" id="prov-json">',
    }
    assert "default-src 'none'" in text


def _action(content: Content) -> None:
    content["items"][0]["proof"]["commitments"]["action"] = "DO_NOT_BUY"


def _value(content: Content) -> None:
    content["items"][0]["parts"]["snapshot"]["values"]["amount"] = 1.0


def _contribution(content: Content) -> None:
    content["items"][0]["parts"]["predictions"][0]["contributions"][0] = 0.1


def _rule(content: Content) -> None:
    content["items"][0]["parts"]["evaluation"]["rule"] = "low-risk"


def _packet(content: Content) -> None:
    content["items"][0]["parts"]["packet"]["payload"]["open"]["amount"] = 1


def _policy(content: Content) -> None:
    (policy,) = content["policies"].values()
    policy["table"] = policy["table"].replace("0.1", "0.9")


def _outcome(content: Content) -> None:
    content["items"][0]["outcomes"][0]["commitments"]["value"] = "false"


def _borrowed(content: Content) -> None:
    content["items"][0]["outcomes"].append(content["items"][0]["proof"])


def _extra(content: Content) -> None:
    content["items"][0]["parts"]["praise"] = {"by": "all"}


def _empty(content: Content) -> None:
    content["items"] = []


FORGERIES: dict[Callable[[Content], None], str] = {
    _action: "Decision 1: The content is not what the leaf commits to.",
    _value: "Decision 1: the data is not what its entry commits to.",
    _contribution: "Decision 1: the score is not what its entry commits to.",
    _rule: "Decision 1: the gate's result, rule or reasons is not what its entry commits to.",
    _packet: "Decision 1: what was shown is not what its entry commits to.",
    _policy: "Decision 1: the policy's table or parameters is not what its entry commits to.",
    _outcome: "Decision 1: The content is not what the leaf commits to.",
    _borrowed: "Decision 1: There is a proof of kind DECISION where one of kind OUTCOME belongs.",
    _extra: "Decision 1: It holds praise, which no entry covers.",
    _empty: "It holds no decision, so it proves nothing.",
}


async def test_content_that_was_changed_is_not_borne_out_by_its_proofs(
    made: tuple[Api, str, Ed25519PublicKey],
) -> None:
    api, decision, key = made
    text = await page(api, decision)

    faults = {change: check_page(forged(text, change), key).fault for change in FORGERIES}
    content = content_of(text)
    _action(content)
    anew = check_page(page_of(content), key).fault

    assert faults == FORGERIES
    assert anew == FORGERIES[_action]


async def test_a_word_that_was_changed_on_the_page_alone_is_seen_with_its_line(
    made: tuple[Api, str, Ed25519PublicKey],
) -> None:
    api, decision, key = made
    text = await page(api, decision)

    changed = check_page(text.replace("PO-1: buy", "PO-1: do not buy"), key).fault
    added = check_page(text.replace("</main>", "<p>The auditor agrees.</p></main>"), key).fault
    cut = check_page(text[: text.rindex("</body>")], key).fault

    assert changed is not None
    assert re.fullmatch(r"Its text is not what its proofs say\. Line \d+ is .*do not buy.*, and by .*: buy.*", changed)
    assert added is not None
    assert "The auditor agrees." in added
    assert cut is not None


async def test_a_period_is_one_page_and_a_period_without_decisions_is_refused(
    made: tuple[Api, str, Ed25519PublicKey], tmp_path: Path
) -> None:
    api, _, key = made
    await decided(api, "PO-2", "reviewer-2", "REJECT")
    await sealed(api.firm, SigningFolder(tmp_path))
    headers = {"authorization": f"Bearer {api.keys['analyst']}"}
    span = {"from": PERIOD["from"], "to": PERIOD["to"]}

    whole = await api.client.get("/api/v1/evidence.html", params=span, headers=headers)
    none = await api.client.get("/api/v1/evidence.html", params={**span, "decider": "nobody"}, headers=headers)
    endless = await api.client.get("/api/v1/evidence.html", headers=headers)

    checked = check_page(whole.text, key)
    assert (checked.decisions, checked.fault) == (2, None)
    assert (none.status_code, endless.status_code) == (404, 400)


async def test_who_may_not_read_notes_gets_none(made: tuple[Api, str, Ed25519PublicKey]) -> None:
    api, decision, key = made

    text = await page(api, decision, "admin")
    refused = await api.client.get(
        f"/api/v1/evidence/{decision}.html", headers={"authorization": f"Bearer {api.keys['planner']}"}
    )

    assert "Needed" not in text
    assert "There is a note; it is left out of this file." in text
    assert check_page(text, key).fault is None
    assert refused.status_code == 403


async def test_what_is_not_sealed_yet_has_no_evidence(api: Api) -> None:
    made = await decided(api, "PO-1", "reviewer", "APPROVE")

    response = await api.client.get(
        f"/api/v1/evidence/{made['decisionId']}.html", headers={"authorization": f"Bearer {api.keys['analyst']}"}
    )

    assert response.status_code == 503
    assert "not sealed yet" in response.text


async def test_the_command_writes_a_page_that_another_machine_checks_without_a_database(
    made: tuple[Api, str, Ed25519PublicKey],
    neo4j_settings: GraphSettings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _, decision, _ = made
    key, file = SigningFolder(tmp_path).public_file, tmp_path / "PO-1.html"
    assert neo4j_settings.neo4j_password is not None
    monkeypatch.setenv("NEO4J_URI", str(neo4j_settings.neo4j_uri))
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_settings.neo4j_password.get_secret_value())
    monkeypatch.setenv("SIGNOFF_DATA_DIR", str(neo4j_settings.data_dir))

    async def run(*arguments: str) -> Result:
        return await asyncio.to_thread(CliRunner().invoke, app, list(arguments))

    written = await run("evidence", decision, "--file", str(file), "--no-notes")
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")
    verify = ("audit", "verify", "--proof", str(file), "--public-key", str(key))
    assert (written.exit_code, written.output) == (0, f"1 decisions with their proofs in {file}\n"), written.exception
    holds = await run(*verify)
    file.write_text(file.read_text("utf-8").replace("PO-1: buy", "PO-1: do not buy"), "utf-8")
    broken = await run(*verify)
    neither = await run("evidence", "--file", str(file), "--from", "2026-01-01T00:00:00Z")

    assert (holds.exit_code, "holds: what it calls proved of 1 decisions" in holds.output) == (0, True)
    assert broken.exit_code == 1
    assert "does not hold. Its text is not what its proofs say." in str(broken.exception)
    assert neither.exit_code == 2
