"""How the API is served, read from the environment."""

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class ApiSettings(BaseSettings):
    """Limits and times of the API; sizes in bytes, times in seconds."""

    model_config = SettingsConfigDict(env_prefix="SIGNOFF_", extra="ignore")

    largest_body: int = Field(default=262_144, ge=1024, description="Largest request body, in bytes.")
    session_seconds: int = Field(default=28_800, ge=60, description="How long a log-in of the UI lasts.")
    secure_cookie: bool = Field(default=False, description="Send the session cookie over HTTPS only.")
    requests_at_once: int = Field(
        default=512, ge=1, description="Requests worked on at once; more are asked to come back."
    )
