"""``annotate variables``: the document variables, columns of one's own for articles."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import click

from annotate_tui.cli.declaring import (
    choices_option,
    empty_option,
    given,
    kind_option,
    new_field,
    places,
    places_options,
    print_refused,
    refusal,
    required_option,
)
from annotate_tui.cli.failing import FAILED, say
from annotate_tui.cli.group import coder_option, json_option, library_option
from annotate_tui.cli.printing import print_json, print_lines, table, terminal_width
from annotate_tui.cli.records import variable_record
from annotate_tui.cli.session import Session
from annotate_tui.text.cells import display

if TYPE_CHECKING:
    from annotate_tui.cli.group import F
    from annotate_tui.model import Variable
    from annotate_tui.store.library import Library

_CHOICES, _DESCRIPTION = 2, 4
_NAMED = 8
"""How many names of undeclared variables are said."""


@click.group(
    name="variables",
    short_help="Show and change the document variables.",
    invoke_without_command=True,
    epilog="\b\nExamples:\n  annotate variables\n  annotate variables add outlet\n"
    "  annotate variables add country --choices 'DPRK; ROK' --required\n"
    "  annotate edit 3 --set country=ROK",
)
@json_option
@library_option
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> int:
    """Columns of your own for articles (outlet, country, event). Without a command, 'list'.

    They are the last columns of the export. 'annotate edit' fills them in, and takes any other
    name=value too, as text.
    """
    if ctx.invoked_subcommand is None:
        return int(ctx.invoke(list_variables, as_json=as_json))
    return 0


def _changing(function: F) -> F:
    return json_option(library_option(coder_option(function)))


@command.command(
    name="list",
    short_help="List the variables.",
    epilog="\b\nExamples:\n  annotate variables list\n  annotate variables list --json",
)
@json_option
@library_option
@click.pass_obj
def list_variables(session: Session, as_json: bool) -> int:
    """List the variables that are declared: kind, choices, how many articles have a value."""
    with session.reading() as library:
        variables = library.variables()
        counts = _counts(library)
    others = _undeclared(variables, counts)
    if as_json:
        print_json(variable_record(each, _count(each, counts)) for each in variables)
    elif variables:
        head = ["variable", "kind", "choices", "articles", "meaning"]
        print_lines(
            table(
                head,
                [_row(each, _count(each, counts)) for each in variables],
                width=terminal_width(),
                flexible={_CHOICES: 2, _DESCRIPTION: 3},
                right=frozenset({3}),
            )
        )
    elif not others:
        say("There are no document variables: 'annotate variables add NAME' declares one.")
    if others and not as_json:
        say(_undeclared_told(others, declared=bool(variables)))
    return 0


def _undeclared(variables: list[Variable], counts: dict[str, int]) -> list[str]:
    """The names of values that articles came with or were given, and nobody declared."""
    from annotate_tui.columns import as_column

    declared = {as_column(each.field.name) for each in variables}
    return [name for name in counts if as_column(name) not in declared]


def _undeclared_told(names: list[str], *, declared: bool) -> str:
    shown, more = names[:_NAMED], len(names) - _NAMED
    listed = ", ".join(shown) + (f" and {more} more" if more > 0 else "")
    none = "" if declared else "No document variable is declared. "
    example = names[0] if names[0].replace("_", "").isalnum() else shlex.quote(names[0])
    return (
        f"{none}Articles have values of {listed}{', too' if declared else ''}: they are in the export, as text;"
        f" 'annotate variables add {example}' declares one."
    )


def _row(variable: Variable, count: int) -> list[str]:
    field = variable.field
    kind = f"{field.kind}, required" if field.required else field.kind
    return [field.name, kind, "; ".join(field.choices), str(count), field.description]


def _counts(library: Library) -> dict[str, int]:
    from annotate_tui.services.counting import variable_counts

    return variable_counts(library)


def _count(variable: Variable, counts: dict[str, int]) -> int:
    from annotate_tui.columns import as_column

    by_column = {as_column(name): count for name, count in counts.items()}
    return by_column.get(as_column(variable.field.name), 0)


def _tell(library: Library, variable: Variable, sentence: str, as_json: bool, **more: int) -> int:
    if as_json:
        print_json([variable_record(variable, _count(variable, _counts(library))) | more])
    else:
        print_lines([display(sentence)])
    return 0


def _named(library: Library, name: str) -> Variable:
    from annotate_tui.services.variables import find

    return find(library.variables(), name)


@command.command(
    name="add",
    short_help="Declare a variable.",
    epilog="\b\nExamples:\n  annotate variables add outlet --description 'Who published it'\n"
    "  annotate variables add event --kind date\n"
    "  annotate variables add country --choices 'DPRK; ROK; PRC' --required",
)
@click.argument("name")
@kind_option
@choices_option
@required_option
@click.option("--description", metavar="TEXT", help="What is to be entered.")
@_changing
@click.pass_obj
def _add(
    session: Session,
    name: str,
    kind: str | None,
    choices: tuple[str, ...] | None,
    required: bool | None,
    description: str | None,
    as_json: bool,
) -> int:
    """Declare the variable NAME, as the last one.

    It is text without --kind, and a choice with --choices; 'annotate tags field --help' has the
    kinds. Values that articles have under that name already are read as of that kind.
    """
    from annotate_tui.services.variables import add

    field = new_field(name, kind, choices, required, description)
    with session.library() as library:
        made = add(library, field)
        said = f"The document variable {made.field.name} ({made.field.kind}) added."
        return _tell(library, made, said, as_json)


@command.command(
    name="edit",
    short_help="Change a variable, its kind too.",
    epilog="\b\nExamples:\n  annotate variables edit outlet --name source_name\n"
    "  annotate variables edit country --choices 'DPRK; ROK; PRC; other'\n"
    "  annotate variables edit event --kind date --empty",
)
@click.argument("variable")
@click.option("--name", metavar="NAME", help="Another name; the values go along.")
@kind_option
@choices_option
@required_option
@click.option("--description", metavar="TEXT", help="What is to be entered.")
@empty_option
@_changing
@click.pass_obj
def _edit(
    session: Session,
    variable: str,
    name: str | None,
    kind: str | None,
    choices: tuple[str, ...] | None,
    required: bool | None,
    description: str | None,
    empty: bool,
    as_json: bool,
) -> int:
    """Change VARIABLE, in one step.

    Another KIND converts the values of all articles. Where one cannot be converted, all that cannot
    are listed, nothing is changed and the exit status is 1: put them right with 'annotate edit', or
    empty them with --empty. Values that are no choice any more stay, and 'annotate check' names
    them.
    """
    if empty and kind is None:
        raise click.UsageError("--empty goes with --kind.")
    changes = given(
        name=name, kind=kind, choices=choices, required=required, description=description
    )
    from dataclasses import replace

    from annotate_tui.services.variables import convert, edit, plan_conversion

    with session.library() as library:
        before = _named(library, variable)
        if kind is None or kind == before.field.kind:
            changes.pop("kind", None)
            now = edit(library, before, **changes)
            done = "as it was" if now == before else "changed"
            return _tell(library, now, f"{now.field.name}: {done}.", as_json)
        listed = kind in ("choice", "choices")
        kept = before.field.choices if listed else ()
        wanted = replace(before.field, **{"choices": kept, **changes})
        plan = plan_conversion(library, before, wanted)
        if plan.refused and not empty:
            print_refused(library, plan.refused, as_json)
            say(refusal(plan.refused, before.field.name, kind))
            return FAILED
        count = convert(library, before, wanted, empty_refused=empty)
        now = _named(library, plan.field.name)
        emptied = f", {len(plan.refused)} emptied" if plan.refused else ""
        said = f"{now.field.name} is now {kind}: {count} {'value' if count == 1 else 'values'}"
        more = {"converted": count, "emptied": len(plan.refused)}
        return _tell(library, now, f"{said} converted{emptied}.", as_json, **more)


@command.command(
    name="move",
    short_help="Put a variable elsewhere among the others.",
    epilog="\b\nExamples:\n  annotate variables move country --up 1",
)
@click.argument("variable")
@places_options
@_changing
@click.pass_obj
def _move(session: Session, variable: str, up: int | None, down: int | None, as_json: bool) -> int:
    """Put VARIABLE elsewhere in the order of the list, which is that of the export."""
    from annotate_tui.services.variables import reorder

    by = places(up, down)
    with session.library() as library:
        now = reorder(library, _named(library, variable), by)
        order = ", ".join(each.field.name for each in library.variables())
        return _tell(library, now, f"Document variables: {order}.", as_json)


@command.command(
    name="remove",
    short_help="Declare a variable no longer.",
    epilog="\b\nExamples:\n  annotate variables remove outlet",
)
@click.argument("variable")
@_changing
@click.pass_obj
def _remove(session: Session, variable: str, as_json: bool) -> int:
    """Declare VARIABLE no longer. Articles keep the values that they have of it, as text."""
    from annotate_tui.services.variables import remove

    with session.library() as library:
        before = _named(library, variable)
        count = remove(library, before)
        kept = f"; {count} {'article keeps' if count == 1 else 'articles keep'} a value"
        said = f"{before.field.name} is no document variable any more{kept if count else ''}."
        return _tell(library, before, said, as_json)
