"""What people type for an article, a tag or a field, and the thing that is meant."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from annotate_tui.cli.failing import Failure

if TYPE_CHECKING:
    from annotate_tui.model import Tag


def find_tag(tags: Iterable[Tag], word: str) -> Tag:
    """The tag with that path, else that key, else the only one with that name or id.

    Archived tags are not found. Raises Failure naming the tags that there are.
    """
    standing = [tag for tag in tags if not tag.archived_at]
    for found in (
        [tag for tag in standing if tag.path == word],
        [tag for tag in standing if tag.key and tag.key == word],
        [tag for tag in standing if tag.path.casefold() == word.casefold()],
        [tag for tag in standing if tag.name.casefold() == word.casefold() or tag.id == word],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            paths = ", ".join(tag.path for tag in found)
            raise Failure(f"“{word}” fits several tags: {paths}; give the path.")
    known = ", ".join(f"{t.path} ({t.key})" if t.key else t.path for t in standing)
    raise Failure(f"There is no tag “{word}”; there is: {known}.")


def with_below(tags: Iterable[Tag], tag: Tag) -> list[Tag]:
    """The tag and all tags below it."""
    return [t for t in tags if t.path == tag.path or t.path.startswith(tag.path + "/")]
