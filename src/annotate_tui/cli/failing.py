"""How a call ends when it does not end well: one sentence, an exit status, never a traceback."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

DONE = 0
FAILED = 1
USAGE = 2
INTERRUPTED = 130
PIPE_CLOSED = 141
TERMINATED = 143


class Failure(Exception):
    """The work failed. The message is one sentence: what failed, on what, what to do."""


def status_of(error: BaseException) -> int:
    """Say what ``error`` means, if there is anything to say, and give the exit status."""
    if isinstance(error, BrokenPipeError):
        # Whoever read has what they wanted.
        _drop_output()
        return PIPE_CLOSED
    if isinstance(error, KeyboardInterrupt):
        return INTERRUPTED
    if isinstance(error, SystemExit):
        return _status_of_exit(error)
    status = _status_of_click(error)
    if status is not None:
        return status
    if _is_for_the_user(error):
        say(str(error))
    elif isinstance(error, OSError):
        if error.filename is None:
            _drop_output()
        say(_os_sentence(error))
    elif isinstance(error, MemoryError):
        say("There is not enough memory for this.")
    else:
        say(_unforeseen(error))
    return FAILED


def say(message: str) -> None:
    """Print a message on standard error, as one line that cannot steer the terminal.

    What was printed on standard output before stands before it, also where both go to one file.
    """
    from annotate_tui.text.cells import display

    flush_output()
    try:
        sys.stderr.write(f"annotate: {display(message)}\n")
        sys.stderr.flush()
    except (OSError, ValueError, UnicodeError, AttributeError):
        # Nobody can be told any more; the exit status still speaks.
        return


def flush_output() -> None:
    """Write what waits on standard output; where it cannot be, the program's end will say so."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError, AttributeError):
        return


def _is_for_the_user(error: BaseException) -> bool:
    if isinstance(error, Failure):
        return True
    from annotate_tui.loaders.errors import LoadError
    from annotate_tui.services.articles import DetailError
    from annotate_tui.services.codebook import CodebookError
    from annotate_tui.services.fields import FieldError
    from annotate_tui.services.marking import MarkError
    from annotate_tui.store.errors import LibraryError

    known = (
        Failure | LoadError | LibraryError | MarkError | FieldError | CodebookError | DetailError
    )
    return isinstance(error, known)


def _status_of_click(error: BaseException) -> int | None:
    # An error of click exists only where click was imported.
    if "click" not in sys.modules:
        return None
    import click

    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, click.Abort):
        return INTERRUPTED
    if isinstance(error, click.UsageError):
        command = error.ctx.command_path if error.ctx else "annotate"
        say(f"{error.format_message().rstrip('.')}. Try '{command} --help'.")
        return error.exit_code
    if isinstance(error, click.ClickException):
        say(error.format_message())
        return error.exit_code
    return None


def _status_of_exit(error: SystemExit) -> int:
    if error.code is None or isinstance(error.code, int):
        return error.code or DONE
    say(str(error.code))
    return FAILED


def _drop_output() -> None:
    """Send to nowhere what is still to be written: Python would try again at the end, and fail."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)
    except (OSError, ValueError, AttributeError):
        return


def _os_sentence(error: OSError) -> str:
    reason = error.strerror or str(error) or type(error).__name__
    if error.filename is not None:
        return f"{error.filename}: {reason}."
    if error.errno == errno.ENOSPC:
        return "The output could not be written: no space left on the device."
    return f"The system refused: {reason}."


def _unforeseen(error: BaseException) -> str:
    what = f"annotate stopped by a fault of its own ({type(error).__name__})"
    log = _write_log(error)
    if log is None:
        return f"{what}, and the details could not be kept: {error}"
    return f"{what}; nothing half-done was kept, and the details are in {log}: please report them."


def _write_log(error: BaseException) -> Path | None:
    """Append the traceback to the log in the user's state directory; None where that fails."""
    try:
        import traceback
        from datetime import UTC, datetime

        from platformdirs import user_state_path

        path = user_state_path("annotate", appauthor=False) / "errors.log"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(f"{datetime.now(UTC).isoformat(timespec='seconds')}\n")
            log.writelines(traceback.format_exception(error))
    except Exception:  # noqa: BLE001 - a second failure must not hide the first
        return None
    return path
