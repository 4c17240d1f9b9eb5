"""``annotate tags field``: the fields that a tag's marks carry."""

from __future__ import annotations

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
from annotate_tui.cli.session import Session
from annotate_tui.cli.tags_changed import marks_in_words, tag_named, tell

if TYPE_CHECKING:
    from annotate_tui.cli.group import F
    from annotate_tui.model import Field, Tag
    from annotate_tui.store.library import Library


@click.group(
    name="field",
    short_help="Change the fields of a tag.",
    epilog="\b\nExamples:\n  annotate tags field add quote source_no --kind number\n"
    "  annotate tags field edit quote named --rename-choice anonymous=unnamed\n"
    "  annotate tags field move quote cue --up 2",
)
@library_option
def command() -> int:
    """The fields of a tag: what its marks carry, and those of the tags below it.

    Kinds: text; number; date (2023-06-12, 2023-06 or 2023); boolean (yes or no); choice (one of a
    list); choices (several of a list); link (the id of another mark); url (a web address).
    """
    return 0


def _changing(function: F) -> F:
    return json_option(library_option(coder_option(function)))


@command.command(
    name="add",
    short_help="Let a tag have a further field.",
    epilog="\b\nExamples:\n  annotate tags field add cause since --kind date --required\n"
    "  annotate tags field add cause strength --choices 'weak; strong'\n"
    "  annotate tags field add cause hits --kind choices --choices 'rent; jobs'",
)
@click.argument("tag")
@click.argument("name")
@kind_option
@choices_option
@required_option
@click.option("--description", metavar="TEXT", help="What is to be entered.")
@_changing
@click.pass_obj
def _add(
    session: Session,
    tag: str,
    name: str,
    kind: str | None,
    choices: tuple[str, ...] | None,
    required: bool | None,
    description: str | None,
    as_json: bool,
) -> int:
    """Let TAG, and the tags below it, have the field NAME, as its last.

    It is text without --kind, and a choice with --choices. Required fields are never forced:
    'annotate check' names the marks that lack them.
    """
    from annotate_tui.services.codebook import add_field

    field = new_field(name, kind, choices, required, description)
    with session.library() as library:
        now = add_field(library, tag_named(library, tag), field)
        return tell(library, now, f"{now.path} has the field {_last(now)} now.", as_json)


def _last(tag: Tag) -> str:
    field = tag.fields[-1]
    listed = f": {', '.join(field.choices)}" if field.choices else ""
    return f"{field.name} ({field.kind}{listed})"


