"""What was replayed, read back from the graph: its digests by the nodes of today, and what is wrong."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from graph.domain.audit.replay_digests import PARTS, decision_digests, outcome_digest, undecided_digests
from graph.domain.kernel.canonical import digest
from graph.domain.kernel.stored import Stored


@dataclass(frozen=True, slots=True)
class ReplayedReading:
    """The digests of one decision or outcome of a run, and the first thing that is wrong with it, in words."""

    digests: Sequence[str]
    fault: str | None


def read_replayed_decision(row: Stored) -> ReplayedReading:
    """Return what a decision stands on today against the digests that were stored when it was loaded."""
    decision = row["decision"]
    ends = (
        ("ABOUT edges", row["cases"]),
        ("WAS_ATTRIBUTED_TO edges", row["people"]),
        ("GOVERNED_BY edges", row["policies"]),
        ("WAS_GENERATED_BY edges", row["makers"]),
        ("WAS_DERIVED_FROM edges to a snapshot", row["snapshots"]),
    )
    if fault := _not_one(ends):
        return ReplayedReading((), fault)
    [snapshot], [case] = row["snapshots"], row["cases"]
    if fault := _snapshot_fault(snapshot):
        return ReplayedReading((), fault)
    if snapshot["cases"] != [case]:
        return ReplayedReading((), "its snapshot is not about its case alone")
    [check] = snapshot["checks"]
    own = {**decision, "caseKey": case, "personKey": row["people"][0], "practiceKey": row["policies"][0]}
    actual = _as_many_as_stored(decision_digests(own, _data(snapshot), check), decision["contentDigests"])
    return ReplayedReading(actual, _changed(decision["contentDigests"], actual, PARTS))


def read_undecided(row: Stored) -> ReplayedReading:
    """Return what the data of a past case without a decision say today against the digests that were stored."""
    snapshot = row["snapshot"]
    if fault := _not_one((("ABOUT edges", snapshot["cases"]),)) or _snapshot_fault(snapshot):
        return ReplayedReading((), fault)
    if row["states"] != ["UNDECIDED"]:
        return ReplayedReading((), "its case is no past case without a decision any more")
    [check], [case] = snapshot["checks"], snapshot["cases"]
    data = {**_data(snapshot), "caseKey": case}
    actual = _as_many_as_stored(undecided_digests(data, check), snapshot["contentDigests"])
    return ReplayedReading(actual, _changed(snapshot["contentDigests"], actual, PARTS[1:]))


def read_replayed_outcome(row: Stored) -> ReplayedReading:
    """Return what an outcome says today against the digest that was stored when it was loaded."""
    outcome, cases = row["outcome"], row["cases"]
    ends = [("ABOUT edges", cases), ("WAS_GENERATED_BY edges", row["runs"])]
    if row["decisions"] or row["states"] != ["UNDECIDED"]:
        ends.insert(0, ("RESULTED_FROM edges", row["decisions"]))
    if fault := _not_one(ends):
        return ReplayedReading((), fault)
    if any(one["cases"] != cases for one in row["decisions"]):
        return ReplayedReading((), "it is not about the case of the decision that it followed")
    if row["corrected"]:
        return ReplayedReading((), "it is said to correct another outcome, which no load does")
    actual = outcome_digest({**outcome, "caseKey": cases[0]})
    if outcome["contentDigest"] is None:
        return ReplayedReading((actual,), "no load brought it")
    same = outcome["contentDigest"] == actual
    return ReplayedReading((actual,), None if same else "its kind, value, time or case was changed after it was loaded")


def _snapshot_fault(snapshot: Stored) -> str | None:
    if fault := _not_one((("TAKEN_FROM edges", snapshot["sources"]), ("quality checks", snapshot["checks"]))):
        return fault
    same = snapshot["digest"] == _digest_of(snapshot["values"])
    return None if same else "the values of its snapshot are not what the snapshot's digest says"


def _data(snapshot: Stored) -> dict[str, object]:
    return {**snapshot, **snapshot["sources"][0], "values": snapshot["digest"]}


def _as_many_as_stored(actual: Sequence[str], stored: Sequence[str] | None) -> Sequence[str]:
    """Return the digests that a load took: those of older releases lack the source; its entry covers how many."""
    return actual[:-1] if stored is not None and len(stored) == len(actual) - 1 else actual


def _changed(stored: Sequence[str] | None, actual: Sequence[str], parts: Sequence[str]) -> str | None:
    if stored is None:
        return "no load brought it"
    for label, before, now in zip(parts, stored, actual, strict=False):
        if before != now:
            return f"its {label} was changed after it was loaded"
    return None if len(stored) == len(actual) else "the digests that were stored with it were changed"


def _not_one(ends: Sequence[tuple[str, Sequence[object]]]) -> str | None:
    for label, ids in ends:
        if len(ids) != 1:
            return f"there are {len(ids)} {label} instead of one"
    return None


def _digest_of(text: str) -> str:
    try:
        return digest(json.loads(text))
    except (ValueError, TypeError):
        return ""
