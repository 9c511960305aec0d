"""Modules stay small enough to be read in one go."""

import ast
from statistics import median

from tests.habits._tree import python_modules, repository_files, shown

LONGEST_MODULE_LINES = 400
MEDIAN_MODULE_LINES = 120
LONGEST_FUNCTION_LINES = 60
SOURCE_SUFFIXES = {".py", ".ts", ".tsx", ".cypher"}


def test_no_source_file_is_longer_than_400_lines() -> None:
    too_long = {
        shown(path): lines
        for path in repository_files()
        if path.suffix in SOURCE_SUFFIXES
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_MODULE_LINES
    }

    assert not too_long, f"split these where their names show the seam: {too_long}"


def test_the_median_module_is_at_most_120_lines() -> None:
    sizes = [len(path.read_text(encoding="utf-8").splitlines()) for path in python_modules()]

    assert median(sizes) <= MEDIAN_MODULE_LINES, f"median is {median(sizes)}: modules hold too much each"


def test_no_function_is_longer_than_60_lines() -> None:
    too_long = {
        f"{shown(path)}: {node.name}": lines
        for path in python_modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION_LINES
    }

    assert not too_long, f"split these where a sentence would say what a part does: {too_long}"
