"""Refused rows on the page: the wrong cell is mended, a row is left out, and both are taken back."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from graph.domain.people.roles import ActorKind, Role
from graph.store.people.accounts import AccountSpec, create_account
from tests.builders.refused_rows import load_spoilt, spoilt_file
from tests.builders.site import Site

pytestmark = pytest.mark.live

STATES = "MATCH (r:QuarantinedRow) RETURN r.row AS line, r.state AS state ORDER BY line"


async def test_a_row_is_mended_and_another_left_out_and_both_are_taken_back(
    site: Site, password_hash: str, tmp_path: Path
) -> None:
    await load_spoilt(site.firm.store, spoilt_file(tmp_path / "loans"), tmp_path)
    spec = AccountSpec("mender", ActorKind.HUMAN, frozenset({Role.ANALYST}), password_hash)
    assert await create_account(site.firm.store, spec) is True
    one = await site.visitor("mender")
    await one.page.goto(f"{one.url}/analyst/refused")
    first, second = (one.page.get_by_role("region", name=f"Line {line} of") for line in (7, 8))
    await expect(first).to_contain_text("amount: '9000 kg' is not in EUR, the unit of its column")

    await first.get_by_label("amount").fill("9000")
    await first.get_by_role("button", name="Read again as mended").click()
    await expect(first).to_have_count(0)
    await one.page.get_by_role("button", name="Undo").click()
    await expect(first).to_be_visible()
    await second.get_by_label("Why it is left out").fill("a test entry")
    await second.get_by_role("button", name="Leave out").click()
    await expect(second).to_have_count(0)
    await one.page.get_by_label("Show").select_option("Left out")
    await second.get_by_role("button", name="Take back").click()

    await expect(one.page.get_by_text("No row was left out.")).to_be_visible()
    rows = (await site.firm.driver.execute_query(STATES)).records
    assert [(row["line"], row["state"]) for row in rows] == [(7, "OPEN"), (8, "OPEN")]
