"""How far open tasks were looked through for those of an older policy."""

from datetime import UTC, datetime, timedelta

from graph.domain.review.outdated import IN_FLIGHT, OutdatedSearch

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
LATER = AT + IN_FLIGHT + timedelta(seconds=1)
BEGUN = OutdatedSearch("p|2", AT, AT)


def test_a_search_goes_on_behind_the_last_task_and_then_in_the_next_queue() -> None:
    within = BEGUN.looked("q|5", any_outdated=False)
    beyond = within.looked(None, any_outdated=False)

    assert (within.queue, within.after) == (0, "q|5")
    assert (beyond.queue, beyond.after) == (1, None)


def test_a_clean_pass_settles_once_no_write_under_the_older_policy_can_follow() -> None:
    early = BEGUN.looked(None, any_outdated=False).passed(AT)
    late = early.resumed(LATER).looked(None, any_outdated=False).passed(LATER)

    assert (early.settled, late.settled) == (False, True)


def test_a_pass_that_began_too_early_or_found_a_task_does_not_settle() -> None:
    long = BEGUN.looked("q|5", any_outdated=False).resumed(LATER).looked(None, any_outdated=False).passed(LATER)
    busy = BEGUN.resumed(LATER).looked("q|5", any_outdated=True).looked(None, any_outdated=False).passed(LATER)

    assert (long.settled, busy.settled) == (False, False)
    assert busy == OutdatedSearch("p|2", AT, LATER)
