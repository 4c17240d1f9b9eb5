"""Export from the reader: where to, how much, and what is still empty, before it is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from annotate_tui.reading.line import Line
from annotate_tui.tui.desk import Desk, Lines
from annotate_tui.tui.lines import Run, typed_runs
from annotate_tui.tui.status import hints

Preview = Callable[[bool], str]
Write = Callable[[str, bool], str]


class ExportForm:
    """Asks for a path and whether this article or the whole library is written.

    ``paths`` are the names offered for the one and the other. ``preview(whole library)`` says what
    would be written; ``write(path, whole library)`` writes it and says so, or raises OSError, or
    ValueError with a sentence for a name that fits no format.
    """

    whole = False

    def __init__(self, paths: tuple[str, str], preview: Preview, write: Write) -> None:
        self._paths = paths
        self._path = Line.of(paths[0])
        self._library = False
        self._preview = preview
        self._write = write
        self._summary = preview(False)
        self._over = ""

    def key(self, desk: Desk, key: str, character: str | None) -> None:
        """Type the path, switch what is exported, write, or leave."""
        if key in ("escape", "ctrl+c"):
            self.close(desk)
        elif key in ("tab", "shift+tab", "up", "down"):
            untouched = self._path.text == self._paths[self._library]
            self._library = not self._library
            if untouched:
                self._path = Line.of(self._paths[self._library])
            self._summary = self._preview(self._library)
        elif key == "enter":
            self._enter(desk)
        elif (line := self._path.key(key, character)) is not None:
            self._path = line
            self._over = ""

    def paste(self, _desk: Desk, words: str) -> None:
        """Pasted text goes into the path."""
        self._path = self._path.insert(words)

    def close(self, desk: Desk) -> None:
        """Leave without writing."""
        desk.drop(self)

    def bars(self, desk: Desk) -> tuple[Sequence[Run], Sequence[Run]]:
        """What would be written, and what the keys do."""
        return [(f" {desk.said or self._summary}", "strong")], hints(
            "enter writes · tab this article or the library · escape leaves"
        )

    def lines(self, _desk: Desk, _width: int, _height: int) -> Lines:
        """Path, format, scope."""
        scope = "the library" if self._library else "this article"
        return [
            [(" ❯ to       ", "title"), *typed_runs(self._path)],
            [("   format   ", "dim"), ("csv", "bar")],
            [("   of       ", "dim"), (scope, "bar")],
        ]

    def _enter(self, desk: Desk) -> None:
        path = self._path.text.strip()
        if not path:
            desk.say("Type the path of a file to write.")
            return
        try:
            target = Path(path).expanduser()
            if target.is_dir():
                desk.say(f"{path} is a folder; type the name of a file in it.")
                return
            if target.exists() and self._over != path:
                self._over = path
                desk.say(f"{path} exists; enter again writes over it, or type another name.")
                return
            said = self._write(path, self._library)
        except ValueError as error:
            desk.say(str(error))
        except OSError as error:
            desk.say(f"{path} cannot be written: {error.strerror or error}; type another name.")
        except RuntimeError:
            desk.say(f"{path} cannot be written: there is no such user; type another name.")
        else:
            desk.drop(self)
            desk.say(said)
