"""``annotate tags add``, ``edit``, ``move``, ``merge`` and the like: the tags changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from annotate_tui.cli.declaring import SHAPE, fields_of, given
from annotate_tui.cli.group import coder_option, json_option, library_option
from annotate_tui.cli.printing import print_json, print_lines
from annotate_tui.cli.records import tag_record
from annotate_tui.cli.session import Session
from annotate_tui.text.cells import display

if TYPE_CHECKING:
    from annotate_tui.cli.group import F
    from annotate_tui.model import Field, Tag
    from annotate_tui.store.library import Library


def tag_named(library: Library, word: str) -> Tag:
    """The tag that is meant, an archived one where no other is. Raises CodebookError."""
    from annotate_tui.services.codebook import find_tag

    return find_tag(library.tags(), word, archived=True)


def tell(library: Library, tag: Tag, sentence: str, as_json: bool, **more: Any) -> int:  # noqa: ANN401
    """Print what was done: the tag as a record with ``more``, or the sentence."""
    if as_json:
        from annotate_tui.store.tally import tally

        print_json([tag_record(tag, tally(library).tags) | more])
    else:
        print_lines([display(sentence)])
    return 0


def marks_in_words(count: int) -> str:
    """ "1 mark", "2 marks"."""
    return f"{count} mark" if count == 1 else f"{count} marks"


def _changing(function: F) -> F:
    """Add the options that every command has that changes the codebook."""
    return json_option(library_option(coder_option(function)))


def _key_options(function: F) -> F:
    no_key = click.option("--no-key", is_flag=True, help="Without a key.")
    key = click.option("--key", metavar="K", help="The key: one character that is free.")
    return key(no_key(function))


def _words_options(function: F) -> F:
    for name, metavar, text in (
        ("--counter-example", "TEXT", "What is not to be coded so."),
        ("--example", "TEXT", "What is to be coded so."),
        ("--description", "TEXT", "What the tag means; it shows while tagging."),
        ("--colour", "COLOUR", "Like #0072b2 or blue; else one is given."),
    ):
        function = click.option(name, metavar=metavar, help=text)(function)
    return function


def _key(key: str | None, no_key: bool) -> str | None:
    if key is not None and no_key:
        raise click.UsageError("Give either --key or --no-key.")
    return "" if no_key else key


def _with_key(tag: Tag) -> str:
    return f"key {tag.key}" if tag.key else "without a key"


@click.command(
    name="add",
    short_help="Make a tag.",
    epilog="\b\nExamples:\n  annotate tags add rumour\n"
    "  annotate tags add cause/economy --key e --colour blue \\\n"
    "      --description 'Jobs, wages, prices' --example 'lost his job' \\\n"
    "      --field strength:choice:'weak;strong' --field since:date --field who",
)
@click.argument("path")
@_key_options
@_words_options
@click.option(
    "--field",
    "fields",
    multiple=True,
    metavar=SHAPE,
    callback=fields_of,
    help="A field of the tag, text without a KIND; may be given several times.",
)
@_changing
@click.pass_obj
def _add(
    session: Session,
    /,
    path: str,
    key: str | None,
    no_key: bool,
    fields: list[Field],
    as_json: bool,
    **words: str | None,
) -> int:
    """Make the tag PATH: its name, after those of the tags above it, like cause/economy.

    Tags above it that are not there are made too. The key is the first letter of its name that is
    free, unless it is given. 'annotate tags field --help' has the kinds of fields.
    """
    from annotate_tui.services.codebook import create

    chosen = _key(key, no_key)
    with session.library() as library:
        texts = {name: value or "" for name, value in words.items()}
        tag = create(library, path, key=chosen, fields=fields, **texts)
        return tell(library, tag, f"{tag.path} added, {_with_key(tag)}.", as_json)


@click.command(
    name="edit",
    short_help="Change a tag.",
    epilog="\b\nExamples:\n  annotate tags edit claim --key k --colour '#d55e00'\n"
    "  annotate tags edit cause/economy --description 'Jobs and prices' --no-key",
)
@click.argument("tag")
@click.option("--name", metavar="NAME", help="Another name; its place stays.")
@_key_options
@_words_options
@_changing
@click.pass_obj
def _edit(
    session: Session,
    /,
    tag: str,
    name: str | None,
    key: str | None,
    no_key: bool,
    as_json: bool,
    **words: str | None,
) -> int:
    """Change name, key, colour, description or examples of TAG, in one step.

    An empty TEXT takes it away. An archived tag is found too, where no other is called so.
    """
    from annotate_tui.services.codebook import edit

    changes = given(name=name, key=_key(key, no_key), **words)
    with session.library() as library:
        before = tag_named(library, tag)
        now = edit(library, before, **changes)
        done = [what for what in changes if getattr(now, what) != getattr(before, what)]
        did = ", ".join(what.replace("_", "-") for what in done) + " changed"
        return tell(library, now, f"{now.path}: {did if done else 'as it was'}.", as_json)


@click.command(
    name="rename",
    short_help="Give a tag another name.",
    epilog="\b\nExamples:\n  annotate tags rename cause/economy economics",
)
@click.argument("tag")
@click.argument("name")
@_changing
@click.pass_obj
def _rename(session: Session, tag: str, name: str, as_json: bool) -> int:
    """Give TAG another NAME, which every mark then shows. 'move' gives it another place."""
    from annotate_tui.services.codebook import edit

    with session.library() as library:
        before = tag_named(library, tag)
        now = edit(library, before, name=name)
        return tell(library, now, f"{before.path} is now {now.path}.", as_json)


@click.command(
    name="move",
    short_help="Put a tag elsewhere.",
    epilog="\b\nExamples:\n  annotate tags move economy --under cause\n"
    "  annotate tags move cause/economy --top\n  annotate tags move figure --up 2",
)
@click.argument("tag")
@click.option("--under", metavar="PARENT", help="Last below this tag.")
@click.option("--top", is_flag=True, help="Last of those that are below no other.")
@click.option("--up", type=click.IntRange(min=1), metavar="N", help="N places up.")
@click.option("--down", type=click.IntRange(min=1), metavar="N", help="N places down.")
@_changing
@click.pass_obj
def _move(
    session: Session,
    tag: str,
    under: str | None,
    top: bool,
    up: int | None,
    down: int | None,
    as_json: bool,
) -> int:
    """Put TAG, with all below it, below another tag, at the top, or elsewhere among its siblings.

    Below another tag it has that tag's fields too; fields that it had from above and that its marks
    fill in become its own.
    """
    from annotate_tui.services.codebook import move, reorder

    if sum((under is not None, top, up is not None, down is not None)) != 1:
        raise click.UsageError("Give one of --under PARENT, --top, --up N and --down N.")
    with session.library() as library:
        before = tag_named(library, tag)
        if under is None and not top:
            now = reorder(library, before, down or -(up or 0))
            return tell(library, now, f"{now.path} is now {_place(library, now)}.", as_json)
        parent = None if under is None else tag_named(library, under)
        now = move(library, before, parent)
        return tell(library, now, f"{before.path} is now {now.path}.", as_json)


def _place(library: Library, tag: Tag) -> str:
    """Where the tag stands among its siblings: "2 of 5, after claim"."""
    beside = [
        each.name
        for each in library.tags()
        if each.parent_id == tag.parent_id and (tag.archived_at or not each.archived_at)
    ]
    at = beside.index(tag.name)
    after = f", after {beside[at - 1]}" if at else ""
    return f"{at + 1} of {len(beside)}{after}"


@click.command(
    name="merge",
    short_help="Make two tags one.",
    epilog="\b\nExamples:\n  annotate tags merge rumour claim",
)
@click.argument("tag")
@click.argument("into")
@_changing
@click.pass_obj
def _merge(session: Session, tag: str, into: str, as_json: bool) -> int:
    """Give all marks of TAG the tag INTO, and take TAG out of the codebook.

    INTO gets the fields and the choices that it lacks, so no value is lost; tags below TAG come
    below INTO. With --json the record is INTO's, with "merged" and "marks".
    """
    from annotate_tui.services.codebook import merge

    with session.library() as library:
        source = tag_named(library, tag)
        done = merge(library, source, tag_named(library, into))
        count = marks_in_words(done.marks)
        said = [
            f"{count} of {source.path} {'is' if done.marks == 1 else 'are'} now {done.tag.path}"
        ]
        if done.fields:
            said.append(f"it has the fields {', '.join(done.fields)} besides")
        if done.children:
            said.append(f"moved along: {', '.join(done.children)}")
        more = {"merged": source.path, "marks": done.marks}
        return tell(library, done.tag, "; ".join(said) + ".", as_json, **more)


@click.command(
    name="archive",
    short_help="Put a tag away.",
    epilog="\b\nExamples:\n  annotate tags archive rumour",
)
@click.argument("tag")
@_changing
@click.pass_obj
def _archive(session: Session, tag: str, as_json: bool) -> int:
    """Put TAG away: its marks keep it, its key is free, nobody is offered it any more."""
    from annotate_tui.services.codebook import archive

    with session.library() as library:
        before = tag_named(library, tag)
        now = archive(library, before)
        did = "was archived before" if before.archived_at else "archived"
        return tell(library, now, f"{now.path} {did}.", as_json)


@click.command(
    name="restore",
    short_help="Take an archived tag up again.",
    epilog="\b\nExamples:\n  annotate tags restore rumour",
)
@click.argument("tag")
@_changing
@click.pass_obj
def _restore(session: Session, tag: str, as_json: bool) -> int:
    """Take an archived TAG up again, with a key that is free."""
    from annotate_tui.services.codebook import restore

    with session.library() as library:
        before = tag_named(library, tag)
        now = restore(library, before)
        did = f"restored, {_with_key(now)}" if before.archived_at else "was not archived"
        return tell(library, now, f"{now.path} {did}.", as_json)


@click.command(
    name="remove",
    short_help="Take a tag out that was never used.",
    epilog="\b\nExamples:\n  annotate tags remove rumour",
)
@click.argument("tag")
@_changing
@click.pass_obj
def _remove(session: Session, tag: str, as_json: bool) -> int:
    """Take TAG out of the codebook, where no mark ever had it and no tag is below it.

    Archive a tag that was used, or merge it into another.
    """
    from annotate_tui.services.codebook import remove

    with session.library() as library:
        before = tag_named(library, tag)
        remove(library, before)
        return tell(library, before, f"{before.path} removed.", as_json)


COMMANDS: tuple[click.Command, ...] = (
    _add,
    _edit,
    _rename,
    _move,
    _merge,
    _archive,
    _restore,
    _remove,
)
"""The commands of this module, in the order in which one needs them."""
