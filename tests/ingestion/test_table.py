"""Whatever a file holds, the reader answers with records and quarantined rows, in order and within bounds."""

import gzip
import io
import tracemalloc
from pathlib import Path

import pytest

from graph.errors import InvalidInput
from graph.files import file_digest
from ingestion.sources.physical import MAX_LINE_CHARACTERS
from ingestion.sources.table import BadRow, Row, SoundRow, read_table

HEADER = "key,value\n"


def written(folder: Path, content: str | bytes) -> Path:
    file = folder / "data.csv"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def rows(file: Path) -> list[Row]:
    return list(read_table(file, ["key", "value"]))


def test_rows_come_in_the_order_of_the_file_with_their_lines(tmp_path: Path) -> None:
    file = written(tmp_path, HEADER + "b,2\n\na,1\n")

    assert rows(file) == [SoundRow(2, ("b", "2")), SoundRow(4, ("a", "1"))]


def test_a_quoted_line_break_keeps_the_count_of_lines(tmp_path: Path) -> None:
    file = written(tmp_path, HEADER + '"a\nb",1\nc,2\n')

    assert rows(file) == [SoundRow(2, ("a\nb", "1")), SoundRow(4, ("c", "2"))]


@pytest.mark.parametrize(
    "content",
    [
        ("\ufeff" + HEADER + "é,1\n").encode("utf-8"),
        (HEADER + "é,1\n").encode("utf-16"),
        ("\ufeff" + HEADER + "é,1\n").encode("utf-16-be"),
        gzip.compress((HEADER + "é,1\n").encode()),
        (HEADER + "é,1\r\n").replace("\n", "\r\n").encode(),
        ("value,other,key\n1,x,é\n").encode(),
    ],
    ids=["bom", "utf-16-le", "utf-16-be", "gzip", "crlf", "other order"],
)
def test_makes_of_a_file_are_told_apart(tmp_path: Path, content: bytes) -> None:
    assert [row.cells for row in rows(written(tmp_path, content)) if isinstance(row, SoundRow)] == [("é", "1")]


def test_ragged_rows_are_set_aside_with_their_line_and_key(tmp_path: Path) -> None:
    result = rows(written(tmp_path, HEADER + "a,1\nb\nc,1,2\nd,4\n"))

    assert result == [
        SoundRow(2, ("a", "1")),
        BadRow(3, "1 cells where the header has 2", "b"),
        BadRow(4, "3 cells where the header has 2", "c"),
        SoundRow(5, ("d", "4")),
    ]


def test_a_line_without_end_is_set_aside_and_the_next_is_read(tmp_path: Path) -> None:
    result = rows(written(tmp_path, HEADER + "x" * (3 * MAX_LINE_CHARACTERS) + "\na,1\n"))

    assert result == [BadRow(2, "longer than 1,048,576 characters"), SoundRow(3, ("a", "1"))]


@pytest.mark.parametrize("following", [1, 60, 40_000], ids=["short", "long", "beyond a cell"])
def test_a_quote_that_is_never_closed_fails_with_the_line_where_it_opens(tmp_path: Path, following: int) -> None:
    many = "".join(f"k{number},1\n" for number in range(following))
    file = written(tmp_path, HEADER + 'z,1\na,"1\n' + many)

    with pytest.raises(InvalidInput, match=r"data\.csv, line 3: a quote opens here and is not closed"):
        rows(file)


def test_a_second_quote_that_is_never_closed_fails_with_its_own_line(tmp_path: Path) -> None:
    file = written(tmp_path, HEADER + '"a\nb\nc","1\nd,1\n')

    with pytest.raises(InvalidInput, match=r"data\.csv, line 4: a quote opens here"):
        rows(file)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"other,columns\n1,2\n", "lacks the columns key, value"),
        (b"key,value,key\n1,2,3\n", "more than one column called key"),
        (",".join(f"c{n}" for n in range(10_000)).encode() + b"\n", "has 10,000 columns"),
        (b"\x1f\x8b\x08broken", "broken gzip"),
        (gzip.compress(HEADER.encode() * 50, mtime=0)[:-12], "broken gzip"),
        (b"\x00\x01\x02\x03\xff\xfe", "lacks the columns"),
    ],
)
def test_a_file_that_is_no_such_table_is_one_line(tmp_path: Path, content: bytes, message: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        rows(written(tmp_path, content))

    assert message in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_missing_file_and_a_folder_are_one_line(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="There is no file"):
        rows(tmp_path / "none.csv")
    with pytest.raises(InvalidInput, match="cannot be read"):
        rows(tmp_path)


def test_a_decompression_bomb_is_refused_in_bounded_memory(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb") as bomb:
        bomb.write(HEADER.encode())
        for _ in range(64):
            bomb.write(b"0" * (1 << 20))
    file = written(tmp_path, packed.getvalue())

    tracemalloc.start()
    with pytest.raises(InvalidInput, match="decompression bomb"):
        rows(file)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert file.stat().st_size < 100_000
    assert peak < 64 << 20


def test_the_digest_is_of_the_file_as_it_lies(tmp_path: Path) -> None:
    file = written(tmp_path, b"abc")

    assert file_digest(file) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
