"""What people type for a tag, and the tag that is meant."""

from __future__ import annotations

from collections.abc import Iterable

from annotate_tui.model import Tag
from annotate_tui.services.codebook.names import CodebookError, fold

_NAMED_AT_MOST = 30


def find_tag(tags: Iterable[Tag], words: str, *, archived: bool = False) -> Tag:
    """The tag with that path, else that key, else the only one with that name or id.

    Archived tags are found only where ``archived`` says so, and where no other fits. Raises
    CodebookError naming the tags that there are.
    """
    known = list(tags)
    standing = [tag for tag in known if not tag.archived_at]
    for among in (standing, [tag for tag in known if tag.archived_at] if archived else []):
        for found in (
            [tag for tag in among if tag.path == words],
            [tag for tag in among if tag.key and tag.key == words],
            [tag for tag in among if fold(tag.path) == fold(words)],
            [tag for tag in among if fold(tag.name) == fold(words) or tag.id == words],
        ):
            if len(found) == 1:
                return found[0]
            if found:
                raise CodebookError(f"“{words}” fits several tags: {_paths(found)}; give the path.")
    if not standing:
        raise CodebookError(f"There is no tag “{words}”: the codebook is empty.")
    raise CodebookError(f"There is no tag “{words}”; there is: {_paths(standing, keys=True)}.")


def _paths(tags: list[Tag], *, keys: bool = False) -> str:
    shown = [f"{t.path} ({t.key})" if keys and t.key else t.path for t in tags[:_NAMED_AT_MOST]]
    more = len(tags) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")
