"""The master key that locks the keys of notes."""

import pytest

from graph.errors import SettingsInvalid
from graph.store.kernel.erasure import MasterKey


def test_a_key_opens_what_it_locked_for_its_subject() -> None:
    master = MasterKey(b"m" * 32)

    assert master.unwrap(master.wrap(b"key", "reviewer"), "reviewer") == b"key"


@pytest.mark.parametrize(("secret", "subject"), [(b"x" * 32, "reviewer"), (b"m" * 32, "another")])
def test_another_master_key_or_subject_is_one_line_that_names_the_remedy(secret: bytes, subject: str) -> None:
    wrapped = MasterKey(b"m" * 32).wrap(b"key", "reviewer")

    with pytest.raises(SettingsInvalid, match="put back the one from the backup that belongs to the database"):
        MasterKey(secret).unwrap(wrapped, subject)
