"""What an operator can set, by an environment variable named CASELOAD_ and the setting."""

from pathlib import Path

from pydantic import Field, IPvAnyNetwork, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

LONGEST_SEARCH = 30.0  # seconds; no setting allows more, because the caller waits for the answer


class Settings(BaseSettings):
    """The settings of one running service; in tests they are handed in."""

    model_config = SettingsConfigDict(env_prefix="CASELOAD_", frozen=True)

    host: str = Field(default="127.0.0.1", description="The address to listen on.")
    port: int = Field(default=8000, ge=1, le=65_535, description="The port to listen on.")
    hosts: tuple[str, ...] = Field(
        default=("127.0.0.1", "localhost", "[::1]"),
        description="The names callers may use for the service in their Host header.",
    )
    max_body_bytes: int = Field(
        default=10_000_000, ge=1, le=50_000_000, description="The largest body read."
    )
    most_seconds: float = Field(
        default=LONGEST_SEARCH, ge=1, le=LONGEST_SEARCH, description="The longest search."
    )
    most_pairs: int = Field(
        default=100_000, ge=1, description="New cases times workers, at most, in one question."
    )
    most_at_once: int = Field(
        default=2, ge=1, le=64, description="Questions worked on at once; others are sent away."
    )
    agency_folder: Path | None = Field(
        default=None, description="The folder whose card, contacts and settings /self-check follows."
    )
    database: str | None = Field(
        default=None,
        description="The address of the database; without one, only questions that bring their agency.",
    )
    data: Path = Field(
        default=Path("data"), description="The folder of the service's key and embedded database."
    )
    key: SecretStr | None = Field(
        default=None, description="The service's key, 32 bytes as base64; otherwise the folder's file."
    )
    sign_ins_a_minute: int = Field(
        default=120, ge=1, description="Sign-ins tried from one address in a minute, at most."
    )
    tries_a_minute: int = Field(
        default=10, ge=1, description="Sign-ins tried for one login in a minute, at most."
    )
    requests_a_minute: int = Field(
        default=6_000, ge=1, description="Requests of one person or API client in a minute, at most."
    )
    oidc_issuer: str | None = Field(
        default=None, description="Who answers for logins with another's account (OpenID Connect)."
    )
    oidc_client: str | None = Field(
        default=None, description="The name this service goes by at the issuer."
    )
    oidc_secret: SecretStr | None = Field(
        default=None, description="What the service shows the issuer, where it asks for something."
    )
    oidc_callback: str | None = Field(
        default=None, description="The public address of /v1/oidc/callback, as the issuer knows it."
    )
    metrics: bool = Field(
        default=False, description="Whether /v1/metrics is there, for this machine alone."
    )
    docs: bool = Field(
        default=False, description="Whether /docs is there; its page loads scripts from elsewhere."
    )
    anchors: Path | None = Field(
        default=None,
        description="The file of the record's anchors, on another machine's disk if it can be.",
    )
    event_networks: tuple[IPvAnyNetwork, ...] = Field(
        default=(),
        description="Own networks that events may be sent to, over http as well, as a JSON list.",
    )
    work_here: bool = Field(
        default=True, description="Whether this process works on jobs, beside answering requests."
    )
    lease_seconds: float = Field(
        default=30,
        ge=0.5,
        le=3600,
        description="How long a worker may be silent before its job is another's.",
    )
    most_jobs: int = Field(
        default=10, ge=1, le=1000, description="Jobs of one agency that wait, at most."
    )
    most_job_seconds: float = Field(
        default=300, ge=1, le=3600, description="The longest search of a job."
    )
    most_job_pairs: int = Field(
        default=1_000_000, ge=1, description="New cases times workers, at most, in one job."
    )
