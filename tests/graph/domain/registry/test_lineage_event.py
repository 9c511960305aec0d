"""An OpenLineage event is read by its facets; what is wrong is named with its place, what is unknown is named too."""

from datetime import UTC, datetime
from typing import Any

import pytest

from graph.domain.kernel.problems import Problem
from graph.domain.registry.lineage_event import MOST_DATASETS, LineageEvent, owner_named, read_event

NOW = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)


def dataset(name: str, **facets: object) -> dict[str, Any]:
    return {"namespace": "lake", "name": name, "facets": facets}


def event(**more: object) -> dict[str, Any]:
    return {
        "eventType": "COMPLETE",
        "eventTime": "2026-01-05T11:00:00Z",
        "run": {"runId": "r-1", "facets": {"nominalTime": {}}},
        "job": {"namespace": "etl", "name": "orders"},
        "inputs": [],
        "outputs": [],
        **more,
    }


def test_facets_become_version_source_schema_owners_columns_and_checks() -> None:
    out = dataset(
        "orders",
        version={"datasetVersion": "7"},
        dataSource={"name": "Lake", "uri": "s3://lake"},
        schema={"fields": [{"name": "id", "type": "int"}, {"name": "total"}]},
        ownership={"owners": [{"name": "team:data"}]},
        columnLineage={"fields": {"total": {"inputFields": [{"namespace": "lake", "name": "raw", "field": "net"}]}}},
        spark={},
    )
    checks = {
        "assertions": [{"assertion": "not_null", "success": True, "column": "id"}, {"assertion": "u", "success": False}]
    }
    raw = {**dataset("raw"), "inputFacets": {"dataQualityAssertions": checks}}

    read = read_event(event(inputs=[raw], outputs=[out]), NOW)

    assert isinstance(read, LineageEvent)
    [orders], [source] = read.outputs, read.inputs
    assert (orders.version, orders.source, orders.schema) == ("7", "Lake", ("id:int", "total:unknown"))
    assert (orders.owners, orders.columns) == (("team:data",), ("total < lake|raw.net",))
    assert (source.version, source.checks_passed, source.checks_failed) == (None, ("not_null (id)",), ("u",))
    assert read.ignored == ("outputs.spark", "run.nominalTime")


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ("text", "event"),
        ({"dataset": {}}, "run"),
        (event(eventType="DONE"), "eventType"),
        (event(eventTime="2026-01-05T11:00:00"), "eventTime"),
        (event(eventTime="2027-01-05T11:00:00Z"), "eventTime"),
        (event(eventTime=5), "eventTime"),
        (event(run={}), "run.runId"),
        (event(job={"namespace": "a|b", "name": "x"}), "job.namespace"),
        (event(inputs={}), "inputs"),
        (event(inputs=[5]), "inputs[0]"),
        (event(run={"runId": "r", "facets": 5}), "run.facets"),
        (event(outputs=[{**dataset("x"), "outputFacets": 5}]), "outputs[0].outputFacets"),
        (event(inputs=[dataset("x", schema=5)]), "inputs[0].facets.schema"),
        (event(inputs=[dataset("x" * 501)]), "inputs[0].name"),
        (event(inputs=[{"namespace": "API:robot", "name": "x"}]), "inputs[0].namespace"),
        (event(outputs=[dataset(str(n)) for n in range(MOST_DATASETS + 1)]), "outputs"),
        (event(outputs=[dataset("x", columnLineage={"fields": [1]})]), "outputs[0].facets.columnLineage.fields"),
    ],
)
def test_what_is_no_event_is_refused_with_its_place(wrong: object, where: str) -> None:
    read = read_event(wrong, NOW)

    assert isinstance(read, Problem)
    assert read.details["where"] == where


@pytest.mark.parametrize(
    ("name", "nodes"),
    [
        ("team:data", ["Team data"]),
        ("user:jane", ["Person local|jane"]),
        ("jane", ["Person local|jane", "Team jane"]),
        ("bot:jane", ["Person local|bot:jane", "Team bot:jane"]),
    ],
)
def test_an_owner_s_name_says_whom_it_may_stand_for(name: str, nodes: list[str]) -> None:
    assert [f"{one.kind} {one.key}" for one in owner_named(name)] == nodes
