"""The codebook changed: tags, their keys and fields. Each change is one step of the library's log."""

from annotate_tui.services.codebook.checks import check_codebook
from annotate_tui.services.codebook.colours import PALETTE
from annotate_tui.services.codebook.conversion import convert_field, plan_conversion
from annotate_tui.services.codebook.fields import add_field, edit_field, move_field, remove_field
from annotate_tui.services.codebook.finding import find_tag
from annotate_tui.services.codebook.importing import Imported, KeyChange, import_codebook
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
from annotate_tui.services.conversion_values import Conversion, Refused

__all__ = [
    "PALETTE",
    "RESERVED",
    "CodebookError",
    "Conversion",
    "Imported",
    "KeyChange",
    "Merged",
    "Refused",
    "add_field",
    "archive",
    "check_codebook",
    "convert_field",
    "create",
    "edit",
    "edit_field",
    "find_tag",
    "free_key",
    "import_codebook",
    "merge",
    "move",
    "move_field",
    "plan_conversion",
    "remove",
    "remove_field",
    "reorder",
    "restore",
]
