"""How many marks there are, of each tag and of each speaker: what a view across articles can show."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from annotate_tui.store.library import Library


class Tally(NamedTuple):
    """Marks and plain notes that stand, counted.

    ``tags`` has those of each tag by its id ("": plain notes), ``speakers`` those of each speaker,
    by name; marks of nobody are in neither but counted in ``marks``.
    """

    marks: int
    tags: dict[str, int]
    speakers: dict[str, int]


def tally(library: Library) -> Tally:
    """Count them, each through its index. Raises LibraryError."""
    library.settle()
    tags = dict(
        library.fetch(
            "SELECT tag_id, count(*) FROM mark_lines INDEXED BY mark_lines_tag GROUP BY tag_id"
        )
    )
    speakers = dict(
        library.fetch(
            "SELECT speaker, count(*) FROM mark_lines INDEXED BY mark_lines_speaker"
            " WHERE speaker > '' GROUP BY speaker"
        )
    )
    by_name = sorted(speakers.items(), key=lambda pair: (pair[0].casefold(), pair[0]))
    return Tally(sum(tags.values()), tags, dict(by_name))
