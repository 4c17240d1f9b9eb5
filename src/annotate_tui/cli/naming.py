"""What people type for a tag, and the tags that are meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotate_tui.model import Tag


def with_below(tags: Iterable[Tag], tag: Tag) -> list[Tag]:
    """The tag and all tags below it."""
    return [t for t in tags if t.path == tag.path or t.path.startswith(tag.path + "/")]


def tags_meant(tags: Iterable[Tag], word: str) -> list[Tag]:
    """The tag that a path, key or name means, and all below it. Raises CodebookError."""
    from annotate_tui.services.codebook import find_tag

    known = list(tags)
    return with_below(known, find_tag(known, word))


def suggested_tags(words: Sequence[str]) -> frozenset[str] | None:
    """The names of the starting tags that these paths or keys mean; None for no words.

    Raises CodebookError.
    """
    from annotate_tui.store.codebook import STARTING_TAGS

    return suggested_tags_in(STARTING_TAGS, words)


def suggested_tags_in(tags: Sequence[Tag], words: Sequence[str]) -> frozenset[str] | None:
    """As `suggested_tags`, for a codebook in which they may have other paths.

    A tag stands for those below it, too; a starting tag's own name serves whatever it is called
    there, unless another tag has that name. Raises CodebookError for an unknown tag, and for one
    under which nothing is suggested: an archived one, or one that is none of these.
    """
    if not words:
        return None
    from annotate_tui.services.codebook import CodebookError
    from annotate_tui.store.codebook import STARTING_TAGS

    starting = {tag.id: tag.name for tag in STARTING_TAGS}
    suggested = [tag for tag in tags if tag.id in starting and not tag.archived_at]
    active = {starting[tag.id] for tag in suggested}
    found: set[str] = set()
    for word in words:
        try:
            names = {starting[tag.id] for tag in tags_meant(tags, word) if tag.id in starting}
        except CodebookError:
            if word not in starting.values():
                raise
            names = {word}
        names &= active
        if not names:
            known = ", ".join(tag.path for tag in suggested)
            some = f": only under {known}" if known else ""
            raise CodebookError(f"Nothing is suggested under “{word}”{some}.")
        found |= names
    return frozenset(found)
