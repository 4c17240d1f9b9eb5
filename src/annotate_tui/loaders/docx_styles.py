"""What Word's styles and list definitions say of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotate_tui.loaders.safe_xml import local

if TYPE_CHECKING:
    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_OFF = frozenset({"0", "false", "off"})
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_LIST_STYLE = re.compile(r"list (?:bullet|number) ([2-5])", re.IGNORECASE)
_QUOTE = frozenset({"quote", "intense quote", "block text", "quotations", "blockquote"})
_CODE = frozenset(
    {"html preformatted", "source code", "code", "code block", "preformatted text", "verbatim"}
)
_CODE_WORDS = frozenset({"html code", "verbatim char", "source text", "code", "code char"})
_SYMBOL = re.compile("[\ue000-\uf8ff]")
_LEVEL = re.compile(r"%([1-9])")
_DEEPEST = 9
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def value(element: etree._Element | None, path: str) -> str | None:
    """The ``w:val`` of the element at ``path`` (names parted by "/") below one; None without it."""
    found = child(element, path)
    return None if found is None else found.get(f"{W}val")


def child(element: etree._Element | None, path: str) -> etree._Element | None:
    """The element at ``path`` (names parted by "/") below one."""
    if element is None:
        return None
    return element.find("/".join(W + name for name in path.split("/")))


def is_on(element: etree._Element | None, path: str) -> bool | None:
    """Whether a switch such as bold is on; None where nothing is said."""
    found = child(element, path)
    return None if found is None else found.get(f"{W}val", "1").casefold() not in _OFF


def number(stated: str | None, otherwise: int) -> int:
    """A stated number; ``otherwise`` for what is none, or too long to be meant."""
    found = re.fullmatch(r"-?\d{1,9}", stated or "")
    return int(found[0]) if found else otherwise


@dataclass(frozen=True, slots=True)
class Numbered:
    """The list that a paragraph belongs to: its id and the depth in it, from 0."""

    list_id: str
    depth: int


class Styles:
    """The styles of a document by their ids, with what they take over from those below them."""

    def __init__(self, root: etree._Element) -> None:
        self._styles = {
            style.get(f"{W}styleId", ""): style for style in root if local(style) == "style"
        }
        self._default = next(
            (
                one
                for one, style in self._styles.items()
                if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") == "1"
            ),
            "",
        )
        self._kinds: dict[str, tuple[str, int]] = {}

    def kind(self, style_id: str | None) -> tuple[str, int]:
        """What a paragraph of the style is, and its level.

        "title", "heading" (from 1), "quote", "code", "contents", or "" for a plain one.
        """
        style_id = style_id or self._default
        if style_id not in self._kinds:
            self._kinds[style_id] = self._read_kind(style_id)
        return self._kinds[style_id]

    def _read_kind(self, style_id: str) -> tuple[str, int]:
        for style in self._chain(style_id):
            name = (value(style, "name") or "").casefold()
            if name == "title":
                return "title", 0
            if name.startswith(("toc ", "contents ")) or name == "table of figures":
                return "contents", 0
            if heading := _HEADING.match(name):
                return "heading", int(heading[1])
            if name in _QUOTE:
                return "quote", 0
            if name in _CODE:
                return "code", 0
            outline = number(value(style, "pPr/outlineLvl"), _DEEPEST)
            if 0 <= outline < _DEEPEST:
                return "heading", outline + 1
        return "", 0

    def is_on(self, style_id: str | None, name: str) -> bool:
        """Whether a style of characters switches bold ("b"), italics ("i") … on."""
        for style in self._chain(style_id or ""):
            said = is_on(style, f"rPr/{name}")
            if said is not None:
                return said
        return False

    def is_code(self, style_id: str | None) -> bool:
        """Whether a style of characters is one for code."""
        names = ((value(style, "name") or "").casefold() for style in self._chain(style_id or ""))
        return any(name in _CODE_WORDS for name in names)

    def numbered(self, style_id: str | None) -> Numbered | None:
        """The list that a style puts its paragraphs into; depth -1 where the list says which."""
        for style in self._chain(style_id or self._default):
            if (found := child(style, "pPr/numPr")) is not None:
                list_id = value(found, "numId")
                if list_id is not None:
                    return Numbered(list_id, number(value(found, "ilvl"), -1))
        return None

    def list_depth(self, style_id: str | None) -> int:
        """How deep the name of a list's style says it is ("List Bullet 2"), from 0; -1 for none."""
        for style in self._chain(style_id or ""):
            if found := _LIST_STYLE.fullmatch(value(style, "name") or ""):
                return int(found[1]) - 1
        return -1

    def _chain(self, style_id: str) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while style_id not in seen and (style := self._styles.get(style_id)) is not None:
            seen.add(style_id)
            yield style
            style_id = value(style, "basedOn") or ""


