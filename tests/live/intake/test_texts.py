"""A pack with a column of free text, loaded and scored live: words are its reasons, stored as any other feature's."""

from dataclasses import replace
from pathlib import Path

import pytest
from neo4j import AsyncDriver

from graph.domain.kernel.canonical import Json
from graph.session import Graph
from graph.settings import GraphSettings
from graph.store.intake.cases import Submitted, submit
from graph.store.review.inputs import case_inputs
from pipelines.loading.whole import PackLoad, load_whole
from pipelines.scoring.scorer import Scorer
from tests.builders.commands import submission
from tests.builders.database import emptied
from tests.builders.firm import make_firm
from tests.builders.noted_requests import write_noted_requests
from tests.builders.owners import OWNERS

pytestmark = pytest.mark.live
WORD = 'note "unsigned"'


async def test_a_submitted_text_is_scored_by_its_words_and_each_is_stored_with_its_sign(
    driver: AsyncDriver, neo4j_settings: GraphSettings, tmp_path: Path
) -> None:
    await emptied(driver)
    firm = await make_firm(Graph(driver, neo4j_settings.for_background()), driver)
    write_noted_requests(tmp_path / "pack")
    owners = OWNERS
    await load_whole(firm.store, PackLoad(tmp_path / "pack", tmp_path / "data", owners), lambda *_: None)
    cases = {}
    for name, note in {"TELLING": "check the unsigned paper", "PLAIN": "check the paper"}.items():
        payload: dict[str, Json] = {"request": name, "amount": 40.0, "note": note}
        sent = replace(submission(name, None), decision_point="example", payload=payload)
        answer = await submit(firm.store, firm.integrator, sent, f"submit-{name}")
        assert isinstance(answer, Submitted)
        cases[name] = answer.case_id

    await Scorer(tmp_path / "data").score(firm.store, "example")

    telling, plain = [await case_inputs(firm.store, cases[name]) for name in ("TELLING", "PLAIN")]
    assert telling is not None
    assert plain is not None
    [word] = [one for one in telling.inputs if one.feature == WORD]
    assert (word.label, word.value, telling.sums) == ('note contains "unsigned"', True, True)
    assert word.contribution is not None
    assert word.contribution > 1.0
    assert WORD not in {one.feature for one in plain.inputs}
    assert telling.stored.prediction is not None
    assert plain.stored.prediction is not None
    assert telling.stored.prediction["probability"] > plain.stored.prediction["probability"] + 0.3
    [text] = [one for one in telling.inputs if one.feature == "note"]
    assert (text.value, text.used_by_model) == ("check the unsigned paper", True)
    rows = await driver.execute_query(
        "MATCH (c:Case {id: $id})<-[:ABOUT]-(:InputSnapshot)<-[:SCORED_ON]-(p:Prediction)-[i:INFLUENCED_BY]->(f) "
        "WHERE i.rank = 1 RETURN f.key AS key, p.reasons[0] AS reason",
        {"id": cases["TELLING"]},
    )
    assert [row.data() for row in rows.records] == [
        {"key": f"example.{WORD}|1", "reason": 'Note contains "unsigned" (raises the risk)'}
    ]
