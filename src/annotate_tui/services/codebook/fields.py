"""The fields that a tag declares: added, changed, put in order, taken away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from annotate_tui.columns import as_column
from annotate_tui.model import Field, Tag
from annotate_tui.services.codebook import marks
from annotate_tui.services.codebook.draft import Draft
from annotate_tui.services.codebook.names import (
    CHOOSING,
    CodebookError,
    clean_field,
    clean_name,
)
from annotate_tui.services.codebook.steps import drafting, finish
from annotate_tui.services.codebook.tags import the
from annotate_tui.store import Library

_CHANGES = ("name", "choices", "required", "description")


def add_field(library: Library, tag: Tag, field: Field) -> Tag:
    """Let the tag, and those below it, have a further field, as its last.

    Raises CodebookError, also where marks carry values of that name that do not fit its kind;
    LibraryError.
    """
    clean = clean_field(field)
    with drafting(library, "add-field") as (_, draft):
        now = draft.get(tag)
        draft.put(now, fields=(*now.fields, clean))
    return the(library, tag.id)


def edit_field(
    library: Library,
    tag: Tag,
    name: str,
    /,
    *,
    rename_choices: Mapping[str, str] | None = None,
    **changes: Any,  # noqa: ANN401
) -> Tag:
    """Change name, choices, required or description of a field that the tag declares.

    Values go along with the field's name, and with its choices as far as ``rename_choices`` says
    what they are called now; without ``choices`` those that it has are renamed in their places.
    Raises CodebookError, also where marks still carry choices that are no more; LibraryError;
    TypeError for another change.
    """
    for change in changes:
        if change == "kind":
            raise CodebookError(
                f"The kind of {name} cannot be set alone: convert the field instead."
            )
        if change not in _CHANGES:
            raise TypeError(f"a field has no {change} that could be set: {', '.join(_CHANGES)}")
    action = "rename-field" if changes.keys() == {"name"} and not rename_choices else "edit-field"
    with drafting(library, action) as (step, draft):
        now = draft.get(tag)
        old = declared(draft, now, name)
        new_names = _new_choices(old, rename_choices or {})
        wanted = replace(old, **{"choices": _chosen(old, new_names), **changes})
        new = clean_field(replace(wanted, choices=tuple(wanted.choices)))
        carriers = _carriers(draft, now, old.name)
        if new_names:
            # The old choices and the new ones are all there while values go from one to the other.
            marks.rewrite(step, old.name, _renamed(library, carriers, old, new_names))
        if new.name != old.name:
            _rename(library, draft, now, old, new)
            fields = tuple(new if field == old else field for field in now.fields)
            draft.put(now, fields=fields)
            after = {each.id: each for each in draft.settled()}
            ids = [i for i in carriers if not _has(after[i], old.name)]
            _check_free(library, ids, old.name, new.name)
            marks.rename(library, step, ids, old.name, new.name)
        else:
            draft.put(now, fields=tuple(new if field == old else field for field in now.fields))
        finish(library, step, draft)
    return the(library, tag.id)


def move_field(library: Library, tag: Tag, name: str, by: int) -> Tag:
    """Move a field among those that the tag declares, ``by`` places down (up: negative).

    Raises CodebookError, LibraryError.
    """
    with drafting(library, "move-field") as (_, draft):
        now = draft.get(tag)
        fields = list(now.fields)
        here = fields.index(declared(draft, now, name))
        place = min(max(here + by, 0), len(fields) - 1)
        fields.insert(place, fields.pop(here))
        draft.put(now, fields=tuple(fields))
    return the(library, tag.id)


def remove_field(library: Library, tag: Tag, name: str) -> int:
    """Take a field away; gives how many marks still carry a value of it, which they keep.

    Those values can be seen with the mark; a field added with the same name has them again. Raises
    CodebookError, LibraryError.
    """
    with drafting(library, "remove-field") as (step, draft):
        now = draft.get(tag)
        old = declared(draft, now, name)
        carriers = _carriers(draft, now, old.name)
        draft.put(now, fields=tuple(field for field in now.fields if field != old))
        after = {each.id: each for each in finish(library, step, draft)}
        ids = [each for each in carriers if not _has(after[each], old.name)]
        return sum(1 for each in marks.carried(library, ids, old.name) if not each.removed)


def declared(draft: Draft, tag: Tag, name: str) -> Field:
    """The field that the tag itself declares. Raises CodebookError naming the tag that does."""
    wanted = as_column(clean_name(name, "field"))
    for each in (tag, *draft.above(tag)):
        for field in each.fields:
            if as_column(field.name) != wanted:
                continue
            if each.id == tag.id:
                return field
            raise CodebookError(
                f"The field {field.name} of {draft.path(tag)} is declared by {draft.path(each)}:"
                " change it there."
            )
    own = ", ".join(field.name for field in tag.fields) or "none"
    raise CodebookError(
        f"The tag {draft.path(tag)} has no field “{name}”; of its own it has {own}."
    )


def _carriers(draft: Draft, tag: Tag, name: str) -> list[str]:
    """The ids of the tags whose marks carry the field as this tag declares it."""
    found = []
    for each in (tag, *draft.below(tag)):
        declarer = draft.declarer(each, name)
        if declarer is not None and declarer.id == tag.id:
            found.append(each.id)
    return found


def _has(tag: Tag, name: str) -> bool:
    return any(field.name == name for field in tag.all_fields)


def _rename(library: Library, draft: Draft, tag: Tag, old: Field, new: Field) -> None:
    """Refuse a name that the tag, or one above or below, has already for another field."""
    for each in (tag, *draft.above(tag), *draft.below(tag)):
        for field in each.fields:
            if as_column(field.name) == as_column(new.name) and field != old:
                # What is spelt otherwise below goes on to be told by the check of the whole.
                if as_column(old.name) == as_column(new.name):
                    continue
                raise CodebookError(
                    f"The tag {draft.path(each)} has a field {field.name} already: take another"
                    " name."
                )


def _check_free(library: Library, tag_ids: Iterable[str], old: str, new: str) -> None:
    ids = list(tag_ids)
    both = {each.annotation_id for each in marks.carried(library, ids, old)}
    both &= {each.annotation_id for each in marks.carried(library, ids, new)}
    if both:
        raise CodebookError(
            f"{len(both)} mark{'s carry' if len(both) != 1 else ' carries'} a {new} besides the"
            f" {old}, from before: take another name."
        )


def _new_choices(field: Field, renames: Mapping[str, str]) -> dict[str, str]:
    if renames and field.kind not in CHOOSING:
        raise CodebookError(f"The field {field.name} has no choices: its kind is {field.kind}.")
    known = {choice.casefold(): choice for choice in field.choices}
    found = {}
    for old, new in renames.items():
        choice = known.get(" ".join(old.split()).casefold())
        if choice is None:
            has = ", ".join(field.choices)
            raise CodebookError(f"The field {field.name} has no choice “{old}”; it has {has}.")
        found[choice] = " ".join(new.split())
    return found


def _chosen(field: Field, renames: Mapping[str, str]) -> tuple[str, ...]:
    """The field's choices under their new names; two that are called alike become one."""
    called = [renames.get(choice, choice) for choice in field.choices]
    return tuple(dict.fromkeys(called))


def _renamed(
    library: Library, tag_ids: Iterable[str], field: Field, renames: Mapping[str, str]
) -> Iterator[tuple[marks.Carried, Any]]:
    for each in list(marks.carried(library, tag_ids, field.name)):
        if isinstance(each.value, list):
            yield each, list(dict.fromkeys(renames.get(part, part) for part in each.value))
        elif isinstance(each.value, str):
            yield each, renames.get(each.value, each.value)
