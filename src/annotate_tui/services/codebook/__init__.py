"""The codebook changed: tags, their keys and fields. Each change is one step of the library's log."""

from annotate_tui.services.codebook.checks import check_codebook
from annotate_tui.services.codebook.colours import PALETTE
from annotate_tui.services.codebook.fields import add_field, edit_field, move_field, remove_field
from annotate_tui.services.codebook.finding import find_tag
from annotate_tui.services.codebook.keys import RESERVED, free_key
from annotate_tui.services.codebook.merging import Merged, merge
from annotate_tui.services.codebook.names import CodebookError
from annotate_tui.services.codebook.tags import (
    archive,
    create,
    edit,
    move,
    remove,
    reorder,
    restore,
)

__all__ = [
    "PALETTE",
    "RESERVED",
    "CodebookError",
    "Merged",
    "add_field",
    "archive",
    "check_codebook",
    "create",
    "edit",
    "edit_field",
    "find_tag",
    "free_key",
    "merge",
    "move",
    "move_field",
    "remove",
    "remove_field",
    "reorder",
    "restore",
]
