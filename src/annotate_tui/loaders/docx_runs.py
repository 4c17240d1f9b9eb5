"""The words of one Word paragraph as they are seen, with the marks on them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotate_tui.loaders.docx_styles import Styles, W, child, is_on, value
from annotate_tui.loaders.safe_xml import local
from annotate_tui.model import InlineKind

if TYPE_CHECKING:
    from lxml import etree

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_COMPAT = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"

_SAFE = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_FIELD_LINK = re.compile(r'\s*HYPERLINK\s+"([^"]+)"')
_GONE = frozenset({"del", "moveFrom", "rt", "pPr", "rPr", "sdtPr", "sdtEndPr", "instrText"})
_SIGNS = {
    "tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
}  # fmt: skip
_MOST_FIELDS = 50
_PRIVATE = re.compile("[\ue000-\uf8ff]")

Mark = tuple[int, int, InlineKind, str]


@dataclass(slots=True)
class Run:
    """Words and the marks on them, offsets from the first; text boxes that hang on them."""

    parts: list[str] = field(default_factory=list)
    size: int = 0
    marks: list[Mark] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    has_rule: bool = False

    def write(self, words: str) -> None:
        """Add words."""
        self.parts.append(words)
        self.size += len(words)

    def mark(self, start: int, kind: InlineKind, href: str = "") -> None:
        """Mark what was written from ``start`` on; a mark that goes on is one with the last."""
        if start >= self.size:
            return
        for at in range(len(self.marks) - 1, max(-1, len(self.marks) - 8), -1):
            first, end, known, address = self.marks[at]
            if known is kind and end == start and address == href:
                self.marks[at] = (first, self.size, kind, href)
                return
        self.marks.append((start, self.size, kind, href))

    @property
    def words(self) -> str:
        """All words so far."""
        return "".join(self.parts)


@dataclass(slots=True)
class _Field:
    """A field that is open: its instruction, and where its result begins (-1 before it does)."""

    says: str = ""
    start: int = -1


class RunReader:
    """Reads paragraphs into runs. Fields may go on over several of them."""

    def __init__(
        self, styles: Styles, links: Mapping[str, str], note: Callable[[str, str], str]
    ) -> None:
        self._styles = styles
        self._links = links
        self._note = note
        self._fields: list[_Field] = []

    def read(self, paragraph: etree._Element, run: Run) -> None:
        """Add the paragraph's words to ``run``; deleted and hidden ones are left out."""
        for one in self._fields:
            one.start = min(one.start, run.size)
        self._children(paragraph, run)
        for one in self._fields:
            self._end_field(one, run)

    def _children(self, parent: etree._Element, run: Run) -> None:
        for element in parent:
            name = local(element)
            if name == "r":
                self._read_run(element, run)
            elif name == "hyperlink":
                start = run.size
                self._children(element, run)
                if (href := self._links.get(element.get(f"{_R}id", ""), "")) and _is_safe(href):
                    run.mark(start, InlineKind.LINK, href)
            elif name == "fldSimple":
                start = run.size
                self._children(element, run)
                self._link(element.get(f"{W}instr", ""), start, run)
            elif name == "AlternateContent":
                if (chosen := _chosen(element)) is not None:
                    self._children(chosen, run)
            elif element.tag == _MATH:
                run.write((element.text or "").replace("\n", " "))
            elif name and name not in _GONE:
                self._children(element, run)

    def _read_run(self, element: etree._Element, run: Run) -> None:
        shape = child(element, "rPr")
        if is_on(shape, "vanish") or is_on(shape, "webHidden"):
            # Even there a field can begin or end.
            for one in element.iterchildren(f"{W}fldChar"):
                self._field(one, run)
            return
        start = run.size
        self._content(element, run)
        if run.size == start:
            return
        style = value(shape, "rStyle")
        for kind, names in (
            (InlineKind.EMPHASIS, ("i",)),
            (InlineKind.STRONG, ("b",)),
            (InlineKind.STRIKE, ("strike", "dstrike")),
        ):
            said = [is_on(shape, name) for name in names]
            if any(said) or (None in said and any(self._styles.is_on(style, n) for n in names)):
                run.mark(start, kind)
        if style and self._styles.is_code(style):
            run.mark(start, InlineKind.CODE)

    def _content(self, parent: etree._Element, run: Run) -> None:
        for element in parent:
            name = local(element)
            if name == "fldChar":
                self._field(element, run)
            elif name == "instrText":
                if self._fields:
                    self._fields[-1].says += element.text or ""
            elif self._in_instruction():
                continue
            elif name == "t":
                words = (element.text or "").replace("\r", " ").replace("\n", " ")
                run.write(words if element.get(f"{_XML}space") == "preserve" else words.strip())
            elif name in _SIGNS:
                run.write(_SIGNS[name])
            elif name == "br":
                run.write("\n")
            elif name == "sym":
                run.write(_symbol(element.get(f"{W}char", "")))
            elif name in ("footnoteReference", "endnoteReference"):
                run.write(self._note(name.removesuffix("Reference"), element.get(f"{W}id", "")))
            elif name == "ruby":
                if (base := child(element, "rubyBase")) is not None:
                    self._children(base, run)
            elif name == "AlternateContent":
                if (chosen := _chosen(element)) is not None:
                    self._content(chosen, run)
            elif name in ("drawing", "pict", "object"):
                self._drawing(element, run)

    def _drawing(self, element: etree._Element, run: Run) -> None:
        for one in element.iterdescendants(f"{W}txbxContent"):
            # A box within a box is read with it.
            if not any(local(above) == "txbxContent" for above in between(one, element)):
                run.boxes.append(one)
        run.has_rule = run.has_rule or any(
            name.endswith("}hr") for one in element.iterdescendants() for name in one.attrib
        )

    def _in_instruction(self) -> bool:
        return any(one.start < 0 for one in self._fields)

    def _field(self, element: etree._Element, run: Run) -> None:
        step = element.get(f"{W}fldCharType")
        if step == "begin" and len(self._fields) < _MOST_FIELDS:
            self._fields.append(_Field())
        elif step == "separate" and self._fields:
            self._fields[-1].start = run.size
        elif step == "end" and self._fields:
            self._end_field(self._fields.pop(), run)

    def _end_field(self, ended: _Field, run: Run) -> None:
        if ended.start >= 0:
            self._link(ended.says, ended.start, run)

    @staticmethod
    def _link(instruction: str, start: int, run: Run) -> None:
        if (found := _FIELD_LINK.match(instruction)) and _is_safe(found[1]):
            run.mark(start, InlineKind.LINK, found[1])


def _is_safe(href: str) -> bool:
    return bool(_SAFE.match(href)) and href.isprintable()


def between(element: etree._Element, outer: etree._Element) -> list[etree._Element]:
    """The elements above one, up to an outer one."""
    found: list[etree._Element] = []
    for above in element.iterancestors():
        if above is outer:
            break
        found.append(above)
    return found


def _chosen(element: etree._Element) -> etree._Element | None:
    """One of several forms of the same: the newest, for all that is taken is its words."""
    for name in ("Choice", "Fallback"):
        if (found := element.find(_COMPAT + name)) is not None:
            return found
    return None


def _symbol(code: str) -> str:
    # Word moves the signs of symbol fonts to a private area where no other font has anything.
    found = re.fullmatch(r"[0-9A-Fa-f]{4}", code)
    sign = chr(int(found[0], 16)) if found else ""
    if not sign.isprintable() and not _PRIVATE.match(sign):
        return ""
    return _PRIVATE.sub("\N{REPLACEMENT CHARACTER}", sign)