@dataclass(slots=True)
class _Depth:
    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    style: str = ""
    arabic: bool = False


@dataclass(slots=True)
class _List:
    depths: dict[int, _Depth]
    counts: dict[int, int] = field(default_factory=dict)


class Lists:
    """Counts the items of a document's lists and gives their markers as Word draws them."""

    def __init__(self, root: etree._Element | None) -> None:
        self._drawn: dict[str, _List] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._own: dict[str, dict[int, _Depth]] = {}
        self._lists: dict[str, _List] = {}
        if root is not None:
            self._read(root)

    def _read(self, root: etree._Element) -> None:
        by_style: dict[str, str] = {}
        linked: dict[str, str] = {}
        abstract: dict[str, _List] = {}
        for one in root.iterchildren(f"{W}abstractNum"):
            key = one.get(f"{W}abstractNumId", "")
            abstract[key] = _List(_depths(one))
            if style := value(one, "styleLink"):
                by_style[style] = key
            if style := value(one, "numStyleLink"):
                linked[key] = style
        for one in root.iterchildren(f"{W}num"):
            list_id, key = one.get(f"{W}numId", ""), value(one, "abstractNumId") or ""
            key = by_style.get(linked.get(key, ""), key)
            if key not in abstract:
                continue
            self._lists[list_id] = abstract[key]
            for override in one.iterchildren(f"{W}lvlOverride"):
                depth = number(override.get(f"{W}ilvl"), 0)
                start = value(override, "startOverride")
                if start is not None:
                    self._starts.setdefault(list_id, {})[depth] = number(start, 1)
                self._own.setdefault(list_id, {}).update(_depths(override))

    def depth(self, numbered: Numbered, style_id: str | None) -> int:
        """How deep in its list a paragraph stands, from 0."""
        if numbered.depth >= 0:
            return min(numbered.depth, _DEEPEST - 1)
        known = self._lists.get(numbered.list_id)
        depths = known.depths if known else {}
        return next((at for at, one in depths.items() if one.style and one.style == style_id), 0)

    def label(self, list_id: str, depth: int) -> str:
        """The marker of the next item at that depth; "" for one that has none."""
        known = self._lists.get(list_id)
        if known is None:
            return "•"
        for at, start in self._starts.pop(list_id, {}).items():
            known.counts[at] = start - 1
        depths = known.depths | self._own.get(list_id, {})
        for above in range(depth):
            known.counts.setdefault(above, depths.get(above, _Depth()).start)
        known.counts[depth] = known.counts.get(depth, depths.get(depth, _Depth()).start - 1) + 1
        for below in [at for at in known.counts if at > depth]:
            del known.counts[below]
        drawn = depths.get(depth, _Depth(pattern=f"%{depth + 1}."))
        if drawn.form == "bullet":
            return _bullet(drawn.pattern)

        def count(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            form = "decimal" if drawn.arabic else depths.get(at, _Depth()).form
            return written(known.counts.get(at, depths.get(at, _Depth()).start), form)

        return _LEVEL.sub(count, drawn.pattern).strip()


def _depths(root: etree._Element) -> dict[int, _Depth]:
    found: dict[int, _Depth] = {}
    for one in root.iterchildren(f"{W}lvl"):
        depth = number(one.get(f"{W}ilvl"), 0)
        found[depth] = _Depth(
            start=number(value(one, "start"), 0),
            form=value(one, "numFmt") or "decimal",
            pattern=(value(one, "lvlText") or "")[:40],
            style=value(one, "pStyle") or "",
            arabic=bool(is_on(one, "isLgl")),
        )
    return found


def _bullet(pattern: str) -> str:
    # Symbol fonts keep their dots, squares and ticks where no other font has anything.
    drawn = _SYMBOL.sub("•", pattern).strip()
    return {"": "•", "o": "◦", "·": "•", "§": "▪"}.get(drawn, drawn)


def written(count: int, form: str) -> str:
    """A count in one of Word's forms of numbers; those that are not known here as digits."""
    if form in ("lowerLetter", "upperLetter") and 0 < count <= 26 * 10:
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        roman = ""
        for size, sign in _ROMAN:
            roman += sign * (count // size)
            count %= size
        return roman.upper() if form == "upperRoman" else roman
    if form == "decimalZero":
        return f"{count:02d}"
    return "" if form == "none" else str(count)
