"""``python -m benchmarks.extraction [FOLDER]``: a table of ours and trafilatura alone.

FOLDER holds ``html/NAME.html`` or ``html/NAME.html.gz`` and ``ground-truth.json``, an object of
``{NAME: {"articleBody": …}}``: the layout of the public benchmark. Without it, our own pages.
"""

from __future__ import annotations

import gzip
import json
import logging
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.extraction.score import Score, Shares, score, shares

OWN_PAGES = Path(__file__).parent / "pages"


class Case(NamedTuple):
    """A page and the text of its article as a person marked it."""

    name: str
    page: bytes
    body: str


class Measured(NamedTuple):
    """What a way of extraction came to: its score, its pages, and milliseconds for each page."""

    score: Score
    pages: dict[str, Shares]
    milliseconds: float


def cases(folder: Path) -> Iterator[Case]:
    """The pages in a folder. Raises OSError or ValueError for one that is laid out otherwise."""
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    for name in sorted(truth):
        plain = folder / "html" / f"{name}.html"
        page = (
            plain.read_bytes()
            if plain.exists()
            else gzip.decompress(plain.with_suffix(".html.gz").read_bytes())
        )
        yield Case(name, page, truth[name]["articleBody"])


def ours(page: bytes) -> str:
    """The text that the loader makes of the page; "" for a page that it refuses."""
    from annotate_tui.loaders.errors import LoadError
    from annotate_tui.loaders.html_pages import load_page

    try:
        return load_page(page, "", "page.html").text
    except LoadError:
        return ""


def alone(page: bytes) -> str:
    """What trafilatura's fast mode makes of the page."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL + 1)
    return trafilatura.extract(page, fast=True, include_comments=False) or ""


def measure(folder: Path, extract: Callable[[bytes], str]) -> Measured:
    """The score of one way of extraction over a folder's pages."""
    pages: dict[str, Shares] = {}
    seconds = 0.0
    for case in cases(folder):
        began = time.perf_counter()
        text = extract(case.page)
        seconds += time.perf_counter() - began
        pages[case.name] = shares(case.body, text)
    return Measured(score(pages.values()), pages, 1000 * seconds / max(1, len(pages)))


def main(arguments: list[str]) -> int:
    """Print the table. 2 for a folder that is none of the layout."""
    folder = Path(arguments[0]) if arguments else OWN_PAGES
    try:
        ours(b"<p>imports are not counted"), alone(b"<p>neither here")
        ways = {"annotate": measure(folder, ours), "trafilatura": measure(folder, alone)}
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(
            f"{folder} is no folder of pages (html/, ground-truth.json): {error}", file=sys.stderr
        )
        return 2
    print(f"{'':12} {'precision':>9} {'recall':>9} {'F1':>9} {'ms/page':>9}")
    for name, way in ways.items():
        precision, recall = way.score
        print(
            f"{name:12} {precision:9.3f} {recall:9.3f} {way.score.f1:9.3f} {way.milliseconds:9.1f}"
        )
    print()
    for name, page in ways["annotate"].pages.items():
        other = ways["trafilatura"].pages[name]
        print(f"{name[:40]:40} {page.found:6.3f} {other.found:6.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
