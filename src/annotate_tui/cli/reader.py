"""Opening with options: what the command line's frame calls for words that name no command."""

from __future__ import annotations

import click

from annotate_tui.cli.group import coder_option, library_option, reading_options
from annotate_tui.cli.opening import open_named
from annotate_tui.cli.session import Session


@click.command(name="")
@click.argument("sources", nargs=-1, metavar="PATH|URL|- ...")
@reading_options
@library_option
@coder_option
@click.pass_obj
def command(session: Session, sources: tuple[str, ...]) -> int:
    """Open the reader on these articles."""
    return open_named(session, sources)
