"""Who acts, and what they log in with."""

from dataclasses import dataclass

from graph.records._record import Record


@dataclass(frozen=True, slots=True)
class PersonRecord(Record):
    """A person on first sight; one outside cannot log in."""

    id: str
    key: str
    name: str
    rights_epoch: int
    recorded_at: int
    can_log_in: bool | None = None


@dataclass(frozen=True, slots=True)
class SoftwareAgentRecord(Record):
    """A program that acts."""

    id: str
    key: str
    name: str
    rights_epoch: int
    recorded_at: int


@dataclass(frozen=True, slots=True)
class AccountRecord(Record):
    """A log-in; programs have no password."""

    id: str
    key: str
    roles: list[str]
    password_hash: str | None
    disabled: bool
    recorded_at: int


@dataclass(frozen=True, slots=True)
class ApiKeyRecord(Record):
    """A hashed key of an account."""

    id: str
    secret_hash: str
    expires_at: int | None
    recorded_at: int


@dataclass(frozen=True, slots=True)
class TrainingRecord(Record):
    """A course on first sight."""

    id: str
    key: str
    name: str
    recorded_at: int


@dataclass(frozen=True, slots=True)
class TeamRecord(Record):
    """A group of people that owns work."""

    id: str
    key: str
    name: str
    recorded_at: int


@dataclass(frozen=True, slots=True)
class DelegationRecord(Record):
    """A person's work in the hands of another for a time (ms); `next_at`: when tasks are reassigned."""

    id: str
    key: str
    delegator_id: str
    delegate_id: str
    begins: int
    ends: int
    next_at: int
    reason: str | None
    known_at: int
    recorded_at: int
