"""All faults of a pack come in one list, those of form beside those of names and of the decision table."""

import json
import shutil
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from api.cli import app
from ingestion.pack.findings import PackInvalid
from ingestion.pack.load import load_pack
from ingestion.pack.model import Pack
from ingestion.pack.smallest import smallest

LOANS = Path(__file__).parent / "packs" / "loans"
SPOILED = [
    ("pack.yaml", "version: 1", "version: one"),
    ("pack.yaml", "PASS_ON: {verdict: REJECT}", "PASS_ON: {verdict: REFUSE}"),
    ("pack.yaml", "passed_on: {see: later_row", "passed_on: {see: latr_row"),
    ("pack.yaml", "{column: desk, kind: desk}", "{colum: desk, kind: desk}"),
    ("pack.yaml", "currency: EUR", "currency: euro"),
    ("pack.yaml", "features: [desk", "features: [desc"),
    ("policy.yaml", 'amount: "<= 5000"', 'amunt: "<= 5000"'),
]
FINDINGS = [
    "pack.yaml:3: `version` must be a whole number. Write a whole number without quotes.",
    "pack.yaml:40: `verdict` should be 'APPROVE', 'EDIT' or 'REJECT'. Correct the value.",
    (
        "pack.yaml:50: `passed_on` tag 'latr_row' found using 'see' does not match any of the expected tags: "
        "'later_row', 'next_case', 'how_decided', 'column', 'votes', 'deadline'. "
        "Correct the value. Did you mean `later_row`?"
    ),
    "pack.yaml:57: `column` is missing. Add `column:` here.",
    "pack.yaml:57: `colum` is not part of a pack here. Did you mean `column`?",
    "pack.yaml:60: `currency` has the wrong form. Write it like `EUR`: it must match ^[A-Z]{3}$.",
    "pack.yaml:79: No column is called `desc`. Did you mean `desk`?",
    "policy.yaml:10: Row small-and-safe, fact amunt: it is not declared under facts. Declare it, or mend the spelling.",
]


@pytest.fixture
def spoiled(tmp_path: Path) -> Path:
    folder = tmp_path / "loans"
    shutil.copytree(LOANS, folder)
    for file, old, new in SPOILED:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def test_faults_of_every_kind_are_listed_at_once_with_file_line_and_remedy(spoiled: Path) -> None:
    ended = CliRunner().invoke(app, ["pack", "validate", str(spoiled)])

    assert ended.stdout.splitlines() == [*FINDINGS, "8 to mend"]
    assert ended.exit_code == 1


def test_the_list_is_json_too_and_names_the_place(spoiled: Path) -> None:
    ended = CliRunner().invoke(app, ["pack", "validate", str(spoiled), "--json"])

    answer = json.loads(ended.stdout)
    assert answer["ok"] is False
    assert [f"{one['file']}:{one['line']}: {one['message']} {one['remedy']}" for one in answer["findings"]] == FINDINGS
    assert [one["place"] for one in answer["findings"]] == [
        "version",
        "actions.PASS_ON.verdict",
        "labels.passed_on",
        "entities.1.column",
        "entities.1.colum",
        "money.currency",
        "features.0",
        "rows.0.when.amunt",
    ]
    assert ended.exit_code == 1


def test_a_sound_pack_ends_with_zero() -> None:
    ended = CliRunner().invoke(app, ["pack", "validate", str(LOANS)])

    assert (ended.stdout, ended.exit_code) == ("pack loan-desk is sound: 7 columns, 2 labels\n", 0)


@pytest.mark.parametrize("part", sorted(Pack.model_fields))
def test_a_missing_part_brings_no_second_fault(part: str, tmp_path: Path) -> None:
    shutil.copytree(LOANS, tmp_path, dirs_exist_ok=True)
    value = yaml.safe_load((LOANS / "pack.yaml").read_text(encoding="utf-8"))
    value.pop(part, None)
    (tmp_path / "pack.yaml").write_text(yaml.safe_dump(value, sort_keys=False), encoding="utf-8")

    if not Pack.model_fields[part].is_required():
        load_pack(tmp_path)
        return
    with pytest.raises(PackInvalid) as refused:
        load_pack(tmp_path)

    assert [one.message for one in refused.value.findings] == [f"`{part}` is missing."]


def test_the_smallest_pack_has_the_form_of_one() -> None:
    assert Pack.model_validate(smallest(Pack)).pack == "x"
