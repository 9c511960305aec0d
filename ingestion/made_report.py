"""What a pack makes of a file, as sentences and as one JSON object."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from ingestion.file_gates import file_gate_facts, file_gate_sentences
from ingestion.log.kpis import KpiValue
from ingestion.made import LabelCount, MadeFromFile
from ingestion.pack.model import Pack

NO_KEYS = (
    "no column names a case: rows are known by their place, so that a corrected file is matched only where no row moved"
)
"""What a file costs whose rows have no key."""
# Chosen so that they fit on a screen beside the rest.
_MOST_DECIDERS = 5
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


def made_sentences(pack: Pack, made: MadeFromFile) -> Iterator[str]:
    """Yield one line for each count, with the remedy where nothing came of it."""
    yield f"{made.cases:,} cases of {made.keys:,} keys ({pack.cases.key}), {made.undecided:,} of them undecided"
    if not made.cases:
        yield "  no row opens a case: see `open` under `cases`"
    if not pack.has_keys:
        yield f"  {NO_KEYS}"
    yield from _decided(made)
    for name, count in made.labels.items():
        yield f"label {name} ({pack.labels[name].words}): {_label(count)}"
    yield from _quality(made)
    for measure in made.kpis:
        yield f"{measure.name}: {_measured(measure)}"


def made_facts(made: MadeFromFile) -> dict[str, Any]:
    """Return the counts as one JSON object; times in hours."""
    return {
        "cases": made.cases,
        "keys": made.keys,
        "undecided": made.undecided,
        "actions": dict(made.actions),
        "deciders": [{"name": one.name, "person": one.person, "decisions": one.decisions} for one in made.deciders],
        "labels": {
            name: {
                "cases": count.cases,
                "known": count.known,
                "true": count.true,
                "knownAfterHours": None if count.known_after is None else round(count.known_after / _HOUR, 2),
            }
            for name, count in made.labels.items()
        },
        "taintedByGate": dict(made.tainted),
        "clean": made.clean,
        "fileGates": file_gate_facts(made.file),
        "kpis": [asdict(measure) for measure in made.kpis],
    }


def _decided(made: MadeFromFile) -> Iterator[str]:
    decided = made.cases - made.undecided
    actions = ", ".join(f"{action} {count:,} ({_share(count, decided)})" for action, count in made.actions.items())
    yield f"decided: {actions}"
    if never := [action for action, count in made.actions.items() if made.cases and not count]:
        yield f"  never decided: {', '.join(never)}; see `rules` under `decisions`"
    people = [one for one in made.deciders if one.person]
    by_people = sum(one.decisions for one in people)
    yield f"by {len(people):,} people ({_share(by_people, decided)}) and {len(made.deciders) - len(people):,} machines"
    for one in made.deciders[:_MOST_DECIDERS]:
        yield f"  {one.decisions:,} x {one.name}{'' if one.person else ' (machine)'}"
    if (more := len(made.deciders) - _MOST_DECIDERS) > 0:
        yield f"  and {more:,} more; --json lists them"


def _label(count: LabelCount) -> str:
    if not count.known:
        return f"known of none of {count.cases:,} cases"
    when = "" if count.known_after is None else f", known after {_span(count.known_after)} (median)"
    return f"true of {count.true:,} of {count.known:,} ({_share(count.true, count.known)}){_open(count)}{when}"


def _open(count: LabelCount) -> str:
    unknown = count.cases - count.known
    return f", not known of {unknown:,}" if unknown else ""


def _quality(made: MadeFromFile) -> Iterator[str]:
    yield f"clean data: {made.clean:,} of {made.cases:,} cases ({_share(made.clean, made.cases)})"
    for gate, count in made.tainted.items():
        yield f"  {count:,} tainted by {gate}"
    yield from file_gate_sentences(made.file)


def _measured(measure: KpiValue) -> str:
    if measure.reason is not None:
        return f"not in the data: {measure.reason}"
    if measure.value is None:
        return "no case tells it"
    value = f"{measure.value:.1%}" if measure.unit == "share" else f"{measure.value:,.2f} {measure.unit}"
    return f"{value} (of {measure.cases:,} cases)"


def _span(span: timedelta) -> str:
    return f"{span / _DAY:.1f} days" if span >= 2 * _DAY else f"{span / _HOUR:.1f} hours"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "0.0%"
