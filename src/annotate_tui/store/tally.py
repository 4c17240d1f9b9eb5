"""How many marks there are, of each tag and of each speaker: what a view across articles can show."""

from __future__ import annotations

import json
from collections.abc import Collection
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


def tally(library: Library, coders: Collection[str] | None = None) -> Tally:
    """Count them, each through its index; with ``coders`` only theirs, which reads all lines.

    Raises LibraryError.
    """
    library.settle()
    theirs, names = "coder IN (SELECT value FROM json_each(?))", [json.dumps(list(coders or ()))]
    by_tag, by_speaker = " INDEXED BY mark_lines_tag", " INDEXED BY mark_lines_speaker"
    if coders is None:
        theirs, names = "1", []
    else:
        by_tag = by_speaker = ""
    tags = dict(
        library.fetch(
            f"SELECT tag_id, count(*) FROM mark_lines{by_tag} WHERE {theirs} GROUP BY tag_id",
            *names,
        )
    )
    speakers = dict(
        library.fetch(
            f"SELECT speaker, count(*) FROM mark_lines{by_speaker}"
            f" WHERE speaker > '' AND {theirs} GROUP BY speaker",
            *names,
        )
    )
    by_name = sorted(speakers.items(), key=lambda pair: (pair[0].casefold(), pair[0]))
    return Tally(sum(tags.values()), tags, dict(by_name))


def tally_coders(library: Library) -> dict[str, int]:
    """How many marks of each coder stand in articles that stand, by name. Raises LibraryError."""
    library.settle()
    return dict(
        library.fetch(
            "SELECT coder, count(*) FROM mark_lines INDEXED BY mark_lines_place"
            " GROUP BY coder ORDER BY coder"
        )
    )
