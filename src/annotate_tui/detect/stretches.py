"""Where a text may be cut, so that what belongs together is looked at together.

A cut stands before a block, if one begins soon enough that continues no quotation of the paragraph
before; in a long block before a sentence, outside of quotations where that can be. Where a cut
stands depends on the text alone, and nothing is looked at but the words around it.
"""

from __future__ import annotations

from bisect import bisect_left

from annotate_tui.model import Block, BlockKind, Span
from annotate_tui.text.document import Document
from annotate_tui.text.quotations import quotations
from annotate_tui.text.sentences import sentence_ends_within

STRETCH = 4_000
"""Code points of a stretch, about."""

SPOKEN = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LIST_ITEM})
"""Blocks over which a quotation may go on."""

_REACH = 2 * STRETCH  # how far a cut moves to find the beginning of a block
_BACK = 2_000  # code points before a place at which a quotation may open that holds it
_NEIGHBOURS = 8  # blocks on each side that show whether a quotation goes on
_MARKS = frozenset("\"'“”„‟＂«»‹›‘’‚‛")


def count(document: Document) -> int:
    """How many stretches there are; 0 in a text without blocks."""
    return -(-len(document.text) // STRETCH) if len(document.structure) else 0


def cut(document: Document, index: int) -> int:
    """Where stretch ``index`` begins; the text's length behind the last one.

    Never before ``index * STRETCH``, and never before the cut of an earlier stretch. Stretches whose
    block is longer than one may be empty.
    """
    low, size = index * STRETCH, len(document.text)
    if index <= 0:
        return 0
    if low >= size:
        return size
    structure = document.structure
    for block in range(bisect_left(structure.starts, low), len(structure)):
        start = structure.starts[block]
        if start >= low + _REACH:
            break
        if not _goes_on(document, block):
            return start
    else:
        if structure.ends[-1] <= low:
            return size
    return _within(document, low)


def _goes_on(document: Document, block: int) -> bool:
    """Whether a quotation of the block before goes on in this one."""
    structure, text = document.structure, document.text
    start = structure.starts[block]
    if not block or text[start : start + 1] not in _MARKS:
        return False
    low = high = block
    while low and block - low < _NEIGHBOURS and structure.kinds[low - 1] in SPOKEN:
        low -= 1
    while high < len(structure) and high - block < _NEIGHBOURS and structure.kinds[high] in SPOKEN:
        high += 1
    near = [
        Span(
            max(structure.starts[i], start - _REACH),
            min(structure.ends[i], start + _REACH),
        )
        for i in range(low, high)
        if structure.ends[i] > start - _REACH and structure.starts[i] < start + _REACH
    ]
    return any(one.start < start < one.end for one in quotations(text, near))


def _within(document: Document, low: int) -> int:
    """A cut at most a stretch behind ``low``: before a sentence, outside of quotations if possible."""
    block = document.block_at(low)
    starts = sentence_starts(document, block, low, low + STRETCH)
    if not starts:
        return low
    window = Span(max(block.start, low - _BACK), min(block.end, low + STRETCH + _BACK))
    quoted = quotations(document.text, [window])
    at = 0
    for start in starts:
        while at < len(quoted) and quoted[at].end <= start:
            at += 1
        if at == len(quoted) or start <= quoted[at].start:
            return start
    return starts[0]


def sentence_starts(document: Document, block: Block, low: int, high: int) -> list[int]:
    """Where sentences of a block begin in ``[low, high)``, its end counted as such.

    Costs what that part is long, however long the block and its sentences are.
    """
    found = sentence_ends_within(
        document.text,
        block.start,
        block.end,
        low=max(block.start, low) - 1,
        high=high - 1,
        language=document.language,
    )
    return [block.start, *found] if low <= block.start < high else found
