"""A cell is a value, missing, or a fault in words: never a wrong value."""

from datetime import UTC, datetime

import pytest

from ingestion.pack.columns import Availability, CellType, Column, Table
from ingestion.sources.cells import Cell, CellReader
from ingestion.sources.decimals import DecimalSign
from ingestion.sources.raw import Fault


def reader(kind: CellType, zone: str = "UTC") -> CellReader:
    column = Column(name="c", type=kind, available=Availability.EVENT, words="a cell")
    return CellReader(column, Table(missing=["?"], time_formats=["%d/%m/%Y %H:%M"], time_zone=zone))


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (CellType.TEXT, " Group 70 ", "Group 70"),
        (CellType.TEXT, "-100", "-100"),
        (CellType.TEXT, "=cmd|'/c calc'!A0", "=cmd|'/c calc'!A0"),
        (CellType.TEXT, "-- None --", "-- None --"),
        (CellType.TEXT, "+49 170 1234567", "+49 170 1234567"),
        (CellType.TEXT, "@home", "@home"),
        (CellType.TEXT, "20\u00a0m²", "20\u00a0m²"),
        (CellType.TEXT, "cafe\u0301", "caf\u00e9"),
        (CellType.TEXT, "first\nsecond\tcell", "first\nsecond\tcell"),
        (CellType.TEXT, "Zoë", "Zoë"),
        (CellType.TEXT, "?", None),
        (CellType.TEXT, "", None),
        (CellType.NUMBER, "-1.5e3", -1500.0),
        (CellType.NUMBER, ".5", 0.5),
        (CellType.FLAG, "TRUE", True),
        (CellType.FLAG, "0", False),
        (CellType.TIME, "29/2/2016 01:16", datetime(2016, 2, 29, 1, 16, tzinfo=UTC)),
    ],
)
def test_sound_cells_become_values(kind: CellType, raw: str, value: Cell) -> None:
    assert reader(kind).read(raw) == value
    assert reader(kind).read(raw) == value


@pytest.mark.parametrize("identifies", [True, False])
def test_what_names_something_is_read_as_people_write_it(*, identifies: bool) -> None:
    stated = {"name": "c", "type": CellType.TEXT, "available": Availability.EVENT, "words": "a cell"}
    read = {
        declared: CellReader(Column.model_validate({**stated, "as": declared}), Table(), identifies=identifies).read
        for declared in ("digits", "name", None)
    }

    assert [read["digits"](raw) for raw in ("60657.0", "00123.00", "7.5", "1.58E+14", "A.0", "60657")] == [
        "60657",
        "00123",
        "7.5",
        "1.58E+14",
        "A.0",
        "60657",
    ]
    assert (read["name"]("Grocery_Store"), read[None]("Grocery_Store")) == ("Grocery Store", "Grocery_Store")
    assert read[None]("60657.0") == "60657.0"


@pytest.mark.parametrize(
    ("kind", "raw", "reason"),
    [
        (CellType.NUMBER, "NaN", "no finite number"),
        (CellType.NUMBER, "Infinity", "no finite number"),
        (CellType.NUMBER, "1e400", "no finite number"),
        (CellType.NUMBER, "1_000", "no finite number"),
        (CellType.NUMBER, "9007199254740993", "send it as text"),
        (CellType.NUMBER, "0.1234567890123456789", "more digits than a number keeps"),
        (CellType.NUMBER, "٣", "no finite number"),
        (CellType.NUMBER, "12 kg", "'12 kg' has a unit: declare it at the column, such as `unit: kg`"),
        (CellType.NUMBER, "kg 12 kg", "no finite number"),
        (CellType.FLAG, "maybe", "neither true nor false"),
        (CellType.TIME, "31/2/2016 10:00", "no time in the declared formats"),
        (CellType.TIME, "2016-02-29", "no time in the declared formats"),
        (CellType.TEXT, "a\x00b", "the character U+0000 at position 2"),
        (CellType.TEXT, "a\u200bb", "the character U+200B ZERO WIDTH SPACE at position 2"),
        (CellType.TEXT, "a\u202eb", "the character U+202E RIGHT-TO-LEFT OVERRIDE at position 2"),
        (CellType.TEXT, "a\ufffdb", "bytes that are not valid in their encoding"),
        (CellType.TEXT, "Gr\N{CYRILLIC SMALL LETTER O}up 70", "look alike"),
        (CellType.TEXT, "\N{FULLWIDTH LATIN CAPITAL LETTER G}roup 70", "look alike"),
        (CellType.TEXT, "x" * 9_000, "longer than 8,192"),
    ],
)
def test_what_cannot_be_used_is_a_fault_that_says_why(kind: CellType, raw: str, reason: str) -> None:
    fault = reader(kind).read(raw)

    assert isinstance(fault, Fault)
    assert fault.reason.startswith("c: ")
    assert reason in fault.reason


@pytest.mark.parametrize(
    ("raw", "unit", "sign", "value"),
    [
        ("1.234,50 EUR", "EUR", DecimalSign.COMMA, 1234.5),
        ("\u20ac 1.234,50", "EUR", DecimalSign.COMMA, 1234.5),
        ("$1,234.50", "CAD", DecimalSign.POINT, 1234.5),
        ("-12,5 %", "%", DecimalSign.COMMA, -12.5),
        ("1\u00a0234,50 z\u0142", "PLN", DecimalSign.COMMA, 1234.5),
        ("1'234.50 Fr.", "CHF", DecimalSign.POINT, 1234.5),
        ("20 kg", "kg", DecimalSign.POINT, 20.0),
        ("1 234", None, DecimalSign.POINT, 1234.0),
    ],
)
def test_an_amount_is_read_with_its_unit(raw: str, unit: str | None, sign: DecimalSign, value: float) -> None:
    assert amounts(unit, sign).read(raw) == value


@pytest.mark.parametrize("raw", ["1,234.50 USD", "$5", "5 %", "5 E"])
def test_an_amount_in_another_unit_is_never_read(raw: str) -> None:
    fault = amounts("EUR", DecimalSign.POINT).read(raw)

    assert fault == Fault(f"c: {raw!r} is not in EUR, the unit of its column")


def amounts(unit: str | None, sign: DecimalSign) -> CellReader:
    column = Column(name="c", type=CellType.NUMBER, available=Availability.EVENT, words="an amount", unit=unit)
    return CellReader(column, Table(missing=["?"], time_formats=[], time_zone="UTC"), sign)


def test_what_names_an_entity_reads_as_it_is() -> None:
    column = Column(name="c", type=CellType.TEXT, available=Availability.EVENT, words="a group")
    table = Table(missing=["?"], time_formats=["%d/%m/%Y %H:%M"], time_zone="UTC")
    groups = CellReader(column, table, identifies=True)

    assert groups.read("Group\u00a070") == "Group 70"
    assert groups.read("Group\n70") == Fault("c: the character U+000A at position 6")


def test_times_are_read_in_the_zone_of_the_table() -> None:
    summer = reader(CellType.TIME, "Europe/Berlin").read("1/7/2016 12:00")

    assert summer == datetime(2016, 7, 1, 10, 0, tzinfo=UTC)
