"""Document variables: the columns of the user's own for articles, declared with a kind."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from annotate_tui.columns import as_column
from annotate_tui.model import Field, Variable
from annotate_tui.services.conversion_values import Conversion, Refused, converted
from annotate_tui.services.declaring import declared_field
from annotate_tui.services.fields import FieldError, kept_value, shown_value
from annotate_tui.store import Library, LibraryError, Step
from annotate_tui.store.codebook import variable_row


class VariableError(FieldError):
    """A document variable that cannot be so. The message is one sentence; nothing was changed."""


class _Held(NamedTuple):
    """An article's variables, and under which name it has the one that is looked at."""

    article_id: str
    number: int
    removed: bool
    values: Mapping[str, Any]
    name: str


def find(variables: Sequence[Variable], name: str) -> Variable:
    """The variable of that name, as columns are told apart. Raises VariableError."""
    wanted = as_column(" ".join(name.split()))
    for variable in variables:
        if as_column(variable.field.name) == wanted:
            return variable
    known = ", ".join(variable.field.name for variable in variables)
    has = f"there are {known}" if known else "none is declared"
    raise VariableError(f"There is no document variable “{name}”: {has}.")


def add(library: Library, field: Field, *, id_: str = "") -> Variable:
    """Declare a variable, as the last one; gives it. ``id_`` is an id to be had, which is free.

    Values that articles have under its name already are read as its kind where they can be; the
    others stay as they are. Raises VariableError, LibraryError.
    """
    with library.step("add-variable") as step:
        variables = library.variables()
        made = Variable(
            id=id_ or library.new_id(),
            field=_sound(field, variables),
            position=max((v.position for v in variables), default=0) + 1,
        )
        step.insert("variable", variable_row(made))
        before = Field(name=made.field.name)
        for held in _articles_with(library, made.field.name):
            value = _fitting(library, before, made.field, held.values[held.name])
            if value is not None:
                _write(step, held, {**held.values, held.name: value})
    return made


def edit(
    library: Library,
    variable: Variable,
    *,
    name: str | None = None,
    choices: Sequence[str] | None = None,
    required: bool | None = None,
    description: str | None = None,
) -> Variable:
    """Change a variable in one step; gives it as it is then.

    A new name takes the values in all articles along. Values that are no longer among the choices
    stay (`services.checking` names them). Another kind is for `convert`. Raises VariableError,
    LibraryError.
    """
    with library.step("edit-variable") as step:
        now = _now(library, variable)
        others = [v for v in library.variables() if v.id != now.id]
        field = now.field
        wanted = replace(
            field,
            name=field.name if name is None else name,
            choices=field.choices if choices is None else tuple(choices),
            required=field.required if required is None else required,
            description=field.description if description is None else description,
        )
        field = _sound(wanted, others)
        if field.name != now.field.name:
            _rename(library, step, now.field.name, field.name)
        made = replace(now, field=field)
        step.update("variable", now.id, variable_row(made))
    return made


def remove(library: Library, variable: Variable) -> int:
    """Declare it no longer; gives how many articles have a value, which stays with them as text
    of their own. Raises VariableError, LibraryError."""
    with library.step("remove-variable") as step:
        now = _now(library, variable)
        step.delete("variable", now.id)
        return sum(not held.removed for held in _articles_with(library, now.field.name))


def reorder(library: Library, variable: Variable, by: int) -> Variable:
    """Move it so many places down the list (up with a negative number), as far as there are any.

    Raises VariableError, LibraryError.
    """
    with library.step("move-variable") as step:
        now = _now(library, variable)
        order = library.variables()
        at = next(i for i, v in enumerate(order) if v.id == now.id)
        to = max(0, min(at + by, len(order) - 1))
        order.insert(to, order.pop(at))
        if to != at:
            # Its event comes first: the step is told by it.
            for position, one in sorted(
                enumerate(order, start=1), key=lambda place: place[1].id != now.id
            ):
                step.update("variable", one.id, {"position": position})
    return _now(library, variable)


def plan_conversion(library: Library, variable: Variable, field: Field) -> Conversion:
    """What changing the variable to ``field`` would do to the articles; changes nothing.

    Raises VariableError, LibraryError.
    """
    now = _now(library, variable)
    others = [v for v in library.variables() if v.id != now.id]
    sound = _sound(field, others)
    fit, refused = 0, []
    for held in _articles_with(library, now.field.name):
        if held.removed:
            continue
        value = held.values[held.name]
        try:
            fit += _converted(library, now.field, sound, value) is not None
        except FieldError as error:
            shown = shown_value(now.field, value)
            refused.append(Refused("", held.number, shown, error.reason or str(error)))
    return Conversion(sound, (), fit, tuple(refused))


