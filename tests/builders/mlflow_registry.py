"""Registers model versions with MLflow's own client, in the environment that has it; takes the server's address."""

import sys

from mlflow import MlflowClient


def main(url: str, step: str) -> None:
    client = MlflowClient(tracking_uri=url)
    if step == "first":
        client.create_registered_model("churn", description="Who leaves")
        _version(client, "churn", {"auc": 0.81, "brier": 0.12}, {"depth": "4"})
        _version(client, "churn", {"auc": 0.84}, {"depth": "6"})
        client.create_registered_model("fraud|cards")
        _version(client, "fraud|cards", {"auc": 0.7}, {})
    else:
        client.set_registered_model_alias("churn", "champion", "2")
        client.set_model_version_tag("churn", "2", "checked", "yes")


def _version(client: MlflowClient, name: str, metrics: dict[str, float], params: dict[str, str]) -> None:
    run = client.create_run("0")
    for metric, value in metrics.items():
        client.log_metric(run.info.run_id, metric, value)
    for param, text in params.items():
        client.log_param(run.info.run_id, param, text)
    client.set_terminated(run.info.run_id)
    client.create_model_version(name, source=f"{run.info.artifact_uri}/model", run_id=run.info.run_id)


main(*sys.argv[1:])
