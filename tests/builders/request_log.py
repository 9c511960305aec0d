"""A table that no pack describes: requests of some weeks, of which large ones are mostly declined."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path


def write_requests(file: Path, rows: int) -> None:
    """Write so many requests, one an hour, each decided by one of seven clerks."""
    chance = random.Random(3)
    lines = ["request_id,received_at,amount,town,clerk,decision"]
    for number in range(rows):
        at = datetime(2026, 1, 5, tzinfo=UTC) + timedelta(hours=number)
        amount = chance.randint(100, 9_999)
        large = amount > 6_000 if chance.random() < 0.85 else chance.random() < 0.5
        town = chance.choice(["Lyon", "Nantes", "Lille"])
        end = "declined" if large else "approved"
        lines.append(f"R{number},{at:%Y-%m-%d %H:%M},{amount},{town},clerk-{number % 7},{end}")
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
