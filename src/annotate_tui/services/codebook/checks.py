"""Whether a codebook holds together: names, keys, the hierarchy, one kind for each field."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from annotate_tui.columns import as_column
from annotate_tui.model import Field, Tag, Variable
from annotate_tui.services.codebook.keys import clean_key
from annotate_tui.services.codebook.names import (
    CodebookError,
    clean_field,
    clean_name,
    clean_variable,
    fold,
)


def check_codebook(tags: Iterable[Tag], variables: Iterable[Variable] = ()) -> None:
    """Raise CodebookError, with one sentence, where a codebook cannot be as it is.

    Looked at are the names, the keys (two tags, one key), the hierarchy, and the fields: one kind
    for each name. Which keys the program needs itself is no matter here.
    """
    known = list(tags)
    for tag in known:
        if clean_name(tag.name) != tag.name:
            raise CodebookError(f"The name “{tag.name}” has blanks where there can be none.")
        for field in tag.fields:
            _check_field(field)
    check_changed({}, known)
    check_variables(variables)


def check_variables(variables: Iterable[Variable]) -> None:
    """Raise CodebookError for variables that cannot be, or two of one name."""
    names: dict[str, str] = {}
    for variable in variables:
        if clean_variable(variable.field) != variable.field:
            raise CodebookError(
                f"The document variable “{variable.field.name}” has blanks where there can be none."
            )
        twin = names.get(as_column(variable.field.name))
        if twin is not None:
            raise CodebookError(_twice("There are two variables", twin, variable.field.name))
        names[as_column(variable.field.name)] = variable.field.name


def check_changed(
    before: Mapping[str, Tag], tags: Sequence[Tag], reserved: Collection[str] = ()
) -> None:
    """Raise CodebookError where what is new or changed in ``tags`` cannot be.

    What stood ``before``, by id, is not asked again: a library may hold what a newer program
    refuses, and everything else can still be changed.
    """
    changed = [tag for tag in tags if not _same(before.get(tag.id), tag)]
    if not changed:
        return
    _check_hierarchy(changed, tags)
    _check_names(changed, tags)
    _check_keys(before, changed, tags, reserved)
    _check_kinds(before, changed, tags)


def _same(old: Tag | None, tag: Tag) -> bool:
    return old is tag or (
        old is not None
        and (old.name, old.parent_id, old.key, old.archived_at, old.fields)
        == (tag.name, tag.parent_id, tag.key, tag.archived_at, tag.fields)
    )


def _check_hierarchy(changed: Iterable[Tag], tags: Iterable[Tag]) -> None:
    parents = {tag.id: tag.parent_id for tag in tags}
    sound: set[str] = set()
    for tag in changed:
        seen = [tag.id]
        above = tag.parent_id
        while above is not None and above not in sound:
            if above in seen:
                raise CodebookError(f"The tag {tag.name} cannot be below itself.")
            if above not in parents:
                raise CodebookError(f"The tag {tag.name} is below one that is not in the codebook.")
            seen.append(above)
            above = parents[above]
        sound.update(seen)


def _check_names(changed: Iterable[Tag], tags: Iterable[Tag]) -> None:
    places = {(tag.parent_id, fold(tag.name)) for tag in changed}
    named: dict[tuple[str | None, str], Tag] = {}
    for tag in tags:
        place = (tag.parent_id, fold(tag.name))
        if place not in places:
            continue
        twin = named.setdefault(place, tag)
        if twin is not tag:
            where = f"Below {twin.path.rpartition('/')[0]}" if twin.parent_id else "At the top"
            away = " (archived)" if twin.archived_at or tag.archived_at else ""
            raise CodebookError(
                f"{where} there is a tag {twin.name} already{away}: give another name."
            )


def _check_keys(
    before: Mapping[str, Tag],
    changed: Iterable[Tag],
    tags: Iterable[Tag],
    reserved: Collection[str],
) -> None:
    asked: dict[str, Tag] = {}
    for tag in changed:
        old = before.get(tag.id)
        if not tag.key or (old and (old.key, old.archived_at) == (tag.key, tag.archived_at)):
            continue
        if tag.archived_at:
            raise CodebookError(f"The tag {tag.path} is archived and so has no key.")
        if clean_key(tag.key) != tag.key:
            raise CodebookError(f"“{tag.key}” cannot be a key: give one character.")
        if tag.key in reserved:
            raise CodebookError(
                f"The key {tag.key} is one of the program's own: give {tag.path} another."
            )
        twin = asked.setdefault(tag.key, tag)
        if twin is not tag:
            raise CodebookError(
                f"The key {tag.key} is the key of {twin.path}: give {tag.path} another."
            )
    for other in tags:
        wanting = asked.get(other.key) if other.key and not other.archived_at else None
        if wanting is not None and wanting.id != other.id:
            raise CodebookError(
                f"The key {other.key} is the key of {other.path}: give {wanting.path} another."
            )


def _check_kinds(before: Mapping[str, Tag], changed: Iterable[Tag], tags: Iterable[Tag]) -> None:
    touched: dict[str, tuple[Field, Tag]] = {}
    for tag in changed:
        old = before.get(tag.id)
        if old is not None and old.fields == tag.fields:
            continue
        own: dict[str, str] = {}
        for field in tag.fields:
            twin = own.get(as_column(field.name))
            if twin is not None:
                raise CodebookError(_twice(f"The tag {tag.path} has two fields", twin, field.name))
            own[as_column(field.name)] = field.name
            if old is None or field not in old.fields:
                touched.setdefault(as_column(field.name), (field, tag))
    if not touched:
        return
    for tag in tags:
        for field in tag.fields:
            found = touched.get(as_column(field.name))
            if found is None:
                continue
            asked, asking = found
            if asked.name != field.name:
                raise CodebookError(
                    f"“{asked.name}” of {asking.path} and “{field.name}” of {tag.path} would be one"
                    " column: write them alike."
                )
            if asked.kind != field.kind:
                raise CodebookError(
                    f"The field {field.name} is {field.kind} in {tag.path}: it cannot be"
                    f" {asked.kind} in {asking.path}."
                )


def _check_field(field: Field) -> None:
    if clean_field(field) != field:
        raise CodebookError(
            f"The field “{field.name}” has blanks where there can be none, in it or its choices."
        )


def _twice(what: str, one: str, other: str) -> str:
    if one == other:
        return f"{what} named {one}: give one another name."
    return f"{what} named {one} and {other}, which would be one column: give one another name."
