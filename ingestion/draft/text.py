"""A drafted pack as commented YAML: what was seen stands beside what it led to, open questions are marked."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

import yaml

from ingestion.draft.drafted import FILL, DraftColumn, PackDraft, label_of
from ingestion.draft.kinds import is_missing
from ingestion.draft.verdicts import Choice, DecidedValue
from ingestion.pack.casework import NO_CLOCK, ROW_NUMBER
from ingestion.pack.columns import CellType

_CLOSING = ("closed", "resolved", "done", "completed", "finished", "answered")
_SHOWN = 6
"""As many values as a comment line holds."""
_HISTORY = 0.9
"""Most rows of a file without a clock are history, as they are where times tell."""
_AUTOMATA = ("batch", "auto", "system", "bot", "robot", "gate", "queue")
"""Beginnings of names that machines bear."""
_NO_CLOCK = "CHECK: no column of times was seen, so rows count in the file's order; else {time: COLUMN}"
_DECIDER = "a column that names who decided; without one leave `by` out, and write `as: NAME` at each rule"
_NUMBERED = (
    "CHECK: no column names a case, so each row is one, known by its place: "
    "a corrected file is matched only where no row moved; better is a column that names the case"
)


def pack_text(draft: PackDraft, name: str) -> str:
    """Return the text of pack.yaml; `name` is an identifier."""
    return "\n".join([*_head(draft, name), *_columns(draft), *_casework(draft), *_rest(draft, name)]) + "\n"


def policy_text(name: str) -> str:
    """Return the text of the decision table: what is safe passes, all else goes to a person."""
    return f"""\
policy: {name}
version: 1
facts:
  risk: {{type: number, min: 0, max: 1, words: risk that the proposal is wrong}}
parameters:
  risk_threshold: 0.1 # replaced by the one that costs least on history
rows:
  - id: safe
    when: {{risk: "< risk_threshold"}}
    then: AUTO_APPROVE
    because: Cases of so low a risk have hardly ever gone wrong.
  - id: risky
    when: {{risk: ">= risk_threshold"}}
    then: REVIEW
    because: The proposal may be wrong.
