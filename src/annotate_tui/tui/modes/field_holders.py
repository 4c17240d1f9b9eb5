"""Whose fields a screen shows: those of a tag, or the document variables, changed alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple, Protocol

from annotate_tui.model import Field, Tag, Variable
from annotate_tui.services import codebook
from annotate_tui.services.codebook.marks import carried
from annotate_tui.store import Library


class Listed(NamedTuple):
    """A field, and the path of the tag above that it comes from; "" for one declared here."""

    field: Field
    origin: str = ""


class Refusal(Protocol):
    """A value that another kind of field cannot take."""

    @property
    def annotation_id(self) -> str:
        """The mark that carries it; "" for an article's own."""

    @property
    def article_number(self) -> int:
        """The number of the article."""

    @property
    def value(self) -> Any:  # noqa: ANN401 - whatever the field held
        """The value."""

    @property
    def reason(self) -> str:
        """Why it cannot be."""


class Plan(Protocol):
    """What another kind would do."""

    @property
    def convertible(self) -> int:
        """How many values can be converted."""

    @property
    def refused(self) -> Sequence[Refusal]:
        """The values that cannot be."""


class Holder(Protocol):
    """What declares fields. All that changes them raises CodebookError, FieldError, LibraryError."""

    title: str
    one: str
    """What one of them is called."""
    carriers: str
    """What carries their values: "mark", "article"."""

    def called(self, name: str) -> str:
        """What one of them is called in a title; "" is a new one."""

    def listed(self, library: Library) -> list[Listed] | None:
        """The fields in order, those from above first; None where the holder is gone."""

    def add(self, library: Library, field: Field) -> None:
        """Declare a further one, the last."""

    def change(self, library: Library, old: Field, new: Field, *, empty_refused: bool) -> None:
        """Make one of them another, its values with it, in one step."""

    def plan(self, library: Library, old: Field, new: Field) -> Plan:
        """What another kind would do; changes nothing."""

    def move(self, library: Library, field: Field, by: int) -> None:
        """Put it so many places further down."""

    def values(self, library: Library, field: Field) -> int:
        """How many marks or articles have a value of it."""

    def remove(self, library: Library, field: Field) -> None:
        """Declare it no longer."""


class TagFields:
    """The fields of a tag, and those from the tags above it."""

    one = "field"
    carriers = "mark"

    def __init__(self, tag: Tag) -> None:
        self._tag = tag
        self.title = f"Fields of {tag.path}"

    def called(self, name: str) -> str:
        """With its tag."""
        return f"{f'Field {name}' if name else 'New field'} of {self._tag.path}"

    def listed(self, library: Library) -> list[Listed] | None:
        """Those from above first, each with the nearest tag that declares it."""
        tags = {tag.id: tag for tag in library.tags()}
        tag = tags.get(self._tag.id)
        if tag is None:
            return None
        self._tag, self.title = tag, f"Fields of {tag.path}"
        own = {field.name for field in tag.fields}
        found = []
        for field in tag.inherited:
            above = tags.get(tag.parent_id or "")
            while above is not None and all(f.name != field.name for f in above.fields):
                above = tags.get(above.parent_id or "")
            if field.name not in own:
                found.append(Listed(field, above.path if above else "?"))
        return found + [Listed(field) for field in tag.fields]

    def add(self, library: Library, field: Field) -> None:
        """The tag, and those below it, have a further field."""
        codebook.add_field(library, self._tag, field)

    def change(self, library: Library, old: Field, new: Field, *, empty_refused: bool) -> None:
        """Change what differs; values go along with the name, and with choices in their places."""
        if new.kind == old.kind:
            changes = _changes(old, new, ("name", "choices", "required", "description"))
            renamed = _renamed(old.choices, new.choices)
            codebook.edit_field(
                library, self._tag, old.name, rename_choices=renamed or None, **changes
            )
            return
        with library.step("convert-field"):
            tag = self._tag
            if new.name != old.name:
                tag = codebook.edit_field(library, tag, old.name, name=new.name)
            codebook.convert_field(library, new.name, new, empty_refused=empty_refused)
            tag = next(one for one in library.tags() if one.id == tag.id)
            now = next(field for field in tag.fields if field.name == new.name)
            if changes := _changes(now, new, ("required", "description")):
                codebook.edit_field(library, tag, new.name, **changes)

    def plan(self, library: Library, old: Field, new: Field) -> Plan:
        """In every tag that declares the name."""
        return codebook.plan_conversion(library, old.name, replace(new, name=old.name))

    def move(self, library: Library, field: Field, by: int) -> None:
        """Among those that the tag declares itself."""
        codebook.move_field(library, self._tag, field.name, by)

    def values(self, library: Library, field: Field) -> int:
        """Of marks with the tag, or with one below that does not declare the field itself."""
        tags = library.tags()
        ids = {self._tag.id}
        for tag in tags:
            # Parents stand before what is below them.
            if tag.parent_id in ids and all(own.name != field.name for own in tag.fields):
                ids.add(tag.id)
        return sum(not one.removed for one in carried(library, sorted(ids), field.name))

    def remove(self, library: Library, field: Field) -> None:
        """The values stay with their marks."""
        codebook.remove_field(library, self._tag, field.name)


class VariableFields:
    """The document variables: columns of the user's own for articles."""

    title = "Document variables"
    one = "variable"
    carriers = "article"

    def called(self, name: str) -> str:
        """With what it is."""
        return f"Document variable {name}" if name else "New document variable"

    def listed(self, library: Library) -> list[Listed] | None:
        """In their order."""
        return [Listed(variable.field) for variable in library.variables()]

    def add(self, library: Library, field: Field) -> None:
        """Declare one more column."""
        from annotate_tui.services import variables

        variables.add(library, field)

    def change(self, library: Library, old: Field, new: Field, *, empty_refused: bool) -> None:
        """Change what differs; values go along with the name and the kind."""
        from annotate_tui.services import variables

        variable = _variable(library, old)
        if new.kind == old.kind:
            changes = _changes(old, new, ("name", "choices", "required", "description"))
            variables.edit(library, variable, **changes)
        else:
            variables.convert(library, variable, new, empty_refused=empty_refused)

    def plan(self, library: Library, old: Field, new: Field) -> Plan:
        """In all articles."""
        from annotate_tui.services import variables

        return variables.plan_conversion(library, _variable(library, old), new)

    def move(self, library: Library, field: Field, by: int) -> None:
        """Among all of them."""
        from annotate_tui.services import variables

        variables.reorder(library, _variable(library, field), by)

    def values(self, library: Library, field: Field) -> int:
        """Of articles that were not removed."""
        from annotate_tui.services import variables

        plan = variables.plan_conversion(library, _variable(library, field), field)
        return plan.convertible + len(plan.refused)

    def remove(self, library: Library, field: Field) -> None:
        """The values stay with their articles."""
        from annotate_tui.services import variables

        variables.remove(library, _variable(library, field))


def _variable(library: Library, field: Field) -> Variable:
    from annotate_tui.services import variables

    return variables.find(library.variables(), field.name)


def _changes(old: Field, new: Field, names: Sequence[str]) -> dict[str, Any]:
    pairs = {name: getattr(new, name) for name in names}
    return {name: value for name, value in pairs.items() if value != getattr(old, name)}


def _renamed(old: Sequence[str], new: Sequence[str]) -> dict[str, str]:
    """Choices that others stand in the places of, where as many as before are there."""
    if len(old) != len(new):
        return {}
    pairs = zip(old, new, strict=True)
    return {one: other for one, other in pairs if one not in new and other not in old}
