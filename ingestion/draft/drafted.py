"""A pack drafted from what was seen of a file: its columns, what a model may read, and the open questions."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

import pandas as pd

from graph.domain.kernel.text import text_fault
from ingestion.draft.kinds import is_missing, moment
from ingestion.draft.roles import Roles, is_later, rank
from ingestion.draft.scan import FileScan, ScannedColumn
from ingestion.draft.spelling import in_ascii
from ingestion.draft.verdicts import Choice
from ingestion.pack.casework import RESERVED, ROW_NUMBER
from ingestion.pack.columns import Availability, CellType

FILL = "FILL_IN"
"""Stands where only a person can say which column it is; `pack validate` names each line that has it."""
LEAK = "looks like a leak"
OUTCOME_NAMES = ("outcome", "failed", "wrong", "late", "fraud", "default", "complaint", "truth", "chargeback", "defect")
_MOST_FEATURES = 60
"""A draft that a person can still read through."""
_MOST_ENTITIES = 3
"""A case concerns one or two things, seldom three."""
_LONGEST_NAME = 80
"""Characters: a longer heading is a sentence, no name."""
_FREE_TEXT_SHARE = 0.5
"""A text that differs in so many rows names single cases, unless it is prose."""
_LENGTH_OF_PROSE = 4.0
"""Words on average: names, addresses and codes have fewer."""
_NOW_WITHIN = (0.8, 0.95)
"""The demo's moment: most of the rows are history, the rest is still to come."""
_AFTERNOON = time(16)
_NO_DAY = date(2001, 1, 5)
"""Stands in a draft without a clock until a person names one."""


@dataclass(frozen=True, slots=True)
class DraftColumn:
    """A column as the pack declares it, and why it is not what its place would make it."""

    scanned: ScannedColumn
    id: str
    type: CellType
    available: Availability
    note: str | None = None
    prose: bool = False


@dataclass(frozen=True, slots=True)
class PackDraft:
    """What a first pack says; names are those of the pack, None or FILL where nothing was seen."""

    scan: FileScan
    roles: Roles
    columns: tuple[DraftColumn, ...]
    features: tuple[str, ...]
    entities: tuple[str, ...]
    outcome: DraftColumn | None
    now: datetime

    @property
    def choice(self) -> Choice | None:
        """The column that decides."""
        return self.roles.choices[0] if self.roles.choices else None

    def id(self, name: str | None) -> str:
        """Return the name by which the pack knows a column of the file."""
        return next((one.id for one in self.columns if one.scanned.name == name), FILL)

    def column(self, name: str | None) -> DraftColumn | None:
        """Return a column by its name in the file."""
        return next((one for one in self.columns if one.scanned.name == name), None)


def drafted(scan: FileScan, roles: Roles, sample: pd.DataFrame) -> PackDraft:
    """Return the draft of a pack."""
    ids = _ids(scan)
    given = (_column(one, ids[one.name], roles) for one in scan.columns if one.name in ids)
    columns = tuple(_as_prose(one, scan, sample) for one in given)
    choice = roles.choices[0].name if roles.choices else None
    outcome = _outcome(columns, choice)
    draft = PackDraft(scan, roles, columns, (), (), outcome, _now(scan, roles, sample))
    return replace(draft, features=tuple(_features(draft, sample)), entities=tuple(_entities(draft)))


def without_leaks(draft: PackDraft, reasons: Mapping[str, str]) -> PackDraft:
    """Return the draft with some of its features declared as known afterwards, each with its reason."""
    columns = tuple(
        replace(one, available=Availability.AFTERWARDS, note=f"{LEAK}: {reasons[one.id]}") if one.id in reasons else one
        for one in draft.columns
    )
    return replace(draft, columns=columns, features=tuple(name for name in draft.features if name not in reasons))


def label_of(name: str) -> str:
    """Return a column's name as a reader would say it."""
    text = " ".join(re.sub(r"([a-z])([A-Z])", r"\1 \2", name).replace("_", " ").replace("-", " ").split()).lower()
    return text if text and text_fault(text) is None else "column"


def _ids(scan: FileScan) -> dict[str, str]:
    """Give each column whose name can be declared the name by which the pack knows it."""
    ids: dict[str, str] = {}
    for one in scan.columns:
        if len(one.name) > _LONGEST_NAME or text_fault(one.name) is not None:
            continue
        plain = re.sub(r"\W+", "_", in_ascii(one.name), flags=re.ASCII).strip("_")[: _LONGEST_NAME - 4] or "column"
        plain = plain if plain[0].isalpha() else f"c_{plain}"
        plain = f"{plain}_value" if plain in {*RESERVED, ROW_NUMBER} else plain
        ids[one.name] = plain if plain not in ids.values() else f"{plain}_{len(ids)}"
    return ids


