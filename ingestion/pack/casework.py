"""How rows become cases: clock, cases, actions, decisions, labels and scores of a pack."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, Discriminator, Field, PlainValidator, StringConstraints, Tag

from ingestion.pack.columns import Description, Name, Strict

Action = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9_]{0,39}$")]
LabelName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
ExpressionText = Annotated[str, StringConstraints(min_length=1, max_length=400)]
Span = Annotated[str, StringConstraints(pattern=r"^[1-9]\d{0,4} [hd]$")]
ANY = "ANY"
FIRST_ROW, EVERY_ROW = "first_row", "every_row"
LATER_ROWS = "later_rows"
OPENS_NEXT, CLOSES, REOPENED, DECIDES = "opens_next", "closes", "reopened", "decides"
BY_MACHINE = "by_machine"
RELATIONS = (OPENS_NEXT, CLOSES, REOPENED, DECIDES, BY_MACHINE)
"""How a row relates to the cases of its key; `reopened` is open after one that closed, `decides` is for labels.

`by_machine` is true of a case that a machine decided: for labels and measures.
"""
CHANGES, RISES, SCALE, NOT, ACTION = "changes", "rises", "scale", "not", "action"
RESERVED = frozenset({CHANGES, RISES, SCALE, NOT, ACTION, *RELATIONS})
"""What stands for a relation in a condition; a column of such a name needs an alias."""


def _condition(value: object) -> object:
    if (isinstance(value, str) or (isinstance(value, dict) and all(isinstance(key, str) for key in value))) and value:
        return value
    message = "must be a condition: `{column: value}`, or an expression in quotes"
    raise ValueError(message)


Where: TypeAlias = Annotated[str | Mapping[str, object], PlainValidator(_condition)]
"""A predicate on a row: values by column and relations to other rows, all of which must hold, or an expression."""


def nested(where: Where) -> Iterator[Mapping[str, object]]:
    """Yield a condition by values and all that it negates."""
    if isinstance(where, Mapping):
        yield where
        inner = where.get(NOT)
        if isinstance(inner, Mapping):
            yield from nested(inner)


ROW_NUMBER = "row_number"
"""Stands for the place of a row in its file, counted from 1: the key of cases, or the order of rows, without a column.

