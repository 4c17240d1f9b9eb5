"""A program in a real pseudo-terminal: keys in, bytes out, and the moment each byte came.

The side that measures is the terminal: it answers the questions that programs put to a terminal at
their start, so that nobody waits for a time-out, and stamps every read with ``perf_counter``. All
times are seconds.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import site
import struct
import sys
import termios
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Self

QUIET = 0.05
"""A redraw is over when nothing has come for so long: longer than any program's frame."""

PATIENCE = 60.0
"""How long a program may take to paint what is waited for."""

ANSWERS = {
    rb"\x1b\[\?2026\$p": b"\x1b[?2026;2$y",
    rb"\x1b\[\?2048\$p": b"\x1b[?2048;0$y",
    rb"\x1b\[6n": b"\x1b[1;1R",
    rb"\x1b\[5n": b"\x1b[0n",
    rb"\x1b\[0?c": b"\x1b[?62;22c",
    rb"\x1b\[\?u": b"\x1b[?0u",
    rb"\x1b\]10;\?(?:\x07|\x1b\\)": b"\x1b]10;rgb:e0e0/e0e0/e0e0\x1b\\",
    rb"\x1b\]11;\?(?:\x07|\x1b\\)": b"\x1b]11;rgb:0000/0000/0000\x1b\\",
}
"""What a terminal of today answers: it knows synchronised output (mode 2026), reports no resizes
in band (2048), no kitty keys, and is dark. After xterm's list of control sequences."""

_QUESTION = re.compile(b"|".join(b"(%s)" % question for question in ANSWERS))
_REPLIES = tuple(ANSWERS.values())
_LONGEST_QUESTION = 16

_ESCAPES = re.compile(
    rb"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC
    rb"|\x1b[P^_X][^\x1b]*\x1b\\"  # DCS, PM, APC, SOS
    rb"|\x1b\[[0-?]*[ -/]*[@-~]"  # CSI
    rb"|\x1b[ -/]+[0-~]"  # character sets
    rb"|\x1b[0-~]"  # the short ones
    rb"|[\x00-\x08\x0b-\x1f\x7f]"
)


class TerminalError(Exception):
    """The program ended, or did not paint what was waited for; the message shows its last words."""


class Memory(NamedTuple):
    """What a process holds now and held at most, in bytes (resident set)."""

    resident: int
    peak: int


def strip_escapes(raw: bytes) -> str:
    """The characters of a terminal stream without its escape sequences and control characters."""
    return _ESCAPES.sub(b"", raw).decode("utf-8", "ignore")


def environment(home: Path) -> dict[str, str]:
    """The environment every measured program gets: the same terminal, an empty home, UTF-8.

    ``home`` takes the place of the user's directory, so that no configuration is read or written.
    """
    locale = "C.UTF-8" if sys.platform == "linux" else "en_US.UTF-8"
    kept = {"PATH": os.environ.get("PATH", os.defpath)}
    if modules := os.environ.get("PYTHONPATH"):
        # The programs run in other directories than this one.
        kept["PYTHONPATH"] = os.pathsep.join(map(os.path.abspath, modules.split(os.pathsep)))
    return kept | {
        "HOME": str(home),
        "PYTHONUSERBASE": site.getuserbase(),
        "TMPDIR": str(home),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LC_ALL": locale,
        "LANG": locale,
        "ESCDELAY": "25",
    }


