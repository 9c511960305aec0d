"""How many people judge a case, as packs say it."""

from pathlib import Path

import pytest

from graph.domain.review.rounds import ONE, Quorum
from ingestion.pack.findings import PackInvalid
from ingestion.pack.load import load_pack
from ingestion.packs import shipped


def test_a_pack_says_by_how_many_verdicts_a_case_is_closed_and_one_is_usual() -> None:
    assert load_pack(shipped("moderation")).review.quorum == Quorum(2, 1, blind=True)
    assert load_pack(shipped("support-escalation")).review.quorum == ONE


def test_a_case_that_no_approval_closes_is_refused_with_its_line(tmp_path: Path) -> None:
    for file in shipped("moderation").iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    pack = tmp_path / "pack.yaml"
    pack.write_text(pack.read_text(encoding="utf-8").replace("approve: 2", "approve: 0"), encoding="utf-8")

    with pytest.raises(PackInvalid) as refused:
        load_pack(tmp_path)

    assert "`approve` should be greater than or equal to 1" in str(refused.value)
