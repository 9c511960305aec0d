"""Checks what must hold of the graph by the catalogue, and keeps the last verdicts at its nodes."""

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from functools import cache
from importlib import resources
from typing import TypeAlias

import yaml

from graph.domain.audit.catalogue import Catalogue, CheckKind, Invariant
from graph.domain.audit.grounds import MATERIAL_INFLUENCES
from graph.domain.audit.verdicts import (
    COUNTED,
    LISTED,
    Checked,
    CheckVerdict,
    FailingNode,
    is_due,
    judged,
    not_applicable,
    not_judged,
)
from graph.domain.kernel.moments import milliseconds, moment
from graph.domain.kernel.stored import Stored
from graph.errors import DatabaseUnavailable
from graph.queries.audit import invariants as queries
from graph.queries.kernel.rows import Rows
from graph.records.assurance import ControlRecord, ControlUpdate, InvariantRecord, InvariantUpdate
from graph.store.kernel.store import Store
from graph.store.registry.advice import policy_versions

JOB = "invariants"
STALE_AFTER = timedelta(days=30)
"""Data older than this no longer tell what a model meets today, where nothing else is agreed."""
SEAL_WITHIN = timedelta(seconds=5)
ESCALATE_WITHIN = timedelta(minutes=5)
SCORE_WITHIN = timedelta(hours=1)
"""A worker scores forecasts twice a minute; an hour lets one restart and catch up."""
NOT_CHECKED_YET = "not checked yet: a worker checks every night, `signoff doctor` at once"
_Params: TypeAlias = Callable[[int, int], queries.AnyCheckParams]
"""Parameters of a check, from the moment that it is (ms) and how many nodes at most."""


@cache
def catalogue() -> Catalogue:
    """Return the catalogue of this release."""
    text = resources.files("cypher").joinpath("invariants", "catalogue.yaml").read_text(encoding="utf-8")
    return Catalogue.model_validate(yaml.safe_load(text))


async def check_all(
    store: Store, seconds: float, listed: int = LISTED, *, only_invariants: bool = False
) -> Sequence[Checked]:
    """Check everything within so many seconds and list so many failing nodes of each.

    What there was no time for is NOT_JUDGED.
    """
    ends = asyncio.get_running_loop().time() + seconds
    wanted = [one for one in catalogue().invariants if one.kind is CheckKind.INVARIANT or not only_invariants]
    return [await _checked(store, one, ends, listed) for one in wanted]


async def keep(store: Store, checked: Sequence[Checked]) -> None:
    """Store verdicts at their invariants, each joined to the controls that it supports; an unjudged one stays out."""
    rows = [_row(store, one) for one in checked if one.checked_at is not None]
    if rows:
        await store.graph.write(queries.KEEP, Rows(rows))


async def last_verdicts(store: Store) -> Sequence[Checked]:
    """Return every invariant with the verdict of its last check."""
    named = catalogue().invariants
    rows = await store.graph.read(queries.VERDICTS, queries.VerdictsParams([one.key for one in named]))
    stored = {row.key: row.stored for row in rows}
    return [_read(one, stored.get(one.key)) for one in named]


async def check_nightly(store: Store, seconds: float) -> int:
    """Check everything once a night and keep the verdicts; return how many there were."""
    last = [one.checked_at for one in await last_verdicts(store) if one.checked_at is not None]
    if not is_due(max(last, default=None), store.clock.now()):
        return 0
    checked = await check_all(store, seconds)
    await keep(store, checked)
    return len(checked)


async def _checked(store: Store, invariant: Invariant, ends: float, listed: int) -> Checked:
    now = store.clock.now()
    if invariant.check is None:
        return not_applicable(invariant, now)
    try:
        async with asyncio.timeout_at(ends):
            params = await _params(store, invariant.check, milliseconds(now))
            rows = await store.graph.read(queries.CHECKS[invariant.check], params)
    except TimeoutError:
        return not_judged(invariant, "there was no time left for it; give more (--seconds)")
    except DatabaseUnavailable as fault:
        return not_judged(invariant, str(fault))
    return judged(invariant, [FailingNode(*row) for row in rows], listed, now)


async def _params(store: Store, check: str, now: int) -> queries.AnyCheckParams:
    if check != "unsafe_automatic":
        return _PARAMS.get(check, _of_most)(now, COUNTED + 1)
    limits = {one: table.policy.limits for one, table in (await policy_versions(store, None)).items() if table}
    reaches = {one: (limit.irreversible_reach, limit.reversible_reach) for one, limit in limits.items()}
    return queries.CheckReachesParams(COUNTED + 1, reaches)


def _of_most(_now: int, most: int) -> queries.CheckParams:
    return queries.CheckParams(most)


def _before(grace: timedelta) -> _Params:
    return lambda now, most: queries.CheckBeforeParams(most, now - _ms(grace))


def _since(grace: timedelta) -> _Params:
    return lambda now, most: queries.CheckSinceParams(most, now, now - _ms(grace))


def _ms(span: timedelta) -> int:
    return span // timedelta(milliseconds=1)


_PARAMS: Mapping[str, _Params] = {
    "unexplained_scores": lambda _, most: queries.CheckScoresParams(most, MATERIAL_INFLUENCES),
    "late_seals": _since(SEAL_WITHIN),
    "stuck_tasks": _before(ESCALATE_WITHIN),
    "unscored_forecasts": lambda now, most: queries.CheckNowParams(most, now - _ms(SCORE_WITHIN)),
    "stale_datasets": _since(STALE_AFTER),
}
"""Parameters of the checks that need more than how many nodes at most."""


def _row(store: Store, checked: Checked) -> queries.KeepRow:
    invariant, at = checked.invariant, milliseconds(store.clock.now())
    update = InvariantUpdate(
        name=invariant.statement,
        kind=invariant.kind.value,
        number=invariant.number,
        mend=invariant.mend,
        awaits=invariant.awaits,
        verdict=checked.verdict.value,
        failing=checked.failing,
        at_least=checked.at_least,
        listed=json.dumps([[one.id, one.kind, one.name, list(one.because)] for one in checked.nodes]),
        checked_at=at if checked.checked_at is None else milliseconds(checked.checked_at),
    )
    controls = [_control(store, key, at) for key in invariant.controls]
    return queries.KeepRow(InvariantRecord(store.clock.new_id(), invariant.key, at), update, controls)


def _control(store: Store, key: str, at: int) -> queries.ControlRow:
    control = catalogue().controls_by_key[key]
    applies = None if control.applies_from is None else control.applies_from.isoformat()
    wording = ControlUpdate(control.title, control.framework, control.provision, control.text, applies)
    return queries.ControlRow(ControlRecord(store.clock.new_id(), key, at), wording)


def _read(invariant: Invariant, stored: Stored | None) -> Checked:
    if stored is None:
        return not_applicable(invariant, None) if invariant.awaits else not_judged(invariant, NOT_CHECKED_YET)
    return Checked(
        invariant,
        CheckVerdict(stored["verdict"]),
        stored["failing"],
        stored["atLeast"],
        [FailingNode(*one) for one in json.loads(stored["listed"])],
        invariant.awaits,
        moment(stored["checkedAt"]),
    )
