"""Versions of policies in words and as JSON."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph.store.registry.policy_versions import GovernedPolicy, PolicyVersion


def version_facts(policy: "GovernedPolicy", one: "PolicyVersion") -> dict[str, Any]:
    """Return a version as a JSON object."""
    return {
        "id": one.id,
        "key": one.key,
        "policy": policy.key,
        "points": list(policy.points),
        "state": one.state.value,
        "thresholds": dict(one.thresholds),
        "proposedBy": one.proposer,
        "approvedBy": one.approver,
        "activateAt": None if one.activate_at is None else one.activate_at.isoformat(),
        "differences": list(policy.differences(one)),
        "changes": [
            {"command": each.command, "by": each.by, "at": each.at.isoformat(), "reason": each.reason}
            for each in one.changes
        ],
        "backtest": None if one.backtest is None else dict(one.backtest),
    }


def version_lines(policy: "GovernedPolicy", one: "PolicyVersion") -> list[str]:
    """Return what is to be said of a version: where it stands, its thresholds, how it differs, and its changes."""
    thresholds = ", ".join(f"{name} {value:g}" for name, value in one.thresholds.items())
    lines = [f"{one.key}: {one.state.lower()}{f', {thresholds}' if thresholds else ''}"]
    if one.activate_at is not None:
        lines.append(f"  used from {one.activate_at:%Y-%m-%d %H:%M} UTC on")
    lines += [f"  {sentence}" for sentence in policy.differences(one)]
    for each in one.changes:
        because = "" if each.reason is None else f": {each.reason}"
        lines.append(
            f"  {each.at:%Y-%m-%d %H:%M} {each.command.split('_')[0].lower()} by {each.by or 'Signoff'}{because}"
        )
    for figures in () if one.backtest is None else one.backtest["points"]:
        lines += [f"  {line}" for line in backtest_lines(figures)]
    return lines


def backtest_lines(figures: Mapping[str, Any]) -> list[str]:
    """Return the figures of a back-test at one point."""
    lines = [
        f"at {figures['point']}: {figures['cases']:,} stored cases replayed, {figures['unscored']:,} without a score",
        f"  as things are: {_side(figures['inUse'], figures['currency'])}",
        f"  with this version: {_side(figures['proposed'], figures['currency'])}",
        f"  {figures['toAutomatic']:,} cases would become automatic, {figures['toPeople']:,} would go to people",
        f"  {figures['openTasks']:,} open tasks would change",
    ]
    lines += [f"    {one['case']}: {one['before']} becomes {one['after']}" for one in figures["tasks"]]
    return lines + [f"  {one['fact']} was not available for {one['cases']:,} of them" for one in figures["missing"]]


def _side(side: Mapping[str, Any], currency: str | None) -> str:
    errors = "no outcome known" if side["errorRate"] is None else f"{side['errorRate']:.1%} of {side['known']:,} wrong"
    load = "" if side["reviewsAWeek"] is None else f" ({side['reviewsAWeek']:,.0f} a week)"
    return (
        f"{side['automatic']:,} automatic ({errors}), {side['toPeople']:,} to people{load}, "
        f"{side['cost']:,.0f} {currency or 'of cost'}"
    )
