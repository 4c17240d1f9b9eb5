"""``annotate check``: what is still to be done or put right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from annotate_tui.cli.failing import DONE, FAILED, say
from annotate_tui.cli.group import json_option, library_option
from annotate_tui.cli.printing import print_json, print_lines, table, terminal_width
from annotate_tui.cli.records import problem_record
from annotate_tui.cli.session import Session

if TYPE_CHECKING:
    from annotate_tui.services.checking import Problem

_WORDS, _MESSAGE = 2, 3


@click.command(
    name="check",
    short_help="List what is still to be filled in or put right.",
    epilog="\b\nExamples:\n  annotate check\n  annotate check --article 3 --coder anna\n"
    "  annotate check --json | jq '.[] | select(.kind == \"required\")'\n"
    "  annotate check --strict && annotate export -o marks.csv",
)
@click.option(
    "--article",
    "articles",
    multiple=True,
    metavar="ARTICLE",
    help="In this article only; may be given several times.",
)
@click.option(
    "--coder",
    "coders",
    multiple=True,
    metavar="NAME",
    help="This coder's marks only; may be given several times.",
)
@click.option("--strict", is_flag=True, help="Exit status 1 where anything is found.")
@json_option
@library_option
@click.pass_obj
def command(
    session: Session,
    articles: tuple[str, ...],
    coders: tuple[str, ...],
    strict: bool,
    as_json: bool,
) -> int:
    """List required fields that are empty, quotations without a speaker, values that a field cannot
    hold, that are left over from another tag or stood in words that have changed since, links that
    lead nowhere, guesses that nobody confirmed, marks of archived tags or without a sure place, and
    what articles themselves lack.

    Nothing is changed. How much there is stands on standard error. The exit status is 0, with
    --strict 1 where anything is found.
    """
    from annotate_tui.services.checking import check

    with session.reading() as library:
        ids = [library.find_article(word).id for word in articles] or None
        problems = list(check(library, ids, coders or None))
    if as_json:
        print_json(map(problem_record, problems))
    elif problems:
        print_lines(_lines(problems))
    say(_summary(problems))
    return FAILED if strict and problems else DONE


def _lines(problems: Iterable[Problem]) -> list[str]:
    rows = [[str(p.article_number), p.tag, p.words, p.message] for p in problems]
    return table(
        ["article", "tag", "words", "what"],
        rows,
        width=terminal_width(),
        flexible={_WORDS: 2, _MESSAGE: 3},
        right=frozenset({0}),
    )


def _summary(problems: Iterable[Problem]) -> str:
    """How many marks and articles there are of each kind of problem, as one sentence."""
    counts: Counter[tuple[str, str]] = Counter()
    for problem in problems:
        named = problem.kind in ("required", "speaker", "variable")
        counts[problem.kind, problem.field if named else ""] += 1
    said = [_counted(kind, name, count) for (kind, name), count in counts.items()]
    return "; ".join(said) + "." if said else "Nothing is missing, and nothing is to be put right."


def _counted(kind: str, name: str, count: int) -> str:
    one = count == 1
    mark, value = ("mark", "value") if one else ("marks", "values")
    sentences = {
        "variable": f"{count} {'article needs' if one else 'articles need'} another {name}",
        "archived": f"{count} {mark} of archived tags",
        "anchor": f"{count} {mark} without a sure place",
        "required": f"{count} {mark} {'lacks' if one else 'lack'} {name}",
        "speaker": f"{count} {mark} {'lacks' if one else 'lack'} {name}",
        "misfit": f"{count} {value} that the field cannot hold",
        "outdated": f"{count} confirmed {value} of words that have changed since",
        "left-over": f"{count} {value} left over from another tag",
        "link": f"{count} {'link' if one else 'links'} to no mark",
        "guessed": f"{count} {value} guessed and not confirmed",
    }
    return sentences[kind]
