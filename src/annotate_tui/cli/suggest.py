"""``annotate suggest``: what is likely a quote, a figure or a claim worth checking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from annotate_tui.cli.failing import DONE, say
from annotate_tui.cli.group import coder_option, json_option, library_option
from annotate_tui.cli.jsonl import filter_lines
from annotate_tui.cli.naming import suggested_tags, suggested_tags_in
from annotate_tui.cli.printing import print_json, print_lines, table, terminal_width
from annotate_tui.cli.session import Session
from annotate_tui.cli.texts import text_outside
from annotate_tui.text.cells import display
from annotate_tui.text.normal import collapse

if TYPE_CHECKING:
    from annotate_tui.model import Suggestion
    from annotate_tui.services.keeping_all import Wish
    from annotate_tui.text.document import Document

_HEAD = ("start", "end", "tag", "score", "what", "words", "why")
_RIGHT = frozenset({0, 1, 3})
_FLEXIBLE = {4: 2, 5: 4, 6: 2}
_SPEAKER = ("speaker", "speaker_text")
_NUMBER = ("value", "low", "high", "qualifier", "unit", "change")

Found = tuple[str, "Suggestion"]
"""A suggestion and the path of the tag that it would be kept under."""


def _score(ctx: click.Context, param: click.Parameter, value: str | None) -> float | None:
    if value is None:
        return None
    try:
        score = float(value)
    except ValueError:
        score = -1.0
    # Written so that "nan" is refused too.
    if not 0 <= score <= 1:
        message = f"'{value}' is no score: it takes a number from 0 to 1, such as 0.8"
        raise click.BadParameter(message, ctx, param)
    return score


@click.command(
    name="suggest",
    short_help="Print or keep likely quotes, figures and claims.",
    epilog="\b\nExamples:\n  annotate suggest story.txt\n"
    "  annotate suggest 3 --tag quote --all --json\n"
    "  annotate suggest --jsonl - < texts.jsonl > spans.jsonl\n"
    "  annotate suggest 3 4 --accept\n"
    "  annotate suggest --library --accept --min-score 0.9",
)
@click.argument("sources", nargs=-1, metavar="PATH|ARTICLE|- ...")
@click.option(
    "--jsonl",
    "lines",
    metavar="FILE",
    help='Read JSON lines {"id", "text", "lang"} from FILE ("-": standard input) and write'
    ' {"id", "spans"} for each.',
)
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="This tag; may be repeated.")
@click.option(
    "--min-score",
    callback=_score,
    metavar="X",
    help="All that are right with a probability of X (0 to 1), instead of the likely ones.",
)
@click.option("--all", "everything", is_flag=True, help="The doubtful ones too.")
@click.option("--accept", is_flag=True, help="Keep them as marks of articles of the library.")
@click.option("--library", "whole", is_flag=True, help="With --accept: in all articles.")
@json_option
@library_option
@coder_option
@click.pass_obj
def command(
    session: Session,
    sources: tuple[str, ...],
    lines: str | None,
    tags: tuple[str, ...],
    min_score: float | None,
    everything: bool,
    accept: bool,
    whole: bool,
    as_json: bool,
) -> int:
    """Print what is likely a quote, a figure or a claim worth checking in a file, in an article of
    the library, or on standard input: where, under which tag, how sure (the probability that it is
    right), with which fields, and why.

    Offsets are code points, from 0, the end not included. Only likely ones are printed, and the
    best claims; --all and --min-score give more or fewer. A file wins over an article of the same
    name; for it, for standard input and for JSON lines no library is needed. In an article of the
    library, what you have marked or rejected is left out.

    With --accept, nothing is printed but how many were kept. The marks are yours, their origin is
    "suggested", and their fields count as guesses until somebody confirms them. All of it is one
    step, which 'u' in the reader takes back. --library leaves the sample article out unless it
    carries marks.
    """
    _check_usage(sources, lines, min_score, everything, accept, whole, as_json)
    if accept:
        from annotate_tui.cli.accepting import accept_all

        return accept_all(session, sources, tags, min_score, everything, as_json)
    if lines is not None:
        from annotate_tui.services.keeping_all import Wish

        wanted = Wish(suggested_tags(tags), min_score, everything)
        return filter_lines(lines, lambda text, language: _spans(text, language, wanted))
    text, found = _of_source(session, sources[0], tags, min_score, everything)
    if as_json:
        print_json(_record(text, path, one) for path, one in found)
        return DONE
    if not _print(text, found):
        more = "" if everything or min_score is not None else "; --all gives doubtful ones too"
        say(f"Nothing is suggested here{more}.")
    return DONE


def _check_usage(
    sources: Sequence[str],
    lines: str | None,
    min_score: float | None,
    everything: bool,
    accept: bool,
    whole: bool,
    as_json: bool,
) -> None:
    if everything and min_score is not None:
        raise click.UsageError("--all gives every score; leave out --min-score.")
    if lines is not None and (as_json or accept or whole or sources):
        raise click.UsageError(
            "--jsonl goes with --tag, --min-score and --all only: it reads texts from its FILE and"
            " writes JSON lines."
        )
    if whole and (sources or not accept):
        raise click.UsageError("--library goes with --accept, and without names of articles.")
    if accept and not (sources or whole):
        raise click.UsageError("Name articles of the library, or all with --library.")
    if not accept and lines is None and len(sources) != 1:
        raise click.UsageError(
            "Name one text (several go with --accept), or JSON lines with --jsonl."
        )


def _of_source(
    session: Session,
    source: str,
    tags: Sequence[str],
    min_score: float | None,
    everything: bool,
) -> tuple[str, Iterator[Found]]:
    from annotate_tui.services.keeping_all import Wish
    from annotate_tui.text.document import Document

    article = text_outside(source)
    if article is not None:
        wanted = Wish(suggested_tags(tags), min_score, everything)
        document = Document(article.text, article.structure, article.language)
        return article.text, ((one.tag, one) for one in _wanted(document, wanted))
    from annotate_tui.services.suggesting import Advice

    with session.reading() as library:
        row = library.find_article(source)
        wanted = Wish(suggested_tags_in(library.tags(), tags), min_score, everything)
        text = library.text(row.text_id)
        document = Document(text.text, text.structure, row.language)
        advice = Advice(library, document, text.id)
        found = [
            (offer.tag.path, offer.suggestion)
            for offer in advice.all(doubtful=True)
            if wanted.takes(offer.suggestion)
        ]
    return text.text, iter(found)


def _wanted(document: Document, wanted: Wish) -> Iterator[Suggestion]:
    from annotate_tui.detect.suggester import Suggester

    return filter(wanted.takes, Suggester(document).all())


def _spans(text: str, language: str, wanted: Wish) -> Iterator[dict[str, Any]]:
    from annotate_tui.text.document import Document
    from annotate_tui.text.normal import normalise_in_place
    from annotate_tui.text.paragraphs import read_paragraphs

    kept = normalise_in_place(text)
    # Without a look for furniture and titles: a record may be one sentence. Of "en-US" the rules
    # know "en".
    code = language.replace("_", "-").split("-")[0].lower()
    document = Document(kept, read_paragraphs(kept), code)
    for one in _wanted(document, wanted):
        yield _record(text, one.tag, one)


def _record(text: str, path: str, one: Suggestion) -> dict[str, Any]:
    record = {
        "start": one.start,
        "end": one.end,
        "text": text[one.start : one.end],
        "tag": path,
        "fields": dict(one.fields),
        "score": round(one.score, 2),
        "why": list(one.why),
    }
    if one.part_of is not None:
        record["part_of"] = {"start": one.part_of.start, "end": one.part_of.end}
    return record


def _print(text: str, found: Iterable[Found]) -> bool:
    """Print a line for each; gives whether there was any. Piped, each line at once and whole."""
    rows = (_row(text, path, one) for path, one in found)
    width = terminal_width()
    if width is None:
        first = next(rows, None)
        if first is not None:
            print_lines("\t".join(map(display, row)) for row in _with(first, rows))
        return first is not None
    shown = list(rows)
    if shown:
        print_lines(table(_HEAD, shown, width=width, flexible=_FLEXIBLE, right=_RIGHT))
    return bool(shown)


def _with(first: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    yield first
    yield from rows


def _row(text: str, path: str, one: Suggestion) -> tuple[str, ...]:
    return (
        str(one.start),
        str(one.end),
        path,
        f"{one.score:.2f}",
        _told(one),
        collapse(text[one.start : one.end]),
        "; ".join(one.why),
    )


def _told(one: Suggestion) -> str:
    """The speaker, or the number with its unit, in a few words."""
    from annotate_tui.services.suggesting import told

    names = _NUMBER if one.tag == "figure" else _SPEAKER
    return ", ".join(words for _, words in told(one.fields, names))