def _column(one: ScannedColumn, name: str, roles: Roles) -> DraftColumn:
    kind = one.kind.type
    choice = roles.choices[0].name if roles.choices else None
    if one.name in {roles.key, roles.actor, roles.group, roles.activity}:
        kind = CellType.TEXT
    available, note = Availability.CREATION, one.kind.doubt
    if one.name in roles.changing | roles.filled_later or one.name in {roles.time, roles.actor}:
        available = Availability.EVENT
    if not roles.events and one.name == choice:
        available, note = Availability.AFTERWARDS, "says what was decided"
    elif one.name in roles.later_times:
        available, note = Availability.AFTERWARDS, "mostly lies after its own row; `planned: true` for a due date"
    elif one.name not in {roles.time, roles.key, choice, roles.activity} and is_later(one.name) and not roles.events:
        available, note = Availability.AFTERWARDS, "its name says that it is filled in at the end"
    return DraftColumn(one, name, kind, available, note)


def _outcome(columns: tuple[DraftColumn, ...], choice: str | None) -> DraftColumn | None:
    named = [
        one
        for one in columns
        if rank(one.scanned.name, OUTCOME_NAMES) < len(OUTCOME_NAMES)
        and one.scanned.name != choice
        and one.scanned.all_counted
        and 1 < one.scanned.distinct <= 5  # noqa: PLR2004 - good, bad and a few markers
        and one.type is not CellType.TIME
    ]
    return min(named, key=lambda one: rank(one.scanned.name, OUTCOME_NAMES), default=None)


def _as_prose(column: DraftColumn, scan: FileScan, sample: pd.DataFrame) -> DraftColumn:
    """Return a column, as free text where its values hardly repeat and are of several words."""
    if not _hardly_repeats(column, scan, sample):
        return column
    filled = [len(str(cell).split()) for cell in sample[column.scanned.name] if not is_missing(str(cell))]
    if sum(filled) < _LENGTH_OF_PROSE * max(1, len(filled)):
        return column
    return replace(column, prose=True, note=column.note or "free text, of which a model reads each word")


def _hardly_repeats(column: DraftColumn, scan: FileScan, sample: pd.DataFrame) -> bool:
    rows = min(scan.rows, len(sample) or 1)
    return column.type is CellType.TEXT and column.scanned.distinct > _FREE_TEXT_SHARE * rows


def _features(draft: PackDraft, sample: pd.DataFrame) -> Iterator[str]:
    roles = draft.roles
    choice = None if draft.choice is None else draft.choice.name
    taken = {roles.key, roles.time, roles.actor, choice, roles.activity if roles.events else None}
    usable = [
        one
        for one in draft.columns
        if one.scanned.name not in taken
        and one.available is not Availability.AFTERWARDS
        and one is not draft.outcome
        and one.type is not CellType.TIME
        and one.scanned.distinct > 1
        and one.scanned.filled_share > 0.05  # noqa: PLR2004 - less is hardly ever there
        and one.scanned.name not in roles.filled_later
        and (one.prose or not _hardly_repeats(one, draft.scan, sample))
    ]
    yield from (one.id for one in usable[:_MOST_FEATURES])


def _entities(draft: PackDraft) -> Iterator[str]:
    names = (
        "vendor",
        "supplier",
        "customer",
        "client",
        "product",
        "site",
        "account",
        "merchant",
        "license",
        "entity",
        "group",
        "team",
    )
    fits = [
        one
        for one in draft.columns
        if one.type is CellType.TEXT
        and rank(one.scanned.name, names) < len(names)
        and one.available is not Availability.AFTERWARDS
        and one.scanned.distinct > 5  # noqa: PLR2004 - fewer are a class, not things
        and one.scanned.name != draft.roles.key
    ]
    yield from (one.id for one in sorted(fits, key=lambda one: rank(one.scanned.name, names))[:_MOST_ENTITIES])


def _now(scan: FileScan, roles: Roles, sample: pd.DataFrame) -> datetime:
    """Return the afternoon of the busiest day among the last rows, so that cases are open at that moment."""
    column = next((one for one in scan.columns if one.name == roles.time), None)
    cells = [] if column is None else sample[column.name].tolist()
    formats = () if column is None else column.kind.time_formats
    moments = sorted(one for cell in cells if (one := moment(str(cell).strip(), formats)) is not None)
    first, last = (int(share * len(moments)) for share in _NOW_WITHIN)
    days = Counter(one.date() for one in moments[first : last + 1])
    busiest = max(days, key=lambda day: days[day], default=_NO_DAY)
    return datetime.combine(busiest, _AFTERNOON)
