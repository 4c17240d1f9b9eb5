"""One text with its structure, and the units in it, found when they are asked for.

Nothing here is computed for the whole text at once: a text of 13 MB opens as fast as one of 3 kB.
Long blocks are segmented in sections, each with enough context on both sides that the sentences
come out as they would for the whole block.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from operator import sub

from annotate_tui.model import Block, BlockKind, Sentence, Span, Structure
from annotate_tui.text.sentences import CONTEXT as SETTLED
from annotate_tui.text.sentences import sentence_spans
from annotate_tui.text.structure import block, block_index_at

SECTION = 1 << 16
"""Code points from which a block is segmented in parts, and the length of a part."""
CONTEXT = 2000
"""Code points looked at on each side of a part."""
_CACHED = 512
_BLOCKS = 1_024
_SKIPPED = frozenset({BlockKind.FURNITURE, BlockKind.RULE})
_LINEWISE = frozenset({BlockKind.CODE})
_WHOLE = frozenset({BlockKind.TITLE, BlockKind.HEADING, BlockKind.TABLE_ROW, BlockKind.RULE})


class Document:
    """A frozen text and what can be asked of it. Offsets are code points into ``text``."""

    def __init__(self, text: str, structure: Structure, language: str = "en") -> None:
        self.text = text
        self.structure = structure
        self.language = language or "en"
        self._sections, self._section_blocks = _sections(structure)
        self._blocks: dict[int, Block] = {}
        self._cache: OrderedDict[int, list[Sentence]] = OrderedDict()
        self._starts: dict[int, list[int]] = {}
        self._counts: array[int] = array("L", [0])
        self._lengths: dict[int, int] = {}

    # Blocks

    def block(self, index: int) -> Block:
        """The block with that index; IndexError outside the text."""
        found = self._blocks.get(index)
        if found is None:
            if len(self._blocks) >= _BLOCKS:
                self._blocks.clear()
            found = self._blocks[index] = block(self.structure, index)
        return found

    def block_index_at(self, offset: int) -> int:
        """The index of `block_at`; 0 in a text without blocks."""
        return block_index_at(self.structure, offset)

    def block_at(self, offset: int) -> Block:
        """The last block that begins at or before ``offset`` (the first one before that).

        IndexError in a text without blocks.
        """
        return self.block(block_index_at(self.structure, offset))

    def is_read(self, index: int) -> bool:
        """Whether sentence motion stops in that block: it does not in furniture and rules."""
        return self.structure.kinds[index] not in _SKIPPED

    # Sentences

    def sentences_in(self, index: int) -> list[Sentence]:
        """All sentences of one block, in order."""
        low = bisect_left(self._section_blocks, index)
        high = bisect_right(self._section_blocks, index)
        return [s for section in range(low, high) for s in self._sentences(section)]

    def first_in(self, index: int) -> Sentence | None:
        """The first sentence of one block, however long that is; None in an empty rule."""
        low = bisect_left(self._section_blocks, index)
        high = bisect_right(self._section_blocks, index)
        return next((s[0] for s in map(self._sentences, range(low, high)) if s), None)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds ``offset``, or stands right before it in the same block.

        Before a block's first sentence it is that one. None only in a text without words.
        """
        if not self._sections:
            return None
        section = max(0, bisect_right(self._sections, offset) - 1)
        while True:
            found = self._sentences(section)
            if found:
                i = bisect_right(self._starts[section], offset) - 1
                if i >= 0:
                    return found[i]
                if section == 0 or not self._same_block(section, section - 1):
                    return found[0]
            if section == 0:
                return self._first_from(0, skip=False)
            section -= 1

    def next_sentence(self, offset: int) -> Sentence | None:
        """The first sentence outside furniture that begins at or after ``offset``."""
        if not self._sections:
            return None
        section = max(0, bisect_right(self._sections, offset) - 1)
        if self.is_read(self._section_blocks[section]):
            found = self._sentences(section)
            i = bisect_left(found, offset, key=_start)
            if i < len(found):
                return found[i]
        return self._first_from(section + 1)

    def previous_sentence(self, offset: int) -> Sentence | None:
        """The last sentence outside furniture that ends at or before ``offset``."""
        section = bisect_left(self._sections, offset) - 1
        while section >= 0:
            if self.is_read(self._section_blocks[section]):
                found = self._sentences(section)
                i = bisect_right(found, offset, key=_end) - 1
                if i >= 0:
                    return found[i]
            section -= 1
        return None

    def first_sentence(self) -> Sentence | None:
        """Where reading begins: the first sentence after the headline, else the headline."""
        at = 0
        while (found := self.next_sentence(at)) is not None:
            if self.structure.kinds[found.block] != BlockKind.TITLE:
                return found
            at = found.end
        return self.next_sentence(0) or self.sentence_at(0)

    def last_sentence(self) -> Sentence | None:
        """The last sentence outside furniture, else the last of all."""
        return self.previous_sentence(len(self.text)) or self.sentence_at(len(self.text))

    def context(self, start: int, end: int) -> Span:
        """The sentences that hold ``[start, end)``, as one span."""
        first, last = self.sentence_at(start), self.sentence_at(max(start, end - 1))
        if first is None or last is None:
            return Span(start, end)
        return Span(min(first.start, start), max(last.end, end))

    # Numbers

    def place(self, offset: int) -> tuple[int, int]:
        """Paragraph and sentence number at ``offset``, both from 1.

        Paragraphs are all blocks but the headline (0), furniture and rules. Sentences count within
        their block.
        """
        index = block_index_at(self.structure, offset)
        uncounted = sum(
            self.structure.kinds.count(kind, 0, index + 1)
            for kind in (BlockKind.TITLE, BlockKind.FURNITURE, BlockKind.RULE)
        )
        sentence = self.sentence_at(offset)
        return index + 1 - uncounted, self._number(sentence) if sentence else 1

    def count_more(self, budget: int) -> bool:
        """Count the sentences of some ``budget`` code points more; True when all are counted.

        The headline and furniture do not count.
        """
        while len(self._counts) <= len(self._sections) and budget > 0:
            section = len(self._counts) - 1
            kind = self.structure.kinds[self._section_blocks[section]]
            found = 0
            if kind not in _SKIPPED and kind != BlockKind.TITLE:
                found = len(self._spans(section))
            self._counts.append(self._counts[-1] + found)
            low, high = self._bounds(section)
            budget -= high - low
        return len(self._counts) > len(self._sections)

    def ordinal(self, sentence: Sentence) -> int | None:
        """Which sentence of the article this is, from 1; 0 in headline and furniture.

        None while the sentences before it are not counted yet.
        """
        kind = self.structure.kinds[sentence.block]
        if kind in _SKIPPED or kind == BlockKind.TITLE:
            return 0
        section = bisect_right(self._sections, sentence.start) - 1
        if section >= len(self._counts):
            return None
        return self._counts[section] + bisect_right(
            self._sentences(section), sentence.start, key=_start
        )

    @property
    def total(self) -> int | None:
        """How many sentences the article has, as `count_more` counts; None until it is done."""
        return self._counts[-1] if len(self._counts) > len(self._sections) else None

    # Furniture

    def crosses_furniture(self, start: int, end: int) -> bool:
        """Whether ``[start, end)`` reaches from text into furniture, out of it, or over it."""
        first = block_index_at(self.structure, start)
        last = block_index_at(self.structure, max(start, end - 1))
        return first != last and BlockKind.FURNITURE in self.structure.kinds[first : last + 1]

    # Sections

    def _first_from(self, section: int, skip: bool = True) -> Sentence | None:
        for i in range(section, len(self._sections)):
            if (not skip or self.is_read(self._section_blocks[i])) and (
                found := self._sentences(i)
            ):
                return found[0]
        return None

    def _same_block(self, one: int, other: int) -> bool:
        return self._section_blocks[one] == self._section_blocks[other]

    def _bounds(self, section: int) -> Span:
        end = self.structure.ends[self._section_blocks[section]]
        if section + 1 < len(self._sections) and self._same_block(section, section + 1):
            end = self._sections[section + 1]
        return Span(self._sections[section], end)

    def _sentences(self, section: int) -> list[Sentence]:
        found = self._cache.get(section)
        if found is not None:
            self._cache.move_to_end(section)
            return found
        index = self._section_blocks[section]
        found = [Sentence(start, end, index) for start, end in self._spans(section)]
        self._cache[section] = found
        self._starts[section] = [sentence.start for sentence in found]
        if len(self._cache) > _CACHED:
            del self._starts[self._cache.popitem(last=False)[0]]
        return found

    def _number(self, sentence: Sentence) -> int:
        """From 1 within the block. In a long block the parts before are counted once and kept."""
        section = bisect_right(self._sections, sentence.start) - 1
        first, before = bisect_left(self._section_blocks, sentence.block), 0
        if self.is_read(sentence.block) and first < section < len(self._counts):
            before = self._counts[section] - self._counts[first]
        else:
            for earlier in range(first, section):
                if earlier not in self._lengths:
                    self._lengths[earlier] = len(self._spans(earlier))
                before += self._lengths[earlier]
        return before + bisect_right(self._sentences(section), sentence.start, key=_start)

    def _spans(self, section: int) -> list[Span]:
        index = self._section_blocks[section]
        low, high = self._bounds(section)
        whole = Span(self.structure.starts[index], self.structure.ends[index])
        kind = self.structure.kinds[index]
        if kind in _WHOLE:
            return [whole] if low == whole.start and low < high else []
        if kind in _LINEWISE:
            return [s for s in _lines(self.text, whole, low, high) if low <= s.start < high]
        if (low, high) == whole:
            return sentence_spans(self.text, low, high, self.language)
        start, end = self._before(whole.start, low), min(whole.end, high + CONTEXT)
        while True:
            found = [
                s
                for s in sentence_spans(self.text, start, end, self.language)
                if low <= s.start < high
            ]
            # An end so near to the window's own was decided without all that stands behind it.
            settled = start + len(self.text[start:end].rstrip()) - SETTLED
            if end == whole.end or not found or found[-1].end <= settled:
                return found
            end = min(whole.end, end + 2 * (end - low))

    def _before(self, first: int, low: int) -> int:
        """Where a window for sentences from ``low`` on begins: at words, so that none seems new."""
        at = low
        while at > first and not self.text[max(first, at - CONTEXT) : at].strip():
            at -= CONTEXT
        return max(first, at - CONTEXT)


def _sections(structure: Structure) -> tuple[Sequence[int], Sequence[int]]:
    """Where each section begins and which block it is part of; a block is one unless it is long."""
    lengths = map(sub, structure.ends, structure.starts)
    if max(lengths, default=0) <= SECTION:
        return structure.starts, range(len(structure))
    starts: array[int] = array("I")
    blocks: array[int] = array("I")
    for index, (start, end) in enumerate(zip(structure.starts, structure.ends, strict=True)):
        cuts = range(start, max(end, start + 1), SECTION)
        starts.extend(cuts)
        blocks.extend([index] * len(cuts))
    return starts, blocks


def _lines(text: str, whole: Span, low: int, high: int) -> list[Span]:
    """The lines of a block that touch ``[low, high)``, each whole."""
    low = max(whole.start, text.rfind("\n", whole.start, low) + 1)
    found: list[Span] = []
    while low < high:
        stop = text.find("\n", low, whole.end)
        stop = whole.end if stop < 0 else stop
        words = text[low:stop].strip()
        if words:
            first = text.index(words, low)
            found.append(Span(first, first + len(words)))
        low = stop + 1
    return found


def _start(sentence: Sentence) -> int:
    return sentence.start


def _end(sentence: Sentence) -> int:
    return sentence.end
