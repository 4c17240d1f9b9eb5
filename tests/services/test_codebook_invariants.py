"""Whatever is done to a codebook, it holds together, and undo gives the very rows back."""

from __future__ import annotations

import itertools
import json
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotate_tui.columns import as_column
from annotate_tui.model import Codebook, Field, Tag
from annotate_tui.services import codebook, marking
from annotate_tui.services.adding import add_path, sample_path
from annotate_tui.services.codebook import RESERVED, CodebookError
from annotate_tui.services.codebook.draft import Draft
from annotate_tui.services.codebook.names import fold
from annotate_tui.services.fields import FieldError, left_over
from annotate_tui.store import Library
from annotate_tui.text.document import Document

NAMES = st.sampled_from(["a", "b", "B", "c d", "Ä", "claim", "x" * 64, "", "a/b", "q\x00"])
KEYS = st.sampled_from([None, "", "a", "b", "v", "c", "é", "vv"])
FIELDS = st.builds(
    lambda name, kind: Field(
        name=name, kind=kind, choices=("one", "two") if kind.startswith("choice") else ()
    ),
    st.sampled_from(["size", "Size", "speaker", "when", "part_of"]),
    st.sampled_from(["text", "number", "choice", "choices", "boolean", "link"]),
)
VALUES = st.sampled_from(["one", "two", "12,5", "no", "words"])
PICK = st.integers(0, 30)
ACTS = st.one_of(
    st.tuples(st.just("create"), NAMES, KEYS, st.lists(FIELDS, max_size=2)),
    st.tuples(st.just("create below"), PICK, NAMES),
    st.tuples(st.just("edit"), PICK, NAMES, KEYS),
    st.tuples(st.just("move"), PICK, st.none() | PICK),
    st.tuples(st.just("reorder"), PICK, st.integers(-3, 3)),
    st.tuples(st.just("merge"), PICK, PICK),
    st.tuples(st.just("archive"), PICK),
    st.tuples(st.just("restore"), PICK),
    st.tuples(st.just("remove"), PICK),
    st.tuples(st.just("add field"), PICK, FIELDS),
    st.tuples(st.just("edit field"), PICK, PICK, st.sampled_from(["size", "when", "new"])),
    st.tuples(st.just("convert"), FIELDS),
    st.tuples(st.just("remove field"), PICK, PICK),
    st.tuples(st.just("mark"), PICK, PICK, VALUES),
    st.tuples(st.just("import"), NAMES, KEYS, st.lists(FIELDS, max_size=2)),
)


class Desk:
    """A library with the sample article, and acts by name."""

    def __init__(self, folder: Path) -> None:
        ids = itertools.count(1)
        self.library = Library.open(
            folder / "library.db",
            clock=lambda: "2026-11-23T00:00:00.000Z",
            new_id=lambda: f"00000000-0000-7000-9000-{next(ids):012x}",
            coder="ann",
        )
        added = add_path(self.library, sample_path())
        text = self.library.text(added.text_id)
        document = Document(text.text, text.structure, added.article.language)
        self.where = (self.library, document, added.article.id, text.id)
        start = document.text.index("Growing unrest")
        self.span = document.sentences[0] if not start else (start, start + 14)

    def tag(self, n: int) -> Tag:
        tags = self.library.tags()
        if not tags:
            raise CodebookError("There is no tag left.")
        return tags[n % len(tags)]

    def do(self, act: tuple[Any, ...]) -> None:
        library, (what, *given) = self.library, act
        match what:
            case "create":
                codebook.create(library, given[0], key=given[1], fields=given[2])
            case "create below":
                codebook.create(library, f"{self.tag(given[0]).path}/{given[1]}")
            case "edit":
                codebook.edit(library, self.tag(given[0]), name=given[1], key=given[2])
            case "move":
                to = None if given[1] is None else self.tag(given[1])
                codebook.move(library, self.tag(given[0]), to)
            case "reorder":
                codebook.reorder(library, self.tag(given[0]), given[1])
            case "merge":
                codebook.merge(library, self.tag(given[0]), self.tag(given[1]))
            case "archive" | "restore" | "remove":
                getattr(codebook, what)(library, self.tag(given[0]))
            case "add field":
                codebook.add_field(library, self.tag(given[0]), given[1])
            case "convert":
                codebook.convert_field(library, given[0].name, given[0], empty_refused=True)
            case "mark":
                tag = self.tag(given[0])
                names = [field.name for field in tag.all_fields]
                fields = {names[given[1] % len(names)]: given[2]} if names else {}
                marking.tag_span(*self.where, self.span, tag, fields=fields)
            case "import":
                tag = Tag(id="", name=given[0], path=given[0], key=given[1] or "")
                whole = Tag(
                    id="", name=tag.name, path=tag.path, key=tag.key, fields=tuple(given[2])
                )
                codebook.import_codebook(library, Codebook((whole,)))
            case _:
                tag = self.tag(given[0])
                own = [field.name for field in tag.fields] or ["none"]
                name = own[given[1] % len(own)]
                if what == "remove field":
                    codebook.remove_field(library, tag, name)
                else:
                    codebook.edit_field(library, tag, name, name=given[2])

    def rows(self) -> list[list[dict[str, Any]]]:
        """The tags and the marks as they lie in the file; of JSON the values count."""
        return [
            [
                {**row, "fields": json.loads(row["fields"])}
                for row in self.library.query(f"SELECT * FROM {table} ORDER BY id")
            ]
            for table in ("tags", "annotations")
        ]


