"""The codebook while it is being changed: tags by id, and the writing of what differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from annotate_tui.model import Field, Tag
from annotate_tui.services.codebook.names import CodebookError, fold
from annotate_tui.store import Step
from annotate_tui.store.codebook import tag_row


class Draft:
    """The tags of a library as they are to be, next to what they were.

    ``now`` holds them by id. Paths and inherited fields in it are those from before, until
    `settled` gives them anew.
    """

    def __init__(self, tags: Iterable[Tag]) -> None:
        self.before = {tag.id: tag for tag in tags}
        self.now = dict(self.before)

    def get(self, tag: Tag) -> Tag:
        """The tag as it now is. Raises CodebookError for one that is gone."""
        found = self.now.get(tag.id)
        if found is None:
            raise CodebookError(f"The tag {tag.path} is no longer there: nothing was changed.")
        return found

    def put(self, tag: Tag, **changes: Any) -> Tag:  # noqa: ANN401
        """Keep the tag, with these changes."""
        self.now[tag.id] = changed = replace(tag, **changes) if changes else tag
        return changed

    def siblings(self, parent_id: str | None) -> list[Tag]:
        """The tags right below one, or those at the top, in order."""
        found = [tag for tag in self.now.values() if tag.parent_id == parent_id]
        return sorted(found, key=lambda tag: (tag.position, tag.id))

    def named(self, parent_id: str | None, name: str) -> Tag | None:
        """The tag of that name below a parent."""
        wanted = fold(name)
        return next((tag for tag in self.siblings(parent_id) if fold(tag.name) == wanted), None)

    def last(self, parent_id: str | None) -> int:
        """The position after all tags below a parent."""
        below = (tag.position for tag in self.now.values() if tag.parent_id == parent_id)
        return max(below, default=0) + 1

    def below(self, tag: Tag) -> list[Tag]:
        """All tags below one, parents first."""
        children: dict[str | None, list[Tag]] = {}
        for each in self.now.values():
            children.setdefault(each.parent_id, []).append(each)
        found = list(children.get(tag.id, ()))
        for each in found:
            found += children.get(each.id, ())
        return found

    def above(self, tag: Tag) -> Iterator[Tag]:
        """The tags above one, the nearest first."""
        seen = {tag.id}
        while tag.parent_id is not None and tag.parent_id not in seen:
            seen.add(tag.parent_id)
            parent = self.now.get(tag.parent_id)
            if parent is None:
                return
            yield parent
            tag = parent

    def path(self, tag: Tag) -> str:
        """The tag's path as it now is."""
        names = [tag.name, *(each.name for each in self.above(tag))]
        return "/".join(reversed(names))

    def declarer(self, tag: Tag, name: str) -> Tag | None:
        """The tag whose own field of that name the marks of ``tag`` carry."""
        for each in (tag, *self.above(tag)):
            if own_field(each, name):
                return each
        return None

    def arrange(self, ordered: Iterable[Tag]) -> None:
        """Give siblings the positions that put them in this order; those that fit stay."""
        position = None
        tags = list(ordered)
        have = sorted(tag.position for tag in tags)
        for tag, place in zip(tags, have, strict=True):
            position = place if position is None else max(place, position + 1)
            if tag.position != position:
                self.put(self.now[tag.id], position=position)

    def settled(self) -> list[Tag]:
        """All tags in the order of the tree, with their paths and inherited fields anew."""
        below: dict[str | None, list[Tag]] = {}
        for tag in sorted(self.now.values(), key=lambda tag: (tag.position, tag.id), reverse=True):
            parent_id = tag.parent_id if tag.parent_id in self.now else None
            below.setdefault(parent_id, []).append(tag)
        settled: dict[str, Tag] = {}
        # No recursion: a hierarchy may be of any depth. What hangs together in a circle comes last.
        waiting = [*self.now.values(), *below.get(None, [])]
        while waiting:
            tag = waiting.pop()
            if tag.id in settled:
                continue
            parent = settled.get(tag.parent_id or "")
            path = f"{parent.path}/{tag.name}" if parent else tag.name
            inherited = parent.all_fields if parent else ()
            if (tag.path, tag.inherited) != (path, inherited):
                tag = replace(tag, path=path, inherited=inherited)
            settled[tag.id] = tag
            waiting += below.get(tag.id, [])
        return list(settled.values())

    def write(self, step: Step) -> None:
        """Write what differs from before, each row with its event."""
        for tag in self.now.values():
            old = self.before.get(tag.id)
            if old is None:
                step.insert("tag", tag_row(tag))
            elif old is not tag:
                was = tag_row(old)
                row = tag_row(tag)
                changes = {name: value for name, value in row.items() if value != was[name]}
                if changes:
                    step.update("tag", tag.id, changes)
        for gone in self.before:
            if gone not in self.now:
                step.delete("tag", gone)


def own_field(tag: Tag, name: str) -> Field | None:
    """The field of that name that the tag itself declares."""
    return next((field for field in tag.fields if field.name == name), None)
