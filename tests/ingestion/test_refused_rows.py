"""Refused rows are listed with line and reason at every door; too many of them and nothing is loaded."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from ingestion.log.read import read_log
from ingestion.log.report import (
    TooManyRefused,
    reading_facts,
    reading_sentences,
    refuse_spoilt,
    report_of,
    too_many_refused,
)
from ingestion.pack.load import load_pack
from ingestion.pack.model import Pack
from pipelines.training.learning import read_training_set

LOANS = Path(__file__).parent / "packs" / "loans"
HEADER = "request,state,at,clerk,desk,amount,product\n"


def rows(sound: int, spoilt: int) -> str:
    good = (f"R{number},New,2026-01-05 09:00,batch,North,{number},car\n" for number in range(sound))
    bad = (f"S{number},New,2026-01-05 09:00,batch,North,{number} kg,car\n" for number in range(spoilt))
    return HEADER + "".join([*good, *bad])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "log.csv"


@pytest.fixture
def pack() -> Pack:
    return load_pack(LOANS)


@pytest.mark.parametrize(("sound", "spoilt", "loads"), [(99, 1, True), (98, 2, False), (100, 0, True)])
def test_a_hundredth_of_the_rows_may_be_refused(file: Path, pack: Pack, sound: int, spoilt: int, loads: bool) -> None:
    file.write_text(rows(sound, spoilt), encoding="utf-8")

    reason = too_many_refused(report_of(read_log(pack, file)))

    assert (reason is None) is loads
    if reason is not None:
        assert reason.startswith(
            "log.csv: 2 of 100 rows are refused (2.00%, at most 1.00% may be): nothing was written. "
            "2 x amount: … is not in EUR, the unit of its column."
        )


def test_a_pack_says_how_many_rows_may_be_refused(file: Path, pack: Pack) -> None:
    file.write_text(rows(3, 1), encoding="utf-8")
    table = pack.table.model_copy(update={"refused_at_most": 0.25})

    refuse_spoilt(read_log(pack.model_copy(update={"table": table}), file))
    with pytest.raises(TooManyRefused):
        refuse_spoilt(read_log(pack, file))


def test_the_first_refused_rows_are_shown_and_all_are_counted_by_reason(file: Path, pack: Pack) -> None:
    file.write_text(rows(1, 12) + "T1,New,?,batch,North,1,car\n", encoding="utf-8")

    report = report_of(read_log(pack, file))

    assert reading_sentences(report)[1:] == [
        "13 rows of 14 refused (92.86%)",
        *(f"  line {n + 3} (key S{n}): amount: '{n} kg' is not in EUR, the unit of its column" for n in range(10)),
        "  and 3 more; --json lists them",
        "by reason:",
        "  12 x amount: … is not in EUR, the unit of its column",
        "  1 x at: … is no time in the declared formats",
    ]
    facts = reading_facts(report)
    assert len(facts["refusals"]) == facts["refusedRows"] == 13
    assert facts["refusals"][-1] == {"line": 15, "reason": "at: '?' is no time in the declared formats", "key": "T1"}


def test_a_dry_run_lists_them_and_says_that_it_would_not_load(file: Path) -> None:
    file.write_text(rows(9, 1), encoding="utf-8")
    command = ["ingest", str(file), "--pack", str(LOANS), "--dry-run"]

    words = CliRunner().invoke(app, command)
    report = json.loads(CliRunner().invoke(app, [*command, "--json"]).stdout)

    assert "  line 11 (key S0): amount: '0 kg' is not in EUR, the unit of its column\n" in words.stdout
    assert "The file would not be loaded. log.csv: 1 of 10 rows are refused" in words.stdout
    assert (report["loads"], report["written"], report["reading"]["refusals"][0]["line"]) == (False, False, 11)


def test_a_load_lists_them_and_never_reaches_the_database(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text(rows(9, 1), encoding="utf-8")
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")

    ended = CliRunner().invoke(app, ["ingest", str(file), "--pack", str(LOANS)])

    assert isinstance(ended.exception, TooManyRefused)
    assert "  line 11 (key S0): amount: '0 kg' is not in EUR, the unit of its column\n" in ended.stderr


def test_a_file_without_one_sound_row_is_listed_too(file: Path) -> None:
    file.write_text(rows(0, 1), encoding="utf-8")

    ended = CliRunner().invoke(app, ["ingest", str(file), "--pack", str(LOANS), "--dry-run"])

    assert str(ended.exception).startswith(
        "log.csv holds no usable row: 1 were refused, 0 are out of the pack's scope. The first is line 2: "
    )
    assert "  line 2 (key S0): amount: '0 kg' is not in EUR, the unit of its column\n" in ended.stderr


def test_nothing_is_learned_from_a_spoilt_file(file: Path) -> None:
    file.write_text(rows(9, 1), encoding="utf-8")

    with pytest.raises(TooManyRefused):
        read_training_set(LOANS, [file], lambda _words: None)
