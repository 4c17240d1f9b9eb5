"""Where the library lies when nobody says."""

from __future__ import annotations

import os
from pathlib import Path


def default_path() -> Path:
    """The SQLite file: ``ANNOTATE_DB``, else ``annotate.db`` in the user's data directory."""
    named = os.environ.get("ANNOTATE_DB", "")
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("annotate", appauthor=False) / "annotate.db"
