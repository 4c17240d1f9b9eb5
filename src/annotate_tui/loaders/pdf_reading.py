"""A PDF's words and their places, by PDFium (pypdfium2).

One call for the text of a page and some five for a word: 120,000 words take about a second. A call
for every character would take ten times that.
"""

from __future__ import annotations

import ctypes
import html
import math
import re
import threading
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from annotate_tui.loaders.errors import LoadError
from annotate_tui.loaders.pdf_words import (
    BOLD,
    ITALIC,
    LINE_HYPHEN,
    Page,
    Pages,
    Properties,
    Word,
)

if TYPE_CHECKING:
    import pypdfium2

MAX_PAGES = 10_000
"""How many pages of a document are read."""
MAX_CHARS = 30_000_000
"""How many characters of a document are read: small files can hold very many."""

# PDFium keeps global state: two threads in it at once end the process.
_LOCK = threading.Lock()

_WORD = re.compile(
    f"[^\\s\0{LINE_HYPHEN}\x02\u00ad]+[{LINE_HYPHEN}\x02\u00ad]?|[\u00ad\x02{LINE_HYPHEN}]"
)
# Computer Modern and Nimbus, the fonts of TeX, have names of their own for it.
_BOLD = re.compile(
    "bold|black|heavy|semib|demi|(?:cm|sf|ec)[a-z]{0,2}bx|nimbus.*medi", re.IGNORECASE
)
_ITALIC = re.compile("italic|oblique|slanted|kursiv", re.IGNORECASE)
_LIGATURES = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st",
    0x02: LINE_HYPHEN,
    # Bullets as the symbol fonts of word processors have them.
    0xF0B7: "•", 0xF095: "•", 0xF0A7: "▪", 0xF0A8: "▪", 0xF0D8: "▸", 0xF076: "❖", 0xF0FC: "✓", 0xF02D: "–",
    # Bullets of TeX's symbol fonts, which state no meaning.
    0x0F: "•", 0x88: "•",
}  # fmt: skip
# Accents that stand alone, and those that are put on a letter.
_ACCENTS = {
    "¨": "\u0308", "´": "\u0301", "`": "\u0300", "ˆ": "\u0302", "^": "\u0302", "˜": "\u0303",
    "¸": "\u0327", "ˇ": "\u030c", "˘": "\u0306", "˚": "\u030a", "˙": "\u0307", "˝": "\u030b",
    "˛": "\u0328", "¯": "\u0304",
}  # fmt: skip
# A backtick or circumflex of ASCII is an accent within a word only.
_ACCENTED = re.compile(r"([¨´ˆ˜¸ˇ˘˚˙˝˛¯]|(?<=[^\W\d_])[`^])([^\W\d_])")
_PRIVATE = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def read_pages(data: bytes, name: str) -> Pages:
    """The pages of a PDF, its first `MAX_PAGES`; ``name`` is what a message calls it.

    Raises LoadError for what PDFium cannot open and for more than `MAX_CHARS` characters.
    """
    import pypdfium2

    with _LOCK:
        document = _open(data, name)
        try:
            return _read(document, data, name)
        except (pypdfium2.PdfiumError, OSError, ValueError) as error:
            if isinstance(error, LoadError):
                raise
            raise _damaged(name) from None
        finally:
            document.close()


def _open(data: bytes, name: str) -> pypdfium2.PdfDocument:
    import pypdfium2
    from pypdfium2 import raw

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise LoadError(
                f"{name} is protected by a password: save a copy without one and add that."
            ) from None
        raise _damaged(name) from None


def _damaged(name: str) -> LoadError:
    return LoadError(f"{name} is damaged or cut off, so no page can be read: get it again.")


def _read(document: pypdfium2.PdfDocument, data: bytes, name: str) -> Pages:
    import pypdfium2

    count = len(document)
    pages: list[Page] = []
    missing: list[int] = []
    total = 0
    for index in range(min(count, MAX_PAGES)):
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            missing.append(index + 1)
            continue
        try:
            textpage = page.get_textpage()
        except pypdfium2.PdfiumError:
            missing.append(index + 1)
            page.close()
            continue
        try:
            total += textpage.count_chars()
            if total > MAX_CHARS:
                limit = MAX_CHARS // 1_000_000
                raise LoadError(
                    f"{name} holds more than {limit} million characters: "
                    "split it and add the parts."
                )
            pages.append(_read_page(page, textpage))
        except pypdfium2.PdfiumError:
            missing.append(index + 1)
        finally:
            textpage.close()
            page.close()
    return Pages(pages, count, _properties(document, data), missing)


class _Type(NamedTuple):
    size: float
    style: int
    turn: int


