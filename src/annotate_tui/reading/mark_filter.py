"""Which marks a list shows: those of one tag, those whose words, note or speaker hold what is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from annotate_tui.model import Spot

ANY, NOTES = "*", ""
"""Every tag; plain notes only. Else a filter's tag is a tag's id."""


class MarkFilter(NamedTuple):
    """What is to be shown: the marks of ``tag`` that hold every one of the ``words``.

    Upper and lower case are told apart only where an upper-case letter was typed.
    """

    tag: str = ANY
    words: str = ""

    @property
    def empty(self) -> bool:
        """Whether every mark is shown."""
        return self.tag == ANY and not self.words.strip()

    def narrows(self, other: MarkFilter) -> bool:
        """Whether everything that this one shows is shown by ``other`` too."""
        if other.tag not in (ANY, self.tag):
            return False
        if not other.words.strip():
            return True
        same_case = _cased(other.words) == _cased(self.words)
        return same_case and self.words.startswith(other.words)

    def of_tag(self, spots: Sequence[Spot]) -> list[Spot]:
        """The spots of the filter's tag."""
        if self.tag == ANY:
            return list(spots)
        return [spot for spot in spots if (spot[3] or NOTES) == self.tag]

    def shown(self, spots: Sequence[Spot], texts: Mapping[str, str]) -> list[Spot]:
        """The spots that are shown, in their order; ``texts`` is what can be looked for in each."""
        kept = self.of_tag(spots)
        cased = _cased(self.words)
        for part in self.words.split():
            if cased:
                kept = [spot for spot in kept if part in texts.get(spot[2], "")]
            else:
                low = part.casefold()
                kept = [spot for spot in kept if low in texts.get(spot[2], "").casefold()]
        return kept

    def next_tag(self, spots: Sequence[Spot], tags: Sequence[str]) -> MarkFilter:
        """The next of: every tag, each of ``tags`` (in their order) that has marks, plain notes."""
        present = {spot[3] or NOTES for spot in spots}
        choices = [ANY, *(tag for tag in tags if tag in present)]
        if NOTES in present:
            choices.append(NOTES)
        at = choices.index(self.tag) if self.tag in choices else 0
        return self._replace(tag=choices[(at + 1) % len(choices)])


def _cased(words: str) -> bool:
    return any(c.isupper() for c in words)


class MarkWords(dict[str, str]):
    """What can be looked for in each mark, read when it is first needed, in parts.

    ``read`` gives it for the marks with these ids; of what cannot be read nothing is known.
    """

    def __init__(self, read: Callable[[Sequence[str]], Mapping[str, str]]) -> None:
        super().__init__()
        self._read = read

    def forget(self, ids: Iterable[str]) -> None:
        """Read these again when they are next needed."""
        for mark_id in ids:
            self.pop(mark_id, None)

    def more(self, spots: Sequence[Spot], most: int) -> bool:
        """Read at most so many that are not known yet; True while there may be more."""
        missing = [spot[2] for spot in spots if spot[2] not in self]
        found = self._read(missing[:most]) if missing else {}
        self.update(found)
        return bool(found) and len(missing) > most
