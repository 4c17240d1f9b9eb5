"""``annotate values``: what the fields hold over the library, and one word for several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import click

from annotate_tui.cli.failing import Failure, say
from annotate_tui.cli.group import coder_option, json_option, library_option
from annotate_tui.cli.printing import print_json, print_lines, table, terminal_width
from annotate_tui.cli.session import Session
from annotate_tui.columns import VARIABLE_PREFIX, as_column
from annotate_tui.text.cells import display

if TYPE_CHECKING:
    from annotate_tui.store.library import Library

_JSON = "annotate.values.json"
_SHOWN = 12
"""So many fields or values are named in a sentence."""


class _Words(click.Group):
    """A group in which what is no command is a field, whose values are listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands as they were added."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant; a field's name stands for its values."""
        if args[0] in self.commands:
            return super().resolve_command(ctx, args)
        return "list", list_values, args


class _Asked(NamedTuple):
    """A field or document variable: its name, its kind ("" for none that is declared)."""

    name: str
    variable: bool
    kind: str

    @property
    def said(self) -> str:
        return f"{VARIABLE_PREFIX}{self.name}" if self.variable else self.name


@click.group(
    name="values",
    cls=_Words,
    short_help="List and rename speakers, units and other values.",
    invoke_without_command=True,
    subcommand_metavar="[FIELD | COMMAND ...]",
    epilog="\b\nExamples:\n  annotate values\n  annotate values speaker\n"
    "  annotate values article.outlet --json\n"
    "  annotate values rename speaker Official 'An official' --to 'an official'",
)
@json_option
@library_option
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> int:
    """The fields that hold words, with their values over the library, most used first.

    With FIELD, its values. A document variable is called article.NAME. Without anything, all fields.
    """
    ctx.meta[_JSON] = as_json
    if ctx.invoked_subcommand is None:
        return int(ctx.invoke(list_values, field=None, as_json=as_json))
    return 0


@command.command(
    name="list",
    short_help="List the fields, or the values of one.",
    epilog="\b\nExamples:\n  annotate values list\n  annotate values list speaker",
)
@click.argument("field", required=False)
@json_option
@library_option
@click.pass_context
def list_values(ctx: click.Context, field: str | None, as_json: bool) -> int:
    """List the fields with how many values and marks each has; or the values of FIELD."""
    session = ctx.find_object(Session)
    assert session is not None
    as_json = as_json or bool(ctx.meta.get(_JSON))
    with session.reading() as library:
        if field is None:
            return _print_fields(library, as_json)
        asked = _asked(library, field)
        counts = _counts(library, asked)
    of = "articles" if asked.variable else "marks"
    if as_json:
        print_json({"field": asked.said, "value": value, of: n} for value, n in counts)
    elif counts:
        rows = [[str(count), value] for value, count in counts]
        print_lines(
            table(
                [of, asked.said],
                rows,
                width=terminal_width(),
                flexible={1: 1},
                right=frozenset({0}),
            )
        )
    else:
        say(_none(asked))
    return 0


@command.command(
    name="rename",
    short_help="Write a value otherwise, everywhere.",
    epilog="\b\nExamples:\n"
    "  annotate values rename speaker 'Another Official' --to 'another official'\n"
    "  annotate values rename unit case Cases --to cases\n"
    "  annotate values rename article.outlet NKNews --to 'NK News'",
)
@click.argument("field")
@click.argument("old", nargs=-1, required=True)
@click.option("--to", "into", required=True, metavar="NEW", help='The new value; "" for none.')
@json_option
@library_option
@coder_option
@click.pass_obj
def _rename(session: Session, field: str, old: tuple[str, ...], into: str, as_json: bool) -> int:
    """Write NEW wherever FIELD has one of the values OLD, in one step; say in how many marks.

    OLD is written as 'annotate values FIELD' shows it. A NEW that is there already makes them one.
    Only FIELD changes: speaker_text keeps what was printed.
    """
    from annotate_tui.services.values import rename_values, rename_variable_values

    with session.library() as library:
        asked = _asked(library, field)
        if asked.kind == "choices" and not asked.variable:
            raise Failure(
                f"{asked.name} holds several of a list: rename the choice itself, with 'annotate tags"
                f" field edit TAG {asked.name} --rename-choice OLD=NEW'."
            )
        _check_there(asked, old, dict(_counts(library, asked)))
        change = rename_variable_values if asked.variable else rename_values
        count = change(library, asked.name, old, into)
    of = "article" if asked.variable else "mark"
    if as_json:
        record = {"field": asked.said, "values": list(old), "to": into.strip(), f"{of}s": count}
        print_json([record])
    else:
        marks = f"{count} {of if count == 1 else of + 's'}"
        now = f"is now “{' '.join(into.split())}”" if into.strip() else "is empty now"
        print_lines([display(f"{asked.said} {now} in {marks}.")])
    return 0


