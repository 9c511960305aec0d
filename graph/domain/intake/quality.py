"""What the quality gates of a decision point say of a case's data: clean only where every gate ran and passed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from graph.domain.intake.quality_gates import FieldValue, GateRun, QualityGate, run_gate
from graph.domain.kernel.stored import Stored

NO_RULES = "no intake rules are stored for this decision point: load its pack again"


class Quality(StrEnum):
    """What the quality gates said of the case's data."""

    CLEAN = "CLEAN"
    TAINTED = "TAINTED"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class QualityReport:
    """The verdict on one row: which gates passed, failed or could not run, by name, and all findings in words."""

    verdict: Quality
    findings: tuple[str, ...]
    passed: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    not_run: tuple[str, ...] = ()

    @property
    def own_findings(self) -> tuple[str, ...]:
        """What the door itself found wrong, without the words of gates."""
        return self.findings[len(self.failed) : len(self.findings) - len(self.not_run)]


def own_findings_of(check: Stored) -> Sequence[str] | None:
    """Return what a stored check found beside the gates; None where one of an older release does not tell it apart."""
    if check.get("gatesFailed") is None:
        return None
    findings: Sequence[str] = check.get("findings") or []
    return findings[len(check["gatesFailed"]) : len(findings) - len(check.get("gatesNotRun") or [])]


def judge(
    gates: Sequence[QualityGate] | None, row: Mapping[str, FieldValue], own_findings: Sequence[str] = ()
) -> QualityReport:
    """Run every gate on a row; `gates` is None where no rules are known, `own_findings` come from the door itself."""
    return report([(gate, run_gate(gate, row)) for gate in gates or ()], own_findings, known=gates is not None)


def report(
    runs: Sequence[tuple[QualityGate, GateRun]], own_findings: Sequence[str], *, known: bool = True
) -> QualityReport:
    """Return the verdict that follows from how each gate ran."""
    failed = [gate for gate, run in runs if run is GateRun.FAILED]
    not_run = [gate for gate, run in runs if run is GateRun.NOT_RUN]
    verdict = Quality.CLEAN
    if not_run or not known:
        verdict = Quality.UNKNOWN
    if failed or own_findings:
        verdict = Quality.TAINTED
    return QualityReport(
        verdict,
        (
            *(gate.words for gate in failed),
            *own_findings,
            *(f"gate {gate.name} could not run: it needs {' and '.join(gate.fields)}" for gate in not_run),
            *(() if known else (NO_RULES,)),
        ),
        tuple(gate.name for gate, run in runs if run is GateRun.PASSED),
        tuple(gate.name for gate in failed),
        tuple(gate.name for gate in not_run),
    )


def with_findings(verdict: QualityReport, more: Sequence[str]) -> QualityReport:
    """Return a verdict with more that is wrong beside the gates, each once; any of it taints."""
    new = [one for one in more if one not in verdict.findings]
    if not new:
        return verdict
    gates = len(verdict.failed)
    findings = (*verdict.findings[:gates], *new, *verdict.findings[gates:])
    return replace(verdict, verdict=Quality.TAINTED, findings=findings)


def current_quality(verdict: str, gates_digest: str | None, digest_now: str | None) -> Quality:
    """Return what an earlier verdict is worth now: clean by other gates than those in force is unknown."""
    quality = Quality(verdict)
    if quality is Quality.CLEAN and (digest_now is None or gates_digest != digest_now):
        return Quality.UNKNOWN
    return quality
