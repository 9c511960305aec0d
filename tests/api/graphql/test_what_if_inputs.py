"""A scenario as GraphQL sends it: model, sources, ladder and search arrive as the scenario has them."""

from api.graphql.planning.whatif_inputs import LadderInput, RunWhatIfInput, SearchInput, TaintInput, scenario_of
from graph.domain.planning.changes import Changes, EscalationLadder, TaintedSource
from graph.domain.planning.scenario import Scenario
from graph.domain.planning.search import Search


def test_a_sent_scenario_holds_what_was_sent() -> None:
    sent = RunWhatIfInput(
        name="all",
        decision_point="purchases",
        model="0.9",
        taint=[TaintInput(field="source", value="broker")],
        ladder=LadderInput(minutes=120.0, priority=9),
        search=SearchInput(parameter="limit", least=0.1, most=0.5, fewest_reviewers=-1, late_cost=20.0),
        idempotency_key="key",
    )

    scenario = scenario_of(sent)

    assert isinstance(scenario, Scenario)
    assert scenario.changes == Changes(
        model="0.9", taint=(TaintedSource("source", "broker"),), ladder=EscalationLadder(120.0, 9)
    )
    assert scenario.search == Search("limit", 0.1, 0.5, steps=7, fewest=-1, largest=0, late_cost=20.0)
