"""The body of a mail into text and blocks: what was quoted and what was signed put apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from annotate_tui.loaders.errors import LoadError
from annotate_tui.model import BlockKind, Structure
from annotate_tui.text.normal import normalise
from annotate_tui.text.paragraphs import read_paragraphs
from annotate_tui.text.structure import StructureBuilder

if TYPE_CHECKING:
    from lxml.etree import _Element

_BYTE_ORDER_MARK = "\ufeff"
_QUOTED = re.compile(r"(?:> ?)+")
_SIGNED = re.compile(r"^--[ \t\u00a0]*$", re.MULTILINE)
_SIGNATURE_LINES = 12
_DEEPEST = 100


def write_plain(body: str, subject: str) -> tuple[str, Structure]:
    """The text under its subject. ``body`` is normalised.

    Lines that begin with ">" become quotations of that depth without their signs; lines stay as
    they were broken. The signature below the last "-- " is furniture.
    """
    builder = StructureBuilder()
    parts: list[str] = []
    at = 0
    if subject:
        parts.append(subject)
        at = len(subject)
        builder.add(0, at, BlockKind.TITLE)
    own, signature = _split_signature(body)
    pieces = [*_quoted_runs(own), (-1, signature)]
    for depth, piece in pieces:
        words = _trimmed(piece)
        while not parts and words.startswith(_BYTE_ORDER_MARK):
            words = _trimmed(words.lstrip(_BYTE_ORDER_MARK))
        if not words:
            continue
        if parts:
            parts.append("\n\n")
            at += 2
        for start, end, kind, level, label in _blocks(words):
            if depth < 0:
                kind, level, label = BlockKind.FURNITURE, 0, ""
            elif depth and kind is not BlockKind.RULE:
                kind, level = BlockKind.QUOTE, depth
            if start < end or kind is BlockKind.RULE:
                builder.add(at + start, at + end, kind, level, label)
        parts.append(words)
        at += len(words)
    return "".join(parts), builder.build()


def _blocks(words: str) -> Iterator[tuple[int, int, BlockKind, int, str]]:
    read = read_paragraphs(words)
    for index in range(len(read)):
        kind, label = BlockKind(read.kinds[index]), read.labels.get(index, "")
        yield read.starts[index], read.ends[index], kind, read.levels[index], label


def _split_signature(body: str) -> tuple[str, str]:
    """The body and the signature with its "-- ", which no more than twelve lines may follow."""
    start = max((one.start() for one in _SIGNED.finditer(body)), default=0)
    if not body[:start].strip():
        return body, ""
    signature = body[start:]
    below = signature.strip().split("\n")[1:]
    if len(below) > _SIGNATURE_LINES or any(line.startswith(">") for line in below):
        return body, ""
    return body[:start], signature


def _quoted_runs(body: str) -> Iterator[tuple[int, str]]:
    """Runs of lines of one depth of quotation, without the signs of it."""
    depth, lines = 0, list[str]()
    for line in body.split("\n"):
        signs = _QUOTED.match(line)
        now = min(signs[0].count(">"), _DEEPEST) if signs else 0
        rest = line[signs.end() :] if signs else line
        # An empty line between two quoted ones of one depth belongs to neither run.
        if now != depth and (signs or line.strip()):
            yield depth, "\n".join(lines)
            depth, lines = now, []
        lines.append(rest)
    yield depth, "\n".join(lines)


def _trimmed(piece: str) -> str:
    """Without empty lines at the ends; the first line keeps its indentation."""
    return piece.strip("\n").rstrip() if piece.strip() else ""


def write_html(pages: list[str], subject: str, called: str) -> tuple[str, Structure] | None:
    """The text that the HTML shows, under its subject; None where it shows no words."""
    from lxml import etree

    from annotate_tui.loaders.html_tree import parse_fragment, write_tree

    root: _Element | None = None
    for page in pages:
        try:
            tree = parse_fragment(page, name=called)
        except LoadError:
            continue
        if root is None:
            root = etree.Element("div")
        root.append(tree)
    if root is None or not write_tree(root)[0].strip():
        return None
    text, structure = write_tree(root, title=subject)
    return (text, structure) if normalise(text) == text else None
