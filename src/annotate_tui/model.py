"""The nouns every room shares: frozen, without I/O, without behaviour beyond their own numbers.

Every offset is a count of code points into one article's frozen text, half-open ``[start, end)``.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, NamedTuple


class BlockKind(IntEnum):
    """What a stretch of the text is to a reader. The numbers are stored: never renumber."""

    PARAGRAPH = 0
    TITLE = 1
    HEADING = 2
    LIST_ITEM = 3
    QUOTE = 4
    CODE = 5
    TABLE_ROW = 6
    RULE = 7
    FURNITURE = 8


class InlineKind(IntEnum):
    """How a run inside a block is drawn. The numbers are stored: never renumber."""

    EMPHASIS = 0
    STRONG = 1
    CODE = 2
    LINK = 3
    STRIKE = 4


class Span(NamedTuple):
    """A stretch of text: code points, half-open."""

    start: int
    end: int


class Spot(NamedTuple):
    """Where a mark stands and which tag it bears: all that is kept of the marks out of sight.

    ``tag_id`` is None for a plain note, ``position`` that of the tag in the codebook (0 without).
    """

    start: int
    end: int
    id: str
    tag_id: str | None = None
    position: int = 0


class Sentence(NamedTuple):
    """A sentence's span, trimmed of white space, and the index of the block that it stands in."""

    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True)
class Block:
    """One block, made when it is looked at.

    ``level`` is a heading's level (1 to 6), the depth of a list item or block quotation (from 1),
    1 for a table's head row; else 0. ``label`` is a list item's marker as a reader sees it where
    the text itself does not hold it ("•", "3.").
    """

    index: int
    start: int
    end: int
    kind: BlockKind
    level: int
    label: str


class InlineMark(NamedTuple):
    """Emphasis, code or a link over ``[start, end)``; ``href`` only for links."""

    start: int
    end: int
    kind: InlineKind
    href: str


@dataclass(frozen=True, slots=True)
class Structure:
    """Blocks and inline marks over one text, as flat arrays.

    Blocks are in order and do not overlap; all that is not white space belongs to one; what lies
    between them is line breaks and indentation. A block neither begins nor ends in white space
    (code may begin with indentation); only a rule may be empty. ``labels`` maps a block's index to
    its marker, ``hrefs`` an inline mark's index to its address. Inline marks are ordered by start.
    """

    starts: array[int]
    ends: array[int]
    kinds: bytes
    levels: bytes
    labels: Mapping[int, str]
    mark_starts: array[int]
    mark_ends: array[int]
    mark_kinds: bytes
    hrefs: Mapping[int, str]

    def __len__(self) -> int:
        """How many blocks there are."""
        return len(self.starts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What a loader makes of a source: a text, its structure, and what the source says of itself.

    ``published`` and ``updated`` are ISO 8601 as the source states them (no zone is invented).
    ``original`` is the bytes as imported, or None where they are the UTF-8 of ``text``.
    ``original_sha256`` is the hex digest of the imported bytes in either case. ``encoding`` names
    the encoding taken for bytes that are not UTF-8, else it is "utf-8".

    ``source`` is the article's web address where it states one, else the path it came from (with
    "#" and its place in it, for one of many in a file). ``places`` are all other paths and
    addresses under which it is known. ``found`` says where each detail stood: "json-ld",
    "open graph", "meta", "front matter", "properties", "headers", "columns", "text", "file name".
    ``variables`` are further columns that came with it. ``warnings`` are sentences for the user
    about what could not be taken over. ``fetched`` tells that it came from the network just now, not
    from a file that only states an address.
    """

    text: str
    structure: Structure
    title: str
    source: str
    loader: str
    loader_version: int
    original: bytes | None
    original_sha256: str
    site: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    updated: str = ""
    language: str = ""
    encoding: str = "utf-8"
    places: tuple[str, ...] = ()
    found: Mapping[str, str] = field(default_factory=dict)
    variables: Mapping[str, Any] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    fetched: bool = False


FIELD_KINDS = ("text", "number", "date", "boolean", "choice", "choices", "link", "url")
"""What a field can hold: words, a number, a date, yes or no, one of a list, several of a list, the id
of another annotation, a web address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field that a tag declares, or what a document variable holds.

    ``kind`` is one of `FIELD_KINDS`; ``choices`` are the values of a list, in order.
    """

    name: str
    kind: str = "text"
    choices: tuple[str, ...] = ()
    required: bool = False
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """One code of the codebook.

    ``path`` is its name below its parents' ("a/b"); ``key`` is one character or "". ``fields`` are
    those it declares itself, ``inherited`` those of the tags above it, the uppermost's first.
    ``example`` is what is to be coded so, ``counter_example`` what is not.
    """

    id: str
    name: str
    path: str
    key: str = ""
    colour: str = ""
    description: str = ""
    example: str = ""
    counter_example: str = ""
    parent_id: str | None = None
    fields: tuple[Field, ...] = ()
    inherited: tuple[Field, ...] = ()
    position: int = 0
    archived_at: str = ""

    @property
    def all_fields(self) -> tuple[Field, ...]:
        """What its annotations carry: the fields from above, then its own.

        A field declared again below takes the place of the one above, as the tag itself has it.
        """
        if not self.fields or not self.inherited:
            return self.fields or self.inherited
        merged = {field.name: field for field in self.inherited}
        merged.update((field.name, field) for field in self.fields)
        return tuple(merged.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """A document variable: a column of the user's own for articles. ``field`` is what it holds."""

    id: str
    field: Field
    position: int = 0


@dataclass(frozen=True, slots=True)
class Codebook:
    """Tags in the order of the tree, parents first, and the document variables in theirs."""

    tags: tuple[Tag, ...] = ()
    variables: tuple[Variable, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """One mark or plain note (``tag_id`` None), with what the coder and the rules said of it.

    ``guessed`` names the fields that a rule filled in and nobody confirmed. ``text`` and
    ``context`` have white space collapsed; ``paragraph_no`` and ``sentence_no`` count from 1.
    """

    id: str
    article_id: str
    tag_id: str | None
    note: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    guessed: tuple[str, ...] = ()
    origin: str = "keyed"
    coder: str = ""
    created_at: str = ""
    updated_at: str = ""
    removed_at: str = ""
    text: str = ""
    context: str = ""
    paragraph_no: int = 0
    sentence_no: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Where an annotation stands in one text: position, the exact words, 32 code points each side.

    ``state`` is exact, moved, changed or lost.
    """

    annotation_id: str
    text_id: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""
    state: str = "exact"


@dataclass(frozen=True, slots=True)
class Mark:
    """An annotation together with its place in the text that is open."""

    annotation: Annotation
    anchor: Anchor

    @property
    def id(self) -> str:
        """The annotation's id."""
        return self.annotation.id

    @property
    def start(self) -> int:
        """First code point."""
        return self.anchor.start

    @property
    def end(self) -> int:
        """One past the last code point."""
        return self.anchor.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What a rule proposes to mark: ``[start, end)`` in code points, under a starting tag's name.

    ``fields`` are filled in as the tag declares them, empty ones left out. ``score`` is how often
    such a suggestion is right, from 0 to 1. ``why`` are the cues that spoke for it and against it, in
    a reader's words, the weightiest first. ``likely`` is whether it is shown without being asked
    for. ``part_of`` is the span of the suggestion that this one continues, of the same tag.
    """

    start: int
    end: int
    tag: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    score: float = 1.0
    why: tuple[str, ...] = ()
    likely: bool = True
    part_of: Span | None = None

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)
