"""The article and the program: done, export, help, every command by name, leaving."""

from __future__ import annotations

from pathlib import Path

from annotate_tui.reading.motions import back_to_sentence
from annotate_tui.tui.acts import opening
from annotate_tui.tui.desk import Desk
from annotate_tui.tui.session import Session


def done(desk: Desk, session: Session) -> None:
    """Mark the article done, or not done."""
    session.article = opening.turn_done(desk, session.article)


def escape(desk: Desk, session: Session) -> None:
    """Out of zen; else back to the sentence, no match lit; at rest, on the second press, the library."""
    if desk.zen:
        desk.set_zen(False)
        return
    rested = back_to_sentence(session.document, session.reading)
    session.lit = None
    if rested.span != session.reading.span or session.reading.focus:
        session.reading = rested
        return
    session.reading = rested
    if desk.armed == "library":
        opening.library(desk)
        return
    desk.pending = "library"
    desk.say(f"{desk.keymap.hint('escape')} again: library")


def help_page(desk: Desk, _session: Session) -> None:
    """Open help."""
    from annotate_tui.tui.modes.help import Help, reader_help

    desk.open(Help(reader_help(desk)))


def export(desk: Desk, session: Session) -> None:
    """Ask where to, and write this article or the library."""
    from annotate_tui import formats
    from annotate_tui.services import exporting
    from annotate_tui.tui.modes.export import ExportForm

    here = session.article

    def table(library: bool) -> exporting.Table:
        chosen = exporting.Choice(articles=() if library else (here.id,))
        return exporting.annotation_table(desk.library, chosen)

    def preview(library: bool) -> str:
        rows = table(library)
        if not rows.rows:
            return "No marks yet: the file would hold the names of the columns only"
        return exporting.summary(rows, exporting.missing(rows, desk.library.tags()))

    def write(path: str, library: bool) -> str:
        target = Path(path).expanduser()
        if target.exists() and target.samefile(desk.library.path):
            raise OSError("it is the library itself")
        _, writer = formats.choose(None, path)
        rows = table(library)
        exporting.write_file(target, lambda stream: writer.write(rows.rows, rows.columns, stream))
        return f"{exporting.counted(len(rows.rows), 'row')} written to {target}"

    desk.open(ExportForm((f"article-{here.number}.csv", "library.csv"), preview, write))


def suspend(desk: Desk, _session: Session) -> None:
    """Back to the shell."""
    desk.suspend()


def quit_program(desk: Desk, _session: Session) -> None:
    """Leave; all is saved."""
    desk.view.quit()
