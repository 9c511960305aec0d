"""A name stands for one content: a dataset version for its data, a model version for its features, a key for one."""

from dataclasses import replace
from typing import Any

import pytest

from graph.domain.intake.case import CaseSubmission, Contribution, EntityRef, SourceRef
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.identity import OutsidePerson
from graph.store.intake.cases import Submitted, submit
from graph.store.intake.corrections import correct
from graph.store.kernel.erasure import MasterKey
from graph.store.kernel.store import open_store
from tests.builders.commands import score, submission
from tests.builders.firm import Firm

pytestmark = pytest.mark.live

SOURCE = SourceRef("erp", "erp-prod", "orders", "1", "a" * 64)
OTHER = replace(SOURCE, sha256="c" * 64)
FROM_FILE = replace(submission("PO-1"), source=SOURCE)


async def size(firm: Firm) -> list[Any]:
    nodes = await firm.driver.execute_query("MATCH (n) RETURN count(n) AS n")
    edges = await firm.driver.execute_query("MATCH ()-[e]->() RETURN count(e) AS n")
    return [nodes.records[0]["n"], edges.records[0]["n"]]


async def sent(firm: Firm, case: CaseSubmission, key: str) -> Submitted | Problem:
    return await submit(firm.store, firm.integrator, case, key)


@pytest.mark.parametrize("restarted", [False, True])
async def test_a_dataset_version_with_other_content_is_refused_and_nothing_is_written(
    firm: Firm, *, restarted: bool
) -> None:
    assert isinstance(await sent(firm, FROM_FILE, "first"), Submitted)
    store = open_store(firm.store.graph, MasterKey(b"k" * 32)) if restarted else firm.store
    before = await size(firm)
    other = replace(FROM_FILE, external_id="PO-2", source=OTHER)

    answer = await submit(store, firm.integrator, other, "second")
    corrected = await correct(
        store, firm.integrator, replace(other, external_id="PO-1", payload={"amount": 1}), "third"
    )

    assert isinstance(answer, Problem)
    assert answer == corrected
    assert (answer.code, answer.details) == (ProblemCode.INVALID_INPUT, {"where": "source.sha256"})
    assert answer.message == (
        "Dataset version erp-prod|orders|1 was registered with SHA-256 aaaaaaaaaaaa…, and this data has "
        "SHA-256 cccccccccccc…: send the file that was registered, or name the new content as another version."
    )
    assert await size(firm) == before


@pytest.mark.parametrize("restarted", [False, True])
@pytest.mark.parametrize("version", ["1", "2"])
async def test_a_dataset_of_one_source_is_not_given_another(firm: Firm, version: str, *, restarted: bool) -> None:
    assert isinstance(await sent(firm, FROM_FILE, "first"), Submitted)
    store = open_store(firm.store.graph, MasterKey(b"k" * 32)) if restarted else firm.store
    before = await size(firm)
    other = replace(SOURCE, source="crm", version=version)

    answer = await submit(store, firm.integrator, replace(FROM_FILE, external_id="PO-2", source=other), "second")

    assert isinstance(answer, Problem)
    assert (answer.code, answer.details) == (ProblemCode.INVALID_INPUT, {"where": "source.source"})
    assert answer.message == (
        "Dataset erp-prod|orders was registered with the source erp, and this data names crm: send the source that was "
        "registered, or name this data as another dataset."
    )
    assert await size(firm) == before


async def test_the_same_content_as_another_version_is_accepted(firm: Firm) -> None:
    await sent(firm, FROM_FILE, "first")

    answer = await sent(firm, replace(FROM_FILE, external_id="PO-2", source=replace(OTHER, version="2")), "second")

    assert isinstance(answer, Submitted)
    assert await firm.count("DatasetVersion") == 2


async def test_a_governed_model_version_is_not_given_other_features(firm: Firm) -> None:
    await sent(firm, FROM_FILE, "first")
    await firm.approve_model("purchase-risk|1")
    before = await size(firm)
    made = score(0.4)
    strange = replace(made, contributions=(*made.contributions, Contribution("weather", "rain", 0.0)))

    answer = await sent(firm, replace(FROM_FILE, external_id="PO-2", score=strange), "second")

    assert isinstance(answer, Problem)
    assert answer.details == {"where": "score.contributions"}
    assert "purchases.weather|1" in answer.message
    assert await size(firm) == before


@pytest.mark.parametrize(
    "altered",
    [
        {"source": OTHER},
        {"source": replace(SOURCE, version="2", sha256="b" * 64)},
        {"source": replace(SOURCE, namespace="erp-test")},
        {"source": replace(SOURCE, source="crm")},
        {"source": replace(SOURCE, row=7)},
        {"source": None},
        {"requested_by_outside": OutsidePerson("crm", "7")},
        {"entities": (EntityRef("vendor", "V-8"),)},
        {"payload": {"amount": 121.0, "vendor": "V-7"}},
        {"findings": ("amount is missing",)},
    ],
)
async def test_an_altered_request_under_a_used_key_is_a_conflict_and_nothing_is_written(
    firm: Firm, altered: dict[str, Any]
) -> None:
    first = await sent(firm, FROM_FILE, "key")
    before = await size(firm)

    again = await sent(firm, FROM_FILE, "key")
    answer = await sent(firm, replace(FROM_FILE, **altered), "key")

    assert again == first
    assert isinstance(answer, Problem)
    assert answer.code is ProblemCode.IDEMPOTENCY_CONFLICT
    assert await size(firm) == before
