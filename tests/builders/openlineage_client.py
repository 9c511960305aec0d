"""Sends the events of a run with OpenLineage's own client, in the environment that has it; takes address and key."""

import sys
from datetime import UTC, datetime

from openlineage.client import OpenLineageClient
from openlineage.client.event_v2 import InputDataset, Job, OutputDataset, Run, RunEvent, RunState
from openlineage.client.facet_v2 import (
    column_lineage_dataset,
    data_quality_assertions_dataset,
    dataset_version_dataset,
    datasource_dataset,
    ownership_dataset,
    schema_dataset,
)
from openlineage.client.transport.http import ApiKeyTokenProvider, HttpConfig, HttpTransport

RUN = "01941f29-7c00-7000-8000-000000000001"
AT = datetime(2026, 1, 5, 11, tzinfo=UTC).isoformat()


def main(url: str, key: str) -> None:
    config = HttpConfig(url=url, auth=ApiKeyTokenProvider({"apiKey": key}), retry={"total": 0})
    client = OpenLineageClient(transport=HttpTransport(config))
    asserted = data_quality_assertions_dataset.Assertion(assertion="not_null", success=True, column="id")
    raw = InputDataset(
        namespace="lake",
        name="raw",
        facets={
            "version": dataset_version_dataset.DatasetVersionDatasetFacet(datasetVersion="1"),
            "dataSource": datasource_dataset.DatasourceDatasetFacet(name="Lake", uri="s3://lake"),
        },
        inputFacets={
            "dataQualityAssertions": data_quality_assertions_dataset.DataQualityAssertionsDatasetFacet(
                assertions=[asserted]
            )
        },
    )
    column = column_lineage_dataset.Fields(
        inputFields=[column_lineage_dataset.InputField(namespace="lake", name="raw", field="id")]
    )
    orders = OutputDataset(
        namespace="lake",
        name="orders",
        facets={
            "schema": schema_dataset.SchemaDatasetFacet(
                fields=[schema_dataset.SchemaDatasetFacetFields(name="id", type="int")]
            ),
            "ownership": ownership_dataset.OwnershipDatasetFacet(owners=[ownership_dataset.Owner(name="team:data")]),
            "columnLineage": column_lineage_dataset.ColumnLineageDatasetFacet(fields={"id": column}),
        },
    )
    for state in (RunState.START, RunState.COMPLETE, RunState.COMPLETE):
        client.emit(
            RunEvent(
                eventType=state,
                eventTime=AT,
                run=Run(runId=RUN),
                job=Job(namespace="etl", name="orders"),
                producer="https://example.org/etl",
                inputs=[raw],
                outputs=[orders],
            )
        )


main(*sys.argv[1:])
