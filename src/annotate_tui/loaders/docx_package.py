"""A Word file opened without trust: only the parts that hold words reach the library that reads them.

A package of our own making is handed to python-docx. So pictures are never packed out, a missing
one breaks nothing, templates, files with macros and the ISO "strict" form open as documents do, and
all XML has been looked at before.
"""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote
from xml.sax.saxutils import quoteattr

from annotate_tui.loaders.docx_styles import W
from annotate_tui.loaders.errors import LoadError
from annotate_tui.loaders.safe_xml import local, parse_xml
from annotate_tui.loaders.zip_reader import ZipReader

if TYPE_CHECKING:
    from docx.document import Document
    from lxml import etree

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _OFFICE.encode()),
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
)
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_CORE_NAMESPACE = _CORE.replace("relationships/metadata", "metadata")
_CORE_ROOT = f"{{{_CORE_NAMESPACE}}}coreProperties"
_NO_PROPERTIES = f'<cp:coreProperties xmlns:cp="{_CORE_NAMESPACE}"/>'.encode()
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>'
    '<Override PartName="/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'


@dataclass(frozen=True, slots=True)
class WordFile:
    """A Word document, and the roots of the parts that the library does not know.

    ``links`` maps the id of a relationship to its outside address, per part ("", "footnotes",
    "endnotes").
    """

    document: Document
    numbering: etree._Element | None = None
    footnotes: etree._Element | None = None
    endnotes: etree._Element | None = None
    links: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(slots=True)
class _Relations:
    """What a part refers to: other parts by the last word of their type, addresses by id."""

    parts: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)


def open_word(data: bytes, called: str) -> WordFile:
    """The document in the bytes of a .docx, .docm, .dotx or .dotm.

    Raises LoadError for a damaged package, and for XML that is damaged or may do harm.
    """
    from docx import Document as open_document
    from docx.exceptions import PythonDocxError
    from docx.opc.exceptions import OpcError
    from lxml import etree

    package = _Package(ZipReader(data, called), called)
    root = package.relations("")
    main = root.parts.get("officeDocument", "word/document.xml")
    related = package.relations(main)
    body = package.part(main)
    if body.root.tag != f"{W}document" or body.root.find(f"{W}body") is None:
        raise LoadError(f"{called} has no body: it is no Word document, or a damaged one.")
    parts = {"word/document.xml": body.data}
    if (styles := package.optional(related.parts.get("styles", ""), needed=True)) is not None:
        parts["word/styles.xml"] = styles.data
    # Without any the library would make up properties, with a title and an author of its own.
    core = package.optional(root.parts.get("core-properties", ""), needed=False)
    known = core is not None and core.root.tag == _CORE_ROOT
    parts["core.xml"] = core.data if core is not None and known else _NO_PROPERTIES
    try:
        document = open_document(BytesIO(_pack(parts)))
    except (
        PythonDocxError, OpcError, etree.LxmlError, KeyError, ValueError, AttributeError,
        TypeError, IndexError,
    ):  # fmt: skip
        raise LoadError(
            f"{called} is no Word document that can be read: open it in Word and save it anew."
        ) from None
    roots: dict[str, etree._Element | None] = {}
    links = {"": related.links}
    for kind in ("numbering", "footnotes", "endnotes"):
        name = related.parts.get(kind, "")
        found = package.optional(name, needed=True)
        roots[kind] = None if found is None else found.root
        links[kind] = {} if found is None else package.relations(name).links
    return WordFile(document, roots["numbering"], roots["footnotes"], roots["endnotes"], links)


class _Part(NamedTuple):
    data: bytes
    root: etree._Element


class _Package:
    def __init__(self, reader: ZipReader, called: str) -> None:
        self._reader = reader
        self._called = called
        self._names = {name.casefold(): name for name in reader.names()}

    def part(self, name: str) -> _Part:
        """A part in the namespaces that the library knows. Raises LoadError for harmful XML."""
        data = self._reader.read_name(self._names.get(name.casefold(), name))
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        return _Part(data, parse_xml(data, f"{self._called} ({name})"))

    def optional(self, name: str, *, needed: bool) -> _Part | None:
        """The part, None where it is missing; where it is not ``needed``, also where it is damaged."""
        if name.casefold() not in self._names:
            return None
        try:
            return self.part(name)
        except LoadError:
            if needed:
                raise
            return None

    def relations(self, name: str) -> _Relations:
        """What the part refers to; nothing where the package does not say."""
        folder, base = posixpath.split(name)
        found = _Relations()
        part = self.optional(posixpath.join(folder, "_rels", f"{base}.rels"), needed=False)
        for one in () if part is None else part.root:
            if local(one) != "Relationship":
                continue
            target, kind = one.get("Target", ""), one.get("Type", "").rpartition("/")[2]
            if one.get("TargetMode") == "External":
                found.links[one.get("Id", "")] = target
            else:
                place = posixpath.normpath(posixpath.join("/", folder, unquote(target)))
                found.parts.setdefault(kind, place.lstrip("/"))
        return found


def _pack(parts: dict[str, bytes]) -> bytes:
    relations = [
        ("rId1", f"{_OFFICE}/officeDocument", "word/document.xml"),
        ("rId2", _CORE, "core.xml"),
    ]
    inner = [("rId1", f"{_OFFICE}/styles", "styles.xml")] if "word/styles.xml" in parts else []
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _write_relations(relations))
        package.writestr("word/_rels/document.xml.rels", _write_relations(inner))
        for name, data in parts.items():
            package.writestr(name, data)
    return made.getvalue()


def _write_relations(relations: list[tuple[str, str, str]]) -> str:
    rows = [
        f"<Relationship Id={quoteattr(one)} Type={quoteattr(kind)} Target={quoteattr(target)}/>"
        for one, kind, target in relations
    ]
    return _RELATIONS + "".join(rows) + "</Relationships>"
