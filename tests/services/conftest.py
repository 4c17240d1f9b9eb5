"""A library on a real SQLite file with the sample article in it, and its text open."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.services.story import Story
from tests.suggested import Fixed

from annotate_tui.model import Block, Span, Tag
from annotate_tui.services import advice, keeping_all
from annotate_tui.services.adding import add_path, sample_path
from annotate_tui.store import Library
from annotate_tui.text.document import Document


@dataclass
class Reading:
    """The sample article, as it lies open on a desk."""

    library: Library
    article: str
    text: str
    document: Document

    @property
    def where(self) -> tuple[Library, Document, str, str]:
        return self.library, self.document, self.article, self.text

    def span(self, words: str) -> Span:
        start = self.document.text.index(words)
        return Span(start, start + len(words))

    def span_of(self, block: Block) -> Span:
        return Span(block.start, block.end)

    def tag(self, name: str) -> Tag:
        return next(tag for tag in self.library.tags() if tag.path == name)


@pytest.fixture
def open_library(tmp_path: Path) -> Iterator[Callable[..., Library]]:
    made: list[Library] = []
    ticks, ids = itertools.count(), itertools.count(1)

    def open_(**options: Any) -> Library:
        library = Library.open(
            tmp_path / "library.db",
            **{
                "clock": lambda: f"2026-11-23T00:00:00.{next(ticks):03}Z",
                "new_id": lambda: f"00000000-0000-7000-9000-{next(ids):012x}",
                "coder": "ann",
                **options,
            },
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
def sample(library: Library) -> Reading:
    added = add_path(library, sample_path())
    text = library.text(added.text_id)
    document = Document(text.text, text.structure, added.article.language)
    return Reading(library, added.article.id, text.id, document)


@pytest.fixture
def fixed(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Fixed]]:
    """Suggestions as the test has them: set ``fixed.found``."""

    class Ours(Fixed):
        pass

    advice.suggester_of.cache_clear()
    monkeypatch.setattr(advice, "Suggester", Ours)
    monkeypatch.setattr(keeping_all, "Suggester", Ours)
    yield Ours
    advice.suggester_of.cache_clear()


@pytest.fixture
def story(tmp_path):
    one = Story(tmp_path)
    yield one
    one.library.close()
