"""A worker loads the packs that were asked for: it says how far it is, why one failed, and goes on after any end."""

import asyncio
from pathlib import Path

import psutil
import pytest

from api.worker.packs import load_requested
from api.worker.turn import Turn
from graph.settings import GraphSettings
from graph.store.kernel.jobs import take
from ingestion.draft.drafting import draft_pack
from pipelines.loading.progress import LoadState, PackNotes
from tests.builders.request_log import write_requests
from tests.builders.served_firm import Api

pytestmark = [pytest.mark.live, pytest.mark.timeout(300)]

FIELDS = "{ __typename ... on RequestedPack { state failure } ... on Problem { code message } }"


class Packs:
    """One small pack, which is asked for, and a worker's turn to load it."""

    def __init__(self, api: Api, folder: Path) -> None:
        self.api, self.data_dir, self.pack = api, folder / "data", folder / "my-pack"
        self.notes = PackNotes(self.data_dir)

    async def turn(self) -> Turn:
        hold = await take(self.api.firm.store, "packs", "worker")
        assert hold is not None
        return Turn(self.api.firm.store, hold, self.data_dir)

    async def until(self, state: LoadState) -> None:
        while self.state() is not state:  # noqa: ASYNC110  # it stands in a file, which tells nobody
            await asyncio.sleep(0.05)

    def state(self) -> LoadState:
        (one,) = self.notes.all()
        return one.state


@pytest.fixture
def packs(api: Api, neo4j_settings: GraphSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Packs:
    assert neo4j_settings.neo4j_password is not None
    monkeypatch.setenv("NEO4J_URI", str(neo4j_settings.neo4j_uri))
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_settings.neo4j_password.get_secret_value())
    monkeypatch.setenv("SIGNOFF_DATA_DIR", str(tmp_path / "data"))
    write_requests(tmp_path / "requests.csv", 800)
    draft_pack(tmp_path / "requests.csv", tmp_path / "my-pack", lambda _step: None)
    one = Packs(api, tmp_path)
    one.notes.request([(str(one.pack), "My pack")], api.firm.store.clock.now())
    return one


async def test_a_failed_or_broken_off_load_is_completed_when_it_is_asked_for_again(packs: Packs) -> None:
    policy = (packs.pack / "policy.yaml").read_text(encoding="utf-8")
    (packs.pack / "policy.yaml").unlink()

    failed = await load_requested(await packs.turn())
    (after_failure,) = packs.notes.all()
    (packs.pack / "policy.yaml").write_text(policy, encoding="utf-8")
    idle = await load_requested(await packs.turn())
    packs.notes.request_again(str(packs.pack), packs.api.firm.store.clock.now())
    stopped = await packs.turn()
    loading = asyncio.create_task(load_requested(stopped))
    await packs.until(LoadState.LOADING)
    stopped.stopping.set()
    broken_off = await loading
    (after_stop,) = packs.notes.all()
    packs.notes.write(after_stop.moved(LoadState.LOADING, after_stop.changed_at))
    done = await load_requested(await packs.turn())
    again = await load_requested(await packs.turn())

    assert (failed, idle, broken_off, done, again) == (1, 0, 0, 1, 0)
    assert after_failure.state is LoadState.FAILED
    assert "policy.yaml" in str(after_failure.failure)
    assert after_stop.state is LoadState.WAITING
    assert [(one.state, one.failure) for one in packs.notes.all()] == [(LoadState.READY, None)]
    assert not [one for one in psutil.Process().children(recursive=True) if "--reports" in one.cmdline()]
    assert await packs.api.firm.count("Decision") > 100
    assert await packs.api.firm.count("IngestRun") == 1


async def test_only_an_admin_asks_again_and_only_for_what_was_asked_for(api: Api) -> None:
    mutation = f'mutation {{ loadPack(pack: "no-such-pack") {FIELDS} }}'

    by_reviewer = (await api.ask("reviewer", mutation))["data"]["loadPack"]
    by_admin = (await api.ask("admin", mutation))["data"]["loadPack"]

    assert by_reviewer["code"] == "FORBIDDEN"
    assert by_admin["code"] == "NOT_FOUND"
    assert "no-such-pack" in by_admin["message"]
