"""How a mark is filled in: which rows a form has, which comes after which, which tag is chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from annotate_tui.model import Field, Tag
from annotate_tui.store.codebook import PART_OF

TAG, FIELD, NOTE, LEFT = "tag", "field", "note", "left over"
"""What a row of the form holds; LEFT is a value of a field that the tag does not carry."""

TYPED = frozenset({"text", "number", "date", "url"})
"""Kinds of fields whose values are typed."""
ANSWERED = frozenset({"choice", "boolean"})
"""Kinds that one key answers."""
READ = frozenset({"number", "date", "url"})
"""Kinds whose typed words are read as something, and may be refused."""


class Row(NamedTuple):
    """One row: ``field`` is what it fills in, None for the tag, the note and what is left over."""

    what: str
    name: str
    field: Field | None = None

    @property
    def kind(self) -> str:
        """The kind of its field; "" for a row without one."""
        return self.field.kind if self.field else ""


class Sources(Protocol):
    """Where the form asks for what it does not know itself."""

    def known(self, name: str, typed: str) -> Sequence[str]:
        """Values that a field may have, likeliest first; among them those that ``typed`` begins."""

    def at_hand(self, name: str) -> bool:
        """Whether what is known of a field for an empty row costs no time by now."""

    def derived(self, name: str, value: str) -> Mapping[str, str]:
        """The values of other fields that follow from this one."""


class Changes(NamedTuple):
    """What was changed: only that. ``fields`` by name, None for one that was emptied.

    ``tag`` and ``note`` are as the form shows them, ``retagged`` and ``noted`` whether they differ
    from the mark's. ``homeless`` are values entered for fields that the tag chosen now does not have,
    ``typed`` is what was entered in words, by field, ``unread`` words that cannot be read.
    """

    tag: Tag | None
    note: str
    fields: dict[str, Any]
    retagged: bool
    noted: bool
    homeless: dict[str, Any]
    typed: dict[str, str]
    unread: dict[str, str]

    @property
    def nothing(self) -> bool:
        """Whether all is as it was."""
        return not (self.fields or self.homeless or self.retagged or self.noted)


def tab_order(tag: Tag | None) -> tuple[Field, ...]:
    """The fields of a tag's marks in the order in which one fills them in.

    The tag's first field, for it is what the tag is about; then numbers, then what one key answers,
    so that most marks are done in a few keys; then the rest in the codebook's order; links last,
    the one that every mark has behind those of the tag.
    """
    fields = tag.all_fields if tag else ()
    first = [field for field in fields[:1] if field.kind != "link"]
    others = [field for field in fields if field not in first]
    groups: list[list[Field]] = [[], [], [], []]
    for field in others:
        place = 3 if field.kind == "link" else 2
        if field.kind == "number":
            place = 0
        elif field.kind in ANSWERED:
            place = 1
        groups[place].append(field)
    ordered = [*first, *(field for group in groups for field in group)]
    if not any(field.name == PART_OF.name for field in ordered):
        ordered.append(PART_OF)
    return tuple(ordered)


def rows_of(tag: Tag | None, left: Iterable[str] = ()) -> list[Row]:
    """The rows for a mark with that tag; ``left`` are the names of left-over values."""
    return [
        Row(TAG, "tag"),
        *(Row(FIELD, field.name, field) for field in tab_order(tag)),
        Row(NOTE, "note"),
        *(Row(LEFT, name) for name in left),
    ]


def first_row(rows: Sequence[Row]) -> int:
    """Where the form opens: at the first field that is no link, else at the note."""
    for at, row in enumerate(rows):
        if row.what == NOTE or (row.what == FIELD and row.kind != "link"):
            return at
    return 0


class TagList:
    """The tags that a mark can have, one of them chosen. ``keys`` are those in force, by tag id.

    None stands for a plain note.
    """

    def __init__(
        self, tags: Sequence[Tag | None], keys: dict[str, str], chosen: str | None
    ) -> None:
        self._tags = list(tags)
        self._keys = keys
        known = [tag.id if tag else None for tag in tags]
        if chosen not in known:
            self._tags.insert(0, None)
            known.insert(0, None)
        self._at = known.index(chosen if chosen in known else None)

    @property
    def tag(self) -> Tag | None:
        """The one chosen."""
        return self._tags[self._at]

    def step(self, by: int) -> None:
        """The next one, or for -1 the one before; round at the ends."""
        self._at = (self._at + by) % len(self._tags)

    def choose(self, tag_id: str | None) -> None:
        """The tag with that id; nothing where there is none."""
        for at, tag in enumerate(self._tags):
            if (tag.id if tag else None) == tag_id:
                self._at = at

    def jump(self, letter: str) -> bool:
        """The tag with that key, then those whose names begin so; False where there is none."""
        low = letter.casefold()
        keyed: list[int] = []
        named: list[int] = []
        for at, tag in enumerate(self._tags):
            if tag is None:
                continue
            if self._keys.get(tag.id) == letter:
                keyed.append(at)
            elif tag.name[:1].casefold() == low:
                named.append(at)
        found = [*keyed, *named]
        if not found:
            return False
        self._at = (
            found[(found.index(self._at) + 1) % len(found)] if self._at in found else found[0]
        )
        return True
