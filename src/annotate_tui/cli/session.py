"""What one call of the program knows: which library, who codes, how the reader is opened."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from annotate_tui.cli.failing import Failure, say
from annotate_tui.services.settings import Loaded, load

if TYPE_CHECKING:
    from annotate_tui.cli import Checker, Opener
    from annotate_tui.loaders.options import Options
    from annotate_tui.store.library import Library


@dataclass(slots=True)
class Session:
    """One call. ``db`` and ``coder`` are what the command line named, else None.

    ``text_column``, ``whole``, ``allow_private`` and ``clipboard`` say how the reader's sources are
    read.
    """

    opener: Opener
    checker: Checker | None = None
    db: Path | None = None
    coder: str | None = None
    text_column: str = ""
    whole: bool = False
    allow_private: bool = False
    clipboard: bool = False
    _loaded: Loaded | None = field(default=None, init=False)
    _told: bool = field(default=False, init=False)

    @property
    def loaded(self) -> Loaded:
        """The user's settings, read at the first use."""
        if self._loaded is None:
            self._loaded = load()
        return self._loaded

    @property
    def path(self) -> Path:
        """The library's file: ``--db``, else ``ANNOTATE_DB``, else the settings', else in the
        user's data directory."""
        if self.db is not None:
            return self.db
        if self.loaded.settings.database:
            return Path(self.loaded.settings.database).expanduser()
        from annotate_tui.store.place import default_path

        return default_path()

    @property
    def chosen_coder(self) -> str | None:
        """Who codes: ``--coder``, else ``ANNOTATE_CODER``, else the settings', else None."""
        return self.coder if self.coder is not None else self.loaded.settings.coder or None

    @property
    def options(self) -> Options | None:
        """How the reader's sources are read; None for as usual, which imports nothing."""
        if not (self.text_column or self.whole or self.allow_private):
            return None
        from annotate_tui.loaders.options import Options

        return Options(
            text_column=self.text_column, whole=self.whole, allow_private=self.allow_private
        )

    @property
    def coder_in_force(self) -> str:
        """Who codes, whoever said so."""
        from annotate_tui.store.ids import default_coder

        coder = self.chosen_coder
        return default_coder() if coder is None else coder

    def library(self) -> Library:
        """The library, to be changed; made on first use. Raises LibraryError."""
        from annotate_tui.store.library import Library

        self._tell()
        return Library.open(self.path, coder=self.chosen_coder)

    def reading(self) -> Library:
        """The library, to be read; nothing is made on disk.

        Where there is no library yet, an empty one. Raises Failure where ``--db`` names none, and
        LibraryError.
        """
        from annotate_tui.store.library import Library

        self._tell()
        if self._may_be_there():
            return Library.open(self.path, coder=self.chosen_coder)
        if self.db is not None:
            raise Failure(f"There is no library {self.db}: check the name.")
        return Library.open(":memory:", coder=self.chosen_coder)

    def _may_be_there(self) -> bool:
        try:
            return self.path.exists()
        except OSError:
            # A folder that may not be entered, a name too long: whoever opens it says so.
            return True

    def _tell(self) -> None:
        """Say what is wrong with the settings, once: nothing that a command does hangs on it."""
        problems = () if self._told else self.loaded.problems
        self._told = True
        if problems:
            more = len(problems) - 1
            hint = f" 'annotate config' lists {more} more." if more else ""
            say(problems[0].told(self.loaded.path) + hint)
