"""Reading .qdc files, of this program and of others, which follow the standard more or less.

Taken are: guids in any case, with or without braces, or none; no colour or no description; any
prefix or version of the namespace; names with "/", which get "∕" for it. Codes that are no more
than headings (isCodable="false") become tags like the others. Sets are passed over.
"""

from __future__ import annotations

import codecs
import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NoReturn
from uuid import UUID
from xml.sax import SAXException
from xml.sax.handler import ContentHandler, feature_namespaces

from annotate_tui.formats.codebook import checks
from annotate_tui.formats.codebook.decoding import check_size, decoded
from annotate_tui.formats.codebook.errors import CodebookFileError, refuse
from annotate_tui.formats.codebook.growing import Node, Place, Said, Tree, codebook_of, shown
from annotate_tui.model import Codebook, Field

if TYPE_CHECKING:
    from xml.sax.xmlreader import AttributesNSImpl

DEFAULT_NAMESPACE = "urn:QDA-XML:codebook:1.0"

_IN_INSTRUCTION = (
    "id",
    "key",
    "description",
    "example",
    "counter_example",
    "archived",
    "field",
)
_GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def visible(words: str) -> str:
    """The words as XML can hold them: what it cannot becomes U+FFFD."""
    return _NO_XML.sub("�", words)


def as_guid(words: str) -> str:
    """A guid in lower case and without braces, or "" for what is none."""
    guid = words.strip().lower()
    if guid.startswith("{") and guid.endswith("}"):
        guid = guid[1:-1]
    return str(UUID(guid)) if _GUID.fullmatch(guid) else ""


def read(data: bytes, name: str, told: list[str] | None = None) -> Codebook:
    """The codebook in a .qdc file. Raises CodebookFileError.

    Any document type is refused, and with it every entity: nothing is expanded, nothing fetched.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.expatreader import DefusedExpatParser

    check_size(data, name)
    if data.startswith(b"PK"):
        refuse(name, 0, "this is a whole project (.qdpx) or another archive; export the codebook")
    parser = DefusedExpatParser(forbid_dtd=True)
    handler = _Handler(name, [] if told is None else told, parser.getLineNumber)
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(handler)
    try:
        # A byte-order mark tells the encoding, whatever the declaration says.
        parser.feed(decoded(data, name) if data.startswith(_MARKS) else data)
        parser.close()
    except CodebookFileError:
        raise
    except DefusedXmlException:
        line = parser.getLineNumber() or 1
        refuse(name, line, "the file has a document type or entities, which no codebook needs")
    except (SAXException, ValueError, LookupError) as error:
        line = parser.getLineNumber() or 1
        message = error.getMessage() if isinstance(error, SAXException) else str(error)
        refuse(name, line, f"this is not whole XML: {' '.join(message.split()).rstrip('.')}")
    return handler.codebook()


@dataclass(slots=True)
class _Open:
    """An element that is open: what it is, and for a Code the tag that it makes."""

    what: str
    node: Node | None = None
    said: Said | None = None
    guid: str = ""
    has_instruction: bool = False
    words: list[str] = field(default_factory=list)


class _Handler(ContentHandler):
    def __init__(self, name: str, told: list[str], line: Callable[[], int | None]) -> None:
        super().__init__()
        self._name = name
        self._told = told
        self._tree = Tree()
        self._open: list[_Open] = []
        self._guids: set[str] = set()
        self._variables: list[tuple[str, Field, Place]] = []
        self._line = line

    def codebook(self) -> Codebook:
        return codebook_of(self._tree, self._variables, self._fail)

    def startElementNS(
        self,
        name: tuple[str | None, str],
        qname: str | None,
        attrs: AttributesNSImpl,
    ) -> None:
        what = name[1]
        above = self._open[-1].what if self._open else ""
        if not self._open and what != "CodeBook":
            whole = what == "Project"
            kind = "a whole REFI-QDA project; export the codebook" if whole else "no codebook"
            self._fail(self._here(), f"this is {kind}: its root is {shown(what)}")
        if what == "Code" and above in ("Codes", "Code"):
            self._open.append(self._code(attrs))
        elif (above, what) in _PARTS or not self._open:
            self._open.append(_Open(what))
        else:
            self._open.append(_Open("text" if above in ("Description", "text") else ""))

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:
        closed = self._open.pop()
        words = "".join(closed.words)
        if closed.what == "text":
            self._open[-1].words.append(words)
        elif closed.what == "Description" and self._open[-1].said is not None:
            self._described(self._open[-1].said, words.strip())
        elif closed.said is not None and not closed.said.id:
            self._give_guid(closed)

    def characters(self, content: str) -> None:
        if self._open and self._open[-1].what in ("Description", "text"):
            self._open[-1].words.append(content)

    def processingInstruction(self, target: str, data: str) -> None:
        if target != "annotate" or not self._open:
            return
        inside = self._open[-1]
        if inside.what == "CodeBook":
            table = self._table(data)
            checks.known_only(table, ("variable",), self._here(), self._fail)
            self._variables = [
                (id_, held, self._here()) for id_, held, _ in checks.variables_of(table, self._fail)
            ]
        elif inside.said is not None:
            if inside.has_instruction:
                self._fail(self._here(), "a Code has two instructions <?annotate …?>")
            inside.has_instruction = True
            self._instructed(inside.said, self._table(data))

    def _table(self, data: str) -> dict[str, Any]:
        try:
            table = json.loads(data)
        except (ValueError, RecursionError):
            table = None
        if not isinstance(table, dict):
            self._fail(self._here(), "the instruction <?annotate …?> is damaged")
        return table

    def _code(self, attrs: AttributesNSImpl) -> _Open:
        place = self._here()
        given = {key[1]: value for key, value in attrs.items()}
        name = "".join(
            " " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char
            for char in given.get("name", "")
        ).strip()
        if not name:
            self._fail(place, "a Code has no name")
        if "/" in name:
            kept = name.replace("/", "∕")
            self._told.append(
                f"{shown(name)} is kept as {shown(kept)}: “/” stands between tags here."
            )
            name = kept
        said = Said(place)
        color = given.get("color", "").strip()
        said.colour = checks.colour_of(color, place, self._fail)
        parent = next((one.node for one in reversed(self._open) if one.what == "Code"), None)
        node = self._tree.put([name], said, self._fail, parent)
        return _Open("Code", node, said, as_guid(given.get("guid", "")))

    def _give_guid(self, closed: _Open) -> None:
        # Of two codes with one guid the second gets an id from its path, as one without does.
        if closed.said is not None and closed.guid not in self._guids:
            closed.said.id = closed.guid
            self._guids.add(closed.guid)

    def _described(self, said: Said, words: str) -> None:
        # An instruction before it holds the same words, with what XML cannot hold.
        if said.description and visible(said.description).strip() == words:
            return
        said.description = words

    def _instructed(self, said: Said, table: dict[str, Any]) -> None:
        place = said.place
        more = checks.said_of_tag(table, place, self._fail, _IN_INSTRUCTION)
        if visible(more.description).strip() != said.description or not more.description:
            # Another program has changed the description since.
            more.description = said.description
        more.colour = said.colour
        for name in Said.__slots__:
            setattr(said, name, getattr(more, name))
        said.field_places = (place,) * len(said.fields)

    def _here(self) -> Place:
        return (self._line() or 1,)

    def _fail(self, place: Place, what: str) -> NoReturn:
        line = place[0] if place and isinstance(place[0], int) else 0
        refuse(self._name, line, what)


_PARTS = frozenset({("CodeBook", "Codes"), ("Code", "Description")})
