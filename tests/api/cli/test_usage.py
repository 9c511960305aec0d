"""Wrong usage of the command line is one line that names the help."""

import sys

import pytest

from api.cli import main


def ended(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int | str | None:
    monkeypatch.setattr(sys, "argv", ["signoff", *arguments])
    with pytest.raises(SystemExit) as left:
        main()
    return left.value.code


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["bogus"], "No such command 'bogus'; see `signoff --help`."),
        (["ingest"], "Missing argument 'file'; see `signoff ingest --help`."),
        (["audit", "verify", "--bogus"], "No such option: --bogus; see `signoff audit verify --help`."),
        (["what-if", "x", "--account"], "Option '--account' requires an argument; see `signoff --help`."),
    ],
)
def test_wrong_usage_is_one_line_that_names_the_help(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], line: str
) -> None:
    assert ended(monkeypatch, *arguments) == 2

    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", f"signoff: {line}\n")


@pytest.mark.parametrize(("arguments", "code"), [(["--help"], 0), (["audit", "verify", "--help"], 0), (["audit"], 2)])
def test_help_stays_as_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int
) -> None:
    assert ended(monkeypatch, *arguments) == code

    shown = capsys.readouterr()
    assert "Usage: signoff" in shown.out + shown.err
    assert "signoff: " not in shown.err