def _renames(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    renames = {}
    for value in values:
        old, equals, new = value.partition("=")
        if not equals or not old.strip() or not new.strip():
            raise click.BadParameter(f"'{value}' is not OLD=NEW", ctx, param)
        renames[old.strip()] = new.strip()
    return renames


@command.command(
    name="edit",
    short_help="Change a field, its kind too.",
    epilog="\b\nExamples:\n  annotate tags field edit quote cue --name verb --required\n"
    "  annotate tags field edit claim verdict --choices 'true; false'\n"
    "  annotate tags field edit quote named --rename-choice anonymous=unnamed\n"
    "  annotate tags field edit figure unit --kind choice\n"
    "  annotate tags field edit figure as_of --kind date --empty",
)
@click.argument("tag")
@click.argument("field")
@click.option("--name", metavar="NAME", help="Another name; the values go along.")
@kind_option
@choices_option
@click.option(
    "--rename-choice",
    "renames",
    multiple=True,
    metavar="OLD=NEW",
    callback=_renames,
    help="Another name for a choice, also in the marks; may be given several times.",
)
@required_option
@click.option("--description", metavar="TEXT", help="What is to be entered.")
@empty_option
@_changing
@click.pass_obj
def _edit(
    session: Session,
    tag: str,
    field: str,
    name: str | None,
    kind: str | None,
    choices: tuple[str, ...] | None,
    renames: dict[str, str],
    required: bool | None,
    description: str | None,
    empty: bool,
    as_json: bool,
) -> int:
    """Change FIELD, which TAG declares itself, in one step.

    Another KIND converts the values, in every tag that has a field of that name. Where one cannot be
    converted, all that cannot are listed, nothing is changed and the exit status is 1: put them
    right, or empty them with --empty. A choice without --choices takes the values that there are.
    """
    from annotate_tui.services.codebook import edit_field

    others = {"name": name, "required": required, "description": description}
    if kind is not None and (renames or any(value is not None for value in others.values())):
        raise click.UsageError("--kind goes with --choices and --empty only.")
    if empty and kind is None:
        raise click.UsageError("--empty goes with --kind.")
    changes = given(kind=kind, choices=choices, renames=renames or None, **others)
    with session.library() as library:
        before = tag_named(library, tag)
        old = _own(before, field)
        if kind is not None and (old is None or old.kind != kind):
            return _convert(library, before, field, kind, choices or (), empty, as_json)
        changes.pop("kind", None)
        changes.pop("renames", None)
        now = edit_field(library, before, field, rename_choices=renames, **changes)
        called = name or (old.name if old else field)
        done = "as it was" if now.fields == before.fields else "changed"
        return tell(library, now, f"{now.path}: {' '.join(called.split())} {done}.", as_json)


def _own(tag: Tag, name: str) -> Field | None:
    from annotate_tui.columns import as_column

    wanted = as_column(" ".join(name.split()))
    return next((field for field in tag.fields if as_column(field.name) == wanted), None)


def _convert(
    library: Library,
    tag: Tag,
    name: str,
    kind: str,
    choices: tuple[str, ...],
    empty: bool,
    as_json: bool,
) -> int:
    from annotate_tui.model import Field
    from annotate_tui.services.codebook import convert_field, edit_field, plan_conversion

    if _own(tag, name) is None:
        # It says whose the field is, or that there is none.
        edit_field(library, tag, name)
    field = Field(name=name, kind=kind, choices=choices)
    plan = plan_conversion(library, name, field)
    if plan.refused and not empty:
        print_refused(library, plan.refused, as_json)
        say(refusal(plan.refused, plan.field.name, kind))
        return FAILED
    count = convert_field(library, name, field, empty_refused=empty)
    now = tag_named(library, tag.path)
    emptied = f", {len(plan.refused)} emptied" if plan.refused else ""
    where = ", ".join(each.path for each in plan.tags)
    converted = f"{count} {'value' if count == 1 else 'values'} converted{emptied}"
    more = {"converted": count, "emptied": len(plan.refused)}
    said = f"{plan.field.name} is now {kind} in {where}: {converted}."
    return tell(library, now, said, as_json, **more)


@command.command(
    name="move",
    short_help="Put a field elsewhere among the others.",
    epilog="\b\nExamples:\n  annotate tags field move quote cue --up 2",
)
@click.argument("tag")
@click.argument("field")
@places_options
@_changing
@click.pass_obj
def _move(
    session: Session, tag: str, field: str, up: int | None, down: int | None, as_json: bool
) -> int:
    """Put FIELD elsewhere among those that TAG declares."""
    from annotate_tui.services.codebook import move_field

    by = places(up, down)
    with session.library() as library:
        now = move_field(library, tag_named(library, tag), field, by)
        order = ", ".join(each.name for each in now.fields)
        return tell(library, now, f"{now.path}: {order}.", as_json)


@command.command(
    name="remove",
    short_help="Take a field away.",
    epilog="\b\nExamples:\n  annotate tags field remove claim restated",
)
@click.argument("tag")
@click.argument("field")
@_changing
@click.pass_obj
def _remove(session: Session, tag: str, field: str, as_json: bool) -> int:
    """Take FIELD away from TAG. Marks keep the values that they have of it.

    They are seen with the mark, and a field that is added with the same name has them again.
    """
    from annotate_tui.services.codebook import remove_field

    with session.library() as library:
        before = tag_named(library, tag)
        count = remove_field(library, before, field)
        kept = (
            f"; {marks_in_words(count)} {'keeps' if count == 1 else 'keep'} a value"
            if count
            else ""
        )
        now = tag_named(library, before.id)
        said = f"{now.path} has no field {field} of its own any more{kept}."
        return tell(library, now, said, as_json, left=count)
