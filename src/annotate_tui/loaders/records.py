"""Tables and JSON: each record an article, its further columns document variables.

The text is what the column holds, in its blocks; HTML in it becomes what a reader sees. Rows are
counted from 1, without the row that names the columns.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from annotate_tui.loaders.decode import MAX_BYTES, check_text, decode
from annotate_tui.loaders.errors import LoadError
from annotate_tui.loaders.options import Loaded, Options, Refused
from annotate_tui.model import Article, Structure

if TYPE_CHECKING:
    from annotate_tui.loaders.records_reading import Broken, Read, Record

NAME = "records"
VERSION = 1

SAMPLE = 1000
"""How many records tell which column holds the text."""

_NAMES = (".json", ".jsonl", ".ndjson", ".jsonlines", ".csv", ".tsv", ".tab")
_STREAMED = (".jsonl", ".ndjson", ".jsonlines", ".csv", ".tsv", ".tab")
_BEGINNING = 4096
_POSITION = re.compile(r"#(?:row|line)=\d+\Z")
_MARKUP = re.compile(
    r"</(?:p|div|a|b|i|em|strong|span|ul|ol|li|h[1-6]|blockquote|table|body)\s*>|<(?:br|p|hr)\s*/?>",
    re.IGNORECASE,
)


def claims(data: bytes, name: str) -> bool:
    """Whether name and beginning are those of JSON, JSON lines, CSV or TSV."""
    if not name.casefold().endswith(_NAMES):
        return False
    # Late: a file of another name is opened without what reads tables.
    from annotate_tui.loaders.records_reading import kind_of

    beginning = _beginning(data)
    return bool(beginning) and bool(kind_of(beginning, name))


def holds_column(data: bytes, name: str, column: str) -> bool:
    """Whether the content is a table or JSON with that column, whatever it is called."""
    from annotate_tui.loaders.records_reading import Record, kind_of, read_table

    if claims(data, name):
        return True
    beginning = _beginning(data)
    kind = kind_of(beginning, "") if beginning else ""
    if kind == "csv":
        from annotate_tui.loaders.records_columns import columns_of

        try:
            lines = iter(io.StringIO(beginning, newline="\n"))
            first = [r.values for r in islice(read_table(lines, ""), 3) if isinstance(r, Record)]
        except LoadError:
            return False
        known = [name.casefold() for name in columns_of(first)]
        return column.casefold() in known
    return bool(kind)


def load_all(data: bytes, source: str, name: str, options: Options) -> Iterator[Loaded]:
    """Each record as an article, each without a text as refused. Raises LoadError."""
    from annotate_tui.loaders.records_reading import kind_of, read_json, read_lines, read_table

    called = name or source or "standard input"
    text, _ = decode(data, called)
    kind = kind_of(text[:_BEGINNING], name)
    lines = io.StringIO(text, newline="\n")
    if kind == "json":
        read = read_json(text, called)
    elif kind == "jsonl":
        read = read_lines(lines)
    else:
        read = read_table(lines, called)
    return articles(read, source, called, options)


def is_position(place: str) -> bool:
    """Whether a place is a row's number: of another article by now, if a row was put in above."""
    return _POSITION.search(place) is not None


def can_stream(path: Path) -> bool:
    """Whether a file of this name can be read line by line, however long it is."""
    return path.name.casefold().endswith(_STREAMED)


def load_file(path: Path, source: str, name: str, options: Options) -> Iterator[Loaded]:
    """As `load_all`, but line by line, for a file of any length in UTF-8. Raises LoadError."""
    from annotate_tui.loaders.records_reading import kind_of, read_lines, read_table

    with path.open("rb") as file:
        beginning = _beginning(file.read(_BEGINNING))
    kind = kind_of(beginning, name) if beginning else ""
    if kind not in ("jsonl", "csv"):
        limit = MAX_BYTES // (1024 * 1024)
        raise LoadError(
            f"{name} is larger than the limit of {limit} MB: split it, or write it as JSON lines"
            " in UTF-8."
        )
    with path.open(encoding="utf-8-sig", errors="strict", newline="\n") as stream:
        lines = _lines(stream, name)
        read = read_lines(lines) if kind == "jsonl" else read_table(lines, name)
        yield from articles(read, source, name, options)


def _lines(stream: io.TextIOBase, name: str) -> Iterator[str]:
    from annotate_tui.loaders.records_reading import LONGEST_LINE

    try:
        while line := stream.readline(LONGEST_LINE):
            if len(line) >= LONGEST_LINE:
                raise LoadError(f"{name} has a line that is too long: split the file.")
            # As a shorter file is decoded at once: a line break is "\n" within a text, too.
            yield line[:-2] + "\n" if line.endswith("\r\n") else line
    except UnicodeDecodeError:
        raise LoadError(
            f"{name} is not UTF-8, and too large to be read otherwise: save it as UTF-8."
        ) from None


