"""The compliance pack's file counted by pandas, without any of the product's code."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

BAD = "Fail"


@dataclass(frozen=True)
class Counts:
    """What the file holds up to a moment: reports decided before it, by result, and those of its own day."""

    decided: dict[str, int]
    open_cases: int
    open_with_findings: int
    bad_after_pass: dict[bool, int]


def inspections(file: Path) -> pd.DataFrame:
    frame = pd.read_csv(file, dtype={"License": str, "Inspection_ID": str, "Zip": str})
    frame["day"] = pd.to_datetime(frame["Inspection_Date"])
    frame["findings"] = frame["criticalCount"] + frame["seriousCount"] > 0
    frame["bad"] = (frame["Results"] == BAD) | (frame["criticalFound"] > 0)
    return frame


def counts(frame: pd.DataFrame, moment: pd.Timestamp) -> Counts:
    """Count what was known at a moment: a day's results are known when the day is over."""
    today = frame["day"] == moment.normalize()
    before = frame[frame["day"] < moment.normalize()]
    ordered = before.sort_values("day", kind="stable")
    following = ordered.groupby("License")["bad"].shift(-1)
    after_pass = following[(ordered["Results"] == "Pass") & following.notna()].astype(bool)
    return Counts(
        decided={str(result): int(count) for result, count in before["Results"].value_counts().items()},
        open_cases=int(today.sum()),
        open_with_findings=int((today & frame["findings"]).sum()),
        bad_after_pass={bool(bad): int(count) for bad, count in after_pass.value_counts().items()},
    )
