"""A codebook from elsewhere merged into that of the library, by the paths of its tags."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from annotate_tui.columns import as_column
from annotate_tui.model import Codebook, Field, Tag, Variable
from annotate_tui.services.codebook.checks import check_codebook, check_variables
from annotate_tui.services.codebook.colours import clean_colour
from annotate_tui.services.codebook.draft import Draft
from annotate_tui.services.codebook.keys import RESERVED, clean_key, free_key
from annotate_tui.services.codebook.names import (
    CodebookError,
    clean_field,
    clean_name,
    clean_variable,
    fold,
    more_choices,
)
from annotate_tui.services.codebook.steps import drafting, finish
from annotate_tui.services.codebook.tags import plant
from annotate_tui.services.fields import FieldError
from annotate_tui.services.variables import add as add_variable
from annotate_tui.store import Library, Step
from annotate_tui.store.codebook import variable_row


@dataclass(frozen=True, slots=True)
class KeyChange:
    """A key that a tag was not given: ``wanted`` is the file's, ``kept`` what the tag has."""

    path: str
    wanted: str
    kept: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: the paths of tags, in the file's order, and the names of variables."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    variables_added: tuple[str, ...] = ()
    variables_changed: tuple[str, ...] = ()
    variables_same: tuple[str, ...] = ()
    key_changes: tuple[KeyChange, ...] = ()


def import_codebook(
    library: Library, codebook: Codebook, reserved: Collection[str] = RESERVED
) -> Imported:
    """Merge a codebook into that of the library, in one step.

    Tags go by their paths, fields and variables by their names. In what is known already, what the
    file says wins where it says something; fields and choices are added and none taken away. Tags
    stand in the file's order where it has all of one parent, else the new ones come last. Where the
    file gives no tag a key, new ones are given theirs automatically. Raises CodebookError, also
    for a field of another kind than here (then nothing is changed); LibraryError.
    """
    incoming = [_clean(tag) for tag in codebook.tags]
    variables = [replace(each, field=clean_variable(each.field)) for each in codebook.variables]
    check_codebook(incoming, variables)
    with drafting(library, "import-codebook", reserved) as (step, draft):
        incoming = _spelt_as_here(draft, incoming)
        pairs = _plant(library, draft, incoming)
        before = {each.id: each for each in draft.now.values()}
        for one, here in pairs:
            _take(draft, one, here.id, new=here.id not in draft.before)
        keys = _give_keys(draft, pairs, reserved)
        _arrange(draft, pairs)
        added, changed, same = [], [], []
        for _, here in pairs:
            now, old = draft.now[here.id], before[here.id]
            if here.id not in draft.before:
                added.append(draft.path(now))
            elif replace(now, position=old.position) != old:
                changed.append(draft.path(now))
            else:
                same.append(draft.path(now))
        # Parents that the file left out were made on the way.
        named = {here.id for _, here in pairs}
        made = [t for t in draft.now.values() if t.id not in draft.before and t.id not in named]
        added += [draft.path(each) for each in made]
        finish(library, step, draft, reserved)
        news = _merge_variables(library, step, variables)
    return Imported(tuple(added), tuple(changed), tuple(same), *news, tuple(keys))


def _clean(tag: Tag) -> Tag:
    return replace(
        tag,
        name=clean_name(tag.name),
        path="/".join(map(clean_name, tag.path.split("/"))),
        key="" if tag.archived_at else clean_key(tag.key),
        colour=clean_colour(tag.colour),
        description=tag.description.strip(),
        example=tag.example.strip(),
        counter_example=tag.counter_example.strip(),
        fields=tuple(map(clean_field, tag.fields)),
    )


def _spelt_as_here(draft: Draft, tags: Iterable[Tag]) -> list[Tag]:
    """The tags with field names as the library writes them. Raises CodebookError for other kinds."""
    here: dict[str, tuple[Field, Tag]] = {}
    for tag in draft.now.values():
        for field in tag.fields:
            here.setdefault(as_column(field.name), (field, tag))
    spelt = []
    for tag in tags:
        fields = []
        for field in tag.fields:
            known, whose = here.get(as_column(field.name), (field, tag))
            if known.kind != field.kind:
                raise CodebookError(
                    f"The field {known.name} of {tag.path} is {field.kind} in the file and"
                    f" {known.kind} in {whose.path} of this library: nothing was imported."
                )
            fields.append(replace(field, name=known.name))
        spelt.append(replace(tag, fields=tuple(fields)))
    return spelt


def _plant(library: Library, draft: Draft, tags: Sequence[Tag]) -> list[tuple[Tag, Tag]]:
    """Each tag of the file with that of the library; those that are missing are put in."""
    known: dict[tuple[str, ...], Tag] = {}
    for tag in draft.before.values():
        known[tuple(map(fold, tag.path.split("/")))] = tag
    pairs = []
    for tag in tags:
        names = tag.path.split("/")
        parent: Tag | None = None
        for n, name in enumerate(names):
            place = tuple(map(fold, names[: n + 1]))
            here = known.get(place)
            if here is None:
                last = n == len(names) - 1
                here = plant(draft, _id(library, draft, tag.id if last else ""), parent, name)
                known[place] = here
            parent = here
        if parent is not None:
            pairs.append((tag, parent))
    return pairs


