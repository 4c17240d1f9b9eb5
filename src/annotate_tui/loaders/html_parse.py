"""Markup into a tree, whatever the bytes: no network, no entities, bounded depth and size."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annotate_tui.loaders.decode import check_size, decode
from annotate_tui.loaders.errors import LoadError

if TYPE_CHECKING:
    from lxml.etree import _Element

_VOID = frozenset(b"area base br col embed hr img input link meta param source track wbr".split())
_XHTML = re.compile(rb"\A\s*(?:<\?xml\b|<!doctype[^>]{0,200}xhtml|<html[^>]{0,500}\bxmlns\b)", re.I)
_EMPTY_TAG = re.compile(rb"<([a-zA-Z][a-zA-Z0-9:-]*)((?:\s[^<>]*)?)/>")
_DECLARED = re.compile(rb"\A\s*<\?xml\b[^>]*\?>")
# Declarations within the document type, which browsers do not read and libxml2 takes for words.
_SUBSET = re.compile(
    rb"\A(\s*(?:<\?xml\b[^>]*\?>\s*)?<!doctype\b[^>\[]{0,500})\[[^\]]*\]\s*>", re.IGNORECASE
)
_INLINE = re.compile(
    rb"</?(?:a|abbr|acronym|b|bdi|big|button|center|cite|code|data|del|em|font|i|ins|kbd|label|mark"
    rb"|nobr|picture|q|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var)(?:\s[^<>]*)?>",
    re.IGNORECASE,
)
_BOX = re.compile(
    rb"</?(?:address|article|aside|blockquote|dd|details|div|dl|dt|fieldset|figure|footer|form"
    rb"|h[1-6]|header|li|main|nav|ol|section|summary|table|tbody|td|th|tr|ul)(?:\s[^<>]*)?>",
    re.IGNORECASE,
)
# libxml2 compares each attribute of an element with all before it: 40,000 take it 15 seconds.
_LONG_TAG = re.compile(rb"<([a-zA-Z][a-zA-Z0-9:-]*)[\s/][^<>]{6000,}")
_MOST_ATTRIBUTES = 2000
# lxml takes no control characters where words are set; some of them part words.
_SPACES = bytes.maketrans(b"\x0b\x0c\x1c\x1d\x1e\x1f", b"      ")
_CONTROLS = bytes({*range(9), *range(14, 28), 0x7F})
_NO_CHARACTER = re.compile(b"\xef\xbf[\xbe\xbf]")
_NUMBERED = re.compile(rb"&#(?:[xX]([0-9a-fA-F]{1,9})|([0-9]{1,9}));?")
_LIMIT = "ERR_RESOURCE_LIMIT"


def parse_fragment(
    markup: str | bytes, encoding: str | None = None, *, name: str = "The page"
) -> _Element:
    """The tree of a page or of a piece of one: its root is ``html``, its words are in ``body``.

    ``encoding`` is what the bytes are known to be in; without it they are decoded as text files
    are. Nothing is fetched, no entity of a document's own is resolved, comments and processing
    instructions are left out. Markup nested deeper than libxml2 goes (2048 levels) is read with its
    boxes laid flat. Raises LoadError, whose sentence calls the source ``name``, for what has no
    markup and no words, or cannot be read.
    """
    if isinstance(markup, bytes):
        if encoding:
            check_size(len(markup), name)
            try:
                markup = markup.decode(encoding, "replace")
            except LookupError:
                raise LoadError(
                    f"{name} is said to be in an unknown encoding ({encoding[:40]}): "
                    "save it as UTF-8 and try again."
                ) from None
        else:
            markup = decode(markup, name).text
    # lxml wants bytes: it refuses a string that declares an encoding.
    data = markup.encode("utf-8", "replace").translate(_SPACES, _CONTROLS)
    data = _NUMBERED.sub(_allowed, _NO_CHARACTER.sub(b"", data))
    check_size(len(data) // 2, name)
    data = _SUBSET.sub(rb"\1>", data)
    if _XHTML.match(data):
        data = _EMPTY_TAG.sub(_opened, _DECLARED.sub(b"", data))
    data = _LONG_TAG.sub(_bearable, data)
    root, is_whole = _parse(data)
    if not is_whole:
        root, is_whole = _parse(_BOX.sub(b"<p>", _INLINE.sub(b"", data)))
    if not is_whole:
        raise LoadError(
            f"{name} is nested too deeply to be read: open it in a browser and save its text."
        )
    if root is None:
        raise LoadError(f"{name} is empty: there is no text in it to read.")
    return root


def _opened(found: re.Match[bytes]) -> bytes:
    """An empty tag of XHTML as HTML has it: there ``<title/>`` would swallow the page."""
    tag, rest = found[1], found[2]
    return found[0] if tag.lower() in _VOID else b"<%b%b></%b>" % (tag, rest, tag)


def _allowed(found: re.Match[bytes]) -> bytes:
    """A character by its number, if it is one that a tree can hold."""
    code = int(found[1], 16) if found[1] else int(found[2])
    is_control = code < 32 and code not in (9, 10, 13)
    is_none = is_control or 0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF)
    return b"" if is_none or code > 0x10FFFF else found[0]


def _bearable(found: re.Match[bytes]) -> bytes:
    """A tag of a great many attributes without them; one long attribute (a picture) stays."""
    tag = found[0]
    quotes = tag.count(b'"') + tag.count(b"'")
    attributes = max(tag.count(b"="), len(tag.split()), 0 if quotes else tag.count(b"/"))
    return tag if attributes <= _MOST_ATTRIBUTES else b"<" + found[1]


def _parse(data: bytes) -> tuple[_Element | None, bool]:
    """The tree, None for no markup at all, and whether libxml2 went through to the end."""
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        no_network=True,
        recover=True,
        huge_tree=True,
        collect_ids=False,
        default_doctype=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError, AssertionError):
        root = None
    last = parser.error_log.last_error
    return root, last is None or last.type_name != _LIMIT
