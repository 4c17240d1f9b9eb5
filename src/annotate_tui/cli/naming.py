"""What people type for a tag, and the tags that are meant."""

from __future__ import annotations

from collections.abc import Iterable
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
