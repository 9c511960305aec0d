"""The questions of docs/questions: each one operation, asked of made decisions and counted beside them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from api.graphql.context import Context, GraphQLRequest
from api.graphql.engine import Engine
from api.graphql.schema import build_schema
from graph.domain.kernel.problems import Problem
from graph.domain.monitor.drift import Drift, DriftKind, DriftReference, WatchedName
from graph.domain.people.roles import Actor, ActorKind, Role
from graph.queries.kernel.query import Query
from graph.store.decision.filtered import DecisionFilter
from graph.store.decision.summaries import Grouping, Need, SummaryQuestion, SummaryRow, summary
from graph.store.monitor.drift import DriftWindow, record_drift
from tests.builders.firm import Firm
from tests.builders.made_decisions import (
    BEGIN,
    HOUR,
    LIMIT,
    REVIEW_COST,
    WRONG_BUY,
    WRONG_REFUSAL,
    made_rows,
)
from tests.builders.made_decisions import made_firm as made_firm  # noqa: PLC0414  # pytest finds fixtures by name here

pytestmark = pytest.mark.live

ENGINE = Engine(build_schema())
ANALYST = Actor("analyst", "analyst-id", ActorKind.HUMAN, frozenset({Role.ANALYST}))
FOLDER = Path(__file__).parents[3] / "docs" / "questions"
FROM, TO = datetime.fromtimestamp(BEGIN / 1000, UTC), datetime.fromtimestamp(BEGIN / 1000, UTC) + timedelta(days=200)
PERIOD = {"decisionPoint": "purchases", "from": FROM.isoformat(), "to": TO.isoformat()}
FILTER = DecisionFilter(point="purchases", since=FROM, until=TO)


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    """The facts, with what a count needs beside them."""
    made = made_rows()
    at = pd.to_datetime(made["decided"], unit="ms", utc=True).dt.tz_localize(None)
    return made.assign(
        week=at.dt.to_period("W").dt.start_time.dt.date.astype(str),
        quarter=at.dt.to_period("Q").dt.start_time.dt.date.astype(str),
        hours=(made["decided"] - made["opened"]) / HOUR,
        against=((made["risk"] < LIMIT) != (made["action"] == "BUY")),
        approves=made["verdict"] == "APPROVE",
        ended=made["outcome"].notna(),
        wrong=made["outcome"] == "true",
        late=made["decided"] > made["due"],
        loss=made["money"].fillna(made["action"].map({"BUY": WRONG_BUY, "DO_NOT_BUY": WRONG_REFUSAL})),
    )


async def answer_to(made_firm: Firm, question: str, **variables: object) -> dict[str, Any]:
    text = (FOLDER / f"{question}.graphql").read_text(encoding="utf-8")
    answer = await ENGINE.run(GraphQLRequest(text, variables, None), Context(made_firm.store, ANALYST))
    assert "errors" not in answer, answer
    data: dict[str, Any] = answer["data"]
    assert [one for one in data.values() if "code" in one] == []
    return data


async def summed(made_firm: Firm, question: str, **variables: object) -> list[dict[str, Any]]:
    groups: list[dict[str, Any]] = (await answer_to(made_firm, question, **PERIOD, **variables))["decisionSummary"][
        "rows"
    ]
    return groups


async def test_approvals_by_reviewer_and_week_with_the_share_against_the_advice(
    made_firm: Firm, rows: pd.DataFrame
) -> None:
    groups = await summed(made_firm, "01-approvals-by-reviewer-and-week")

    human = rows[rows["kind"] == "HUMAN"].groupby(["week", "decider"])
    expected = human.agg(
        n=("id", "size"), yes=("verdict", lambda verdicts: (verdicts == "APPROVE").sum()), no=("against", "sum")
    )
    assert {
        (row["periodFrom"], row["decider"]): (row["decisions"], row["approved"]["count"], row["againstAdvice"]["count"])
        for row in groups
    } == {key: (one.n, one.yes, one.no) for key, one in zip(expected.index, expected.itertuples(), strict=True)}
    assert all(0 <= row["againstAdvice"]["low"] <= row["againstAdvice"]["share"] for row in groups)
    assert all(row["againstAdvice"]["of"] == row["decisions"] for row in groups)


async def test_decisions_on_a_model_version_after_a_date_with_their_outcomes(
    made_firm: Firm, rows: pd.DataFrame
) -> None:
    after = BEGIN + 90 * 24 * HOUR
    when = datetime.fromtimestamp(after / 1000, UTC).isoformat()

    page = (await answer_to(made_firm, "02-decisions-on-a-model-version", model="risk|b", after=when))["decisions"]

    chosen = rows[(rows["model"] == "risk|b") & (rows["decided"] >= after)].sort_values("decided", ascending=False)
    assert page["totalCount"] == len(chosen) > 20
    assert [one["externalId"] for one in page["nodes"]] == list(chosen["id"][:100])
    assert [one["outcomes"][0]["value"] if one["outcomes"] else None for one in page["nodes"]] == [
        None if pd.isna(one) else one for one in chosen["outcome"][:100]
    ]


async def test_time_to_decision_against_the_sla_by_queue_and_week(made_firm: Firm, rows: pd.DataFrame) -> None:
    groups = await summed(made_firm, "04-time-to-decision-against-sla")

    human = rows[rows["kind"] == "HUMAN"].groupby(["week", "queue"])
    expected = human.agg(
        n=("id", "size"), mean=("hours", "mean"), p90=("hours", lambda h: h.quantile(0.9)), late=("late", "sum")
    )
    assert len(groups) == len(expected) > 20
    for row in groups:
        one = expected.loc[(row["periodFrom"], row["queue"])]
        assert (row["decisions"], row["late"]["count"], row["late"]["of"]) == (one["n"], one["late"], one["n"])
        assert row["hoursToDecision"]["mean"] == pytest.approx(one["mean"])
        assert row["hoursToDecision"]["p90"] == pytest.approx(one["p90"])
    assert {row["queue"]: row["slaMinutes"] for row in groups} == {"purchases": 240, "lead": None}


@pytest.mark.parametrize("named", ["a", "System a"])
async def test_automatic_decisions_on_a_source_through_any_version(
    made_firm: Firm, rows: pd.DataFrame, named: str
) -> None:
    given = {name: PERIOD[name] for name in ("from", "to")}

    groups = await answer_to(made_firm, "06-automatic-decisions-on-a-source", source=named, **given)

    chosen = rows[(rows["kind"] == "AUTOMATIC") & (rows["source"] == "a")]
    assert set(chosen["data"]) == {"a-1", "a-2"}
    assert groups["decisions"]["totalCount"] == len(chosen)
    assert {one["externalId"] for one in groups["decisions"]["nodes"]} <= set(chosen["id"])
    (row,) = groups["decisionSummary"]["rows"]
    assert (row["decisions"], row["ended"], row["bad"]) == (len(chosen), chosen["ended"].sum(), chosen["wrong"].sum())
    assert row["money"]["lost"] == pytest.approx(chosen[chosen["wrong"]]["loss"].sum())


async def test_automatic_share_and_its_error_by_policy_version(made_firm: Firm, rows: pd.DataFrame) -> None:
    groups = await summed(made_firm, "07-automatic-share-by-policy-version")

    assert len(groups) == 2
    for row in groups:
        chosen = rows[rows["policy"] == row["policyVersionNumber"]]
        automatic = chosen[chosen["kind"] == "AUTOMATIC"]
        assert (row["automatic"]["count"], row["automatic"]["of"]) == (len(automatic), len(chosen))
        wrong = row["wrongAutomatic"]
        assert (wrong["count"], wrong["of"]) == (automatic["wrong"].sum(), automatic["ended"].sum())
        assert wrong["share"] == pytest.approx(automatic[automatic["ended"]]["wrong"].mean())
        assert wrong["low"] < wrong["share"] < wrong["high"]


async def test_escalated_tasks_and_whether_that_changed_the_result(made_firm: Firm, rows: pd.DataFrame) -> None:
    groups = await answer_to(made_firm, "08-escalated-tasks", **PERIOD)

    human = rows[rows["kind"] == "HUMAN"]
    escalated = human[human["escalated"]]
    assert groups["decisions"]["totalCount"] == len(escalated)
    first = groups["decisions"]["nodes"][0]
    assert first["externalId"] == escalated.iloc[-1]["id"]
    assert [one["toQueue"] for one in first["review"]["task"]["escalations"]["nodes"]] == ["lead"]
    counted = {row["escalated"]: row["againstAdvice"]["count"] for row in groups["decisionSummary"]["rows"]}
    assert counted == human.groupby("escalated")["against"].sum().to_dict()


async def test_nothing_is_automatic_on_data_that_are_not_clean(made_firm: Firm, rows: pd.DataFrame) -> None:
    given = {name: PERIOD[name] for name in ("from", "to")}

    groups = await answer_to(made_firm, "09-automatic-on-unchecked-data", **given)

    automatic = int((rows["kind"] == "AUTOMATIC").sum())
    assert groups["decisionSummary"]["rows"] == [{"quality": "CLEAN", "decisions": automatic}]
    assert groups["tainted"] == {"totalCount": 0, "nodes": []}


async def test_one_that_is_automatic_on_tainted_data_is_found(made_firm: Firm) -> None:
    given = {name: PERIOD[name] for name in ("from", "to")}
    taint = "MATCH (:Decision {kind: 'AUTOMATIC'})-[:WAS_GENERATED_BY]->()-[:USED]->(s:InputSnapshot) WITH s LIMIT 1 "
    await made_firm.driver.execute_query(f"{taint} SET s.quality = 'TAINTED'")

    groups = await answer_to(made_firm, "09-automatic-on-unchecked-data", **given)
    await made_firm.driver.execute_query(
        "MATCH (:GateEvaluation {result: 'AUTO_APPROVE'})-[:USED]->(s) SET s.quality = 'CLEAN'"
    )

    assert groups["tainted"]["totalCount"] == 1
    assert {row["quality"]: row["decisions"] for row in groups["decisionSummary"]["rows"]}["TAINTED"] == 1


async def test_what_the_approver_of_a_case_saw_said_and_why(made_firm: Firm, rows: pd.DataFrame) -> None:
    one = rows[(rows["kind"] == "HUMAN") & (rows["action"] == "BUY")].iloc[0]

    (node,) = (await answer_to(made_firm, "12-what-the-approver-saw", case=one["id"]))["decisions"]["nodes"]

    assert (node["decider"], node["reasonCode"], node["note"]) == (one["decider"], "fits", f"because {one['id']}")
    assert node["review"]["verdict"] == "APPROVE"
    assert node["review"]["packet"] == {"digest": f"digest {one['id']}", "content": {"risk": one["risk"]}}


async def test_money_lost_by_wrong_automatic_decisions_against_money_saved(made_firm: Firm, rows: pd.DataFrame) -> None:
    groups = await summed(made_firm, "13-money-lost-and-saved")

    automatic = rows[rows["kind"] == "AUTOMATIC"]
    lost = automatic[automatic["wrong"]].groupby("quarter")["loss"].sum()
    count = automatic.groupby("quarter").size()
    assert [row["periodFrom"] for row in groups] == sorted(count.index)
    for row in groups:
        assert row["money"]["lostAutomatically"] == pytest.approx(lost[row["periodFrom"]])
        assert row["money"]["saved"] == pytest.approx(REVIEW_COST * count[row["periodFrom"]])
        assert row["money"]["unpriced"] == 0


async def test_which_inputs_drifted_and_which_decisions_fell_into_it(made_firm: Firm, rows: pd.DataFrame) -> None:
    since, until = BEGIN + 50 * 24 * HOUR, BEGIN + 64 * 24 * HOUR
    window = DriftWindow("purchases", None, since, until, DriftReference.TRAINING, None, 30, 200)
    amount = Drift(WatchedName(DriftKind.FEATURE, "amount", "Amount"), 0.3, 1e-4, 1e-2, "Amount is higher.")
    assert await record_drift(made_firm.store, window, [amount]) == 1

    answer = await answer_to(made_firm, "05-what-drifted-and-which-decisions", **PERIOD)

    (alert,) = answer["driftAlerts"]["nodes"]
    assert (alert["kind"], alert["sentence"], alert["statistic"]) == ("FEATURE", "Amount is higher.", 0.3)
    fell = rows["opened"].between(since, until, inclusive="left")
    assert answer["decisions"]["totalCount"] == fell.sum() > 20
    assert {one["externalId"] for one in answer["decisions"]["nodes"]} <= set(rows[fell]["id"])
    for name, chosen in (("drifted", rows[fell]), ("others", rows[~fell])):
        assert {one["kind"]: (one["decisions"], one["bad"]) for one in answer[name]["rows"]} == {
            kind: (len(some), some["wrong"].sum()) for kind, some in chosen.groupby("kind")
        }


async def test_which_vendors_are_wrong_beyond_their_volume(made_firm: Firm, rows: pd.DataFrame) -> None:
    groups = await summed(made_firm, "15-wrong-beyond-their-volume", kind="vendor")

    rated = rows[rows["ended"]]
    for row in groups:
        mine, others = rated[rated["vendor"] == row["entity"]], rated[rated["vendor"] != row["entity"]]
        expected = len(mine) * others["wrong"].mean()
        assert row["excess"]["expected"] == pytest.approx(expected)
        assert row["excess"]["excess"] == pytest.approx(mine["wrong"].sum() - expected)
    assert [row["entity"] for row in groups if row["excess"]["low"] > 0] == ["V-4"]
    assert sorted(row["decisions"] for row in groups) == sorted(rows.groupby("vendor").size())


async def test_a_statement_without_what_is_not_asked_for_answers_as_the_whole_one(
    made_firm: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions = [
        SummaryQuestion(FILTER, [Grouping.DECIDER, Grouping.WEEK], None, [Need.ADVICE]),
        SummaryQuestion(replace(FILTER, queue="purchases"), [Grouping.QUEUE, Grouping.ESCALATED], None, [Need.TASK]),
        SummaryQuestion(replace(FILTER, data_source="a"), [Grouping.QUALITY, Grouping.MODEL_VERSION]),
        SummaryQuestion(replace(FILTER, model="risk"), [Grouping.POLICY_VERSION, Grouping.CATEGORY]),
        SummaryQuestion(replace(FILTER, entity="V-4"), [Grouping.ENTITY], "vendor", [Need.OUTCOMES]),
        SummaryQuestion(replace(FILTER, policy="purchases"), [Grouping.DECISION_POINT, Grouping.QUARTER]),
        SummaryQuestion(replace(FILTER, escalated=True, ended_badly=True), [Grouping.KIND]),
    ]

    short = [await summary(made_firm.store, one) for one in questions]
    monkeypatch.setattr(Query, "only", lambda query, _: query)
    whole = [await summary(made_firm.store, one) for one in questions]

    assert [compared(one) for one in short] == [compared(one) for one in whole]
    assert all(isinstance(one, list) and sum(row.decisions for row in one) > 0 for one in short)


def compared(rows: list[SummaryRow] | Problem) -> list[SummaryRow]:
    assert isinstance(rows, list)
    return [row._replace(outcomes=sorted(row.outcomes, key=str)) for row in rows]


async def test_a_period_that_ends_before_it_begins_and_two_lengths_of_period_are_refused(made_firm: Firm) -> None:
    async def refusal(given: str) -> dict[str, Any]:
        text = f"{{ decisionSummary(input: {{ {given} }}) {{ ... on Problem {{ code message }} }} }}"
        answer = await ENGINE.run(GraphQLRequest(text, {}, None), Context(made_firm.store, ANALYST))
        problem: dict[str, Any] = answer["data"]["decisionSummary"]
        return problem

    turned = await refusal('from: "2026-02-01T00:00:00Z", to: "2026-01-01T00:00:00Z"')
    both = await refusal('from: "2026-01-01T00:00:00Z", by: [DAY, WEEK]')

    assert turned == {"code": "INVALID_INPUT", "message": "from must lie before to: exchange the two."}
    assert both == {"code": "INVALID_INPUT", "message": "by names DAY and WEEK: choose one length of period."}
