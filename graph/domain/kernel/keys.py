"""Natural keys: how the parts of each are written as one text, and read back from it.

`parse` takes what `text` wrote. One part of a key may hold the separator itself, the last where nothing else is said;
the others never do: ids and names that become parts are refused with it.
"""

from dataclasses import dataclass, fields
from typing import ClassVar, Self

SEPARATOR = "|"
"""Stands between the parts of every key."""
_NUMBER_OF = "#"


@dataclass(frozen=True, slots=True)
class NaturalKey:
    """A key of parts in a fixed order; `first_is_free`: the first part may hold the separator, else the last."""

    first_is_free: ClassVar[bool] = False

    @property
    def text(self) -> str:
        """Return the key as it is stored."""
        return SEPARATOR.join([str(getattr(self, name)) for name, _ in _parts(type(self))])

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a stored key."""
        named = _parts(cls)
        parts = (text.rsplit if cls.first_is_free else text.split)(SEPARATOR, len(named) - 1)
        return cls(*[int(part) if number else part for part, (_, number) in zip(parts, named, strict=True)])


def _parts(kind: type[NaturalKey]) -> tuple[tuple[str, bool], ...]:
    """Return the name of each part of a kind of key, and whether it is a number; read once."""
    if kind not in _PARTS:
        _PARTS[kind] = tuple((one.name, one.type is int) for one in fields(kind))
    return _PARTS[kind]


_PARTS: dict[type[NaturalKey], tuple[tuple[str, bool], ...]] = {}


@dataclass(frozen=True, slots=True)
class CaseKey(NaturalKey):
    """A case by its decision point and the id that its source gave it."""

    point: str
    external_id: str


@dataclass(frozen=True, slots=True)
class EntityKey(NaturalKey):
    """A business entity by its kind and id, or a category by the kind of its entities and its name."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class KpiKey(NaturalKey):
    """A figure that a decision point is judged by: a key figure, or one of its pack by name."""

    point: str
    name: str


@dataclass(frozen=True, slots=True)
class ExceptionKey(NaturalKey):
    """An exception: what may be decided so at which point, for what (its kind and node id), from when until when (ms).

    It says all that was granted, so that the audit log vouches for that by it.
    """

    point: str
    scope: str
    subject_id: str
    granted: int
    until: int
    rule: str


@dataclass(frozen=True, slots=True)
class DelegationKey(NaturalKey):
    """Whose work goes to whom (node ids), from when until when, and when that was granted (ms).

    It says all that was granted, so that the audit log vouches for that by it.
    """

    delegator: str
    delegate: str
    begins: int
    ends: int
    granted: int


@dataclass(frozen=True, slots=True)
class RecallKey(NaturalKey):
    """A recall: the kind and id of what is recalled, of decisions from when until when (ms; -1 for no bound).

    `training` is 1 where decisions by training alone are looked at again. The audit log vouches for all that by it.
    """

    kind: str
    node_id: str
    since: int
    until: int
    training: int


@dataclass(frozen=True, slots=True)
class RecallItemKey(NaturalKey):
    """A decision of a recall, by their ids: it is in it once."""

    recall_id: str
    decision_id: str


@dataclass(frozen=True, slots=True)
class ViolationKey(NaturalKey):
    """A row of a case that breaks a rule on the order of events: which rule, and when (ms; without a clock its place).

    `number` counts the rows of one moment that break it.
    """

    rule: str
    at: int
    number: int


@dataclass(frozen=True, slots=True)
class DeliveryKey(NaturalKey):
    """An event on its way to a webhook, by their ids."""

    event_id: str
    endpoint_id: str


@dataclass(frozen=True, slots=True)
class DeliveryPlace(NaturalKey):
    """The place of a delivery among those of its webhook that stand alike, by when it began."""

    endpoint_id: str
    state: str
    created: str
    event_id: str


def deliveries_prefix(endpoint_id: str, state: str) -> str:
    """Return how the places begin of the deliveries of a webhook that stand so."""
    return SEPARATOR.join([endpoint_id, state, ""])


@dataclass(frozen=True, slots=True)
class SolutionKey(NaturalKey):
    """By what cases of a point were solved."""

    point: str
    name: str


@dataclass(frozen=True, slots=True)
class MatchKey(NaturalKey):
    """Two entities of one kind that may be one, by their ids in order."""

    kind: str
    first_id: str
    second_id: str


@dataclass(frozen=True, slots=True)
class EdgeEndKey(NaturalKey):
    """A declared edge of a node: the id where it leads, the kind of a tie ("" for others), and since when (ms)."""

    target_id: str
    kind: str
    since: str