def convert(
    library: Library, variable: Variable, field: Field, *, empty_refused: bool = False
) -> int:
    """Change the variable to ``field`` and every article's value with it, in one step.

    Gives how many values were converted. What cannot be is emptied if so asked; else nothing is
    changed and VariableError says how many. Those of removed articles stay. Raises LibraryError.
    """
    with library.step("edit-variable") as step:
        plan = plan_conversion(library, variable, field)
        if plan.refused and not empty_refused:
            first = plan.refused[0]
            n = len(plan.refused)
            raise VariableError(
                f"{n} {'value' if n == 1 else 'values'} cannot be converted, as “{first.value}” of"
                f" article {first.article_number}: {first.reason}; nothing was changed."
            )
        now = _now(library, variable)
        for held in _articles_with(library, now.field.name):
            value = _fitting(library, now.field, plan.field, held.values[held.name])
            if value is not None:
                _write(step, held, {**held.values, held.name: value})
            elif not held.removed:
                kept = {name: one for name, one in held.values.items() if name != held.name}
                _write(step, held, kept)
        if plan.field.name != now.field.name:
            _rename(library, step, now.field.name, plan.field.name)
        step.update("variable", now.id, variable_row(replace(now, field=plan.field)))
    return plan.convertible


def checked_variables(
    library: Library, before: Mapping[str, Any], values: Mapping[str, Any]
) -> dict[str, Any]:
    """An article's variables as they are kept: those declared by their kind, the others as given.

    Values as in ``before`` stay as they are; an empty value of a declared variable takes it out.
    Raises FieldError.
    """
    declared = {as_column(v.field.name): v.field for v in library.variables()}
    checked: dict[str, Any] = {}
    for name, value in values.items():
        field = declared.get(as_column(name))
        same = name in before and type(before[name]) is type(value) and before[name] == value
        if field is None or same:
            checked[name] = value
            continue
        kept = kept_value(field, value)
        if kept is not None:
            _check_link(library, field, kept)
            checked[field.name] = kept
    return checked


def _now(library: Library, variable: Variable) -> Variable:
    """The variable as it is by now. Raises VariableError."""
    for one in library.variables():
        if one.id == variable.id:
            return one
    raise VariableError(f"There is no document variable “{variable.field.name}” any more.")


def _sound(field: Field, others: Sequence[Variable]) -> Field:
    """The field as it may be declared beside the others. Raises VariableError."""
    try:
        sound = declared_field(field)
    except FieldError as error:
        raise VariableError(str(error)) from error
    for other in others:
        if as_column(other.field.name) == as_column(sound.name):
            raise VariableError(
                f"{other.field.name} and {sound.name} would be one column: give one another name."
            )
    return sound


def _articles_with(library: Library, name: str) -> Iterator[_Held]:
    """The articles that have a value of that name, removed ones too, by number."""
    column = as_column(name)
    rows = library.fetch(
        "SELECT id, number, removed_at IS NOT NULL, variables FROM articles"
        " WHERE variables <> '{}' ORDER BY number"
    )
    for article_id, number, removed, written in rows:
        values: dict[str, Any] = json.loads(written)
        for own in values:
            if as_column(own) == column:
                yield _Held(article_id, number, bool(removed), values, own)
                break


def _rename(library: Library, step: Step, old: str, new: str) -> None:
    if as_column(old) != as_column(new):
        taken = [held.number for held in _articles_with(library, new) if not held.removed]
        if taken:
            raise VariableError(
                f"Article {taken[0]} has a value of its own called {new}: choose another name, or"
                " take that value out first."
            )
    for held in _articles_with(library, old):
        if not any(name != held.name and as_column(name) == as_column(new) for name in held.values):
            renamed = {new if n == held.name else n: value for n, value in held.values.items()}
            _write(step, held, renamed)


def _write(step: Step, held: _Held, values: Mapping[str, Any]) -> None:
    step.update("article", held.article_id, {"variables": dict(values)})


def _fitting(library: Library, old: Field, new: Field, value: object) -> object:
    try:
        return _converted(library, old, new, value)
    except FieldError:
        return None


def _converted(library: Library, old: Field, new: Field, value: object) -> object:
    made = converted(old, new, value)
    if made is not None:
        _check_link(library, new, made)
    return made


def _check_link(library: Library, field: Field, target: object) -> None:
    if field.kind == "link":
        try:
            library.mark(str(target))
        except LibraryError as error:
            raise FieldError(
                f"{field.name} takes the id of a mark; there is no “{target}”.", "no mark has it"
            ) from error
