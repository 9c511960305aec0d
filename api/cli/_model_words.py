"""Versions of our own models in words and as JSON."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph.store.registry.promotion import ModelVersionView


def version_facts(one: "ModelVersionView") -> dict[str, Any]:
    """Return a version as a JSON object."""
    return {
        "id": one.id,
        "key": one.key,
        "model": one.model,
        "version": one.version,
        "stage": one.stage.value,
        "trainedAt": one.trained_at.isoformat(),
        "trainedBecause": one.reason,
        "cases": one.rows,
        "datasetVersions": one.datasets,
        "calibration": dict(one.calibration),
        "comparison": None if one.comparison is None else dict(one.comparison),
        "onLiveCases": None if one.shadow is None else dict(one.shadow),
        "proposedBy": one.proposer,
        "proposed": one.proposed_at is not None,
        "approvedBy": one.approver,
    }


def version_lines(one: "ModelVersionView") -> list[str]:
    """Return what is to be said of a version: where it stands, its figures beside those in use, and by whom."""
    lines = [f"{one.key}: {one.stage.lower()}, trained {one.trained_at:%Y-%m-%d %H:%M} UTC from {one.rows:,} cases"]
    if one.reason is not None:
        lines.append(f"  trained because {one.reason}")
    if one.comparison is not None:
        lines.append(f"  on {one.comparison['cases']:,} later cases: {_beside(one.comparison)}")
    if one.shadow is not None and "champion" in one.shadow:
        lines.append(f"  on {one.shadow['known']:,} live cases: {_beside(one.shadow)}")
    elif one.shadow is not None:
        lines.append(f"  {one.shadow['scored']:,} live cases scored, the answer known of {one.shadow['known']:,}")
    if one.proposed_at is not None:
        lines.append(f"  proposed by {one.proposer}: waits for another person's approval")
    elif one.proposer is not None:
        lines.append(f"  proposed by {one.proposer}, approved by {one.approver}")
    elif one.approver is not None:
        lines.append(f"  approved by {one.approver}")
    return lines


def _beside(figures: Mapping[str, Any]) -> str:
    own, other = figures["challenger"], figures["champion"]
    return (
        f"AUC {own['auc']:.3f} (in use {other['auc']:.3f}), Brier {own['brier']:.4f} (in use {other['brier']:.4f}, "
        f"average {own['brier_prior']:.4f}), calibration error {own['ece']:.3f} (in use {other['ece']:.3f})"
    )
