"""The guide's examples, each put into a pack with a log of a few rows."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import yaml

from ingestion.log.cases import LogCase, cases_by_trace
from ingestion.log.events import EventLog
from ingestion.log.labels import Known, LabelReader
from ingestion.log.read import read_log
from ingestion.pack.load import load_pack
from ingestion.pack.model import Pack

GUIDE = Path(__file__).parents[2] / "docs" / "pack-guide.md"
BLOCK = re.compile(r"```yaml\n# example: (?P<name>\S+)\n(?P<lines>.*?)```", re.DOTALL)
EXAMPLES = {match["name"]: match["lines"] for match in BLOCK.finditer(GUIDE.read_text(encoding="utf-8"))}
HEADER = "request,at,clerk,state,desk,result,customer,amount,due,paid,note,forecast"
BASE: dict[str, Any] = yaml.safe_load("""
format: 2
pack: example
version: 1
title: Example
question: Accept or refuse?
source: {name: S, namespace: s, dataset: d, licence: own}
table: {missing: [""], time_formats: ["%Y-%m-%d %H:%M"]}
columns:
  - {name: request, type: text, available: CREATION, words: request}
  - {name: at, type: time, available: EVENT, words: at}
  - {name: clerk, type: text, available: EVENT, words: clerk}
  - {name: state, type: text, available: EVENT, words: state}
  - {name: desk, type: text, available: EVENT, words: desk}
  - {name: result, type: text, available: AFTERWARDS, words: result}
  - {name: customer, type: text, available: CREATION, words: customer}
  - {name: amount, type: number, available: CREATION, words: amount}
  - {name: due, type: time, available: CREATION, words: due, planned: true}
  - {name: paid, type: time, available: AFTERWARDS, words: paid}
clock: {time: at}
cases: {key: request, open: [every_row]}
actions: {ACCEPT: {verdict: APPROVE, proposal: true}, REFUSE: {verdict: REJECT}}
decisions:
  by: clerk
  rules:
    - {from: opening_row, where: {result: ok}, action: ACCEPT}
    - {from: opening_row, where: {result: bad}, action: REFUSE}
labels: {wrong: {see: how_decided, where: {action: REFUSE}, of: ACCEPT, words: refused}}
scores: [{own: wrong}]
money: {currency: EUR, review_minutes: 1, minute_rate: 1, errors: {wrong: "1"}}
decision_point:
  id: example
  name: Example
  mode: HYBRID
  high_impact: false
  reversible: true
  reason_codes: [OK]
  owner: o
  queue: {id: q, name: Q}
  review_within_hours: 1
  calendar: {id: c, opens: "08:00", closes: "18:00", days: [MON]}
  policy: policy.yaml
features: [amount]
kpis: [{name: k, formula: f, unit: u}]
demo: {as_of: "2026-01-07 10:00", moment_between: [2026-01-05, 2026-01-11]}
""")
POLICY = """policy: example
version: 1
facts: {risk: {type: number, min: 0, max: 1, words: risk}}
parameters: {risk_threshold: 0.1}
rows: [{id: safe, when: {risk: "< risk_threshold"}, then: AUTO_APPROVE, because: Safe.}]
"""


Runner: TypeAlias = Callable[..., "LoadedLog"]


class LoadedLog(NamedTuple):
    pack: Pack
    log: EventLog
    cases: list[LogCase]

    @property
    def decided(self) -> list[tuple[str, str, str | None]]:
        return [(one.case_id, one.action, one.decision.actor if one.decision else None) for one in self.cases]

    @property
    def wrong(self) -> list[tuple[bool, str] | None]:
        """Return of each case whether it went wrong, and the day from which that is known."""
        reader = LabelReader(self.pack, self.log)
        values = [
            reader.value("wrong", case, Known(trace, cases, None))
            for trace, cases in cases_by_trace(self.pack, self.log)
            for case in cases
        ]
        return [value and (value.value, f"{value.known_at:%m-%d}") for value in values]


def run_example(folder: Path, name: str, *rows: str) -> LoadedLog:
    """Put an example of the guide into a small pack, write a log of these rows for it, and read that.

    Columns of an example come after those of the pack.
    """
    example = yaml.safe_load(EXAMPLES[name])
    example["columns"] = BASE["columns"] + example.get("columns", [])
    example["decision_point"] = BASE["decision_point"] | example.get("decision_point", {})
    written = yaml.safe_dump(BASE | example, sort_keys=False)
    (folder / "pack.yaml").write_text(written, encoding="utf-8")
    (folder / "policy.yaml").write_text(POLICY, encoding="utf-8")
    lines = [row + "," * (HEADER.count(",") - row.count(",")) for row in rows]
    (folder / "log.csv").write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    pack = load_pack(folder)
    log = read_log(pack, folder / "log.csv")
    return LoadedLog(pack, log, [case for _, cases in cases_by_trace(pack, log) for case in cases])
