"""Who is meant by a name: accounts are named exactly, people outside by source and id; look-alikes are detected."""

import difflib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from disarm import skeleton_key

from graph.domain.kernel.keys import ActorKey, PersonKey
from graph.domain.kernel.problems import Problem, invalid

ACCOUNTS = "local"
"""The namespace of our own accounts, which no source outside may bear."""
_REMEMBERED = 4096
"""Skeletons kept: more than a firm has accounts; each takes microseconds to make again."""
_END_MARKS = ".,;:-_'\"()[]<>"
"""Marks that a reader passes over where a name begins or ends."""
_NEAR = 0.6
"""How alike a name must be to be offered as the one that was meant; difflib's own default."""


@dataclass(frozen=True, slots=True)
class OutsidePerson:
    """A person without an account here: the system that knows them, and their id there."""

    source: str
    id: str

    @property
    def key(self) -> str:
        """Return the person's natural key, `source|id`."""
        return PersonKey(self.source, self.id).text


@dataclass(frozen=True, slots=True)
class LogActor(OutsidePerson):
    """A person whom a log names: `source` is its pack, and ids are namespaces per column."""

    column: str

    @property
    def key(self) -> str:
        """Return the natural key that the person also has as a decider."""
        return ActorKey(self.source, self.column, self.id).text


@lru_cache(maxsize=_REMEMBERED)
def skeletons(name: str) -> frozenset[str]:
    """Return what a name looks like, as written and in small letters, without what cannot be seen.

    Unicode's confusable letters, 1, l and I, and 0 and O are one each; so are m and rn. A mail address also looks
    like its part before the @, and a name like itself without marks at its ends. Empty for an invisible name.
    """
    composed = unicodedata.normalize("NFKC", name)
    written = (composed, composed.partition("@")[0])
    folded = (skeleton_key(text, digit_policy="tr39") for one in written for text in (one, one.casefold()))
    bare = ("".join(text.split()).replace("rn", "m") for text in folded)
    return frozenset(shape for text in bare for shape in (text, text.strip(_END_MARKS))) - {""}


def looks_like(name: str, other: str) -> bool:
    """Tell whether a reader could take one name for the other; equal names do."""
    return name == other or not skeletons(name).isdisjoint(skeletons(other))


def look_alikes(name: str, accounts: Iterable[str]) -> tuple[str, ...]:
    """Return the accounts that the name could be taken for, in their order."""
    return tuple(account for account in accounts if looks_like(name, account))


def nearest(name: str, accounts: Iterable[str]) -> str | None:
    """Return the account that was probably meant, None where none is near."""
    known = list(accounts)
    alike = look_alikes(name, known) or difflib.get_close_matches(name.strip().casefold(), known, n=1, cutoff=_NEAR)
    return alike[0] if alike else None


def unknown_requester(name: str, accounts: Iterable[str]) -> Problem:
    """Refuse a requester who is no account, with the nearest one and the way for people outside."""
    near = nearest(name, accounts)
    meant = "" if near is None else f"; the nearest is {near}"
    return invalid(
        "requestedBy",
        f"There is no account {name!r}{meant}. Name an account exactly as `signoff user list` shows it; "
        "name a person outside the firm as requestedByOutside with source and id.",
    )


def check_outside(person: OutsidePerson) -> Problem | None:
    """Refuse an outside person whose key could be another's, or whose id nobody can see."""
    for where, text in (("requestedByOutside.source", person.source), ("requestedByOutside.id", person.id)):
        if "|" in text and not isinstance(person, LogActor):
            return invalid(where, f"{where} holds |, which separates source and id: send it without.")
        if not skeletons(text):
            return invalid(where, f"{where} holds nothing that can be seen: name the person as their system does.")
    if looks_like(person.source, ACCOUNTS):
        return invalid(
            "requestedByOutside.source",
            f"requestedByOutside.source cannot be {person.source!r}, which is our own accounts': name an account "
            "as requestedBy, and a person outside by the system that knows them.",
        )
    return None


def taken_for(name: str, accounts: Iterable[str]) -> Problem | None:
    """Refuse a new account that a reader could take for one that is there."""
    for account in accounts:
        if account != name and looks_like(name, account):
            return invalid("name", f"Account {name} looks like {account}, which is there already: choose another name.")
    return None
