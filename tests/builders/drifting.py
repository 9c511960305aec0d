"""Weeks of cases at the small firm whose amounts rise in the last one."""

from datetime import UTC, datetime, timedelta

from tests.builders.firm import Firm

CASES = 60
"""More than a window needs."""
_ADD = """
MATCH (point:DecisionPoint {key: 'purchases'})
UNWIND $rows AS row
CREATE (c:Case:Entity {id: row.id, key: 'purchases|' + row.id, externalId: row.id, state: 'SCORED', origin: 'LIVE',
  sortKey: row.sortKey, knownAt: row.at, occurredAt: row.at, recordedAt: row.at, version: 1})-[:AT]->(point)
CREATE (:InputSnapshot:Entity {id: 's-' + row.id, values: row.values, quality: 'CLEAN', knownAt: row.at})-[:ABOUT]->(c)
"""


async def weeks_of_cases(firm: Firm, weeks: int = 3) -> datetime:
    """Add the cases of the last whole weeks, those of the last one with amounts ten times as high; return its end."""
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    monday = today - timedelta(days=today.weekday())
    rows = []
    for week in range(1, weeks + 1):
        for number in range(CASES):
            at = monday - timedelta(days=7 * week) + timedelta(hours=number)
            ms = int(at.timestamp() * 1000)
            amount = (100 + number) * (10 if week == 1 else 1)
            name = f"{week}-{number}"
            values = f'{{"amount":{amount},"urgent":{"true" if number % 2 else "false"},"vendor":"V-{number % 3}"}}'
            rows.append({"id": name, "sortKey": f"{ms:015d}|{name}", "at": ms, "values": values})
    await firm.driver.execute_query(_ADD, {"rows": rows})
    return monday
