"""How fast the parts under the screen run: reading a file, finding sentences, filling rows."""

from __future__ import annotations

import time
from collections.abc import Callable

from annotate_tui.loaders import plain
from annotate_tui.model import Article
from annotate_tui.text.sentences import sentence_spans
from annotate_tui.text.wrap import wrap
from benchmarks.programs import Bench
from benchmarks.report import Part, Target, median
from benchmarks.texts import SHAPES

MEASURE = 72
"""The reader's width in cells where the terminal allows."""

SENTENCES_LIMIT = 5.0


def engine(bench: Bench, passes: int = 3) -> Part:
    """Megabytes a second over whole texts, block by block, the median of ``passes``."""
    rows: list[list[str]] = []
    targets: list[Target] = []
    for shape in SHAPES:
        path = bench.text(shape)
        data = path.read_bytes()
        size = len(data) / 1e6

        def load(data: bytes = data, name: str = path.name) -> Article:
            return plain.load(data, name, name)

        article = load()
        speeds = [
            size / median([_seconds(step) for _ in range(passes)])
            for step in (load, lambda it=article: _sentences(it), lambda it=article: _rows(it))
        ]
        blocks = len(article.structure)
        rows.append([shape, f"{blocks:,}", *(f"{speed:.1f} MB/s" for speed in speeds)])
        targets.append(
            Target(f"sentences, {shape}", speeds[1], SENTENCES_LIMIT, " MB/s", least=True)
        )
    return Part(
        title="The engine",
        how=f"Over the whole 13 MB text, block by block, without a screen; rows of {MEASURE} "
        "cells. The reader does this only for what is seen, and the rest while nobody waits.",
        header=["text", "blocks", "file to article", "sentences", "rows"],
        rows=rows,
        targets=targets,
    )


def _sentences(article: Article) -> None:
    for start, end in zip(article.structure.starts, article.structure.ends, strict=True):
        sentence_spans(article.text, start, end, article.language or "en")


def _rows(article: Article) -> None:
    for start, end in zip(article.structure.starts, article.structure.ends, strict=True):
        wrap(article.text, start, end, MEASURE)


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
