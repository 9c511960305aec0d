"""`signoff serve`: the API on one address."""

import os
from pathlib import Path
from typing import Annotated

import typer

from graph.settings import GraphSettings

app = typer.Typer()


@app.command()
def serve(
    host: Annotated[str, typer.Option(envvar="SIGNOFF_HOST", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(envvar="SIGNOFF_PORT", min=1, max=65535, help="Port to listen on.")] = 8000,
    with_worker: Annotated[bool, typer.Option(help="Run a worker too; it ends with the API.")] = False,
    *,
    keep_database: Annotated[
        bool, typer.Option(help="Restart the private Neo4j after a crash, once there is disk space.")
    ] = True,
) -> None:
    """Serve GraphQL and HTTP until Ctrl-C."""
    from api.serving import run
    from api.settings import ApiSettings
    from api.supervisor.services import Service, Services, refuse_taken_port

    refuse_taken_port(port, host)
    services = Services(_folder())
    if with_worker:
        services.spawn(Service("worker", ("worker",)), tied=True)
    try:
        run(ApiSettings(), host, port, guard=keep_database)
    finally:
        if with_worker:
            services.stop(("worker",))


def _folder() -> Path:
    return GraphSettings().data_dir.resolve() / "serve" / str(os.getpid())
