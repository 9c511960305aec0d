"""The leak guard: change everything that was known only later; no feature may notice.

It knows nothing of how features are made, so it catches a label used too early, a lookup without a date, and
an attribute overwritten by a later row alike.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from forecasting.cases import CaseTable, Labels
from forecasting.columns import DAY, NEVER, Flags, Ints, Texts
from forecasting.errors import LeakedAttribute
from forecasting.features import Features

Compute = Callable[[CaseTable], Features]


def require_causal(compute: Compute, table: CaseTable, moment: int, random: np.random.Generator) -> None:
    """Refuse a computation whose features of cases begun by `moment` depend on anything known at or after it.

    `compute` returns the features of every case of the table that it is given, row by row. Raises
    LeakedAttribute, naming the features.
    """
    leaks = leaking(compute, table, moment, random)
    if leaks:
        raise LeakedAttribute(
            f"{', '.join(leaks)}: changes when only facts from after the case's start change; "
            "compute it from what was known by then"
        )


def leaking(compute: Compute, table: CaseTable, moment: int, random: np.random.Generator) -> list[str]:
    """Name the features of cases begun by `moment` that are not byte-identical after the future was changed."""
    begun = table.started_at <= moment
    before = compute(table).select(begun)
    after = compute(change_future(table, moment, random)).select(begun)
    numbers = [
        name
        for place, name in enumerate(before.names)
        if before.numbers[:, place].tobytes() != after.numbers[:, place].tobytes()
    ]
    read = {**after.categories, **after.texts}
    texts = [n for n, values in {**before.categories, **before.texts}.items() if values.tolist() != read[n].tolist()]
    return numbers + texts


def change_future(table: CaseTable, moment: int, random: np.random.Generator) -> CaseTable:
    """Return the table with every fact known at or after `moment` replaced, and all others untouched.

    Rows stay in place. Cases that begin later get other attributes, records and times; ends, resolutions and
    verdicts that come later get other times and the opposite value.
    """
    later = table.started_at > moment
    return replace(
        table,
        started_at=np.where(later, moment + 1 + random.integers(0, DAY, len(table)), table.started_at),
        opened_at=np.where(later, moment - random.integers(0, DAY, len(table)), table.opened_at),
        sequence=np.where(later, random.integers(0, 3, len(table)), table.sequence),
        ended_by=np.where(table.ended_at >= moment, _other(table.ended_by), table.ended_by),
        missed=np.where(table.final_at >= moment, ~table.missed, table.missed),
        categories={n: _mixed(values, later, random) for n, values in table.categories.items()},
        texts={n: _mixed(values, later, random) for n, values in table.texts.items()},
        scores={n: np.where(later, random.random(len(table)), v) for n, v in table.scores.items()},
        numbers={n: np.where(later, random.normal(size=len(table)), v) for n, v in table.numbers.items()},
        ended_at=_moved(table.ended_at, moment, random),
        labels={
            name: Labels(one.value ^ (one.known_at >= moment), _moved(one.known_at, moment, random))
            for name, one in table.labels.items()
        },
        resolved_at=_moved(table.resolved_at, moment, random),
        final_at=_moved(table.final_at, moment, random),
    )


def _moved(at: Ints, moment: int, random: np.random.Generator) -> Ints:
    later = moment + 2 * DAY + random.integers(0, 30 * DAY, len(at))
    later[::10] = NEVER
    return np.where(at >= moment, later, at)


def _other(ended_by: Texts) -> Texts:
    kinds = sorted(set(ended_by.tolist())) or [""]
    following = dict(zip(kinds, [*kinds[1:], kinds[0]], strict=True))
    changed: Texts = np.empty(len(ended_by), dtype=object)
    changed[:] = [following[kind] for kind in ended_by.tolist()]
    return changed


def _mixed(values: Texts, later: Flags, random: np.random.Generator) -> Texts:
    changed = values.copy()
    changed[later] = random.choice(values, int(later.sum())) if len(values) else values[later]
    return changed