class _PageReader:
    """Asks PDFium about the characters of one page, with the buffers that its answers take."""

    def __init__(self, textpage: pypdfium2.PdfTextPage) -> None:
        from pypdfium2 import raw

        self.raw = raw
        self.handle = textpage.raw
        self._numbers = [ctypes.c_double() for _ in range(4)]
        self._places = [ctypes.byref(number) for number in self._numbers]
        self._matrix = raw.FS_MATRIX()
        self._flags = ctypes.c_int()
        self._name = ctypes.create_string_buffer(256)
        self._types: dict[tuple[int, float], _Type] = {}

    def text(self) -> str:
        """The characters of the page, one for each index that PDFium counts."""
        count = self.raw.FPDFText_CountChars(self.handle)
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = self.raw.FPDFText_GetText(self.handle, 0, count, buffer) - 1
        text = bytes(buffer)[: 2 * max(0, written)].decode("utf-16-le", "replace")
        if len(text) == count:
            return text
        # Characters without a meaning, or of two units: one by one, so that indices fit.
        codes = (self.raw.FPDFText_GetUnicode(self.handle, i) for i in range(count))
        return "".join(chr(code) if 0 < code < 0x110000 else "\ufffd" for code in codes)

    def box(self, index: int) -> tuple[float, float, float, float]:
        """Left, right, bottom, top of a character."""
        self.raw.FPDFText_GetCharBox(self.handle, index, *self._places)
        left, right, bottom, top = self._numbers
        return left.value, right.value, bottom.value, top.value

    def origin(self, index: int) -> tuple[float, float]:
        """Where a character stands on its baseline."""
        x, y = self._places[:2]
        self.raw.FPDFText_GetCharOrigin(self.handle, index, x, y)
        return self._numbers[0].value, self._numbers[1].value

    def type(self, index: int) -> _Type:
        """Size in points on the page, style, and direction in quarter turns (-1: aslant)."""
        pointer = self.raw.FPDFText_GetTextObject(self.handle, index)
        address = ctypes.addressof(pointer.contents) if pointer else 0
        size = self.raw.FPDFText_GetFontSize(self.handle, index)
        key = (address, size)
        found = self._types.get(key)
        if found is None or not address:
            found = self._types[key] = self._measure(index, size)
        return found

    def _measure(self, index: int, size: float) -> _Type:
        turn = 0
        if self.raw.FPDFText_GetMatrix(self.handle, index, self._matrix):
            m = self._matrix
            size = abs(size) * math.hypot(m.c, m.d)
            quarters = math.atan2(m.b, m.a) / (math.pi / 2)
            turn = round(quarters) % 4 if abs(quarters - round(quarters)) < 0.1 else -1
        length = self.raw.FPDFText_GetFontInfo(
            self.handle, index, self._name, len(self._name), ctypes.byref(self._flags)
        )
        name = self._name.value.decode("latin-1") if 0 < length <= len(self._name) else ""
        style = BOLD if _BOLD.search(name) else 0
        # Flags of a font descriptor (ISO 32000-1, table 123): bit 7 italic, bit 19 force bold.
        if _ITALIC.search(name) or self._flags.value & 1 << 6:
            style |= ITALIC
        if self._flags.value & 1 << 18:
            style |= BOLD
        return _Type(size if 0.1 < size < 5000 else 10.0, style, turn)


def _read_page(page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage) -> Page:
    reader = _PageReader(textpage)
    text = reader.text()
    left, bottom, right, top = page.get_bbox()
    links = _links(page) if text else []
    found: list[tuple[int, Word]] = []
    unreadable = 0
    end = -1
    for match in _WORD.finditer(text):
        for start, stop in _pieces(reader, match.start(), match.end()):
            words = _clean(text[start:stop])
            if not words:
                continue
            unreadable += len(_PRIVATE.findall(words))
            kind = reader.type(start)
            if kind.turn < 0:
                continue
            x, y = reader.origin(start)
            x0, x1, y0, y1 = _join(reader.box(start), reader.box(stop - 1))
            if not (left <= (x0 + x1) / 2 <= right and bottom <= (y0 + y1) / 2 <= top):
                continue
            href = next(
                (
                    h
                    for a, b, c, d, h in links
                    if a <= (x0 + x1) / 2 <= c and b <= (y0 + y1) / 2 <= d
                ),
                "",
            )
            if kind.turn == 0:
                x0 = min(x0, x)
            glued = start == end
            end = stop
            placed = _turned(
                kind.turn,
                (x0 - left, x1 - left, y0 - bottom, y1 - bottom),
                (x - left, y - bottom),
                right - left,
                top - bottom,
            )
            found.append(
                (kind.turn, Word(words, *placed, round(kind.size, 1), kind.style, glued, href))
            )
    _settle_hyphens(found)
    letters = [0, 0, 0, 0]
    for turn, word in found:
        letters[turn] += len(word.text)
    main = letters.index(max(letters))
    width, height = right - left, top - bottom
    if main % 2:
        width, height = height, width
    return Page(
        width,
        height,
        [word for turn, word in found if turn == main],
        [word for turn, word in found if turn != main],
        unreadable,
        not found and _has_pictures(page),
    )


