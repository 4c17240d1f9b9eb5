"""A real SQLite file, with a clock, ids and a coder that never change their minds."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from annotate_tui.model import BlockKind
from annotate_tui.store import Library
from annotate_tui.text.structure import StructureBuilder, to_bytes

WORDS = "One two three. Four — “five” & six, seven-eight.\n\nNine ten eleven twelve."


class Desk:
    """Makes articles and marks by the plainest means: the rows themselves."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def article(self, text: str = WORDS, **columns: Any) -> tuple[str, str]:
        """An article with one text; gives both ids."""
        library = self.library
        with library.step("add") as step:
            article_id = library.new_id()
            row = {"title": "Counting", "source": "/tmp/counting.txt", **columns}
            step.insert(
                "article",
                {"id": article_id, "number": library.next_number(), "added_at": step.at, **row},
            )
            text_id = self.text(article_id, text)
        return article_id, text_id

    def text(self, article_id: str, text: str) -> str:
        """A further text, which becomes the current one."""
        builder = StructureBuilder()
        builder.add(0, len(text), BlockKind.PARAGRAPH)
        digest = hashlib.sha256(text.encode()).hexdigest()
        with self.library.step("new-text") as step:
            text_id = self.library.new_id()
            row = {
                "id": text_id,
                "article_id": article_id,
                "sha256": digest,
                "original_sha256": digest,
                "length": len(text),
                "structure": to_bytes(builder.build()),
                "text": text,
            }
            self.library.add_text(step, row, None)
            step.update("article", article_id, {"text": text_id})
        return text_id

    def mark(
        self,
        article_id: str,
        text_id: str,
        start: int,
        end: int,
        tag: str | None = None,
        **row: Any,
    ) -> str:
        """A mark; ``tag`` is a tag's path."""
        library = self.library
        text = library.text(text_id).text
        tag_id = next((t.id for t in library.tags() if t.path == tag), None)
        with library.step("tag" if tag else "note") as step:
            made = library.new_id()
            step.insert(
                "annotation",
                {
                    "id": made,
                    "article_id": article_id,
                    "tag_id": tag_id,
                    "coder": library.coder,
                    "created_at": step.at,
                    "updated_at": step.at,
                    "text": " ".join(text[start:end].split()),
                    **row,
                },
            )
            anchor = {"annotation_id": made, "text_id": text_id, "start": start, "end": end}
            step.insert("anchor", {**anchor, "exact": text[start:end]})
        return made


def dump(library: Library, *tables: str) -> dict[str, list[dict[str, Any]]]:
    """All rows of the tables that undo answers for."""
    names = tables or ("articles", "tags", "annotations", "anchors", "rejections")
    return {
        name: sorted(library.query(f"SELECT * FROM {name}"), key=lambda r: str(list(r.values())))
        for name in names
    }


@pytest.fixture
def open_library(tmp_path: Path) -> Iterator[Callable[..., Library]]:
    """Opens libraries on one file (another with ``name``), each with a clock of its own."""
    made: list[Library] = []
    ticks = itertools.count()
    ids = itertools.count(1)

    def clock() -> str:
        seconds = next(ticks)
        return f"2026-11-23T{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.000Z"

    def new_id() -> str:
        return f"00000000-0000-7000-9000-{next(ids):012x}"

    def open_(name: str = "library.db", **options: Any) -> Library:
        library = Library.open(
            tmp_path / name, **{"clock": clock, "new_id": new_id, "coder": "ann", **options}
        )
        made.append(library)
        return library

    yield open_
    for library in made:
        library.close()


@pytest.fixture
def library(open_library: Callable[..., Library]) -> Library:
    return open_library()


@pytest.fixture
def desk(library: Library) -> Desk:
    return Desk(library)


@pytest.fixture
def rows() -> Callable[..., dict[str, list[dict[str, Any]]]]:
    return dump
