"""What a pack declares of the registries: who owns what it registers, and how entities stand to each other."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.domain.kernel.keys import PersonKey
from graph.domain.people.identity import ACCOUNTS


@dataclass(frozen=True, slots=True)
class KeyedNode:
    """A registered node by its kind (its label) and natural key."""

    kind: str
    key: str

    @classmethod
    def account(cls, name: str) -> "KeyedNode":
        """Return the person of one of our accounts."""
        return cls("Person", PersonKey(ACCOUNTS, name).text)


@dataclass(frozen=True, slots=True)
class DeclaredEdge:
    """An edge between two registered nodes; one with an end that is not registered is passed over."""

    source: KeyedNode
    target: KeyedNode


@dataclass(frozen=True, slots=True)
class RegistryDeclaration:
    """What a pack says of the registries; each is taken only where nobody has said otherwise before.

    `owner` owns the decision point with its policies, queues, models and features, `data_owner` the dataset (a key)
    with its source.
    """

    point: str
    dataset: str
    owner: KeyedNode | None = None
    data_owner: KeyedNode | None = None
    owners: Sequence[DeclaredEdge] = field(default_factory=tuple)
    constraints: Sequence[DeclaredEdge] = field(default_factory=tuple)
    dependencies: Sequence[DeclaredEdge] = field(default_factory=tuple)