@dataclass(frozen=True, slots=True)
class PersonKey(NaturalKey):
    """A person by who names them (our accounts, or a system outside), and their name or id there."""

    issuer: str
    subject: str


@dataclass(frozen=True, slots=True)
class ActorKey(NaturalKey):
    """An actor of a log: ids are namespaces per column, so the column belongs to the key."""

    pack: str
    column: str
    name: str


@dataclass(frozen=True, slots=True)
class VersionKey(NaturalKey):
    """A version of a model, a feature or a policy; the name may hold the separator."""

    first_is_free: ClassVar[bool] = True
    name: str
    version: str


@dataclass(frozen=True, slots=True)
class DatasetKey(NaturalKey):
    """A dataset by OpenLineage's namespace and name."""

    namespace: str
    name: str


@dataclass(frozen=True, slots=True)
class DatasetVersionKey(NaturalKey):
    """A version of a dataset."""

    namespace: str
    name: str
    version: str


@dataclass(frozen=True, slots=True)
class LineageRunKey(NaturalKey):
    """A run of another system's job, as OpenLineage names it."""

    job_namespace: str
    job: str
    run_id: str


@dataclass(frozen=True, slots=True)
class CalendarKey(NaturalKey):
    """The business hours of a decision point by their name there."""

    point: str
    name: str


@dataclass(frozen=True, slots=True)
class IntentKey(NaturalKey):
    """What a client intends once, by its account, the operation, and the idempotency key that it chose."""

    account: str
    operation: str
    client_key: str


@dataclass(frozen=True, slots=True)
class SlotKey(NaturalKey):
    """A task by its case, round and slot."""

    case_id: str
    round: int
    slot: int


@dataclass(frozen=True, slots=True)
class QuorumKey(NaturalKey):
    """How many approvals or rejections close a round, and whether verdicts are hidden until then (BLIND) or OPEN."""

    approve: int
    reject: int
    sight: str


@dataclass(frozen=True, slots=True)
class FirstAnswerKey(NaturalKey):
    """What a person answered before they saw the advice: their id, a verdict, and when (ms)."""

    person_id: str
    verdict: str
    at: int


@dataclass(frozen=True, slots=True)
class SpotCheckKey(NaturalKey):
    """A drawn automatic decision by its decision point and how far its spot check is."""

    point: str
    state: str

    @classmethod
    def prefix(cls, point: str) -> str:
        """Return how the keys of all drawn decisions of a point begin."""
        return point + SEPARATOR


@dataclass(frozen=True, slots=True)
class LeaseKey(NaturalKey):
    """A claim of a task by its case, slot and epoch."""

    case_id: str
    slot: int
    epoch: int


@dataclass(frozen=True, slots=True)
class LoadKey(NaturalKey):
    """A load of one file by a pack, up to a moment in ISO 8601 ("" for all of it)."""

    pack: str
    sha256: str
    until: str


@dataclass(frozen=True, slots=True)
class RowKey(NaturalKey):
    """A line of a file by the file's SHA-256."""

    sha256: str
    line: int

    @classmethod
    def prefix(cls, sha256: str) -> str:
        """Return how the keys of all lines of a file begin."""
        return sha256 + SEPARATOR


@dataclass(frozen=True, slots=True)
class OutcomeKey(NaturalKey):
    """An outcome by its decision, kind and the id that its source gave it."""

    decision_id: str
    kind: str
    external_id: str

    @classmethod
    def tail(cls, kind: str, external_id: str) -> str:
        """Return what follows the decision's id, where only the statement knows that."""
        return cls("", kind, external_id).text

    @classmethod
    def corrected_tail(cls, kind: str, external_id: str, number: int) -> str:
        """Return the same for one that corrects others; `number` counts the outcomes of the kind."""
        return SEPARATOR.join((cls.tail(kind, external_id), str(number)))


@dataclass(frozen=True, slots=True)
class RecordCase:
    """A case of a record that has several, `record#n`, by the record and the case's number from 0."""

    record: str
    number: int

    @property
    def text(self) -> str:
        """Return the external id of the case."""
        return f"{self.record}{_NUMBER_OF}{self.number}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an external id; one that names no number is case 0 of its record."""
        record, mark, number = text.rpartition(_NUMBER_OF)
        return cls(record, int(number)) if mark and number.isdecimal() else cls(text, 0)


def feature_key(point: str, feature: str) -> str:
    """Return the key of the feature version that a score at `point` means by `feature`."""
    return VersionKey(f"{point}.{feature}", "1").text
