"""XML that came from somebody: parsed without entities of its own, without files, without the network."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annotate_tui.loaders.errors import LoadError

if TYPE_CHECKING:
    from lxml import etree

_DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_HARMFUL = (
    "{what} defines XML entities or a document type of its own, which can do harm: "
    "save it anew from a program that you trust."
)


def parse_xml(data: bytes, what: str, *, doctype: bool = False) -> etree._Element:
    """The root of an XML document. ``what`` is what a message calls it.

    Raises LoadError for damaged XML, for one that defines entities (they can name files of this
    machine, or grow without end), and, unless ``doctype``, for a document type declaration at all.
    """
    from lxml import etree

    # In UTF-16 the words look otherwise: the NULs go first.
    plain = data.replace(b"\0", b"") if b"\0" in data[:100] else data
    if _ENTITY.search(plain) or (not doctype and _DOCTYPE.search(plain)):
        raise LoadError(_HARMFUL.format(what=what))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError, LookupError):
        root = None
    if root is None:
        raise LoadError(f"{what} is damaged XML: get it again, or save it anew.")
    # In some encodings the words above are not to be seen before they are read.
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and (not doctype or any(True for _ in declared.iterentities())):
        raise LoadError(_HARMFUL.format(what=what))
    return root


def local(element: etree._Element) -> str:
    """An element's name without its namespace; "" for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
