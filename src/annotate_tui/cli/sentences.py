"""``annotate sentences``: where sentences begin and end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from annotate_tui.cli.failing import DONE
from annotate_tui.cli.group import json_option, library_option
from annotate_tui.cli.jsonl import filter_lines
from annotate_tui.cli.printing import print_json, print_lines
from annotate_tui.cli.session import Session
from annotate_tui.cli.texts import text_outside
from annotate_tui.text.cells import display

if TYPE_CHECKING:
    from annotate_tui.model import Structure


@click.command(
    name="sentences",
    short_help="Print the sentences of a text.",
    epilog="\b\nExamples:\n  annotate sentences story.txt\n  annotate sentences 3 --json\n"
    "  annotate sentences --jsonl - < texts.jsonl > spans.jsonl",
)
@click.argument("source", required=False, metavar="PATH|ARTICLE|-")
@click.option(
    "--jsonl",
    "lines",
    metavar="FILE",
    help='Read JSON lines {"id", "text", "lang"} from FILE ("-": standard input) and write'
    ' {"id", "spans"} for each.',
)
@json_option
@library_option
@click.pass_obj
def command(session: Session, source: str | None, lines: str | None, as_json: bool) -> int:
    """Print the sentences of a file, of an article of the library, or of standard input.

    Spans are offsets in code points, from 0, the end not included. What surrounds an article on a
    page (menus, dates, the byline) is left out, as it is in the reader. A file wins over an
    article of the same name; the library is only read.
    """
    if (source is None) == (lines is None):
        raise click.UsageError("Name one text, or JSON lines with --jsonl.")
    if lines is not None:
        if as_json:
            raise click.UsageError("--jsonl writes JSON lines already; leave out --json.")
        return filter_lines(lines, _spans)
    text, spans = _sentences(session, source or "")
    if as_json:
        print_json({"start": a, "end": b, "text": text[a:b]} for a, b in spans)
    else:
        print_lines(f"{a}\t{b}\t{display(' '.join(text[a:b].split()))}" for a, b in spans)
    return DONE


def _sentences(session: Session, source: str) -> tuple[str, Iterator[tuple[int, int]]]:
    from annotate_tui.text.document import Document

    text, structure, language = _load(session, source)
    document = Document(text, structure, language)
    spans = (
        (sentence.start, sentence.end)
        for index in range(len(structure))
        if document.is_read(index)
        for sentence in document.sentences_in(index)
    )
    return text, spans


def _load(session: Session, source: str) -> tuple[str, Structure, str]:
    article = text_outside(source)
    if article is not None:
        return article.text, article.structure, article.language
    with session.reading() as library:
        row = library.find_article(source)
        text = library.text(row.text_id)
        return text.text, text.structure, row.language


def _spans(text: str, language: str) -> Iterator[dict[str, Any]]:
    from annotate_tui.text.sentences import sentence_spans

    for start, end in sentence_spans(text, 0, len(text), language):
        yield {"start": start, "end": end, "text": text[start:end]}
