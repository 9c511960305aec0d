"""The layers of the architecture are held by import-linter, and no package escapes it."""

import tomllib

from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.habits._tree import PACKAGES, ROOT, repository_files

TEXT_ONLY = {"cypher"}
BESIDE = {"tests", "scripts"}


def test_every_contract_of_the_layers_holds() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == EXIT_STATUS_SUCCESS


def test_every_top_level_package_is_under_the_contracts() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    held = set(config["tool"]["importlinter"]["root_packages"]) | TEXT_ONLY
    present = {
        path.relative_to(ROOT).parts[0]
        for path in repository_files()
        if path.suffix == ".py" and len(path.relative_to(ROOT).parts) > 1
    } - BESIDE

    assert present <= held, f"list these under tool.importlinter.root_packages: {present - held}"
    assert held == set(PACKAGES)


def test_no_package_is_left_out_where_circles_are_looked_for() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    searched = [set(one["ancestors"]) for one in config["contracts"] if one["type"] == "acyclic_siblings"]

    assert searched == [set(config["root_packages"])]


def test_the_package_of_queries_holds_text_and_no_code() -> None:
    code = [
        path
        for path in repository_files()
        if path.relative_to(ROOT).parts[0] == "cypher" and path.suffix == ".py" and path.name != "__init__.py"
    ]

    assert not code, f"move this code to graph/queries: {code}"
