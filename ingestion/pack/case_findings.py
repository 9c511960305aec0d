"""How rows become cases must hold together: columns, conditions, actions, labels and scores of a pack."""

from collections.abc import Iterator

from ingestion.pack.casework import (
    ANY,
    EVERY_ROW,
    FIRST_ROW,
    LATER_ROWS,
    ROW_NUMBER,
    ColumnLabel,
    DeadlineMissed,
    LaterRow,
    NextCase,
    VotesLabel,
    Where,
)
from ingestion.pack.columns import Availability, CellType, Column
from ingestion.pack.condition_findings import (
    Setting,
    expression_findings,
    reserved_findings,
    unknown_column,
    where_findings,
)
from ingestion.pack.derived_findings import derived_findings, precedence_findings
from ingestion.pack.expressions import HOURS, names_in
from ingestion.pack.findings import Finding
from ingestion.pack.kpi_findings import kpi_findings
from ingestion.pack.model import Pack
from ingestion.pack.score_findings import score_findings
from ingestion.pack.yaml_lines import Document, Place


def case_findings(pack: Pack, document: Document) -> Iterator[Finding]:
    """Yield everything that is wrong with them."""
    setting = Setting({column.id: column for column in pack.facts}, list(pack.actions), document)
    yield from reserved_findings(pack.columns, document)
    yield from precedence_findings(pack, setting)
    yield from derived_findings(pack, setting)
    yield from _named_columns(pack, setting)
    yield from _row_findings(pack, document)
    yield from _entity_findings(pack, setting)
    for place, where in _conditions(pack):
        yield from where_findings(where, place, setting)
    own = setting._replace(columns={column.id: column for column in pack.columns})
    for name, rows in (("only", pack.only), ("backdated", pack.backdated)):
        if rows is not None:
            yield from where_findings(rows, (name,), own)
    for index, where in enumerate(pack.cases.open):
        yield from _leak_findings(where, ("cases", "open", index), setting)
    yield from _action_findings(pack, document)
    yield from _reason_findings(pack, document)
    yield from _decision_findings(pack, document)
    yield from _label_findings(pack, document)
    yield from _due_findings(pack, setting)
    yield from score_findings(pack, setting)
    yield from _known_findings(pack, setting)
    yield from _money_findings(pack, setting)
    yield from kpi_findings(pack, setting)


def _named_columns(pack: Pack, setting: Setting) -> Iterator[Finding]:
    named: list[tuple[Place, str, CellType | None]] = [
        (("cases", "key"), pack.cases.key, CellType.TEXT),
    ]
    optional: list[tuple[Place, str | None, CellType]] = [
        (("clock", "time"), pack.clock.time if pack.clock.has_times else None, CellType.TIME),
        (("decisions", "by"), pack.decisions.by, CellType.TEXT),
        (("clock", "order"), pack.clock.order, CellType.NUMBER),
        (("clock", "otherwise"), pack.clock.otherwise, CellType.TIME),
        (("cases", "closed_at"), pack.cases.closed_at, CellType.TIME),
    ]
    named += [(place, name, kind) for place, name, kind in optional if name is not None]
    for index, entity in enumerate(pack.entities):
        named.append((("entities", index, "column"), entity.column, CellType.TEXT))
        if entity.category is not None:
            named.append((("entities", index, "category"), entity.category, CellType.TEXT))
        named += [(("entities", index, "constraints", at), name, None) for at, name in enumerate(entity.constraints)]
        if entity.owned_by is not None:
            named.append((("entities", index, "owned_by"), entity.owned_by, CellType.TEXT))
        named += [(("entities", index, "tied", at), name, CellType.TEXT) for at, name in enumerate(entity.tied)]
    for name, label in pack.labels.items():
        if isinstance(label, NextCase):
            named += [(("labels", name, "same", index), column, None) for index, column in enumerate(label.same)]
    for place, column, kind in named:
        if place[-1] in {"key", "order"} and pack.counts_rows(column):
            continue
        yield from column_findings(column, place, kind, setting)


def _row_findings(pack: Pack, document: Document) -> Iterator[Finding]:
    """Yield what looks for later rows of a case where each row is a case of its own."""
    if pack.has_keys:
        return
    rules = [(("decisions", "rules", at), rule.rows == LATER_ROWS) for at, rule in enumerate(pack.decisions.rules)]
    labels = [(("labels", name), isinstance(label, LaterRow)) for name, label in pack.labels.items()]
    fault = f"Each row is a case of its own (`key: {ROW_NUMBER}`), which no later row belongs to."
    for place, looks_later in (*rules, *labels):
        if looks_later:
            yield document.finding(place, fault, "Read the opening row, or name a column that names the case.")


