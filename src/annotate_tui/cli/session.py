"""What one call of the program knows: which library, who codes, how the reader is opened."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from annotate_tui.cli.failing import Failure

if TYPE_CHECKING:
    from annotate_tui.cli import Opener
    from annotate_tui.store.library import Library


@dataclass(slots=True)
class Session:
    """One call. ``db`` and ``coder`` are what the command line named, else None."""

    opener: Opener
    db: Path | None = None
    coder: str | None = None

    @property
    def path(self) -> Path:
        """The library's file: ``--db``, else ``ANNOTATE_DB``, else in the user's data directory."""
        if self.db is not None:
            return self.db
        from annotate_tui.store.place import default_path

        return default_path()

    def library(self) -> Library:
        """The library, to be changed; made on first use. Raises LibraryError."""
        from annotate_tui.store.library import Library

        return Library.open(self.path, coder=self.coder)

    def reading(self) -> Library:
        """The library, to be read; nothing is made on disk.

        Where there is no library yet, an empty one. Raises Failure where ``--db`` names none, and
        LibraryError.
        """
        from annotate_tui.store.library import Library

        if self.path.exists():
            return Library.open(self.path, coder=self.coder)
        if self.db is not None:
            raise Failure(f"There is no library {self.db}: check the name.")
        return Library.open(":memory:", coder=self.coder)
