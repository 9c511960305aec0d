"""What a pack makes of a file, counted: cases, decisions, deciders, labels, and what taints."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from graph.domain.intake.file_gates import NO_FILE_GATES, FileQuality, without_file_findings
from graph.domain.intake.quality import with_findings
from ingestion.file_gates import findings_of, judge_file
from ingestion.gates import quality_of_all
from ingestion.history import LogReading
from ingestion.log.cases import LogCase, cases_by_trace
from ingestion.log.events import EventLog, Trace
from ingestion.log.kpis import KpiValue, kpi_tallies
from ingestion.log.labels import Known, LabelReader
from ingestion.pack.casework import HowDecided
from ingestion.pack.model import Pack

INTAKE = "rows set aside, or times that are not plausible"
"""The name of what taints a case beside the pack's own gates."""


@dataclass(frozen=True, slots=True)
class Decider:
    """Who decided, by the name in the log, whether that is a person, and how often."""

    name: str
    person: bool
    decisions: int


@dataclass(frozen=True, slots=True)
class LabelCount:
    """Of how many cases a label is known, of how many it is true, and the median time from opening to knowing."""

    cases: int
    known: int
    true: int
    known_after: timedelta | None


@dataclass(frozen=True, slots=True)
class MadeFromFile:
    """What the cases of a file are: by action, by decider, by label, by gate that failed; `clean` passed every gate.

    `kpis` are the pack's measures over them; `file` is what the gates of the whole file said.
    """

    cases: int
    keys: int
    undecided: int
    actions: Mapping[str, int]
    deciders: tuple[Decider, ...]
    labels: Mapping[str, LabelCount]
    tainted: Mapping[str, int]
    clean: int
    kpis: tuple[KpiValue, ...] = ()
    file: FileQuality = NO_FILE_GATES


def made_of(pack: Pack, log: EventLog, latest: datetime) -> MadeFromFile:
    """Count what a pack makes of a log; `latest` is the moment (aware) by which all that it tells has happened."""
    reader = LabelReader(pack, log)
    cases: list[tuple[Trace, LogCase]] = []
    labels = {
        name: _LabelTally(None if isinstance(label, HowDecided) else label.of, timed=pack.clock.has_times)
        for name, label in pack.labels.items()
    }
    kpis = kpi_tallies(pack, reader)
    for trace, of_key in cases_by_trace(pack, log):
        known = Known(trace, of_key, None)
        for case in of_key:
            if case.needs_decision:
                cases.append((trace, case))
                for name, tally in labels.items():
                    tally.add(reader, name, case, known)
            for measure in kpis:
                measure.add(case, known)
    reading = LogReading(pack, log, None, 0, latest)
    file = judge_file(reading)
    reports = [
        with_findings(report, findings_of(file, reading.version_of(case.start)))
        for (_, case), report in zip(cases, quality_of_all(pack, log, cases, latest), strict=True)
    ]
    tainted = Counter(name for report in reports for name in report.failed)
    if beside := sum(bool(without_file_findings(report.own_findings)) for report in reports):
        tainted[INTAKE] = beside
    decided = [case for _, case in cases if case.decision is not None]
    return MadeFromFile(
        cases=len(cases),
        keys=len(log.traces),
        undecided=len(cases) - len(decided),
        actions={action: sum(case.action == action for case in decided) for action in pack.actions},
        deciders=_deciders(decided),
        labels={name: tally.count for name, tally in labels.items()},
        tainted={gate.name: tainted[gate.name] for gate in pack.quality_gates} | ({INTAKE: beside} if beside else {}),
        clean=sum(not report.findings for report in reports),
        kpis=tuple(measure.value for measure in kpis),
        file=file.quality,
    )


class _LabelTally:
    """Counts a label over the cases that it can be true of: those decided by its action, or all."""

    def __init__(self, action: str | None, *, timed: bool) -> None:
        self._action, self._timed = action, timed
        self._cases = self._true = 0
        self._after: list[float] = []

    def add(self, reader: LabelReader, name: str, case: LogCase, known: Known) -> None:
        if self._action in reader.pack.actions and case.action != self._action:
            return
        self._cases += 1
        value = reader.value(name, case, known)
        if value is not None:
            self._true += value.value
            self._after.append((value.known_at - case.start.at).total_seconds())

    @property
    def count(self) -> LabelCount:
        after = timedelta(seconds=median(self._after)) if self._after and self._timed else None
        return LabelCount(self._cases, len(self._after), self._true, after)


def _deciders(decided: list[LogCase]) -> tuple[Decider, ...]:
    by_name = Counter(
        (case.decision.actor or "(no name)", case.decision.human) for case in decided if case.decision is not None
    )
    return tuple(Decider(name, person, count) for (name, person), count in by_name.most_common())