def _pieces(reader: _PageReader, start: int, end: int) -> list[tuple[int, int]]:
    """The word in pieces of one size and one line: a note's number, a line that nothing ended."""
    if end - start == 1:
        return [(start, end)]
    first, last = reader.type(start), reader.type(end - 1)
    if first.turn % 2:
        return [(start, end)]
    y0, y1 = reader.origin(start)[1], reader.origin(end - 1)[1]
    if first.size == last.size and abs(y0 - y1) < first.size * 0.2:
        return [(start, end)]
    pieces, at = [], start
    for i in range(start + 1, end):
        here = reader.type(i)
        y1 = reader.origin(i)[1]
        if here.size != first.size or abs(y1 - y0) >= first.size * 0.2:
            pieces.append((at, i))
            at, first, y0 = i, here, y1
    return [*pieces, (at, end)]


def _clean(text: str) -> str:
    """The characters as a reader would type them: ligatures taken apart, controls left out."""
    if text.isascii() and text.isprintable():
        return _ACCENTED.sub(_composed, text) if "`" in text or "^" in text else text
    return _ACCENTED.sub(_composed, _CONTROLS.sub("", text.translate(_LIGATURES)))


def _composed(found: re.Match[str]) -> str:
    """A letter with the accent that older TeX fonts print before it."""
    letter = {"ı": "i", "ȷ": "j"}.get(found[2], found[2])
    whole = unicodedata.normalize("NFC", letter + _ACCENTS[found[1]])
    return whole if len(whole) == 1 else found[0]


def _settle_hyphens(found: list[tuple[int, Word]]) -> None:
    """Hyphens marked as those at a line's end that stand within one."""
    for i in range(len(found) - 1):
        turn, word = found[i]
        after = found[i + 1][1]
        if word.text[-1:] in _MARKS and after.glued and abs(word.y - after.y) < 0.2 * word.size:
            end = "" if word.text[-1] == "\u00ad" else "-"
            found[i] = (turn, word._replace(text=word.text[:-1] + end))


_MARKS = ("\u00ad", LINE_HYPHEN)
_Box = tuple[float, float, float, float]


def _join(a: _Box, b: _Box) -> _Box:
    return min(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), max(a[3], b[3])


def _turned(
    turn: int, box: _Box, origin: tuple[float, float], width: float, height: float
) -> tuple[float, float, float]:
    """Left, right and baseline, from the upper left corner as one who reads that way sees it."""
    x0, x1, y0, y1 = box
    x, y = origin
    if turn == 1:
        return y0, y1, x
    if turn == 2:
        return width - x1, width - x0, y
    if turn == 3:
        return height - y1, height - y0, width - x
    return x0, x1, height - y


def _links(page: pypdfium2.PdfPage) -> list[tuple[float, float, float, float, str]]:
    """The web links on a page: left, bottom, right, top and the address."""
    from pypdfium2 import raw

    found: list[tuple[float, float, float, float, str]] = []
    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    rectangle = raw.FS_RECTF()
    while len(found) < 1000 and raw.FPDFLink_Enumerate(page, position, link):
        action = raw.FPDFLink_GetAction(link)
        if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
            continue
        size = raw.FPDFAction_GetURIPath(page.pdf, action, None, 0)
        if not 1 < size < 4096 or not raw.FPDFLink_GetAnnotRect(link, rectangle):
            continue
        buffer = ctypes.create_string_buffer(size)
        raw.FPDFAction_GetURIPath(page.pdf, action, buffer, size)
        href = buffer.value.decode("utf-8", "replace").strip()
        if href.startswith(("http://", "https://", "mailto:")) and href.isprintable():
            low, high = sorted((rectangle.bottom, rectangle.top))
            left, right = sorted((rectangle.left, rectangle.right))
            found.append((left, low, right, high, href))
    return found


def _has_pictures(page: pypdfium2.PdfPage) -> bool:
    from pypdfium2 import raw

    return any(True for _ in page.get_objects([raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))


def _properties(document: pypdfium2.PdfDocument, data: bytes) -> Properties:
    told = document.get_metadata_dict()
    packet = data.rfind(b"<x:xmpmeta")
    xmp = data[packet : packet + (1 << 18)].decode("utf-8", "replace") if packet >= 0 else ""
    return Properties(
        title=told.get("Title", "").strip() or _in_xmp(xmp, "dc:title"),
        author=told.get("Author", "").strip() or _in_xmp(xmp, "dc:creator"),
        language=_in_xmp(xmp, "dc:language"),
        # When it was published; when the file was made is no date of publication.
        published=_in_xmp(xmp, "prism:publicationDate") or _in_xmp(xmp, "prism:coverDate"),
    )


def _in_xmp(xmp: str, name: str) -> str:
    """A property of an XMP packet, several values joined by ";"; no parser, so no entities."""
    held = re.search(f"<{name}>(.{{0,5000}}?)</{name}>", xmp, re.DOTALL)
    if held is None:
        plain = re.search(f'{name}="([^"]{{0,1000}})"', xmp)
        return html.unescape(plain[1]).strip() if plain else ""
    items = re.findall(r"<rdf:li[^>]*>(.*?)</rdf:li>", held[1], re.DOTALL) or [held[1]]
    if name == "dc:title":
        items = items[:1]
    return "; ".join(html.unescape(item).strip() for item in items if "<" not in item)
