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
_STOPS = "、。，．：；！？）］｝〉》」』】〕〗〙〛〟〞｠‼⁇⁈⁉﹐﹑﹒﹔﹕﹖﹗﹚﹜﹞︐︑︒︓︔︕︖︘︶︸︺︼︾﹀﹂﹄﹈"
_WIDE_CLOSE = frozenset(
    _STOPS + "・ー゛゜ヽヾゝゞ々〻〜～％゠〆"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
    "\U0001b132\U0001b150\U0001b151\U0001b152\U0001b155\U0001b164\U0001b165\U0001b166\U0001b167"
)
_WIDE_OPEN = frozenset("（［｛〈《「『【〔〖〘〚〝｟￥＄￡￠﹙﹛﹝︗︵︷︹︻︽︿﹁﹃﹇")
_NARROW_CLOSE = frozenset(",.!?;:)]}%’”»›…‥–—‰′″°｡､･｣ｰﾞﾟｧｨｩｪｫｬｭｮｯ‼⁇⁈⁉")
_NARROW_OPEN = frozenset("([{‘“«‹„‚¿¡$€£#｢")
_EITHER = frozenset("\"'-/")

CLOSING = _WIDE_CLOSE | _NARROW_CLOSE
"""What no row begins with where it can be helped."""
OPENING = _WIDE_OPEN | _NARROW_OPEN
"""What no row ends with where it can be helped."""
CLOSING_AFTER_BLANK = frozenset(_STOPS + ",.!?;:)]}｡､｣")
"""What belongs to the words before it even behind a blank (UAX 14, LB13); quotes may open."""
OPENING_BEFORE_BLANK = (_WIDE_OPEN - frozenset("￥＄￡￠")) | frozenset("([{｢")
"""What belongs to the words behind it even before a blank (UAX 14, LB14)."""

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
_QUIET = frozenset("\xad\u061c\u200b\u200e\u200f\u2060\u2061\u2062\u2063\u2064\u3164\ufeff\uffa0")
_FIRST_JOINED = "\u0590"
"""From here on stand the scripts that are written with joiners; before it one hides something."""

# Scripts without blanks between words: their vowels that stand before the consonant, the signs
# that no row begins with, and the letters (Thai, Lao, Khmer, Myanmar).
_LEADING_VOWELS = frozenset("เแโใไເແໂໃໄ")
_TRAILING = frozenset("ฯะาๅๆ๚๛ຯະາຽໆ។៕៖ៗ៘៚၊။")
_AM = frozenset("ำຳ")
_UNSPACED = ((0x0E01, 0x0E2E), (0x0E81, 0x0EAE), (0x0EDC, 0x0EDF), (0x1780, 0x17B3),
             (0x1000, 0x102A), (0x103F, 0x103F), (0x1050, 0x1055), (0x105A, 0x105D),
             (0x1061, 0x1061), (0x1065, 0x1066), (0x106E, 0x1070), (0x1075, 0x1081),
             (0x108E, 0x108E), (0xAA60, 0xAA6F), (0xAA71, 0xAA76))  # fmt: skip
# Letters that a virama joins to the next one (UAX 29, GB9c): Devanagari, Bengali, Gujarati, Oriya,
# Telugu, Malayalam, as Unicode 15.1 has them.
_CONJOINED = ((0x0915, 0x0939), (0x0958, 0x095F), (0x0978, 0x097F), (0x0995, 0x09B9),
              (0x09DC, 0x09DF), (0x09F0, 0x09F1), (0x0A95, 0x0AB9), (0x0AF9, 0x0AF9),
              (0x0B15, 0x0B39), (0x0B5C, 0x0B5F), (0x0B71, 0x0B71), (0x0C15, 0x0C39),
              (0x0C58, 0x0C5A), (0x0D15, 0x0D3A))  # fmt: skip
_VIRAMAS = frozenset("\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d\u1039\u17d2")
_PREPENDED = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\U000110bd\U000110cd"
)
_GLUE = frozenset("\xa0\u2007\u2011\u202f")

_UNBASED = {"j": _DOT, "w": _DOT, "i": _DOT, "m": _SYMBOL}
_BROADEST = 40
"""Cells of a grapheme to which no more signs are added that should be invisible."""

_LONGEST = 1024
"""No grapheme of a real text is longer (code points); beyond, one may be cut in two."""


