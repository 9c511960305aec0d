"""The command `signoff`: each module here that exports `app` is a group of commands, loaded when it is asked for."""

import sys
from importlib import import_module
from pkgutil import iter_modules
from typing import cast

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException
from typer.main import get_command

from api.cli._logging import keep_log
from graph.errors import SignoffError

_INTERRUPTED = 130
"""The exit code of a program that Ctrl-C ended, as shells have it: 128 and the signal's number."""


def groups() -> dict[str, str]:
    """Return command names with their modules: `what_if.py` answers `signoff what-if`; `_output.py` is no command."""
    names = (module.name for module in iter_modules(__path__) if not module.name.startswith("_"))
    return {name.replace("_", "-"): f"api.cli.{name}" for name in names}


class LazyGroups(TyperGroup):
    """The groups by name; starting one command loads no other's libraries."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]  # noqa: ARG002  # typer keeps its context class to itself
        """Return the names of all groups."""
        return sorted(groups())

    def get_command(self, ctx: typer.Context, cmd_name: str) -> TyperCommand | TyperGroup | None:  # type: ignore[override]  # noqa: ARG002  # as above
        """Return the group of this name, or nothing."""
        module = groups().get(cmd_name)
        if module is None:
            return None
        group = cast("TyperCommand | TyperGroup", get_command(import_module(module).app))
        group.name = cmd_name
        return group


app = typer.Typer(
    cls=LazyGroups,
    help="Gate, review, record and trace AI decisions.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def signoff(ctx: typer.Context) -> None:
    """Gate, review, record and trace AI decisions."""
    keep_log(ctx.invoked_subcommand)


def main() -> None:
    """Run the command; a fault ends in one line on standard error and exit code 1, wrong usage in 2."""
    try:
        # Not standalone: wrong usage is raised to here, and the exit code of a command is returned.
        code = app(prog_name="signoff", standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except TyperException as error:
        _end_usage(error)
    except typer.Abort:
        _end("Stopped before anything was done.")
    except SignoffError as error:
        _end(" ".join(str(error).split()))
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except ValueError as error:
        if type(error).__name__ != "ValidationError":
            raise
        _end(_settings_line(error))


def _settings_line(error: ValueError) -> str:
    """Return which setting is wrong and why; pydantic's own words take a line for each."""
    from pydantic import ValidationError

    if not isinstance(error, ValidationError):
        raise error
    wrong = (f"{str(part['loc'][0]).upper()}: {part['msg'].lower()}" for part in error.errors())
    return f"Wrong setting. {error.title} refuses " + "; ".join(wrong)


def _end_usage(error: TyperException) -> None:
    context = getattr(error, "ctx", None)
    # A group without a command shows its help, as typer writes it.
    if type(error).__name__ == "NoArgsIsHelpError":
        print(error.format_message(), file=sys.stderr)
    else:
        line = " ".join(error.format_message().split()).removesuffix(".")
        command = context.command_path if context else "signoff"
        print(f"signoff: {line}; see `{command} --help`.", file=sys.stderr)
    sys.exit(error.exit_code)


def _end(line: str) -> None:
    print(f"signoff: {line}", file=sys.stderr)
    sys.exit(1)
