"""The small pack of the guide: sound, counted by hand, and the same text in both places."""

from dataclasses import replace
from pathlib import Path

from graph.domain.gate.policy import Policy
from graph.domain.gate.policy_text import read_policy
from graph.domain.gate.table import CompiledPolicy, compile_policy
from ingestion.history import LogReading, history_of
from ingestion.log.read import read_log
from ingestion.pack.load import load_pack
from ingestion.pack.policy import pack_policy

FOLDER = Path(__file__).parent / "packs" / "loans"
GUIDE = Path(__file__).parents[2] / "docs" / "pack-guide.md"


def test_the_guides_pack_tells_what_its_seven_rows_say() -> None:
    pack = load_pack(FOLDER)

    history = history_of(LogReading(pack, read_log(pack, FOLDER / "events.csv"), None, 0))

    decisions = [(one.case.external_id, one.action, one.decider) for one in history.decisions]
    assert decisions == [("R1#0", "ANSWER", "clerk-1"), ("R2#0", "PASS_ON", "clerk-2"), ("R2#1", "ANSWER", "clerk-3")]


def test_the_guide_shows_the_table_that_the_pack_has() -> None:
    shown = GUIDE.read_text(encoding="utf-8").partition("```yaml\n")[2].partition("```")[0]
    stored = (FOLDER / "policy.yaml").read_text(encoding="utf-8")

    assert shown.replace("   # replaced by the fitted one", "") == stored


def test_a_fitted_threshold_of_nothing_is_a_policy_and_is_said_in_words() -> None:
    fitted = pack_policy(load_pack(FOLDER), FOLDER, {"risk_threshold": 0.0})

    read = read_policy(fitted.text)
    assert isinstance(read, Policy)
    compiled = compile_policy(replace(read, parameters=fitted.parameters))

    assert isinstance(compiled, CompiledPolicy)
    assert compiled.idle == ("Row small-and-safe (AUTO_APPROVE) matches no case while risk_threshold is 0.",)
    assert (compiled.own_row({"risk": 0.0, "amount": 1.0}), compiled.own_row({"risk": None, "amount": 1.0})) == (
        1,
        None,
    )
