"""Names say what a thing is: no drawers, no loose ends."""

import re

from tests.habits._tree import python_modules, repository_files, shown

DRAWERS = {"util", "utils", "helper", "helpers", "common", "misc", "manager", "stuff"}
LOOSE_END = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b")


def test_no_file_or_folder_is_a_drawer() -> None:
    drawers = [
        shown(path)
        for path in repository_files()
        if DRAWERS & {part.lower() for part in (*path.parent.parts, path.stem)}
    ]

    assert not drawers, f"name these after what they hold: {drawers}"


def test_no_loose_end_is_left_in_the_code() -> None:
    loose = [
        f"{shown(path)}:{number}"
        for path in python_modules()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if LOOSE_END.search(line)
    ]

    assert not loose, f"finish these or file an issue: {loose}"


def test_every_module_says_what_it_is() -> None:
    silent = [
        shown(path)
        for path in python_modules()
        if not path.read_text(encoding="utf-8").lstrip().startswith(('"""', "r'''", 'r"""'))
    ]

    assert not silent, f"begin these with one sentence on what they are: {silent}"
