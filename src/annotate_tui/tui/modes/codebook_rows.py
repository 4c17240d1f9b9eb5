"""The codebook as a tree of rows: which are shown, in which order, how one looks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from annotate_tui.model import Field, Tag
from annotate_tui.text.cells import cell_width
from annotate_tui.tui.desk import Desk, Lines
from annotate_tui.tui.lines import Run, crop, wrapped
from annotate_tui.tui.modes.tag_words import about
from annotate_tui.tui.table import Cell, Column, Table

INDENT = 2
"""Cells by which a tag stands further in than the one above it."""
AWAY = "put away"
"""What stands at a tag that is archived."""
KINDS = {"boolean": "yes/no", "choice": "one of", "choices": "several of"}
"""The kinds of fields as people call them, where that is another word."""
_DEEPEST = 12
"""Levels up to which the indent grows."""


class TreeRow(NamedTuple):
    """A tag and how many tags it stands below."""

    tag: Tag
    depth: int


class Tree:
    """All tags in the order they are shown in: archived ones after their siblings."""

    def __init__(self, tags: Sequence[Tag] = ()) -> None:
        self.tags = {tag.id: tag for tag in tags}
        self._below: dict[str | None, list[Tag]] = {}
        for tag in tags:
            self._below.setdefault(self._parent(tag), []).append(tag)
        for siblings in self._below.values():
            siblings.sort(key=lambda tag: bool(tag.archived_at))
        self.rows = self._grown()
        self.widest = max(
            (cell_width(row.tag.name) + INDENT * min(row.depth, _DEEPEST) for row in self.rows),
            default=0,
        )
        self._folded = [
            f"{row.tag.path} {row.tag.description} {row.tag.key}".casefold() for row in self.rows
        ]

    def __len__(self) -> int:
        """How many tags there are, archived ones included."""
        return len(self.rows)

    def siblings(self, tag: Tag) -> list[Tag]:
        """The tags under the same parent, as they are shown, this one among them."""
        return self._below.get(self._parent(tag), [])

    def before(self, tag: Tag) -> Tag | None:
        """The sibling shown above it; None for the first."""
        siblings = self.siblings(tag)
        at = siblings.index(tag)
        return siblings[at - 1] if at else None

    def after(self, tag: Tag) -> Tag | None:
        """The sibling shown below it; None for the last."""
        siblings = self.siblings(tag)
        at = siblings.index(tag) + 1
        return siblings[at] if at < len(siblings) else None

    def below(self, tag: Tag) -> list[Tag]:
        """All tags below that one, of any depth."""
        found = list(self._below.get(tag.id, ()))
        for one in found:
            found += self._below.get(one.id, ())
        return found

    def with_words(self, words: str) -> tuple[list[TreeRow], int]:
        """The rows that hold all the words, with those above them; and the first that holds them."""
        parts = words.casefold().split()
        if not parts:
            return self.rows, 0
        kept: set[str | None] = set()
        first = ""
        for row, folded in zip(self.rows, self._folded, strict=True):
            if all(part in folded for part in parts):
                first = first or row.tag.id
                tag: Tag | None = row.tag
                while tag is not None and tag.id not in kept:
                    kept.add(tag.id)
                    tag = self.tags.get(tag.parent_id or "")
        rows = [row for row in self.rows if row.tag.id in kept]
        return rows, next((i for i, row in enumerate(rows) if row.tag.id == first), 0)

    def _parent(self, tag: Tag) -> str | None:
        return tag.parent_id if tag.parent_id in self.tags else None

    def _grown(self) -> list[TreeRow]:
        found: list[TreeRow] = []
        seen: set[str] = set()
        for begin in (self._below.get(None, []), list(self.tags.values())):
            # What hangs together in a circle is below nothing: it comes last.
            waiting = [TreeRow(tag, 0) for tag in reversed(begin) if tag.id not in seen]
            while waiting:
                row = waiting.pop()
                if row.tag.id in seen:
                    continue
                seen.add(row.tag.id)
                found.append(row)
                below = self._below.get(row.tag.id, [])
                waiting += [TreeRow(tag, row.depth + 1) for tag in reversed(below)]
        return found


_LEAST, _MOST = 16, 40
"""Cells of the column of names: as wide as the longest one, within these."""


@lru_cache(maxsize=8)
def _table(names: int) -> Table:
    return Table(
        (
            Column("Key", 3),
            Column("Tag", _LEAST, 2, most=max(_LEAST, min(names, _MOST))),
            Column("Marks", 6, align="right"),
            Column("Description", 14, 5, drop=1),
        )
    )


def heads(tree: Tree, width: int) -> list[Run]:
    """The titles of the columns."""
    return _table(tree.widest).head(width)


def drawn(
    desk: Desk, tree: Tree, row: TreeRow, marks: Mapping[str, int], width: int, *, chosen: bool
) -> Sequence[Run]:
    """One tag as a row; an archived one is dim, and says so."""
    tag = row.tag
    role = "chosen" if chosen else "gutter" if tag.archived_at else "text"
    quiet = "chosen" if chosen else "gutter"
    number = marks.get(tag.id, 0)
    words = " · ".join(filter(None, (AWAY if tag.archived_at else "", tag.description)))
    inked = role if tag.archived_at else desk.view.ink(role, tag.colour)
    cells: list[Cell] = [
        [(tag.key, quiet if tag.archived_at else role)],
        [(" " * (INDENT * min(row.depth, _DEEPEST)), role), (tag.name, inked)],
        [(f"{number:,}" if number else "·", role if number else quiet)],
        [(words, quiet)],
    ]
    return _table(tree.widest).row(width, cells, role, "❯" if chosen else "")


def below(tag: Tag, width: int, rows: int, empty: str) -> Lines:
    """At most ``rows`` rows on the chosen tag: a line, its words, its fields.

    ``empty`` is said of one without any words.
    """
    if rows < 1:
        return []
    line: list[Run] = [(f"  {'─' * max(0, width - 4)}", "gutter")]
    fields = fields_told(tag)
    room = max(8, width - 4)
    told = [crop(part, room) for part in wrapped(fields, room)[: max(1, (rows - 1) // 3)]]
    if fields and told and len(" ".join(told)) < len(fields):
        told[-1] = crop(told[-1], room - 1).removesuffix("…") + "…"
    last: Lines = [[(f"   {part}", "text")] for part in told] if fields else []
    words = about(tag, width, max(0, rows - 1 - len(last)), "text")
    if not words:
        words = [[(f"   {empty}", "gutter")]]
    return [line, *words, *last][:rows]


def fields_told(tag: Tag) -> str:
    """Its own fields with their kinds, then those from above; "" without any."""
    own = [field_told(field) for field in tag.fields]
    names = {field.name for field in tag.fields}
    above = [field_told(field) for field in tag.inherited if field.name not in names]
    parts = [f"fields: {', '.join(own)}" if own else "", f"from above: {', '.join(above)}"]
    return " · ".join(parts if above else parts[:1]).removeprefix(" · ")


def field_told(field: Field) -> str:
    """A field's name, with its kind where it is not text, "*" where it is required."""
    name = f"{field.name}*" if field.required else field.name
    if field.kind == "text":
        return name
    kind = KINDS.get(field.kind, field.kind)
    return f"{name} ({f'{kind} {len(field.choices)}' if field.choices else kind})"


def room_below(height: int) -> int:
    """Rows of a page of that height that are kept for the chosen tag; none in a low one."""
    return 0 if height < 12 else min(7, height // 4)
