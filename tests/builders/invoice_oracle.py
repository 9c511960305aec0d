"""The purchase pack's file counted row by row, without any of the product's code."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

DATED_BY_THE_VENDOR = ("Vendor creates debit memo", "Vendor creates invoice")
SETTLED = {"Remove Payment Block": "RELEASE", "Cancel Invoice Receipt": "SEND_BACK", "Clear Invoice": "RELEASE"}


@dataclass
class Invoices:
    """All invoices, those that were settled with action and decider ("" for the match), and those that were not.

    `days` are those from receipt to what a person did.
    """

    invoices: int = 0
    settled: list[tuple[str, str]] = field(default_factory=list)
    received: list[pd.Timestamp] = field(default_factory=list)
    excess: int = 0
    days: list[float] = field(default_factory=list)

    def deciders(self) -> Counter[bool]:
        """Count the settled ones by whether a person settled them."""
        return Counter(who.startswith("user_") for _, who in self.settled)


def invoices(file: Path, before: str | None = None) -> Invoices:
    frame = pd.read_csv(file)
    frame["when"] = pd.to_datetime(frame["timestamp"], utc=True).dt.tz_convert("Europe/Amsterdam")
    if before is not None:
        frame = frame[frame["when"] < pd.Timestamp(before, tz="Europe/Amsterdam")]
    counted = Invoices()
    ordered = frame[~frame["activity"].isin(DATED_BY_THE_VENDOR)].sort_values("when", kind="stable")
    for _, rows in ordered.groupby("case_id", sort=False):
        waiting: list[pd.Timestamp] = []
        invoiced = received = 0
        for activity, who, when in zip(rows["activity"], rows["resource"], rows["when"], strict=True):
            received += activity == "Record Goods Receipt"
            if activity == "Record Invoice Receipt":
                invoiced += 1
                counted.excess += invoiced > received
                waiting.append(when)
            elif activity in SETTLED and waiting:
                since, decider = waiting.pop(0), "" if activity == "Clear Invoice" else who
                counted.settled.append((SETTLED[activity], decider))
                if decider.startswith("user_"):
                    counted.days.append((when - since).total_seconds() / 86_400)
        counted.invoices += invoiced
        counted.received += waiting
    return counted
