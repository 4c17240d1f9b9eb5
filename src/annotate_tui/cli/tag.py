"""``annotate tag``: one mark, by offsets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from annotate_tui.cli.declaring import pairs
from annotate_tui.cli.group import coder_option, json_option, library_option
from annotate_tui.cli.printing import print_json, print_lines
from annotate_tui.cli.records import mark_record
from annotate_tui.cli.session import Session

if TYPE_CHECKING:
    from annotate_tui.model import Mark, Span, Tag
    from annotate_tui.store.library import Library
    from annotate_tui.text.document import Document

_NUMBER = {"value", "low", "high", "qualifier"}
"""The fields that say one number together."""


@click.command(
    name="tag",
    short_help="Tag a span of an article.",
    epilog="\b\nExamples:\n  annotate tag 1 1024 1187 quote --set speaker='Kim, minister'\n"
    "  annotate tag 1 1190 1214 f --set value=16 --note 'check with the ministry'",
)
@click.argument("article")
@click.argument("start", type=int)
@click.argument("end", type=int)
@click.argument("tag")
@click.option("--note", default="", metavar="TEXT", help="A note on the mark.")
@click.option(
    "--set",
    "fields",
    multiple=True,
    metavar="FIELD=VALUE",
    callback=pairs,
    help="Fill in a field of the tag; once for each field.",
)
@click.option(
    "--guess", is_flag=True, help="Fill in by rule what --set does not: a guess until confirmed."
)
@json_option
@library_option
@coder_option
@click.pass_obj
def command(
    session: Session,
    article: str,
    start: int,
    end: int,
    tag: str,
    note: str,
    fields: dict[str, str],
    guess: bool,
    as_json: bool,
) -> int:
    """Tag the code points from START up to END of an article, and print the mark's id.

    ARTICLE is its number, id, source, or words of its title; TAG a path or a key. Offsets count
    from 0, as 'annotate sentences' and the export give them; white space at the edges is left out.

    A VALUE is read as in the editor: "12,5" for a number, "12 June 2023" for a date, the beginning
    of a choice, "a; b" for several of a list, yes or no, the id of another mark for a link such as
    part_of. What a field cannot hold is refused, and nothing is tagged.

    With --guess, what the words say of the other fields is filled in as the reader does it: the
    speaker of a quotation, the value of a figure.
    """
    from annotate_tui.model import Span
    from annotate_tui.services.codebook import find_tag
    from annotate_tui.services.marking import tag_span
    from annotate_tui.text.document import Document

    with session.library() as library:
        row = library.find_article(article)
        tags = library.tags()
        chosen = find_tag(tags, tag)
        text = library.text(row.text_id)
        document = Document(text.text, text.structure, row.language)
        where = (library, document, row.id, text.id)
        if guess:
            mark = _with_guesses(where, Span(start, end), chosen, fields, note)
        else:
            mark = tag_span(*where, Span(start, end), chosen, fields=fields, note=note)
    if as_json:
        print_json([mark_record(mark, row, text.sha256, tags)])
    else:
        print_lines([mark.id])
    return 0


def _with_guesses(
    where: tuple[Library, Document, str, str],
    span: Span,
    tag: Tag,
    fields: Mapping[str, str],
    note: str,
) -> Mark:
    """The mark with what a rule reads off its words, but for what ``fields`` say."""
    from annotate_tui.services.marking import set_fields, set_note
    from annotate_tui.services.suggesting import tag_by_hand

    library = where[0]
    with library.step("tag"):
        mark = tag_by_hand(*where, span, tag)
        values: dict[str, str | None] = {}
        if _NUMBER & fields.keys():
            # A number of one's own leaves nothing of the number that the rule read.
            values |= dict.fromkeys(_NUMBER & set(mark.annotation.guessed))
        values |= fields
        if values:
            mark = set_fields(library, mark, values)
        return set_note(library, mark, note) if note.strip() else mark
