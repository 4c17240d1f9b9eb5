"""Which suggestions are asked for: by tag, by score, or only the likely ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotate_tui.model import Suggestion, Tag
    from annotate_tui.text.document import Document


@dataclass(frozen=True, slots=True)
class Wanted:
    """The ``tags`` by the names of the starting tags (None: all), and from which score on.

    Without a score the likely ones are wanted, or ``everything``.
    """

    tags: frozenset[str] | None = None
    min_score: float | None = None
    everything: bool = False

    def takes(self, one: Suggestion) -> bool:
        """Whether this suggestion is asked for."""
        if self.tags is not None and one.tag not in self.tags:
            return False
        if self.min_score is not None:
            return one.score >= self.min_score
        return self.everything or one.likely

    def of(self, document: Document) -> Iterator[Suggestion]:
        """What is suggested in a text and asked for, in order, worked out as one goes."""
        from annotate_tui.detect.suggester import Suggester

        return filter(self.takes, Suggester(document).all())


def tag_names(words: Sequence[str]) -> frozenset[str] | None:
    """The starting tags that these paths or keys mean; None for no words. Raises CodebookError."""
    from annotate_tui.store.codebook import STARTING_TAGS

    return tag_names_in(STARTING_TAGS, words)


def tag_names_in(tags: Sequence[Tag], words: Sequence[str]) -> frozenset[str] | None:
    """As `tag_names`, for a codebook in which they may have other paths.

    A tag stands for those below it, too. Raises CodebookError for an unknown tag, and for one
    under which nothing is ever suggested.
    """
    if not words:
        return None
    from annotate_tui.cli.naming import tags_meant
    from annotate_tui.services.codebook import CodebookError
    from annotate_tui.store.codebook import STARTING_TAGS

    starting = {tag.id: tag.name for tag in STARTING_TAGS}
    found: set[str] = set()
    for word in words:
        names = {starting[tag.id] for tag in tags_meant(tags, word) if tag.id in starting}
        if not names:
            known = ", ".join(
                tag.path for tag in tags if tag.id in starting and not tag.archived_at
            )
            some = f": only under {known}" if known else ""
            raise CodebookError(f"Nothing is suggested under “{word}”{some}.")
        found |= names
    return frozenset(found)
