"""Where the graph is and how long to wait for it, read from the environment."""

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

OLDEST_SERVER = (5, 26)
"""The long-term release of Neo4j 5."""
BACKGROUND_CONNECTION_SECONDS = 60.0
"""A connection that opens in milliseconds on an idle machine took 9 s beside thirty busy processes."""
BACKGROUND_RETRY_SECONDS = 60.0
"""Long enough for a server that restarts; the driver's pauses double, so longer would leave the worker asleep."""


class GraphSettings(BaseSettings):
    """Connection to Neo4j; without `NEO4J_URI` a private server is used.

    Times are in seconds.
    """

    model_config = SettingsConfigDict(env_prefix="SIGNOFF_", extra="ignore", populate_by_name=True)

    neo4j_uri: str | None = Field(default=None, validation_alias="NEO4J_URI", description="Bolt address.")
    neo4j_user: str = Field(default="neo4j", validation_alias="NEO4J_USER", description="User name.")
    neo4j_password: SecretStr | None = Field(
        default=None, validation_alias="NEO4J_PASSWORD", description="Password of the user."
    )
    neo4j_database: str = Field(default="neo4j", description="Name of the database that holds the graph.")
    neo4j_port: int = Field(default=7687, ge=1, le=65535, description="Port of the private server.")
    neo4j_heap_mb: int = Field(default=1024, ge=512, description="Heap of the private server, in megabytes.")
    neo4j_page_cache_mb: int = Field(default=256, ge=64, description="Page cache of the private server, in megabytes.")
    neo4j_replan_minutes: int = Field(
        default=10, ge=1, description="How long the private server keeps a plan at least, in minutes."
    )
    data_dir: Path = Field(default=Path(".signoff"), description="Folder of the private server, keys and logs.")
    transaction_timeout_seconds: float = Field(
        default=15.0, gt=0, description="Longest time the server may spend on one statement."
    )
    background_timeout_seconds: float = Field(
        default=600.0,
        gt=0,
        description="The same for a load or a job of the worker, for which nobody waits.",
    )
    connection_timeout_seconds: float = Field(default=5.0, gt=0, description="Longest wait for a connection to open.")
    retry_seconds: float = Field(
        default=8.0, ge=0, description="How long transient errors are retried before the caller is told."
    )
    pool_size: int = Field(default=64, ge=1, description="Most connections open at once.")

    def for_background(self) -> "GraphSettings":
        """Return these settings with the patience of work for which nobody waits: a load, a migration, a job."""
        return self.model_copy(
            update={
                "transaction_timeout_seconds": max(self.transaction_timeout_seconds, self.background_timeout_seconds),
                "connection_timeout_seconds": max(self.connection_timeout_seconds, BACKGROUND_CONNECTION_SECONDS),
                "retry_seconds": max(self.retry_seconds, BACKGROUND_RETRY_SECONDS),
            }
        )
