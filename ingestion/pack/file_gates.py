"""What a pack checks of a whole file: the gates as its `file_gates` say them, and what is wrong with one."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

from pydantic import Field

from graph.domain.intake.file_gates import FileCheck, OnFailure
from ingestion.pack.columns import Column, Description, Identifier, Name, Strict
from ingestion.pack.condition_findings import unknown_column
from ingestion.pack.findings import Finding
from ingestion.pack.yaml_lines import Document

Bound = Annotated[float, Field(strict=False, ge=0, lt=1e12, allow_inf_nan=False)]


class FileGateSpec(Strict):
    """A check of the rows that come in together; a file that fails it taints its cases, or is not loaded.

    `at_most` and `at_least` count rows (uniqueness, volume) or days (freshness), or are a share from 0 to 1.
    """

    name: Identifier
    check: Annotated[FileCheck, Field(strict=False)]
    words: Description
    columns: Annotated[list[Name], Field(default_factory=list, max_length=16)]
    other: Name | None = None
    at_least: Bound | None = None
    at_most: Bound | None = None
    on_failure: Annotated[OnFailure, Field(strict=False)] = OnFailure.TAINT


_SHARES = frozenset({FileCheck.MISSINGNESS, FileCheck.REFERENTIAL, FileCheck.DRIFT})
_OF_COLUMNS = frozenset({FileCheck.UNIQUENESS, *_SHARES})


def file_gate_findings(
    gates: Sequence[FileGateSpec], columns: Mapping[str, Column], document: Document
) -> Iterator[Finding]:
    """Yield a finding for each gate that names no column of the pack, lacks what its check needs, or has too much."""
    names = [gate.name for gate in gates]
    for index, gate in enumerate(gates):
        place = ("file_gates", index)
        for number, name in enumerate(gate.columns):
            if name not in columns:
                yield unknown_column(name, (*place, "columns", number), columns, document)
        if gate.other is not None and gate.other not in columns:
            yield unknown_column(gate.other, (*place, "other"), columns, document)
        if names.index(gate.name) < index:
            fault = f"File gate `{gate.name}` stands here twice."
            yield document.finding((*place, "name"), fault, "Give each gate a name of its own.")
        for fault, remedy in _faults(gate):
            yield document.finding(place, f"A file gate with `check: {gate.check}` {fault}.", remedy)


def _faults(gate: FileGateSpec) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a gate by itself, and how to mend it."""
    if bool(gate.columns) is not (gate.check in _OF_COLUMNS):
        yield (
            ("reads no columns", "Remove `columns:`.")
            if gate.columns
            else ("needs `columns`", "Add `columns: [NAME]`.")
        )
    if (gate.other is not None) is not (gate.check is FileCheck.REFERENTIAL):
        if gate.other is None:
            yield "needs `other`, the column in which each value must be found", "Add `other: NAME`."
        else:
            yield "reads no other column", "Remove `other:`."
    if gate.at_least is not None and gate.check is not FileCheck.VOLUME:
        yield "takes no `at_least`", "Say `at_most:`."
    if gate.check in {FileCheck.FRESHNESS, FileCheck.DRIFT} and gate.at_most is None:
        unit = "days" if gate.check is FileCheck.FRESHNESS else "a share from 0 to 1"
        yield "needs `at_most`", f"Add `at_most:`, {unit}."
    if gate.check is FileCheck.VOLUME and gate.at_least is None and gate.at_most is None:
        yield "needs a bound", "Add `at_least:` or `at_most:`, in rows."
    if gate.check in _SHARES and (gate.at_most or 0) > 1:
        yield "takes a share from 0 to 1 as `at_most`", "Say 0.05 for 5 %."
