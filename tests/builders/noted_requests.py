"""A pack whose requests carry a note in free text, and a log of them in which one word of the note decides mostly."""

import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import yaml

from tests.builders.example_packs import BASE, EXAMPLES, POLICY

PLAIN = ("please", "check", "invoice", "order", "today", "customer", "again", "paper", "urgent", "thanks")
TELLING = "unsigned"
NOTED = 420


def write_noted_requests(folder: Path) -> Path:
    """Write pack and log, one request in three hours; most whose note holds the telling word are refused."""
    chance = random.Random(5)
    lines = ["request,at,clerk,result,amount,note"]
    for number in range(NOTED):
        at = datetime(2026, 1, 5, 8, tzinfo=UTC) + timedelta(hours=3 * number)
        telling = chance.random() < 0.4
        spoken = [*chance.sample(PLAIN, 4), *([TELLING] if telling else [])]
        chance.shuffle(spoken)
        result = "bad" if chance.random() < (0.85 if telling else 0.1) else "ok"
        lines.append(
            f"N{number},{at:%Y-%m-%d %H:%M},clerk-{number % 5},{result},{chance.randint(1, 99)},{' '.join(spoken)}"
        )
    pack = yaml.safe_load(EXAMPLES["texts"])
    columns = [one for one in BASE["columns"] if one["name"] in {"request", "at", "clerk", "result", "amount"}]
    folder.mkdir(exist_ok=True)
    written = (
        BASE
        | pack
        | {
            "columns": [*columns, *pack["columns"]],
            "source": BASE["source"] | {"file": "requests.csv", "attribution": "ATTRIBUTION.md"},
            "decision_point": BASE["decision_point"] | {"owner": "policy-owner"},
            "demo": {"as_of": "2026-02-25 10:00", "moment_between": [date(2026, 2, 23), date(2026, 3, 1)]},
        }
    )
    (folder / "pack.yaml").write_text(yaml.safe_dump(written, sort_keys=False), encoding="utf-8")
    (folder / "ATTRIBUTION.md").write_text("Made up.\n", encoding="utf-8")
    (folder / "policy.yaml").write_text(POLICY, encoding="utf-8")
    file = folder / "requests.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file
