"""Blocks into an article: for formats that find out their blocks first and write them then."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from annotate_tui.loaders.plain import LANGUAGE_SAMPLE, first_line
from annotate_tui.model import Article, BlockKind, InlineKind, Structure
from annotate_tui.text.normal import collapse, normalise

_JUNK_TITLE = re.compile(
    r"\(?(?:untitled|anonymous|unbenannt|sans titre|document|dokument|layout|slide|print|"
    r"powerpoint presentation|microsoft \w+ - .*|book|title|unknown|none|null|page|seite|doc)\)?"
    r"[\s\d._-]*|.*\.(?:docx?|pdf|indd|qxd|qxp|tex|dvi|rtf|odt|pptx?|xlsx?|html?|txt|ps|eps|p65)",
    re.IGNORECASE,
)
_JUNK_AUTHOR = re.compile(
    r"\(?(?:anonymous|unknown|admin(?:istrator)?|user\d*|owner|root|guest|author|none|null|default|"
    r"pc|hp|dell|windows(?: user)?|microsoft(?: office)?(?: user)?|benutzer|autor)\)?",
    re.IGNORECASE,
)

Inline = tuple[int, int, InlineKind, str]
"""Start and end in a block's words, what it is, and a link's address."""


@dataclass(eq=False)
class Part:
    """A block to be: its words, and marks with offsets from its start.

    ``group`` is one number for the rows of a table or the items of a list that follow one another.
    """

    kind: BlockKind
    text: str
    level: int = 0
    label: str = ""
    marks: list[Inline] = field(default_factory=list)
    group: int = 0


@dataclass(frozen=True, slots=True)
class Stated:
    """What a document says of itself in its properties; "" for what it does not."""

    title: str = ""
    author: str = ""
    language: str = ""
    published: str = ""


def put_parts(parts: Sequence[Part]) -> tuple[str, Structure]:
    """The parts as one text, parted as the other formats part theirs."""
    from annotate_tui.text.structure import StructureBuilder

    builder = StructureBuilder()
    pieces: list[str] = []
    at = 0
    last: tuple[BlockKind, int] | None = None
    close = (BlockKind.TABLE_ROW, BlockKind.LIST_ITEM)
    for part in parts:
        words = normalise(part.text)
        kept = words.strip().lstrip("\ufeff").strip()
        if not kept:
            continue
        skip = words.find(kept)
        here = (part.kind, part.group)
        after = words[skip + len(kept) :]
        before = "" if last is None else "\n" if part.kind in close and last == here else "\n\n"
        if part.kind == BlockKind.TABLE_ROW:
            before += words[:skip] if not words[:skip].strip() else ""
        pieces += [before, kept]
        at += len(before)
        builder.add(at, at + len(kept), part.kind, part.level, part.label)
        for a, b, kind, href in part.marks:
            start, end = max(0, a - skip), min(len(kept), b - skip)
            builder.mark(at + start, at + end, kind, href)
        at += len(kept)
        if part.kind == BlockKind.TABLE_ROW and after.strip(" ") and not after.strip(" \t"):
            # Empty cells at the end, so that columns can be counted.
            pieces.append(after)
            at += len(after)
        last = here
    return "".join(pieces), builder.build()


def article_of(
    text: str,
    structure: Structure,
    stated: Stated,
    *,
    data: bytes,
    source: str,
    name: str,
    loader: tuple[str, int],
    warnings: tuple[str, ...] = (),
) -> Article:
    """The article with its details: from its properties, else from the text.

    A title that is a file's name or a program's default, an author that is a computer's account,
    are left out. Bylines, dates and the like are put aside as furniture.
    """
    from annotate_tui.text.dates import parse_date
    from annotate_tui.text.furniture import find_furniture
    from annotate_tui.text.language import detect_language

    seen = find_furniture(text, structure)
    structure = _put_aside(structure, seen.kinds)
    found: dict[str, str] = {}

    def choose(detail: str, said: str, in_text: str) -> str:
        if said or in_text:
            found[detail] = "properties" if said else "text"
        return said or in_text

    at = structure.kinds.find(bytes([BlockKind.TITLE]))
    headline = collapse(text[structure.starts[at] : structure.ends[at]]) if at >= 0 else ""
    line = headline or seen.title or first_line(text, structure)
    title = choose("title", _title(stated.title, name), line)
    if not title and name:
        found["title"] = "file name"
    named = _authors(stated.author)
    if named or seen.authors:
        found["authors"] = "properties" if named else "text"
    said = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", stated.language)
    # What programs state is as a rule their own language, not the text's.
    language = detect_language(text[:LANGUAGE_SAMPLE])
    if language:
        found["language"] = "text"
    elif said:
        language, found["language"] = said[0].lower(), "properties"
    return Article(
        text=text,
        structure=structure,
        title=title or name,
        source=source,
        loader=loader[0],
        loader_version=loader[1],
        original=data,
        original_sha256=hashlib.sha256(data).hexdigest(),
        site=choose("site", "", seen.site),
        authors=named or seen.authors,
        published=choose("published", parse_date(stated.published), seen.published),
        updated=choose("updated", "", seen.updated),
        language=language,
        found=found,
        warnings=warnings,
    )


def _put_aside(structure: Structure, seen: Mapping[int, BlockKind]) -> Structure:
    """The structure with paragraphs that are furniture, and a headline where there is none."""
    kinds = bytearray(structure.kinds)
    for index, kind in seen.items():
        free = kind is BlockKind.FURNITURE or BlockKind.TITLE not in kinds
        if kinds[index] == BlockKind.PARAGRAPH and free:
            kinds[index] = kind
    return replace(structure, kinds=bytes(kinds))


def _title(stated: str, name: str) -> str:
    """The title that the properties state, "" for what no author wrote."""
    title = collapse(normalise(stated)).strip("\ufeff ")
    stem = name.rsplit(".", 1)[0].casefold()
    if not title or title.casefold() in (name.casefold(), stem) or _JUNK_TITLE.fullmatch(title):
        return ""
    odd = sum(1 for char in title if char == "\ufffd" or not char.isprintable())
    return "" if odd or not any(map(str.isalpha, title)) else title[:500].rstrip()


def _authors(stated: str) -> tuple[str, ...]:
    from annotate_tui.text.bylines import split_names

    said = collapse(normalise(stated)).strip("\ufeff ")
    names = [n for n in split_names(said) if n.isprintable() and not _JUNK_AUTHOR.fullmatch(n)]
    return tuple(dict.fromkeys(names))
