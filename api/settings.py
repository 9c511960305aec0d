"""How the API is served, read from the environment."""

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class ApiSettings(BaseSettings):
    """Limits and times of the API; sizes in bytes, times in seconds."""

    model_config = SettingsConfigDict(env_prefix="SIGNOFF_", extra="ignore")

    largest_body: int = Field(default=262_144, ge=1024, description="Largest request body, in bytes.")
    largest_batch: int = Field(
        default=1_048_576, ge=1024, description="Largest body of a batch of cases or outcomes, in bytes."
    )
    session_seconds: int = Field(default=28_800, ge=60, description="How long a log-in of the UI lasts.")
    secure_cookie: bool = Field(default=False, description="Send the session cookie over HTTPS only.")
    requests_at_once: int = Field(
        default=64, ge=1, description="Most requests worked on at once; fewer where each takes long."
    )
    longest_wait_seconds: float = Field(
        default=0.35, gt=0, le=2, description="Longest expected wait for a turn; who would wait longer is sent away."
    )
    read_seconds: float = Field(default=10.0, gt=0, description="How long the body of a request may take to arrive.")
    bytes_in_flight: int = Field(
        default=67_108_864, ge=1_048_576, description="Most bytes of request bodies held at once."
    )
    trusted_proxies: str | None = Field(
        default=None,
        description="Addresses or networks of the proxies in front, by commas: only their `X-Forwarded-*` counts.",
    )
    webhook_networks: str | None = Field(
        default=None,
        description="Networks of your own that webhooks may lead to, by commas; without any only public ones.",
    )
