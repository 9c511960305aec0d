"""What changes between two versions of a policy, row by row, in words."""

from collections.abc import Iterator, Mapping

from graph.domain.gate.policy import FactSpec, Policy, PolicyRule


def policy_differences(before: Policy, after: Policy) -> tuple[str, ...]:
    """Return a sentence for each difference of thresholds, rows, order, facts and limits."""
    return tuple(sentence for part in (_thresholds, _rows, _order, _facts, _limits) for sentence in part(before, after))


def _thresholds(before: Policy, after: Policy) -> Iterator[str]:
    for name, value in after.parameters.items():
        was = before.parameters.get(name)
        if was is None:
            yield f"Threshold {name} is new: {value:g}."
        elif was != value:
            yield f"Threshold {name} {'rises' if value > was else 'falls'} from {was:g} to {value:g}."
    for name in sorted(before.parameters.keys() - after.parameters.keys()):
        yield f"Threshold {name} is dropped."


def _rows(before: Policy, after: Policy) -> Iterator[str]:
    old = {row.id: row for row in before.rows}
    for row in after.rows:
        was = old.pop(row.id, None)
        if was is None:
            yield f"Row {row.id} is new: {row.result} where {_conditions(row)}."
            continue
        if was.result is not row.result:
            yield f"Row {row.id} answers {row.result} instead of {was.result}."
        yield from _cells(row.id, was.cells, row.cells)
        if was.because != row.because:
            yield f"Row {row.id} gives another reason: {row.because}"
    for row in old.values():
        yield f"Row {row.id} is dropped: {row.result} where {_conditions(row)}."


def _cells(row: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    for fact, cell in after.items():
        was = before.get(fact)
        if was is None:
            yield f"Row {row} also asks for {fact} {cell}."
        elif was != cell:
            yield f"Row {row} asks for {fact} {cell} instead of {was}."
    for fact, cell in before.items():
        if fact not in after:
            yield f"Row {row} no longer asks for {fact} {cell}."


def _conditions(row: PolicyRule) -> str:
    return " and ".join(f"{fact} {cell}" for fact, cell in row.cells.items()) or "nothing else holds"


def _order(before: Policy, after: Policy) -> Iterator[str]:
    shared = {row.id for row in before.rows} & {row.id for row in after.rows}
    was, order = ([row.id for row in policy.rows if row.id in shared] for policy in (before, after))
    if was != order:
        yield f"The rows are tried in another order: {', '.join(row.id for row in after.rows)}."


def _facts(before: Policy, after: Policy) -> Iterator[str]:
    old = {fact.name: fact for fact in before.facts}
    for fact in after.facts:
        was = old.pop(fact.name, None)
        if was is None:
            yield f"Fact {fact.name} is new: {fact.label}."
        elif _shape(was) != _shape(fact):
            yield f"Fact {fact.name} takes other values: {_values(fact)}."
    for name in old:
        yield f"Fact {name} is no longer read."


def _shape(fact: FactSpec) -> tuple[object, ...]:
    return fact.type, fact.minimum, fact.maximum, fact.one_of


def _values(fact: FactSpec) -> str:
    if fact.one_of:
        return f"one of {', '.join(fact.one_of)}"
    ends = [
        f"{word} {end:g}" for word, end in (("at least", fact.minimum), ("at most", fact.maximum)) if end is not None
    ]
    return f"a {fact.type} of {' and '.join(ends)}" if ends else f"any {fact.type}"


def _limits(before: Policy, after: Policy) -> Iterator[str]:
    for word, was, limit in (
        ("reversible", before.limits.reversible_reach, after.limits.reversible_reach),
        ("irreversible", before.limits.irreversible_reach, after.limits.irreversible_reach),
    ):
        if was != limit:
            yield f"An automatic decision that is {word} may touch {limit} entities instead of {was}."
