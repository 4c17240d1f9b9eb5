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
_INLINE = re.compile(
    rb"</?(?:a|abbr|b|big|center|cite|code|em|font|i|ins|label|mark|q|s|small|span|strike|strong"
    rb"|sub|sup|tt|u)(?:\s[^<>]*)?>",
    re.I,
)
_BOX = re.compile(
    rb"</?(?:article|aside|blockquote|dd|div|dl|fieldset|figure|footer|form|header|li|main|ol"
    rb"|section|table|tbody|td|th|tr|ul)(?:\s[^<>]*)?>",
    re.I,
)
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
    data = markup.encode("utf-8", "replace").replace(b"\0", b"")
    check_size(len(data) // 2, name)
    if _XHTML.match(data):
        data = _EMPTY_TAG.sub(_opened, _DECLARED.sub(b"", data))
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
