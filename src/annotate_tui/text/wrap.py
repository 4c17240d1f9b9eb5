"""Where the rows of a text end, for a width in cells: prose and code.

A row is a range of the text and holds the white space at its end, which hangs out of the measure;
so the rows of a range join to the range. A line break in prose, with the indentation around it, is
painted as one blank. Plain characters (one cell each) go the fast way, by `str.rfind`; all others
by running sums of their widths.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from annotate_tui.model import Span
from annotate_tui.text.breaks import (
    break_in_word,
    parts_punctuation,
    unbroken,
)
from annotate_tui.text.cells import (
    CLOSING_AFTER_BLANK,
    WHITE_SPACE,
    cell_widths,
    classes,
    grapheme_ends,
    is_plain,
)

TAB = 4
"""A tab in code goes to the next multiple of this many cells."""

_OTHER_BLANKS = "\n\t\r\x0b\x0c"

# Classes of `cells.classes`. A row may begin or end at a wide character, but not before a closing
# one nor behind an opening one, and never within a grapheme. Hangul is not among them: Korean has
# blanks between its words, and is broken at them as long as the row is well filled.
_WIDE = frozenset("2COqk")
_NOT_FIRST = frozenset("CcaA0lwjvimtMxzgG")
_NOT_LAST = frozenset("OoagGPe")
_BLANKS = re.compile(" *")
_BLANK_CLASSES = re.compile("s*")
_BROKEN = re.compile(r"[ \t]\n|\n[ \t\n]")
_BREAK = re.compile(r"[ \t]*\n[ \t\n]*")
_BLANK_WITH_MARK = re.compile("[sS](?=[0lwjviMm])")
_TO_LOOK_AT = CLOSING_AFTER_BLANK | {" "}
_ASAT = "\N{MYANMAR SIGN ASAT}"


def wrap(text: str, start: int, end: int, width: int) -> list[int]:
    """The ends of the rows that ``text[start:end]`` takes in prose; the last one is ``end``.

    Rows are filled greedily and end at white space, behind a zero-width space and between wide
    characters; where much would stay empty also behind a hyphen, a slash, the signs of an address,
    and between syllables of Korean and letters of Thai, Lao, Khmer, Myanmar; at worst between two
    graphemes. None begins with closing or ends with opening punctuation where that can be helped.
    Line breaks are white space like any other. ``width`` is in cells, at least 1. A row is wider
    only if one grapheme is.
    """
    part = text[start:end]
    if not part:
        return []
    width = max(1, width)
    broken = "\n" in part and _BROKEN.search(part) is not None
    flat = part
    for blank in _OTHER_BLANKS:
        if blank in flat:
            flat = flat.replace(blank, " ")
    plain = not broken and is_plain(flat)
    ends = _wrap_plain(flat, width) if plain else _wrap_cells(part, width, broken)
    return [start + at for at in ends] if start else ends


def painted_runs(text: str, start: int, end: int) -> list[Span]:
    """What is painted of a row of prose, side by side.

    Left out is the white space at its end, and around a line break all but one blank.
    """
    seen = start + len(text[start:end].rstrip(WHITE_SPACE))
    runs: list[Span] = []
    at = start
    if text.find("\n", start, seen) >= 0:
        for found in _BREAK.finditer(text, start, seen):
            if found.end() - found.start() > 1:
                runs.append(Span(at, found.start() + 1))
                at = found.end()
    if seen > at:
        runs.append(Span(at, seen))
    return runs


def _slack(width: int) -> int:
    """How many cells may stay empty before a long word is cut at its hyphen."""
    return max(8, width // 5)


def _wrap_plain(flat: str, width: int) -> list[int]:
    ends: list[int] = []
    size = len(flat)
    slack = _slack(width)
    rfind = flat.rfind
    add = ends.append
    at = 0
    while size - at > width:
        limit = at + width
        cut = rfind(" ", at, limit + 1) + 1
        if cut and cut < size and (flat[cut] in _TO_LOOK_AT or flat[cut - 2] in "([{ "):
            cut = _held_plain(flat, at, cut)
        if limit - cut >= slack or cut == 0:
            cut = break_in_word(flat, max(at, cut), limit) or cut or unbroken(flat, at, limit)
        elif limit < cut < size and flat[cut] == " ":
            cut = _end_of_run(_BLANKS, flat, cut)
        add(cut)
        at = cut
    if at < size:
        add(size)
    return ends


def _held_plain(flat: str, at: int, cut: int) -> int:
    """``cut``, or the last place before it that parts no punctuation from its words."""
    found, size = cut, len(flat)
    while found > at:
        first, after = found - 1, found
        while first > at and flat[first - 1] == " ":
            first -= 1
        while after < size and flat[after] == " ":
            after += 1
        if first == at or after == size or not parts_punctuation(flat, first, after):
            return found
        found = flat.rfind(" ", at, first) + 1
    return cut


def _end_of_run(run: re.Pattern[str], s: str, at: int) -> int:
    found = run.match(s, at)
    return found.end() if found else at


def _wrap_cells(part: str, width: int, broken: bool) -> list[int]:
    kinds = classes(part)
    widths = cell_widths(part, kinds)
    if broken:
        widths = _with_breaks_as_blanks(part, widths)
    sums = list(accumulate(widths))
    kinds = _BLANK_WITH_MARK.sub("1", kinds).replace("S", "s").replace("n", "s")
    spelt = "H" in kinds or "T" in kinds or "L" in kinds
    ends: list[int] = []
    size = len(part)
    slack = _slack(width)
    at = 0
    while True:
        room = (sums[at - 1] if at else 0) + width
        limit = bisect_right(sums, room, at)
        if limit >= size:
            break
        cut = _break_before(part, kinds, widths, at, limit)
        if cut == at or room - sums[cut - 1] >= slack:
            within = break_in_word(part, cut, limit)
            if within and not (widths[within] and kinds[within] != "s"):
                within = 0
            if not within and spelt:
                within = _break_spelt(part, kinds, widths, cut, limit)
            cut = within or cut
        if cut == at:
            cut = _unbroken(part, widths, at, limit)
        if cut < size and kinds[cut] == "s":
            cut = _end_of_run(_BLANK_CLASSES, kinds, cut)
        ends.append(cut)
        at = cut
        if at >= size:
            return ends
    ends.append(size)
    return ends


def _with_breaks_as_blanks(part: str, widths: bytes) -> bytes:
    patched = bytearray(widths)
    for found in _BREAK.finditer(part):
        patched[found.start() + 1 : found.end()] = bytes(found.end() - found.start() - 1)
    return bytes(patched)


def _break_before(part: str, kinds: str, widths: bytes, low: int, limit: int) -> int:
    """The last place in ``(low, limit]`` where a row may end, or ``low``.

    Punctuation that a blank parts from its words is held back, but not for the whole row.
    """
    parted = low
    for cut in range(limit, low, -1):
        here = kinds[cut]
        if not widths[cut] and here != "s":
            continue
        last = cut - 1
        while not widths[last] and last > low:
            last -= 1
        before = kinds[last]
        if here == "s" or before == "s":
            if not _held(part, kinds, cut, low):
                return cut
            parted = max(parted, cut)
        elif (
            (here in _WIDE or before in _WIDE or before == "z")
            and here not in _NOT_FIRST
            and before not in _NOT_LAST
        ):
            return cut
    return parted


def _held(part: str, kinds: str, cut: int, low: int) -> bool:
    """Whether a row that ends at the blanks around ``cut`` parts punctuation from its words."""
    first, after, size = cut, cut, len(part)
    while first > low and kinds[first - 1] == "s":
        first -= 1
    while after < size and kinds[after] == "s":
        after += 1
    return low < first and after < size and parts_punctuation(part, first, after)


def _break_spelt(part: str, kinds: str, widths: bytes, low: int, limit: int) -> int:
    """The last place in ``(low, limit]`` between Korean syllables or letters of Thai, or 0.

    Thai and Lao are cut before a vowel that is written first, where a syllable surely begins, if
    there is one in the later half.
    """
    best = 0
    for cut in range(limit, low, -1):
        if not widths[cut] or kinds[cut] not in "HTeL":
            continue
        last = cut - 1
        while not widths[last] and last > low:
            last -= 1
        if kinds[last] not in "HTAML" or kinds[cut - 1] == "l":
            continue
        if kinds[cut] in "HeL":
            return cut
        if _ASAT in part[cut + 1 : cut + 3]:
            continue
        best = best or cut
        if limit - cut > (limit - low) // 2:
            break
    return best


def _unbroken(part: str, widths: bytes, at: int, limit: int) -> int:
    """Where a row ends that holds nothing but a part of one word: between two graphemes."""
    size = len(part)
    if limit <= at:
        limit = at + 1
        while limit < size and not widths[limit]:
            limit += 1
        return limit
    cut = unbroken(part, at, limit)
    while cut > at and not widths[cut]:
        cut -= 1
    if cut > at:
        return cut
    while limit < size and not widths[limit]:
        limit += 1
    return limit


def wrap_code(text: str, start: int, end: int, width: int) -> list[int]:
    """The ends of the rows that ``text[start:end]`` takes as code; the last one is ``end``.

    Every line break ends a row and belongs to it; a line longer than ``width`` (cells, at least 1)
    goes on in the next row, but for white space at its end, which hangs. Tabs go to the next
    multiple of `TAB` cells, counted from the row's left edge.
    """
    ends: list[int] = []
    width = max(1, width)
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop + 1
        seen = at + len(text[at:stop].rstrip(WHITE_SPACE))
        line = text[at:seen]
        if line.isascii() and len(line) + (TAB - 1) * line.count("\t") <= width:
            pass
        elif is_plain(line):
            ends.extend(range(at + width, seen, width))
        else:
            ends.extend(_fold(text, at, seen, width))
        ends.append(stop)
        at = stop
    return ends


def _fold(text: str, start: int, end: int, width: int) -> list[int]:
    """Where the rows of one line of code end, but for the last."""
    folds: list[int] = []
    column, at = 0, start
    widths = cell_widths(text[start:end])
    for to in grapheme_ends(text, start, end):
        cells = advance(text, at, widths[at - start], column)
        if column and column + cells > width:
            folds.append(at)
            column = 0
            cells = advance(text, at, widths[at - start], 0)
        column += cells
        at = to
    return folds


def advance(text: str, at: int, cells: int, column: int) -> int:
    """The cells that the grapheme of ``cells`` cells at ``at`` takes in code at ``column``."""
    return TAB - column % TAB if text[at] == "\t" else cells
