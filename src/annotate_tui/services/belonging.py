"""Which marks of a text are part of which."""

from __future__ import annotations

from annotate_tui.store import Library
from annotate_tui.store.codebook import PART_OF

_PAIRS = """
SELECT a.id, json_extract(a.fields, '$.part_of')
FROM anchors n JOIN annotations a ON a.id = n.annotation_id
WHERE n.text_id = ? AND n.state <> 'lost' AND a.removed_at IS NULL
    AND instr(a.fields, '"part_of"')
"""


def part_pairs(library: Library, text_id: str) -> list[tuple[str, str]]:
    """The marks of a text that are part of another one, each with that one's id.

    Nothing is read of the marks where the library has no such link. Raises LibraryError.
    """
    if not library.completions(PART_OF.name, "", 1):
        return []
    return [(part, whole) for part, whole in library.fetch(_PAIRS, text_id) if whole]
