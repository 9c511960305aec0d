"""One list of subjects: the floors of the house are cut by it, so that a behaviour is found by its subject's name."""

from tests.habits._tree import ROOT, SUBJECTS, repository_files

FLOORS = ("graph/domain",)


def _inside(floor: str) -> set[str]:
    base = ROOT / floor
    return {path.relative_to(base).parts[0] for path in repository_files() if path.is_relative_to(base)}


def test_a_floor_has_only_folders_of_the_list() -> None:
    strange = {f"{floor}/{name}" for floor in FLOORS for name in _inside(floor) - set(SUBJECTS) - {"__init__.py"}}

    assert not strange, f"move these into one of {', '.join(SUBJECTS)}: {sorted(strange)}"


def test_every_subject_has_a_floor() -> None:
    assert set().union(*(_inside(floor) for floor in FLOORS)) >= set(SUBJECTS)