It means the column of that name where a pack declares one.
"""

NO_CLOCK = "none"
"""What stands for the time of rows that only have an order."""


class RowClock(Strict):
    """When a row happened: the column of its time, that of the order among equal times, and how fine times are.

    By DAY a row is known from the beginning of its day, and what is decided in it from the end of that day. A row that
    has no time is known from its time in the column `otherwise`; its case is history only. With `time: none` the rows
    only have an order: that column counts them, no time is made up, and what is asked of time answers "no clock".
    """

    time: Name
    otherwise: Name | None = None
    order: Name | None = None
    unit: Literal["MINUTE", "DAY"] = "MINUTE"

    @property
    def has_times(self) -> bool:
        """Whether rows have times, not an order alone."""
        return self.time != NO_CLOCK


class ComputedColumn(Strict):
    """A column computed from the others of its row by an expression; `type: time` where it yields one."""

    expression: Annotated[ExpressionText, Field(alias="is")]
    words: Description
    type: Literal["time"] | None = None


class CountedColumn(Strict):
    """A column that counts the rows of the key so far, this one included, that fit a condition."""

    count: Where
    words: Description


class CarriedColumn(Strict):
    """A column with the value that another one had in the first or last fitting row of the key so far."""

    first: Name | None = None
    last: Name | None = None
    where: Where | None = None
    words: Description


class HashedColumn(Strict):
    """A column with a digest of others, by which rows of the same content are recognised."""

    hash: Annotated[list[Name], Field(min_length=1)]
    words: Description


class BrokenColumn(Strict):
    """A column that counts the rows of the key so far that broke rules of precedence; with `events` it names them."""

    broken: Annotated[list[LabelName], Field(min_length=1)]
    events: bool = False
    words: Description


def _kind_of_derived(value: object) -> str | None:
    """Tell the forms of a derived column apart by the key that each has alone."""
    if not isinstance(value, dict):
        return None
    return next((key for key in ("is", "count", "hash", "broken") if key in value), "carried")


Derived: TypeAlias = Annotated[
    Annotated[ComputedColumn, Tag("is")]
    | Annotated[CountedColumn, Tag("count")]
    | Annotated[HashedColumn, Tag("hash")]
    | Annotated[BrokenColumn, Tag("broken")]
    | Annotated[CarriedColumn, Tag("carried")],
    Discriminator(_kind_of_derived),
]


class Precedence(Strict):
    """A rule on the order of a key's rows: each row that fits `after` needs one that fits `before`, earlier.

    Each needs one of its own, unless `once` says that a single one is enough for all that follow. `words` say what is
    wrong where it is broken. With `review` other people look at a decided case again whose later rows break it.
    """

    before: Where
    after: Where
    once: bool = False
    review: bool = False
    words: Description


class CaseSpec(Strict):
    """Where cases of a key are opened and closed, and when the key itself is final.

    `key` is a column, or `row_number` where none names a case: then each row is one. `overlap` says what an opening row
    means while an earlier case of its key runs: that one has ended, or both run and the oldest undecided one is decided
    first. Without `close` a case ends when it is decided. `closed_at` names the
    column with the time from which nothing is left to decide, `requested_by` that of the person who asked for it.
    `title` is a case in one line for whoever reviews it, with names of columns in braces.
    """

    key: Name
    open: Annotated[list[Where], Field(min_length=1)]
    overlap: Literal["ends_previous", "oldest_first"] = "ends_previous"
    close: Where | None = None
    closed_at: Name | None = None
    final: Where | None = None
    skip: Literal["opened_closed"] | None = None
    requested_by: Name | None = None
    title: Description | None = None


class ActionSpec(Strict):
    """What can be done with a case, as the verdict on the proposal that it amounts to; one action is proposed.

    `reasons` are codes that go with its verdict alone.
    """

    verdict: Literal["APPROVE", "EDIT", "REJECT"]
    proposal: bool = False
    reasons: Annotated[list[Action], Field(default_factory=list)]


class DecisionRule(Strict):
    """Rows that decide a case, and by which action; `actor` says who must have written them.

    `as` names the machine that decided, whoever ran it.
    """

    rows: Annotated[Literal["opening_row", "later_rows", "every_row"], Field(alias="from")]
    where: Where | None = None
    actor: Literal["person", "machine"] | None = None
    action: Action
    machine: Annotated[Name | None, Field(alias="as")] = None


class Decisions(Strict):
    """Who decides, which names are machines (`*` stands for any text), and the rules: the first that fits a row holds.

    With a quorum each row is a vote, a person's first one counts, and so many votes for an action decide. Without `by`
    the log names nobody, and each rule says under `as` what decided. Without rules nobody decided. `at` is the column
    of the moment at which a row's decision was made, where that is not the row's own; a row without it decided nothing.
    """

    by: Name | None = None
    at: Name | None = None
    machines: Annotated[list[str], Field(default_factory=list)]
    rules: Annotated[list[DecisionRule], Field(default_factory=list)]
    quorum: Annotated[dict[Action, Annotated[int, Field(ge=1)]], Field(default_factory=dict)]


def _no_decisions(value: object) -> object:
    return {} if value == "none" else value


DecisionsOrNone: TypeAlias = Annotated[Decisions, BeforeValidator(_no_decisions)]
"""Who decides; `none` where nobody did."""


class _Label(Strict):
    """What turns out to be true of a case; `of` names the action that it proves wrong, ANY where it is only shown."""

    words: Description
    of: Action | None = None


class LaterRow(_Label):
    """True when a later row fits; false when the case ends without one, or its key does (`until`), or time is over.

    `after` says what is later: after the row that opens the case, or after that which decides it.
    """

    see: Literal["later_row"]
    where: Where
    after: Literal["opening", "decision"] = "opening"
    until: Literal["case", "key"] = "case"
    within: Span | None = None


class NextCase(_Label):
    """True when the next case with the same values in some columns comes, or fits; known from then."""

    see: Literal["next_case"]
    same: Annotated[list[Name], Field(min_length=1)]
    where: Where | None = None


class HowDecided(_Label):
    """Whether the case was decided in a certain way; known when it was."""

    see: Literal["how_decided"]
    where: Where


class ColumnLabel(_Label):
    """Whether the opening row fits by what was filled in afterwards; known from a time, a column or an expression.

    Rows without a clock have no such time: what one of them says is known with it.
    """

    see: Literal["column"]
    where: Where
    known: ExpressionText | None = None


class VotesLabel(_Label):
    """Whether the votes fit an expression over their numbers by action; open where `unless` fits; known with the last.

    Without `where`, whether the case was decided against what most voted for, of the actions that have a quorum; with
    `tie: unknown` a tie tells nothing. A person's first vote counts.
    """

    see: Literal["votes"]
    where: ExpressionText | None = None
    unless: ExpressionText | None = None
    tie: Literal["unknown"] | None = None


class DeadlineMissed(_Label):
    """Whether the deadline of the key was missed; known when the key is final."""

    see: Literal["deadline"]


Label = Annotated[
    LaterRow | NextCase | HowDecided | ColumnLabel | VotesLabel | DeadlineMissed, Field(discriminator="see")
]


class OwnScore(Strict):
    """A forecast of a label by a model that is trained on the log."""

    own: LabelName

    @property
    def name(self) -> str:
        """What the forecast is called: as its label."""
        return self.own

    @property
    def label(self) -> str:
        """The label that it forecasts."""
        return self.own


ALL_ROWS, NO_ROWS = "all", "none"
"""What a ready-made score was trained on, where that is no condition: every row of the file, or none."""


def _trained_on(value: object) -> object:
    return value if isinstance(value, date) else _condition(value)


class ReadyScore(Strict):
    """A forecast that stands in a column, made elsewhere: the chance, from 0 to 1, that a label comes true.

    `trained_on` says which rows it was trained on, which are no evidence of how good it is: those that fit a condition,
    those before a day, `all` or `none`.
    """

    column: Name
    predicts: LabelName
    trained_on: Annotated[date | str | Mapping[str, object], PlainValidator(_trained_on)]

    @property
    def condition(self) -> Where | None:
        """The rows that it was trained on, where a condition says which."""
        stated = self.trained_on
        return None if isinstance(stated, date) or stated in (ALL_ROWS, NO_ROWS) else stated

    @property
    def name(self) -> str:
        """What the forecast is called: as its column."""
        return self.column

    @property
    def label(self) -> str:
        """The label that it forecasts."""
        return self.predicts


def _kind_of_score(value: object) -> str | None:
    """Tell the forms of a score apart by the key that each has alone."""
    if not isinstance(value, dict):
        return None
    return "ready" if "column" in value or "predicts" in value else "own"


ScoreSpec: TypeAlias = Annotated[
    Annotated[OwnScore, Tag("own")] | Annotated[ReadyScore, Tag("ready")], Discriminator(_kind_of_score)
]
"""A forecast of a label; the first one is the risk that the proposal is wrong."""


class EntitySpec(Strict):
    """A column that names a business entity, of which kind it is, and the columns of its category and constraints.

    `kind_when` names other kinds by the rows on which it is one of those. `owned_by` names the person who answers for
    it, `tied` people with a tie to it, `depends_on` columns of other entities that it rests on.
    """

    column: Name
    kind: Name
    kind_when: Annotated[dict[Name, Where], Field(default_factory=dict, max_length=8)]
    category: Name | None = None
    constraints: Annotated[list[Name], Field(default_factory=list)]
    owned_by: Name | None = None
    tied: Annotated[list[Name], Field(default_factory=list)]
    depends_on: Annotated[list[Name], Field(default_factory=list)]
