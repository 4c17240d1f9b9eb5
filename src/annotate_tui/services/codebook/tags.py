"""Tags: made, changed, moved, put in order, archived, removed. Each is one step of the log."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from annotate_tui.model import Field, Tag
from annotate_tui.services.codebook.colours import clean_colour, next_colour
from annotate_tui.services.codebook.draft import Draft
from annotate_tui.services.codebook.keys import RESERVED, clean_key, free_key
from annotate_tui.services.codebook.marks import count_marks, names_carried
from annotate_tui.services.codebook.names import (
    CodebookError,
    clean_field,
    clean_name,
    clean_path,
)
from annotate_tui.services.codebook.steps import drafting
from annotate_tui.store import Library

_WORDS = ("description", "example", "counter_example")
_CHANGES = ("name", "key", "colour", *_WORDS, "fields")


def create(
    library: Library,
    path: str,
    *,
    key: str | None = None,
    colour: str = "",
    description: str = "",
    example: str = "",
    counter_example: str = "",
    fields: Iterable[Field] = (),
    reserved: Collection[str] = RESERVED,
) -> Tag:
    """Make a tag, last below its parent; the missing ones of its path are made too.

    ``key`` None gives the first free letter of its name, "" none. ``colour`` "" gives the least
    used of colours that colour-blind readers can tell apart. Raises CodebookError, LibraryError.
    """
    names = clean_path(path)
    with drafting(library, "create-tag", reserved) as (_, draft):
        parent: Tag | None = None
        made: list[Tag] = []
        for n, name in enumerate(names):
            known = draft.named(parent.id if parent else None, name)
            if known is not None and n == len(names) - 1:
                raise CodebookError(_there_is(known))
            if known is None:
                known = plant(draft, library.new_id(), parent, name)
                made.append(known)
            parent = known
        # The tag that was asked for has the first choice of keys, those above it what is left.
        for tag in reversed(made):
            own = tag is made[-1] and key is not None
            given = (
                clean_key(key or "") if own else free_key(draft.now.values(), tag.name, reserved)
            )
            draft.put(draft.now[tag.id], key=given)
        draft.put(
            draft.now[made[-1].id],
            colour=clean_colour(colour) or made[-1].colour,
            description=description.strip(),
            example=example.strip(),
            counter_example=counter_example.strip(),
            fields=tuple(map(clean_field, fields)),
        )
        made_id = made[-1].id
    return the(library, made_id)


def edit(
    library: Library,
    tag: Tag,
    *,
    reserved: Collection[str] = RESERVED,
    **changes: Any,  # noqa: ANN401
) -> Tag:
    """Change name, key, colour, description, example, counter_example or fields in one step.

    ``key`` None gives a free letter, "" none; ``colour`` "" gives one automatically; ``fields`` are
    all that the tag declares itself. Raises CodebookError, LibraryError; TypeError for another
    name.
    """
    clean = {name: _clean(name, value) for name, value in changes.items()}
    differing = {name for name, value in clean.items() if value != getattr(tag, name)}
    action = "rename-tag" if differing == {"name"} else "edit-tag"
    with drafting(library, action, reserved) as (_, draft):
        now = draft.get(tag)
        if now.archived_at and clean.get("key"):
            raise CodebookError(
                f"The tag {now.path} is archived and so has no key: restore it first."
            )
        others = [each for each in draft.now.values() if each.id != now.id]
        if "key" in clean and clean["key"] is None:
            name = clean.get("name", now.name)
            clean["key"] = "" if now.archived_at else free_key(others, name, reserved)
        if clean.get("colour") == "":
            clean["colour"] = next_colour(others)
        draft.put(now, **clean)
    return the(library, tag.id)


def move(library: Library, tag: Tag, parent: Tag | None) -> Tag:
    """Put the tag, with all below it, last below another tag, or at the top.

    Fields from above that its marks carry and that it would lack there become its own. Raises
    CodebookError, LibraryError.
    """
    with drafting(library, "move-tag") as (_, draft):
        now = draft.get(tag)
        above = draft.get(parent) if parent else None
        above_id = above.id if above else None
        if above_id != now.parent_id:
            below = [now, *draft.below(now)]
            if above is not None and any(each.id == above.id for each in below):
                raise CodebookError(
                    f"The tag {now.path} cannot be put below itself ({above.path})."
                )
            known = draft.named(above_id, now.name)
            if known is not None:
                raise CodebookError(_there_is(known))
            there = {field.name for field in above.all_fields} if above else set()
            there |= {field.name for field in now.fields}
            lost = [field for field in now.inherited if field.name not in there]
            if lost:
                kept = names_carried(library, [each.id for each in below])
                own = tuple(field for field in lost if field.name in kept)
                now = draft.put(now, fields=(*own, *now.fields))
            draft.put(now, parent_id=above_id, position=draft.last(above_id))
    return the(library, tag.id)


def reorder(library: Library, tag: Tag, by: int) -> Tag:
    """Move the tag among its siblings, ``by`` places down (up: negative), as far as there are.

    Archived siblings are passed over and do not count. Raises CodebookError, LibraryError.
    """
    with drafting(library, "reorder-tag") as (_, draft):
        now = draft.get(tag)
        siblings = draft.siblings(now.parent_id)
        here = siblings.index(now)
        counting = [n for n, each in enumerate(siblings) if now.archived_at or not each.archived_at]
        place = min(max(counting.index(here) + by, 0), len(counting) - 1)
        siblings.insert(counting[place], siblings.pop(here))
        draft.arrange(siblings)
        # Its event comes first: the step is told by it.
        draft.now = {now.id: draft.now[now.id], **draft.now}
    return the(library, tag.id)


def archive(library: Library, tag: Tag) -> Tag:
    """Put the tag away: its marks keep it, its key is free, those below it stay.

    Raises CodebookError, LibraryError.
    """
    with drafting(library, "archive-tag") as (step, draft):
        now = draft.get(tag)
        if not now.archived_at:
            draft.put(now, archived_at=step.at, key="")
    return the(library, tag.id)


def restore(library: Library, tag: Tag, *, reserved: Collection[str] = RESERVED) -> Tag:
    """Take an archived tag up again, with a key that is free. Raises CodebookError, LibraryError."""
    with drafting(library, "restore-tag", reserved) as (_, draft):
        now = draft.get(tag)
        if now.archived_at:
            key = free_key(draft.now.values(), now.name, reserved)
            draft.put(now, archived_at="", key=key)
    return the(library, tag.id)


def remove(library: Library, tag: Tag) -> None:
    """Take a tag out of the codebook that no mark ever had, and that has none below it.

    Raises CodebookError, LibraryError.
    """
    with drafting(library, "remove-tag") as (step, draft):
        now = draft.get(tag)
        if below := draft.siblings(now.id):
            raise CodebookError(
                f"The tag {now.path} has tags below it, like {below[0].name}: move them first."
            )
        if marks := count_marks(library, now.id):
            raise CodebookError(
                f"{marks} mark{'s have' if marks != 1 else ' has'} the tag {now.path}, removed ones"
                " included: archive it, or merge it into another."
            )
        for row in rejections(library, now.id):
            step.delete("rejection", tuple(row.values()))
        del draft.now[now.id]


def the(library: Library, tag_id: str) -> Tag:
    """The tag with that id. Raises CodebookError where there is none."""
    for tag in library.tags():
        if tag.id == tag_id:
            return tag
    raise CodebookError("The tag is no longer in the codebook: it was taken out elsewhere.")


def plant(draft: Draft, tag_id: str, parent: Tag | None, name: str) -> Tag:
    """Put a new tag into the draft, last below its parent, with a colour and without a key."""
    parent_id = parent.id if parent else None
    return draft.put(
        Tag(
            id=tag_id,
            name=name,
            path=f"{parent.path}/{name}" if parent else name,
            colour=next_colour(draft.now.values()),
            parent_id=parent_id,
            inherited=parent.all_fields if parent else (),
            position=draft.last(parent_id),
        )
    )


def rejections(library: Library, tag_id: str) -> list[dict[str, Any]]:
    """The keys of what was refused for that tag."""
    return list(
        library.query(
            'SELECT text_id, tag_id, start, "end", coder FROM rejections WHERE tag_id = ?', [tag_id]
        )
    )


def _clean(name: str, value: Any) -> Any:  # noqa: ANN401
    if name == "name":
        return clean_name(value)
    if name == "key":
        return None if value is None else clean_key(value)
    if name == "colour":
        return clean_colour(value)
    if name in _WORDS:
        return str(value).strip()
    if name == "fields":
        return tuple(clean_field(field) for field in value)
    raise TypeError(f"a tag has no {name}: {', '.join(_CHANGES)}")


def _there_is(tag: Tag) -> str:
    if tag.archived_at:
        return f"There is a tag {tag.path} already, which is archived: restore it, or take another name."
    return f"There is a tag {tag.path} already: give another name."