class Terminal:
    """A child process in a pseudo-terminal of ``rows`` by ``columns`` cells.

    A context manager: on leaving, the terminal is closed and the child ended. ``started`` is the
    moment just before the child was forked.
    """

    def __init__(
        self,
        command: Sequence[str],
        env: Mapping[str, str],
        rows: int,
        columns: int,
        directory: Path | None = None,
    ) -> None:
        self._raw = bytearray()
        self._asked = 0
        self._status: int | None = None
        self.last_byte_at = 0.0
        self.started = time.perf_counter()
        with warnings.catch_warnings():
            # Python warns of a fork beside threads; this child only execs.
            warnings.simplefilter("ignore", DeprecationWarning)
            self.pid, self._fd = pty.fork()
        if self.pid == 0:
            _become(command, env, rows, columns, directory)
        os.set_blocking(self._fd, False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def text(self) -> str:
        """What came since the last ``forget``, without escape sequences."""
        return strip_escapes(bytes(self._raw))

    @property
    def received(self) -> int:
        """How many bytes came since the last ``forget``."""
        return len(self._raw)

    def forget(self) -> None:
        """Drop what came so far, and read off what lies ready."""
        while self._read(0.0):
            pass
        self._raw.clear()
        self._asked = 0

    def send(self, keys: str) -> float:
        """Write ``keys`` as one burst; returns the moment before the write."""
        data = keys.encode()
        moment = time.perf_counter()
        os.write(self._fd, data)
        return moment

    def wait_for(self, words: str, *others: str, patience: float = PATIENCE) -> float:
        """The moment at which ``words`` stood in the stripped stream since the last ``forget``.

        Or one of the ``others``, whichever is first.

        Raises TerminalError when the program ends first or ``patience`` is over.
        """
        deadline = time.perf_counter() + patience
        while not any(one in self.text for one in (words, *others)):
            left = deadline - time.perf_counter()
            if left <= 0 or not self._read(left):
                raise TerminalError(f"“{words}” was not painted; the last was: {self.text[-400:]}")
        return self.last_byte_at

    def wait_quiet(self, quiet: float = QUIET, patience: float = PATIENCE) -> None:
        """Read until nothing has come for ``quiet`` seconds."""
        deadline = time.perf_counter() + patience
        while self._read(quiet) and time.perf_counter() < deadline:
            pass

    def settle(self, patience: float = PATIENCE) -> None:
        """Wait until the program neither paints nor computes (background work of a start)."""
        deadline = time.perf_counter() + patience
        spent = self._cpu_ticks()
        while time.perf_counter() < deadline:
            painted = self.received
            self.wait_quiet(0.4)
            before, spent = spent, self._cpu_ticks()
            if painted == self.received and spent - before <= 1:
                return

    def press(self, key: str, quiet: float = QUIET, patience: float = 5.0) -> float:
        """Seconds from writing ``key`` to the last byte of its redraw.

        Raises TerminalError when the key paints nothing within ``patience``.
        """
        painted, _ = self.press_until(key, lambda: True, quiet, patience)
        return painted

    def resize(self, rows: int, columns: int, quiet: float = QUIET) -> float:
        """Seconds from another size of the window to the last byte of the redraw."""
        self.forget()
        resized = time.perf_counter()
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        painted = 0.0
        while self._read(quiet if painted else 5.0):
            painted = self.last_byte_at
        if not painted:
            raise TerminalError(f"{columns}x{rows} painted nothing in 5 s")
        return painted - resized

    def press_until(
        self, key: str, done: Callable[[], bool], quiet: float = QUIET, patience: float = 5.0
    ) -> tuple[float, float]:
        """Seconds from writing ``key`` to its redraw's last byte, and to ``done()`` being true.

        ``done`` is asked between reads, at most half a millisecond apart, until it is true.
        """
        self.forget()
        pressed = self.send(key)
        painted = done_at = 0.0
        while True:
            if not done_at and done():
                done_at = time.perf_counter()
            now = time.perf_counter()
            left = painted + quiet - now if painted else pressed + patience - now
            if done_at and left <= 0:
                break
            if now > pressed + patience:
                raise TerminalError(f"the key {key!r} did not have its effect: {self.text[-400:]}")
            if self._read(max(left, 0.0) if done_at else 0.0005):
                painted = self.last_byte_at
        if not painted:
            raise TerminalError(f"the key {key!r} painted nothing in {patience:.0f} s")
        return painted - pressed, done_at - pressed

    def memory(self) -> Memory | None:
        """The child's resident set, now and at most; None where there is no /proc (macOS)."""
        try:
            status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii", errors="replace")
        except OSError:
            return None
        kilobytes = dict(re.findall(r"^(VmRSS|VmHWM):\s+(\d+) kB", status, re.MULTILINE))
        if len(kilobytes) < 2:
            return None
        return Memory(int(kilobytes["VmRSS"]) * 1024, int(kilobytes["VmHWM"]) * 1024)

    def wait_end(self, patience: float = 10.0) -> int | None:
        """The child's exit status once it has ended; None when it has not within ``patience``."""
        deadline = time.perf_counter() + patience
        while self._status is None and time.perf_counter() < deadline:
            self._read(0.01)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._status = os.waitstatus_to_exitcode(status)
        return self._status

    def close(self) -> None:
        """Hang up as a closed terminal window does; what does not end in a second is killed."""
        if self._fd < 0:
            return
        if self._status is None:
            self._signal(signal.SIGHUP)
        if self.wait_end(1.0) is None:
            self._signal(signal.SIGKILL)
            self.wait_end()
        os.close(self._fd)
        self._fd = -1

    def _signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(self.pid, number)

    def _read(self, timeout: float) -> bool:
        """Read once within ``timeout``; False when nothing came or the child's end is closed."""
        if not select.select([self._fd], [], [], timeout)[0]:
            return False
        try:
            chunk = os.read(self._fd, 1 << 16)
        except OSError:  # Linux says EIO where the other end is closed.
            return False
        if not chunk:
            return False
        self.last_byte_at = time.perf_counter()
        self._raw += chunk
        for question in _QUESTION.finditer(self._raw, max(self._asked, 0)):
            os.write(self._fd, _REPLIES[(question.lastindex or 1) - 1])
            self._asked = question.end()
        self._asked = max(self._asked, len(self._raw) - _LONGEST_QUESTION)
        return True

    def _cpu_ticks(self) -> int:
        try:
            stat = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii", errors="replace")
        except OSError:
            return 0
        fields = stat.rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])


def _become(
    command: Sequence[str], env: Mapping[str, str], rows: int, columns: int, directory: Path | None
) -> None:
    """In the child: set the window's size and become the command. Never returns."""
    try:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        if directory is not None:
            os.chdir(directory)
        os.execvpe(command[0], list(command), dict(env))
    except OSError as error:
        os.write(2, f"{command[0]}: {error}\n".encode())
    finally:
        os._exit(127)
