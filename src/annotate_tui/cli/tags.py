"""``annotate tags``: the codebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from annotate_tui.cli import tags_changed, tags_fields
from annotate_tui.cli.codebook_files import export_tags, import_tags
from annotate_tui.cli.group import json_option, library_option
from annotate_tui.cli.printing import print_json, print_lines, table, terminal_width
from annotate_tui.cli.records import tag_record
from annotate_tui.cli.session import Session

if TYPE_CHECKING:
    from annotate_tui.model import Tag

_DESCRIPTION, _FIELDS = 3, 4


class _InOrder(click.Group):
    """A group that lists its commands in the order in which one needs them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands as they were added."""
        return list(self.commands)


@click.group(
    name="tags",
    cls=_InOrder,
    short_help="Show and change the codebook.",
    invoke_without_command=True,
    epilog="\b\nExamples:\n  annotate tags\n  annotate tags add cause/economy --key e\n"
    "  annotate tags field add cause strength --choices 'weak; strong'\n"
    "  annotate tags merge rumour claim",
)
@json_option
@library_option
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> int:
    """The codebook: the tags, their keys and their fields. Without a command, 'list'.

    TAG is everywhere a path (cause/economy), a key, or a name that only one tag has. What a command
    changes is one step: 'u' in the reader takes it back.
    """
    if ctx.invoked_subcommand is None:
        return int(ctx.invoke(list_tags, as_json=as_json))
    return 0


@command.command(
    name="list",
    short_help="List the tags.",
    epilog="\b\nExamples:\n  annotate tags list\n  annotate tags list --json > codebook.json",
)
@json_option
@library_option
@click.pass_obj
def list_tags(session: Session, as_json: bool) -> int:
    """List the tags: key, path, marks, what each means and which fields it has.

    They are in the order of the codebook, those below a tag after it; a tag has the fields of those
    above it. With --json, "fields" are those that the tag declares itself.
    """
    from annotate_tui.store.tally import tally

    with session.reading() as library:
        tags = library.tags()
        counts = tally(library).tags
    if as_json:
        print_json(tag_record(tag, counts) for tag in tags)
        return 0
    head = ["key", "tag", "marks", "meaning", "fields"]
    rows = [_row(tag, counts.get(tag.id, 0)) for tag in tags]
    print_lines(
        table(
            head,
            rows,
            width=terminal_width(),
            flexible={_DESCRIPTION: 2, _FIELDS: 3},
            right=frozenset({2}),
        )
    )
    return 0


def _row(tag: Tag, count: int) -> list[str]:
    path = f"{tag.path} (archived)" if tag.archived_at else tag.path
    fields = ", ".join(field.name for field in tag.all_fields)
    return [tag.key, path, str(count), tag.description, fields]


for _command in (*tags_changed.COMMANDS, tags_fields.command, import_tags, export_tags):
    command.add_command(_command)
