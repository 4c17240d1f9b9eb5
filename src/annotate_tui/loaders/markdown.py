"""Markdown: CommonMark with tables, strikethrough, front matter, footnotes and task lists.

The text is what a reader sees. Soft and hard breaks are ``\\n``; pictures are their words; HTML
tags are dropped. The first heading of level 1 is the title block.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from annotate_tui.loaders.decode import decode
from annotate_tui.loaders.errors import LoadError
from annotate_tui.loaders.plain import LANGUAGE_SAMPLE, first_line, kept_original
from annotate_tui.model import Article, Structure
from annotate_tui.text.normal import collapse

if TYPE_CHECKING:
    from markdown_it.token import Token

    from annotate_tui.loaders.front_matter import FrontMatter

NAME = "markdown"
VERSION = 1

_SUFFIXES = (".md", ".markdown", ".mdown", ".mkd", ".mkdn")
_NESTING = 100


def claims(data: bytes, name: str) -> bool:
    """Whether the name says Markdown; the content of Markdown is that of any text."""
    return name.casefold().endswith(_SUFFIXES)


def load(data: bytes, source: str, name: str) -> Article:
    """The article in a Markdown text.

    What its front matter states comes first: title, authors, dates, language, site, and the address
    as ``source``. Nesting deeper than 100 levels is no prose: such a file is read as plain text.
    Raises LoadError for what is no text.
    """
    from annotate_tui.text.language import detect_language

    called = name or source or "standard input"
    markup, encoding = decode(data, called)
    text, structure, headline, stated = _read(markup)
    if not text or text.isspace():
        raise LoadError(f"{called} is empty: there is markup in it, but no text to read.")
    title = collapse(headline) or first_line(text, structure)
    language = detect_language(text[:LANGUAGE_SAMPLE]) if not stated.language else ""
    said = {
        "title": stated.title,
        "source": stated.link,
        "site": stated.site,
        "authors": stated.authors,
        "published": stated.published,
        "updated": stated.updated,
        "language": stated.language,
    }
    return Article(
        text=text,
        structure=structure,
        title=stated.title or title or name,
        source=stated.link or source,
        loader=NAME,
        loader_version=VERSION,
        original=kept_original(data, text),
        original_sha256=hashlib.sha256(data).hexdigest(),
        site=stated.site,
        authors=stated.authors,
        published=stated.published,
        updated=stated.updated,
        language=stated.language or language,
        encoding=encoding,
        found={
            **({"title": "text"} if title else {"title": "file name"} if name else {}),
            **({"language": "text"} if language else {}),
            **{detail: "front matter" for detail, value in said.items() if value},
        },
    )


def _read(markup: str) -> tuple[str, Structure, str, FrontMatter]:
    from annotate_tui.loaders.footnotes import take_notes
    from annotate_tui.loaders.front_matter import FrontMatter, read_front_matter
    from annotate_tui.loaders.markdown_blocks import Writer
    from annotate_tui.text.paragraphs import read_paragraphs

    try:
        tokens, env = _parse(markup, front_matter=True)
        stated = FrontMatter()
        if tokens and tokens[0].type == "front_matter":
            head = read_front_matter(tokens[0].content)
            if head is None:
                tokens, env = _parse(markup, front_matter=False)
            else:
                stated = head
        # Beyond its limit markdown-it leaves text out without a word.
        if any(token.level >= _NESTING - 1 for token in tokens):
            raise RecursionError
    except RecursionError:
        return markup, read_paragraphs(markup), "", FrontMatter()
    writer = Writer()
    text, structure = writer.write(*take_notes(tokens, env))
    return text, structure, writer.title, stated


def _parse(markup: str, front_matter: bool) -> tuple[list[Token], dict[str, Any]]:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin
    from mdit_py_plugins.tasklists import tasklists_plugin

    parser = MarkdownIt("commonmark", {"maxNesting": _NESTING})
    parser.enable(["table", "strikethrough"]).use(tasklists_plugin)
    parser.use(footnote_plugin, move_to_end=False)
    if front_matter:
        parser.use(front_matter_plugin)
    env: dict[str, Any] = {}
    return parser.parse(markup, env), env
