"""Blocks and inline marks as flat arrays: built by loaders, kept as bytes, found by offset."""

from __future__ import annotations

import json
import struct
import sys
from array import array
from bisect import bisect_right

from annotate_tui.model import Block, BlockKind, InlineKind, InlineMark, Structure

_MAGIC = b"ANS1"
_HEADER = struct.Struct("<4sIII")


class StructureBuilder:
    """Collects blocks in order and inline marks in any order, then gives the frozen arrays."""

    def __init__(self) -> None:
        self._starts: array[int] = array("I")
        self._ends: array[int] = array("I")
        self._kinds = bytearray()
        self._levels = bytearray()
        self._labels: dict[int, str] = {}
        self._marks: list[InlineMark] = []

    def add(self, start: int, end: int, kind: BlockKind, level: int = 0, label: str = "") -> int:
        """Add a block after all others and return its index. Only a rule may be empty.

        Raises ValueError for a block out of order or empty.
        """
        if end < start or (end == start and kind is not BlockKind.RULE):
            raise ValueError(f"a block needs words: [{start}, {end})")
        if self._ends and start < self._ends[-1]:
            raise ValueError(f"block [{start}, {end}) begins before the last one ended")
        index = len(self._kinds)
        self._starts.append(start)
        self._ends.append(end)
        self._kinds.append(kind)
        self._levels.append(min(level, 255))
        if label:
            self._labels[index] = label
        return index

    def mark(self, start: int, end: int, kind: InlineKind, href: str = "") -> None:
        """Add an inline mark; an empty one is left out."""
        if start < end:
            self._marks.append(InlineMark(start, end, kind, href))

    def build(self) -> Structure:
        """The frozen structure; the builder may go on."""
        marks = sorted(self._marks)
        return Structure(
            starts=array("I", self._starts),
            ends=array("I", self._ends),
            kinds=bytes(self._kinds),
            levels=bytes(self._levels),
            labels=dict(self._labels),
            mark_starts=array("I", [m.start for m in marks]),
            mark_ends=array("I", [m.end for m in marks]),
            mark_kinds=bytes(m.kind for m in marks),
            hrefs={i: m.href for i, m in enumerate(marks) if m.href},
        )


def block(structure: Structure, index: int) -> Block:
    """The block with that index. Raises IndexError outside ``0 <= index < len(structure)``."""
    if index < 0:
        raise IndexError(index)
    return Block(
        index,
        structure.starts[index],
        structure.ends[index],
        BlockKind(structure.kinds[index]),
        structure.levels[index],
        structure.labels.get(index, ""),
    )


def block_index_at(structure: Structure, offset: int) -> int:
    """The index of the last block that starts at or before ``offset``; 0 before the first."""
    return max(0, bisect_right(structure.starts, offset) - 1)


def inline_marks(structure: Structure, start: int, end: int) -> list[InlineMark]:
    """The inline marks that touch ``[start, end)``, ordered by start; ``start`` is a block's start.

    Marks never cross a block, so none that begins before the block can reach into it.
    """
    low = bisect_right(structure.mark_starts, start - 1) if start else 0
    found: list[InlineMark] = []
    for i in range(low, len(structure.mark_starts)):
        if structure.mark_starts[i] >= end:
            break
        found.append(
            InlineMark(
                structure.mark_starts[i],
                structure.mark_ends[i],
                InlineKind(structure.mark_kinds[i]),
                structure.hrefs.get(i, ""),
            )
        )
    return found


def to_bytes(structure: Structure) -> bytes:
    """The structure as it is stored: little-endian arrays, which load without a loop."""
    extra = json.dumps(
        {"labels": structure.labels, "hrefs": structure.hrefs},
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()
    parts = [_HEADER.pack(_MAGIC, len(structure.starts), len(structure.mark_starts), len(extra))]
    for numbers in (structure.starts, structure.ends, structure.mark_starts, structure.mark_ends):
        parts.append(_little(numbers).tobytes())
    parts += [structure.kinds, structure.levels, structure.mark_kinds, extra]
    return b"".join(parts)


def from_bytes(data: bytes) -> Structure:
    """The structure that `to_bytes` wrote. Raises ValueError for anything else."""
    if len(data) < _HEADER.size:
        raise ValueError("not a stored structure")
    magic, blocks, marks, extra_size = _HEADER.unpack_from(data)
    expected = _HEADER.size + 10 * blocks + 9 * marks + extra_size
    if magic != _MAGIC or len(data) != expected:
        raise ValueError("not a stored structure")
    at = _HEADER.size

    def take(size: int) -> bytes:
        nonlocal at
        piece = data[at : at + size]
        at += size
        return piece

    starts, ends = _numbers(take(4 * blocks)), _numbers(take(4 * blocks))
    mark_starts, mark_ends = _numbers(take(4 * marks)), _numbers(take(4 * marks))
    kinds, levels, mark_kinds = take(blocks), take(blocks), take(marks)
    extra = json.loads(take(extra_size))
    return Structure(
        starts=starts,
        ends=ends,
        kinds=kinds,
        levels=levels,
        labels={int(k): v for k, v in extra["labels"].items()},
        mark_starts=mark_starts,
        mark_ends=mark_ends,
        mark_kinds=mark_kinds,
        hrefs={int(k): v for k, v in extra["hrefs"].items()},
    )


def _little(numbers: array[int]) -> array[int]:
    if sys.byteorder == "little":
        return numbers
    swapped = array("I", numbers)
    swapped.byteswap()
    return swapped


def _numbers(data: bytes) -> array[int]:
    numbers = array("I")
    numbers.frombytes(data)
    return _little(numbers)
