"""An e-book's package: what it says of itself, its files in reading order, its table of contents."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from annotate_tui.loaders.errors import LoadError
from annotate_tui.loaders.safe_xml import local, parse_xml
from annotate_tui.loaders.zip_reader import ZipReader
from annotate_tui.text.normal import collapse, normalise

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_OPF = "{http://www.idpf.org/2007/opf}"
_EPUB = "{http://www.idpf.org/2007/ops}"
# Fonts may be disguised by these two; everybody may undo that, and nobody needs to for the words.
_DISGUISES = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})
_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/xml"})
_DATE = re.compile(
    r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?:T\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?)?"
)
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?")
_NO_AUTHOR = frozenset({"unknown", "unknown author", "[unknown]", "n/a", "anonymous author"})
_ROLES = frozenset({"", "aut", "author", "creator"})


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the table of contents: ``fragment`` is "" for a whole file, ``depth`` from 0."""

    label: str
    path: str
    fragment: str
    depth: int


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the book in reading order. ``role`` is what the book calls it ("toc", "cover" …)."""

    path: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Package:
    """What an e-book is made of; "" and () for what it does not say."""

    reader: ZipReader
    title: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    published: str = ""
    updated: str = ""
    publisher: str = ""
    identifier: str = ""
    pages: tuple[Page, ...] = ()
    contents: tuple[Entry, ...] = ()
    locked: frozenset[str] = field(default_factory=frozenset)


@dataclass(slots=True)
class _Item:
    path: str
    kind: str
    properties: frozenset[str]


def open_book(data: bytes, called: str) -> Package:
    """The package of an EPUB 2 or 3.

    Raises LoadError, one sentence, for what is damaged, locked by copy protection, or no e-book.
    """
    reader = ZipReader(data, called)
    opf_path = _package_path(reader, called)
    opf = parse_xml(reader.read_name(opf_path), f"{called} ({opf_path})", doctype=True)
    folder = posixpath.dirname(opf_path)
    items = _items(opf, folder)
    spine = _find(opf, "spine")
    paths: list[str] = []
    for one in () if spine is None else spine:
        item = items.get(one.get("idref", ""))
        linear = one.get("linear", "yes").casefold() != "no"
        if local(one) == "itemref" and item and linear and item.kind in _PAGES:
            paths.append(item.path)
    paths = list(dict.fromkeys(paths))
    locked = _locked(reader, called)
    if not paths:
        raise LoadError(f"{called} lists no chapters in its package: it is no e-book to be read.")
    if locked.issuperset(paths):
        raise LoadError(f"{called} is locked by copy protection (DRM): get it without, or as text.")
    nav = next((item.path for item in items.values() if "nav" in item.properties), "")
    ncx = items.get(spine.get("toc", "")) if spine is not None else None
    ncx_path = ncx.path if ncx else ""
    if not ncx_path:
        kind = "application/x-dtbncx+xml"
        ncx_path = next((item.path for item in items.values() if item.kind == kind), "")
    roles = _guide(opf, folder)
    contents: list[Entry] = []
    if nav in reader and (tree := _optional(reader, nav)) is not None:
        contents = _nav_entries(tree, nav)
        roles |= _landmarks(tree, nav)
        roles[nav] = "toc"
    if not contents and ncx_path in reader and (tree := _optional(reader, ncx_path)) is not None:
        contents = _ncx_entries(tree, ncx_path)
    said = _Metadata(opf)
    return Package(
        reader=reader,
        title=said.title(),
        authors=said.authors(),
        language=said.language(),
        published=said.published(),
        updated=said.updated(),
        publisher=said.first("publisher"),
        identifier=said.identifier(),
        pages=tuple(Page(path, roles.get(path, "")) for path in paths),
        contents=tuple(contents),
        locked=locked,
    )


def _package_path(reader: ZipReader, called: str) -> str:
    if _CONTAINER in reader:
        root = parse_xml(reader.read_name(_CONTAINER), f"{called} ({_CONTAINER})", doctype=True)
        for one in root.iter():
            if local(one) == "rootfile" and (path := one.get("full-path", "")):
                return unquote(path) if path not in reader else path
    found = next((name for name in reader.names() if name.casefold().endswith(".opf")), "")
    if not found:
        raise LoadError(f"{called} has no package file: it is no e-book, or a damaged one.")
    return found


def _optional(reader: ZipReader, path: str) -> _Element | None:
    """The root of a file that the book can be read without."""
    try:
        return parse_xml(reader.read_name(path), path, doctype=True)
    except LoadError:
        return None


def _items(opf: _Element, folder: str) -> dict[str, _Item]:
    manifest = _find(opf, "manifest")
    found: dict[str, _Item] = {}
    for one in () if manifest is None else manifest:
        if local(one) == "item":
            path, _ = resolve(one.get("href", ""), folder)
            kind = one.get("media-type", "").casefold().strip()
            properties = frozenset(one.get("properties", "").split())
            found[one.get("id", "")] = _Item(path, kind, properties)
    return found


def resolve(href: str, folder: str) -> tuple[str, str]:
    """A reference as a path in the book and a fragment; ("", "") for one that leads out of it."""
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return "", ""
    if parts.scheme or parts.netloc:
        return "", ""
    path = posixpath.normpath(posixpath.join("/", folder, unquote(parts.path))).lstrip("/")
    return (path if parts.path else ""), unquote(parts.fragment)


def _locked(reader: ZipReader, called: str) -> frozenset[str]:
    """The files that are encrypted, but for disguised fonts."""
    if _ENCRYPTION not in reader:
        return frozenset()
    found: set[str] = set()
    root = parse_xml(reader.read_name(_ENCRYPTION), f"{called} ({_ENCRYPTION})", doctype=True)
    for one in root.iter():
        if local(one) != "EncryptedData":
            continue
        method = next((m for m in one if local(m) == "EncryptionMethod"), None)
        if method is not None and method.get("Algorithm", "") in _DISGUISES:
            continue
        for reference in one.iter():
            if local(reference) == "CipherReference":
                found.add(unquote(reference.get("URI", "")).lstrip("/"))
    return frozenset(found)


def _guide(opf: _Element, folder: str) -> dict[str, str]:
    """What EPUB 2 says that files are; a reference into a file says nothing of the whole."""
    guide = _find(opf, "guide")
    found: dict[str, str] = {}
    for one in () if guide is None else guide:
        path, fragment = resolve(one.get("href", ""), folder) if local(one) else ("", "")
        if path and not fragment:
            found[path] = one.get("type", "").casefold()
    return found


def _landmarks(nav: _Element, path: str) -> dict[str, str]:
    found: dict[str, str] = {}
    folder = posixpath.dirname(path)
    for one in nav.iter():
        if local(one) == "nav" and "landmarks" in one.get(f"{_EPUB}type", "").split():
            for link in one.iter():
                if local(link) == "a" and (href := link.get("href")):
                    target, fragment = resolve(href, folder)
                    if target and not fragment:
                        found[target] = link.get(f"{_EPUB}type", "").casefold()
    return found


def _nav_entries(nav: _Element, path: str) -> list[Entry]:
    folder = posixpath.dirname(path)
    tables = [one for one in nav.iter() if local(one) == "nav"]
    table = next((t for t in tables if "toc" in t.get(f"{_EPUB}type", "").split()), None)
    found: list[Entry] = []
    for link in () if table is None else table.iter():
        if local(link) != "a":
            continue
        depth = -1
        for above in link.iterancestors():
            if above is table:
                break
            depth += local(above) == "ol"
        _add_entry(found, "".join(link.itertext()), link.get("href", ""), folder, path, depth)
    return found


def _ncx_entries(ncx: _Element, path: str) -> list[Entry]:
    folder = posixpath.dirname(path)
    found: list[Entry] = []
    for point in ncx.iter():
        if local(point) != "navPoint":
            continue
        depth = sum(local(above) == "navPoint" for above in point.iterancestors())
        label, href = "", ""
        for one in point:
            if local(one) == "navLabel":
                label = "".join(one.itertext())
            elif local(one) == "content":
                href = one.get("src", "")
        _add_entry(found, label, href, folder, path, depth)
    return found


def _add_entry(
    found: list[Entry], label: str, href: str, folder: str, own: str, depth: int
) -> None:
    path, fragment = resolve(href, folder)
    label = collapse(normalise(label))
    if label and (path or fragment):
        found.append(Entry(label, path or own, fragment, max(0, depth)))


def _find(root: _Element, name: str) -> _Element | None:
    return next((one for one in root if local(one) == name), None)


class _Metadata:
    """Dublin Core in a package, with what EPUB 2 says in attributes and EPUB 3 in "refines"."""

    def __init__(self, opf: _Element) -> None:
        self._unique = opf.get("unique-identifier", "")
        holder = _find(opf, "metadata")
        self._all = [] if holder is None else [one for one in holder.iter() if local(one)]
        self._refined: dict[tuple[str, str], str] = {}
        for one in self._all:
            if local(one) == "meta" and (target := one.get("refines", "")):
                key = (target.lstrip("#"), one.get("property", ""))
                self._refined.setdefault(key, _words(one))

    def values(self, name: str) -> list[tuple[_Element, str]]:
        return [(one, words) for one in self._all if local(one) == name and (words := _words(one))]

    def first(self, name: str) -> str:
        return next((words for _, words in self.values(name)), "")

    def title(self) -> str:
        """The main title, with a subtitle where one is named so."""
        titles = self.values("title")
        kinds = {self._refine(one, "title-type"): words for one, words in reversed(titles)}
        main = kinds.get("main") or self.first("title")
        sub = kinds.get("subtitle", "")
        return f"{main}: {sub}" if main and sub and sub not in main else main

    def authors(self) -> tuple[str, ...]:
        found: list[str] = []
        for one, words in self.values("creator"):
            role = one.get(f"{_OPF}role") or self._refine(one, "role")
            if role.casefold() in _ROLES:
                names = (collapse(name) for name in words.split(";"))
                found += [n for n in names if n and n.casefold() not in _NO_AUTHOR]
        return tuple(dict.fromkeys(found))

    def language(self) -> str:
        stated = _LANGUAGE.fullmatch(self.first("language"))
        code = stated[1].lower() if stated else ""
        return "" if code in ("und", "mul", "zxx") else code

    def published(self) -> str:
        """The date of publication; one without a word of what it is counts as that."""
        dates = [
            ((one.get(f"{_OPF}event") or "publication").casefold(), words)
            for one, words in self.values("date")
        ]
        stated = next((words for event, words in dates if event == "publication"), "")
        return _date(stated)

    def updated(self) -> str:
        """When the text itself was changed, by EPUB 2; EPUB 3 states the file's own time only."""
        for one, words in self.values("date"):
            if (one.get(f"{_OPF}event") or "").casefold() == "modification":
                return _date(words)
        return ""

    def identifier(self) -> str:
        every = self.values("identifier")
        return next(
            (words for one, words in every if one.get("id") == self._unique),
            every[0][1] if every else "",
        )

    def _refine(self, element: _Element, name: str) -> str:
        return self._refined.get((element.get("id", ""), name), "")


def _words(element: _Element) -> str:
    return collapse(normalise("".join(element.itertext())))


def _date(stated: str) -> str:
    found = _DATE.fullmatch(stated)
    # What programs write where nobody gave a date.
    return "" if found is None or stated.startswith(("0000", "0001", "0101")) else stated
