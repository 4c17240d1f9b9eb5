"""``annotate sentences``: where sentences begin and end."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from annotate_tui.cli.failing import DONE, FAILED, Failure, say
from annotate_tui.cli.group import json_option, library_option
from annotate_tui.cli.opening import check_source, is_url
from annotate_tui.cli.piped import piped_article, standard_input
from annotate_tui.cli.printing import json_safe, print_json, print_lines, speak_utf8
from annotate_tui.cli.session import Session
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
        return _filter(lines)
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
    if source != "-" and not Path(source).exists():
        if is_url(source):
            check_source(source)
        with session.reading() as library:
            row = library.find_article(source)
            text = library.text(row.text_id)
            return text.text, text.structure, row.language
    from annotate_tui.loaders import load_path

    article = piped_article() if source == "-" else load_path(source)
    return article.text, article.structure, article.language


def _filter(path: str) -> int:
    speak_utf8()
    if path == "-":
        return _answer(standard_input())
    try:
        with Path(path).open("rb") as file:
            return _answer(file)
    except OSError as error:
        raise Failure(f"{path} cannot be read: {error.strerror}.") from error


def _answer(lines: BinaryIO | Iterable[bytes]) -> int:
    """One line out for every good line in, at once; a bad one is named and the rest still done."""
    status = DONE
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            answer = _spans(_record(line))
        except ValueError as error:
            say(f"Line {number}: {error}; it was left out.")
            status = FAILED
            continue
        sys.stdout.write(json_safe(json.dumps(answer, ensure_ascii=False)) + "\n")
        sys.stdout.flush()
    return status


def _record(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8") from None
    except (json.JSONDecodeError, RecursionError):
        raise ValueError("it is not JSON") from None
    if not isinstance(record, dict):
        raise ValueError('it is not a record like {"id": 1, "text": "…"}')
    if not isinstance(record.get("text"), str):
        raise ValueError('it has no "text", or one that is no text')
    if not isinstance(record.get("lang"), str | None):
        raise ValueError('its "lang" is no text')
    return record


def _spans(record: dict[str, Any]) -> dict[str, Any]:
    from annotate_tui.text.language import detect_language
    from annotate_tui.text.sentences import sentence_spans

    text = record["text"]
    language = record.get("lang") or detect_language(text) or "en"
    spans = sentence_spans(text, 0, len(text), language)
    return {
        "id": record.get("id"),
        "spans": [{"start": a, "end": b, "text": text[a:b]} for a, b in spans],
    }
