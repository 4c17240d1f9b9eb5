"""The SQLite file: schema, migrations, and the one place where changes are written."""

from annotate_tui.store.errors import LibraryError, ReadOnlyLibrary, StepChanged
from annotate_tui.store.library import Library
from annotate_tui.store.place import default_path
from annotate_tui.store.rows import ArticleRow, KnownText, StepInfo, TextRow
from annotate_tui.store.steps import Step

__all__ = [
    "ArticleRow",
    "KnownText",
    "Library",
    "LibraryError",
    "ReadOnlyLibrary",
    "Step",
    "StepChanged",
    "StepInfo",
    "TextRow",
    "default_path",
]
