"""Codebooks for tests: built from names and parents, and any at all for hypothesis."""

import unicodedata

from hypothesis import strategies as st

from annotate_tui.codebook_tree import field_row, tags_from_rows
from annotate_tui.columns import as_column
from annotate_tui.model import FIELD_KINDS, Codebook, Field, Variable


def fold(name):
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def row(id_, name, parent_id=None, position=1, **more):
    fields = [field_row(field) for field in more.pop("fields", ())]
    empty = dict.fromkeys(
        ("key", "colour", "description", "example", "counter_example", "archived_at"), ""
    )
    said = {"id": id_, "name": name, "parent_id": parent_id, "position": position}
    return {**empty, **said, "fields": fields, **more}


def book(*rows, variables=()):
    made = [Variable(id=f"v{i}", field=field, position=i) for i, field in enumerate(variables, 1)]
    return Codebook(tuple(tags_from_rows(rows)), tuple(made))


_ODD = [
    "<b>&amp;</b>", "]]>", "?>", "<!-- -->", '"""', "'''", "[[tag]]", 'a = "b"', "# no comment", "- dash",
    "1. one", "a: b", "\\u0041", "a\\", '"', "&#10;", "ﬁ", "İ", "ß", "e\u0301", "👩‍👩‍👧", "שלום", "a  b", "{}",
]  # fmt: skip
_letters = st.characters(
    exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufffe\uffff"
)
lines = (
    (st.text(_letters, min_size=1, max_size=12) | st.sampled_from(_ODD)).map(str.strip).filter(bool)
)
names = lines.map(lambda name: name.replace("/", "|"))
_pieces = st.sampled_from(
    [*_ODD, " ", "\n", "\r", "\r\n", "\t", "\x00", "\x0b", "\ufeff", "\u2028", "\uffff", "\x85"]
)
texts = (
    st.just("")
    | st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
    | st.lists(_pieces, max_size=6).map("".join)
)
_kinds = st.sampled_from(FIELD_KINDS)
_times = st.just("") | st.datetimes().map(lambda t: t.isoformat(timespec="milliseconds") + "Z")
_uuids = st.uuids().map(str)
_ids = _uuids | lines | _uuids.map(str.upper)


@st.composite
def fields(draw, kinds):
    """Fields of one tag: those of one name have the kind that ``kinds`` remembers."""
    made = {}
    for name in draw(st.lists(lines, max_size=3)):
        first, kind = kinds.setdefault(as_column(name), (name, draw(_kinds)))
        choices = ()
        if kind in ("choice", "choices"):
            choices = tuple(draw(st.lists(lines, min_size=1, max_size=4, unique=True)))
        made[first] = Field(
            name=first,
            kind=kind,
            choices=choices,
            required=draw(st.booleans()),
            description=draw(texts),
        )
    return tuple(made.values())


@st.composite
def codebooks(draw):
    kinds, rows, taken, keys = {}, [], set(), set()
    ids = draw(st.lists(_ids, max_size=8, unique_by=lambda id_: id_.lower()))
    positions = {}
    for id_ in ids:
        parent = draw(st.sampled_from([None, *(r["id"] for r in rows)]))
        name = draw(names)
        if (parent, fold(name)) in taken:
            continue
        taken.add((parent, fold(name)))
        key = draw(st.sampled_from(["", "a", "b", "C", "é", '"', "<", "\\"]))
        archived = draw(_times)
        if key in keys and not archived:
            key = ""
        if not archived:
            keys.add(key)
        positions[parent] = positions.get(parent, 0) + 1
        rows.append(
            row(
                id_, name, parent, positions[parent], key=key, archived_at=archived,
                colour=draw(st.sampled_from(["", "#e69f00", "#ABCDEF"])), description=draw(texts),
                example=draw(texts), counter_example=draw(texts), fields=draw(fields(kinds)),
            )
        )  # fmt: skip
    held = [] if not draw(st.booleans()) else draw(fields({}))
    some = draw(st.lists(_ids, min_size=len(held), max_size=len(held), unique=True))
    variables = [
        Variable(id=id_, field=field, position=i)
        for i, (id_, field) in enumerate(zip(some, held, strict=True), 1)
    ]
    return Codebook(tuple(tags_from_rows(rows)), tuple(variables))