def _class_of(code: int) -> str:
    """The class of one code point, one ASCII letter.

    Narrow: 1 other, o opening, c closing, a either, p pictograph, s blank, n painted as a blank,
    x painted as a symbol, z break without width, g glue without width (both painted as a dot),
    G no-break blank or hyphen, f half a flag, t tag character, m skin tone, d Indic consonant,
    P prepended sign; of scripts without blanks T letter, e vowel before its consonant, A sign at
    the end of words, M mark with a cell. Wide: 2 other, O opening, C closing, H Hangul syllable,
    L leading jamo, q pictograph, k black flag, S blank. No cell: 0 extends what stands before it,
    l virama, w non-joiner, j joiner, v emoji selector, i selector of an ideograph's form.
    """
    char = chr(code)
    if char in _AS_SPACE:
        return "n"
    if code < 0x20 or 0x7F <= code < 0xA0:
        return "x"
    if code in _SINGLE:
        return _SINGLE[code]
    for first, last, kind in _RANGES:
        if first <= code <= last:
            return kind
    width = get_character_cell_size(char)
    category = unicodedata.category(char)
    if width and char in _PREPENDED:
        return "P"
    # Arabic and Kaithi number signs are format characters that are seen; the rest is not.
    if (category == "Cf" and width == 0) or char in _QUIET:
        return "x"
    if category == "Cs" or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return "x"
    if char in _WHITE:
        return "S" if width == 2 else "s"
    if width == 0:
        return "l" if char in _VIRAMAS else "0"
    return _class_of_letter(char, width)


_SINGLE = {
    0x200B: "z", 0x2060: "g", 0xFEFF: "g", 0x200C: "w", 0x200D: "j", 0xFE0F: "v", 0x1F3F4: "k",
    **dict.fromkeys(map(ord, _GLUE), "G"),
    **dict.fromkeys(map(ord, _AM), "M"),
    **dict.fromkeys(map(ord, _LEADING_VOWELS), "e"),
    **dict.fromkeys(map(ord, _TRAILING), "A"),
}  # fmt: skip
_RANGES = (
    (0xAC00, 0xD7A3, "H"),
    (0x1100, 0x115F, "L"),
    (0xA960, 0xA97C, "L"),
    (0x1F1E6, 0x1F1FF, "f"),
    (0x1F3FB, 0x1F3FF, "m"),
    (0xE0020, 0xE007F, "t"),
    (0xE0100, 0xE01EF, "i"),
)


def _class_of_letter(char: str, width: int) -> str:
    code = ord(char)
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
    if width == 2:
        return "2"
    for ranges, kind in ((_CONJOINED, "d"), (_UNSPACED, "T")):
        if any(first <= code <= last for first, last in ranges):
            return kind
    return "1"


class _Classes(dict[int, str]):
    """Filled as characters are met: `str.translate` asks for what is missing."""

    def __missing__(self, code: int) -> str:
        found = self[code] = _class_of(code)
        return found


_CLASSES = _Classes()
_NARROW, _BROAD, _NONE = b"1ocapsnxzgGftmdPTeAM", b"2OCHLqkS", b"0lwjvi"
_WIDTH_OF_CLASS = bytes.maketrans(
    _NARROW + _BROAD + _NONE,
    bytes([1] * len(_NARROW) + [2] * len(_BROAD) + [0] * len(_NONE)),
)
_SIMPLE = b"12ocapqkOCsSHGdTeAxnzg"
"""Of these alone, every character is a grapheme; the others join or lean."""

# The clusters of UAX 29: those whose width is not the sum of their parts, then those where it is.
# The look ahead is for speed: at most characters no alternative can begin.
_SPECIAL = re.compile(
    r"(?=[^12ocaOCsSHGeA])(?:"
    r"(?P<cluster>[pqk][vm0]*(?:j[pqk][vm0]*)+|kt+|[pqk]v?m|ff)"
    r"|(?P<joined>(?:[dT][0j]*l[0lj]*){1,20}[dT]|L{1,20}H|LL{1,20}|P{1,20}[12ocaOCGHdTeA])"
    r"|(?P<lone>(?<![^xnzg])[0vjlwiMm])"
    r"|(?P<leaning>[Mm]|(?<!2)i)"
    r"|(?P<joiner>[jw])"
    r"|(?P<selector>v)"
    r"|(?P<paint>[nxzgtm]))"
)
_SELECTED = frozenset("12ocapqkOCHGdTeA")