"""


def _head(draft: PackDraft, name: str) -> Iterator[str]:
    scan = draft.scan
    yield f"# A first pack, drafted from {scan.file.name}: {scan.rows:,} rows, {len(scan.columns)} columns."
    yield f"# {FILL} or FILL marks what only you can say, CHECK what is a guess. Then: signoff pack validate DIR FILE"
    yield from (f"# Left out: {one}." for one in scan.left_out)
    if scan.refused:
        yield f"# {scan.refused:,} rows are no rows of this table; `pack validate` lists them with line and reason."
    title = label_of(name).capitalize()
    yield from ("format: 2", f"pack: {name}", "version: 1", f"title: {_q(title)}")
    yield f"question: {_q(f'{title}: accept the proposal?')} # CHECK: the question that a reviewer answers"
    yield "source:"
    yield f"  name: {_q(title)}"
    yield f"  namespace: {name}"
    yield "  dataset: log"
    yield "  licence: own data # CHECK"
    yield f"  file: {_q(scan.file.name)}"
    yield "  attribution: ATTRIBUTION.md"
    yield "table:"
    yield f"  missing: [{', '.join(_q(one) for one in _markers(draft))}]"
    formats = _common_formats(draft)
    if formats:
        yield f"  time_formats: [{', '.join(map(_quoted, formats))}]"
    if draft.roles.key is None:
        yield "  repeated_rows: keep # rows without a key: two that are equal may be two cases"
    yield "  time_zone: UTC # CHECK: the zone of times without an offset, such as Europe/Paris"
    if scan.encoding.guessed_lines:
        where = f"line {scan.encoding.first_line} has {scan.encoding.example!r}"
        yield f"  encoding: {scan.encoding.name} # CHECK: a guess; {where}"
    if not scan.decimal_decided:
        yield f"  decimal: {_quoted(scan.decimal)} # CHECK: numbers can have decimals or thousands, no value decides"


def _columns(draft: PackDraft) -> Iterator[str]:
    yield ""
    yield "# available: CREATION when the case appears, EVENT at each row, AFTERWARDS at the end (never a feature)."
    yield "columns:"
    common = _common_formats(draft)
    for one in draft.columns:
        kind = one.scanned.kind
        parts = [f"name: {_q(one.scanned.name)}"]
        if one.id != one.scanned.name:
            parts.append(f"alias: {one.id}")
        parts += [
            f"type: {one.type}",
            *([f"unit: {_q(kind.unit)}"] if one.type is CellType.NUMBER and kind.unit else []),
            *(["as: words"] if one.prose else []),
            f"available: {one.available}",
            f"words: {_q(label_of(one.scanned.name))}",
        ]
        if one.type is CellType.TIME and kind.time_formats and kind.time_formats != common:
            parts.append(f"time_formats: [{', '.join(map(_quoted, kind.time_formats))}]")
        if one.type is kind.type and kind.markers:
            parts.append(f"missing: [{', '.join(_q(marker) for marker in (*_markers(draft), *kind.markers))}]")
        yield f"  - {{{', '.join(parts)}}} # {_seen(draft, one)}"


def _seen(draft: PackDraft, column: DraftColumn) -> str:
    """Return in a comment what was seen of a column."""
    scanned, parts = column.scanned, []
    parts.append(f"{'' if scanned.all_counted else 'over '}{scanned.distinct:,} values")
    if scanned.missing:
        parts.append(f"{1 - scanned.filled_share:.1%} missing")
    if draft.roles.events and scanned.name != draft.roles.key:
        parts.append("changes within a key" if scanned.name in draft.roles.changing else "never changes within a key")
    if scanned.name in draft.roles.filled_later:
        parts.append("often empty in the first row of a key")
    if column.note:
        parts.append(f"CHECK: {column.note}")
    return "; ".join(parts)


def _casework(draft: PackDraft) -> Iterator[str]:
    roles = draft.roles
    yield ""
    unit = draft.column(roles.time)
    at_once = not roles.events and draft.choice is not None and roles.time is not None
    days = ", unit: DAY" if at_once or (unit is not None and unit.scanned.kind.days_only) else ""
    if at_once:
        yield "# CHECK: nothing says when a row was decided; by DAY it is open until the end of its day."
    if roles.time is None:
        yield f"clock: {{time: {NO_CLOCK}, order: {ROW_NUMBER}}} # {_NO_CLOCK}"
    else:
        times = _candidates(draft, "time", roles.time, "a column of times")
        yield f"clock: {{time: {draft.id(roles.time)}{days}}} # {times}"
    key = f"key: {ROW_NUMBER if roles.key is None else draft.id(roles.key)}"
    keys = _NUMBERED if roles.key is None else _candidates(draft, "key", roles.key, "a column that names a case")
    yield f"# {keys}"
    passed_on = _passed_on(draft)
    if passed_on is None:
        opens = "first_row" if roles.events else "every_row"
        outcome = draft.outcome if roles.events else None
        final = "" if outcome is None else f", final: {{not: {{{outcome.id}: null}}}}"
        yield f"cases: {{{key}, open: [{opens}]{final}}}"
        yield from _decided(draft)
        return
    group, state, closing = passed_on
    yield "cases:"
    yield f"  {key}"
    yield f"  open: [first_row, {{changes: {group}}}]"
    yield f"  close: {{{state}: {_list(closing)}}}"
    yield f"  final: {{{state}: {_list(closing[-1:])}}}"
    yield "  skip: opened_closed"
    yield f"# CHECK: no column says accept or refuse; drafted is that {group} keeps a case or passes it on."
    yield "actions:"
    yield "  KEEP: {verdict: APPROVE, proposal: true}"
    yield "  PASS_ON: {verdict: REJECT}"
    yield from _by(draft)
    yield "  rules:"
    yield "    - {from: later_rows, where: opens_next, actor: person, action: PASS_ON}"
    yield "    - {from: later_rows, actor: person, action: KEEP}"
    yield "labels:"
    yield "  passed_on: {see: later_row, where: opens_next, words: were passed on}"
    yield "  passed_on_later: {see: later_row, where: opens_next, of: KEEP, words: were kept and passed on later}"
    yield from _scored("passed_on", "passed_on_later")


def _decided(draft: PackDraft) -> Iterator[str]:
    choice = draft.choice
    if choice is None:
        yield "# FILL: which column, or which activity, says that a case was accepted or refused?"
        yield "actions:"
        yield "  ACCEPT: {verdict: APPROVE, proposal: true}"
        yield "  REFUSE: {verdict: REJECT}"
        yield from _by(draft)
        yield "  rules:"
        yield f"    - {{from: every_row, where: {{{FILL}: accepted}}, action: ACCEPT}}"
        yield f"    - {{from: every_row, where: {{{FILL}: refused}}, action: REFUSE}}"
        yield from _labels(draft, "ACCEPT", ["REFUSE"])
        return
    others = ", ".join(_shares(one) for one in draft.roles.choices[1:4])
    yield f"# Decided by {_shares(choice)}.{f' Other candidates: {others}.' if others else ''}"
    if not choice.sure:
        yield "# CHECK: its values do not say which of them accepts and which refuses."
    options = choice.decided
    accepted = max((one for one in options if one.verdict == "APPROVE"), key=lambda one: one.share)
    yield "actions:"
    for one in options:
        yield f"  {one.action}: {{verdict: {one.verdict}{', proposal: true' if one is accepted else ''}}}"
    yield from _by(draft)
    yield "  rules:"
    rows = "every_row" if draft.roles.events else "opening_row"
    for one in options:
        yield f"    - {{from: {rows}, where: {{{draft.id(choice.name)}: {_value(one)}}}, action: {one.action}}}"
    if left := [one for one in choice.options if one not in options]:
        yield f"  # Decide nothing: {', '.join(f'{one.value} ({one.share:.1%})' for one in left[:_SHOWN])}."
    yield from _labels(draft, accepted.action, [one.action for one in options if one.verdict == "REJECT"])


def _labels(draft: PackDraft, accepted: str, refused: Sequence[str]) -> Iterator[str]:
    is_dated = draft.roles.events or draft.roles.time is not None
    outcome = draft.outcome if is_dated else None
    yield "# What proves the proposal wrong? Best is an outcome that is known later: `labels` in docs/pack-guide.md."
    yield "labels:"
    yield f"  refused: {{see: how_decided, where: {{action: {_list(refused)}}}, of: {accepted}, words: were refused}}"
    if outcome is not None:
        values = [one for one in outcome.scanned.counts if not is_missing(one)]
        bad = _value_of(outcome, min(values, key=lambda one: outcome.scanned.counts[one]))
        if draft.roles.events:
            yield "  # CHECK: which value is bad? Here the rarer one; a row with any other says that it was right."
            seen = f"see: later_row, where: {{{outcome.id}: {bad}}}, until: key"
        else:
            yield "  # CHECK: which value is bad, and when is it known? Here the rarer one, 30 days after the row."
            time = draft.id(draft.roles.time)
            seen = f'see: column, where: {{{outcome.id}: {bad}}}, known: "{outcome.id} != null ? {time} + 30 : null"'
        yield f"  turned_out_bad: {{{seen}, of: {accepted}, words: turned out bad}}"
    yield from _scored("refused", "refused" if outcome is None else "turned_out_bad")


def _scored(scored: str, priced: str) -> Iterator[str]:
    yield f"scores: [{{own: {scored}}}] # the risk that the proposal is wrong"
    yield ""
    yield "# CHECK: what a review takes, and what a wrong acceptance costs."
    yield "money:"
    yield from ("  currency: EUR", "  rates: {error_cost: 50}", "  review_minutes: 5", "  minute_rate: 0.8")
    yield f"  errors: {{{priced}: error_cost}}"


def _by(draft: PackDraft) -> Iterator[str]:
    roles = draft.roles
    column = draft.column(roles.actor)
    machines = []
    if column is not None:
        machines = sorted({one.strip() for one in column.scanned.counts if one.strip().lower().startswith(_AUTOMATA)})
    yield f"decisions: # {_candidates(draft, 'actor', roles.actor, _DECIDER)}"
    yield f"  by: {draft.id(roles.actor)}"
    if machines:
        yield f"  machines: [{', '.join(_q(one) for one in machines[: 4 * _SHOWN])}] # CHECK: names that are no persons"


def _rest(draft: PackDraft, name: str) -> Iterator[str]:
    yield ""
    yield (
        "entities:"
        if draft.entities
        else "# FILL: no column names a vendor, customer, site …: add `entities` where one does."
    )
    for one in draft.entities:
        yield f"  - {{column: {one}, kind: {_q(label_of(one))}}}"
    yield "decision_point:"
    yield f"  id: {name}"
    yield f"  name: {_q(label_of(name).capitalize())}"
    yield "  mode: HYBRID # MANUAL puts everything before a person"
    yield "  high_impact: false"
    yield "  reversible: true"
    yield "  reason_codes: [AS_PROPOSED, EVIDENCE_MISSING, AGAINST_THE_RULES] # CHECK: what reviewers choose from"
    yield "  note_required: [REJECT]"
    yield "  owner: policy-owner"
    yield f"  queue: {{id: {name}, name: {_q(label_of(name).capitalize())}}}"
    yield "  review_within_hours: 8"
    yield '  calendar: {id: office-hours, opens: "09:00", closes: "17:00", days: [MON, TUE, WED, THU, FRI]}'
    yield "  policy: policy.yaml"
    yield ""
    if draft.features:
        yield "# What a model may read: known when a case opens, and no leak by what the file shows."
        yield f"features: [{', '.join(draft.features)}]"
    else:
        yield "# FILL: no column is known in time and says something of a case."
        yield f"features: [{FILL}]"
    yield "kpis:"
    yield "  - {name: share decided by a machine, share: by_machine, unit: share}"
    if draft.roles.time is None:
        yield "# The first row that is still to come: what stands before it is history."
        yield f"demo: {{as_of: row {max(1, round(_HISTORY * draft.scan.rows))}}}"
        return
    now = draft.now
    first, last = now - timedelta(days=3), now + timedelta(days=3)
    yield "# The moment of the log that becomes now: what is earlier is history, what is later is still to come."
    yield f'demo: {{as_of: "{now:%Y-%m-%d %H:%M}", moment_between: [{first:%Y-%m-%d}, {last:%Y-%m-%d}]}}'


def _passed_on(draft: PackDraft) -> tuple[str, str, list[str]] | None:
    """Return group, state and the states that close, where a log tells who holds a case and nothing decides it."""
    roles = draft.roles
    state = draft.column(roles.activity)
    if not roles.events or roles.group is None or state is None or (draft.choice is not None and draft.choice.sure):
        return None
    values = [one.strip() for one in state.scanned.counts]
    closing = sorted(
        (one for one in values if one.lower().startswith(_CLOSING)), key=lambda one: one.lower() == "closed"
    )
    return (draft.id(roles.group), state.id, closing) if closing else None


def _candidates(draft: PackDraft, part: str, chosen: str | None, wanted: str) -> str:
    others = ", ".join(draft.roles.others[part])
    if chosen is None:
        return f"FILL: {wanted}{f'; candidates: {others}' if others else ''}"
    return f"CHECK: or {others}?" if others else f"the only candidate for {wanted}"


def _shares(choice: Choice) -> str:
    shown = ", ".join(f"{one.value} {one.share:.1%}" for one in choice.options[:_SHOWN])
    more = len(choice.options) - _SHOWN
    return f"{choice.name} ({shown}{f', {more} more' if more > 0 else ''})"


def _markers(draft: PackDraft) -> list[str]:
    seen = {value.strip() for one in draft.scan.columns for value in one.counts if is_missing(value)}
    return sorted({"", *seen})


def _common_formats(draft: PackDraft) -> tuple[str, ...]:
    clock = draft.column(draft.roles.time)
    times = [clock] if clock is not None else [one for one in draft.columns if one.type is CellType.TIME]
    return next((one.scanned.kind.time_formats for one in times if one.scanned.kind.time_formats), ())


def _value(option: DecidedValue) -> str:
    if isinstance(option.value, bool):
        return str(option.value).lower()
    return f"{option.value:g}" if isinstance(option.value, float) else _q(option.value)


def _value_of(column: DraftColumn, value: str) -> str:
    if column.type is CellType.TEXT:
        return _q(value)
    return (
        value.lower()
        if column.type is CellType.NUMBER
        else str(value.lower() in {"1", "true", "yes", "y", "t"}).lower()
    )


def _list(values: Sequence[str]) -> str:
    return f"[{', '.join(map(_q, values))}]"


def _q(text: str) -> str:
    """Return a text as YAML in a flow, in quotes where it needs them."""
    return yaml.safe_dump([text], default_flow_style=True, width=10_000, allow_unicode=True).strip()[1:-1]


def _quoted(text: str) -> str:
    return '"' + str(text) + '"'