def _id(library: Library, draft: Draft, wanted: str) -> str:
    return wanted if _is_uuid(wanted) and wanted not in draft.now else library.new_id()


def _is_uuid(words: str) -> bool:
    try:
        return str(uuid.UUID(words)) == words
    except ValueError:
        return False


def _take(draft: Draft, one: Tag, tag_id: str, *, new: bool) -> None:
    """Let the library's tag say what the file's does; its key is for later."""
    here = draft.now[tag_id]
    draft.put(
        here,
        colour=one.colour or here.colour,
        description=one.description or here.description,
        example=one.example or here.example,
        counter_example=one.counter_example or here.counter_example,
        fields=_fields(here.fields, one.fields),
        archived_at=one.archived_at if new else here.archived_at,
    )


def _fields(here: Iterable[Field], there: Iterable[Field]) -> tuple[Field, ...]:
    merged = {field.name: field for field in here}
    for field in there:
        known = merged.get(field.name)
        merged[field.name] = _merged(known, field) if known else field
    return tuple(merged.values())


def _merged(here: Field, there: Field) -> Field:
    return replace(
        here,
        choices=more_choices(here.choices, there.choices),
        required=here.required or there.required,
        description=there.description or here.description,
    )


def _give_keys(
    draft: Draft, pairs: Sequence[tuple[Tag, Tag]], reserved: Collection[str]
) -> list[KeyChange]:
    """Keys as the file says, where they are free; gives those that were not given."""
    told = []
    wishes = {}
    for one, planted in pairs:
        here = draft.now[planted.id]
        if one.key and one.key != here.key and not here.archived_at:
            wishes[here.id] = one.key
    # Two tags may change keys with each other; a tag that keeps its own may be in another's way.
    while True:
        taken = {t.key for t in draft.now.values() if t.id not in wishes and not t.archived_at}
        denied = [each for each, key in wishes.items() if key in reserved or key in taken]
        if not denied:
            break
        for each in denied:
            del wishes[each]
    for one, planted in pairs:
        here = draft.now[planted.id]
        if here.id in wishes:
            draft.put(here, key=wishes[here.id])
        elif one.key and one.key != here.key and not here.archived_at:
            told.append((one, here))
    silent = not any(one.key for one, _ in pairs)
    refused = {here.id for _, here in told}
    for _, planted in pairs:
        here = draft.now[planted.id]
        new = here.id not in draft.before
        if new and not here.key and not here.archived_at and (silent or here.id in refused):
            draft.put(here, key=free_key(draft.now.values(), here.name, reserved))
    return [KeyChange(draft.path(here), one.key, draft.now[here.id].key) for one, here in told]


def _arrange(draft: Draft, pairs: Sequence[tuple[Tag, Tag]]) -> None:
    """Put siblings in the file's order where it has all that stood here; else what is new comes last.

    So a codebook that is brought back is the same, and a few more names move nothing.
    """
    place = {here.id: n for n, (_, here) in enumerate(pairs)}
    families: dict[str | None, list[Tag]] = {}
    for tag in draft.now.values():
        families.setdefault(tag.parent_id, []).append(tag)
    for siblings in families.values():
        if any(tag.id in place for tag in siblings):
            stood = [tag for tag in siblings if tag.id in draft.before]
            news = [tag for tag in siblings if tag.id not in draft.before]
            if all(tag.id in place for tag in stood):
                stood, news = [], siblings
            stood.sort(key=lambda tag: (tag.position, tag.id))
            draft.arrange([*stood, *sorted(news, key=lambda tag: place.get(tag.id, len(place)))])


def _merge_variables(
    library: Library, step: Step, variables: Sequence[Variable]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    known = {as_column(each.field.name): each for each in library.variables()}
    added: list[str] = []
    changed: list[str] = []
    same: list[str] = []
    for each in variables:
        here = known.get(as_column(each.field.name))
        if here is None:
            try:
                # The id goes along, as a tag's does, so that another library has the same codebook.
                taken = {one.id for one in known.values()}
                free = _is_uuid(each.id) and each.id not in taken
                made = add_variable(library, each.field, id_=each.id if free else "")
            except FieldError as error:
                raise CodebookError(str(error)) from error
            known[as_column(made.field.name)] = made
            added.append(made.field.name)
            continue
        if here.field.kind != each.field.kind:
            raise CodebookError(
                f"The document variable {here.field.name} is {each.field.kind} in the file and"
                f" {here.field.kind} in this library: nothing was imported."
            )
        new = replace(here, field=_merged(here.field, each.field))
        differs = step.update("variable", here.id, variable_row(new)) if new != here else False
        (changed if differs else same).append(here.field.name)
    check_variables(library.variables())
    return tuple(added), tuple(changed), tuple(same)