def check(tags: list[Tag]) -> None:
    codebook.check_codebook(tags)
    places = [(tag.parent_id, fold(tag.name)) for tag in tags]
    assert len(set(places)) == len(places)
    keys = [tag.key for tag in tags if tag.key]
    assert len(set(keys)) == len(keys)
    assert not RESERVED & set(keys)
    assert not [tag for tag in tags if tag.archived_at and tag.key]
    by_id = {tag.id: tag for tag in tags}
    kinds: dict[str, tuple[str, str]] = {}
    for tag in tags:
        steps, above = 0, tag
        while above.parent_id is not None:
            above, steps = by_id[above.parent_id], steps + 1
            assert steps <= len(tags)
        for field in tag.fields:
            said = (field.name, field.kind)
            assert kinds.setdefault(as_column(field.name), said) == said


def lost(library: Library) -> int:
    """How many marks carry what their tags have no field for."""
    tags = {tag.id: tag for tag in library.tags()}
    ids = [row[0] for row in library.fetch("SELECT id FROM annotations WHERE tag_id IS NOT NULL")]
    marks = [library.mark(each).annotation for each in ids]
    return sum(bool(left_over(tags[each.tag_id or ""], each.fields)) for each in marks)


@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ACTS, max_size=14))
def test_a_codebook_holds_together_and_undo_brings_it_back(acts: list[tuple[Any, ...]]) -> None:
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        library = desk.library
        before = library.codebook()
        stages = []
        for act in acts:
            seq, rows, had = library.last_seq(), desk.rows(), lost(library)
            try:
                desk.do(act)
            except (CodebookError, FieldError):
                assert library.last_seq() == seq
            if library.last_seq() != seq:
                stages.append((rows, act[0]))
            check(library.tags())
            if act[0] not in ("remove field", "mark"):
                assert lost(library) <= had
        for rows, what in reversed(stages):
            library.undo()
            if what != "mark":
                assert desk.rows() == rows
        assert library.codebook() == before
        library.close()


def test_a_thousand_tags_are_no_burden(library: Library) -> None:
    many = [Tag(id="", name=f"n{n}", path=f"top {n % 40}/n{n}") for n in range(960)]
    codebook.import_codebook(library, Codebook(tuple(many)))
    took = []

    def timed(act: Any) -> Any:
        start = time.perf_counter()
        done = act()
        took.append(time.perf_counter() - start)
        return done

    tag = timed(lambda: codebook.create(library, "top 3/more"))
    tag = timed(lambda: codebook.edit(library, tag, name="yet more", key="é"))
    tag = timed(lambda: codebook.add_field(library, tag, Field(name="size")))
    tag = timed(lambda: codebook.edit_field(library, tag, "size", name="extent"))
    tag = timed(lambda: codebook.reorder(library, tag, -3))
    top = next(each for each in library.tags() if each.path == "top 5")
    tag = timed(lambda: codebook.move(library, tag, top))
    tag = timed(lambda: codebook.restore(library, codebook.archive(library, tag)))
    timed(lambda: codebook.merge(library, tag, top))
    # Ten times what is meant to be, so that a busy machine is no failure.
    assert max(took) < 0.5


def test_a_draft_settles_as_the_library_reads_it(library: Library) -> None:
    for path in ("a/b/c", "a/d", "quote/b"):
        codebook.create(library, path, fields=[Field(name=f"of {path[-1]} {len(path)}")])
    codebook.reorder(library, library.tags()[-1], -2)
    tags = library.tags()
    blank = [replace(tag, path="", inherited=()) for tag in reversed(tags)]
    assert Draft(blank).settled() == tags
