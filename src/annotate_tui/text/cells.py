"""How wide text is on a terminal, where its graphemes end, and what of it may be painted.

Textual paints with the widths of `rich.cells`; this module asks the same table, so that what is
measured here is what the screen will hold. Measures are taken of the painted form: a control
character is one cell because `display` makes a symbol of it.

Every code point gets a one-letter class, and the grammar of clusters is a regular expression over
the string of classes: the loops run in C, which a text of many megabytes needs.
"""

from __future__ import annotations

import re
import unicodedata

from rich.cells import cell_len, get_character_cell_size

WHITE_SPACE = (
    " \t\n\r\x0b\x0c\x85\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a"
    "\u2028\u2029\u205f\u3000"
)
"""White space at which a row may break. No-break spaces (U+00A0, U+2007, U+202F) are not in it."""

_AS_SPACE = frozenset("\t\n\r\x0b\x0c\x85\u2028\u2029")
_WHITE = frozenset(WHITE_SPACE)

# Kinsoku: the closing and the opening characters of JIS X 4051 and of UAX 14 (CL, CP, EX, IS, NS,
# CJ; OP), wide forms first, then the narrow ones that stand in Chinese, Japanese, Korean text.
_WIDE_CLOSE = frozenset(
    "、。，．・：；？！）］｝〉》」』】〕〗〙〛〟〞｠ー゛゜ヽヾゝゞ々〻〜～％‼⁇⁈⁉"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ﹐﹑﹒﹔﹕﹖﹗﹚﹜﹞"
)
_WIDE_OPEN = frozenset("（［｛〈《「『【〔〖〘〚〝｟￥＄￡﹙﹛﹝")
_NARROW_CLOSE = frozenset(",.!?;:)]}%’”»›…‥–—‰′″°｡､･｣ｰﾞﾟｧｨｩｪｫｬｭｮｯ‼⁇⁈⁉")
_NARROW_OPEN = frozenset("([{‘“«‹„‚¿¡$€£#｢")
_EITHER = frozenset("\"'-/")

# Characters of one cell that are no white space but the blank, never join, and are painted as
# they are. Chosen by hand, for a look into the width table for all of Unicode costs 100 ms.
_NOT_PLAIN = re.compile(
    "[^ -~\xa0-\xac\xae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u0482\u048a-\u052f"
    "\u0531-\u0556\u0559-\u058a\u05d0-\u05ea\u0620-\u064a\u2010-\u2027\u202f-\u205e"
    "\u2070\u2071\u2074-\u208e\u20a0-\u20c0\u2100-\u214f\u2190-\u2319\u2500-\u25fc]"
)

_SYMBOL = "\N{REPLACEMENT CHARACTER}"
_DOT = "\N{MIDDLE DOT}"
_LONE = "\N{DOTTED CIRCLE}"
_JOINS_NOTHING = "\N{ZERO WIDTH NON-JOINER}"
# Invisible characters that break, join or lean on their neighbours only: a dot is enough.
_QUIET = frozenset("\xad\u061c\u200b\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff")

_LONGEST = 1024
"""No grapheme of a real text is longer (code points); beyond, one may be cut in two."""


def _class_of(code: int) -> str:
    """The class of one code point, one ASCII letter.

    Narrow: 1 other, o opening, c closing, a either, p pictograph, s blank, n painted as a blank,
    x painted as a symbol, f half a flag, t tag character, m skin tone. Wide: 2 other, O opening,
    C closing, q pictograph, k black flag, S blank. No cell: 0 extends what stands before it,
    j joiner, v emoji selector.
    """
    char = chr(code)
    if char in _AS_SPACE:
        return "n"
    if code < 0x20 or 0x7F <= code < 0xA0:
        return "x"
    if code == 0x200C:
        return "0"
    if code == 0x200D:
        return "j"
    if code == 0xFE0F:
        return "v"
    if 0x1F1E6 <= code <= 0x1F1FF:
        return "f"
    if 0x1F3FB <= code <= 0x1F3FF:
        return "m"
    if 0xE0020 <= code <= 0xE007F:
        return "t"
    if code == 0x1F3F4:
        return "k"
    width = get_character_cell_size(char)
    category = unicodedata.category(char)
    # Arabic and Kaithi number signs are format characters that are seen; the rest is not.
    if category == "Cf" and (width == 0 or char in _QUIET):
        return "x"
    if category == "Cs" or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return "x"
    if char in _WHITE:
        return "S" if width == 2 else "s"
    if width == 0:
        return "0"
    if width == 2:
        if char in _WIDE_CLOSE:
            return "C"
        if char in _WIDE_OPEN:
            return "O"
    elif char in _NARROW_CLOSE:
        return "c"
    elif char in _NARROW_OPEN:
        return "o"
    elif char in _EITHER:
        return "a"
    # The blocks of Unicode that hold what may take part in an emoji sequence.
    if 0x2190 <= code <= 0x2BFF or 0x1F000 <= code <= 0x1FAFF or code in (0x3030, 0x303D):
        return "q" if width == 2 else "p"
    return "2" if width == 2 else "1"


