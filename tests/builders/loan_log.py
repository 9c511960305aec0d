"""The small loan pack, and a log of its shape that is long enough to learn from."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

LOANS = Path(__file__).parents[1] / "ingestion" / "packs" / "loans"
HEADER = "request,state,at,clerk,desk,amount,product\n"


def written(folder: Path, *, telling: bool) -> Path:
    """A log of 800 requests: large amounts are mostly passed on, or which one is passed on is a matter of chance."""
    chance, rows = random.Random(7), [HEADER]
    for number in range(800):
        at = datetime(2026, 1, 5, 8, tzinfo=UTC) + timedelta(hours=3 * number)
        amount = chance.randint(1, 9_999)
        passed_on = (amount > 6_000) is (chance.random() < 0.9) if telling else chance.random() < 0.4
        end = "Open" if passed_on else "Answered"
        desk = "South" if passed_on else "North"
        rows.append(f"R{number},New,{at:%Y-%m-%d %H:%M},batch,North,{amount},car\n")
        rows.append(
            f"R{number},{end},{at + timedelta(hours=1):%Y-%m-%d %H:%M},clerk-{number % 5},{desk},{amount},car\n"
        )
    file = folder / "events.csv"
    file.write_text("".join(rows), encoding="utf-8")
    return file
