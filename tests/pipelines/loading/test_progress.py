"""The notes of how far packs are: what a request replaces, what asking again changes."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from graph.domain.kernel.problems import Problem, ProblemCode
from pipelines.loading.progress import LoadState, PackNotes, PackProgress

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


def test_a_request_stands_in_its_order_and_ends_earlier_ones_that_are_not_ready(tmp_path: Path) -> None:
    notes = PackNotes(tmp_path)
    notes.request([("z", "Zed"), ("a", "Ay"), ("b", "Be")], NOW)
    notes.write(PackProgress("z", "Zed", 0, LoadState.READY, NOW))

    notes.request([("c", "Ce"), ("a", "Ay")], LATER)

    assert [(one.pack, one.state, one.changed_at) for one in notes.all()] == [
        ("c", LoadState.WAITING, LATER),
        ("z", LoadState.READY, NOW),
        ("a", LoadState.WAITING, LATER),
    ]


def test_asking_again_moves_a_failed_load_alone(tmp_path: Path) -> None:
    notes = PackNotes(tmp_path)
    notes.request([("a", "Ay"), ("b", "Be")], NOW)
    notes.write(PackProgress("b", "Be", 1, LoadState.FAILED, NOW, failure="No room."))

    waiting, failed, unknown = (notes.request_again(pack, LATER) for pack in ("a", "b", "c"))

    assert waiting == PackProgress("a", "Ay", 0, LoadState.WAITING, NOW)
    assert failed == notes.of("b") == PackProgress("b", "Be", 1, LoadState.WAITING, LATER)
    assert isinstance(unknown, Problem)
    assert unknown.code is ProblemCode.NOT_FOUND


def test_a_note_that_is_none_is_passed_over(tmp_path: Path) -> None:
    notes = PackNotes(tmp_path)
    notes.request([("a", "Ay")], NOW)
    (tmp_path / "packs" / "b.json").write_text('{"pack": "b", "state": "DONE"}', encoding="utf-8")

    assert [one.pack for one in notes.all()] == ["a"]