def _asked(library: Library, typed: str) -> _Asked:
    """The field that is meant. Raises Failure naming those that there are."""
    from annotate_tui.services.counting import variable_counts
    from annotate_tui.store.codebook import PART_OF

    wanted = as_column(" ".join(typed.split()))
    known: dict[str, _Asked] = {}
    for tag in library.tags():
        for field in tag.fields:
            known.setdefault(as_column(field.name), _Asked(field.name, False, field.kind))
    known[PART_OF.name] = _Asked(PART_OF.name, False, PART_OF.kind)
    for name, _, _ in library.value_fields():
        known.setdefault(as_column(name), _Asked(name, False, ""))
    for variable in library.variables():
        own = variable.field
        known[VARIABLE_PREFIX + as_column(own.name)] = _Asked(own.name, True, own.kind)
    for name in variable_counts(library):
        known.setdefault(VARIABLE_PREFIX + as_column(name), _Asked(name, True, ""))
    asked = known.get(wanted)
    if asked is None:
        there = [each.said for each in known.values() if each.kind not in ("number", "link")]
        raise Failure(f"There is no field “{typed}”; there is: {_some(there)}.")
    if asked.kind in ("number", "boolean", "link"):
        holds = {"number": "numbers", "boolean": "yes or no", "link": "other marks"}[asked.kind]
        raise Failure(f"{asked.said} holds {holds}: only values in words are listed and renamed.")
    return asked


def _counts(library: Library, asked: _Asked) -> list[tuple[str, int]]:
    from annotate_tui.services.counting import choice_counts, variable_value_counts

    if asked.variable:
        return variable_value_counts(library, asked.name)
    if asked.kind == "choices":
        return choice_counts(library, asked.name)[1]
    return library.value_counts(asked.name)


def _check_there(asked: _Asked, old: Sequence[str], counts: dict[str, int]) -> None:
    """Raise Failure where a value is not there: it is mistyped, and the others are left alone."""
    for value in old:
        if value in counts:
            continue
        if not counts:
            raise Failure(_none(asked))
        from difflib import get_close_matches

        near = get_close_matches(value, list(counts)[:5000], n=1, cutoff=0.5)
        near += [each for each in counts if each.casefold() == value.casefold()]
        hint = f"did you mean “{near[-1]}”?" if near else f"there is: {_some(list(counts))}."
        raise Failure(f"{asked.said} is nowhere “{value}”; {hint}")


def _none(asked: _Asked) -> str:
    return f"No {'article' if asked.variable else 'mark'} has words as {asked.said} yet."


def _some(names: Sequence[str]) -> str:
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _print_fields(library: Library, as_json: bool) -> int:
    from annotate_tui.services.counting import choice_counts, variable_counts

    rows = [(name, values, marks, "marks") for name, values, marks in library.value_fields()]
    fields = [field for tag in library.tags() for field in tag.fields]
    for name in dict.fromkeys(field.name for field in fields if field.kind == "choices"):
        marks, counts = choice_counts(library, name)
        if marks:
            rows.append((name, len(counts), marks, "marks"))
    links = {each.field.name for each in library.variables() if each.field.kind == "link"}
    for name, count in variable_counts(library).items():
        values = len(_counts(library, _Asked(name, True, "")))
        if values and name not in links:
            rows.append((VARIABLE_PREFIX + name, values, count, "articles"))
    if as_json:
        print_json({"field": name, "values": values, of: n} for name, values, n, of in rows)
    elif rows:
        cells = [
            [name, str(values), f"{n} {of if n != 1 else of.removesuffix('s')}"]
            for name, values, n, of in rows
        ]
        print_lines(
            table(
                ["field", "values", "in"],
                cells,
                width=terminal_width(),
                flexible={0: 1},
                right=frozenset({1}),
            )
        )
    else:
        say("No field is filled in yet.")
    return 0
