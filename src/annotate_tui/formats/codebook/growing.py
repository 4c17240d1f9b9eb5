"""From what a file says of its tags to a codebook: the tree, and what must hold for all of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn

from annotate_tui.codebook_tree import field_row, tags_from_rows
from annotate_tui.columns import as_column
from annotate_tui.model import Codebook, Field, Tag, Variable

Place = tuple[str | int, ...]
"""Where in a file something stands; only the format that read it knows what the parts mean."""
Fail = Callable[[Place, str], NoReturn]
"""Raises CodebookFileError for a mistake at a place."""

LONGEST = 20_000_000
"""Code points of all paths together. Each tag holds its path, so a chain of tags grows with the
square of its length, and a small file could fill the memory."""
MOST_FIELDS = 2_000_000
"""Fields of all tags together, with those from above."""


@dataclass(slots=True)
class Said:
    """What a file says of one tag, as the attributes of `model.Tag`, and where it says so."""

    place: Place
    id: str = ""
    key: str = ""
    colour: str = ""
    description: str = ""
    example: str = ""
    counter_example: str = ""
    archived_at: str = ""
    fields: tuple[Field, ...] = ()
    field_places: tuple[Place, ...] = ()


@dataclass(slots=True, eq=False)
class Node:
    """A tag in the making. ``said`` is None for one that only the paths of others name."""

    name: str
    parent: Node | None
    said: Said | None = None
    below: dict[str, Node] = field(default_factory=dict)
    path_length: int = 0
    field_count: int = 0

    @property
    def path(self) -> str:
        """The names from the top, joined by "/"."""
        names, node = [self.name], self.parent
        while node is not None:
            names.append(node.name)
            node = node.parent
        return "/".join(reversed(names))


@dataclass(slots=True)
class Tree:
    """All tags of a file. Names that differ in case or composition only are the same name."""

    top: dict[str, Node] = field(default_factory=dict)

    def reach(self, names: Sequence[str], parent: Node | None = None) -> Node:
        """The tag at a path below ``parent``; what is missing on the way is made."""
        node = parent
        for name in names:
            siblings = self.top if node is None else node.below
            folded = _fold(name)
            if folded not in siblings:
                siblings[folded] = Node(name, node)
            node = siblings[folded]
        assert node is not None, "a path has a name"
        return node

    def put(self, names: Sequence[str], said: Said, fail: Fail, parent: Node | None = None) -> Node:
        """Say something of the tag at a path. Fails where something was said of it before."""
        node = self.reach(names, parent)
        if node.said is not None:
            node.name = names[-1]
            fail(said.place, f"there are two tags {shown(node.path)}; rename or remove one")
        node.name, node.said = names[-1], said
        return node

    def __iter__(self) -> Iterator[Node]:
        """All tags, parents first."""
        waiting = list(reversed(self.top.values()))
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.below.values())


def codebook_of(tree: Tree, variables: Sequence[tuple[str, Field, Place]], fail: Fail) -> Codebook:
    """The codebook, if all of it fits together: size, keys, ids, one kind for one field name.

    ``variables`` are (id or "", field, place). Positions count from 1 below each parent.
    """
    nodes = list(tree)
    _check_size(nodes, fail)
    _check_keys(nodes, fail)
    _check_fields(nodes, fail)
    ids = _ids(nodes, fail)
    rows = []
    places: dict[Node | None, int] = {}
    for node in nodes:
        places[node.parent] = places.get(node.parent, 0) + 1
        rows.append(_row(node, ids, places[node.parent]))
    return Codebook(tuple(tags_from_rows(rows)), _variables(variables, fail))


def derived_id(path: str, kind: str = "tag") -> str:
    """The id of a tag, or a variable, whose file gives none.

    It follows from the path (UUID version 5, RFC 9562), so that a file means the same tags in
    whichever library it is read.
    """
    from uuid import NAMESPACE_URL, uuid5

    return str(uuid5(NAMESPACE_URL, f"urn:annotate:{kind}:{path}"))


def shown(text: str) -> str:
    """Words of a file in quotation marks, on one line, and short."""
    line = " ".join(text.split())
    if len(line) > 60:
        line = line[:29] + "…" + line[-30:]
    return f"“{line}”"


def _fold(name: str) -> str:
    if name.isascii():
        return name.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _place(node: Node) -> Place:
    return node.said.place if node.said else ()


def _check_size(nodes: Sequence[Node], fail: Fail) -> None:
    characters = fields = 0
    for node in nodes:
        above = node.parent
        own = len(node.said.fields) if node.said else 0
        node.path_length = len(node.name) + (above.path_length + 1 if above else 0)
        node.field_count = own + (above.field_count if above else 0)
        characters += node.path_length
        fields += node.field_count
        if characters > LONGEST or fields > MOST_FIELDS:
            fail(_place(node), "the tags nest too deep; make the hierarchy flatter")


def _check_keys(nodes: Sequence[Node], fail: Fail) -> None:
    keys: dict[str, Node] = {}
    for node in nodes:
        # A key that an archived tag had may have gone to another.
        if node.said is None or not node.said.key or node.said.archived_at:
            continue
        other = keys.setdefault(node.said.key, node)
        if other is not node:
            fail(
                (*node.said.place, "key"),
                f"the key {node.said.key} is the tag {shown(other.path)}'s already; "
                f"give {shown(node.path)} another one",
            )


def _check_fields(nodes: Sequence[Node], fail: Fail) -> None:
    known: dict[str, tuple[Field, Node]] = {}
    for node in nodes:
        if node.said is None:
            continue
        own: set[str] = set()
        for said, place in zip(node.said.fields, node.said.field_places, strict=True):
            column = as_column(said.name)
            first, where = known.setdefault(column, (said, node))
            if first.name != said.name:
                fail(
                    (*place, "name"),
                    f"the fields {shown(first.name)} and {shown(said.name)} would be one column; "
                    "write both alike",
                )
            if column in own:
                fail((*place, "name"), f"the tag has two fields {shown(said.name)}; remove one")
            if first.kind != said.kind:
                fail(
                    (*place, "kind"),
                    f"the field {shown(said.name)} is of the kind {said.kind} here and {first.kind}"
                    f" in the tag {shown(where.path)}; one name has one kind",
                )
            own.add(column)


def _ids(nodes: Sequence[Node], fail: Fail) -> dict[Node, str]:
    given: dict[str, Node] = {}
    for node in nodes:
        if node.said is None or not node.said.id:
            continue
        other = given.setdefault(node.said.id, node)
        if other is not node:
            fail(
                (*node.said.place, "id"),
                f"the tags {shown(other.path)} and {shown(node.path)} have the same id; "
                "leave it out of the new one",
            )
    ids = {node: id_ for id_, node in given.items()}
    for node in nodes:
        if node in ids:
            continue
        path = node.path
        id_ = derived_id(path)
        # A tag that was renamed keeps the id that its old path gave it.
        while id_ in given:
            id_ = derived_id(path, id_)
        given[id_], ids[node] = node, id_
    return ids


def _row(node: Node, ids: dict[Node, str], position: int) -> dict[str, Any]:
    said = node.said or Said(())
    return {
        "id": ids[node],
        "name": node.name,
        "parent_id": ids[node.parent] if node.parent else None,
        "key": said.key,
        "colour": said.colour,
        "description": said.description,
        "example": said.example,
        "counter_example": said.counter_example,
        "fields": [field_row(f) for f in said.fields],
        "position": position,
        "archived_at": said.archived_at,
    }


def _variables(variables: Sequence[tuple[str, Field, Place]], fail: Fail) -> tuple[Variable, ...]:
    names: dict[str, str] = {}
    given = {id_ for id_, _, _ in variables if id_}
    seen: set[str] = set()
    made = []
    for position, (id_, held, place) in enumerate(variables, 1):
        column = as_column(held.name)
        if column in names:
            fail(
                (*place, "name"),
                f"the variables {shown(names[column])} and {shown(held.name)} are the same; "
                "remove one",
            )
        names[column] = held.name
        if id_ and id_ in seen:
            fail((*place, "id"), "two variables have the same id; leave it out of the new one")
        seen.add(id_)
        while not id_ or (id_ in given and id_ not in seen):
            id_ = derived_id(held.name, f"variable{id_}")
        made.append(Variable(id=id_, field=held, position=position))
    return tuple(made)


def is_derived(tag: Tag) -> bool:
    """Whether the tag's id follows from its path, so that a file need not give it."""
    return tag.id == derived_id(tag.path)