def _entity_findings(pack: Pack, setting: Setting) -> Iterator[Finding]:
    """Yield a finding for what an entity rests on that is no entity."""
    entities = [one.column for one in pack.entities]
    for index, entity in enumerate(pack.entities):
        for at, name in enumerate(entity.depends_on):
            if name not in entities or name == entity.column:
                fault = f"`{name}` is no other entity of this pack."
                remedy = (
                    f"Name the `column` of one: {', '.join(one for one in entities if one != entity.column) or '-'}."
                )
                yield setting.document.finding(("entities", index, "depends_on", at), fault, remedy)


def column_findings(name: str, place: Place, kind: CellType | None, setting: Setting) -> Iterator[Finding]:
    """Yield a finding where no column has that name, or where it is of another type."""
    column = setting.columns.get(name)
    if column is None:
        yield unknown_column(name, place, setting.columns, setting.document)
    elif kind is not None and column.type is not kind:
        message = f"`{name}` is declared as {column.type}, a {kind} is needed here."
        yield setting.document.finding(place, message, f"Name a column of `type: {kind}`.")


def _conditions(pack: Pack) -> Iterator[tuple[Place, Where]]:
    rules = pack.cases
    for index, where in enumerate(rules.open):
        if where not in (FIRST_ROW, EVERY_ROW):
            yield ("cases", "open", index), where
    for key, ending in (("close", rules.close), ("final", rules.final)):
        if ending is not None:
            yield ("cases", key), ending
    for index, rule in enumerate(pack.decisions.rules):
        if rule.where is not None:
            yield ("decisions", "rules", index, "where"), rule.where
    for index, entity in enumerate(pack.entities):
        yield from ((("entities", index, "kind_when", kind), where) for kind, where in entity.kind_when.items())
    for name, label in pack.labels.items():
        condition = None if isinstance(label, VotesLabel) else getattr(label, "where", None)
        if condition is not None:
            yield ("labels", name, "where"), condition


def _leak_findings(where: Where, place: Place, setting: Setting) -> Iterator[Finding]:
    """Yield columns by which a case is opened although they are only filled in afterwards."""
    if isinstance(where, str):
        return
    for key, value in where.items():
        names = [value] if key in {"changes", "rises"} else [key]
        for name in names:
            column: Column | None = setting.columns.get(str(name))
            if column is not None and column.available is Availability.AFTERWARDS:
                yield setting.document.finding(
                    (*place, key),
                    f"`{column.id}` is only filled in after the fact (AFTERWARDS) and cannot be used here.",
                    "Remove it: whoever decides does not know it yet.",
                )


def _action_findings(pack: Pack, document: Document) -> Iterator[Finding]:
    proposals = [action for action, spec in pack.actions.items() if spec.proposal]
    if len(proposals) != 1:
        yield document.finding(
            ("actions",), f"{len(proposals)} actions are proposed.", "Give exactly one action `proposal: true`."
        )
    for action, spec in pack.actions.items():
        if spec.proposal and spec.verdict != "APPROVE":
            yield document.finding(
                ("actions", action), f"`{action}` is proposed, and its verdict is {spec.verdict}.", "Write APPROVE."
            )
    if not any(spec.verdict == "REJECT" for spec in pack.actions.values()):
        yield document.finding(("actions",), "No action refuses the proposal.", "Add one with `verdict: REJECT`.")


def _reason_findings(pack: Pack, document: Document) -> Iterator[Finding]:
    place: Place = ("decision_point", "reason_codes")
    common = pack.decision_point.reason_codes
    for action, spec in pack.actions.items():
        if not (spec.reasons or common):
            remedy = f"Add `reasons: [CODE]` to `{action}`, or codes for every verdict here."
            yield document.finding(place, f"Nobody could give a reason for `{action}`.", remedy)
        for code in spec.reasons:
            if code in common:
                yield document.finding(place, f"`{code}` is a reason of `{action}` too.", "Keep it in one place.")