class _Classes(dict[int, str]):
    """Filled as characters are met: `str.translate` asks for what is missing."""

    def __missing__(self, code: int) -> str:
        found = self[code] = _class_of(code)
        return found


_CLASSES = _Classes()
_WIDTH_OF_CLASS = bytes.maketrans(
    b"1ocapsnxftm2OCqkS0jv",
    bytes([1] * 11 + [2] * 6 + [0] * 3),
)
_SPECIAL = re.compile(
    r"(?P<cluster>[pqk][vm0]*(?:j[pqk][vm0]*)+|kt+|[pqk]v?m|ff|[12ocapqkOC]0*v)"
    r"|(?P<lone>(?<![^xn])[0vj])"
    r"|(?P<paint>[nxtmjv])"
)


def is_plain(s: str) -> bool:
    """True if every character is one cell, stands for itself and is painted as it is."""
    return _NOT_PLAIN.search(s) is None


def classes(s: str) -> str:
    """One class letter for every code point: see `_class_of`. White space is s, S and n."""
    return s.translate(_CLASSES)


def cell_widths(s: str, kinds: str | None = None) -> bytes:
    """For every code point, its grapheme's cells if it is the first of one, else 0.

    So the graphemes of ``s`` begin where the value is not 0: a mark without a base is painted on a
    dotted circle and has a cell. ``kinds`` are the `classes` of ``s`` where they are at hand.
    """
    kinds = classes(s) if kinds is None else kinds
    widths = kinds.encode("ascii").translate(_WIDTH_OF_CLASS)
    patched: bytearray | None = None
    for found in _SPECIAL.finditer(kinds):
        at, to = found.span()
        if found.lastgroup == "paint":
            continue
        if patched is None:
            patched = bytearray(widths)
        if found.lastgroup == "lone":
            patched[at] = 1
        else:
            patched[at:to] = bytes(to - at)
            patched[at] = cell_len(s[at:to])
    return widths if patched is None else bytes(patched)


def cell_width(s: str) -> int:
    """How many cells ``display(s)`` takes."""
    return len(s) if is_plain(s) else sum(cell_widths(s))


def display(s: str) -> str:
    """``s`` as it may be painted: as many code points, and nothing that steers a terminal.

    Line breaks and tabs become blanks, control characters their symbols, invisible ones that
    break words a dot, those that turn the writing direction of others U+FFFD. Joiners stay in emoji
    only (elsewhere `rich.cells` would not count the letter behind them). A mark without a base
    becomes a dotted circle; so give a whole piece and slice the result, not the other way round.
    """
    if (s.isascii() and s.isprintable()) or is_plain(s):
        return s
    painted: list[str] | None = None
    kinds = classes(s)
    for found in _SPECIAL.finditer(kinds):
        if found.lastgroup == "cluster":
            continue
        if painted is None:
            painted = list(s)
        at = found.start()
        painted[at] = _LONE if found.lastgroup == "lone" else _painted(s[at], kinds[at])
    return s if painted is None else "".join(painted)


def _painted(char: str, kind: str) -> str:
    if kind == "n":
        return " "
    if kind in "jv":
        return _JOINS_NOTHING
    if kind == "t" or char in _QUIET:
        return _DOT
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    return "\N{SYMBOL FOR DELETE}" if code == 0x7F else _SYMBOL


def grapheme_ends(text: str, start: int, end: int) -> list[int]:
    """Where the graphemes of ``text[start:end]`` end, in order; the last one is ``end``."""
    if start >= end:
        return []
    part = text[start:end]
    if is_plain(part):
        return list(range(start + 1, end + 1))
    widths = cell_widths(part)
    ends = [at for at, width in enumerate(widths, start) if width]
    ends.append(end)
    return ends[1:]


def next_grapheme(text: str, offset: int, end: int) -> int:
    """Where the grapheme that begins at ``offset`` ends; at most ``end``."""
    end = min(end, offset + _LONGEST)
    size = 8
    while offset + size < end:
        widths = cell_widths(text[offset : offset + size])
        for i in range(1, size):
            if widths[i]:
                return offset + i
        size *= 4
    return next(iter(grapheme_ends(text, offset, end)), end)


def previous_grapheme(text: str, offset: int, start: int) -> int:
    """Where the grapheme that ends at ``offset`` begins; at least ``start``."""
    if offset <= start:
        return start
    low = max(start, offset - 8)
    stop = max(start, offset - _LONGEST)
    while low > stop and _CLASSES[ord(text[low])] not in "12ocaOCsSnx":
        low -= 1
    widths = cell_widths(text[low:offset])
    last = len(widths) - 1
    while last > 0 and not widths[last]:
        last -= 1
    return low + last


def safe_cut(text: str, offset: int, start: int) -> int:
    """The last grapheme boundary at or before ``offset``; ``start`` is one itself."""
    return previous_grapheme(text, offset + 1, start) if offset > start else start
