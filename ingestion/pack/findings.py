"""What is wrong in a pack: where it stands and how to mend it."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake: the file, its line (counted from 1), what is wrong, and the remedy.

    `place` names the key that it is about, such as `labels.late.where`; empty for the file as a whole.
    """

    file: str
    line: int
    message: str
    remedy: str
    place: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message} {self.remedy}"


class PackInvalid(InvalidInput):
    """A pack that cannot be used; `findings` holds every mistake, the message names the first."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        """Keep all findings, at least one, each once, in the order of their lines."""
        self.findings = sorted(dict.fromkeys(findings), key=lambda finding: (finding.file, finding.line))
        more = len(self.findings) - 1
        tail = f" ({more} more: run `signoff pack validate`)" if more else ""
        super().__init__(f"{self.findings[0]}{tail}")
