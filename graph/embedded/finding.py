"""Finds the server that the settings name, or the private one that runs, without what starting one needs."""

from pydantic import SecretStr

from graph.embedded.home import USER, ServerHome
from graph.embedded.process import ProcessNote
from graph.errors import DatabaseUnavailable
from graph.settings import GraphSettings


def private_home(settings: GraphSettings) -> ServerHome:
    """Return the folder of the private server that belongs to these settings."""
    return ServerHome(settings.data_dir.resolve() / "neo4j")


def reachable(settings: GraphSettings, note: ProcessNote) -> GraphSettings:
    """Return the settings that reach the running private server."""
    return settings.model_copy(
        update={
            "neo4j_uri": f"bolt://127.0.0.1:{note.port}",
            "neo4j_user": USER,
            "neo4j_password": SecretStr(private_home(settings).password()),
        }
    )


def find(settings: GraphSettings) -> GraphSettings:
    """Return settings of the named server, or of the private one that runs; raises `DatabaseUnavailable`."""
    if settings.neo4j_uri is not None:
        return settings
    note = private_home(settings).running()
    if note is None:
        raise DatabaseUnavailable("No Neo4j runs; start one with `signoff db start`, or set NEO4J_URI.")
    return reachable(settings, note)
