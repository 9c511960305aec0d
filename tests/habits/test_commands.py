"""What all commands have in common stands in one place: trying again, the stored result, and the role."""

import re

from tests.habits._tree import ROOT, python_modules, shown

FRAME = "graph/store/kernel/commands.py"


def places(pattern: str, under: str = "") -> list[str]:
    result = re.compile(pattern)
    return [
        shown(path)
        for path in python_modules()
        if shown(path).startswith(under)
        for _ in result.findall(path.read_text(encoding="utf-8"))
    ]


def test_trying_again_stands_in_the_frame_alone() -> None:
    assert places(r"in range\(TRIES\)", "graph/") == [FRAME], "let `execute` or `until_still` try again"
    assert places(r"keeps changing", "graph/") == [FRAME], "let `execute` or `until_still` give up"


def test_the_role_of_a_command_is_checked_in_the_frame_alone() -> None:
    assert set(places(r"\bmay_not\(", "graph/store/")) == {FRAME}, "name the role in the command's `needs`"


def test_a_stored_result_is_looked_up_and_replayed_in_the_frame_alone() -> None:
    used = [*places(r"\bread_back\(", "graph/store/"), *places(r"\breplayed\(", "graph/store/")]

    assert set(used) == {FRAME, "graph/store/kernel/requests.py"}, "let the frame answer a repetition"


def test_each_mutation_of_the_api_has_its_command() -> None:
    schema = (ROOT / "api" / "schema.graphql").read_text(encoding="utf-8")
    mutations = re.findall(r"^  (\w+)\(", schema.partition("type Mutation {")[2].partition("\n}")[0], re.MULTILINE)
    named = set(places_of_operations())

    assert [one for one in mutations if one not in named | {"cancelWhatIf", "loadPack"}] == []


def places_of_operations() -> list[str]:
    return [
        name
        for path in python_modules()
        if shown(path).startswith("graph/store/")
        for name in re.findall(r'"(\w+)"', path.read_text(encoding="utf-8"))
    ]
