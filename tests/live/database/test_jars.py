"""The server's jars as they are used: the locked ones, but that Java finds no signature in them to check again."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from graph.embedded.jars import SIGNED, jar_cache, locked_jars, unsigned

pytestmark = pytest.mark.live
SIGNATURE = (".SF", ".RSA", ".DSA", ".EC")


def signature(file: Path) -> list[str]:
    with ZipFile(file) as jar:
        return [name for name in jar.namelist() if name.startswith("META-INF/") and name.endswith(SIGNATURE)]


@pytest.mark.usefixtures("neo4j_settings")
def test_no_other_jar_is_signed() -> None:
    signed = [jar.path for jar in locked_jars() if signature(jar_cache() / jar.path)]

    assert signed == [jar.path for jar in locked_jars() if jar.path.startswith(SIGNED)]


@pytest.mark.usefixtures("neo4j_settings")
def test_a_copy_differs_in_the_names_of_its_signature_alone(tmp_path: Path) -> None:
    for jar in locked_jars():
        if jar.path.startswith(SIGNED):
            file = tmp_path / Path(jar.path).name
            file.write_bytes((jar_cache() / jar.path).read_bytes())

            copy = unsigned(file)

            assert signature(file)
            assert not signature(copy)
            with ZipFile(file) as before, ZipFile(copy) as after:
                assert after.testzip() is None
                sizes = [(entry.CRC, entry.header_offset) for entry in before.infolist()]
                assert [(entry.CRC, entry.header_offset) for entry in after.infolist()] == sizes
                renamed = set(before.namelist()) - set(after.namelist())
            assert renamed == set(signature(file))


def test_a_copy_that_was_altered_is_made_anew(tmp_path: Path) -> None:
    file = tmp_path / "some.jar"
    with ZipFile(file, "w") as jar:
        jar.writestr("META-INF/ONE.SF", "said")
        jar.writestr("a/B.class", "code")
    right = unsigned(file).read_bytes()

    unsigned(file).write_bytes(right.replace(b"code", b"evil"))

    assert unsigned(file).read_bytes() == right