def _shows_joiner(before: str) -> bool:
    """Whether a joiner behind that character does nothing there, and so is painted as a dot."""
    return before < _FIRST_JOINED or before in "\u200c\u200d" or before >= "\U000e0000"


def _selected(kinds: str, at: int, low: int) -> int:
    """The character, from ``low`` on, that the emoji selector at ``at`` makes an emoji, or -1."""
    base = at - 1
    while base > low and kinds[base] == "0":
        base -= 1
    return base if base >= low and kinds[base] in _SELECTED else -1


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
    raw = kinds.encode("ascii")
    widths = raw.translate(_WIDTH_OF_CLASS)
    if not raw.translate(None, _SIMPLE):
        return widths
    patched = bytearray(widths)
    done = 0  # where the last cluster ended
    for found in _SPECIAL.finditer(kinds):
        at, to = found.span()
        group = found.lastgroup
        if group == "cluster":
            patched[at:to] = bytes(to - at)
            patched[at] = cell_len(s[at:to])
            done = to
        elif group == "joined":
            patched[at:to] = bytes(to - at)
            patched[at] = sum(widths[at:to])
            done = to
        elif group == "selector":
            if (base := _selected(kinds, at, done)) >= 0:
                patched[base] = cell_len(s[base:to])
                done = to
        elif group == "lone":
            patched[at] = 1
        elif group == "leaning" or (group == "joiner" and _shows_joiner(s[at - 1])):
            base = at - 1
            while not patched[base]:
                base -= 1
            patched[at] = 0
            patched[base if patched[base] < _BROADEST else at] += 1
    return bytes(patched)


def cell_width(s: str) -> int:
    """How many cells ``display(s)`` takes."""
    return len(s) if is_plain(s) else sum(cell_widths(s))


def display(s: str) -> str:
    """``s`` as it may be painted: as many code points, and nothing that steers a terminal.

    Line breaks and tabs become blanks, control characters their symbols, invisible ones that
    break words a dot, those that turn the writing direction of others U+FFFD. Joiners stay in emoji
    only (elsewhere `rich.cells` would not count the letter behind them); in Latin, Greek, Cyrillic
    they are a dot too. A mark without a base becomes a dotted circle; so give a whole piece and
    slice the result, not the other way round.
    """
    if (s.isascii() and s.isprintable()) or is_plain(s):
        return s
    painted: list[str] | None = None
    kinds = classes(s)
    done = 0
    for found in _SPECIAL.finditer(kinds):
        group = found.lastgroup
        at, to = found.span()
        if group == "cluster" or (group == "selector" and _selected(kinds, at, done) >= 0):
            done = to
            continue
        if kinds[at] == "M":
            continue
        if painted is None:
            painted = list(s)
        if group == "joined":
            done = to
            for i in range(at, to):
                if kinds[i] in "jm":
                    painted[i] = _painted(s[i], kinds[i])
        elif group == "lone":
            painted[at] = _UNBASED.get(kinds[at], _LONE)
        elif kinds[at] == "i" or (group == "joiner" and _shows_joiner(s[at - 1])):
            painted[at] = _DOT
        else:
            painted[at] = _painted(s[at], kinds[at])
    return s if painted is None else "".join(painted)


def _painted(char: str, kind: str) -> str:
    if kind == "n":
        return " "
    if kind in "jvw":
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


def _begins(kind: str, before: str) -> bool:
    """Whether a grapheme is sure to begin at a character of that class behind one of the other."""
    return kind in "sSnxzg" or (kind in "12ocaOCGHdTeA" and before not in "PLlj0")


def previous_grapheme(text: str, offset: int, start: int) -> int:
    """Where the grapheme that ends at ``offset`` begins; at least ``start``."""
    if offset <= start:
        return start
    low = max(start, offset - 8)
    stop = max(start, offset - _LONGEST)
    while low > stop and not _begins(_CLASSES[ord(text[low])], _CLASSES[ord(text[low - 1])]):
        low -= 1
    widths = cell_widths(text[low:offset])
    last = len(widths) - 1
    while last > 0 and not widths[last]:
        last -= 1
    return low + last


def safe_cut(text: str, offset: int, start: int) -> int:
    """The last grapheme boundary at or before ``offset``; ``start`` is one itself."""
    return previous_grapheme(text, offset + 1, start) if offset > start else start
