"""How a pack describes the columns of a table and the file they come from."""

from enum import StrEnum
from typing import Annotated, Literal
from unicodedata import normalize
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, field_validator

from graph.domain.kernel.text import text_fault


def _readable(text: str) -> str:
    """Return a text composed (NFC); raises ValueError for one that deceives the eye."""
    composed = normalize("NFC", text)
    if fault := text_fault(composed):
        message = f"it holds {fault}: take it out"
        raise ValueError(message)
    return composed


Name = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=r"^\S(.*\S)?$")]
Alias = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_]{0,79}$")]
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,59}$")]
Description = Annotated[str, StringConstraints(min_length=1, max_length=400), AfterValidator(_readable)]


EncodingName = Literal[
    "utf-8",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "windows-1250",
    "windows-1251",
    "windows-1252",
    "windows-1253",
    "windows-1254",
    "iso-8859-1",
    "iso-8859-2",
    "iso-8859-15",
    "shift_jis",
    "euc-kr",
    "big5",
    "gb18030",
]
"""Encodings of text files, by the names that Python knows them by too."""


REFUSED_AT_MOST = 0.01
"""A hundredth: slips of single rows are fewer, while a wrong format, encoding or column spoils far more rows.

Whatever is refused taints its cases, so that a model would learn from at most about so many wrong ones.
"""


class Strict(BaseModel):
    """Base of every part of a pack: nothing unknown, nothing converted, nothing changed."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class CellType(StrEnum):
    """How a cell is read."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    TIME = "time"


class Availability(StrEnum):
    """When the value of an attribute is known: at creation, at each event, or only afterwards."""

    CREATION = "CREATION"
    EVENT = "EVENT"
    AFTERWARDS = "AFTERWARDS"


class Column(Strict):
    """One column: its name in the file and its alias elsewhere, type and unit, when it is known, its name in words.

    A `masked` one belongs to a case: it is stored sealed, and shown when a person asks for it.
    `planned` says that its times may lie ahead, such as a due date. A text is one value among others, or (`as: words`)
    free text, of which a model reads each word. Of a number that names something, `as: digits` drops the `.0` that a
    spreadsheet wrote behind it; `as: name` reads underscores as blanks.
    """

    name: Name
    alias: Alias | None = None
    type: Annotated[CellType, Field(strict=False)]
    available: Annotated[Availability, Field(strict=False)]
    words: Description
    unit: Name | None = None
    missing: list[str] | None = None
    time_formats: list[Name] | None = None
    personal: bool = False
    masked: bool = False
    planned: bool = False
    reading: Annotated[Literal["words", "digits", "name"] | None, Field(alias="as")] = None

    @property
    def id(self) -> str:
        """The name by which the pack and the graph know it."""
        return self.alias or self.name

    @property
    def is_free_text(self) -> bool:
        """Whether a model reads its words one by one."""
        return self.reading == "words"

    @property
    def is_private(self) -> bool:
        """Whether its values are only shown for a reason."""
        return self.personal or self.masked

    def missing_markers(self, table: "Table") -> tuple[str, ...]:
        """Return what stands for a missing value: the column's own markers, or else the table's."""
        return tuple(table.missing if self.missing is None else self.missing)


class Table(Strict):
    """What holds for every column: markers of missing values, formats of times and their zone.

    Encoding, delimiter and decimal sign are detected where they are not declared. `repeated_rows` says whether rows
    that are equal in every column of the file are one event or several, `refused_at_most` the share of rows that may
    be refused in a load.
    """

    missing: list[str] = []
    time_formats: list[Name] = ["%Y-%m-%dT%H:%M:%S"]
    time_zone: str = "UTC"
    encoding: EncodingName | None = None
    delimiter: Annotated[str, StringConstraints(min_length=1, max_length=1)] | None = None
    decimal: Literal[".", ","] | None = None
    repeated_rows: Literal["drop", "keep"] = "drop"
    refused_at_most: Annotated[float, Field(strict=False, ge=0, le=1, allow_inf_nan=False)] = REFUSED_AT_MOST

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in available_timezones():
            msg = f"`{value}` is no time zone of the IANA list"
            raise ValueError(msg)
        return value

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which times of the file are read."""
        return ZoneInfo(self.time_zone)


class DataSource(Strict):
    """Where the data come from and under which licence they may be used."""

    name: Description
    namespace: Name
    dataset: Name
    owner: Name | None = None
    licence: Name
    attribution: Name | None = None
    file: Name | None = None