def articles(read: Iterable[Read], source: str, name: str, options: Options) -> Iterator[Loaded]:
    """The records as articles. Raises LoadError where no column of texts is found."""
    # Late: their patterns take 20 ms.
    from annotate_tui.loaders.records_columns import text_column
    from annotate_tui.loaders.records_reading import Record

    records = iter(read)
    begun = False
    for one in records:
        begun = True
        if isinstance(one, Record):
            break
        yield _refused(one, source, name)
    else:
        if not begun:
            raise LoadError(f"{name} holds no records: there is nothing in it to add.")
        return
    first: list[Read] = [one, *islice(records, SAMPLE - 1)]
    sample = [one.values for one in first if isinstance(one, Record)]
    column = text_column(sample, options.text_column, name)
    maker = _Maker(source, name, column)
    for one in chain(first, records):
        yield maker.make(one) if isinstance(one, Record) else _refused(one, source, name)


def _refused(broken: Broken, source: str, name: str) -> Refused:
    return Refused(
        f"{source or name}#{broken.mark}", f"{name}, {broken.said}: {broken.why}; it was left out."
    )


class _Read(NamedTuple):
    text: str
    structure: Structure
    original: bytes | None


class _Maker:
    """Makes articles of one source's records, and knows which addresses and ids were used."""

    def __init__(self, source: str, name: str, column: str) -> None:
        self.source = source
        self.name = name
        self.column = column
        self._used: set[int] = set()

    def make(self, record: Record) -> Loaded:
        from annotate_tui.loaders.plain import LANGUAGE_SAMPLE, first_line
        from annotate_tui.loaders.records_columns import as_text, details, value_at
        from annotate_tui.text.language import detect_language

        written = as_text(value_at(record.values, self.column))
        where = f"{self.source or self.name}#{record.mark}"
        if not written.strip():
            return Refused(
                where,
                f"{self.name}, {record.said} has no text in “{self.column}”: it was left out.",
            )
        said = details(record.values, self.column)
        try:
            called = f"{self.name}, {record.said}"
            text, structure, original = _read_text(written, said.link, called)
        except LoadError as error:
            return Refused(where, str(error))
        others = dict(said.others)
        # An address or id that another record has is none of this record: as its source it would
        # make this text a new version of that one.
        link = said.link if self._is_new(said.link) else ""
        mark = f"id={said.id}" if self._is_new("#" + said.id if said.id else "") else record.mark
        if said.link and not link:
            others.setdefault("url", said.link)
        if said.id and mark == record.mark:
            others.setdefault("id", said.id)
        place = f"{self.source}#{mark}" if self.source else ""
        language = said.language or detect_language(text[:LANGUAGE_SAMPLE])
        found = said.found
        if not link:
            found.pop("source", None)
        if language and not said.language:
            found["language"] = "text"
        title = said.title or first_line(text, structure)
        if title and not said.title:
            found["title"] = "text"
        kept = original if original is not None else text.encode()
        return Article(
            text=text,
            structure=structure,
            title=title or f"{self.name}, {record.said}",
            source=link or place,
            loader=NAME,
            loader_version=VERSION,
            original=original,
            original_sha256=hashlib.sha256(kept).hexdigest(),
            site=said.site,
            authors=said.authors,
            published=said.published,
            updated=said.updated,
            language=language,
            places=(place,) if link and place else (),
            found=found,
            variables=others,
        )

    def _is_new(self, key: str) -> bool:
        """Whether there is one, and it comes for the first time."""
        # The hash in place of the words: a table may have a million rows.
        digest = hash(key)
        if not key or digest in self._used:
            return False
        self._used.add(digest)
        return True


def _read_text(written: str, url: str, called: str) -> _Read:
    """A column's text with its blocks; where it is HTML, what a reader sees, and its bytes."""
    from annotate_tui.text.paragraphs import read_paragraphs

    if not _MARKUP.search(written):
        return _Read(written, read_paragraphs(written), None)
    from annotate_tui.loaders.html_tree import parse_fragment, write_tree

    text, structure = write_tree(parse_fragment(written, name=called), url=url)
    if not text.strip():
        raise LoadError(f"{called} has markup in its text and no words: it was left out.")
    return _Read(text, structure, written.encode())


def _beginning(data: bytes) -> str:
    """The first code points; "" for what is no text or has an encoding that only `decode` finds."""
    piece = data[:_BEGINNING]
    try:
        check_text(piece, "")
    except LoadError:
        return ""
    for mark, codec in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if piece.startswith(mark):
            return piece[2:].decode(codec, "ignore")
    return piece.decode("utf-8", "replace").removeprefix("\ufeff")
