"""The command line's frame: the commands by name, and whatever is no command is an article."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

import click

from annotate_tui import __version__
from annotate_tui.cli import COMMANDS
from annotate_tui.cli.session import Session

F = TypeVar("F", bound=Callable[..., Any])

EPILOG = """\b
Examples:
  annotate                            the library
  annotate story.md                   read and tag an article
  annotate https://example.org/story  fetch a page, read and tag it
  annotate export -o marks.csv        every mark as a table
  annotate show 3                     article number 3 with its highlights

A command's name wins over a file's: open a file named log with ./log."""


class Commands(click.Group):
    """A group that imports a command when it is called, and opens what is no command."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which one needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command with that name, from its own module."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name]).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant; the words that name none are articles to open."""
        if args[0] in COMMANDS:
            return super().resolve_command(ctx, args)
        from annotate_tui.cli.reader import command

        # Only what came after "--" can begin with a dash here: it stays no option.
        dashed = args[0].startswith("-") and args[0] != "-"
        return "", command, ["--", *args] if dashed else args


def _set_db(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is not None:
        ctx.find_object(Session).db = Path(value).expanduser()  # type: ignore[union-attr]  # always


def _set_coder(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is not None:
        if not value.strip():
            raise click.BadParameter("it takes a name", ctx, param)
        ctx.find_object(Session).coder = value.strip()  # type: ignore[union-attr]  # set by `cli.run`


def library_option(function: F) -> F:
    """Add ``--db``, which every command takes, before or after its name."""
    return click.option(
        "--db",
        metavar="FILE",
        expose_value=False,
        callback=_set_db,
        help="The library, a SQLite file; else ANNOTATE_DB, the settings, your data directory.",
    )(function)


def coder_option(function: F) -> F:
    """Add ``--coder``: who codes, for commands that change the library."""
    return click.option(
        "--coder",
        metavar="NAME",
        expose_value=False,
        callback=_set_coder,
        help="Who codes; else ANNOTATE_CODER, the settings, your login name.",
    )(function)


def _keep(ctx: click.Context, param: click.Parameter, value: object) -> None:
    if value:
        # Given before the sources and after them, the same option is seen twice.
        setattr(ctx.find_object(Session), param.name or "", value)


def reading_options(function: F) -> F:
    """Add what says how the reader's sources are read: it is kept in the session."""
    for option in (
        _switch("--clipboard", "Open what the clipboard holds."),
        _switch("--allow-private", "Fetch from private networks and this computer, too."),
        _switch("--whole", "Open a book as one article, not one a chapter."),
        click.option(
            "--text-column",
            metavar="NAME",
            expose_value=False,
            callback=_keep,
            help="The column or key with the text, in CSV, TSV and JSON.",
        ),
    ):
        function = option(function)
    return function


def _switch(name: str, told: str) -> Callable[[F], F]:
    return click.option(name, is_flag=True, expose_value=False, callback=_keep, help=told)


def loading_options(within: str = "") -> Callable[[F], F]:
    """Add what says which files become articles and how, as the parameters ``include``,
    ``exclude``, ``text_column`` and ``whole``.

    ``within`` says behind "files" which they are, where the command takes others, too.
    """

    def add(function: F) -> F:
        # What is added last stands first in the help.
        for option in (
            click.option(
                "--whole", is_flag=True, help="Make one article of a book, not one a chapter."
            ),
            click.option(
                "--text-column",
                default="",
                metavar="NAME",
                help="The column or key with the text, in CSV, TSV and JSON; within objects as a.b.",
            ),
            _pattern("--exclude", f"Leave out these files or folders{within}"),
            _pattern("--include", f"Take only these files{within}, as '*.html'"),
        ):
            function = option(function)
        return function

    return add


def _pattern(name: str, told: str) -> Callable[[F], F]:
    return click.option(name, multiple=True, metavar="PATTERN", help=f"{told} (may be repeated).")


def json_option(function: F) -> F:
    """Add ``--json`` as the parameter ``as_json``."""
    return click.option(
        "--json", "as_json", is_flag=True, help="Print one JSON document, a list of records."
    )(function)


@click.group(
    cls=Commands,
    invoke_without_command=True,
    subcommand_metavar="[COMMAND | PATH|URL|- ...]",
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=EPILOG,
)
@click.version_option(__version__, prog_name="annotate", message="%(prog)s %(version)s")
@reading_options
@library_option
@coder_option
@click.pass_context
def group(ctx: click.Context) -> int:
    """Read articles in the terminal, tag what matters, export a table.

    Without a command, opens the reader: on these articles, or on the library.
    """
    session: Session = ctx.obj
    if ctx.invoked_subcommand is None:
        from annotate_tui.cli.opening import open_named

        return open_named(session, [])
    if ctx.invoked_subcommand and (session.options or session.clipboard):
        raise click.UsageError(f"Options of '{ctx.invoked_subcommand}' come after its name.")
    return 0
