"""A field as it is declared on the command line: its options, and the values that do not fit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from annotate_tui.cli.group import F
from annotate_tui.cli.printing import print_json, print_lines, table, terminal_width
from annotate_tui.cli.records import refused_record
from annotate_tui.model import FIELD_KINDS, Field

if TYPE_CHECKING:
    from annotate_tui.services.conversion_values import Refused
    from annotate_tui.store.library import Library

KINDS = ", ".join(FIELD_KINDS)
SHAPE = "NAME[:KIND[:A;B]]"
_WORDS, _VALUE, _REASON = 1, 2, 3


def split_choices(ctx: click.Context, param: click.Parameter, value: str | None) -> Any:  # noqa: ANN401
    """The choices in "a; b", as a callback of an option; None where it was not given."""
    return None if value is None else choices_of(value)


def choices_of(words: str) -> tuple[str, ...]:
    """The choices in "a; b"."""
    return tuple(part for part in (" ".join(each.split()) for each in words.split(";")) if part)


def pairs(ctx: click.Context, param: click.Parameter, values: Sequence[str]) -> dict[str, str]:
    """What NAME=VALUE says, each name once, as a callback. Raises BadParameter."""
    found: dict[str, str] = {}
    for value in values:
        name, equals, content = value.partition("=")
        name = name.strip()
        if not equals or not name:
            raise click.BadParameter(f"'{value}' is not NAME=VALUE", ctx, param)
        if name in found:
            raise click.BadParameter(
                f"'{name}' is given twice; part several choices by semicolons", ctx, param
            )
        found[name] = content
    return found


def fields_of(ctx: click.Context, param: click.Parameter, values: Sequence[str]) -> list[Field]:
    """The fields in NAME[:KIND[:a;b]], as a callback. Raises BadParameter."""
    fields = []
    for value in values:
        name, _, rest = value.partition(":")
        kind, _, written = rest.partition(":")
        choices = choices_of(written)
        kind = kind.strip() or ("choice" if choices else "text")
        if not name.strip():
            raise click.BadParameter(f"'{value}' is not {SHAPE}", ctx, param)
        if kind not in FIELD_KINDS:
            raise click.BadParameter(f"'{kind}' in '{value}' is not one of {KINDS}", ctx, param)
        fields.append(Field(name=name.strip(), kind=kind, choices=choices))
    return fields


def kind_option(function: F) -> F:
    """Add ``--kind``."""
    return click.option(
        "--kind", type=click.Choice(FIELD_KINDS), metavar="KIND", help=f"One of: {KINDS}."
    )(function)


def choices_option(function: F) -> F:
    """Add ``--choices``, a tuple or None."""
    return click.option(
        "--choices",
        metavar="'A; B'",
        callback=split_choices,
        help="What can be chosen, all of it, in order.",
    )(function)


def required_option(function: F) -> F:
    """Add ``--required/--optional``: True, False or None."""
    return click.option(
        "--required/--optional",
        default=None,
        help="Whether 'annotate check' names where it is empty.",
    )(function)


def empty_option(function: F) -> F:
    """Add ``--empty``: what cannot be converted is emptied."""
    return click.option(
        "--empty", is_flag=True, help="Empty the values that cannot be of the new KIND."
    )(function)


def places_options(function: F) -> F:
    """Add ``--up`` and ``--down``, numbers of places or None."""
    for name in ("--down", "--up"):
        function = click.option(
            name,
            type=click.IntRange(min=1),
            metavar="N",
            help=f"So many places {name.removeprefix('--')} the list.",
        )(function)
    return function


def places(up: int | None, down: int | None) -> int:
    """How many places down. Raises UsageError where neither is given or both are."""
    if (up is None) == (down is None):
        raise click.UsageError("Give either --up N or --down N.")
    return down or -(up or 0)


def given(**options: Any) -> dict[str, Any]:  # noqa: ANN401
    """The options that were given. Raises UsageError where there is none."""
    found = {name: value for name, value in options.items() if value is not None}
    if not found:
        raise click.UsageError("Say what to change")
    return found


def new_field(
    name: str,
    kind: str | None,
    choices: tuple[str, ...] | None,
    required: bool | None,
    description: str | None,
) -> Field:
    """The field that is to be added; with choices and without a kind it is a choice."""
    return Field(
        name=name,
        kind=kind or ("choice" if choices else "text"),
        choices=choices or (),
        required=bool(required),
        description=description or "",
    )


def print_refused(library: Library, refused: Iterable[Refused], as_json: bool) -> None:
    """List the values that cannot be converted: article, the mark's words, value and reason."""
    rows = list(refused)
    words = _words(library, [each.annotation_id for each in rows])
    if as_json:
        print_json(refused_record(each, words.get(each.annotation_id, "")) for each in rows)
        return
    cells = [
        [str(each.article_number), words.get(each.annotation_id, ""), each.value, each.reason]
        for each in rows
    ]
    print_lines(
        table(
            ["article", "words", "value", "reason"],
            cells,
            width=terminal_width(),
            flexible={_WORDS: 3, _VALUE: 1, _REASON: 2},
            right=frozenset({0}),
        )
    )


def refusal(refused: Sequence[Refused], name: str, kind: str) -> str:
    """The sentence that says why nothing was done."""
    count = len(refused)
    return (
        f"{count} {'value' if count == 1 else 'values'} of {name} cannot be converted to {kind}, and"
        " nothing was changed: put them right, or give --empty to empty them."
    )


def _words(library: Library, ids: Iterable[str]) -> dict[str, str]:
    import json

    return dict(
        library.fetch(
            "SELECT a.id, a.text FROM json_each(?) AS j JOIN annotations AS a ON a.id = j.value",
            json.dumps([each for each in ids if each]),
        )
    )
