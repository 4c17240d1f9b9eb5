"""What the control words of RTF stand for: signs, code pages, destinations.

From the Rich Text Format Specification, version 1.9.1 (Microsoft, 2008).
"""

from __future__ import annotations

import codecs

SIGNS = {
    "tab": "\t", "line": "\n", "softline": "\n", "lbr": "\n",
    "emdash": "—", "endash": "–", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005",
    "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f",
}  # fmt: skip
"""Control words that are a sign in the text."""

_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "cp936", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
SYMBOLS = 2
"""The character set of fonts that draw signs for letters, as Symbol and Wingdings do."""

SYMBOL_SIGNS = {0xB7: "•", 0xA7: "▪", 0xD8: "▸", 0xFC: "✓", 0x6F: "•", 0x95: "•", 0x2D: "–"}
"""The commonest signs of such fonts by their codes."""

HIDDEN = frozenset(
    "annotation atnauthor atndate atnicn atnid atnparent atnref atnref atrfend atrfstart author "
    "background bkmkend bkmkstart blipuid buptim category colortbl comment company creatim "
    "datafield datastore doccomm docvar filetbl footer footerf footerl footerr fontemb fontfile "
    "ftncn ftnsep ftnsepc aftncn aftnsep aftnsepc generator header headerf headerl headerr hlinkbase "
    "info keywords latentstyles listoverridetable listtable manager nextfile nonesttables "
    "nonshppict objdata objclass objname operator passwordhash pict pgptbl printim private "
    "protusertbl pxe revtbl revtim rsidtbl rxe sn sp stylesheet subject sv tc template themedata "
    "ud userprops wgrffmtfilter xe xmlnstbl falt panose fname fonttbl title txe mmathPr picprop "
    "shpinst shprslt do pnseclvl levelnumbers leveltext listname".split()
)
"""Destinations that hold no words of the text."""


def charset_codec(number: int, default: str) -> str:
    """The codec of a font's character set; ``default`` for those that state none of their own."""
    return _CHARSETS.get(number, default)


def page_codec(number: int) -> str:
    """The codec of a Windows code page; cp1252 for one that Python does not know."""
    known = {65001: "utf-8", 10000: "mac_roman", 1361: "johab", 20127: "cp1252"}
    name = known.get(number, f"cp{number}")
    try:
        codecs.lookup(name)
    except LookupError:
        return "cp1252"
    return name


# Destinations that are kept under their own name, not as text of the document.
KEPT = {
    "title": "title",
    "author": "author",
    "fldinst": "link",
    "listtext": "label",
    "pntext": "label",
}


INFO = ("title", "author")
DESTINATIONS = frozenset({"footnote", "shptxt", "fldrslt", "stylesheet", "fonttbl", "info"})

SWITCHES = {
    "b": "bold", "i": "italic", "strike": "strike", "striked": "strike",
    "v": "hidden", "deleted": "hidden", "webhidden": "hidden",
}  # fmt: skip
"""Words that turn a part of the state on, or off by 0."""
