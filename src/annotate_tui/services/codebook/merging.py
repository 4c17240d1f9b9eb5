"""Two tags become one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from annotate_tui.model import Field, Tag
from annotate_tui.services.codebook import marks
from annotate_tui.services.codebook.draft import Draft
from annotate_tui.services.codebook.fitting import check_carried
from annotate_tui.services.codebook.names import CHOOSING, CodebookError, more_choices
from annotate_tui.services.codebook.steps import drafting
from annotate_tui.store import Library


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did: ``marks`` have another tag (removed ones too), ``children`` are the paths of
    the tags that came below another, ``fields`` the names that the target has besides."""

    tag: Tag
    marks: int
    children: tuple[str, ...]
    fields: tuple[str, ...]


def merge(library: Library, tag: Tag, into: Tag) -> Merged:
    """Give all marks of a tag another one and take it out of the codebook, in one step.

    The other gets the fields, and the choices, that it lacks. What is below the tag comes below the
    other; a child whose name is taken there is merged into the one that has it. Raises CodebookError
    for a tag merged into itself or into one below it; LibraryError.
    """
    with drafting(library, "merge-tag") as (step, draft):
        source, target = draft.get(tag), draft.get(into)
        if source.id == target.id:
            raise CodebookError(f"The tag {source.path} cannot be merged into itself.")
        if any(above.id == source.id for above in draft.above(target)):
            raise CodebookError(
                f"The tag {source.path} cannot be merged into {target.path}, which is below it."
            )
        had = {field.name for field in target.all_fields}
        pairs, moved = _plan(draft, source, target)
        fields = {each.id: each.all_fields for each in draft.settled()}
        for one, other in pairs:
            for field in fields[other.id]:
                if field.kind in CHOOSING:
                    marks.rewrite(step, field.name, _respelt(library, one, field))
                check_carried(library, field.name, {one.id: field})
        count = 0
        for one, other in pairs:
            count += step.retag(one.id, other.id)
        got = tuple(field.name for field in fields[target.id] if field.name not in had)
    known = {each.id: each for each in library.tags()}
    paths = tuple(known[each.id].path for each in moved)
    return Merged(known[target.id], count, paths, got)


def _plan(draft: Draft, source: Tag, target: Tag) -> tuple[list[tuple[Tag, Tag]], list[Tag]]:
    """Change the draft; gives what is merged into what, and the tags that came below another."""
    pairs: list[tuple[Tag, Tag]] = []
    moved: list[Tag] = []
    waiting = [(source, target)]
    while waiting:
        one, other = waiting.pop(0)
        pairs.append((one, other))
        _take_fields(draft, one, other)
        children = draft.siblings(one.id)
        # Gone before its children come: one of them may bear its very name.
        del draft.now[one.id]
        for child in children:
            twin = draft.named(other.id, child.name)
            if twin is not None:
                waiting.append((child, twin))
            else:
                draft.put(child, parent_id=other.id, position=draft.last(other.id))
                moved.append(child)
    return pairs, moved


def _take_fields(draft: Draft, one: Tag, other: Tag) -> None:
    """Give the other what the marks of the one carry: its fields, and the choices of each."""
    other = draft.now[other.id]
    has: dict[str, Field] = {}
    for above in (*reversed(list(draft.above(other))), other):
        has.update((field.name, field) for field in above.fields)
    own = {field.name: field for field in other.fields}
    for field in draft.before[one.id].all_fields:
        mine = has.get(field.name)
        if mine is None:
            own[field.name] = field
        elif mine.kind == field.kind and mine.kind in CHOOSING:
            choices = more_choices(mine.choices, field.choices)
            if choices != mine.choices:
                own[field.name] = replace(mine, choices=choices)
    draft.put(other, fields=tuple(own.values()))


def _respelt(library: Library, tag: Tag, field: Field) -> Iterator[tuple[marks.Carried, Any]]:
    """The choices that the tag's marks carry, as the field that they are to have spells them."""
    known = {choice.casefold(): choice for choice in field.choices}
    for each in list(marks.carried(library, [tag.id], field.name)):
        if isinstance(each.value, list):
            parts = [known.get(str(part).casefold(), part) for part in each.value]
            yield each, list(dict.fromkeys(parts))
        elif isinstance(each.value, str):
            yield each, known.get(each.value.casefold(), each.value)