def _decision_findings(pack: Pack, document: Document) -> Iterator[Finding]:
    if pack.decisions.by is None and pack.decisions.quorum:
        yield document.finding(
            ("decisions", "quorum"), "Nobody says whose votes these are.", "Add `by:`, the column of who voted."
        )
    for index, rule in enumerate(pack.decisions.rules):
        if pack.decisions.by is None and rule.machine is None:
            yield document.finding(
                ("decisions", "rules", index), "Nobody says who decided.", "Add `by:` to `decisions`, or `as:` here."
            )
    for index, rule in enumerate(pack.decisions.rules):
        if rule.action not in pack.actions and rule.action not in pack.decisions.quorum and not pack.decisions.quorum:
            yield document.finding(
                ("decisions", "rules", index, "action"),
                f"`{rule.action}` is no action of this point.",
                f"Use one of {', '.join(pack.actions)}.",
            )
    for action in pack.decisions.quorum:
        if action not in pack.actions:
            yield document.finding(
                ("decisions", "quorum", action), f"`{action}` is no action of this point.", "Name one of `actions:`."
            )


def _label_findings(pack: Pack, document: Document) -> Iterator[Finding]:
    for name, label in pack.labels.items():
        place: Place = ("labels", name)
        if label.of is not None and label.of not in {*pack.actions, ANY}:
            yield document.finding(
                (*place, "of"),
                f"`{label.of}` is no action of this point.",
                f"Use one of {', '.join(pack.actions)}, {ANY}.",
            )
        if isinstance(label, DeadlineMissed) and pack.deadline is None:
            yield document.finding(place, "No deadline is declared.", "Add a `deadline:` section or remove this.")
        if isinstance(label, LaterRow) and label.until == "key" and pack.cases.final is None and label.within is None:
            yield document.finding(
                place, "Nothing says when this is false for good.", "Add `final:` under `cases:`, or `within: 30 d`."
            )
    if not any(label.of == action for label in pack.labels.values() for action in pack.actions):
        yield document.finding(("labels",), "No label proves an action wrong.", "Give one an action under `of:`.")


def _known_findings(pack: Pack, setting: Setting) -> Iterator[Finding]:
    votes = {
        rule.action: Column(name=rule.action, type=CellType.NUMBER, available=Availability.EVENT, words="votes")
        for rule in pack.decisions.rules
    }
    for name, label in pack.labels.items():
        if isinstance(label, ColumnLabel) and label.known is not None:
            yield from expression_findings(label.known, ("labels", name, "known"), setting, CellType.NUMBER)
        if isinstance(label, VotesLabel):
            yield from _votes_findings(pack, name, label, setting._replace(columns=votes))


def _due_findings(pack: Pack, setting: Setting) -> Iterator[Finding]:
    """Yield what is wrong with the time by which cases must be decided: it is no time, or nobody knows it yet."""
    if pack.due is None:
        return
    yield from expression_findings(pack.due, ("due",), setting, CellType.NUMBER)
    if pack.deadline is not None:
        yield setting.document.finding(("due",), "A deadline is fitted already.", "Keep `due:` or `deadline:`.")
    for name in sorted(pack.leaks() & set(names_in(pack.due))):
        fault = f"`{name}` is only filled in after the fact (AFTERWARDS), and whoever decides must know what is due."
        yield setting.document.finding(("due",), fault, "Use columns that are known in time.")


def _votes_findings(pack: Pack, name: str, label: VotesLabel, counted: Setting) -> Iterator[Finding]:
    place: Place = ("labels", name)
    for key, text in (("where", label.where), ("unless", label.unless)):
        if text is not None:
            yield from expression_findings(text, (*place, key), counted, CellType.FLAG)
    if label.where is None and not pack.decisions.quorum:
        remedy = "Add `where:`, an expression over the votes, or a `quorum` to `decisions`."
        yield counted.document.finding(place, "Nothing says what most have to vote for.", remedy)
    if label.tie is not None and label.where is not None:
        message = "`tie` is for a label without `where`."
        yield counted.document.finding((*place, "tie"), message, "Say under `unless` when this is open.")


def _money_findings(pack: Pack, setting: Setting) -> Iterator[Finding]:
    rates = {
        name: Column(name=name, type=CellType.NUMBER, available=Availability.CREATION, words=name)
        for name in (*pack.money.rates, HOURS)
    }
    for name in rates:
        if name in setting.columns:
            place: Place = ("money", "rates", name)
            yield setting.document.finding(place, f"`{name}` is a column too.", "Name the rate otherwise.")
    priced = setting._replace(columns={**setting.columns, **rates})
    for name, text in pack.money.errors.items():
        place = ("money", "errors", name)
        label = pack.labels.get(name)
        if label is None or label.of not in pack.actions:
            yield setting.document.finding(
                place, f"`{name}` is no label that proves an action wrong.", "Name a label with an action under `of:`."
            )
        yield from expression_findings(text, place, priced, CellType.NUMBER)
